/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-proposer-private.h"

#include <string.h>

#include "lnet-pool-graph-private.h"
#include "lnet-spare.h"

void
lnet_outcome_clear (LnetOutcome *self)
{
  g_clear_pointer (&self->partners, g_free);
}

int
lnet_outcome_compare (const LnetOutcome *a,
                      const LnetOutcome *b)
{
  if (a->n_placed != b->n_placed)
    return a->n_placed > b->n_placed ? -1 : 1;
  return (a->worth < b->worth) - (a->worth > b->worth);
}

/* The candidates, and room for the seats. The first seat has its edges from the beginning, so that their weight counts
 * where a matching looks at how far weights lie apart. */
static LnetGraph *
make_graph (const LnetGraph *candidates,
            guint32          n_seats)
{
  LnetGraph *graph = lnet_graph_new (candidates->n + LNET_PROPOSER_SEATS_MOST,
                                     candidates->n_edges + n_seats * candidates->n);

  for (guint32 e = 0; e < candidates->n_edges; e++)
    lnet_graph_add (graph, candidates->edges[e].u, candidates->edges[e].v, candidates->edges[e].weight);
  for (guint32 seat = 0; seat < n_seats; seat++)
    for (guint32 m = 0; m < candidates->n; m++)
      lnet_graph_add (graph, m, candidates->n + seat, 0);
  return graph;
}

void
lnet_proposer_begin_matching (LnetProposer *self)
{
  const LnetGraph *candidates = lnet_pool_graph_get_graph (self->candidates);
  g_autoptr (LnetGraph) graph = make_graph (candidates, self->n_made_seats);

  g_clear_pointer (&self->matching, lnet_matching_free);
  self->matching = lnet_matching_new (graph, LNET_MATCHING_LARGEST_HEAVIEST);
  g_array_set_size (self->edges, candidates->n_edges);
  for (guint32 e = 0; e < candidates->n_edges; e++)
    g_array_index (self->edges, guint32, e) = e;
  for (guint32 v = 0; v < self->n + LNET_PROPOSER_SEATS_MOST; v++)
    if (self->is_out[v])
      lnet_matching_set_present (self->matching, v, FALSE);
}

LnetProposer *
lnet_proposer_make (const LnetPool *pool,
                    guint           n_first,
                    GCancellable   *cancellable,
                    GError        **error)
{
  LnetPoolGraph *candidates = lnet_pool_graph_make (pool, LNET_MATCHING_LARGEST_HEAVIEST, n_first, cancellable, error);
  LnetProposer *self;

  if (candidates == NULL)
    return NULL;
  self = g_new0 (LnetProposer, 1);
  self->pool = pool;
  self->candidates = candidates;
  self->n = lnet_pool_get_n (pool);
  self->is_stuck = g_new0 (guint8, self->n + 1);
  self->is_out = g_new0 (guint8, self->n + LNET_PROPOSER_SEATS_MOST);
  self->edges = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->n_made_seats = 1;
  lnet_proposer_begin_matching (self);
  self->floor_worth = -1;
  self->is_settled = lnet_pool_graph_is_whole (candidates);
  return self;
}

LnetProposer *
lnet_proposer_new (const LnetPool  *pool,
                   GCancellable    *cancellable,
                   GError         **error)
{
  return lnet_proposer_make (pool, lnet_pool_graph_choose_first (pool), cancellable, error);
}

void
lnet_proposer_free (LnetProposer *self)
{
  lnet_matching_free (self->matching);
  lnet_pool_graph_free (self->candidates);
  g_array_unref (self->edges);
  g_free (self->is_stuck);
  g_free (self->is_out);
  g_free (self->best_partners);
  g_free (self);
}

