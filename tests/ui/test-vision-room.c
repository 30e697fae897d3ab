/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "harness.h"

#include "lnet-contribution-card.h"
#include "lnet-contribution-dialog.h"
#include "lnet-manuscript.h"
#include "lnet-version-row.h"
#include "lnet-vision-edit.h"
#include "lnet-vision-room.h"

#include <glib/gi18n-lib.h>

/* A window on a network with one document of one passage and two contributions, in the Vision view. */
typedef struct
{
  char *path;
  LnetWindow *window;
  LnetId document;
  LnetId passage;
} Fixture;

static void
add_words (LnetTransaction *transaction,
           const char      *body)
{
  const LnetContribution words = { .body = (char *) body, .group_name = (char *) "Table 3" };

  lnet_vision_write_contribution (transaction, NULL, &words);
}

static void
fill (Fixture   *fixture,
      LnetStore *store)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("document-add");
  g_autoptr (GPtrArray) blocks = NULL;
  g_autoptr (GError) error = NULL;

  fixture->document = lnet_vision_add_document (transaction, "Our vision", "What is quality?");
  add_words (transaction, "Somebody is standing in the door");
  add_words (transaction, "The children can tell");
  lnet_store_commit (store, transaction, NULL, &error);
  g_assert_no_error (error);
  blocks = lnet_vision_read_document (lnet_store_get_reader (store), &fixture->document, &error);
  g_assert_no_error (error);
  fixture->passage = ((LnetVisionBlock *) blocks->pdata[1])->id;
}

static LnetRoom *
get_room (Fixture *fixture)
{
  return LNET_ROOM (lnet_window_get_room (fixture->window));
}

static void
enter_passage (Fixture *fixture)
{
  g_autofree char *place = lnet_id_to_string (&fixture->passage);

  lnet_room_go_to (get_room (fixture), place);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (LnetStore) store = lnet_test_new_store ();

  fixture->path = g_strdup (lnet_store_get_path (store));
  if (data == NULL)
    fill (fixture, store);
  lnet_store_close (store);
  fixture->window = lnet_test_open_window (fixture->path, 1100, 700);
  lnet_window_show_room (fixture->window, "vision", NULL);
  if (data == NULL)
    enter_passage (fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  if (fixture->window != NULL)
    lnet_test_close_window (fixture->window);
  g_free (fixture->path);
}

/* What another program would find in the file. */
static gboolean
is_in_file (Fixture    *fixture,
            const char *text)
{
  g_autoptr (LnetReader) reader = lnet_reader_open (fixture->path, NULL);
  g_autofree char *found = lnet_vision_dup_text (reader, &fixture->passage);

  return g_strcmp0 (found, text) == 0;
}

static guint
count_words (Fixture *fixture)
{
  g_autoptr (LnetReader) reader = lnet_reader_open (fixture->path, NULL);
  g_autoptr (GArray) words = lnet_vision_list_words_of_passage (reader, &fixture->passage, NULL);

  return words->len;
}

/* Type, and it is on disk within two seconds; Ctrl+Z takes it back. */
static void
test_write (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GTimer) timer = g_timer_new ();
  GtkWidget *paper = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  LnetStore *store;

  g_assert_true (GTK_IS_TEXT_VIEW (paper));
  lnet_test_type (fixture->window, "What you say matters");
  lnet_test_get (fixture->window, GTK_TYPE_LABEL, "Saving…");
  lnet_test_wait_for (is_in_file (fixture, "What you say matters"));
  g_assert_cmpfloat (g_timer_elapsed (timer, NULL), <, 2.0);
  lnet_test_wait_for (lnet_test_find (fixture->window, GTK_TYPE_LABEL, "Saved") != NULL);

  lnet_test_press (fixture->window, "<Control>z");
  lnet_test_wait_for (is_in_file (fixture, ""));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == paper);
  store = lnet_session_get_store (lnet_room_get_session (get_room (fixture)));
  lnet_test_wait_for (lnet_store_get_can_redo (store));
  lnet_test_press (fixture->window, "<Control><Shift>z");
  lnet_test_wait_for (is_in_file (fixture, "What you say matters"));
}

/* Whoever closes the window in the middle of a word finds it again. */
static void
test_close (Fixture      *fixture,
            gconstpointer data)
{
  lnet_test_type (fixture->window, "in the middle of a w");
  lnet_test_close_window (fixture->window);
  fixture->window = NULL;
  g_assert_true (is_in_file (fixture, "in the middle of a w"));
}

/* Whoever goes elsewhere has saved before anything else happens. */
static void
test_focus_leaves (Fixture      *fixture,
                   gconstpointer data)
{
  LnetStore *store = lnet_session_get_store (lnet_room_get_session (get_room (fixture)));

  lnet_test_type (fixture->window, "words");
  lnet_test_tab (fixture->window, TRUE);
  /* Closing waits for what was handed in, and for nothing that a timer would hand in later. */
  lnet_store_close (store);
  g_assert_true (is_in_file (fixture, "words"));
}

