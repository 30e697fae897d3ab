/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What arrives, and what waits: table inbox. */

#include "config.h"

#include "lnet-take-private.h"

#include "lnet-desk.h"
#include "lnet-log.h"

/* Nothing that a desk could have written: not worth keeping. */
static gboolean
is_nonsense (const LnetBatch *batch)
{
  if (batch == NULL || batch->n == 0 || batch->n > G_MAXINT64 || lnet_id_is_null (&batch->desk) || batch->act == NULL)
    return TRUE;
  for (guint i = 0; i < batch->deps->len; i++)
    {
      const LnetDependency *dependency = &g_array_index (batch->deps, LnetDependency, i);

      if (dependency->n == 0 || dependency->n > G_MAXINT64 || lnet_id_equal (&dependency->desk, &batch->desk))
        return TRUE;
    }
  return FALSE;
}

static gboolean
find_space (LnetTake      *self,
            const LnetId  *id,
            gint64        *pk,
            GError       **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (self->db, "SELECT pk FROM space WHERE id = ?1 AND kind <> ?2", error);
  int step;

  *pk = 0;
  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_id (statement, 1, id);
  lnet_sqlite_bind_integer (statement, 2, LNET_SPACE_PRIVATE);
  step = lnet_sqlite_step (self->db, statement, error);
  if (step > 0)
    *pk = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return step >= 0;
}

static LnetArrivingLog *
new_log (LnetTake         *self,
         const LnetBatch  *batch,
         GError          **error)
{
  LnetArrivingLog *log = g_new0 (LnetArrivingLog, 1);
  LnetDesk desk = { .id = batch->desk };

  log->arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_arrival_free);
  log->space_id = batch->space;
  log->desk_id = batch->desk;
  g_ptr_array_add (self->logs, log);
  if (!lnet_desk_know (self->db, &desk, error) || !find_space (self, &batch->space, &log->space, error) ||
      !lnet_log_find_end (self->db, log->space, desk.pk, &log->n, &log->hash, error))
    return NULL;
  log->desk = desk.pk;
  return log;
}

static LnetArrivingLog *
get_log (LnetTake         *self,
         const LnetBatch  *batch,
         GError          **error)
{
  LnetId name[2] = { batch->space, batch->desk };
  g_autoptr (GBytes) key = g_bytes_new (name, sizeof name);
  LnetArrivingLog *log = g_hash_table_lookup (self->by_name, key);

  if (log != NULL)
    return log;
  log = new_log (self, batch, error);
  if (log != NULL)
    g_hash_table_insert (self->by_name, g_steal_pointer (&key), log);
  return log;
}

static gboolean
sort_in (LnetTake  *self,
         GBytes    *body,
         gint64     inbox,
         GError   **error)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (body, &size);
  g_autoptr (LnetBatch) batch = lnet_batch_read (data, size, NULL, NULL);
  LnetArrival *arrival;
  LnetArrivingLog *log;

  if (is_nonsense (batch))
    {
      self->report->n_refused += inbox == 0;
      return TRUE;
    }
  log = get_log (self, batch, error);
  if (log == NULL)
    return FALSE;
  if (log->space == 0 && inbox == 0)
    {
      /* Of a space that nobody has named: whatever it is about could not be told apart. */
      self->report->n_refused++;
      return TRUE;
    }
  arrival = g_new0 (LnetArrival, 1);
  arrival->batch = g_steal_pointer (&batch);
  arrival->body = g_bytes_ref (body);
  arrival->inbox = inbox;
  g_ptr_array_add (log->arrivals, arrival);
  return TRUE;
}

static gboolean
sort_waiting (LnetTake  *self,
              GError   **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (self->db, "SELECT pk, body FROM inbox", error);
  int step;

  if (statement == NULL)
    return FALSE;
  while ((step = lnet_sqlite_step (self->db, statement, error)) > 0)
    {
      g_autoptr (GBytes) body = g_bytes_new (sqlite3_column_blob (statement, 1),
                                             (gsize) sqlite3_column_bytes (statement, 1));

      if (!sort_in (self, body, sqlite3_column_int64 (statement, 0), error))
        {
          sqlite3_reset (statement);
          return FALSE;
        }
    }
  return step == 0;
}

