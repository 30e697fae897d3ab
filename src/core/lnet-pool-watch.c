/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-pool-watch-private.h"

#include <string.h>

#include "lnet-pool-guess-private.h"

/* Lists have room for this many times as many pairs as each member begins with. */
#define ROOM 3

/* The margin, as a part of the highest score. */
#define MARGIN_PARTS 50

/* Who finds too few within the margin to begin with looks beyond it, this many times as far. */
#define BEYOND 4

/* Of how many who would all be best for somebody one is chosen. */
#define ALIKE_MOST 4

/* No more pairs than so many for each member are kept when all that are near are asked for. */
#define NEAR_MOST 64

typedef struct
{
  gint64 twice; /* its weight */
  guint32 other;
} Near;

struct _LnetPoolWatch
{
  LnetPoolScan *scan;
  guint32 n;
  guint n_first;
  guint n_room;
  gint64 margin;
  gboolean knows;   /* whether anything is */
  gint64 *values;   /* by member: as they were last */
  gint64 *spare;
  Near *near;       /* n_room for each member */
  guint8 *n_near;
};

LnetPoolWatch *
lnet_pool_watch_new (const LnetPoolGraph *graph,
                     guint                n_first)
{
  LnetPoolWatch *self = g_new0 (LnetPoolWatch, 1);

  self->scan = lnet_pool_scan_new (graph);
  self->n = lnet_pool_get_n (graph->pool);
  self->n_first = n_first;
  self->n_room = ROOM * n_first;
  self->values = g_new0 (gint64, (gsize) self->n + 1);
  self->spare = g_new0 (gint64, (gsize) self->n + 1);
  self->near = g_new (Near, (gsize) self->n * self->n_room + 1);
  self->n_near = g_new0 (guint8, (gsize) self->n + 1);
  return self;
}

void
lnet_pool_watch_free (LnetPoolWatch *self)
{
  if (self == NULL)
    return;
  lnet_pool_scan_free (self->scan);
  g_free (self->values);
  g_free (self->spare);
  g_free (self->near);
  g_free (self->n_near);
  g_free (self);
}

void
lnet_pool_watch_forget (LnetPoolWatch *self)
{
  self->knows = FALSE;
}

/* --- lists --- */

static Near *
get_near (const LnetPoolWatch *self,
          guint32              member)
{
  return self->near + (gsize) member * self->n_room;
}

/* Whether @other is among the first @n_most of @member's list. */
static gboolean
is_near (const LnetPoolWatch *self,
         guint32              member,
         guint32              other,
         guint                n_most)
{
  const Near *near = get_near (self, member);

  for (guint i = 0; i < MIN (self->n_near[member], n_most); i++)
    if (near[i].other == other)
      return TRUE;
  return FALSE;
}

static void
drop (LnetPoolWatch *self,
      guint32        member,
      guint32        other)
{
  Near *near = get_near (self, member);

  for (guint i = 0; i < self->n_near[member]; i++)
    if (near[i].other == other)
      {
        memmove (near + i, near + i + 1, (self->n_near[member] - i - 1) * sizeof *near);
        self->n_near[member]--;
        return;
      }
}

void
lnet_pool_watch_drop (LnetPoolWatch *self,
                      guint32        a,
                      guint32        b)
{
  drop (self, a, b);
  drop (self, b, a);
}

static void
drop_added (LnetPoolWatch       *self,
            const LnetPoolGraph *graph,
            guint32              first)
{
  for (guint32 e = first; e < graph->graph->n_edges; e++)
    lnet_pool_watch_drop (self, graph->graph->edges[e].u, graph->graph->edges[e].v);
}

/* --- who is looked at again --- */

static void
follow_values (LnetPoolWatch *self,
               const gint64  *values)
{
  if (!self->knows)
    memset (self->n_near, 0, self->n);
  for (guint32 m = 0; m < self->n; m++)
    {
      self->spare[m] = self->knows ? self->spare[m] - (self->values[m] - values[m]) : -1;
      self->spare[m] = MIN (self->spare[m], self->margin / 2);
      self->values[m] = values[m];
    }
  self->knows = TRUE;
}

