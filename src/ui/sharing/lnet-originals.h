/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "lnet-merged-text.h"
#include "lnet-store.h"

G_BEGIN_DECLS

/* The texts that a text was merged from, beside one another. @originals: of LnetTextOriginal. */

/** lnet_merged_text_read() in a worker. */
void lnet_originals_read_async (LnetStore *store, guint table, const LnetId *row, guint number,
                                GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full) (nullable) */
LnetMergedText *lnet_originals_read_finish (GAsyncResult *result, GError **error);

/** "Ana Begay and Ben Ortiz". Returns: (transfer full): "" when it is not known of any */
char *lnet_originals_dup_names (GPtrArray *originals);

/** Fills @box with them, each with what only it says marked. */
void lnet_originals_fill (GtkBox *box, GPtrArray *originals);

G_END_DECLS
