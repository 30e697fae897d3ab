/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-window-private.h"

#include "lnet-certificates-room.h"
#include "lnet-coaching-room.h"
#include "lnet-members-room.h"
#include "lnet-vision-room.h"
#include "lnet-help.h"
#include "lnet-shortcuts.h"
#include "lnet-split.h"
#include "lnet-welcome.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (LnetWindow, lnet_window, ADW_TYPE_APPLICATION_WINDOW)

/* The rooms, in the sidebar's order. */
static const struct
{
  const char *name;
  const char *title;
  const char *icon;
  GType (*get_type) (void);
} rooms[] = {
  /* members */
  { "members", N_("Members"), "system-users-symbolic", lnet_members_room_get_type },
  /* certificates */
  { "certificates", N_("Certificates"), "lnet-certificates-symbolic", lnet_certificates_room_get_type },
  /* coaching */
  { "coaching", N_("Coaching"), "lnet-coaching-symbolic", lnet_coaching_room_get_type },
  /* vision */
  { "vision", N_("Vision"), "lnet-vision-symbolic", lnet_vision_room_get_type },
  { NULL }
};

/* How many places Alt+Left can go back to. */
#define MAX_TRAIL 50

#define N_ROOMS ((int) G_N_ELEMENTS (rooms) - 1)

enum
{
  PROP_SESSION = 1,
  PROP_NARROW,
  PROP_FOLDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static int
find_room (const char *name)
{
  for (int i = 0; i < N_ROOMS; i++)
    if (g_strcmp0 (rooms[i].name, name) == 0)
      return i;
  return -1;
}

/* What was open in the room when this network was last left. Returns: (transfer full) (nullable) */
static char *
dup_remembered_place (LnetWindow *self,
                      int         number)
{
  g_autoptr (GVariant) places = g_settings_get_value (lnet_session_get_settings (self->session), "places");
  char *place = NULL;

  g_variant_lookup (places, rooms[number].name, "s", &place);
  return place;
}

static LnetRoom *
ensure_room (LnetWindow *self,
             int         number)
{
  LnetRoom *room = self->built[number];
  g_autofree char *place = NULL;

  if (room != NULL)
    return room;

  room = g_object_new (rooms[number].get_type (), "session", self->session, NULL);
  g_object_bind_property (self, "narrow", room, "narrow", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "folded", room, "folded", G_BINDING_SYNC_CREATE);
  gtk_stack_add_named (self->rooms, GTK_WIDGET (room), rooms[number].name);
  self->built[number] = room;
  place = dup_remembered_place (self, number);
  if (place != NULL)
    lnet_room_go_to (room, place);
  return room;
}

static void
stop_free (gpointer data)
{
  LnetStop *stop = data;

  g_free (stop->place);
  g_free (stop);
}

/* Keeps where somebody is now, so that Alt+Left comes back to it. */
static void
leave_trail (LnetWindow *self)
{
  LnetStop *stop;

  if (self->room < 0)
    return;
  stop = g_new0 (LnetStop, 1);
  stop->room = self->room;
  stop->place = lnet_room_get_place (self->built[self->room]);
  g_queue_push_tail (&self->trail, stop);
  if (g_queue_get_length (&self->trail) > MAX_TRAIL)
    stop_free (g_queue_pop_head (&self->trail));
}

/* Everything in the window that says which room is shown. */
static void
switch_to (LnetWindow *self,
           int         number,
           const char *place)
{
  LnetRoom *room = ensure_room (self, number);

  self->room = number;
  gtk_stack_set_visible_child_name (self->rooms, rooms[number].name);
  adw_navigation_page_set_title (self->content_page, _(rooms[number].title));
  lnet_sidebar_select (self->sidebar, number);
  lnet_split_show_content (self->split, TRUE);
  g_settings_set_string (lnet_session_get_settings (self->session), "room", rooms[number].name);
  if (place != NULL)
    lnet_room_go_to (room, place);
  lnet_window_update_actions (self);
}

gboolean
lnet_window_can_go_back (LnetWindow *self)
{
  return !g_queue_is_empty (&self->trail);
}

void
lnet_window_go_back (LnetWindow *self)
{
  LnetStop *stop = g_queue_pop_tail (&self->trail);

  if (stop == NULL)
    return;
  switch_to (self, stop->room, stop->place);
  stop_free (stop);
}

static void
on_room_chosen (LnetWindow *self,
                int         number,
                gboolean    activated)
{
  /* While the sidebar fills the window, the arrow keys only move about in it. */
  if (activated || (!self->folded && number != self->room))
    lnet_window_show_room (self, rooms[number].name, NULL);
}

static void
on_go_to (LnetWindow *self,
          const char *room,
          const char *place)
{
  lnet_window_show_room (self, room, place);
}

static void
on_toast (LnetWindow *self,
          AdwToast   *toast)
{
  adw_toast_overlay_add_toast (self->toasts, g_object_ref (toast));
}

static void
on_failed (LnetWindow   *self,
           const char   *heading,
           const GError *error)
{
  lnet_window_fail (self, heading, error);
}

/* Whoever goes to another window leaves nothing unwritten in this one. */
static void
on_active_changed (LnetWindow *self)
{
  if (!gtk_window_is_active (GTK_WINDOW (self)))
    lnet_window_flush (self);
}

static void
show_title (LnetWindow *self)
{
  gtk_window_set_title (GTK_WINDOW (self), self->session != NULL
                                             ? lnet_store_get_name (lnet_session_get_store (self->session))
                                             : _("Learning Network"));
}

static void
follow_session (LnetWindow *self)
{
  LnetStore *store = lnet_session_get_store (self->session);

  g_signal_connect_object (self->session, "toast", G_CALLBACK (on_toast), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "go-to", G_CALLBACK (on_go_to), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "notify::name", G_CALLBACK (show_title), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "notify::can-undo", G_CALLBACK (lnet_window_update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "notify::can-redo", G_CALLBACK (lnet_window_update_actions), self,
                           G_CONNECT_SWAPPED);
}

/* Only few ever see it: made when it is needed. */
static void
show_read_only (LnetWindow *self)
{
  gboolean read_only = self->session != NULL && lnet_session_get_read_only (self->session);

  if (read_only == (self->read_only != NULL))
    return;
  if (read_only)
    {
      self->read_only = ADW_BANNER (adw_banner_new (_("This network can be read but not changed where it is. "
                                                      "To work in it, save a copy.")));
      adw_banner_set_button_label (self->read_only, _("_Save a Copy…"));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->read_only), "win.save-copy");
      gtk_box_prepend (self->network, GTK_WIDGET (self->read_only));
      adw_banner_set_revealed (self->read_only, TRUE);
    }
  else
    {
      gtk_box_remove (self->network, GTK_WIDGET (self->read_only));
      self->read_only = NULL;
    }
}

