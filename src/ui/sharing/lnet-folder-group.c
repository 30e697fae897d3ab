/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-folder-group.h"

#include <glib/gi18n-lib.h>

#include "lnet-error.h"
#include "lnet-syncer-words.h"

struct _LnetFolderGroup
{
  AdwPreferencesGroup parent_instance;

  AdwActionRow *status_row;
  GtkImage *status_icon;
  GtkWidget *now_button;
  GtkButton *pause_button;
  AdwActionRow *differing_row;
  GtkImage *differing_icon;
  AdwActionRow *folder_row;
  AdwPreferencesRow *choose_row;
  GtkWidget *leave_row;

  LnetSession *session;
  LnetSyncer *syncer;
  GFile *chosen; /* while it is being begun in */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (LnetFolderGroup, lnet_folder_group, ADW_TYPE_PREFERENCES_GROUP)

/* --- how it stands --- */

static void
show_pause (LnetFolderGroup *self)
{
  gboolean paused = lnet_syncer_get_state (self->syncer) == LNET_SYNCER_PAUSED;

  gtk_button_set_icon_name (self->pause_button, paused ? "media-playback-start-symbolic"
                                                       : "media-playback-pause-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->pause_button), paused ? _("Go on exchanging") : _("Pause exchanging"));
}

static void
show_folder (LnetFolderGroup *self)
{
  const char *uri = lnet_syncer_get_uri (self->syncer);
  g_autoptr (GFile) folder = uri != NULL ? g_file_new_for_uri (uri) : NULL;
  g_autofree char *name = folder != NULL ? g_file_get_parse_name (folder) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->status_row), uri != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->folder_row), uri != NULL);
  gtk_widget_set_visible (self->leave_row, uri != NULL);
  adw_action_row_set_subtitle (self->folder_row, name);
  adw_preferences_row_set_title (self->choose_row, uri != NULL ? _("_Another Folder…") : _("_Choose a Folder…"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         uri != NULL ? NULL :
                                         _("Where all desks see one folder, in Nextcloud, on a server or a stick, they "
                                           "exchange there by themselves. Whoever runs the folder can read nothing in it."));
}

static void
mark_warning (GtkImage *icon,
              gboolean  warns)
{
  if (warns)
    gtk_widget_add_css_class (GTK_WIDGET (icon), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (icon), "warning");
}

/* That is not to be, and hardly ever is. */
static void
show_differing (LnetFolderGroup *self)
{
  const LnetFolderReport *report = lnet_syncer_get_report (self->syncer);
  gboolean differ = report != NULL && report->differing->len > 0;
  g_autoptr (LnetRoster) roster = differ ? lnet_roster_load (lnet_session_get_reader (self->session), NULL) : NULL;
  g_autofree char *title = NULL;
  g_autofree char *words =
    lnet_syncer_dup_differing (report, lnet_syncer_get_recomputed (self->syncer), roster, &title);

  gtk_widget_set_visible (GTK_WIDGET (self->differing_row), words != NULL);
  if (words == NULL)
    return;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->differing_row), title);
  adw_action_row_set_subtitle (self->differing_row, words);
  gtk_image_set_from_icon_name (self->differing_icon, differ ? "dialog-warning-symbolic" : "object-select-symbolic");
  mark_warning (self->differing_icon, differ);
}

static void
show (LnetFolderGroup *self)
{
  LnetSyncerState state = lnet_syncer_get_state (self->syncer);
  g_autofree char *title = lnet_syncer_dup_words (self->syncer);
  g_autofree char *rest = lnet_syncer_dup_rest (self->syncer);

  show_folder (self);
  show_differing (self);
  gtk_image_set_from_icon_name (self->status_icon, lnet_syncer_get_icon (self->syncer));
  mark_warning (self->status_icon, state == LNET_SYNCER_STOPPED);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->status_row), title);
  adw_action_row_set_subtitle (self->status_row, rest);
  gtk_widget_set_sensitive (self->now_button, state != LNET_SYNCER_PAUSED);
  show_pause (self);
}

/* --- where --- */

static void share (LnetFolderGroup *self, GFile *folder, gboolean begin);

static void
on_answer (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetFolderGroup) self = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);
  g_autoptr (GFile) folder = g_object_ref (g_object_get_data (source, "folder"));

  if (g_str_equal (response, "begin") && !g_cancellable_is_cancelled (self->cancellable))
    share (self, folder, TRUE);
}

/* A folder in which nobody shares yet may be the wrong one: whoever begins in it says so. */
static void
ask_to_begin (LnetFolderGroup *self,
              GFile           *folder)
{
  g_autofree char *name = g_file_get_basename (folder);
  /* libadwaita measures a heading of more than one line in large letters wrongly: it is kept short. */
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Begin Here?"), NULL));

  /* Translators: %s is the name of a folder */
  adw_alert_dialog_format_body (dialog, _("No network is shared in the folder “%s” yet. If the others use a folder already, "
                                          "choose that one instead: in two folders you would not find each other."), name);
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "begin", _("_Begin Here"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "begin", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "begin");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "folder", g_object_ref (folder), g_object_unref);
  adw_alert_dialog_choose (dialog, GTK_WIDGET (self), self->cancellable, on_answer, g_object_ref (self));
}

