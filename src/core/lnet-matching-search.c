/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One search: one or two trees of alternating paths, each from a vertex without a partner. */

#include "config.h"

#include "lnet-matching-private.h"

/* --- edges --- */

/* An edge between two even vertices is tight at Δ = half of @slack, or between both trees when their Δ sum up to it. */
static void
look_at_even (LnetMatching *self,
              guint32       u,
              guint32       v,
              guint32       edge,
              gint64        slack,
              guint8        tree)
{
  if (self->vertices[v].tree != tree)
    lnet_matching_meet_at (self, slack, edge);
  else if (slack / 2 < lnet_matching_get_bound (self, tree) &&
           lnet_matching_top (self, u) != lnet_matching_top (self, v))
    lnet_matching_heap_push (&self->trees[tree].heap, slack / 2, 2 * self->n + v, u);
}

static void
look_at_edges (LnetMatching *self,
               guint32       u,
               guint8        tree)
{
  const LnetMatchingSpan *span = &self->spans[u];
  const LnetMatchingArc *arc = self->arcs + span->start, *after = arc + span->n_active;
  gint64 value = self->vertices[u].value;

  for (; arc < after; arc++)
    {
      const LnetMatchingVertex *to = &self->vertices[arc->to];
      gint64 slack = value + to->value - arc->cost;

      if (to->label == LNET_MATCHING_EVEN)
        look_at_even (self, u, arc->to, arc->edge, slack, tree);
      else if (to->label == LNET_MATCHING_INSIDE)
        lnet_matching_look_inside (self, arc->to, arc->edge, slack, tree);
      else if (to->label == LNET_MATCHING_FREE || to->tree != tree)
        lnet_matching_look_at_single (self, arc->to, arc->edge, slack, tree);
    }
}

/* Looks from one of those vertices of a tree that came to an even place, if there is one. */
static gboolean
look (LnetMatching *self,
      guint8        of_tree)
{
  LnetMatchingTree *tree = &self->trees[of_tree];

  if (tree->n_looked_from == tree->queue.n)
    return FALSE;
  look_at_edges (self, tree->queue.items[tree->n_looked_from++], of_tree);
  tree->n_steps++;
  return TRUE;
}

/* --- events --- */

void
lnet_matching_reach (LnetMatching *self,
                     guint32       vertex,
                     guint32       node,
                     guint8        tree)
{
  guint32 edge = self->vertices[vertex].best[tree].edge;

  lnet_matching_make_odd (self, node, lnet_matching_get_other_end (self, edge, vertex), vertex, edge);
  lnet_matching_make_even (self, lnet_matching_top (self, self->nodes[node].mate), tree);
}

/* Whether an edge from the tree to a free vertex is tight at @key, and still the best one. */
static gboolean
is_reached (const LnetMatching *self,
            guint32             v,
            gint64              key,
            guint8              tree)
{
  const LnetMatchingVertex *vertex = &self->vertices[v];
  const LnetMatchingSet *set = &self->sets[vertex->set];

  if (vertex->label == LNET_MATCHING_INSIDE)
    return set->label == LNET_MATCHING_FREE && vertex->best[tree].key + set->more == key;
  return vertex->label == LNET_MATCHING_FREE && vertex->best[tree].key == key;
}

/* The edge between two even vertices that is tight at @delta, as soon as one is. */
static guint32
find_even_edge (LnetMatching *self,
                guint32       u,
                guint32       v,
                gint64        delta)
{
  const LnetMatchingArc *arc = self->arcs + self->spans[u].start;
  gint64 cost = self->vertices[u].value + self->vertices[v].value - 2 * delta;

  while (arc->to != v || arc->cost != cost)
    arc++;
  return arc->edge;
}

static void
happen (LnetMatching     *self,
        LnetMatchingEvent event,
        guint8            tree)
{
  self->trees[tree].n_steps++;
  if (event.what < self->n)
    {
      if (is_reached (self, event.what, event.key, tree))
        lnet_matching_reach (self, event.what, lnet_matching_top (self, event.what), tree);
    }
  else if (event.what < 2 * self->n)
    {
      const LnetMatchingNode *node = &self->nodes[event.what];

      if (node->label == LNET_MATCHING_ODD && node->tree == tree && node->z == 2 * event.key)
        lnet_matching_expand (self, event.what);
    }
  else
    {
      guint32 u = event.from, v = event.what - 2 * self->n;

      if (lnet_matching_top (self, u) != lnet_matching_top (self, v))
        lnet_matching_shrink (self, u, v, find_even_edge (self, u, v, event.key));
    }
}

/* --- growth --- */

static gboolean
is_over (const LnetMatching *self)
{
  const LnetMatchingTree *trees = self->trees;

  return trees[0].delta == trees[0].end || trees[1].delta == trees[1].end ||
         trees[0].delta + trees[1].delta == self->meeting;
}

/* The Δ at which a tree has something happen, or is at an end. */
static gint64
get_next (const LnetMatching *self,
          guint8              tree)
{
  const LnetMatchingHeap *heap = &self->trees[tree].heap;
  gint64 next = MIN (lnet_matching_get_bound (self, tree), self->trees[tree].alarm);

  return heap->n > 0 ? MIN (next, heap->events[0].key) : next;
}

/* Has those edges looked at that may become tight until Δ has grown by half, or the margin. */
static void
look_farther (LnetMatching *self,
              guint8        of_tree)
{
  LnetMatchingTree *tree = &self->trees[of_tree];
  gint64 room = MAX (self->margin, tree->delta / 2);

  tree->alarm = LNET_MATCHING_FREELY;
  for (guint32 i = 0; i < tree->queue.n; i++)
    {
      guint32 v = tree->queue.items[i];
      gint64 value = self->vertices[v].value - tree->delta;

      if (value - room / 2 <= self->vertices[v].low)
        {
          lnet_matching_lower (self, v, value - room);
          if (i < tree->n_looked_from)
            look_at_edges (self, v, of_tree);
          tree->n_steps++;
        }
      tree->alarm = MIN (tree->alarm, self->vertices[v].value - self->vertices[v].low);
    }
}

