/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whose batches count: in a network that is shared by a roster, those of its desks, as far as the roster says, and
 * signed by them. */

#include "config.h"

#include "lnet-take-private.h"

#include "lnet-desk.h"
#include "lnet-sign.h"

/* --- signatures --- */

static gboolean
is_signed (LnetTake               *self,
           const LnetArrivingLog  *log,
           const LnetRosterDesk   *desk,
           guint64                 n,
           const LnetHash         *hash,
           gboolean               *good,
           GError                **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    self->db, "SELECT signature FROM signature WHERE space = ?1 AND desk = ?2 AND n = ?3", error);
  int step;

  *good = FALSE;
  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_id (statement, 1, &log->space_id);
  lnet_sqlite_bind_id (statement, 2, &log->desk_id);
  lnet_sqlite_bind_integer (statement, 3, (gint64) n);
  while ((step = lnet_sqlite_step (self->db, statement, error)) > 0)
    if (sqlite3_column_bytes (statement, 0) == LNET_SIGNATURE_SIZE &&
        lnet_sign_check (desk->sign_key, &log->space_id, &log->desk_id, n, hash, sqlite3_column_blob (statement, 0)))
      *good = TRUE;
  return step == 0;
}

/* Looks ahead from the arrival at hand for the next signature that holds for it. */
static gboolean
look_for_signature (LnetTake              *self,
                    LnetArrivingLog       *log,
                    const LnetRosterDesk  *desk,
                    GError               **error)
{
  guint64 n = (guint64) log->n;
  LnetHash hash = log->hash;

  for (guint i = log->next; i < log->arrivals->len; i++)
    {
      const LnetArrival *arrival = log->arrivals->pdata[i];
      gboolean good;

      if (arrival->batch->n == n && i > log->next)
        continue;
      if (arrival->batch->n != n + 1)
        break;
      lnet_take_compute_hash (arrival, &hash, &hash);
      n = arrival->batch->n;
      if (!is_signed (self, log, desk, n, &hash, &good, error))
        return FALSE;
      if (good)
        {
          log->signed_to = n;
          return TRUE;
        }
    }
  return TRUE;
}

gboolean
lnet_take_is_trusted (LnetTake           *self,
                      LnetArrivingLog    *log,
                      const LnetArrival  *arrival,
                      LnetWaiting        *why,
                      GError            **error)
{
  const LnetRosterDesk *desk = lnet_roster_find (self->roster, &log->desk_id);

  *why = LNET_WAITING_FOR_NOTHING;
  if (lnet_roster_is_empty (self->roster))
    return TRUE;
  if (desk != NULL && !lnet_roster_allows (self->roster, &log->desk_id, &log->space_id, arrival->batch->n))
    {
      *why = LNET_WAITING_REMOVED;
      return TRUE;
    }
  if (desk == NULL)
    desk = lnet_roster_recognize (self->roster, arrival->batch);
  /* A desk that wrote before sharing began had no keys; whoever let it in vouches for it. */
  if (desk != NULL && desk->state == LNET_DESK_FORMER && !desk->has_keys)
    return TRUE;
  *why = LNET_WAITING_ROSTER;
  if (desk == NULL || !desk->has_keys)
    return TRUE;
  if (arrival->batch->n > log->signed_to && !look_for_signature (self, log, desk, error))
    return FALSE;
  if (arrival->batch->n <= log->signed_to)
    *why = LNET_WAITING_FOR_NOTHING;
  return TRUE;
}

/* --- the roster changes --- */

