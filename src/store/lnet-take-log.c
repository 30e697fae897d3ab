/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Taking in one desk's log in one space, batch by batch. */

#include "config.h"

#include "lnet-take-private.h"

#include <string.h>

#include "lnet-branch.h"
#include "lnet-desk.h"
#include "lnet-log.h"
#include "lnet-seen.h"

/* --- batches that are here already --- */

gboolean
lnet_take_find_hash (LnetTake  *self,
                     gint64     space,
                     gint64     desk,
                     gint64     n,
                     LnetHash  *hash,
                     gboolean  *found,
                     GError   **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    self->db, "SELECT hash FROM batch WHERE space = ?1 AND desk = ?2 AND n = ?3", error);
  int step;

  memset (hash, 0, sizeof *hash);
  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_integer (statement, 1, space);
  lnet_sqlite_bind_integer (statement, 2, desk);
  lnet_sqlite_bind_integer (statement, 3, n);
  step = lnet_sqlite_step (self->db, statement, error);
  *found = step > 0 && sqlite3_column_bytes (statement, 0) == sizeof *hash;
  if (*found)
    memcpy (hash, sqlite3_column_blob (statement, 0), sizeof *hash);
  sqlite3_reset (statement);
  return step >= 0;
}

void
lnet_take_compute_hash (LnetArrival    *arrival,
                        const LnetHash *previous,
                        LnetHash       *hash)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (arrival->body, &size);

  if (!arrival->hashed || memcmp (&arrival->previous, previous, sizeof *previous) != 0)
    {
      arrival->previous = *previous;
      lnet_batch_free (lnet_batch_read (data, size, &arrival->previous, &arrival->hash));
      arrival->hashed = TRUE;
    }
  *hash = arrival->hash;
}

/* Whether the batch that has the number of one that is here is that one; blanked or not, the hash is the same. */
static gboolean
is_repeated (LnetTake               *self,
             const LnetArrivingLog  *log,
             LnetArrival            *arrival,
             gboolean               *repeated,
             GError                **error)
{
  gint64 n = (gint64) arrival->batch->n;
  LnetHash previous, present, hash;
  gboolean found;

  if (!lnet_take_find_hash (self, log->space, log->desk, n - 1, &previous, &found, error) ||
      !lnet_take_find_hash (self, log->space, log->desk, n, &present, &found, error))
    return FALSE;
  lnet_take_compute_hash (arrival, &previous, &hash);
  *repeated = found && memcmp (&hash, &present, sizeof hash) == 0;
  return TRUE;
}

/* --- taking in --- */

static gboolean
write_down (LnetTake               *self,
            const LnetArrivingLog  *log,
            const LnetArrival      *arrival,
            const LnetBatch        *batch,
            const LnetHash         *hash,
            const LnetReplayed     *replayed,
            GError                **error)
{
  g_autoptr (GBytes) body = replayed->blanked ? lnet_batch_write (batch, NULL, NULL) : g_bytes_ref (arrival->body);

  return lnet_log_insert (self->db, log->space, log->desk, self->seq, batch, body, hash, replayed->inverse,
                          error) &&
         (replayed->set_aside == NULL || lnet_rights_set_aside (self->db, self->seq, replayed->set_aside, error));
}

static void
count (LnetTake              *self,
       const LnetArrivingLog *log,
       const LnetBatch       *batch,
       const LnetReplayed    *replayed)
{
  self->report->n_batches++;
  self->report->n_ops += batch->ops->len;
  self->report->n_unknown += replayed->n_unknown;
  self->report->n_set_aside += replayed->set_aside != NULL;
  self->own_came = self->own_came || log->origin == self->own_desk;
  self->seq++;
}

