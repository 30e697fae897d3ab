/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-batch.h"

G_BEGIN_DECLS

/* How the log keeps a batch, and what takes it back: packed by zstd where that makes it smaller, else as it is. A batch
 * travels as it was written, and so do the hashes go. */

/** Whether bytes of the log are packed. */
gboolean lnet_is_packed (gconstpointer data, gsize size);

/** Packs what is worth it. Returns: (transfer full) */
GBytes *lnet_pack (gconstpointer data, gsize size);

/** Gives back what lnet_pack() was given. Returns: (transfer full): nothing for what is damaged */
GBytes *lnet_unpack (gconstpointer data, gsize size);

/** As lnet_batch_read(), of what the log keeps. */
LnetBatch *lnet_unpack_batch (gconstpointer data, gsize size, const LnetHash *previous, LnetHash *hash);

G_END_DECLS
