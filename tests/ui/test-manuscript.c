/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "harness.h"

#include "lnet-history.h"
#include "lnet-manuscript.h"
#include "lnet-vision-edit.h"

/* A network with one document: title, question, sections, one empty passage in each. */
typedef struct
{
  LnetStore *store;
  LnetSession *session;
  LnetManuscript *manuscript;
  LnetId document;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("document-add");
  g_autoptr (GError) error = NULL;

  fixture->store = lnet_test_new_store ();
  fixture->session = lnet_session_new (fixture->store);
  fixture->document = lnet_vision_add_document (transaction, "Our vision", "What is quality?");
  lnet_store_commit (fixture->store, transaction, NULL, &error);
  g_assert_no_error (error);
  fixture->manuscript = lnet_manuscript_new (fixture->session);
  lnet_manuscript_set_document (fixture->manuscript, &fixture->document);
}

static void
wait_until_saved (Fixture *fixture)
{
  lnet_test_wait_for (lnet_manuscript_get_state (fixture->manuscript) == LNET_MANUSCRIPT_SAVED);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  lnet_manuscript_flush (fixture->manuscript);
  wait_until_saved (fixture);
  g_assert_finalize_object (fixture->manuscript);
  g_assert_finalize_object (fixture->session);
  lnet_store_close (fixture->store);
  g_assert_finalize_object (fixture->store);
}

/* The document as the file has it, a line a block: "S Welcome", "T words", "H", "Q". */
static char *
read_file (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetReader) reader = lnet_reader_open (lnet_store_get_path (fixture->store), &error);
  g_autoptr (GPtrArray) blocks = NULL;
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  blocks = lnet_vision_read_document (reader, &fixture->document, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < blocks->len; i++)
    {
      const LnetVisionBlock *block = blocks->pdata[i];

      g_string_append_printf (text, "%c %s\n", "STHQ"[block->kind], block->text);
    }
  return g_string_free_and_steal (text);
}

static void
insert (Fixture    *fixture,
        int         line,
        int         offset,
        const char *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (fixture->manuscript);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line_offset (buffer, &iter, line, offset);
  gtk_text_buffer_place_cursor (buffer, &iter);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_insert (buffer, &iter, text, -1);
  gtk_text_buffer_end_user_action (buffer);
}

static void
delete (Fixture *fixture,
        int      line,
        int      offset,
        int      end_line,
        int      end_offset)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (fixture->manuscript);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_line_offset (buffer, &start, line, offset);
  gtk_text_buffer_get_iter_at_line_offset (buffer, &end, end_line, end_offset);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_end_user_action (buffer);
}

/* The first section alone, so that a test can say all that is in the file. */
static void
keep_first_section (Fixture *fixture)
{
  while (lnet_manuscript_get_n_blocks (fixture->manuscript) > 4)
    lnet_manuscript_remove (fixture->manuscript, 4);
  wait_until_saved (fixture);
}

static void
assert_file (Fixture    *fixture,
             const char *expected)
{
  g_autofree char *text = NULL;

  lnet_manuscript_flush (fixture->manuscript);
  wait_until_saved (fixture);
  text = read_file (fixture);
  g_assert_cmpstr (text, ==, expected);
}

/* One line a block, and each line says what its block has in the file. */
static void
assert_in_step (Fixture *fixture)
{
  g_autoptr (GString) page = g_string_new (NULL);
  g_autofree char *file = NULL;

  lnet_manuscript_flush (fixture->manuscript);
  wait_until_saved (fixture);
  file = read_file (fixture);
  g_assert_cmpint (gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (fixture->manuscript)), ==,
                   (int) lnet_manuscript_get_n_blocks (fixture->manuscript));
  for (guint line = 2; line < lnet_manuscript_get_n_blocks (fixture->manuscript); line++)
    {
      g_autofree char *text = lnet_manuscript_dup_text (fixture->manuscript, line);

      g_string_append_printf (page, "%c %s\n", "xxSTHQ"[lnet_manuscript_get_block (fixture->manuscript, line)->kind],
                              text);
    }
  g_assert_cmpstr (page->str, ==, file);
}

