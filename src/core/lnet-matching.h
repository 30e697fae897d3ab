/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "lnet-graph.h"

G_BEGIN_DECLS

typedef enum
{
  LNET_MATCHING_HEAVIEST,          /* of all matchings, the one whose weights sum up to the most */
  LNET_MATCHING_LARGEST_HEAVIEST,  /* of those with the most pairs */
} LnetMatchingGoal;

/**
 * LnetMatching:
 *
 * A heaviest matching of a general graph, exactly. The same graph, its edges in the same order, always gives the same
 * one; of several that weigh the same, the one that is met first when vertices are taken in order of their numbers and
 * events at one time in order of theirs. After changes it may be another one that weighs the same.
 *
 * Method: Edmonds' blossoms, one tree at a time, values lazily updated and events in a heap: O (n m log n). It begins
 * from the heaviest matching in halves, which needs no blossoms and leaves few vertices without a partner, and looks at
 * each vertex's few heaviest edges; the values then tell which of the others may matter, and those are added.
 * Memory: O (n + m).
 *
 * Twice the weight of an edge may be 2^58 at most, either sign. For %LNET_MATCHING_LARGEST_HEAVIEST that holds for the
 * weight and what is added to each, n / 2 × (the largest weight − the smallest).
 */
typedef struct _LnetMatching LnetMatching;

typedef void (* LnetMatchingProgressFunc) (gdouble fraction, gpointer user_data);

/** @graph: is copied */
LnetMatching *lnet_matching_new (const LnetGraph *graph, LnetMatchingGoal goal);
void lnet_matching_free (LnetMatching *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetMatching, lnet_matching_free)

/** Has @progress called now and then while it is solved, with what is done of it. */
void lnet_matching_set_progress (LnetMatching *self, LnetMatchingProgressFunc progress, gpointer user_data);

/** Solves it, from where it stands. FALSE when it was cancelled: then it may be solved again. */
gboolean lnet_matching_solve (LnetMatching *self, GCancellable *cancellable, GError **error);

/* --- changes: solve it again after them; what came of it is of the graph before them until then --- */

void lnet_matching_set_weight (LnetMatching *self, guint32 edge, gint64 weight);
/** @weights: of every edge, in order */
void lnet_matching_set_weights (LnetMatching *self, const gint64 *weights);
/** An edge that is not usable is as if it were not there. All are, to begin with. */
void lnet_matching_set_usable (LnetMatching *self, guint32 edge, gboolean usable);
/** A vertex that is not present goes with nobody. All are, to begin with. */
void lnet_matching_set_present (LnetMatching *self, guint32 vertex, gboolean present);
/** Returns: the edge's number */
guint32 lnet_matching_add_edge (LnetMatching *self, guint32 u, guint32 v, gint64 weight);

/* --- what came of it --- */

/** Whom @vertex goes with, or G_MAXUINT32. */
guint32 lnet_matching_get_partner (const LnetMatching *self, guint32 vertex);

/** The sum of the weights. */
gint64 lnet_matching_get_weight (const LnetMatching *self);
/** How many pairs. */
guint32 lnet_matching_get_size (const LnetMatching *self);

/**
 * lnet_matching_get_slack:
 *
 * What @edge is short of being in some heaviest matching: 0 for the edges of this one. Every matching that holds @edge
 * weighs less than this one by at least half of it (rounded up). It is a bound; solve again to know.
 */
gint64 lnet_matching_get_slack (LnetMatching *self, guint32 edge);

/** Proves that what was solved is one of the best, independently of how it was found: see lnet-matching-dual.h. */
gboolean lnet_matching_certify (const LnetMatching *self, GError **error);

G_END_DECLS
