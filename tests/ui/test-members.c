/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "members-fixture.h"

#include "lnet-initials.h"
#include "lnet-member-list.h"
#include "lnet-member-picker.h"
#include "lnet-member-row.h"
#include "lnet-members-room.h"
#include "lnet-reference.h"
#include "lnet-suggest-row.h"
#include "lnet-text-row.h"

static void
write_into (LnetWindow *window,
            const char *row,
            const char *text)
{
  gtk_widget_grab_focus (lnet_test_get (get_dialog (window), ADW_TYPE_ENTRY_ROW, row));
  lnet_test_type (window, text);
}

static void
add_role (LnetWindow *window)
{
  GtkWidget *content = lnet_test_get (get_dialog (window), ADW_TYPE_BUTTON_CONTENT, "Add _Role");

  lnet_test_activate (gtk_widget_get_ancestor (content, GTK_TYPE_BUTTON));
}

static void
save (LnetWindow *window)
{
  lnet_test_activate (lnet_test_get (get_dialog (window), GTK_TYPE_BUTTON, "_Save"));
  lnet_test_wait_for (get_dialog (window) == NULL);
}

/* Somebody is added, found, changed, moved to the Trash and brought back, and no mouse is needed. */
static void
test_whole_path (void)
{
  LnetWindow *window = open_room (TRUE, 1400);

  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "3 members"));
  lnet_test_press (window, "<Control>n");
  lnet_test_wait_for (get_dialog (window) != NULL);
  g_assert_false (gtk_widget_is_sensitive (lnet_test_get (get_dialog (window), GTK_TYPE_BUTTON, "_Save")));
  write_into (window, "Name they go by", "Annie");
  write_into (window, "Legal last name", "Begay");
  write_into (window, "E-mail", "annie@example.org");
  add_role (window);
  write_into (window, "Role", "Cook");
  write_into (window, "Organization", "Little Sprouts");
  write_into (window, "Since", "August 2019");
  save (window);

  lnet_test_wait_for (has_profile (window, "Annie Begay"));
  g_assert_nonnull (lnet_test_find (window, ADW_TYPE_ACTION_ROW, "E-mail"));
  lnet_test_press (window, "<Control>f");
  lnet_test_type (window, "sprouts");
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "1 of 4 members"));
  g_assert_true (shows_name (window, 0, "Annie Begay"));

  gtk_widget_activate_action (lnet_test_get (window, LNET_TYPE_MEMBERS_ROOM, NULL), "members.edit", NULL);
  lnet_test_wait_for (get_dialog (window) != NULL);
  write_into (window, "Pronouns", "she/her");
  save (window);
  lnet_test_wait_for (lnet_test_find (window, GTK_TYPE_LABEL, "she/her") != NULL);

  lnet_test_press (window, "<Control>f");
  gtk_editable_set_text (GTK_EDITABLE (lnet_test_get (window, GTK_TYPE_SEARCH_ENTRY, NULL)), "");
  gtk_widget_grab_focus (lnet_test_get (window, GTK_TYPE_LIST_VIEW, NULL));
  lnet_test_press (window, "Delete");
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "3 members"));
  g_assert_false (has_profile (window, "Annie Begay"));
  g_assert_nonnull (lnet_test_get (window, GTK_TYPE_LABEL, "Annie Begay is in the Trash"));
  lnet_test_press (window, "<Control>z");
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "4 members"));

  lnet_test_close_window (window);
}

/* Folded words find folded names, the letters follow, and clearing brings everybody back. */
static void
test_search (void)
{
  LnetWindow *window = open_room (TRUE, 1400);

  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "3 members"));
  g_assert_true (shows_name (window, 0, "Bo Álvarez"));
  g_assert_nonnull (lnet_test_get (lnet_test_get (window, GTK_TYPE_LIST_VIEW, NULL), GTK_TYPE_LABEL, "A"));
  lnet_test_press (window, "<Control>f");
  lnet_test_type (window, "munoz");
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "1 of 3 members"));
  g_assert_true (shows_name (window, 0, "José Muñoz"));
  lnet_test_wait_for (lnet_test_says (lnet_test_get_announced (), "1 of 3 members"));
  g_assert_nonnull (lnet_test_get (lnet_test_get (window, GTK_TYPE_LIST_VIEW, NULL), GTK_TYPE_LABEL, "M"));
  lnet_test_type (window, "xx");
  lnet_test_get (window, ADW_TYPE_STATUS_PAGE, "Nobody found");
  lnet_test_activate (lnet_test_get (window, GTK_TYPE_BUTTON, "_Clear Search"));
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "3 members"));
  lnet_test_close_window (window);
}

