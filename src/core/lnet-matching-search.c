/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One search: a tree of alternating paths from a vertex without a partner. */

#include "config.h"

#include "lnet-matching-private.h"

/* --- places in the tree --- */

static inline void
end_at (LnetMatching *self,
        gint64        key,
        guint32       from,
        guint32       vertex,
        guint32       edge)
{
  if (key >= self->end)
    return;
  self->end = key;
  self->end_from = from;
  self->end_vertex = vertex;
  self->end_edge = edge;
}

/* Moves the values of all vertices of a node that may be on an even place, and puts them there or away from it. */
static void
move_vertices (LnetMatching      *self,
               guint32            node,
               gint64             more,
               LnetMatchingLabel  label)
{
  guint8 tree = self->nodes[node].tree;

  for (guint32 v = self->nodes[node].first;; v = self->vertices[v].next)
    {
      LnetMatchingVertex *vertex = &self->vertices[v];

      vertex->label = label;
      vertex->tree = tree;
      vertex->value += more;
      if (label == LNET_MATCHING_EVEN)
        {
          end_at (self, vertex->value - self->floor, LNET_MATCHING_NONE, v, LNET_MATCHING_NONE);
          g_array_append_val (self->queue, v);
        }
      else if (!vertex->fallen)
        {
          vertex->fallen = TRUE;
          g_array_append_val (self->fallen, v);
        }
      if (v == self->nodes[node].last)
        break;
    }
}

void
lnet_matching_make_even (LnetMatching *self,
                         guint32       node,
                         guint8        tree)
{
  LnetMatchingNode *of = &self->nodes[node];

  of->tree = tree;
  of->label = LNET_MATCHING_EVEN;
  g_array_append_val (self->touched, node);
  if (node < self->n)
    {
      move_vertices (self, node, self->delta, LNET_MATCHING_EVEN);
      return;
    }
  move_vertices (self, node, self->sets[of->set].more + self->delta, LNET_MATCHING_EVEN);
  of->z -= 2 * self->delta;
}

void
lnet_matching_make_odd (LnetMatching *self,
                        guint32       node,
                        guint32       from,
                        guint32       at,
                        guint32       edge)
{
  LnetMatchingNode *of = &self->nodes[node];

  of->label = LNET_MATCHING_ODD;
  of->tree = self->vertices[from].tree;
  of->enter_from = from;
  of->enter_at = at;
  of->enter_edge = edge;
  g_array_append_val (self->touched, node);
  if (node < self->n)
    {
      self->vertices[node].label = LNET_MATCHING_ODD;
      self->vertices[node].value -= self->delta;
      return;
    }
  self->sets[of->set].label = LNET_MATCHING_ODD;
  self->sets[of->set].more -= self->delta;
  of->z += 2 * self->delta;
  lnet_matching_expect (self, of->z / 2, node);
}

static void
free_even (LnetMatching *self,
           guint32       node)
{
  LnetMatchingNode *of = &self->nodes[node];

  move_vertices (self, node, -self->delta, node < self->n ? LNET_MATCHING_FREE : LNET_MATCHING_INSIDE);
  if (node < self->n)
    return;
  of->z += 2 * self->delta;
  self->sets[of->set] = (LnetMatchingSet) { .owner = node, .seen = LNET_MATCHING_NONE };
}

static void
free_odd (LnetMatching *self,
          guint32       node)
{
  LnetMatchingNode *of = &self->nodes[node];

  if (node < self->n)
    {
      self->vertices[node].label = LNET_MATCHING_FREE;
      self->vertices[node].value += self->delta;
      return;
    }
  self->sets[of->set].label = LNET_MATCHING_FREE;
  self->sets[of->set].more += self->delta;
  of->z -= 2 * self->delta;
}

void
lnet_matching_make_free (LnetMatching *self,
                         guint32       node)
{
  if (self->nodes[node].label == LNET_MATCHING_EVEN)
    free_even (self, node);
  else
    free_odd (self, node);
  self->nodes[node].label = LNET_MATCHING_FREE;
  self->nodes[node].root = FALSE;
}

/* --- edges --- */

/* A node with a mate is reached, at @vertex. */
static void
reach (LnetMatching *self,
       guint32       vertex,
       guint32       node)
{
  const LnetMatchingVertex *of = &self->vertices[vertex];

  lnet_matching_make_odd (self, node, of->best_from, vertex, of->best_edge);
  lnet_matching_make_even (self, lnet_matching_top (self, self->nodes[node].mate), self->nodes[node].tree);
}

void
lnet_matching_see (LnetMatching *self,
                   guint32       vertex)
{
  LnetMatchingSet *set = &self->sets[self->vertices[vertex].set];

  if (set->seen_search != self->search)
    {
      set->seen_search = self->search;
      set->seen = LNET_MATCHING_NONE;
    }
  self->vertices[vertex].next_seen = set->seen;
  set->seen = vertex;
}

