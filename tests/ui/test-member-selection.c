/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "members-fixture.h"

#include "lnet-member-row.h"
#include "lnet-member-selection.h"

static LnetMembersRoom *
get_room (LnetWindow *window)
{
  return LNET_MEMBERS_ROOM (lnet_test_get (window, LNET_TYPE_MEMBERS_ROOM, NULL));
}

static LnetMemberSelection *
get_selection (LnetWindow *window)
{
  return LNET_MEMBER_SELECTION (get_rows (window));
}

static guint
get_n_selected (LnetWindow *window)
{
  return lnet_members_room_get_n_selected (get_room (window));
}

static gboolean
is_selecting (LnetWindow *window)
{
  return lnet_member_selection_get_active (get_selection (window));
}

static const char *
get_title (LnetWindow *window)
{
  GtkWidget *title = lnet_test_get (get_room (window), ADW_TYPE_WINDOW_TITLE, NULL);

  return adw_window_title_get_title (ADW_WINDOW_TITLE (title));
}

static GtkWidget *
get_list (LnetWindow *window)
{
  return lnet_test_get (window, GTK_TYPE_LIST_VIEW, NULL);
}

/* The list's own widget for the member of that name. */
static GtkWidget *
get_item (LnetWindow *window,
          const char *name)
{
  GtkWidget *words = lnet_test_get (get_list (window), GTK_TYPE_INSCRIPTION, name);

  return gtk_widget_get_parent (gtk_widget_get_ancestor (words, LNET_TYPE_MEMBER_ROW));
}

static LnetWindow *
open_list (int width)
{
  LnetWindow *window = open_room (TRUE, width);

  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "3 members"));
  lnet_test_wait_for (g_list_model_get_n_items (get_rows (window)) == 3);
  lnet_test_wait_for (gtk_widget_grab_focus (get_item (window, "Bo Álvarez")));
  return window;
}

static gpointer
get_gesture (LnetWindow *window,
             GType       type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (get_list (window));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (G_OBJECT_TYPE (controller) == type)
        return controller;
    }
  g_error ("The list has no %s", g_type_name (type));
}

/* Where the row of @name is in the list. */
static graphene_point_t
get_middle (LnetWindow *window,
            const char *name)
{
  GtkWidget *item = get_item (window, name);
  graphene_point_t middle = { gtk_widget_get_width (item) / 2.0f, gtk_widget_get_height (item) / 2.0f };

  g_assert_true (gtk_widget_compute_point (item, get_list (window), &middle, &middle));
  return middle;
}

static void
click (LnetWindow *window,
       const char *name)
{
  graphene_point_t at = get_middle (window, name);

  g_signal_emit_by_name (get_gesture (window, GTK_TYPE_GESTURE_CLICK), "released", 1, at.x, at.y);
}

static void
press_long (LnetWindow *window,
            const char *name)
{
  graphene_point_t at = get_middle (window, name);

  g_signal_emit_by_name (get_gesture (window, GTK_TYPE_GESTURE_LONG_PRESS), "pressed", at.x, at.y);
}

static void
assert_selected (LnetWindow *window,
                 const char *name,
                 gboolean    selected)
{
  GtkWidget *item = get_item (window, name);
  GtkWidget *check = lnet_test_find (item, GTK_TYPE_CHECK_BUTTON, NULL);

  gtk_test_accessible_assert_state (item, GTK_ACCESSIBLE_STATE_SELECTED, selected);
  g_assert_nonnull (check);
  g_assert_cmpint (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)), ==, selected);
}

/* Ctrl+Space begins and takes away, Escape leaves; the number is in the header and said. The one whose profile is shown
 * stays. */