/* Alt+Down and Alt+Up go on while a profile is open, in the order shown, and stop at the ends. */
static void
test_next (void)
{
  LnetWindow *window = open_room (TRUE, 1400);

  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "3 members"));
  gtk_widget_grab_focus (lnet_test_get (window, GTK_TYPE_LIST_VIEW, NULL));
  lnet_test_press (window, "<Alt>Down");
  lnet_test_wait_for (has_profile (window, "Bo Álvarez"));
  lnet_test_press (window, "<Alt>Down");
  lnet_test_wait_for (has_profile (window, "Ruth Chee"));
  lnet_test_press (window, "<Alt>Down");
  lnet_test_wait_for (has_profile (window, "José Muñoz"));
  lnet_test_press (window, "<Alt>Down");
  g_assert_true (has_profile (window, "José Muñoz"));
  lnet_test_press (window, "<Alt>Up");
  lnet_test_wait_for (has_profile (window, "Ruth Chee"));
  lnet_test_close_window (window);
}

/* At a phone's width a profile covers the list; coming back, the search and the one chosen are as they were. */
static gboolean
is_whole (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))))
    return FALSE;
  for (widget = gtk_widget_get_first_child (widget); widget != NULL; widget = gtk_widget_get_next_sibling (widget))
    if (!is_whole (widget))
      return FALSE;
  return TRUE;
}

static void
test_narrow (void)
{
  LnetWindow *window = open_room (TRUE, 360);
  GtkWidget *room = lnet_test_get (window, LNET_TYPE_MEMBERS_ROOM, NULL);
  GtkWidget *split = lnet_test_get (room, ADW_TYPE_NAVIGATION_SPLIT_VIEW, NULL);
  GtkListView *list;

  lnet_test_wait_for (adw_navigation_split_view_get_collapsed (ADW_NAVIGATION_SPLIT_VIEW (split)));
  lnet_test_wait_for (is_whole (lnet_test_get (room, ADW_TYPE_WINDOW_TITLE, NULL)));
  lnet_test_press (window, "<Control>f");
  lnet_test_type (window, "lander");
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "2 of 3"));
  list = GTK_LIST_VIEW (lnet_test_get (window, GTK_TYPE_LIST_VIEW, NULL));
  g_signal_emit_by_name (list, "activate", 1);
  lnet_test_wait_for (adw_navigation_split_view_get_show_content (ADW_NAVIGATION_SPLIT_VIEW (split)));
  lnet_test_wait_for (has_profile (window, "José Muñoz"));
  gtk_widget_activate_action (lnet_test_get (window, g_type_from_name ("LnetMemberProfile"), NULL), "navigation.pop",
                              NULL);
  lnet_test_wait_for (!adw_navigation_split_view_get_show_content (ADW_NAVIGATION_SPLIT_VIEW (split)));
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "2 of 3"));
  g_assert_true (gtk_selection_model_is_selected (gtk_list_view_get_model (list), 1));
  lnet_test_close_window (window);
}

/* What was typed is not lost by Escape. */
static void
test_escape_asks (void)
{
  LnetWindow *window = open_room (FALSE, 1000);

  lnet_test_get (window, ADW_TYPE_STATUS_PAGE, "No members yet");
  lnet_test_press (window, "<Control>n");
  lnet_test_wait_for (get_dialog (window) != NULL);
  adw_dialog_close (ADW_DIALOG (get_dialog (window)));
  lnet_test_wait_for (get_dialog (window) == NULL);

  lnet_test_press (window, "<Control>n");
  lnet_test_wait_for (get_dialog (window) != NULL);
  write_into (window, "Name they go by", "Annie");
  adw_dialog_close (ADW_DIALOG (get_dialog (window)));
  lnet_test_wait_for (ADW_IS_ALERT_DIALOG (get_dialog (window)));
  lnet_test_activate (lnet_test_get (get_dialog (window), GTK_TYPE_BUTTON, "_Keep Writing"));
  lnet_test_wait_for (!ADW_IS_ALERT_DIALOG (get_dialog (window)));
  adw_dialog_close (ADW_DIALOG (get_dialog (window)));
  lnet_test_wait_for (ADW_IS_ALERT_DIALOG (get_dialog (window)));
  lnet_test_activate (lnet_test_get (get_dialog (window), GTK_TYPE_BUTTON, "_Discard"));
  lnet_test_wait_for (get_dialog (window) == NULL);
  lnet_test_close_window (window);
}

