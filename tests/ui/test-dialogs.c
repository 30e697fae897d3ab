/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window's own dialogs: Trash, history, finding, backups, who works here, preferences. */

#include "config.h"

#include <string.h>

#include "harness.h"

#include "lnet-backup.h"
#include "lnet-error.h"
#include "lnet-failure.h"
#include "lnet-help.h"
#include "lnet-members.h"

typedef struct
{
  LnetWindow *window;
  LnetSession *session;
  LnetStore *store;
  LnetId ana;
} Fixture;

static LnetId
add_member (LnetStore  *store,
            const char *first,
            const char *last)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  g_autoptr (GError) error = NULL;
  LnetId id = lnet_transaction_add (transaction, LNET_TABLE_MEMBER, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &id, first);
  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_LAST, &id, last);
  lnet_store_commit (store, transaction, NULL, &error);
  g_assert_no_error (error);
  return id;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (LnetStore) store = lnet_test_new_store ();
  g_autofree char *path = g_strdup (lnet_store_get_path (store));

  fixture->ana = add_member (store, "Ana", "Begay");
  add_member (store, "Ben", "Ortiz");
  lnet_store_close (store);
  fixture->window = lnet_test_open_window (path, 1100, 800);
  fixture->session = lnet_window_get_session (fixture->window);
  fixture->store = lnet_session_get_store (fixture->session);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  lnet_test_close_window (fixture->window);
}

static AdwDialog *
open_dialog (Fixture    *fixture,
             const char *action)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (fixture->window);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), action, NULL));
  lnet_test_wait_for (adw_application_window_get_visible_dialog (window) != NULL);
  return adw_application_window_get_visible_dialog (window);
}

/* Closes @dialog, and sees that nothing of it is left. */
static void
close_dialog (AdwDialog *dialog)
{
  gpointer left = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &left);
  adw_dialog_force_close (dialog);
  lnet_test_wait_for (left == NULL);
}

/* What was deleted lies in the Trash, is found there, and comes back. */
static void
test_trash (Fixture       *fixture,
            gconstpointer  data)
{
  LnetTransaction *transaction = lnet_transaction_new ("member-delete");
  AdwDialog *dialog;

  lnet_transaction_delete (transaction, LNET_TABLE_MEMBER, &fixture->ana);
  lnet_session_commit (fixture->session, transaction, NULL);
  lnet_test_wait_for (lnet_members_count (lnet_session_get_reader (fixture->session)) == 1);

  dialog = open_dialog (fixture, "win.trash");
  lnet_test_get (dialog, GTK_TYPE_LABEL, "Ana Begay");
  lnet_test_type (fixture->window, "zzz");
  lnet_test_get (dialog, GTK_TYPE_LABEL, "Nothing found");
  gtk_editable_set_text (GTK_EDITABLE (lnet_test_get (dialog, GTK_TYPE_SEARCH_ENTRY, NULL)), "beg");
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "Restore"));
  lnet_test_wait_for (lnet_members_count (lnet_session_get_reader (fixture->session)) == 2);
  lnet_test_wait_for (lnet_test_find (dialog, GTK_TYPE_LABEL, "Ana Begay") == NULL);
  close_dialog (dialog);
}

/* The history says what was done, and takes an act back. */
static void
test_history (Fixture       *fixture,
              gconstpointer  data)
{
  AdwDialog *dialog = open_dialog (fixture, "win.history");

  lnet_test_get (dialog, GTK_TYPE_LABEL, "Added a member · Ana Begay");
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "Undo"));
  lnet_test_wait_for (lnet_members_count (lnet_session_get_reader (fixture->session)) == 1);
  lnet_test_get (dialog, GTK_TYPE_LABEL, "Taken back");
  close_dialog (dialog);
}

/* Somebody is found by a part of their name, anywhere. */
static void
test_find (Fixture       *fixture,
           gconstpointer  data)
{
  AdwDialog *dialog;

  lnet_test_press (fixture->window, "<Control>k");
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
  lnet_test_get (dialog, GTK_TYPE_LABEL, "Find anything");
  lnet_test_type (fixture->window, "beg");
  lnet_test_get (dialog, GTK_TYPE_LABEL, "Ana Begay");
  close_dialog (dialog);
}

/* The stance that is chosen counts at once, and stays for this network. */
static void
test_working_as (Fixture       *fixture,
                 gconstpointer  data)
{
  AdwDialog *dialog = open_dialog (fixture, "win.working-as");

  lnet_test_activate (lnet_test_get (dialog, ADW_TYPE_ACTION_ROW, "Facilitator"));
  lnet_test_wait_for (lnet_session_get_stance (fixture->session) == LNET_STANCE_FACILITATOR);
  close_dialog (dialog);

  lnet_session_set_working_as (fixture->session, &fixture->ana, LNET_STANCE_FACILITATOR);
  lnet_test_get (fixture->window, GTK_TYPE_LABEL, "Ana Begay");
  lnet_test_get (fixture->window, GTK_TYPE_LABEL, "Facilitator");
  g_assert_true (lnet_id_equal (lnet_store_get_author (fixture->store), &fixture->ana));
}

