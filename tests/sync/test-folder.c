/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Exchanges through a folder, by desks of paper: what counts here is what lies where, and what is made of it. */

#include "config.h"

#include "folder-fixture.h"

static void
test_exchange (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (LnetFolderReport) report = NULL;

  paper_desk_write (fixture->desks[0], 0);
  paper_desk_write (fixture->desks[0], 1);
  paper_desk_write (fixture->desks[1], 0);
  report = run (fixture, 0);
  g_assert_cmpuint (report->n_sent, ==, 2);
  g_clear_pointer (&report, lnet_folder_report_free);
  report = run (fixture, 1);
  g_assert_cmpuint (report->taken.n_batches, ==, 2);
  g_assert_cmpuint (report->n_sent, ==, 1);
  run_all (fixture, 2);
  assert_equal (fixture);

  /* Nothing new: nothing is written, three listings and no more. */
  g_clear_pointer (&report, lnet_folder_report_free);
  fixture->folder->n_calls = 0;
  report = run (fixture, 2);
  g_assert_cmpuint (report->n_sent, ==, 0);
  g_assert_cmpuint (report->missing->len, ==, 0);
  g_assert_cmpuint (report->skipped->len, ==, 0);
  g_assert_cmpuint (fixture->folder->n_calls, ==, 3);
}

/* Logs of n batches lie in O(log n) files; each desk keeps two notes. */
static void
test_merging (Fixture       *fixture,
              gconstpointer  data)
{
  for (guint i = 0; i < 100; i++)
    {
      paper_desk_write (fixture->desks[0], 0);
      lnet_folder_report_free (run (fixture, 0));
      g_assert_cmpuint (count_files (fixture, "d-"), <=, 15);
      g_assert_cmpuint (count_files (fixture, "h/"), <=, 2);
    }
  run_all (fixture, 1);
  assert_equal (fixture);
}

/* Segments that are as large as one gets stay. */
static void
test_merging_full (Fixture       *fixture,
                   gconstpointer  data)
{
  guint n_calls;

  fixture->desks[0]->batch_bytes = 1024 * 1024;
  for (guint i = 0; i < 60; i++)
    paper_desk_write (fixture->desks[0], 0);
  lnet_folder_report_free (run (fixture, 0));
  g_assert_cmpuint (count_files (fixture, "d-"), ==, 10);
  for (guint i = 0; i < 40; i++)
    {
      paper_desk_write (fixture->desks[0], 0);
      lnet_folder_report_free (run (fixture, 0));
    }
  g_assert_cmpuint (count_files (fixture, "d-"), <=, 26);
  n_calls = fixture->folder->n_calls;
  lnet_folder_report_free (run (fixture, 0));
  g_assert_cmpuint (fixture->folder->n_calls - n_calls, ==, 3);
  run_all (fixture, 1);
  assert_equal (fixture);
}

/* A desk gets nothing of a space whose key it has not. */
static void
test_spaces (Fixture       *fixture,
             gconstpointer  data)
{
  fixture->desks[2]->n_spaces = 1;
  for (guint i = 0; i < 5; i++)
    {
      paper_desk_write (fixture->desks[0], 0);
      paper_desk_write (fixture->desks[0], 1);
      run_all (fixture, 1);
    }
  g_assert_cmpuint (reach (fixture->desks[2], 0, fixture->desks[0]), ==, 5);
  g_assert_cmpuint (reach (fixture->desks[2], 1, fixture->desks[0]), ==, 0);
  g_assert_cmpuint (reach (fixture->desks[1], 1, fixture->desks[0]), ==, 5);
  g_assert_cmpuint (fixture->desks[2]->n_damaged, ==, 0);

  /* Once it has the key, all of it. */
  fixture->desks[2]->n_spaces = 2;
  run_all (fixture, 1);
  assert_equal (fixture);
}

