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
 * events at one time in order of theirs.
 *
 * Method: Edmonds' blossoms, one tree at a time, values lazily updated and events in a heap: O (n m log n). It begins
 * with each vertex's few heaviest edges; the values then tell which of the others may matter, and those are added.
 * Memory: O (n + m).
 */
typedef struct _LnetMatching LnetMatching;

/** @graph: stays the caller's, and has to outlive the matching */
LnetMatching *lnet_matching_new (const LnetGraph *graph, LnetMatchingGoal goal);
void lnet_matching_free (LnetMatching *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetMatching, lnet_matching_free)

/** Solves it. FALSE when it was cancelled. */
gboolean lnet_matching_solve (LnetMatching *self, GCancellable *cancellable, GError **error);

/** Whom @vertex goes with, or G_MAXUINT32. */
guint32 lnet_matching_get_partner (const LnetMatching *self, guint32 vertex);

/** The sum of the weights. */
gint64 lnet_matching_get_weight (const LnetMatching *self);
/** How many pairs. */
guint32 lnet_matching_get_size (const LnetMatching *self);

G_END_DECLS
