/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-coaching.h"
#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_PAIR_PAGE (lnet_pair_page_get_type ())
G_DECLARE_FINAL_TYPE (LnetPairPage, lnet_pair_page, LNET, PAIR_PAGE, AdwBin)

/**
 * LnetPairPage:
 *
 * A pair: cadence, what each brings, agreement, goals, sessions. Who is no partner sees cadence, never what was
 * written.
 *
 * Actions: pair.log, pair.agree, pair.close, pair.add-goal, pair.edit-session, pair.delete-session (session id),
 * pair.edit-goal, pair.meet-goal (goal id).
 * Signals: `gone`: the pair that was shown is not there any more.
 */

/** Shows a pair and follows its changes from then on; NULL shows none. */
void lnet_pair_page_show (LnetPairPage *self, LnetSession *session, const LnetId *pair);

/** The pair that is shown; the null id: none. */
const LnetId *lnet_pair_page_get_pair (LnetPairPage *self);

/** "Ana and Ben", for the header. Returns: (transfer none) (nullable) */
const char *lnet_pair_page_get_names (LnetPairPage *self);

G_END_DECLS
