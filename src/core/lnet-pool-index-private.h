/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-pool-lists-private.h"
#include "lnet-pool-private.h"

G_BEGIN_DECLS

/* Inverted indexes of some of a pool's members, who are spoken of by their place among these. */

/** @place: (array length=n): where they stand in the pool; @bringers, @wishers: (out): members by stem */
void lnet_pool_index_stems (const LnetPool *pool, const guint32 *place, guint32 n, LnetPoolLists *bringers,
                            LnetPoolLists *wishers);

/** @at: (array): by place in the pool: their place among these, or LNET_POOL_NOBODY; @asked: (out): by member: those
 * whom they asked for, or who asked for them */
void lnet_pool_index_asked (const LnetPool *pool, const guint32 *at, guint32 n, LnetPoolLists *asked);

G_END_DECLS
