/* SPDX-License-Identifier: GPL-3.0-or-later */

/* That what proves a matching refuses whatever is not the best, and whatever only looks like a proof. */

#include "config.h"

#include <string.h>

#include "lnet-matching-dual.h"
#include "matching-reference.h"

static LnetMatchingDual *
copy (const LnetMatchingDual *dual)
{
  LnetMatchingDual *other = lnet_matching_dual_new (dual->n, dual->n_blossoms);

  other->goal = dual->goal;
  other->n_edges = dual->n_edges;
  other->edges = dual->edges;
  other->bonus = dual->bonus;
  other->usable = g_malloc (dual->n_edges);
  memset (other->usable, TRUE, dual->n_edges);
  memcpy (other->matched, dual->matched, dual->n * sizeof (guint32));
  memcpy (other->y, dual->y, dual->n * sizeof (gint64));
  if (dual->n_blossoms > 0)
    memcpy (other->z, dual->z, dual->n_blossoms * sizeof (gint64));
  memcpy (other->parent, dual->parent, (dual->n + dual->n_blossoms) * sizeof (guint32));
  return other;
}

static void
assert_refused (const LnetMatchingDual *dual,
                const char             *why)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (lnet_matching_dual_certify (dual, &error));
  g_assert_nonnull (error);
  if (why != NULL)
    g_assert_nonnull (strstr (error->message, why));
}

static void
assert_accepted (const LnetMatchingDual *dual)
{
  g_autoptr (GError) error = NULL;

  lnet_matching_dual_certify (dual, &error);
  g_assert_no_error (error);
}

/* --- proofs written by hand --- */

/* A triangle whose edges weigh 2, and a vertex beyond it by an edge of 1: the best is a pair in the triangle, and the
 * edge, 3 in all. */
static LnetMatchingDual *
make_triangle (LnetGraph **graph)
{
  LnetMatchingDual *dual = lnet_matching_dual_new (4, 1);

  *graph = graph_from_text (4, "0 1 2, 1 2 2, 2 0 2, 2 3 1");
  dual->edges = (*graph)->edges;
  dual->n_edges = 4;
  dual->matched[0] = dual->matched[1] = 0;
  dual->matched[2] = dual->matched[3] = 3;
  dual->y[0] = dual->y[1] = dual->y[2] = 1;
  dual->y[3] = 1;
  dual->z[0] = 2;
  dual->parent[0] = dual->parent[1] = dual->parent[2] = 4;
  return dual;
}

static void
test_accepted (void)
{
  g_autoptr (LnetGraph) graph = NULL;
  g_autoptr (LnetMatchingDual) dual = make_triangle (&graph);
  g_autoptr (LnetMatchingDual) nothing = lnet_matching_dual_new (0, 0);
  g_autoptr (LnetMatchingDual) alone = lnet_matching_dual_new (3, 0);

  assert_accepted (dual);
  assert_accepted (nothing);
  assert_accepted (alone);
}

/* The values of 1 and 0 come to the edge's weight, yet the other edge would be better. */
static void
test_negative_vertex (void)
{
  g_autoptr (LnetGraph) graph = graph_from_text (3, "0 1 1, 1 2 2");
  g_autoptr (LnetMatchingDual) dual = lnet_matching_dual_new (3, 0);

  dual->edges = graph->edges;
  dual->n_edges = 2;
  dual->matched[0] = dual->matched[1] = 0;
  dual->y[0] = -2;
  dual->y[1] = 4;
  assert_refused (dual, "vertex 0 is negative");
}

/* A blossom without an edge but the one matched, below 0, makes up for too large a value. */
static void
test_negative_blossom (void)
{
  g_autoptr (LnetGraph) graph = graph_from_text (4, "0 1 1, 0 3 2");
  g_autoptr (LnetMatchingDual) dual = lnet_matching_dual_new (4, 1);

  dual->edges = graph->edges;
  dual->n_edges = 2;
  dual->matched[0] = dual->matched[1] = 0;
  dual->y[0] = 4;
  dual->z[0] = -2;
  dual->parent[0] = dual->parent[1] = dual->parent[2] = 4;
  assert_refused (dual, "blossom 0 is negative");
}