/* An end before its start is said and not saved; putting it right lets it be saved. */
static void
test_dates (void)
{
  LnetWindow *window = open_room (FALSE, 1000);
  GtkWidget *button;

  lnet_test_press (window, "<Control>n");
  lnet_test_wait_for (get_dialog (window) != NULL);
  write_into (window, "Name they go by", "Annie");
  button = lnet_test_get (get_dialog (window), GTK_TYPE_BUTTON, "_Save");
  g_assert_true (gtk_widget_is_sensitive (button));
  add_role (window);
  write_into (window, "Since", "2024");
  write_into (window, "Until (empty while it is held)", "2023");
  g_assert_false (gtk_widget_is_sensitive (button));
  write_into (window, "Until (empty while it is held)", "soon");
  g_assert_false (gtk_widget_is_sensitive (button));
  gtk_editable_set_text (GTK_EDITABLE (lnet_test_get (get_dialog (window), ADW_TYPE_ENTRY_ROW,
                                                      "Until (empty while it is held)")), "3/15/2025");
  g_assert_true (gtk_widget_is_sensitive (button));
  adw_dialog_force_close (ADW_DIALOG (get_dialog (window)));
  lnet_test_wait_for (get_dialog (window) == NULL);
  lnet_test_close_window (window);
}

/* The places stay what they are while the search changes who stands in them: no row is made anew. */
static void
test_list_model (void)
{
  g_autoptr (LnetStore) store = lnet_test_new_store ();
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  g_autoptr (LnetMemberList) list = NULL;
  g_autoptr (LnetMemberSlot) first = NULL;
  g_autoptr (LnetMemberSlot) again = NULL;
  guint start, end;

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *first_name = g_strdup_printf ("Ana%03u", i);

      add_member (transaction, first_name, i % 2 == 0 ? "Begay" : "Chee", "Lander");
    }
  g_assert_true (lnet_store_commit (store, transaction, NULL, NULL));
  list = lnet_member_list_new (store);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 14);
  first = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_cmpstr (lnet_member_slot_get_info (first)->name, ==, "Ana000 Begay");

  lnet_member_list_fill (list);
  lnet_test_wait_for (g_list_model_get_n_items (G_LIST_MODEL (list)) == 1000);
  gtk_section_model_get_section (GTK_SECTION_MODEL (list), 700, &start, &end);
  g_assert_cmpuint (start, ==, 500);
  g_assert_cmpuint (end, ==, 1000);

  lnet_member_list_set_search (list, "chee");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 500);
  g_assert_cmpstr (lnet_member_slot_get_info (first)->name, ==, "Ana001 Chee");
  g_assert_cmpstr (lnet_member_slot_get_letter (first), ==, "C");
  again = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_true (again == first);
  lnet_member_list_set_search (list, "");
  g_assert_cmpstr (lnet_member_slot_get_info (first)->name, ==, "Ana000 Begay");
  lnet_store_close (store);
}

