/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What every row would do, the import itself, and what came of it. */

#include "config.h"

#include "lnet-import-dialog-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-import-row-item.h"
#include "lnet-import-rows.h"
#include "lnet-toast.h"

/* The result */

static void
add_result (LnetImportDialog *self,
            LnetImportFate    fate,
            guint             n)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *text = g_strdup_printf ("%'u", n);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "numeric");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), lnet_import_fate_get_label (fate));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_list_box_append (self->result_list, row);
}

static void
on_undone (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  const char *title = _("The import was taken back");

  if (lnet_store_undo_finish (LNET_STORE (source), result, NULL, NULL, &error))
    {
      adw_status_page_set_icon_name (self->result_status, "edit-undo-symbolic");
      adw_status_page_set_title (self->result_status, title);
      adw_status_page_set_description (self->result_status, _("The members are as they were before."));
      gtk_widget_set_visible (GTK_WIDGET (self->result_list), FALSE);
      gtk_widget_set_visible (self->undo_button, FALSE);
      gtk_widget_grab_focus (self->done_button);
      gtk_accessible_announce (GTK_ACCESSIBLE (self), title, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
    }
  else if (!was_cancelled (error))
    {
      gtk_widget_set_sensitive (self->undo_button, TRUE);
      lnet_session_fail (self->session, _("The import was not taken back"), error);
    }
}

void
lnet_import_dialog_undo (LnetImportDialog *self)
{
  gtk_widget_set_sensitive (self->undo_button, FALSE);
  lnet_store_undo_group_async (lnet_session_get_store (self->session), &self->group, NULL, on_undone,
                               g_object_ref (self));
}

void
lnet_import_dialog_result_shown (LnetImportDialog *self)
{
  gtk_widget_grab_focus (self->done_button);
}

static void
show_result (LnetImportDialog *self,
             const LnetId     *group)
{
  const LnetImportCounts *counts = lnet_import_get_counts (self->import);
  guint n = counts->n[LNET_IMPORT_NEW];
  g_autofree char *title = g_strdup_printf (ngettext ("%'u new member", "%'u new members", n), n);

  adw_status_page_set_title (self->result_status, title);
  gtk_list_box_remove_all (self->result_list);
  for (guint i = 0; i < LNET_IMPORT_N_FATES; i++)
    add_result (self, i, counts->n[i]);
  gtk_widget_set_visible (self->save_button, counts->n[LNET_IMPORT_REJECTED] > 0);
  lnet_import_dialog_stop_tick (self);
  self->writing = FALSE;
  adw_navigation_view_replace_with_tags (self->pages, (const char *const[]) { "result" }, 1);
  adw_dialog_set_default_widget (ADW_DIALOG (self), self->done_button);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), title, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  self->group = *group;
  gtk_widget_set_visible (self->undo_button, !lnet_id_is_null (group));
}

static gpointer
let_go (gpointer transaction)
{
  lnet_transaction_unref (transaction);
  return NULL;
}

/* Half a million changes take a while to free: not on the main thread, and after the store has let go of them too. */
static gboolean
let_go_in_thread (gpointer transaction)
{
  g_thread_unref (g_thread_new ("lnet-let-go", let_go, transaction));
  return G_SOURCE_REMOVE;
}

static void
on_remembered (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (LnetImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!lnet_import_remember_finish (LNET_IMPORT (source), result, &error))
    adw_toast_overlay_add_toast (self->toasts, lnet_toast_new (error->message));
}

/* What the columns hold, for the next file with these headings. */
void
lnet_import_dialog_remember (LnetImportDialog *self)
{
  lnet_import_remember_async (self->import, on_remembered, g_object_ref (self));
}

