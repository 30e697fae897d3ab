/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Graphs made to be hard: blossoms in blossoms that are made, taken apart and gone through in every way, long paths and
 * circuits, and ties everywhere. Those of up to twelve vertices are held against all their matchings, with the vertices
 * called otherwise each time; the larger ones have to prove themselves. */

#include "config.h"

#include "lnet-matching-dual.h"
#include "matching-reference.h"

/* --- blossoms, small --- */

/* Where a search goes through blossoms: S is a blossom on an even place of the tree, T one on an odd place. */
static const char *const blossoms[] = {
  /* an S that takes a partner in, or is added to */
  "0 1 8, 0 2 9, 1 2 10, 2 3 7",
  "0 1 8, 0 2 9, 1 2 10, 2 3 7, 0 5 5, 3 4 6",
  /* an S that becomes a T, and one that is gone through then */
  "0 1 9, 0 2 8, 1 2 10, 0 3 5, 3 4 4, 0 5 3",
  "0 1 9, 0 2 8, 1 2 10, 0 3 5, 3 4 3, 2 5 4",
  /* an S in an S */
  "0 1 9, 0 2 9, 1 2 10, 1 3 8, 2 4 8, 3 4 10, 4 5 6",
  "0 1 10, 0 6 10, 1 2 12, 2 3 20, 2 4 20, 3 4 25, 4 5 10, 5 6 10, 6 7 8",
  "0 1 8, 0 2 8, 1 2 10, 1 3 12, 2 4 12, 3 4 14, 3 5 12, 4 6 12, 5 6 14, 6 7 12",
  /* an S in a T that is taken apart */
  "0 1 23, 0 4 22, 0 5 15, 1 2 25, 2 3 22, 3 4 25, 3 7 14, 4 6 13",
  "0 1 19, 0 2 20, 0 7 8, 1 2 25, 1 3 18, 2 4 18, 3 4 13, 3 6 7, 4 5 7",
  /* a T that is taken apart at more than one of its ends */
  "0 1 45, 0 4 45, 1 2 50, 2 3 45, 3 4 50, 0 5 30, 2 8 35, 3 7 35, 4 6 26, 8 9 5",
  "0 1 45, 0 4 45, 1 2 50, 2 3 45, 3 4 50, 0 5 30, 2 8 35, 3 7 26, 4 6 40, 8 9 5",
  "0 1 45, 0 4 45, 1 2 50, 2 3 45, 3 4 50, 0 5 30, 2 8 35, 3 7 28, 4 6 26, 8 9 5",
  /* blossoms in a T that is taken apart, gone through after */
  "0 1 45, 0 6 45, 1 2 50, 2 3 45, 3 4 95, 3 5 94, 4 5 94, 5 6 50, 0 7 30, 2 10 35, 4 8 36, 6 9 26, 10 11 5",
  "0 1 40, 0 2 40, 1 2 60, 1 3 55, 2 4 55, 3 4 50, 0 7 15, 4 6 30, 6 5 10, 7 9 10, 3 8 30",
  /* a flower with two stems */
  "0 1 20, 1 2 20, 2 3 24, 3 4 24, 4 2 25, 4 5 18, 5 6 18, 6 7 26, 7 8 26, 8 6 27, 8 9 9, 0 9 7",
};

/* The same graph, its vertices called otherwise, its edges in another order, its weights a little off. */
static LnetGraph *
shuffle (GRand           *rand,
         const LnetGraph *graph,
         int              off)
{
  LnetGraph *shuffled = lnet_graph_new (12, graph->n_edges);
  guint32 names[12] = { 0 };

  for (guint32 v = 0; v < 12; v++)
    {
      guint32 at = (guint32) g_rand_int_range (rand, 0, (gint32) v + 1);

      names[v] = names[at];
      names[at] = v;
    }
  for (guint32 e = 0; e < graph->n_edges; e++)
    {
      const LnetGraphEdge *edge = &graph->edges[e];
      guint32 at = (guint32) g_rand_int_range (rand, 0, (gint32) e + 1);

      lnet_graph_add (shuffled, 0, 0, 0);
      shuffled->edges[e] = shuffled->edges[at];
      shuffled->edges[at] = (LnetGraphEdge) { names[edge->u], names[edge->v],
                                              edge->weight + g_rand_int_range (rand, -off, off + 1) };
    }
  return shuffled;
}

static void
test_blossoms (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < G_N_ELEMENTS (blossoms); i++)
    {
      g_autoptr (LnetGraph) graph = graph_from_text (12, blossoms[i]);

      assert_best (graph);
      for (guint j = 0; j < times (500); j++)
        {
          g_autoptr (LnetGraph) shuffled = shuffle (rand, graph, (int) (j % 4));

          assert_best (shuffled);
        }
    }
}

/* --- larger ones --- */

static void
assert_proven (const LnetGraph *graph)
{
  for (LnetMatchingGoal goal = LNET_MATCHING_HEAVIEST; goal <= LNET_MATCHING_LARGEST_HEAVIEST; goal++)
    {
      g_autoptr (LnetMatching) matching = lnet_matching_new (graph, goal);

      assert_solves (matching, graph);
    }
}