/* With very many found, the first rows are right at once and a worker counts the others. */
static void
test_large_list (void)
{
  g_autoptr (LnetStore) store = lnet_test_new_store ();
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  g_autoptr (LnetMemberList) list = NULL;
  g_autoptr (LnetMemberSlot) first = NULL;

  for (guint i = 0; i < 22000; i++)
    {
      g_autofree char *first_name = g_strdup_printf ("Ana%05u", i);

      add_member (transaction, first_name, "Begay", i % 2 == 0 ? "Lander" : "Cody");
    }
  g_assert_true (lnet_store_commit (store, transaction, NULL, NULL));
  list = lnet_member_list_new (store);
  lnet_member_list_fill (list);
  lnet_test_wait_for (g_list_model_get_n_items (G_LIST_MODEL (list)) == 22000);
  first = g_list_model_get_item (G_LIST_MODEL (list), 0);

  lnet_member_list_set_search (list, "cody");
  g_assert_true (lnet_member_list_is_searching (list));
  g_assert_cmpstr (lnet_member_slot_get_info (first)->name, ==, "Ana00001 Begay");
  lnet_member_list_set_search (list, "cod");
  lnet_test_wait_for (!lnet_member_list_is_searching (list));
  g_assert_cmpuint (lnet_member_list_get_n_found (list), ==, 11000);
  lnet_test_wait_for (g_list_model_get_n_items (G_LIST_MODEL (list)) == 11000);
  lnet_member_list_set_search (list, "ana21999");
  g_assert_false (lnet_member_list_is_searching (list));
  g_assert_cmpstr (lnet_member_slot_get_info (first)->name, ==, "Ana21999 Begay");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  /* Closing while a worker still searches. */
  lnet_member_list_set_search (list, "lander");
  g_assert_true (lnet_member_list_is_searching (list));
  lnet_store_close (store);
}

/* Returns: (transfer full) path of a network of 400 members */
static char *
create_network_of_400 (void)
{
  g_autoptr (LnetStore) store = lnet_test_new_store ();
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  char *path = g_strdup (lnet_store_get_path (store));

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *first = g_strdup_printf ("Ana%03u", i);

      add_member (transaction, first, "Begay", "Lander");
    }
  g_assert_true (lnet_store_commit (store, transaction, NULL, NULL));
  lnet_store_close (store);
  return path;
}

static GtkScrolledWindow *
get_scroller (LnetWindow *window)
{
  return GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (lnet_test_get (window, GTK_TYPE_LIST_VIEW, NULL),
                                                       GTK_TYPE_SCROLLED_WINDOW));
}

/* The list has found its place and may be moved. */
static void
wait_for_scrollbar (LnetWindow *window)
{
  GtkPolicyType policy = GTK_POLICY_NEVER;

  lnet_test_wait_for ((gtk_scrolled_window_get_policy (get_scroller (window), NULL, &policy),
                       policy == GTK_POLICY_AUTOMATIC));
}

/* The members of create_network_of_400(), with all rows made. */
static LnetWindow *
open_400 (void)
{
  g_autofree char *path = create_network_of_400 ();
  LnetWindow *window = lnet_test_open_window (path, 1400, 800);
  GtkAdjustment *adjustment;

  lnet_window_show_room (window, "members", NULL);
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "400 members"));
  wait_for_scrollbar (window);
  /* Rows beyond the first screen are made when somebody scrolls. */
  g_assert_cmpuint (g_list_model_get_n_items (get_rows (window)), <, 100);
  adjustment = gtk_scrolled_window_get_vadjustment (get_scroller (window));
  gtk_adjustment_set_value (adjustment, 1000);
  lnet_test_wait_for (g_list_model_get_n_items (get_rows (window)) == 400);
  lnet_test_wait_for (gtk_adjustment_get_upper (adjustment) > 20000);
  return window;
}

static void
clear_search (LnetWindow *window)
{
  gtk_editable_set_text (GTK_EDITABLE (lnet_test_get (window, GTK_TYPE_SEARCH_ENTRY, NULL)), "");
}

static void
take_a_while (void)
{
  g_usleep (40000);
}

/* Whoever was on the screen before a search is there again after it; also where each step of the list takes longer than
 * a frame (@slowly), so that there is a frame between any two of them. */
