/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-bundle-lock.h"
#include "lnet-bundle-part.h"

G_BEGIN_DECLS

/**
 * LnetBundleReader:
 *
 * Reads the parts of a bundle from a stream, one after the other: lnet_bundle_reader_next() tells of the next one what
 * can be told without a key, then it is opened or passed over. Nothing of a part is given out before it was read to its
 * end and found to be as it was written. For workers.
 */
typedef struct _LnetBundleReader LnetBundleReader;

LnetBundleReader *lnet_bundle_reader_new (GInputStream *stream);
void lnet_bundle_reader_free (LnetBundleReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetBundleReader, lnet_bundle_reader_free)

/** The next part's header; NULL without @error behind the last. Returns: (transfer none) (nullable) */
const LnetBundleHeader *lnet_bundle_reader_next (LnetBundleReader *reader, GCancellable *cancellable, GError **error);

/** Opens the part whose header was read last. A key that was found is kept for the parts that follow.
 * Returns: (transfer full) (nullable) */
LnetBundlePart *lnet_bundle_reader_open (LnetBundleReader *reader, const LnetBundleKeys *keys,
                                         GCancellable *cancellable, GError **error);

/** Passes over the part whose header was read last. */
gboolean lnet_bundle_reader_skip (LnetBundleReader *reader, GCancellable *cancellable, GError **error);

G_END_DECLS
