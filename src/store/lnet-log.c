/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs on the writer's thread, inside its transaction. */

#include "config.h"

#include "lnet-log.h"

#include <string.h>

#include "lnet-pack.h"
#include "lnet-seen.h"

LnetId
lnet_log_space_id (const LnetId    *network,
                   const LnetSpace *space)
{
  guint8 kind = space->kind;

  return lnet_hash_derive_id ((LnetHashPiece[]) { { network, sizeof *network }, { &kind, 1 },
                                                  { &space->owner, sizeof space->owner } }, 3);
}

gboolean
lnet_log_ensure_space (LnetSqlite       *db,
                       const LnetId     *network,
                       const LnetSpace  *space,
                       gint64           *pk,
                       GError          **error)
{
  LnetId id = lnet_log_space_id (network, space);
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, "SELECT pk FROM space WHERE id = ?1", error);
  int step;

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_id (statement, 1, &id);
  step = lnet_sqlite_step (db, statement, error);
  if (step < 0)
    return FALSE;
  if (step > 0)
    {
      *pk = sqlite3_column_int64 (statement, 0);
      sqlite3_reset (statement);
      return TRUE;
    }

  statement = lnet_sqlite_prepare (db, "INSERT INTO space (id, kind, owner) VALUES (?1, ?2, ?3)", error);
  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_id (statement, 1, &id);
  lnet_sqlite_bind_integer (statement, 2, space->kind);
  lnet_sqlite_bind_id (statement, 3, &space->owner);
  if (!lnet_sqlite_run (db, statement, error))
    return FALSE;
  *pk = sqlite3_last_insert_rowid (lnet_sqlite_get_handle (db));
  return TRUE;
}

gboolean
lnet_log_next_seq (LnetSqlite  *db,
                   gint64      *seq,
                   GError     **error)
{
  if (!lnet_sqlite_get_integer (db, "SELECT max (seq) FROM batch", 0, seq, error))
    return FALSE;
  *seq += 1;
  return TRUE;
}

gboolean
lnet_log_next_wall (LnetSqlite      *db,
                    const LnetDesk  *desk,
                    gint64          *wall,
                    GError         **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, "SELECT wall FROM batch WHERE desk = ?1 ORDER BY seq DESC LIMIT 1", error);
  int step;

  if (statement == NULL)
    return FALSE;
  *wall = g_get_real_time () / 1000;
  lnet_sqlite_bind_integer (statement, 1, desk->pk);
  step = lnet_sqlite_step (db, statement, error);
  if (step > 0)
    {
      *wall = MAX (*wall, sqlite3_column_int64 (statement, 0));
      sqlite3_reset (statement);
    }
  return step >= 0;
}

/* Fills in where the batch stands in its desk's log, and the chain hash of the one before. */
static gboolean
find_place (LnetSqlite      *db,
            const LnetDesk  *desk,
            gint64           space,
            LnetBatch       *batch,
            LnetHash        *previous,
            GError         **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    db, "SELECT space.id, vector.n, vector.hash FROM space LEFT JOIN vector ON vector.space = space.pk "
        "AND vector.desk = ?2 WHERE space.pk = ?1", error);
  int step;

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_integer (statement, 1, space);
  lnet_sqlite_bind_integer (statement, 2, desk->pk);
  step = lnet_sqlite_step (db, statement, error);
  if (step <= 0)
    return FALSE;
  batch->desk = desk->id;
  batch->space = lnet_sqlite_column_id (statement, 0);
  batch->n = (guint64) sqlite3_column_int64 (statement, 1) + 1;
  memset (previous, 0, sizeof *previous);
  if (sqlite3_column_bytes (statement, 2) == sizeof *previous)
    memcpy (previous, sqlite3_column_blob (statement, 2), sizeof *previous);
  sqlite3_reset (statement);
  return TRUE;
}

/* What this desk has taken in of the others: in full for the check, and what is new for the batch. */
static gboolean
fill_dependencies (LnetSqlite      *db,
                   const LnetDesk  *desk,
                   gint64           space,
                   LnetBatch       *batch,
                   GError         **error)
{
  g_autoptr (GByteArray) meant = g_byte_array_new ();
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    db, "SELECT desk.id, vector.n, vector.told, vector.hash FROM vector JOIN desk ON desk.pk = vector.desk "
        "WHERE vector.space = ?1 AND vector.desk <> ?2 ORDER BY desk.id", error);
  LnetHash check;
  int step;

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_integer (statement, 1, space);
  lnet_sqlite_bind_integer (statement, 2, desk->pk);
  while ((step = lnet_sqlite_step (db, statement, error)) > 0)
    {
      LnetDependency dependency = { lnet_sqlite_column_id (statement, 0),
                                    (guint64) sqlite3_column_int64 (statement, 1) };

      g_byte_array_append (meant, sqlite3_column_blob (statement, 3), (guint) sqlite3_column_bytes (statement, 3));
      if (sqlite3_column_int64 (statement, 2) < sqlite3_column_int64 (statement, 1))
        g_array_append_val (batch->deps, dependency);
    }
  if (step < 0)
    return FALSE;
  lnet_hash_pieces (&(LnetHashPiece) { meant->data, meant->len }, 1, &check);
  memcpy (batch->deps_check, check.bytes, sizeof batch->deps_check);
  return TRUE;
}

