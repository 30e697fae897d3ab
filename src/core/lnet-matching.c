/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-matching-private.h"

#include <string.h>

/* With how many of its heaviest edges each vertex begins. */
#define N_FIRST_EDGES 6

static gint64
get_weight (const LnetMatching *self,
            guint32             edge)
{
  return 2 * (self->graph->edges[edge].weight + self->bonus);
}

LnetMatching *
lnet_matching_new (const LnetGraph  *graph,
                   LnetMatchingGoal  goal)
{
  LnetMatching *self = g_new0 (LnetMatching, 1);
  guint32 n = graph->n;

  self->graph = graph;
  self->goal = goal;
  self->n = n;
  self->n_edges = graph->n_edges;
  self->looked_at = g_new0 (guint8, graph->n_edges + 1);
  self->arc_start = g_new0 (guint32, n + 2);
  self->nodes = g_new0 (LnetMatchingNode, 2 * n + 1);
  self->free_blossoms = g_new (guint32, n + 1);
  self->set_of = g_new (guint32, n + 1);
  self->owner = g_new (guint32, n + 1);
  self->free_sets = g_new (guint32, n + 1);
  self->next_vertex = g_new (guint32, n + 1);
  self->best = g_new0 (gint64, n + 1);
  self->best_edge = g_new0 (guint32, n + 1);
  self->best_search = g_new0 (guint32, n + 1);
  self->partner = g_new (guint32, n + 1);
  self->partner_edge = g_new (guint32, n + 1);
  self->queue = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->touched = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->heap = g_array_new (FALSE, FALSE, sizeof (LnetMatchingEvent));
  self->circuit = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->opposite = g_array_new (FALSE, FALSE, sizeof (guint32));
  return self;
}

void
lnet_matching_free (LnetMatching *self)
{
  g_free (self->looked_at);
  g_free (self->arc_start);
  g_free (self->arcs);
  g_free (self->nodes);
  g_free (self->free_blossoms);
  g_free (self->set_of);
  g_free (self->owner);
  g_free (self->free_sets);
  g_free (self->next_vertex);
  g_free (self->best);
  g_free (self->best_edge);
  g_free (self->best_search);
  g_free (self->partner);
  g_free (self->partner_edge);
  g_array_unref (self->queue);
  g_array_unref (self->touched);
  g_array_unref (self->heap);
  g_array_unref (self->circuit);
  g_array_unref (self->opposite);
  g_free (self);
}

/* --- which edges are looked at --- */

/* The arcs of all edges that are looked at, by vertex, in order of the edges. */
static void
arrange_arcs (LnetMatching *self)
{
  const LnetGraphEdge *edges = self->graph->edges;
  g_autofree guint32 *at = NULL;

  memset (self->arc_start, 0, (self->n + 2) * sizeof (guint32));
  for (guint32 e = 0; e < self->n_edges; e++)
    if (self->looked_at[e])
      {
        self->arc_start[edges[e].u + 1]++;
        self->arc_start[edges[e].v + 1]++;
      }
  for (guint32 v = 0; v < self->n; v++)
    self->arc_start[v + 1] += self->arc_start[v];
  self->arcs = g_renew (LnetMatchingArc, self->arcs, self->arc_start[self->n] + 1);
  at = g_memdup2 (self->arc_start, (self->n + 1) * sizeof (guint32));
  for (guint32 e = 0; e < self->n_edges; e++)
    if (self->looked_at[e])
      {
        self->arcs[at[edges[e].u]++] = (LnetMatchingArc) { edges[e].v, e, get_weight (self, e) };
        self->arcs[at[edges[e].v]++] = (LnetMatchingArc) { edges[e].u, e, get_weight (self, e) };
      }
}

/* Keeps the edge among the vertex's heaviest, heaviest first. */
static void
offer (LnetMatching *self,
       guint32      *heaviest,
       guint32       vertex,
       guint32       edge)
{
  guint32 *kept = heaviest + (gsize) vertex * N_FIRST_EDGES;
  gint64 weight = self->graph->edges[edge].weight;
  guint at = N_FIRST_EDGES;

  while (at > 0 && (kept[at - 1] == LNET_MATCHING_NONE || self->graph->edges[kept[at - 1]].weight < weight))
    {
      if (at < N_FIRST_EDGES)
        kept[at] = kept[at - 1];
      at--;
    }
  if (at < N_FIRST_EDGES)
    kept[at] = edge;
}

