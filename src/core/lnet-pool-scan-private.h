/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-matching-dual.h"
#include "lnet-pool-graph-private.h"

G_BEGIN_DECLS

/**
 * LnetPoolScan:
 *
 * Finds each member's best pairs among all pairs, or all of some members, of which it looks closely at few. For one
 * member after the other, an inverted index of word stems (who brings it, who wishes for it) tells how many words they
 * share with each of the others. That, and the most that other criteria can still bring, bounds what a pair weighs.
 * Only where the bound is above what one of the two has found already is the pair itself looked at: languages and times
 * as bits, then the other criteria, the rules last. Whom somebody asked for is looked at in any case. So nothing is
 * missed.
 *
 * Time: O (n²) steps of about a nanosecond, and one for each word that two share. Memory: O (n + words).
 */
typedef struct _LnetPoolScan LnetPoolScan;

LnetPoolScan *lnet_pool_scan_new (const LnetPoolGraph *graph);
void lnet_pool_scan_free (LnetPoolScan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetPoolScan, lnet_pool_scan_free)

/** A pair that somebody has found: by how much twice its weight exceeds the values of both. */
typedef struct
{
  gint64 gain;
  guint32 other;
} LnetPoolFind;

/**
 * LnetPoolScanTask:
 * @values: (nullable): by vertex, as lnet_pool_graph_add_missing() has them; %NULL: all 0
 * @dual: (nullable): whose blossoms count as well
 * @limits: by vertex: of a member's pairs those are kept that exceed their values by more than this; G_MAXINT64: none
 * @is_row: (nullable): by vertex: only pairs with one of these are looked at; %NULL: all
 * @n_best: how many each member keeps: those that exceed by the most
 * @all: (nullable) (element-type LnetGraphEdge): gets all pairs that exceed by more than one of the two limits says;
 *   then nobody keeps any
 * @n_most: of how many of these it is enough
 */
typedef struct
{
  const gint64 *values;
  const LnetMatchingDual *dual;
  const gint64 *limits;
  const guint8 *is_row;
  guint n_best;
  GArray *all;
  guint n_most;
} LnetPoolScanTask;

/** Looks for pairs that are no edges of @graph. What is found is there until the next run, or lnet_pool_scan_end(). */
gboolean lnet_pool_scan_run (LnetPoolScan *self, const LnetPoolGraph *graph, const LnetPoolScanTask *task,
                             GCancellable *cancellable, GError **error);
void lnet_pool_scan_end (LnetPoolScan *self);

/** Whether @vertex is to be paired. */
gboolean lnet_pool_scan_has (const LnetPoolScan *self, guint32 vertex);
/** What @vertex keeps, in the order of the others. */
const LnetPoolFind *lnet_pool_scan_get_finds (const LnetPoolScan *self, guint32 vertex, guint *n_finds);
/** Whether @vertex keeps its pair with @other. */
gboolean lnet_pool_scan_has_found (const LnetPoolScan *self, guint32 vertex, guint32 other);
/** No pair of @vertex exceeds by more that was looked at, and that neither of the two keeps. */
gint64 lnet_pool_scan_get_limit (const LnetPoolScan *self, guint32 vertex);

G_END_DECLS
