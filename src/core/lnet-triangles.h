/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-matching-bound.h"
#include "lnet-pool.h"

G_BEGIN_DECLS

/**
 * LnetTriangle:
 * @shortfall: the sum of those of its three pairs
 * @weight: the sum of their weights
 *
 * Three members of a pool who may all three work together.
 */
typedef struct
{
  guint32 members[3]; /* lowest first */
  gint64 shortfall;
  gint64 weight;
} LnetTriangle;

/**
 * lnet_triangles_get_shortfall:
 *
 * What a pair makes a triangle worse by: three times what it is short of being tight, less what the blossoms count that
 * hold both. Of those that hold all three of a triangle each pair so has its third.
 */
gint64 lnet_triangles_get_shortfall (const LnetMatchingBound *bound, const LnetGraphEdge *pair);

/**
 * lnet_triangles_find:
 * @graph: pairs of members
 * @is_out: by member: who does not count
 * @bound: of a matching of the pool's members, and further vertices behind them
 * @n_most: how many are wanted
 *
 * The triangles with the smallest shortfall among those that the rules allow. Takes pairs in order of theirs, and looks
 * at those triangles of which a pair is the tightest one, until three pairs like it come to more than what it has.
 * Returns: (transfer full) (element-type LnetTriangle): smallest shortfall first; all there are when fewer than @n_most
 */
GArray *lnet_triangles_find (const LnetPool *pool, const LnetGraph *graph, const guint8 *is_out,
                             const LnetMatchingBound *bound, guint n_most);

G_END_DECLS