static void
test_scroll (gconstpointer slowly)
{
  LnetWindow *window = open_400 ();
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (get_scroller (window));

  if (GPOINTER_TO_INT (slowly))
    g_signal_connect (get_rows (window), "items-changed", G_CALLBACK (take_a_while), NULL);
  gtk_adjustment_set_value (adjustment, 8000);
  lnet_test_press (window, "<Control>f");
  lnet_test_type (window, "ana39");
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "10 of 400 members"));
  lnet_test_wait_for (gtk_adjustment_get_value (adjustment) < 1);
  clear_search (window);
  lnet_test_wait_for (g_list_model_get_n_items (get_rows (window)) == 400);
  lnet_test_wait_for (ABS (gtk_adjustment_get_value (adjustment) - 8000) < 60);

  /* One search after the other, without a moment between them. */
  lnet_test_type (window, "ana39");
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "10 of 400 members"));
  lnet_test_wait_for (gtk_adjustment_get_value (adjustment) < 1);
  clear_search (window);
  lnet_test_type (window, "ana1");
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "100 of 400 members"));
  lnet_test_wait_for (gtk_adjustment_get_value (adjustment) < 1);
  clear_search (window);
  lnet_test_wait_for (ABS (gtk_adjustment_get_value (adjustment) - 8000) < 60);
  lnet_test_close_window (window);
}

/* The list begins with its first letter, and its scrollbar comes when it has found its place. */
static void
test_begin (void)
{
  g_autofree char *path = create_network_of_400 ();
  LnetWindow *window = lnet_test_open_window (path, 1400, 800);

  lnet_window_show_room (window, "members", NULL);
  wait_for_scrollbar (window);
  g_assert_true (gtk_scrolled_window_get_overlay_scrolling (get_scroller (window)));
  g_assert_cmpfloat (gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (get_scroller (window))), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (get_rows (window)), <, 20);
  /* A finger on the screen, which sends neither keys nor a wheel. */
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (get_scroller (window)), 20);
  lnet_test_wait_for (g_list_model_get_n_items (get_rows (window)) == 400);
  lnet_test_close_window (window);
}

/* A window that shows more rows than are made at first gets more, without anybody moving. */
static void
test_high (void)
{
  g_autofree char *path = create_network_of_400 ();
  LnetWindow *window = lnet_test_open_window (path, 1400, 1150);
  GtkAdjustment *adjustment;

  lnet_window_show_room (window, "members", NULL);
  adjustment = gtk_scrolled_window_get_vadjustment (get_scroller (window));
  lnet_test_wait_for (gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment) + 100);
  g_assert_cmpfloat (gtk_adjustment_get_page_size (adjustment), >, 900);
  lnet_test_close_window (window);
}

static void
on_chosen (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GArray **) user_data = lnet_member_picker_choose_finish (result, NULL);
}

static void
tick (LnetWindow *window,
      const char *typed,
      const char *name)
{
  GtkWidget *row;

  gtk_editable_set_text (GTK_EDITABLE (lnet_test_get (get_dialog (window), GTK_TYPE_SEARCH_ENTRY, NULL)), typed);
  lnet_test_wait_for (gtk_list_box_get_row_at_index (
                        GTK_LIST_BOX (lnet_test_get (get_dialog (window), GTK_TYPE_LIST_BOX, NULL)), 1) == NULL);
  row = lnet_test_get (get_dialog (window), LNET_TYPE_MEMBER_ROW, NULL);
  lnet_test_get (row, GTK_TYPE_INSCRIPTION, name);
  lnet_test_activate (gtk_widget_get_ancestor (row, GTK_TYPE_LIST_BOX_ROW));
}

static void
test_picker (void)
{
  LnetWindow *window = open_room (TRUE, 1000);
  LnetSession *session = lnet_window_get_session (window);
  g_autoptr (GArray) chosen = NULL;

  lnet_member_picker_choose (GTK_WIDGET (window), session, "Add to Cohort", LNET_MEMBER_PICKER_SEVERAL, NULL, NULL,
                             on_chosen, &chosen);
  lnet_test_wait_for (get_dialog (window) != NULL);
  tick (window, "jose", "José Muñoz");
  tick (window, "ruth", "Ruth Chee");
  lnet_test_activate (lnet_test_get (get_dialog (window), GTK_TYPE_BUTTON, "Ch_oose 2"));
  lnet_test_wait_for (chosen != NULL);
  g_assert_cmpuint (chosen->len, ==, 2);
  lnet_test_wait_for (get_dialog (window) == NULL);
  lnet_test_close_window (window);
}

