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

/* The candidates, and the seat beside everybody. */
static LnetGraph *
make_graph (const LnetGraph *candidates)
{
  LnetGraph *graph = lnet_graph_new (candidates->n + 1, candidates->n_edges + candidates->n);

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
  self->n_first_edges = self->n_edges = lnet_pool_graph_get_graph (candidates)->n_edges;
  self->is_out = g_new0 (guint8, self->n + 1);
  graph = make_graph (lnet_pool_graph_get_graph (candidates));
  self->matching = lnet_matching_new (graph, LNET_MATCHING_LARGEST_HEAVIEST);
  return self;
}

void
lnet_proposer_free (LnetProposer *self)
{
  lnet_matching_free (self->matching);
  lnet_pool_graph_free (self->candidates);
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
  g_autofree gint64 *weights = g_new0 (gint64, graph->n_edges + self->n + 1);

  lnet_pool_graph_weigh_again (self->candidates);
  for (guint32 e = 0; e < graph->n_edges; e++)
    weights[e < self->n_first_edges ? e : e + self->n] = graph->edges[e].weight;
  lnet_matching_set_weights (self->matching, weights);
}

/* --- matching --- */

gboolean
lnet_proposer_is_odd (const LnetProposer *self,
                      guint               n_out)
{
  const GArray *locks = lnet_pool_get_locks (self->pool);
  guint n = self->n - n_out;

  for (guint i = 0; i < locks->len; i++)
    n -= g_array_index (locks, LnetPoolLock, i).n_members;
  return n % 2 == 1;
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
           guint          n_out,
           gboolean       has_seat)
{
  for (guint32 m = 0; m < self->n; m++)
    {
      gboolean is_out = lnet_pool_find_lock (self->pool, m) != NULL;

      for (guint i = 0; i < n_out; i++)
        is_out = is_out || out[i] == m;
      set_out (self, m, is_out);
    }
  set_out (self, self->n, !has_seat);
}

gboolean
lnet_proposer_reach_out (LnetProposer            *self,
                         const LnetMatchingDual  *dual,
                         gboolean                 has_blossoms,
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
  if (!lnet_pool_graph_add_missing (self->candidates, values, has_blossoms ? dual : NULL, &n_added, cancellable, error))
    return FALSE;
  graph = lnet_pool_graph_get_graph (self->candidates);
  for (guint32 e = self->n_edges; e < graph->n_edges; e++)
    lnet_matching_add_edge (self->matching, graph->edges[e].u, graph->edges[e].v, graph->edges[e].weight);
  self->n_edges = graph->n_edges;
  return TRUE;
}

gboolean
lnet_proposer_match (LnetProposer   *self,
                     const guint32  *out,
                     guint           n_out,
                     gboolean        has_seat,
                     GCancellable   *cancellable,
                     GError        **error)
{
  guint32 n_edges;

  leave_out (self, out, n_out, has_seat);
  do
    {
      g_autoptr (LnetMatchingDual) dual = NULL;

      n_edges = self->n_edges;
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !lnet_matching_solve (self->matching, cancellable, error))
        return FALSE;
      if (lnet_pool_graph_is_whole (self->candidates))
        return TRUE;
      dual = lnet_matching_export (self->matching);
      if (!lnet_proposer_reach_out (self, dual, TRUE, 0, cancellable, error))
        return FALSE;
    }
  while (self->n_edges > n_edges);
  return TRUE;
}

void
lnet_proposer_read_outcome (LnetProposer *self,
                            LnetOutcome  *outcome)
{
  gboolean seat_taken = lnet_matching_get_partner (self->matching, self->n) != G_MAXUINT32;

  lnet_outcome_clear (outcome);
  outcome->n_placed = 2 * (lnet_matching_get_size (self->matching) - (seat_taken ? 1 : 0));
  outcome->worth = 2 * lnet_matching_get_weight (self->matching);
  outcome->has_triad = FALSE;
  outcome->partners = g_new (guint32, self->n + 1);
  for (guint32 m = 0; m < self->n; m++)
    {
      guint32 partner = lnet_matching_get_partner (self->matching, m);

      outcome->partners[m] = partner == self->n ? G_MAXUINT32 : partner;
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
  gboolean is_odd = lnet_proposer_is_odd (self, n_out);

  if (!lnet_proposer_match (self, out, n_out, is_odd, cancellable, error))
    return FALSE;
  lnet_proposer_read_outcome (self, best);
  if (!is_odd || lnet_pool_get_odd (self->pool) == LNET_POOL_ODD_WAITS)
    return TRUE;
  return lnet_proposer_try_triads (self, out, n_out, best, cancellable, error);
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
