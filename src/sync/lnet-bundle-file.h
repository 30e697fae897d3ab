/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-bundle-lock.h"
#include "lnet-bundle-part.h"
#include "lnet-give.h"
#include "lnet-schema.h"

G_BEGIN_DECLS

/* A bundle in a file: for a stick, for the mail. For workers. */

/** What a bundle's file is called, and its kind. */
#define LNET_BUNDLE_SUFFIX ".lnbundle"
#define LNET_BUNDLE_MEDIA_TYPE "application/vnd.learning-network.bundle"

/** Told as it goes; @total of 0: not known. */
typedef void (*LnetBundleProgress) (guint64 done, guint64 total, gpointer user_data);

/** Adds what is missing of this desk's own signatures to what is given. */
typedef gboolean (*LnetBundleSign) (LnetDelivery *delivery, gpointer user_data, GError **error);

/**
 * LnetBundleOrder:
 *
 * What goes into a bundle, and for whom.
 */
typedef struct
{
  const LnetBundleLock *lock;
  const GArray *have;      /* (nullable) LnetMark: what the other side has already */
  GHashTable *spaces;      /* (nullable) LnetId: the only spaces to give from */
  gboolean contents;       /* whether pictures and files go along */
  LnetId sender;           /* this desk; null: it has not written anything yet */
  const char *sender_name; /* (nullable): who works here */
  LnetBundleSign sign;     /* (nullable) */
  gpointer sign_data;
} LnetBundleOrder;

/** What is in a bundle, or would be. */
typedef struct
{
  guint n_parts;
  guint n_spaces;
  guint64 n_batches;
  guint64 n_ops;
  guint64 n_contents;
  guint64 n_bytes;                  /* of the file */
  guint64 n_rows[LNET_TABLE_LAST];  /* that are added, by table */
} LnetBundleSummary;

/** Counts what lnet_bundle_write_file() would write now: all but parts and bytes. The order needs no lock. */
gboolean lnet_bundle_summarize (LnetReader *reader, const LnetBundleOrder *order, LnetBundleSummary *summary,
                                GCancellable *cancellable, GError **error);

/**
 * lnet_bundle_write_file:
 * @summary: (out) (optional)
 * @progress: (nullable): told how many batches and contents are sealed
 *
 * Writes a bundle in place of what may be there; when it fails or is cancelled, that stays.
 */
gboolean lnet_bundle_write_file (LnetReader *reader, const LnetBundleOrder *order, GFile *file,
                                 LnetBundleSummary *summary, LnetBundleProgress progress, gpointer user_data,
                                 GCancellable *cancellable, GError **error);

/** The first header in a file: it tells what opens it. Returns: (transfer full) (nullable) */
LnetBundleHeader *lnet_bundle_peek_file (GFile *file, GCancellable *cancellable, GError **error);

/** A bundle, looked at from one network and not taken in. */
typedef struct
{
  LnetBundleManifest *manifest; /* of the first part */
  guint n_parts;                /* that are in the file */
  guint n_missing;              /* that belong to the bundle besides */
  guint n_spaces;
  guint64 n_batches;
  guint64 n_ops;
  guint64 n_contents;
  guint64 n_new;                /* batches that are not here yet */
} LnetBundlePreview;

void lnet_bundle_preview_free (LnetBundlePreview *preview);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetBundlePreview, lnet_bundle_preview_free)

/**
 * lnet_bundle_preview_file:
 * @reader: (nullable): the network it is looked at from; a bundle of another one is refused
 * @progress: (nullable): told how many bytes are read
 *
 * Returns: (transfer full) (nullable)
 */
LnetBundlePreview *lnet_bundle_preview_file (GFile *file, const LnetBundleKeys *keys, LnetReader *reader,
                                             LnetBundleProgress progress, gpointer user_data,
                                             GCancellable *cancellable, GError **error);

/** Takes what a part brings. */
typedef gboolean (*LnetBundleTake) (const LnetBundlePart *part, gpointer user_data, GError **error);

/**
 * lnet_bundle_take_file:
 * @network: (nullable): a bundle of another one is refused
 * @take: is given one part after the other; each was found to be whole
 * @n_missing: (out) (optional): parts that belong to the bundle and are not in the file
 *
 * Opens a bundle for good.
 */
gboolean lnet_bundle_take_file (GFile *file, const LnetBundleKeys *keys, const LnetId *network, LnetBundleTake take,
                                gpointer take_data, LnetBundleProgress progress, gpointer user_data, guint *n_missing,
                                GCancellable *cancellable, GError **error);

G_END_DECLS
