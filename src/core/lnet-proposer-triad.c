/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-proposer-private.h"

#include <string.h>

#include "lnet-triangles.h"

/* How many triangles are found at first, and how many times as many when they do not suffice. */
#define FIRST_TRIANGLES 16
#define MORE_TRIANGLES 4

/* What the matching with the seat is worth, less what the three and the seat give up, more what the three are worth
 * together. Of that only the shortfall remains: what three give up is their weights, a bonus for each pair, and it. */
gint64
lnet_proposer_bound_triad (const LnetProposer      *self,
                           const LnetMatchingBound *bound,
                           gint64                   shortfall)
{
  return 2 * bound->weight + bound->dual->bonus - bound->dual->y[self->n] - (shortfall - (shortfall & 1)) / 2;
}

GArray *
lnet_proposer_find_triangles (LnetProposer            *self,
                              const LnetMatchingBound *bound,
                              const guint8            *is_out,
                              guint                    n_most)
{
  g_autofree gint64 *values = g_new (gint64, self->n + 1);

  for (guint32 m = 0; m < self->n; m++)
    values[m] = bound->dual->y[m] - bound->dual->bonus;
  return lnet_triangles_find (self->pool, lnet_pool_graph_get_graph (self->candidates), is_out, values, n_most);
}

/* What is to be bettered: with one person more who has a partner, anything is better. */
static gint64
get_worth_to_beat (const LnetOutcome *best)
{
  return best->has_triad ? best->worth : -1;
}

static gboolean
try_triad (LnetProposer        *self,
           const guint32       *out,
           guint                n_out,
           const LnetTriangle  *triangle,
           LnetOutcome         *best,
           GCancellable        *cancellable,
           GError             **error)
{
  g_autoptr (GArray) without = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_auto (LnetOutcome) outcome = { 0 };

  g_array_append_vals (without, triangle->members, 3);
  if (n_out > 0)
    g_array_append_vals (without, out, n_out);
  if (!lnet_proposer_match (self, (const guint32 *) without->data, without->len, FALSE, cancellable, error))
    return FALSE;
  lnet_proposer_read_outcome (self, &outcome);
  outcome.n_placed += 3;
  outcome.worth += triangle->weight;
  outcome.has_triad = TRUE;
  memcpy (outcome.triad, triangle->members, sizeof outcome.triad);
  if (lnet_outcome_compare (&outcome, best) < 0)
    {
      lnet_outcome_clear (best);
      *best = outcome;
      outcome.partners = NULL;
    }
  return TRUE;
}

static gint64
bound_with_blossoms (const LnetProposer      *self,
                     const LnetMatchingBound *bound,
                     const LnetTriangle      *triangle)
{
  const guint32 gone[] = { triangle->members[0], triangle->members[1], triangle->members[2], self->n };

  return 2 * lnet_matching_bound_without (bound, gone, 4, bound->size - 2) + triangle->weight;
}

/* Tries triangles in order of what they promise, until none can be better than the best. */
static gboolean
search_triads (LnetProposer             *self,
               const guint32            *out,
               guint                     n_out,
               const LnetMatchingBound  *bound,
               LnetOutcome              *best,
               GCancellable             *cancellable,
               GError                  **error)
{
  g_autofree guint8 *is_out = g_memdup2 (self->is_out, self->n + 1);
  guint n_tried = 0;

  for (guint n_most = FIRST_TRIANGLES;; n_most *= MORE_TRIANGLES)
    {
      g_autoptr (GArray) triangles = lnet_proposer_find_triangles (self, bound, is_out, n_most);

      for (; n_tried < triangles->len; n_tried++)
        {
          const LnetTriangle *triangle = &g_array_index (triangles, LnetTriangle, n_tried);

          if (lnet_proposer_bound_triad (self, bound, triangle->shortfall) <= get_worth_to_beat (best))
            return TRUE;
          if (bound_with_blossoms (self, bound, triangle) > get_worth_to_beat (best)
              && !try_triad (self, out, n_out, triangle, best, cancellable, error))
            return FALSE;
        }
      if (triangles->len < n_most)
        return TRUE;
    }
}

/* The other two pairs of a triangle may be as far on the other side of tight as any pair is. */
gboolean
lnet_proposer_reach_triangles (LnetProposer             *self,
                               const LnetMatchingBound  *bound,
                               gint64                    shortfall,
                               GCancellable             *cancellable,
                               GError                  **error)
{
  const LnetGraph *graph = lnet_pool_graph_get_graph (self->candidates);
  const gint64 *y = bound->dual->y;
  gint64 least = 0;

  for (guint32 e = 0; e < graph->n_edges; e++)
    {
      const LnetGraphEdge *of = &graph->edges[e];

      if (!self->is_out[of->u] && !self->is_out[of->v])
        least = MIN (least, y[of->u] + y[of->v] - 2 * (of->weight + bound->dual->bonus));
    }
  return lnet_proposer_reach_out (self, bound->dual, FALSE, shortfall - 2 * least, cancellable, error);
}

/* After a search: takes in pairs that were no candidates and may be part of a better triad. */
static gboolean
reach_out (LnetProposer             *self,
           const guint32            *out,
           guint                     n_out,
           const LnetMatchingBound  *bound,
           const LnetOutcome        *best,
           GCancellable             *cancellable,
           GError                  **error)
{
  gint64 shortfall = 2 * (lnet_proposer_bound_triad (self, bound, 0) - get_worth_to_beat (best));

  return lnet_pool_graph_is_whole (self->candidates)
         || (lnet_proposer_match (self, out, n_out, TRUE, cancellable, error)
             && lnet_proposer_reach_triangles (self, bound, shortfall, cancellable, error)
             && lnet_proposer_match (self, out, n_out, TRUE, cancellable, error));
}

gboolean
lnet_proposer_try_triads (LnetProposer   *self,
                          const guint32  *out,
                          guint           n_out,
                          LnetOutcome    *best,
                          GCancellable   *cancellable,
                          GError        **error)
{
  guint32 n_edges;

  do
    {
      g_auto (LnetMatchingBound) bound = { 0 };

      n_edges = self->n_edges;
      lnet_matching_bound_init (&bound, self->matching);
      if (bound.size < 2)
        return TRUE;
      if (!search_triads (self, out, n_out, &bound, best, cancellable, error)
          || !reach_out (self, out, n_out, &bound, best, cancellable, error))
        return FALSE;
    }
  while (self->n_edges > n_edges);
  return TRUE;
}