static void
test_alone (void)
{
  g_autoptr (LnetGraph) graph = graph_from_text (3, "0 1 1");
  g_autoptr (LnetMatchingDual) dual = lnet_matching_dual_new (3, 0);

  dual->edges = graph->edges;
  dual->n_edges = 1;
  dual->y[0] = 2;
  assert_refused (dual, "Vertex 0 is without a partner");
  dual->matched[0] = dual->matched[1] = 0;
  assert_accepted (dual);
  dual->y[2] = 1;
  assert_refused (dual, "Vertex 2 is without a partner");
}

static void
test_partners (void)
{
  g_autoptr (LnetGraph) graph = NULL;
  g_autoptr (LnetMatchingDual) dual = make_triangle (&graph);

  dual->matched[2] = dual->matched[3] = 4;
  assert_refused (dual, "Vertex 2 is matched by an edge that there is not");
  dual->matched[2] = 3;
  dual->matched[3] = 2;
  assert_refused (dual, "Vertex 2 and its partner do not agree");
  dual->matched[2] = 2;
  assert_refused (dual, "Vertex 2 and its partner do not agree");
  dual->matched[2] = dual->matched[3] = 3;
  graph->edges[3].u = 3;
  assert_refused (dual, "Vertex 2 and its partner do not agree");
  graph->edges[3].u = 2;
  assert_accepted (dual);
  dual->usable = g_malloc0 (4);
  assert_refused (dual, "Vertex 0 is matched by an edge that there is not");
}

static void
test_blossoms (void)
{
  g_autoptr (LnetGraph) graph = NULL;
  g_autoptr (LnetMatchingDual) dual = make_triangle (&graph);

  dual->parent[2] = G_MAXUINT32;
  assert_refused (dual, "Blossom 0 has 2 vertices");
  dual->parent[1] = G_MAXUINT32;
  assert_refused (dual, "Blossom 0 has 1 vertices");
  dual->parent[1] = 4;
  dual->parent[3] = 3;
  assert_refused (dual, "Node 3 is part of something else");
  dual->parent[3] = 2;
  assert_refused (dual, "Node 3 is part of something else");
  dual->parent[3] = 5;
  assert_refused (dual, "Node 3 is part of something else");
  dual->parent[3] = G_MAXUINT32;
  dual->parent[2] = 4;
  assert_accepted (dual);
  dual->parent[4] = 4;
  assert_refused (dual, "Node 4 is part of something else");
}

static void
test_unmatched_blossom (void)
{
  g_autoptr (LnetMatchingDual) dual = lnet_matching_dual_new (3, 1);

  assert_refused (dual, "Blossom 0 has 0 vertices");
  dual->parent[0] = dual->parent[1] = dual->parent[2] = 3;
  assert_refused (dual, "Blossom 0 is not matched within");
}

static void
test_values (void)
{
  g_autoptr (LnetGraph) graph = NULL;
  g_autoptr (LnetMatchingDual) dual = make_triangle (&graph);

  dual->y[3]--;
  assert_refused (dual, "edge 3 do not come");
  dual->y[0]++;
  assert_refused (dual, "edge 3 do not come");
  dual->y[3]++;
  assert_refused (dual, "differ in their sums");
  dual->z[0]--;
  assert_refused (dual, "edge 1 do not come");
  dual->y[0]--;
  assert_refused (dual, "edge 0 do not come");
  dual->z[0] += 2;
  assert_refused (dual, "differ in their sums");
}

/* Sums that are right again in 64 bits. */
static void
test_wide_values (void)
{
  g_autoptr (LnetGraph) graph = NULL;
  g_autoptr (LnetMatchingDual) dual = make_triangle (&graph);

  dual->y[0] = dual->y[1] = dual->y[2] = dual->y[3] = G_MAXINT64;
  assert_refused (dual, "differ in their sums");
  for (guint32 v = 0; v < 4; v++)
    dual->y[v] = 1 + (G_GINT64_CONSTANT (1) << 62);
  assert_refused (dual, "differ in their sums");
  dual->bonus = G_MAXINT64;
  assert_refused (dual, "Weights are not what they are");
}

/* Of a path of three edges the one in the middle outweighs both others: more pairs weigh more only with a bonus. */
static void
test_bonus (void)
{
  g_autoptr (LnetGraph) graph = graph_from_text (4, "0 1 1, 1 2 5, 2 3 1");
  g_autoptr (LnetMatchingDual) dual = lnet_matching_dual_new (4, 0);

  dual->edges = graph->edges;
  dual->n_edges = 3;
  dual->matched[1] = dual->matched[2] = 1;
  dual->y[1] = dual->y[2] = 5;
  assert_accepted (dual);
  dual->goal = LNET_MATCHING_LARGEST_HEAVIEST;
  assert_refused (dual, "More pairs do not always weigh more");
  dual->bonus = 3;
  dual->y[1] = dual->y[2] = 8;
  assert_refused (dual, "More pairs do not always weigh more");
  dual->bonus = 4;
  dual->y[1] = dual->y[2] = 9;
  assert_refused (dual, "edge 0 do not come");
}

