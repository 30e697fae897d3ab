/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli-fixture.h"

/* Several people's desks, each with a home of its own, that meet in one folder: three directors and a participant. */

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
  GHashTable *variables; /* of the environment of what runs at a desk next; NULL for none */
} Desks;

static inline GSubprocess *
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
  if (desks->variables != NULL)
    {
      GHashTableIter iter;
      gpointer name, value;

      g_hash_table_iter_init (&iter, desks->variables);
      while (g_hash_table_iter_next (&iter, &name, &value))
        g_subprocess_launcher_setenv (launcher, name, value, TRUE);
    }
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  return process;
}

static inline Run
run_at (Desks      *desks,
        guint       i,
        const char *first,
        ...) G_GNUC_NULL_TERMINATED;

static inline Run
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

static inline void
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
static inline JsonObject *
sync_at (Desks *desks,
         guint  i)
{
  g_auto (Run) run = run_at (desks, i, "sync", desks->networks[i], desks->shared, "--json", NULL);

  g_assert_cmpint (run.status, ==, 0);
  /* No file was skipped. */
  g_assert_cmpstr (run.err, ==, "");
  return parse (&run);
}

static inline void
sync_all (Desks *desks,
          guint  n_rounds)
{
  for (guint round = 0; round < n_rounds; round++)
    for (guint i = 0; i < N_DESKS; i++)
      json_object_unref (sync_at (desks, i));
}

static inline char *
get_digest (Desks *desks,
            guint  i)
{
  g_auto (Run) run = run_at (desks, i, "check", desks->networks[i], "--json", NULL);
  g_autoptr (JsonObject) object = parse (&run);

  g_assert_cmpint (run.status, ==, 0);
  return g_strdup (json_object_get_string_member (object, "digest"));
}

/* Directors' desks hold the same. */
static inline void
assert_equal (Desks *desks)
{
  g_autofree char *first = get_digest (desks, 0);

  for (guint i = 1; i < PARTICIPANT; i++)
    {
      g_autofree char *digest = get_digest (desks, i);

      g_assert_cmpstr (digest, ==, first);
    }
}

static inline void
import_at (Desks      *desks,
           guint       i,
           const char *csv)
{
  g_autofree char *path = g_build_filename (desks->homes[i], "people.csv", NULL);

  g_assert_true (g_file_set_contents (path, csv, -1, NULL));
  check_at (desks, i, "import", desks->networks[i], path);
}

/* --- four desks --- */

static inline void
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

static inline void
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

static inline void
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
