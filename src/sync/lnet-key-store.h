/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "lnet-desk-key.h"
#include "lnet-id.h"

G_BEGIN_DECLS

/* Where a desk's secret rests: in the keyring, and where there is none, in a file that only its owner reads
 * ($XDG_DATA_HOME/learning-network/keys). Never in the network's file, which travels. @owner is the network's id, and
 * the desk's own while it waits to be let in. What has no _async in its name blocks: it is for workers, subcommands
 * and tests. */

gboolean lnet_key_store_save (const LnetId *owner, const LnetDeskKey *key, GError **error);

/** %LNET_ERROR_NOT_FOUND when there is none. Returns: (transfer full) (nullable) */
LnetDeskKey *lnet_key_store_load (const LnetId *owner, GError **error);

/** Succeeds also where there is none. */
gboolean lnet_key_store_remove (const LnetId *owner, GError **error);

void lnet_key_store_load_async (const LnetId *owner, GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
/** Returns: (transfer full) (nullable) */
LnetDeskKey *lnet_key_store_load_finish (GAsyncResult *result, GError **error);

void lnet_key_store_save_async (const LnetId *owner, const LnetDeskKey *key, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
gboolean lnet_key_store_save_finish (GAsyncResult *result, GError **error);

G_END_DECLS
