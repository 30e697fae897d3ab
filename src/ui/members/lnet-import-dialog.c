/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-import-dialog-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-fit.h"
#include "lnet-import-row-item.h"
#include "lnet-picture-file.h"

#define TICK_MS 100

G_DEFINE_FINAL_TYPE (LnetImportDialog, lnet_import_dialog, ADW_TYPE_DIALOG)

/* What runs */

void
lnet_import_dialog_stop_tick (LnetImportDialog *self)
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

void
lnet_import_dialog_begin_work (LnetImportDialog *self,
                               const char       *label)
{
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_label_set_label (self->progress_label, label);
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  adw_navigation_view_push_by_tag (self->pages, "progress");
  lnet_import_dialog_stop_tick (self);
  self->tick = g_timeout_add (TICK_MS, on_tick, self);
}

void
lnet_import_dialog_end_work (LnetImportDialog *self,
                             const char       *tag)
{
  lnet_import_dialog_stop_tick (self);
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
  lnet_import_dialog_stop_tick (self);
}

static void
on_done (LnetImportDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

GtkWindow *
lnet_import_dialog_get_window (LnetImportDialog *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
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
  adw_banner_set_revealed (self->remembered_banner, lnet_import_is_remembered (self->import));
}

/* The next file with these headings begins anew, too. */
static void
on_reset (LnetImportDialog *self)
{
  lnet_import_reset_fields (self->import);
  update_mapping (self);
  lnet_import_dialog_remember (self);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), _("The columns are what their headings say"),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_widget_child_focus (GTK_WIDGET (self->columns_group), GTK_DIR_TAB_FORWARD);
}

/* By what members are recognized */

static const char *
get_rule_title (LnetImportRule rule)
{
  switch (rule)
    {
    case LNET_IMPORT_BY_REGISTRY_ID:
      return lnet_import_field_get_label (LNET_IMPORT_REGISTRY_ID);
    case LNET_IMPORT_BY_EMAIL:
      return lnet_import_field_get_label (LNET_IMPORT_EMAIL);
    case LNET_IMPORT_BY_PHONE:
      return lnet_import_field_get_label (LNET_IMPORT_PHONE);
    case LNET_IMPORT_BY_NAME:
      return _("Name and organization");
    case LNET_IMPORT_BY_MEMBER_ID:
    case LNET_IMPORT_BY_NOTHING:
    case LNET_IMPORT_N_RULES:
    default:
      return NULL;
    }
}

static void
on_rule_switched (AdwSwitchRow     *row,
                  GParamSpec       *pspec,
                  LnetImportDialog *self)
{
  guint bit = 1u << GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "lnet-rule"));
  guint rules;

  if (self->filling || self->import == NULL)
    return;
  rules = lnet_import_get_rules (self->import);
  lnet_import_set_rules (self->import, adw_switch_row_get_active (row) ? rules | bit : rules & ~bit);
}

static void
fill_rules (LnetImportDialog *self)
{
  self->filling = TRUE;
  for (guint i = 0; i < self->rule_rows->len; i++)
    adw_switch_row_set_active (self->rule_rows->pdata[i], TRUE);
  self->filling = FALSE;
}

static void
add_rules (LnetImportDialog *self)
{
  for (guint i = 0; i < LNET_IMPORT_N_RULES; i++)
    {
      GtkWidget *row;

      if (get_rule_title (i) == NULL)
        continue;
      row = adw_switch_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), get_rule_title (i));
      adw_switch_row_set_active (ADW_SWITCH_ROW (row), TRUE);
      g_object_set_data (G_OBJECT (row), "lnet-rule", GUINT_TO_POINTER (i));
      g_signal_connect_object (row, "notify::active", G_CALLBACK (on_rule_switched), self, G_CONNECT_DEFAULT);
      adw_preferences_group_add (self->rules_group, row);
      g_ptr_array_add (self->rule_rows, row);
    }
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
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
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
      fill_rules (self);
      adw_navigation_view_push_by_tag (self->pages, "mapping");
    }
  else if (!was_cancelled (error))
    {
      gtk_accessible_announce (GTK_ACCESSIBLE (self), error->message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
      adw_banner_set_title (self->choose_failure, error->message);
      adw_banner_set_revealed (self->choose_failure, TRUE);
    }
}

