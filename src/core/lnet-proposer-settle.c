/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-proposer-private.h"

/* What waiting is worth to begin with, as a part of what a pair weighs; for how many rounds at most; and how few pairs,
 * as a part of all people, are missing afterwards. */
#define MODEST_PARTS 2
#define SETTLE_ROUNDS 4
#define SETTLED_PARTS 16

/* Less than what most people are worth. */
static gint64
get_modest_value (const LnetGraph *graph)
{
  double sum = 0;

  for (guint32 e = 0; e < graph->n_edges; e++)
    sum += (double) graph->edges[e].weight;
  return graph->n_edges == 0 ? 0 : (gint64) (sum / graph->n_edges / MODEST_PARTS);
}

/* The candidates, where who has no partner is worth as much as @modest says. */
static LnetMatching *
make_modest (const LnetProposer *self,
             gint64              modest)
{
  const LnetGraph *candidates = lnet_pool_graph_get_graph (self->candidates);
  g_autoptr (LnetGraph) graph = lnet_graph_new (self->n, candidates->n_edges);
  LnetMatching *matching;

  for (guint32 e = 0; e < candidates->n_edges; e++)
    lnet_graph_add (graph, candidates->edges[e].u, candidates->edges[e].v, candidates->edges[e].weight - modest);
  matching = lnet_matching_new (graph, LNET_MATCHING_HEAVIEST);
  for (guint32 m = 0; m < self->n; m++)
    if (self->is_out[m])
      lnet_matching_set_present (matching, m, FALSE);
  return matching;
}

gboolean
lnet_proposer_settle (LnetProposer  *self,
                      GCancellable  *cancellable,
                      GError       **error)
{
  guint32 n_added = 0;

  for (guint i = 0; i < SETTLE_ROUNDS && (i == 0 || n_added > self->n / SETTLED_PARTS); i++)
    {
      gint64 modest = get_modest_value (lnet_pool_graph_get_graph (self->candidates));
      g_autoptr (LnetMatching) matching = make_modest (self, modest);
      g_autoptr (LnetMatchingDual) dual = NULL;
      g_autofree gint64 *values = NULL;

      if (!lnet_proposer_run (self, matching, cancellable, error))
        return FALSE;
      dual = lnet_matching_export (matching);
      values = lnet_proposer_get_values (self, dual, self->is_out);
      for (guint32 m = 0; m < self->n; m++)
        values[m] += self->is_out[m] ? 0 : modest;
      if (!lnet_pool_graph_add_missing (self->candidates, values, dual, &n_added, cancellable, error))
        return FALSE;
    }
  lnet_proposer_begin_matching (self);
  self->is_settled = TRUE;
  return TRUE;
}
