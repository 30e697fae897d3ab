/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Making, opening, closing and changing between networks. */

#include "config.h"

#include "lnet-window-private.h"

#include "lnet-backup.h"
#include "lnet-error.h"
#include "lnet-failure.h"
#include "lnet-import-dialog.h"
#include "lnet-new-network-dialog.h"
#include "lnet-place.h"
#include "lnet-recent.h"
#include "lnet-sample.h"

#include <glib/gi18n-lib.h>

/* Until this has passed nobody waits, and nothing turns. */
#define SPINNER_AFTER_MS 100

/* Today's backup waits until whoever opened the network has begun to work. */
#define BACK_UP_AFTER_S 20

static GtkWidget *
create_spinner (void)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *spinner = adw_spinner_new ();

  adw_header_bar_set_show_title (ADW_HEADER_BAR (header), FALSE);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (spinner, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spinner), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Opening the network"),
                                  -1);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), spinner);
  return view;
}

static void
show_spinner (gpointer user_data)
{
  LnetWindow *self = LNET_WINDOW (user_data);

  self->spinner_timeout = 0;
  adw_bin_set_child (self->opening_page, create_spinner ());
}

static void
stop_waiting (LnetWindow *self)
{
  g_clear_handle_id (&self->spinner_timeout, g_source_remove);
  adw_bin_set_child (self->opening_page, NULL);
  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
}

/* An open network stays on the screen until the next one is there; else an empty page with the name of the coming
   one. */
static void
begin_waiting (LnetWindow *self,
               const char *name)
{
  stop_waiting (self);
  self->opening = g_cancellable_new ();
  if (self->session != NULL)
    return;
  lnet_sidebar_set_name (self->sidebar, name);
  gtk_stack_set_visible_child_name (self->rooms, "opening");
  gtk_stack_set_visible_child_name (self->pages, "network");
  self->spinner_timeout = g_timeout_add_once (SPINNER_AFTER_MS, show_spinner, self);
}

static void
remember_last (const char *path)
{
  g_autoptr (GSettings) settings = g_settings_new (LNET_APP_ID);

  g_settings_set_string (settings, "last-network", path);
}

void
lnet_window_leave_network (LnetWindow *self)
{
  g_autoptr (LnetSession) session = NULL;

  if (self->session == NULL)
    return;
  g_clear_handle_id (&self->backup_timeout, g_source_remove);
  session = g_object_ref (self->session);
  lnet_window_flush (self);
  lnet_window_remember_places (self);
  lnet_window_forget_rooms (self);
  lnet_window_set_session (self, NULL);
  lnet_syncer_stop (lnet_session_get_syncer (session));
  lnet_store_close (lnet_session_get_store (session));
}

static void
on_backed_up (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (LnetWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  /* Said in passing: the network itself is whole. */
  if (!lnet_backup_make_finish (result, &error) && self->session != NULL)
    lnet_session_say (self->session, _("Today’s backup could not be made"));
}

static void
back_up (gpointer user_data)
{
  LnetWindow *self = LNET_WINDOW (user_data);

  self->backup_timeout = 0;
  if (self->session != NULL)
    lnet_backup_make_async (lnet_store_get_path (lnet_session_get_store (self->session)), FALSE, NULL, on_backed_up,
                            g_object_ref (self));
}

void
lnet_window_enter_network (LnetWindow *self,
                           LnetStore  *store)
{
  g_autoptr (LnetSession) session = NULL;
  g_autofree char *room = NULL;

  lnet_window_leave_network (self);
  session = lnet_session_new (store);
  lnet_window_set_session (self, session);

  lnet_recent_add (lnet_store_get_path (store), lnet_store_get_name (store));
  remember_last (lnet_store_get_path (store));

  /* What only can be read changes nowhere: and today's backup may have to be of the same network where it does. */
  if (!lnet_store_get_read_only (store))
    {
      self->backup_timeout = g_timeout_add_seconds_once (BACK_UP_AFTER_S, back_up, self);
      lnet_syncer_start (lnet_session_get_syncer (session));
    }

  room = g_settings_get_string (lnet_session_get_settings (session), "room");
  gtk_stack_set_visible_child_name (self->pages, "network");
  lnet_window_show_room (self, room, NULL);
  lnet_window_take_waiting (self);
}

static void
on_failure_response (LnetWindow *self,
                     const char *response,
                     gpointer    dialog)
{
  if (g_str_equal (response, "forget"))
    lnet_recent_remove (g_object_get_data (dialog, "path"));
}

static void
fail_to_open (LnetWindow   *self,
              const char   *path,
              const GError *error)
{
  g_autofree char *name = lnet_recent_dup_name (path);
  /* Translators: %s is a network's name */
  g_autofree char *heading = g_strdup_printf (_("“%s” could not be opened"), name);
  AdwAlertDialog *dialog = lnet_failure_dialog_new (heading, error, path);

  if (self->session == NULL)
    lnet_window_show_welcome (self);
  if (g_error_matches (error, LNET_ERROR, LNET_ERROR_NOT_FOUND))
    {
      adw_alert_dialog_add_response (dialog, "forget", _("_Remove From List"));
      g_object_set_data_full (G_OBJECT (dialog), "path", g_strdup (path), g_free);
      g_signal_connect_object (dialog, "response", G_CALLBACK (on_failure_response), self, G_CONNECT_SWAPPED);
    }
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

/* What is waited for while a network is opened or made. */
typedef struct
{
  LnetWindow *window;
  GCancellable *cancellable;
  char *path;
  char *sample; /* key of the sample to make, or NULL */
} Opening;

static Opening *
opening_new (LnetWindow *window,
             const char *path,
             const char *sample)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->window = g_object_ref (window);
  opening->cancellable = g_object_ref (window->opening);
  opening->path = g_strdup (path);
  opening->sample = g_strdup (sample);
  return opening;
}

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->window);
  g_object_unref (opening->cancellable);
  g_free (opening->path);
  g_free (opening->sample);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void
