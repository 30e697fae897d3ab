/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A person is erased from the profile and from the Trash, the Trash is emptied, and the report is kept: by keyboard. */

#include "config.h"

#include "members-fixture.h"

#include "lnet-erase-dialog.h"
#include "lnet-members.h"
#include "lnet-trash-dialog.h"

static AdwDialog *
get_visible (LnetWindow *window)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
}

static LnetId
find_member (LnetWindow *window,
             const char *typed)
{
  LnetReader *reader = lnet_session_get_reader (lnet_window_get_session (window));
  g_autoptr (GPtrArray) found = lnet_members_search (reader, typed, 1);

  g_assert_cmpuint (found->len, ==, 1);
  return ((LnetMemberInfo *) found->pdata[0])->id;
}

static guint
count (LnetWindow *window)
{
  return lnet_members_count (lnet_session_get_reader (lnet_window_get_session (window)));
}

static void
commit (LnetWindow      *window,
        LnetTransaction *transaction)
{
  LnetStore *store = lnet_session_get_store (lnet_window_get_session (window));

  g_assert_true (lnet_store_commit (store, transaction, NULL, NULL));
  lnet_transaction_unref (transaction);
}

/* From the profile's menu to the page that says what will be. */
static AdwDialog *
open_erasure (LnetWindow *window,
              const char *typed)
{
  LnetId member = find_member (window, typed);
  g_autofree char *place = lnet_id_to_string (&member);
  GtkWidget *room;

  lnet_window_show_room (window, "members", place);
  room = lnet_test_get (window, LNET_TYPE_MEMBERS_ROOM, NULL);
  gtk_widget_activate_action (room, "members.erase", NULL);
  lnet_test_wait_for (LNET_IS_ERASE_DIALOG (get_visible (window)));
  lnet_test_get (get_visible (window), GTK_TYPE_BUTTON, "_Erase");
  return get_visible (window);
}

/* Nothing happens before the name is typed; afterwards she is gone for good, and the report names nobody. */
static void
test_person (gconstpointer data)
{
  LnetWindow *window = open_room (TRUE, GPOINTER_TO_INT (data));
  g_autofree char *path = lnet_test_dup_path ("report.txt");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *report = NULL;
  AdwDialog *dialog;
  GtkWidget *button, *entry;
  LnetId ruth = find_member (window, "chee");

  lnet_session_set_working_as (lnet_window_get_session (window), &ruth, LNET_STANCE_DIRECTOR);
  dialog = open_erasure (window, "chee");
  button = lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Erase");
  entry = lnet_test_get (dialog, ADW_TYPE_ENTRY_ROW, NULL);
  g_assert_nonnull (lnet_test_find (dialog, GTK_TYPE_LABEL, "What is removed"));
  g_assert_nonnull (strstr (adw_preferences_group_get_description (
                              ADW_PREFERENCES_GROUP (gtk_widget_get_ancestor (entry, ADW_TYPE_PREFERENCES_GROUP))),
                            ": Ruth Chee"));
  g_assert_false (gtk_widget_is_sensitive (button));
  gtk_widget_grab_focus (entry);
  lnet_test_type (window, "Ruth");
  g_assert_false (gtk_widget_is_sensitive (button));
  lnet_test_type (window, " chee");
  g_assert_true (gtk_widget_is_sensitive (button));
  lnet_test_activate (button);
  lnet_test_get (dialog, GTK_TYPE_LABEL, "The person is erased");
  g_assert_cmpuint (count (window), ==, 2);
  g_assert_true (lnet_id_is_null (lnet_session_get_member (lnet_window_get_session (window))));
  g_assert_false (lnet_store_get_can_undo (lnet_session_get_store (lnet_window_get_session (window))));
  g_assert_cmpstr (lnet_test_get_announced (), !=, NULL);

  lnet_erase_dialog_save_report (LNET_ERASE_DIALOG (dialog), file);
  lnet_test_get (dialog, GTK_TYPE_BUTTON, "Report Saved");
  g_assert_true (g_file_get_contents (path, &report, NULL, NULL));
  g_assert_null (strstr (report, "Chee"));
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Close"));
  lnet_test_wait_for (get_visible (window) == NULL);
  lnet_test_close_window (window);
}

/* Cancel, or Escape, and all is as it was. */
static void
test_cancelled (void)
{
  LnetWindow *window = open_room (TRUE, 800);
  g_autoptr (AdwDialog) first = g_object_ref (open_erasure (window, "chee")); /* as the event that closes it does */
  LnetTransaction *transaction = lnet_transaction_new ("member-add");
  AdwDialog *dialog;

  lnet_test_press (window, "Escape");
  lnet_test_wait_for (get_visible (window) == NULL);
  g_assert_cmpuint (count (window), ==, 3);
  dialog = open_erasure (window, "chee");
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Cancel"));
  lnet_test_wait_for (get_visible (window) == NULL);
  g_assert_cmpuint (count (window), ==, 3);

  /* Whatever somebody is called. */
  add_member (transaction, "Tom & Jo", "<Wren", "Lander");
  commit (window, transaction);
  lnet_test_wait_for (count (window) == 4);
  dialog = open_erasure (window, "wren");
  adw_dialog_force_close (dialog);
  lnet_test_close_window (window);
}