/* --- each part of a proof altered --- */

static void
alter_values (const LnetMatchingDual *dual)
{
  static const gint64 by[] = { 1, -1, 2, -2, G_GINT64_CONSTANT (1) << 61, -(G_GINT64_CONSTANT (1) << 61) };
  g_autoptr (LnetMatchingDual) other = copy (dual);

  for (guint i = 0; i < G_N_ELEMENTS (by); i++)
    {
      for (guint32 v = 0; v < dual->n; v++)
        {
          other->y[v] = dual->y[v] + by[i];
          assert_refused (other, NULL);
          other->y[v] = dual->y[v];
        }
      for (guint32 blossom = 0; blossom < dual->n_blossoms; blossom++)
        {
          other->z[blossom] = dual->z[blossom] + by[i];
          assert_refused (other, NULL);
          other->z[blossom] = dual->z[blossom];
        }
    }
  assert_accepted (other);
}

static void
alter_partners (const LnetMatchingDual *dual)
{
  g_autoptr (LnetMatchingDual) other = copy (dual);

  for (guint32 v = 0; v < dual->n; v++)
    {
      for (guint32 edge = 0; edge <= dual->n_edges + 1; edge++)
        {
          other->matched[v] = edge <= dual->n_edges ? edge : G_MAXUINT32;
          if (other->matched[v] != dual->matched[v])
            assert_refused (other, NULL);
        }
      other->matched[v] = dual->matched[v];
      if (other->matched[v] == G_MAXUINT32)
        continue;
      other->usable[other->matched[v]] = FALSE;
      assert_refused (other, NULL);
      other->usable[other->matched[v]] = TRUE;
    }
  assert_accepted (other);
}

static void
alter_blossoms (const LnetMatchingDual *dual)
{
  g_autoptr (LnetMatchingDual) other = copy (dual);

  for (guint32 node = 0; node < dual->n + dual->n_blossoms; node++)
    {
      for (guint32 parent = 0; parent <= dual->n + dual->n_blossoms + 1; parent++)
        {
          other->parent[node] = parent <= dual->n + dual->n_blossoms ? parent : G_MAXUINT32;
          if (other->parent[node] != dual->parent[node])
            assert_refused (other, NULL);
        }
      other->parent[node] = dual->parent[node];
    }
  assert_accepted (other);
}

static gboolean
is_matched (const LnetMatchingDual *dual,
            guint32                 edge)
{
  return dual->matched[dual->edges[edge].u] == edge;
}

/* What an edge may weigh more: nothing, if it is matched; else as much as the vertices and blossoms leave room for. */
static gint64
get_room (const LnetMatchingDual *dual,
          guint32                 edge)
{
  guint32 u = dual->edges[edge].u, v = dual->edges[edge].v;
  gint64 room = dual->y[u] + dual->y[v] - 2 * dual->edges[edge].weight;

  for (guint32 blossom = dual->parent[u]; blossom != G_MAXUINT32; blossom = dual->parent[blossom])
    for (guint32 other = dual->parent[v]; other != G_MAXUINT32; other = dual->parent[other])
      if (blossom == other)
        room += dual->z[blossom - dual->n];
  return room / 2;
}

static void
alter_weights (const LnetMatchingDual *dual)
{
  g_autofree LnetGraphEdge *edges = g_memdup2 (dual->edges, dual->n_edges * sizeof (LnetGraphEdge));
  g_autoptr (LnetMatchingDual) other = copy (dual);

  other->edges = edges;
  for (guint32 edge = 0; edge < dual->n_edges; edge++)
    {
      gint64 room = get_room (dual, edge);

      edges[edge].weight += room;
      assert_accepted (other);
      edges[edge].weight++;
      assert_refused (other, NULL);
      edges[edge].weight = dual->edges[edge].weight - 1;
      if (is_matched (dual, edge))
        assert_refused (other, NULL);
      else
        assert_accepted (other);
      edges[edge].weight++;
    }
}

