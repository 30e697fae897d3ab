/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-words-list.h"

#include "lnet-contribution-card.h"
#include "lnet-vision.h"
#include "lnet-words-model.h"
#include "lnet-worker.h"

#include <glib/gi18n-lib.h>

/*
 * GtkListView ← GtkSingleSelection ← LnetWordsModel (ids, read by a worker) → LnetContributionCard (reads its own row)
 */
struct _LnetWordsList
{
  AdwBin parent_instance;

  LnetSession *session;
  LnetWordsModel *model;
  GPtrArray *themes; /* (element-type LnetVisionChoice) */
  GCancellable *loading;
  gboolean stale;
  gboolean filling; /* the themes */

  GtkSearchEntry *search;
  GtkToggleButton *untraced_button;
  GtkDropDown *theme_drop_down;
  GtkLabel *count_label;
  GtkStack *pages;
  GtkListView *list;
  AdwStatusPage *nothing_page;
};

G_DEFINE_FINAL_TYPE (LnetWordsList, lnet_words_list, ADW_TYPE_BIN)

/* What a worker is to find. */
typedef struct
{
  LnetStore *store;
  LnetContributionFilter filter;
  char *text;
} Query;

static void
query_free (Query *query)
{
  g_object_unref (query->store);
  g_free (query->text);
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
  GArray *ids = NULL;

  if (reader != NULL)
    {
      lnet_reader_set_cancellable (reader, cancellable);
      ids = lnet_vision_list_contributions (reader, &query->filter, &error);
    }
  if (ids != NULL)
    g_task_return_pointer (task, ids, (GDestroyNotify) g_array_unref);
  else
    g_task_return_error (task, error);
}

static gboolean
is_filtered (LnetWordsList *self)
{
  return *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0' ||
         gtk_toggle_button_get_active (self->untraced_button) || gtk_drop_down_get_selected (self->theme_drop_down) > 0;
}

static void
show_found (LnetWordsList *self,
            GArray        *ids)
{
  g_autofree char *count = g_strdup_printf (ngettext ("%'u contribution", "%'u contributions", ids->len), ids->len);

  lnet_words_model_set_ids (self->model, ids);
  gtk_label_set_label (self->count_label, count);
  gtk_widget_set_visible (GTK_WIDGET (self->count_label), ids->len > 0);
  gtk_stack_set_visible_child_name (self->pages,
                                    ids->len > 0 ? "list" : is_filtered (self) ? "nothing" : "empty");
  if (is_filtered (self))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), ids->len > 0 ? count : _("Nothing found"),
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

static void
on_found (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  LnetWordsList *self = LNET_WORDS_LIST (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = g_task_propagate_pointer (G_TASK (result), &error);

  if (ids != NULL)
    show_found (self, ids);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lnet_session_fail (self->session, _("The contributions could not be read"), error);
}

static LnetId
get_theme (LnetWordsList *self)
{
  guint selected = gtk_drop_down_get_selected (self->theme_drop_down);

  if (self->themes == NULL || selected == 0 || selected > self->themes->len)
    return lnet_id_null ();
  return ((LnetVisionChoice *) self->themes->pdata[selected - 1])->id;
}

static void
load (LnetWordsList *self)
{
  g_autoptr (GTask) task = NULL;
  Query *query;

  self->stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (self->stale || self->session == NULL || self->filling)
    return;
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();

  query = g_new0 (Query, 1);
  query->store = g_object_ref (lnet_session_get_store (self->session));
  query->text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  query->filter.text = query->text;
  query->filter.untraced = gtk_toggle_button_get_active (self->untraced_button);
  query->filter.theme = get_theme (self);
  task = g_task_new (self, self->loading, on_found, NULL);
  g_task_set_source_tag (task, load);
  g_task_set_task_data (task, query, (GDestroyNotify) query_free);
  lnet_worker_run (task, run_query);
}

static void
load_themes (LnetWordsList *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  LnetId theme = get_theme (self);
  guint selected = 0;

  g_clear_pointer (&self->themes, g_ptr_array_unref);
  self->themes = lnet_vision_list_themes (lnet_session_get_reader (self->session), NULL);
  gtk_string_list_append (labels, _("All themes"));
  for (guint i = 0; self->themes != NULL && i < self->themes->len; i++)
    {
      const LnetVisionChoice *choice = self->themes->pdata[i];

      gtk_string_list_append (labels, choice->label);
      if (lnet_id_equal (&choice->id, &theme))
        selected = i + 1;
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->theme_drop_down, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->theme_drop_down, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->theme_drop_down), self->themes != NULL && self->themes->len > 0);
  self->filling = FALSE;
}

