/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-proposal.h"

G_BEGIN_DECLS

/** Fills left_out and help: who has no partner, and why. */
void lnet_proposal_explain_left_out (LnetProposal *self, const LnetPool *pool);

G_END_DECLS
