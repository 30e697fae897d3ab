/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-batch.h"

G_BEGIN_DECLS

/* What would take a batch back: for each of its ops one, or nothing, each behind its length. Where it is about the very
 * same, only what stood there before is written. */

/** Puts what takes @op back behind the others. @bytes: to write in meanwhile. @inverse: (nullable) */
void lnet_inverse_put (GByteArray *inverses, GByteArray *bytes, const LnetOp *op, const LnetOp *inverse);

/** Returns: (transfer full) (element-type LnetOp): for each op of the batch one, or %NULL */
GPtrArray *lnet_inverse_read (const LnetBatch *batch, GBytes *inverses);

G_END_DECLS
