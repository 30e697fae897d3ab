/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-graph.h"

/* Graphs to measure with. The same arguments always give the same graph. */

typedef enum
{
  LNET_GRAPH_SPARSE,    /* ten edges a vertex, anywhere: degree 20 on the average */
  LNET_GRAPH_DENSE,     /* every pair */
  LNET_GRAPH_GEOMETRIC, /* points in a square, each with its ten nearest ones; the nearer, the heavier */
  LNET_GRAPH_CLUSTERED, /* groups of 40, of whose pairs two in five are edges, and an edge a vertex to anywhere, half as
                         * heavy */
} LnetGraphFamily;

/** @name: "sparse", "dense", "geometric", "clustered". FALSE when it is none of these. */
gboolean lnet_graph_family_from_name (const char *name, LnetGraphFamily *family);

/** Returns: (transfer full): one with weights from 1 to @most */
LnetGraph *lnet_graph_make (LnetGraphFamily family, guint32 n, gint32 most, guint32 seed);
