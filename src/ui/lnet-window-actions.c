/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window does by key and menu. Opening and closing networks is in lnet-window-network.c. */

#include "config.h"

#include "lnet-window-private.h"

#include "lnet-about.h"
#include "lnet-act.h"
#include "lnet-backup-dialog.h"
#include "lnet-failure.h"
#include "lnet-find-dialog.h"
#include "lnet-help.h"
#include "lnet-history-dialog.h"
#include "lnet-preferences-dialog.h"
#include "lnet-shortcuts-dialog.h"
#include "lnet-to-settle-dialog.h"
#include "lnet-trash-dialog.h"
#include "lnet-working-as-dialog.h"

#include <glib/gi18n-lib.h>

void
lnet_window_fail (LnetWindow   *self,
                  const char   *heading,
                  const GError *error)
{
  const char *path = NULL;

  if (self->session != NULL)
    path = lnet_store_get_path (lnet_session_get_store (self->session));
  adw_dialog_present (ADW_DIALOG (lnet_failure_dialog_new (heading, error, path)), GTK_WIDGET (self));
}

/* Undo */

static void
say_undone (LnetWindow *self,
            gboolean    redone,
            const char *act,
            guint       n_kept)
{
  const char *label = lnet_act_get_label (act);
  g_autoptr (GString) message = g_string_new (NULL);

  if (redone)
    /* Translators: %s is what was done, as in "Added a member" */
    g_string_append_printf (message, _("Done again: %s"), label);
  else
    /* Translators: %s is what was done, as in "Added a member" */
    g_string_append_printf (message, _("Taken back: %s"), label);
  if (n_kept > 0)
    {
      g_string_append (message, " · ");
      g_string_append_printf (message,
                              /* Translators: of what an undo takes back, some may have changed again since */
                              ngettext ("%u newer change was kept", "%u newer changes were kept", n_kept), n_kept);
    }
  adw_toast_overlay_dismiss_all (self->toasts);
  lnet_session_say (self->session, message->str);
}

static void
finish_undo (LnetWindow   *self,
             GObject      *source,
             GAsyncResult *result,
             gboolean      redone)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *act = NULL;
  guint n_kept = 0;
  gboolean done = lnet_store_undo_finish (LNET_STORE (source), result, &act, &n_kept, &error);

  if (self->session == NULL || lnet_session_get_store (self->session) != LNET_STORE (source))
    return;
  if (done && act != NULL)
    say_undone (self, redone, act, n_kept);
  else if (!done && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lnet_window_fail (self, redone ? _("This could not be done again") : _("This could not be taken back"), error);
}

static void
on_undone (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetWindow) self = user_data;

  finish_undo (self, source, result, FALSE);
}

static void
on_redone (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetWindow) self = user_data;

  finish_undo (self, source, result, TRUE);
}

static void
undo (GtkWidget  *widget,
      const char *name,
      GVariant   *parameter)
{
  LnetWindow *self = LNET_WINDOW (widget);

  lnet_window_flush (self);
  lnet_store_undo_async (lnet_session_get_store (self->session), NULL, on_undone, g_object_ref (self));
}

static void
redo (GtkWidget  *widget,
      const char *name,
      GVariant   *parameter)
{
  LnetWindow *self = LNET_WINDOW (widget);

  lnet_window_flush (self);
  lnet_store_redo_async (lnet_session_get_store (self->session), NULL, on_redone, g_object_ref (self));
}

static void
undo_group (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  LnetWindow *self = LNET_WINDOW (widget);
  LnetId group;

  lnet_window_flush (self);
  if (lnet_id_from_string (g_variant_get_string (parameter, NULL), &group))
    lnet_store_undo_group_async (lnet_session_get_store (self->session), &group, NULL, on_undone,
                                 g_object_ref (self));
}

/* In the room */

static void
search (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  LnetWindow *self = LNET_WINDOW (widget);

  if (self->room >= 0)
    lnet_room_begin_search (self->built[self->room]);
}

static void
add (GtkWidget  *widget,
     const char *name,
     GVariant   *parameter)
{
  LnetWindow *self = LNET_WINDOW (widget);

  if (self->room >= 0)
    lnet_room_add_new (self->built[self->room]);
}

static void
print (GtkWidget  *widget,
       const char *name,
       GVariant   *parameter)
{
  LnetWindow *self = LNET_WINDOW (widget);

  if (self->room >= 0)
    lnet_room_print (self->built[self->room]);
}

static void
show_room (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  lnet_window_show_room (LNET_WINDOW (widget), g_variant_get_string (parameter, NULL), NULL);
}

static void
go_back (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  lnet_window_go_back (LNET_WINDOW (widget));
}

/* Dialogs */

static void
show_working_as (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  adw_dialog_present (lnet_working_as_dialog_new (LNET_WINDOW (widget)->session), widget);
}

