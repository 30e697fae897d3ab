/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-coaching-balance.h"
#include "lnet-pairing-rule.h"

G_BEGIN_DECLS

/**
 * LnetPoolRule:
 *
 * Why two of a pool cannot be partners, the weightiest first. A pool's rules are stricter than those of a pair made by
 * hand (lnet_pairing_check()), where whoever makes it may know better: what nobody said suits nobody.
 */
typedef enum
{
  LNET_POOL_RULE_NONE,
  LNET_POOL_RULE_SELF,             /* nobody is their own partner */
  LNET_POOL_RULE_SUPERVISOR,       /* one supervises the other */
  LNET_POOL_RULE_UNWANTED,         /* one would rather not work with the other; only staff knows */
  LNET_POOL_RULE_PARTNERS_BEFORE,  /* partners within the last rounds, as many as the round says */
  LNET_POOL_RULE_LANGUAGE_UNKNOWN, /* one of them has not said which languages they speak */
  LNET_POOL_RULE_LANGUAGE,         /* no language in common */
  LNET_POOL_RULE_SLOTS_UNKNOWN,    /* one of them has not said which times suit */
  LNET_POOL_RULE_SLOT,             /* no time that suits both */
} LnetPoolRule;

#define LNET_POOL_N_RULES (LNET_POOL_RULE_SLOT + 1)

/**
 * LnetCriterion:
 *
 * What speaks for a pair; see lnet-pairing-score.h for how each is counted. The order is that of the columns of a round
 * and of all arrays by criterion.
 */
typedef enum
{
  LNET_CRITERION_WISH,         /* what one brings meets what the other wishes for, in both directions */
  LNET_CRITERION_ROLE,         /* they have different roles */
  LNET_CRITERION_ORGANIZATION, /* they work in different places and can visit each other */
  LNET_CRITERION_REGION,       /* near where they meet in person, far where they meet by video */
  LNET_CRITERION_WANTS,        /* one asked for the other */
  LNET_CRITERION_WAITED,       /* they have waited long */
  LNET_CRITERION_BALANCE,      /* one mostly coached, the other mostly was coached: now they can swap */
} LnetCriterion;

#define LNET_N_CRITERIA (LNET_CRITERION_BALANCE + 1)

/** A criterion's score is 0 to this … */
#define LNET_CRITERION_MAX_SCORE 100
/** … and the weight that a round gives it 0 to this. */
#define LNET_CRITERION_MAX_WEIGHT 10

/** "wish", "role", …: what the criterion is called where weights are typed and printed. */
const char *lnet_criterion_get_key (LnetCriterion criterion);
gboolean lnet_criterion_from_key (const char *key, LnetCriterion *criterion);

/** What it weighs in a round that says nothing. */
int lnet_criterion_get_default_weight (LnetCriterion criterion);

/** What an odd pool does with the one who would be left over. */
typedef enum
{
  LNET_POOL_ODD_TRIAD, /* three coach each other */
  LNET_POOL_ODD_WAITS, /* one waits for the next round */
} LnetPoolOdd;

/** How many rounds partners of old are kept apart where a round says nothing. */
#define LNET_POOL_DEFAULT_NO_REPEAT 2

/**
 * LnetPoolMember:
 * @person: as lnet_pairing_check() takes it
 * @past_rounds: (array) (nullable): for each of @person's past partners, how many rounds ago that was: 1 in the round
 *   before, 0 in this one, in a pair that was closed
 *
 * Somebody in the pool.
 */
typedef struct
{
  LnetPairingMember person;
  const guint *past_rounds;
  const char *const *roles;  /* (nullable): those held now, the main one first */
  const char *town;          /* (nullable) */
  const char *region;        /* (nullable) */
  int travel_minutes;        /* 0: not said */
  guint coached;             /* in how many sessions, over all rounds */
  guint was_coached;
  guint waited_days;
  gboolean came_back;        /* their last pair in this round was closed; they come first */
} LnetPoolMember;

/**
 * LnetPoolLock:
 *
 * Two or three who stay together, by their places in the pool; one, when it exists and the others left the pool.
 */
typedef struct
{
  guint32 members[LNET_PAIR_MEMBERS_MOST];
  guint n_members;
  gboolean exists; /* they are partners in this round already */
} LnetPoolLock;

