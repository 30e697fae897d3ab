/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-matching-dual.h"
#include "lnet-pool-graph-private.h"

G_BEGIN_DECLS

/**
 * LnetPoolScan:
 *
 * Finds each member's best pairs among all pairs, of which it looks closely at few. For one member after the other, an
 * inverted index of word stems (who brings it, who wishes for it) tells how many words they share with each of the
 * others. That, and the most that other criteria can still bring, bounds what a pair weighs. Only where the bound is
 * above what one of the two has found already is the pair itself looked at: languages and times as bits, then the other
 * criteria, the rules last. Whom somebody asked for is looked at in any case. So nothing is missed.
 *
 * Time: O (n²) steps of about a nanosecond, and one for each word that two share. Memory: O (n + words).
 */
LnetPoolScan *lnet_pool_scan_new (const LnetPoolGraph *graph);
void lnet_pool_scan_free (LnetPoolScan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetPoolScan, lnet_pool_scan_free)

/**
 * lnet_pool_scan_run:
 * @values: (nullable): by vertex, as lnet_pool_graph_add_missing() has them; %NULL for none
 * @dual: (nullable): likewise
 * @n_best: how many pairs each member keeps
 *
 * Adds to @graph the @n_best pairs of each member that by twice their weight exceed their values by the most; with
 * @values only those that do exceed them and are not in the graph.
 */
gboolean lnet_pool_scan_run (LnetPoolScan *self, LnetPoolGraph *graph, const gint64 *values,
                             const LnetMatchingDual *dual, guint n_best, GCancellable *cancellable, GError **error);

G_END_DECLS
