/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Snapshots in a folder: who writes them and when, whose count, and what a new desk reads. */

#include "config.h"

#include "snapshots-fixture.h"

#include "lnet-head-note.h"

#define OTHER_DIRECTOR 1

/* --- what a new desk reads --- */

static void
test_few_files (Fixture       *fixture,
                gconstpointer  data)
{
  guint with, without;

  work (fixture, N_WRITING, 21);
  with = join_and_count (fixture);
  g_assert_cmpuint (count_pieces (fixture), <=, 20);
  drop_files (fixture, "s/");
  without = join_and_count (fixture);
  g_test_message ("%u files instead of %u", with, without);
  g_assert_cmpuint (without, >, 120);
  g_assert_cmpuint (with, <, 40);
  g_assert_cmpuint (with * 4, <, without);
}

/* Nobody else looks at s/, and who keeps it does so seldom. */
static void
test_others_do_not_look (Fixture       *fixture,
                         gconstpointer  data)
{
  work (fixture, N_WRITING, 10);
  for (guint i = 0; i < 3 * N_WRITING; i++)
    lnet_folder_report_free (run (fixture, i % N_WRITING));
  for (guint i = 0; i < N_WRITING; i++)
    {
      fixture->folder->n_calls = 0;
      lnet_folder_report_free (run (fixture, i));
      g_assert_cmpuint (fixture->folder->n_calls, ==, 3);
    }
  drop_files (fixture, "s/");
  paper_desk_write (fixture->desks[3], 0);
  lnet_folder_report_free (run (fixture, 3));
  lnet_folder_report_free (run (fixture, 4));
  assert_has_all (fixture, fixture->desks[4]);
}

/* Each batch is written into a snapshot O(log n) times, and there are O(log n) pieces. */
static void
test_growth (Fixture       *fixture,
             gconstpointer  data)
{
  gsize n_written = 0, n_before = 0;

  for (guint round = 0; round < (g_getenv ("LNET_TEST_LIGHT") != NULL ? 20 : 60); round++)
    {
      g_autoptr (GPtrArray) before = list_files (fixture, "s/", ".lnbundle");
      g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (GPtrArray) pieces = NULL;

      for (guint i = 0; i < before->len; i++)
        g_hash_table_add (known, g_strdup (((LyingFile *) before->pdata[i])->path));
      for (guint i = 0; i < N_WRITING; i += 2)
        {
          paper_desk_write (fixture->desks[i], 0);
          lnet_folder_report_free (run (fixture, i));
        }
      lnet_folder_report_free (run (fixture, 0));
      pieces = list_files (fixture, "s/", ".lnbundle");
      for (guint i = 0; i < pieces->len; i++)
        if (!g_hash_table_contains (known, ((LyingFile *) pieces->pdata[i])->path))
          n_written += g_bytes_get_size (((LyingFile *) pieces->pdata[i])->content) / sizeof (PaperBatch);
      n_before += 10;
      g_assert_cmpuint (pieces->len, <=, 10);
      g_hash_table_foreach (known, (GHFunc) g_free, NULL);
    }
  g_test_message ("%zu batches were written %zu times", n_before, n_written);
  g_assert_cmpuint (n_written, >, n_before / 2);
  g_assert_cmpuint (n_written, <, 8 * n_before);
}

/* Pieces as large as one gets stay. */
static void
test_full_pieces (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (GPtrArray) before = NULL, after = NULL;
  guint n_kept = 0;

  fixture->desks[0]->batch_bytes = 1024 * 1024;
  for (guint i = 0; i < 10; i++)
    work (fixture, 4, 2);
  before = list_files (fixture, "s/", ".lnbundle");
  g_assert_cmpuint (before->len, >=, 12);
  for (guint i = 0; i < before->len; i++)
    before->pdata[i] = g_strdup (((LyingFile *) before->pdata[i])->path);
  for (guint i = 0; i < 6; i++)
    work (fixture, 4, 2);
  after = list_files (fixture, "s/", ".lnbundle");
  for (guint i = 0; i < before->len; i++)
    {
      n_kept += lying_folder_find (fixture->folder, before->pdata[i]) != NULL;
      g_free (before->pdata[i]);
    }
  g_assert_cmpuint (n_kept, >=, 8);
  join_and_count (fixture);
}

