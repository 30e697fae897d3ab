/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-bundle-file.h"
#include "lnet-own-desk.h"

G_BEGIN_DECLS

/**
 * LnetBundleDesk:
 *
 * What this desk brings to the bundles of its network: what it opens and signs them with, and whom it can write them
 * for. Of a network that nobody shares it has nothing, and bundles are sealed with a passphrase. For workers.
 */
typedef struct _LnetBundleDesk LnetBundleDesk;

/** Returns: (transfer full) (nullable) */
LnetBundleDesk *lnet_bundle_desk_load (LnetReader *reader, GError **error);
void lnet_bundle_desk_free (LnetBundleDesk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetBundleDesk, lnet_bundle_desk_free)

const LnetOwnDesk *lnet_bundle_desk_get_own (const LnetBundleDesk *self);

/** The other desks that take part. Returns: (transfer container) (element-type LnetRosterDesk) */
GPtrArray *lnet_bundle_desk_list_others (const LnetBundleDesk *self);

/** One of them by its name, or by the 32 digits of its number. Returns: (transfer none) (nullable) */
const LnetRosterDesk *lnet_bundle_desk_find (const LnetBundleDesk *self, const char *name, GError **error);

/** Seals for some of them. Returns: (transfer full) (nullable) */
LnetBundleLock *lnet_bundle_desk_new_lock (const GPtrArray *desks, GError **error);

/**
 * lnet_bundle_desk_list_spaces:
 *
 * The spaces that each of @desks may read; private ones never. Returns: (transfer full) (element-type LnetId)
 * (nullable): a set
 */
GHashTable *lnet_bundle_desk_list_spaces (const LnetBundleDesk *self, LnetReader *reader, const GPtrArray *desks,
                                          GError **error);

/** Says in @order who sends it, and that this desk signs what it wrote; @self and @reader must stay as long. Fails with
 * a sentence where the network is shared and this desk does not take part. */
gboolean lnet_bundle_desk_fill_order (LnetBundleDesk *self, LnetReader *reader, LnetBundleOrder *order, GError **error);

/** Puts in what this desk opens bundles with; @self must stay as long. */
void lnet_bundle_desk_fill_keys (LnetBundleDesk *self, LnetBundleKeys *keys);

G_END_DECLS
