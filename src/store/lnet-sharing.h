/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-roster.h"
#include "lnet-transaction.h"

G_BEGIN_DECLS

/* Who takes part in sharing, as acts for lnet_store_commit(). What may be done here a director's desk may do; that it
 * is one is looked at before, so that nobody does what would count for nothing. */

/** What a desk says of itself to be let in. */
typedef struct
{
  LnetId desk;
  char *name; /* "Ana's laptop" */
  guint8 sign_key[LNET_PUBLIC_KEY_SIZE];
  guint8 box_key[LNET_PUBLIC_KEY_SIZE];
} LnetCard;

LnetCard *lnet_card_new (void);
void lnet_card_free (LnetCard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetCard, lnet_card_free)

/** The number of this desk in the file. A file that has come from elsewhere or from a backup has none until something
 * is written in it: the null id. */
gboolean lnet_sharing_find_desk (LnetReader *reader, LnetId *desk, GError **error);

/** Whether this desk takes part as a participant's, and so may write only what is its @member's own. */
gboolean lnet_sharing_is_participants (LnetReader *reader, LnetId *member);

/**
 * lnet_sharing_begin:
 * @card: of this desk; its number is filled in when it is written
 * @member: whose desk it is; null: nobody said
 *
 * This desk begins to share the network: it is the founder and a director's. Desks that have written in this file
 * before count as far as it has come. Returns: (transfer full)
 */
LnetTransaction *lnet_sharing_begin (const LnetCard *card, const LnetId *member);

/** This desk, which got a new number, says that it is the one with the same keys. Returns: (transfer full) */
LnetTransaction *lnet_sharing_renew (const LnetCard *card);

/** Whether this desk decides who takes part; else @error says why not. */
gboolean lnet_sharing_decides (LnetReader *reader, GError **error);

/** Lets a desk in. Returns: (transfer full) (nullable) */
LnetTransaction *lnet_sharing_admit (LnetReader *reader, const LnetCard *card, LnetStance stance,
                                     const LnetId *member, GError **error);

/**
 * lnet_sharing_remove:
 * @accepted: (nullable) (element-type LnetMark): up to where what the desk wrote counts; %NULL: all that is here
 *
 * Takes a desk out, and any other number it had. What it writes from then on is set aside by everybody.
 * Returns: (transfer full) (nullable)
 */
LnetTransaction *lnet_sharing_remove (LnetReader *reader, const LnetId *desk, const GArray *accepted, GError **error);

/** What a desk is called, what it is, and whose. What is as it was is not written.
 * Returns: (transfer full) (nullable) */
LnetTransaction *lnet_sharing_edit (LnetReader *reader, const LnetId *desk, const char *name, LnetStance stance,
                                    const LnetId *member, GError **error);

G_END_DECLS
