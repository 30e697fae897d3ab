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
  gboolean is_strained;   /* pairs were added so that more have a partner */
  gboolean is_settled;    /* whether most of the candidates that matter are there */
  guint32 *best_partners; /* by member, whoever stays with others; NULL: not known */

  /* what is no better need not be found; where nothing is wanted of it, 0 and -1 */
  guint floor_placed;
  gint64 floor_worth;

  LnetProposerProgressFunc progress;
  gpointer progress_data;
  gdouble done;           /* of what is at hand */
};

/** As lnet_proposer_new(), however many members there are. @n_first: with how many pairs each begins; 0: all */
LnetProposer *lnet_proposer_make (const LnetPool *pool, guint n_first, GCancellable *cancellable, GError **error);

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
 * there have to be. When there are too few, only how many pairs there are is the best. */
gboolean lnet_proposer_match (LnetProposer *self, const guint32 *out, guint n_out, guint32 n_seats,
                              GCancellable *cancellable, GError **error);

/** Who is left over in some largest matching of those who are matched; lnet_spare_find() */
guint8 *lnet_proposer_find_spare (LnetProposer *self, GArray *joins);

/** Has a matching with nothing worked out. */
void lnet_proposer_begin_matching (LnetProposer *self);

/** What members are worth; those who are out so much that no pair with them matters. */
gint64 *lnet_proposer_get_values (const LnetProposer *self, const LnetMatchingDual *dual, const guint8 *is_out);

/**
 * lnet_proposer_settle:
 *
 * While there are few candidates, some people cannot have a partner but at a price that puts all values out of
 * proportion, and pairs are added that do not matter. So at first nobody has to have one, until most of what matters is
 * there.
 */
gboolean lnet_proposer_settle (LnetProposer *self, GCancellable *cancellable, GError **error);

void lnet_proposer_begin_progress (LnetProposer *self);
void lnet_proposer_end_progress (LnetProposer *self);
/** Solves a matching, and reports its progress. */
gboolean lnet_proposer_run (LnetProposer *self, LnetMatching *matching, GCancellable *cancellable, GError **error);

/** As lnet_matching_bound_init(), of the matching as it stands. */
void lnet_proposer_init_bound (const LnetProposer *self, LnetMatchingBound *bound);

/** How many seats are open. */
guint32 lnet_proposer_count_seats (const LnetProposer *self);

/** The same, with a seat for each who is left over. */
gboolean lnet_proposer_match_all (LnetProposer *self, const guint32 *out, guint n_out, GCancellable *cancellable,
                                  GError **error);

/** Whether those who can have a partner are an odd number, and three may work together then. */
gboolean lnet_proposer_may_have_triad (const LnetProposer *self);

/** The best that can be made of all but those who are locked and @out. */
gboolean lnet_proposer_find_best (LnetProposer *self, const guint32 *out, guint n_out, LnetOutcome *best,
                                  GCancellable *cancellable, GError **error);

/** After @best was found without a triad, as lnet_proposer_match_all() left it: whether a triad is better. */
gboolean lnet_proposer_try_triads (LnetProposer *self, const guint32 *out, guint n_out, LnetOutcome *best,
                                   GCancellable *cancellable, GError **error);

/** What the matching gives as it stands. */
void lnet_proposer_read_outcome (LnetProposer *self, LnetOutcome *outcome);

/** What a triad of @shortfall can make of what @bound is of, with one seat less, at most; below 0: it would cost others
 * their partners. */
gint64 lnet_proposer_bound_triad (const LnetProposer *self, const LnetMatchingBound *bound, gint64 shortfall);

/**
 * lnet_proposer_find_near:
 * @bound: of a matching that has a seat for all who are left over
 * @is_out: by member: whose pairs do not matter
 * @reach: in units of its values
 * @has_all: (out): FALSE: there are too many; some are missing
 *
 * All pairs that the best triad can be made of when what its pairs are short of, less the blossoms that hold all three,
 * comes to @reach at most: none of these pairs is short of more.
 * Returns: (transfer full): candidates, and whatever else there is; NULL when cancelled
 */
LnetGraph *lnet_proposer_find_near (LnetProposer *self, const LnetMatchingBound *bound, const guint8 *is_out,
                                    gint64 reach, gboolean *has_all, GCancellable *cancellable, GError **error);

G_END_DECLS
