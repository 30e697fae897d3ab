/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-carrier.h"
#include "lnet-space-key.h"
#include "lnet-take.h"

G_BEGIN_DECLS

/**
 * LnetStoreDoor:
 *
 * What a worker may ask of a store, which belongs to another thread: each request is handed to that thread's main
 * context, and waited for. Without a context the store is asked on the spot: for subcommands and tests, where nothing
 * else runs. A store that was closed meanwhile answers that it was cancelled.
 */
typedef struct _LnetStoreDoor LnetStoreDoor;

/** @context: (nullable): of the thread the store belongs to */
LnetStoreDoor *lnet_store_door_new (LnetStore *store, GMainContext *context);
void lnet_store_door_free (LnetStoreDoor *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetStoreDoor, lnet_store_door_free)

gboolean lnet_store_door_take (LnetStoreDoor *self, LnetDelivery *delivery, GCancellable *cancellable,
                               LnetTakeReport *report, GError **error);
gboolean lnet_store_door_recompute (LnetStoreDoor *self, GError **error);
/** @note: (transfer full) */
gboolean lnet_store_door_note (LnetStoreDoor *self, LnetCarrierNote *note, GError **error);
gboolean lnet_store_door_commit (LnetStoreDoor *self, LnetTransaction *transaction, GError **error);
/** @keys: (element-type LnetSealedKey) */
gboolean lnet_store_door_put_keys (LnetStoreDoor *self, GPtrArray *keys, GError **error);

G_END_DECLS
