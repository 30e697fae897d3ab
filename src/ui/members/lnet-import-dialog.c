/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-import-dialog.h"

#include <glib/gi18n-lib.h>

#include "lnet-import-row-item.h"
#include "lnet-import-rows.h"

#define TICK_MS 100

/*
 * choose → (look, in a worker) → mapping → (plan) → preview → (plan again, commit) → result
 *
 * What runs holds a reference to the dialog and the dialog's cancellable; closing cancels it.
 */
struct _LnetImportDialog
{
  AdwDialog parent_instance;

  AdwToastOverlay *toasts;
  AdwNavigationView *pages;
  AdwBanner *choose_failure;
  GtkWidget *choose_button;
  AdwBanner *mapping_failure;
  GtkWidget *preview_button;
  AdwPreferencesGroup *columns_group;
  GtkWidget *import_button;
  AdwWrapBox *filters;
  GtkLabel *remarks;
  GtkStack *rows_stack;
  GtkListView *rows_view;
  GtkLabel *progress_label;
  GtkProgressBar *progress_bar;
  AdwStatusPage *result_status;
  GtkListBox *result_list;
  GtkWidget *save_button;
  GtkWidget *undo_button;
  GtkWidget *done_button;

  LnetSession *session;
  LnetImport *import;
  LnetTransaction *transaction; /* while it is committed */
  LnetId group;                 /* the import in the log, once it is done */
  GPtrArray *column_rows;       /* AdwComboRow, by column */
  gboolean filling;             /* the rows are set by us */
  gboolean writing;             /* planning is the first half of importing */
  GCancellable *cancellable;
  guint tick;
};

G_DEFINE_FINAL_TYPE (LnetImportDialog, lnet_import_dialog, ADW_TYPE_DIALOG)

/* What runs */

static gboolean
was_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
stop_tick (LnetImportDialog *self)
{
  g_clear_handle_id (&self->tick, g_source_remove);
}

static double
get_progress (LnetImportDialog *self)
{
  double planned = lnet_import_get_progress (self->import);
  guint n_ops;

  if (!self->writing)
    return planned;
  if (self->transaction == NULL)
    return planned / 2;
  n_ops = lnet_transaction_get_n_ops (self->transaction);
  return 0.5 + (n_ops > 0 ? (double) lnet_transaction_get_n_done (self->transaction) / n_ops / 2 : 0);
}

static gboolean
on_tick (gpointer data)
{
  LnetImportDialog *self = data;

  gtk_progress_bar_set_fraction (self->progress_bar, get_progress (self));
  return G_SOURCE_CONTINUE;
}

static void
begin_work (LnetImportDialog *self,
            const char       *label)
{
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_label_set_label (self->progress_label, label);
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  adw_navigation_view_push_by_tag (self->pages, "progress");
  stop_tick (self);
  self->tick = g_timeout_add (TICK_MS, on_tick, self);
}

static void
end_work (LnetImportDialog *self,
          const char       *tag)
{
  stop_tick (self);
  self->writing = FALSE;
  if (!adw_navigation_view_pop_to_tag (self->pages, tag))
    adw_navigation_view_push_by_tag (self->pages, tag);
}

