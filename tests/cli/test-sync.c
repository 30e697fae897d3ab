/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Desks that meet in one folder, as people run the program. */

#include "config.h"

#include "desks-fixture.h"

/* --- tests --- */

static void
test_meet (Desks         *desks,
           gconstpointer  data)
{
  g_autoptr (JsonObject) taken = NULL, again = NULL;

  sync_all (desks, 1);
  import_at (desks, 1, "First name,Last name\nCarla,Dunn\n");
  json_object_unref (sync_at (desks, 1));
  taken = sync_at (desks, 2);
  g_assert_cmpint (json_object_get_int_member (taken, "batches"), >, 0);
  g_assert_cmpint (json_object_get_int_member (taken, "waiting"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (taken, "to_settle"), ==, 0);
  sync_all (desks, 1);
  assert_equal (desks);
  again = sync_at (desks, 2);
  g_assert_cmpint (json_object_get_int_member (again, "batches"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (again, "sent"), ==, 0);
}

/* What two wrote of one person at the same time is there to be settled at both. */
static void
test_to_settle (Desks         *desks,
                gconstpointer  data)
{
  sync_all (desks, 2);
  import_at (desks, 1, "First name,Last name,City\nBen,Cloud,Lander\n");
  import_at (desks, 2, "First name,Last name,City\nBen,Cloud,Cody\n");
  sync_all (desks, 2);
  assert_equal (desks);
  for (guint i = 0; i < PARTICIPANT; i++)
    {
      g_autoptr (JsonObject) object = sync_at (desks, i);

      g_assert_cmpint (json_object_get_int_member (object, "to_settle"), >, 0);
    }
}

/* What is for staff never reaches a participant's disk: not the network's file, nor anything beside it. */
static void
test_staff (Desks         *desks,
            gconstpointer  data)
{
  sync_all (desks, 2);
  for (guint i = 0; i < N_DESKS; i++)
    {
      g_autofree char *content = NULL;
      gsize size;

      g_assert_true (g_file_get_contents (desks->networks[i], &content, &size, NULL));
      g_assert_true ((memmem (content, size, FOR_STAFF, strlen (FOR_STAFF)) != NULL) == (i != PARTICIPANT));
      g_assert_nonnull (memmem (content, size, "Begay", 5));
    }
}

/* Segments of all desks, and pieces of snapshots. */
static GPtrArray *
list_segments (Desks *desks)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (desks->shared, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "d-") || g_str_equal (name, "s"))
      {
        g_autofree char *path = g_build_filename (desks->shared, name, NULL);
        g_autoptr (GDir) inside = g_dir_open (path, 0, NULL);
        const char *file;

        while ((file = g_dir_read_name (inside)) != NULL)
          g_ptr_array_add (names, g_strdup (file));
      }
  return names;
}

/* Who is erased goes from every desk; and each desk that knows of it writes its files in the folder anew. */
static void
test_erased (Desks         *desks,
             gconstpointer  data)
{
  g_autofree char *snapshots = g_build_filename (desks->shared, "s", NULL);
  g_autoptr (GPtrArray) before = NULL, after = NULL;
  g_auto (Run) erased = { 0 };

  import_at (desks, 0, "First name,Last name,Email\nZora,Quillfeather,zora@example.org\n");
  /* Until so much was written that the first desk begins a snapshot. */
  for (guint round = 0; round < 6 && !g_file_test (snapshots, G_FILE_TEST_IS_DIR); round++)
    for (guint i = 0; i < PARTICIPANT; i++)
      {
        g_autofree char *csv = g_strdup_printf ("First name,Last name\nSomebody,Number%u%u\n", round, i);

        import_at (desks, i, csv);
        json_object_unref (sync_at (desks, i));
      }
  sync_all (desks, 2);
  before = list_segments (desks);
  g_assert_true (g_file_test (snapshots, G_FILE_TEST_IS_DIR));
  erased = run_at (desks, 0, "erase", desks->networks[0], "--email", "zora@example.org", "--yes", NULL);
  g_assert_cmpint (erased.status, ==, 0);
  sync_all (desks, 2);
  assert_equal (desks);
  after = list_segments (desks);
  for (guint i = 0; i < after->len; i++)
    g_assert_false (g_ptr_array_find_with_equal_func (before, after->pdata[i], g_str_equal, NULL));
  for (guint i = 0; i < N_DESKS; i++)
    {
      g_autofree char *content = NULL;
      gsize size;

      g_assert_true (g_file_get_contents (desks->networks[i], &content, &size, NULL));
      g_assert_null (memmem (content, size, "Quillfeather", 12));
    }
}

/* A file that was put back as it was before gets back what it had lost, and goes on under another number. */
static void
test_restored (Desks         *desks,
               gconstpointer  data)
{
  g_autofree char *old = NULL;
  gsize size;

  sync_all (desks, 2);
  g_assert_true (g_file_get_contents (desks->networks[1], &old, &size, NULL));
  import_at (desks, 1, "First name,Last name\nLost,Andfound\n");
  json_object_unref (sync_at (desks, 1));
  g_assert_true (g_file_set_contents (desks->networks[1], old, (gssize) size, NULL));
  import_at (desks, 1, "First name,Last name\nAfter,Restoring\n");
  import_at (desks, 2, "First name,Last name\nMean,While\n");
  sync_all (desks, 3);
  assert_equal (desks);
  for (guint i = 0; i < N_DESKS; i++)
    {
      g_auto (Run) run = run_at (desks, i, "check", desks->networks[i], "--json", NULL);
      g_autoptr (JsonObject) object = parse (&run);

      g_assert_cmpint (json_object_get_int_member (object, "members"), ==, 5);
    }
}

