/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What arrives, and what waits: table inbox. */

#include "config.h"

#include "lnet-take-private.h"

#include <string.h>

#include "lnet-branch.h"
#include "lnet-desk.h"
#include "lnet-log.h"
#include "lnet-pack.h"

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

/* One way of a log; mostly there is one. */
static gboolean
add_way (LnetTake          *self,
         const LnetBatch   *batch,
         gint64             space,
         gint64             origin,
         const LnetBranch  *way,
         GPtrArray         *ways,
         GError           **error)
{
  LnetArrivingLog *log = g_new0 (LnetArrivingLog, 1);

  log->arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_arrival_unref);
  log->signed_ones = g_hash_table_new (NULL, NULL);
  log->space_id = batch->space;
  log->desk_id = batch->desk;
  log->space = space;
  log->desk = way->desk;
  log->origin = origin;
  log->first = way->first;
  g_ptr_array_add (self->logs, log);
  g_ptr_array_add (ways, log);
  if (!lnet_log_find_end (self->db, space, way->desk, &log->n, &log->hash, error))
    return FALSE;
  /* A way of which nothing is here yet goes on from where its parent ends. */
  return log->n > 0 || way->parent == 0 ||
         lnet_log_find_end (self->db, space, way->parent, &log->n, &log->hash, error);
}

static void
note_parted (GPtrArray    *ways,
             const GArray *branches)
{
  for (guint i = 0; i < ways->len; i++)
    for (guint k = 0; k < branches->len; k++)
      {
        LnetArrivingLog *log = ways->pdata[i];

        log->parted = log->parted || g_array_index (branches, LnetBranch, k).parent == log->desk;
      }
}

static GPtrArray *
new_ways (LnetTake         *self,
          const LnetBatch  *batch,
          GError          **error)
{
  g_autoptr (GPtrArray) ways = g_ptr_array_new ();
  g_autoptr (GArray) branches = NULL;
  LnetDesk desk = { .id = batch->desk };
  gint64 space;

  if (!lnet_desk_know (self->db, &desk, error) || !find_space (self, &batch->space, &space, error))
    return NULL;
  branches = lnet_branch_list (self->db, space, desk.pk, error);
  for (guint i = 0; branches != NULL && i < branches->len; i++)
    if (!add_way (self, batch, space, desk.pk, &g_array_index (branches, LnetBranch, i), ways, error))
      return NULL;
  if (branches != NULL)
    note_parted (ways, branches);
  return branches != NULL ? g_steal_pointer (&ways) : NULL;
}

static GPtrArray *
get_ways (LnetTake         *self,
          const LnetBatch  *batch,
          GError          **error)
{
  LnetId name[2] = { batch->space, batch->desk };
  g_autoptr (GBytes) key = g_bytes_new (name, sizeof name);
  GPtrArray *ways = g_hash_table_lookup (self->by_name, key);

  if (ways != NULL)
    return ways;
  ways = new_ways (self, batch, error);
  if (ways != NULL)
    g_hash_table_insert (self->by_name, g_steal_pointer (&key), ways);
  return ways;
}

