/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-matching-private.h"

#include <string.h>

#include "lnet-matching-dual.h"

/* When more than one vertex in so many, and some, is alone after changes, it begins from nothing. */
#define MAX_ALONE_SHARE 16
#define MAX_ALONE 16

/* How many vertices may be left when two are searched from at once. */
#define MAX_PAIRS 8

/* How far is searched at first, as a share of how far weights lie apart; then half as far again each time. */
#define FIRST_LIMIT_SHARE 32

/* By how much values may fall before edges that were not near being tight are looked at, as such a share. */
#define MARGIN_SHARE 32

/* Up to here weights may spread to twice as far without the bonus coming near the largest number. */
#define MAX_ROOMY_WEIGHT (LNET_GRAPH_MAX_WEIGHT / 16)

static void
allocate (LnetMatching *self)
{
  self->spans = g_new0 (LnetMatchingSpan, self->n + 1);
  self->vertices = g_new0 (LnetMatchingVertex, self->n + 1);
  self->nodes = g_new0 (LnetMatchingNode, self->n + self->n / 2 + 1);
  self->free_blossoms = g_new (guint32, self->n / 2 + 1);
  self->sets = g_new0 (LnetMatchingSet, self->n + 1);
  self->free_sets = g_new (guint32, self->n + 1);
  self->stretches = g_new (gint64, lnet_matching_count_stretches (self));
  self->partner = g_new (guint32, self->n + 1);
  self->partner_edge = g_new (guint32, self->n + 1);
  self->partner_weight = g_new (gint64, self->n + 1);
  memset (self->partner, 0xff, self->n * sizeof (guint32));
}

LnetMatching *
lnet_matching_new (const LnetGraph  *graph,
                   LnetMatchingGoal  goal)
{
  LnetMatching *self = g_new0 (LnetMatching, 1);

  self->goal = goal;
  self->n = graph->n;
  self->n_edges = self->n_room = graph->n_edges;
  self->edges = g_memdup2 (graph->edges, graph->n_edges * sizeof (LnetGraphEdge));
  self->unusable = g_new0 (guint8, graph->n_edges + 1);
  self->active = g_new0 (guint8, graph->n_edges + 1);
  allocate (self);
  return self;
}

void
lnet_matching_free (LnetMatching *self)
{
  g_free (self->edges);
  g_free (self->unusable);
  g_free (self->active);
  g_free (self->arcs);
  g_free (self->spans);
  g_free (self->vertices);
  g_free (self->nodes);
  g_free (self->free_blossoms);
  g_free (self->sets);
  g_free (self->free_sets);
  g_free (self->stretches);
  g_free (self->ways);
  g_free (self->above);
  g_free (self->partner);
  g_free (self->partner_edge);
  g_free (self->partner_weight);
  lnet_matching_list_clear (&self->alone);
  lnet_matching_list_clear (&self->rematched);
  for (guint tree = 0; tree < 2; tree++)
    {
      lnet_matching_list_clear (&self->trees[tree].queue);
      g_free (self->trees[tree].heap.events);
    }
  lnet_matching_list_clear (&self->touched);
  lnet_matching_list_clear (&self->circuit);
  lnet_matching_list_clear (&self->opposite);
  g_free (self);
}

void
lnet_matching_set_progress (LnetMatching             *self,
                            LnetMatchingProgressFunc  progress,
                            gpointer                  user_data)
{
  self->progress = progress;
  self->progress_data = user_data;
}

/* --- values and costs --- */

gint64
lnet_matching_get_cost (const LnetMatching *self,
                        guint32             edge)
{
  return 2 * (self->edges[edge].weight + self->bonus);
}

gboolean
lnet_matching_is_usable (const LnetMatching *self,
                         guint32             edge)
{
  const LnetGraphEdge *of = &self->edges[edge];

  return !self->unusable[edge] && !self->vertices[of->u].absent && !self->vertices[of->v].absent;
}

guint32
lnet_matching_count_nodes (const LnetMatching *self)
{
  return self->n + self->n / 2 + 1;
}

/* The number of the blossom that all vertices are in when there is a floor. */
static guint32
get_whole (const LnetMatching *self)
{
  return self->n + self->n / 2;
}

gint64
lnet_matching_get_dual (const LnetMatching *self,
                        guint32             node)
{
  if (node == get_whole (self))
    return 2 * self->floor;
  if (node >= self->n)
    return self->nodes[node].z;
  return self->vertices[node].absent ? 0 : lnet_matching_value (self, node) - self->floor;
}

guint32
lnet_matching_get_parent (const LnetMatching *self,
                          guint32             node)
{
  if (node == get_whole (self))
    return LNET_MATCHING_NONE;
  if (self->nodes[node].parent != LNET_MATCHING_NONE || self->floor == 0)
    return self->nodes[node].parent;
  return node < self->n && self->vertices[node].absent ? LNET_MATCHING_NONE : get_whole (self);
}

