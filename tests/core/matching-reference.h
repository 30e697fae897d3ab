/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-matching.h"
#include "times.h"

/* Small graphs and their heaviest matchings, found by looking at every one. */

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
  gint64 weights[12][12], best[1 << 12];
  guint neighbours[12] = { 0 };

  g_assert_cmpuint (graph->n, <=, 12);
  for (guint32 e = 0; e < graph->n_edges; e++)
    {
      guint32 u = graph->edges[e].u, v = graph->edges[e].v;

      neighbours[u] |= 1u << v;
      neighbours[v] |= 1u << u;
      weights[u][v] = weights[v][u] = graph->edges[e].weight + (largest ? REFERENCE_PAIR : 0);
    }
  best[0] = 0;
  for (guint last = 0; last < graph->n; last++)
    for (guint rest = 0; rest < 1u << last; rest++)
      {
        gint64 most = best[rest];

        for (guint left = rest & neighbours[last]; left != 0; left &= left - 1)
          {
            guint other = (guint) __builtin_ctz (left);

            most = MAX (most, best[rest & ~(1u << other)] + weights[last][other]);
          }
        best[rest | 1u << last] = most;
      }
  return best[(1u << graph->n) - 1];
}

/** That @matching is one of @graph, and what it says of itself is true. */
static inline void
assert_is_matching (const LnetMatching *matching,
                    const LnetGraph    *graph)
{
  gint64 weight = 0;
  guint32 size = 0, n_matched = 0;

  for (guint32 e = 0; e < graph->n_edges; e++)
    {
      const LnetGraphEdge *edge = &graph->edges[e];

      if (lnet_matching_get_partner (matching, edge->u) != edge->v)
        continue;
      g_assert_cmpuint (lnet_matching_get_partner (matching, edge->v), ==, edge->u);
      weight += edge->weight;
      size++;
    }
  for (guint32 v = 0; v < graph->n; v++)
    n_matched += lnet_matching_get_partner (matching, v) != G_MAXUINT32;
  g_assert_cmpuint (n_matched, ==, 2 * size);
  g_assert_cmpuint (lnet_matching_get_size (matching), ==, size);
  g_assert_cmpint (lnet_matching_get_weight (matching), ==, weight);
}

/** Solves it, has it prove itself, and looks whether it is a matching of @graph at all. */
static inline void
assert_solves (LnetMatching    *matching,
               const LnetGraph *graph)
{
  g_autoptr (GError) error = NULL;

  lnet_matching_solve (matching, NULL, &error);
  g_assert_no_error (error);
  lnet_matching_certify (matching, &error);
  g_assert_no_error (error);
  assert_is_matching (matching, graph);
}

/** The same, and that it is as heavy as the best of all. */
static inline void
assert_solves_best (LnetMatching    *matching,
                    const LnetGraph *graph,
                    LnetMatchingGoal goal)
{
  gboolean largest = goal == LNET_MATCHING_LARGEST_HEAVIEST;
  gint64 counted;

  assert_solves (matching, graph);
  counted = lnet_matching_get_weight (matching) + (largest ? lnet_matching_get_size (matching) * REFERENCE_PAIR : 0);
  g_assert_cmpint (counted, ==, reference_solve (graph, largest));
}

/** Both goals, from nothing. */
static inline void
assert_best (const LnetGraph *graph)
{
  for (LnetMatchingGoal goal = LNET_MATCHING_HEAVIEST; goal <= LNET_MATCHING_LARGEST_HEAVIEST; goal++)
    {
      g_autoptr (LnetMatching) matching = lnet_matching_new (graph, goal);

      assert_solves_best (matching, graph, goal);
    }
}
