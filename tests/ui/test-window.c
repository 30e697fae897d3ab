/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "harness.h"

#include "lnet-import-dialog.h"
#include "lnet-new-network-dialog.h"
#include "lnet-recent.h"
#include "lnet-sidebar.h"
#include "lnet-split.h"

#include <glib/gi18n-lib.h>

/* The welcome page is there, and everything on it can be reached and has a name. */
static void
test_welcome (void)
{
  LnetWindow *window = lnet_test_open_window (NULL, 1000, 700);
  GtkWidget *row;

  row = lnet_test_get (window, ADW_TYPE_ACTION_ROW, "New network");
  g_assert_true (gtk_widget_is_sensitive (row));
  gtk_test_accessible_assert_role (lnet_test_get (window, GTK_TYPE_MENU_BUTTON, "Main menu"), GTK_ACCESSIBLE_ROLE_BUTTON);
  g_assert_nonnull (lnet_test_find (window, ADW_TYPE_ACTION_ROW, "Wyoming"));
  g_assert_null (lnet_window_get_session (window));

  lnet_test_close_window (window);
}

/* A menu is made when it is opened; before that it is a button with a menu all the same. */
static void
test_main_menu (void)
{
  g_autoptr (LnetStore) made = lnet_test_new_store ();
  g_autofree char *path = g_strdup (lnet_store_get_path (made));
  GtkMenuButton *button;
  LnetWindow *window;

  lnet_store_close (made);
  window = lnet_test_open_window (path, 1000, 700);
  button = GTK_MENU_BUTTON (lnet_test_get (lnet_test_get (window, LNET_TYPE_SIDEBAR, NULL), GTK_TYPE_MENU_BUTTON,
                                           "Main menu"));
  g_assert_true (gtk_widget_is_sensitive (GTK_WIDGET (button)));
  g_assert_null (gtk_menu_button_get_popover (button));
  gtk_test_accessible_assert_property (gtk_widget_get_first_child (GTK_WIDGET (button)),
                                       GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE);
  gtk_menu_button_popup (button);
  lnet_test_wait_for (gtk_menu_button_get_popover (button) != NULL);
  lnet_test_wait_for (gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (button))));
  gtk_menu_button_popdown (button);
  lnet_test_close_window (window);
}

/* A network is made with nothing but a name, from the welcome page, by keyboard. */
static void
test_new_network (void)
{
  LnetWindow *window = lnet_test_open_window (NULL, 1000, 700);

  lnet_test_press (window, "<Control><Shift>n");
  g_assert_false (gtk_widget_is_sensitive (lnet_test_get (window, GTK_TYPE_BUTTON, "Cr_eate")));
  lnet_test_type (window, "Little Sprouts");
  lnet_test_activate (lnet_test_get (window, GTK_TYPE_BUTTON, "Cr_eate"));
  lnet_test_wait_for (lnet_window_get_session (window) != NULL);
  g_assert_cmpstr (lnet_store_get_name (lnet_session_get_store (lnet_window_get_session (window))), ==,
                   "Little Sprouts");
  g_assert_nonnull (lnet_test_find (window, GTK_TYPE_LABEL, "Little Sprouts"));

  lnet_test_close_window (window);
}

/* From the welcome page a roster leads to a network, and on to the import. */
static void
test_roster (void)
{
  LnetWindow *window = lnet_test_open_window (NULL, 1000, 700);

  lnet_test_activate (lnet_test_get (window, ADW_TYPE_ACTION_ROW, "Import a roster"));
  lnet_test_get (window, LNET_TYPE_NEW_NETWORK_DIALOG, NULL);
  lnet_test_get (window, GTK_TYPE_BUTTON, "Cr_eate");
  lnet_test_type (window, "Roster");
  lnet_test_activate (lnet_test_get (window, GTK_TYPE_BUTTON, "Cr_eate"));
  lnet_test_get (window, LNET_TYPE_IMPORT_DIALOG, NULL);
  g_assert_cmpstr (lnet_window_get_room_name (window), ==, "members");

  adw_dialog_force_close (ADW_DIALOG (lnet_test_get (window, LNET_TYPE_IMPORT_DIALOG, NULL)));
  lnet_test_wait_for (lnet_test_find (window, LNET_TYPE_IMPORT_DIALOG, NULL) == NULL);
  lnet_test_close_window (window);
}

