/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-matching-dual.h"

G_BEGIN_DECLS

/**
 * LnetMatchingBound:
 *
 * What the values that prove a matching to be heaviest tell of others: how much they can weigh at most. It stays true
 * of the graph as it was, whatever is done to the matching afterwards.
 */
typedef struct
{
  LnetMatchingDual *dual;
  gint64 weight;
  guint32 size;
} LnetMatchingBound;

/** @matching: solved */
void lnet_matching_bound_init (LnetMatchingBound *self, const LnetMatching *matching);
void lnet_matching_bound_clear (LnetMatchingBound *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LnetMatchingBound, lnet_matching_bound_clear)

/**
 * lnet_matching_bound_without:
 * @vertices: those that are left out; a handful
 * @size: of how many pairs, not many fewer than there are
 *
 * Returns: no matching of @size pairs that leaves @vertices out weighs more
 */
gint64 lnet_matching_bound_without (const LnetMatchingBound *self, const guint32 *vertices, guint n_vertices,
                                    guint32 size);

G_END_DECLS