gint64
lnet_matching_get_slack (LnetMatching *self,
                         guint32       edge)
{
  const LnetGraphEdge *of = &self->edges[edge];
  gint64 slack = lnet_matching_get_dual (self, of->u) + lnet_matching_get_dual (self, of->v) + 2 * self->floor;

  return slack - lnet_matching_get_cost (self, edge) + lnet_matching_get_common (self, of->u, of->v);
}

/* --- solving --- */

gboolean
lnet_matching_go_on (LnetMatching  *self,
                     gdouble        fraction,
                     GCancellable  *cancellable,
                     GError       **error)
{
  self->done = MAX (self->done, fraction);
  if (self->progress != NULL)
    self->progress (self->done, self->progress_data);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* The weights that the bonus has to do for: those there are, and as many again for changes where that fits. */
static void
find_range (LnetMatching *self)
{
  gint64 spread;

  self->least = self->n_edges > 0 ? self->edges[0].weight : 0;
  self->most = self->least;
  for (guint32 e = 1; e < self->n_edges; e++)
    {
      self->least = MIN (self->least, self->edges[e].weight);
      self->most = MAX (self->most, self->edges[e].weight);
    }
  self->spread = spread = self->most - self->least;
  if (spread > MAX_ROOMY_WEIGHT / (self->n + 1) || ABS (self->least) > MAX_ROOMY_WEIGHT)
    return;
  self->least -= spread / 2;
  self->most += spread / 2;
}

/* What is added to each weight so that one pair more always weighs more. */
static gint64
get_bonus (const LnetMatching *self)
{
  if (self->goal == LNET_MATCHING_HEAVIEST)
    return 0;
  return (gint64) (self->n / 2) * (self->most - self->least) - self->least + 1;
}

/* Every vertex by itself, its value high enough for all its edges. */
static void
set_up_nodes (LnetMatching *self)
{
  for (guint32 v = 0; v < self->n; v++)
    {
      self->nodes[v] = (LnetMatchingNode) {
        .base = v, .mate = LNET_MATCHING_NONE, .mate_edge = LNET_MATCHING_NONE, .parent = LNET_MATCHING_NONE,
        .set = v, .size = 1, .first = v, .last = v,
      };
      self->vertices[v] = (LnetMatchingVertex) {
        .set = v, .low = -LNET_MATCHING_FREELY, .absent = self->vertices[v].absent,
      };
      self->sets[v] = (LnetMatchingSet) { .owner = v };
    }
  for (guint32 i = 0; i < self->n / 2; i++)
    {
      guint32 blossom = self->n + self->n / 2 - 1 - i;

      self->nodes[blossom] = (LnetMatchingNode) { .parent = LNET_MATCHING_NONE };
      self->free_blossoms[i] = blossom;
    }
  self->n_free_blossoms = self->n / 2;
  self->n_free_sets = 0;
  self->floor = 0;
  self->n_single = self->n_present = 0;
  self->search = self->mark = 0;
  self->rematched.n = 0;
  self->alone.n = 0;
  for (guint32 v = 0; v < self->n; v++)
    {
      const LnetMatchingSpan *span = &self->spans[v];
      gint64 value = 0;

      for (guint32 i = span->start; i < span->start + span->n; i++)
        value = MAX (value, self->arcs[i].cost);
      self->vertices[v].value = self->vertices[v].absent ? LNET_MATCHING_ABSENT : value / 2;
    }
}

/* Whether a vertex has no partner, but a value. */
static gboolean
breaks_rule (const LnetMatching *self,
             guint32             vertex)
{
  const LnetMatchingNode *node = &self->nodes[lnet_matching_top (self, vertex)];

  return !self->vertices[vertex].absent && node->base == vertex && node->mate == LNET_MATCHING_NONE &&
         lnet_matching_value (self, vertex) > self->floor;
}

static gboolean
begin (LnetMatching  *self,
       GCancellable  *cancellable,
       GError       **error)
{
  find_range (self);
  self->bonus = get_bonus (self);
  lnet_matching_arrange_arcs (self);
  set_up_nodes (self);
  if (!lnet_matching_begin (self, cancellable, error))
    return FALSE;
  for (guint32 v = 0; v < self->n; v++)
    {
      self->vertices[v].rematched = TRUE;
      lnet_matching_list_push (&self->rematched, v);
      if (breaks_rule (self, v))
        lnet_matching_list_push (&self->alone, v);
      self->n_single += self->nodes[v].mate == LNET_MATCHING_NONE && !self->vertices[v].absent;
      self->n_present += !self->vertices[v].absent;
    }
  for (guint32 i = 0; i < lnet_matching_count_stretches (self); i++)
    self->stretches[i] = 0;
  self->margin = MAX (1, self->spread / MARGIN_SHARE);
  self->chosen = FALSE;
  self->begun = TRUE;
  return TRUE;
}

/* A second vertex to search from. */
static guint32
find_other (const LnetMatching *self)
{
  guint32 first = self->alone.items[0];

  for (guint32 i = 1; i < self->alone.n; i++)
    if (self->alone.items[i] != first)
      return lnet_matching_top (self, self->alone.items[i]);
  return LNET_MATCHING_NONE;
}

/* How many vertices are to be searched from: only they stay on the list. */
static guint32
count_alone (LnetMatching *self)
{
  guint32 n = 0;

  for (guint32 i = 0; i < self->alone.n; i++)
    {
      guint32 v = self->alone.items[i];

      if (breaks_rule (self, v))
        self->alone.items[n++] = v;
    }
  self->alone.n = n;
  return n;
}

/* While there are many, none is searched from beyond @limit, so that what is near each is found before trees grow
 * large. */
static gboolean
search_round (LnetMatching  *self,
              gint64         limit,
              GCancellable  *cancellable,
              GError       **error)
{
  for (guint32 i = 0; i < self->alone.n; i++)
    {
      guint32 v = self->alone.items[i];

      if (!breaks_rule (self, v))
        continue;
      if ((self->search & 63) == 0 && !lnet_matching_go_on (self, self->done, cancellable, error))
        return FALSE;
      lnet_matching_search (self, lnet_matching_top (self, v), LNET_MATCHING_NONE, limit);
    }
  return TRUE;
}

/* One of the last few, which are searched from by two. */
static void
search_few (LnetMatching *self)
{
  guint32 v = self->alone.items[0];

  lnet_matching_search (self, lnet_matching_top (self, v), find_other (self), G_MAXINT64);
}

/* When only one vertex is left over, the floor is as high as values let it be. */
static void
renew_floor (LnetMatching *self)
{
  if (self->floor > 0)
    lnet_matching_list_push (&self->alone, self->single);
  self->floor = 0;
  if (self->n_single != 1 || self->n_present == 1 || count_alone (self) == 0)
    return;
  self->floor = lnet_matching_get_least (self);
  self->single = self->alone.items[0];
}

static gboolean
search_all (LnetMatching  *self,
            GCancellable  *cancellable,
            GError       **error)
{
  gint64 limit = MAX (1, self->spread / FIRST_LIMIT_SHARE);
  guint32 n_first = self->alone.n, n;

  while (TRUE)
    {
      renew_floor (self);
      if ((n = count_alone (self)) == 0)
        return TRUE;
      if (!lnet_matching_go_on (self, 1 - (gdouble) n / (n_first + 1), cancellable, error))
        return FALSE;
      if (n <= MAX_PAIRS)
        search_few (self);
      else if (!search_round (self, limit, cancellable, error))
        return FALSE;
      if (limit < G_MAXINT64 / 2)
        limit += limit / 2 + 1;
    }
}

/* Sees to the rules of a vertex's edges. */
static void
check_edges (LnetMatching *self,
             guint32       v)
{
  const LnetMatchingSpan *span = &self->spans[v];

  for (guint32 i = span->start; i < span->start + span->n_active; i++)
    {
      const LnetMatchingArc *arc = &self->arcs[i];
      gint64 slack;

      if (lnet_matching_value (self, v) + lnet_matching_value (self, arc->to) >= arc->cost)
        continue;
      if (lnet_matching_get_slack (self, arc->edge) >= 0)
        continue;
      lnet_matching_loosen (self, v);
      slack = lnet_matching_get_slack (self, arc->edge);
      self->vertices[v].value += MAX (0, -slack);
    }
}

/* From the heaviest edges of each vertex to those that are near being tight. */
static void
choose_edges (LnetMatching *self)
{
  lnet_matching_choose_arcs (self);
  self->chosen = TRUE;
  for (guint32 v = 0; v < self->n; v++)
    if (!self->vertices[v].absent)
      check_edges (self, v);
}

gboolean
lnet_matching_solve (LnetMatching  *self,
                     GCancellable  *cancellable,
                     GError       **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  self->done = 0;
  if (self->alone.n > self->n / MAX_ALONE_SHARE + MAX_ALONE)
    self->begun = FALSE;
  if (!self->begun && !begin (self, cancellable, error))
    return FALSE;
  do
    {
      if (!search_all (self, cancellable, error))
        return FALSE;
      if (!self->chosen)
        choose_edges (self);
    }
  while (self->alone.n > 0);
  lnet_matching_unfold (self);
  if (self->progress != NULL)
    self->progress (1, self->progress_data);
  if (LNET_MATCHING_ALWAYS_CERTIFIES)
    lnet_matching_assert_best (self);
  return TRUE;
}

/* --- what came of it --- */

guint32
lnet_matching_get_partner (const LnetMatching *self,
                           guint32             vertex)
{
  return self->partner[vertex];
}

gint64
lnet_matching_get_weight (const LnetMatching *self)
{
  return self->weight;
}

guint32
lnet_matching_get_size (const LnetMatching *self)
{
  return self->size;
}
