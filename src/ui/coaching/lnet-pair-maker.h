/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-coaching-item.h"
#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_PAIR_MAKER (lnet_pair_maker_get_type ())
G_DECLARE_FINAL_TYPE (LnetPairMaker, lnet_pair_maker, LNET, PAIR_MAKER, AdwBin)

/**
 * LnetPairMaker:
 *
 * Those of the pool who are chosen. One: what they say. Two or three: whether they may be partners, what to think
 * about, why they fit, and the button that makes them a pair or a triad.
 *
 * Signals: `made (char *pair)`: they are a pair now; `edit (char *intake)`: somebody's words are to be changed;
 * `leave (char *intake)`: somebody is to be taken out of the choice.
 * Actions: maker.make; maker.edit, maker.profile, maker.remove (an intake's id).
 */

/** @chosen: (element-type LnetCoachingItem) */
void lnet_pair_maker_set_chosen (LnetPairMaker *self, LnetSession *session, GPtrArray *chosen);

G_END_DECLS