static void
choose_first_edges (LnetMatching *self)
{
  gsize n_kept = (gsize) self->n * N_FIRST_EDGES;
  g_autofree guint32 *heaviest = g_new (guint32, n_kept + 1);

  memset (heaviest, 0xff, n_kept * sizeof (guint32));
  for (guint32 e = 0; e < self->n_edges; e++)
    if (get_weight (self, e) > 0)
      {
        offer (self, heaviest, self->graph->edges[e].u, e);
        offer (self, heaviest, self->graph->edges[e].v, e);
      }
  memset (self->looked_at, 0, self->n_edges);
  for (gsize i = 0; i < n_kept; i++)
    if (heaviest[i] != LNET_MATCHING_NONE)
      self->looked_at[heaviest[i]] = TRUE;
}

/* --- values to begin with --- */

static void
set_up_nodes (LnetMatching *self)
{
  memset (self->nodes, 0, 2 * (gsize) self->n * sizeof (LnetMatchingNode));
  for (guint32 v = 0; v < self->n; v++)
    {
      self->nodes[v] = (LnetMatchingNode) {
        .base = v, .mate = LNET_MATCHING_NONE, .mate_edge = LNET_MATCHING_NONE, .parent = LNET_MATCHING_NONE,
        .set = v, .size = 1, .first = v, .last = v,
      };
      self->set_of[v] = self->owner[v] = v;
      self->next_vertex[v] = LNET_MATCHING_NONE;
      self->free_blossoms[v] = 2 * self->n - 1 - v;
    }
  self->n_free_blossoms = self->n;
  self->n_free_sets = 0;
  self->search = 0;
  memset (self->best_search, 0, self->n * sizeof (guint32));
  for (guint32 e = 0; e < self->n_edges; e++)
    {
      gint64 half = get_weight (self, e) / 2;
      LnetMatchingNode *u = &self->nodes[self->graph->edges[e].u], *v = &self->nodes[self->graph->edges[e].v];

      u->dual = MAX (u->dual, half);
      v->dual = MAX (v->dual, half);
    }
}

/* Lowers the value of a vertex without a partner as far as its edges let it, and takes a partner who is free to be one,
 * if there is such by then. */
static void
settle_vertex (LnetMatching *self,
               guint32       vertex)
{
  gint64 least = 0;
  guint32 partner = LNET_MATCHING_NONE, edge = LNET_MATCHING_NONE;

  for (guint32 i = self->arc_start[vertex]; i < self->arc_start[vertex + 1]; i++)
    {
      const LnetMatchingArc *arc = &self->arcs[i];
      guint32 node = lnet_matching_top (self, arc->to);
      gint64 needed = arc->weight - self->nodes[arc->to].dual;
      gboolean single = node == arc->to && self->nodes[node].mate == LNET_MATCHING_NONE;

      if (needed > least || (needed == least && single && partner == LNET_MATCHING_NONE))
        {
          least = needed;
          partner = single ? arc->to : LNET_MATCHING_NONE;
          edge = arc->edge;
        }
    }
  self->nodes[vertex].dual = least;
  if (partner == LNET_MATCHING_NONE)
    return;
  self->nodes[vertex].mate = partner;
  self->nodes[partner].mate = vertex;
  self->nodes[vertex].mate_edge = self->nodes[partner].mate_edge = edge;
}

static void
settle_vertices (LnetMatching *self)
{
  for (guint32 v = 0; v < self->n; v++)
    if (lnet_matching_top (self, v) == v && self->nodes[v].mate == LNET_MATCHING_NONE)
      settle_vertex (self, v);
}

