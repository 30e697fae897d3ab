/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Graphs that change: solved from where it stands, a matching is as good as one from nothing. */

#include "config.h"

#include "matching-reference.h"

/* A matching and, beside it, all that it was told. */
typedef struct
{
  GRand *rand;
  LnetMatchingGoal goal;
  LnetMatching *matching;
  LnetGraph *graph;  /* with room for every pair */
  gboolean *usable;
  gboolean *present;
  int most;
} Changing;

static Changing *
changing_new (GRand           *rand,
              LnetMatchingGoal goal,
              guint32          n,
              int              percent,
              int              most)
{
  Changing *self = g_new0 (Changing, 1);

  self->rand = rand;
  self->goal = goal;
  self->most = most;
  self->graph = graph_at_random (rand, n, percent, 0, most);
  self->matching = lnet_matching_new (self->graph, goal);
  self->usable = g_new (gboolean, n * n);
  self->present = g_new (gboolean, n);
  for (guint32 e = 0; e < n * n; e++)
    self->usable[e] = TRUE;
  for (guint32 v = 0; v < n; v++)
    self->present[v] = TRUE;
  return self;
}

static void
changing_free (Changing *self)
{
  lnet_matching_free (self->matching);
  lnet_graph_free (self->graph);
  g_free (self->usable);
  g_free (self->present);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Changing, changing_free)

static void
change_weight (Changing *self)
{
  guint32 edge = (guint32) g_rand_int_range (self->rand, 0, (gint32) self->graph->n_edges);

  self->graph->edges[edge].weight = g_rand_int_range (self->rand, -self->most / 4, self->most + 1);
  lnet_matching_set_weight (self->matching, edge, self->graph->edges[edge].weight);
}

static void
change_weights (Changing *self)
{
  g_autofree gint64 *weights = g_new (gint64, self->graph->n_edges);

  for (guint32 e = 0; e < self->graph->n_edges; e++)
    self->graph->edges[e].weight = weights[e] = g_rand_int_range (self->rand, -self->most / 4, self->most + 1);
  lnet_matching_set_weights (self->matching, weights);
}

static void
change_usable (Changing *self)
{
  guint32 edge = (guint32) g_rand_int_range (self->rand, 0, (gint32) self->graph->n_edges);

  self->usable[edge] = !self->usable[edge];
  lnet_matching_set_usable (self->matching, edge, self->usable[edge]);
}

static void
change_present (Changing *self)
{
  guint32 vertex = (guint32) g_rand_int_range (self->rand, 0, (gint32) self->graph->n);

  self->present[vertex] = !self->present[vertex];
  lnet_matching_set_present (self->matching, vertex, self->present[vertex]);
}

static gboolean
has_edge (const LnetGraph *graph,
          guint32          u,
          guint32          v)
{
  for (guint32 e = 0; e < graph->n_edges; e++)
    if ((graph->edges[e].u == u && graph->edges[e].v == v) || (graph->edges[e].u == v && graph->edges[e].v == u))
      return TRUE;
  return FALSE;
}

static void
add_edge (Changing *self)
{
  guint32 u = (guint32) g_rand_int_range (self->rand, 0, (gint32) self->graph->n);
  guint32 v = (guint32) g_rand_int_range (self->rand, 0, (gint32) self->graph->n);
  gint64 weight = g_rand_int_range (self->rand, 0, self->most + 1);

  if (u == v || has_edge (self->graph, u, v))
    return;
  g_assert_cmpuint (lnet_matching_add_edge (self->matching, u, v, weight), ==, self->graph->n_edges);
  lnet_graph_add (self->graph, u, v, weight);
}

static void
change (Changing *self)
{
  int what = g_rand_int_range (self->rand, 0, 20);

  if (what == 0 || self->graph->n_edges == 0)
    add_edge (self);
  else if (what == 1)
    change_weights (self);
  else if (what < 9)
    change_weight (self);
  else if (what < 14)
    change_usable (self);
  else
    change_present (self);
}

/* What there is of the graph. */
static LnetGraph *
get_rest (Changing *self)
{
  LnetGraph *rest = lnet_graph_new (self->graph->n, self->graph->n_edges);

  for (guint32 e = 0; e < self->graph->n_edges; e++)
    {
      const LnetGraphEdge *edge = &self->graph->edges[e];

      if (self->usable[e] && self->present[edge->u] && self->present[edge->v])
        lnet_graph_add (rest, edge->u, edge->v, edge->weight);
    }
  return rest;
}

static void
run_small (LnetMatchingGoal goal,
           guint            n_graphs,
           int              most)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (goal);

  for (guint i = 0; i < n_graphs; i++)
    {
      guint32 n = (guint32) g_rand_int_range (rand, 2, 11);
      g_autoptr (Changing) changing = changing_new (rand, goal, n, g_rand_int_range (rand, 10, 101), most);

      for (guint j = 0; j < 40; j++)
        {
          g_autoptr (LnetGraph) rest = get_rest (changing);

          assert_solves_best (changing->matching, rest, goal);
          for (int k = g_rand_int_range (rand, 0, 4); k >= 0; k--)
            change (changing);
        }
    }
}

