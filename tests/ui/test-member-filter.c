/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-list.h"
#include "members-fixture.h"

static void
choose_filter (LnetWindow *window,
               const char *kind,
               const char *value)
{
  gtk_widget_activate_action (lnet_test_get (window, LNET_TYPE_MEMBERS_ROOM, NULL), "members.filter", NULL);
  lnet_test_wait_for (get_dialog (window) != NULL);
  lnet_test_activate (lnet_test_get (get_dialog (window), ADW_TYPE_ACTION_ROW, kind));
  lnet_test_activate (lnet_test_get (get_dialog (window), ADW_TYPE_ACTION_ROW, value));
  adw_dialog_close (ADW_DIALOG (get_dialog (window)));
  lnet_test_wait_for (get_dialog (window) == NULL);
}

static GtkWidget *
get_chip (LnetWindow *window)
{
  GtkWidget *chips = lnet_test_find (window, ADW_TYPE_WRAP_BOX, NULL);

  return chips != NULL ? gtk_widget_get_first_child (chips) : NULL;
}

/* A filter and a search narrow together; a chip goes by its button and by Delete, all of them from the empty page. */
static void
test_narrow (void)
{
  LnetWindow *window = open_room (TRUE, 1400);
  GtkWidget *focus;

  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "3 members"));
  choose_filter (window, "Place", "Lander");
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "2 of 3 members"));
  lnet_test_wait_for (lnet_test_says (lnet_test_get_announced (), "2 of 3 members"));
  gtk_test_accessible_assert_role (get_chip (window), GTK_ACCESSIBLE_ROLE_BUTTON);
  g_assert_nonnull (lnet_test_find (get_chip (window), GTK_TYPE_LABEL, "Lander"));
  choose_filter (window, "Interpretation", "No interpretation needed");
  g_assert_nonnull (gtk_widget_get_next_sibling (get_chip (window)));

  lnet_test_press (window, "<Control>f");
  lnet_test_type (window, "jose");
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "1 of 3 members"));
  gtk_editable_set_text (GTK_EDITABLE (lnet_test_get (window, GTK_TYPE_SEARCH_ENTRY, NULL)), "ruth");
  lnet_test_get (window, ADW_TYPE_STATUS_PAGE, "Nobody found");
  g_assert_nonnull (lnet_test_find (window, GTK_TYPE_BUTTON, "_Clear Search"));
  lnet_test_activate (lnet_test_get (window, GTK_TYPE_BUTTON, "Clear _Filters"));
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "1 of 3 members"));
  g_assert_null (get_chip (window));

  gtk_editable_set_text (GTK_EDITABLE (lnet_test_get (window, GTK_TYPE_SEARCH_ENTRY, NULL)), "");
  choose_filter (window, "Place", "Lander");
  choose_filter (window, "Place", "Casper");
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "3 of 3 members"));
  lnet_test_activate (get_chip (window));
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "1 of 3 members"));
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_true (focus == get_chip (window));
  lnet_test_press (window, "Delete");
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "3 members"));
  g_assert_null (get_chip (window));
  lnet_test_close_window (window);
}

static GtkWidget *
open_filters (LnetWindow *window)
{
  gtk_widget_activate_action (lnet_test_get (window, LNET_TYPE_MEMBERS_ROOM, NULL), "members.filter", NULL);
  lnet_test_wait_for (get_dialog (window) != NULL);
  return get_dialog (window);
}

