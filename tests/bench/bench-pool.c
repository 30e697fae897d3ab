/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From people to a graph, and on to what is proposed: how long each step takes for a pool of people who are made up, in
 * processor time of this one thread. The graph is held against the matching of that same graph, and what is proposed
 * for one more, an odd number, against what is for an even one. */

#include "config.h"

#include <locale.h>
#include <stdlib.h>
#include <time.h>

#include "../core/made-pool.h"
#include "lnet-figures.h"
#include "lnet-pool-graph.h"
#include "lnet-pool-read.h"
#include "lnet-proposer.h"

#define SEED 5
#define GOAL LNET_MATCHING_LARGEST_HEAVIEST

typedef struct
{
  LnetFigures *read;
  LnetFigures *seal;
  LnetFigures *graph;
  LnetFigures *people;  /* both */
  LnetFigures *solve;
  LnetFigures *even;    /* from people to pairs */
  LnetFigures *waits;
  LnetFigures *triad;
  LnetFigures *best;
  LnetFigures *instead;
  guint32 n_edges;
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

static void
make_graph (Bench *bench,
            guint  n)
{
  g_autoptr (LnetPool) pool = make_people (n);
  g_autoptr (LnetPoolGraph) graph = NULL;
  g_autoptr (LnetMatching) matching = NULL;
  double start = get_time ();
  double sealed;

  lnet_pool_seal (pool);
  sealed = get_time ();
  graph = lnet_pool_graph_new (pool, GOAL, NULL, NULL);
  lnet_figures_add (bench->seal, sealed - start);
  lnet_figures_add (bench->graph, get_time () - sealed);
  lnet_figures_add (bench->people, get_time () - start);
  bench->n_edges = lnet_pool_graph_get_graph (graph)->n_edges;
  matching = lnet_matching_new (lnet_pool_graph_get_graph (graph), GOAL);
  start = get_time ();
  lnet_matching_solve (matching, NULL, NULL);
  lnet_figures_add (bench->solve, get_time () - start);
}

/* Everybody's best partner, and what could be done instead with one pair. */
static void
ask (Bench              *bench,
     LnetProposer       *proposer,
     const LnetProposal *proposal)
{
  const LnetProposedPair *pair = &g_array_index (proposal->pairs, LnetProposedPair, proposal->pairs->len / 2);
  g_autoptr (GPtrArray) instead = NULL;
  double start = get_time ();

  lnet_proposer_find_best_partners (proposer, NULL, NULL);
  lnet_figures_add (bench->best, get_time () - start);
  start = get_time ();
  instead = lnet_proposer_find_alternatives (proposer, proposal, pair->members, pair->n_members, 3, NULL, NULL);
  lnet_figures_add (bench->instead, get_time () - start);
}

static void
propose (Bench       *bench,
         LnetFigures *figures,
         guint        n,
         LnetPoolOdd  odd)
{
  g_autoptr (LnetPool) pool = make_people (n);
  g_autoptr (LnetProposer) proposer = NULL;
  g_autoptr (LnetProposal) proposal = NULL;
  double start = get_time ();

  lnet_pool_seal (pool);
  lnet_pool_set_odd (pool, odd);
  proposer = lnet_proposer_new (pool, NULL, NULL);
  proposal = lnet_proposer_solve (proposer, NULL, NULL);
  lnet_figures_add (figures, get_time () - start);
  if (figures == bench->even && proposal->pairs->len > 0)
    ask (bench, proposer, proposal);
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

/* bench-pool [MEMBERS [RUNS [FILE]]]: an even number, and FILE is what make-pool makes of as many. */
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
    lnet_figures_new ("people to pairs, an even number", "ms"),
    lnet_figures_new ("one more, one waits", "ms"),
    lnet_figures_new ("one more, a triad", "ms"),
    lnet_figures_new ("everybody's best partner", "ms"),
    lnet_figures_new ("what could be done instead with one pair", "ms"),
  };

  setlocale (LC_ALL, "");
  for (guint i = 0; i < n_runs; i++)
    {
      if (argc > 3 && !read_file (&bench, argv[3]))
        return 1;
      make_graph (&bench, n);
      propose (&bench, bench.even, n, LNET_POOL_ODD_TRIAD);
      propose (&bench, bench.waits, n + 1, LNET_POOL_ODD_WAITS);
      propose (&bench, bench.triad, n + 1, LNET_POOL_ODD_TRIAD);
    }
  if (argc > 3)
    lnet_figures_print (bench.read, bench.solve);
  lnet_figures_print (bench.seal, bench.solve);
  lnet_figures_print (bench.graph, bench.solve);
  lnet_figures_print (bench.people, bench.solve);
  lnet_figures_print (bench.solve, NULL);
  lnet_figures_print (bench.even, NULL);
  lnet_figures_print (bench.waits, bench.even);
  lnet_figures_print (bench.triad, bench.even);
  lnet_figures_print (bench.best, bench.even);
  lnet_figures_print (bench.instead, bench.even);
  g_print ("%u members: %u edges to begin with\n", n, bench.n_edges);
  return 0;
}
