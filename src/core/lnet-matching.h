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
 * A heaviest matching of a general graph, exactly, that can be changed and solved again.
 *
 * Of several that weigh the same: the one that is met first when vertices are taken in order of their numbers, and what
 * happens at one time in order of its numbers. So the same graph, its edges in the same order, always gives the same
 * one. After changes it may be another than one from nothing, of the same weight, and for
 * %LNET_MATCHING_LARGEST_HEAVIEST of the same size; who needs the same one after any changes sees to it by the weights.
 *
 * Method: first the heaviest matching in halves (lnet-matching-fraction.c): vertices take each other's partners while
 * it costs them something, then shortest paths without blossoms; values to go on with come from it, and an odd circuit
 * here and there. Then Edmonds' blossoms, by trees from those who are alone: grown no further than a limit that rises
 * by half each round, the last few by two at a time, each by a Δ of its own so that neither tree gets much larger than
 * the other; values and labels of what is inside a blossom are kept once for all. Only each vertex's twelve heaviest
 * edges are looked at, and once values are known, only those near being tight; when values fall, more of them. A change
 * sees to the values around it and leaves one or two alone.
 *
 * It takes O (n m log n log W) at worst, W being the largest value of a vertex as a multiple of how far weights lie
 * apart, and most often little more than sorting would; O (n + m) memory.
 *
 * Where it loses: when only a far one can make up for who came or went, everybody nearer than that one is searched, and
 * has other values afterwards, as much as a tenth of a solve from nothing or more; a change inside blossoms nested deep
 * takes all of them apart and finds them again. Many weights at once, or changes that leave one in sixteen alone,
 * begin from nothing. When several are left over by force of %LNET_MATCHING_LARGEST_HEAVIEST (one is no matter), all
 * vertices are searched once for each.
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
