/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Taking in one desk's log in one space, batch by batch. */

#include "config.h"

#include "lnet-take-private.h"

#include <string.h>

#include "lnet-desk.h"
#include "lnet-log.h"
#include "lnet-seen.h"

/* --- batches that are here already --- */

/* The chain hash of a batch that is taken in; FALSE in @found for none. */
static gboolean
find_hash (LnetTake  *self,
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
lnet_take_compute_hash (const LnetArrival *arrival,
                        const LnetHash    *previous,
                        LnetHash          *hash)
{
  LnetHash before = *previous;
  gsize size;
  gconstpointer data = g_bytes_get_data (arrival->body, &size);

  lnet_batch_free (lnet_batch_read (data, size, &before, hash));
}

/* Whether the batch that has the number of one that is here is that one; blanked or not, the hash is the same. */
static gboolean
is_repeated (LnetTake               *self,
             const LnetArrivingLog  *log,
             const LnetArrival      *arrival,
             gboolean               *repeated,
             GError                **error)
{
  gint64 n = (gint64) arrival->batch->n;
  LnetHash previous, present, hash;
  gboolean found;

  if (!find_hash (self, log->space, log->desk, n - 1, &previous, &found, error) ||
      !find_hash (self, log->space, log->desk, n, &present, &found, error))
    return FALSE;
  lnet_take_compute_hash (arrival, &previous, &hash);
  *repeated = found && memcmp (&hash, &present, sizeof hash) == 0;
  return TRUE;
}

/* --- batches that it was written after --- */

static gboolean
are_others_here (LnetTake               *self,
                 const LnetArrivingLog  *log,
                 const LnetBatch        *batch,
                 gboolean               *here,
                 GError                **error)
{
  *here = TRUE;
  for (guint i = 0; i < batch->deps->len && *here; i++)
    {
      const LnetDependency *dependency = &g_array_index (batch->deps, LnetDependency, i);
      LnetDesk desk = { .id = dependency->desk };
      gint64 n;

      if (!lnet_desk_know (self->db, &desk, error) ||
          !lnet_clocks_find_end (self->clocks, log->space, desk.pk, &n, error))
        return FALSE;
      /* What a desk wrote after it was removed is not waited for. */
      *here = (guint64) n >= dependency->n ||
              (lnet_roster_find (self->roster, &dependency->desk) != NULL &&
               !lnet_roster_allows (self->roster, &dependency->desk, &log->space_id, (guint64) n + 1));
    }
  return TRUE;
}

/* A desk that a batch had seen. */
typedef struct
{
  LnetId id;
  LnetHash hash; /* of the last of its batches that had been seen */
} Seen;

static int
compare_seen (gconstpointer a,
              gconstpointer b)
{
  return memcmp (&((const Seen *) a)->id, &((const Seen *) b)->id, sizeof (LnetId));
}

/* @whole is unset where something is named that is set aside: then there is nothing to compare with. */
static gboolean
list_seen (LnetTake               *self,
           const LnetArrivingLog  *log,
           const LnetBatch        *batch,
           GArray                 *list,
           gboolean               *whole,
           GError                **error)
{
  g_autoptr (GHashTable) vector = lnet_seen_vector_new ();
  GHashTableIter iter;
  gpointer desk, n;

  if (!lnet_seen_list (self->db, log->space, log->desk, batch, vector, error))
    return FALSE;
  g_hash_table_iter_init (&iter, vector);
  while (g_hash_table_iter_next (&iter, &desk, &n))
    {
      Seen seen;
      gboolean found;

      if (!lnet_desk_find_id (self->db, *(gint64 *) desk, &seen.id, error) ||
          !find_hash (self, log->space, *(gint64 *) desk, *(gint64 *) n, &seen.hash, &found, error))
        return FALSE;
      *whole = *whole && (found || lnet_roster_allows (self->roster, &seen.id, &log->space_id, *(guint64 *) n));
      g_array_append_val (list, seen);
    }
  g_array_sort (list, compare_seen);
  return TRUE;
}

/* Whether the batches it was written after are the ones that are here, and not others of the same numbers. */
static gboolean
did_mean_these (LnetTake               *self,
                const LnetArrivingLog  *log,
                const LnetBatch        *batch,
                gboolean               *these,
                GError                **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Seen));
  g_autoptr (GByteArray) meant = g_byte_array_new ();
  gboolean whole = TRUE;
  LnetHash check;

  *these = TRUE;
  if (batch->deps->len == 0)
    return TRUE;
  if (!list_seen (self, log, batch, list, &whole, error))
    return FALSE;
  if (!whole)
    return TRUE;
  for (guint i = 0; i < list->len; i++)
    g_byte_array_append (meant, g_array_index (list, Seen, i).hash.bytes, LNET_HASH_SIZE);
  lnet_hash_pieces (&(LnetHashPiece) { meant->data, meant->len }, 1, &check);
  *these = memcmp (check.bytes, batch->deps_check, sizeof batch->deps_check) == 0;
  return TRUE;
}

