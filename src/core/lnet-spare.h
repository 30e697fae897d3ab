/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-graph.h"
#include "lnet-pool.h"

G_BEGIN_DECLS

/**
 * lnet_spare_find:
 * @pool: (nullable): whose allowed pairs count as well; %NULL when @graph has them all
 * @graph: of the pool's members
 * @partners: (array): by member: a matching without those who are out; G_MAXUINT32: is left over
 * @is_out: by member: who does not count
 * @joins: (out) (optional) (element-type LnetGraphEdge): pairs that are not in @graph, when with them more people would
 *   have partners; empty when there is no larger matching
 *
 * Finds who is left over in some largest matching or other: whoever an alternating path of even length leads to from
 * one who is left over in this one. Only of those can three be taken out at the cost of one pair. (Gallai and Edmonds.)
 * Returns: (transfer full) (array): by member: whether they are spare; of no use when there is a larger matching
 */
guint8 *lnet_spare_find (const LnetPool *pool, const LnetGraph *graph, const guint32 *partners, const guint8 *is_out,
                         GArray *joins);

G_END_DECLS
