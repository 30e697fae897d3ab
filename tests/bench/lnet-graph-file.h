/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "lnet-graph.h"

/* Graphs as text: lines that begin with # say something for people, the first other one is "n m", and m lines "u v w"
 * follow, one an edge: two vertices from 0 to n - 1, and a weight of either sign. No edge is there twice. */

#define LNET_GRAPH_FILE_MAX_VERTICES 50000000
#define LNET_GRAPH_FILE_MAX_WEIGHT (LNET_GRAPH_MAX_WEIGHT / 2)

/** Returns: (transfer full): NULL, and in @error a sentence with the line, if it is none */
LnetGraph *lnet_graph_file_parse (const char *text, gsize length, GError **error);

LnetGraph *lnet_graph_file_load (const char *path, GError **error);

/** Returns: (transfer full): the text of @graph */
GString *lnet_graph_file_format (const LnetGraph *graph);
