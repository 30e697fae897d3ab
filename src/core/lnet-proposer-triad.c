/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-proposer-private.h"

#include <string.h>

#include "lnet-spare.h"
#include "lnet-triangles.h"

/* How many triangles are found at first, and how many times as many when they do not suffice. */
#define FIRST_TRIANGLES 16
#define MORE_TRIANGLES 4

/* The seat that gives up most. */
static guint32
find_seat (const LnetProposer      *self,
           const LnetMatchingBound *bound)
{
  guint32 best = self->n;

  for (guint32 seat = self->n; seat < self->n + LNET_PROPOSER_SEATS_MOST; seat++)
    if (bound->dual->y[seat] > bound->dual->y[best])
      best = seat;
  return best;
}

/* What the matching with all seats is worth, less what the three and a seat give up, more what the three are worth
 * together. What three give up is their weights, a bonus for each pair, half of what the pairs are short of, and of the
 * blossoms that hold all of them half less: a sixth of the shortfall. */
gint64
lnet_proposer_bound_triad (const LnetProposer      *self,
                           const LnetMatchingBound *bound,
                           gint64                   shortfall)
{
  gint64 sixth = shortfall / 6 - (shortfall % 6 < 0 ? 1 : 0);

  return 2 * bound->weight + bound->dual->bonus - bound->dual->y[find_seat (self, bound)] - sixth;
}

GArray *
lnet_proposer_find_triangles (LnetProposer            *self,
                              const LnetMatchingBound *bound,
                              const guint8            *is_out,
                              guint                    n_most)
{
  return lnet_triangles_find (self->pool, lnet_pool_graph_get_graph (self->candidates), is_out, bound, n_most);
}

/* What is to be bettered by a triad with which @n_placed have a partner, one more than without: anything is better than
 * that, but it may be no use. */
static gint64
get_worth_to_beat (const LnetProposer *self,
                   const LnetOutcome  *best,
                   guint               n_placed)
{
  gint64 worth = best->has_triad ? best->worth : -1;

  if (self->floor_placed > n_placed)
    return G_MAXINT64;
  return self->floor_placed == n_placed ? MAX (worth, self->floor_worth) : worth;
}

static gboolean
try_triad (LnetProposer        *self,
           const guint32       *out,
           guint                n_out,
           guint32              n_seats,
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
  if (!lnet_proposer_match (self, (const guint32 *) without->data, without->len, n_seats - 1, cancellable,
                            error))
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
  const guint32 gone[] = { triangle->members[0], triangle->members[1], triangle->members[2],
                           find_seat (self, bound) };

  return 2 * lnet_matching_bound_without (bound, gone, 4, bound->size - 2) + triangle->weight;
}

/* Who cannot be one of a triad that costs nobody their partner, or is out. */
static guint8 *
find_unfit (const LnetProposer *self,
            const LnetOutcome  *without_triad)
{
  guint8 *is_unfit = g_memdup2 (self->is_out, self->n + 1);
  g_autofree guint8 *is_spare = lnet_spare_find (lnet_pool_graph_get_graph (self->candidates), without_triad->partners,
                                                 self->is_out);

  for (guint32 m = 0; m < self->n; m++)
    is_unfit[m] = is_unfit[m] || !is_spare[m];
  return is_unfit;
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
  g_autofree guint8 *is_unfit = find_unfit (self, best);
  guint32 n_seats = lnet_proposer_count_seats (self);
  guint n_placed = best->n_placed + 1, n_tried = 0;

  for (guint n_most = FIRST_TRIANGLES;; n_most *= MORE_TRIANGLES)
    {
      g_autoptr (GArray) triangles = lnet_proposer_find_triangles (self, bound, is_unfit, n_most);

      for (; n_tried < triangles->len; n_tried++)
        {
          const LnetTriangle *triangle = &g_array_index (triangles, LnetTriangle, n_tried);

          if (lnet_proposer_bound_triad (self, bound, triangle->shortfall) <= get_worth_to_beat (self, best, n_placed))
            return TRUE;
          if (bound_with_blossoms (self, bound, triangle) > get_worth_to_beat (self, best, n_placed)
              && !try_triad (self, out, n_out, n_seats, triangle, best, cancellable, error))
            return FALSE;
        }
      if (triangles->len < n_most)
        return TRUE;
    }
}

gboolean
lnet_proposer_try_triads (LnetProposer   *self,
                          const guint32  *out,
                          guint           n_out,
                          LnetOutcome    *best,
                          GCancellable   *cancellable,
                          GError        **error)
{
  g_auto (LnetMatchingBound) bound = { 0 };

  lnet_matching_bound_init (&bound, self->matching);
  return bound.size <= lnet_proposer_count_seats (self)
         || search_triads (self, out, n_out, &bound, best, cancellable, error);
}
