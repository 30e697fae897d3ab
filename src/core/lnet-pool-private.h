/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-pairing-score.h"
#include "lnet-pool.h"

G_BEGIN_DECLS

#define LNET_POOL_NOBODY G_MAXUINT32

/* A set of a pool's words, each of which has a number, from 1. */
typedef struct
{
  guint64 bits;       /* 1 << number for each below 63, and bit 63 when there are others */
  const guint32 *ids; /* rising */
  guint32 n;
} LnetPoolSet;

#define LNET_POOL_SET_OTHERS (G_GUINT64_CONSTANT (1) << 63)

/* What rules and criteria ask of a member, in numbers. */
typedef struct
{
  LnetPoolSet languages; /* without their regions */
  LnetPoolSet slots;
  LnetPoolSet brings;    /* stems of words that count */
  LnetPoolSet wishes;
  LnetPairingTraits traits;
  guint32 supervisor;    /* their place, or LNET_POOL_NOBODY */
} LnetPoolKeys;

/* That a member has to do with another one. */
typedef struct
{
  guint32 member;
  guint32 other;
  guint32 rounds_ago; /* of partners */
} LnetPoolTie;

/* Ties by member. */
typedef struct
{
  GArray *ties;   /* LnetPoolTie, sorted once sealed, none twice */
  guint32 *start; /* n + 1 */
} LnetPoolTies;

typedef enum
{
  LNET_POOL_SAYS_WANTED,
  LNET_POOL_SAYS_UNWANTED,
  LNET_POOL_SAYS_PAST,
  LNET_POOL_N_SAYINGS,
} LnetPoolSaysKind;

/* A tie by ids, while places are not known. */
typedef struct
{
  LnetId member;
  LnetId other;
  guint32 rounds_ago;
  LnetPoolSaysKind kind;
} LnetPoolSaying;

typedef struct
{
  LnetId members[LNET_PAIR_MEMBERS_MOST];
  guint n_members;
} LnetPoolPair;

struct _LnetPool
{
  LnetId round;
  int weights[LNET_N_CRITERIA];
  guint no_repeat;
  LnetPoolOdd odd;
  gboolean sealed;

  GArray *members;       /* LnetPoolMember */
  GHashTable *places;    /* LnetId of a member → place + 1 */
  GStringChunk *strings;
  GPtrArray *blocks;     /* what members and keys point to besides */
  GArray *keys;          /* LnetPoolKeys, once sealed */
  GArray *said;          /* LnetPoolSaying: what waits for the sealing */

  LnetPoolTies ties[LNET_POOL_N_SAYINGS]; /* who asked for whom; the others both ways */
  GArray *pairs;         /* LnetPoolPair: partners in this round, while places are not known */
  GArray *locks;         /* LnetPoolLock */
  guint32 *lock_of;      /* by member: a lock's number + 1 */
};

static inline const LnetPoolKeys *
lnet_pool_get_keys (const LnetPool *self,
                    guint32         place)
{
  return &g_array_index (self->keys, LnetPoolKeys, place);
}

/** How many are in both. */
guint lnet_pool_set_count_common (const LnetPoolSet *a, const LnetPoolSet *b);

static inline gboolean
lnet_pool_set_meets (const LnetPoolSet *a,
                     const LnetPoolSet *b)
{
  guint64 both = a->bits & b->bits;

  return (both & ~LNET_POOL_SET_OTHERS) != 0 || (both != 0 && lnet_pool_set_count_common (a, b) > 0);
}

/** The tie of @member with @other. Returns: (nullable) */
const LnetPoolTie *lnet_pool_ties_find (const LnetPoolTies *self, guint32 member, guint32 other);

/** Room that lasts as long as the pool. */
gpointer lnet_pool_allocate (LnetPool *self, gsize size);

/** Turns what members say into numbers; in lnet-pool-keys.c. */
void lnet_pool_make_keys (LnetPool *self);

G_END_DECLS
