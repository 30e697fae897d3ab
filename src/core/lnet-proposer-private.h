/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-matching-bound.h"
#include "lnet-pool-graph.h"
#include "lnet-proposer.h"

G_BEGIN_DECLS

/* How it is done: all who are not locked and for whom the rules allow somebody are matched, as many pairs as possible
 * and then the heaviest. For each who is left over there is one vertex more, a seat to wait in, with an edge of weight
 * 0 to everybody. So nobody is without a partner, and the values that prove the matching stay comparable from member to
 * member: they bound closely what any change would cost.
 *
 * A worth is twice a sum of weights, as a triad weighs half of its three pairs.
 */

/* Beyond this many who are left over the rest has no seat. All stays right, but the bounds are wider. */
#define LNET_PROPOSER_SEATS_MOST 64

struct _LnetProposer
{
  const LnetPool *pool;
  LnetPoolGraph *candidates;
  LnetMatching *matching;
  guint32 n;              /* members; seats come behind them */
  GArray *edges;          /* by edge of the candidates' graph: which edge of the matching it is */
  guint32 n_made_seats;   /* seats that have edges */
  guint32 n_base_seats;   /* those open when nobody but the locked was left out */
  guint8 *is_stuck;       /* by member: the rules allow nobody who is not locked */
  guint8 *is_out;         /* by vertex: what the matching goes without */

  /* what is no better need not be found; where nothing is wanted of it, 0 and -1 */
  guint floor_placed;
  gint64 floor_worth;

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

/** Matches all but those who are locked or stuck, and @out, with @n_seats for those who are left over: no more than
 * there have to be. */
gboolean lnet_proposer_match (LnetProposer *self, const guint32 *out, guint n_out, guint32 n_seats,
                              GCancellable *cancellable, GError **error);

/** How many seats are open. */
guint32 lnet_proposer_count_seats (const LnetProposer *self);

/** The same, with a seat for each who is left over. */
gboolean lnet_proposer_match_all (LnetProposer *self, const guint32 *out, guint n_out, GCancellable *cancellable,
                                  GError **error);

/** Whether those who can have a partner are an odd number, and three may work together then. */
gboolean lnet_proposer_may_have_triad (const LnetProposer *self);

/** Has some pairs in that are no candidates yet and are less than @reach short of being tight, in units of @dual. */
gboolean lnet_proposer_reach_out (LnetProposer *self, const LnetMatchingDual *dual, gint64 reach,
                                  GCancellable *cancellable, GError **error);

/** The best that can be made of all but those who are locked and @out. */
gboolean lnet_proposer_find_best (LnetProposer *self, const guint32 *out, guint n_out, LnetOutcome *best,
                                  GCancellable *cancellable, GError **error);

/** After @best was found without a triad, as lnet_proposer_match_all() left it: whether a triad of candidates' pairs is
 * better. */
gboolean lnet_proposer_try_triads (LnetProposer *self, const guint32 *out, guint n_out, LnetOutcome *best,
                                   GCancellable *cancellable, GError **error);

/** What the matching gives as it stands. */
void lnet_proposer_read_outcome (LnetProposer *self, LnetOutcome *outcome);

/** What a triad of @shortfall can make of what @bound is of, with one seat less, at most; below 0: it would cost others
 * their partners. */
gint64 lnet_proposer_bound_triad (const LnetProposer *self, const LnetMatchingBound *bound, gint64 shortfall);

/** The triangles of the candidates with the smallest shortfall by @bound's values. */
GArray *lnet_proposer_find_triangles (LnetProposer *self, const LnetMatchingBound *bound, const guint8 *is_out,
                                      guint n_most);

G_END_DECLS