static void
on_stop (LnetImportDialog *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
on_closed (LnetImportDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  stop_tick (self);
}

static void
on_done (LnetImportDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* The result */

static void
add_result (LnetImportDialog *self,
            LnetImportFate    fate,
            guint             n)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *text = g_strdup_printf ("%u", n);
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

static void
on_undo (LnetImportDialog *self)
{
  gtk_widget_set_sensitive (self->undo_button, FALSE);
  lnet_store_undo_group_async (lnet_session_get_store (self->session), &self->group, NULL, on_undone,
                               g_object_ref (self));
}

static void
on_result_shown (LnetImportDialog *self)
{
  gtk_widget_grab_focus (self->done_button);
}

static void
show_result (LnetImportDialog *self,
             const LnetId     *group)
{
  const LnetImportCounts *counts = lnet_import_get_counts (self->import);
  guint n = counts->n[LNET_IMPORT_NEW];
  g_autofree char *title = g_strdup_printf (ngettext ("%u new member", "%u new members", n), n);

  adw_status_page_set_title (self->result_status, title);
  gtk_list_box_remove_all (self->result_list);
  for (guint i = 0; i < LNET_IMPORT_N_FATES; i++)
    add_result (self, i, counts->n[i]);
  gtk_widget_set_visible (self->save_button, counts->n[LNET_IMPORT_REJECTED] > 0);
  stop_tick (self);
  self->writing = FALSE;
  adw_navigation_view_replace_with_tags (self->pages, (const char *const[]) { "result" }, 1);
  adw_dialog_set_default_widget (ADW_DIALOG (self), self->done_button);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), title, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  self->group = *group;
  gtk_widget_set_visible (self->undo_button, !lnet_id_is_null (group));
}

static void
on_committed (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (LnetImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  LnetId group;

  g_clear_pointer (&self->transaction, lnet_transaction_unref);
  if (lnet_session_commit_finish (LNET_SESSION (source), result, &group, &error))
    {
      show_result (self, &group);
      return;
    }
  /* The plan's changes went with the commit: there is nothing to import until it is planned anew. */
  end_work (self, "mapping");
  if (was_cancelled (error))
    adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("Stopped; nothing was imported")));
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
    adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("Rejected rows saved, each with its reason")));
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

static GtkWindow *
get_window (LnetImportDialog *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
on_save_rejects (LnetImportDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Save rejected rows"));
  gtk_file_dialog_set_initial_name (dialog, _("rejected.csv"));
  gtk_file_dialog_save (dialog, get_window (self), self->cancellable, on_rejects_chosen, g_object_ref (self));
}

/* The preview */

static void
show_rows (LnetImportDialog *self,
           LnetImportFate    fate)
{
  g_autoptr (LnetImportRows) rows = lnet_import_rows_new (self->import, fate);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (rows));
  g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (G_LIST_MODEL (g_steal_pointer (&rows)));

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
  g_autofree char *text = g_strdup_printf ("%s %u", label, n);
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
    g_string_append_printf (text, "%s %u. ", lnet_import_fate_get_label (i), counts->n[i]);
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
  gtk_label_set_label (self->remarks, remarks);
  gtk_widget_set_visible (GTK_WIDGET (self->remarks), remarks[0] != '\0');
  gtk_widget_set_sensitive (self->import_button, counts->n[LNET_IMPORT_NEW] + counts->n[LNET_IMPORT_CHANGED] > 0);
  announce_counts (self, counts);
}

static void
fail_mapping (LnetImportDialog *self,
              const GError     *error)
{
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
      end_work (self, "mapping");
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
  stop_tick (self);
  adw_navigation_view_replace_with_tags (self->pages, (const char *const[]) { "choose", "mapping", "preview" }, 3);
}

static void
on_preview_shown (LnetImportDialog *self)
{
  gboolean can_import = gtk_widget_get_sensitive (self->import_button);

  adw_dialog_set_default_widget (ADW_DIALOG (self), self->import_button);
  gtk_widget_grab_focus (can_import ? self->import_button : GTK_WIDGET (self->rows_view));
}

static void
on_mapping_shown (LnetImportDialog *self)
{
  gboolean can_preview = gtk_widget_get_sensitive (self->preview_button);

  adw_dialog_set_default_widget (ADW_DIALOG (self), self->preview_button);
  if (can_preview)
    gtk_widget_grab_focus (self->preview_button);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->columns_group), GTK_DIR_TAB_FORWARD);
}

static void
on_preview (LnetImportDialog *self)
{
  adw_banner_set_revealed (self->mapping_failure, FALSE);
  begin_work (self, _("Looking what each row would change…"));
  lnet_import_plan_async (self->import, lnet_session_get_store (self->session), self->cancellable, on_planned,
                          g_object_ref (self));
}