/* A desk that was away for long reads what it lacks of a snapshot, and not the rest. */
static void
test_long_away (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (LnetFolderReport) report = NULL;
  guint n_read;

  work (fixture, N_WRITING, 17);
  join_and_count (fixture);
  work (fixture, N_WRITING, 6);
  fixture->folder->n_read = 0;
  report = run (fixture, NEW);
  n_read = fixture->folder->n_read;
  assert_has_all (fixture, fixture->desks[NEW]);
  g_assert_cmpuint (n_read, <, 20 + 30);
}

/* What nobody's segments hold any more is read from a snapshot. */
static void
test_holes (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (LnetFolderReport) report = NULL;

  work (fixture, 8, 3);
  lnet_folder_report_free (run (fixture, 0));
  g_assert_cmpuint (count_pieces (fixture), >, 0);
  drop_files (fixture, "d-03");
  report = run (fixture, NEW);
  g_assert_cmpuint (report->missing->len, ==, 0);
  assert_has_all (fixture, fixture->desks[NEW]);
}

/* A desk gets nothing of a space whose key it has not. */
static void
test_spaces (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (LnetFolderReport) report = NULL;

  work (fixture, N_WRITING, 8);
  fixture->desks[NEW]->n_spaces = 1;
  report = run (fixture, NEW);
  for (guint i = 0; i < N_WRITING; i++)
    {
      g_assert_cmpuint (reach (fixture->desks[NEW], 0, fixture->desks[i]), ==, 4);
      g_assert_cmpuint (reach (fixture->desks[NEW], 1, fixture->desks[i]), ==, 0);
    }
  g_assert_cmpuint (fixture->desks[NEW]->n_damaged, ==, 0);
}

/* --- whose snapshots --- */

/* Nobody but a director's desk keeps one, and one that is no director's any more takes its own away. */
static void
test_director (Fixture       *fixture,
               gconstpointer  data)
{
  appoint (fixture, 200, 0);
  work (fixture, 10, 4);
  g_assert_cmpuint (count_files (fixture, "s/"), ==, 0);
  appoint (fixture, 0, 0);
  work (fixture, 10, 2);
  g_assert_cmpuint (count_files (fixture, "s/"), >, 0);
  appoint (fixture, 200, 0);
  start_desk (fixture, 0);
  lnet_folder_report_free (run (fixture, 0));
  g_assert_cmpuint (count_files (fixture, "s/"), ==, 0);
}

/* What others than directors put there is passed over, but where a desk knows nobody yet. */
static void
test_not_a_director (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (LnetFolderReport) report = NULL;
  guint n_read;

  work (fixture, N_WRITING, 11);
  for (guint i = 0; i < N_DESKS; i++)
    if (i != 0)
      memset (fixture->desks[i]->directors, 0, PAPER_MOST_DIRECTORS);
  fixture->folder->n_read = 0;
  report = run (fixture, NEW);
  n_read = fixture->folder->n_read;
  g_assert_cmpuint (n_read, >, 20 + 60);
  assert_has_all (fixture, fixture->desks[NEW]);

  /* One that has no roster takes the network's space from whoever has it; of others, nothing. */
  g_object_unref (fixture->desks[NEW]);
  fixture->desks[NEW] = paper_desk_new (NEW + 1, 2);
  fixture->desks[NEW]->knows_nobody = TRUE;
  start_desk (fixture, NEW);
  fixture->folder->n_read = 0;
  g_clear_pointer (&report, lnet_folder_report_free);
  report = run (fixture, NEW);
  g_assert_cmpuint (fixture->folder->n_read, <, n_read - 20);
  g_assert_cmpuint (fixture->folder->n_read, >, 20 + 40);
  assert_has_all (fixture, fixture->desks[NEW]);
}

/* How many desks keep a snapshot of a space: pieces bear its alias and their desk. */
static guint
count_keepers (Fixture *fixture,
               guint    space)
{
  g_autofree char *prefix = g_strdup_printf ("s/%02x", space + 1);
  g_autoptr (GPtrArray) pieces = list_files (fixture, prefix, ".lnbundle");
  g_autoptr (GHashTable) keepers = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);

  for (guint i = 0; i < pieces->len; i++)
    {
      LnetPieceName name;

      g_assert_true (lnet_piece_name_read (((LyingFile *) pieces->pdata[i])->title, &name));
      g_hash_table_add (keepers, lnet_id_copy (&name.desk));
    }
  return g_hash_table_size (keepers);
}

