/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "walk.h"

#include "lnet-coaching-forms.h"
#include "lnet-day.h"

/* The overview of the newest round, as the room reads it. */
static LnetCoaching *
read_overview (LnetRoom *room)
{
  g_autofree char *today = lnet_day_today ();
  LnetCoaching *coaching = lnet_coaching_read (lnet_session_get_reader (lnet_room_get_session (room)), NULL, today,
                                               NULL);

  g_assert_nonnull (coaching);
  return coaching;
}

/* A pair that has met a few times and has not closed. */
static const LnetPair *
find_busy_pair (LnetCoaching *coaching)
{
  const LnetPair *busy = NULL;

  for (guint i = 0; i < coaching->pairs->len; i++)
    {
      const LnetPair *pair = coaching->pairs->pdata[i];

      if (!pair->closed && (busy == NULL || pair->n_sessions > busy->n_sessions))
        busy = pair;
    }
  return busy;
}

static void
show_pair (LnetWindow *window,
           LnetRoom   *room)
{
  g_autoptr (LnetCoaching) coaching = read_overview (room);
  const LnetPair *pair = find_busy_pair (coaching);
  g_autofree char *place = pair != NULL ? lnet_id_to_string (&pair->id) : NULL;

  if (place != NULL)
    lnet_room_go_to (room, place);
}

static void
show_own_pair (LnetWindow *window,
               LnetRoom   *room)
{
  g_autoptr (LnetCoaching) coaching = read_overview (room);
  const LnetPair *pair = find_busy_pair (coaching);

  if (pair == NULL)
    return;
  lnet_session_set_working_as (lnet_room_get_session (room), &pair->partners[0].member, LNET_STANCE_FACILITATOR);
  show_pair (window, room);
}

static void
show_sessions (LnetWindow *window,
               LnetRoom   *room)
{
  GtkWidget *heading;
  GtkWidget *scroller;
  graphene_rect_t bounds;

  show_own_pair (window, room);
  lnet_test_settle ();
  heading = lnet_test_find (room, GTK_TYPE_LABEL, "Strength seen");
  scroller = heading != NULL ? gtk_widget_get_ancestor (heading, GTK_TYPE_SCROLLED_WINDOW) : NULL;
  if (scroller != NULL && gtk_widget_compute_bounds (heading, scroller, &bounds))
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)),
                              bounds.origin.y - 100);
}

/* What who looks after the network sees of a pair. */
static void
show_private (LnetWindow *window,
              LnetRoom   *room)
{
  LnetId nobody = lnet_id_null ();
  GtkWidget *note;
  GtkWidget *scroller;

  lnet_session_set_working_as (lnet_room_get_session (room), &nobody, LNET_STANCE_DIRECTOR);
  show_pair (window, room);
  lnet_test_settle ();
  note = lnet_test_find (room, g_type_from_name ("LnetSessionCard"), NULL);
  scroller = note != NULL ? gtk_widget_get_ancestor (note, GTK_TYPE_SCROLLED_WINDOW) : NULL;
  if (scroller != NULL)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)), 700);
}

static void
show_log (LnetWindow *window,
          LnetRoom   *room)
{
  show_own_pair (window, room);
  gtk_widget_activate_action (lnet_test_get (room, GTK_TYPE_BUTTON, "_Log a Session…"), "pair.log", NULL);
}

/* The lower half of what a dialog shows. */
static void
scroll_dialog (LnetWindow *window)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  GtkWidget *scroller = lnet_test_get (dialog, GTK_TYPE_SCROLLED_WINDOW, NULL);

  lnet_test_settle ();
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)), 620);
}

static void
show_voices (LnetWindow *window,
             LnetRoom   *room)
{
  GtkWidget *strength;

  show_log (window, room);
  strength = lnet_test_get (window, g_type_from_name ("LnetNoteEntry"), NULL);
  g_object_set (strength, "text", "She failed to greet the family, then knelt down.", NULL);
  scroll_dialog (window);
}

static void
show_hint (LnetWindow *window,
           LnetRoom   *room)
{
  GtkWidget *strength;

  show_log (window, room);
  strength = lnet_test_get (window, g_type_from_name ("LnetNoteEntry"), NULL);
  g_object_set (strength, "text", "She failed to greet the family, then knelt down.", NULL);
}

static void
show_goal (LnetWindow *window,
           LnetRoom   *room)
{
  show_own_pair (window, room);
  gtk_widget_activate_action (lnet_test_get (room, GTK_TYPE_BUTTON, "_Log a Session…"), "pair.add-goal", NULL);
}

static void
show_close (LnetWindow *window,
            LnetRoom   *room)
{
  show_own_pair (window, room);
  gtk_widget_activate_action (lnet_test_get (room, GTK_TYPE_BUTTON, "_Log a Session…"), "pair.close", NULL);
}

static void
show_pool (LnetWindow *window,
           LnetRoom   *room)
{
  lnet_room_go_to (room, "pool");
}

static void
choose_two (LnetWindow *window,
            LnetRoom   *room)
{
  GtkWidget *view;

  lnet_room_go_to (room, "pool");
  lnet_test_settle ();
  view = lnet_test_find (room, GTK_TYPE_LIST_VIEW, NULL);
  if (view == NULL || g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view)))) < 2)
    return;
  for (guint i = 0; i < 2; i++)
    g_signal_emit_by_name (view, "activate", i);
  gtk_widget_activate_action (GTK_WIDGET (room), "coaching.look", NULL);
}

static void
show_card (LnetWindow *window,
           LnetRoom   *room)
{
  GtkWidget *heading;
  GtkWidget *scroller;
  graphene_rect_t bounds;

  heading = lnet_test_find (room, GTK_TYPE_LABEL, "Wisdom to share");
  scroller = heading != NULL ? gtk_widget_get_ancestor (heading, GTK_TYPE_SCROLLED_WINDOW) : NULL;
  if (scroller != NULL && gtk_widget_compute_bounds (heading, scroller, &bounds))
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)),
                              bounds.origin.y - 100);
}

static void
show_intake (LnetWindow *window,
             LnetRoom   *room)
{
  g_autoptr (LnetCoaching) coaching = read_overview (room);

  if (coaching->pool->len == 0)
    return;
  lnet_coaching_present_intake (GTK_WIDGET (room), lnet_room_get_session (room), coaching->pool->pdata[0]);
  scroll_dialog (window);
}

const LnetWalkState lnet_walk_coaching[] = {
  { "pair", show_pair },
  { "private", show_private },
  { "own-pair", show_own_pair },
  { "sessions", show_sessions },
  { "log", show_log },
  { "hint", show_hint },
  { "voices", show_voices },
  { "goal", show_goal },
  { "close", show_close },
  { "pool", show_pool },
  { "make", choose_two },
  { "card", show_card },
  { "intake", show_intake },
  { NULL }
};