/* What was previewed may have been changed by somebody in the meantime: it is planned once more, then written. */
static void
on_import (LnetImportDialog *self)
{
  begin_work (self, _("Looking once more…"));
  self->writing = TRUE;
  gtk_list_view_set_model (self->rows_view, NULL);
  lnet_import_plan_async (self->import, lnet_session_get_store (self->session), self->cancellable, on_planned,
                          g_object_ref (self));
}

/* The mapping */

static void
update_mapping (LnetImportDialog *self)
{
  gboolean has_names = lnet_import_has_names (self->import);

  self->filling = TRUE;
  for (guint i = 0; i < self->column_rows->len; i++)
    adw_combo_row_set_selected (self->column_rows->pdata[i], lnet_import_get_field (self->import, i));
  self->filling = FALSE;
  gtk_widget_set_sensitive (self->preview_button, has_names);
  if (!has_names)
    adw_banner_set_title (self->mapping_failure, _("Say which column holds the names."));
  adw_banner_set_revealed (self->mapping_failure, !has_names);
}

static void
on_field_selected (AdwComboRow      *row,
                   GParamSpec       *pspec,
                   LnetImportDialog *self)
{
  guint column;

  if (self->filling || !g_ptr_array_find (self->column_rows, row, &column))
    return;
  lnet_import_set_field (self->import, column, adw_combo_row_get_selected (row));
  update_mapping (self);
}

static GtkStringList *
list_fields (void)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  for (guint i = 0; i < LNET_IMPORT_N_FIELDS; i++)
    gtk_string_list_append (list, lnet_import_field_get_label (i));
  return list;
}

static void
add_column (LnetImportDialog *self,
            GtkStringList    *fields,
            guint             column)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkExpression) name = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), lnet_import_get_heading (self->import, column));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), lnet_import_get_samples (self->import, column));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  adw_combo_row_set_expression (ADW_COMBO_ROW (row), name);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (fields));
  adw_combo_row_set_enable_search (ADW_COMBO_ROW (row), TRUE);
  adw_combo_row_set_search_match_mode (ADW_COMBO_ROW (row), GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), lnet_import_get_field (self->import, column));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_field_selected), self, G_CONNECT_DEFAULT);
  adw_preferences_group_add (self->columns_group, row);
  g_ptr_array_add (self->column_rows, row);
}

static void
fill_mapping (LnetImportDialog *self)
{
  g_autoptr (GtkStringList) fields = list_fields ();
  g_autofree char *name = g_file_get_basename (lnet_import_get_file (self->import));
  g_autofree char *display = g_filename_display_name (name);
  g_autofree char *format = lnet_import_describe_format (self->import);
  g_autofree char *description = g_strdup_printf ("%s · %s", display, format);
  g_autofree char *escaped = g_markup_escape_text (description, -1);

  self->filling = TRUE;
  for (guint i = 0; i < self->column_rows->len; i++)
    adw_preferences_group_remove (self->columns_group, self->column_rows->pdata[i]);
  g_ptr_array_set_size (self->column_rows, 0);
  adw_preferences_group_set_description (self->columns_group, escaped);
  for (guint i = 0; i < lnet_import_get_n_columns (self->import); i++)
    add_column (self, fields, i);
  self->filling = FALSE;
  update_mapping (self);
}

/* Choosing */

static void
on_looked (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (self->choose_button, TRUE);
  if (lnet_import_look_finish (LNET_IMPORT (source), result, &error))
    {
      fill_mapping (self);
      adw_navigation_view_push_by_tag (self->pages, "mapping");
    }
  else if (!was_cancelled (error))
    {
      adw_banner_set_title (self->choose_failure, error->message);
      adw_banner_set_revealed (self->choose_failure, TRUE);
    }
}

static void
look (LnetImportDialog *self,
      GFile            *file)
{
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_set_object (&self->import, NULL);
  self->import = lnet_import_new (file);
  gtk_widget_set_sensitive (self->choose_button, FALSE);
  adw_banner_set_revealed (self->choose_failure, FALSE);
  lnet_import_look_async (self->import, self->cancellable, on_looked, g_object_ref (self));
}