void
lnet_proposer_weigh_again (LnetProposer *self)
{
  const LnetGraph *graph = lnet_pool_graph_get_graph (self->candidates);
  gsize n_seat_edges = (gsize) self->n_made_seats * self->n;
  g_autofree gint64 *weights = g_new0 (gint64, graph->n_edges + n_seat_edges + 1);

  g_clear_pointer (&self->best_partners, g_free);
  self->is_settled = lnet_pool_graph_is_whole (self->candidates);
  lnet_pool_graph_weigh_again (self->candidates);
  for (guint32 e = 0; e < graph->n_edges; e++)
    weights[g_array_index (self->edges, guint32, e)] = graph->edges[e].weight;
  lnet_matching_set_weights (self->matching, weights);
}

/* --- who is matched --- */

static gboolean
is_locked (const LnetProposer *self,
           guint32             member)
{
  return lnet_pool_find_lock (self->pool, member) != NULL;
}

/* Where not all pairs are candidates, somebody whose candidates are all locked may have others. */
static gboolean
is_allowed_somebody (const LnetProposer *self,
                     guint32             member)
{
  for (guint32 other = 0; other < self->n; other++)
    if (other != member && !is_locked (self, other) && lnet_pool_allows (self->pool, member, other))
      return TRUE;
  return FALSE;
}

/* Who has nobody to go with needs no seat: there is nothing to decide about them. */
static void
find_stuck (LnetProposer *self)
{
  const LnetGraph *graph = lnet_pool_graph_get_graph (self->candidates);
  gboolean is_whole = lnet_pool_graph_is_whole (self->candidates);

  memset (self->is_stuck, TRUE, self->n);
  for (guint32 e = 0; e < graph->n_edges; e++)
    {
      const LnetGraphEdge *edge = &graph->edges[e];

      if (!is_locked (self, edge->u) && !is_locked (self, edge->v))
        self->is_stuck[edge->u] = self->is_stuck[edge->v] = FALSE;
    }
  for (guint32 m = 0; m < self->n; m++)
    self->is_stuck[m] = self->is_stuck[m] && (is_whole || is_locked (self, m) || !is_allowed_somebody (self, m));
}

static gboolean
is_odd (const LnetProposer *self)
{
  guint n = 0;

  for (guint32 m = 0; m < self->n; m++)
    n += !self->is_stuck[m] && !is_locked (self, m);
  return n % 2 == 1;
}

gboolean
lnet_proposer_may_have_triad (const LnetProposer *self)
{
  return lnet_pool_get_odd (self->pool) == LNET_POOL_ODD_TRIAD && is_odd (self);
}

static void
set_out (LnetProposer *self,
         guint32       vertex,
         gboolean      out)
{
  if (self->is_out[vertex] == out)
    return;
  self->is_out[vertex] = out;
  lnet_matching_set_present (self->matching, vertex, !out);
}

static void
leave_out (LnetProposer  *self,
           const guint32 *out,
           guint          n_out)
{
  for (guint32 m = 0; m < self->n; m++)
    {
      gboolean is_out = self->is_stuck[m] || is_locked (self, m);

      for (guint i = 0; i < n_out; i++)
        is_out = is_out || out[i] == m;
      set_out (self, m, is_out);
    }
}

static void
open_seats (LnetProposer *self,
            guint32       n_seats)
{
  for (; self->n_made_seats < n_seats; self->n_made_seats++)
    for (guint32 m = 0; m < self->n; m++)
      lnet_matching_add_edge (self->matching, m, self->n + self->n_made_seats, 0);
  for (guint32 seat = 0; seat < LNET_PROPOSER_SEATS_MOST; seat++)
    set_out (self, self->n + seat, seat >= n_seats);
}

guint32
lnet_proposer_count_seats (const LnetProposer *self)
{
  guint32 n = 0;

  while (n < LNET_PROPOSER_SEATS_MOST && !self->is_out[self->n + n])
    n++;
  return n;
}

