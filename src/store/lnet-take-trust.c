/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whose batches count: in a network that is shared by a roster, those of its desks, as far as the roster says, and
 * signed by them. */

#include "config.h"

#include "lnet-take-private.h"

#include <string.h>

#include "lnet-desk.h"
#include "lnet-pack.h"
#include "lnet-sign.h"

/* --- signatures --- */

/* Whether the roster itself says what a log's hash is there: of a desk that had no key, whoever let it in vouches. */
static gboolean
is_pinned (const LnetArrivingLog *log,
           const LnetRosterDesk  *desk,
           guint64                n,
           const LnetHash        *hash)
{
  const guint64 *last = desk->accepted != NULL ? g_hash_table_lookup (desk->accepted, &log->space_id) : NULL;
  const LnetHash *pin = desk->pins != NULL ? g_hash_table_lookup (desk->pins, &log->space_id) : NULL;

  return last != NULL && *last == n && pin != NULL && memcmp (pin, hash, sizeof *pin) == 0;
}

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

  *good = desk->state == LNET_DESK_FORMER && is_pinned (log, desk, n, hash);
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

/* Of arrivals with one number, the @choice-th, or the last; G_MAXUINT for none. */
static guint
choose (const LnetArrivingLog *log,
        guint                  from,
        guint64                n,
        guint                  choice)
{
  guint chosen = G_MAXUINT;

  for (guint i = from; i < log->arrivals->len; i++)
    {
      const LnetArrival *arrival = log->arrivals->pdata[i];

      if (arrival->batch->n > n)
        break;
      if (arrival->batch->n == n && choice-- <= 1)
        return i;
      if (arrival->batch->n == n)
        chosen = i;
    }
  return chosen;
}

/* Where a log went two ways, what arrives of both is mixed: each way is gone by itself. */
#define MOST_CHOICES 4

/* As far as the last signature that holds: one holds for the very arrivals that its chain is made of, and for no others
 * of the same numbers. */
static gboolean
follow (LnetTake               *self,
        const LnetArrivingLog  *log,
        const LnetRosterDesk   *desk,
        guint                   from,
        guint                   choice,
        const LnetHash         *previous,
        GHashTable             *chain,
        gboolean               *any,
        GError                **error)
{
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();
  LnetHash hash = *previous;

  for (guint i = from; i != G_MAXUINT;)
    {
      LnetArrival *arrival = log->arrivals->pdata[i];
      gboolean good;

      lnet_take_compute_hash (arrival, &hash, &hash);
      g_ptr_array_add (gone, arrival);
      if (!is_signed (self, log, desk, arrival->batch->n, &hash, &good, error))
        return FALSE;
      for (guint k = 0; good && chain != NULL && k < gone->len; k++)
        g_hash_table_add (chain, gone->pdata[k]);
      if (good)
        g_ptr_array_set_size (gone, 0);
      *any = *any || good;
      i = choose (log, i + 1, arrival->batch->n + 1, choice);
    }
  return TRUE;
}

/* The founder's key is known before what the founder wrote. */
static gboolean
can_sign (const LnetRosterDesk *desk)
{
  static const guint8 unset[LNET_PUBLIC_KEY_SIZE];

  return memcmp (desk->sign_key, unset, sizeof unset) != 0;
}

static const LnetRosterDesk *
recognize (LnetTake          *self,
           const LnetArrival *arrival)
{
  g_autoptr (LnetBatch) batch = lnet_arrival_read (arrival);

  return lnet_roster_recognize (self->roster, batch);
}

/* A desk whose file came from a backup may have written this and that before it says which one it is. */
#define MOST_BEFORE_RENEWAL 64

/* The desk by whose key a log has to be signed. */
static const LnetRosterDesk *
find_signer (LnetTake              *self,
             const LnetArrivingLog *log,
             const LnetArrival     *arrival)
{
  const LnetRosterDesk *desk = lnet_roster_find (self->roster, &log->desk_id);

  if (desk == NULL)
    desk = recognize (self, arrival);
  for (guint i = log->next; desk == NULL && i < MIN (log->next + MOST_BEFORE_RENEWAL, log->arrivals->len); i++)
    desk = recognize (self, log->arrivals->pdata[i]);
  return desk != NULL && (can_sign (desk) || desk->state == LNET_DESK_FORMER) ? desk : NULL;
}

gboolean
lnet_take_is_signed (LnetTake               *self,
                     const LnetArrivingLog  *log,
                     guint                   from,
                     const LnetHash         *previous,
                     GHashTable             *chain,
                     gboolean               *any,
                     GError                **error)
{
  const LnetRosterDesk *desk = find_signer (self, log, log->arrivals->pdata[from]);

  *any = FALSE;
  for (guint choice = 1; desk != NULL && !*any && choice <= MOST_CHOICES; choice++)
    if (!follow (self, log, desk, from, choice, previous, chain, any, error))
      return FALSE;
  return TRUE;
}