static void
test_heaviest (void)
{
  run_small (LNET_MATCHING_HEAVIEST, times (300), 6);
  run_small (LNET_MATCHING_HEAVIEST, times (300), 1000);
}

static void
test_largest (void)
{
  run_small (LNET_MATCHING_LARGEST_HEAVIEST, times (300), 6);
  run_small (LNET_MATCHING_LARGEST_HEAVIEST, times (300), 1000);
}

/* Too large for all matchings to be looked at: held against one from nothing. */
static void
test_hundreds (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);

  for (LnetMatchingGoal goal = LNET_MATCHING_HEAVIEST; goal <= LNET_MATCHING_LARGEST_HEAVIEST; goal++)
    {
      g_autoptr (Changing) changing = changing_new (rand, goal, 150, 8, 30);

      for (guint i = 0; i < times (300); i++)
        {
          g_autoptr (LnetGraph) rest = get_rest (changing);
          g_autoptr (LnetMatching) fresh = lnet_matching_new (rest, goal);

          assert_solves (changing->matching, rest);
          assert_solves (fresh, rest);
          g_assert_cmpint (lnet_matching_get_weight (changing->matching), ==, lnet_matching_get_weight (fresh));
          /* Of heaviest ones some may have a pair more that weighs nothing. */
          if (goal == LNET_MATCHING_LARGEST_HEAVIEST)
            g_assert_cmpuint (lnet_matching_get_size (changing->matching), ==, lnet_matching_get_size (fresh));
          change (changing);
        }
    }
}

/* Somebody goes and comes back, among so many that one is left over each time: the least of all values moves. */
static void
test_left_over (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autoptr (Changing) changing = changing_new (rand, LNET_MATCHING_LARGEST_HEAVIEST, 400, 5, 1000);

  for (guint i = 0; i < times (300); i++)
    {
      g_autoptr (LnetGraph) rest = get_rest (changing);

      assert_solves (changing->matching, rest);
      change_present (changing);
    }
}

/* What came of it stays until it is solved again, even when that is stopped. */
static void
test_until_solved (void)
{
  g_autoptr (LnetGraph) graph = graph_from_text (4, "0 1 3, 1 2 5, 2 3 3");
  g_autoptr (LnetMatching) matching = lnet_matching_new (graph, LNET_MATCHING_HEAVIEST);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  assert_solves (matching, graph);
  g_assert_cmpint (lnet_matching_get_weight (matching), ==, 6);
  lnet_matching_set_weight (matching, 1, 7);
  g_assert_cmpuint (lnet_matching_get_partner (matching, 1), ==, 0);
  g_assert_cmpint (lnet_matching_get_weight (matching), ==, 6);
  g_cancellable_cancel (cancellable);
  g_assert_false (lnet_matching_solve (matching, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (lnet_matching_get_weight (matching), ==, 6);
  graph->edges[1].weight = 7;
  assert_solves (matching, graph);
  g_assert_cmpint (lnet_matching_get_weight (matching), ==, 7);
}

/* That an edge's slack bounds what it costs to have it, for every edge. */
static void
test_slack (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);

  for (guint i = 0; i < times (1000); i++)
    {
      g_autoptr (LnetGraph) graph = graph_at_random (rand, 9, 60, 0, 12);
      g_autoptr (LnetMatching) matching = lnet_matching_new (graph, LNET_MATCHING_HEAVIEST);

      assert_solves (matching, graph);
      for (guint32 e = 0; e < graph->n_edges; e++)
        {
          g_autoptr (LnetGraph) without = lnet_graph_new (graph->n, graph->n_edges);
          gint64 slack = lnet_matching_get_slack (matching, e), cost;
          guint32 u = graph->edges[e].u, v = graph->edges[e].v;

          for (guint32 other = 0; other < graph->n_edges; other++)
            if (graph->edges[other].u != u && graph->edges[other].v != u && graph->edges[other].u != v &&
                graph->edges[other].v != v)
              lnet_graph_add (without, graph->edges[other].u, graph->edges[other].v, graph->edges[other].weight);
          cost = lnet_matching_get_weight (matching) - graph->edges[e].weight - reference_solve (without, FALSE);
          g_assert_cmpint (slack, >=, 0);
          g_assert_cmpint (slack, <=, 2 * cost);
          if (lnet_matching_get_partner (matching, u) == v)
            g_assert_cmpint (slack, ==, 0);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/matching/change/heaviest", test_heaviest);
  g_test_add_func ("/matching/change/largest", test_largest);
  g_test_add_func ("/matching/change/hundreds", test_hundreds);
  g_test_add_func ("/matching/change/left-over", test_left_over);
  g_test_add_func ("/matching/change/until-solved", test_until_solved);
  g_test_add_func ("/matching/change/slack", test_slack);
  return g_test_run ();
}
