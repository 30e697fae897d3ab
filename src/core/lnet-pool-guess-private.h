/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-pool-scan-private.h"

G_BEGIN_DECLS

/**
 * lnet_pool_guess_values:
 *
 * What each member's value in a heaviest matching may be about: some members, taken evenly from all, are matched among
 * themselves; the others are worth what they could have with one of these.
 * Returns: (transfer full) (array): by member; NULL when cancelled
 */
gint64 *lnet_pool_guess_values (const LnetPoolGraph *graph, LnetPoolScan *scan, GCancellable *cancellable,
                                GError **error);

G_END_DECLS
