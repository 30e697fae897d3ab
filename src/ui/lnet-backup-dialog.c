/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-backup-dialog.h"

#include "lnet-backup.h"
#include "lnet-day.h"
#include "lnet-toast.h"
#include "lnet-worker.h"

#include <glib/gi18n-lib.h>

struct _LnetBackupDialog
{
  AdwDialog parent_instance;

  AdwToastOverlay *toasts;
  GtkWidget *make_button;
  AdwPreferencesGroup *backups;

  LnetSession *session;
  GPtrArray *rows; /* in `backups`, which owns them */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (LnetBackupDialog, lnet_backup_dialog, ADW_TYPE_DIALOG)

enum
{
  RESTORE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
dup_day (LnetBackup *backup)
{
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&backup->date), g_date_get_month (&backup->date),
                          g_date_get_day (&backup->date));
}

static void
on_answer (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetBackupDialog) self = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);
  const char *path = g_object_get_data (source, "path");

  if (!g_str_equal (response, "restore"))
    return;
  adw_dialog_force_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[RESTORE], 0, path);
}

static void
ask (LnetBackupDialog *self,
     GtkWidget        *button)
{
  const char *day = g_object_get_data (G_OBJECT (button), "day");
  g_autofree char *said = lnet_day_describe_in_full (day);
  AdwAlertDialog *dialog;

  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Go back to this backup?"), NULL));
  /* Translators: %s is a day, as in "Tuesday 24 November 2026" */
  adw_alert_dialog_format_body (dialog, _("The network will be as it was on %s. What was done since is not lost: the "
                                          "file as it is now is kept among the backups."), said);
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "restore", _("_Restore"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "restore", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "path", g_strdup (g_object_get_data (G_OBJECT (button), "path")), g_free);
  adw_alert_dialog_choose (dialog, GTK_WIDGET (self), NULL, on_answer, g_object_ref (self));
}

static void
add_row (LnetBackupDialog *self,
         LnetBackup       *backup)
{
  g_autofree char *today = lnet_day_today ();
  g_autofree char *day = dup_day (backup);
  g_autofree char *said = lnet_day_describe (day, today);
  g_autofree char *size = g_format_size (backup->size);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Restore…"));
  g_autofree char *spoken = g_strdup_printf ("%s: %s", _("Restore"), said);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), said);
  if (backup->safety)
    {
      /* Translators: of a backup; %s is its size */
      g_autofree char *caption = g_strdup_printf (_("As it was before a backup was restored · %s"), size);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), caption);
    }
  else
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), size);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "path", g_strdup (backup->path), g_free);
  g_object_set_data_full (G_OBJECT (button), "day", g_steal_pointer (&day), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->backups, row);
  g_ptr_array_add (self->rows, row);
}

/* In a worker thread; looks into a folder. */
static void
list (GTask        *task,
      gpointer      source,
      gpointer      task_data,
      GCancellable *cancellable)
{
  g_task_return_pointer (task, lnet_backup_list (task_data), (GDestroyNotify) g_ptr_array_unref);
}

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  LnetBackupDialog *self = LNET_BACKUP_DIALOG (source);
  g_autoptr (GPtrArray) found = g_task_propagate_pointer (G_TASK (result), NULL);

  if (found == NULL)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->backups, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < found->len; i++)
    add_row (self, g_ptr_array_index (found, i));
  adw_preferences_group_set_description (self->backups, found->len > 0 ? NULL : _("There is none yet."));
}

static void
begin_listing (LnetBackupDialog *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, on_listed, NULL);
  const LnetId *network = lnet_store_get_network (lnet_session_get_store (self->session));

  g_task_set_source_tag (task, begin_listing);
  g_task_set_task_data (task, lnet_id_copy (network), g_free);
  lnet_worker_run (task, list);
}

static void
on_made (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (LnetBackupDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean made = lnet_backup_make_finish (result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  gtk_widget_set_sensitive (self->make_button, TRUE);
  if (!made)
    {
      lnet_session_fail (self->session, _("The backup could not be made"), error);
      return;
    }
  adw_toast_overlay_add_toast (self->toasts, lnet_toast_new (_("The backup is made")));
  begin_listing (self);
}

static void
on_make (LnetBackupDialog *self)
{
  gtk_widget_set_sensitive (self->make_button, FALSE);
  lnet_backup_make_async (lnet_store_get_path (lnet_session_get_store (self->session)), TRUE, self->cancellable,
                          on_made, g_object_ref (self));
}

static void
lnet_backup_dialog_dispose (GObject *object)
{
  LnetBackupDialog *self = LNET_BACKUP_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), LNET_TYPE_BACKUP_DIALOG);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lnet_backup_dialog_parent_class)->dispose (object);
}

static void
lnet_backup_dialog_finalize (GObject *object)
{
  LnetBackupDialog *self = LNET_BACKUP_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (lnet_backup_dialog_parent_class)->finalize (object);
}

static void
lnet_backup_dialog_class_init (LnetBackupDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lnet_backup_dialog_dispose;
  object_class->finalize = lnet_backup_dialog_finalize;

  signals[RESTORE] = g_signal_new ("restore", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-backup-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetBackupDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, LnetBackupDialog, make_button);
  gtk_widget_class_bind_template_child (widget_class, LnetBackupDialog, backups);
  gtk_widget_class_bind_template_callback (widget_class, on_make);
}

static void
lnet_backup_dialog_init (LnetBackupDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
}

AdwDialog *
lnet_backup_dialog_new (LnetSession *session)
{
  LnetBackupDialog *self = g_object_new (LNET_TYPE_BACKUP_DIALOG, NULL);

  self->session = g_object_ref (session);
  begin_listing (self);
  return ADW_DIALOG (self);
}