/* The name dialog stands on top of the one it was opened from. */
static void
answer (LnetWindow *window,
        const char *name)
{
  GtkWidget *entry;

  lnet_test_wait_for (ADW_IS_ALERT_DIALOG (get_dialog (window)));
  entry = lnet_test_get (get_dialog (window), ADW_TYPE_ENTRY_ROW, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  lnet_test_press (window, "Return");
  lnet_test_wait_for (!ADW_IS_ALERT_DIALOG (get_dialog (window)));
}

/* What is looked at gets a name, is found under it again, is called something else, goes and comes back. */
static void
test_saved (void)
{
  LnetWindow *window = open_room (TRUE, 360);
  GtkWidget *field = lnet_test_get (window, GTK_TYPE_SEARCH_ENTRY, NULL);
  GtkWidget *dialog;

  dialog = open_filters (window);
  g_assert_null (lnet_test_find (dialog, ADW_TYPE_BUTTON_ROW, NULL));
  adw_dialog_close (ADW_DIALOG (dialog));
  lnet_test_wait_for (get_dialog (window) == NULL);
  choose_filter (window, "Place", "Lander");
  gtk_editable_set_text (GTK_EDITABLE (field), "jose");
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "1 of 3"));
  dialog = open_filters (window);
  lnet_test_activate (lnet_test_get (dialog, ADW_TYPE_BUTTON_ROW, "_Save These Filters…"));
  lnet_test_wait_for (ADW_IS_ALERT_DIALOG (get_dialog (window)));
  g_assert_true (lnet_test_says (gtk_editable_get_text (GTK_EDITABLE (lnet_test_get (get_dialog (window),
                                                                                     ADW_TYPE_ENTRY_ROW, NULL))),
                                 "Lander · “jose”"));
  answer (window, "Our José");
  lnet_test_get (dialog, ADW_TYPE_ACTION_ROW, "Our José");
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "Rename Filter"));
  answer (window, "In Lander");
  lnet_test_get (dialog, ADW_TYPE_ACTION_ROW, "In Lander");
  adw_dialog_close (ADW_DIALOG (dialog));
  lnet_test_wait_for (get_dialog (window) == NULL);

  gtk_editable_set_text (GTK_EDITABLE (field), "");
  lnet_test_activate (get_chip (window));
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "3 members"));
  dialog = open_filters (window);
  lnet_test_activate (lnet_test_get (dialog, ADW_TYPE_ACTION_ROW, "In Lander"));
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "1 of 3"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (field)), ==, "jose");
  g_assert_nonnull (get_chip (window));
  lnet_test_wait_for (get_dialog (window) == NULL);

  dialog = open_filters (window);
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "Delete Filter"));
  lnet_test_wait_for (lnet_test_find (dialog, ADW_TYPE_ACTION_ROW, "In Lander") == NULL);
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "Undo"));
  lnet_test_get (dialog, ADW_TYPE_ACTION_ROW, "In Lander");
  adw_dialog_close (ADW_DIALOG (dialog));
  lnet_test_wait_for (get_dialog (window) == NULL);
  lnet_test_close_window (window);
}

/* On a phone the filter is still there when somebody comes back from a profile, and follows what is written. */
static void
test_stays (void)
{
  LnetWindow *window = open_room (TRUE, 360);
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");

  choose_filter (window, "Place", "Casper");
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "1 of 3"));
  g_assert_true (shows_name (window, 0, "Ruth Chee"));
  g_signal_emit_by_name (lnet_test_get (window, GTK_TYPE_LIST_VIEW, NULL), "activate", 0);
  lnet_test_wait_for (has_profile (window, "Ruth Chee"));
  gtk_widget_activate_action (lnet_test_get (window, g_type_from_name ("LnetMemberProfile"), NULL), "navigation.pop",
                              NULL);
  add_member (transaction, "Cleo", "Ash", "Casper");
  lnet_session_commit (lnet_window_get_session (window), g_steal_pointer (&transaction), NULL);
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "2 of 4"));
  g_assert_nonnull (get_chip (window));
  lnet_test_close_window (window);
}

/* Set before everybody is read, as with a large network, it is a worker that tells who passes; the last one set counts,
 * and what is typed looks among those. */
static void
test_worker (void)
{
  g_autoptr (LnetStore) store = lnet_test_new_store ();
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  g_autoptr (LnetMemberFilter) lander = lnet_member_filter_parse ("place=Lander");
  g_autoptr (LnetMemberFilter) casper = lnet_member_filter_parse ("place=Casper");
  g_autoptr (LnetMemberList) list = NULL;

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *last = g_strdup_printf ("Ash%02u", i);

      add_member (transaction, i % 2 == 0 ? "Ana" : "Bo", last, i % 3 == 0 ? "Lander" : "Casper");
    }
  g_assert_true (lnet_store_commit (store, transaction, NULL, NULL));
  list = lnet_member_list_new (store);
  g_assert_false (lnet_member_list_is_full (list));
  lnet_member_list_set_filter (list, lander);
  lnet_member_list_set_filter (list, casper);
  lnet_test_wait_for (lnet_member_list_is_full (list));
  g_assert_cmpuint (lnet_member_list_get_n_found (list), ==, 40);
  g_assert_cmpuint (lnet_member_list_get_n_members (list), ==, 60);
  lnet_member_list_set_search (list, "ana");
  g_assert_cmpuint (lnet_member_list_get_n_found (list), ==, 20);
  lnet_member_list_set_filter (list, lander);
  g_assert_cmpuint (lnet_member_list_get_n_found (list), ==, 10);
  lnet_store_close (store);
}

int
main (int    argc,
      char **argv)
{
  lnet_test_init (&argc, &argv);
  g_test_add_func ("/member-filter/narrow", test_narrow);
  g_test_add_func ("/member-filter/saved", test_saved);
  g_test_add_func ("/member-filter/stays", test_stays);
  g_test_add_func ("/member-filter/worker", test_worker);
  return lnet_test_run ();
}
