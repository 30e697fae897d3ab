/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Changes: each sees to the rules around what it changes, and notes which vertices a search is due to. */

#include "config.h"

#include "lnet-matching-private.h"

/* When more weights than one for so many vertices are others, it begins from nothing. */
#define MAX_OTHERS_SHARE 64

/* Whether an edge has to be tight: it is one of a pair, or of a blossom's circuit. */
static gboolean
is_held (const LnetMatching *self,
         guint32             edge)
{
  guint32 u = self->edges[edge].u;

  for (guint32 node = u; self->nodes[node].parent != LNET_MATCHING_NONE; node = self->nodes[node].parent)
    if (self->nodes[node].link_edge == edge || self->nodes[self->nodes[node].previous].link_edge == edge)
      return TRUE;
  return self->nodes[lnet_matching_top (self, u)].mate_edge == edge;
}

static guint32
get_size_around (const LnetMatching *self,
                 guint32             vertex)
{
  return self->nodes[lnet_matching_top (self, vertex)].size;
}

/* Raises the value at one end of an edge that breaks its rule. A pair that is no part of a blossom stays one. */
static void
raise_end (LnetMatching *self,
           guint32       edge,
           gint64        more)
{
  guint32 u = self->edges[edge].u, v = self->edges[edge].v;
  guint32 end = get_size_around (self, v) < get_size_around (self, u) ? v : u;

  if (lnet_matching_top (self, end) == end && self->nodes[end].mate_edge == edge)
    self->vertices[end].value += more;
  else
    {
      lnet_matching_loosen (self, end);
      self->vertices[end].value += MAX (0, -lnet_matching_get_slack (self, edge));
    }
}

/* Sees to the rules of an edge whose cost is another now. */
static void
see_to_edge (LnetMatching *self,
             guint32       edge)
{
  guint32 u = self->edges[edge].u;
  gint64 slack = lnet_matching_get_slack (self, edge);
  gboolean broken = lnet_matching_is_usable (self, edge) && slack < 0;

  lnet_matching_look_at_changed (self, edge);
  if (is_held (self, edge))
    {
      lnet_matching_note_rematched (self, lnet_matching_top (self, u));
      lnet_matching_note_rematched (self, lnet_matching_top (self, self->edges[edge].v));
      if (broken)
        raise_end (self, edge, -slack);
      else if (slack == 0 && lnet_matching_is_usable (self, edge))
        return;
      else if (self->nodes[lnet_matching_top (self, u)].mate_edge == edge)
        lnet_matching_part_from_mate (self, lnet_matching_top (self, u));
      else
        lnet_matching_loosen (self, u);
    }
  else if (broken)
    raise_end (self, edge, -slack);
}

/* Whether the bonus still is large enough once an edge weighs @weight. */
static gboolean
is_within_bonus (LnetMatching *self,
                 gint64        weight)
{
  return self->goal == LNET_MATCHING_HEAVIEST || (weight >= self->least && weight <= self->most);
}

void
lnet_matching_set_weight (LnetMatching *self,
                          guint32       edge,
                          gint64        weight)
{
  if (self->edges[edge].weight == weight)
    return;
  self->edges[edge].weight = weight;
  self->begun = self->begun && is_within_bonus (self, weight);
  if (!self->begun)
    return;
  lnet_matching_renew_cost (self, edge);
  see_to_edge (self, edge);
}

void
lnet_matching_set_weights (LnetMatching *self,
                           const gint64 *weights)
{
  guint32 n_others = 0;

  for (guint32 e = 0; e < self->n_edges; e++)
    n_others += self->edges[e].weight != weights[e];
  self->begun = self->begun && n_others <= self->n / MAX_OTHERS_SHARE;
  for (guint32 e = 0; e < self->n_edges; e++)
    lnet_matching_set_weight (self, e, weights[e]);
}

void
lnet_matching_set_usable (LnetMatching *self,
                          guint32       edge,
                          gboolean      usable)
{
  if (self->unusable[edge] == !usable)
    return;
  self->unusable[edge] = !usable;
  if (!self->begun)
    return;
  lnet_matching_renew_cost (self, edge);
  see_to_edge (self, edge);
}

/* The least value that all edges of a vertex let it have. */
static gint64
get_least_value (LnetMatching *self,
                 guint32       vertex)
{
  const LnetMatchingSpan *span = &self->spans[vertex];
  gint64 value = 0;

  for (guint32 i = span->start; i < span->start + span->n; i++)
    value = MAX (value, self->arcs[i].cost - lnet_matching_value (self, self->arcs[i].to));
  return value;
}

void
lnet_matching_set_present (LnetMatching *self,
                           guint32       vertex,
                           gboolean      present)
{
  if (self->vertices[vertex].absent == !present)
    return;
  if (self->begun && !present)
    lnet_matching_loosen (self, vertex);
  self->vertices[vertex].absent = !present;
  if (!self->begun)
    return;
  self->vertices[vertex].value = present ? get_least_value (self, vertex) : LNET_MATCHING_ABSENT;
  self->n_single += present ? 1 : -1;
  self->n_present += present ? 1 : -1;
  if (present)
    {
      lnet_matching_note_value (self, vertex, self->vertices[vertex].value);
      lnet_matching_lower (self, vertex, self->vertices[vertex].value - self->margin);
    }
  lnet_matching_list_push (&self->alone, vertex);
}

guint32
lnet_matching_add_edge (LnetMatching *self,
                        guint32       u,
                        guint32       v,
                        gint64        weight)
{
  guint32 edge = self->n_edges;

  if (edge == self->n_room)
    {
      self->n_room = MAX (64, self->n_room + self->n_room / 2);
      self->edges = g_renew (LnetGraphEdge, self->edges, self->n_room);
      self->unusable = g_renew (guint8, self->unusable, self->n_room);
      self->active = g_renew (guint8, self->active, self->n_room);
    }
  self->edges[edge] = (LnetGraphEdge) { u, v, weight };
  self->unusable[edge] = self->active[edge] = FALSE;
  self->n_edges++;
  self->begun = self->begun && is_within_bonus (self, weight);
  if (self->begun)
    {
      lnet_matching_add_arcs (self, edge);
      see_to_edge (self, edge);
    }
  return edge;
}