/* Batches that do not count any more are set aside, and nothing is left of them but that. */
static gboolean
set_aside (LnetTake  *self,
           gint64     space,
           gint64     desk,
           gint64     accepted,
           GError   **error)
{
  static const char *const steps[] = {
    "INSERT INTO inbox (space, desk, n, why, came, hash, body) SELECT space.id, desk.id, batch.n, 4, batch.wall, "
    "batch.hash, batch.body FROM batch JOIN space ON space.pk = batch.space JOIN desk ON desk.pk = batch.desk "
    "WHERE batch.space = ?1 AND batch.desk = ?2 AND batch.n > ?3 ON CONFLICT DO NOTHING",
    "DELETE FROM touch WHERE batch IN (SELECT seq FROM batch WHERE space = ?1 AND desk = ?2 AND n > ?3)",
    "DELETE FROM named WHERE batch IN (SELECT seq FROM batch WHERE space = ?1 AND desk = ?2 AND n > ?3)",
    "DELETE FROM unsettled WHERE batch IN (SELECT seq FROM batch WHERE space = ?1 AND desk = ?2 AND n > ?3)",
    "DELETE FROM seen WHERE space = ?1 AND desk = ?2 AND n > ?3",
    "DELETE FROM batch WHERE space = ?1 AND desk = ?2 AND n > ?3",
    "DELETE FROM vector WHERE space = ?1 AND desk = ?2 AND ?3 = 0",
    "UPDATE vector SET n = ?3, told = min (told, ?3), hash = (SELECT hash FROM batch WHERE batch.space = ?1 "
    "AND batch.desk = ?2 AND batch.n = ?3) WHERE space = ?1 AND desk = ?2",
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      sqlite3_stmt *statement = lnet_sqlite_prepare (self->db, steps[i], error);

      if (statement == NULL)
        return FALSE;
      lnet_sqlite_bind_integer (statement, 1, space);
      lnet_sqlite_bind_integer (statement, 2, desk);
      lnet_sqlite_bind_integer (statement, 3, accepted);
      if (!lnet_sqlite_run (self->db, statement, error))
        return FALSE;
    }
  self->recompute = TRUE;
  return TRUE;
}

/** A log that goes on further than it counts. */
typedef struct
{
  gint64 space;
  gint64 desk;
  gint64 accepted;
} TooLong;

static gint64
get_accepted (const LnetRosterDesk *desk,
              const LnetId         *space)
{
  const guint64 *last = desk->accepted != NULL ? g_hash_table_lookup (desk->accepted, space) : NULL;

  return last != NULL ? (gint64) *last : 0;
}

static gboolean
list_too_long (LnetTake  *self,
               GArray    *list,
               GError   **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    self->db, "SELECT vector.space, vector.desk, vector.n, space.id, desk.id FROM vector "
              "JOIN space ON space.pk = vector.space JOIN desk ON desk.pk = vector.desk WHERE space.kind <> 5", error);
  int step;

  if (statement == NULL)
    return FALSE;
  while ((step = lnet_sqlite_step (self->db, statement, error)) > 0)
    {
      LnetId space = lnet_sqlite_column_id (statement, 3), id = lnet_sqlite_column_id (statement, 4);
      const LnetRosterDesk *desk = lnet_roster_find (self->roster, &id);
      TooLong too_long = { sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1), 0 };

      if (desk == NULL || desk->state != LNET_DESK_REMOVED)
        continue;
      too_long.accepted = get_accepted (desk, &space);
      if (sqlite3_column_int64 (statement, 2) > too_long.accepted)
        g_array_append_val (list, too_long);
    }
  return step == 0;
}

static gboolean
set_all_aside (LnetTake      *self,
               const GArray  *list,
               GError       **error)
{
  for (guint i = 0; i < list->len; i++)
    {
      const TooLong *too_long = &g_array_index (list, TooLong, i);

      if (!set_aside (self, too_long->space, too_long->desk, too_long->accepted, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lnet_take_read_roster (LnetTake  *self,
                       GError   **error)
{
  g_autoptr (GArray) too_long = g_array_new (FALSE, FALSE, sizeof (TooLong));

  g_clear_pointer (&self->roster, lnet_roster_free);
  self->roster = lnet_roster_read (self->db, error);
  return self->roster != NULL && (lnet_roster_is_empty (self->roster) || list_too_long (self, too_long, error)) &&
         set_all_aside (self, too_long, error);
}