/* Circuits around circuits: each has the one before it as one of its nodes, and is lighter, so that the inner ones
 * become blossoms first. A last vertex, by a light edge, has all of them turned over. */
static LnetGraph *
nest (guint32 n_circuits,
      guint32 length,
      gint64  step)
{
  guint32 n = 1 + n_circuits * (length - 1) + 1, next = 1;
  LnetGraph *graph = lnet_graph_new (n, n_circuits * length + 1);
  gint64 weight = 10 + step * n_circuits;

  for (guint32 i = 0; i < n_circuits; i++, weight -= step)
    {
      guint32 first = next - 1, second = i == 0 ? 0 : next - 2;

      lnet_graph_add (graph, first, next, weight);
      for (guint32 j = 2; j < length; j++, next++)
        lnet_graph_add (graph, next, next + 1, weight);
      lnet_graph_add (graph, next, second, weight);
      next++;
    }
  lnet_graph_add (graph, 0, next, 1);
  return graph;
}

static guint
get_depth (const LnetMatching *matching)
{
  g_autoptr (LnetMatchingDual) dual = lnet_matching_export (matching);
  g_autofree guint *depth = g_new0 (guint, dual->n_blossoms + 1);
  guint most = 0;

  for (guint32 blossom = dual->n_blossoms; blossom-- > 0;)
    {
      guint32 parent = dual->parent[dual->n + blossom];

      depth[blossom] = 1 + (parent != G_MAXUINT32 ? depth[parent - dual->n] : 0);
      most = MAX (most, depth[blossom]);
    }
  return most;
}

