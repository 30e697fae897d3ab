/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two people with a copy each of one network, and what goes from one to the other. */

#include "config.h"

#include "harness.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "lnet-bundle-words.h"
#include "lnet-members.h"
#include "lnet-syncer-words.h"
#include "lnet-write-bundle-dialog.h"

#define PASSPHRASE "prairie lantern seven"

typedef struct
{
  char *ana; /* the paths of their files */
  char *ben;
  GFile *bundle;
} Fixture;

static void
add_member (LnetStore  *store,
            const char *first)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  g_autoptr (GError) error = NULL;
  LnetId id = lnet_transaction_add (transaction, LNET_TABLE_MEMBER, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &id, first);
  lnet_store_commit (store, transaction, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static guint n;
  g_autoptr (LnetStore) store = lnet_test_new_store ();
  g_autofree char *copy = g_strdup_printf ("ben-%u.lnet", n);
  g_autofree char *bundle = g_strdup_printf ("from-ana-%u.lnbundle", n++);
  g_autofree char *bundle_path = lnet_test_dup_path (bundle);
  g_autoptr (GFile) from = NULL, to = NULL;
  g_autoptr (GError) error = NULL;

  fixture->ana = g_strdup (lnet_store_get_path (store));
  fixture->ben = lnet_test_dup_path (copy);
  fixture->bundle = g_file_new_for_path (bundle_path);
  add_member (store, "Ruth");
  lnet_store_close (store);
  from = g_file_new_for_path (fixture->ana);
  to = g_file_new_for_path (fixture->ben);
  g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_free (fixture->ana);
  g_free (fixture->ben);
  g_clear_object (&fixture->bundle);
}

static AdwDialog *
get_dialog (LnetWindow *window)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
}

static AdwDialog *
wait_for_dialog (LnetWindow *window,
                 GType       type)
{
  lnet_test_wait_for (get_dialog (window) != NULL && g_type_is_a (G_OBJECT_TYPE (get_dialog (window)), type));
  return get_dialog (window);
}

static void
close_dialogs (LnetWindow *window)
{
  while (get_dialog (window) != NULL)
    adw_dialog_force_close (get_dialog (window));
}

static guint
count_members (LnetWindow *window)
{
  return lnet_members_count (lnet_session_get_reader (lnet_window_get_session (window)));
}

/* --- writing --- */

