/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-matching.h"

G_BEGIN_DECLS

/** Whether every matching proves itself as soon as it is solved: while testing and debugging. */
#ifdef NDEBUG
#define LNET_MATCHING_ALWAYS_CERTIFIES 0
#else
#define LNET_MATCHING_ALWAYS_CERTIFIES 1
#endif

/**
 * LnetMatchingDual:
 *
 * A matching with the values that prove it. An edge counts 2 × (weight + bonus), so that all values are whole numbers;
 * each vertex has a value y ≥ 0 and each blossom, a set of an odd number of vertices, a value z ≥ 0. When for every
 * edge y at both ends, and z of the blossoms that hold both ends, come to what it counts at least, then no matching can
 * count more than Σ y + Σ z (|B| - 1) / 2: the one that counts as much is a heaviest one.
 */
typedef struct
{
  LnetMatchingGoal goal;
  guint32 n;
  guint32 n_edges;
  const LnetGraphEdge *edges; /* as they count now; the matching's */
  guint8 *usable;             /* by edge; NULL: all are */
  gint64 bonus;
  guint32 *matched;           /* by vertex: its edge, or G_MAXUINT32 */
  gint64 *y;                  /* by vertex */
  guint32 n_blossoms;
  gint64 *z;                  /* by blossom */
  guint32 *parent;            /* of vertices, then of blossoms: n + the blossom it is part of, or G_MAXUINT32; a blossom
                               * is part of later ones only */
} LnetMatchingDual;

/** Returns: (transfer full): nothing matched, all values 0, nothing part of anything */
LnetMatchingDual *lnet_matching_dual_new (guint32 n, guint32 n_blossoms);
void lnet_matching_dual_free (LnetMatchingDual *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetMatchingDual, lnet_matching_dual_free)

/** What the blossoms that hold both @u and @v count, together. */
gint64 lnet_matching_dual_get_inside (const LnetMatchingDual *self, guint32 u, guint32 v);

/**
 * lnet_matching_dual_turn_out:
 * @self: of a matching that leaves nobody over who is there
 *
 * Turns blossoms inside out that hold more than half of all: what crosses the border of one counts as much when those
 * outside are a blossom instead. So values are no further apart than they have to be, and most edges are covered by the
 * values of their ends alone. What it proves stays the same.
 */
void lnet_matching_dual_turn_out (LnetMatchingDual *self);

/** Looks by the values alone whether no matching can be better. */
gboolean lnet_matching_dual_certify (const LnetMatchingDual *self, GError **error);

/** The values of a matching that is solved. */
LnetMatchingDual *lnet_matching_export (const LnetMatching *self);

/** Ends the program when it is not one of the best: to be called once solved, if LNET_MATCHING_ALWAYS_CERTIFIES. */
void lnet_matching_assert_best (const LnetMatching *self);

G_END_DECLS
