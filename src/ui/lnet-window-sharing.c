/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sharing the open network: its dialog, and what comes by menu, by dragging, or from the file manager: bundles, cards
 * of desks that want to be let in, and welcomes for this one. */

#include "config.h"

#include "lnet-window-private.h"

#include "lnet-admit-dialog.h"
#include "lnet-bundle-file.h"
#include "lnet-card.h"
#include "lnet-error.h"
#include "lnet-file-name.h"
#include "lnet-join-dialog.h"
#include "lnet-sharing-dialog.h"
#include "lnet-take-bundle-dialog.h"
#include "lnet-welcome-letter.h"
#include "lnet-write-bundle-dialog.h"

#include <glib/gi18n-lib.h>

static void
show_sharing (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  lnet_window_flush (LNET_WINDOW (widget));
  adw_dialog_present (lnet_sharing_dialog_new (LNET_WINDOW (widget)->session), widget);
}

static void
write_bundle (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  lnet_window_flush (LNET_WINDOW (widget));
  adw_dialog_present (lnet_write_bundle_dialog_new (LNET_WINDOW (widget)->session), widget);
}

static void
show_in_files (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_open_containing_folder (launcher, GTK_WINDOW (widget), NULL, NULL, NULL);
}

/* --- files that come --- */

gboolean
lnet_window_takes (GFile *file)
{
  return lnet_file_is_named (file, LNET_BUNDLE_SUFFIX) || lnet_file_is_named (file, LNET_CARD_SUFFIX) ||
         lnet_file_is_named (file, LNET_WELCOME_SUFFIX);
}

/* Which network it belongs to the file does not tell: only that one can open it. */
static void
wait_for_network (LnetWindow *self,
                  GFile      *file,
                  const char *words)
{
  AdwDialog *dialog;

  g_queue_push_tail (&self->waiting, g_object_ref (file));
  if (self->opening != NULL)
    return;
  dialog = adw_alert_dialog_new (_("Open the Network First"), words);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
take_bundle (LnetWindow *self,
             GFile      *file)
{
  if (self->session == NULL)
    {
      wait_for_network (self, file, _("A bundle brings changes for one network. Open that network: then this bundle is "
                                      "shown, before anything is taken from it."));
      return;
    }
  lnet_window_flush (self);
  adw_dialog_present (lnet_take_bundle_dialog_new (self->session, file), GTK_WIDGET (self));
}

static gboolean
may_admit (LnetWindow  *self,
           GError     **error)
{
  if (!lnet_session_get_read_only (self->session))
    return lnet_sharing_decides (lnet_session_get_reader (self->session), error);
  g_set_error_literal (error, LNET_ERROR, LNET_ERROR_READ_ONLY, lnet_session_get_why_not (self->session));
  return FALSE;
}

/* Somebody asks to be let in. */
static void
take_card (LnetWindow *self,
           GFile      *file)
{
  g_autoptr (GError) error = NULL;
  AdwDialog *dialog;

  if (self->session == NULL)
    {
      wait_for_network (self, file, _("A card asks for a desk to be let into a network. Open the one it is meant for: then "
                                      "the card is shown, before anybody is let in."));
      return;
    }
  if (!may_admit (self, &error))
    {
      lnet_window_fail (self, _("The desk was not added"), error);
      return;
    }
  lnet_window_flush (self);
  dialog = lnet_admit_dialog_new (self->session);
  lnet_admit_dialog_open_card (LNET_ADMIT_DIALOG (dialog), file);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static LnetJoinDialog *present_joining (LnetWindow *self);

/* Each kind is shown before anything comes of it; when it needs a network and none is open, as soon as one is. */
static void
take_file (LnetWindow *self,
           GFile      *file)
{
  if (lnet_file_is_named (file, LNET_WELCOME_SUFFIX))
    lnet_join_dialog_take (present_joining (self), file);
  else if (lnet_file_is_named (file, LNET_CARD_SUFFIX))
    take_card (self, file);
  else
    take_bundle (self, file);
}

void
lnet_window_take_waiting (LnetWindow *self)
{
  GFile *file;

  while ((file = g_queue_pop_head (&self->waiting)) != NULL)
    {
      take_file (self, file);
      g_object_unref (file);
    }
}

static void
take_named_file (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  take_file (LNET_WINDOW (widget), file);
}

static void
on_bundle_chosen (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (LnetWindow) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && self->session != NULL)
    take_bundle (self, file);
}

static void
choose_bundle (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  gtk_file_filter_set_name (filter, _("Bundles"));
  gtk_file_filter_add_suffix (filter, LNET_BUNDLE_SUFFIX + 1);
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, _("Take In a Bundle"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog, GTK_WINDOW (widget), NULL, on_bundle_chosen, g_object_ref (widget));
}

/* They can be dropped anywhere. */
static gboolean
on_drop (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         LnetWindow    *self)
{
  GFile *file = g_value_get_object (value);

  if (file == NULL || !lnet_window_takes (file))
    return FALSE;
  take_file (self, file);
  return TRUE;
}

void
lnet_window_accept_drops (LnetWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* --- joining --- */

static void
on_shared (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!lnet_syncer_share_finish (LNET_SYNCER (source), result, &error) && self->session != NULL &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lnet_window_fail (self, _("The network is not shared in this folder"), error);
}

/* What the others wrote comes through the folder, or with the first bundle. */
static void
on_joined (LnetWindow *self,
           LnetStore  *store,
           GFile      *folder)
{
  lnet_window_enter_network (self, store);
  if (folder != NULL)
    lnet_syncer_share_async (lnet_session_get_syncer (self->session), folder, FALSE, NULL, on_shared,
                             g_object_ref (self));
  else
    lnet_session_say (self->session, _("This desk takes part now. Take in a bundle, or choose the shared folder."));
}

static LnetJoinDialog *
present_joining (LnetWindow *self)
{
  AdwDialog *dialog = lnet_join_dialog_new ();

  g_signal_connect_object (dialog, "joined", G_CALLBACK (on_joined), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
  return LNET_JOIN_DIALOG (dialog);
}

static void
join (GtkWidget  *widget,
      const char *name,
      GVariant   *parameter)
{
  present_joining (LNET_WINDOW (widget));
}

void
lnet_window_install_sharing_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.sharing", NULL, show_sharing);
  gtk_widget_class_install_action (klass, "win.join", NULL, join);
  gtk_widget_class_install_action (klass, "win.write-bundle", NULL, write_bundle);
  gtk_widget_class_install_action (klass, "win.choose-bundle", NULL, choose_bundle);
  gtk_widget_class_install_action (klass, "win.take-file", "s", take_named_file);
  gtk_widget_class_install_action (klass, "win.show-in-files", "s", show_in_files);
}