void
lnet_window_set_session (LnetWindow  *self,
                         LnetSession *session)
{
  if (self->session == session)
    return;
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (lnet_session_get_store (self->session), self);
    }
  g_set_object (&self->session, session);
  g_queue_clear_full (&self->trail, stop_free);
  adw_toast_overlay_dismiss_all (self->toasts);
  if (session != NULL)
    follow_session (self);
  lnet_sidebar_set_session (self->sidebar, session);
  show_title (self);
  show_read_only (self);
  lnet_window_update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

void
lnet_window_flush (LnetWindow *self)
{
  for (int i = 0; i < N_ROOMS; i++)
    if (self->built[i] != NULL)
      lnet_room_flush (self->built[i]);
}

void
lnet_window_remember_places (LnetWindow *self)
{
  GSettings *settings = lnet_session_get_settings (self->session);
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));

  for (int i = 0; i < N_ROOMS; i++)
    {
      g_autofree char *place = NULL;

      if (self->built[i] != NULL)
        place = lnet_room_get_place (self->built[i]);
      else
        place = dup_remembered_place (self, i);
      if (place != NULL)
        g_variant_builder_add (&builder, "{ss}", rooms[i].name, place);
    }
  g_settings_set_value (settings, "places", g_variant_builder_end (&builder));
}

void
lnet_window_forget_rooms (LnetWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  /* GTK 4.18 never lets go of what loses the focus twice within one frame, as a room would that is hidden and then
     removed: it would stay in memory, and the tooltip that is still to come would ask a menu of it for its surface. */
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->rooms)))
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
  self->room = -1;
  gtk_stack_set_visible_child_name (self->rooms, "opening");
  for (int i = 0; i < N_ROOMS; i++)
    {
      if (self->built[i] != NULL)
        gtk_stack_remove (self->rooms, GTK_WIDGET (self->built[i]));
      self->built[i] = NULL;
    }
}

