/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-window-private.h"

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
  /* certificates */
  /* coaching */
  /* vision */
  { NULL }
};

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

static LnetRoom *
ensure_room (LnetWindow *self,
             int         number)
{
  LnetRoom *room = self->built[number];

  if (room != NULL)
    return room;

  room = g_object_new (rooms[number].get_type (), "session", self->session, NULL);
  g_object_bind_property (self, "narrow", room, "narrow", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "folded", room, "folded", G_BINDING_SYNC_CREATE);
  gtk_stack_add_named (self->rooms, GTK_WIDGET (room), rooms[number].name);
  self->built[number] = room;
  return room;
}

static void
on_row_activated (LnetWindow    *self,
                  GtkListBoxRow *row)
{
  lnet_window_show_room (self, rooms[gtk_list_box_row_get_index (row)].name, NULL);
}

static GtkWidget *
make_row (int number)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (_(rooms[number].title));

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (rooms[number].icon));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _(rooms[number].title), -1);
  return row;
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

void
lnet_window_set_session (LnetWindow  *self,
                         LnetSession *session)
{
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (lnet_session_get_store (self->session), self);
    }
  if (!g_set_object (&self->session, session))
    return;
  if (session != NULL)
    {
      g_signal_connect_object (session, "toast", G_CALLBACK (on_toast), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "go-to", G_CALLBACK (on_go_to), self, G_CONNECT_SWAPPED);
      gtk_menu_button_set_label (self->switcher, lnet_store_get_name (lnet_session_get_store (session)));
    }
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
lnet_window_forget_rooms (LnetWindow *self)
{
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
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lnet_window_dispose (GObject *object)
{
  LnetWindow *self = LNET_WINDOW (object);

  g_clear_handle_id (&self->spinner_timeout, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), LNET_TYPE_WINDOW);
  g_clear_object (&self->session);
  g_clear_object (&self->opening);

  G_OBJECT_CLASS (lnet_window_parent_class)->dispose (object);
}

static void
lnet_window_class_init (LnetWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lnet_window_dispose;
  object_class->get_property = lnet_window_get_property;
  object_class->set_property = lnet_window_set_property;

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
  gtk_widget_class_bind_template_child (widget_class, LnetWindow, split);
  gtk_widget_class_bind_template_child (widget_class, LnetWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, LnetWindow, sidebar_rows);
  gtk_widget_class_bind_template_child (widget_class, LnetWindow, fictional);
  gtk_widget_class_bind_template_child (widget_class, LnetWindow, content_page);
  gtk_widget_class_bind_template_child (widget_class, LnetWindow, rooms);
  gtk_widget_class_bind_template_child (widget_class, LnetWindow, spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
lnet_window_init (LnetWindow *self)
{
  self->room = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = 0; i < N_ROOMS; i++)
    gtk_list_box_append (self->sidebar_rows, make_row (i));
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

  ensure_room (self, number);
  self->room = number;
  gtk_stack_set_visible_child_name (self->rooms, rooms[number].name);
  adw_navigation_page_set_title (self->content_page, _(rooms[number].title));
  gtk_list_box_select_row (self->sidebar_rows, gtk_list_box_get_row_at_index (self->sidebar_rows, number));
  adw_navigation_split_view_set_show_content (self->split, TRUE);
  g_settings_set_string (lnet_session_get_settings (self->session), "room", rooms[number].name);
  if (place != NULL)
    lnet_room_go_to (self->built[number], place);
}

const char *
lnet_window_get_room_name (LnetWindow *self)
{
  g_return_val_if_fail (LNET_IS_WINDOW (self), NULL);

  return self->room >= 0 ? rooms[self->room].name : NULL;
}

GStrv
lnet_window_dup_room_names (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (int i = 0; i < N_ROOMS; i++)
    g_strv_builder_add (builder, rooms[i].name);
  return g_strv_builder_end (builder);
}
