/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-delivery.h"

G_BEGIN_DECLS

/** How many ids a dictionary holds at most: the ones that come most often. */
#define LNET_BUNDLE_MOST_IDS (160 * 1024)

/**
 * LnetBundleDictionary:
 *
 * The ids that come again and again in a part. In its frames a number stands for each: compression finds an id again,
 * but takes four bytes and more to say where; a number below a hundred thousand takes little more than two.
 */
typedef struct _LnetBundleDictionary LnetBundleDictionary;

/** The ids that come more than once in a delivery.
 * Returns: (transfer full) (nullable): NULL where it would not pay */
LnetBundleDictionary *lnet_bundle_dictionary_new (const LnetDelivery *delivery);
void lnet_bundle_dictionary_free (LnetBundleDictionary *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetBundleDictionary, lnet_bundle_dictionary_free)

/** Writes the ids: the first byte of each, then the second …, as those are much alike. Returns: (transfer full) */
GBytes *lnet_bundle_dictionary_write (const LnetBundleDictionary *self);
/** Returns: (transfer full) (nullable) */
LnetBundleDictionary *lnet_bundle_dictionary_read (const guint8 *data, gsize size);

/** Appends to @bytes what stands for @data, with numbers for the ids in it. */
void lnet_bundle_dictionary_shorten (LnetBundleDictionary *self, const guint8 *data, gsize size, GByteArray *bytes);

/** Appends to @bytes what @data stands for; FALSE when it is damaged, or is more than @most. */
gboolean lnet_bundle_dictionary_restore (const LnetBundleDictionary *self, const guint8 *data, gsize size,
                                         GByteArray *bytes, gsize most);

G_END_DECLS
