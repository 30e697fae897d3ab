/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Desks that write, give and take in any order, against a slow model of the rules. A schedule that fails is made as
 * short as it gets, and printed with its seed.
 *
 *   test-merge-schedules [--from=SEED] [--schedules=N] [--steps=N]
 *
 * LNET_SCHEDULES in the environment says how many, too, and has all processors play them.
 */

#include "config.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "merge-desk.h"
#include "merge-schedule.h"

#define MOST_STEPS 24    /* besides those that begin it */
#define MOST_STEPS_LONG 60
#define AT_ONCE 250     /* schedules a process */
#define MOST_TRIALS 3000

static int first_seed = 0;
static int n_schedules = 10000;
static int n_steps = MOST_STEPS;
static char *folder;
static char *network;

/* What a process that may die leaves behind. */
typedef struct
{
  guint32 seed;
  char failure[4096];
} Slate;

static Slate *slate; /* of the process at hand */

static gboolean
is_light (void)
{
  return g_getenv ("LNET_TEST_LIGHT") != NULL;
}

/* --- in a process of its own, so that a crash is one failure among others --- */

static gboolean
play_here (const MergeSchedule *schedule,
           MergeFloor          *floor,
           gboolean             last)
{
  g_autofree char *failure = NULL;

  slate->seed = schedule->seed;
  failure = merge_schedule_play (schedule, floor);
  if (failure == NULL && last)
    failure = merge_floor_end (floor);
  g_strlcpy (slate->failure, failure != NULL ? failure : "", sizeof slate->failure);
  return failure == NULL;
}

static gboolean
play_alone (const MergeSchedule *schedule)
{
  g_autoptr (MergeFloor) floor = merge_floor_new (folder, network);

  return play_here (schedule, floor, TRUE);
}

static gboolean
wait_for (pid_t child)
{
  int status;

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (WIFSIGNALED (status) || (WIFEXITED (status) && WEXITSTATUS (status) > 1))
    g_snprintf (slate->failure, sizeof slate->failure, "the program died (%d)", status);
  return WIFEXITED (status) && WEXITSTATUS (status) == 0;
}

static gboolean
play_elsewhere (const MergeSchedule *schedule)
{
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      if (freopen ("/dev/null", "w", stderr) == NULL || freopen ("/dev/null", "w", stdout) == NULL)
        _exit (2);
      _exit (play_alone (schedule) ? 0 : 1);
    }
  return wait_for (child);
}

static gboolean
play_range (guint32 from,
            guint32 to)
{
  g_autoptr (MergeFloor) floor = NULL;

  for (guint32 seed = from; seed < to; seed++)
    {
      g_autoptr (MergeSchedule) schedule = merge_schedule_new (seed, (guint) n_steps);
      gboolean last = (seed + 1) % MERGE_ROUNDS == 0 || seed + 1 == to;

      if (floor == NULL)
        floor = merge_floor_new (folder, network);
      if (!play_here (schedule, floor, last))
        return FALSE;
      if (last)
        g_clear_pointer (&floor, merge_floor_free);
    }
  return TRUE;
}

/* Plays a range in a process of its own. */
static pid_t
start_range (guint32 from,
             guint32 to,
             Slate  *its_slate)
{
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child != 0)
    return child;
  slate = its_slate;
  _exit (play_range (from, to) ? 0 : 1);
}

/* --- making it short --- */

/* Leaves out @n steps from @at on, if it still fails then. */
static gboolean
leave_out (MergeSchedule **schedule,
           guint           at,
           guint           n)
{
  MergeSchedule *shorter = merge_schedule_copy (*schedule);

  g_array_remove_range (shorter->steps, at, MIN (n, shorter->steps->len - at));
  if (play_elsewhere (shorter))
    {
      merge_schedule_free (shorter);
      return FALSE;
    }
  merge_schedule_free (*schedule);
  *schedule = shorter;
  return TRUE;
}

