/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Several people's desks, each with a home of its own, that meet in one folder: three directors and a participant. */

#include "config.h"

#include "cli-fixture.h"

#define N_DESKS 4
#define PARTICIPANT 3

/* Words that only staff may read. */
#define FOR_STAFF "Wept when the licensing visit came up"

typedef struct
{
  char *folder;
  char *shared;
  char *homes[N_DESKS];
  char *networks[N_DESKS];
} Desks;

static GSubprocess *
start_at (Desks             *desks,
          guint              i,
          const char *const *words)
{
  static const char *const places[] = { "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME" };
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_ptr_array_add (argv, (gpointer) g_getenv ("LNET_PROGRAM"));
  for (; *words != NULL; words++)
    g_ptr_array_add (argv, (gpointer) *words);
  g_ptr_array_add (argv, NULL);
  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "WAYLAND_DISPLAY");
  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_subprocess_launcher_setenv (launcher, "HOME", desks->homes[i], TRUE);
  for (guint j = 0; j < G_N_ELEMENTS (places); j++)
    {
      g_autofree char *place = g_build_filename (desks->homes[i], places[j], NULL);

      g_subprocess_launcher_setenv (launcher, places[j], place, TRUE);
    }
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  return process;
}

static Run
run_at (Desks      *desks,
        guint       i,
        const char *first,
        ...) G_GNUC_NULL_TERMINATED;

static Run
run_at (Desks      *desks,
        guint       i,
        const char *first,
        ...)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  Run run = { 0 };
  va_list args;

  va_start (args, first);
  for (const char *word = first; word != NULL; word = va_arg (args, const char *))
    g_ptr_array_add (words, (gpointer) word);
  va_end (args);
  g_ptr_array_add (words, NULL);
  process = start_at (desks, i, (const char *const *) words->pdata);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &run.out, &run.err, &error));
  g_assert_no_error (error);
  run.status = g_subprocess_get_exit_status (process);
  g_test_message ("%u: %s → %d\n%s%s", i, first, run.status, run.out, run.err);
  return run;
}

static void
check_at (Desks      *desks,
          guint       i,
          const char *first,
          const char *second,
          const char *third)
{
  g_auto (Run) run = run_at (desks, i, first, second, third, NULL);

  g_assert_cmpint (run.status, ==, 0);
}

/* One exchange that nothing disturbs. */
static JsonObject *
sync_at (Desks *desks,
         guint  i)
{
  g_auto (Run) run = run_at (desks, i, "sync", desks->networks[i], desks->shared, "--json", NULL);

  g_assert_cmpint (run.status, ==, 0);
  return parse (&run);
}

static void
sync_all (Desks *desks,
          guint  n_rounds)
{
  for (guint round = 0; round < n_rounds; round++)
    for (guint i = 0; i < N_DESKS; i++)
      json_object_unref (sync_at (desks, i));
}

static char *
get_digest (Desks *desks,
            guint  i)
{
  g_auto (Run) run = run_at (desks, i, "check", desks->networks[i], "--json", NULL);
  g_autoptr (JsonObject) object = parse (&run);

  g_assert_cmpint (run.status, ==, 0);
  return g_strdup (json_object_get_string_member (object, "digest"));
}

/* Directors' desks hold the same. */
static void
assert_equal (Desks *desks)
{
  g_autofree char *first = get_digest (desks, 0);

  for (guint i = 1; i < PARTICIPANT; i++)
    {
      g_autofree char *digest = get_digest (desks, i);

      g_assert_cmpstr (digest, ==, first);
    }
}

static void
import_at (Desks      *desks,
           guint       i,
           const char *csv)
{
  g_autofree char *path = g_build_filename (desks->homes[i], "people.csv", NULL);

  g_assert_true (g_file_set_contents (path, csv, -1, NULL));
  check_at (desks, i, "import", desks->networks[i], path);
}

/* --- four desks --- */

static void
join (Desks      *desks,
      guint       i,
      const char *stance)
{
  g_autofree char *name = g_strdup_printf ("Desk %u", i);
  g_autofree char *card = g_build_filename (desks->homes[i], "card.lncard", NULL);
  g_autofree char *welcome = g_build_filename (desks->homes[i], "desk.lnwelcome", NULL);
  g_auto (Run) shown = run_at (desks, i, "card", name, "--out", card, NULL);
  g_auto (Run) admitted = run_at (desks, 0, "admit", desks->networks[0], card, "--stance", stance, "--out", welcome,
                                  NULL);

  g_assert_cmpint (shown.status, ==, 0);
  g_assert_cmpint (admitted.status, ==, 0);
  check_at (desks, i, "join", welcome, desks->networks[i]);
}

static void
desks_set_up (Desks         *desks,
              gconstpointer  data)
{
  g_auto (Run) made = { 0 }, begun = { 0 }, shared = { 0 };

  desks->folder = g_dir_make_tmp ("lnet-sync-XXXXXX", NULL);
  desks->shared = g_build_filename (desks->folder, "shared", NULL);
  g_assert_cmpint (g_mkdir (desks->shared, 0755), ==, 0);
  for (guint i = 0; i < N_DESKS; i++)
    {
      g_autofree char *name = g_strdup_printf ("home-%u", i);

      desks->homes[i] = g_build_filename (desks->folder, name, NULL);
      desks->networks[i] = g_build_filename (desks->homes[i], "network.lnet", NULL);
      g_assert_cmpint (g_mkdir (desks->homes[i], 0700), ==, 0);
    }
  made = run_at (desks, 0, "new", desks->networks[0], "--name", "Prairie network", NULL);
  g_assert_cmpint (made.status, ==, 0);
  import_at (desks, 0, "First name,Last name,Note\nAna,Begay," FOR_STAFF "\nBen,Cloud,\n");
  begun = run_at (desks, 0, "share", desks->networks[0], "--begin", "--name", "Desk 0", NULL);
  g_assert_cmpint (begun.status, ==, 0);
  shared = run_at (desks, 0, "sync", desks->networks[0], desks->shared, "--begin", NULL);
  g_assert_cmpint (shared.status, ==, 0);
  for (guint i = 1; i < N_DESKS; i++)
    join (desks, i, i == PARTICIPANT ? "participant" : "director");
}

static void
desks_tear_down (Desks         *desks,
                 gconstpointer  data)
{
  remove_tree (desks->folder);
  for (guint i = 0; i < N_DESKS; i++)
    {
      g_free (desks->homes[i]);
      g_free (desks->networks[i]);
    }
  g_free (desks->shared);
  g_free (desks->folder);
}

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
      guint  i)
{
  static const char *const names[] = { "Ana,Begay", "Ben,Cloud", "Carla,Dunn", "Dee,Eagle", "Eli,Frost" };
  static const char *const cities[] = { "Lander", "Cody", "Casper", "Laramie" };
  g_autofree char *csv =
    g_strdup_printf ("First name,Last name,City\n%s,%s\nNew,Person%d,%s\n", names[g_rand_int_range (rand, 0, 5)],
                     cities[g_rand_int_range (rand, 0, 4)], g_rand_int_range (rand, 0, 1000),
                     cities[g_rand_int_range (rand, 0, 4)]);

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
          edit (desks, rand, i);
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
  ADD ("wrong-folder", test_wrong_folder);
  ADD ("killed", test_killed);
  return g_test_run ();
}
