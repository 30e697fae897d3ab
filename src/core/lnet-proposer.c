/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-proposer-private.h"

#include <string.h>

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
make_graph (const LnetGraph *candidates)
{
  LnetGraph *graph = lnet_graph_new (candidates->n + LNET_PROPOSER_SEATS_MOST, candidates->n_edges + candidates->n);

  for (guint32 e = 0; e < candidates->n_edges; e++)
    lnet_graph_add (graph, candidates->edges[e].u, candidates->edges[e].v, candidates->edges[e].weight);
  for (guint32 m = 0; m < candidates->n; m++)
    lnet_graph_add (graph, m, candidates->n, 0);
  return graph;
}

LnetProposer *
lnet_proposer_new (const LnetPool *pool,
                   GCancellable   *cancellable,
                   GError        **error)
{
  LnetPoolGraph *candidates = lnet_pool_graph_new (pool, LNET_MATCHING_LARGEST_HEAVIEST, cancellable, error);
  g_autoptr (LnetGraph) graph = NULL;
  LnetProposer *self;

  if (candidates == NULL)
    return NULL;
  self = g_new0 (LnetProposer, 1);
  self->pool = pool;
  self->candidates = candidates;
  self->n = lnet_pool_get_n (pool);
  self->is_stuck = g_new0 (guint8, self->n + 1);
  self->is_out = g_new0 (guint8, self->n + LNET_PROPOSER_SEATS_MOST);
  graph = make_graph (lnet_pool_graph_get_graph (candidates));
  self->matching = lnet_matching_new (graph, LNET_MATCHING_LARGEST_HEAVIEST);
  self->edges = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 e = 0; e < lnet_pool_graph_get_graph (candidates)->n_edges; e++)
    g_array_append_val (self->edges, e);
  self->n_made_seats = 1;
  self->floor_worth = -1;
  return self;
}

void
lnet_proposer_free (LnetProposer *self)
{
  lnet_matching_free (self->matching);
  lnet_pool_graph_free (self->candidates);
  g_array_unref (self->edges);
  g_free (self->is_stuck);
  g_free (self->is_out);
  g_free (self);
}

static void
report_progress (gdouble  fraction,
                 gpointer data)
{
  LnetProposer *self = data;

  self->progress (fraction, self->progress_data);
}

void
lnet_proposer_set_progress (LnetProposer             *self,
                            LnetProposerProgressFunc  progress,
                            gpointer                  user_data)
{
  self->progress = progress;
  self->progress_data = user_data;
}

void
lnet_proposer_weigh_again (LnetProposer *self)
{
  const LnetGraph *graph = lnet_pool_graph_get_graph (self->candidates);
  gsize n_seat_edges = (gsize) self->n_made_seats * self->n;
  g_autofree gint64 *weights = g_new0 (gint64, graph->n_edges + n_seat_edges + 1);

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
    if (other != member && !is_locked (self, other) && lnet_pool_get_rules (self->pool, member, other) == 0)
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

gboolean
lnet_proposer_reach_out (LnetProposer            *self,
                         const LnetMatchingDual  *dual,
                         gint64                   reach,
                         GCancellable            *cancellable,
                         GError                 **error)
{
  g_autofree gint64 *values = NULL;
  const LnetGraph *graph;
  guint32 n_added;

  if (lnet_pool_graph_is_whole (self->candidates))
    return TRUE;
  values = g_new (gint64, self->n + 1);
  for (guint32 m = 0; m < self->n; m++)
    values[m] = self->is_out[m] ? LNET_GRAPH_MAX_WEIGHT * 4 : dual->y[m] - dual->bonus - (reach + 1) / 2;
  if (!lnet_pool_graph_add_missing (self->candidates, values, dual, &n_added, cancellable, error))
    return FALSE;
  graph = lnet_pool_graph_get_graph (self->candidates);
  for (guint32 e = self->edges->len; e < graph->n_edges; e++)
    {
      const LnetGraphEdge *of = &graph->edges[e];
      guint32 edge = lnet_matching_add_edge (self->matching, of->u, of->v, of->weight);

      g_array_append_val (self->edges, edge);
    }
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
      g_autoptr (LnetMatchingDual) dual = NULL;

      n_edges = self->edges->len;
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !lnet_matching_solve (self->matching, cancellable, error))
        return FALSE;
      if (lnet_pool_graph_is_whole (self->candidates))
        return TRUE;
      dual = lnet_matching_export (self->matching);
      if (!lnet_proposer_reach_out (self, dual, 0, cancellable, error))
        return FALSE;
    }
  while (self->edges->len > n_edges);
  return TRUE;
}

static guint32
count_left_over (const LnetProposer *self)
{
  guint32 n = 0;

  for (guint32 m = 0; m < self->n; m++)
    n += !self->is_out[m] && lnet_matching_get_partner (self->matching, m) == G_MAXUINT32;
  return n;
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
  outcome->partners = g_new (guint32, self->n + 1);
  for (guint32 m = 0; m < self->n; m++)
    {
      guint32 partner = lnet_matching_get_partner (self->matching, m);

      outcome->partners[m] = partner >= self->n ? G_MAXUINT32 : partner;
    }
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
  gboolean found;

  if (self->progress != NULL)
    lnet_matching_set_progress (self->matching, report_progress, self);
  found = lnet_proposer_find_best (self, NULL, 0, &best, cancellable, error);
  lnet_matching_set_progress (self->matching, NULL, NULL);
  return found ? lnet_proposal_new (self->pool, best.partners, best.has_triad ? best.triad : NULL) : NULL;
}

int
lnet_proposer_find_best_partner (const LnetProposer *self,
                                 guint32             member,
                                 guint32            *partner)
{
  const LnetPoolLock *own = lnet_pool_find_lock (self->pool, member);
  int best = -1;

  for (guint32 m = 0; m < self->n; m++)
    {
      const LnetPoolLock *lock = lnet_pool_find_lock (self->pool, m);
      int score;

      if (m == member || (lock != NULL && lock != own) || lnet_pool_get_rules (self->pool, member, m) != 0)
        continue;
      score = lnet_pool_score (self->pool, member, m, NULL);
      if (score <= best)
        continue;
      best = score;
      *partner = m;
    }
  return best;
}