static void
test_nested (void)
{
  static const guint32 lengths[] = { 3, 5, 9 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    for (gint64 step = 0; step < 3; step++)
      {
        g_autoptr (LnetGraph) shallow = nest (2, MIN (lengths[i], 5), step);
        g_autoptr (LnetGraph) deep = nest (times (500), lengths[i], step);
        g_autoptr (LnetMatching) matching = lnet_matching_new (deep, LNET_MATCHING_HEAVIEST);

        assert_best (shallow);
        assert_proven (deep);
        assert_solves (matching, deep);
        g_assert_cmpuint (get_depth (matching), >, times (500) / 4);
      }
}

/* Odd circuits in a row, each joined to the next by an edge. */
static LnetGraph *
chain (guint32 n_circuits,
       guint32 length,
       gint64  within,
       gint64  between)
{
  LnetGraph *graph = lnet_graph_new (n_circuits * length, n_circuits * (length + 1));

  for (guint32 i = 0; i < n_circuits; i++)
    {
      for (guint32 j = 0; j < length; j++)
        lnet_graph_add (graph, i * length + j, i * length + (j + 1) % length, within);
      if (i > 0)
        lnet_graph_add (graph, i * length - 1, i * length, between);
    }
  return graph;
}

static void
test_chains (void)
{
  static const guint32 lengths[] = { 3, 5, 51 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    for (gint64 between = 1; between < 20; between += 6)
      {
        g_autoptr (LnetGraph) odd = chain (times (200) | 1, lengths[i], 10, between);
        g_autoptr (LnetGraph) even = chain (times (200) + times (200) % 2, lengths[i], 10, between);

        assert_proven (odd);
        assert_proven (even);
      }
}

/* Every pair, with what @weigh says. */
static LnetGraph *
complete (guint32 n,
          gint64 (*weigh) (guint32 u, guint32 v))
{
  LnetGraph *graph = lnet_graph_new (n, n * (n - 1) / 2);

  for (guint32 u = 0; u < n; u++)
    for (guint32 v = u + 1; v < n; v++)
      lnet_graph_add (graph, u, v, weigh (u, v));
  return graph;
}

static gint64
equal (guint32 u,
       guint32 v)
{
  return 7;
}

static gint64
product (guint32 u,
         guint32 v)
{
  return (gint64) (u + 1) * (v + 1);
}

static gint64
sum (guint32 u,
     guint32 v)
{
  return u + v;
}

static gint64
lesser (guint32 u,
        guint32 v)
{
  return u;
}

static gint64
distance (guint32 u,
          guint32 v)
{
  return v - u;
}

static gint64
nearness (guint32 u,
          guint32 v)
{
  return 100 - ((v * 37) % 101) * ((u * 53) % 101) % 97;
}

static void
test_complete (void)
{
  gint64 (*const weighs[]) (guint32, guint32) = { equal, product, sum, lesser, distance, nearness };

  for (guint i = 0; i < G_N_ELEMENTS (weighs); i++)
    for (guint32 n = 11; n <= 12; n++)
      {
        g_autoptr (LnetGraph) small = complete (n, weighs[i]);
        g_autoptr (LnetGraph) large = complete (times (90) + n, weighs[i]);

        assert_best (small);
        assert_proven (large);
      }
}

/* Gabow's graphs for matchings of most pairs: of the first 4 k vertices all are joined, the odd ones of them also to
 * one of 2 k others each. What was found first has to be found again all over. */
static LnetGraph *
make_hard (guint32 k)
{
  LnetGraph *graph = lnet_graph_new (6 * k, 8 * k * k);

  for (guint32 u = 0; u < 4 * k; u++)
    for (guint32 v = u + 1; v < 4 * k; v++)
      lnet_graph_add (graph, u, v, 1);
  for (guint32 i = 0; i < 2 * k; i++)
    lnet_graph_add (graph, 2 * i + 1, 4 * k + i, 1);
  return graph;
}

/* Triangles in a row, each corner joined to the same corner of the next. */
static LnetGraph *
make_triangles (guint32 n_triangles,
                guint32 n_joined)
{
  LnetGraph *graph = lnet_graph_new (3 * n_triangles, 6 * n_triangles);

  for (guint32 i = 0; i < n_triangles; i++)
    {
      for (guint32 j = 0; j < 3; j++)
        lnet_graph_add (graph, 3 * i + j, 3 * i + (j + 1) % 3, 10);
      for (guint32 j = 0; j < n_joined && i > 0; j++)
        lnet_graph_add (graph, 3 * i - 3 + j, 3 * i + j, 9 + j);
    }
  return graph;
}

static void
test_hard (void)
{
  g_autoptr (LnetGraph) small = make_hard (2);
  g_autoptr (LnetGraph) large = make_hard (times (30));

  assert_best (small);
  assert_proven (large);
  for (guint32 n_joined = 1; n_joined <= 3; n_joined++)
    {
      g_autoptr (LnetGraph) four = make_triangles (4, n_joined);
      g_autoptr (LnetGraph) many = make_triangles (times (1000), n_joined);

      assert_best (four);
      assert_proven (many);
    }
}

/* --- long ones: nothing here may call itself for every step of a path --- */

#define LONG 100000

static LnetGraph *
make_path (guint32 n,
           guint32 n_weights)
{
  LnetGraph *graph = lnet_graph_new (n, n);

  for (guint32 v = 0; v + 1 < n; v++)
    lnet_graph_add (graph, v, v + 1, 1 + v % n_weights);
  return graph;
}

static void
assert_path_proven (guint32          n,
                    guint32          n_weights,
                    LnetMatchingGoal goal)
{
  g_autoptr (LnetGraph) graph = make_path (n, n_weights);
  g_autoptr (LnetMatching) matching = lnet_matching_new (graph, goal);

  assert_solves (matching, graph);
}

/* With the most pairs in mind, each search may look at all of a path whose weights come by threes. */
static void
test_path (void)
{
  static const guint32 n_weights[] = { 1, 2, 3, 7, LONG };

  for (guint i = 0; i < G_N_ELEMENTS (n_weights); i++)
    for (guint32 more = 0; more <= 1; more++)
      {
        guint32 n = times (n_weights[i] == 3 || n_weights[i] == 7 ? LONG / 20 : LONG) + more;

        assert_path_proven (times (LONG) + more, n_weights[i], LNET_MATCHING_HEAVIEST);
        assert_path_proven (n, n_weights[i], LNET_MATCHING_LARGEST_HEAVIEST);
      }
}

/* A path whose middle edges were taken at first, and are all left again for the sake of both ends. */
static void
test_turned_path (void)
{
  guint32 n = times (LONG);
  g_autoptr (LnetGraph) graph = lnet_graph_new (n, n);
  g_autoptr (LnetMatching) matching = NULL;

  for (guint32 v = 0; v + 1 < n; v++)
    lnet_graph_add (graph, v, v + 1, v % 2 == 0 ? 1000000 : 1000001);
  matching = lnet_matching_new (graph, LNET_MATCHING_HEAVIEST);
  assert_solves (matching, graph);
  g_assert_cmpuint (lnet_matching_get_size (matching), ==, n / 2 - (n / 2 > 1000001));
}

static void
test_circuit (void)
{
  for (guint32 n = times (LONG); n <= times (LONG) + 1; n++)
    {
      g_autoptr (LnetGraph) graph = make_path (n, 2);

      lnet_graph_add (graph, n - 1, 0, 1);
      assert_proven (graph);
    }
}

static void
test_star (void)
{
  guint32 n = times (LONG);
  g_autoptr (LnetGraph) graph = lnet_graph_new (n, n);

  for (guint32 v = 1; v < n; v++)
    lnet_graph_add (graph, 0, v, 1 + v % 5);
  assert_proven (graph);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/matching/families/blossoms", test_blossoms);
  g_test_add_func ("/matching/families/nested", test_nested);
  g_test_add_func ("/matching/families/chains", test_chains);
  g_test_add_func ("/matching/families/complete", test_complete);
  g_test_add_func ("/matching/families/hard", test_hard);
  g_test_add_func ("/matching/families/path", test_path);
  g_test_add_func ("/matching/families/turned-path", test_turned_path);
  g_test_add_func ("/matching/families/circuit", test_circuit);
  g_test_add_func ("/matching/families/star", test_star);
  return g_test_run ();
}