finish_opening (Opening   *opening,
                LnetStore *store,
                GError    *error)
{
  LnetWindow *self = opening->window;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  stop_waiting (self);
  if (store != NULL)
    lnet_window_enter_network (self, store);
  else
    fail_to_open (self, opening->path, error);
}

static void
on_opened (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetStore) store = lnet_store_open_finish (result, &error);

  finish_opening (opening, store, error);
}

static void
open_what_is_waited_for (Opening *opening)
{
  g_autofree char *path = g_strdup (opening->path);
  g_autoptr (GCancellable) cancellable = g_object_ref (opening->cancellable);

  lnet_store_open_async (path, cancellable, on_opened, opening);
}

void
lnet_window_open_network (LnetWindow *self,
                          const char *path)
{
  g_autofree char *name = lnet_recent_dup_name (path);

  g_return_if_fail (LNET_IS_WINDOW (self));

  if (self->session != NULL && g_str_equal (lnet_store_get_path (lnet_session_get_store (self->session)), path))
    return;
  begin_waiting (self, name);
  open_what_is_waited_for (opening_new (self, path, NULL));
}

void
lnet_window_open_file (LnetWindow *self,
                       GFile      *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (LNET_IS_WINDOW (self));

  if (path != NULL)
    {
      lnet_window_open_network (self, path);
      return;
    }
  name = g_file_get_parse_name (file);
  error = g_error_new (LNET_ERROR, LNET_ERROR_NOT_FOUND,
                       _("“%s” is not on this computer. Copy it here, or open the folder it is in, and try again."), name);
  fail_to_open (self, name, error);
}

void
lnet_window_close_network (LnetWindow *self)
{
  g_return_if_fail (LNET_IS_WINDOW (self));

  stop_waiting (self);
  lnet_window_leave_network (self);
  remember_last ("");
  lnet_window_show_welcome (self);
}

/* Backups */

static void
on_restored (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;
  LnetWindow *self = opening->window;

  if (!lnet_backup_restore_finish (result, &error))
    lnet_window_fail (self, _("The backup could not be restored"), error);
  /* Either way there is a whole file: the backup, or the network as it was. */
  open_what_is_waited_for (g_steal_pointer (&opening));
}

void
lnet_window_restore_backup (LnetWindow *self,
                            const char *backup)
{
  g_autofree char *path = g_strdup (lnet_store_get_path (lnet_session_get_store (self->session)));
  g_autofree char *name = g_strdup (lnet_store_get_name (lnet_session_get_store (self->session)));

  lnet_window_leave_network (self);
  begin_waiting (self, name);
  lnet_backup_restore_async (backup, path, NULL, on_restored, opening_new (self, path, NULL));
}

/* A copy to work in */

static void
on_copied (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;

  if (lnet_backup_copy_finish (result, &error))
    open_what_is_waited_for (g_steal_pointer (&opening));
  else if (!g_cancellable_is_cancelled (opening->cancellable))
    {
      stop_waiting (opening->window);
      lnet_window_fail (opening->window, _("The copy could not be saved"), error);
    }
}

void
lnet_window_save_copy (LnetWindow *self,
                       const char *path)
{
  begin_waiting (self, lnet_store_get_name (lnet_session_get_store (self->session)));
  lnet_backup_copy_async (lnet_store_get_path (lnet_session_get_store (self->session)), path, self->opening, on_copied,
                          opening_new (self, path, NULL));
}

