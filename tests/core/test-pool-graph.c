/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "lnet-matching-dual.h"
#include "lnet-pool-graph-private.h"
#include "made-pool.h"

static LnetPool *
make_pool (guint seed,
           guint n)
{
  return made_pool_varied (seed, n, seed % 4 == 3 ? 90 : 9, n >= 20);
}

static LnetPoolGraph *
make_graph (const LnetPool  *pool,
            LnetMatchingGoal goal,
            guint            n_first)
{
  g_autoptr (GError) error = NULL;
  LnetPoolGraph *graph = lnet_pool_graph_make (pool, goal, n_first, NULL, &error);

  g_assert_no_error (error);
  return graph;
}

/* An edge for each pair that may be, none twice, and each weighs what it should. */
static void
test_all_pairs (void)
{
  g_autoptr (LnetPool) pool = make_pool (1, 120);
  g_autoptr (LnetPoolGraph) graph = make_graph (pool, LNET_MATCHING_HEAVIEST, 0);
  const LnetGraph *edges = lnet_pool_graph_get_graph (graph);
  guint32 n = lnet_pool_get_n (pool);
  g_autofree guint8 *has = g_new0 (guint8, n * n);

  g_assert_true (lnet_pool_graph_is_whole (graph));
  for (guint32 i = 0; i < edges->n_edges; i++)
    {
      guint32 u = edges->edges[i].u, v = edges->edges[i].v;

      g_assert_cmpuint (has[u * n + v]++, ==, 0);
      g_assert_cmpint (edges->edges[i].weight, ==, lnet_pool_graph_weigh (graph, u, v));
      g_assert_cmpint (lnet_pool_graph_get_score (graph, edges->edges[i].weight), ==,
                       lnet_pool_score (pool, u, v, NULL));
    }
  for (guint32 u = 0; u < n; u++)
    for (guint32 v = u + 1; v < n; v++)
      g_assert_cmpuint (has[u * n + v], ==,
                        lnet_pool_rule_out (pool, u, v) == LNET_POOL_RULE_NONE && lnet_pool_find_lock (pool, u) == NULL
                          && lnet_pool_find_lock (pool, v) == NULL);
}

/* Locked by hand: the edges are there, for whoever takes the lock away again. */
static void
test_locks (void)
{
  g_autoptr (LnetPool) pool = make_pool (4, 60);
  g_autoptr (LnetPoolGraph) before = make_graph (pool, LNET_MATCHING_HEAVIEST, 0);
  g_autoptr (LnetPoolGraph) after = NULL;
  guint32 free[2];

  for (guint32 i = 0, n = 0; n < 2; i++)
    if (lnet_pool_find_lock (pool, i) == NULL)
      free[n++] = i;
  g_assert_true (lnet_pool_lock (pool, free, 2));
  after = make_graph (pool, LNET_MATCHING_HEAVIEST, 0);
  g_assert_cmpuint (lnet_pool_graph_get_graph (before)->n_edges, ==, lnet_pool_graph_get_graph (after)->n_edges);
}

/* --- what is left out --- */

static LnetMatching *
solve_all (const LnetPoolGraph *graph,
           LnetMatchingGoal     goal)
{
  g_autoptr (GError) error = NULL;
  LnetMatching *matching = lnet_matching_new (lnet_pool_graph_get_graph (graph), goal);

  g_assert_true (lnet_matching_solve (matching, NULL, &error));
  g_assert_no_error (error);
  return matching;
}

static guint32
add_missing (LnetPoolGraph *graph,
             LnetMatching  *matching)
{
  g_autoptr (LnetMatchingDual) dual = lnet_matching_export (matching);
  g_autoptr (GError) error = NULL;
  guint32 n_added = 0;

  for (guint32 i = 0; i < dual->n; i++)
    dual->y[i] -= dual->bonus;
  g_assert_true (lnet_pool_graph_add_missing (graph, dual->y, dual, &n_added, NULL, &error));
  g_assert_no_error (error);
  return n_added;
}

/* Solves a sparse graph until nothing is missing in it. */
static LnetMatching *
solve_sparse (LnetPoolGraph   *graph,
              LnetMatchingGoal goal)
{
  LnetMatching *matching = solve_all (graph, goal);
  guint32 n_added;

  while ((n_added = add_missing (graph, matching)) > 0)
    {
      const LnetGraph *edges = lnet_pool_graph_get_graph (graph);

      for (guint32 i = edges->n_edges - n_added; i < edges->n_edges; i++)
        {
          const LnetGraphEdge *edge = &edges->edges[i];

          g_assert_cmpuint (lnet_matching_add_edge (matching, edge->u, edge->v, edge->weight), ==, i);
        }
      g_assert_true (lnet_matching_solve (matching, NULL, NULL));
    }
  return matching;
}

