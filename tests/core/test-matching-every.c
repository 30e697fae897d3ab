/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every graph of up to six vertices whose edges are light or heavy, and of those of seven some, against all their
 * matchings. `build-aux/test matchings` takes all of seven, too. */

#include "config.h"

#include <string.h>

#include "matching-reference.h"

#define MOST_VERTICES 7

/* What no, light and heavy edges weigh; the first is not looked at. */
static const int weights[][3] = { { 0, 1, 2 }, { 0, 2, 3 }, { 0, 1, 3 }, { 0, -1, 1 }, { 0, 3, 3 }, { 0, 3, 5 } };

/* A graph: for each pair of vertices whether it has no, a light or a heavy edge, as digits to the base of 3; pairs in
 * the order of their later vertex. */
static LnetGraph *
make_graph (guint32    n,
            guint64    code,
            const int *weigh)
{
  LnetGraph *graph = lnet_graph_new (n, n * n / 2 + 1);

  for (guint32 v = 1; v < n; v++)
    for (guint32 u = 0; u < v; u++, code /= 3)
      if (code % 3 != 0)
        lnet_graph_add (graph, u, v, weigh[code % 3]);
  return graph;
}

static guint64
power (guint64 base,
       guint   times_itself)
{
  return times_itself == 0 ? 1 : base * power (base, times_itself - 1);
}

static void
unpack (guint32 n,
        guint64 code,
        guint8  edges[MOST_VERTICES][MOST_VERTICES])
{
  for (guint32 v = 1; v < n; v++)
    for (guint32 u = 0; u < v; u++, code /= 3)
      edges[u][v] = edges[v][u] = (guint8) (code % 3);
}

/* Adds to @least what @n vertices are called in @order, if the code is lower. */
static void
try_orders (guint32  n,
            guint8   edges[MOST_VERTICES][MOST_VERTICES],
            guint8  *order,
            guint32  n_placed,
            guint64  code,
            guint64  digit,
            guint64 *least)
{
  if (n_placed == n)
    *least = MIN (*least, code);
  for (guint8 v = 0; v < n && n_placed < n; v++)
    {
      guint64 more = code, at = digit;

      if (memchr (order, v, n_placed) != NULL)
        continue;
      for (guint32 i = 0; i < n_placed; i++, at *= 3)
        more += at * edges[order[i]][v];
      order[n_placed] = v;
      try_orders (n, edges, order, n_placed + 1, more, at, least);
    }
}

/* The same for all graphs that differ only in what their vertices are called. */
static guint64
get_name (guint32 n,
          guint64 code)
{
  guint8 edges[MOST_VERTICES][MOST_VERTICES] = { 0 }, order[MOST_VERTICES];
  guint64 least = G_MAXUINT64;

  unpack (n, code, edges);
  try_orders (n, edges, order, 0, 0, 1, &least);
  return least;
}

/* One of each kind of graph with one vertex more than those in @smaller have, @n then. */
static GArray *
extend (GArray *smaller,
        guint32 n)
{
  GArray *larger = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  guint64 first = power (3, (n - 1) * (n - 2) / 2);

  for (guint i = 0; i < smaller->len; i++)
    for (guint64 edges = 0; edges < power (3, n - 1); edges++)
      {
        guint64 code = g_array_index (smaller, guint64, i) + edges * first, name = get_name (n, code);

        if (g_hash_table_add (names, g_memdup2 (&name, sizeof name)))
          g_array_append_val (larger, code);
      }
  return larger;
}

/* Of the graphs with one vertex more than those in @smaller, @n then, one in @share; some of a kind several times. */
static void
look_at_larger (GArray *smaller,
                guint32 n,
                guint   share)
{
  guint64 first = power (3, (n - 1) * (n - 2) / 2);
  guint n_seen = 0;

  for (guint i = 0; i < smaller->len; i++)
    for (guint64 edges = 0; edges < power (3, n - 1); edges++)
      if (n_seen++ % share == 0)
        {
          guint64 code = g_array_index (smaller, guint64, i) + edges * first;
          g_autoptr (LnetGraph) graph = make_graph (n, code, weights[n_seen / share % G_N_ELEMENTS (weights)]);

          assert_best (graph);
        }
}

static GArray *
get_all (guint32 n)
{
  GArray *graphs = g_array_new (FALSE, TRUE, sizeof (guint64));

  g_array_set_size (graphs, 1);
  for (guint32 i = 2; i <= n; i++)
    {
      GArray *larger = extend (graphs, i);

      g_array_unref (graphs);
      graphs = larger;
    }
  return graphs;
}

static void
test_five (void)
{
  static const guint n_kinds[] = { 1, 3, 10, 66, 792 };

  for (guint32 n = 1; n <= 5; n++)
    {
      g_autoptr (GArray) graphs = get_all (n);

      g_assert_cmpuint (graphs->len, ==, n_kinds[n - 1]);
      for (guint i = 0; i < graphs->len; i++)
        for (guint w = 0; w < times (G_N_ELEMENTS (weights)); w++)
          {
            g_autoptr (LnetGraph) graph = make_graph (n, g_array_index (graphs, guint64, i), weights[w]);

            assert_best (graph);
          }
    }
}

static void
test_six (void)
{
  g_autoptr (GArray) five = get_all (5);

  look_at_larger (five, 6, 192456 / times (times (192456)));
}

/* Some of all, evenly. */
static void
test_seven (void)
{
  guint64 step = power (3, 21) / times (times (50000));

  for (guint64 code = 0; code < power (3, 21); code += step)
    {
      g_autoptr (LnetGraph) graph = make_graph (7, code, weights[code % G_N_ELEMENTS (weights)]);

      assert_best (graph);
    }
}

static void
test_all_seven (void)
{
  g_autoptr (GArray) six = get_all (6);

  g_assert_cmpuint (six->len, ==, 25506);
  look_at_larger (six, 7, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/matching/every/five", test_five);
  g_test_add_func ("/matching/every/six", test_six);
  g_test_add_func ("/matching/every/seven", test_seven);
  if (g_getenv ("LNET_EVERY_MATCHING") != NULL)
    g_test_add_func ("/matching/every/all-of-seven", test_all_seven);
  return g_test_run ();
}
