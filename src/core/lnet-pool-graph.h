/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-matching-dual.h"
#include "lnet-pool.h"

G_BEGIN_DECLS

/**
 * LnetPoolGraph:
 *
 * A pool as a graph. Its vertices are the members by their places in the pool, its edges pairs that no rule forbids,
 * its weights say how well each fits. Who is in a pair of this round already has no edges; who was locked by
 * lnet_pool_lock() has.
 *
 * Weights: score × 2^k + lot. The lot is a hash of the round's id and both members', so that of several sets of pairs
 * that are equally good the one with the largest sum of lots is chosen, the same on every desk. k leaves so much room
 * that no sum of lots outweighs one point of score; how many bits a lot has follows from what a matching can take.
 *
 * Pools of up to %LNET_POOL_GRAPH_ALL_PAIRS have every allowed pair as an edge. In larger ones each member begins with
 * a few: those that are likely to be in a heaviest matching, by what both may be worth in it
 * (lnet-pool-guess-private.h). The rest is left out: what may matter of it, lnet_pool_graph_add_missing() adds. How it
 * is found without weighing all pairs: lnet-pool-scan-private.h, and without looking at all of them each time:
 * lnet-pool-watch-private.h.
 */
typedef struct _LnetPoolGraph LnetPoolGraph;

#define LNET_POOL_GRAPH_ALL_PAIRS 1500

/** @pool: sealed; stays the caller's and has to outlive the graph. Returns: (transfer full): NULL when cancelled */
LnetPoolGraph *lnet_pool_graph_new (const LnetPool *pool, LnetMatchingGoal goal, GCancellable *cancellable,
                                    GError **error);
void lnet_pool_graph_free (LnetPoolGraph *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetPoolGraph, lnet_pool_graph_free)

const LnetGraph *lnet_pool_graph_get_graph (const LnetPoolGraph *self);

/** Whether all pairs that are allowed are in it. */
gboolean lnet_pool_graph_is_whole (const LnetPoolGraph *self);

/** The weight that the pair @a, @b has, or would have. */
gint64 lnet_pool_graph_weigh (const LnetPoolGraph *self, guint32 a, guint32 b);

/** Back from a weight, or a sum of weights, to a score. */
gint64 lnet_pool_graph_get_score (const LnetPoolGraph *self, gint64 weight);

/**
 * lnet_pool_graph_find_best:
 *
 * With whom each member's pair would weigh most, of all pairs that may be in the graph.
 * Returns: (transfer full) (array): by member; G_MAXUINT32 where there is nobody; NULL when cancelled
 */
guint32 *lnet_pool_graph_find_best (const LnetPoolGraph *self, GCancellable *cancellable, GError **error);

/** Adds an allowed pair that is not in it. */
void lnet_pool_graph_add (LnetPoolGraph *self, guint32 a, guint32 b);

/** After the pool's weights changed: weighs every edge again. */
void lnet_pool_graph_weigh_again (LnetPoolGraph *self);

/**
 * lnet_pool_graph_add_missing:
 * @values: (array): by vertex: its value in a heaviest set of pairs of the graph as it is, dual->y - dual->bonus, less
 *   what one is ready to give up by its pair
 * @dual: (nullable): that set, for its blossoms; without it more is added than need be
 * @n_added: (out): how many edges were added, at the end
 *
 * Adds allowed pairs u, v that are not in the graph and whose weight, twice, is more than values[u] + values[v] and the
 * blossoms that hold both: of each member those that exceed it by the most, some at once. When there is none, no pair
 * that was left out can be in any set that is better than the one the values prove to be the best of this graph: it is
 * the best of all pairs. Else the set has to be solved again, and this asked again; it ends, as no pair is added twice.
 * Returns: FALSE when cancelled
 */
gboolean lnet_pool_graph_add_missing (LnetPoolGraph *self, const gint64 *values, const LnetMatchingDual *dual,
                                      guint32 *n_added, GCancellable *cancellable, GError **error);

/** How far lnet_pool_graph_find_near() reaches quickly, most often. */
gint64 lnet_pool_graph_get_margin (const LnetPoolGraph *self);

/**
 * lnet_pool_graph_find_near:
 * @values: (array): by vertex
 * @has_all: (out): FALSE: these are too many to be kept; only some are there
 *
 * Returns: (transfer full): the graph with all pairs that are not in it and whose values come to no more than @reach
 *   above twice their weight; NULL when cancelled
 */
LnetGraph *lnet_pool_graph_find_near (LnetPoolGraph *self, const gint64 *values, gint64 reach, gboolean *has_all,
                                      GCancellable *cancellable, GError **error);

G_END_DECLS
