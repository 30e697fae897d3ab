/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-coaching.h"
#include "lnet-session.h"

G_BEGIN_DECLS

/* The short forms of the coaching view. Each is presented over @parent and commits what was filled in by itself. */

/** @round: (nullable): NULL begins a new one */
void lnet_coaching_present_round (GtkWidget *parent, LnetSession *session, const LnetCoachingRound *round);

void lnet_coaching_present_intake (GtkWidget *parent, LnetSession *session, LnetIntake *intake);

void lnet_coaching_present_agreement (GtkWidget *parent, LnetSession *session, LnetPair *pair);

/** @goal: (nullable): NULL makes a new one */
void lnet_coaching_present_goal (GtkWidget *parent, LnetSession *session, const LnetId *pair,
                                 const LnetCoachingGoal *goal);

/** Asks for the reason, closes the pair, and puts its members before others in the pool. */
void lnet_coaching_present_close (GtkWidget *parent, LnetSession *session, LnetPair *pair);

G_END_DECLS