/* Has all candidates in the matching. */
static void
take_candidates (LnetProposer *self)
{
  const LnetGraph *graph = lnet_pool_graph_get_graph (self->candidates);

  for (guint32 e = self->edges->len; e < graph->n_edges; e++)
    {
      const LnetGraphEdge *of = &graph->edges[e];
      guint32 edge = lnet_matching_add_edge (self->matching, of->u, of->v, of->weight);

      g_array_append_val (self->edges, edge);
    }
}

gint64 *
lnet_proposer_get_values (const LnetProposer     *self,
                          const LnetMatchingDual *dual,
                          const guint8           *is_out)
{
  gint64 *values = g_new (gint64, self->n + 1);

  for (guint32 m = 0; m < self->n; m++)
    values[m] = is_out[m] ? LNET_GRAPH_MAX_WEIGHT * 4 : dual->y[m] - dual->bonus;
  return values;
}

LnetGraph *
lnet_proposer_find_near (LnetProposer             *self,
                         const LnetMatchingBound  *bound,
                         const guint8             *is_out,
                         gint64                    reach,
                         gboolean                 *has_all,
                         GCancellable             *cancellable,
                         GError                  **error)
{
  g_autofree gint64 *values = lnet_proposer_get_values (self, bound->dual, is_out);

  return lnet_pool_graph_find_near (self->candidates, values, reach, has_all, cancellable, error);
}

static guint32
count_left_over (const LnetProposer *self)
{
  guint32 n = 0;

  for (guint32 m = 0; m < self->n; m++)
    n += !self->is_out[m] && lnet_matching_get_partner (self->matching, m) == G_MAXUINT32;
  return n;
}

static guint32 *
read_partners (const LnetProposer *self)
{
  guint32 *partners = g_new (guint32, self->n + 1);

  for (guint32 m = 0; m < self->n; m++)
    {
      guint32 partner = lnet_matching_get_partner (self->matching, m);

      partners[m] = partner >= self->n ? G_MAXUINT32 : partner;
    }
  return partners;
}

guint8 *
lnet_proposer_find_spare (LnetProposer *self,
                          GArray       *joins)
{
  const LnetPool *pool = lnet_pool_graph_is_whole (self->candidates) ? NULL : self->pool;
  g_autofree guint32 *partners = read_partners (self);

  return lnet_spare_find (pool, lnet_pool_graph_get_graph (self->candidates), partners, self->is_out, joins);
}

/* More candidates by which more people have a partner, if there are any. */
static void
make_larger (LnetProposer *self)
{
  g_autoptr (GArray) joins = g_array_new (FALSE, FALSE, sizeof (LnetGraphEdge));
  g_autofree guint8 *is_spare = lnet_proposer_find_spare (self, joins);

  for (guint i = 0; i < joins->len; i++)
    {
      const LnetGraphEdge *pair = &g_array_index (joins, LnetGraphEdge, i);

      lnet_pool_graph_add (self->candidates, pair->u, pair->v);
    }
  take_candidates (self);
  self->is_strained = self->is_strained || joins->len > 0;
}

void
lnet_proposer_init_bound (const LnetProposer *self,
                          LnetMatchingBound  *bound)
{
  lnet_matching_bound_init (bound, self->matching);
  if (count_left_over (self) == 0)
    lnet_matching_dual_turn_out (bound->dual);
}

/* Whether values say what pairs are worth, and not first of all who has to have a partner. */
static gboolean
has_seats_for_all (const LnetProposer *self)
{
  return count_left_over (self) == 0 || lnet_proposer_count_seats (self) == LNET_PROPOSER_SEATS_MOST;
}

/* Values that come of making ends meet, while more and more pairs were added, are far from what they are when all these
 * pairs are there from the beginning. */
static gboolean
relax (LnetProposer  *self,
       GCancellable  *cancellable,
       GError       **error)
{
  self->is_strained = FALSE;
  lnet_proposer_begin_matching (self);
  return lnet_proposer_run (self, self->matching, cancellable, error);
}

