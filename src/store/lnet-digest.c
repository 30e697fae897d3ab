/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-digest.h"

#include "lnet-bytes.h"
#include "lnet-schema.h"
#include "lnet-space.h"

/* Every field of a row in order, each with its number; empty cells say nothing, so that a column that comes later
 * changes no digest. */
static void
put_row (sqlite3_stmt *statement,
         guint         table,
         guint         n_fields,
         GByteArray   *bytes)
{
  LnetId row = lnet_sqlite_column_id (statement, 0);
  LnetId space = lnet_sqlite_column_id (statement, 1);

  g_byte_array_set_size (bytes, 0);
  lnet_bytes_put_number (bytes, table);
  lnet_bytes_put_id (bytes, &row);
  lnet_bytes_put_id (bytes, &space);
  lnet_bytes_put_number (bytes, sqlite3_column_int64 (statement, 2) != 0);
  for (guint i = 1; i <= n_fields; i++)
    {
      int column = (int) i + 2;

      if (sqlite3_column_type (statement, column) == SQLITE_NULL)
        continue;
      lnet_bytes_put_number (bytes, i);
      if (sqlite3_column_type (statement, column) == SQLITE_INTEGER)
        lnet_bytes_put_signed (bytes, sqlite3_column_int64 (statement, column));
      else
        lnet_bytes_put_block (bytes, sqlite3_column_blob (statement, column),
                              (gsize) sqlite3_column_bytes (statement, column));
    }
}

static char *
build_sql (const LnetTableInfo *info,
           gboolean             shared)
{
  GString *sql = g_string_new ("SELECT t.id, space.id, t.deleted");

  for (guint i = 0; i < info->n_fields; i++)
    g_string_append_printf (sql, ", t.\"%s\"", info->fields[i].name);
  g_string_append_printf (sql, " FROM \"%s\" t JOIN space ON space.pk = t.space", info->name);
  if (shared)
    g_string_append_printf (sql, " AND space.kind <> %d", LNET_SPACE_PRIVATE);
  return g_string_free (sql, FALSE);
}

static LnetHash *
get_sum (GHashTable   *sums,
         const LnetId *space)
{
  LnetHash *sum = g_hash_table_lookup (sums, space);

  if (sum == NULL)
    {
      sum = g_new0 (LnetHash, 1);
      g_hash_table_insert (sums, lnet_id_copy (space), sum);
    }
  return sum;
}

/* Adds to @sum, or to that of each row's space in @sums. */
static gboolean
digest_table (LnetSqlite  *db,
              guint        table,
              gboolean     shared,
              LnetHash    *sum,
              GHashTable  *sums,
              GError     **error)
{
  const LnetTableInfo *info = lnet_schema_get_table (table);
  g_autofree char *sql = build_sql (info, shared);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, sql, error);
  int step;

  if (statement == NULL)
    return FALSE;
  while ((step = lnet_sqlite_step (db, statement, error)) > 0)
    {
      const LnetId space = lnet_sqlite_column_id (statement, 1);
      LnetHash hash;

      put_row (statement, table, info->n_fields, bytes);
      lnet_hash_pieces (&(LnetHashPiece) { bytes->data, bytes->len }, 1, &hash);
      lnet_hash_add (sum != NULL ? sum : get_sum (sums, &space), &hash);
    }
  return step == 0;
}

gboolean
lnet_digest_table (LnetSqlite  *db,
                   guint        table,
                   LnetHash    *sum,
                   GError     **error)
{
  return digest_table (db, table, FALSE, sum, NULL, error);
}

/* What stands open, by desks and numbers that mean the same everywhere. */
static gboolean
digest_open (LnetSqlite  *db,
             LnetHash    *sum,
             GError     **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    db, "SELECT tbl, row, number, desk.id, batch.n, op, shown, value FROM unsettled "
        "JOIN batch ON batch.seq = unsettled.batch JOIN desk ON desk.pk = batch.desk "
        "UNION ALL SELECT tbl, row, number, x'', to_read, 0, 0, x'' FROM merged_text", error);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  int step;

  if (statement == NULL)
    return FALSE;
  while ((step = lnet_sqlite_step (db, statement, error)) > 0)
    {
      LnetHash hash;

      g_byte_array_set_size (bytes, 0);
      for (int column = 0; column < 8; column++)
        if (sqlite3_column_type (statement, column) == SQLITE_INTEGER)
          lnet_bytes_put_signed (bytes, sqlite3_column_int64 (statement, column));
        else
          lnet_bytes_put_block (bytes, sqlite3_column_blob (statement, column),
                                (gsize) sqlite3_column_bytes (statement, column));
      lnet_hash_pieces (&(LnetHashPiece) { bytes->data, bytes->len }, 1, &hash);
      lnet_hash_add (sum, &hash);
    }
  return step == 0;
}

gboolean
lnet_digest_shared (LnetSqlite  *db,
                    LnetHash    *sum,
                    GError     **error)
{
  for (guint table = 1; table < LNET_TABLE_LAST; table++)
    if (lnet_schema_get_table (table) != NULL && !digest_table (db, table, TRUE, sum, NULL, error))
      return FALSE;
  return digest_open (db, sum, error);
}

gboolean
lnet_digest_spaces (LnetSqlite  *db,
                    GHashTable  *sums,
                    GError     **error)
{
  for (guint table = 1; table < LNET_TABLE_LAST; table++)
    if (lnet_schema_get_table (table) != NULL && !digest_table (db, table, TRUE, NULL, sums, error))
      return FALSE;
  return TRUE;
}
