/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs on the writer's thread, inside its transaction. */

#include "config.h"

#include "lnet-seen.h"

#include "lnet-desk.h"
#include "lnet-pack.h"

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

GHashTable *
lnet_seen_vector_new (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

gint64
lnet_seen_vector_get (GHashTable *vector,
                      gint64      desk)
{
  const gint64 *n = g_hash_table_lookup (vector, &desk);

  return n != NULL ? *n : 0;
}

void
lnet_seen_vector_raise (GHashTable *vector,
                        gint64      desk,
                        gint64      n)
{
  if (n > lnet_seen_vector_get (vector, desk))
    g_hash_table_insert (vector, g_memdup2 (&desk, sizeof desk), g_memdup2 (&n, sizeof n));
}

/* What @desk had seen when it wrote its batch @n; of @but nothing. */
static gboolean
add_seen (LnetSqlite  *db,
          gint64       space,
          gint64       desk,
          gint64       n,
          gint64       but,
          GHashTable  *vector,
          GError     **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    db, "SELECT of_desk, max (of_n) FROM seen WHERE space = ?1 AND desk = ?2 AND n <= ?3 AND of_desk <> ?4 "
        "GROUP BY of_desk", error);
  int step;

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_integer (statement, 1, space);
  lnet_sqlite_bind_integer (statement, 2, desk);
  lnet_sqlite_bind_integer (statement, 3, n);
  lnet_sqlite_bind_integer (statement, 4, but);
  while ((step = lnet_sqlite_step (db, statement, error)) > 0)
    lnet_seen_vector_raise (vector, sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1));
  return step == 0;
}

gboolean
lnet_seen_read (LnetSqlite  *db,
                gint64       space,
                gint64       desk,
                gint64       n,
                GHashTable  *vector,
                GError     **error)
{
  return add_seen (db, space, desk, n, desk, vector, error);
}

gboolean
lnet_seen_list (LnetSqlite       *db,
                gint64            space,
                gint64            desk,
                const LnetBatch  *batch,
                GHashTable       *vector,
                GError          **error)
{
  if (!add_seen (db, space, desk, (gint64) batch->n, desk, vector, error))
    return FALSE;
  for (guint i = 0; i < batch->deps->len; i++)
    {
      const LnetDependency *dependency = &g_array_index (batch->deps, LnetDependency, i);
      LnetDesk of = { .id = dependency->desk };

      if (!lnet_desk_know (db, &of, error))
        return FALSE;
      lnet_seen_vector_raise (vector, of.pk, (gint64) dependency->n);
      if (!add_seen (db, space, of.pk, (gint64) dependency->n, desk, vector, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lnet_seen_note (LnetSqlite       *db,
                gint64            space,
                gint64            desk,
                const LnetBatch  *batch,
                GError          **error)
{
  g_autoptr (GHashTable) before = lnet_seen_vector_new ();
  g_autoptr (GHashTable) vector = lnet_seen_vector_new ();
  GHashTableIter iter;
  gpointer of, of_n;

  if (batch->deps->len == 0)
    return TRUE;
  if (!add_seen (db, space, desk, (gint64) batch->n, desk, before, error) ||
      !lnet_seen_list (db, space, desk, batch, vector, error))
    return FALSE;
  g_hash_table_iter_init (&iter, vector);
  while (g_hash_table_iter_next (&iter, &of, &of_n))
    if (*(gint64 *) of_n > lnet_seen_vector_get (before, *(gint64 *) of) &&
        !note_step (db, space, desk, (gint64) batch->n, *(gint64 *) of, *(gint64 *) of_n, error))
      return FALSE;
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
  statement = lnet_sqlite_prepare (db, "SELECT max (of_n) FROM seen WHERE space = ?1 AND desk = ?2 AND of_desk = ?3 "
                                       "AND n <= ?4", error);
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

gboolean
lnet_seen_covers (LnetSqlite       *db,
                  gint64            space,
                  const LnetStamp  *later,
                  const LnetStamp  *earlier,
                  gboolean         *covers,
                  GError          **error)
{
  gint64 n;

  if (!lnet_seen_look (db, space, later->desk, later->n, earlier->desk, &n, error))
    return FALSE;
  *covers = n >= earlier->n;
  return TRUE;
}

/* --- from the log --- */

gboolean
lnet_seen_note_erased (LnetSqlite    *db,
                       gint64         space,
                       const LnetOp  *op,
                       GError       **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    db, op->number == 0 ? "INSERT INTO erased_row (row, space) VALUES (?1, ?2) ON CONFLICT DO NOTHING"
                        : "INSERT INTO erased_name (id, space, tbl, number) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
    error);

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_id (statement, 1, &op->row);
  lnet_sqlite_bind_integer (statement, 2, space);
  if (op->number != 0)
    {
      lnet_sqlite_bind_integer (statement, 3, op->table);
      lnet_sqlite_bind_integer (statement, 4, op->number);
    }
  return lnet_sqlite_run (db, statement, error);
}

/* As version 3 had it: a row for each batch. */
static gboolean
note_named (LnetSqlite  *db,
            gint64       seq,
            GHashTable  *named,
            GHashTable  *touched,
            GError     **error)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, named);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    {
      sqlite3_stmt *statement;

      if (g_hash_table_contains (touched, row))
        continue;
      statement = lnet_sqlite_prepare (db, "INSERT INTO named (row, batch) VALUES (?1, ?2) ON CONFLICT DO NOTHING", error);
      if (statement == NULL)
        return FALSE;
      lnet_sqlite_bind_id (statement, 1, row);
      lnet_sqlite_bind_integer (statement, 2, seq);
      if (!lnet_sqlite_run (db, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill_from (LnetSqlite       *db,
           gint64            seq,
           gint64            space,
           gint64            desk,
           const LnetBatch  *batch,
           GError          **error)
{
  g_autoptr (GHashTable) touched = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);
  g_autoptr (GHashTable) named = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);

  if (!lnet_seen_note (db, space, desk, batch, error))
    return FALSE;
  for (guint i = 0; i < batch->ops->len; i++)
    {
      gboolean unknown;
      g_autoptr (LnetOp) op = lnet_batch_read_op (batch, i, &unknown);
      const LnetId *parent = op != NULL ? lnet_op_get_parent (op) : NULL;

      if (op != NULL)
        g_hash_table_add (touched, lnet_id_copy (&op->row));
      if (parent != NULL)
        g_hash_table_add (named, lnet_id_copy (parent));
      if (op != NULL && op->kind == LNET_OP_REDACT && !lnet_seen_note_erased (db, space, op, error))
        return FALSE;
    }
  return note_named (db, seq, named, touched, error);
}

gboolean
lnet_seen_fill (LnetSqlite  *db,
                GError     **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, "SELECT space, desk, body, seq FROM batch ORDER BY seq", error);
  int step;

  if (statement == NULL)
    return FALSE;
  while ((step = lnet_sqlite_step (db, statement, error)) > 0)
    {
      g_autoptr (LnetBatch) batch = lnet_unpack_batch (sqlite3_column_blob (statement, 2),
                                                       (gsize) sqlite3_column_bytes (statement, 2), NULL, NULL);

      if (batch != NULL && !fill_from (db, sqlite3_column_int64 (statement, 3), sqlite3_column_int64 (statement, 0),
                                       sqlite3_column_int64 (statement, 1), batch, error))
        {
          sqlite3_reset (statement);
          return FALSE;
        }
    }
  return step == 0;
}
