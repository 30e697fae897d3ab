/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs on the writer's thread, inside its transaction. */

#include "config.h"

#include "lnet-seen.h"

#include "lnet-desk.h"

static gboolean
note_step (LnetSqlite  *db,
           gint64       space,
           gint64       desk,
           gint64       n,
           gint64       of,
           gint64       of_n,
           GError     **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    db, "INSERT INTO seen (space, desk, n, of_desk, of_n) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING", error);

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_integer (statement, 1, space);
  lnet_sqlite_bind_integer (statement, 2, desk);
  lnet_sqlite_bind_integer (statement, 3, n);
  lnet_sqlite_bind_integer (statement, 4, of);
  lnet_sqlite_bind_integer (statement, 5, of_n);
  return lnet_sqlite_run (db, statement, error);
}

gboolean
lnet_seen_note (LnetSqlite       *db,
                gint64            space,
                gint64            desk,
                const LnetBatch  *batch,
                GError          **error)
{
  for (guint i = 0; i < batch->deps->len; i++)
    {
      const LnetDependency *dependency = &g_array_index (batch->deps, LnetDependency, i);
      LnetDesk of = { .id = dependency->desk };

      if (!lnet_desk_know (db, &of, error) ||
          !note_step (db, space, desk, (gint64) batch->n, of.pk, (gint64) dependency->n, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lnet_seen_look (LnetSqlite  *db,
                gint64       space,
                gint64       desk,
                gint64       n,
                gint64       of,
                gint64      *of_n,
                GError     **error)
{
  sqlite3_stmt *statement;
  int step;

  *of_n = desk == of ? n - 1 : 0;
  if (desk == of)
    return TRUE;
  statement = lnet_sqlite_prepare (db, "SELECT of_n FROM seen WHERE space = ?1 AND desk = ?2 AND of_desk = ?3 AND n <= ?4 "
                                       "ORDER BY n DESC LIMIT 1", error);
  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_integer (statement, 1, space);
  lnet_sqlite_bind_integer (statement, 2, desk);
  lnet_sqlite_bind_integer (statement, 3, of);
  lnet_sqlite_bind_integer (statement, 4, n);
  step = lnet_sqlite_step (db, statement, error);
  if (step > 0)
    {
      *of_n = sqlite3_column_int64 (statement, 0);
      sqlite3_reset (statement);
    }
  return step >= 0;
}

/* --- from the log --- */

gboolean
lnet_seen_note_erased (LnetSqlite    *db,
                       gint64         space,
                       const LnetOp  *op,
                       GError       **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    db, op->number == 0 ? "INSERT INTO erased_row (row) VALUES (?1) ON CONFLICT DO NOTHING"
                        : "INSERT INTO erased_name (id, space, tbl, number) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
    error);

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_id (statement, 1, &op->row);
  if (op->number != 0)
    {
      lnet_sqlite_bind_integer (statement, 2, space);
      lnet_sqlite_bind_integer (statement, 3, op->table);
      lnet_sqlite_bind_integer (statement, 4, op->number);
    }
  return lnet_sqlite_run (db, statement, error);
}

static gboolean
fill_from (LnetSqlite       *db,
           gint64            space,
           gint64            desk,
           const LnetBatch  *batch,
           GError          **error)
{
  if (!lnet_seen_note (db, space, desk, batch, error))
    return FALSE;
  for (guint i = 0; i < batch->ops->len; i++)
    {
      gboolean unknown;
      g_autoptr (LnetOp) op = lnet_batch_read_op (batch, i, &unknown);

      if (op != NULL && op->kind == LNET_OP_REDACT && !lnet_seen_note_erased (db, space, op, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lnet_seen_fill (LnetSqlite  *db,
                GError     **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, "SELECT space, desk, body FROM batch ORDER BY seq", error);
  int step;

  if (statement == NULL)
    return FALSE;
  while ((step = lnet_sqlite_step (db, statement, error)) > 0)
    {
      g_autoptr (LnetBatch) batch = lnet_batch_read (sqlite3_column_blob (statement, 2),
                                                     (gsize) sqlite3_column_bytes (statement, 2), NULL, NULL);

      if (batch != NULL && !fill_from (db, sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1),
                                       batch, error))
        {
          sqlite3_reset (statement);
          return FALSE;
        }
    }
  return step == 0;
}
