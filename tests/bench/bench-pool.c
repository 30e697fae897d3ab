/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From people to a graph, and on to the best pairs: how long each step takes for a pool of people who are made up, in
 * processor time of this one thread. What it is held against is the matching of that same graph. */

#include "config.h"

#include <locale.h>
#include <stdlib.h>
#include <time.h>

#include "../core/made-pool.h"
#include "lnet-figures.h"
#include "lnet-matching-dual.h"
#include "lnet-pool-graph.h"
#include "lnet-pool-read.h"

#define SEED 5
#define GOAL LNET_MATCHING_LARGEST_HEAVIEST

typedef struct
{
  LnetFigures *read;
  LnetFigures *seal;
  LnetFigures *graph;
  LnetFigures *people; /* both */
  LnetFigures *solve;
  LnetFigures *missing;
  LnetFigures *again;
  guint n_rounds;
  guint32 n_first;
  guint32 n_last;
} Bench;

static double
get_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static LnetPool *
make_people (guint n)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);

  return made_pool_new (rand, n, 9);
}

static guint32
add_missing (Bench         *bench,
             LnetPoolGraph *graph,
             LnetMatching  *matching)
{
  g_autoptr (LnetMatchingDual) dual = lnet_matching_export (matching);
  double start = get_time ();
  guint32 n_added;

  for (guint32 i = 0; i < dual->n; i++)
    dual->y[i] -= dual->bonus;
  lnet_pool_graph_add_missing (graph, dual->y, dual, &n_added, NULL, NULL);
  lnet_figures_add (bench->missing, get_time () - start);
  return n_added;
}

static void
solve (Bench         *bench,
       LnetPoolGraph *graph)
{
  g_autoptr (LnetMatching) matching = lnet_matching_new (lnet_pool_graph_get_graph (graph), GOAL);
  guint32 n_added;
  double start = get_time ();

  lnet_matching_solve (matching, NULL, NULL);
  lnet_figures_add (bench->solve, get_time () - start);
  bench->n_rounds = 0;
  while ((n_added = add_missing (bench, graph, matching)) > 0)
    {
      const LnetGraph *edges = lnet_pool_graph_get_graph (graph);

      for (guint32 i = edges->n_edges - n_added; i < edges->n_edges; i++)
        lnet_matching_add_edge (matching, edges->edges[i].u, edges->edges[i].v, edges->edges[i].weight);
      start = get_time ();
      lnet_matching_solve (matching, NULL, NULL);
      lnet_figures_add (bench->again, get_time () - start);
      bench->n_rounds++;
    }
}

static void
run (Bench *bench,
     guint  n)
{
  g_autoptr (LnetPool) pool = make_people (n);
  g_autoptr (LnetPoolGraph) graph = NULL;
  double start = get_time ();
  double sealed;

  lnet_pool_seal (pool);
  sealed = get_time ();
  graph = lnet_pool_graph_new (pool, GOAL, NULL, NULL);
  lnet_figures_add (bench->seal, sealed - start);
  lnet_figures_add (bench->graph, get_time () - sealed);
  lnet_figures_add (bench->people, get_time () - start);
  bench->n_first = lnet_pool_graph_get_graph (graph)->n_edges;
  solve (bench, graph);
  bench->n_last = lnet_pool_graph_get_graph (graph)->n_edges;
}

static gboolean
read_file (Bench      *bench,
           const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetReader) reader = lnet_reader_open (path, &error);
  double start = get_time ();
  g_autoptr (LnetPool) pool = reader == NULL ? NULL : lnet_pool_read (reader, NULL, "2026-11-24", &error);

  if (pool == NULL)
    {
      g_printerr ("%s\n", error->message);
      return FALSE;
    }
  lnet_figures_add (bench->read, get_time () - start);
  return TRUE;
}

/* bench-pool [MEMBERS [RUNS [FILE]]], where FILE is what make-pool makes of as many. */
int
main (int   argc,
      char *argv[])
{
  guint n = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 20000;
  guint n_runs = argc > 2 ? (guint) strtoul (argv[2], NULL, 10) : 3;
  Bench bench = {
    lnet_figures_new ("a network file to people, words and all", "ms"),
    lnet_figures_new ("people: words, places and times", "ms"),
    lnet_figures_new ("people: their best pairs", "ms"),
    lnet_figures_new ("people to graph", "ms"),
    lnet_figures_new ("solving that graph", "ms"),
    lnet_figures_new ("looking for what is missing in it", "ms"),
    lnet_figures_new ("solving it again with that", "ms"),
  };

  setlocale (LC_ALL, "");
  for (guint i = 0; i < n_runs; i++)
    {
      if (argc > 3 && !read_file (&bench, argv[3]))
        return 1;
      run (&bench, n);
    }
  if (argc > 3)
    lnet_figures_print (bench.read, bench.solve);
  lnet_figures_print (bench.seal, bench.solve);
  lnet_figures_print (bench.graph, bench.solve);
  lnet_figures_print (bench.people, bench.solve);
  lnet_figures_print (bench.solve, NULL);
  lnet_figures_print (bench.missing, bench.solve);
  if (bench.n_rounds > 0)
    lnet_figures_print (bench.again, bench.solve);
  g_print ("%u members: %u edges to begin with, %u after %u rounds\n", n, bench.n_first, bench.n_last, bench.n_rounds);
  return 0;
}