/* A free node is reached at Δ = @key, at @vertex. */
static void
expect_free (LnetMatching *self,
             guint32       vertex,
             gint64        key)
{
  guint32 node = lnet_matching_top (self, vertex);
  const LnetMatchingVertex *of = &self->vertices[vertex];

  if (self->nodes[node].mate == LNET_MATCHING_NONE)
    end_at (self, key, of->best_from, vertex, of->best_edge);
  else if (key == self->delta)
    reach (self, vertex, node);
  else
    lnet_matching_heap_push (&self->heap, key, vertex, 0);
}

/* @slack: of the edge to a vertex that is not in the tree, at Δ = 0 as far as the even end goes. */
static void
look_at_free (LnetMatching *self,
              guint32       u,
              guint32       v,
              guint32       edge,
              gint64        slack)
{
  LnetMatchingVertex *vertex = &self->vertices[v];

  if (slack >= self->end || (vertex->best_search == self->search && vertex->best <= slack))
    return;
  vertex->best_search = self->search;
  vertex->best = slack;
  vertex->best_edge = edge;
  vertex->best_from = u;
  expect_free (self, v, slack);
}

/* The same, to a vertex inside a blossom, without what its set adds. */
static void
look_inside (LnetMatching *self,
             guint32       u,
             guint32       v,
             guint32       edge,
             gint64        slack)
{
  LnetMatchingVertex *vertex = &self->vertices[v];
  const LnetMatchingSet *set = &self->sets[vertex->set];
  gint64 key = slack + set->more;

  if ((set->label == LNET_MATCHING_ODD ? key + self->delta : key) >= self->end)
    return;
  if (vertex->best_search != self->search)
    lnet_matching_see (self, v);
  else if (vertex->best <= slack)
    return;
  vertex->best_search = self->search;
  vertex->best = slack;
  vertex->best_edge = edge;
  vertex->best_from = u;
  if (set->label == LNET_MATCHING_FREE)
    expect_free (self, v, key);
}

/* The same, to an even vertex. */
static void
look_at_even (LnetMatching *self,
              guint32       u,
              guint32       v,
              guint32       edge,
              gint64        slack)
{
  if (slack / 2 >= self->end)
    return;
  if (self->vertices[u].tree != self->vertices[v].tree)
    end_at (self, slack / 2, u, v, edge);
  else if (lnet_matching_top (self, u) != lnet_matching_top (self, v))
    lnet_matching_heap_push (&self->heap, slack / 2, 2 * self->n + v, u);
}

static void
look_at_edges (LnetMatching *self,
               guint32       u)
{
  const LnetMatchingSpan *span = &self->spans[u];
  const LnetMatchingArc *arc = self->arcs + span->start, *after = arc + span->n_active;
  gint64 value = self->vertices[u].value;

  for (; arc < after; arc++)
    {
      const LnetMatchingVertex *to = &self->vertices[arc->to];
      gint64 slack = value + to->value - arc->cost;

      if (to->label == LNET_MATCHING_FREE)
        look_at_free (self, u, arc->to, arc->edge, slack);
      else if (to->label == LNET_MATCHING_INSIDE)
        look_inside (self, u, arc->to, arc->edge, slack);
      else if (to->label == LNET_MATCHING_EVEN)
        look_at_even (self, u, arc->to, arc->edge, slack);
    }
}

/* Whether an edge from the tree to a free vertex is tight at @key, and still the best one. */
static gboolean
is_reached (const LnetMatching *self,
            guint32             v,
            gint64              key)
{
  const LnetMatchingVertex *vertex = &self->vertices[v];
  const LnetMatchingSet *set = &self->sets[vertex->set];

  if (vertex->label == LNET_MATCHING_INSIDE)
    return set->label == LNET_MATCHING_FREE && vertex->best + set->more == key;
  return vertex->label == LNET_MATCHING_FREE && vertex->best == key;
}

/* --- events --- */

/* The edge between two even vertices that is tight at Δ, as soon as one is. */
static guint32
find_even_edge (LnetMatching *self,
                guint32       u,
                guint32       v)
{
  const LnetMatchingArc *arc = self->arcs + self->spans[u].start;
  gint64 cost = self->vertices[u].value + self->vertices[v].value - 2 * self->delta;

  while (arc->to != v || arc->cost != cost)
    arc++;
  return arc->edge;
}

static void
happen (LnetMatching     *self,
        LnetMatchingEvent event)
{
  if (event.what < self->n)
    {
      if (!is_reached (self, event.what, event.key))
        return;
      self->delta = event.key;
      reach (self, event.what, lnet_matching_top (self, event.what));
    }
  else if (event.what < 2 * self->n)
    {
      const LnetMatchingNode *node = &self->nodes[event.what];

      if (node->label != LNET_MATCHING_ODD || node->z != 2 * event.key)
        return;
      self->delta = event.key;
      lnet_matching_expand (self, event.what);
    }
  else
    {
      guint32 u = event.from, v = event.what - 2 * self->n;

      if (lnet_matching_top (self, u) == lnet_matching_top (self, v))
        return;
      self->delta = event.key;
      lnet_matching_shrink (self, u, v, find_even_edge (self, u, v));
    }
}