static gboolean
take_in (LnetTake         *self,
         LnetArrivingLog  *log,
         LnetArrival      *arrival,
         GError          **error)
{
  LnetHash hash;
  g_autoptr (LnetBatch) batch = lnet_arrival_read_next (arrival, &log->hash, &hash);
  LnetReplayed replayed;
  gboolean done, on_roster;

  done = lnet_replay_batch (self->replay, batch, log->space, log->desk, self->seq, &replayed, error) &&
         write_down (self, log, arrival, batch, &hash, &replayed, error);
  if (done)
    count (self, log, batch, &replayed);
  on_roster = replayed.on_roster;
  lnet_replayed_clear (&replayed);
  log->n = (gint64) batch->n;
  log->hash = hash;
  if (self->rights != NULL && lnet_id_equal (&log->space_id, &self->network_space))
    lnet_rights_forget_owned (self->rights);
  return done && (!on_roster || lnet_take_read_roster (self, error)) &&
         !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/* Whether the first batch of a way is here. */
static gboolean
is_way_taken (LnetTake      *self,
              gint64         space,
              const LnetId  *id,
              gboolean      *taken,
              GError       **error)
{
  LnetDesk desk = { .id = *id };
  LnetHash hash;
  gint64 n = 0;

  *taken = FALSE;
  if (!lnet_desk_know (self->db, &desk, error) || !lnet_log_find_end (self->db, space, desk.pk, &n, &hash, error))
    return FALSE;
  *taken = n > 0;
  return TRUE;
}

static gboolean
is_way_begun (LnetTake              *self,
              const LnetArrivingLog *log,
              const LnetId          *id)
{
  for (guint i = 0; i < self->logs->len; i++)
    {
      const LnetArrivingLog *other = self->logs->pdata[i];
      LnetId other_id;

      if (other->origin == log->origin && other->space == log->space &&
          lnet_desk_find_id (self->db, other->desk, &other_id, NULL) && lnet_id_equal (&other_id, id))
        return TRUE;
    }
  return FALSE;
}

/* What becomes of the next of a log. */
typedef enum
{
  NEXT_TAKE,
  NEXT_SKIP,  /* it is here already */
  NEXT_ASIDE, /* it does not fit, but another of its number may */
  NEXT_WAIT,  /* and all behind it */
} Next;

/* A log that is signed and says something else than before went two ways. */
static gboolean
look_at_parting (LnetTake         *self,
                 LnetArrivingLog  *log,
                 LnetArrival      *arrival,
                 GError          **error)
{
  gint64 n = (gint64) arrival->batch->n;
  LnetHash previous, hash;
  gboolean found, is_signed;

  if (!lnet_take_find_hash (self, log->space, log->desk, n - 1, &previous, &found, error) ||
      !lnet_take_is_signed (self, log, log->next, &previous, NULL, &is_signed, error))
    return FALSE;
  if (!is_signed || (!found && n > 1))
    return TRUE;
  lnet_take_compute_hash (arrival, &previous, &hash);
  self->parted = self->recompute = TRUE;
  self->report->n_partings++;
  self->own_came = self->own_came || log->origin == self->own_desk;
  return lnet_branch_part (self->db, log->space, log->origin, &log->desk_id, log->desk, n, &hash, error);
}

static gboolean
look_at_repeated (LnetTake         *self,
                  LnetArrivingLog  *log,
                  LnetArrival      *arrival,
                  Next             *next,
                  GError          **error)
{
  gboolean repeated;

  if (!is_repeated (self, log, arrival, &repeated, error))
    return FALSE;
  arrival->why = LNET_WAITING_FORK;
  *next = repeated ? NEXT_SKIP : NEXT_ASIDE;
  return repeated || look_at_parting (self, log, arrival, error);
}

/* Where a way has parted, what comes next is one of the ways it went, or another one. */
static gboolean
look_beyond_parting (LnetTake         *self,
                     LnetArrivingLog  *log,
                     LnetArrival      *arrival,
                     Next             *next,
                     GError          **error)
{
  LnetHash hash;
  LnetId id;
  gboolean known;

  *next = NEXT_ASIDE;
  lnet_take_compute_hash (arrival, &log->hash, &hash);
  id = lnet_branch_get_id (&log->desk_id, &hash);
  if (!is_way_taken (self, log->space, &id, &known, error))
    return FALSE;
  if (known)
    *next = NEXT_SKIP;
  return known || is_way_begun (self, log, &id) || look_at_parting (self, log, arrival, error);
}

/* Whether a batch is the one that a way begins with; others of its number begin other ways. */
static gboolean
begins_way (LnetTake              *self,
            const LnetArrivingLog *log,
            LnetArrival           *arrival,
            gboolean              *begins,
            GError               **error)
{
  LnetHash hash;
  LnetId id, way;

  *begins = TRUE;
  if (log->desk == log->origin || (gint64) arrival->batch->n != log->first || log->n + 1 != log->first)
    return TRUE;
  lnet_take_compute_hash (arrival, &log->hash, &hash);
  id = lnet_branch_get_id (&log->desk_id, &hash);
  if (!lnet_desk_find_id (self->db, log->desk, &way, error))
    return FALSE;
  *begins = lnet_id_equal (&id, &way);
  return TRUE;
}

static gboolean
look_at_next (LnetTake         *self,
              LnetArrivingLog  *log,
              LnetArrival      *arrival,
              Next             *next,
              GError          **error)
{
  gboolean begins;

  if ((gint64) arrival->batch->n <= log->n)
    return look_at_repeated (self, log, arrival, next, error);
  *next = NEXT_ASIDE;
  if (!begins_way (self, log, arrival, &begins, error))
    return FALSE;
  if (!begins)
    {
      if (arrival->why == LNET_WAITING_FOR_NOTHING)
        arrival->why = LNET_WAITING_FORK;
      return TRUE;
    }
  *next = NEXT_WAIT;
  arrival->why = LNET_WAITING_EARLIER;
  if ((gint64) arrival->batch->n != log->n + 1)
    return TRUE;
  if (!lnet_take_is_trusted (self, log, arrival, &arrival->why, error))
    return FALSE;
  if (arrival->why != LNET_WAITING_FOR_NOTHING)
    {
      /* Another of the same number may be the one that is signed. */
      if (log->next + 1 < log->arrivals->len &&
          ((LnetArrival *) log->arrivals->pdata[log->next + 1])->batch->n == arrival->batch->n)
        *next = NEXT_ASIDE;
      return TRUE;
    }
  if (log->parted)
    return look_beyond_parting (self, log, arrival, next, error);
  arrival->why = LNET_WAITING_OTHERS;
  if (!lnet_take_find_others (self, log, arrival->batch, &arrival->why, error))
    return FALSE;
  if (arrival->why != LNET_WAITING_OTHERS)
    *next = arrival->why == LNET_WAITING_FORK ? NEXT_ASIDE : NEXT_TAKE;
  return TRUE;
}

gboolean
lnet_take_log (LnetTake         *self,
               LnetArrivingLog  *log,
               gboolean         *progress,
               GError          **error)
{
  while (log->next < log->arrivals->len)
    {
      LnetArrival *arrival = log->arrivals->pdata[log->next];
      Next next;

      if (!look_at_next (self, log, arrival, &next, error))
        return FALSE;
      if (next == NEXT_WAIT)
        return TRUE;
      if (next == NEXT_TAKE && !take_in (self, log, arrival, error))
        return FALSE;
      if (self->parted)
        return TRUE;
      arrival->done = arrival->done || next == NEXT_TAKE || next == NEXT_SKIP;
      self->report->n_repeated += next == NEXT_SKIP;
      *progress = *progress || next == NEXT_TAKE;
      log->next++;
    }
  return TRUE;
}
