/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-pool-guess-private.h"

/* One in so many is matched, but of small pools more, and of large ones no more than so many. */
#define ONE_IN 16
#define LEAST 128
#define MOST 1250

/* Who is matched. (element-type guint32) */
static GArray *
choose (const LnetPoolGraph *graph,
        const LnetPoolScan  *scan)
{
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 n = lnet_pool_get_n (graph->pool);
  guint32 n_wanted = CLAMP (n / ONE_IN, LEAST, MOST);
  guint64 share = 0;

  for (guint32 m = 0; m < n; m++)
    {
      share += n_wanted;
      if (share < n || !lnet_pool_scan_has (scan, m))
        continue;
      g_array_append_val (chosen, m);
      share -= n;
    }
  return chosen;
}

static GArray *
make_edges (const LnetPoolGraph *graph,
            const GArray        *chosen)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (LnetGraphEdge));

  for (guint32 i = 0; i < chosen->len; i++)
    for (guint32 k = i + 1; k < chosen->len; k++)
      {
        guint32 a = g_array_index (chosen, guint32, i), b = g_array_index (chosen, guint32, k);
        LnetGraphEdge edge = { .u = i, .v = k };

        if (!lnet_pool_allows (graph->pool, a, b))
          continue;
        edge.weight = lnet_pool_graph_weigh (graph, a, b);
        g_array_append_val (edges, edge);
      }
  return edges;
}

static gint64
get_modest_value (const GArray *edges)
{
  double sum = 0;

  for (guint i = 0; i < edges->len; i++)
    sum += (double) g_array_index (edges, LnetGraphEdge, i).weight;
  return edges->len == 0 ? 0 : (gint64) (sum / edges->len / 2);
}

/* Who is left over would count for nothing, and everybody else's value would be far from what it is among all. So
 * nobody has to have a partner, and waiting is worth something: @modest. */
static LnetMatching *
make_matching (const GArray *chosen,
               const GArray *edges,
               gint64        modest)
{
  g_autoptr (LnetGraph) graph = lnet_graph_new (chosen->len, edges->len);

  for (guint i = 0; i < edges->len; i++)
    {
      const LnetGraphEdge *edge = &g_array_index (edges, LnetGraphEdge, i);

      lnet_graph_add (graph, edge->u, edge->v, edge->weight - modest);
    }
  return lnet_matching_new (graph, LNET_MATCHING_HEAVIEST);
}

/* Everybody else's value is what the best of those who are matched would leave them. */
static gboolean
guess_others (const LnetPoolGraph  *graph,
              LnetPoolScan         *scan,
              const guint8         *is_row,
              gint64               *values,
              GCancellable         *cancellable,
              GError              **error)
{
  guint32 n = lnet_pool_get_n (graph->pool);
  g_autofree gint64 *limits = g_new (gint64, n + 1);
  LnetPoolScanTask task = { .values = values, .limits = limits, .is_row = is_row, .n_best = 1 };
  guint n_finds;

  for (guint32 m = 0; m < n; m++)
    limits[m] = is_row[m] ? G_MAXINT64 : G_MININT64;
  if (!lnet_pool_scan_run (scan, graph, &task, cancellable, error))
    return FALSE;
  for (guint32 m = 0; m < n; m++)
    {
      const LnetPoolFind *find = lnet_pool_scan_get_finds (scan, m, &n_finds);

      if (n_finds > 0)
        values[m] = find->gain;
    }
  lnet_pool_scan_end (scan);
  return TRUE;
}

gint64 *
lnet_pool_guess_values (const LnetPoolGraph  *graph,
                        LnetPoolScan         *scan,
                        GCancellable         *cancellable,
                        GError              **error)
{
  guint32 n = lnet_pool_get_n (graph->pool);
  g_autoptr (GArray) chosen = choose (graph, scan);
  g_autoptr (GArray) edges = make_edges (graph, chosen);
  gint64 modest = get_modest_value (edges);
  g_autoptr (LnetMatching) matching = make_matching (chosen, edges, modest);
  g_autoptr (LnetMatchingDual) dual = NULL;
  g_autofree gint64 *values = g_new0 (gint64, n + 1);
  g_autofree guint8 *is_row = g_new0 (guint8, n + 1);
  if (!lnet_matching_solve (matching, cancellable, error))
    return NULL;
  dual = lnet_matching_export (matching);
  for (guint i = 0; i < chosen->len; i++)
    {
      guint32 member = g_array_index (chosen, guint32, i);

      is_row[member] = TRUE;
      values[member] = dual->y[i] + modest;
    }
  if (!guess_others (graph, scan, is_row, values, cancellable, error))
    return NULL;
  return g_steal_pointer (&values);
}