/* First come, first served: so two trees grow evenly, and meet early. */
static void
grow (LnetMatching *self)
{
  guint32 n_looked_from = 0;

  while (TRUE)
    {
      while (n_looked_from < self->queue->len && self->end > self->delta)
        look_at_edges (self, g_array_index (self->queue, guint32, n_looked_from++));
      if (self->heap.n == 0 || self->heap.events[0].key >= self->end)
        break;
      happen (self, lnet_matching_heap_pop (&self->heap));
    }
  self->delta = self->end;
}

/* --- the end of a search --- */

/* Turns the path from an even node to the root over: the node's partner is from now on @mate, beyond @base. */
static void
turn_over (LnetMatching *self,
           guint32       base,
           guint32       mate,
           guint32       edge)
{
  while (TRUE)
    {
      guint32 even = lnet_matching_top (self, base), odd, before = self->nodes[even].mate;
      const LnetMatchingNode *entered;

      lnet_matching_match (self, even, base, mate, edge);
      if (self->nodes[even].root)
        return;
      odd = lnet_matching_top (self, before);
      entered = &self->nodes[odd];
      lnet_matching_match (self, odd, entered->enter_at, entered->enter_from, entered->enter_edge);
      base = entered->enter_from;
      mate = entered->enter_at;
      edge = entered->enter_edge;
    }
}

static void
finish (LnetMatching *self)
{
  guint32 vertex = self->end_vertex, edge = self->end_edge, from = self->end_from;

  if (vertex == LNET_MATCHING_NONE)
    return;
  if (edge != LNET_MATCHING_NONE)
    {
      if (self->vertices[vertex].label == LNET_MATCHING_EVEN)
        turn_over (self, vertex, from, edge);
      else
        lnet_matching_match (self, lnet_matching_top (self, vertex), vertex, from, edge);
      turn_over (self, from, vertex, edge);
      self->n_single -= 2;
    }
  else
    {
      turn_over (self, vertex, LNET_MATCHING_NONE, LNET_MATCHING_NONE);
      self->single = vertex;
    }
}

/* Takes apart what is not worth anything, so that the next searches need not. */
static void
part_worthless (LnetMatching *self,
                guint32       blossom)
{
  GArray *todo = self->circuit;

  g_array_set_size (todo, 0);
  g_array_append_val (todo, blossom);
  while (todo->len > 0)
    {
      guint32 first, child, one = g_array_index (todo, guint32, todo->len - 1);

      g_array_set_size (todo, todo->len - 1);
      first = child = self->nodes[one].child;
      lnet_matching_part (self, one);
      do
        {
          if (child >= self->n && self->nodes[child].z == 0)
            g_array_append_val (todo, child);
          child = self->nodes[child].next;
        }
      while (child != first);
    }
}

static void
let_go (LnetMatching *self)
{
  for (guint32 i = 0; i < self->touched->len; i++)
    {
      guint32 node = g_array_index (self->touched, guint32, i);

      if (self->nodes[node].label == LNET_MATCHING_FREE)
        continue;
      lnet_matching_make_free (self, node);
      if (node >= self->n && self->nodes[node].z == 0)
        part_worthless (self, node);
    }
  g_array_set_size (self->touched, 0);
  g_array_set_size (self->queue, 0);
  self->heap.n = 0;
}

/* Grows trees until Δ = @limit at the latest. */
static void
grow_trees (LnetMatching *self,
            guint32       root,
            guint32       other,
            gint64        limit)
{
  self->search++;
  self->delta = 0;
  self->end = limit;
  self->end_vertex = LNET_MATCHING_NONE;
  self->nodes[root].root = TRUE;
  lnet_matching_make_even (self, root, 0);
  if (other != LNET_MATCHING_NONE)
    {
      self->nodes[other].root = TRUE;
      lnet_matching_make_even (self, other, 1);
    }
  grow (self);
  finish (self);
  let_go (self);
}

void
lnet_matching_search (LnetMatching *self,
                      guint32       root,
                      guint32       other,
                      gint64        limit)
{
  guint32 base = self->nodes[root].base;

  lnet_matching_forget_ways (self);
  /* Values in both trees are even, or odd, together: else the edge where they meet could become tight at half a Δ. */
  if (other != LNET_MATCHING_NONE &&
      ((lnet_matching_value (self, base) ^ lnet_matching_value (self, self->nodes[other].base)) & 1) != 0)
    {
      grow_trees (self, root, LNET_MATCHING_NONE, 1);
      if (self->end_vertex != LNET_MATCHING_NONE)
        return;
      root = lnet_matching_top (self, base);
      other = lnet_matching_top (self, self->nodes[other].base);
    }
  grow_trees (self, root, other, limit);
}