static int
compare_arrivals (gconstpointer a,
                  gconstpointer b)
{
  const LnetArrival *first = *(const LnetArrival *const *) a, *second = *(const LnetArrival *const *) b;

  return first->batch->n < second->batch->n ? -1 : first->batch->n > second->batch->n;
}

gboolean
lnet_take_sort (LnetTake  *self,
                GError   **error)
{
  for (guint i = 0; i < self->delivery->batches->len; i++)
    if (!sort_in (self, self->delivery->batches->pdata[i], 0, error))
      return FALSE;
  if (!sort_waiting (self, error))
    return FALSE;
  for (guint i = 0; i < self->logs->len; i++)
    g_ptr_array_sort (((LnetArrivingLog *) self->logs->pdata[i])->arrivals, compare_arrivals);
  return TRUE;
}

/* --- what waits --- */

static gboolean
leave_inbox (LnetTake           *self,
             const LnetArrival  *arrival,
             GError            **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (self->db, "DELETE FROM inbox WHERE pk = ?1", error);

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_integer (statement, 1, arrival->inbox);
  return lnet_sqlite_run (self->db, statement, error);
}

/* One that waits already only gets another reason. */
static gboolean
enter_inbox (LnetTake           *self,
             const LnetArrival  *arrival,
             LnetWaiting         why,
             GError            **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    self->db, "INSERT INTO inbox (space, desk, n, why, came, hash, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) "
              "ON CONFLICT (space, desk, n, hash) DO UPDATE SET why = excluded.why", error);
  gsize size;
  gconstpointer data = g_bytes_get_data (arrival->body, &size);
  LnetHash hash;

  if (statement == NULL)
    return FALSE;
  lnet_hash_pieces (&(LnetHashPiece) { data, size }, 1, &hash);
  lnet_sqlite_bind_id (statement, 1, &arrival->batch->space);
  lnet_sqlite_bind_id (statement, 2, &arrival->batch->desk);
  lnet_sqlite_bind_integer (statement, 3, (gint64) arrival->batch->n);
  lnet_sqlite_bind_integer (statement, 4, why);
  lnet_sqlite_bind_integer (statement, 5, g_get_real_time () / 1000);
  lnet_sqlite_bind_bytes (statement, 6, &hash, sizeof hash);
  lnet_sqlite_bind_bytes (statement, 7, data, size);
  return lnet_sqlite_run (self->db, statement, error);
}

/* Behind one that waits, the others wait for it; but of one number there may be several. */
static LnetWaiting
get_reason (const LnetArrivingLog *log,
            const LnetArrival     *arrival)
{
  const LnetArrival *next = log->arrivals->pdata[log->next];

  if (next->why == LNET_WAITING_REMOVED || next->why == LNET_WAITING_ROSTER || next->batch->n == arrival->batch->n)
    return next->why;
  return LNET_WAITING_EARLIER;
}

static gboolean
keep_waiting (LnetTake               *self,
              const LnetArrivingLog  *log,
              GError                **error)
{
  for (guint i = 0; i < log->arrivals->len; i++)
    {
      const LnetArrival *arrival = log->arrivals->pdata[i];
      LnetWaiting why = i <= log->next ? arrival->why : get_reason (log, arrival);

      if (why == LNET_WAITING_FOR_NOTHING ? arrival->inbox != 0 && !leave_inbox (self, arrival, error)
                                          : !enter_inbox (self, arrival, why, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lnet_take_keep_waiting (LnetTake  *self,
                        GError   **error)
{
  for (guint i = 0; i < self->logs->len; i++)
    if (!keep_waiting (self, self->logs->pdata[i], error))
      return FALSE;
  return TRUE;
}