/* Another network takes the first one's place in the window, and the first stays in the list. */
static void
test_switching (void)
{
  g_autoptr (LnetStore) one = lnet_test_new_store ();
  g_autoptr (LnetStore) two = lnet_test_new_store ();
  g_autofree char *first = g_strdup (lnet_store_get_path (one));
  g_autofree char *second = g_strdup (lnet_store_get_path (two));
  g_autoptr (GPtrArray) recent = NULL;
  LnetSession *session;
  LnetWindow *window;

  lnet_store_close (one);
  lnet_store_close (two);
  window = lnet_test_open_window (first, 1000, 700);
  session = lnet_window_get_session (window);
  lnet_window_open_network (window, second);
  lnet_test_wait_for (lnet_window_get_session (window) != session);
  g_assert_cmpstr (lnet_store_get_path (lnet_session_get_store (lnet_window_get_session (window))), ==, second);

  recent = lnet_recent_list ();
  g_assert_cmpuint (recent->len, >=, 2);
  g_assert_cmpstr (((LnetRecent *) g_ptr_array_index (recent, 0))->path, ==, second);
  g_assert_cmpstr (((LnetRecent *) g_ptr_array_index (recent, 1))->path, ==, first);

  lnet_window_close_network (window);
  g_assert_null (lnet_window_get_session (window));
  g_assert_nonnull (lnet_test_find (window, ADW_TYPE_ACTION_ROW, "New network"));
  lnet_test_close_window (window);
}

/* What is not a network is said in a sentence, and the welcome page is there again. */
static void
test_foreign (void)
{
  g_autofree char *path = lnet_test_dup_path ("foreign.lnet");
  LnetWindow *window;

  g_assert_true (g_file_set_contents (path, "Ana;Begay;ana@example.org\n", -1, NULL));
  window = lnet_test_open_window (NULL, 1000, 700);
  lnet_window_open_network (window, path);
  lnet_test_wait_for (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)) != NULL);
  lnet_test_get (window, GTK_TYPE_EXPANDER, NULL);
  g_assert_null (lnet_window_get_session (window));
  adw_dialog_force_close (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)));
  lnet_test_wait_for (lnet_test_find (window, ADW_TYPE_ACTION_ROW, "New network") != NULL);

  lnet_test_close_window (window);
}

/* Undo and redo by key, and the toast that says so. */
static void
test_undo (void)
{
  g_autoptr (LnetStore) made = lnet_test_new_store ();
  g_autofree char *path = g_strdup (lnet_store_get_path (made));
  LnetTransaction *transaction;
  LnetSession *session;
  LnetWindow *window;
  LnetStore *store;

  lnet_store_close (made);
  window = lnet_test_open_window (path, 1000, 700);
  session = lnet_window_get_session (window);
  store = lnet_session_get_store (session);
  g_assert_false (lnet_store_get_can_undo (store));

  transaction = lnet_transaction_new ("network-edit");
  lnet_transaction_set_text (transaction, LNET_NETWORK_NAME, lnet_store_get_network (store), "Renamed");
  lnet_session_commit (session, transaction, "Renamed it");
  lnet_test_wait_for (lnet_store_get_can_undo (store));
  lnet_test_wait_for (g_str_equal (lnet_store_get_name (store), "Renamed"));
  lnet_test_wait_for (lnet_test_find (window, GTK_TYPE_LABEL, "Renamed it") != NULL);
  lnet_test_wait_for (lnet_test_find (window, GTK_TYPE_LABEL, "Renamed") != NULL);

  lnet_test_press (window, "<Control>z");
  lnet_test_wait_for (lnet_store_get_can_redo (store));
  lnet_test_wait_for (g_str_equal (lnet_store_get_name (store), "Test"));
  lnet_test_press (window, "<Control><Shift>z");
  lnet_test_wait_for (!lnet_store_get_can_redo (store));
  lnet_test_wait_for (g_str_equal (lnet_store_get_name (store), "Renamed"));

  lnet_test_close_window (window);
}

/* The dialog of keys names every registered one, and finds them by what they do and by key. */
static void
test_shortcuts (void)
{
  LnetWindow *window = lnet_test_open_window (NULL, 1000, 700);
  AdwDialog *dialog;

  lnet_test_press (window, "<Control>question");
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  g_assert_nonnull (dialog);
  lnet_test_get (dialog, ADW_TYPE_ACTION_ROW, "Undo");
  lnet_test_get (dialog, GTK_TYPE_LABEL, "Ctrl+Z");

  lnet_test_type (window, _("Quit"));
  lnet_test_wait_for (lnet_test_find (dialog, ADW_TYPE_ACTION_ROW, "Undo") == NULL);
  g_assert_nonnull (lnet_test_find (dialog, ADW_TYPE_ACTION_ROW, "Quit"));

  adw_dialog_force_close (dialog);
  lnet_test_close_window (window);
}

/* At a phone's width nothing is cut off: the window takes the size it is given. */
static void
test_narrow (void)
{
  g_autoptr (LnetStore) made = lnet_test_new_store ();
  g_autofree char *path = g_strdup (lnet_store_get_path (made));
  LnetWindow *window;
  gboolean folded;

  lnet_store_close (made);
  window = lnet_test_open_window (path, 360, 294);
  lnet_test_wait_for ((g_object_get (window, "folded", &folded, NULL), folded));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), ==, 360);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (window)), ==, 294);

  lnet_test_close_window (window);
}