/* --- taking in --- */

static gboolean
write_down (LnetTake              *self,
            LnetArrivingLog       *log,
            LnetArrival           *arrival,
            const LnetHash        *hash,
            const LnetReplayed    *replayed,
            GError               **error)
{
  g_autoptr (GBytes) body = replayed->blanked ? lnet_batch_write (arrival->batch, NULL, NULL)
                                              : g_bytes_ref (arrival->body);

  return lnet_log_insert (self->db, log->space, log->desk, self->seq, arrival->batch, body, hash, replayed->inverse,
                          replayed->rows, replayed->named, error);
}

static gboolean
says_of_roster (const LnetBatch *batch)
{
  for (guint i = 0; i < batch->ops->len; i++)
    {
      gboolean unknown;
      g_autoptr (LnetOp) op = lnet_batch_read_op (batch, i, &unknown);

      if (op != NULL && op->table == LNET_TABLE_ROSTER_DESK)
        return TRUE;
    }
  return FALSE;
}

static gboolean
take_in (LnetTake         *self,
         LnetArrivingLog  *log,
         LnetArrival      *arrival,
         GError          **error)
{
  LnetReplayed replayed;
  LnetHash hash;
  gboolean done;

  lnet_take_compute_hash (arrival, &log->hash, &hash);
  done = lnet_replay_batch (self->replay, arrival->batch, log->space, log->desk, self->seq, &replayed, error) &&
         write_down (self, log, arrival, &hash, &replayed, error);
  self->report->n_unknown += replayed.n_unknown;
  lnet_replayed_clear (&replayed);
  if (!done)
    return FALSE;
  self->report->n_batches++;
  self->report->n_ops += arrival->batch->ops->len;
  self->own_came = self->own_came || log->desk == self->own_desk;
  self->seq++;
  log->n = (gint64) arrival->batch->n;
  log->hash = hash;
  return (!says_of_roster (arrival->batch) || lnet_take_read_roster (self, error)) &&
         !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/* What becomes of the next of a log. */
typedef enum
{
  NEXT_TAKE,
  NEXT_SKIP,  /* it is here already */
  NEXT_ASIDE, /* it does not fit, but another of its number may */
  NEXT_WAIT,  /* and all behind it */
} Next;

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
  arrival->why = repeated ? LNET_WAITING_FOR_NOTHING : LNET_WAITING_FORK;
  *next = repeated ? NEXT_SKIP : NEXT_ASIDE;
  return TRUE;
}

static gboolean
look_at_next (LnetTake         *self,
              LnetArrivingLog  *log,
              LnetArrival      *arrival,
              Next             *next,
              GError          **error)
{
  gboolean yes;

  if ((gint64) arrival->batch->n <= log->n)
    return look_at_repeated (self, log, arrival, next, error);
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
  arrival->why = LNET_WAITING_OTHERS;
  if (!are_others_here (self, log, arrival->batch, &yes, error))
    return FALSE;
  if (!yes)
    return TRUE;
  if (!did_mean_these (self, log, arrival->batch, &yes, error))
    return FALSE;
  arrival->why = yes ? LNET_WAITING_FOR_NOTHING : LNET_WAITING_FORK;
  *next = yes ? NEXT_TAKE : NEXT_ASIDE;
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
      self->report->n_repeated += next == NEXT_SKIP;
      *progress = *progress || next == NEXT_TAKE;
      log->next++;
    }
  return TRUE;
}
