/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-matching.h"

/* Small graphs and their heaviest matchings, found by looking at every one. */

/** How often to do what is done often: a tenth under valgrind and the sanitizers. */
static inline guint
times (guint n)
{
  return g_getenv ("LNET_TEST_LIGHT") != NULL ? MAX (n / 10, 1) : n;
}

/** A graph of the edges in @text: "u v weight, u v weight, …". */
static inline LnetGraph *
graph_from_text (guint32     n,
                 const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  LnetGraph *graph = lnet_graph_new (n, g_strv_length (parts));

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *at = parts[i];
      guint32 u = (guint32) g_ascii_strtoull (at, &at, 10);
      guint32 v = (guint32) g_ascii_strtoull (at, &at, 10);

      lnet_graph_add (graph, u, v, g_ascii_strtoll (at, NULL, 10));
    }
  return graph;
}

/** Each pair of @n is an edge in @percent of all cases, and weighs between @least and @most. */
static inline LnetGraph *
graph_at_random (GRand  *rand,
                 guint32 n,
                 int     percent,
                 int     least,
                 int     most)
{
  LnetGraph *graph = lnet_graph_new (n, n * n / 2);

  for (guint32 u = 0; u < n; u++)
    for (guint32 v = u + 1; v < n; v++)
      if (g_rand_int_range (rand, 0, 100) < percent)
        lnet_graph_add (graph, u, v, g_rand_int_range (rand, least, most + 1));
  return graph;
}

/* A pair more outweighs all weights. */
#define REFERENCE_PAIR (G_GINT64_CONSTANT (1) << 40)

/** The heaviest matching of at most 12 vertices: the best of those whose bits are set, from the best of fewer. With
 * @largest each pair counts REFERENCE_PAIR more. */
static inline gint64
reference_solve (const LnetGraph *graph,
                 gboolean         largest)
{
  gint64 weights[12][12], best[1 << 12] = { 0 };

  g_assert_cmpuint (graph->n, <=, 12);
  for (guint32 u = 0; u < graph->n; u++)
    for (guint32 v = 0; v < graph->n; v++)
      weights[u][v] = G_MININT64 / 4;
  for (guint32 e = 0; e < graph->n_edges; e++)
    {
      const LnetGraphEdge *edge = &graph->edges[e];

      weights[edge->u][edge->v] = weights[edge->v][edge->u] = edge->weight + (largest ? REFERENCE_PAIR : 0);
    }
  for (guint set = 1; set < 1u << graph->n; set++)
    {
      guint last = g_bit_nth_msf (set, -1), rest = set & ~(1u << last);

      best[set] = best[rest];
      for (guint left = rest; left != 0; left &= left - 1)
        {
          guint other = g_bit_nth_lsf (left, -1);

          best[set] = MAX (best[set], best[rest & ~(1u << other)] + weights[last][other]);
        }
    }
  return best[(1u << graph->n) - 1];
}