/* Nobody asks for it to be saved: it is on disk within two seconds of the first key. */
static void
test_autosave (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (GTimer) timer = NULL;
  g_autofree char *file = NULL;

  keep_first_section (fixture);
  timer = g_timer_new ();
  insert (fixture, 3, 0, "What you say ");
  g_assert_cmpint (lnet_manuscript_get_state (fixture->manuscript), ==, LNET_MANUSCRIPT_SAVING);
  insert (fixture, 3, 13, "matters");
  wait_until_saved (fixture);
  g_assert_cmpfloat (g_timer_elapsed (timer, NULL), <, 2.0);
  file = read_file (fixture);
  g_assert_cmpstr (file, ==, "S Welcome\nT What you say matters\n");
}

/* Somebody who never pauses is saved all the same. */
static void
test_autosave_while_typing (Fixture      *fixture,
                            gconstpointer data)
{
  g_autoptr (GTimer) timer = NULL;
  gboolean saved = FALSE;
  int n = 0;

  keep_first_section (fixture);
  timer = g_timer_new ();
  while (!saved && g_timer_elapsed (timer, NULL) < 3)
    {
      g_autofree char *file = NULL;

      insert (fixture, 3, n++, "a");
      for (int i = 0; i < 10; i++)
        {
          g_main_context_iteration (NULL, FALSE);
          g_usleep (5000);
        }
      file = read_file (fixture);
      saved = g_str_has_prefix (file, "S Welcome\nT a");
    }
  g_assert_true (saved);
  g_assert_cmpfloat (g_timer_elapsed (timer, NULL), <, 2.0);
}

static void
test_split_and_join (Fixture      *fixture,
                     gconstpointer data)
{
  LnetId first;

  keep_first_section (fixture);
  insert (fixture, 3, 0, "One. Two.");
  first = lnet_manuscript_get_block (fixture->manuscript, 3)->id;
  insert (fixture, 3, 5, "\n");
  assert_file (fixture, "S Welcome\nT One. \nT Two.\n");
  g_assert_true (lnet_id_equal (&first, &lnet_manuscript_get_block (fixture->manuscript, 3)->id));

  /* Enter at the beginning: the words keep their passage, and the new one is before them. */
  insert (fixture, 3, 0, "\n");
  assert_file (fixture, "S Welcome\nT \nT One. \nT Two.\n");
  g_assert_true (lnet_id_equal (&first, &lnet_manuscript_get_block (fixture->manuscript, 4)->id));

  /* Backspace at the beginning joins; of an empty passage nothing is left. */
  delete (fixture, 3, 0, 4, 0);
  g_assert_true (lnet_id_equal (&first, &lnet_manuscript_get_block (fixture->manuscript, 3)->id));
  delete (fixture, 3, 5, 4, 0);
  assert_file (fixture, "S Welcome\nT One. Two.\n");
  g_assert_true (lnet_id_equal (&first, &lnet_manuscript_get_block (fixture->manuscript, 3)->id));
  assert_in_step (fixture);
}

/* Titles stay lines of their own, whatever is deleted across them. */
static void
test_titles_hold (Fixture      *fixture,
                  gconstpointer data)
{
  g_autofree char *title = NULL;
  g_autofree char *question = NULL;

  keep_first_section (fixture);
  insert (fixture, 3, 0, "Words");
  delete (fixture, 2, 7, 3, 0);
  assert_file (fixture, "S Welcome\nT Words\n");
  delete (fixture, 0, 3, 3, 2);
  assert_file (fixture, "S \nT rds\n");
  title = lnet_manuscript_dup_text (fixture->manuscript, 0);
  question = lnet_manuscript_dup_text (fixture->manuscript, 1);
  g_assert_cmpstr (title, ==, "Our");
  g_assert_cmpstr (question, ==, "");
  insert (fixture, 0, 3, " two\nlines");
  g_assert_cmpuint (lnet_manuscript_get_n_blocks (fixture->manuscript), ==, 4);
  assert_in_step (fixture);
}

