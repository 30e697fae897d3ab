/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-graph.h"

G_BEGIN_DECLS

/**
 * lnet_spare_find:
 * @partners: (array): by vertex: a largest matching of @graph without those who are out; G_MAXUINT32: is left over
 * @is_out: by vertex: who does not count
 *
 * Finds who is left over in some largest matching or other: whoever an alternating path of even length leads to from
 * one who is left over in this one. Only of those can three be taken out at the cost of one pair. (Gallai and Edmonds.)
 * Returns: (transfer full) (array): by vertex: whether they are spare
 */
guint8 *lnet_spare_find (const LnetGraph *graph, const guint32 *partners, const guint8 *is_out);

G_END_DECLS