static void
on_copy_chosen (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (LnetWindow) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  const char *path = file != NULL ? g_file_peek_path (file) : NULL;

  if (path != NULL && self->session != NULL)
    lnet_window_save_copy (self, path);
}

static void
save_copy (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  LnetStore *store = lnet_session_get_store (LNET_WINDOW (widget)->session);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *file_name = lnet_place_dup_file_name (lnet_store_get_name (store));
  g_autofree char *path = lnet_place_dup_folder ();
  g_autoptr (GFile) folder = g_file_new_for_path (path);

  gtk_file_dialog_set_title (dialog, _("Save a Copy"));
  gtk_file_dialog_set_initial_name (dialog, file_name);
  gtk_file_dialog_set_initial_folder (dialog, folder);
  gtk_file_dialog_save (dialog, GTK_WINDOW (widget), NULL, on_copy_chosen, g_object_ref (widget));
}

/* Samples: one click makes it, the next opens what was made. */

static void
on_sample_made (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetStore) store = lnet_sample_create_finish (result, &error);

  finish_opening (opening, store, error);
}

static void
on_sample_looked_for (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_object_ref (opening->cancellable);
  g_autofree char *path = g_strdup (opening->path);
  g_autofree char *sample = g_strdup (opening->sample);
  gboolean there;

  if (!lnet_place_look_finish (result, &there, &error))
    finish_opening (opening, NULL, error);
  else if (there)
    open_what_is_waited_for (g_steal_pointer (&opening));
  else
    lnet_sample_create_async (path, sample, cancellable, on_sample_made, g_steal_pointer (&opening));
}

static void
open_sample (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LnetWindow *self = LNET_WINDOW (widget);
  const char *key = g_variant_get_string (parameter, NULL);
  g_autofree char *folder = lnet_place_dup_data_folder ();
  /* Translators: file name of a sample network; %s is a place, as in "Sample Wyoming" */
  g_autofree char *title = g_strdup_printf (_("Sample %s"), lnet_sample_get_title (key));
  g_autofree char *file_name = lnet_place_dup_file_name (title);
  g_autofree char *path = g_build_filename (folder, file_name, NULL);

  begin_waiting (self, lnet_sample_get_title (key));
  lnet_place_look_async (path, self->opening, on_sample_looked_for, opening_new (self, path, key));
}

/* New networks */

static void
on_created (LnetWindow *self,
            LnetStore  *store)
{
  lnet_window_enter_network (self, store);
}

static void
present_new_network (LnetWindow *self,
                     GCallback   callback)
{
  LnetNewNetworkDialog *dialog = lnet_new_network_dialog_new ();

  g_signal_connect_object (dialog, "created", callback, self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
on_created_for_roster (LnetWindow *self,
                       LnetStore  *store)
{
  lnet_window_enter_network (self, store);
  lnet_window_show_room (self, "members", NULL);
  lnet_import_dialog_present (GTK_WIDGET (self), self->session, NULL);
}

/* Into the network that is open, or into a new one. */
static void
import_roster (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LnetWindow *self = LNET_WINDOW (widget);

  if (self->session != NULL)
    lnet_import_dialog_present (widget, self->session, NULL);
  else
    present_new_network (self, G_CALLBACK (on_created_for_roster));
}

static void
new_network (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  present_new_network (LNET_WINDOW (widget), G_CALLBACK (on_created));
}

static void
on_file_chosen (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (LnetWindow) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    lnet_window_open_file (self, file);
}

static void
open_file (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autofree char *path = lnet_place_dup_folder ();
  g_autoptr (GFile) folder = g_file_new_for_path (path);

  gtk_file_filter_set_name (filter, _("Networks"));
  gtk_file_filter_add_suffix (filter, "lnet");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, _("Open a Network"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_initial_folder (dialog, folder);
  gtk_file_dialog_open (dialog, GTK_WINDOW (widget), NULL, on_file_chosen, g_object_ref (widget));
}

static void
open_recent (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  lnet_window_open_network (LNET_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
close_network (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  lnet_window_close_network (LNET_WINDOW (widget));
}

void
lnet_window_install_network_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.new-network", NULL, new_network);
  gtk_widget_class_install_action (klass, "win.import-roster", NULL, import_roster);
  gtk_widget_class_install_action (klass, "win.open", NULL, open_file);
  gtk_widget_class_install_action (klass, "win.open-recent", "s", open_recent);
  gtk_widget_class_install_action (klass, "win.sample", "s", open_sample);
  gtk_widget_class_install_action (klass, "win.save-copy", NULL, save_copy);
  gtk_widget_class_install_action (klass, "win.close-network", NULL, close_network);
}