static void
test_paste (Fixture      *fixture,
            gconstpointer data)
{
  keep_first_section (fixture);
  insert (fixture, 3, 0, "one\r\ntwo\rthree\u2029four\u2028soft");
  assert_file (fixture, "S Welcome\nT one\nT two\nT three\nT four\nsoft\n");
  delete (fixture, 3, 1, 6, 2);
  assert_file (fixture, "S Welcome\nT our\nsoft\n");
  assert_in_step (fixture);
}

static void
test_arrange (Fixture      *fixture,
              gconstpointer data)
{
  LnetManuscript *manuscript = fixture->manuscript;

  keep_first_section (fixture);
  insert (fixture, 3, 0, "a\nb\nc");
  lnet_manuscript_add_section (manuscript, 3);
  insert (fixture, 6, 0, "Next");
  insert (fixture, 7, 0, "d");
  assert_file (fixture, "S Welcome\nT a\nT b\nT c\nS Next\nT d\n");
  lnet_manuscript_move (manuscript, 4, -1);
  assert_file (fixture, "S Welcome\nT b\nT a\nT c\nS Next\nT d\n");
  lnet_manuscript_move (manuscript, 5, 1);
  assert_file (fixture, "S Welcome\nT b\nT a\nS Next\nT c\nT d\n");
  lnet_manuscript_move (manuscript, 5, -1);
  assert_file (fixture, "S Next\nT c\nT d\nS Welcome\nT b\nT a\n");
  g_assert_false (lnet_manuscript_can_move (manuscript, 3, -1));
  lnet_manuscript_move_before (manuscript, 7, 4);
  assert_file (fixture, "S Next\nT c\nT a\nT d\nS Welcome\nT b\n");
  lnet_manuscript_set_kind (manuscript, 4, LNET_BLOCK_QUOTE);
  lnet_manuscript_set_kind (manuscript, 3, LNET_BLOCK_HEADING);
  assert_file (fixture, "S Next\nH c\nQ a\nT d\nS Welcome\nT b\n");
  lnet_manuscript_remove (manuscript, 2);
  assert_file (fixture, "S Welcome\nT b\n");
  assert_in_step (fixture);
}

static void
on_undone (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  lnet_store_undo_finish (LNET_STORE (source), result, NULL, NULL, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
undo (Fixture *fixture)
{
  gboolean done = FALSE;

  lnet_manuscript_flush (fixture->manuscript);
  lnet_store_undo_async (fixture->store, NULL, on_undone, &done);
  lnet_test_wait_for (done);
  wait_until_saved (fixture);
}

/* Undo takes back a burst of typing, a split, a removed passage; the page follows, and the caret keeps its place. */
static void
test_undo (Fixture      *fixture,
           gconstpointer data)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (fixture->manuscript);
  GtkTextIter iter;

  keep_first_section (fixture);
  insert (fixture, 3, 0, "first ");
  assert_file (fixture, "S Welcome\nT first \n");
  insert (fixture, 3, 6, "second");
  insert (fixture, 3, 12, " third");
  insert (fixture, 3, 6, "\n");
  assert_file (fixture, "S Welcome\nT first \nT second third\n");

  undo (fixture);
  assert_file (fixture, "S Welcome\nT first second third\n");
  assert_in_step (fixture);
  gtk_text_buffer_get_iter_at_line_offset (buffer, &iter, 3, 3);
  gtk_text_buffer_place_cursor (buffer, &iter);
  undo (fixture);
  assert_file (fixture, "S Welcome\nT first \n");
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  g_assert_cmpint (gtk_text_iter_get_line (&iter), ==, 3);
  g_assert_cmpint (gtk_text_iter_get_line_offset (&iter), ==, 3);

  lnet_manuscript_remove (fixture->manuscript, 3);
  assert_file (fixture, "S Welcome\n");
  undo (fixture);
  assert_file (fixture, "S Welcome\nT first \n");
  assert_in_step (fixture);
}

static gboolean
line_begins (Fixture    *fixture,
             guint       line,
             const char *start)
{
  g_autofree char *text = lnet_manuscript_dup_text (fixture->manuscript, line);

  return g_str_has_prefix (text, start);
}

static void
write_elsewhere (LnetStore    *store,
                 const LnetId *passage)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("passage-edit");
  g_autoptr (GError) error = NULL;

  lnet_transaction_edit (transaction, LNET_PASSAGE_BODY, passage, 0, 3, "ONE and a half");
  lnet_store_commit (store, transaction, NULL, &error);
  g_assert_no_error (error);
}

