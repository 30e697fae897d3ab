/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Small graphs at random against all their matchings, and what a caller counts on. */

#include "config.h"

#include "matching-reference.h"

static void
test_empty (void)
{
  static const guint32 n[] = { 0, 1, 2, 5 };

  for (guint i = 0; i < G_N_ELEMENTS (n); i++)
    {
      g_autoptr (LnetGraph) graph = lnet_graph_new (n[i], 0);

      assert_best (graph);
    }
}

static void
test_isolated (void)
{
  g_autoptr (LnetGraph) graph = graph_from_text (12, "3 7 5, 7 11 6");
  g_autoptr (LnetMatching) matching = lnet_matching_new (graph, LNET_MATCHING_HEAVIEST);

  assert_solves (matching, graph);
  g_assert_cmpuint (lnet_matching_get_partner (matching, 7), ==, 11);
  g_assert_cmpuint (lnet_matching_get_partner (matching, 3), ==, G_MAXUINT32);
  g_assert_cmpuint (lnet_matching_get_partner (matching, 0), ==, G_MAXUINT32);
  g_assert_cmpint (lnet_matching_get_weight (matching), ==, 6);
  g_assert_cmpuint (lnet_matching_get_size (matching), ==, 1);
}

static void
assert_comes_to (const LnetGraph *graph,
                 LnetMatchingGoal goal,
                 guint32          size,
                 gint64           weight)
{
  g_autoptr (LnetMatching) matching = lnet_matching_new (graph, goal);

  assert_solves (matching, graph);
  g_assert_cmpuint (lnet_matching_get_size (matching), ==, size);
  g_assert_cmpint (lnet_matching_get_weight (matching), ==, weight);
}

static void
test_goals (void)
{
  g_autoptr (LnetGraph) path = graph_from_text (4, "0 1 1, 1 2 5, 2 3 1");
  g_autoptr (LnetGraph) negative = graph_from_text (4, "0 1 -7, 1 2 -1, 2 3 -9");
  g_autoptr (LnetGraph) nothing = graph_from_text (4, "0 1 0, 1 2 0, 2 3 0");

  assert_comes_to (path, LNET_MATCHING_HEAVIEST, 1, 5);
  assert_comes_to (path, LNET_MATCHING_LARGEST_HEAVIEST, 2, 2);
  assert_comes_to (negative, LNET_MATCHING_HEAVIEST, 0, 0);
  assert_comes_to (negative, LNET_MATCHING_LARGEST_HEAVIEST, 2, -16);
  assert_comes_to (nothing, LNET_MATCHING_LARGEST_HEAVIEST, 2, 0);
}

/* --- at random --- */

typedef struct
{
  const char *name;
  int least;
  int most;
} Weights;

static const Weights kinds[] = {
  { "ties", 1, 3 },
  { "equal", 4, 4 },
  { "few", 1, 10 },
  { "many", 0, 1000000 },
  { "either-sign", -6, 6 },
  { "negative", -9, -1 },
  { "even", 90, 100 },
};

static void
test_random (gconstpointer data)
{
  const Weights *weights = data;
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) (weights - kinds));
  guint n_graphs = times (times (100000 / G_N_ELEMENTS (kinds) + 1));

  for (guint i = 0; i < n_graphs; i++)
    {
      guint32 n = (guint32) g_rand_int_range (rand, 2, 13);
      int percent = g_rand_int_range (rand, 10, 101);
      g_autoptr (LnetGraph) graph = graph_at_random (rand, n, percent, weights->least, weights->most);

      assert_best (graph);
    }
}

/* Weights as large as they may be, and small differences between them. */
static void
test_large_weights (void)
{
  const gint64 most = LNET_GRAPH_MAX_WEIGHT / 2;
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint i = 0; i < times (2000); i++)
    {
      g_autoptr (LnetGraph) graph = graph_at_random (rand, 9, 60, 1, 9);
      g_autoptr (LnetGraph) large = lnet_graph_new (graph->n, graph->n_edges);
      g_autoptr (LnetMatching) matching = NULL;
      gint64 best = reference_solve (graph, TRUE);

      for (guint32 e = 0; e < graph->n_edges; e++)
        lnet_graph_add (large, graph->edges[e].u, graph->edges[e].v, most - 10 + graph->edges[e].weight);
      matching = lnet_matching_new (large, LNET_MATCHING_HEAVIEST);
      assert_solves (matching, large);
      g_assert_cmpint (lnet_matching_get_weight (matching), ==,
                       best % REFERENCE_PAIR + best / REFERENCE_PAIR * (most - 10));
    }
}

/* --- what a caller counts on --- */

