/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two entries of one person are found, compared, merged, and are two again after Undo: by keyboard. */

#include "config.h"

#include "harness.h"

#include "lnet-duplicates-dialog.h"
#include "lnet-members.h"
#include "lnet-merge-dialog.h"

static LnetId
add_member (LnetTransaction *transaction,
            const char      *first,
            const char      *last,
            const char      *town)
{
  LnetId id = lnet_transaction_add (transaction, LNET_TABLE_MEMBER, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &id, first);
  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_LAST, &id, last);
  lnet_transaction_set_text (transaction, LNET_MEMBER_TOWN, &id, town);
  return id;
}

/* @paired: they coach each other. */
static LnetWindow *
open_with_two (gboolean paired,
               int      width)
{
  g_autoptr (LnetStore) store = lnet_test_new_store ();
  g_autofree char *path = g_strdup (lnet_store_get_path (store));
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  LnetSpace space = lnet_space (LNET_SPACE_NETWORK);
  LnetId one, two, pair;
  LnetWindow *window;

  one = add_member (transaction, "Jose", "Munoz", "Lander");
  two = add_member (transaction, "José", "Muñoz", "Riverton");
  add_member (transaction, "Ruth", "Chee", "Casper");
  if (paired)
    {
      pair = lnet_transaction_add (transaction, LNET_TABLE_PAIR, space);
      lnet_transaction_add_to_set (transaction, LNET_PAIR_MEMBER_MEMBER, space, &pair, &one);
      lnet_transaction_add_to_set (transaction, LNET_PAIR_MEMBER_MEMBER, space, &pair, &two);
    }
  g_assert_true (lnet_store_commit (store, transaction, NULL, NULL));
  lnet_store_close (store);
  window = lnet_test_open_window (path, width, 800);
  lnet_window_show_room (window, "members", NULL);
  lnet_test_wait_for (lnet_test_find (window, G_TYPE_NONE, "More About Members") != NULL);
  return window;
}

static AdwDialog *
get_visible (LnetWindow *window)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
}

/* From the list's menu to the two side by side. */
static AdwDialog *
open_merge (LnetWindow *window)
{
  GtkWidget *menu = lnet_test_get (window, GTK_TYPE_MENU_BUTTON, "More About Members");
  AdwDialog *list;

  g_assert_true (gtk_widget_activate_action (menu, "members.duplicates", NULL));
  lnet_test_wait_for (LNET_IS_DUPLICATES_DIALOG (get_visible (window)));
  list = get_visible (window);
  lnet_test_activate (lnet_test_get (list, GTK_TYPE_BUTTON, "Compare…"));
  lnet_test_wait_for (LNET_IS_MERGE_DIALOG (get_visible (window)));
  return get_visible (window);
}

static guint
count (LnetWindow *window)
{
  return lnet_members_count (lnet_session_get_reader (lnet_window_get_session (window)));
}

static char *
dup_towns (LnetWindow *window)
{
  g_autoptr (GPtrArray) found =
    lnet_members_search (lnet_session_get_reader (lnet_window_get_session (window)), "munoz", 9);
  g_autoptr (GString) towns = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (towns, "%s %s;", ((LnetMemberInfo *) found->pdata[i])->name,
                            ((LnetMemberInfo *) found->pdata[i])->place);
  return g_strdup (towns->str);
}

static void
test_merge (void)
{
  LnetWindow *window = open_with_two (FALSE, 1100);
  AdwDialog *merge = open_merge (window);
  AdwComboRow *town = ADW_COMBO_ROW (lnet_test_get (merge, ADW_TYPE_COMBO_ROW, "Town"));
  AdwComboRow *last = ADW_COMBO_ROW (lnet_test_get (merge, ADW_TYPE_COMBO_ROW, "Last name"));
  g_autofree char *towns = NULL;

  /* The accents are chosen already, the town is not. */
  g_assert_cmpuint (adw_combo_row_get_selected (last), ==, 1);
  g_assert_cmpuint (adw_combo_row_get_selected (town), ==, 0);
  adw_combo_row_set_selected (town, 1);
  lnet_test_activate (lnet_test_get (merge, GTK_TYPE_BUTTON, "_Merge"));
  lnet_test_wait_for (count (window) == 2);
  towns = dup_towns (window);
  g_assert_cmpstr (towns, ==, "José Muñoz Riverton;");
  lnet_test_get (window, GTK_TYPE_LABEL, "Jose Munoz is one person now. 3 values that were not chosen are in the Trash");
  lnet_test_wait_for (LNET_IS_DUPLICATES_DIALOG (get_visible (window)));
  lnet_test_get (get_visible (window), GTK_TYPE_LABEL, "Nobody seems to be in twice");
  adw_dialog_force_close (get_visible (window));
  lnet_test_wait_for (get_visible (window) == NULL);
  lnet_test_press (window, "<Control>z");
  lnet_test_wait_for (count (window) == 3);
  lnet_test_close_window (window);
}