static gboolean
search_all (LnetMatching  *self,
            GCancellable  *cancellable,
            GError       **error)
{
  for (guint32 v = 0; v < self->n; v++)
    {
      guint32 node = lnet_matching_top (self, v);

      if (self->nodes[node].mate == LNET_MATCHING_NONE && self->nodes[node].base == v && self->nodes[v].dual > 0)
        {
          if ((self->search & 255) == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          lnet_matching_search (self, node);
        }
    }
  return TRUE;
}

/* --- edges that were not looked at --- */

/* What the blossoms that hold both ends add to an edge's slack. */
static gint64
get_common (const LnetMatching *self,
            guint32             u,
            guint32             v)
{
  gint64 common = 0;

  if (lnet_matching_top (self, u) != lnet_matching_top (self, v))
    return 0;
  for (guint32 over_u = self->nodes[u].parent; over_u != LNET_MATCHING_NONE; over_u = self->nodes[over_u].parent)
    for (guint32 over_v = self->nodes[v].parent; over_v != LNET_MATCHING_NONE; over_v = self->nodes[over_v].parent)
      if (over_u == over_v)
        {
          for (; over_u != LNET_MATCHING_NONE; over_u = self->nodes[over_u].parent)
            common += self->nodes[over_u].dual;
          return common;
        }
  return common;
}

static gint64
get_slack (const LnetMatching *self,
           guint32             edge)
{
  const LnetGraphEdge *of = &self->graph->edges[edge];
  gint64 slack = self->nodes[of->u].dual + self->nodes[of->v].dual - get_weight (self, edge);

  return slack < 0 ? slack + get_common (self, of->u, of->v) : slack;
}

/* Takes a vertex out of all blossoms and from its partner, and raises its value by @more. */
static void
loosen (LnetMatching *self,
        guint32       vertex,
        gint64        more)
{
  guint32 mate;

  while (lnet_matching_top (self, vertex) != vertex)
    lnet_matching_dissolve (self, lnet_matching_top (self, vertex));
  mate = self->nodes[vertex].mate;
  if (mate != LNET_MATCHING_NONE)
    self->nodes[lnet_matching_top (self, mate)].mate = LNET_MATCHING_NONE;
  self->nodes[vertex].mate = LNET_MATCHING_NONE;
  self->nodes[vertex].dual += more;
}

/* Takes the edges in whose slack is negative. How many there are. */
static guint32
add_edges (LnetMatching *self)
{
  g_autoptr (GArray) added = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 e = 0; e < self->n_edges; e++)
    if (!self->looked_at[e] && get_slack (self, e) < 0)
      {
        self->looked_at[e] = TRUE;
        g_array_append_val (added, e);
      }
  if (added->len == 0)
    return 0;
  arrange_arcs (self);
  for (guint i = 0; i < added->len; i++)
    {
      guint32 e = g_array_index (added, guint32, i);
      gint64 slack = get_slack (self, e);

      if (slack < 0)
        loosen (self, self->graph->edges[e].u, -slack);
    }
  return added->len;
}

gboolean
lnet_matching_solve (LnetMatching  *self,
                     GCancellable  *cancellable,
                     GError       **error)
{
  choose_first_edges (self);
  arrange_arcs (self);
  set_up_nodes (self);
  do
    {
      settle_vertices (self);
      if (!search_all (self, cancellable, error))
        return FALSE;
    }
  while (add_edges (self) > 0);
  lnet_matching_unfold (self);
  return TRUE;
}

/* --- what came of it --- */

guint32
lnet_matching_get_partner (const LnetMatching *self,
                           guint32             vertex)
{
  return self->partner[vertex];
}

gint64
lnet_matching_get_weight (const LnetMatching *self)
{
  gint64 weight = 0;

  for (guint32 v = 0; v < self->n; v++)
    if (self->partner[v] != LNET_MATCHING_NONE && self->partner[v] > v)
      weight += self->graph->edges[self->partner_edge[v]].weight;
  return weight;
}

guint32
lnet_matching_get_size (const LnetMatching *self)
{
  guint32 size = 0;

  for (guint32 v = 0; v < self->n; v++)
    size += self->partner[v] != LNET_MATCHING_NONE && self->partner[v] > v;
  return size;
}