/* How many have less to spare than @least. */
static guint32
count_spent (const LnetPoolWatch *self,
             gint64               least)
{
  guint32 n = 0;

  for (guint32 m = 0; m < self->n; m++)
    n += self->spare[m] < least && lnet_pool_scan_has (self->scan, m);
  return n;
}

static guint8 *
find_spent (const LnetPoolWatch *self,
            gint64               least)
{
  guint8 *is_spent = g_new (guint8, (gsize) self->n + 1);

  for (guint32 m = 0; m < self->n; m++)
    is_spent[m] = self->spare[m] < least;
  return is_spent;
}

static int
compare_near (gconstpointer a,
              gconstpointer b,
              gpointer      data)
{
  const Near *x = a, *y = b;
  const gint64 *values = data;
  gint64 of_x = x->twice - values[x->other], of_y = y->twice - values[y->other];

  if (of_x != of_y)
    return of_x > of_y ? -1 : 1;
  return (x->other > y->other) - (x->other < y->other);
}

/* What was found from @member, by @values; the tightest first. */
static void
take_finds (LnetPoolWatch *self,
            guint32        member,
            const gint64  *values)
{
  guint n_finds;
  const LnetPoolFind *finds = lnet_pool_scan_get_finds (self->scan, member, &n_finds);
  Near *near = get_near (self, member);
  gint64 limit = MAX (lnet_pool_scan_get_limit (self->scan, member), -self->margin);

  for (guint i = 0; i < n_finds; i++)
    near[i] = (Near) { finds[i].gain + values[member] + values[finds[i].other], finds[i].other };
  self->n_near[member] = (guint8) n_finds;
  g_sort_array (near, n_finds, sizeof *near, compare_near, (gpointer) values);
  self->spare[member] = limit <= 0 ? -limit / 2 : -limit;
}

/* Looks at all pairs of members with nothing to spare. Of pairs with others it counts as short only what is more than
 * those have to spare, so that these keep it. @limit: what exceeds by no more is not kept */
static gboolean
look_again (LnetPoolWatch        *self,
            const LnetPoolGraph  *graph,
            const guint8         *is_row,
            gint64                limit,
            guint                 n_best,
            GCancellable         *cancellable,
            GError              **error)
{
  g_autofree gint64 *values = g_memdup2 (self->values, ((gsize) self->n + 1) * sizeof (gint64));
  g_autofree gint64 *limits = g_new (gint64, (gsize) self->n + 1);
  LnetPoolScanTask task = { .values = values, .limits = limits, .is_row = is_row, .n_best = n_best };

  for (guint32 m = 0; m < self->n; m++)
    {
      gboolean is_looked_at = is_row == NULL || is_row[m];

      limits[m] = is_looked_at ? limit : G_MAXINT64;
      if (!is_looked_at)
        values[m] -= self->spare[m];
    }
  if (!lnet_pool_scan_run (self->scan, graph, &task, cancellable, error))
    return FALSE;
  for (guint32 m = 0; m < self->n; m++)
    if ((is_row == NULL || is_row[m]) && lnet_pool_scan_has (self->scan, m))
      take_finds (self, m, values);
  lnet_pool_scan_end (self->scan);
  return TRUE;
}

/* With more than half of all, looking at everybody is less work. */
static gboolean
look_at_spent (LnetPoolWatch        *self,
               const LnetPoolGraph  *graph,
               gint64                least,
               GCancellable         *cancellable,
               GError              **error)
{
  g_autofree guint8 *is_row = NULL;
  guint32 n_spent = count_spent (self, least);

  if (n_spent == 0)
    return !g_cancellable_set_error_if_cancelled (cancellable, error);
  if (n_spent <= self->n / 2)
    is_row = find_spent (self, least);
  return look_again (self, graph, is_row, -self->margin, self->n_room, cancellable, error);
}

/* --- what is missing --- */

static gboolean
exceeds (const LnetPoolWatch     *self,
         guint32                  member,
         const Near              *near,
         const LnetMatchingDual  *dual)
{
  gint64 gain = near->twice - self->values[member] - self->values[near->other];

  return gain > 0 && (dual == NULL || gain > lnet_matching_dual_get_inside (dual, member, near->other));
}

