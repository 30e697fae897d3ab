/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs on the writer's thread, inside its transaction. */

#include "config.h"

#include "lnet-take-private.h"

#include <string.h>

#include "lnet-log.h"
#include "lnet-pack.h"
#include "lnet-unknown-private.h"

LnetArrival *
lnet_arrival_ref (LnetArrival *arrival)
{
  g_atomic_ref_count_inc (&arrival->ref_count);
  return arrival;
}

void
lnet_arrival_unref (LnetArrival *arrival)
{
  if (!g_atomic_ref_count_dec (&arrival->ref_count))
    return;
  lnet_batch_free (arrival->batch);
  g_bytes_unref (arrival->body);
  g_free (arrival);
}

static LnetBatch *
read_arrival (const LnetArrival *arrival,
              const LnetHash    *previous,
              LnetHash          *hash)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (arrival->body, &size);
  LnetBatch *batch = lnet_batch_read (data, size, previous, hash);

  g_array_unref (batch->deps);
  batch->deps = g_array_ref (arrival->batch->deps);
  return batch;
}

LnetBatch *
lnet_arrival_read (const LnetArrival *arrival)
{
  return read_arrival (arrival, NULL, NULL);
}

LnetBatch *
lnet_arrival_read_next (LnetArrival    *arrival,
                        const LnetHash *previous,
                        LnetHash       *hash)
{
  gboolean known = arrival->hashed && memcmp (&arrival->previous, previous, sizeof *previous) == 0;
  LnetBatch *batch = read_arrival (arrival, previous, known ? NULL : &arrival->hash);

  arrival->previous = *previous;
  arrival->hashed = TRUE;
  *hash = arrival->hash;
  return batch;
}

void
lnet_arriving_log_free (LnetArrivingLog *log)
{
  g_ptr_array_unref (log->arrivals);
  g_hash_table_unref (log->signed_ones);
  g_free (log);
}