/* Somebody else wrote in the same passage while something was typed here: both are kept. */
static void
test_written_meanwhile (Fixture      *fixture,
                        gconstpointer data)
{
  LnetId passage;

  keep_first_section (fixture);
  insert (fixture, 3, 0, "one two three");
  assert_file (fixture, "S Welcome\nT one two three\n");
  passage = lnet_manuscript_get_block (fixture->manuscript, 3)->id;
  insert (fixture, 3, 13, " four");
  write_elsewhere (fixture->store, &passage);
  lnet_test_wait_for (line_begins (fixture, 3, "ONE"));
  assert_file (fixture, "S Welcome\nT ONE and a half two three four\n");
}

/* The same by another process, whose writing is not heard of before this one writes. */
static void
test_written_elsewhere (Fixture      *fixture,
                        gconstpointer data)
{
  g_autoptr (LnetStore) elsewhere = NULL;
  g_autoptr (GError) error = NULL;
  LnetId passage;

  keep_first_section (fixture);
  insert (fixture, 3, 0, "one two three");
  assert_file (fixture, "S Welcome\nT one two three\n");
  passage = lnet_manuscript_get_block (fixture->manuscript, 3)->id;
  elsewhere = lnet_store_open (lnet_store_get_path (fixture->store), &error);
  g_assert_no_error (error);
  write_elsewhere (elsewhere, &passage);
  insert (fixture, 3, 13, " four");
  assert_file (fixture, "S Welcome\nT ONE and a half two three four\n");
  lnet_store_close (elsewhere);
}

/* The words a passage grew from go with it where it is divided, and come together where it is joined. */
static void
test_traces (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("contribution-add");
  const LnetContribution words = { .body = (char *) "Start with us" };
  LnetId contribution;
  LnetId passage;

  keep_first_section (fixture);
  insert (fixture, 3, 0, "one two");
  assert_file (fixture, "S Welcome\nT one two\n");
  passage = lnet_manuscript_get_block (fixture->manuscript, 3)->id;
  contribution = lnet_vision_write_contribution (transaction, NULL, &words);
  lnet_vision_link (transaction, &passage, &contribution);
  g_assert_true (lnet_store_commit (fixture->store, transaction, NULL, NULL));
  lnet_test_wait_for (lnet_manuscript_get_block (fixture->manuscript, 3)->n_words == 1);

  insert (fixture, 3, 3, "\n");
  lnet_test_wait_for (lnet_manuscript_get_block (fixture->manuscript, 4)->n_words == 1);
  insert (fixture, 4, 4, "\n");
  assert_file (fixture, "S Welcome\nT one\nT  two\nT \n");
  g_assert_cmpuint (lnet_manuscript_get_block (fixture->manuscript, 5)->n_words, ==, 0);
  lnet_manuscript_remove (fixture->manuscript, 3);
  assert_file (fixture, "S Welcome\nT  two\nT \n");
  insert (fixture, 4, 0, "three");
  delete (fixture, 3, 4, 4, 0);
  assert_file (fixture, "S Welcome\nT  twothree\n");
  g_assert_cmpuint (lnet_manuscript_get_block (fixture->manuscript, 3)->n_words, ==, 1);
}

/* An earlier version comes back as a change like any other, and that can be taken back. */
static void
test_revert (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GPtrArray) versions = NULL;
  LnetId passage;

  keep_first_section (fixture);
  insert (fixture, 3, 0, "good");
  assert_file (fixture, "S Welcome\nT good\n");
  delete (fixture, 3, 0, 3, 4);
  insert (fixture, 3, 0, "worse");
  assert_file (fixture, "S Welcome\nT worse\n");
  lnet_manuscript_revert (fixture->manuscript, 3, "good");
  assert_file (fixture, "S Welcome\nT good\n");

  passage = lnet_manuscript_get_block (fixture->manuscript, 3)->id;
  versions = lnet_history_of_field (lnet_store_get_reader (fixture->store), LNET_PASSAGE_BODY, &passage, NULL);
  g_assert_nonnull (versions);
  g_assert_cmpstr (((LnetFieldVersion *) versions->pdata[versions->len - 1])->act, ==, "passage-revert");
  undo (fixture);
  assert_file (fixture, "S Welcome\nT worse\n");
}

