/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-sample.h"

#include <glib/gstdio.h>
#include <string.h>

#include "lnet-check.h"
#include "lnet-error.h"
#include "lnet-reference.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer which)
{
  fixture->folder = g_dir_make_tmp ("lnet-sample-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "sample.lnet", NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer which)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static LnetStore *
create (Fixture    *fixture,
        const char *which)
{
  g_autoptr (GError) error = NULL;
  LnetStore *store = lnet_sample_create (fixture->path, which, &error);

  g_assert_no_error (error);
  g_assert_nonnull (store);
  return store;
}

/* The first number a query gives. */
static gint64
ask (LnetStore  *store,
     const char *sql)
{
  g_autofree LnetStatement *statement = g_new0 (LnetStatement, 1);
  LnetRows *rows;
  gint64 answer;
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetReader) reader = lnet_store_open_reader (store, &error);

  g_assert_no_error (error);
  statement->name = sql;
  statement->sql = sql;
  rows = lnet_reader_query (reader, statement);
  g_assert_true (lnet_rows_step (rows));
  answer = lnet_rows_integer (rows, 0);
  lnet_rows_end (rows, &error);
  g_assert_no_error (error);
  return answer;
}

static void
test_builds (Fixture      *fixture,
             gconstpointer which)
{
  gint64 began = g_get_monotonic_time ();
  g_autoptr (LnetStore) store = create (fixture, which);

  g_test_message ("%s: %.2f s, %" G_GINT64_FORMAT " members, %" G_GINT64_FORMAT " batches", (const char *) which,
                  (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC, ask (store, "SELECT count(*) FROM member"),
                  ask (store, "SELECT count(*) FROM batch"));
}

static void
test_is_sound (Fixture      *fixture,
               gconstpointer which)
{
  g_autoptr (LnetStore) store = create (fixture, which);
  g_autoptr (LnetCheck) check = NULL;
  g_autoptr (GError) error = NULL;

  lnet_store_close (store);
  check = lnet_check_run (fixture->path, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < check->problems->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (check->problems, i));
  g_assert_cmpuint (check->problems->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  const char *const *names = lnet_sample_get_names ();

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf ("/sample/%s/builds", names[i]);

      g_test_add (path, Fixture, names[i], set_up, test_builds, tear_down);
      g_free (path);
      path = g_strdup_printf ("/sample/%s/sound", names[i]);
      g_test_add (path, Fixture, names[i], set_up, test_is_sound, tear_down);
    }
  return g_test_run ();
}
