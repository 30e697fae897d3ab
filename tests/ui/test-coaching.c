/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "harness.h"

#include "lnet-coaching-change.h"
#include "lnet-coaching-room.h"
#include "lnet-day.h"
#include "lnet-intake-row.h"
#include "lnet-note-entry.h"
#include "lnet-pair-row.h"
#include "lnet-reference.h"
#include "lnet-session-card.h"
#include "lnet-session-dialog.h"
#include "lnet-strategy-chips.h"
#include "lnet-week-grid.h"

/* A file with a round and three in its pool, in this order of waiting: Ana, Ben, Dora, who supervises Ben. */
typedef struct
{
  char *path;
  LnetId round;
  LnetId ana;
  LnetId ben;
  LnetId dora;
} Network;

static LnetId
add_member (LnetTransaction *transaction,
            const LnetId    *round,
            const char      *first,
            const char      *since)
{
  LnetId member = lnet_transaction_add (transaction, LNET_TABLE_MEMBER, lnet_space (LNET_SPACE_NETWORK));
  LnetIntakeWords words = { "Songs for quiet moments", "Stories", "mon-morning tue-evening", "either", 0 };

  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &member, first);
  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_LAST, &member, "Begay");
  lnet_transaction_set_text (transaction, LNET_MEMBER_LANGUAGE, &member, "en");
  lnet_coaching_add_to_pool (transaction, round, &member, &words, since);
  return member;
}

static void
network_init (Network *network)
{
  g_autoptr (LnetStore) store = lnet_test_new_store ();
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("sample");
  g_autoptr (GError) error = NULL;
  LnetId staff;

  network->path = g_strdup (lnet_store_get_path (store));
  network->round = lnet_coaching_add_round (transaction, "Fall", "2026-09-01", NULL);
  network->ana = add_member (transaction, &network->round, "Ana", "2026-09-01");
  network->ben = add_member (transaction, &network->round, "Ben", "2026-09-02");
  network->dora = add_member (transaction, &network->round, "Dora", "2026-09-03");
  staff = lnet_transaction_add (transaction, LNET_TABLE_MEMBER_STAFF, lnet_space (LNET_SPACE_STAFF));
  lnet_transaction_set_id (transaction, LNET_MEMBER_STAFF_MEMBER, &staff, &network->ben);
  lnet_transaction_set_id (transaction, LNET_MEMBER_STAFF_SUPERVISOR, &staff, &network->dora);
  lnet_store_commit (store, transaction, NULL, &error);
  g_assert_no_error (error);
  lnet_store_close (store);
}

static LnetWindow *
open_room (Network    *network,
           const char *place,
           LnetRoom  **room)
{
  LnetWindow *window = lnet_test_open_window (network->path, 1300, 800);

  lnet_window_show_room (window, "coaching", place);
  *room = LNET_ROOM (lnet_test_get (window, LNET_TYPE_COACHING_ROOM, NULL));
  return window;
}

/* Tab until the focus is inside a list that has rows. */
static void
focus_list (LnetWindow *window,
            LnetRoom   *room,
            const char *name)
{
  GtkWidget *row = lnet_test_get (room, GTK_TYPE_LABEL, name);
  GtkWidget *list = gtk_widget_get_ancestor (row, GTK_TYPE_LIST_VIEW);

  for (guint i = 0; i < 40; i++)
    {
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

      if (focus != NULL && gtk_widget_is_ancestor (focus, list))
        return;
      lnet_test_tab (window, TRUE);
    }
  g_assert_not_reached ();
}

static void
choose (LnetWindow *window,
        LnetRoom   *room,
        const char *name)
{
  GtkWidget *label = lnet_test_get (room, GTK_TYPE_LABEL, name);
  GtkWidget *row = gtk_widget_get_parent (gtk_widget_get_ancestor (label, LNET_TYPE_INTAKE_ROW));

  focus_list (window, room, name);
  g_assert_true (gtk_widget_grab_focus (row));
  lnet_test_press (window, "Return");
}

/* A language is called what the reference data call it. */
static char *
dup_common_language (void)
{
  return g_strdup_printf ("They can talk in %s.", lnet_reference_get_label (LNET_REFERENCE_LANGUAGE, "en"));
}