static void
lnet_window_get_property (GObject    *object,
                          guint       property_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  LnetWindow *self = LNET_WINDOW (object);

  switch (property_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
set_flag (LnetWindow *self,
          gboolean   *flag,
          gboolean    value,
          GParamSpec *pspec)
{
  if (*flag == value)
    return;
  *flag = value;
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
lnet_window_set_property (GObject      *object,
                          guint         property_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  LnetWindow *self = LNET_WINDOW (object);

  switch (property_id)
    {
    case PROP_NARROW:
      set_flag (self, &self->narrow, g_value_get_boolean (value), pspec);
      break;
    case PROP_FOLDED:
      set_flag (self, &self->folded, g_value_get_boolean (value), pspec);
      lnet_sidebar_set_folded (self->sidebar, self->folded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
restore_geometry (LnetWindow *self)
{
  g_autoptr (GSettings) settings = g_settings_new (LNET_APP_ID);

  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
remember_geometry (LnetWindow *self)
{
  g_autoptr (GSettings) settings = g_settings_new (LNET_APP_ID);
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (settings, "window-width", width);
  g_settings_set_int (settings, "window-height", height);
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
}

static gboolean
lnet_window_close_request (GtkWindow *window)
{
  LnetWindow *self = LNET_WINDOW (window);

  remember_geometry (self);
  lnet_window_leave_network (self);

  return GTK_WINDOW_CLASS (lnet_window_parent_class)->close_request (window);
}

static void
lnet_window_dispose (GObject *object)
{
  LnetWindow *self = LNET_WINDOW (object);

  g_queue_clear_full (&self->trail, stop_free);

  g_clear_handle_id (&self->spinner_timeout, g_source_remove);
  g_clear_handle_id (&self->backup_timeout, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), LNET_TYPE_WINDOW);
  g_clear_object (&self->session);
  g_clear_object (&self->opening);
  g_queue_clear_full (&self->waiting, g_object_unref);

  G_OBJECT_CLASS (lnet_window_parent_class)->dispose (object);
}

static void
lnet_window_class_init (LnetWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkWindowClass *window_class = GTK_WINDOW_CLASS (klass);

  object_class->dispose = lnet_window_dispose;
  object_class->get_property = lnet_window_get_property;
  object_class->set_property = lnet_window_set_property;
  window_class->close_request = lnet_window_close_request;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, LNET_TYPE_SESSION,
                                                  G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, LnetWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, LnetWindow, welcome);
  gtk_widget_class_bind_template_child (widget_class, LnetWindow, network);
  gtk_widget_class_bind_template_child (widget_class, LnetWindow, split);
  gtk_widget_class_bind_template_child (widget_class, LnetWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, LnetWindow, content_page);
  gtk_widget_class_bind_template_child (widget_class, LnetWindow, rooms);
  gtk_widget_class_bind_template_child (widget_class, LnetWindow, opening_page);
  gtk_widget_class_bind_template_callback (widget_class, on_active_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_room_chosen);
  gtk_widget_class_bind_template_callback (widget_class, lnet_window_update_actions);

  lnet_window_install_actions (widget_class);
  lnet_window_install_network_actions (widget_class);
  lnet_window_install_sharing_actions (widget_class);
  lnet_shortcuts_install_class (widget_class);
}

static void
lnet_window_init (LnetWindow *self)
{
  g_type_ensure (LNET_TYPE_SIDEBAR);
  self->room = -1;
  g_queue_init (&self->trail);
  g_queue_init (&self->waiting);
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = 0; i < N_ROOMS; i++)
    lnet_sidebar_add_room (self->sidebar, rooms[i].name, _(rooms[i].title), rooms[i].icon);
  restore_geometry (self);
  lnet_window_accept_drops (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.help", lnet_help_is_there ());
  lnet_window_update_actions (self);
}

LnetWindow *
lnet_window_new (AdwApplication *application)
{
  return g_object_new (LNET_TYPE_WINDOW, "application", application, NULL);
}

LnetSession *
lnet_window_get_session (LnetWindow *self)
{
  g_return_val_if_fail (LNET_IS_WINDOW (self), NULL);

  return self->session;
}

void
lnet_window_show_room (LnetWindow *self,
                       const char *name,
                       const char *place)
{
  int number = find_room (name);

  g_return_if_fail (LNET_IS_WINDOW (self));

  if (number < 0)
    number = MAX (self->room, 0);
  if (self->session == NULL || number >= N_ROOMS)
    return;

  if (number != self->room || place != NULL)
    leave_trail (self);
  switch_to (self, number, place);
}

void
lnet_window_show_welcome (LnetWindow *self)
{
  g_return_if_fail (LNET_IS_WINDOW (self));

  if (adw_bin_get_child (self->welcome) == NULL)
    adw_bin_set_child (self->welcome, lnet_welcome_new ());
  gtk_stack_set_visible_child_name (self->pages, "welcome");
}

const char *
lnet_window_get_room_name (LnetWindow *self)
{
  g_return_val_if_fail (LNET_IS_WINDOW (self), NULL);

  return self->room >= 0 ? rooms[self->room].name : NULL;
}

GtkWidget *
lnet_window_get_room (LnetWindow *self)
{
  g_return_val_if_fail (LNET_IS_WINDOW (self), NULL);

  return self->room >= 0 ? GTK_WIDGET (self->built[self->room]) : NULL;
}

GStrv
lnet_window_dup_room_names (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (int i = 0; i < N_ROOMS; i++)
    g_strv_builder_add (builder, rooms[i].name);
  return g_strv_builder_end (builder);
}
