/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-desk-key.h"
#include "lnet-roster.h"
#include "lnet-space-key.h"

G_BEGIN_DECLS

#define LNET_SPACE_KEY_SIZE 32

/**
 * LnetSpaceKey:
 *
 * What seals a space's batches in one epoch. A new epoch begins when a desk that could read the space is removed. Its
 * number has the count of such removals in its upper half, and chance in its lower: two desks that begin it at the same
 * time do so with two keys, and both are kept. Keys are only ever added.
 */
typedef struct
{
  LnetSpace space;
  LnetId id;       /* the space's */
  guint64 epoch;
  guint8 key[LNET_SPACE_KEY_SIZE];
} LnetSpaceKey;

/** What a file that is sealed with the key calls its space: another name in each epoch, which tells nothing. */
LnetId lnet_space_key_get_alias (const LnetSpaceKey *key);

/** As a file keeps it. Returns: (transfer full) */
LnetSealedKey *lnet_space_key_seal (const LnetSpaceKey *key, const LnetDeskKey *own);

/** All keys that this desk has. */
typedef struct _LnetSpaceKeys LnetSpaceKeys;

/** Reads and opens them. What is not sealed to this desk (it has a new key) is left out. On any thread.
 * Returns: (transfer full) (nullable) */
LnetSpaceKeys *lnet_space_keys_load (LnetReader *reader, const LnetDeskKey *own, GError **error);
void lnet_space_keys_free (LnetSpaceKeys *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetSpaceKeys, lnet_space_keys_free)

/** Returns: (transfer none) (element-type LnetSpaceKey) */
const GPtrArray *lnet_space_keys_list (const LnetSpaceKeys *self);

/** What to seal with now. Returns: (transfer none) (nullable): NULL: there is no key of this space here */
const LnetSpaceKey *lnet_space_keys_find_newest (const LnetSpaceKeys *self, const LnetId *space);

/** Returns: (transfer none) (nullable) */
const LnetSpaceKey *lnet_space_keys_find_alias (const LnetSpaceKeys *self, const LnetId *alias, guint64 epoch);

/** Whether @key is there already. */
gboolean lnet_space_keys_has (const LnetSpaceKeys *self, const LnetSpaceKey *key);

/** Puts in a key that came from elsewhere; what is to be kept of it is given back, for lnet_store_put_space_keys().
 * Returns: (transfer full) */
LnetSealedKey *lnet_space_keys_add (LnetSpaceKeys *self, const LnetSpaceKey *key, const LnetDeskKey *own);

/**
 * lnet_space_keys_make_missing:
 * @desk: this desk
 *
 * Makes the keys that are to be there and are not: the first of a space, and of a new epoch. For the network's and the
 * staff's space a director's desk does so, for the others any that may read them.
 *
 * Returns: (transfer full) (element-type LnetSealedKey) (nullable): for lnet_store_put_space_keys()
 */
GPtrArray *lnet_space_keys_make_missing (LnetSpaceKeys *self, LnetReader *reader, const LnetRoster *roster,
                                         const LnetId *desk, const LnetDeskKey *own, GError **error);

G_END_DECLS
