/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-pool-graph-private.h"

#include "lnet-pool-scan-private.h"

/* Twice a weight, with what is added so that more pairs always weigh more, is to be no more than this. */
#define WEIGHT_BITS 57
#define LOT_BITS_MOST 30

/* How many pairs each member of a large pool begins with, and how many are added at once. */
#define N_FIRST 8
#define N_MORE 8

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
}

const LnetGraph *
lnet_pool_graph_get_graph (const LnetPoolGraph *self)
{
  return self->graph;
}

gboolean
lnet_pool_graph_is_whole (const LnetPoolGraph *self)
{
  return self->scan == NULL;
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
        if (!lnet_pool_graph_is_paired (self, b) && lnet_pool_get_rules (self->pool, a, b) == 0)
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

LnetPoolGraph *
lnet_pool_graph_make (const LnetPool  *pool,
                      LnetMatchingGoal goal,
                      gboolean         all_pairs,
                      GCancellable    *cancellable,
                      GError         **error)
{
  g_autoptr (LnetPoolGraph) self = g_new0 (LnetPoolGraph, 1);

  self->pool = pool;
  self->graph = lnet_graph_new (lnet_pool_get_n (pool), 0);
  lnet_pool_graph_choose_bits (self->graph->n, goal, &self->shift, &self->lot_bits);
  draw_lots (self);
  self->scan = all_pairs ? NULL : lnet_pool_scan_new (self);
  if (all_pairs ? !add_all_pairs (self, cancellable, error)
                : !lnet_pool_scan_run (self->scan, self, NULL, NULL, N_FIRST, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

LnetPoolGraph *
lnet_pool_graph_new (const LnetPool  *pool,
                     LnetMatchingGoal goal,
                     GCancellable    *cancellable,
                     GError         **error)
{
  return lnet_pool_graph_make (pool, goal, lnet_pool_get_n (pool) <= LNET_POOL_GRAPH_ALL_PAIRS, cancellable, error);
}

void
lnet_pool_graph_free (LnetPoolGraph *self)
{
  if (self == NULL)
    return;
  lnet_pool_scan_free (self->scan);
  lnet_graph_free (self->graph);
  g_free (self->lots);
  g_free (self);
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
  gboolean done = self->scan == NULL ? !g_cancellable_set_error_if_cancelled (cancellable, error)
                                     : lnet_pool_scan_run (self->scan, self, values, dual, N_MORE, cancellable, error);

  *n_added = self->graph->n_edges - before;
  return done;
}
