/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Snapshots where something was erased, where there is no room, where the folder lies, and where everything stops. */

#include "config.h"

#include "snapshots-fixture.h"

/* --- erasing --- */

/* Nothing that an erasure has taken away is in a piece, and what comes back from a trash is not read. */
static void
test_erased (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GPtrArray) old = g_ptr_array_new_with_free_func ((GDestroyNotify) lying_file_free);
  g_autoptr (GPtrArray) pieces = NULL;

  work (fixture, N_WRITING, 6);
  pieces = list_files (fixture, "s/", "");
  for (guint i = 0; i < pieces->len; i++)
    {
      const LyingFile *file = pieces->pdata[i];

      g_ptr_array_add (old, lying_file_new (file->title, file->path, file->content));
    }
  for (guint i = 0; i < N_DESKS; i++)
    {
      fixture->desks[i]->erased = 1;
      for (guint k = 0; k < fixture->desks[i]->batches->len; k++)
        {
          PaperBatch batch = *(const PaperBatch *) g_bytes_get_data (fixture->desks[i]->batches->pdata[k], NULL);

          batch.erased = 1;
          g_bytes_unref (fixture->desks[i]->batches->pdata[k]);
          fixture->desks[i]->batches->pdata[k] = g_bytes_new (&batch, sizeof batch);
        }
    }
  for (guint i = 0; i < N_WRITING; i++)
    lnet_folder_report_free (run (fixture, i));
  for (guint i = 0; i < old->len; i++)
    {
      const LyingFile *file = old->pdata[i];

      g_assert_null (lying_folder_find (fixture->folder, file->path));
      g_ptr_array_add (fixture->folder->files, lying_file_new (file->title, file->path, file->content));
    }
  join_and_count (fixture);
  for (guint i = 0; i < fixture->desks[NEW]->batches->len; i++)
    g_assert_cmpuint (((const PaperBatch *) g_bytes_get_data (fixture->desks[NEW]->batches->pdata[i], NULL))->erased,
                      ==, 1);

  /* Its own desk takes them away. */
  start_desk (fixture, 0);
  lnet_folder_report_free (run (fixture, 0));
  for (guint i = 0; i < old->len; i++)
    g_assert_null (lying_folder_find (fixture->folder, ((LyingFile *) old->pdata[i])->path));
}

/* Where there is no room to write it anew, it goes. */
static void
test_erased_full (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (LnetFolderReport) report = NULL;

  work (fixture, N_WRITING, 12);
  fixture->desks[0]->erased = 1;
  fixture->folder->room = 2500;
  report = run (fixture, 0);
  g_assert_cmpuint (report->skipped->len, ==, 1);
  g_assert_cmpuint (count_files (fixture, "s/"), ==, 0);
}

/* --- a folder that lies --- */

/* That there is no room for a snapshot stops nobody, and nothing is left of it. */
static void
test_full (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (LnetFolderReport) report = NULL;

  for (guint i = 1; i < N_WRITING; i++)
    {
      paper_desk_write (fixture->desks[i], 0);
      lnet_folder_report_free (run (fixture, i));
    }
  fixture->folder->room = 900;
  report = run (fixture, 0);
  g_assert_cmpuint (report->skipped->len, ==, 1);
  g_assert_cmpuint (count_files (fixture, "s/"), ==, 0);
  fixture->folder->room = G_MAXUINT64;
  work (fixture, N_WRITING, 1);
  lnet_folder_report_free (run (fixture, 0));
  g_assert_cmpuint (count_pieces (fixture), >, 0);
  join_and_count (fixture);
}

static int
compare_sizes (gconstpointer a,
               gconstpointer b)
{
  gsize first = g_bytes_get_size ((*(LyingFile *const *) a)->content);
  gsize second = g_bytes_get_size ((*(LyingFile *const *) b)->content);

  return first < second ? 1 : first > second ? -1 : 0;
}

/* Pieces that are cut short, gone, altered, of another name, or not of this network: what is in them is read elsewhere,
 * and their desk puts them right. */
