/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-bundle-lock.h"
#include "lnet-bundle-manifest.h"
#include "lnet-delivery.h"
#include "lnet-give.h"

G_BEGIN_DECLS

/**
 * LnetBundleWriter:
 *
 * Writes a bundle: collects what goes into it, which decides how many parts it has, then seals one part after the other
 * onto streams of the caller's. A part is a complete bundle by itself; several may follow each other in one file. What
 * was collected is kept compressed; contents of attachments are read when their part is written. For workers.
 */
typedef struct _LnetBundleWriter LnetBundleWriter;

/** Loads a sealed content. NULL without @error: it is gone, and is left out. Returns: (transfer full) (nullable) */
typedef GBytes *(*LnetBundleLoad) (const char *hash, gpointer user_data, GError **error);

/**
 * lnet_bundle_writer_new:
 * @lock: for whom; must stay until the writer is freed
 * @sender: (nullable): an alias of this desk; NULL: a random one
 * @manifest: what every part says of the network and its sender
 */
LnetBundleWriter *lnet_bundle_writer_new (const LnetBundleLock *lock, const LnetId *sender,
                                          const LnetBundleManifest *manifest);
void lnet_bundle_writer_free (LnetBundleWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetBundleWriter, lnet_bundle_writer_free)

/** Puts batches and signatures in, not the contents of @delivery. */
gboolean lnet_bundle_writer_add (LnetBundleWriter *writer, const LnetDelivery *delivery, GError **error);

/** Puts a content in, after all batches. */
void lnet_bundle_writer_add_content (LnetBundleWriter *writer, const LnetContent *content);

/** The bundle's id: the same in all parts. */
const LnetId *lnet_bundle_writer_get_id (LnetBundleWriter *writer);

/** How many parts it has; at least one. From here on nothing more can be added. */
guint lnet_bundle_writer_get_n_parts (LnetBundleWriter *writer);

/** Writes part @part, counted from 1, onto a stream, which stays open. */
gboolean lnet_bundle_writer_write_part (LnetBundleWriter *writer, guint part, GOutputStream *stream,
                                        LnetBundleLoad load, gpointer user_data, GCancellable *cancellable,
                                        GError **error);

G_END_DECLS