static void
end_sharing (LnetFolderGroup *self,
             GAsyncResult    *result,
             gboolean         began)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) folder = g_steal_pointer (&self->chosen);
  gboolean shared = lnet_syncer_share_finish (self->syncer, result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->choose_row), TRUE);
  show (self);
  if (shared || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!began && g_error_matches (error, LNET_ERROR, LNET_ERROR_NOT_FOUND))
    ask_to_begin (self, folder);
  else
    lnet_session_fail (self->session, _("The network is not shared in this folder"), error);
}

static void
on_joined (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetFolderGroup) self = user_data;

  end_sharing (self, result, FALSE);
}

static void
on_begun (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (LnetFolderGroup) self = user_data;

  end_sharing (self, result, TRUE);
}

static void
share (LnetFolderGroup *self,
       GFile           *folder,
       gboolean         begin)
{
  if (self->chosen != NULL)
    return;
  self->chosen = g_object_ref (folder);
  gtk_widget_set_sensitive (GTK_WIDGET (self->choose_row), FALSE);
  lnet_syncer_share_async (self->syncer, folder, begin, NULL, begin ? on_begun : on_joined, g_object_ref (self));
}

void
lnet_folder_group_share (LnetFolderGroup *self,
                         GFile           *folder)
{
  g_return_if_fail (LNET_IS_FOLDER_GROUP (self));

  share (self, folder, FALSE);
}

static void
on_chosen (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetFolderGroup) self = user_data;
  g_autoptr (GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (folder != NULL && !g_cancellable_is_cancelled (self->cancellable))
    share (self, folder, FALSE);
}

static void
on_choose (LnetFolderGroup *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Choose the Shared Folder"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->cancellable,
                                 on_chosen, g_object_ref (self));
}

static void
on_now (LnetFolderGroup *self)
{
  lnet_syncer_sync_now (self->syncer);
}

static void
on_pause (LnetFolderGroup *self)
{
  if (lnet_syncer_get_state (self->syncer) == LNET_SYNCER_PAUSED)
    lnet_syncer_resume (self->syncer);
  else
    lnet_syncer_pause (self->syncer);
}

static void
on_leave (LnetFolderGroup *self)
{
  lnet_syncer_leave (self->syncer);
}

static void
lnet_folder_group_dispose (GObject *object)
{
  LnetFolderGroup *self = LNET_FOLDER_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_FOLDER_GROUP);
  g_clear_object (&self->syncer);
  g_clear_object (&self->session);
  g_clear_object (&self->chosen);

  G_OBJECT_CLASS (lnet_folder_group_parent_class)->dispose (object);
}

static void
lnet_folder_group_finalize (GObject *object)
{
  g_object_unref (LNET_FOLDER_GROUP (object)->cancellable);

  G_OBJECT_CLASS (lnet_folder_group_parent_class)->finalize (object);
}

static void
lnet_folder_group_class_init (LnetFolderGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lnet_folder_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = lnet_folder_group_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-folder-group.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetFolderGroup, status_row);
  gtk_widget_class_bind_template_child (widget_class, LnetFolderGroup, status_icon);
  gtk_widget_class_bind_template_child (widget_class, LnetFolderGroup, now_button);
  gtk_widget_class_bind_template_child (widget_class, LnetFolderGroup, pause_button);
  gtk_widget_class_bind_template_child (widget_class, LnetFolderGroup, differing_row);
  gtk_widget_class_bind_template_child (widget_class, LnetFolderGroup, differing_icon);
  gtk_widget_class_bind_template_child (widget_class, LnetFolderGroup, folder_row);
  gtk_widget_class_bind_template_child (widget_class, LnetFolderGroup, choose_row);
  gtk_widget_class_bind_template_child (widget_class, LnetFolderGroup, leave_row);
  gtk_widget_class_bind_template_callback (widget_class, on_choose);
  gtk_widget_class_bind_template_callback (widget_class, on_leave);
  gtk_widget_class_bind_template_callback (widget_class, on_now);
  gtk_widget_class_bind_template_callback (widget_class, on_pause);
}

static void
lnet_folder_group_init (LnetFolderGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

void
lnet_folder_group_set_session (LnetFolderGroup *self,
                               LnetSession     *session)
{
  g_return_if_fail (LNET_IS_FOLDER_GROUP (self));

  g_set_object (&self->session, session);
  self->syncer = g_object_ref (lnet_session_get_syncer (session));
  gtk_widget_set_sensitive (GTK_WIDGET (self->choose_row), !lnet_session_get_read_only (session));
  g_signal_connect_object (self->syncer, "notify", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->syncer, "exchanged", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}