/* Two of the pool become a pair, meet, and that is taken back; nothing is touched but the keyboard. */
static void
test_make_and_log (void)
{
  Network network;
  LnetRoom *room;
  LnetWindow *window;
  GtkWidget *dialog;
  g_autofree char *common = dup_common_language ();

  network_init (&network);
  window = open_room (&network, "pool", &room);
  lnet_session_set_working_as (lnet_window_get_session (window), &network.ana, LNET_STANCE_FACILITATOR);
  choose (window, room, "Ana Begay");
  choose (window, room, "Ben Begay");
  lnet_test_get (room, ADW_TYPE_ACTION_ROW, common);
  lnet_test_activate (lnet_test_get (room, GTK_TYPE_BUTTON, "_Make a Pair"));
  lnet_test_get (room, GTK_TYPE_LABEL, "First meeting due in 14 days");
  lnet_test_get (room, GTK_TYPE_LABEL, "Ana Begay and Ben Begay");

  lnet_test_press (window, "<Control>n");
  dialog = lnet_test_get (window, LNET_TYPE_SESSION_DIALOG, NULL);
  lnet_test_get (dialog, GTK_TYPE_LABEL, "Ana coached Ben");
  gtk_widget_activate_action (dialog, "dialog.swap", NULL);
  lnet_test_get (dialog, GTK_TYPE_LABEL, "Ben coached Ana");
  lnet_test_type (window, "Ana knelt down and waited");
  lnet_test_tab (window, TRUE);
  lnet_test_type (window, "Leo told the whole story");
  lnet_test_press (window, "<Control>Return");

  lnet_test_get (room, GTK_TYPE_LABEL, "Due in 14 days");
  lnet_test_get (room, LNET_TYPE_SESSION_CARD, NULL);
  lnet_test_get (room, GTK_TYPE_LABEL, "Ana knelt down and waited");
  lnet_test_get (room, GTK_TYPE_LABEL, "Leo told the whole story");
  lnet_test_get (room, GTK_TYPE_LABEL, "Ana coached 0 · was coached 1");

  lnet_test_press (window, "<Control>z");
  lnet_test_get (room, GTK_TYPE_LABEL, "First meeting due in 14 days");
  lnet_test_wait_for (lnet_test_find (room, LNET_TYPE_SESSION_CARD, NULL) == NULL);
  lnet_test_press (window, "<Control>z");
  lnet_test_wait_for (lnet_test_find (room, LNET_TYPE_PAIR_ROW, NULL) == NULL);
  lnet_test_close_window (window);
  g_free (network.path);
}

/* The button stays out of reach, and the reason stands there. */
static void
test_supervisor (void)
{
  Network network;
  LnetRoom *room;
  LnetWindow *window;

  network_init (&network);
  window = open_room (&network, "pool", &room);
  choose (window, room, "Ben Begay");
  choose (window, room, "Dora Begay");
  lnet_test_get (room, ADW_TYPE_ACTION_ROW,
                 "Dora supervises Ben. Partners coach each other freely only when neither evaluates the other.");
  g_assert_false (gtk_widget_is_sensitive (lnet_test_get (room, GTK_TYPE_BUTTON, "_Make a Pair")));

  /* A third one does not make it right; without Dora it is. */
  choose (window, room, "Ana Begay");
  g_assert_false (gtk_widget_is_sensitive (lnet_test_get (room, GTK_TYPE_BUTTON, "_Make a Triad")));
  choose (window, room, "Dora Begay");
  g_assert_true (gtk_widget_is_sensitive (lnet_test_get (room, GTK_TYPE_BUTTON, "_Make a Pair")));
  lnet_test_close_window (window);
  g_free (network.path);
}

static LnetId
add_met_pair (Network *network)
{
  g_autoptr (LnetStore) store = lnet_store_open (network->path, NULL);
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("sample");
  g_autofree char *today = lnet_day_today ();
  g_autofree char *long_ago = lnet_day_add (today, -19);
  LnetId members[] = { network->ana, network->ben };
  LnetId pair = lnet_coaching_make_pair (transaction, &network->round, members, 2, long_ago, 14);
  LnetCoachingMeeting meeting = { long_ago, 45, "video", "observation", network->ana, network->ben };
  LnetCoachingWords words = { "Ben sang the names", NULL, NULL, NULL, NULL, "modeling" };

  lnet_coaching_log_session (transaction, &pair, NULL, &meeting, &words);
  lnet_store_commit (store, transaction, NULL, NULL);
  lnet_store_close (store);
  return pair;
}

