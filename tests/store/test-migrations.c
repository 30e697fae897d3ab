/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-error.h"
#include "lnet-migrations.h"
#include "network-fixture.h"

static gboolean
add_column (LnetSqlite  *db,
            GError     **error)
{
  return lnet_sqlite_exec (db, "ALTER TABLE team ADD COLUMN motto TEXT", error);
}

static gboolean
break_halfway (LnetSqlite  *db,
               GError     **error)
{
  return lnet_sqlite_exec (db, "ALTER TABLE team ADD COLUMN song TEXT", error) &&
         lnet_sqlite_exec (db, "ALTER TABLE nothing ADD COLUMN song TEXT", error);
}

static const LnetMigration later[] = {
  { 2, add_column },
  { 3, break_halfway },
  { 0, NULL },
};

/* One version at a time: the step that fails leaves no trace, the one before it stays. */
static void
test_one_at_a_time (Network       *network,
                    gconstpointer  data)
{
  g_autoptr (LnetSqlite) db = NULL;
  gint64 version;

  network_close (network);
  db = lnet_sqlite_open (network->path, LNET_SQLITE_READ_WRITE, &network->error);
  g_assert_no_error (network->error);
  g_assert_false (lnet_migrations_run (db, later, 1, &network->error));
  g_assert_nonnull (network->error);
  g_clear_error (&network->error);
  g_assert_true (lnet_sqlite_get_integer (db, "PRAGMA user_version", 0, &version, NULL));
  g_assert_cmpint (version, ==, 2);
  g_assert_true (lnet_sqlite_exec (db, "SELECT motto FROM team", NULL));
  g_assert_false (lnet_sqlite_exec (db, "SELECT song FROM team", NULL));
}

static void
set_pragma (Network    *network,
            const char *sql)
{
  g_autoptr (LnetSqlite) db = NULL;

  network_close (network);
  db = lnet_sqlite_open (network->path, LNET_SQLITE_READ_WRITE, &network->error);
  g_assert_no_error (network->error);
  g_assert_true (lnet_sqlite_exec (db, sql, NULL));
}

static void
assert_refused (Network   *network,
                LnetError  code)
{
  g_autoptr (GFile) file = g_file_new_for_path (network->path);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize size_before, size_after;

  g_assert_true (g_file_load_contents (file, NULL, &before, &size_before, NULL, NULL));
  g_assert_null (lnet_store_open (network->path, &network->error));
  g_assert_error (network->error, LNET_ERROR, (int) code);
  g_clear_error (&network->error);
  g_assert_true (g_file_load_contents (file, NULL, &after, &size_after, NULL, NULL));
  g_assert_cmpmem (before, size_before, after, size_after);
}

static void
test_newer_is_refused (Network       *network,
                       gconstpointer  data)
{
  set_pragma (network, "PRAGMA user_version = 99");
  assert_refused (network, LNET_ERROR_NEWER);
}

static void
test_foreign_is_refused (Network       *network,
                         gconstpointer  data)
{
  set_pragma (network, "PRAGMA application_id = 7");
  assert_refused (network, LNET_ERROR_FOREIGN);
}

static void
test_registry_matches_tables (Network       *network,
                              gconstpointer  data)
{
  g_autoptr (LnetSqlite) db = NULL;

  network_close (network);
  db = lnet_sqlite_open (network->path, LNET_SQLITE_READ_ONLY, &network->error);
  for (guint i = 1; i < LNET_TABLE_LAST; i++)
    {
      const LnetTableInfo *info = lnet_schema_get_table (i);

      for (guint k = 0; info != NULL && k < info->n_fields; k++)
        {
          g_autofree char *sql = g_strdup_printf ("SELECT \"%s\" FROM \"%s\"", info->fields[k].name, info->name);

          g_assert_true (lnet_sqlite_exec (db, sql, &network->error));
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, function) g_test_add ("/migrations/" path, Network, NULL, network_set_up, function, network_tear_down)
  ADD ("one-at-a-time", test_one_at_a_time);
  ADD ("newer", test_newer_is_refused);
  ADD ("foreign", test_foreign_is_refused);
  ADD ("registry", test_registry_matches_tables);
#undef ADD
  return g_test_run ();
}