/* Spaces are known by what they are: their ids follow. */
static gboolean
learn_spaces (LnetTake  *self,
              GError   **error)
{
  for (guint i = 0; i < self->delivery->spaces->len; i++)
    {
      const LnetSpace *space = &g_array_index (self->delivery->spaces, LnetSpace, i);
      gint64 pk;

      if (space->kind >= LNET_SPACE_NETWORK && space->kind < LNET_SPACE_PRIVATE &&
          !lnet_log_ensure_space (self->db, self->network, space, &pk, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
keep_signatures (LnetTake  *self,
                 GError   **error)
{
  for (guint i = 0; i < self->delivery->signatures->len; i++)
    {
      const LnetSignature *signature = &g_array_index (self->delivery->signatures, LnetSignature, i);
      sqlite3_stmt *statement = lnet_sqlite_prepare (
        self->db, "INSERT INTO signature (space, desk, n, signature) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
        error);

      if (statement == NULL)
        return FALSE;
      lnet_sqlite_bind_id (statement, 1, &signature->space);
      lnet_sqlite_bind_id (statement, 2, &signature->desk);
      lnet_sqlite_bind_integer (statement, 3, (gint64) signature->n);
      lnet_sqlite_bind_bytes (statement, 4, signature->bytes, sizeof signature->bytes);
      if (!lnet_sqlite_run (self->db, statement, error))
        return FALSE;
    }
  return TRUE;
}

/* Until nothing more can be taken in: a batch may be what others waited for. */
static gboolean
take_what_can_be (LnetTake  *self,
                  GError   **error)
{
  gboolean progress = TRUE;

  while (progress)
    {
      progress = FALSE;
      for (guint i = 0; i < self->logs->len && !self->parted; i++)
        if (!lnet_take_log (self, self->logs->pdata[i], &progress, error))
          return FALSE;
      if (self->parted)
        return TRUE;
    }
  return TRUE;
}

static gboolean
recompute (LnetSqlite   *db,
           LnetApply    *apply,
           LnetRights   *rights,
           LnetChanges  *changes,
           GError      **error);

/* Where a log parts, everything is looked at anew; what was applied is worked out from nothing in the end. */
static gboolean
take_all (LnetTake     *self,
          LnetApply    *apply,
          LnetChanges  *changes,
          GError      **error)
{
  do
    {
      g_clear_pointer (&self->replay, lnet_replay_free);
      g_clear_pointer (&self->clocks, lnet_clocks_free);
      self->parted = FALSE;
      self->clocks = lnet_clocks_new (self->db, FALSE);
      self->replay = lnet_replay_new (self->db, apply, self->clocks, changes);
      lnet_replay_set_rights (self->replay, self->rights);
      if (!lnet_take_sort (self, error) || !take_what_can_be (self, error))
        return FALSE;
    }
  while (self->parted);
  if (self->recompute)
    return recompute (self->db, apply, self->rights, changes, error);
  return lnet_replay_end (self->replay, error) &&
         lnet_unknown_note (self->db, self->report->n_unknown - self->n_noted, error);
}

/* Rights may have changed by what came, also for what was here before. */
static gboolean
follow_rights (LnetTake     *self,
               LnetApply    *apply,
               LnetChanges  *changes,
               GError      **error)
{
  gboolean anew = FALSE;

  if (self->rights != NULL && !lnet_rights_follow (self->rights, &anew, error))
    return FALSE;
  self->recompute = self->recompute || anew;
  return !anew || recompute (self->db, apply, self->rights, changes, error);
}

/* What was set aside may say that somebody else is taken out, who stood in its way: then it is looked at once more. */
#define MOST_ROUNDS 8

static gboolean
take_in_rounds (LnetTake     *self,
                LnetApply    *apply,
                LnetChanges  *changes,
                GError      **error)
{
  for (guint round = 0; round < MOST_ROUNDS; round++)
    {
      g_autoptr (LnetRoster) before = NULL;

      if (!take_all (self, apply, changes, error) || !lnet_take_keep_waiting (self, error))
        return FALSE;
      before = g_steal_pointer (&self->roster);
      if (!lnet_take_read_roster (self, error))
        return FALSE;
      if (lnet_roster_equal (before, self->roster))
        return follow_rights (self, apply, changes, error);
      self->only_waiting = TRUE;
      self->n_noted = self->report->n_unknown;
    }
  self->recompute = TRUE;
  return recompute (self->db, apply, self->rights, changes, error);
}

static gboolean
count_open (LnetTake  *self,
            GError   **error)
{
  gint64 n_waiting, n_to_settle;

  if (!lnet_sqlite_get_integer (self->db, "SELECT count (*) FROM inbox", 0, &n_waiting, error) ||
      !lnet_sqlite_get_integer (self->db, "SELECT (SELECT count (*) FROM (SELECT DISTINCT tbl, row, number FROM unsettled)) "
                                          "+ (SELECT count (*) FROM merged_text WHERE to_read <> 0)", 0, &n_to_settle, error))
    return FALSE;
  self->report->n_waiting = (guint64) n_waiting;
  self->report->n_to_settle = (guint64) n_to_settle;
  return TRUE;
}

gboolean
lnet_take_run (LnetSqlite          *db,
               LnetApply           *apply,
               const LnetId        *network,
               gint64               own_desk,
               const LnetDelivery  *delivery,
               GCancellable        *cancellable,
               LnetChanges         *changes,
               LnetTakeReport      *report,
               gboolean            *own_came,
               gboolean            *anew,
               GError             **error)
{
  g_autoptr (GPtrArray) logs = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_arriving_log_free);
  g_autoptr (GHashTable) by_name = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref,
                                                          (GDestroyNotify) g_ptr_array_unref);
  const LnetSpace everybody = lnet_space (LNET_SPACE_NETWORK);
  LnetTake self = { .db = db, .apply = apply, .network = network, .delivery = delivery, .cancellable = cancellable,
                    .report = report, .logs = logs, .by_name = by_name, .own_desk = own_desk,
                    .network_space = lnet_space_get_id (network, &everybody) };
  gboolean done;

  *report = (LnetTakeReport) { 0 };
  done = learn_spaces (&self, error) && keep_signatures (&self, error) && lnet_log_next_seq (db, &self.seq, error) &&
         lnet_take_read_roster (&self, error) && take_in_rounds (&self, apply, changes, error) &&
         lnet_take_keep_contents (&self, error) && count_open (&self, error);
  *own_came = self.own_came;
  *anew = self.recompute;
  lnet_replay_free (self.replay);
  lnet_clocks_free (self.clocks);
  lnet_rights_free (self.rights);
  lnet_roster_free (self.roster);
  return done;
}

/* --- from nothing --- */

static gboolean
empty_tables (LnetSqlite  *db,
              GError     **error)
{
  /* Names are erased again where the log says so: what bore them before that may bear others since. What an earlier
   * version of the program did not know of is touched now. */
  g_autoptr (GString) sql = g_string_new ("DELETE FROM unsettled; DELETE FROM merged_text; DELETE FROM erased_name;"
                                          "DELETE FROM touch; DELETE FROM named;");

  for (guint table = 1; table < LNET_TABLE_LAST; table++)
    if (lnet_schema_get_table (table) != NULL)
      g_string_append_printf (sql, "DELETE FROM \"%s\";", lnet_schema_get_table (table)->name);
  return lnet_sqlite_exec (db, sql->str, error);
}

static gboolean
replay_row (LnetSqlite    *db,
            LnetReplay    *replay,
            sqlite3_stmt  *statement,
            GError       **error)
{
  g_autoptr (LnetBatch) batch = lnet_unpack_batch (sqlite3_column_blob (statement, 3),
                                                   (gsize) sqlite3_column_bytes (statement, 3), NULL, NULL);
  LnetReplayed replayed;
  gboolean done;

  if (batch == NULL)
    return TRUE;
  done = lnet_replay_batch (replay, batch, sqlite3_column_int64 (statement, 1), sqlite3_column_int64 (statement, 2),
                            sqlite3_column_int64 (statement, 0), &replayed, error) &&
         (replayed.set_aside == NULL ||
          lnet_rights_set_aside (db, sqlite3_column_int64 (statement, 0), replayed.set_aside, error)) &&
         lnet_unknown_note (db, replayed.n_unknown, error);
  lnet_replayed_clear (&replayed);
  return done;
}

static gboolean
replay_log (LnetSqlite   *db,
            LnetApply    *apply,
            LnetRights   *rights,
            LnetChanges  *changes,
            GError      **error)
{
  g_autoptr (LnetClocks) clocks = lnet_clocks_new (db, TRUE);
  g_autoptr (LnetReplay) replay = NULL;
  sqlite3_stmt *statement;
  int step;

  if (!empty_tables (db, error) || !lnet_unknown_forget (db, error))
    return FALSE;
  /* That was no op. */
  lnet_apply_was_bypassed (apply);
  lnet_apply_forget_rows (apply);
  replay = lnet_replay_new (db, apply, clocks, changes);
  lnet_replay_set_rights (replay, rights);
  statement = lnet_sqlite_prepare (db, "SELECT seq, space, desk, body FROM batch ORDER BY seq", error);
  if (statement == NULL)
    return FALSE;
  while ((step = lnet_sqlite_step (db, statement, error)) > 0)
    if (!replay_row (db, replay, statement, error))
      {
        sqlite3_reset (statement);
        return FALSE;
      }
  return step == 0 && lnet_replay_end (replay, error);
}

/* Who is in which pair and enrolment is read from tables that were worked out by other rights: so perhaps once more. */
static gboolean
recompute (LnetSqlite   *db,
           LnetApply    *apply,
           LnetRights   *rights,
           LnetChanges  *changes,
           GError      **error)
{
  gboolean anew = TRUE;

  for (guint round = 0; anew && round < MOST_ROUNDS; round++)
    {
      anew = FALSE;
      if ((rights != NULL && !lnet_rights_start_anew (rights, error)) ||
          !replay_log (db, apply, rights, changes, error) ||
          (rights != NULL && !lnet_rights_follow (rights, &anew, error)))
        return FALSE;
    }
  return TRUE;
}

gboolean
lnet_take_recompute (LnetSqlite   *db,
                     LnetApply    *apply,
                     LnetChanges  *changes,
                     GError      **error)
{
  g_autoptr (LnetRoster) roster = lnet_roster_read (db, error);
  g_autoptr (LnetRights) rights = NULL;

  if (roster == NULL)
    return FALSE;
  if (!lnet_roster_is_empty (roster))
    {
      rights = lnet_rights_new (db, apply);
      lnet_rights_set_roster (rights, roster);
    }
  return recompute (db, apply, rights, changes, error);
}
