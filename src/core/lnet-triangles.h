/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-graph.h"
#include "lnet-pool.h"

G_BEGIN_DECLS

/**
 * LnetTriangle:
 * @shortfall: the sum of what its three pairs are short of being tight
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
 * lnet_triangles_find:
 * @graph: pairs of members
 * @is_out: by member: who does not count
 * @values: by member: twice their value; a pair is short of being tight by what the values of both come to more than
 *   twice its weight, which may be less than nothing
 * @n_most: how many are wanted
 *
 * The triangles with the smallest shortfall among those that the rules allow. Takes pairs in order of theirs, and looks
 * at those triangles of which a pair is the tightest one, until three pairs like it come to more than what it has.
 * Returns: (transfer full) (element-type LnetTriangle): smallest shortfall first; all there are when fewer than @n_most
 */
GArray *lnet_triangles_find (const LnetPool *pool, const LnetGraph *graph, const guint8 *is_out, const gint64 *values,
                             guint n_most);

G_END_DECLS