/* Of @member's list those that exceed by the most, some at once. */
static void
add_from_list (LnetPoolWatch           *self,
               LnetPoolGraph           *graph,
               guint32                  member,
               const LnetMatchingDual  *dual)
{
  guint n_added = 0;

  for (guint i = 0; i < self->n_near[member] && n_added < self->n_first;)
    {
      const Near near = get_near (self, member)[i];

      if (!exceeds (self, member, &near, dual))
        {
          i++;
          continue;
        }
      lnet_pool_graph_append (graph, MIN (member, near.other), MAX (member, near.other), near.twice / 2);
      lnet_pool_watch_drop (self, member, near.other);
      n_added++;
    }
}

/* Where more pairs exceed somebody's values than there is room for, as in large blossoms: of all their pairs those that
 * do so in spite of blossoms, some at once. */
static gboolean
add_crowded (LnetPoolWatch           *self,
             LnetPoolGraph           *graph,
             const LnetMatchingDual  *dual,
             GCancellable            *cancellable,
             GError                 **error)
{
  g_autofree gint64 *limits = g_new0 (gint64, (gsize) self->n + 1);
  g_autofree guint8 *is_row = find_spent (self, 0);
  LnetPoolScanTask task = {
    .values = self->values, .dual = dual, .limits = limits, .is_row = is_row, .n_best = self->n_first,
  };
  guint32 first = graph->graph->n_edges;

  if (!lnet_pool_scan_run (self->scan, graph, &task, cancellable, error))
    return FALSE;
  for (guint32 m = 0; m < self->n; m++)
    {
      guint n_finds;
      const LnetPoolFind *finds = lnet_pool_scan_get_finds (self->scan, m, &n_finds);

      for (guint i = 0; i < n_finds; i++)
        if (finds[i].other > m || !lnet_pool_scan_has_found (self->scan, finds[i].other, m))
          lnet_pool_graph_append (graph, MIN (m, finds[i].other), MAX (m, finds[i].other),
                                  lnet_pool_graph_weigh (graph, m, finds[i].other));
    }
  lnet_pool_scan_end (self->scan);
  drop_added (self, graph, first);
  return TRUE;
}

gboolean
lnet_pool_watch_add_missing (LnetPoolWatch           *self,
                             LnetPoolGraph           *graph,
                             const gint64            *values,
                             const LnetMatchingDual  *dual,
                             GCancellable            *cancellable,
                             GError                 **error)
{
  guint32 n_edges = graph->graph->n_edges;

  follow_values (self, values);
  if (!look_at_spent (self, graph, 0, cancellable, error))
    return FALSE;
  for (guint32 m = 0; m < self->n; m++)
    add_from_list (self, graph, m, dual);
  return graph->graph->n_edges > n_edges || count_spent (self, 0) == 0
         || add_crowded (self, graph, dual, cancellable, error);
}

/* --- what is near --- */

gint64
lnet_pool_watch_get_margin (const LnetPoolWatch *self)
{
  return self->margin;
}

static void
find_in_lists (const LnetPoolWatch *self,
               gint64               reach,
               GArray              *found)
{
  for (guint32 m = 0; m < self->n; m++)
    for (guint i = 0; i < self->n_near[m]; i++)
      {
        const Near *near = &get_near (self, m)[i];
        LnetGraphEdge pair = { MIN (m, near->other), MAX (m, near->other), near->twice / 2 };

        if (self->values[m] + self->values[near->other] - near->twice <= reach
            && (near->other > m || !is_near (self, near->other, m, self->n_room)))
          g_array_append_val (found, pair);
      }
}