/* There is a signature, but not for what comes after what is here: then that is not what its desk went on from. */
static gboolean
look_for_other_way (LnetTake               *self,
                    const LnetArrivingLog  *log,
                    const LnetArrival      *arrival,
                    LnetWaiting            *why,
                    GError                **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    self->db, "SELECT 1 FROM signature WHERE space = ?1 AND desk = ?2 AND n >= ?3 LIMIT 1", error);
  int step;

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_id (statement, 1, &log->space_id);
  lnet_sqlite_bind_id (statement, 2, &log->desk_id);
  lnet_sqlite_bind_integer (statement, 3, (gint64) arrival->batch->n);
  step = lnet_sqlite_step (self->db, statement, error);
  if (step > 0)
    *why = LNET_WAITING_FORK;
  sqlite3_reset (statement);
  return step >= 0;
}

/* Also what is set aside has to be signed: it has a say in who takes part. */
gboolean
lnet_take_is_trusted (LnetTake           *self,
                      LnetArrivingLog    *log,
                      const LnetArrival  *arrival,
                      LnetWaiting        *why,
                      GError            **error)
{
  const LnetRosterDesk *desk = lnet_roster_find (self->roster, &log->desk_id);
  LnetWaiting counts = LNET_WAITING_FOR_NOTHING;
  gboolean any;

  *why = LNET_WAITING_FOR_NOTHING;
  if (lnet_roster_is_empty (self->roster))
    return TRUE;
  if (desk != NULL && !lnet_roster_allows (self->roster, &log->desk_id, &log->space_id, arrival->batch->n))
    counts = LNET_WAITING_REMOVED;
  *why = LNET_WAITING_ROSTER;
  if (find_signer (self, log, arrival) == NULL)
    return TRUE;
  if (!g_hash_table_contains (log->signed_ones, arrival) &&
      !lnet_take_is_signed (self, log, log->next, &log->hash, log->signed_ones, &any, error))
    return FALSE;
  if (!g_hash_table_contains (log->signed_ones, arrival))
    return look_for_other_way (self, log, arrival, why, error);
  *why = counts;
  return TRUE;
}

/* --- the roster changes --- */

static gboolean
put_aside (LnetTake      *self,
           sqlite3_stmt  *statement,
           GError       **error)
{
  LnetId space = lnet_sqlite_column_id (statement, 0), desk = lnet_sqlite_column_id (statement, 1);
  g_autoptr (GBytes) body = lnet_unpack (sqlite3_column_blob (statement, 4),
                                         (gsize) sqlite3_column_bytes (statement, 4));

  return lnet_take_put_into_inbox (self, &space, &desk, sqlite3_column_int64 (statement, 2), LNET_WAITING_REMOVED,
                                   sqlite3_column_int64 (statement, 3), body, error);
}

static gboolean
put_all_aside (LnetTake  *self,
               gint64     space,
               gint64     desk,
               gint64     accepted,
               GError   **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    self->db, "SELECT space.id, desk.id, batch.n, batch.wall, batch.body FROM batch JOIN space ON space.pk = batch.space "
              "LEFT JOIN branch ON branch.desk = batch.desk JOIN desk ON desk.pk = coalesce (branch.of_desk, batch.desk) "
              "WHERE batch.space = ?1 AND batch.desk = ?2 AND batch.n > ?3", error);
  int step;

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_integer (statement, 1, space);
  lnet_sqlite_bind_integer (statement, 2, desk);
  lnet_sqlite_bind_integer (statement, 3, accepted);
  while ((step = lnet_sqlite_step (self->db, statement, error)) > 0)
    if (!put_aside (self, statement, error))
      {
        sqlite3_reset (statement);
        return FALSE;
      }
  return step == 0;
}

/* Batches that do not count any more are set aside, and nothing is left of them but that. */
static gboolean
set_aside (LnetTake  *self,
           gint64     space,
           gint64     desk,
           gint64     accepted,
           GError   **error)
{
  static const char *const steps[] = {
    "DELETE FROM set_aside WHERE batch IN (SELECT seq FROM batch WHERE space = ?1 AND desk = ?2 AND n > ?3)",
    "DELETE FROM unsettled WHERE batch IN (SELECT seq FROM batch WHERE space = ?1 AND desk = ?2 AND n > ?3)",
    "DELETE FROM seen WHERE space = ?1 AND desk = ?2 AND n > ?3",
    "DELETE FROM batch WHERE space = ?1 AND desk = ?2 AND n > ?3",
    "DELETE FROM vector WHERE space = ?1 AND desk = ?2 AND ?3 = 0",
    "UPDATE vector SET n = ?3, told = min (told, ?3), hash = (SELECT hash FROM batch WHERE batch.space = ?1 "
    "AND batch.desk = ?2 AND batch.n = ?3) WHERE space = ?1 AND desk = ?2",
  };

  if (!put_all_aside (self, space, desk, accepted, error))
    return FALSE;
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
              "JOIN space ON space.pk = vector.space LEFT JOIN branch ON branch.desk = vector.desk "
              "JOIN desk ON desk.pk = coalesce (branch.of_desk, vector.desk) WHERE space.kind <> 5", error);
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
  if (self->roster != NULL && !lnet_roster_is_empty (self->roster))
    {
      if (self->rights == NULL)
        self->rights = lnet_rights_new (self->db, self->apply);
      lnet_rights_set_roster (self->rights, self->roster);
    }
  return self->roster != NULL && (lnet_roster_is_empty (self->roster) || list_too_long (self, too_long, error)) &&
         set_all_aside (self, too_long, error);
}
