/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-matching-dual.h"

LnetMatchingDual *
lnet_matching_dual_new (guint32 n,
                        guint32 n_blossoms)
{
  LnetMatchingDual *self = g_new0 (LnetMatchingDual, 1);

  self->n = n;
  self->n_blossoms = n_blossoms;
  self->matched = g_new (guint32, n);
  self->y = g_new0 (gint64, n);
  self->z = g_new0 (gint64, n_blossoms);
  self->parent = g_new (guint32, (gsize) n + n_blossoms);
  for (guint32 v = 0; v < n; v++)
    self->matched[v] = G_MAXUINT32;
  for (gsize node = 0; node < (gsize) n + n_blossoms; node++)
    self->parent[node] = G_MAXUINT32;
  return self;
}

void
lnet_matching_dual_free (LnetMatchingDual *self)
{
  g_free (self->usable);
  g_free (self->matched);
  g_free (self->y);
  g_free (self->z);
  g_free (self->parent);
  g_free (self);
}

gint64
lnet_matching_dual_get_inside (const LnetMatchingDual *self,
                               guint32                 u,
                               guint32                 v)
{
  gint64 inside = 0;

  for (u = self->parent[u], v = self->parent[v]; u != G_MAXUINT32 && v != G_MAXUINT32;)
    if (u == v)
      {
        inside += self->z[u - self->n];
        u = v = self->parent[u];
      }
    else if (u < v)
      u = self->parent[u];
    else
      v = self->parent[v];
  return inside;
}
