/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-unknown-private.h"

#include "lnet-schema.h"
#include "lnet-statements.h"

/* In table meta: how many ops are not known, and to which version of the schema. */
#define COUNT "unknown-ops"
#define VERSION "unknown-ops-version"

static const LnetStatement count_statement = {
  "unknown-count", "SELECT CAST (CAST (value AS TEXT) AS INTEGER) FROM meta WHERE key = '" COUNT "'", NULL
};

const LnetStatement *const lnet_unknown_statements[] = { &count_statement, NULL };

gboolean
lnet_unknown_count (LnetReader  *reader,
                    guint64     *n,
                    GError     **error)
{
  LnetRows *rows = lnet_reader_query (reader, &count_statement);

  *n = lnet_rows_step (rows) ? (guint64) lnet_rows_integer (rows, 0) : 0;
  return lnet_rows_end (rows, error);
}

static gboolean
read_number (LnetSqlite  *db,
             const char  *key,
             gint64      *number,
             GError     **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    db, "SELECT CAST (CAST (value AS TEXT) AS INTEGER) FROM meta WHERE key = ?1", error);
  int step;

  *number = 0;
  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_text (statement, 1, key);
  step = lnet_sqlite_step (db, statement, error);
  if (step > 0)
    {
      *number = sqlite3_column_int64 (statement, 0);
      sqlite3_reset (statement);
    }
  return step >= 0;
}

static gboolean
write_number (LnetSqlite  *db,
              const char  *key,
              gint64       number,
              GError     **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    db, "INSERT INTO meta (key, value) VALUES (?1, CAST (CAST (?2 AS TEXT) AS BLOB)) "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value", error);

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_text (statement, 1, key);
  lnet_sqlite_bind_integer (statement, 2, number);
  return lnet_sqlite_run (db, statement, error);
}

gboolean
lnet_unknown_note (LnetSqlite  *db,
                   guint64      n,
                   GError     **error)
{
  gint64 before;

  return n == 0 || (read_number (db, COUNT, &before, error) &&
                    write_number (db, COUNT, before + (gint64) n, error) &&
                    write_number (db, VERSION, LNET_SCHEMA_VERSION, error));
}

gboolean
lnet_unknown_forget (LnetSqlite  *db,
                     GError     **error)
{
  return lnet_sqlite_exec (db, "DELETE FROM meta WHERE key IN ('" COUNT "', '" VERSION "')", error);
}

gboolean
lnet_unknown_may_be_known (LnetSqlite  *db,
                           gboolean    *may,
                           GError     **error)
{
  gint64 n, version;

  if (!read_number (db, COUNT, &n, error) || !read_number (db, VERSION, &version, error))
    return FALSE;
  *may = n > 0 && version < LNET_SCHEMA_VERSION;
  return TRUE;
}
