/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-pool-scan-private.h"

G_BEGIN_DECLS

/**
 * LnetPoolWatch:
 *
 * Knows which pairs that are no edges of a pool's graph may weigh more than the values of a matching say, without
 * looking at all pairs each time.
 *
 * What a pair is short of is what the values of both come to above twice its weight. When a member is looked at, the
 * pairs that are short of the least are kept in a list, as many as there is room for, or as are short of no more than a
 * margin; of all pairs that are in neither one's list it is known what they are short of at least, and a half of it is
 * to spare for each of the two: a pair is short of the sum of what both have to spare, or of more. When a member's
 * value falls, so does what they have to spare. Only when somebody has nothing to spare any more, all their pairs are
 * looked at again. Blossoms only make pairs short of more, so they need not be known before a pair is added.
 */

/** @n_first: how many pairs each member begins with */
LnetPoolWatch *lnet_pool_watch_new (const LnetPoolGraph *graph, guint n_first);
void lnet_pool_watch_free (LnetPoolWatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetPoolWatch, lnet_pool_watch_free)

/** Adds the pairs that each member begins with: those that are short of the least by values that are guessed. */
gboolean lnet_pool_watch_begin (LnetPoolWatch *self, LnetPoolGraph *graph, GCancellable *cancellable, GError **error);

/** lnet_pool_graph_add_missing() */
gboolean lnet_pool_watch_add_missing (LnetPoolWatch *self, LnetPoolGraph *graph, const gint64 *values,
                                      const LnetMatchingDual *dual, GCancellable *cancellable, GError **error);

gint64 lnet_pool_watch_get_margin (const LnetPoolWatch *self);

/** lnet_pool_graph_find_near(); @near: (element-type LnetGraphEdge): gets the pairs that are no edges. */
gboolean lnet_pool_watch_find_near (LnetPoolWatch *self, const LnetPoolGraph *graph, const gint64 *values, gint64 reach,
                                    GArray *near, gboolean *has_all, GCancellable *cancellable, GError **error);

/** The pair was added by others. */
void lnet_pool_watch_drop (LnetPoolWatch *self, guint32 a, guint32 b);

/** Has better partners than @best for whom there are some: @most is what their best edges weigh, by member. */
gboolean lnet_pool_watch_better (const LnetPoolWatch *self, const LnetPoolGraph *graph, const gint64 *most,
                                 guint32 *best, GCancellable *cancellable, GError **error);

/** After the weights changed: nothing is known. */
void lnet_pool_watch_forget (LnetPoolWatch *self);

G_END_DECLS