static void
assert_same (LnetMatching *a,
             LnetMatching *b,
             guint32       n)
{
  g_assert_cmpint (lnet_matching_get_weight (a), ==, lnet_matching_get_weight (b));
  g_assert_cmpuint (lnet_matching_get_size (a), ==, lnet_matching_get_size (b));
  for (guint32 i = 0; i < n; i++)
    g_assert_cmpuint (lnet_matching_get_partner (a, i), ==, lnet_matching_get_partner (b, i));
}

/* What is pruned is in no best set: the same pairs come of all pairs and of the few. */
static void
test_prunes_nothing_that_matters (gconstpointer data)
{
  LnetMatchingGoal goal = GPOINTER_TO_UINT (data);
  guint n_runs = g_getenv ("LNET_TEST_LIGHT") != NULL ? 6 : 30;

  for (guint seed = 0; seed < n_runs; seed++)
    {
      const guint n_first = (const guint[]) { LNET_POOL_GRAPH_FIRST, 1, 3 }[seed % 3];
      g_autoptr (LnetPool) pool = make_pool (seed, seed % 5 == 0 ? 12 + seed : 150 + 5 * seed);
      g_autoptr (LnetPoolGraph) whole = make_graph (pool, goal, 0);
      g_autoptr (LnetPoolGraph) sparse = make_graph (pool, goal, n_first);
      guint32 n_begun = lnet_pool_graph_get_graph (sparse)->n_edges;
      g_autoptr (LnetMatching) best = solve_all (whole, goal);
      g_autoptr (LnetMatching) found = solve_sparse (sparse, goal);

      g_assert_cmpuint (n_begun, <=, lnet_pool_graph_get_graph (whole)->n_edges);
      if (lnet_pool_get_n (pool) > 150)
        g_assert_cmpuint (lnet_pool_graph_get_graph (sparse)->n_edges * 4, <,
                          lnet_pool_graph_get_graph (whole)->n_edges * 3);
      assert_same (best, found, lnet_pool_get_n (pool));
    }
}

/* Whom each would weigh most with is found whether or not the graph has the pair. */
static void
test_finds_the_best (void)
{
  for (guint n_first = 0; n_first <= LNET_POOL_GRAPH_FIRST; n_first += 4)
    {
      g_autoptr (LnetPool) pool = make_pool (7, 200);
      g_autoptr (LnetPoolGraph) whole = make_graph (pool, LNET_MATCHING_HEAVIEST, 0);
      g_autoptr (LnetPoolGraph) graph = make_graph (pool, LNET_MATCHING_HEAVIEST, n_first);
      const LnetGraph *all = lnet_pool_graph_get_graph (whole);
      g_autofree guint32 *best = lnet_pool_graph_find_best (graph, NULL, NULL);

      for (guint32 member = 0; member < all->n; member++)
        {
          gint64 most = -1;

          for (guint32 i = 0; i < all->n_edges; i++)
            if (all->edges[i].u == member || all->edges[i].v == member)
              most = MAX (most, all->edges[i].weight);
          g_assert_cmpint (most, ==,
                           best[member] == G_MAXUINT32 ? -1 : lnet_pool_graph_weigh (graph, member, best[member]));
        }
    }
}

/* --- lots --- */

static LnetPoolMember
make_alike (guint number)
{
  static const char *const languages[] = { "en", NULL };

  return (LnetPoolMember) {
    .person = { .member = made_id (number), .languages = languages, .slots = "mon-morning" },
  };
}

static LnetPool *
make_alikes (guint  n,
             guint8 round,
             guint  step)
{
  LnetId id = made_id (round);
  LnetPool *pool = lnet_pool_new (&id);

  for (guint i = 0; i < n; i++)
    {
      LnetPoolMember member = make_alike ((i * step) % n);

      lnet_pool_add (pool, &member);
    }
  lnet_pool_seal (pool);
  return pool;
}

static char *
describe_pairs (LnetMatching *matching,
                guint32       n)
{
  GString *pairs = g_string_new (NULL);

  for (guint32 i = 0; i < n; i++)
    g_string_append_printf (pairs, "%u ", lnet_matching_get_partner (matching, i));
  return g_string_free_and_steal (pairs);
}

/* Where all are equally good, lots decide: the same in whatever order people come, others in another round. */
static void
test_lots (void)
{
  g_autofree char *first = NULL;

  for (guint round = 0; round < 2; round++)
    for (guint step = 1; step <= 11; step += 5)
      {
        g_autoptr (LnetPool) pool = make_alikes (40 + 1, (guint8) round, step);
        g_autoptr (LnetPoolGraph) graph = make_graph (pool, LNET_MATCHING_LARGEST_HEAVIEST, 0);
        g_autoptr (LnetMatching) matching = solve_all (graph, LNET_MATCHING_LARGEST_HEAVIEST);
        g_autofree char *pairs = describe_pairs (matching, lnet_pool_get_n (pool));

        if (first == NULL)
          first = g_strdup (pairs);
        g_assert_cmpint (g_strcmp0 (first, pairs) == 0, ==, round == 0);
        g_assert_cmpint (lnet_pool_graph_get_score (graph, lnet_matching_get_weight (matching)), ==, 0);
      }
}