/* Who looks after the network sees that they met, and when; the partners see what they wrote. */
static void
test_stays_with_the_pair (void)
{
  Network network;
  LnetRoom *room;
  LnetWindow *window;
  g_autofree char *place = NULL;
  g_autofree char *shown = NULL;
  LnetId pair;

  network_init (&network);
  pair = add_met_pair (&network);
  place = lnet_id_to_string (&pair);
  window = open_room (&network, place, &room);
  lnet_session_set_working_as (lnet_window_get_session (window), &network.dora, LNET_STANCE_DIRECTOR);
  lnet_test_get (room, GTK_TYPE_LABEL, "5 days overdue");
  lnet_test_get (room, LNET_TYPE_SESSION_CARD, NULL);
  lnet_test_get (room, GTK_TYPE_LABEL, "The pair’s own notes stay with the pair. You see that they met, and when.");
  g_assert_null (lnet_test_find (room, GTK_TYPE_LABEL, "Ben sang the names"));

  gtk_widget_activate_action (lnet_test_get (room, GTK_TYPE_BUTTON, "_Log a Session…"), "pair.log", NULL);
  lnet_test_get (window, LNET_TYPE_SESSION_DIALOG, NULL);
  g_assert_null (lnet_test_find (window, LNET_TYPE_NOTE_ENTRY, NULL));
  adw_dialog_close (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)));

  lnet_session_set_working_as (lnet_window_get_session (window), &network.ben, LNET_STANCE_PARTICIPANT);
  lnet_test_get (room, GTK_TYPE_LABEL, "Ben sang the names");
  shown = lnet_room_get_place (room);
  g_assert_cmpstr (shown, ==, place);
  lnet_test_close_window (window);
  g_free (network.path);
}

static int
get_least_width (GtkWidget *widget)
{
  int least;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return least;
}

/* A phone's width is enough, also with a pair being made. */
static void
test_narrow (void)
{
  Network network;
  LnetRoom *room;
  LnetWindow *window;
  g_autofree char *common = dup_common_language ();

  network_init (&network);
  window = open_room (&network, "pool", &room);
  g_object_set (room, "narrow", TRUE, "folded", TRUE, NULL);
  choose (window, room, "Ana Begay");
  choose (window, room, "Ben Begay");
  gtk_widget_activate_action (GTK_WIDGET (room), "coaching.look", NULL);
  lnet_test_get (room, ADW_TYPE_ACTION_ROW, common);
  g_assert_cmpint (get_least_width (GTK_WIDGET (room)), <=, 360);
  lnet_test_close_window (window);
  g_free (network.path);
}

/* From nothing at all to a round, and what comes next is said. */
static void
test_first_round (void)
{
  g_autoptr (LnetStore) store = lnet_test_new_store ();
  g_autofree char *path = g_strdup (lnet_store_get_path (store));
  LnetWindow *window;
  LnetRoom *room;

  lnet_store_close (store);
  window = lnet_test_open_window (path, 1000, 700);
  lnet_window_show_room (window, "coaching", NULL);
  room = LNET_ROOM (lnet_test_get (window, LNET_TYPE_COACHING_ROOM, NULL));
  lnet_test_get (room, ADW_TYPE_STATUS_PAGE, "Coach each other");
  lnet_test_press (window, "<Control>n");
  g_assert_false (gtk_widget_is_sensitive (lnet_test_get (window, GTK_TYPE_BUTTON, "_Begin")));
  lnet_test_type (window, "Spring");
  lnet_test_press (window, "<Control>Return");
  lnet_test_get (room, GTK_TYPE_MENU_BUTTON, "Spring");
  lnet_test_get (room, ADW_TYPE_STATUS_PAGE, "No pairs yet");
  gtk_widget_activate_action (GTK_WIDGET (room), "coaching.pool", NULL);
  lnet_test_get (room, ADW_TYPE_STATUS_PAGE, "The pool is empty");
  lnet_test_close_window (window);
}

/* A pair ends with a reason; both wait again, before who waited longer. */
static void
test_close (void)
{
  Network network;
  LnetRoom *room;
  LnetWindow *window;
  g_autofree char *place = NULL;
  LnetId pair;

  network_init (&network);
  pair = add_met_pair (&network);
  place = lnet_id_to_string (&pair);
  window = open_room (&network, place, &room);
  gtk_widget_activate_action (lnet_test_get (room, GTK_TYPE_BUTTON, "_Log a Session…"), "pair.close", NULL);
  g_assert_false (gtk_widget_is_sensitive (lnet_test_get (window, GTK_TYPE_BUTTON, "_Close Pair")));
  lnet_test_activate (lnet_test_get (window, GTK_TYPE_BUTTON, "Their time together is complete"));
  lnet_test_press (window, "<Control>Return");
  lnet_test_get (room, GTK_TYPE_LABEL, "Closed Today: Their time together is complete");
  lnet_room_go_to (room, "pool");
  lnet_test_get (room, GTK_TYPE_LABEL, "Waiting again · Today");
  lnet_test_press (window, "<Control>z");
  lnet_test_wait_for (lnet_test_find (room, GTK_TYPE_LABEL, "Waiting again · Today") == NULL);
  lnet_test_close_window (window);
  g_free (network.path);
}