static AdwDialog *
open_trash (LnetWindow *window,
            const char *typed)
{
  LnetTransaction *transaction = lnet_transaction_new ("member-delete");
  LnetId member = find_member (window, typed);

  lnet_transaction_delete (transaction, LNET_TABLE_MEMBER, &member);
  commit (window, transaction);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.trash", NULL);
  lnet_test_wait_for (LNET_IS_TRASH_DIALOG (get_visible (window)));
  lnet_test_get (get_visible (window), GTK_TYPE_BUTTON, "Restore");
  return get_visible (window);
}

/* Who lies in the Trash has the same right; the name does not stay in the search field. */
static void
test_from_trash (void)
{
  LnetWindow *window = open_room (TRUE, 1100);
  GSettings *settings = lnet_session_get_settings (lnet_window_get_session (window));
  GtkWidget *search = lnet_test_get (lnet_test_get (window, LNET_TYPE_MEMBERS_ROOM, NULL), GTK_TYPE_SEARCH_ENTRY, NULL);
  g_autofree char *remembered = NULL;
  g_autofree char *spoken = NULL;
  GtkWidget *button;
  AdwDialog *trash, *dialog;

  gtk_editable_set_text (GTK_EDITABLE (search), "chee");
  lnet_test_wait_for (g_list_model_get_n_items (get_rows (window)) == 1);
  trash = open_trash (window, "chee");
  button = lnet_test_get (trash, GTK_TYPE_BUTTON, "Erase…");
  spoken = g_strdup_printf ("%s: Ruth Chee", gtk_widget_get_tooltip_text (button));
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, spoken);
  lnet_test_activate (button);
  lnet_test_wait_for (LNET_IS_ERASE_DIALOG (get_visible (window)));
  dialog = get_visible (window);
  gtk_widget_grab_focus (lnet_test_get (dialog, ADW_TYPE_ENTRY_ROW, NULL));
  lnet_test_type (window, "Ruth Chee");
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Erase"));
  lnet_test_get (dialog, GTK_TYPE_LABEL, "The person is erased");
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Close"));
  lnet_test_wait_for (get_visible (window) == trash);
  lnet_test_get (trash, GTK_TYPE_LABEL, "The Trash is empty");
  adw_dialog_force_close (trash);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (search)), ==, "");
  lnet_test_wait_for (g_list_model_get_n_items (get_rows (window)) == 2);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.room", "s", "vision");
  remembered = g_settings_get_string (settings, "members-search");
  g_assert_cmpstr (remembered, ==, "");
  lnet_test_close_window (window);
}

/* All of it at once, said before. */
static void
test_empty (void)
{
  LnetWindow *window = open_room (TRUE, 360);
  AdwDialog *trash = open_trash (window, "chee");
  AdwDialog *dialog;

  lnet_test_activate (lnet_test_get (trash, GTK_TYPE_BUTTON, "_Empty…"));
  lnet_test_wait_for (LNET_IS_ERASE_DIALOG (get_visible (window)));
  dialog = get_visible (window);
  /* One thing lies there: it is called that. */
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Delete"));
  lnet_test_get (dialog, GTK_TYPE_LABEL, "It is gone for good");
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Close"));
  lnet_test_wait_for (get_visible (window) == trash);
  lnet_test_get (trash, GTK_TYPE_LABEL, "The Trash is empty");
  g_assert_cmpuint (count (window), ==, 2);
  adw_dialog_force_close (trash);
  lnet_test_close_window (window);
}

/* Gone meanwhile: a sentence. */
static void
test_gone (void)
{
  LnetWindow *window = open_room (TRUE, 800);
  LnetId nobody = lnet_id_new ();
  AdwDialog *dialog = lnet_erase_dialog_new (lnet_window_get_session (window), lnet_erasure_new_person (&nobody));

  adw_dialog_present (dialog, GTK_WIDGET (window));
  lnet_test_get (dialog, GTK_TYPE_LABEL, "This cannot be erased");
  adw_dialog_force_close (dialog);
  lnet_test_close_window (window);
}

int
main (int    argc,
      char **argv)
{
  lnet_test_init (&argc, &argv);
  g_test_add_data_func ("/erase/person", GINT_TO_POINTER (1400), test_person);
  g_test_add_data_func ("/erase/person-narrow", GINT_TO_POINTER (360), test_person);
  g_test_add_func ("/erase/cancelled", test_cancelled);
  g_test_add_func ("/erase/from-trash", test_from_trash);
  g_test_add_func ("/erase/empty", test_empty);
  g_test_add_func ("/erase/gone", test_gone);
  return lnet_test_run ();
}