static gboolean
add_missing (LnetProposer  *self,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (LnetMatchingDual) dual = NULL;
  g_autofree gint64 *values = NULL;
  guint32 n_added;

  if (lnet_pool_graph_is_whole (self->candidates))
    return TRUE;
  if (!has_seats_for_all (self))
    {
      make_larger (self);
      return TRUE;
    }
  if (self->is_strained && !relax (self, cancellable, error))
    return FALSE;
  dual = lnet_matching_export (self->matching);
  if (count_left_over (self) == 0)
    lnet_matching_dual_turn_out (dual);
  values = lnet_proposer_get_values (self, dual, self->is_out);
  if (!lnet_pool_graph_add_missing (self->candidates, values, dual, &n_added, cancellable, error))
    return FALSE;
  take_candidates (self);
  return TRUE;
}

gboolean
lnet_proposer_match (LnetProposer   *self,
                     const guint32  *out,
                     guint           n_out,
                     guint32         n_seats,
                     GCancellable   *cancellable,
                     GError        **error)
{
  guint n_edges;

  leave_out (self, out, n_out);
  open_seats (self, n_seats);
  do
    {
      n_edges = self->edges->len;
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !lnet_proposer_run (self, self->matching, cancellable, error)
          || !add_missing (self, cancellable, error))
        return FALSE;
    }
  while (self->edges->len > n_edges);
  return TRUE;
}

/* Begins with as many seats as there have to be in any case: who is left over while two are out who may work together,
 * is as many as before, or two more. */
gboolean
lnet_proposer_match_all (LnetProposer   *self,
                         const guint32  *out,
                         guint           n_out,
                         GCancellable   *cancellable,
                         GError        **error)
{
  guint32 n_seats = self->n_base_seats, n_more;

  if (n_out == 0)
    {
      find_stuck (self);
      leave_out (self, NULL, 0);
      if (!self->is_settled && !lnet_proposer_settle (self, cancellable, error))
        return FALSE;
      n_seats = is_odd (self) ? 1 : 0;
    }
  if (!lnet_proposer_match (self, out, n_out, n_seats, cancellable, error))
    return FALSE;
  n_more = MIN (count_left_over (self), LNET_PROPOSER_SEATS_MOST - n_seats);
  if (n_more > 0 && !lnet_proposer_match (self, out, n_out, n_seats + n_more, cancellable, error))
    return FALSE;
  if (n_out == 0)
    self->n_base_seats = n_seats + n_more;
  return TRUE;
}

void
lnet_proposer_read_outcome (LnetProposer *self,
                            LnetOutcome  *outcome)
{
  guint32 n_pairs = lnet_matching_get_size (self->matching) - lnet_proposer_count_seats (self);

  lnet_outcome_clear (outcome);
  outcome->n_placed = 2 * n_pairs;
  outcome->worth = 2 * lnet_matching_get_weight (self->matching);
  outcome->has_triad = FALSE;
  outcome->partners = read_partners (self);
}

gboolean
lnet_proposer_find_best (LnetProposer   *self,
                         const guint32  *out,
                         guint           n_out,
                         LnetOutcome    *best,
                         GCancellable   *cancellable,
                         GError        **error)
{
  if (!lnet_proposer_match_all (self, out, n_out, cancellable, error))
    return FALSE;
  lnet_proposer_read_outcome (self, best);
  return !lnet_proposer_may_have_triad (self) || lnet_proposer_try_triads (self, out, n_out, best, cancellable, error);
}

LnetProposal *
lnet_proposer_solve (LnetProposer   *self,
                     GCancellable   *cancellable,
                     GError        **error)
{
  g_auto (LnetOutcome) best = { 0 };

  lnet_proposer_begin_progress (self);
  if (!lnet_proposer_find_best (self, NULL, 0, &best, cancellable, error))
    return NULL;
  lnet_proposer_end_progress (self);
  return lnet_proposal_new (self->pool, best.partners, best.has_triad ? best.triad : NULL);
}
