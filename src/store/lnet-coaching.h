/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-cadence.h"
#include "lnet-coaching-balance.h"
#include "lnet-reader.h"
#include "lnet-store.h"

G_BEGIN_DECLS

/*
 * What the coaching view reads. Cadence is for those who look after the network; what partners write stays with them:
 * lnet_coaching_read_sessions() reads it only for a partner, and only where the pair's space is on this desk.
 * The structures own their texts; texts may be NULL where nothing was said, except names, which may be "".
 */

/** A round: one pool, and the pairs made of it. */
typedef struct
{
  LnetId id;
  char *name;
  char *starts;
  char *ends;
  guint n_pool;  /* all who are in its pool, with a partner or without */
  guint n_pairs; /* active ones */
} LnetCoachingRound;

/** One of two or three who coach each other. */
typedef struct
{
  LnetId member;
  char *name;
  char *short_name;
  char *brings;     /* strengths to share, from the round's intake, else the profile's wisdom */
  char *wishes;     /* what they want to think about, likewise */
  guint coached;
  guint was_coached;
} LnetPartner;

/** A pair or a triad with all that its card shows. Reference counted; never changed after reading. */
typedef struct
{
  LnetId id;
  LnetId round;
  gboolean closed;
  char *starts;
  int cadence_days;
  char *place;
  char *agreement;
  char *closed_on;
  char *close_reason;
  char *last_met;
  guint n_sessions;
  guint n_partners;
  LnetPartner partners[LNET_PAIR_MEMBERS_MOST];
  LnetCadence cadence; /* seen from the day it was read for */
} LnetPair;

LnetPair *lnet_pair_ref (LnetPair *self);
void lnet_pair_unref (LnetPair *self);

/** "Ana and Ben", "Ana, Ben and Cleo", in full or short names. Returns: (transfer full) */
char *lnet_pair_dup_names (const LnetPair *self, gboolean in_short);

/**
 * lnet_pair_dup_balance:
 *
 * Who coached how often in one line: "Ana coached 3 · was coached 2" of a pair, where one says it for both; "Ana coached
 * 2 · Ben coached 1 · Cleo coached 2" of a triad.
 * Returns: (transfer full) (nullable): NULL while nobody coached
 */
char *lnet_pair_dup_balance (const LnetPair *self);

/** The partner who is @member. Returns: (nullable) */
const LnetPartner *lnet_pair_find_partner (const LnetPair *self, const LnetId *member);

/** Somebody in a round's pool. Reference counted; never changed after reading. */
typedef struct
{
  LnetId id;
  LnetId round;
  LnetId member;
  char *name;
  char *short_name;
  char *role;         /* key of the newest role they hold */
  LnetId organization; /* of that role */
  char *organization_name;
  char *town;
  char *strengths;    /* the round's own, else the profile's wisdom */
  char *wishes;
  char **languages;   /* the preferred one first */
  char *slots;
  char *mode;
  int travel_minutes; /* 0: not said */
  char *since;        /* waiting since */
  char *came_back;    /* the day their last pair of this round was closed; they come first */
  LnetId pair;        /* their active pair in this round; null: none yet */
  char *partners;     /* with whom: "Ben", "Ben and Cleo"; NULL without a pair */
  LnetId supervisor;  /* null: none, or not known on this desk */
} LnetIntake;

LnetIntake *lnet_intake_ref (LnetIntake *self);
void lnet_intake_unref (LnetIntake *self);

/** A round's pool and pairs, and the list of all rounds. Reference counted. */
typedef struct
{
  LnetId round;      /* the one that was read; null when there is none */
  GPtrArray *rounds; /* LnetCoachingRound, newest first */
  GPtrArray *pairs;  /* LnetPair, most urgent first, closed last */
  GPtrArray *pool;   /* LnetIntake: without a partner first, of those who came back first, then who waits longest */
} LnetCoaching;

LnetCoaching *lnet_coaching_ref (LnetCoaching *self);
void lnet_coaching_unref (LnetCoaching *self);

/**
 * lnet_coaching_read:
 * @round: (nullable): the round; NULL or the null id for the newest
 * @today: the day cadence is seen from, "2026-11-24"
 *
 * Reads everything the lists show. In a worker, a test or a subcommand; on the main thread lnet_coaching_read_async().
 * Returns: (transfer full)
 */
LnetCoaching *lnet_coaching_read (LnetReader *reader, const LnetId *round, const char *today, GError **error);
void lnet_coaching_read_async (LnetStore *store, const LnetId *round, const char *today, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
LnetCoaching *lnet_coaching_read_finish (GAsyncResult *result, GError **error);

/** One pair. Returns: (transfer full) (nullable): NULL without @error when there is none */
LnetPair *lnet_coaching_read_pair (LnetReader *reader, const LnetId *pair, const char *today, GError **error);

/** One partner's own words on a session. */
typedef struct
{
  LnetId id;
  LnetId member;
  char *body;
} LnetCoachingVoice;

/** A meeting of a pair. The fields from @note on are empty for who is no partner. */
typedef struct
{
  LnetId id;
  char *on_date;
  int minutes; /* 0: not said */
  char *mode;
  char *kind;  /* planning, observation, reflection */
  LnetId coach;
  LnetId coached;
  LnetId note; /* null: nothing written yet */
  char *strength;
  char *effect;
  char *wondering;
  char *next_step;
  char *next_on;
  char *strategies;  /* keys with spaces between */
  char *also;        /* what stands in further notes, written on another desk at the same time */
  GPtrArray *voices; /* LnetCoachingVoice, in the order of writing */
} LnetCoachingSession;

void lnet_coaching_session_free (LnetCoachingSession *self);

/** What @member wrote on it. Returns: (nullable) */
const LnetCoachingVoice *lnet_coaching_session_find_voice (const LnetCoachingSession *self, const LnetId *member);

/**
 * lnet_coaching_read_sessions:
 * @viewer: who looks. Unless that is one of the pair's own, nothing that was written is read.
 *
 * Returns: (transfer full) (element-type LnetCoachingSession): newest first
 */
GPtrArray *lnet_coaching_read_sessions (LnetReader *reader, const LnetId *pair, const LnetId *viewer, GError **error);

typedef struct
{
  LnetId id;
  char *goal;
  char *know_when;
  char *due;
  char *met_on; /* NULL: on the way */
} LnetCoachingGoal;

void lnet_coaching_goal_free (LnetCoachingGoal *self);

/** A pair's goals, those on the way first. For a partner only, as with sessions. Returns: (transfer full) */
GPtrArray *lnet_coaching_read_goals (LnetReader *reader, const LnetId *pair, const LnetId *viewer, GError **error);

/** Whether @member stands in @round's pool, with a partner or without. */
gboolean lnet_coaching_is_in_pool (LnetReader *reader, const LnetId *round, const LnetId *member);

/** All with whom @member is or was in a pair. Returns: (transfer full) (element-type LnetId) */
GArray *lnet_coaching_read_past_partners (LnetReader *reader, const LnetId *member, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetPair, lnet_pair_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetIntake, lnet_intake_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetCoaching, lnet_coaching_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetCoachingSession, lnet_coaching_session_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetCoachingGoal, lnet_coaching_goal_free)

G_END_DECLS