/* What a desk writes after it was taken out is set aside by all, and is lost to nobody. */
static void
test_removed (Desks         *desks,
              gconstpointer  data)
{
  g_auto (Run) removed = { 0 }, last = { 0 }, taken = { 0 };
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (JsonObject) object = NULL;

  sync_all (desks, 2);
  removed = run_at (desks, 0, "remove-desk", desks->networks[0], "Desk 2", NULL);
  g_assert_cmpint (removed.status, ==, 0);
  json_object_unref (sync_at (desks, 0));
  before = get_digest (desks, 0);
  import_at (desks, 2, "First name,Last name\nToo,Late\n");
  last = run_at (desks, 2, "sync", desks->networks[2], desks->shared, NULL);
  g_assert_cmpint (last.status, ==, 0);
  taken = run_at (desks, 0, "sync", desks->networks[0], desks->shared, "--json", NULL);
  g_assert_cmpint (taken.status, ==, 0);
  object = parse (&taken);
  g_assert_cmpint (json_object_get_int_member (object, "waiting"), ==, 1);
  after = get_digest (desks, 0);
  g_assert_cmpstr (after, ==, before);
}

/* Only the folder in which the network is shared; and nothing is written where it is not. */
static void
test_wrong_folder (Desks         *desks,
                   gconstpointer  data)
{
  g_autofree char *mark = g_build_filename (desks->shared, "space.lnmark", NULL);
  g_autofree char *other = g_build_filename (desks->folder, "other", NULL);
  g_auto (Run) run = { 0 }, away = { 0 }, gone = { 0 }, begun = { 0 };

  sync_all (desks, 1);
  away = run_at (desks, 1, "sync", desks->networks[1], other, NULL);
  g_assert_cmpint (away.status, ==, 1);
  g_assert_nonnull (strstr (away.err, "cannot be reached"));
  g_assert_cmpint (g_mkdir (other, 0755), ==, 0);
  run = run_at (desks, 1, "sync", desks->networks[1], other, NULL);
  g_assert_cmpint (run.status, ==, 1);
  g_assert_cmpint (g_rmdir (other), ==, 0);

  g_assert_cmpint (g_unlink (mark), ==, 0);
  gone = run_at (desks, 1, "sync", desks->networks[1], desks->shared, NULL);
  g_assert_cmpint (gone.status, ==, 1);
  g_assert_nonnull (strstr (gone.err, "all your work is here"));
  g_assert_false (g_file_test (mark, G_FILE_TEST_EXISTS));
  begun = run_at (desks, 1, "sync", desks->networks[1], desks->shared, "--begin", NULL);
  g_assert_cmpint (begun.status, ==, 0);
}

/* --- killed at random --- */

static void
edit (Desks *desks,
      GRand *rand,
      guint  i,
      guint  step)
{
  /* Who is new has a name of their own: of two with one name an import would not know which is meant. */
  static const char *const names[] = { "Ana,Begay", "Ben,Cloud" };
  static const char *const cities[] = { "Lander", "Cody", "Casper", "Laramie" };
  g_autofree char *csv =
    g_strdup_printf ("First name,Last name,City\n%s,%s\nNew,Person-%u,%s\n", names[g_rand_int_range (rand, 0, 2)],
                     cities[g_rand_int_range (rand, 0, 4)], step, cities[g_rand_int_range (rand, 0, 4)]);

  import_at (desks, i, csv);
}

static void
kill_somewhere (Desks *desks,
                GRand *rand,
                guint  i)
{
  const char *const words[] = { "sync", desks->networks[i], desks->shared, NULL };
  g_autoptr (GSubprocess) process = start_at (desks, i, words);

  g_usleep ((gulong) g_rand_int_range (rand, 0, 150) * 1000);
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
}

static void
test_killed (Desks         *desks,
             gconstpointer  data)
{
  guint n_steps = g_getenv ("LNET_TEST_LIGHT") != NULL ? 12 : 40;
  guint32 seed = (guint32) g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  sync_all (desks, 1);
  for (guint step = 0; step < n_steps; step++)
    {
      guint i = (guint) g_rand_int_range (rand, 0, PARTICIPANT);

      switch (g_rand_int_range (rand, 0, 3))
        {
        case 0:
          edit (desks, rand, i, step);
          break;
        case 1:
          json_object_unref (sync_at (desks, i));
          break;
        default:
          kill_somewhere (desks, rand, i);
        }
    }
  sync_all (desks, 3);
  assert_equal (desks);
  for (guint i = 0; i < N_DESKS; i++)
    {
      g_autoptr (JsonObject) object = sync_at (desks, i);

      g_assert_cmpint (json_object_get_int_member (object, "waiting"), ==, 0);
      g_assert_cmpint (json_object_get_int_member (object, "missing"), ==, 0);
      g_assert_cmpint (json_object_get_int_member (object, "batches"), ==, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/sync/" path, Desks, NULL, desks_set_up, func, desks_tear_down)
  ADD ("meet", test_meet);
  ADD ("to-settle", test_to_settle);
  ADD ("staff", test_staff);
  ADD ("erased", test_erased);
  ADD ("restored", test_restored);
  ADD ("removed", test_removed);
  ADD ("wrong-folder", test_wrong_folder);
  ADD ("killed", test_killed);
  return g_test_run ();
}
