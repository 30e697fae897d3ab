/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "lnet-store.h"
#include "lnet-syncer.h"

G_BEGIN_DECLS

#define LNET_TYPE_PORTRAITS (lnet_portraits_get_type ())
G_DECLARE_FINAL_TYPE (LnetPortraits, lnet_portraits, LNET, PORTRAITS, GObject)

/**
 * LnetPortraits:
 *
 * The members' portraits, read and decoded in a worker. Small ones, as lists show them, are kept for a while: no more
 * than a few screens full. One that another desk put in, and whose picture is not here yet, is fetched from where the
 * network is shared.
 *
 * Signal `loaded (const LnetId *portrait)`: lnet_portraits_get() has it now, or knows that it cannot be had.
 */
/* @syncer: (nullable): fetches what is not here */
LnetPortraits *lnet_portraits_new (LnetStore *store, LnetSyncer *syncer);

/**
 * lnet_portraits_get:
 * @portrait: an attachment
 *
 * A small one for a row. When it is not there yet it is asked for, and `loaded` tells. What was asked for last is
 * loaded first, and what has long been scrolled past not at all.
 *
 * Returns: (transfer none) (nullable): NULL as long as it is not there
 */
GdkTexture *lnet_portraits_get (LnetPortraits *self, const LnetId *portrait);

/** How many are kept, and how many have been asked for and are not begun; for tests. */
guint lnet_portraits_get_n_kept (LnetPortraits *self);
guint lnet_portraits_get_n_waiting (LnetPortraits *self);

/** One as large as @side pixels; a failure is a sentence for people. */
void lnet_portraits_load_async (LnetPortraits *self, const LnetId *portrait, int side, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full) (nullable) */
GdkTexture *lnet_portraits_load_finish (LnetPortraits *self, GAsyncResult *result, GError **error);

G_END_DECLS
