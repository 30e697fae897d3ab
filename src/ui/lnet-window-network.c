/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening, closing and changing between networks. */

#include "config.h"

#include "lnet-window-private.h"

#include "lnet-recent.h"

#include <glib/gi18n-lib.h>

/* Until this has passed nobody waits, and nothing turns. */
#define SPINNER_AFTER_MS 100

static void
show_spinner (gpointer user_data)
{
  LnetWindow *self = LNET_WINDOW (user_data);

  self->spinner_timeout = 0;
  gtk_widget_set_visible (self->spinner, TRUE);
}

static void
stop_waiting (LnetWindow *self)
{
  g_clear_handle_id (&self->spinner_timeout, g_source_remove);
  gtk_widget_set_visible (self->spinner, FALSE);
  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
}

static void
remember_last (const char *path)
{
  g_autoptr (GSettings) settings = g_settings_new (LNET_APP_ID);

  g_settings_set_string (settings, "last-network", path);
}

static void
enter_network (LnetWindow *self,
               LnetStore  *store)
{
  g_autoptr (LnetSession) session = lnet_session_new (store);
  g_autofree char *room = NULL;

  lnet_window_flush (self);
  lnet_window_forget_rooms (self);
  if (self->session != NULL)
    lnet_store_close (lnet_session_get_store (self->session));
  lnet_window_set_session (self, session);

  lnet_recent_add (lnet_store_get_path (store), lnet_store_get_name (store));
  remember_last (lnet_store_get_path (store));

  room = g_settings_get_string (lnet_session_get_settings (session), "room");
  gtk_stack_set_visible_child_name (self->pages, "network");
  lnet_window_show_room (self, room, NULL);
}

static void
on_opened (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetWindow) self = LNET_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetStore) store = lnet_store_open_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  stop_waiting (self);
  if (store != NULL)
    {
      enter_network (self, store);
      return;
    }
  if (self->session == NULL)
    gtk_stack_set_visible_child_name (self->pages, "welcome");
}

void
lnet_window_open_network (LnetWindow *self,
                          const char *path)
{
  g_autofree char *name = lnet_recent_dup_name (path);

  g_return_if_fail (LNET_IS_WINDOW (self));

  stop_waiting (self);
  if (self->session == NULL)
    {
      gtk_menu_button_set_label (self->switcher, name);
      gtk_stack_set_visible_child_name (self->rooms, "opening");
      gtk_stack_set_visible_child_name (self->pages, "network");
    }
  self->opening = g_cancellable_new ();
  self->spinner_timeout = g_timeout_add_once (SPINNER_AFTER_MS, show_spinner, self);
  lnet_store_open_async (path, self->opening, on_opened, g_object_ref (self));
}

void
lnet_window_close_network (LnetWindow *self)
{
  g_autoptr (LnetSession) session = NULL;

  g_return_if_fail (LNET_IS_WINDOW (self));

  stop_waiting (self);
  if (self->session == NULL)
    return;
  session = g_object_ref (self->session);
  lnet_window_flush (self);
  lnet_window_forget_rooms (self);
  lnet_window_set_session (self, NULL);
  gtk_stack_set_visible_child_name (self->pages, "welcome");
  lnet_store_close (lnet_session_get_store (session));
}
