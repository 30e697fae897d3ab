/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The largest weight, either sign: sums of values stay far from the end of 64 bits. */
#define LNET_GRAPH_MAX_WEIGHT (G_GINT64_CONSTANT (1) << 58)

typedef struct
{
  guint32 u;
  guint32 v;
  gint64 weight;
} LnetGraphEdge;

/**
 * LnetGraph:
 *
 * Vertices 0 to n - 1 and weighted edges between two of them, none twice.
 */
typedef struct
{
  guint32 n;
  guint32 n_edges;
  LnetGraphEdge *edges;
} LnetGraph;

/** Returns: (transfer full): a graph without edges yet, with room for @n_edges */
LnetGraph *lnet_graph_new (guint32 n, guint32 n_edges);
void lnet_graph_free (LnetGraph *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetGraph, lnet_graph_free)

void lnet_graph_add (LnetGraph *self, guint32 u, guint32 v, gint64 weight);

G_END_DECLS