static void
test_lies (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GPtrArray) pieces = NULL;
  g_autoptr (GBytes) garbage = g_bytes_new_static ("garbage", 7);
  char *title;
  guint8 *altered;
  gsize size;
  LyingFile *file;

  work (fixture, N_WRITING, 21);
  pieces = list_files (fixture, "s/", ".lnbundle");
  g_ptr_array_sort (pieces, compare_sizes);
  g_assert_cmpuint (pieces->len, >=, 4);

  /* Cut short. */
  file = pieces->pdata[0];
  size = g_bytes_get_size (file->content) / 2;
  {
    g_autoptr (GBytes) whole = g_steal_pointer (&file->content);

    file->content = g_bytes_new_from_bytes (whole, 0, size);
  }
  /* Altered, and as long as it was. */
  file = pieces->pdata[pieces->len - 1];
  size = g_bytes_get_size (file->content);
  altered = g_memdup2 (g_bytes_get_data (file->content, NULL), size);
  altered[size / 2] ^= 1;
  g_bytes_unref (file->content);
  file->content = g_bytes_new_take (altered, size);
  /* Renamed. */
  file = pieces->pdata[2];
  title = g_strdup_printf ("%.*s (conflict).lnbundle", (int) (strlen (file->title) - 9), file->title);
  g_free (file->title);
  file->title = title;
  /* Gone. */
  g_ptr_array_remove (fixture->folder->files, pieces->pdata[1]);
  g_ptr_array_add (fixture->folder->files, lying_file_new ("holiday.jpg", "s/holiday.jpg", garbage));
  g_ptr_array_add (fixture->folder->files,
                   lying_file_new ("0101010101010101-x.lnbundle", "s/0101010101010101-x.lnbundle", garbage));
  join_and_count (fixture);

  /* Put right. */
  start_desk (fixture, 0);
  lnet_folder_report_free (run (fixture, 0));
  g_assert_cmpuint (join_and_count (fixture), <, 60);
  g_assert_nonnull (lying_folder_find (fixture->folder, "s/holiday.jpg"));
}

/* An emptied folder, or an old listing: what is lost is written again, in time. */
static void
test_emptied (Fixture       *fixture,
              gconstpointer  data)
{
  work (fixture, N_WRITING, 6);
  g_ptr_array_set_size (fixture->folder->files, 0);
  for (guint i = 0; i < N_WRITING; i++)
    start_desk (fixture, i);
  work (fixture, N_WRITING, 2);
  lnet_folder_report_free (run (fixture, 0));
  g_assert_cmpuint (count_pieces (fixture), >, 0);
  join_and_count (fixture);
}

/* --- stopped at every call --- */

/* At every call, or at some. */
static guint
get_stride (void)
{
  return g_getenv ("LNET_TEST_LIGHT") != NULL ? 7 : 1;
}

static void
prepare_crash (Fixture *fixture,
               guint32  seed)
{
  set_up_seed (fixture, seed);
  appoint (fixture, 0, 0);
  work (fixture, 9, 2);
}

/* So that a snapshot is written that takes older pieces in: or, with @erased, all of it anew. */
static gboolean
crash_keeper (guint    n,
              gboolean erased)
{
  Fixture fixture = { 0 };
  gboolean crashed;
  g_autoptr (GPtrArray) notes = NULL;

  prepare_crash (&fixture, n);
  for (guint i = 1; i < 9; i++)
    {
      paper_desk_write (fixture.desks[i], 0);
      lnet_folder_report_free (run (&fixture, i));
    }
  fixture.desks[0]->erased = erased;
  fixture.folder->n_calls = 0;
  fixture.folder->crash_at = n;
  try (&fixture, 0);
  crashed = fixture.folder->crashed;
  fixture.folder->crash_at = 0;
  fixture.folder->crashed = FALSE;
  join_and_count (&fixture);
  start_desk (&fixture, 0);
  lnet_folder_report_free (run (&fixture, 0));
  join_and_count (&fixture);
  notes = list_files (&fixture, "s/", ".lnhead");
  g_assert_cmpuint (notes->len, ==, 1);
  /* Nothing is left over: what lies there is whole, and is named. */
  g_assert_cmpuint (count_pieces (&fixture), <=, 4);
  g_assert_cmpuint (fixture.desks[NEW]->n_damaged, ==, 0);
  tear_down (&fixture, NULL);
  return crashed;
}

