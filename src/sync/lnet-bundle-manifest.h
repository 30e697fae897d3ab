/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-bytes.h"
#include "lnet-space.h"
#include "lnet-vector.h"

G_BEGIN_DECLS

/**
 * LnetBundleManifest:
 *
 * What a part of a bundle says of itself, inside the seal.
 */
typedef struct
{
  LnetId network;
  char *network_name;
  LnetId sender;     /* the desk that wrote it; null: it has not written anything yet */
  char *sender_name; /* who worked there: "" where nobody said */
  gint64 written;    /* when, by the sender's clock: milliseconds since 1970, UTC */
  guint64 schema;    /* version of the sender's tables */
  GArray *vector;    /* LnetMark: all that the sender has, of what this bundle is about */
  GArray *spaces;    /* LnetSpace: of the batches in this part */
  GArray *from;      /* LnetMark: the first batch in this part of each desk's log in a space … */
  GArray *to;        /* LnetMark: … and the last, of the same logs in the same order */
  guint64 n_batches; /* in this part */
  guint64 n_ops;     /* in this part */
} LnetBundleManifest;

LnetBundleManifest *lnet_bundle_manifest_new (const LnetId *network);
/** As a copy of @manifest, that is about no batches yet. */
LnetBundleManifest *lnet_bundle_manifest_copy (const LnetBundleManifest *manifest);
void lnet_bundle_manifest_free (LnetBundleManifest *manifest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetBundleManifest, lnet_bundle_manifest_free)

void lnet_bundle_manifest_write (const LnetBundleManifest *manifest, GByteArray *bytes);
/** Reads what lnet_bundle_manifest_write() wrote, and nothing behind it. Returns: (transfer full) (nullable) */
LnetBundleManifest *lnet_bundle_manifest_read (const guint8 *data, gsize size);

/** Counts a batch that goes into the part. */
void lnet_bundle_manifest_note (LnetBundleManifest *manifest, const LnetMark *batch, guint64 n_ops);
/** Whether a batch is among what the manifest says is in its part. */
gboolean lnet_bundle_manifest_has (const LnetBundleManifest *manifest, const LnetMark *batch);

G_END_DECLS
