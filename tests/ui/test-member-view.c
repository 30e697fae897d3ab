/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the list of members is looked at: its order, what comes back, what fails. */

#include "config.h"

#include <string.h>

#include "lnet-member-picker.h"
#include "lnet-member-selection.h"
#include "members-fixture.h"

/* The headings that can be seen, in their order. */
static void
collect_headings (GtkWidget *widget,
                  GString   *words)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "caption-heading") && gtk_widget_get_mapped (widget))
    g_string_append_printf (words, "%s|", gtk_label_get_label (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    collect_headings (child, words);
}

static gboolean
has_headings (LnetWindow *window,
              const char *expected)
{
  g_autoptr (GString) words = g_string_new (NULL);

  collect_headings (lnet_test_get (window, GTK_TYPE_LIST_VIEW, NULL), words);
  return g_str_equal (words->str, expected);
}

static GtkWidget *
get_field (LnetWindow *window)
{
  return lnet_test_get (window, GTK_TYPE_SEARCH_ENTRY, NULL);
}

static LnetMemberList *
get_list (LnetWindow *window)
{
  return lnet_member_selection_get_list (LNET_MEMBER_SELECTION (get_rows (window)));
}

static void
sort_by (LnetWindow *window,
         const char *key)
{
  gtk_widget_activate_action (lnet_test_get (window, LNET_TYPE_MEMBERS_ROOM, NULL), "members.sort", "s", key);
}

/* By place the towns are the headings; the button says what the order is; a search keeps it. */
static void
test_sort (void)
{
  LnetWindow *window = open_room (TRUE, 1400);
  GtkWidget *room = lnet_test_get (window, LNET_TYPE_MEMBERS_ROOM, NULL);
  g_autofree char *sort = NULL;

  lnet_test_wait_for (has_headings (window, "A|C|M|"));
  lnet_test_get (room, GTK_TYPE_MENU_BUTTON, "Sort Members: Name");
  sort_by (window, "place");
  lnet_test_wait_for (has_headings (window, "Casper|Lander|"));
  lnet_test_get (room, GTK_TYPE_MENU_BUTTON, "Sort Members: Place");
  g_object_get (room, "sort", &sort, NULL);
  g_assert_cmpstr (sort, ==, "place");
  g_assert_true (shows_name (window, 0, "Ruth Chee"));
  g_assert_true (shows_name (window, 1, "Bo Álvarez"));
  g_assert_true (shows_name (window, 2, "José Muñoz"));
  gtk_editable_set_text (GTK_EDITABLE (get_field (window)), "lander");
  lnet_test_wait_for (has_headings (window, "Lander|"));
  gtk_editable_set_text (GTK_EDITABLE (get_field (window)), "");
  sort_by (window, "name");
  lnet_test_wait_for (has_headings (window, "A|C|M|"));
  g_assert_true (shows_name (window, 0, "Bo Álvarez"));
  lnet_test_close_window (window);
}

static void
collect_items (GtkWidget *widget,
               GPtrArray *items)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkModelButton"))
    g_ptr_array_add (items, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    collect_items (child, items);
}

/* The nth item of an open menu. */
static GtkWidget *
get_item (GtkWidget *button,
          guint      nth)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  collect_items (button, items);
  return nth < items->len ? g_ptr_array_index (items, nth) : NULL;
}

/* The button is reached by Tab from the field, and its menu has the orders to choose from. */
static void
test_sort_by_keyboard (void)
{
  LnetWindow *window = open_room (TRUE, 360);
  GtkWidget *button = lnet_test_get (window, GTK_TYPE_MENU_BUTTON, "Sort Members: Name");
  GtkWidget *focus;

  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "3 members"));
  lnet_test_press (window, "<Control>f");
  lnet_test_wait_for (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)), get_field (window)));
  lnet_test_tab (window, TRUE);
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_true (focus == button || gtk_widget_is_ancestor (focus, button));
  gtk_test_accessible_assert_role (button, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  lnet_test_wait_for (get_item (button, 1) != NULL);
  gtk_test_accessible_assert_state (get_item (button, 0), GTK_ACCESSIBLE_STATE_CHECKED, GTK_ACCESSIBLE_TRISTATE_TRUE);
  gtk_test_accessible_assert_state (get_item (button, 1), GTK_ACCESSIBLE_STATE_CHECKED, GTK_ACCESSIBLE_TRISTATE_FALSE);
  gtk_widget_activate (get_item (button, 1));
  lnet_test_wait_for (has_headings (window, "Casper|Lander|"));
  lnet_test_wait_for (!gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)))));
  lnet_test_close_window (window);
}