gboolean
lnet_pool_watch_find_near (LnetPoolWatch        *self,
                           const LnetPoolGraph  *graph,
                           const gint64         *values,
                           gint64                reach,
                           GArray               *near,
                           gboolean             *has_all,
                           GCancellable         *cancellable,
                           GError              **error)
{
  const gint64 least = (reach + 1) / 2;
  const guint n_most = self->n * NEAR_MOST;
  g_autofree gint64 *limits = g_new (gint64, (gsize) self->n + 1);
  LnetPoolScanTask task = { .values = values, .limits = limits, .n_best = 1, .all = near, .n_most = n_most };

  follow_values (self, values);
  if (reach <= self->margin && !look_at_spent (self, graph, least, cancellable, error))
    return FALSE;
  if (count_spent (self, least) == 0)
    {
      find_in_lists (self, reach, near);
      return TRUE;
    }
  for (guint32 m = 0; m < self->n; m++)
    limits[m] = -reach - 1;
  if (!lnet_pool_scan_run (self->scan, graph, &task, cancellable, error))
    return FALSE;
  lnet_pool_scan_end (self->scan);
  *has_all = near->len < n_most;
  return TRUE;
}

/* --- to begin with --- */

static gboolean
look_beyond (LnetPoolWatch        *self,
             const LnetPoolGraph  *graph,
             GCancellable         *cancellable,
             GError              **error)
{
  g_autofree guint8 *is_row = g_new (guint8, self->n);
  gboolean has_any = FALSE;

  for (guint32 m = 0; m < self->n; m++)
    {
      is_row[m] = self->n_near[m] < (self->n_first + 1) / 2 && lnet_pool_scan_has (self->scan, m);
      has_any = has_any || is_row[m];
    }
  return !has_any || look_again (self, graph, is_row, -BEYOND * self->margin, self->n_first, cancellable, error);
}

static void
add_first (LnetPoolWatch *self,
           LnetPoolGraph *graph)
{
  for (guint32 m = 0; m < self->n; m++)
    for (guint i = 0; i < MIN (self->n_near[m], self->n_first); i++)
      {
        const Near *near = &get_near (self, m)[i];

        if (near->other > m || !is_near (self, near->other, m, self->n_first))
          lnet_pool_graph_append (graph, MIN (m, near->other), MAX (m, near->other), near->twice / 2);
      }
  drop_added (self, graph, 0);
}

gboolean
lnet_pool_watch_begin (LnetPoolWatch  *self,
                       LnetPoolGraph  *graph,
                       GCancellable   *cancellable,
                       GError        **error)
{
  g_autofree gint64 *values = lnet_pool_guess_values (graph, self->scan, cancellable, error);

  if (values == NULL)
    return FALSE;
  self->margin = (gint64) (2 * lnet_pool_get_max_score (graph->pool) / MARGIN_PARTS + 1) << graph->shift;
  follow_values (self, values);
  if (!look_again (self, graph, NULL, -self->margin, self->n_room, cancellable, error)
      || !look_beyond (self, graph, cancellable, error))
    return FALSE;
  add_first (self, graph);
  return TRUE;
}

/* Whoever comes first, of those with whom a pair weighs the most. */
static guint32
choose_best (const LnetPoolFind *finds,
             guint               n_finds,
             gint64              twice,
             guint32             best)
{
  for (guint i = 0; i < n_finds; i++)
    if (best == G_MAXUINT32 || finds[i].gain > twice || (finds[i].gain == twice && finds[i].other < best))
      {
        best = finds[i].other;
        twice = finds[i].gain;
      }
  return best;
}

gboolean
lnet_pool_watch_better (const LnetPoolWatch  *self,
                        const LnetPoolGraph  *graph,
                        const gint64         *most,
                        guint32              *best,
                        GCancellable         *cancellable,
                        GError              **error)
{
  g_autofree gint64 *limits = g_new (gint64, (gsize) self->n + 1);
  LnetPoolScanTask task = { .limits = limits, .n_best = ALIKE_MOST };

  for (guint32 m = 0; m < self->n; m++)
    limits[m] = most[m] == G_MININT64 ? G_MININT64 : 2 * most[m] - 1;
  if (!lnet_pool_scan_run (self->scan, graph, &task, cancellable, error))
    return FALSE;
  for (guint32 m = 0; m < self->n; m++)
    {
      guint n_finds;
      const LnetPoolFind *finds = lnet_pool_scan_get_finds (self->scan, m, &n_finds);

      best[m] = choose_best (finds, n_finds, most[m] == G_MININT64 ? G_MININT64 : 2 * most[m], best[m]);
    }
  lnet_pool_scan_end (self->scan);
  return TRUE;
}
