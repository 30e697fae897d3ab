/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-sign.h"
#include "lnet-space-key.h"

G_BEGIN_DECLS

/**
 * LnetJoining:
 *
 * What a new desk is told of the network it joins: enough to make a file that takes in what the others give. Everything
 * in the file then comes from them.
 */
typedef struct
{
  LnetId network;
  char *name;
  LnetId desk;       /* the number this desk was let in under */
  LnetId founder;
  guint8 founder_key[LNET_PUBLIC_KEY_SIZE];
  char *former;      /* lnet_roster_describe_former() */
  GPtrArray *keys;   /* LnetSealedKey: of the spaces it gets, sealed to it */
} LnetJoining;

LnetJoining *lnet_joining_new (void);
LnetJoining *lnet_joining_ref (LnetJoining *self);
void lnet_joining_unref (LnetJoining *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetJoining, lnet_joining_unref)

/** Makes the file of a network that is joined at @path, which must not exist; then it is open. Blocks. */
LnetStore *lnet_store_create_joined (const char *path, LnetJoining *joining, GError **error);
/** Ended by lnet_store_open_finish(). @joining is not to be touched any more. */
void lnet_store_create_joined_async (const char *path, LnetJoining *joining, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
