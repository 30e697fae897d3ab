/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The values of a solved matching, as the certificate wants them. */

#include "config.h"

#include "lnet-matching-dual.h"
#include "lnet-matching-private.h"

/* All blossoms, the inner ones before those that they are in. */
static GArray *
collect_blossoms (const LnetMatching *self)
{
  GArray *blossoms = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree guint32 *n_left = g_new0 (guint32, lnet_matching_count_nodes (self)); /* parts that are not yet done */

  for (guint32 v = 0; v < self->n; v++)
    for (guint32 over = lnet_matching_get_parent (self, v); over != LNET_MATCHING_NONE && n_left[over]++ == 0;)
      over = lnet_matching_get_parent (self, over);
  for (guint32 v = 0; v < self->n; v++)
    for (guint32 over = lnet_matching_get_parent (self, v); over != LNET_MATCHING_NONE && --n_left[over] == 0;)
      {
        g_array_append_val (blossoms, over);
        over = lnet_matching_get_parent (self, over);
      }
  return blossoms;
}

static void
export_edges (const LnetMatching *self,
              LnetMatchingDual   *dual)
{
  dual->n_edges = self->n_edges;
  dual->edges = self->edges;
  dual->usable = g_new (guint8, self->n_edges);
  for (guint32 edge = 0; edge < self->n_edges; edge++)
    dual->usable[edge] = (guint8) lnet_matching_is_usable (self, edge);
}

/* @place: of a node among those that are exported */
static guint32
get_place (const guint32 *place,
           guint32        node)
{
  return node == LNET_MATCHING_NONE ? G_MAXUINT32 : place[node];
}

LnetMatchingDual *
lnet_matching_export (const LnetMatching *self)
{
  g_autoptr (GArray) blossoms = collect_blossoms (self);
  g_autofree guint32 *place = g_new (guint32, lnet_matching_count_nodes (self));
  LnetMatchingDual *dual = lnet_matching_dual_new (self->n, blossoms->len);

  dual->goal = self->goal;
  dual->bonus = self->bonus;
  export_edges (self, dual);
  for (guint i = 0; i < blossoms->len; i++)
    place[g_array_index (blossoms, guint32, i)] = self->n + i;
  for (guint32 v = 0; v < self->n; v++)
    {
      dual->y[v] = lnet_matching_get_dual (self, v);
      dual->matched[v] = self->partner[v] == LNET_MATCHING_NONE ? G_MAXUINT32 : self->partner_edge[v];
      dual->parent[v] = get_place (place, lnet_matching_get_parent (self, v));
    }
  for (guint i = 0; i < blossoms->len; i++)
    {
      guint32 blossom = g_array_index (blossoms, guint32, i);

      dual->z[i] = lnet_matching_get_dual (self, blossom);
      dual->parent[self->n + i] = get_place (place, lnet_matching_get_parent (self, blossom));
    }
  return dual;
}
