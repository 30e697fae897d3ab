/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-coaching-room-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-coaching-words.h"
#include "lnet-intake-row.h"
#include "lnet-pair-row.h"

/* A click opens at once; the arrow keys only select, so that a narrow window stays on the list. */
static void
on_row_released (GtkGestureClick *gesture)
{
  gtk_widget_activate_action (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)), "listitem.activate",
                              NULL);
}

static void
setup_pair (LnetCoachingRoom *self,
            GtkListItem      *list_item)
{
  GtkWidget *row = lnet_pair_row_new ();
  GtkGesture *gesture = gtk_gesture_click_new ();

  g_signal_connect (gesture, "released", G_CALLBACK (on_row_released), NULL);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (gesture));
  gtk_list_item_set_child (list_item, row);
}

static void
bind_pair (LnetCoachingRoom *self,
           GtkListItem      *list_item)
{
  LnetPair *pair = lnet_coaching_item_get_pair (gtk_list_item_get_item (list_item));
  g_autofree char *spoken = lnet_pair_row_dup_spoken (pair);

  lnet_pair_row_set_pair (LNET_PAIR_ROW (gtk_list_item_get_child (list_item)), lnet_room_get_session (LNET_ROOM (self)),
                          pair);
  gtk_list_item_set_accessible_label (list_item, spoken);
}

static void
setup_intake (LnetCoachingRoom *self,
              GtkListItem      *list_item)
{
  gtk_list_item_set_child (list_item, lnet_intake_row_new ());
}

static void
speak_intake (LnetCoachingItem *item,
              GParamSpec       *pspec,
              GtkListItem      *list_item)
{
  g_autofree char *today = g_strdup (g_object_get_data (G_OBJECT (list_item), "today"));
  g_autofree char *spoken = lnet_intake_row_dup_spoken (item, today);

  gtk_list_item_set_accessible_label (list_item, spoken);
}

static void
bind_intake (LnetCoachingRoom *self,
             GtkListItem      *list_item)
{
  LnetCoachingItem *item = gtk_list_item_get_item (list_item);

  lnet_intake_row_set_item (LNET_INTAKE_ROW (gtk_list_item_get_child (list_item)), item,
                            lnet_coaching_room_can_choose (self), self->today);
  g_object_set_data_full (G_OBJECT (list_item), "today", g_strdup (self->today), g_free);
  g_signal_connect_object (item, "notify::chosen", G_CALLBACK (speak_intake), list_item, 0);
  speak_intake (item, NULL, list_item);
}

static void
unbind_intake (LnetCoachingRoom *self,
               GtkListItem      *list_item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), speak_intake, list_item);
  lnet_intake_row_set_item (LNET_INTAKE_ROW (gtk_list_item_get_child (list_item)), NULL, FALSE, NULL);
}

static void
setup_header (LnetCoachingRoom *self,
              GtkListHeader    *header)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (box, "coaching-header");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_header_set_child (header, box);
}

static void
show_header (GtkListHeader *header,
             const char    *icon_name,
             const char    *title)
{
  GtkWidget *box = gtk_list_header_get_child (header);
  GtkWidget *icon = gtk_widget_get_first_child (box);
  /* Translators: a heading in a list and how many stand under it: "Overdue · 3". */
  g_autofree char *text = g_strdup_printf (_("%s · %'u"), title, gtk_list_header_get_n_items (header));

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), icon_name);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (icon)), text);
}

static void
bind_pair_header (LnetCoachingRoom *self,
                  GtkListHeader    *header)
{
  LnetCadenceState state = (LnetCadenceState) lnet_coaching_item_get_section (gtk_list_header_get_item (header));

  show_header (header, lnet_coaching_cadence_icon (state), lnet_cadence_state_get_label (state));
}

static void
bind_intake_header (LnetCoachingRoom *self,
                    GtkListHeader    *header)
{
  gboolean paired = lnet_coaching_item_get_section (gtk_list_header_get_item (header)) == 1;

  show_header (header, paired ? "object-select-symbolic" : "preferences-system-time-symbolic",
               paired ? _("With a partner") : _("Waiting, longest first"));
}

static GtkListItemFactory *
new_factory (LnetCoachingRoom *self,
             GCallback         setup,
             GCallback         bind,
             GCallback         unbind)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", setup, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", bind, self, G_CONNECT_SWAPPED);
  if (unbind != NULL)
    g_signal_connect_object (factory, "unbind", unbind, self, G_CONNECT_SWAPPED);
  return factory;
}

static void
set_factories (LnetCoachingRoom *self,
               GtkListView      *view,
               GtkListItemFactory *rows,
               GtkListItemFactory *headers)
{
  gtk_list_view_set_factory (view, rows);
  gtk_list_view_set_header_factory (view, headers);
  g_object_unref (rows);
  g_object_unref (headers);
}

/* Space ticks, as it does everywhere. */
static gboolean
on_space (GtkWidget *view,
          GVariant  *arguments,
          gpointer   data)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (view));

  return focus != NULL && gtk_widget_is_ancestor (focus, view)
         && gtk_widget_activate_action (focus, "listitem.activate", NULL);
}

static void
add_space (GtkListView *view)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_space, 0),
                                                          gtk_callback_action_new (on_space, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (view), controller);
}

void
lnet_coaching_room_build_lists (LnetCoachingRoom *self)
{
  g_autoptr (GtkNoSelection) none = NULL;

  self->pairs = lnet_coaching_list_new ();
  self->pool = lnet_coaching_list_new ();
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->pairs)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  none = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->pool)));
  set_factories (self, self->pairs_view,
                 new_factory (self, G_CALLBACK (setup_pair), G_CALLBACK (bind_pair), NULL),
                 new_factory (self, G_CALLBACK (setup_header), G_CALLBACK (bind_pair_header), NULL));
  set_factories (self, self->pool_view,
                 new_factory (self, G_CALLBACK (setup_intake), G_CALLBACK (bind_intake), G_CALLBACK (unbind_intake)),
                 new_factory (self, G_CALLBACK (setup_header), G_CALLBACK (bind_intake_header), NULL));
  self->pool_selection = GTK_SELECTION_MODEL (g_steal_pointer (&none));
  add_space (self->pool_view);
}

/* A list view begins with its first row at the top, and the heading above it out of sight. */
static gboolean
scroll_to_top (GtkWidget     *view,
               GdkFrameClock *clock,
               gpointer       data)
{
  if (gtk_widget_get_height (view) == 0)
    return G_SOURCE_CONTINUE;
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view)), 0);
  return G_SOURCE_REMOVE;
}

static void
fill (GtkListView       *view,
      GtkSelectionModel *model)
{
  gtk_list_view_set_model (view, model);
  if (model != NULL)
    gtk_widget_add_tick_callback (GTK_WIDGET (view), scroll_to_top, NULL, NULL);
}

/* An empty list has no model, so that it begins at its top when there is something in it. */
void
lnet_coaching_room_fill_lists (LnetCoachingRoom *self)
{
  gboolean pairs = lnet_coaching_list_count (self->pairs) > 0;
  gboolean pool = lnet_coaching_list_count (self->pool) > 0;

  if (pairs != (gtk_list_view_get_model (self->pairs_view) != NULL))
    fill (self->pairs_view, pairs ? GTK_SELECTION_MODEL (self->selection) : NULL);
  if (pool != (gtk_list_view_get_model (self->pool_view) != NULL))
    fill (self->pool_view, pool ? self->pool_selection : NULL);
}