/**
 * LnetPool:
 *
 * All who are to be paired in a round, and what the round says of how. First it is filled, in any order; then it is
 * sealed, after which nobody comes in, members stand in the order of their ids, and are spoken of by their place in it:
 * a guint32 from 0. Weights, rounds without repeats and what an odd pool does may change later too. A sealed pool that
 * nobody changes may be read by several threads.
 */
typedef struct _LnetPool LnetPool;

LnetPool *lnet_pool_new (const LnetId *round);
void lnet_pool_free (LnetPool *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetPool, lnet_pool_free)

/** Adds somebody; all is copied but past partners, for which see lnet_pool_add_past(). Who is in already stays as they
 * are. */
void lnet_pool_add (LnetPool *self, const LnetPoolMember *member);

/** @member asked for @other; or would rather not work with them. Who is not in the pool does not count. */
void lnet_pool_add_wanted (LnetPool *self, const LnetId *member, const LnetId *other);
void lnet_pool_add_unwanted (LnetPool *self, const LnetId *member, const LnetId *other);

/** @member and @other were partners @rounds_ago; saying it of one of them is enough. */
void lnet_pool_add_past (LnetPool *self, const LnetId *member, const LnetId *other, guint rounds_ago);

/** Two or three who are partners in this round. Who is not in the pool, or in a pair already, is left out of it. */
void lnet_pool_add_pair (LnetPool *self, const LnetId *members, guint n_members);

void lnet_pool_seal (LnetPool *self);

/**
 * lnet_pool_lock:
 *
 * Keeps two or three together, in a sealed pool.
 * Returns: FALSE: one of them is locked already, or one stands there twice
 */
gboolean lnet_pool_lock (LnetPool *self, const guint32 *members, guint n_members);
/** Gives up the locks that lnet_pool_lock() made. */
void lnet_pool_unlock_all (LnetPool *self);
/** Those who are partners already first. (element-type LnetPoolLock) */
const GArray *lnet_pool_get_locks (const LnetPool *self);
/** The lock that holds @member. Returns: (nullable) */
const LnetPoolLock *lnet_pool_find_lock (const LnetPool *self, guint32 member);

const LnetId *lnet_pool_get_round (const LnetPool *self);
guint32 lnet_pool_get_n (const LnetPool *self);
/** Whose past partners are those of this pool only. */
const LnetPoolMember *lnet_pool_get_member (const LnetPool *self, guint32 place);
/** Where @member stands. Returns: FALSE when they are not in the pool */
gboolean lnet_pool_find (const LnetPool *self, const LnetId *member, guint32 *place);

/** @weight: 0 to %LNET_CRITERION_MAX_WEIGHT; what is beyond is taken back to that */
void lnet_pool_set_weight (LnetPool *self, LnetCriterion criterion, int weight);
int lnet_pool_get_weight (const LnetPool *self, LnetCriterion criterion);

/** For how many rounds past partners are kept apart; 0: not at all. */
void lnet_pool_set_no_repeat (LnetPool *self, guint rounds);
guint lnet_pool_get_no_repeat (const LnetPool *self);

void lnet_pool_set_odd (LnetPool *self, LnetPoolOdd odd);
LnetPoolOdd lnet_pool_get_odd (const LnetPool *self);

/** All that forbids @a and @b to be partners, a bit (1 << rule) each; 0: nothing does. */
guint lnet_pool_get_rules (const LnetPool *self, guint32 a, guint32 b);
/** Whether nothing forbids it; quicker than asking what does. */
gboolean lnet_pool_allows (const LnetPool *self, guint32 a, guint32 b);
/** The weightiest of them, or %LNET_POOL_RULE_NONE. */
LnetPoolRule lnet_pool_rule_out (const LnetPool *self, guint32 a, guint32 b);
/** Three: what forbids any two of them, and that one language and one time suit all. */
guint lnet_pool_get_triad_rules (const LnetPool *self, guint32 a, guint32 b, guint32 c);
/** "supervisor", "language", …: as it is printed for programs. */
const char *lnet_pool_rule_get_key (LnetPoolRule rule);

/**
 * lnet_pool_score:
 * @by_criterion: (out) (optional) (array fixed-size=LNET_N_CRITERIA): each criterion's score, without its weight
 *
 * Returns: the sum of the scores, each times its weight, whatever the rules say
 */
int lnet_pool_score (const LnetPool *self, guint32 a, guint32 b, int by_criterion[LNET_N_CRITERIA]);
/** No pair's score is higher than this. */
int lnet_pool_get_max_score (const LnetPool *self);

G_END_DECLS
