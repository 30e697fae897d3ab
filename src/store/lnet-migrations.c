/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-migrations.h"

#include <glib/gi18n-lib.h>

#include "lnet-error.h"
#include "lnet-member-index.h"
#include "lnet-schema.h"

/* What every file has besides the synced tables: who writes, the log, and what finds its way in it. */
static const char log_tables[] =
  "CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;"
  "CREATE TABLE desk (pk INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, since INTEGER NOT NULL) STRICT;"
  /* The log: each batch as it travels (body), in the order it was applied here (seq), what finds it, and the ops that
   * would take it back (inverse; not synced, and what they say follows from the log). */
  "CREATE TABLE batch (seq INTEGER PRIMARY KEY, space INTEGER NOT NULL REFERENCES space, "
  "  desk INTEGER NOT NULL REFERENCES desk, n INTEGER NOT NULL, wall INTEGER NOT NULL, author BLOB, "
  "  grp BLOB NOT NULL, undoes BLOB, act TEXT NOT NULL, n_ops INTEGER NOT NULL, hash BLOB NOT NULL, "
  "  body BLOB NOT NULL, inverse BLOB NOT NULL, UNIQUE (space, desk, n)) STRICT;"
  "CREATE INDEX batch_grp ON batch (grp);"
  "CREATE INDEX batch_undoes ON batch (undoes) WHERE undoes IS NOT NULL;"
  /* How far each desk's log in each space is taken in, and what our own batches have said of it. */
  "CREATE TABLE vector (space INTEGER NOT NULL REFERENCES space, desk INTEGER NOT NULL REFERENCES desk, "
  "  n INTEGER NOT NULL, told INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (space, desk)) STRICT, WITHOUT ROWID;"
  /* Which batches touched a row: its history. */
  "CREATE TABLE touch (row BLOB NOT NULL, batch INTEGER NOT NULL REFERENCES batch, PRIMARY KEY (row, batch)) "
  "  STRICT, WITHOUT ROWID;";

static const char space_table[] =
  "CREATE TABLE space (pk INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, kind INTEGER NOT NULL, owner BLOB NOT NULL) "
  "STRICT;";

/* Beside those that every table gets: on its id, on each field that names a row, and on what is in the Trash. */
static const char *const indexes[] = {
  /* members */
  /* certificates */
  /* coaching */
  /* vision */
  /* import and export */
  NULL
};

static const char *
get_sql_type (const LnetFieldInfo *field)
{
  switch (field->type)
    {
    case LNET_TYPE_INTEGER:
      return "INTEGER";
    case LNET_TYPE_ID:
      return "BLOB";
    case LNET_TYPE_TEXT:
    default:
      return "TEXT";
    }
}

static char *
describe_table (const LnetTableInfo *table,
                int                  version)
{
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "CREATE TABLE \"%s\" (pk INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, "
                               "space INTEGER NOT NULL REFERENCES space, deleted INTEGER NOT NULL DEFAULT 0", table->name);
  for (guint i = 0; i < table->n_fields; i++)
    if (table->fields[i].since <= version)
      g_string_append_printf (sql, ", \"%s\" %s", table->fields[i].name, get_sql_type (&table->fields[i]));
  g_string_append (sql, ") STRICT;");
  g_string_append_printf (sql, "CREATE INDEX \"%s_deleted\" ON \"%s\" (deleted) WHERE deleted <> 0;",
                          table->name, table->name);
  for (guint i = 0; i < table->n_fields; i++)
    if (table->fields[i].type == LNET_TYPE_ID && table->fields[i].since <= version)
      g_string_append_printf (sql, "CREATE INDEX \"%s_%s\" ON \"%s\" (\"%s\") WHERE \"%s\" IS NOT NULL;", table->name,
                              table->fields[i].name, table->name, table->fields[i].name, table->fields[i].name);
  return g_string_free (sql, FALSE);
}

static gboolean
create_synced_tables (LnetSqlite  *db,
                      int          version,
                      GError     **error)
{
  if (!lnet_sqlite_exec (db, space_table, error))
    return FALSE;
  for (guint i = 1; i < LNET_TABLE_LAST; i++)
    {
      const LnetTableInfo *table = lnet_schema_get_table (i);
      g_autofree char *sql = NULL;

      if (table == NULL || table->since > version)
        continue;
      sql = describe_table (table, version);
      if (!lnet_sqlite_exec (db, sql, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lnet_migrations_create_tables (LnetSqlite  *db,
                               GError     **error)
{
  return create_synced_tables (db, LNET_SCHEMA_VERSION, error);
}

static gboolean
create_version_1 (LnetSqlite  *db,
                  GError     **error)
{
  if (!create_synced_tables (db, 1, error) || !lnet_sqlite_exec (db, log_tables, error))
    return FALSE;
  for (gsize i = 0; indexes[i] != NULL; i++)
    if (!lnet_sqlite_exec (db, indexes[i], error))
      return FALSE;
  return lnet_member_index_create (db, error) &&
         lnet_sqlite_exec (db, "PRAGMA application_id = " G_STRINGIFY (LNET_APPLICATION_ID), error);
}

const LnetMigration lnet_migrations[] = {
  { 1, create_version_1 },
  { 0, NULL },
};

gboolean
lnet_migrations_get_version (LnetSqlite  *db,
                             int         *version,
                             GError     **error)
{
  gint64 application, number;

  if (!lnet_sqlite_get_integer (db, "PRAGMA application_id", 0, &application, error) ||
      !lnet_sqlite_get_integer (db, "PRAGMA user_version", 0, &number, error))
    return FALSE;
  if (application != LNET_APPLICATION_ID || number <= 0)
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_FOREIGN,
                           _("This file is not a learning network. It was left as it is."));
      return FALSE;
    }
  if (number > LNET_SCHEMA_VERSION)
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_NEWER,
                           _("This network was written by a newer version of Learning Network. "
                             "It was left as it is. Update the program to open it."));
      return FALSE;
    }
  *version = (int) number;
  return TRUE;
}

static gboolean
run_one (LnetSqlite           *db,
         const LnetMigration  *migration,
         GError              **error)
{
  g_autofree char *set_version = g_strdup_printf ("PRAGMA user_version = %d", migration->version);

  if (!lnet_sqlite_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (migration->run (db, error) && lnet_sqlite_exec (db, set_version, error) &&
      lnet_sqlite_exec (db, "COMMIT", error))
    return TRUE;
  lnet_sqlite_exec (db, "ROLLBACK", NULL);
  return FALSE;
}

gboolean
lnet_migrations_run (LnetSqlite           *db,
                     const LnetMigration  *migrations,
                     int                   version,
                     GError              **error)
{
  for (; migrations->version != 0; migrations++)
    if (migrations->version > version && !run_one (db, migrations, error))
      return FALSE;
  return TRUE;
}