/* The first of a way stands where its parent parts. */
static void
put_into_ways (GPtrArray   *ways,
               LnetArrival *arrival)
{
  for (guint i = 0; i < ways->len; i++)
    {
      LnetArrivingLog *log = ways->pdata[i];

      gint64 after = log->n < log->first ? log->n : log->first;

      if (i == 0 || (gint64) arrival->batch->n > after)
        g_ptr_array_add (log->arrivals, lnet_arrival_ref (arrival));
    }
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
  GPtrArray *ways;
  LnetArrival *arrival;

  if (is_nonsense (batch))
    {
      self->report->n_refused += inbox == 0;
      return TRUE;
    }
  ways = get_ways (self, batch, error);
  if (ways == NULL)
    return FALSE;
  if (((LnetArrivingLog *) ways->pdata[0])->space == 0 && inbox == 0)
    {
      /* Of a space that nobody has named: whatever it is about could not be told apart. */
      self->report->n_refused++;
      return TRUE;
    }
  arrival = g_new0 (LnetArrival, 1);
  g_atomic_ref_count_init (&arrival->ref_count);
  g_ptr_array_set_size (batch->ops, 0);
  arrival->batch = g_steal_pointer (&batch);
  arrival->body = g_bytes_ref (body);
  arrival->inbox = inbox;
  put_into_ways (ways, arrival);
  lnet_arrival_unref (arrival);
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
      g_autoptr (GBytes) body = lnet_unpack (sqlite3_column_blob (statement, 1),
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

/* Who takes part, and in what, stands in the network's space: it goes first. */
static void
put_network_first (LnetTake *self)
{
  guint n = 0;

  for (guint i = 0; i < self->logs->len; i++)
    {
      LnetArrivingLog *log = self->logs->pdata[i];

      if (!lnet_id_equal (&log->space_id, &self->network_space))
        continue;
      memmove (self->logs->pdata + n + 1, self->logs->pdata + n, (i - n) * sizeof (gpointer));
      self->logs->pdata[n++] = log;
    }
}

gboolean
lnet_take_sort (LnetTake  *self,
                GError   **error)
{
  g_hash_table_remove_all (self->by_name);
  g_ptr_array_set_size (self->logs, 0);
  if (!self->only_waiting)
    self->report->n_repeated = self->report->n_refused = 0;
  for (guint i = 0; !self->only_waiting && i < self->delivery->batches->len; i++)
    if (!sort_in (self, self->delivery->batches->pdata[i], 0, error))
      return FALSE;
  if (!sort_waiting (self, error))
    return FALSE;
  if (self->rights != NULL)
    put_network_first (self);
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

gboolean
lnet_take_put_into_inbox (LnetTake      *self,
                          const LnetId  *space,
                          const LnetId  *desk,
                          gint64         n,
                          LnetWaiting    why,
                          gint64         came,
                          GBytes        *body,
                          GError       **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    self->db, "INSERT INTO inbox (space, desk, n, why, came, hash, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) "
              "ON CONFLICT (space, desk, n, hash) DO UPDATE SET why = excluded.why", error);
  gsize size;
  gconstpointer data = g_bytes_get_data (body, &size);
  LnetHash hash;

  if (statement == NULL)
    return FALSE;
  lnet_hash_pieces (&(LnetHashPiece) { data, size }, 1, &hash);
  lnet_sqlite_bind_id (statement, 1, space);
  lnet_sqlite_bind_id (statement, 2, desk);
  lnet_sqlite_bind_integer (statement, 3, n);
  lnet_sqlite_bind_integer (statement, 4, why);
  lnet_sqlite_bind_integer (statement, 5, came);
  lnet_sqlite_bind_bytes (statement, 6, &hash, sizeof hash);
  lnet_sqlite_bind_bytes (statement, 7, data, size);
  return lnet_sqlite_run (self->db, statement, error);
}

/* One that waits already only gets another reason. */
static gboolean
enter_inbox (LnetTake           *self,
             const LnetArrival  *arrival,
             LnetWaiting         why,
             GError            **error)
{
  return lnet_take_put_into_inbox (self, &arrival->batch->space, &arrival->batch->desk, (gint64) arrival->batch->n, why,
                                   g_get_real_time () / 1000, arrival->body, error);
}

/* Behind one that waits, the others wait for it; but of one number there may be several. */
static LnetWaiting
get_reason (const LnetArrivingLog *log,
            guint                  i)
{
  const LnetArrival *arrival = log->arrivals->pdata[i];
  const LnetArrival *next = i > log->next ? log->arrivals->pdata[log->next] : arrival;

  if (i <= log->next)
    return arrival->why;
  if (next->why == LNET_WAITING_REMOVED)
    return g_hash_table_contains (log->signed_ones, arrival) ? LNET_WAITING_REMOVED : LNET_WAITING_ROSTER;
  if (next->why == LNET_WAITING_ROSTER || next->batch->n == arrival->batch->n)
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

      if (arrival->done ? arrival->inbox != 0 && !leave_inbox (self, arrival, error)
                        : !enter_inbox (self, arrival, get_reason (log, i), error))
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