/* Who joined is in order as soon as it is written down. */
static void
test_follows (void)
{
  LnetWindow *window = open_room (TRUE, 1400);
  LnetSession *session = lnet_window_get_session (window);
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-edit");
  g_autoptr (GPtrArray) found = NULL;

  sort_by (window, "joined");
  g_assert_cmpint (lnet_member_list_get_sort (get_list (window)), ==, LNET_MEMBER_SORT_JOINED);
  found = lnet_members_search (lnet_session_get_reader (session), "ruth", 1);
  lnet_transaction_set_text (transaction, LNET_MEMBER_JOINED, &((LnetMemberInfo *) found->pdata[0])->id, "2019-05");
  lnet_session_commit (session, g_steal_pointer (&transaction), NULL);
  lnet_test_wait_for (shows_name (window, 0, "Ruth Chee"));
  lnet_test_wait_for (g_list_model_get_n_items (get_rows (window)) == 3);
  lnet_test_close_window (window);
}

/* What was searched for, the filter and the order are there again when the network is opened again. */
static void
test_comes_back (void)
{
  g_autoptr (LnetMemberFilter) filter = lnet_member_filter_parse ("place=Lander");
  LnetWindow *window = open_room (TRUE, 1400);
  g_autofree char *path = g_strdup (lnet_store_get_path (lnet_session_get_store (lnet_window_get_session (window))));

  sort_by (window, "place");
  lnet_member_list_set_filter (get_list (window), filter);
  gtk_editable_set_text (GTK_EDITABLE (get_field (window)), "jose");
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "1 of 3 members"));
  lnet_test_close_window (window);

  window = lnet_test_open_window (path, 1400, 800);
  lnet_window_show_room (window, "members", NULL);
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "1 of 3 members"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_field (window))), ==, "jose");
  lnet_test_get (window, GTK_TYPE_MENU_BUTTON, "Sort Members: Place");
  g_assert_nonnull (lnet_test_find (lnet_test_get (window, ADW_TYPE_WRAP_BOX, NULL), GTK_TYPE_LABEL, "Lander"));
  g_assert_true (shows_name (window, 0, "José Muñoz"));
  lnet_test_press (window, "<Control>f");
  gtk_editable_set_text (GTK_EDITABLE (get_field (window)), "");
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "2 of 3 members"));
  lnet_test_close_window (window);
}

/* A search that cannot be read says so, and can be made anew; then it finds again. */
static void
test_damaged (void)
{
  g_autoptr (LnetStore) store = lnet_test_new_store ();
  g_autofree char *path = g_strdup (lnet_store_get_path (store));
  LnetWindow *window;

  fill (store);
  lnet_store_close (store);
  damage_search (path);
  window = lnet_test_open_window (path, 360, 800);
  lnet_window_show_room (window, "members", NULL);
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "3 members"));
  gtk_editable_set_text (GTK_EDITABLE (get_field (window)), "jose");
  lnet_test_get (window, ADW_TYPE_STATUS_PAGE, "The search is damaged");
  lnet_test_wait_for (lnet_test_says (lnet_test_get_announced (), "The search is damaged"));
  lnet_test_activate (lnet_test_get (window, GTK_TYPE_BUTTON, "_Make It Anew"));
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "1 of 3"));
  g_assert_null (lnet_test_find (window, ADW_TYPE_STATUS_PAGE, "The search is damaged"));
  g_assert_true (shows_name (window, 0, "José Muñoz"));
  lnet_test_close_window (window);
}

static void
ignore_chosen (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_assert_null (lnet_member_picker_choose_finish (result, NULL));
}

