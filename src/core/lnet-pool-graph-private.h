/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-pool-graph.h"
#include "lnet-pool-private.h"

G_BEGIN_DECLS

typedef struct _LnetPoolWatch LnetPoolWatch;

struct _LnetPoolGraph
{
  const LnetPool *pool;
  LnetGraph *graph;
  guint32 room;    /* for edges */
  LnetPoolWatch *watch; /* NULL when it has all pairs */
  guint64 *lots;   /* by vertex: a hash of who it is and of the round */
  guint lot_bits;
  guint shift;     /* weight = score × 2^shift + lot */
};

/** How many pairs each member of a large pool begins with. */
#define LNET_POOL_GRAPH_FIRST 8

/** What lnet_pool_graph_new() begins with in @pool; 0: all pairs */
guint lnet_pool_graph_choose_first (const LnetPool *pool);

/** As lnet_pool_graph_new(), however many members there are. @n_first: how many pairs each begins with; 0: all */
LnetPoolGraph *lnet_pool_graph_make (const LnetPool *pool, LnetMatchingGoal goal, guint n_first,
                                     GCancellable *cancellable, GError **error);

/**
 * lnet_pool_graph_choose_bits:
 *
 * Room for the sum of as many lots as there can be pairs below one point of score, for one vertex more, and for all of
 * it in what a matching can take. The weights of criteria play no part: lots stay when they change.
 */
void lnet_pool_graph_choose_bits (guint32 n, LnetMatchingGoal goal, guint *shift, guint *lot_bits);

gboolean lnet_pool_graph_is_paired (const LnetPoolGraph *self, guint32 member);
gint64 lnet_pool_graph_make_weight (const LnetPoolGraph *self, guint32 a, guint32 b, int score);
void lnet_pool_graph_append (LnetPoolGraph *self, guint32 a, guint32 b, gint64 weight);

G_END_DECLS