/* Every room opens by its key, keeps its place in the sidebar, and leaves nothing behind when the window closes. */
static void
test_rooms (void)
{
  g_autoptr (LnetStore) made = lnet_test_new_sample ("wyoming");
  g_autofree char *path = g_strdup (lnet_store_get_path (made));
  g_auto (GStrv) names = lnet_window_dup_room_names ();
  LnetWindow *window;

  lnet_store_close (made);
  window = lnet_test_open_window (path, 1200, 800);
  for (int i = 0; names[i] != NULL; i++)
    {
      g_autofree char *key = g_strdup_printf ("<Control>%d", i + 1);

      lnet_test_press (window, key);
      g_assert_cmpstr (lnet_window_get_room_name (window), ==, names[i]);
      lnet_test_settle ();
    }
  lnet_test_get (window, GTK_TYPE_LABEL, "The people in this network are made up");

  /* Tab goes past the sidebar without changing what is shown. */
  for (int i = 0; i < 20; i++)
    lnet_test_tab (window, TRUE);
  g_assert_cmpstr (lnet_window_get_room_name (window), ==, names[g_strv_length (names) - 1]);

  lnet_window_show_room (window, names[0], NULL);
  for (int i = 1; names[i] != NULL; i++)
    {
      lnet_window_show_room (window, names[i], NULL);
      lnet_test_press (window, "<Alt>Left");
      g_assert_cmpstr (lnet_window_get_room_name (window), ==, names[0]);
    }
  lnet_test_close_window (window);
}

/* What a screen reader says of the sidebar. */
static void
test_sidebar_spoken (void)
{
  g_autoptr (LnetStore) made = lnet_test_new_store ();
  g_autofree char *path = g_strdup (lnet_store_get_path (made));
  g_autofree char *count = g_strdup_printf (ngettext ("%'u member", "%'u members", 0), 0);
  LnetWindow *window;
  GtkWidget *row;

  lnet_store_close (made);
  window = lnet_test_open_window (path, 1200, 800);
  row = gtk_widget_get_ancestor (lnet_test_get (lnet_test_get (window, LNET_TYPE_SIDEBAR, NULL), GTK_TYPE_LABEL,
                                                "Members"), GTK_TYPE_LIST_BOX_ROW);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, _("Members"));
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, count);
  gtk_test_accessible_assert_property (lnet_test_get (window, GTK_TYPE_MENU_BUTTON, "Change to another network"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Test");
  lnet_test_close_window (window);
}

/* The room that was open when the network was left is the one it opens with. */
static void
test_last_place (void)
{
  g_autoptr (LnetStore) made = lnet_test_new_sample ("wyoming");
  g_autofree char *path = g_strdup (lnet_store_get_path (made));
  g_auto (GStrv) names = lnet_window_dup_room_names ();
  const char *last = names[g_strv_length (names) - 1];
  LnetWindow *window;

  lnet_store_close (made);
  window = lnet_test_open_window (path, 1200, 800);
  g_assert_cmpstr (lnet_window_get_room_name (window), ==, names[0]);
  lnet_window_show_room (window, last, NULL);
  lnet_test_close_window (window);

  window = lnet_test_open_window (path, 1200, 800);
  g_assert_cmpstr (lnet_window_get_room_name (window), ==, last);
  lnet_test_close_window (window);
}

/* A split view that goes away right after it turned its page stays until libadwaita has done with it. */
static void
test_split_goes (void)
{
  AdwNavigationPage *list = adw_navigation_page_new (gtk_label_new ("List"), "List");
  AdwNavigationPage *detail = adw_navigation_page_new (gtk_label_new ("Detail"), "Detail");
  AdwNavigationSplitView *split = ADW_NAVIGATION_SPLIT_VIEW (g_object_ref_sink (adw_navigation_split_view_new ()));

  adw_navigation_split_view_set_sidebar (split, list);
  adw_navigation_split_view_set_content (split, detail);
  g_object_add_weak_pointer (G_OBJECT (split), (gpointer *) &split);
  lnet_split_show_content (split, TRUE);
  g_object_unref (split);
  g_assert_nonnull (split);
  lnet_test_wait_for (split == NULL);
}

int
main (int    argc,
      char **argv)
{
  lnet_test_init (&argc, &argv);
  g_test_add_func ("/window/welcome", test_welcome);
  g_test_add_func ("/window/main-menu", test_main_menu);
  g_test_add_func ("/window/new-network", test_new_network);
  g_test_add_func ("/window/roster", test_roster);
  g_test_add_func ("/window/switching", test_switching);
  g_test_add_func ("/window/foreign", test_foreign);
  g_test_add_func ("/window/undo", test_undo);
  g_test_add_func ("/window/shortcuts", test_shortcuts);
  g_test_add_func ("/window/narrow", test_narrow);
  g_test_add_func ("/window/rooms", test_rooms);
  g_test_add_func ("/window/sidebar-spoken", test_sidebar_spoken);
  g_test_add_func ("/window/last-place", test_last_place);
  g_test_add_func ("/window/split-goes", test_split_goes);
  return lnet_test_run ();
}