static void
test_crash_keeper (void)
{
  for (guint erased = 0; erased < 2; erased++)
    {
      guint n = 1;

      while (crash_keeper (n, erased == 1))
        n += get_stride ();
      g_test_message ("%u calls", n - 1);
      g_assert_cmpuint (n, >, 20);
    }
}

static gboolean
crash_reader (guint n)
{
  Fixture fixture = { 0 };
  gboolean crashed;

  prepare_crash (&fixture, n);
  for (guint i = 1; i < 9; i++)
    paper_desk_write (fixture.desks[i], 1);
  fixture.folder->n_calls = 0;
  fixture.folder->crash_at = n;
  try (&fixture, NEW);
  crashed = fixture.folder->crashed;
  fixture.folder->crash_at = 0;
  fixture.folder->crashed = FALSE;
  start_desk (&fixture, NEW);
  for (guint i = 0; i < 9; i++)
    lnet_folder_report_free (run (&fixture, i));
  lnet_folder_report_free (run (&fixture, NEW));
  assert_has_all (&fixture, fixture.desks[NEW]);
  tear_down (&fixture, NULL);
  return crashed;
}

static void
test_crash_reader (void)
{
  guint n = 1;

  while (crash_reader (n))
    n += get_stride ();
  g_test_message ("%u calls", n - 1);
  g_assert_cmpuint (n, >, 15);
}

/* --- whatever comes --- */

/* By chance everything goes wrong for a while, two directors come and go, and things are erased: then a new desk gets
 * all there is. */
static void
play (Fixture *fixture,
      GRand   *rand)
{
  for (guint step = 0; step < 120; step++)
    {
      guint i = (guint) g_rand_int_range (rand, 0, 6);

      switch (g_rand_int_range (rand, 0, 16))
        {
        case 0:
          start_desk (fixture, i);
          break;
        case 1:
          fixture->folder->room = g_rand_boolean (rand) ? 900 : G_MAXUINT64;
          break;
        case 2:
          appoint (fixture, g_rand_boolean (rand) ? 200 : (guint) g_rand_int_range (rand, 0, 3), 1);
          break;
        case 3:
          fixture->desks[i]->erased++;
          break;
        case 4:
        case 5:
        case 6:
        case 7:
        case 8:
          paper_desk_write (fixture->desks[i], (guint) g_rand_int_range (rand, 0, 2));
          break;
        default:
          try (fixture, i);
        }
    }
}

static void
test_schedules (void)
{
  guint n_schedules = g_getenv ("LNET_TEST_LIGHT") != NULL ? 5 : 60;

  for (guint32 seed = 1; seed <= n_schedules; seed++)
    {
      Fixture fixture = { 0 };
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

      g_test_message ("seed %u", seed);
      set_up_seed (&fixture, seed);
      appoint (&fixture, 0, 0);
      fixture.folder->lies = (guint) g_rand_int_range (rand, 0, 25);
      play (&fixture, rand);
      fixture.folder->lies = 0;
      fixture.folder->room = G_MAXUINT64;
      for (guint round = 0; round < 4; round++)
        for (guint i = 0; i < 6; i++)
          {
            start_desk (&fixture, i);
            lnet_folder_report_free (run (&fixture, i));
          }
      join_and_count (&fixture);
      tear_down (&fixture, NULL);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/snapshot-faults/" path, Fixture, NULL, set_up_director, func, tear_down)
  ADD ("erased", test_erased);
  ADD ("erased-full", test_erased_full);
  ADD ("full", test_full);
  ADD ("lies", test_lies);
  ADD ("emptied", test_emptied);
  g_test_add_func ("/snapshot-faults/crash-keeper", test_crash_keeper);
  g_test_add_func ("/snapshot-faults/crash-reader", test_crash_reader);
  g_test_add_func ("/snapshot-faults/schedules", test_schedules);
  return g_test_run ();
}
