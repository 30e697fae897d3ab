/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LnetSafeFile:
 *
 * A file that is there whole or not at all. What is written stands beside it under another name until
 * lnet_safe_file_finish(); freed before, nothing is left of it and what was there stays. For workers.
 */
typedef struct _LnetSafeFile LnetSafeFile;

/** Fails with a sentence for people. */
LnetSafeFile *lnet_safe_file_open (GFile *file, GCancellable *cancellable, GError **error);

/** Where to write. Returns: (transfer none) */
GOutputStream *lnet_safe_file_get_stream (LnetSafeFile *self);

/** Puts it in its place, on the disk when it comes back. */
gboolean lnet_safe_file_finish (LnetSafeFile *self, GCancellable *cancellable, GError **error);

void lnet_safe_file_free (LnetSafeFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetSafeFile, lnet_safe_file_free)

/** Makes a sentence for people of why @file could not be written. */
void lnet_safe_file_explain (GFile *file, GError **error);

G_END_DECLS
