/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The batches of other desks that a batch was written after. */

#include "config.h"

#include "lnet-take-private.h"

#include <string.h>

#include "lnet-branch.h"
#include "lnet-desk.h"
#include "lnet-seen.h"

/* How far the longest way of a log goes. */
static gboolean
find_farthest (LnetTake  *self,
               gint64     space,
               gint64     desk,
               gint64    *n,
               GError   **error)
{
  g_autoptr (GArray) ways = lnet_branch_list (self->db, space, desk, error);

  for (guint i = 0; ways != NULL && i < ways->len; i++)
    {
      gint64 end;

      if (!lnet_clocks_find_end (self->clocks, space, g_array_index (ways, LnetBranch, i).desk, &end, error))
        return FALSE;
      *n = MAX (*n, end);
    }
  return ways != NULL;
}

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
      if ((guint64) n < dependency->n && !find_farthest (self, log->space, desk.pk, &n, error))
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
  LnetId origin; /* of the desk that bodies name */
  gint64 n;
  LnetHash hash; /* of the last of its batches that had been seen */
} Seen;

static int
compare_seen (gconstpointer a,
              gconstpointer b)
{
  return memcmp (&((const Seen *) a)->id, &((const Seen *) b)->id, sizeof (LnetId));
}

/* Whether a desk is the one that writes the log, as any of the ways it went. */
static gboolean
is_own_way (const GArray *ways,
            gint64        desk)
{
  for (guint i = 0; i < ways->len; i++)
    if (g_array_index (ways, LnetBranch, i).desk == desk)
      return TRUE;
  return FALSE;
}

static gboolean
find_origin (LnetTake  *self,
             gint64     desk,
             Seen      *seen,
             GError   **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (self->db, "SELECT of_desk FROM branch WHERE desk = ?1", error);
  gint64 origin = desk;
  int step;

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_integer (statement, 1, desk);
  step = lnet_sqlite_step (self->db, statement, error);
  if (step > 0)
    origin = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return step >= 0 && lnet_desk_find_id (self->db, origin, &seen->origin, error);
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
  g_autoptr (GArray) ways = lnet_branch_list (self->db, log->space, log->origin, error);
  GHashTableIter iter;
  gpointer desk, n;

  if (ways == NULL || !lnet_seen_list (self->db, log->space, log->desk, batch, vector, error))
    return FALSE;
  g_hash_table_iter_init (&iter, vector);
  while (g_hash_table_iter_next (&iter, &desk, &n))
    {
      Seen seen;
      gboolean found;

      if (is_own_way (ways, *(gint64 *) desk))
        continue;
      seen.n = *(gint64 *) n;
      if (!lnet_desk_find_id (self->db, *(gint64 *) desk, &seen.id, error) ||
          !find_origin (self, *(gint64 *) desk, &seen, error) ||
          !lnet_take_find_hash (self, log->space, *(gint64 *) desk, *(gint64 *) n, &seen.hash, &found, error))
        return FALSE;
      *whole = *whole && (found || lnet_roster_allows (self->roster, &seen.id, &log->space_id, *(guint64 *) n));
      g_array_append_val (list, seen);
    }
  return TRUE;
}

static gboolean
is_check_of (GArray          *list,
             const LnetBatch *batch)
{
  g_autoptr (GByteArray) meant = g_byte_array_new ();
  LnetHash check;

  g_array_sort (list, compare_seen);
  for (guint i = 0; i < list->len; i++)
    g_byte_array_append (meant, g_array_index (list, Seen, i).hash.bytes, LNET_HASH_SIZE);
  lnet_hash_pieces (&(LnetHashPiece) { meant->data, meant->len }, 1, &check);
  return memcmp (check.bytes, batch->deps_check, sizeof batch->deps_check) == 0;
}

/* As somebody sees it who does not know that a log went several ways: one desk, as far as the longest way goes. */
static GArray *
join_ways (const GArray *list)
{
  GArray *joined = g_array_new (FALSE, FALSE, sizeof (Seen));

  for (guint i = 0; i < list->len; i++)
    {
      Seen seen = g_array_index (list, Seen, i);
      gboolean farthest = TRUE;

      for (guint k = 0; k < list->len; k++)
        {
          const Seen *other = &g_array_index (list, Seen, k);

          farthest = farthest && (k == i || !lnet_id_equal (&other->origin, &seen.origin) || other->n < seen.n);
        }
      seen.id = seen.origin;
      if (farthest)
        g_array_append_val (joined, seen);
    }
  return joined;
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
  g_autoptr (GArray) joined = NULL;
  gboolean whole = TRUE;

  *these = TRUE;
  if (batch->deps->len == 0)
    return TRUE;
  if (!list_seen (self, log, batch, list, &whole, error))
    return FALSE;
  if (!whole || is_check_of (list, batch))
    return TRUE;
  joined = join_ways (list);
  *these = joined->len < list->len && is_check_of (joined, batch);
  return TRUE;
}

/* --- logs that went several ways --- */

/* Which way of a log a dependency means follows from the check: each is tried in turn. */
static gboolean
find_meant (LnetTake               *self,
            const LnetArrivingLog  *log,
            LnetBatch              *batch,
            guint                   from,
            gboolean               *these,
            GError                **error);

static gboolean
try_way (LnetTake               *self,
         const LnetArrivingLog  *log,
         LnetBatch              *batch,
         guint                   i,
         const LnetBranch       *way,
         gboolean               *these,
         GError                **error)
{
  LnetDependency *dependency = &g_array_index (batch->deps, LnetDependency, i);
  LnetId before = dependency->desk;
  gint64 n;

  if (!lnet_clocks_find_end (self->clocks, log->space, way->desk, &n, error))
    return FALSE;
  if (way->first > (gint64) dependency->n || n < (gint64) dependency->n)
    return TRUE;
  if (!lnet_desk_find_id (self->db, way->desk, &dependency->desk, error) ||
      !find_meant (self, log, batch, i + 1, these, error))
    return FALSE;
  if (!*these)
    g_array_index (batch->deps, LnetDependency, i).desk = before;
  return TRUE;
}

static gboolean
find_meant (LnetTake               *self,
            const LnetArrivingLog  *log,
            LnetBatch              *batch,
            guint                   from,
            gboolean               *these,
            GError                **error)
{
  for (guint i = from; i < batch->deps->len; i++)
    {
      LnetDesk desk = { .id = g_array_index (batch->deps, LnetDependency, i).desk };
      g_autoptr (GArray) ways = NULL;

      if (!lnet_desk_know (self->db, &desk, error))
        return FALSE;
      ways = lnet_branch_list (self->db, log->space, desk.pk, error);
      if (ways == NULL)
        return FALSE;
      if (ways->len == 1)
        continue;
      for (guint k = 0; k < ways->len && !*these; k++)
        if (!try_way (self, log, batch, i, &g_array_index (ways, LnetBranch, k), these, error))
          return FALSE;
      return TRUE;
    }
  return did_mean_these (self, log, batch, these, error);
}

gboolean
lnet_take_find_others (LnetTake               *self,
                       const LnetArrivingLog  *log,
                       LnetBatch              *batch,
                       LnetWaiting            *why,
                       GError                **error)
{
  gboolean here, these = FALSE;

  *why = LNET_WAITING_OTHERS;
  if (!are_others_here (self, log, batch, &here, error))
    return FALSE;
  if (!here)
    return TRUE;
  if (!find_meant (self, log, batch, 0, &these, error))
    return FALSE;
  *why = these ? LNET_WAITING_FOR_NOTHING : LNET_WAITING_FORK;
  return TRUE;
}
