/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-matching-dual.h"

G_BEGIN_DECLS

/**
 * LnetPoolNest:
 *
 * The blossoms of a matching, each of which is a stretch of one list of all vertices, so that of a vertex one can say
 * at once what the blossoms that it shares with each of the others count together.
 */
typedef struct _LnetPoolNest LnetPoolNest;

LnetPoolNest *lnet_pool_nest_new (const LnetMatchingDual *dual);
void lnet_pool_nest_free (LnetPoolNest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetPoolNest, lnet_pool_nest_free)

/**
 * lnet_pool_nest_open:
 * @inside: (array): by vertex, all 0; gets the sum of z over the blossoms that hold both it and @vertex
 *
 * Returns: FALSE when no blossom holds @vertex; then @inside is as it was
 */
gboolean lnet_pool_nest_open (LnetPoolNest *self, guint32 vertex, gint64 *inside);
/** Sets @inside to 0 again. */
void lnet_pool_nest_close (LnetPoolNest *self, guint32 vertex, gint64 *inside);

G_END_DECLS