static void
on_committed (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (LnetImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  LnetId group;

  g_idle_add (let_go_in_thread, g_steal_pointer (&self->transaction));
  if (lnet_session_commit_finish (LNET_SESSION (source), result, &group, &error))
    {
      show_result (self, &group);
      lnet_import_dialog_remember (self);
      return;
    }
  /* The plan's changes went with the commit: there is nothing to import until it is planned anew. */
  lnet_import_dialog_end_work (self, "mapping");
  if (was_cancelled (error))
    adw_toast_overlay_add_toast (self->toasts, lnet_toast_new (_("Stopped; nothing was imported")));
}

static void
commit (LnetImportDialog *self)
{
  self->transaction = lnet_import_steal_transaction (self->import);
  gtk_label_set_label (self->progress_label, _("Writing the members…"));
  lnet_session_commit_async (self->session, lnet_transaction_ref (self->transaction), NULL, self->cancellable,
                             on_committed, g_object_ref (self));
}

/* Rejected rows */

static void
on_rejects_written (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (LnetImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (lnet_import_write_rejects_finish (LNET_IMPORT (source), result, &error))
    adw_toast_overlay_add_toast (self->toasts, lnet_toast_new (_("Rejected rows saved, each with its reason")));
  else if (!was_cancelled (error))
    lnet_session_fail (self->session, _("The rejected rows were not saved"), error);
}

static void
on_rejects_chosen (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (LnetImportDialog) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    lnet_import_write_rejects_async (self->import, file, self->cancellable, on_rejects_written, g_object_ref (self));
}

void
lnet_import_dialog_save_rejects (LnetImportDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Save Rejected Rows"));
  gtk_file_dialog_set_initial_name (dialog, _("rejected.csv"));
  gtk_file_dialog_save (dialog, lnet_import_dialog_get_window (self), self->cancellable, on_rejects_chosen,
                        g_object_ref (self));
}

/* The preview */

static gpointer
make_row (LnetImport *import,
          guint       position)
{
  return lnet_import_row_item_new (lnet_import_get_row (import, position));
}

static void
show_rows (LnetImportDialog *self,
           LnetImportFate    fate)
{
  LnetImportRows *rows = lnet_import_rows_new (self->import, LNET_TYPE_IMPORT_ROW_ITEM, make_row);
  g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (G_LIST_MODEL (rows));
  guint n;

  for (guint i = 0; i < lnet_import_get_n_rows (self->import); i++)
    if (fate == LNET_IMPORT_N_FATES || lnet_import_get_row (self->import, i)->fate == fate)
      lnet_import_rows_add (rows, i);
  n = g_list_model_get_n_items (G_LIST_MODEL (rows));
  gtk_list_view_set_model (self->rows_view, GTK_SELECTION_MODEL (selection));
  gtk_stack_set_visible_child_name (self->rows_stack, n > 0 ? "rows" : "none");
}

static void
on_filter_toggled (GtkToggleButton  *button,
                   LnetImportDialog *self)
{
  if (gtk_toggle_button_get_active (button))
    show_rows (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "lnet-fate")));
}

static GtkWidget *
add_filter (LnetImportDialog *self,
            GtkWidget        *group,
            LnetImportFate    fate,
            guint             n)
{
  const char *label = fate == LNET_IMPORT_N_FATES ? _("All") : lnet_import_fate_get_label (fate);
  g_autofree char *text = g_strdup_printf ("%s %'u", label, n);
  GtkWidget *button = gtk_toggle_button_new_with_label (text);

  g_object_set_data (G_OBJECT (button), "lnet-fate", GUINT_TO_POINTER (fate));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), group != NULL ? GTK_TOGGLE_BUTTON (group) : NULL);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), fate == LNET_IMPORT_N_FATES);
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_filter_toggled), self, G_CONNECT_DEFAULT);
  adw_wrap_box_append (self->filters, button);
  return button;
}

static void
announce_counts (LnetImportDialog       *self,
                 const LnetImportCounts *counts)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < LNET_IMPORT_N_FATES; i++)
    g_string_append_printf (text, "%s %'u. ", lnet_import_fate_get_label (i), counts->n[i]);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text->str, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