/* What came by stick is carried for a desk that has never been here, and goes when that desk puts it there itself. */
static void
test_carrying (Fixture       *fixture,
               gconstpointer  data)
{
  const LnetId space = paper_space (0);

  for (guint i = 0; i < 3; i++)
    paper_desk_write (fixture->desks[2], 0);
  for (guint i = 0; i < fixture->desks[2]->batches->len; i++)
    g_assert_true (paper_desk_apply (fixture->desks[0], fixture->desks[2]->batches->pdata[i]));
  lnet_folder_report_free (run (fixture, 0));
  lnet_folder_report_free (run (fixture, 1));
  g_assert_cmpuint (lnet_vector_get (fixture->desks[1]->vector, &space, &fixture->desks[2]->id), ==, 3);
  g_assert_cmpuint (count_files (fixture, "d-01"), ==, 1);
  g_assert_cmpuint (count_files (fixture, "d-02"), ==, 0);
  run_all (fixture, 2);
  g_assert_cmpuint (count_files (fixture, "d-01"), ==, 0);
  g_assert_cmpuint (count_files (fixture, "d-03"), ==, 1);
}

static void
drop_files (Fixture    *fixture,
            const char *prefix)
{
  for (guint i = fixture->folder->files->len; i-- > 0;)
    if (g_str_has_prefix (((LyingFile *) fixture->folder->files->pdata[i])->path, prefix))
      g_ptr_array_remove_index (fixture->folder->files, i);
}

/* Files that vanished are named by their desk, and put there again by whoever has them. */
static void
test_missing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (LnetFolderReport) report = NULL;
  const LnetFolderMissing *missing;

  for (guint i = 0; i < 3; i++)
    paper_desk_write (fixture->desks[0], 0);
  lnet_folder_report_free (run (fixture, 0));
  lnet_folder_report_free (run (fixture, 1));
  drop_files (fixture, "d-01");
  report = run (fixture, 2);
  g_assert_cmpuint (report->missing->len, ==, 1);
  missing = &g_array_index (report->missing, LnetFolderMissing, 0);
  g_assert_true (lnet_id_equal (&missing->desk, &fixture->desks[0]->id));
  g_assert_cmpuint (missing->from, ==, 1);
  g_assert_cmpuint (missing->to, ==, 3);

  /* Desk 0 is lost: desk 1 has it and is asked. */
  lnet_folder_report_free (run (fixture, 1));
  g_clear_pointer (&report, lnet_folder_report_free);
  report = run (fixture, 2);
  g_assert_cmpuint (report->taken.n_batches, ==, 3);
  g_assert_cmpuint (report->missing->len, ==, 0);
}

static void
rename_files (Fixture *fixture,
              char    *(*rename) (const char *title))
{
  for (guint i = 0; i < fixture->folder->files->len; i++)
    {
      LyingFile *file = fixture->folder->files->pdata[i];
      char *title;

      if (g_str_has_prefix (file->path, "k/"))
        continue;
      title = rename (file->title);
      g_free (file->title);
      file->title = title;
    }
}

static char *
fold (const char *title)
{
  return g_ascii_strup (title, -1);
}

static char *
mark_conflict (const char *title)
{
  const char *dot = strrchr (title, '.');

  return dot != NULL ? g_strdup_printf ("%.*s (conflict 2026-11-26)%s", (int) (dot - title), title, dot)
                     : g_strdup (title);
}

/* Where another program gave the only copies other names, they are known by how these begin, and by what is inside. */
static void
test_renamed (Fixture       *fixture,
              gconstpointer  data)
{
  for (guint i = 0; i < 3; i++)
    paper_desk_write (fixture->desks[0], 0);
  lnet_folder_report_free (run (fixture, 0));
  rename_files (fixture, fold);
  lnet_folder_report_free (run (fixture, 1));
  g_assert_cmpuint (reach (fixture->desks[1], 0, fixture->desks[0]), ==, 3);
  rename_files (fixture, mark_conflict);
  lnet_folder_report_free (run (fixture, 2));
  g_assert_cmpuint (reach (fixture->desks[2], 0, fixture->desks[0]), ==, 3);

  /* Its own desk puts there what has lost its name. */
  run_all (fixture, 2);
  assert_equal (fixture);
}

/* A file of this desk's own that was damaged in the folder is put there anew when somebody misses it. */
static void
test_damaged_own (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (LnetFolderReport) report = NULL;

  paper_desk_write (fixture->desks[0], 0);
  lnet_folder_report_free (run (fixture, 0));
  for (guint i = 0; i < fixture->folder->files->len; i++)
    {
      LyingFile *file = fixture->folder->files->pdata[i];

      if (g_str_has_prefix (file->path, "d-"))
        {
          g_bytes_unref (file->content);
          file->content = g_bytes_new_static ("garbage", 7);
        }
    }
  report = run (fixture, 1);
  g_assert_cmpuint (report->skipped->len, ==, 1);
  g_assert_cmpuint (report->missing->len, ==, 1);
  run_all (fixture, 2);
  assert_equal (fixture);
}

