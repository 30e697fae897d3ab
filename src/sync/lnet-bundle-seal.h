/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "lnet-bundle-lock.h"

G_BEGIN_DECLS

/* The sealed body of a part: a secretstream header, chunks behind their lengths, and a length of 0. The header of the
 * part enters the seal of every chunk; the last one says that it is the last. */

/** What a chunk can be at most, sealed. */
#define LNET_BUNDLE_CHUNK_SIZE (256 * 1024)

/** Reads exactly @size bytes, or says that the file is not complete. */
gboolean lnet_bundle_read_all (GInputStream *stream, void *buffer, gsize size, GCancellable *cancellable,
                               GError **error);

/** Seals what is pushed, onto a stream. */
typedef struct _LnetBundleSealer LnetBundleSealer;

/** Begins with @header, as it is. Returns: (nullable) */
LnetBundleSealer *lnet_bundle_sealer_new (GOutputStream *stream, GBytes *header, const LnetBundleKey *key,
                                          GCancellable *cancellable, GError **error);
gboolean lnet_bundle_sealer_push (LnetBundleSealer *sealer, gconstpointer data, gsize size, GError **error);
/** Pads with zeros, so that the size tells little, and ends it. */
gboolean lnet_bundle_sealer_finish (LnetBundleSealer *sealer, GError **error);
void lnet_bundle_sealer_free (LnetBundleSealer *sealer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetBundleSealer, lnet_bundle_sealer_free)

/** Opens what a sealer sealed. */
typedef struct _LnetBundleOpener LnetBundleOpener;

/** Begins behind @header, which has been read. Returns: (nullable) */
LnetBundleOpener *lnet_bundle_opener_new (GInputStream *stream, GBytes *header, const LnetBundleKey *key,
                                          GCancellable *cancellable, GError **error);
/**
 * lnet_bundle_opener_next:
 * @size: (out): how much it is; 0 with no error: the end was reached, and nothing was missing or changed
 *
 * Returns: (transfer none) (nullable): what was in the next chunk, until the call after
 */
const guint8 *lnet_bundle_opener_next (LnetBundleOpener *opener, gsize *size, GError **error);
void lnet_bundle_opener_free (LnetBundleOpener *opener);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetBundleOpener, lnet_bundle_opener_free)

/** Passes over the sealed body without opening it. */
gboolean lnet_bundle_seal_skip (GInputStream *stream, GCancellable *cancellable, GError **error);

G_END_DECLS
