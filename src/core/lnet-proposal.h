/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-pool.h"

G_BEGIN_DECLS

/*
 * What is proposed for a pool: who goes with whom, and why, as figures. Members are their places in the pool.
 *
 * A pair's score is lnet_pool_score(). A triad's is half the sum of the scores of its three pairs, rounded down: each
 * of the three counts with the mean of both partners, as much as in a pair. Of several sets of pairs the better one is
 * that in which more people have a partner, then that whose scores sum up to more.
 */

/**
 * LnetProposedPair:
 * @members: by place
 * @locked: they were locked, or are partners in this round already; they stay whatever it costs
 * @exists: they are partners in this round already
 * @by_criterion: each criterion's score, without its weight; of a triad the mean of its pairs, rounded down
 *
 * A pair or a triad.
 */
typedef struct
{
  guint32 members[LNET_PAIR_MEMBERS_MOST];
  guint n_members;
  gboolean locked;
  gboolean exists;
  int score;
  int by_criterion[LNET_N_CRITERIA];
} LnetProposedPair;

void lnet_proposed_pair_fill (LnetProposedPair *self, const LnetPool *pool, const guint32 *members, guint n_members);

/** What @member has in it: the pair's score; in a triad the mean of those with both partners, rounded down. */
int lnet_proposed_pair_get_share (const LnetProposedPair *self, const LnetPool *pool, guint32 member);

gboolean lnet_proposed_pair_holds (const LnetProposedPair *self, guint32 member);

/** Rules by what can be done about them. */
typedef enum
{
  LNET_POOL_MATTER_NONE,
  LNET_POOL_MATTER_SUPERVISOR, /* nothing */
  LNET_POOL_MATTER_UNWANTED,   /* talk with those who would rather not */
  LNET_POOL_MATTER_BEFORE,     /* let partners of old come together sooner */
  LNET_POOL_MATTER_LANGUAGE,   /* ask which languages they speak; find somebody who speaks theirs */
  LNET_POOL_MATTER_TIME,       /* ask which times suit, and for more of them */
} LnetPoolMatter;

#define LNET_POOL_N_MATTERS (LNET_POOL_MATTER_TIME + 1)

/** "supervisor", "unwanted", …: as it is printed for programs. */
const char *lnet_pool_matter_get_key (LnetPoolMatter matter);

/** Why somebody has no partner. */
typedef enum
{
  LNET_LEFT_OUT_ALONE,  /* everybody else stays with partners they have, or there is nobody else */
  LNET_LEFT_OUT_RULES,  /* the rules forbid everybody there is */
  LNET_LEFT_OUT_ODD,    /* the number of those whom the rules allow somebody is odd, and one waits */
  LNET_LEFT_OUT_NEEDED, /* whom the rules allow are needed by others, who would be without a partner or fit better */
} LnetLeftOutReason;

/** "alone", "rules", "odd", "needed" */
const char *lnet_left_out_reason_get_key (LnetLeftOutReason reason);

/**
 * LnetLeftOut:
 * @matter: what keeps most of the others from being their partner; none when the rules allow everybody
 * @unsaid: because they have not said it: which times suit, which languages they speak
 * @n_others: how many could have been a partner if there were no rules: all but those who stay together
 * @n_allowed: how many of them the rules allow
 * @n_kept: by matter: how many it keeps from them, alone or with others
 * @n_only: by matter: how many it keeps from them while nothing else does
 *
 * Somebody without a partner.
 */
typedef struct
{
  guint32 member;
  LnetLeftOutReason reason;
  LnetPoolMatter matter;
  gboolean unsaid;
  guint n_others;
  guint n_allowed;
  guint n_kept[LNET_POOL_N_MATTERS];
  guint n_only[LNET_POOL_N_MATTERS];
} LnetLeftOut;

/**
 * LnetPoolHelp:
 * @n_kept: how many of those without a partner it keeps from everybody
 * @n_unsaid: how many of them because they have not said it
 * @n_opened: to how many the rules would allow somebody if this did not matter, and allow nobody as it is
 *
 * What would help those without a partner.
 */
typedef struct
{
  LnetPoolMatter matter;
  guint n_kept;
  guint n_unsaid;
  guint n_opened;
} LnetPoolHelp;

/**
 * LnetProposal:
 * @pairs: (element-type LnetProposedPair): those who stay together first, then the highest score
 * @left_out: (element-type LnetLeftOut): by place
 * @help: (element-type LnetPoolHelp): what would help most first
 * @n_placed: how many have a partner
 * @score: the sum of the pairs' scores
 */
typedef struct
{
  guint32 n;
  GArray *pairs;
  GArray *left_out;
  GArray *help;
  guint32 *pair_of; /* by member: its place in @pairs, or G_MAXUINT32 */
  guint n_placed;
  gint64 score;
} LnetProposal;

/**
 * lnet_proposal_new:
 * @partners: (array): by member: whom they go with, or G_MAXUINT32; those who are locked do not count
 * @triad: (nullable) (array fixed-size=3): three who go together besides
 *
 * Says why, of those who stay together in @pool and those of @partners.
 * Returns: (transfer full)
 */
LnetProposal *lnet_proposal_new (const LnetPool *pool, const guint32 *partners, const guint32 *triad);
void lnet_proposal_free (LnetProposal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetProposal, lnet_proposal_free)

/** The pair or triad that holds @member. Returns: (nullable) */
const LnetProposedPair *lnet_proposal_find (const LnetProposal *self, guint32 member);

G_END_DECLS
