/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "lnet-graph-file.h"
#include "lnet-matching.h"

/* What is read and written is read as the same, and what is refused is so with a line. A small graph is matched. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetGraph) graph = lnet_graph_file_parse ((const char *) data, size, &error);
  g_autoptr (LnetGraph) again = NULL;
  g_autoptr (GString) text = NULL;
  g_autoptr (LnetMatching) matching = NULL;

  if (graph == NULL)
    {
      g_assert_true (g_str_has_prefix (error->message, "Line "));
      return 0;
    }
  g_assert_no_error (error);
  text = lnet_graph_file_format (graph);
  again = lnet_graph_file_parse (text->str, text->len, NULL);
  g_assert_nonnull (again);
  g_assert_cmpuint (again->n, ==, graph->n);
  g_assert_cmpmem (again->edges, again->n_edges * sizeof (LnetGraphEdge),
                   graph->edges, graph->n_edges * sizeof (LnetGraphEdge));
  if (graph->n > 1000)
    return 0;
  matching = lnet_matching_new (graph, LNET_MATCHING_HEAVIEST);
  g_assert_true (lnet_matching_solve (matching, NULL, NULL));
  g_assert_true (lnet_matching_certify (matching, NULL));
  return 0;
}

void
fuzz_add_seeds (GPtrArray *seeds)
{
  static const char plain[] = "# a graph\n5 6\n0 1 7\n1 2 -3\n2 0 7\n2 3 144115188075855872\r\n 3\t4 0\n\n4 0 12\n";
  static const char empty[] = "0 0\n";

  g_ptr_array_add (seeds, g_bytes_new_static (plain, sizeof plain - 1));
  g_ptr_array_add (seeds, g_bytes_new_static (empty, sizeof empty - 1));
}
