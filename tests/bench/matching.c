/* SPDX-License-Identifier: GPL-3.0-or-later */

/* matching GRAPH [--certify]: a heaviest matching of the graph in a file (see lnet-graph-file.h), and what it took.
 * What is made of the graph to be solved counts as memory, but not as time. With --certify it proves that there is no
 * better one. */

#include "config.h"

#include <locale.h>

#include "lnet-graph-file.h"
#include "lnet-matching.h"
#include "lnet-measure.h"

static gboolean
solve (LnetGraph *graph,
       gboolean   certifies,
       GError   **error)
{
  g_autoptr (LnetMatching) matching = NULL;
  LnetMeasure measure;

  lnet_measure_memory (&measure);
  matching = lnet_matching_new (graph, LNET_MATCHING_HEAVIEST);
  lnet_measure_time (&measure);
  if (!lnet_matching_solve (matching, NULL, error))
    return FALSE;
  lnet_measure_print (&measure);
  printf ("weight %" G_GINT64_FORMAT "\n", lnet_matching_get_weight (matching));
  printf ("size %u\n", lnet_matching_get_size (matching));
  if (certifies && !lnet_matching_certify (matching, error))
    return FALSE;
  if (certifies)
    printf ("proven to be one of the best\n");
  return TRUE;
}

int
main (int   argc,
      char *argv[])
{
  gboolean certifies = FALSE;
  const GOptionEntry options[] = {
    { "certify", 0, 0, G_OPTION_ARG_NONE, &certifies, "Prove that no matching is better", NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("GRAPH");
  g_autoptr (LnetGraph) graph = NULL;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2)
    {
      g_printerr ("usage: matching GRAPH [--certify]\n");
      return 2;
    }
  graph = lnet_graph_file_load (argv[1], &error);
  if (graph != NULL && solve (graph, certifies, &error))
    return 0;
  g_printerr ("%s\n", error->message);
  return 1;
}