static void
on_file_chosen (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (LnetImportDialog) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    look (self, file);
}

static GListModel *
list_filters (void)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) tables = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (tables, _("Tables (CSV)"));
  gtk_file_filter_add_suffix (tables, "csv");
  gtk_file_filter_add_suffix (tables, "tsv");
  gtk_file_filter_add_suffix (tables, "tab");
  gtk_file_filter_add_suffix (tables, "txt");
  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, tables);
  g_list_store_append (filters, all);
  return G_LIST_MODEL (filters);
}

static void
on_choose (LnetImportDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListModel) filters = list_filters ();

  gtk_file_dialog_set_title (dialog, _("Choose a roster"));
  gtk_file_dialog_set_filters (dialog, filters);
  gtk_file_dialog_open (dialog, get_window (self), NULL, on_file_chosen, g_object_ref (self));
}

static gboolean
on_drop (LnetImportDialog *self,
         const GValue     *value)
{
  const char *tag = adw_navigation_page_get_tag (adw_navigation_view_get_visible_page (self->pages));

  if (!G_VALUE_HOLDS (value, G_TYPE_FILE) || g_strcmp0 (tag, "choose") != 0)
    return FALSE;
  look (self, g_value_get_object (value));
  return TRUE;
}

static void
lnet_import_dialog_dispose (GObject *object)
{
  LnetImportDialog *self = LNET_IMPORT_DIALOG (object);

  stop_tick (self);
  g_clear_pointer (&self->column_rows, g_ptr_array_unref);
  g_clear_pointer (&self->transaction, lnet_transaction_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->import);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_IMPORT_DIALOG);

  G_OBJECT_CLASS (lnet_import_dialog_parent_class)->dispose (object);
}

static void
lnet_import_dialog_class_init (LnetImportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lnet_import_dialog_dispose;

  g_type_ensure (LNET_TYPE_IMPORT_ROW_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-import-dialog.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, LnetImportDialog, child)
  BIND (toasts);
  BIND (pages);
  BIND (choose_failure);
  BIND (choose_button);
  BIND (mapping_failure);
  BIND (preview_button);
  BIND (columns_group);
  BIND (import_button);
  BIND (filters);
  BIND (remarks);
  BIND (rows_stack);
  BIND (rows_view);
  BIND (progress_label);
  BIND (progress_bar);
  BIND (result_status);
  BIND (result_list);
  BIND (save_button);
  BIND (undo_button);
  BIND (done_button);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_choose);
  gtk_widget_class_bind_template_callback (widget_class, on_preview);
  gtk_widget_class_bind_template_callback (widget_class, on_import);
  gtk_widget_class_bind_template_callback (widget_class, on_stop);
  gtk_widget_class_bind_template_callback (widget_class, on_save_rejects);
  gtk_widget_class_bind_template_callback (widget_class, on_done);
  gtk_widget_class_bind_template_callback (widget_class, on_undo);
  gtk_widget_class_bind_template_callback (widget_class, on_mapping_shown);
  gtk_widget_class_bind_template_callback (widget_class, on_preview_shown);
  gtk_widget_class_bind_template_callback (widget_class, on_result_shown);
}

static void
lnet_import_dialog_init (LnetImportDialog *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  self->column_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  adw_dialog_set_default_widget (ADW_DIALOG (self), self->choose_button);
  adw_dialog_set_focus (ADW_DIALOG (self), self->choose_button);
}

void
lnet_import_dialog_present (GtkWidget   *parent,
                            LnetSession *session,
                            GFile       *file)
{
  LnetImportDialog *self = g_object_new (LNET_TYPE_IMPORT_DIALOG, NULL);

  self->session = g_object_ref (session);
  adw_dialog_present (ADW_DIALOG (self), parent);
  if (file != NULL)
    look (self, file);
}