/* Grows a tree by @more, and has happen what is due then. */
static void
advance (LnetMatching *self,
         guint8        of_tree,
         gint64        more)
{
  LnetMatchingTree *tree = &self->trees[of_tree];

  tree->delta += more;
  if (is_over (self))
    return;
  if (tree->alarm == tree->delta)
    look_farther (self, of_tree);
  else if (tree->heap.n > 0 && tree->heap.events[0].key == tree->delta)
    happen (self, lnet_matching_heap_pop (&tree->heap), of_tree);
}

/* Grows both trees, which never brings them too near each other. That they are an odd number apart means that no edge
 * between them keeps one from growing alone, or it would be tight now. */
static void
advance_both (LnetMatching *self)
{
  gint64 apart = self->meeting - self->trees[0].delta - self->trees[1].delta;
  gint64 more = MIN (get_next (self, 0) - self->trees[0].delta, get_next (self, 1) - self->trees[1].delta);

  if (apart == 1)
    advance (self, 0, 1);
  else
    {
      more = MIN (more, apart / 2);
      self->trees[1].delta += more;
      advance (self, 0, more);
      if (!is_over (self))
        advance (self, 1, 0);
    }
}

/* Grows the tree that was less work so far, as far as the other one lets it. */
static void
grow (LnetMatching *self)
{
  while (!is_over (self))
    {
      guint8 tree = self->n_trees == 2 && self->trees[1].n_steps < self->trees[0].n_steps;
      gint64 most, next;

      if (look (self, tree))
        continue;
      next = get_next (self, tree);
      most = self->trees[!tree].delta + self->trees[tree].lead;
      if (next <= most)
        advance (self, tree, next - self->trees[tree].delta);
      else
        {
          self->trees[tree].delta = most;
          if (!look (self, !tree))
            advance_both (self);
        }
    }
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

/* The trees have met. */
static void
join_trees (LnetMatching *self)
{
  guint32 edge = self->meeting_edge, u = self->edges[edge].u, v = self->edges[edge].v;

  turn_over (self, u, v, edge);
  turn_over (self, v, u, edge);
  self->n_single -= 2;
}

/* A tree has found what its root is due. */
static void
end_tree (LnetMatching *self,
          guint8        of_tree)
{
  const LnetMatchingTree *tree = &self->trees[of_tree];
  guint32 vertex = tree->end_vertex, edge = tree->end_edge;

  if (vertex == LNET_MATCHING_NONE)
    return;
  if (edge == LNET_MATCHING_NONE)
    {
      turn_over (self, vertex, LNET_MATCHING_NONE, LNET_MATCHING_NONE);
      self->single = vertex;
    }
  else
    {
      guint32 from = lnet_matching_get_other_end (self, edge, vertex);

      lnet_matching_match (self, lnet_matching_top (self, vertex), vertex, from, edge);
      turn_over (self, from, vertex, edge);
      self->n_single -= 2;
    }
}

/* Takes apart what is not worth anything, so that the next searches need not. */
static void
part_worthless (LnetMatching *self,
                guint32       blossom)
{
  LnetMatchingList *todo = &self->circuit;

  todo->n = 0;
  lnet_matching_list_push (todo, blossom);
  while (todo->n > 0)
    {
      guint32 first, child, one = lnet_matching_list_pop (todo);

      first = child = self->nodes[one].child;
      lnet_matching_part (self, one);
      do
        {
          if (child >= self->n && self->nodes[child].z == 0)
            lnet_matching_list_push (todo, child);
          child = self->nodes[child].next;
        }
      while (child != first);
    }
}

static void
let_go (LnetMatching *self)
{
  for (guint32 i = 0; i < self->touched.n; i++)
    {
      guint32 node = self->touched.items[i];

      if (self->nodes[node].label == LNET_MATCHING_FREE)
        continue;
      lnet_matching_make_free (self, node);
      if (node >= self->n && self->nodes[node].z == 0)
        part_worthless (self, node);
    }
  self->touched.n = 0;
  for (guint8 tree = 0; tree < 2; tree++)
    self->trees[tree].queue.n = self->trees[tree].heap.n = 0;
}

static void
plant (LnetMatching *self,
       guint8        of_tree,
       guint32       root,
       gint64        limit)
{
  LnetMatchingTree *tree = &self->trees[of_tree];

  tree->delta = 0;
  tree->end = limit;
  tree->end_vertex = LNET_MATCHING_NONE;
  tree->lead = tree->alarm = LNET_MATCHING_FREELY;
  tree->n_looked_from = tree->n_steps = 0;
  if (root == LNET_MATCHING_NONE)
    return;
  self->nodes[root].root = TRUE;
  lnet_matching_make_even (self, root, of_tree);
}

void
lnet_matching_search (LnetMatching *self,
                      guint32       root,
                      guint32       other,
                      gint64        limit)
{
  self->search++;
  lnet_matching_forget_ways (self);
  self->meeting = LNET_MATCHING_FREELY;
  self->n_trees = other == LNET_MATCHING_NONE ? 1 : 2;
  plant (self, 0, root, limit);
  plant (self, 1, other, limit);
  grow (self);
  if (self->trees[0].delta + self->trees[1].delta == self->meeting)
    join_trees (self);
  else
    end_tree (self, self->trees[0].delta < self->trees[0].end);
  let_go (self);
}
