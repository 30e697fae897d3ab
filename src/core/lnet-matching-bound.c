/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-matching-bound.h"

#define MOST_VERTICES 8

void
lnet_matching_bound_init (LnetMatchingBound  *self,
                          const LnetMatching *matching)
{
  self->dual = lnet_matching_export (matching);
  self->weight = lnet_matching_get_weight (matching);
  self->size = lnet_matching_get_size (matching);
}

void
lnet_matching_bound_clear (LnetMatchingBound *self)
{
  g_clear_pointer (&self->dual, lnet_matching_dual_free);
}

/* What blossoms count less: one that loses two of its vertices has room for one pair less. Goes up from all vertices at
 * once, the lowest blossom first, so that those who are in one come to it together. */
static gint64
sum_blossoms (const LnetMatchingDual *dual,
              const guint32          *vertices,
              guint                   n_vertices)
{
  guint32 at[MOST_VERTICES];
  gint64 sum = 0;

  for (guint i = 0; i < n_vertices; i++)
    at[i] = dual->parent[vertices[i]];
  for (;;)
    {
      guint32 lowest = G_MAXUINT32;
      guint n_in = 0;

      for (guint i = 0; i < n_vertices; i++)
        lowest = MIN (lowest, at[i]);
      if (lowest == G_MAXUINT32)
        return sum;
      for (guint i = 0; i < n_vertices; i++)
        if (at[i] == lowest)
          {
            at[i] = dual->parent[lowest];
            n_in++;
          }
      sum += dual->z[lowest - dual->n] * (n_in / 2);
    }
}

gint64
lnet_matching_bound_without (const LnetMatchingBound *self,
                             const guint32           *vertices,
                             guint                    n_vertices,
                             guint32                  size)
{
  const LnetMatchingDual *dual = self->dual;
  gint64 lost = 0;

  g_return_val_if_fail (n_vertices <= MOST_VERTICES, G_MAXINT64);
  for (guint i = 0; i < n_vertices; i++)
    lost += dual->y[vertices[i]];
  lost += sum_blossoms (dual, vertices, n_vertices);
  /* Twice the whole is even, and lost what it is. */
  return self->weight + ((gint64) self->size - size) * dual->bonus - (lost + 1) / 2;
}
