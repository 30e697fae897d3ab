/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is noted in a file of which desks may write what. Runs on the writer's thread, inside its transaction. */

#include "config.h"

#include "lnet-rights-private.h"

#include <string.h>

gboolean
lnet_rights_set_aside (LnetSqlite    *db,
                       gint64         seq,
                       const GArray  *ops,
                       GError       **error)
{
  for (guint i = 0; i < ops->len; i++)
    {
      sqlite3_stmt *statement = lnet_sqlite_prepare (db, "INSERT INTO set_aside (batch, op) VALUES (?1, ?2)", error);

      if (statement == NULL)
        return FALSE;
      lnet_sqlite_bind_integer (statement, 1, seq);
      lnet_sqlite_bind_integer (statement, 2, g_array_index (ops, guint, i));
      if (!lnet_sqlite_run (db, statement, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lnet_rights_leave_out (LnetSqlite  *db,
                       gint64       seq,
                       LnetBatch   *batch,
                       GError     **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, "SELECT op FROM set_aside WHERE batch = ?1", error);
  int step;

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_integer (statement, 1, seq);
  while ((step = lnet_sqlite_step (db, statement, error)) > 0)
    if (sqlite3_column_int64 (statement, 0) < batch->ops->len)
      lnet_batch_blank_op (batch, (guint) sqlite3_column_int64 (statement, 0), FALSE);
  return step == 0;
}

/* --- by what each log is judged --- */

/** A log that is here. */
typedef struct
{
  LnetId desk;      /* as batches name it */
  LnetId space_id;
  LnetSpace space;
  gint64 n;         /* how far it goes */
  gboolean noted;
  LnetJudgedLog log;
} Log;

static GArray *
list_logs (LnetRights  *self,
           GError     **error)
{
  g_autoptr (GArray) logs = g_array_new (FALSE, TRUE, sizeof (Log));
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    self->db, "SELECT vector.space, vector.desk, vector.n, space.kind, space.owner, desk.id, judged.free_until, "
              "judged.whose, space.id "
              "FROM vector JOIN space ON space.pk = vector.space LEFT JOIN branch ON branch.desk = vector.desk "
              "JOIN desk ON desk.pk = coalesce (branch.of_desk, vector.desk) "
              "LEFT JOIN judged ON judged.space = vector.space AND judged.desk = vector.desk WHERE space.kind <> 5", error);
  int step;

  if (statement == NULL)
    return NULL;
  while ((step = lnet_sqlite_step (self->db, statement, error)) > 0)
    {
      Log log = { .desk = lnet_sqlite_column_id (statement, 5), .space_id = lnet_sqlite_column_id (statement, 8),
                  .n = sqlite3_column_int64 (statement, 2),
                  .space = { (LnetSpaceKind) sqlite3_column_int (statement, 3), lnet_sqlite_column_id (statement, 4) },
                  .noted = sqlite3_column_bytes (statement, 7) == LNET_HASH_SIZE };

      log.log = (LnetJudgedLog) { sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1), 0,
                                  { .free_until = G_MAXINT64 } };
      if (log.noted)
        {
          log.log.judgement.free_until = sqlite3_column_int64 (statement, 6);
          memcpy (&log.log.judgement.whose, sqlite3_column_blob (statement, 7), LNET_HASH_SIZE);
        }
      g_array_append_val (logs, log);
    }
  return step == 0 ? g_steal_pointer (&logs) : NULL;
}

/* Whether a batch behind @from, up to @to, is judged otherwise by the one than by the other. */
static gboolean
differ (const LnetJudgement *a,
        const LnetJudgement *b,
        gint64               from,
        gint64               to)
{
  if (from >= to)
    return FALSE;
  if (CLAMP (a->free_until, from, to) != CLAMP (b->free_until, from, to))
    return TRUE;
  return b->free_until < to && memcmp (&a->whose, &b->whose, sizeof a->whose) != 0;
}

static gboolean
write_log (LnetRights           *self,
           gint64                space,
           gint64                desk,
           const LnetJudgement  *judgement,
           GError              **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    self->db, judgement->free_until == G_MAXINT64
                ? "DELETE FROM judged WHERE space = ?1 AND desk = ?2"
                : "INSERT INTO judged (space, desk, free_until, whose) VALUES (?1, ?2, ?3, ?4) "
                  "ON CONFLICT DO UPDATE SET free_until = excluded.free_until, whose = excluded.whose", error);

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_integer (statement, 1, space);
  lnet_sqlite_bind_integer (statement, 2, desk);
  if (judgement->free_until != G_MAXINT64)
    {
      lnet_sqlite_bind_integer (statement, 3, judgement->free_until);
      lnet_sqlite_bind_bytes (statement, 4, &judgement->whose, sizeof judgement->whose);
    }
  return lnet_sqlite_run (self->db, statement, error);
}

/* What was here before this time was judged as noted; what came since, as remembered. */
static gboolean
follow_log (LnetRights  *self,
            const Log   *log,
            gboolean    *anew,
            GError     **error)
{
  const LnetJudgement *noted = &log->log.judgement;
  const LnetJudgedLog *since = g_hash_table_lookup (self->logs, &log->log);
  gint64 here = since != NULL ? MIN (since->from - 1, log->n) : log->n;
  LnetJudgement now;

  if (!lnet_rights_judge (self, &log->desk, &log->space_id, &log->space, &now, error))
    return FALSE;
  *anew = *anew || differ (noted, &now, 0, here) || (since != NULL && differ (&since->judgement, &now, here, log->n));
  if (log->noted ? noted->free_until == now.free_until && memcmp (&noted->whose, &now.whose, sizeof now.whose) == 0
                 : now.free_until == G_MAXINT64)
    return TRUE;
  return write_log (self, log->log.space, log->log.desk, &now, error);
}

gboolean
lnet_rights_follow (LnetRights  *self,
                    gboolean    *anew,
                    GError     **error)
{
  g_autoptr (GArray) logs = NULL;

  *anew = self->mixed;
  self->keep_owned = FALSE;
  lnet_rights_forget_owned (self);
  logs = list_logs (self, error);
  for (guint i = 0; logs != NULL && i < logs->len; i++)
    if (!follow_log (self, &g_array_index (logs, Log, i), anew, error))
      return FALSE;
  g_hash_table_remove_all (self->logs);
  self->mixed = FALSE;
  return logs != NULL;
}

gboolean
lnet_rights_start_anew (LnetRights  *self,
                        GError     **error)
{
  const GPtrArray *desks = lnet_roster_list (self->roster);

  self->keep_owned = FALSE;
  lnet_rights_forget_owned (self);
  for (guint i = 0; i < desks->len; i++)
    if (lnet_rights_get_owned (self, desks->pdata[i], error) == NULL)
      return FALSE;
  self->keep_owned = TRUE;
  g_hash_table_remove_all (self->logs);
  self->mixed = FALSE;
  return lnet_sqlite_exec (self->db, "DELETE FROM set_aside; DELETE FROM judged", error);
}

gboolean
lnet_rights_note_log (LnetRights  *self,
                      GError     **error)
{
  const LnetJudgedLog key = { self->space_pk, self->desk_pk, 0, { 0 } };
  const LnetJudgedLog *log = g_hash_table_lookup (self->logs, &key);

  return log == NULL || write_log (self, log->space, log->desk, &log->judgement, error);
}