static void
on_map (GtkWidget *widget)
{
  LnetWordsList *self = LNET_WORDS_LIST (widget);

  if (!self->stale || self->session == NULL)
    return;
  load_themes (self);
  load (self);
}

static void
on_store_changed (LnetWordsList *self,
                  LnetChanges   *changes)
{
  if (lnet_changes_has_table (changes, LNET_TABLE_THEME))
    load_themes (self);
  if (lnet_changes_has_table (changes, LNET_TABLE_CONTRIBUTION) ||
      lnet_changes_has_table (changes, LNET_TABLE_PASSAGE_CONTRIBUTION) ||
      lnet_changes_has_table (changes, LNET_TABLE_THEME_CONTRIBUTION) ||
      lnet_changes_has_table (changes, LNET_TABLE_THEME))
    load (self);
}

static void
link_at (LnetWordsList *self,
         guint          position)
{
  g_autoptr (LnetWordsItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  g_autofree char *id = item != NULL ? lnet_id_to_string (lnet_words_item_get_id (item)) : NULL;

  if (id != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "vision.link", "s", id);
}

static void
on_activated (LnetWordsList *self,
              guint          position)
{
  link_at (self, position);
}

/* Enter in the search field goes on to what was found. */
static void
on_search_activated (LnetWordsList *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0)
    return;
  gtk_list_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
on_search_stopped (LnetWordsList *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
on_clear (LnetWordsList *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_toggle_button_set_active (self->untraced_button, FALSE);
  gtk_drop_down_set_selected (self->theme_drop_down, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
on_setup (LnetWordsList *self,
          GtkListItem   *item)
{
  gtk_list_item_set_child (item, lnet_contribution_card_new (self->session));
}

static void
on_bind (LnetWordsList *self,
         GtkListItem   *item)
{
  LnetContributionCard *card = LNET_CONTRIBUTION_CARD (gtk_list_item_get_child (item));

  lnet_contribution_card_set_id (card, lnet_words_item_get_id (gtk_list_item_get_item (item)), FALSE);
  gtk_list_item_set_accessible_label (item, lnet_contribution_card_get_spoken (card));
}

static void
on_unbind (LnetWordsList *self,
           GtkListItem   *item)
{
  lnet_contribution_card_set_id (LNET_CONTRIBUTION_CARD (gtk_list_item_get_child (item)), NULL, FALSE);
}

static void
lnet_words_list_dispose (GObject *object)
{
  LnetWordsList *self = LNET_WORDS_LIST (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_WORDS_LIST);
  g_clear_object (&self->session);
  g_clear_object (&self->model);
  g_clear_pointer (&self->themes, g_ptr_array_unref);

  G_OBJECT_CLASS (lnet_words_list_parent_class)->dispose (object);
}

static void
lnet_words_list_class_init (LnetWordsListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lnet_words_list_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-words-list.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetWordsList, search);
  gtk_widget_class_bind_template_child (widget_class, LnetWordsList, untraced_button);
  gtk_widget_class_bind_template_child (widget_class, LnetWordsList, theme_drop_down);
  gtk_widget_class_bind_template_child (widget_class, LnetWordsList, count_label);
  gtk_widget_class_bind_template_child (widget_class, LnetWordsList, pages);
  gtk_widget_class_bind_template_child (widget_class, LnetWordsList, list);
  gtk_widget_class_bind_template_child (widget_class, LnetWordsList, nothing_page);
  gtk_widget_class_bind_template_callback (widget_class, on_map);
  gtk_widget_class_bind_template_callback (widget_class, load);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stopped);
  gtk_widget_class_bind_template_callback (widget_class, on_clear);
}

static void
lnet_words_list_init (LnetWordsList *self)
{
  self->stale = TRUE;
  self->model = lnet_words_model_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
lnet_words_list_set_session (LnetWordsList *self,
                             LnetSession   *session)
{
  g_autoptr (GtkListItemFactory) factory = NULL;
  g_autoptr (GtkSelectionModel) selection = NULL;

  g_return_if_fail (LNET_IS_WORDS_LIST (self));

  g_set_object (&self->session, session);
  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, G_CONNECT_SWAPPED);
  selection = GTK_SELECTION_MODEL (gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->model))));
  gtk_single_selection_set_autoselect (GTK_SINGLE_SELECTION (selection), FALSE);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, selection);
  g_signal_connect_object (lnet_session_get_store (session), "changed", G_CALLBACK (on_store_changed), self,
                           G_CONNECT_SWAPPED);
}

void
lnet_words_list_begin_search (LnetWordsList *self)
{
  g_return_if_fail (LNET_IS_WORDS_LIST (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