static void
test_keyboard (void)
{
  LnetWindow *window = open_list (1400);
  GtkWidget *panes;

  lnet_test_press (window, "Home");
  lnet_test_wait_for (has_profile (window, "Bo Álvarez"));
  lnet_test_press (window, "Down");
  lnet_test_wait_for (has_profile (window, "Ruth Chee"));
  g_assert_false (is_selecting (window));
  g_assert_null (lnet_test_find (get_list (window), GTK_TYPE_CHECK_BUTTON, NULL));
  lnet_test_press (window, "<Control>Down");
  lnet_test_press (window, "<Control>space");
  g_assert_true (is_selecting (window));
  lnet_test_wait_for (lnet_test_says (get_title (window), "2 selected"));
  assert_selected (window, "Ruth Chee", TRUE);
  assert_selected (window, "José Muñoz", TRUE);
  assert_selected (window, "Bo Álvarez", FALSE);
  lnet_test_wait_for (lnet_test_says (lnet_test_get_announced (), "2 selected"));
  lnet_test_press (window, "<Control>space");
  assert_selected (window, "José Muñoz", FALSE);
  g_assert_true (has_profile (window, "Ruth Chee"));

  /* Where the number stands nothing leads away from the list. */
  panes = lnet_test_get (get_room (window), GTK_TYPE_MENU_BUTTON, "Show People, Organizations or Teams");
  g_assert_false (gtk_widget_get_can_focus (panes));
  lnet_test_press (window, "Escape");
  g_assert_false (is_selecting (window));
  g_assert_true (gtk_widget_get_can_focus (panes));
  g_assert_true (lnet_test_says (get_title (window), "Members"));
  g_assert_true (lnet_test_says (get_subtitle (window), "3 members"));
  g_assert_null (lnet_test_find (get_list (window), GTK_TYPE_CHECK_BUTTON, NULL));
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (get_rows (window)), 1));
  lnet_test_close_window (window);
}

/* Shift+arrows draw a range that follows, Ctrl+A takes everybody, Enter one more or less. */
static void
test_ranges (void)
{
  LnetWindow *window = open_list (1400);

  lnet_test_press (window, "<Control>Home");
  lnet_test_press (window, "<Control>space");
  lnet_test_press (window, "<Shift>Down");
  lnet_test_press (window, "<Shift>Down");
  g_assert_cmpuint (get_n_selected (window), ==, 3);
  lnet_test_press (window, "<Shift>Up");
  g_assert_cmpuint (get_n_selected (window), ==, 2);
  assert_selected (window, "José Muñoz", FALSE);
  /* A move without a modifier takes nothing away. */
  lnet_test_press (window, "Up");
  g_assert_cmpuint (get_n_selected (window), ==, 2);
  lnet_test_press (window, "<Control>a");
  g_assert_true (lnet_test_says (get_title (window), "3 selected"));
  lnet_test_press (window, "<Control><Shift>a");
  g_assert_true (lnet_test_says (get_title (window), "Nobody selected"));
  g_assert_true (is_selecting (window));
  lnet_test_press (window, "Return");
  g_assert_cmpuint (get_n_selected (window), ==, 1);
  lnet_test_close_window (window);
}

/* A range that is drawn back leaves those who were selected before it. */
static void
test_range_beside_others (void)
{
  LnetWindow *window = open_list (1400);

  lnet_test_press (window, "<Control>Home");
  lnet_test_press (window, "<Control>space");
  lnet_test_press (window, "<Control>End");
  lnet_test_press (window, "<Control>space");
  lnet_test_press (window, "<Shift>Up");
  g_assert_cmpuint (get_n_selected (window), ==, 3);
  lnet_test_press (window, "<Shift>Down");
  g_assert_cmpuint (get_n_selected (window), ==, 2);
  assert_selected (window, "Bo Álvarez", TRUE);
  assert_selected (window, "Ruth Chee", FALSE);
  lnet_test_close_window (window);
}

/* A long press begins; then a click is enough, and opens nobody. */
static void
test_clicks (void)
{
  LnetWindow *window = open_list (360);
  GtkWidget *room = GTK_WIDGET (get_room (window));
  GtkWidget *split = lnet_test_get (room, ADW_TYPE_NAVIGATION_SPLIT_VIEW, NULL);

  lnet_test_wait_for (adw_navigation_split_view_get_collapsed (ADW_NAVIGATION_SPLIT_VIEW (split)));
  press_long (window, "Ruth Chee");
  g_assert_true (is_selecting (window));
  assert_selected (window, "Ruth Chee", TRUE);
  click (window, "José Muñoz");
  assert_selected (window, "José Muñoz", TRUE);
  click (window, "Ruth Chee");
  assert_selected (window, "Ruth Chee", FALSE);
  g_assert_false (adw_navigation_split_view_get_show_content (ADW_NAVIGATION_SPLIT_VIEW (split)));
  lnet_test_activate (lnet_test_get (room, GTK_TYPE_BUTTON, "Leave Selection"));
  g_assert_false (is_selecting (window));
  click (window, "Ruth Chee");
  lnet_test_wait_for (adw_navigation_split_view_get_show_content (ADW_NAVIGATION_SPLIT_VIEW (split)));
  lnet_test_wait_for (has_profile (window, "Ruth Chee"));
  lnet_test_close_window (window);
}