static void
test_search (void)
{
  Network network;
  LnetRoom *room;
  LnetWindow *window;

  network_init (&network);
  window = open_room (&network, "pool", &room);
  lnet_test_get (room, GTK_TYPE_LABEL, "Ana Begay");
  lnet_test_press (window, "<Control>f");
  lnet_test_type (window, "dóra");
  lnet_test_wait_for (lnet_test_find (room, GTK_TYPE_LABEL, "Ana Begay") == NULL);
  lnet_test_get (room, GTK_TYPE_LABEL, "Dora Begay");
  lnet_test_type (window, "zz");
  lnet_test_get (room, ADW_TYPE_STATUS_PAGE, "Nobody found");
  lnet_test_activate (lnet_test_get (room, GTK_TYPE_BUTTON, "_Show All"));
  lnet_test_get (room, GTK_TYPE_LABEL, "Ana Begay");
  lnet_test_close_window (window);
  g_free (network.path);
}

static void
on_text (GObject    *object,
         GParamSpec *pspec,
         guint      *n)
{
  (*n)++;
}

static void
test_hint (void)
{
  GtkWidget *entry = lnet_note_entry_new ("Strength", "Ana waited", TRUE);
  GtkWidget *box = gtk_list_box_new ();
  GtkWindow *window;
  g_autofree char *text = NULL;
  guint n_changes = 0;

  gtk_list_box_append (GTK_LIST_BOX (box), entry);
  window = lnet_test_show_widget (box, 400, 300);
  g_signal_connect (entry, "notify::text", G_CALLBACK (on_text), &n_changes);
  lnet_note_entry_begin (LNET_NOTE_ENTRY (entry));
  lnet_test_type (window, "She failed to smile ");
  g_assert_nonnull (lnet_note_entry_get_hint (LNET_NOTE_ENTRY (entry)));
  g_assert_cmpuint (n_changes, >, 0);
  text = lnet_note_entry_dup_text (LNET_NOTE_ENTRY (entry));
  g_assert_cmpstr (text, ==, "She failed to smile");
  lnet_note_entry_set_text (LNET_NOTE_ENTRY (entry), "She smiled");
  g_assert_null (lnet_note_entry_get_hint (LNET_NOTE_ENTRY (entry)));

  g_object_add_weak_pointer (G_OBJECT (entry), (gpointer *) &entry);
  gtk_window_destroy (window);
  lnet_test_wait_for (entry == NULL);
}

static void
test_week (void)
{
  GtkWidget *grid = g_object_ref_sink (lnet_week_grid_new (TRUE));
  const char *monday = lnet_reference_get_label (LNET_REFERENCE_SLOT, "mon-morning");
  GtkWidget *cell;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  lnet_week_grid_set_slots (LNET_WEEK_GRID (grid), "tue-evening nonsense mon-morning");
  before = lnet_week_grid_dup_slots (LNET_WEEK_GRID (grid));
  g_assert_cmpstr (before, ==, "mon-morning tue-evening");
  cell = lnet_test_find (grid, GTK_TYPE_TOGGLE_BUTTON, monday);
  gtk_test_accessible_assert_property (cell, GTK_ACCESSIBLE_PROPERTY_LABEL, monday);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (cell), FALSE);
  after = lnet_week_grid_dup_slots (LNET_WEEK_GRID (grid));
  g_assert_cmpstr (after, ==, "tue-evening");
  g_assert_finalize_object (grid);
}

static void
test_chips (void)
{
  GtkWidget *chips = g_object_ref_sink (g_object_new (LNET_TYPE_STRATEGY_CHIPS, NULL));
  g_autofree char *keys = NULL;

  lnet_strategy_chips_set_keys (LNET_STRATEGY_CHIPS (chips), "observing our-own modeling");
  keys = lnet_strategy_chips_dup_keys (LNET_STRATEGY_CHIPS (chips));
  g_assert_cmpstr (keys, ==, "modeling observing our-own");
  g_assert_finalize_object (chips);
}

int
main (int    argc,
      char **argv)
{
  lnet_test_init (&argc, &argv);
  g_test_add_func ("/coaching/make-and-log", test_make_and_log);
  g_test_add_func ("/coaching/supervisor", test_supervisor);
  g_test_add_func ("/coaching/stays-with-the-pair", test_stays_with_the_pair);
  g_test_add_func ("/coaching/first-round", test_first_round);
  g_test_add_func ("/coaching/close", test_close);
  g_test_add_func ("/coaching/search", test_search);
  g_test_add_func ("/coaching/narrow", test_narrow);
  g_test_add_func ("/coaching/hint", test_hint);
  g_test_add_func ("/coaching/week", test_week);
  g_test_add_func ("/coaching/chips", test_chips);
  return lnet_test_run ();
}