static MergeSchedule *
shrink (MergeSchedule *schedule)
{
  guint n = schedule->steps->len / 2, n_trials = 0;

  while (n > 0 && n_trials < MOST_TRIALS)
    {
      gboolean shorter = FALSE;

      for (guint at = 0; at < schedule->steps->len && n_trials < MOST_TRIALS; n_trials++)
        if (leave_out (&schedule, at, n))
          shorter = TRUE;
        else
          at += n;
      if (!shorter || n > 1)
        n = shorter ? MIN (n, schedule->steps->len) : n / 2;
    }
  return schedule;
}

static void
tell (guint32 seed)
{
  g_autoptr (MergeSchedule) schedule = merge_schedule_new (seed, (guint) n_steps);
  g_autofree char *text = NULL;
  g_autofree char *failure = g_strdup (slate->failure);

  if (play_elsewhere (schedule))
    {
      g_printerr ("# %s\n# Seed %u fails only after others: --from=%u --schedules=%u\n", failure, seed,
                  seed / MERGE_ROUNDS * MERGE_ROUNDS, seed % MERGE_ROUNDS + 1);
      return;
    }
  schedule = shrink (g_steal_pointer (&schedule));
  play_elsewhere (schedule);
  text = merge_schedule_print (schedule);
  g_printerr ("%s# %s\n", text, slate->failure);
}

/* --- the test --- */

/* Each processor takes the next range when it has done one; stops at the first failure. */
static gboolean
play_all (guint32 first,
          guint32 n,
          guint   n_processors)
{
  Slate *slates = mmap (NULL, n_processors * sizeof (Slate), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_autofree pid_t *children = g_new0 (pid_t, n_processors);
  gboolean good = TRUE;

  g_assert_true (slates != MAP_FAILED);
  for (guint32 at = 0, i = 0; at < n + n_processors * AT_ONCE; at += AT_ONCE, i = (i + 1) % n_processors)
    {
      if (children[i] != 0 && good && !wait_for (children[i]))
        {
          *slate = slates[i];
          good = FALSE;
        }
      else if (children[i] != 0 && !good)
        waitpid (children[i], NULL, 0);
      children[i] = good && at < n ? start_range (first + at, first + MIN (at + AT_ONCE, n), &slates[i]) : 0;
    }
  munmap (slates, n_processors * sizeof (Slate));
  return good;
}

static void
test_schedules (void)
{
  const char *wanted = g_getenv ("LNET_SCHEDULES");
  guint32 n = wanted != NULL ? (guint32) atoi (wanted) : (guint32) n_schedules;
  gboolean good;

  if (wanted != NULL && n_steps == MOST_STEPS)
    n_steps = MOST_STEPS_LONG;
  if (is_light ())
    good = play_range ((guint32) first_seed, (guint32) first_seed + MAX (n / 40, 1));
  else
    good = play_all ((guint32) first_seed, n, wanted != NULL ? g_get_num_processors () : 1);
  if (good)
    return;
  tell (slate->seed);
  g_test_fail ();
}

static const GOptionEntry options[] = {
  { "from", 0, 0, G_OPTION_ARG_INT, &first_seed, NULL, NULL },
  { "schedules", 0, 0, G_OPTION_ARG_INT, &n_schedules, NULL, NULL },
  { "steps", 0, 0, G_OPTION_ARG_INT, &n_steps, NULL, NULL },
  { NULL },
};

static void
make_ground (void)
{
  g_autoptr (GError) error = NULL;

  folder = g_dir_make_tmp ("lnet-merge-XXXXXX", &error);
  g_assert_no_error (error);
  network = g_build_filename (folder, "network.lnet", NULL);
  merge_desk_make_network (network);
  slate = mmap (NULL, sizeof *slate, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_assert_true (slate != MAP_FAILED);
}

/* The folder is within the test's own, which goes when it ends. */
static void
clear_ground (void)
{
  munmap (slate, sizeof *slate);
  g_free (network);
  g_free (folder);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  int result;

  /* In memory, where that is a folder. */
  if (access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_option_context_add_main_entries (context, options, NULL);
  g_option_context_set_ignore_unknown_options (context, TRUE);
  g_option_context_parse (context, &argc, &argv, &error);
  g_assert_no_error (error);
  make_ground ();
  g_test_add_func ("/merge/schedules", test_schedules);
  result = g_test_run ();
  clear_ground ();
  return result;
}