/* Whatever a director says there is, what others put there themselves is read all the same. */
static void
test_absurd_note (Fixture       *fixture,
                  gconstpointer  data)
{
  LnetFolderDesk *liar = LNET_FOLDER_DESK (fixture->desks[OTHER_DIRECTOR]);
  g_autoptr (GArray) keys = paper_desk_read_keys (liar, NULL);
  g_autoptr (LnetHeadNote) note = lnet_head_note_new (&fixture->desks[OTHER_DIRECTOR]->id);
  const guint64 most = G_GUINT64_CONSTANT (1) << 53;
  g_autoptr (GBytes) content = NULL;
  g_autofree char *path = NULL;
  LnetNoteName name = { note->desk, most, TRUE };

  appoint (fixture, OTHER_DIRECTOR, 1);
  work (fixture, N_WRITING, 4);
  note->kind = LNET_NOTE_SNAPSHOTS;
  note->number = most;
  for (guint i = 0; i < 2000; i++)
    {
      const LnetId space = paper_space (i % 2);
      g_autoptr (GArray) vector = lnet_vector_new ();
      LnetPieceName piece = { .hash = { (guint8) i, (guint8) (i >> 8) } };

      for (guint k = 0; k < N_WRITING; k++)
        lnet_vector_raise (vector, &(LnetMark) { space, fixture->desks[k]->id, i % 3 == 0 ? most : i % 7 });
      g_ptr_array_add (lnet_head_note_get_space (note, &space, TRUE)->pieces,
                       lnet_note_piece_new (&piece, most, FALSE, vector));
    }
  content = lnet_head_note_write (note, liar, keys, NULL);
  path = lnet_note_name_write (&name, "s", content, 0);
  g_assert_true (lnet_folder_put (LNET_FOLDER (fixture->folder), path, content, NULL, NULL));
  join_and_count (fixture);
  for (guint i = 0; i < N_WRITING; i++)
    start_desk (fixture, i);
  work (fixture, N_WRITING, 4);
  join_and_count (fixture);
}

/* One director keeps a snapshot; another begins when that one is long away; and of both, one goes. */
static void
test_two_directors (Fixture       *fixture,
                    gconstpointer  data)
{
  appoint (fixture, OTHER_DIRECTOR, 1);
  work (fixture, N_WRITING, 6);
  for (guint space = 0; space < 2; space++)
    g_assert_cmpuint (count_keepers (fixture, space), ==, 1);

  /* The first goes away. */
  for (guint round = 0; round < 6; round++)
    for (guint i = 1; i < N_WRITING; i++)
      {
        paper_desk_write (fixture->desks[i], round % 2);
        lnet_folder_report_free (run (fixture, i));
      }
  for (guint space = 0; space < 2; space++)
    g_assert_cmpuint (count_keepers (fixture, space), ==, 2);
  g_assert_cmpuint (join_and_count (fixture), <, 50);

  /* It comes back, and sees that there is another. */
  work (fixture, N_WRITING, 4);
  for (guint space = 0; space < 2; space++)
    g_assert_cmpuint (count_keepers (fixture, space), ==, 1);
  g_assert_cmpuint (join_and_count (fixture), <, 50);
}

/* A new desk whose rows add up to something else is told of, once it has just what the snapshot holds. */
static void
test_differing (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (LnetFolderReport) report = NULL;

  for (guint i = 0; i < 40; i++)
    paper_desk_write (fixture->desks[0], 0);
  for (guint i = 1; i < 9; i++)
    {
      paper_desk_write (fixture->desks[i], 0);
      lnet_folder_report_free (run (fixture, i));
    }
  lnet_folder_report_free (run (fixture, 0));
  g_assert_cmpuint (count_pieces (fixture), ==, 1);
  drop_files (fixture, "d-");
  fixture->desks[NEW]->wrong = 1;
  fixture->desks[NEW]->id = lnet_id_null ();
  report = run (fixture, NEW);
  g_assert_cmpuint (report->taken.n_batches, ==, 48);
  g_assert_cmpuint (report->differing->len, ==, 1);
  g_assert_true (lnet_id_equal (&g_array_index (report->differing, LnetId, 0), &fixture->desks[0]->id));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/snapshots/" path, Fixture, NULL, set_up_director, func, tear_down)
  ADD ("few-files", test_few_files);
  ADD ("others-do-not-look", test_others_do_not_look);
  ADD ("growth", test_growth);
  ADD ("full-pieces", test_full_pieces);
  ADD ("long-away", test_long_away);
  ADD ("holes", test_holes);
  ADD ("spaces", test_spaces);
  ADD ("director", test_director);
  ADD ("not-a-director", test_not_a_director);
  ADD ("absurd-note", test_absurd_note);
  ADD ("two-directors", test_two_directors);
  ADD ("differing", test_differing);
  return g_test_run ();
}
