/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-matching-bound.h"
#include "lnet-pool-graph.h"
#include "lnet-proposer.h"

G_BEGIN_DECLS

/* How it is done: all who are not locked are matched, as many pairs as possible and then the heaviest. Where their
 * number is odd there is one vertex more, the seat of who waits, with an edge of weight 0 to everybody: so the values
 * that prove the matching stay comparable from member to member, and bound what any change would cost.
 *
 * A worth is twice a sum of weights, as a triad weighs half of its three pairs.
 */
struct _LnetProposer
{
  const LnetPool *pool;
  LnetPoolGraph *candidates;
  LnetMatching *matching;
  guint32 n;              /* members; the seat comes behind them */
  guint32 n_first_edges;  /* of the candidates' graph, before any was added; the seat's n come behind them */
  guint32 n_edges;        /* of the candidates' graph that the matching has */
  guint8 *is_out;         /* by vertex: what the matching goes without */

  LnetProposerProgressFunc progress;
  gpointer progress_data;
};

/** The best that can be made of a pool, or of a part of it. */
typedef struct
{
  guint n_placed;
  gint64 worth;
  gboolean has_triad;
  guint32 triad[3];
  guint32 *partners; /* by member */
} LnetOutcome;

void lnet_outcome_clear (LnetOutcome *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LnetOutcome, lnet_outcome_clear)

/** Below 0: @a is the better one. */
int lnet_outcome_compare (const LnetOutcome *a, const LnetOutcome *b);

/** Whether all but those who are locked, and @n_out besides, are an odd number. */
gboolean lnet_proposer_is_odd (const LnetProposer *self, guint n_out);

/** Matches all but those who are locked and @out, where one may take the seat if @has_seat. */
gboolean lnet_proposer_match (LnetProposer *self, const guint32 *out, guint n_out, gboolean has_seat,
                              GCancellable *cancellable, GError **error);

/** Has some pairs in that are no candidates yet and are less than @reach short of being tight, in units of @dual, with
 * what its blossoms count or without. */
gboolean lnet_proposer_reach_out (LnetProposer *self, const LnetMatchingDual *dual, gboolean has_blossoms, gint64 reach,
                                  GCancellable *cancellable, GError **error);

/** The best that can be made of all but those who are locked and @out. */
gboolean lnet_proposer_find_best (LnetProposer *self, const guint32 *out, guint n_out, LnetOutcome *best,
                                  GCancellable *cancellable, GError **error);

/** After @best was found without a triad, with somebody in the seat: whether a triad is better. */
gboolean lnet_proposer_try_triads (LnetProposer *self, const guint32 *out, guint n_out, LnetOutcome *best,
                                   GCancellable *cancellable, GError **error);

/** What the matching gives as it stands. */
void lnet_proposer_read_outcome (LnetProposer *self, LnetOutcome *outcome);

/** What a triad of @shortfall can make of what @bound is of, with the seat gone, at most; below 0: it would cost others
 * their partners. */
gint64 lnet_proposer_bound_triad (const LnetProposer *self, const LnetMatchingBound *bound, gint64 shortfall);

/** Has pairs in that are no candidates yet and might be part of a triangle of less than @shortfall. The matching stands
 * at what @bound is of. */
gboolean lnet_proposer_reach_triangles (LnetProposer *self, const LnetMatchingBound *bound, gint64 shortfall,
                                        GCancellable *cancellable, GError **error);

/** The triangles of the candidates with the smallest shortfall by @bound's values. */
GArray *lnet_proposer_find_triangles (LnetProposer *self, const LnetMatchingBound *bound, const guint8 *is_out,
                                      guint n_most);

G_END_DECLS
