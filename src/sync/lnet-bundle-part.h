/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-bundle-header.h"
#include "lnet-bundle-manifest.h"
#include "lnet-delivery.h"

G_BEGIN_DECLS

/**
 * LnetBundlePart:
 *
 * A part of a bundle that was opened to its end, and found to be whole.
 */
typedef struct
{
  LnetBundleManifest *manifest;
  LnetDelivery *delivery;
} LnetBundlePart;

void lnet_bundle_part_free (LnetBundlePart *part);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetBundlePart, lnet_bundle_part_free)

/** Reads what was in the seal, as it comes; see lnet-bundle-format-private.h. */
typedef struct _LnetBundleUnpacker LnetBundleUnpacker;

LnetBundleUnpacker *lnet_bundle_unpacker_new (void);
void lnet_bundle_unpacker_free (LnetBundleUnpacker *unpacker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetBundleUnpacker, lnet_bundle_unpacker_free)

gboolean lnet_bundle_unpacker_push (LnetBundleUnpacker *unpacker, const guint8 *data, gsize size, GError **error);

/** Once the seal has said that this was all. Returns: (transfer full) (nullable) */
LnetBundlePart *lnet_bundle_unpacker_finish (LnetBundleUnpacker *unpacker, GError **error);

G_END_DECLS