static void
test_same (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (guint i = 0; i < times (100); i++)
    {
      g_autoptr (LnetGraph) graph = graph_at_random (rand, 60, 20, 1, 3);
      g_autoptr (LnetMatching) one = lnet_matching_new (graph, LNET_MATCHING_HEAVIEST);
      g_autoptr (LnetMatching) other = lnet_matching_new (graph, LNET_MATCHING_HEAVIEST);

      assert_solves (one, graph);
      assert_solves (other, graph);
      for (guint32 v = 0; v < graph->n; v++)
        g_assert_cmpuint (lnet_matching_get_partner (one, v), ==, lnet_matching_get_partner (other, v));
    }
}

/* The order of the edges may change who goes with whom, but not what it comes to. */
static void
test_order (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);

  for (guint i = 0; i < times (100); i++)
    {
      g_autoptr (LnetGraph) graph = graph_at_random (rand, 40, 30, 1, 20);
      g_autoptr (LnetGraph) reversed = lnet_graph_new (graph->n, graph->n_edges);
      g_autoptr (LnetMatching) one = lnet_matching_new (graph, LNET_MATCHING_LARGEST_HEAVIEST);
      g_autoptr (LnetMatching) other = NULL;

      for (guint32 e = graph->n_edges; e-- > 0;)
        lnet_graph_add (reversed, graph->n - 1 - graph->edges[e].v, graph->n - 1 - graph->edges[e].u,
                        graph->edges[e].weight);
      other = lnet_matching_new (reversed, LNET_MATCHING_LARGEST_HEAVIEST);
      assert_solves (one, graph);
      assert_solves (other, reversed);
      g_assert_cmpint (lnet_matching_get_weight (one), ==, lnet_matching_get_weight (other));
      g_assert_cmpuint (lnet_matching_get_size (one), ==, lnet_matching_get_size (other));
    }
}

typedef struct
{
  gdouble last;
  gdouble until;
  GCancellable *cancellable;
  guint n_calls;
} Progress;

static void
on_progress (gdouble  fraction,
             gpointer user_data)
{
  Progress *progress = user_data;

  g_assert_cmpfloat (fraction, >=, progress->last);
  g_assert_cmpfloat (fraction, <=, 1);
  progress->last = fraction;
  progress->n_calls++;
  if (fraction >= progress->until)
    g_cancellable_cancel (progress->cancellable);
}

/* Each vertex has an edge to the eight next ones. */
static LnetGraph *
make_ring (guint32 n)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (n);
  LnetGraph *graph = lnet_graph_new (n, 8 * n);

  for (guint32 v = 0; v < n; v++)
    for (guint32 by = 1; by <= 8; by++)
      lnet_graph_add (graph, v, (v + by) % n, g_rand_int_range (rand, 1, 1000));
  return graph;
}

static void
test_progress (void)
{
  g_autoptr (LnetGraph) graph = make_ring (5000);
  g_autoptr (LnetMatching) matching = lnet_matching_new (graph, LNET_MATCHING_HEAVIEST);
  Progress progress = { .until = 2 };

  lnet_matching_set_progress (matching, on_progress, &progress);
  assert_solves (matching, graph);
  g_assert_cmpuint (progress.n_calls, >, 1);
}

static void
assert_stops (LnetMatching *matching,
              GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (lnet_matching_solve (matching, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Stopped before it begins or half way, it goes on to the same end. */
static void
test_cancel (void)
{
  static const gdouble until[] = { 0, 0.6, 0.9 };
  g_autoptr (LnetGraph) graph = make_ring (5000);
  g_autoptr (LnetMatching) whole = lnet_matching_new (graph, LNET_MATCHING_HEAVIEST);

  assert_solves (whole, graph);
  for (guint i = 0; i < G_N_ELEMENTS (until); i++)
    {
      g_autoptr (LnetMatching) matching = lnet_matching_new (graph, LNET_MATCHING_HEAVIEST);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Progress progress = { .until = until[i], .cancellable = cancellable };

      lnet_matching_set_progress (matching, on_progress, &progress);
      /* What is nearly done may be over before it is noticed. */
      if (until[i] > 0.5)
        lnet_matching_solve (matching, cancellable, NULL);
      else
        assert_stops (matching, cancellable);
      assert_stops (matching, cancellable);
      lnet_matching_set_progress (matching, NULL, NULL);
      assert_solves (matching, graph);
      g_assert_cmpint (lnet_matching_get_weight (matching), ==, lnet_matching_get_weight (whole));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/matching/empty", test_empty);
  g_test_add_func ("/matching/isolated", test_isolated);
  g_test_add_func ("/matching/goals", test_goals);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = g_strconcat ("/matching/random/", kinds[i].name, NULL);

      g_test_add_data_func (path, &kinds[i], test_random);
    }
  g_test_add_func ("/matching/large-weights", test_large_weights);
  g_test_add_func ("/matching/same", test_same);
  g_test_add_func ("/matching/order", test_order);
  g_test_add_func ("/matching/progress", test_progress);
  g_test_add_func ("/matching/cancel", test_cancel);
  return g_test_run ();
}
