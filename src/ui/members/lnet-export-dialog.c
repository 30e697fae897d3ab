/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-export-dialog.h"

#include <glib/gi18n-lib.h>

#include "lnet-columns-group.h"
#include "lnet-fit.h"
#include "lnet-scope-group.h"

#define TICK_MS 100
/* Fewer are written before anybody could read what is said of it. */
#define LONG_FROM 500

struct _LnetExportDialog
{
  AdwDialog parent_instance;

  LnetSession *session;
  GSettings *settings;
  LnetExport *export; /* what is being written */
  GCancellable *cancellable;
  guint tick;

  AdwNavigationView *pages;
  GtkWidget *export_button;
  LnetScopeGroup *scope;
  AdwPreferencesGroup *what;
  AdwComboRow *format;
  AdwSwitchRow *with_private;
  GtkWidget *portraits;
  AdwSwitchRow *with_portraits;
  LnetColumnsGroup *columns;
  GtkLabel *progress_label;
  GtkProgressBar *progress_bar;
  GtkWidget *stop_button;
};

G_DEFINE_FINAL_TYPE (LnetExportDialog, lnet_export_dialog, ADW_TYPE_DIALOG)

/* In the order they are offered. */
static const struct
{
  LnetExportFormat format;
  const char *word; /* in the settings; never changes */
  const char *label;
  const char *use;
} formats[] = {
  { LNET_EXPORT_XLSX, "xlsx", N_("Spreadsheet (.xlsx)"),
    N_("To read, sort and filter. The history of roles and teams has sheets of its own.") },
  { LNET_EXPORT_CSV, "csv", N_("Table (CSV)"),
    N_("For any program. With the member ID in it, it can be changed there and imported again.") },
  { LNET_EXPORT_VCARD_3, "vcf", N_("vCards 3.0"), N_("For every contacts program and phone.") },
  { LNET_EXPORT_VCARD_4, "vcf4", N_("vCards 4.0"), N_("For newer contacts programs; with pronouns.") },
};

static gboolean
has_columns (LnetExportDialog *self)
{
  LnetExportFormat format = formats[adw_combo_row_get_selected (self->format)].format;

  return format == LNET_EXPORT_XLSX || format == LNET_EXPORT_CSV;
}

/* What can be chosen */

static void
update (LnetExportDialog *self)
{
  gtk_widget_set_sensitive (self->export_button, !has_columns (self) || lnet_columns_group_has_any (self->columns));
}

static void
on_format (LnetExportDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->format);

  if (selected >= G_N_ELEMENTS (formats))
    return;
  adw_preferences_group_set_description (self->what, _(formats[selected].use));
  gtk_widget_set_visible (GTK_WIDGET (self->columns), has_columns (self));
  gtk_widget_set_visible (self->portraits, !has_columns (self));
  adw_action_row_set_subtitle (
    ADW_ACTION_ROW (self->with_private),
    has_columns (self)
      ? _("Registry IDs, career level, supervisor, tags and notes are for directors and facilitators; contact details "
          "that somebody does not share are for whoever has to reach them. Keep the file where nobody else reads it.")
      : _("Contact details that somebody does not share are for whoever has to reach them. Keep the file where nobody "
          "else reads it. What is for staff is never in a vCard."));
  update (self);
}

static void
on_private (LnetExportDialog *self)
{
  lnet_columns_group_set_private (self->columns, adw_switch_row_get_active (self->with_private));
}

static void
recall (LnetExportDialog *self)
{
  g_autofree char *word = g_settings_get_string (self->settings, "export-format");
  g_auto (GStrv) words = g_settings_get_strv (self->settings, "export-columns");

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i].word, word))
      adw_combo_row_set_selected (self->format, i);
  lnet_columns_group_set_words (self->columns, (const char *const *) words);
  on_format (self);
}

static void
remember (LnetExportDialog *self)
{
  g_auto (GStrv) words = lnet_columns_group_dup_words (self->columns);

  g_settings_set_string (self->settings, "export-format", formats[adw_combo_row_get_selected (self->format)].word);
  g_settings_set_strv (self->settings, "export-columns", (const char *const *) words);
}

/* Writing */

static gboolean
on_tick (gpointer data)
{
  LnetExportDialog *self = data;

  gtk_progress_bar_set_fraction (self->progress_bar, lnet_export_get_progress (self->export));
  return G_SOURCE_CONTINUE;
}