fill_preview (LnetImportDialog *self)
{
  const LnetImportCounts *counts = lnet_import_get_counts (self->import);
  g_autofree char *remarks = g_strjoinv ("\n", (char **) lnet_import_get_remarks (self->import));
  GtkWidget *child;
  GtkWidget *all;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->filters))) != NULL)
    adw_wrap_box_remove (self->filters, child);
  all = add_filter (self, NULL, LNET_IMPORT_N_FATES, counts->n_rows);
  for (guint i = 0; i < LNET_IMPORT_N_FATES; i++)
    add_filter (self, all, i, counts->n[i]);
  show_rows (self, LNET_IMPORT_N_FATES);
  lnet_import_dialog_fill_choices (self);
  gtk_label_set_label (self->remarks, remarks);
  gtk_widget_set_visible (GTK_WIDGET (self->remarks), remarks[0] != '\0');
  gtk_widget_set_sensitive (self->import_button, counts->n[LNET_IMPORT_NEW] + counts->n[LNET_IMPORT_CHANGED] > 0);
  announce_counts (self, counts);
}

static void
fail_mapping (LnetImportDialog *self,
              const GError     *error)
{
  gtk_accessible_announce (GTK_ACCESSIBLE (self), error->message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  adw_banner_set_title (self->mapping_failure, error->message);
  adw_banner_set_revealed (self->mapping_failure, TRUE);
}

static void
on_planned (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (LnetImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!lnet_import_plan_finish (LNET_IMPORT (source), result, &error))
    {
      lnet_import_dialog_end_work (self, "mapping");
      if (!was_cancelled (error))
        fail_mapping (self, error);
      return;
    }
  if (self->writing)
    {
      commit (self);
      return;
    }
  fill_preview (self);
  lnet_import_dialog_stop_tick (self);
  adw_navigation_view_replace_with_tags (self->pages, (const char *const[]) { "choose", "mapping", "preview" }, 3);
}

void
lnet_import_dialog_forget_plan (LnetImportDialog *self)
{
  gtk_list_view_set_model (self->rows_view, NULL);
  gtk_list_view_set_model (self->differences_view, NULL);
  gtk_list_view_set_model (self->additions_view, NULL);
}

/* What was chosen on a page behind this one may change what each row does. */
void
lnet_import_dialog_preview_shown (LnetImportDialog *self)
{
  gboolean can_import = gtk_widget_get_sensitive (self->import_button);

  if (lnet_import_is_outdated (self->import))
    {
      lnet_import_dialog_preview (self);
      return;
    }
  adw_dialog_set_default_widget (ADW_DIALOG (self), self->import_button);
  gtk_widget_grab_focus (can_import ? self->import_button : GTK_WIDGET (self->rows_view));
}

void
lnet_import_dialog_preview (LnetImportDialog *self)
{
  adw_banner_set_revealed (self->mapping_failure, FALSE);
  lnet_import_dialog_forget_plan (self);
  lnet_import_dialog_begin_work (self, _("Looking what each row would change…"));
  lnet_import_plan_async (self->import, lnet_session_get_store (self->session), self->cancellable, on_planned,
                          g_object_ref (self));
}

/* What was previewed may have been changed by somebody in the meantime: it is planned once more, then written. Where
 * the file says something else, it is asked for once what is to count. */
void
lnet_import_dialog_import (LnetImportDialog *self)
{
  if (lnet_import_get_n_differences (self->import) > 0 && !self->asked)
    {
      lnet_import_dialog_show_differences (self);
      return;
    }
  lnet_import_dialog_forget_plan (self);
  lnet_import_dialog_begin_work (self, _("Looking once more…"));
  self->writing = TRUE;
  lnet_import_plan_async (self->import, lnet_session_get_store (self->session), self->cancellable, on_planned,
                          g_object_ref (self));
}
