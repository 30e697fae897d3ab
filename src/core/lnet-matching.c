/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-matching-private.h"

#include <string.h>

#include "lnet-matching-dual.h"

/* With how many of its heaviest edges each vertex begins. */
#define N_FIRST_EDGES 6

gint64
lnet_matching_get_cost (const LnetMatching *self,
                        guint32             edge)
{
  return 2 * (self->edges[edge].weight + self->bonus);
}

gboolean
lnet_matching_is_usable (const LnetMatching *self,
                         guint32             edge)
{
  const LnetGraphEdge *of = &self->edges[edge];

  return !self->unusable[edge] && !self->absent[of->u] && !self->absent[of->v];
}

guint32
lnet_matching_count_nodes (const LnetMatching *self)
{
  return 2 * self->n;
}

gint64
lnet_matching_get_dual (const LnetMatching *self,
                        guint32             node)
{
  return self->nodes[node].dual;
}

guint32
lnet_matching_get_parent (const LnetMatching *self,
                          guint32             node)
{
  return self->nodes[node].parent;
}

LnetMatching *
lnet_matching_new (const LnetGraph  *graph,
                   LnetMatchingGoal  goal)
{
  LnetMatching *self = g_new0 (LnetMatching, 1);
  guint32 n = graph->n;

  self->goal = goal;
  self->n = n;
  self->n_edges = self->n_room = graph->n_edges;
  self->edges = g_memdup2 (graph->edges, graph->n_edges * sizeof (LnetGraphEdge));
  self->unusable = g_new0 (guint8, graph->n_edges + 1);
  self->absent = g_new0 (guint8, n + 1);
  self->changed = TRUE;
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
  g_free (self->edges);
  g_free (self->unusable);
  g_free (self->absent);
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
  const LnetGraphEdge *edges = self->edges;
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
        self->arcs[at[edges[e].u]++] = (LnetMatchingArc) { edges[e].v, e, lnet_matching_get_cost (self, e) };
        self->arcs[at[edges[e].v]++] = (LnetMatchingArc) { edges[e].u, e, lnet_matching_get_cost (self, e) };
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
  gint64 weight = self->edges[edge].weight;
  guint at = N_FIRST_EDGES;

  while (at > 0 && (kept[at - 1] == LNET_MATCHING_NONE || self->edges[kept[at - 1]].weight < weight))
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
    if (lnet_matching_get_cost (self, e) > 0 && lnet_matching_is_usable (self, e))
      {
        offer (self, heaviest, self->edges[e].u, e);
        offer (self, heaviest, self->edges[e].v, e);
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
      gint64 half = lnet_matching_is_usable (self, e) ? lnet_matching_get_cost (self, e) / 2 : 0;
      LnetMatchingNode *u = &self->nodes[self->edges[e].u], *v = &self->nodes[self->edges[e].v];

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
      if (self->progress != NULL && (v & 255) == 0)
        self->progress ((gdouble) v / self->n, self->progress_data);
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

gint64
lnet_matching_get_slack (const LnetMatching *self,
                         guint32             edge)
{
  const LnetGraphEdge *of = &self->edges[edge];
  gint64 slack = self->nodes[of->u].dual + self->nodes[of->v].dual - lnet_matching_get_cost (self, edge);

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
    if (!self->looked_at[e] && lnet_matching_is_usable (self, e) && lnet_matching_get_slack (self, e) < 0)
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
      gint64 slack = lnet_matching_get_slack (self, e);

      if (slack < 0)
        loosen (self, self->edges[e].u, -slack);
    }
  return added->len;
}

/* What is added to each weight so that one pair more always weighs more. */
static gint64
get_bonus (const LnetMatching *self)
{
  gint64 least = G_MAXINT64, most = G_MININT64;

  if (self->goal == LNET_MATCHING_HEAVIEST || self->n_edges == 0)
    return 0;
  for (guint32 e = 0; e < self->n_edges; e++)
    {
      least = MIN (least, self->edges[e].weight);
      most = MAX (most, self->edges[e].weight);
    }
  return (gint64) (self->n / 2) * (most - least) - least + 1;
}

gboolean
lnet_matching_solve (LnetMatching  *self,
                     GCancellable  *cancellable,
                     GError       **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (!self->changed)
    return TRUE;
  self->bonus = get_bonus (self);
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
  self->changed = FALSE;
  if (LNET_MATCHING_ALWAYS_CERTIFIES)
    lnet_matching_assert_best (self);
  return TRUE;
}

/* --- changes --- */

void
lnet_matching_set_progress (LnetMatching             *self,
                            LnetMatchingProgressFunc  progress,
                            gpointer                  user_data)
{
  self->progress = progress;
  self->progress_data = user_data;
}

void
lnet_matching_set_weight (LnetMatching *self,
                          guint32       edge,
                          gint64        weight)
{
  self->edges[edge].weight = weight;
  self->changed = TRUE;
}

void
lnet_matching_set_weights (LnetMatching *self,
                           const gint64 *weights)
{
  for (guint32 e = 0; e < self->n_edges; e++)
    lnet_matching_set_weight (self, e, weights[e]);
}

void
lnet_matching_set_usable (LnetMatching *self,
                          guint32       edge,
                          gboolean      usable)
{
  self->unusable[edge] = !usable;
  self->changed = TRUE;
}

void
lnet_matching_set_present (LnetMatching *self,
                           guint32       vertex,
                           gboolean      present)
{
  self->absent[vertex] = !present;
  self->changed = TRUE;
}

guint32
lnet_matching_add_edge (LnetMatching *self,
                        guint32       u,
                        guint32       v,
                        gint64        weight)
{
  if (self->n_edges == self->n_room)
    {
      self->n_room = MAX (64, self->n_room + self->n_room / 2);
      self->edges = g_renew (LnetGraphEdge, self->edges, self->n_room);
      self->unusable = g_renew (guint8, self->unusable, self->n_room);
      self->looked_at = g_renew (guint8, self->looked_at, self->n_room);
    }
  self->edges[self->n_edges] = (LnetGraphEdge) { u, v, weight };
  self->unusable[self->n_edges] = FALSE;
  self->changed = TRUE;
  return self->n_edges++;
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
      weight += self->edges[self->partner_edge[v]].weight;
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
