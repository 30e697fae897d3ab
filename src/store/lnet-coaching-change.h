/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-coaching.h"
#include "lnet-pool.h"
#include "lnet-transaction.h"

G_BEGIN_DECLS

/*
 * What the coaching view writes, as changes put into a transaction that the caller commits. Rounds, pools and pairs lie
 * in the network's space; that a pair met, in the staff's; what partners write, in the pair's own.
 */

LnetId lnet_coaching_add_round (LnetTransaction *transaction, const char *name, const char *starts, const char *ends);
void lnet_coaching_edit_round (LnetTransaction *transaction, const LnetId *round, const char *name, const char *starts,
                               const char *ends);

/**
 * LnetRoundPairing:
 * @weights: by criterion; -1: as it is by default
 * @no_repeat: how many rounds partners of old are kept apart; -1: as by default
 *
 * How a round's pool is to be paired.
 */
typedef struct
{
  int weights[LNET_N_CRITERIA];
  int no_repeat;
  LnetPoolOdd odd;
} LnetRoundPairing;

void lnet_coaching_set_pairing (LnetTransaction *transaction, const LnetId *round, const LnetRoundPairing *pairing);

/** Who waits in a pool says … */
typedef struct
{
  const char *strengths;
  const char *wishes;
  const char *slots; /* keys with spaces between */
  const char *mode;
  int travel_minutes; /* 0: not said */
} LnetIntakeWords;

/** @words: (nullable): what is not said here is shown from the profile. */
LnetId lnet_coaching_add_to_pool (LnetTransaction *transaction, const LnetId *round, const LnetId *member,
                                  const LnetIntakeWords *words, const char *since);
void lnet_coaching_edit_intake (LnetTransaction *transaction, const LnetId *intake, const LnetIntakeWords *words);

/** Whether who has this @intake asked for @partner. */
void lnet_coaching_set_wanted (LnetTransaction *transaction, const LnetId *intake, const LnetId *partner,
                               gboolean wanted);

/** Whether @member would rather not work with @other, in any round. Only staff may write and read it. */
void lnet_coaching_set_unwanted (LnetTransaction *transaction, const LnetId *member, const LnetId *other,
                                 gboolean unwanted);

/**
 * lnet_coaching_make_pair:
 * @members: two, or three for a triad
 *
 * The caller has asked lnet_pairing_check().
 */
LnetId lnet_coaching_make_pair (LnetTransaction *transaction, const LnetId *round, const LnetId *members,
                                guint n_members, const char *starts, int cadence_days);

/** How often, where, and what else they agreed on. */
void lnet_coaching_edit_agreement (LnetTransaction *transaction, const LnetId *pair, int cadence_days,
                                   const char *place, const char *agreement);

/**
 * lnet_coaching_close_pair:
 *
 * Ends a pair; what it wrote stays. Its members wait again, and before others: whoever has an intake in the round is
 * found there by the closed pair, and for those in @without_intake one is made.
 */
void lnet_coaching_close_pair (LnetTransaction *transaction, const LnetPair *pair, const char *reason,
                               const char *closed_on, const LnetId *without_intake, guint n_without_intake);

/** A session as it was filled in. For who is no partner, @words is NULL: only that they met is written. */
typedef struct
{
  const char *strength;
  const char *effect;
  const char *wondering;
  const char *next_step;
  const char *next_on;
  const char *strategies;
} LnetCoachingWords;

typedef struct
{
  const char *on_date;
  int minutes;
  const char *mode;
  const char *kind;
  LnetId coach;
  LnetId coached;
} LnetCoachingMeeting;

/** Writes a new session, or changes @before. Returns: the session's id */
LnetId lnet_coaching_log_session (LnetTransaction *transaction, const LnetId *pair, const LnetCoachingSession *before,
                                  const LnetCoachingMeeting *meeting, const LnetCoachingWords *words);

/** One partner's own words on a session; "" takes them back. @before: (nullable): what they wrote until now */
void lnet_coaching_write_voice (LnetTransaction *transaction, const LnetId *pair, const LnetId *session,
                                const LnetId *member, const LnetCoachingVoice *before, const char *body);

/** @goal: (nullable): the one to change; NULL makes a new one */
LnetId lnet_coaching_write_goal (LnetTransaction *transaction, const LnetId *pair, const LnetId *goal,
                                 const char *text, const char *know_when, const char *due);
/** @met_on: (nullable): NULL: on the way again */
void lnet_coaching_meet_goal (LnetTransaction *transaction, const LnetId *goal, const char *met_on);

G_END_DECLS