/* Through the menu's page, the passphrase typed twice. */
static void
type_order (LnetWindow *window)
{
  AdwDialog *dialog;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.sharing", NULL);
  dialog = wait_for_dialog (window, ADW_TYPE_DIALOG);
  lnet_test_activate (lnet_test_get (dialog, ADW_TYPE_ACTION_ROW, "Write a bundle"));
  dialog = wait_for_dialog (window, LNET_TYPE_WRITE_BUNDLE_DIALOG);
  g_assert_false (gtk_widget_is_sensitive (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Write…")));
  lnet_test_type (window, PASSPHRASE);
  lnet_test_tab (window, TRUE);
  while (!gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)),
                                  lnet_test_get (dialog, ADW_TYPE_PASSWORD_ENTRY_ROW, "Passphrase once more")))
    lnet_test_tab (window, TRUE);
  lnet_test_type (window, "prairie");
  g_assert_false (gtk_widget_is_sensitive (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Write…")));
  lnet_test_get (dialog, GTK_TYPE_LABEL, "The two are not the same yet.");
  lnet_test_type (window, " lantern seven");
  lnet_test_wait_for (gtk_widget_is_sensitive (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Write…")));
}

static void
write_bundle (Fixture    *fixture,
              LnetWindow *window)
{
  AdwDialog *dialog;

  type_order (window);
  dialog = get_dialog (window);
  lnet_write_bundle_dialog_write (LNET_WRITE_BUNDLE_DIALOG (dialog), fixture->bundle);
  lnet_test_wait_for (get_dialog (window) == NULL);
  g_assert_true (g_file_query_exists (fixture->bundle, NULL));
}

static void
write_as_ana (Fixture *fixture)
{
  LnetWindow *window = lnet_test_open_window (fixture->ana, 1000, 800);

  add_member (lnet_session_get_store (lnet_window_get_session (window)), "Tamsin");
  write_bundle (fixture, window);
  lnet_test_close_window (window);
}

/* What leaves is said before; the file is named afterwards, and the way to it. */
static void
test_write (Fixture       *fixture,
            gconstpointer  data)
{
  LnetWindow *window = lnet_test_open_window (fixture->ana, 1000, 800);
  g_autofree char *name = g_file_get_basename (fixture->bundle);
  g_autofree char *said = g_strdup_printf ("“%s” is written", name);

  type_order (window);
  lnet_test_get (get_dialog (window), GTK_TYPE_LABEL, "1 member");
  close_dialogs (window);
  write_bundle (fixture, window);
  lnet_test_get (window, GTK_TYPE_LABEL, said);
  lnet_test_get (window, GTK_TYPE_BUTTON, "Show in Files");
  lnet_test_close_window (window);
}

static void
test_unwritable (Fixture       *fixture,
                 gconstpointer  data)
{
  LnetWindow *window = lnet_test_open_window (fixture->ana, 1000, 800);
  g_autoptr (GFile) nowhere = g_file_get_child (fixture->bundle, "no-folder.lnbundle");
  AdwDialog *dialog;

  type_order (window);
  dialog = get_dialog (window);
  lnet_write_bundle_dialog_write (LNET_WRITE_BUNDLE_DIALOG (dialog), nowhere);
  wait_for_dialog (window, ADW_TYPE_ALERT_DIALOG);
  lnet_test_get (get_dialog (window), GTK_TYPE_LABEL, "That did not work");
  close_dialogs (window);
  lnet_test_close_window (window);
}

/* --- taking --- */

/* As the file manager does it, through the application. */
static void
take_file (LnetWindow *window,
           GFile      *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.take-file", "s", uri);
}

static void
open_bundle (Fixture    *fixture,
             LnetWindow *window,
             const char *passphrase)
{
  AdwDialog *dialog = get_dialog (window);

  lnet_test_get (dialog, ADW_TYPE_PASSWORD_ENTRY_ROW, "Passphrase");
  gtk_editable_set_text (GTK_EDITABLE (lnet_test_get (dialog, ADW_TYPE_PASSWORD_ENTRY_ROW, NULL)), "");
  lnet_test_type (window, passphrase);
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Open"));
}

/* Ben opens Ana's file from the file manager; what it brings is shown before, and is there afterwards. */
static void
test_take (Fixture       *fixture,
           gconstpointer  data)
{
  LnetWindow *window;
  AdwDialog *dialog;

  write_as_ana (fixture);
  window = lnet_test_open_window (fixture->ben, 1000, 800);
  take_file (window, fixture->bundle);
  open_bundle (fixture, window, "not this one");
  dialog = get_dialog (window);
  lnet_test_get (dialog, GTK_TYPE_LABEL, "This passphrase does not open it. Nothing was changed.");
  open_bundle (fixture, window, PASSPHRASE);
  lnet_test_get (dialog, GTK_TYPE_LABEL, "1 change, of 3 changes in the bundle");
  g_assert_cmpuint (count_members (window), ==, 1);
  lnet_test_wait_for (gtk_window_get_focus (GTK_WINDOW (window)) == lnet_test_find (dialog, GTK_TYPE_BUTTON, "_Take In"));
  lnet_test_press (window, "space");
  lnet_test_get (dialog, GTK_TYPE_LABEL, "1 change taken in");
  lnet_test_wait_for (count_members (window) == 2);
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Done"));
  lnet_test_wait_for (get_dialog (window) == NULL);

  /* A second time there is nothing new. */
  take_file (window, fixture->bundle);
  open_bundle (fixture, window, PASSPHRASE);
  lnet_test_get (get_dialog (window), GTK_TYPE_LABEL, "Nothing: all of it is here already");
  g_assert_false (gtk_widget_is_sensitive (lnet_test_get (get_dialog (window), GTK_TYPE_BUTTON, "_Take In")));
  close_dialogs (window);
  lnet_test_close_window (window);
}

/* One of another network is refused, with what to do. */
static void
test_foreign (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (LnetStore) other = lnet_test_new_store ();
  g_autofree char *path = g_strdup (lnet_store_get_path (other));
  LnetWindow *window;

  lnet_store_close (other);
  write_as_ana (fixture);
  window = lnet_test_open_window (path, 1000, 800);
  take_file (window, fixture->bundle);
  open_bundle (fixture, window, PASSPHRASE);
  lnet_test_get (get_dialog (window), GTK_TYPE_LABEL, "This bundle was not taken in");
  g_assert_cmpuint (count_members (window), ==, 0);
  close_dialogs (window);
  lnet_test_close_window (window);
}

static void
test_damaged (Fixture       *fixture,
              gconstpointer  data)
{
  LnetWindow *window = lnet_test_open_window (fixture->ben, 1000, 800);
  g_autoptr (GError) error = NULL;

  g_file_replace_contents (fixture->bundle, "no bundle", 9, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, &error);
  g_assert_no_error (error);
  take_file (window, fixture->bundle);
  lnet_test_get (get_dialog (window), GTK_TYPE_LABEL, "This bundle was not taken in");
  close_dialogs (window);
  lnet_test_close_window (window);
}

/* Whoever opens a bundle before a network is told so, and sees it when the network is there. */
static void
test_waiting (Fixture       *fixture,
              gconstpointer  data)
{
  LnetWindow *window;

  write_as_ana (fixture);
  window = lnet_test_open_window (NULL, 1000, 800);
  take_file (window, fixture->bundle);
  wait_for_dialog (window, ADW_TYPE_ALERT_DIALOG);
  lnet_test_get (get_dialog (window), GTK_TYPE_LABEL, "Open the Network First");
  close_dialogs (window);
  lnet_window_open_network (window, fixture->ben);
  wait_for_dialog (window, ADW_TYPE_DIALOG);
  lnet_test_get (get_dialog (window), ADW_TYPE_PASSWORD_ENTRY_ROW, "Passphrase");
  close_dialogs (window);
  lnet_test_close_window (window);
}

/* The network is closed while its bundle is being taken in: nothing waits for ever. */
static void
test_leave (Fixture       *fixture,
            gconstpointer  data)
{
  LnetWindow *window;

  write_as_ana (fixture);
  window = lnet_test_open_window (fixture->ben, 1000, 800);
  take_file (window, fixture->bundle);
  open_bundle (fixture, window, PASSPHRASE);
  lnet_test_activate (lnet_test_get (get_dialog (window), GTK_TYPE_BUTTON, "_Take In"));
  lnet_window_close_network (window);
  close_dialogs (window);
  lnet_test_close_window (window);
}

/* --- words --- */

static void
test_passphrases (void)
{
  g_assert_cmpint (lnet_passphrase_judge (""), ==, LNET_PASSPHRASE_EMPTY);
  g_assert_cmpint (lnet_passphrase_judge ("ñandúes"), ==, LNET_PASSPHRASE_SHORT);
  g_assert_cmpint (lnet_passphrase_judge ("ñandúes!"), ==, LNET_PASSPHRASE_FAIR);
  g_assert_cmpint (lnet_passphrase_judge ("aaaaaaaaaaaaaaaaaaaaaaaa"), ==, LNET_PASSPHRASE_FAIR);
  g_assert_cmpint (lnet_passphrase_judge (PASSPHRASE), ==, LNET_PASSPHRASE_GOOD);
}

static void
test_report (void)
{
  g_autofree char *nothing = lnet_bundle_dup_rest (&(LnetTakeReport) { .n_batches = 3 });
  g_autofree char *much = lnet_bundle_dup_rest (&(LnetTakeReport) { .n_waiting = 2, .n_to_settle = 1, .n_refused = 4 });
  g_auto (GStrv) sentences = g_strsplit (much, "\n", -1);

  g_assert_null (nothing);
  g_assert_cmpuint (g_strv_length (sentences), ==, 3);
}

/* Nothing is told without need, and the desk that shows something else by name. */
static void
test_differing (void)
{
  g_autoptr (LnetFolderReport) report = lnet_folder_report_new ();
  g_autofree char *title = NULL;
  g_autofree char *put_right = NULL;
  g_autofree char *differs = NULL;
  LnetId desk = lnet_id_new ();

  g_assert_null (lnet_syncer_dup_differing (NULL, 0, NULL, &title));
  g_assert_null (lnet_syncer_dup_differing (report, 0, NULL, &title));
  put_right = lnet_syncer_dup_differing (report, 1, NULL, &title);
  g_assert_nonnull (put_right);
  g_assert_cmpstr (title, ==, _("Put right by itself"));
  g_clear_pointer (&title, g_free);
  g_array_append_val (report->differing, desk);
  differs = lnet_syncer_dup_differing (report, 1, NULL, &title);
  g_assert_nonnull (strstr (differs, _("a desk that is not known here")));
  g_assert_cmpstr (title, !=, _("Put right by itself"));
}

int
main (int    argc,
      char **argv)
{
  lnet_test_init (&argc, &argv);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/sharing/bundle/write", test_write);
  ADD ("/sharing/bundle/unwritable", test_unwritable);
  ADD ("/sharing/bundle/take", test_take);
  ADD ("/sharing/bundle/foreign", test_foreign);
  ADD ("/sharing/bundle/damaged", test_damaged);
  ADD ("/sharing/bundle/waiting", test_waiting);
  ADD ("/sharing/bundle/leave", test_leave);
#undef ADD
  g_test_add_func ("/sharing/words/passphrases", test_passphrases);
  g_test_add_func ("/sharing/words/report", test_report);
  g_test_add_func ("/sharing/words/differing", test_differing);
  return lnet_test_run ();
}
