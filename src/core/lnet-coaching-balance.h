/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-id.h"

G_BEGIN_DECLS

/** Two coach each other; three do where the number is odd. */
#define LNET_PAIR_MEMBERS_LEAST 2
#define LNET_PAIR_MEMBERS_MOST 3

/**
 * LnetCoachingBalance:
 *
 * Who coached and who was coached, counted over sessions. Here everybody does both: the count is there so that a pair
 * sees whose turn it is, and is no measure of anybody.
 */
typedef struct _LnetCoachingBalance LnetCoachingBalance;

LnetCoachingBalance *lnet_coaching_balance_new (void);
void lnet_coaching_balance_free (LnetCoachingBalance *self);

/**
 * lnet_coaching_balance_add:
 *
 * Counts a session, oldest first. A session whose direction was not said (a null id on either side), or in which
 * somebody would have coached themselves, counts for nobody.
 */
void lnet_coaching_balance_add (LnetCoachingBalance *self, const LnetId *coach, const LnetId *coached);

/** How often @member coached, and was coached, so far. */
guint lnet_coaching_balance_get_coached (LnetCoachingBalance *self, const LnetId *member);
guint lnet_coaching_balance_get_was_coached (LnetCoachingBalance *self, const LnetId *member);

/**
 * lnet_coaching_balance_suggest:
 * @members: a pair or a triad
 * @coach: (out): whose turn it is to coach
 * @coached: (out): whom
 *
 * Proposes the direction of the next session. It is the coach's turn of whoever coached least; among equals, of who was
 * coached last time, so that a pair swaps. The one to be coached is the one of the others who was coached least; among
 * equals, who coached last time.
 */
void lnet_coaching_balance_suggest (LnetCoachingBalance *self, const LnetId *members, guint n_members, LnetId *coach,
                                    LnetId *coached);

/** "coached 3 · was coached 2". Returns: (transfer full) */
char *lnet_coaching_balance_describe (LnetCoachingBalance *self, const LnetId *member);
/** The same of figures that were counted elsewhere. Returns: (transfer full) */
char *lnet_coaching_balance_describe_counts (guint coached, guint was_coached);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetCoachingBalance, lnet_coaching_balance_free)

G_END_DECLS