/* A document without sections offers a title to write; nothing is in the file until it is written. */
static void
test_no_sections (Fixture      *fixture,
                  gconstpointer data)
{
  while (lnet_manuscript_get_n_blocks (fixture->manuscript) > 2 &&
         lnet_manuscript_get_block (fixture->manuscript, 2)->stored)
    {
      lnet_manuscript_remove (fixture->manuscript, 2);
      wait_until_saved (fixture);
    }
  assert_file (fixture, "");
  g_assert_cmpuint (lnet_manuscript_get_n_blocks (fixture->manuscript), ==, 3);
  insert (fixture, 2, 0, "Here we begin");
  assert_file (fixture, "S Here we begin\n");
  assert_in_step (fixture);
}

/* Whatever is typed, deleted, moved and undone at random, page and file stay in step. */
static void
test_random (Fixture      *fixture,
             gconstpointer data)
{
  static const char *const texts[] = { "word ", "ñ", "\n", "two\nlines", "\n\n", "\u2028", "👩 " };

  for (int i = 0; i < 300; i++)
    {
      int n = (int) lnet_manuscript_get_n_blocks (fixture->manuscript);
      int line = g_test_rand_int_range (0, n);
      g_autofree char *text = lnet_manuscript_dup_text (fixture->manuscript, (guint) line);
      int length = (int) g_utf8_strlen (text, -1);
      int end = MIN (n - 1, line + g_test_rand_int_range (0, 3));
      g_autofree char *last = lnet_manuscript_dup_text (fixture->manuscript, (guint) end);

      switch (g_test_rand_int_range (0, 9))
        {
        case 0:
        case 1:
        case 2:
        case 3:
          insert (fixture, line, g_test_rand_int_range (0, length + 1), texts[g_test_rand_int_range (0, 7)]);
          break;
        case 4:
          delete (fixture, line, g_test_rand_int_range (0, length + 1), end,
                  end == line ? length : g_test_rand_int_range (0, (int) g_utf8_strlen (last, -1) + 1));
          break;
        case 5:
          lnet_manuscript_move (fixture->manuscript, (guint) line, g_test_rand_bit () ? 1 : -1);
          break;
        case 6:
          if (line > 2 && n > 6)
            lnet_manuscript_remove (fixture->manuscript, (guint) line);
          break;
        case 7:
          lnet_manuscript_flush (fixture->manuscript);
          wait_until_saved (fixture);
          if (!g_str_has_prefix (lnet_store_get_undo_act (fixture->store), "document"))
            undo (fixture);
          break;
        default:
          lnet_manuscript_move_before (fixture->manuscript, (guint) line, (guint) g_test_rand_int_range (2, n + 1));
          break;
        }
      if (i % 5 == 0)
        assert_in_step (fixture);
    }
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  lnet_test_init (&argc, &argv);
  ADD ("/manuscript/autosave", test_autosave);
  ADD ("/manuscript/autosave-while-typing", test_autosave_while_typing);
  ADD ("/manuscript/split-and-join", test_split_and_join);
  ADD ("/manuscript/titles-hold", test_titles_hold);
  ADD ("/manuscript/paste", test_paste);
  ADD ("/manuscript/arrange", test_arrange);
  ADD ("/manuscript/undo", test_undo);
  ADD ("/manuscript/written-meanwhile", test_written_meanwhile);
  ADD ("/manuscript/written-elsewhere", test_written_elsewhere);
  ADD ("/manuscript/traces", test_traces);
  ADD ("/manuscript/revert", test_revert);
  ADD ("/manuscript/no-sections", test_no_sections);
  ADD ("/manuscript/random", test_random);
  return lnet_test_run ();
}
