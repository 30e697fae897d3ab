/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-pool-graph-private.h"

#include "lnet-pool-watch-private.h"

/* Twice a weight, with what is added so that more pairs always weigh more, is to be no more than this. */
#define WEIGHT_BITS 57
#define LOT_BITS_MOST 30

static guint
count_bits (guint64 value)
{
  return value == 0 ? 0 : g_bit_storage (value);
}

void
lnet_pool_graph_choose_bits (guint32          n,
                             LnetMatchingGoal goal,
                             guint           *shift,
                             guint           *lot_bits)
{
  guint32 most_pairs = (n + 2) / 2;
  guint of_pairs = count_bits (most_pairs - 1);
  guint of_score = count_bits (LNET_N_CRITERIA * LNET_CRITERION_MAX_SCORE * LNET_CRITERION_MAX_WEIGHT + 1);
  guint of_bonus = goal == LNET_MATCHING_LARGEST_HEAVIEST ? count_bits ((guint64) most_pairs + 2) : 0;
  guint taken = of_score + of_bonus + of_pairs;

  *lot_bits = taken >= WEIGHT_BITS ? 1 : MIN (WEIGHT_BITS - taken, LOT_BITS_MOST);
  *shift = *lot_bits + of_pairs;
}

static guint64
mix (guint64 x)
{
  x += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  x = (x ^ (x >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return x ^ (x >> 31);
}

/* The same on every computer, whatever its byte order. */
static guint64
hash_id (const LnetId *id,
         guint64       seed)
{
  guint64 high = 0;
  guint64 low = 0;

  for (guint i = 0; i < 8; i++)
    {
      high = high << 8 | id->bytes[i];
      low = low << 8 | id->bytes[i + 8];
    }
  return mix (mix (seed ^ high) ^ low);
}

static void
draw_lots (LnetPoolGraph *self)
{
  guint64 seed = hash_id (lnet_pool_get_round (self->pool), 0);

  self->lots = g_new (guint64, MAX (self->graph->n, 1));
  for (guint32 i = 0; i < self->graph->n; i++)
    self->lots[i] = hash_id (&lnet_pool_get_member (self->pool, i)->person.member, seed);
}

gint64
lnet_pool_graph_make_weight (const LnetPoolGraph *self,
                             guint32              a,
                             guint32              b,
                             int                  score)
{
  guint64 lot = mix (self->lots[MIN (a, b)] ^ mix (self->lots[MAX (a, b)]));

  return ((gint64) score << self->shift) + 1 + (gint64) (lot % ((G_GUINT64_CONSTANT (1) << self->lot_bits) - 1));
}

gint64
lnet_pool_graph_weigh (const LnetPoolGraph *self,
                       guint32              a,
                       guint32              b)
{
  return lnet_pool_graph_make_weight (self, a, b, lnet_pool_score (self->pool, a, b, NULL));
}

gint64
lnet_pool_graph_get_score (const LnetPoolGraph *self,
                           gint64               weight)
{
  return weight >> self->shift;
}

void
lnet_pool_graph_weigh_again (LnetPoolGraph *self)
{
  for (guint32 i = 0; i < self->graph->n_edges; i++)
    {
      LnetGraphEdge *edge = &self->graph->edges[i];

      edge->weight = lnet_pool_graph_weigh (self, edge->u, edge->v);
    }
  if (self->watch != NULL)
    lnet_pool_watch_forget (self->watch);
}

const LnetGraph *
lnet_pool_graph_get_graph (const LnetPoolGraph *self)
{
  return self->graph;
}

gboolean
lnet_pool_graph_is_whole (const LnetPoolGraph *self)
{
  return self->watch == NULL;
}

gboolean
lnet_pool_graph_is_paired (const LnetPoolGraph *self,
                           guint32              member)
{
  const LnetPoolLock *lock = lnet_pool_find_lock (self->pool, member);

  return lock != NULL && lock->exists;
}

static gboolean
add_all_pairs (LnetPoolGraph *self,
               GCancellable  *cancellable,
               GError       **error)
{
  for (guint32 a = 0; a < self->graph->n; a++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (guint32 b = a + 1; !lnet_pool_graph_is_paired (self, a) && b < self->graph->n; b++)
        if (!lnet_pool_graph_is_paired (self, b) && lnet_pool_allows (self->pool, a, b))
          lnet_pool_graph_append (self, a, b, lnet_pool_graph_weigh (self, a, b));
    }
  return TRUE;
}

void
lnet_pool_graph_append (LnetPoolGraph *self,
                        guint32        a,
                        guint32        b,
                        gint64         weight)
{
  if (self->graph->n_edges == self->room)
    {
      self->room = MAX (64, self->room + self->room / 2);
      self->graph->edges = g_renew (LnetGraphEdge, self->graph->edges, self->room);
    }
  lnet_graph_add (self->graph, a, b, weight);
}

void
lnet_pool_graph_add (LnetPoolGraph *self,
                     guint32        a,
                     guint32        b)
{
  lnet_pool_graph_append (self, MIN (a, b), MAX (a, b), lnet_pool_graph_weigh (self, a, b));
  if (self->watch != NULL)
    lnet_pool_watch_drop (self->watch, a, b);
}

guint
lnet_pool_graph_choose_first (const LnetPool *pool)
{
  return lnet_pool_get_n (pool) <= LNET_POOL_GRAPH_ALL_PAIRS ? 0 : LNET_POOL_GRAPH_FIRST;
}

LnetPoolGraph *
lnet_pool_graph_make (const LnetPool  *pool,
                      LnetMatchingGoal goal,
                      guint            n_first,
                      GCancellable    *cancellable,
                      GError         **error)
{
  g_autoptr (LnetPoolGraph) self = g_new0 (LnetPoolGraph, 1);

  self->pool = pool;
  self->graph = lnet_graph_new (lnet_pool_get_n (pool), 0);
  lnet_pool_graph_choose_bits (self->graph->n, goal, &self->shift, &self->lot_bits);
  draw_lots (self);
  self->watch = n_first == 0 ? NULL : lnet_pool_watch_new (self, n_first);
  if (n_first == 0 ? !add_all_pairs (self, cancellable, error)
                   : !lnet_pool_watch_begin (self->watch, self, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

LnetPoolGraph *
lnet_pool_graph_new (const LnetPool  *pool,
                     LnetMatchingGoal goal,
                     GCancellable    *cancellable,
                     GError         **error)
{
  return lnet_pool_graph_make (pool, goal, lnet_pool_graph_choose_first (pool), cancellable, error);
}

void
lnet_pool_graph_free (LnetPoolGraph *self)
{
  if (self == NULL)
    return;
  lnet_pool_watch_free (self->watch);
  lnet_graph_free (self->graph);
  g_free (self->lots);
  g_free (self);
}

static void
take_better (guint32 *best,
             gint64  *most,
             guint32  other,
             gint64   weight)
{
  if (weight < *most || (weight == *most && other > *best))
    return;
  *best = other;
  *most = weight;
}

/* Among the edges; @most: what it weighs, by member. */
static guint32 *
find_best_edges (const LnetPoolGraph *self,
                 gint64              *most)
{
  guint32 *best = g_new (guint32, (gsize) self->graph->n + 1);

  for (guint32 m = 0; m < self->graph->n; m++)
    {
      best[m] = G_MAXUINT32;
      most[m] = G_MININT64;
    }
  for (guint32 e = 0; e < self->graph->n_edges; e++)
    {
      const LnetGraphEdge *edge = &self->graph->edges[e];

      take_better (&best[edge->u], &most[edge->u], edge->v, edge->weight);
      take_better (&best[edge->v], &most[edge->v], edge->u, edge->weight);
    }
  return best;
}

guint32 *
lnet_pool_graph_find_best (const LnetPoolGraph  *self,
                           GCancellable         *cancellable,
                           GError              **error)
{
  g_autofree gint64 *most = g_new (gint64, (gsize) self->graph->n + 1);
  g_autofree guint32 *best = find_best_edges (self, most);

  if (self->watch == NULL ? g_cancellable_set_error_if_cancelled (cancellable, error)
                          : !lnet_pool_watch_better (self->watch, self, most, best, cancellable, error))
    return NULL;
  return g_steal_pointer (&best);
}

gboolean
lnet_pool_graph_add_missing (LnetPoolGraph          *self,
                             const gint64           *values,
                             const LnetMatchingDual *dual,
                             guint32                *n_added,
                             GCancellable           *cancellable,
                             GError                **error)
{
  guint32 before = self->graph->n_edges;
  gboolean done = self->watch == NULL
                    ? !g_cancellable_set_error_if_cancelled (cancellable, error)
                    : lnet_pool_watch_add_missing (self->watch, self, values, dual, cancellable, error);

  *n_added = self->graph->n_edges - before;
  return done;
}

gint64
lnet_pool_graph_get_margin (const LnetPoolGraph *self)
{
  return self->watch == NULL ? 0 : lnet_pool_watch_get_margin (self->watch);
}

LnetGraph *
lnet_pool_graph_find_near (LnetPoolGraph  *self,
                           const gint64   *values,
                           gint64          reach,
                           gboolean       *has_all,
                           GCancellable   *cancellable,
                           GError        **error)
{
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (LnetGraphEdge));
  LnetGraph *graph;

  *has_all = TRUE;
  if (self->watch == NULL
        ? g_cancellable_set_error_if_cancelled (cancellable, error)
        : !lnet_pool_watch_find_near (self->watch, self, values, reach, near, has_all, cancellable, error))
    return NULL;
  graph = lnet_graph_new (self->graph->n, self->graph->n_edges + near->len);
  for (guint32 e = 0; e < self->graph->n_edges; e++)
    lnet_graph_add (graph, self->graph->edges[e].u, self->graph->edges[e].v, self->graph->edges[e].weight);
  for (guint i = 0; i < near->len; i++)
    {
      const LnetGraphEdge *pair = &g_array_index (near, LnetGraphEdge, i);

      lnet_graph_add (graph, pair->u, pair->v, pair->weight);
    }
  return graph;
}
