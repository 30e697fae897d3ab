/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* The built program, run as people run it: LNET_PROGRAM names it. No display, no session bus. */

typedef struct
{
  char *folder;
  char *network;
} Fixture;

typedef struct
{
  int status;
  char *out;
  char *err;
} Run;

static inline void
run_clear (Run *run)
{
  g_clear_pointer (&run->out, g_free);
  g_clear_pointer (&run->err, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static inline Run
run_program (const char *first,
             ...) G_GNUC_NULL_TERMINATED;

static inline Run
run_program (const char *first,
             ...)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  Run run = { 0 };
  va_list args;

  g_ptr_array_add (argv, (gpointer) g_getenv ("LNET_PROGRAM"));
  va_start (args, first);
  for (const char *word = first; word != NULL; word = va_arg (args, const char *))
    g_ptr_array_add (argv, (gpointer) word);
  va_end (args);
  g_ptr_array_add (argv, NULL);
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "WAYLAND_DISPLAY");
  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &run.out, &run.err, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  run.status = g_subprocess_get_exit_status (process);
  g_test_message ("%s → %d\n%s%s", first, run.status, run.out, run.err);
  return run;
}

/* Exactly one JSON object, on one line. */
static inline JsonObject *
parse (const Run *run)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (g_str_has_suffix (run->out, "\n"));
  g_assert_true (strchr (run->out, '\n') == run->out + strlen (run->out) - 1);
  json_parser_load_from_data (parser, run->out, -1, &error);
  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)));
  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}

static inline char *
roster (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", "rosters", name, NULL);
}

static inline char *
in_folder (Fixture    *fixture,
           const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static inline void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_auto (Run) run = { 0 };

  fixture->folder = g_dir_make_tmp ("lnet-cli-XXXXXX", NULL);
  fixture->network = g_build_filename (fixture->folder, "network.lnet", NULL);
  run = run_program ("new", fixture->network, "--name", "Prairie network", NULL);
  g_assert_cmpint (run.status, ==, 0);
}

static inline void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = in_folder (fixture, name);

      g_chmod (path, 0600);
      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->network);
}

/* --- several people, each at a computer of their own --- */

/* Sits down at somebody's computer. */
static inline void
sit_down (Fixture    *fixture,
          const char *name)
{
  g_autofree char *home = in_folder (fixture, name);
  g_autofree char *data = g_build_filename (home, "data", NULL);
  g_autofree char *state = g_build_filename (home, "state", NULL);

  g_mkdir_with_parents (data, 0700);
  g_mkdir_with_parents (state, 0700);
  g_setenv ("HOME", home, TRUE);
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_setenv ("XDG_STATE_HOME", state, TRUE);
}

static inline void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static inline void
share_set_up (Fixture       *fixture,
              gconstpointer  data)
{
  g_auto (Run) made = { 0 };

  fixture->folder = g_dir_make_tmp ("lnet-cli-XXXXXX", NULL);
  fixture->network = g_build_filename (fixture->folder, "network.lnet", NULL);
  sit_down (fixture, "ana");
  made = run_program ("new", fixture->network, "--name", "Prairie network", NULL);
  g_assert_cmpint (made.status, ==, 0);
}

static inline void
share_tear_down (Fixture       *fixture,
                 gconstpointer  data)
{
  remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->network);
}

/* --- numbers --- */

static inline void
check_counts (const Run *run,
              gint64     rows,
              gint64     new,
              gint64     changed,
              gint64     same,
              gint64     rejected,
              gint64     duplicates)
{
  g_autoptr (JsonObject) object = parse (run);

  g_assert_cmpuint (json_object_get_size (object), ==, 6);
  g_assert_cmpint (json_object_get_int_member (object, "rows"), ==, rows);
  g_assert_cmpint (json_object_get_int_member (object, "new"), ==, new);
  g_assert_cmpint (json_object_get_int_member (object, "changed"), ==, changed);
  g_assert_cmpint (json_object_get_int_member (object, "same"), ==, same);
  g_assert_cmpint (json_object_get_int_member (object, "rejected"), ==, rejected);
  g_assert_cmpint (json_object_get_int_member (object, "duplicates"), ==, duplicates);
}

static inline gint64
count_members (Fixture *fixture)
{
  g_auto (Run) run = run_program ("check", fixture->network, "--json", NULL);
  g_autoptr (JsonObject) object = parse (&run);

  g_assert_cmpint (run.status, ==, 0);
  g_assert_true (json_object_get_boolean_member (object, "ok"));
  g_assert_cmpint (json_object_get_int_member (object, "batches"), >, 0);
  g_assert_cmpuint (strlen (json_object_get_string_member (object, "digest")), >, 16);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "problems")), ==, 0);
  return json_object_get_int_member (object, "members");
}