static gboolean
advance_vector (LnetSqlite      *db,
                gint64           space,
                gint64           desk,
                guint64          n,
                const LnetHash  *hash,
                GError         **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    db, "INSERT INTO vector (space, desk, n, told, hash) VALUES (?1, ?2, ?3, 0, ?4) "
        "ON CONFLICT (space, desk) DO UPDATE SET n = excluded.n, hash = excluded.hash", error);

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_integer (statement, 1, space);
  lnet_sqlite_bind_integer (statement, 2, desk);
  lnet_sqlite_bind_integer (statement, 3, (gint64) n);
  lnet_sqlite_bind_bytes (statement, 4, hash, sizeof *hash);
  return lnet_sqlite_run (db, statement, error);
}

/* What this desk's batch has said of the others need not be said again. */
static gboolean
note_told (LnetSqlite       *db,
           gint64            space,
           gint64            desk,
           const LnetBatch  *batch,
           GError          **error)
{
  sqlite3_stmt *statement;

  if (batch->deps->len == 0)
    return TRUE;
  statement = lnet_sqlite_prepare (db, "UPDATE vector SET told = n WHERE space = ?1 AND desk <> ?2", error);
  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_integer (statement, 1, space);
  lnet_sqlite_bind_integer (statement, 2, desk);
  return lnet_sqlite_run (db, statement, error);
}

gboolean
lnet_log_find_end (LnetSqlite  *db,
                   gint64       space,
                   gint64       desk,
                   gint64      *n,
                   LnetHash    *hash,
                   GError     **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, "SELECT n, hash FROM vector WHERE space = ?1 AND desk = ?2", error);
  int step;

  *n = 0;
  memset (hash, 0, sizeof *hash);
  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_integer (statement, 1, space);
  lnet_sqlite_bind_integer (statement, 2, desk);
  step = lnet_sqlite_step (db, statement, error);
  if (step > 0)
    {
      *n = sqlite3_column_int64 (statement, 0);
      if (sqlite3_column_bytes (statement, 1) == sizeof *hash)
        memcpy (hash, sqlite3_column_blob (statement, 1), sizeof *hash);
      sqlite3_reset (statement);
    }
  return step >= 0;
}

static void
bind_id_or_null (sqlite3_stmt *statement,
                 int           position,
                 const LnetId *id)
{
  if (!lnet_id_is_null (id))
    lnet_sqlite_bind_id (statement, position, id);
}

/* Nothing is not NULL. */
static void
bind_kept (sqlite3_stmt *statement,
           int           position,
           GBytes       *kept)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (kept, &size);

  lnet_sqlite_bind_bytes (statement, position, size > 0 ? data : "", size);
}

static gboolean
insert_batch (LnetSqlite        *db,
              gint64             desk,
              gint64             space,
              gint64             seq,
              const LnetBatch   *batch,
              GBytes            *body,
              const LnetHash    *hash,
              const GByteArray  *inverse,
              GError           **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    db, "INSERT INTO batch (seq, space, desk, n, wall, author, grp, undoes, act, n_ops, hash, body, inverse) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)", error);
  g_autoptr (GBytes) kept = lnet_pack (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  g_autoptr (GBytes) kept_inverse = lnet_pack (inverse->data, inverse->len);

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_integer (statement, 1, seq);
  lnet_sqlite_bind_integer (statement, 2, space);
  lnet_sqlite_bind_integer (statement, 3, desk);
  lnet_sqlite_bind_integer (statement, 4, (gint64) batch->n);
  lnet_sqlite_bind_integer (statement, 5, batch->wall);
  bind_id_or_null (statement, 6, &batch->author);
  lnet_sqlite_bind_id (statement, 7, &batch->group);
  bind_id_or_null (statement, 8, &batch->undoes);
  lnet_sqlite_bind_text (statement, 9, batch->act);
  lnet_sqlite_bind_integer (statement, 10, batch->ops->len);
  lnet_sqlite_bind_bytes (statement, 11, hash, sizeof *hash);
  bind_kept (statement, 12, kept);
  bind_kept (statement, 13, kept_inverse);
  return lnet_sqlite_run (db, statement, error);
}

gboolean
lnet_log_insert (LnetSqlite        *db,
                 gint64             space,
                 gint64             desk,
                 gint64             seq,
                 const LnetBatch   *batch,
                 GBytes            *body,
                 const LnetHash    *hash,
                 const GByteArray  *inverse,
                 GError           **error)
{
  return insert_batch (db, desk, space, seq, batch, body, hash, inverse, error) &&
         lnet_seen_note (db, space, desk, batch, error) &&
         advance_vector (db, space, desk, batch->n, hash, error);
}

gboolean
lnet_log_append (LnetSqlite        *db,
                 LnetDesk          *desk,
                 gint64             space,
                 gint64             seq,
                 LnetBatch         *batch,
                 const GByteArray  *inverse,
                 GError           **error)
{
  g_autoptr (GBytes) body = NULL;
  LnetHash previous, hash;

  if (!find_place (db, desk, space, batch, &previous, error) ||
      !fill_dependencies (db, desk, space, batch, error))
    return FALSE;
  batch->seed = lnet_id_new ();
  body = lnet_batch_write (batch, &previous, &hash);
  if (!lnet_log_insert (db, space, desk->pk, seq, batch, body, &hash, inverse, error) ||
      !note_told (db, space, desk->pk, batch, error))
    return FALSE;
  desk->written++;
  return TRUE;
}
