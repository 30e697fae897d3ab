/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-bundle-header.h"

G_BEGIN_DECLS

#define LNET_BUNDLE_KEY_SIZE 32

/** The key that everything in a bundle is sealed with, or a part of a pair of keys. */
typedef struct
{
  guint8 bytes[LNET_BUNDLE_KEY_SIZE];
} LnetBundleKey;

/** What it costs to try a passphrase. */
typedef struct
{
  guint64 passes;
  guint64 memory; /* bytes */
} LnetBundleCost;

/**
 * LnetBundleLock:
 *
 * For whom a bundle is sealed.
 */
typedef struct _LnetBundleLock LnetBundleLock;

/**
 * lnet_bundle_lock_new_passphrase:
 * @cost: (nullable): NULL: half a second on an office computer
 *
 * Takes as long as trying the passphrase does: for workers.
 * Returns: (nullable): NULL when there is not enough memory, or no passphrase
 */
LnetBundleLock *lnet_bundle_lock_new_passphrase (const char *passphrase, const LnetBundleCost *cost, GError **error);

/** For the holders of the secret keys to @n_desks public ones (X25519). More than LNET_BUNDLE_MOST_DESKS, or none, is
 * refused. */
LnetBundleLock *lnet_bundle_lock_new_desks (const LnetBundleKey *public_keys, guint n_desks, GError **error);

/** For those who have @key already, and know it by @alias and @epoch. */
LnetBundleLock *lnet_bundle_lock_new_epoch (const LnetId *alias, guint64 epoch, const LnetBundleKey *key);

void lnet_bundle_lock_free (LnetBundleLock *lock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetBundleLock, lnet_bundle_lock_free)

/** Fills in what a header says of how to open: the slot, the check, and of an epoch's key its names. */
void lnet_bundle_lock_fill (const LnetBundleLock *lock, LnetBundleHeader *header);

/** The key of one part: what lnet_bundle_keys_open() finds again. */
void lnet_bundle_lock_get_key (const LnetBundleLock *lock, const LnetBundleHeader *header, LnetBundleKey *key);

/** What somebody has to open bundles with: any of it may be missing. */
typedef struct
{
  const char *passphrase;
  const LnetBundleKey *box_public; /* of this desk, and its secret half */
  const LnetBundleKey *box_secret;
  /* Looks for the key of a space, by what a header calls it. */
  gboolean (*find_key) (const LnetId *alias, guint64 epoch, LnetBundleKey *key, gpointer user_data);
  gpointer user_data;
} LnetBundleKeys;

/** Finds the key of a whole bundle. %LNET_ERROR_LOCKED when nothing here opens it. For workers: a passphrase takes
 * its time. */
gboolean lnet_bundle_keys_find (const LnetBundleKeys *keys, const LnetBundleHeader *header, LnetBundleKey *key,
                                GError **error);

/** The key of one part, from that of the whole bundle. */
void lnet_bundle_key_derive (const LnetBundleKey *whole, const LnetBundleHeader *header, LnetBundleKey *key);

G_END_DECLS