/* The network's name is changed there, and undone like anything else. */
static void
test_preferences (Fixture       *fixture,
                  gconstpointer  data)
{
  AdwDialog *dialog = open_dialog (fixture, "win.preferences");
  GtkWidget *row = lnet_test_get (dialog, ADW_TYPE_ENTRY_ROW, "Name");

  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "Test");
  gtk_editable_set_text (GTK_EDITABLE (row), "Sprouts");
  g_signal_emit_by_name (row, "apply");
  lnet_test_wait_for (g_str_equal (lnet_store_get_name (fixture->store), "Sprouts"));
  close_dialog (dialog);
  lnet_test_wait_for (lnet_store_get_can_undo (fixture->store));
  lnet_test_press (fixture->window, "<Control>z");
  lnet_test_wait_for (g_str_equal (lnet_store_get_name (fixture->store), "Test"));
}

/* On a phone too it opens without a text that the next letter would replace. */
static void
test_preferences_narrow (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("network-edit");
  AdwDialog *dialog;
  GtkWidget *row;

  lnet_transaction_set_text (transaction, LNET_NETWORK_DESCRIPTION, lnet_store_get_network (fixture->store),
                             "To learn together");
  g_assert_true (lnet_store_commit (fixture->store, transaction, NULL, NULL));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 720);
  lnet_test_wait_for (gtk_widget_get_width (GTK_WIDGET (fixture->window)) == 360);
  dialog = open_dialog (fixture, "win.preferences");
  lnet_test_settle ();
  row = lnet_test_get (dialog, ADW_TYPE_ENTRY_ROW, "What it is for");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "To learn together");
  g_assert_false (gtk_editable_get_selection_bounds (GTK_EDITABLE (row), NULL, NULL));
  close_dialog (dialog);
}

/* A backup is made, and the network goes back to it. */
static void
test_backup (Fixture       *fixture,
             gconstpointer  data)
{
  AdwDialog *dialog = open_dialog (fixture, "win.backup");
  LnetSession *before = fixture->session;
  AdwDialog *question;

  lnet_test_activate (lnet_test_get (dialog, ADW_TYPE_BUTTON_ROW, "Back Up _Now"));
  lnet_test_get (dialog, ADW_TYPE_ACTION_ROW, "Today");
  add_member (fixture->store, "Cleo", "Diaz");
  lnet_test_wait_for (lnet_members_count (lnet_session_get_reader (fixture->session)) == 3);

  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Restore…"));
  lnet_test_wait_for (lnet_test_find (fixture->window, ADW_TYPE_ALERT_DIALOG, NULL) != NULL);
  question = ADW_DIALOG (lnet_test_get (fixture->window, ADW_TYPE_ALERT_DIALOG, NULL));
  g_signal_emit_by_name (question, "response::restore", "restore");
  adw_dialog_force_close (question);
  lnet_test_wait_for (lnet_window_get_session (fixture->window) != NULL &&
                      lnet_window_get_session (fixture->window) != before);
  fixture->session = lnet_window_get_session (fixture->window);
  g_assert_cmpuint (lnet_members_count (lnet_session_get_reader (fixture->session)), ==, 2);
}

/* Where no program shows help pages, a dialog says how to get one. */
static void
test_help (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GAppInfo) viewer = g_app_info_get_default_for_uri_scheme ("help");
  AdwDialog *dialog;

  if (viewer != NULL)
    {
      g_test_skip ("This machine has a program for help pages");
      return;
    }
  lnet_help_open (GTK_WINDOW (fixture->window), NULL);
  dialog = ADW_DIALOG (lnet_test_get (fixture->window, ADW_TYPE_ALERT_DIALOG, NULL));
  lnet_test_get (dialog, GTK_TYPE_LABEL, "No Help Viewer");
  close_dialog (dialog);
}

/* What a library says is for whoever is asked for help. */
static void
test_failure (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = g_error_new (LNET_ERROR, LNET_ERROR_FULL, "The disk is full.\n%s", "SQLITE_FULL: x");
  AdwAlertDialog *dialog = lnet_failure_dialog_new ("Not saved", error, NULL);
  GtkWidget *expander;

  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (fixture->window));
  lnet_test_settle ();
  g_assert_cmpstr (adw_alert_dialog_get_body (dialog), ==, "The disk is full.");
  expander = lnet_test_get (dialog, GTK_TYPE_EXPANDER, NULL);
  g_assert_false (gtk_expander_get_expanded (GTK_EXPANDER (expander)));
  gtk_expander_set_expanded (GTK_EXPANDER (expander), TRUE);
  lnet_test_settle ();
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (gtk_expander_get_child (GTK_EXPANDER (expander)))),
                            "SQLITE_FULL: x"));
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

int
main (int    argc,
      char **argv)
{
  lnet_test_init (&argc, &argv);
  g_test_add ("/dialogs/trash", Fixture, NULL, set_up, test_trash, tear_down);
  g_test_add ("/dialogs/history", Fixture, NULL, set_up, test_history, tear_down);
  g_test_add ("/dialogs/find", Fixture, NULL, set_up, test_find, tear_down);
  g_test_add ("/dialogs/working-as", Fixture, NULL, set_up, test_working_as, tear_down);
  g_test_add ("/dialogs/preferences", Fixture, NULL, set_up, test_preferences, tear_down);
  g_test_add ("/dialogs/preferences/narrow", Fixture, NULL, set_up, test_preferences_narrow, tear_down);
  g_test_add ("/dialogs/backup", Fixture, NULL, set_up, test_backup, tear_down);
  g_test_add ("/dialogs/failure", Fixture, NULL, set_up, test_failure, tear_down);
  g_test_add ("/dialogs/help", Fixture, NULL, set_up, test_help, tear_down);
  return lnet_test_run ();
}