/* Back to the choices, unless the dialog was closed meanwhile. */
static void
end_work (LnetExportDialog *self)
{
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->export);
  if (gtk_widget_get_parent (GTK_WIDGET (self)) == NULL)
    return;
  gtk_widget_set_sensitive (self->export_button, TRUE);
  adw_navigation_view_pop_to_tag (self->pages, "choices");
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (LnetExportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  if (lnet_export_write_finish (LNET_EXPORT (source), result, &error))
    {
      g_autofree char *message = NULL;

      n = lnet_export_get_n_rows (LNET_EXPORT (source));
      message = g_strdup_printf (ngettext ("%'u member exported", "%'u members exported", n), n);
      lnet_session_say (self->session, message);
      if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
        adw_dialog_force_close (ADW_DIALOG (self));
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lnet_session_fail (self->session, _("The members were not exported"), error);
  end_work (self);
}

static void
begin_work (LnetExportDialog *self)
{
  guint n = lnet_scope_group_get_n (self->scope);
  g_autofree char *label = g_strdup_printf (ngettext ("Exporting %'u member…", "Exporting %'u members…", n), n);

  self->cancellable = g_cancellable_new ();
  gtk_widget_set_sensitive (self->export_button, FALSE);
  gtk_label_set_label (self->progress_label, label);
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  if (n < LONG_FROM)
    return;
  adw_navigation_view_push_by_tag (self->pages, "progress");
  gtk_widget_grab_focus (self->stop_button);
  self->tick = g_timeout_add (TICK_MS, on_tick, self);
}

void
lnet_export_dialog_write (LnetExportDialog *self,
                          GFile            *to)
{
  g_auto (GStrv) words = lnet_columns_group_dup_words (self->columns);

  g_return_if_fail (LNET_IS_EXPORT_DIALOG (self));

  if (self->export != NULL)
    return;
  remember (self);
  self->export = lnet_export_new (formats[adw_combo_row_get_selected (self->format)].format);
  lnet_export_set_private (self->export, adw_switch_row_get_active (self->with_private));
  if (has_columns (self))
    lnet_export_set_columns (self->export, (const char *const *) words);
  else
    lnet_export_set_portraits (self->export, adw_switch_row_get_active (self->with_portraits));
  lnet_scope_group_apply (self->scope, self->export);
  begin_work (self);
  lnet_export_write_async (self->export, lnet_session_get_store (self->session), to, self->cancellable, on_written,
                           g_object_ref (self));
}

static void
on_chosen (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetExportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    lnet_export_dialog_write (self, file);
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) &&
           !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    lnet_session_fail (self->session, _("The members were not exported"), error);
}

static void
on_export (LnetExportDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  LnetExportFormat format = formats[adw_combo_row_get_selected (self->format)].format;
  const char *network = lnet_store_get_name (lnet_session_get_store (self->session));
  /* Translators: the file name that is proposed, without its ending; %s is the network's name */
  g_autofree char *stem = g_strdup_printf (_("%s members"), network);
  g_autofree char *name = g_strconcat (stem, lnet_export_format_get_suffix (format), NULL);

  g_strdelimit (name, "/\\", '-');
  gtk_file_dialog_set_title (dialog, _("Export Members"));
  gtk_file_dialog_set_accept_label (dialog, _("_Export"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, on_chosen,
                        g_object_ref (self));
}

static void
on_stop (LnetExportDialog *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

/* Nobody waits for a file any more whose dialog was closed. */
static void
on_closed (LnetExportDialog *self)
{
  on_stop (self);
  g_clear_handle_id (&self->tick, g_source_remove);
}

static void
add_formats (LnetExportDialog *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    gtk_string_list_append (list, _(formats[i].label));
  adw_combo_row_set_model (self->format, G_LIST_MODEL (list));
}

static void
lnet_export_dialog_dispose (GObject *object)
{
  LnetExportDialog *self = LNET_EXPORT_DIALOG (object);

  on_closed (self);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->export);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_EXPORT_DIALOG);
  G_OBJECT_CLASS (lnet_export_dialog_parent_class)->dispose (object);
}

static void
lnet_export_dialog_class_init (LnetExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lnet_export_dialog_dispose;

  g_type_ensure (LNET_TYPE_SCOPE_GROUP);
  g_type_ensure (LNET_TYPE_COLUMNS_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-export-dialog.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, LnetExportDialog, child)
  BIND (pages);
  BIND (export_button);
  BIND (scope);
  BIND (what);
  BIND (format);
  BIND (with_private);
  BIND (portraits);
  BIND (with_portraits);
  BIND (columns);
  BIND (progress_label);
  BIND (progress_bar);
  BIND (stop_button);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_export);
  gtk_widget_class_bind_template_callback (widget_class, on_format);
  gtk_widget_class_bind_template_callback (widget_class, on_private);
  gtk_widget_class_bind_template_callback (widget_class, on_stop);
  gtk_widget_class_bind_template_callback (widget_class, update);
}

static void
lnet_export_dialog_init (LnetExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (LNET_APP_ID);
  add_formats (self);
  recall (self);
  lnet_fit_dialog (ADW_DIALOG (self));
}

LnetExportDialog *
lnet_export_dialog_new (LnetSession     *session,
                        LnetMemberScope *scope)
{
  LnetExportDialog *self = g_object_new (LNET_TYPE_EXPORT_DIALOG, NULL);

  self->session = g_object_ref (session);
  lnet_scope_group_set_scope (self->scope, scope);
  /* A participant is shown nothing of it on a profile, either. */
  gtk_widget_set_visible (GTK_WIDGET (self->with_private),
                          lnet_session_get_stance (session) != LNET_STANCE_PARTICIPANT);
  return self;
}