/* What the list makes of a click with Ctrl, or with Shift. */
static void
test_modified_clicks (void)
{
  LnetWindow *window = open_list (1400);

  gtk_widget_activate_action (get_item (window, "Bo Álvarez"), "listitem.select", "(bb)", FALSE, FALSE);
  lnet_test_wait_for (has_profile (window, "Bo Álvarez"));
  gtk_widget_activate_action (get_item (window, "José Muñoz"), "listitem.select", "(bb)", TRUE, FALSE);
  g_assert_cmpuint (get_n_selected (window), ==, 2);
  lnet_test_press (window, "Escape");
  gtk_widget_activate_action (get_item (window, "Bo Álvarez"), "listitem.select", "(bb)", FALSE, FALSE);
  gtk_widget_activate_action (get_item (window, "José Muñoz"), "listitem.select", "(bb)", FALSE, TRUE);
  g_assert_cmpuint (get_n_selected (window), ==, 3);
  lnet_test_press (window, "Escape");
  /* With Ctrl on the one who is chosen: she is the first. */
  gtk_widget_activate_action (get_item (window, "Bo Álvarez"), "listitem.select", "(bb)", TRUE, FALSE);
  g_assert_cmpuint (get_n_selected (window), ==, 1);
  assert_selected (window, "Bo Álvarez", TRUE);
  lnet_test_close_window (window);
}

/* A search hides some of those selected and takes nobody away; it is said how many. All of what is found joins them. */
static void
test_search (void)
{
  LnetWindow *window = open_list (1400);

  gtk_widget_activate_action (GTK_WIDGET (get_room (window)), "members.select", NULL);
  g_assert_true (lnet_test_says (get_title (window), "Nobody selected"));
  click (window, "Ruth Chee");
  lnet_test_press (window, "<Control>f");
  lnet_test_type (window, "lander");
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "1 not shown"));
  g_assert_true (lnet_test_says (get_title (window), "1 selected"));
  lnet_test_wait_for (g_list_model_get_n_items (get_rows (window)) == 2);
  assert_selected (window, "Bo Álvarez", FALSE);
  lnet_test_activate (lnet_test_get (get_room (window), GTK_TYPE_BUTTON, "Select All Shown"));
  g_assert_true (lnet_test_says (get_title (window), "3 selected"));
  g_assert_true (lnet_test_says (get_subtitle (window), "1 not shown"));
  lnet_test_press (window, "Escape");
  lnet_test_wait_for (g_str_equal (get_subtitle (window), ""));
  g_assert_cmpuint (get_n_selected (window), ==, 3);
  lnet_test_press (window, "Escape");
  lnet_test_press (window, "Escape");
  g_assert_false (is_selecting (window));
  lnet_test_close_window (window);
}

/* Who goes to the Trash meanwhile is selected no more; the others are. */
static void
test_deleted_meanwhile (void)
{
  LnetWindow *window = open_list (1400);
  LnetSession *session = lnet_window_get_session (window);
  LnetTransaction *transaction = lnet_transaction_new ("member-delete");
  LnetId id = lnet_member_list_get_id (lnet_member_selection_get_list (get_selection (window)), 1);
  g_autoptr (LnetMemberOrder) selected = NULL;
  g_autoptr (GArray) ids = NULL;

  lnet_test_press (window, "<Control>a");
  lnet_transaction_delete (transaction, LNET_TABLE_MEMBER, &id);
  lnet_session_commit (session, transaction, NULL);
  lnet_test_wait_for (lnet_test_says (get_title (window), "2 selected"));
  selected = lnet_members_room_dup_selected (get_room (window));
  ids = lnet_members_read_ids (lnet_session_get_reader (session), selected, NULL, NULL);
  g_assert_cmpuint (ids->len, ==, 2);
  for (guint i = 0; i < ids->len; i++)
    g_assert_false (lnet_id_equal (&g_array_index (ids, LnetId, i), &id));
  lnet_test_close_window (window);
}

int
main (int    argc,
      char **argv)
{
  lnet_test_init (&argc, &argv);
  g_test_add_func ("/member-selection/keyboard", test_keyboard);
  g_test_add_func ("/member-selection/ranges", test_ranges);
  g_test_add_func ("/member-selection/range-beside-others", test_range_beside_others);
  g_test_add_func ("/member-selection/clicks", test_clicks);
  g_test_add_func ("/member-selection/modified-clicks", test_modified_clicks);
  g_test_add_func ("/member-selection/search", test_search);
  g_test_add_func ("/member-selection/deleted-meanwhile", test_deleted_meanwhile);
  return lnet_test_run ();
}