/* So does whatever else looks for somebody: @data is TRUE for the picker, FALSE for finding anything. */
static void
test_damaged_elsewhere (gconstpointer data)
{
  g_autoptr (LnetStore) store = lnet_test_new_store ();
  g_autofree char *path = g_strdup (lnet_store_get_path (store));
  GtkWidget *dialog, *search;
  LnetWindow *window;

  fill (store);
  lnet_store_close (store);
  damage_search (path);
  window = lnet_test_open_window (path, 360, 800);
  if (GPOINTER_TO_INT (data))
    lnet_member_picker_choose (GTK_WIDGET (window), lnet_window_get_session (window), "Somebody",
                               LNET_MEMBER_PICKER_ONE, NULL, NULL, ignore_chosen, NULL);
  else
    lnet_test_press (window, "<Control>k");
  lnet_test_wait_for (get_dialog (window) != NULL);
  dialog = get_dialog (window);
  search = lnet_test_get (dialog, GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (search), "jose");
  lnet_test_get (dialog, GTK_TYPE_LABEL, "The search is damaged");
  lnet_test_press (window, "Return"); /* which leads nowhere */
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON,
                                     GPOINTER_TO_INT (data) ? "_Make It Anew" : "Make It Anew"));
  lnet_test_get (dialog, GPOINTER_TO_INT (data) ? GTK_TYPE_INSCRIPTION : GTK_TYPE_LABEL, "José Muñoz");
  g_assert_null (lnet_test_find (dialog, GTK_TYPE_LABEL, "The search is damaged"));
  adw_dialog_force_close (ADW_DIALOG (dialog));
  lnet_test_close_window (window);
}

/* Coming back from a profile on a phone, the list is where it was. */
static void
test_profile_and_back (void)
{
  g_autoptr (LnetStore) store = lnet_test_new_store ();
  g_autofree char *path = g_strdup (lnet_store_get_path (store));
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  LnetWindow *window;
  GtkAdjustment *scroll;
  double value;

  for (guint i = 0; i < 80; i++)
    {
      g_autofree char *last = g_strdup_printf ("Ash%02u", i);

      add_member (transaction, "Ana", last, i % 2 == 0 ? "Lander" : "Casper");
    }
  g_assert_true (lnet_store_commit (store, transaction, NULL, NULL));
  lnet_store_close (store);
  window = lnet_test_open_window (path, 360, 700);
  lnet_window_show_room (window, "members", NULL);
  sort_by (window, "place");
  gtk_editable_set_text (GTK_EDITABLE (get_field (window)), "lander");
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "40 of 80"));
  lnet_test_wait_for (g_list_model_get_n_items (get_rows (window)) == 40);
  scroll = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (lnet_test_get (window, GTK_TYPE_LIST_VIEW, NULL)));
  lnet_test_settle ();
  gtk_list_view_scroll_to (GTK_LIST_VIEW (lnet_test_get (window, GTK_TYPE_LIST_VIEW, NULL)), 30, GTK_LIST_SCROLL_FOCUS,
                           NULL);
  lnet_test_wait_for (gtk_adjustment_get_value (scroll) > 100);
  lnet_test_settle ();
  value = gtk_adjustment_get_value (scroll);
  g_signal_emit_by_name (lnet_test_get (window, GTK_TYPE_LIST_VIEW, NULL), "activate", 30);
  lnet_test_wait_for (has_profile (window, "Ana Ash60"));
  gtk_widget_activate_action (lnet_test_get (window, g_type_from_name ("LnetMemberProfile"), NULL), "navigation.pop",
                              NULL);
  lnet_test_settle ();
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (scroll), value, 1);
  g_assert_cmpuint (lnet_member_selection_get_chosen (LNET_MEMBER_SELECTION (get_rows (window))), ==, 30);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_field (window))), ==, "lander");
  lnet_test_close_window (window);
}

int
main (int    argc,
      char **argv)
{
  lnet_test_init (&argc, &argv);
  g_test_add_func ("/member-view/sort", test_sort);
  g_test_add_func ("/member-view/sort-by-keyboard", test_sort_by_keyboard);
  g_test_add_func ("/member-view/follows", test_follows);
  g_test_add_func ("/member-view/comes-back", test_comes_back);
  g_test_add_func ("/member-view/damaged", test_damaged);
  g_test_add_data_func ("/member-view/damaged-picker", GINT_TO_POINTER (TRUE), test_damaged_elsewhere);
  g_test_add_data_func ("/member-view/damaged-find", GINT_TO_POINTER (FALSE), test_damaged_elsewhere);
  g_test_add_func ("/member-view/profile-and-back", test_profile_and_back);
  return lnet_test_run ();
}
