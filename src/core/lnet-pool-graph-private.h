/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-pool-graph.h"
#include "lnet-pool-private.h"

G_BEGIN_DECLS

struct _LnetPoolGraph
{
  const LnetPool *pool;
  LnetGraph *graph;
  guint32 room;    /* for edges */
  gboolean whole;
  guint64 *lots;   /* by vertex: a hash of who it is and of the round */
  guint lot_bits;
  guint shift;     /* weight = score × 2^shift + lot */
};

gint64 lnet_pool_graph_make_weight (const LnetPoolGraph *self, guint32 a, guint32 b, int score);
void lnet_pool_graph_append (LnetPoolGraph *self, guint32 a, guint32 b, gint64 weight);

G_END_DECLS