/* However many they are, lots leave the scores alone, and all of it is within what a matching can take. */
static void
test_room_for_lots (void)
{
  for (guint32 n = 2; n < 300000; n = n * 3 + 1)
    for (guint goal = 0; goal < 2; goal++)
      {
        guint shift, lot_bits;
        guint32 n_pairs = (n + 1) / 2;

        lnet_pool_graph_choose_bits (n, (LnetMatchingGoal) goal, &shift, &lot_bits);
        g_assert_cmpuint (lot_bits, >=, 8);
        g_assert_cmpint ((gint64) n_pairs * ((1 << lot_bits) - 1), <, G_GINT64_CONSTANT (1) << shift);
        g_assert_cmpfloat ((goal == 1 ? n_pairs + 1.0 : 1.0) * (7000.0 + 1) * ((gint64) 1 << shift) * 2, <=,
                           (double) LNET_GRAPH_MAX_WEIGHT);
      }
}

static void
test_weigh_again (void)
{
  g_autoptr (LnetPool) pool = make_pool (3, 200);
  g_autoptr (LnetPoolGraph) sparse = make_graph (pool, LNET_MATCHING_LARGEST_HEAVIEST, LNET_POOL_GRAPH_FIRST);
  g_autoptr (LnetPoolGraph) whole = NULL;
  g_autoptr (LnetMatching) best = NULL, found = NULL;

  lnet_pool_set_weight (pool, LNET_CRITERION_WISH, 0);
  lnet_pool_set_weight (pool, LNET_CRITERION_BALANCE, 10);
  lnet_pool_graph_weigh_again (sparse);
  whole = make_graph (pool, LNET_MATCHING_LARGEST_HEAVIEST, 0);
  best = solve_all (whole, LNET_MATCHING_LARGEST_HEAVIEST);
  found = solve_sparse (sparse, LNET_MATCHING_LARGEST_HEAVIEST);
  assert_same (best, found, lnet_pool_get_n (pool));
}

static void
test_can_be_stopped (void)
{
  g_autoptr (LnetPool) pool = make_pool (2, 60);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetPoolGraph) graph = make_graph (pool, LNET_MATCHING_HEAVIEST, LNET_POOL_GRAPH_FIRST);
  g_autofree gint64 *values = g_new0 (gint64, 60);
  guint32 n_edges = lnet_pool_graph_get_graph (graph)->n_edges;
  guint32 n_added;

  g_cancellable_cancel (cancellable);
  for (guint all = 0; all < 2; all++)
    {
      g_assert_null (lnet_pool_graph_make (pool, LNET_MATCHING_HEAVIEST, all, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&error);
    }
  g_assert_false (lnet_pool_graph_add_missing (graph, values, NULL, &n_added, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (n_added, ==, 0);
  g_assert_cmpuint (lnet_pool_graph_get_graph (graph)->n_edges, ==, n_edges);
}

static void
test_nobody (void)
{
  for (guint n = 0; n < 3; n++)
    for (guint all = 0; all < 2; all++)
      {
        g_autoptr (LnetPool) pool = make_alikes (n, 0, 1);
        g_autoptr (LnetPoolGraph) graph = make_graph (pool, LNET_MATCHING_HEAVIEST, all);

        g_assert_cmpuint (lnet_pool_graph_get_graph (graph)->n, ==, n);
        g_assert_cmpuint (lnet_pool_graph_get_graph (graph)->n_edges, ==, n == 2);
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pool-graph/all-pairs", test_all_pairs);
  g_test_add_func ("/pool-graph/locks", test_locks);
  g_test_add_data_func ("/pool-graph/prunes-nothing-that-matters/heaviest",
                        GUINT_TO_POINTER (LNET_MATCHING_HEAVIEST), test_prunes_nothing_that_matters);
  g_test_add_data_func ("/pool-graph/prunes-nothing-that-matters/largest",
                        GUINT_TO_POINTER (LNET_MATCHING_LARGEST_HEAVIEST), test_prunes_nothing_that_matters);
  g_test_add_func ("/pool-graph/finds-the-best", test_finds_the_best);
  g_test_add_func ("/pool-graph/lots", test_lots);
  g_test_add_func ("/pool-graph/room-for-lots", test_room_for_lots);
  g_test_add_func ("/pool-graph/weigh-again", test_weigh_again);
  g_test_add_func ("/pool-graph/can-be-stopped", test_can_be_stopped);
  g_test_add_func ("/pool-graph/nobody", test_nobody);
  return g_test_run ();
}
