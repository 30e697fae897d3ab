/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the list stands, and how much of it is made. */

#include "config.h"

#include "lnet-members-room-private.h"

/* Until then the list has found its place. */
#define N_SCROLL_FRAMES 3

/* Holds the list at the place wanted for a few frames. In the same frame in which the list has found its place, so that
 * nobody sees it move and no scrollbar shows itself. */
static void
hold_scroll (LnetMembersRoom *self,
             GdkFrameClock   *clock)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), self->scroll_wanted);
}

static gboolean
count_scroll_frames (GtkWidget     *list,
                     GdkFrameClock *clock,
                     gpointer       user_data)
{
  LnetMembersRoom *self = user_data;

  if (--self->n_scroll_frames > 0)
    return G_SOURCE_CONTINUE;
  g_signal_handlers_disconnect_by_func (clock, hold_scroll, self);
  return G_SOURCE_REMOVE;
}

/* The list holds on to its first row, not to the letter above it, and only once it knows its rows. */
void
lnet_members_room_scroll_to (LnetMembersRoom *self,
                             double           value)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self->list));

  if (clock == NULL)
    return;
  if (self->n_scroll_frames == 0)
    {
      g_signal_connect_object (clock, "layout", G_CALLBACK (hold_scroll), self, G_CONNECT_AFTER | G_CONNECT_SWAPPED);
      gtk_widget_add_tick_callback (GTK_WIDGET (self->list), count_scroll_frames, self, NULL);
    }
  self->scroll_wanted = value;
  self->n_scroll_frames = N_SCROLL_FRAMES;
  /* A list that was laid out just now would not be again, and nobody would move it. */
  gtk_widget_queue_allocate (GTK_WIDGET (self->list));
}

double
lnet_members_room_get_scroll (LnetMembersRoom *self)
{
  if (self->n_scroll_frames > 0)
    return self->scroll_wanted;
  return gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scroller));
}

/* The first rows are on the screen at the second tick; then there is time for everybody. The scrollbar comes when the
 * list has found its place: it would show itself for a second, and the window be painted sixty times. */
static gboolean
on_tick (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  LnetMembersRoom *self = LNET_MEMBERS_ROOM (widget);

  self->ticks++;
  if (self->ticks == 1 && lnet_id_is_null (&self->current))
    lnet_members_room_scroll_to (self, 0);
  if (self->ticks == 2)
    lnet_member_list_read (self->members);
  if (self->ticks <= N_SCROLL_FRAMES)
    return G_SOURCE_CONTINUE;
  gtk_scrolled_window_set_overlay_scrolling (self->scroller, TRUE);
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  return G_SOURCE_REMOVE;
}

static gboolean
on_looked_at (LnetMembersRoom *self)
{
  if (self->members != NULL)
    lnet_member_list_fill (self->members);
  return GDK_EVENT_PROPAGATE;
}

/* The window is so high that more is to be seen than there is. */
static void
on_size_changed (LnetMembersRoom *self,
                 GtkAdjustment   *adjustment)
{
  double page = gtk_adjustment_get_page_size (adjustment);

  if (page > 0 && gtk_adjustment_get_upper (adjustment) <= page)
    on_looked_at (self);
}

static void
on_scrolled (LnetMembersRoom *self,
             GtkAdjustment   *adjustment)
{
  /* The list itself moves while it finds its place. */
  if (self->ticks > N_SCROLL_FRAMES && gtk_adjustment_get_value (adjustment) > 0)
    on_looked_at (self);
}

/* Rows beyond the first screen are made when somebody moves: two hundred of them would cost more than the window. */
void
lnet_members_room_watch_scrolling (LnetMembersRoom *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (motion, "motion", G_CALLBACK (on_looked_at), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (on_looked_at), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_looked_at), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed",
                           G_CALLBACK (on_scrolled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "changed",
                           G_CALLBACK (on_size_changed), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->scroller), motion);
  gtk_widget_add_controller (GTK_WIDGET (self->scroller), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
}
