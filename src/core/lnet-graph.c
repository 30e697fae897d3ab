/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-graph.h"

LnetGraph *
lnet_graph_new (guint32 n,
                guint32 n_edges)
{
  LnetGraph *self = g_new0 (LnetGraph, 1);

  self->n = n;
  self->edges = g_new (LnetGraphEdge, n_edges);
  return self;
}

void
lnet_graph_free (LnetGraph *self)
{
  g_free (self->edges);
  g_free (self);
}

void
lnet_graph_add (LnetGraph *self,
                guint32    u,
                guint32    v,
                gint64     weight)
{
  self->edges[self->n_edges++] = (LnetGraphEdge) { u, v, weight };
}
