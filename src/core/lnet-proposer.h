/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "lnet-proposal.h"

G_BEGIN_DECLS

typedef void (*LnetProposerProgressFunc) (gdouble fraction, gpointer user_data);

/**
 * LnetProposer:
 *
 * Finds the best set of pairs for a whole pool: as many people as possible have a partner, and of all such sets the
 * scores sum up to the most; exactly. Who is locked stays. Where the number of the others whom the rules allow somebody
 * is odd and the pool says so, three become a triad, when that gives one more person partners; the triad is chosen with
 * everything else, so that the whole is best of all there could be. In a pool so large that its graph has not all pairs
 * (lnet-pool-graph.h), triads are looked for among all pairs all the same that are tight enough to be in a better one;
 * only if these are more than 64 for each member, it is the best of those that were found. What it worked out it keeps:
 * after a lock or a weight changed, the next solving begins from there.
 */
typedef struct _LnetProposer LnetProposer;

/** @pool: sealed; stays the caller's, and has to outlive it. Returns: (transfer full): NULL when cancelled */
LnetProposer *lnet_proposer_new (const LnetPool *pool, GCancellable *cancellable, GError **error);
void lnet_proposer_free (LnetProposer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetProposer, lnet_proposer_free)

/** Has @progress called while something is solved or alternatives are looked for: from 0, never falling, to 1. */
void lnet_proposer_set_progress (LnetProposer *self, LnetProposerProgressFunc progress, gpointer user_data);

/** After the pool's weights changed. */
void lnet_proposer_weigh_again (LnetProposer *self);

/** Also after the pool's locks changed, or what it does when it is odd. Returns: (transfer full): NULL: cancelled */
LnetProposal *lnet_proposer_solve (LnetProposer *self, GCancellable *cancellable, GError **error);

/**
 * lnet_proposer_find_best_partner:
 * @partner: (out): whoever fits @member best of all whom the rules allow and who do not stay with others
 *
 * What somebody could have had if it were about them alone. Of several who fit as well, the one whom lots say. Looks at
 * everybody, unless lnet_proposer_find_best_partners() did.
 * Returns: the score, or -1 when there is nobody
 */
int lnet_proposer_find_best_partner (const LnetProposer *self, guint32 member, guint32 *partner);

/** Finds everybody's at once, which in a large pool takes far less than one by one. FALSE when cancelled. */
gboolean lnet_proposer_find_best_partners (LnetProposer *self, GCancellable *cancellable, GError **error);

/**
 * LnetAlternative:
 * @pair: the pair to be made instead
 * @fewer: how many people fewer would have a partner
 * @cost: how much less all scores would sum up to; below 0 only where @fewer is not 0
 * @moved: (element-type LnetProposedPair): what others would be in instead of what they are in now
 * @left_out: (element-type guint32): who has a partner now and would have none
 *
 * What else could be done with somebody, and what exactly it costs when everybody else is paired as well as can be.
 */
typedef struct
{
  LnetProposedPair pair;
  guint fewer;
  gint64 cost;
  GArray *moved;
  GArray *left_out;
} LnetAlternative;

void lnet_alternative_free (LnetAlternative *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetAlternative, lnet_alternative_free)

/**
 * lnet_proposer_find_alternatives:
 * @proposal: what was solved last
 * @members: (array length=n_members): those of a pair or triad of it, or one who was left out
 * @n_most: how many are wanted
 *
 * The pairs that one of @members could be in instead and that cost everybody least. Of several that come to the same
 * pairs for all, one.
 * Returns: (transfer full) (element-type LnetAlternative): what costs least first; none of members who are locked; NULL
 *   when cancelled
 */
GPtrArray *lnet_proposer_find_alternatives (LnetProposer *self, const LnetProposal *proposal, const guint32 *members,
                                            guint n_members, guint n_most, GCancellable *cancellable, GError **error);

G_END_DECLS
