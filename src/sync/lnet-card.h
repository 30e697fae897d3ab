/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-sharing.h"

G_BEGIN_DECLS

/* A desk's card: what it shows to be let in. It holds nothing secret. Whoever lets it in compares six words with the
 * person in front of it, aloud: they follow from all that is on the card, so that a card that somebody else made in its
 * name has other ones. */

#define LNET_CARD_WORDS 6
#define LNET_CARD_SUFFIX ".lncard"
#define LNET_CARD_MOST_NAME 100 /* bytes */

/** As text, to paste, for a file or for a code to scan: capital letters, digits and dashes only.
 * Returns: (transfer full) */
char *lnet_card_to_text (const LnetCard *card);

/** Reads it, however spaces, line ends, dashes and case have fared; O is taken for 0, I and L for 1.
 * Returns: (transfer full) (nullable) */
LnetCard *lnet_card_from_text (const char *text, GError **error);

/** The words to compare; @language NULL: the person's. Returns: (transfer full) */
char *lnet_card_get_words (const LnetCard *card, const char *language);

/**
 * lnet_card_to_code:
 * @width: (out): squares in a row
 *
 * The text as a code to scan (QR), without a margin: a byte a square, 1 for a dark one, row by row.
 * Returns: (transfer full)
 */
guint8 *lnet_card_to_code (const LnetCard *card, guint *width);

G_END_DECLS
