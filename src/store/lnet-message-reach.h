/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-member-filter.h"
#include "lnet-members.h"

G_BEGIN_DECLS

typedef enum
{
  LNET_MESSAGE_TEXT,
  LNET_MESSAGE_EMAIL,
  LNET_MESSAGE_N_CHANNELS
} LnetMessageChannel;

/** As message_round keeps it: "text-message", "email". Returns: (transfer none) */
const char *lnet_message_channel_to_key (LnetMessageChannel channel);
LnetMessageChannel lnet_message_channel_from_key (const char *key);

/** Why somebody gets a message, or does not. */
typedef enum
{
  LNET_REACH_YES,
  LNET_REACH_SHARES,         /* gets it with another one, who has the same number or address */
  LNET_REACH_LEFT,           /* left the network */
  LNET_REACH_OTHER_LANGUAGE, /* speaks another language best than it is written in */
  LNET_REACH_NO_CONSENT,     /* has not said yes to text messages */
  LNET_REACH_TOOK_BACK,      /* said no to them, or took a yes back */
  LNET_REACH_REFUSED,        /* said yes, but somebody with the same number wants none */
  LNET_REACH_NO_ADDRESS,     /* has no number for text messages, no e-mail address */
  LNET_REACH_INVALID,        /* what is written there is none */
} LnetReachReason;

typedef struct
{
  LnetId id;
  char *name;
  char *language;                         /* the preferred one, or NULL */
  LnetReachReason can[LNET_MESSAGE_N_CHANNELS]; /* YES, or why not; whatever the language, whoever else shares it */
  char *addresses[LNET_MESSAGE_N_CHANNELS]; /* as people write it; what is none, too; NULL: none */
  char *keys[LNET_MESSAGE_N_CHANNELS];    /* what has to be equal for two addresses to be the same */
  char *took_back_on;                     /* the day of the no to text messages, or NULL */
  char *refused_by;                       /* of REFUSED: the name of who wants none on that number */

  /* As lnet_message_reach_choose() found it. */
  LnetReachReason reason;
  guint shares_with;                      /* of SHARES: who has the same, by position */
} LnetReachMember;

/**
 * LnetMessageReach:
 *
 * Which members of a set can be reached, and how.
 *
 * A text message goes to who said yes to them and did not take it back: of all that was said the newest by date counts.
 * In the USA a text needs the consent of whoever gets it, and a no, in whatever words, has to be honoured (Telephone
 * Consumer Protection Act, 47 U.S.C. 227; 47 CFR 64.1200 (a)(10): since 11 April 2025 within ten business days). Here
 * it is at once, and for everybody who has that number. It goes to a mobile number; where there is none, to a phone
 * that is marked as the preferred one or has no label. An e-mail goes to the preferred address, or the first that is
 * one.
 */
typedef struct
{
  GPtrArray *members; /* LnetReachMember, by name */

  /* As lnet_message_reach_choose() found it. */
  LnetMessageChannel channel;
  guint n_reached;   /* members who get it */
  guint n_addresses; /* numbers or addresses it goes to */
} LnetMessageReach;

void lnet_message_reach_free (LnetMessageReach *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetMessageReach, lnet_message_reach_free)

/**
 * lnet_message_reach_load:
 * @filter: (nullable): as the list of members is filtered …
 * @typed: (nullable): … and searched
 * @ids: (nullable) (element-type LnetId): these members instead …
 * @order: (nullable): … or these
 *
 * Blocks; for workers. Returns: (transfer full) (nullable)
 */
LnetMessageReach *lnet_message_reach_load (LnetReader *reader, const LnetMemberFilter *filter, const char *typed,
                                           GArray *ids, LnetMemberOrder *order, GError **error);
void lnet_message_reach_load_async (LnetStore *store, const LnetMemberFilter *filter, const char *typed, GArray *ids,
                                    LnetMemberOrder *order, GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
LnetMessageReach *lnet_message_reach_load_finish (LnetStore *store, GAsyncResult *result, GError **error);

/**
 * lnet_message_reach_choose:
 * @language: (nullable): only who prefers this language; "": who did not say
 *
 * Who gets a message by @channel, and why not: fills in what stands for that in @self.
 */
void lnet_message_reach_choose (LnetMessageReach *self, LnetMessageChannel channel, const char *language);

/** How many can be reached by @channel, whatever their language. */
guint lnet_message_reach_count (const LnetMessageReach *self, LnetMessageChannel channel);

/** Preferred languages of those who can be reached by @channel, the most frequent first; "" stands for not known.
 * Returns: (transfer full) (array zero-terminated=1) */
char **lnet_message_reach_dup_languages (const LnetMessageReach *self, LnetMessageChannel channel);
/** How many of those prefer @language. */
guint lnet_message_reach_count_language (const LnetMessageReach *self, LnetMessageChannel channel,
                                         const char *language);

/** Where the chosen message goes to, each once. Returns: (transfer full) (array zero-terminated=1) */
char **lnet_message_reach_dup_addresses (const LnetMessageReach *self);

/** "Took it back on 3 Mar", "Shares a number with Ana Begay: gets it once"; the address of who gets it.
 * @today: "2026-11-24". Returns: (transfer full) */
char *lnet_message_reach_describe (const LnetMessageReach *self, guint position, const char *today);

G_END_DECLS