static void
show_preferences (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  adw_dialog_present (lnet_preferences_dialog_new (LNET_WINDOW (widget)->session), widget);
}

static void
show_find (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  adw_dialog_present (lnet_find_dialog_new (LNET_WINDOW (widget)->session), widget);
}

static void
show_trash (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  adw_dialog_present (lnet_trash_dialog_new (LNET_WINDOW (widget)->session), widget);
}

static void
show_history (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  lnet_window_flush (LNET_WINDOW (widget));
  adw_dialog_present (lnet_history_dialog_new (LNET_WINDOW (widget)->session), widget);
}

static void
show_to_settle (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  lnet_window_flush (LNET_WINDOW (widget));
  adw_dialog_present (lnet_to_settle_dialog_new (LNET_WINDOW (widget)->session), widget);
}

static void
show_backup (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  AdwDialog *dialog = lnet_backup_dialog_new (LNET_WINDOW (widget)->session);

  lnet_window_flush (LNET_WINDOW (widget));
  g_signal_connect_object (dialog, "restore", G_CALLBACK (lnet_window_restore_backup), widget, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

static void
show_shortcuts (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  adw_dialog_present (lnet_shortcuts_dialog_new (LNET_WINDOW (widget)), widget);
}

static void
show_about (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  adw_dialog_present (lnet_about_dialog_new (), widget);
}

static void
show_help (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (widget));

  lnet_help_open (GTK_WINDOW (widget), lnet_help_get_page (dialog));
}

void
lnet_window_update_actions (LnetWindow *self)
{
  static const char *const with_network[] = {
    "win.close-network", "win.room",    "win.search", "win.working-as",
    "win.preferences",   "win.trash",   "win.history",    "win.find", "win.print",
    "win.to-settle",
    "win.sharing",       "win.write-bundle",
  };
  static const char *const editing[] = { "win.undo-group", "win.backup", "win.choose-bundle" };
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean open = self->session != NULL;
  gboolean read_only = open && lnet_session_get_read_only (self->session);
  gboolean may_write = open && lnet_session_may_write (self->session);
  LnetStore *store = open ? lnet_session_get_store (self->session) : NULL;
  /* A dialog asks for an answer first: what is under it stays as it is. */
  gboolean free = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) == NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (with_network); i++)
    gtk_widget_action_set_enabled (widget, with_network[i], open && free);
  for (gsize i = 0; i < G_N_ELEMENTS (editing); i++)
    gtk_widget_action_set_enabled (widget, editing[i], open && free && !read_only);
  gtk_widget_action_set_enabled (widget, "win.add", may_write && free);
  gtk_widget_action_set_enabled (widget, "win.save-copy", read_only && free);
  gtk_widget_action_set_enabled (widget, "win.undo", open && free && lnet_store_get_can_undo (store));
  gtk_widget_action_set_enabled (widget, "win.redo", open && free && lnet_store_get_can_redo (store));
  gtk_widget_action_set_enabled (widget, "win.back", open && free && lnet_window_can_go_back (self));
  gtk_widget_action_set_enabled (widget, "win.new-network", free);
  gtk_widget_action_set_enabled (widget, "win.join", free);
  gtk_widget_action_set_enabled (widget, "win.import-roster", free && (may_write || !open));
  gtk_widget_action_set_enabled (widget, "win.open", free);
}

void
lnet_window_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.undo", NULL, undo);
  gtk_widget_class_install_action (klass, "win.redo", NULL, redo);
  gtk_widget_class_install_action (klass, "win.undo-group", "s", undo_group);
  gtk_widget_class_install_action (klass, "win.search", NULL, search);
  gtk_widget_class_install_action (klass, "win.add", NULL, add);
  gtk_widget_class_install_action (klass, "win.print", NULL, print);
  gtk_widget_class_install_action (klass, "win.room", "s", show_room);
  gtk_widget_class_install_action (klass, "win.back", NULL, go_back);
  gtk_widget_class_install_action (klass, "win.working-as", NULL, show_working_as);
  gtk_widget_class_install_action (klass, "win.preferences", NULL, show_preferences);
  gtk_widget_class_install_action (klass, "win.find", NULL, show_find);
  gtk_widget_class_install_action (klass, "win.trash", NULL, show_trash);
  gtk_widget_class_install_action (klass, "win.history", NULL, show_history);
  gtk_widget_class_install_action (klass, "win.to-settle", NULL, show_to_settle);
  gtk_widget_class_install_action (klass, "win.backup", NULL, show_backup);
  gtk_widget_class_install_action (klass, "win.shortcuts", NULL, show_shortcuts);
  gtk_widget_class_install_action (klass, "win.about", NULL, show_about);
  gtk_widget_class_install_action (klass, "win.help", NULL, show_help);
}