static gboolean
is_found (Fixture    *fixture,
          const char *text,
          gboolean    other_gone)
{
  return lnet_test_find (fixture->window, GTK_TYPE_LABEL, text) != NULL &&
         (!other_gone || lnet_test_find (fixture->window, GTK_TYPE_LABEL, "The children can tell") == NULL);
}

/* Ctrl+F, a word, Enter into the list, Enter: linked. Then it is taken off again. */
static void
test_link (Fixture      *fixture,
           gconstpointer data)
{
  GtkWidget *button;

  lnet_test_press (fixture->window, "<Control>f");
  lnet_test_wait_for (is_found (fixture, "The children can tell", FALSE));
  lnet_test_type (fixture->window, "standing");
  lnet_test_wait_for (is_found (fixture, "Somebody is standing in the door", TRUE));
  lnet_test_press (fixture->window, "Return");
  lnet_test_press (fixture->window, "Return");
  lnet_test_wait_for (count_words (fixture) == 1);

  gtk_widget_activate_action (GTK_WIDGET (get_room (fixture)), "vision.mode", "s", "trace");
  lnet_test_activate (lnet_test_get (fixture->window, GTK_TYPE_TOGGLE_BUTTON, "Passage"));
  lnet_test_wait_for (lnet_test_find (fixture->window, GTK_TYPE_LABEL, "Grown from 1 contribution") != NULL);
  button = lnet_test_get (fixture->window, GTK_TYPE_BUTTON, "Take Off the Passage");
  lnet_test_activate (button);
  lnet_test_wait_for (count_words (fixture) == 0);
}

/* A contribution added while writing a passage is linked to it at once. */
static void
test_add_words (Fixture      *fixture,
                gconstpointer data)
{
  AdwDialog *dialog;
  GtkWidget *add;

  lnet_test_press (fixture->window, "<Control>n");
  lnet_test_wait_for (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)) != NULL);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
  g_assert_true (LNET_IS_CONTRIBUTION_DIALOG (dialog));
  add = lnet_test_get (dialog, GTK_TYPE_BUTTON, "Add");
  g_assert_false (gtk_widget_get_sensitive (add));
  lnet_test_wait_for (GTK_IS_TEXT_VIEW (gtk_window_get_focus (GTK_WINDOW (fixture->window))));
  lnet_test_type (fixture->window, "Que no se despierten con miedo");
  lnet_test_wait_for (gtk_widget_get_sensitive (add));
  lnet_test_activate (add);
  lnet_test_wait_for (count_words (fixture) == 1);
  lnet_test_wait_for (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)) == NULL);
}

/* History shows each version with what changed; an earlier one comes back. */
static void
test_versions (Fixture      *fixture,
               gconstpointer data)
{
  GtkWidget *back;

  lnet_test_type (fixture->window, "good");
  lnet_test_wait_for (is_in_file (fixture, "good"));
  lnet_test_type (fixture->window, " enough");
  lnet_test_wait_for (is_in_file (fixture, "good enough"));
  lnet_test_press (fixture->window, "<Alt>3");
  lnet_test_wait_for (lnet_test_find (fixture->window, LNET_TYPE_VERSION_ROW, NULL) != NULL);
  back = lnet_test_get (fixture->window, GTK_TYPE_BUTTON, "Bring This Version Back");
  lnet_test_activate (back);
  lnet_test_wait_for (is_in_file (fixture, "good"));
}

/* From an empty network to a document one can write in. */
static void
test_start (Fixture      *fixture,
            gconstpointer data)
{
  lnet_test_activate (lnet_test_get (fixture->window, GTK_TYPE_BUTTON, "Start the Document"));
  lnet_test_wait_for (lnet_test_find (fixture->window, GTK_TYPE_TEXT_VIEW, NULL) != NULL);
  lnet_test_wait_for (lnet_test_find (fixture->window, GTK_TYPE_LABEL, "Saved") != NULL);
  gtk_test_accessible_assert_property (lnet_test_get (fixture->window, GTK_TYPE_TEXT_VIEW, NULL),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, _("The document"));
}

#define ADD(path, data, function) g_test_add (path, Fixture, data, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  lnet_test_init (&argc, &argv);
  ADD ("/vision-room/write", NULL, test_write);
  ADD ("/vision-room/close", NULL, test_close);
  ADD ("/vision-room/focus-leaves", NULL, test_focus_leaves);
  ADD ("/vision-room/link", NULL, test_link);
  ADD ("/vision-room/add-words", NULL, test_add_words);
  ADD ("/vision-room/versions", NULL, test_versions);
  ADD ("/vision-room/start", "empty", test_start);
  return lnet_test_run ();
}