/* An empty folder, or an old listing, is nothing to conclude from: what was heard stays known. */
static void
test_emptied (Fixture       *fixture,
              gconstpointer  data)
{
  for (guint i = 0; i < N_DESKS; i++)
    paper_desk_write (fixture->desks[i], 0);
  run_all (fixture, 2);
  g_ptr_array_set_size (fixture->folder->files, 0);
  run_all (fixture, 3);
  assert_equal (fixture);
  g_assert_cmpuint (count_files (fixture, "d-"), ==, 3);
  g_assert_cmpuint (count_files (fixture, "h/"), >=, 3);
}

/* A desk with the same batches and other rows is told of. */
static void
test_differing (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (LnetFolderReport) report = NULL;

  paper_desk_write (fixture->desks[0], 0);
  run_all (fixture, 2);
  fixture->desks[1]->wrong = 1;
  paper_desk_write (fixture->desks[0], 0);
  lnet_folder_report_free (run (fixture, 0));
  report = run (fixture, 1);
  g_assert_cmpuint (report->differing->len, ==, 1);
  g_assert_true (lnet_id_equal (&g_array_index (report->differing, LnetId, 0), &fixture->desks[0]->id));
  /* It looks at itself first, and once. */
  g_assert_true (report->recomputed);
  g_assert_cmpuint (fixture->desks[1]->n_recomputed, ==, 1);
  lnet_folder_report_free (run (fixture, 1));
  g_assert_cmpuint (fixture->desks[1]->n_recomputed, ==, 1);
  /* The other one does too. */
  g_clear_pointer (&report, lnet_folder_report_free);
  report = lnet_folder_report_new ();
  g_assert_true (lnet_folder_sync_run (fixture->syncs[0], report, NULL, NULL));
  g_assert_cmpuint (report->differing->len, ==, 1);
  g_assert_cmpuint (fixture->desks[0]->n_recomputed, ==, 1);
}

/* Tables that were not what the log says are mended, and the next note says so. */
static void
test_mended (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (LnetFolderReport) report = NULL;

  paper_desk_write (fixture->desks[0], 0);
  run_all (fixture, 2);
  fixture->desks[1]->wrong = 1;
  fixture->desks[1]->heals = TRUE;
  paper_desk_write (fixture->desks[0], 0);
  lnet_folder_report_free (run (fixture, 0));
  report = run (fixture, 1);
  g_assert_true (report->recomputed);
  g_assert_cmpuint (report->differing->len, ==, 0);
  g_clear_pointer (&report, lnet_folder_report_free);
  report = run (fixture, 0);
  g_assert_false (report->recomputed);
  g_assert_cmpuint (report->differing->len, ==, 0);
}

/* After an erasure everything of this desk's own is written anew. */
static void
test_erased (Fixture       *fixture,
             gconstpointer  data)
{
  for (guint i = 0; i < 6; i++)
    {
      paper_desk_write (fixture->desks[0], 0);
      lnet_folder_report_free (run (fixture, 0));
    }
  fixture->desks[0]->erased = 1;
  lnet_folder_report_free (run (fixture, 0));
  for (guint i = 0; i < fixture->folder->files->len; i++)
    {
      const LyingFile *file = fixture->folder->files->pdata[i];
      gsize size;
      const guint8 *data_of_file = g_bytes_get_data (file->content, &size);
      PaperBatch batch;

      if (!g_str_has_prefix (file->path, "d-"))
        continue;
      for (gsize at = 32; at + 32 < size; at += sizeof batch)
        {
          memcpy (&batch, data_of_file + at, sizeof batch);
          g_assert_cmpuint (batch.erased, ==, 1);
        }
    }
  run_all (fixture, 1);
  assert_equal (fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/folder/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("exchange", test_exchange);
  ADD ("merging", test_merging);
  ADD ("merging-full", test_merging_full);
  ADD ("spaces", test_spaces);
  ADD ("carrying", test_carrying);
  ADD ("missing", test_missing);
  ADD ("renamed", test_renamed);
  ADD ("damaged-own", test_damaged_own);
  ADD ("emptied", test_emptied);
  ADD ("differing", test_differing);
  ADD ("mended", test_mended);
  ADD ("erased", test_erased);
  return g_test_run ();
}
