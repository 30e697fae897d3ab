/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-proposer.h"

G_BEGIN_DECLS

/* A proposal in sentences, for a window or a terminal. Everything returned is (transfer full) unless it is const. */

/** "Strengths and wishes": what people read for a criterion. */
const char *lnet_criterion_get_label (LnetCriterion criterion);

/** "Ana Begay and Ben Ortiz" */
char *lnet_proposed_pair_dup_names (const LnetProposedPair *self, const LnetPool *pool);

/**
 * lnet_proposed_pair_describe:
 * @label: (nullable): as for lnet_pairing_remark_describe()
 *
 * Why they fit, and what to think about: a sentence each. Criteria that weigh nothing are not spoken of.
 * Returns: (transfer full) (array zero-terminated=1)
 */
char **lnet_proposed_pair_describe (const LnetProposedPair *self, const LnetPool *pool, LnetPairingLabelFunc label);

/** "320 points: Strengths and wishes 240 · Different roles 80" */
char *lnet_proposed_pair_describe_score (const LnetProposedPair *self, const LnetPool *pool);

/** "Ben Ortiz would fit best with Cleo Diaz, and gives up 40 points." (nullable): NULL: they give up nothing */
char *lnet_proposer_describe_given_up (const LnetProposer *self, const LnetPool *pool, const LnetProposedPair *pair,
                                       guint32 member);

/** "Ana Begay and Dee Roy: 30 points less in all. Then: Ben Ortiz and Eva Hall." */
char *lnet_alternative_describe (const LnetAlternative *self, const LnetPool *pool);

/** "Ana Begay has no time in common with anybody else who needs a partner." */
char *lnet_left_out_describe (const LnetLeftOut *self, const LnetPool *pool);

/** "12 of 14 have no time in common with anybody who needs a partner. Ask for more times." */
char *lnet_pool_help_describe (const LnetPoolHelp *self, guint n_left_out);

G_END_DECLS
