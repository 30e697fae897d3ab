/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-store.h"
#include "lnet-space.h"

G_BEGIN_DECLS

/** The key of a space for one epoch, sealed to this desk: what the file keeps. */
typedef struct
{
  LnetId space;
  guint64 epoch;
  GBytes *sealed;
} LnetSealedKey;

LnetSealedKey *lnet_sealed_key_new (const LnetId *space, guint64 epoch, GBytes *sealed);
void lnet_sealed_key_free (LnetSealedKey *self);

/** Returns: (transfer full) (element-type LnetSealedKey) (nullable): by space and epoch */
GPtrArray *lnet_space_key_list (LnetReader *reader, GError **error);

/** A space this file holds something of. */
typedef struct
{
  LnetId id;
  LnetSpace space;
} LnetKnownSpace;

/** All that have been written in here, private ones too. Returns: (transfer full) (element-type LnetKnownSpace)
 * (nullable) */
GArray *lnet_space_list (LnetReader *reader, GError **error);

/**
 * lnet_store_put_space_keys_async:
 * @keys: (element-type LnetSealedKey): not to be touched any more
 *
 * Keeps keys in the file. One that is there for the same space and epoch stays as it is: keys are never replaced.
 */
void lnet_store_put_space_keys_async (LnetStore *self, GPtrArray *keys, GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean lnet_store_put_space_keys_finish (LnetStore *self, GAsyncResult *result, GError **error);
/** Blocks; for subcommands and tests. */
gboolean lnet_store_put_space_keys (LnetStore *self, GPtrArray *keys, GError **error);

G_END_DECLS
