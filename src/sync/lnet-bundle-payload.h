/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-bundle-manifest.h"
#include "lnet-delivery.h"
#include "lnet-give.h"

G_BEGIN_DECLS

/** What one part of a bundle holds, compressed: see lnet-bundle-format-private.h. */
typedef struct
{
  GPtrArray *frames; /* GBytes, each behind its length; without the last, which follows from them */
  GArray *contents;  /* LnetContent: that are still to be read, and make frames as they come */
  guint64 n_batches;
  guint64 n_signatures;
} LnetBundlePayload;

void lnet_bundle_payload_free (LnetBundlePayload *payload);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetBundlePayload, lnet_bundle_payload_free)

/**
 * lnet_bundle_payload_pack:
 * @manifest: what each part says besides what is in it
 *
 * Packs a delivery's batches and signatures, into as many parts as it takes for each to stay below
 * LNET_BUNDLE_PART_SIZE. Nothing makes no part.
 *
 * Returns: (transfer full) (element-type LnetBundlePayload) (nullable)
 */
GPtrArray *lnet_bundle_payload_pack (const LnetBundleManifest *manifest, const LnetDelivery *delivery, GError **error);

/** A part for contents, which stay unread until it is written; also one of nothing. */
LnetBundlePayload *lnet_bundle_payload_new_contents (const LnetBundleManifest *manifest);

G_END_DECLS
