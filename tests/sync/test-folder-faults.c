/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Exchanges through a folder where everything goes wrong that can. */

#include "config.h"

#include "folder-fixture.h"

/* Stopped at the n-th call of the folder, for every n: the next exchange goes on, nothing lost, nothing twice. */
static void
test_crash (void)
{
  for (guint n = 1;; n++)
    {
      Fixture fixture = { 0 };
      gboolean crashed;

      set_up_seed (&fixture, n);
      for (guint i = 0; i < 3; i++)
        {
          paper_desk_write (fixture.desks[0], 0);
          paper_desk_write (fixture.desks[1], 1);
          run_all (&fixture, 1);
        }
      paper_desk_write (fixture.desks[0], 0);
      paper_desk_write (fixture.desks[0], 1);
      paper_desk_write (fixture.desks[1], 0);
      lnet_folder_report_free (run (&fixture, 1));
      fixture.folder->n_calls = 0;
      fixture.folder->crash_at = n;
      try (&fixture, 0);
      crashed = fixture.folder->crashed;
      fixture.folder->crash_at = 0;
      fixture.folder->crashed = FALSE;
      start_desk (&fixture, 0);
      run_all (&fixture, 3);
      assert_equal (&fixture);
      assert_contents (&fixture);
      g_assert_cmpuint (reach (fixture.desks[2], 0, fixture.desks[0]), ==, 4);
      g_assert_cmpuint (count_files (&fixture, "h/"), <=, 2 * N_DESKS);
      tear_down (&fixture, NULL);
      if (!crashed)
        {
          g_test_message ("%u calls", n - 1);
          g_assert_cmpuint (n, >, 12);
          return;
        }
    }
}

/* By chance everything goes wrong for a while: then it is put right by itself. */
static void
test_lies (void)
{
  guint n_schedules = g_getenv ("LNET_TEST_LIGHT") != NULL ? 40 : 200;

  for (guint32 seed = 1; seed <= n_schedules; seed++)
    {
      Fixture fixture = { 0 };
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

      g_test_message ("seed %u", seed);
      set_up_seed (&fixture, seed);
      fixture.folder->lies = (guint) g_rand_int_range (rand, 1, 30);
      for (guint step = 0; step < 40; step++)
        {
          guint i = (guint) g_rand_int_range (rand, 0, N_DESKS);

          switch (g_rand_int_range (rand, 0, 8))
            {
            case 0:
              start_desk (&fixture, i);
              break;
            case 1:
              fixture.folder->room = g_rand_boolean (rand) ? 200 : G_MAXUINT64;
              break;
            case 2:
            case 3:
            case 4:
              paper_desk_write (fixture.desks[i], (guint) g_rand_int_range (rand, 0, 2));
              break;
            default:
              try (&fixture, i);
            }
        }
      fixture.folder->lies = 0;
      fixture.folder->room = G_MAXUINT64;
      for (guint i = 0; i < N_DESKS; i++)
        start_desk (&fixture, i);
      run_all (&fixture, 4);
      assert_equal (&fixture);
      g_assert_cmpuint (count_files (&fixture, "d-"), <, 80);
      tear_down (&fixture, NULL);
    }
}

static void
test_full (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (LnetFolderReport) report = lnet_folder_report_new ();
  g_autoptr (GError) error = NULL;

  paper_desk_write (fixture->desks[0], 0);
  lnet_folder_report_free (run (fixture, 0));
  paper_desk_write (fixture->desks[1], 0);
  fixture->folder->room = 10;
  g_assert_false (lnet_folder_sync_run (fixture->syncs[1], report, NULL, &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_FULL);
  /* What the others wrote is here all the same. */
  g_assert_cmpuint (report->taken.n_batches, ==, 1);
  fixture->folder->room = G_MAXUINT64;
  run_all (fixture, 2);
  assert_equal (fixture);
}

static void
test_read_only (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (LnetFolderReport) report = lnet_folder_report_new ();
  g_autoptr (GError) error = NULL;

  paper_desk_write (fixture->desks[0], 0);
  lnet_folder_report_free (run (fixture, 0));
  fixture->folder->read_only = TRUE;
  g_assert_false (lnet_folder_sync_run (fixture->syncs[1], report, NULL, &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_READ_ONLY);
  g_assert_cmpuint (report->taken.n_batches, ==, 1);
}

/* Files of no desk, thousands of them, are left where they are. */
static void
test_foreign (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("not ours", 8);
  static const char *const directories[] = { "h", "d-02" "0102030405060708090a0b0c0d0e0f", "k" };

  paper_desk_write (fixture->desks[1], 0);
  lnet_folder_report_free (run (fixture, 1));
  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/IMG_%04u.jpg", directories[i % 2], i);

      g_ptr_array_add (fixture->folder->files, lying_file_new (strrchr (path, '/') + 1, path, content));
    }
  run_all (fixture, 2);
  assert_equal (fixture);
  g_assert_cmpuint (fixture->folder->files->len, >=, 5000);
}

/* Somebody gave the last name there is to a note of another's. */
static void
test_last_number (Fixture       *fixture,
                  gconstpointer  data)
{
  LnetNoteName name = { fixture->desks[0]->id, (G_GUINT64_CONSTANT (1) << 53) - 1, TRUE };
  g_autoptr (GBytes) content = g_bytes_new_static ("not a note", 10);
  g_autofree char *path = lnet_note_name_write (&name, "h", content, 0);

  g_assert_true (lnet_folder_put (LNET_FOLDER (fixture->folder), path, content, NULL, NULL));
  for (guint i = 0; i < 3; i++)
    {
      paper_desk_write (fixture->desks[0], 0);
      run_all (fixture, 1);
      assert_equal (fixture);
    }
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (LnetFolderReport) report = lnet_folder_report_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  paper_desk_write (fixture->desks[0], 0);
  g_cancellable_cancel (cancellable);
  g_assert_false (lnet_folder_sync_run (fixture->syncs[0], report, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (lnet_folder_is_away (error));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/folder-faults/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("full", test_full);
  ADD ("read-only", test_read_only);
  ADD ("foreign", test_foreign);
  ADD ("last-number", test_last_number);
  ADD ("cancelled", test_cancelled);
  g_test_add_func ("/folder-faults/crash", test_crash);
  g_test_add_func ("/folder-faults/lies", test_lies);
  return g_test_run ();
}