/* Somebody has one colour, in a list and in the profile. */
static void
test_initials (void)
{
  GtkWidget *initials = lnet_initials_new ();
  g_autoptr (GtkWidget) avatar = g_object_ref_sink (adw_avatar_new (32, "José Muñoz", TRUE));
  GtkWindow *window = lnet_test_show_widget (initials, 100, 100);

  lnet_initials_set_name (LNET_INITIALS (initials), "Ruth Chee");
  lnet_initials_set_name (LNET_INITIALS (initials), "José Muñoz");
  for (int i = 1; i <= 14; i++)
    {
      g_autofree char *color = g_strdup_printf ("color%d", i);

      g_assert_cmpint (gtk_widget_has_css_class (initials, color), ==,
                       gtk_widget_has_css_class (gtk_widget_get_first_child (avatar), color));
    }
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (initials), GTK_ACCESSIBLE_ROLE_PRESENTATION);
  gtk_window_destroy (window);
}

static void
test_row (void)
{
  LnetMemberInfo info = { .name = (char *) "Annie Begay", .role = (char *) "cook", .organization = (char *) "Little Sprouts",
                          .place = (char *) "Lander", .status = (char *) "paused" };
  GtkWidget *row = lnet_member_row_new ();
  GtkWindow *window = lnet_test_show_widget (row, 360, 100);
  g_autofree char *spoken = lnet_member_info_dup_spoken (&info);
  const char *status = lnet_reference_get_label (LNET_REFERENCE_MEMBER_STATUS, "paused");
  g_autofree char *caption = NULL;

  lnet_member_row_set_info (LNET_MEMBER_ROW (row), &info);
  g_object_get (row, "caption", &caption, NULL);
  g_assert_true (g_str_has_suffix (caption, " · Little Sprouts · Lander"));
  g_assert_true (g_str_has_prefix (spoken, "Annie Begay, "));
  g_assert_true (g_str_has_suffix (spoken, status));
  g_object_ref (row);
  gtk_window_destroy (window);
  g_assert_finalize_object (row);
}

static void
test_form_rows (void)
{
  GtkWidget *text = lnet_text_row_new ();
  GtkWidget *suggest = lnet_suggest_row_new ();
  static const char *const words[] = { "María Auxiliadora", "Little Sprouts", NULL };
  g_autofree char *written = NULL;
  g_autofree char *typed = NULL;

  g_object_ref_sink (text);
  g_object_ref_sink (suggest);
  lnet_text_row_set_text (LNET_TEXT_ROW (text), " Songs\nand rain \n");
  written = lnet_text_row_dup_text (LNET_TEXT_ROW (text));
  g_assert_cmpstr (written, ==, "Songs\nand rain");
  lnet_suggest_row_set_words (LNET_SUGGEST_ROW (suggest), words);
  lnet_suggest_row_set_text (LNET_SUGGEST_ROW (suggest), " Own ");
  typed = lnet_suggest_row_dup_text (LNET_SUGGEST_ROW (suggest));
  g_assert_cmpstr (typed, ==, "Own");
  g_assert_finalize_object (text);
  g_assert_finalize_object (suggest);
}

int
main (int    argc,
      char **argv)
{
  lnet_test_init (&argc, &argv);
  g_test_add_func ("/members/whole-path", test_whole_path);
  g_test_add_func ("/members/search", test_search);
  g_test_add_func ("/members/next", test_next);
  g_test_add_func ("/members/narrow", test_narrow);
  g_test_add_func ("/members/escape-asks", test_escape_asks);
  g_test_add_func ("/members/dates", test_dates);
  g_test_add_func ("/members/list-model", test_list_model);
  g_test_add_func ("/members/large-list-model", test_large_list);
  g_test_add_data_func ("/members/scroll", GINT_TO_POINTER (FALSE), test_scroll);
  g_test_add_data_func ("/members/scroll/slowly", GINT_TO_POINTER (TRUE), test_scroll);
  g_test_add_func ("/members/begin", test_begin);
  g_test_add_func ("/members/high", test_high);
  g_test_add_func ("/members/picker", test_picker);
  g_test_add_func ("/members/initials", test_initials);
  g_test_add_func ("/members/row", test_row);
  g_test_add_func ("/members/form-rows", test_form_rows);
  return lnet_test_run ();
}
