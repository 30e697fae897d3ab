/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-history-pane.h"

#include "lnet-version-row.h"
#include "lnet-worker.h"

#include <glib/gi18n-lib.h>

/*
 * GtkListView ← GtkNoSelection ← GListStore of LnetTextVersion (read by a worker) → LnetVersionRow
 */
struct _LnetHistoryPane
{
  AdwBin parent_instance;

  LnetSession *session;
  LnetManuscript *manuscript;
  GListStore *versions;
  GCancellable *loading;
  LnetId row;
  LnetField field;

  AdwWindowTitle *window_title;
  GtkStack *pages;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (LnetHistoryPane, lnet_history_pane, ADW_TYPE_BIN)

typedef struct
{
  LnetStore *store;
  LnetId row;
  LnetField field;
} Query;

static void
query_free (Query *query)
{
  g_object_unref (query->store);
  g_free (query);
}

static void
run_query (GTask        *task,
           gpointer      source,
           gpointer      task_data,
           GCancellable *cancellable)
{
  Query *query = task_data;
  GError *error = NULL;
  g_autoptr (LnetReader) reader = lnet_store_open_reader (query->store, &error);
  GPtrArray *versions = NULL;

  if (reader != NULL)
    {
      lnet_reader_set_cancellable (reader, cancellable);
      versions = lnet_history_of_field (reader, query->field, &query->row, &error);
    }
  if (versions != NULL)
    g_task_return_pointer (task, versions, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/* The newest first, each beside the one before it; those that changed nothing are no versions. */
static void
show_versions (LnetHistoryPane *self,
               GPtrArray       *versions)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  const char *before = "";

  for (guint i = 0; i < versions->len; i++)
    {
      const LnetFieldVersion *version = versions->pdata[i];
      const char *text = version->value != NULL ? version->value : "";

      if (g_strcmp0 (text, before) != 0)
        g_ptr_array_insert (items, 0, lnet_text_version_new (version, before, i == versions->len - 1));
      before = text;
    }
  g_list_store_splice (self->versions, 0, g_list_model_get_n_items (G_LIST_MODEL (self->versions)), items->pdata,
                       items->len);
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  LnetHistoryPane *self = LNET_HISTORY_PANE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) versions = g_task_propagate_pointer (G_TASK (result), &error);

  if (versions != NULL)
    show_versions (self, versions);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lnet_session_fail (self->session, _("The history could not be read"), error);
}

static void
load (LnetHistoryPane *self)
{
  g_autoptr (GTask) task = NULL;
  Query *query;

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  gtk_stack_set_visible_child_name (self->pages, lnet_id_is_null (&self->row) ? "none" : "versions");
  if (lnet_id_is_null (&self->row))
    return;
  self->loading = g_cancellable_new ();
  query = g_new0 (Query, 1);
  query->store = g_object_ref (lnet_session_get_store (self->session));
  query->row = self->row;
  query->field = self->field;
  task = g_task_new (self, self->loading, on_read, NULL);
  g_task_set_source_tag (task, load);
  g_task_set_task_data (task, query, (GDestroyNotify) query_free);
  lnet_worker_run (task, run_query);
}

static void
on_store_changed (LnetHistoryPane *self,
                  LnetChanges     *changes)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && !lnet_id_is_null (&self->row) &&
      lnet_changes_has_row (changes, &self->row))
    load (self);
}

static void
on_bring_back (LnetHistoryPane *self,
               LnetTextVersion     *version)
{
  int line = lnet_manuscript_find (self->manuscript, &self->row);

  if (line < 0)
    return;
  /* Title and question share the document's id. */
  if (self->field == LNET_DOCUMENT_QUESTION)
    line = LNET_BLOCK_QUESTION;
  lnet_manuscript_revert (self->manuscript, (guint) line, lnet_text_version_get_text (version));
  lnet_session_say (self->session, _("The earlier version is back"));
}

static void
on_setup (LnetHistoryPane *self,
          GtkListItem     *item)
{
  GtkWidget *row = lnet_version_row_new ();

  if (lnet_session_may_write (self->session))
    g_signal_connect_object (row, "bring-back", G_CALLBACK (on_bring_back), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, row);
}

static void
on_bind (LnetHistoryPane *self,
         GtkListItem     *item)
{
  LnetVersionRow *row = LNET_VERSION_ROW (gtk_list_item_get_child (item));
  g_autofree char *spoken = NULL;

  lnet_version_row_set_version (row, gtk_list_item_get_item (item));
  spoken = lnet_version_row_dup_spoken (row);
  gtk_list_item_set_accessible_label (item, spoken);
}

static void
lnet_history_pane_dispose (GObject *object)
{
  LnetHistoryPane *self = LNET_HISTORY_PANE (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_HISTORY_PANE);
  g_clear_object (&self->session);
  g_clear_object (&self->manuscript);
  g_clear_object (&self->versions);

  G_OBJECT_CLASS (lnet_history_pane_parent_class)->dispose (object);
}

static void
lnet_history_pane_class_init (LnetHistoryPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lnet_history_pane_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-history-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetHistoryPane, window_title);
  gtk_widget_class_bind_template_child (widget_class, LnetHistoryPane, pages);
  gtk_widget_class_bind_template_child (widget_class, LnetHistoryPane, list);
}

static void
lnet_history_pane_init (LnetHistoryPane *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSelectionModel) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->versions = g_list_store_new (LNET_TYPE_TEXT_VERSION);
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, G_CONNECT_SWAPPED);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->versions))));
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, selection);
}

void
lnet_history_pane_set_manuscript (LnetHistoryPane *self,
                                  LnetSession     *session,
                                  LnetManuscript  *manuscript)
{
  g_return_if_fail (LNET_IS_HISTORY_PANE (self));

  g_set_object (&self->session, session);
  g_set_object (&self->manuscript, manuscript);
  g_signal_connect_object (lnet_session_get_store (session), "changed", G_CALLBACK (on_store_changed), self,
                           G_CONNECT_SWAPPED);
}

void
lnet_history_pane_set_line (LnetHistoryPane *self,
                            guint            line)
{
  const LnetBlock *block;
  g_autofree char *section = NULL;
  LnetId row;
  LnetField field;

  g_return_if_fail (LNET_IS_HISTORY_PANE (self));

  block = lnet_manuscript_get_block (self->manuscript, line);
  row = block != NULL ? block->id : lnet_id_null ();
  field = block != NULL ? lnet_block_get_field (block) : LNET_FIELD_NONE;
  section = lnet_manuscript_dup_section_title (self->manuscript, line);
  adw_window_title_set_subtitle (self->window_title, section);
  if (lnet_id_equal (&row, &self->row) && field == self->field)
    return;
  self->row = row;
  self->field = field;
  load (self);
}

