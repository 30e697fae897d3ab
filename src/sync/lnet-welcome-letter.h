/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-joining.h"
#include "lnet-sharing.h"
#include "lnet-space-keys.h"
#include "lnet-vector.h"

G_BEGIN_DECLS

#define LNET_WELCOME_SUFFIX ".lnwelcome"
#define LNET_WELCOME_MOST_BYTES (4 * 1024 * 1024)

/**
 * LnetWelcomeLetter:
 *
 * What a desk that was let in is told, sealed to it alone: which network, who began it, the keys of the spaces that it
 * may read, and how far the network had come, so that it sees what is still to arrive. The desk that let it in signs it
 * with the card that it answers: one that anybody else made or changed, or that answers another card, is refused.
 */
typedef struct
{
  LnetId network;
  char *name;
  LnetId desk;        /* that was let in */
  LnetId founder;
  guint8 founder_key[LNET_PUBLIC_KEY_SIZE];
  char *former;       /* lnet_roster_describe_former() */
  GPtrArray *keys;    /* LnetSpaceKey */
  GArray *vector;     /* LnetMark */
  LnetId by;          /* the desk that let it in */
  char *by_name;
  guint8 by_key[LNET_PUBLIC_KEY_SIZE];
} LnetWelcomeLetter;

void lnet_welcome_letter_free (LnetWelcomeLetter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetWelcomeLetter, lnet_welcome_letter_free)

/**
 * lnet_welcome_letter_write:
 * @name: the network's
 * @card: of a desk that is on the roster by now
 *
 * Signs with this desk's key: blocks, for workers, subcommands and tests.
 * Returns: (transfer full) (nullable): the file
 */
GBytes *lnet_welcome_letter_write (LnetReader *reader, const char *name, const LnetCard *card,
                                   const LnetSpaceKeys *keys, GError **error);

/** Six words to compare, as of a card: they follow from the whole file, so that one that anybody else made has others.
 * Whoever lets a desk in reads them to it. @language NULL: the person's. Returns: (transfer full) */
char *lnet_welcome_letter_get_words (GBytes *bytes, const char *language);

/** The desk a welcome is for. FALSE when it is none. */
gboolean lnet_welcome_letter_peek (GBytes *bytes, LnetId *desk, GError **error);

/** Returns: (transfer full) (nullable) */
LnetWelcomeLetter *lnet_welcome_letter_read (GBytes *bytes, const LnetDeskKey *own, GError **error);

/** What lnet_store_create_joined() needs. Returns: (transfer full) */
LnetJoining *lnet_welcome_letter_to_joining (const LnetWelcomeLetter *self, const LnetDeskKey *own);

G_END_DECLS
