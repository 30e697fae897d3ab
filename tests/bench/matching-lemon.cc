/* SPDX-License-Identifier: GPL-3.0-or-later */

/* matching-lemon GRAPH: as `matching`, by LEMON. */

#include <cinttypes>
#include <cstdint>
#include <lemon/matching.h>
#include <lemon/smart_graph.h>
#include <vector>

#include "lnet-measure.h"

using namespace lemon;

struct Edge
{
  int u, v;
  int64_t weight;
};

static bool
read_graph (const char *path, int &n, std::vector<Edge> &edges)
{
  FILE *file = fopen (path, "r");
  int m = -1;

  if (file == NULL || fscanf (file, "%d %d", &n, &m) != 2 || m < 0)
    return false;
  edges.resize (m);
  for (Edge &edge : edges)
    if (fscanf (file, "%d %d %" SCNd64, &edge.u, &edge.v, &edge.weight) != 3)
      return false;
  fclose (file);
  return true;
}

static void
solve (int n, const std::vector<Edge> &edges)
{
  typedef SmartGraph::EdgeMap<int64_t> Weights;
  LnetMeasure measure;

  lnet_measure_memory (&measure);
  SmartGraph graph;
  graph.reserveNode (n);
  graph.reserveEdge ((int) edges.size ());
  for (int i = 0; i < n; i++)
    graph.addNode ();
  Weights weights (graph);
  for (const Edge &edge : edges)
    weights[graph.addEdge (graph.nodeFromId (edge.u), graph.nodeFromId (edge.v))] = edge.weight;
  MaxWeightedMatching<SmartGraph, Weights> matching (graph, weights);
  lnet_measure_time (&measure);
  matching.run ();
  lnet_measure_print (&measure);
  printf ("weight %" PRId64 "\n", (int64_t) matching.matchingWeight ());
  printf ("size %d\n", matching.matchingSize ());
}

int
main (int argc, char *argv[])
{
  std::vector<Edge> edges;
  int n = 0;

  if (argc != 2)
    return 2;
  if (!read_graph (argv[1], n, edges))
    return 1;
  solve (n, edges);
  return 0;
}