static void
test_alter (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  guint n_blossoms = 0, n_nested = 0;

  for (guint i = 0; i < times (300); i++)
    {
      g_autoptr (LnetGraph) graph = graph_at_random (rand, (guint32) g_rand_int_range (rand, 5, 14), 60, 1, 7);
      g_autoptr (LnetMatching) matching = lnet_matching_new (graph, LNET_MATCHING_HEAVIEST);
      g_autoptr (LnetMatchingDual) dual = NULL;

      g_assert_true (lnet_matching_solve (matching, NULL, NULL));
      dual = lnet_matching_export (matching);
      assert_accepted (dual);
      alter_values (dual);
      alter_partners (dual);
      alter_blossoms (dual);
      alter_weights (dual);
      n_blossoms += dual->n_blossoms;
      for (guint32 blossom = 0; blossom < dual->n_blossoms; blossom++)
        n_nested += dual->parent[dual->n + blossom] != G_MAXUINT32;
    }
  g_assert_cmpuint (n_blossoms, >, times (100));
  g_assert_cmpuint (n_nested, >, 0);
}

static guint32
get_largest (const LnetMatchingDual *dual)
{
  g_autofree guint32 *sizes = g_new0 (guint32, dual->n + dual->n_blossoms + 1);
  guint32 largest = 0;

  for (guint32 node = 0; node < dual->n + dual->n_blossoms; node++)
    {
      sizes[node] += node < dual->n;
      if (dual->parent[node] != G_MAXUINT32)
        sizes[dual->parent[node]] += sizes[node];
      if (node >= dual->n)
        largest = MAX (largest, sizes[node]);
    }
  return largest;
}

/* Vertices on a path, so that all can have a partner, with other edges here and there. */
static LnetGraph *
make_path (GRand   *rand,
           guint32  n)
{
  LnetGraph *graph = lnet_graph_new (n, n * n);

  for (guint32 u = 0; u < n; u++)
    for (guint32 v = u + 1; v < n; v++)
      if (v == u + 1 || g_rand_int_range (rand, 0, 3) == 0)
        lnet_graph_add (graph, u, v, g_rand_int_range (rand, 0, 20));
  return graph;
}

/* Large blossoms turned inside out prove the same, and are not large any more. Changes bring them about. */
static void
test_turned_out (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  guint n_turned = 0;

  for (guint run = 0; run < 500; run++)
    {
      guint32 n = 4 + 2 * (guint32) g_rand_int_range (rand, 0, 8);
      g_autoptr (LnetGraph) graph = make_path (rand, n);
      g_autoptr (LnetMatching) matching = lnet_matching_new (graph, LNET_MATCHING_LARGEST_HEAVIEST);

      for (guint change = 0; change < 20; change++)
        {
          g_autoptr (LnetMatchingDual) dual = NULL;
          g_autoptr (GError) error = NULL;

          lnet_matching_set_weight (matching, (guint32) g_rand_int_range (rand, 0, (gint32) graph->n_edges),
                                    g_rand_int_range (rand, 0, 20));
          g_assert_true (lnet_matching_solve (matching, NULL, NULL));
          g_assert_cmpuint (lnet_matching_get_size (matching), ==, n / 2);
          dual = lnet_matching_export (matching);
          n_turned += get_largest (dual) > n / 2;
          lnet_matching_dual_turn_out (dual);
          g_assert_true (lnet_matching_dual_certify (dual, &error));
          g_assert_no_error (error);
          g_assert_cmpuint (get_largest (dual), <=, n / 2);
        }
    }
  g_assert_cmpuint (n_turned, >, 20);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/matching/certify/accepted", test_accepted);
  g_test_add_func ("/matching/certify/negative-vertex", test_negative_vertex);
  g_test_add_func ("/matching/certify/negative-blossom", test_negative_blossom);
  g_test_add_func ("/matching/certify/alone", test_alone);
  g_test_add_func ("/matching/certify/partners", test_partners);
  g_test_add_func ("/matching/certify/blossoms", test_blossoms);
  g_test_add_func ("/matching/certify/unmatched-blossom", test_unmatched_blossom);
  g_test_add_func ("/matching/certify/values", test_values);
  g_test_add_func ("/matching/certify/wide-values", test_wide_values);
  g_test_add_func ("/matching/certify/bonus", test_bonus);
  g_test_add_func ("/matching/certify/alter", test_alter);
  g_test_add_func ("/matching/certify/turned-out", test_turned_out);
  return g_test_run ();
}