/* In the worker that plans. */
static GBytes *
make_portrait (GBytes        *picture,
               guint         *side,
               GCancellable  *cancellable,
               gpointer       user_data,
               GError       **error)
{
  g_autoptr (LnetPortraitPicture) portrait = lnet_picture_file_make (picture, cancellable, error);

  if (portrait == NULL)
    return NULL;
  *side = portrait->side;
  return g_bytes_ref (portrait->content);
}

static void
look (LnetImportDialog *self,
      GFile            *file)
{
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_set_object (&self->import, NULL);
  self->import = lnet_import_new (file);
  lnet_import_set_picture_func (self->import, make_portrait, NULL);
  lnet_import_use_memory (self->import);
  lnet_import_set_on_conflict (self->import, LNET_IMPORT_KEEP);
  self->asked = FALSE;
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

  gtk_file_filter_set_name (tables, _("Tables (CSV) and vCards"));
  gtk_file_filter_add_suffix (tables, "csv");
  gtk_file_filter_add_suffix (tables, "tsv");
  gtk_file_filter_add_suffix (tables, "tab");
  gtk_file_filter_add_suffix (tables, "txt");
  gtk_file_filter_add_suffix (tables, "vcf");
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

  gtk_file_dialog_set_title (dialog, _("Choose a Roster"));
  gtk_file_dialog_set_filters (dialog, filters);
  gtk_file_dialog_open (dialog, lnet_import_dialog_get_window (self), NULL, on_file_chosen, g_object_ref (self));
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

  lnet_import_dialog_stop_tick (self);
  g_clear_pointer (&self->column_rows, g_ptr_array_unref);
  g_clear_pointer (&self->rule_rows, g_ptr_array_unref);
  g_clear_pointer (&self->transaction, lnet_transaction_unref);
  g_clear_object (&self->same_filter);
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
  BIND (remembered_banner);
  BIND (columns_group);
  BIND (rules_group);
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
  lnet_import_dialog_bind_choices (widget_class);
  lnet_import_dialog_bind_additions (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_reset);
  gtk_widget_class_bind_template_callback (widget_class, on_choose);
  gtk_widget_class_bind_template_callback_full (widget_class, "on_preview",
                                               G_CALLBACK (lnet_import_dialog_preview));
  gtk_widget_class_bind_template_callback_full (widget_class, "on_import",
                                               G_CALLBACK (lnet_import_dialog_import));
  gtk_widget_class_bind_template_callback (widget_class, on_stop);
  gtk_widget_class_bind_template_callback_full (widget_class, "on_save_rejects",
                                               G_CALLBACK (lnet_import_dialog_save_rejects));
  gtk_widget_class_bind_template_callback (widget_class, on_done);
  gtk_widget_class_bind_template_callback_full (widget_class, "on_undo",
                                               G_CALLBACK (lnet_import_dialog_undo));
  gtk_widget_class_bind_template_callback (widget_class, on_mapping_shown);
  gtk_widget_class_bind_template_callback_full (widget_class, "on_preview_shown",
                                               G_CALLBACK (lnet_import_dialog_preview_shown));
  gtk_widget_class_bind_template_callback_full (widget_class, "on_result_shown",
                                               G_CALLBACK (lnet_import_dialog_result_shown));
}

static void
lnet_import_dialog_init (LnetImportDialog *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  self->column_rows = g_ptr_array_new ();
  self->rule_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_rules (self);
  lnet_import_dialog_set_up_choices (self);
  lnet_import_dialog_set_up_additions (self);
  lnet_fit_dialog (ADW_DIALOG (self));
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
