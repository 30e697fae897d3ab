/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-bundle-dictionary.h"

G_BEGIN_DECLS

/** Compresses frames one by one. */
typedef struct _LnetBundleZip LnetBundleZip;

/** @dictionary: (nullable): whose ids are numbers in every frame; must stay */
LnetBundleZip *lnet_bundle_zip_new (LnetBundleDictionary *dictionary);
void lnet_bundle_zip_free (LnetBundleZip *zip);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetBundleZip, lnet_bundle_zip_free)

/** At most LNET_BUNDLE_FRAME_SIZE bytes as a frame behind its length. Returns: (transfer full) */
GBytes *lnet_bundle_zip_frame (LnetBundleZip *zip, gconstpointer data, gsize size);

/** Opens them again. */
typedef struct _LnetBundleUnzip LnetBundleUnzip;

/** @dictionary: (nullable) (transfer full) */
LnetBundleUnzip *lnet_bundle_unzip_new (LnetBundleDictionary *dictionary);
void lnet_bundle_unzip_free (LnetBundleUnzip *unzip);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetBundleUnzip, lnet_bundle_unzip_free)

/** Whether a frame can be as long as that, compressed. */
gboolean lnet_bundle_unzip_may_be (gsize size);

/** Opens one frame and appends what it holds; FALSE when it is damaged, or @bytes would grow beyond @most. */
gboolean lnet_bundle_unzip_frame (LnetBundleUnzip *unzip, gconstpointer frame, gsize size, GByteArray *bytes,
                                  gsize most);

G_END_DECLS
