/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-proposer-private.h"

#include <string.h>

#include "lnet-triangles.h"

/* How many triangles are found at first, and how many times as many when they do not suffice. */
#define FIRST_TRIANGLES 16
#define MORE_TRIANGLES 4

/* No pair is short of so much. */
#define REACH_MOST LNET_GRAPH_MAX_WEIGHT

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

/* What is known while triads are tried. */
typedef struct
{
  LnetProposer *proposer;
  const guint32 *out;
  guint n_out;
  guint32 n_seats;
  guint n_placed;       /* with a triad */
  LnetMatchingBound bound;
  guint8 *is_unfit;
  GHashTable *tried;    /* gint64 */
  LnetOutcome *best;
} Search;

/* What is to be bettered: anything with which one more has a partner than without a triad, but it may be no use. */
static gint64
get_worth_to_beat (const Search *self)
{
  const LnetProposer *proposer = self->proposer;
  gint64 worth = self->best->has_triad ? self->best->worth : -1;

  if (proposer->floor_placed > self->n_placed)
    return G_MAXINT64;
  return proposer->floor_placed == self->n_placed ? MAX (worth, proposer->floor_worth) : worth;
}

static gboolean
try_triad (Search              *self,
           const LnetTriangle  *triangle,
           GCancellable        *cancellable,
           GError             **error)
{
  g_autoptr (GArray) without = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_auto (LnetOutcome) outcome = { 0 };

  g_array_append_vals (without, triangle->members, 3);
  if (self->n_out > 0)
    g_array_append_vals (without, self->out, self->n_out);
  if (!lnet_proposer_match (self->proposer, (const guint32 *) without->data, without->len, self->n_seats - 1,
                            cancellable, error))
    return FALSE;
  lnet_proposer_read_outcome (self->proposer, &outcome);
  outcome.n_placed += 3;
  outcome.worth += triangle->weight;
  outcome.has_triad = TRUE;
  memcpy (outcome.triad, triangle->members, sizeof outcome.triad);
  if (lnet_outcome_compare (&outcome, self->best) < 0)
    {
      lnet_outcome_clear (self->best);
      *self->best = outcome;
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
find_unfit (LnetProposer *self)
{
  guint8 *is_unfit = g_memdup2 (self->is_out, self->n + 1);
  g_autofree guint8 *is_spare = lnet_proposer_find_spare (self, NULL);

  for (guint32 m = 0; m < self->n; m++)
    is_unfit[m] = is_unfit[m] || !is_spare[m];
  return is_unfit;
}

static gint64
get_key (const Search       *self,
         const LnetTriangle *triangle)
{
  const gint64 n = self->proposer->n;

  return (triangle->members[0] * n + triangle->members[1]) * n + triangle->members[2];
}

/* Returns: FALSE when it was tried before */
static gboolean
note_tried (Search             *self,
            const LnetTriangle *triangle)
{
  gint64 key = get_key (self, triangle);

  return g_hash_table_add (self->tried, g_memdup2 (&key, sizeof key));
}

static gboolean
may_be_best (const Search *self,
             gint64        worth)
{
  return worth > get_worth_to_beat (self);
}

/* Tries triangles of @graph in order of what they promise, until none can be better than the best. */
static gboolean
try_triangles (Search           *self,
               const LnetGraph  *graph,
               GCancellable     *cancellable,
               GError          **error)
{
  const LnetProposer *proposer = self->proposer;
  guint at = 0;

  for (guint n_most = FIRST_TRIANGLES;; n_most *= MORE_TRIANGLES)
    {
      g_autoptr (GArray) triangles = lnet_triangles_find (proposer->pool, graph, self->is_unfit, &self->bound, n_most);

      for (; at < triangles->len; at++)
        {
          const LnetTriangle *triangle = &g_array_index (triangles, LnetTriangle, at);

          if (!may_be_best (self, lnet_proposer_bound_triad (proposer, &self->bound, triangle->shortfall)))
            return TRUE;
          if (may_be_best (self, bound_with_blossoms (proposer, &self->bound, triangle)) && note_tried (self, triangle)
              && !try_triad (self, triangle, cancellable, error))
            return FALSE;
        }
      if (triangles->len < n_most)
        return TRUE;
    }
}

/* What the pairs of a triad are short of, less the blossoms that hold all three, when it can still be the best one; so
 * it may be below 0. */
static gint64
get_needed_reach (const Search *self)
{
  gint64 to_beat = get_worth_to_beat (self);

  if (to_beat < 0)
    return REACH_MOST;
  if (to_beat == G_MAXINT64)
    return -REACH_MOST;
  return 2 * (lnet_proposer_bound_triad (self->proposer, &self->bound, 0) - to_beat);
}

/* Goes on from triangles of candidates to those with other pairs, further and further, until what is still further
 * cannot be the best. In a small pool all pairs are candidates. */
static gboolean
search_triads (Search        *self,
               GCancellable  *cancellable,
               GError       **error)
{
  const LnetPoolGraph *candidates = self->proposer->candidates;
  gboolean goes_on = !lnet_pool_graph_is_whole (candidates);
  gint64 reach = -REACH_MOST;

  if (!try_triangles (self, lnet_pool_graph_get_graph (candidates), cancellable, error))
    return FALSE;
  while (goes_on && reach < get_needed_reach (self))
    {
      g_autoptr (LnetGraph) near = NULL;

      reach = MIN (get_needed_reach (self), MAX (2 * reach, lnet_pool_graph_get_margin (candidates)));
      near = lnet_proposer_find_near (self->proposer, &self->bound, self->is_unfit, reach, &goes_on, cancellable,
                                      error);
      if (near == NULL || !try_triangles (self, near, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* Where much is to be bettered, as with most alternatives, few triads are worth a look. Quickly tells when none is.
 * @promises: (out) */
static gboolean
look_ahead (Search        *self,
            gboolean      *promises,
            GCancellable  *cancellable,
            GError       **error)
{
  LnetProposer *proposer = self->proposer;
  gint64 reach = get_needed_reach (self);
  g_autoptr (LnetGraph) near = NULL;
  g_autoptr (GArray) triangles = NULL;
  gboolean has_all;

  *promises = TRUE;
  if (proposer->floor_placed == 0 || reach > lnet_pool_graph_get_margin (proposer->candidates))
    return TRUE;
  near = lnet_proposer_find_near (proposer, &self->bound, proposer->is_out, reach, &has_all, cancellable, error);
  if (near == NULL)
    return FALSE;
  triangles = lnet_triangles_find (proposer->pool, near, proposer->is_out, &self->bound, 1);
  if (has_all && triangles->len == 0)
    *promises = FALSE;
  else if (has_all)
    *promises = may_be_best (self, lnet_proposer_bound_triad (proposer, &self->bound,
                                                              g_array_index (triangles, LnetTriangle, 0).shortfall));
  return TRUE;
}

static gboolean
search_fit (Search        *self,
            GCancellable  *cancellable,
            GError       **error)
{
  gboolean promises;

  if (!look_ahead (self, &promises, cancellable, error))
    return FALSE;
  if (!promises)
    return TRUE;
  self->is_unfit = find_unfit (self->proposer);
  return search_triads (self, cancellable, error);
}

gboolean
lnet_proposer_try_triads (LnetProposer   *self,
                          const guint32  *out,
                          guint           n_out,
                          LnetOutcome    *best,
                          GCancellable   *cancellable,
                          GError        **error)
{
  Search search = { .proposer = self, .out = out, .n_out = n_out, .best = best, .n_placed = best->n_placed + 1 };
  gboolean done;

  search.n_seats = lnet_proposer_count_seats (self);
  lnet_proposer_init_bound (self, &search.bound);
  search.tried = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  done = search.bound.size <= search.n_seats || search_fit (&search, cancellable, error);
  lnet_matching_bound_clear (&search.bound);
  g_free (search.is_unfit);
  g_hash_table_unref (search.tried);
  return done;
}
