/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-sign.h"

G_BEGIN_DECLS

#define LNET_DESK_SEED_SIZE 28
#define LNET_DESK_KEY_WORDS 24

/**
 * LnetDeskKey:
 *
 * A desk's secret: what it signs with and what is sealed to it. Both follow from one seed, so that this can be written
 * on paper: 24 words, ten bits each, are 224 random bits and 16 to notice a slip. The words are the seed itself and not
 * what unlocks a copy of it: there is no copy to keep beside the paper, and nothing to guess that a slow hash would
 * have to protect.
 */
typedef struct
{
  guint8 seed[LNET_DESK_SEED_SIZE];
  LnetSignKey sign;
  LnetBoxKey box;
} LnetDeskKey;

/** Returns: (transfer full) */
LnetDeskKey *lnet_desk_key_new (void);
LnetDeskKey *lnet_desk_key_new_from_seed (const guint8 *seed);
void lnet_desk_key_free (LnetDeskKey *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetDeskKey, lnet_desk_key_free)

/** @language: (nullable): NULL: the person's. Returns: (transfer full) */
char *lnet_desk_key_to_words (const LnetDeskKey *self, const char *language);

/** Reads the words of whatever language. Returns: (transfer full) (nullable) */
LnetDeskKey *lnet_desk_key_from_words (const char *words, GError **error);

/** Seals some bytes to a box key, from nobody in particular. Returns: (transfer full) */
GBytes *lnet_desk_key_seal (const guint8 *box_public, gconstpointer data, gsize size);

/** Opens what was sealed to this desk. Returns: (transfer full) (nullable): NULL when it was not, or is damaged */
GBytes *lnet_desk_key_open (const LnetDeskKey *self, gconstpointer sealed, gsize size);

/** What lnet_desk_key_seal() adds. */
#define LNET_DESK_KEY_SEAL_SIZE 48

G_END_DECLS