/* Whoever stays decides what the fields begin with. */
static void
test_other_stays (void)
{
  LnetWindow *window = open_with_two (FALSE, 360);
  AdwDialog *merge = open_merge (window);
  GtkWidget *row = lnet_test_get (merge, ADW_TYPE_ACTION_ROW, "José Muñoz");
  g_autofree char *towns = NULL;

  gtk_test_accessible_assert_role (lnet_test_get (merge, GTK_TYPE_CHECK_BUTTON, NULL), GTK_ACCESSIBLE_ROLE_RADIO);
  lnet_test_activate (row);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (lnet_test_get (merge, ADW_TYPE_COMBO_ROW, "Last name"))),
                    ==, 0);
  lnet_test_activate (lnet_test_get (merge, GTK_TYPE_BUTTON, "_Merge"));
  lnet_test_wait_for (count (window) == 2);
  towns = dup_towns (window);
  g_assert_cmpstr (towns, ==, "José Muñoz Riverton;");
  adw_dialog_force_close (get_visible (window));
  lnet_test_close_window (window);
}

/* Two who coach each other are two, and a sentence says so. */
static void
test_cannot (void)
{
  LnetWindow *window = open_with_two (TRUE, 800);
  AdwDialog *merge = open_merge (window);

  lnet_test_get (merge, GTK_TYPE_LABEL, "They cannot be merged");
  g_assert_false (gtk_widget_is_sensitive (lnet_test_get (merge, GTK_TYPE_BUTTON, "_Merge")));
  adw_dialog_force_close (merge);
  adw_dialog_force_close (get_visible (window));
  g_assert_cmpuint (count (window), ==, 3);
  lnet_test_close_window (window);
}

/* They are two people: they are not proposed again, which can be seen and taken back. */
static void
test_distinct (gconstpointer data)
{
  gboolean from_list = GPOINTER_TO_INT (data);
  LnetWindow *window = open_with_two (FALSE, from_list ? 360 : 1100);
  AdwDialog *dialog = open_merge (window);

  if (from_list)
    {
      adw_dialog_force_close (dialog);
      lnet_test_wait_for (LNET_IS_DUPLICATES_DIALOG (get_visible (window)));
      lnet_test_activate (lnet_test_get (get_visible (window), GTK_TYPE_BUTTON, "Not the Same Person"));
    }
  else
    lnet_test_activate (lnet_test_get (dialog, ADW_TYPE_BUTTON_ROW, "_Not the Same Person"));
  lnet_test_wait_for (LNET_IS_DUPLICATES_DIALOG (get_visible (window)));
  dialog = get_visible (window);
  lnet_test_get (dialog, GTK_TYPE_LABEL, "Noted as two people");
  lnet_test_wait_for (lnet_test_find (dialog, GTK_TYPE_BUTTON, "Compare…") == NULL);
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "Take Back"));
  lnet_test_get (dialog, GTK_TYPE_BUTTON, "Compare…");
  g_assert_cmpuint (count (window), ==, 3);
  adw_dialog_force_close (dialog);
  lnet_test_wait_for (get_visible (window) == NULL);

  /* That can be undone as well. */
  lnet_test_press (window, "<Control>z");
  gtk_widget_activate_action (lnet_test_get (window, GTK_TYPE_MENU_BUTTON, "More About Members"), "members.duplicates",
                              NULL);
  lnet_test_wait_for (LNET_IS_DUPLICATES_DIALOG (get_visible (window)));
  lnet_test_get (get_visible (window), GTK_TYPE_LABEL, "Noted as two people");
  adw_dialog_force_close (get_visible (window));
  lnet_test_close_window (window);
}

int
main (int    argc,
      char **argv)
{
  lnet_test_init (&argc, &argv);
  g_test_add_func ("/duplicates/merge", test_merge);
  g_test_add_func ("/duplicates/other-stays", test_other_stays);
  g_test_add_func ("/duplicates/cannot", test_cannot);
  g_test_add_data_func ("/duplicates/distinct", GINT_TO_POINTER (FALSE), test_distinct);
  g_test_add_data_func ("/duplicates/distinct-from-list", GINT_TO_POINTER (TRUE), test_distinct);
  return lnet_test_run ();
}
