/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Places in a tree, and what edges from a tree lead to. */

#include "config.h"

#include "lnet-matching-private.h"

/* How many vertices moving counts as much as looking from one. */
#define MOVED_IN_A_STEP 4

/* --- places --- */

/* Moves the values of all vertices of a node that may be on an even place, and puts them there or away from it. */
static void
move_vertices (LnetMatching      *self,
               guint32            node,
               gint64             more,
               LnetMatchingLabel  label)
{
  guint8 of_tree = self->nodes[node].tree;
  LnetMatchingTree *tree = &self->trees[of_tree];

  for (guint32 v = self->nodes[node].first;; v = self->vertices[v].next)
    {
      LnetMatchingVertex *vertex = &self->vertices[v];

      vertex->label = label;
      vertex->tree = of_tree;
      vertex->value += more;
      if (label == LNET_MATCHING_EVEN)
        {
          lnet_matching_end_at (tree, vertex->value - self->floor, v, LNET_MATCHING_NONE);
          if (vertex->best[!of_tree].search == self->search)
            lnet_matching_meet_at (self, vertex->best[!of_tree].key + more, vertex->best[!of_tree].edge);
          tree->alarm = MIN (tree->alarm, vertex->value - vertex->low);
          lnet_matching_list_push (&tree->queue, v);
        }
      else
        lnet_matching_note_value (self, v, vertex->value);
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
  gint64 delta = self->trees[tree].delta;

  of->tree = tree;
  of->label = LNET_MATCHING_EVEN;
  lnet_matching_list_push (&self->touched, node);
  if (node < self->n)
    {
      move_vertices (self, node, delta, LNET_MATCHING_EVEN);
      return;
    }
  move_vertices (self, node, self->sets[of->set].more + delta, LNET_MATCHING_EVEN);
  of->z -= 2 * delta;
  self->trees[tree].n_steps += of->size / MOVED_IN_A_STEP;
}

/* Moves the value of a vertex that is a node and odd, or was. */
static void
move_odd_vertex (LnetMatching *self,
                 guint32       vertex,
                 guint8        tree,
                 gint64        more)
{
  LnetMatchingVertex *of = &self->vertices[vertex];
  LnetMatchingBest *best = &of->best[!tree];

  of->value += more;
  if (best->search == self->search)
    best->key += more;
}

/* How far the other tree may grow before this one has to, so that its edges to what is odd here stay within their
 * rules. */
static void
limit_other (LnetMatching *self,
             guint32       node,
             guint8        tree)
{
  const LnetMatchingSet *set = &self->sets[self->nodes[node].set];

  if (node < self->n)
    lnet_matching_limit_lead (self, !tree, node, 0);
  else if (set->seen_search == self->search)
    for (guint32 v = set->seen; v != LNET_MATCHING_NONE; v = self->vertices[v].next_seen)
      lnet_matching_limit_lead (self, !tree, v, set->more);
}

void
lnet_matching_make_odd (LnetMatching *self,
                        guint32       node,
                        guint32       from,
                        guint32       at,
                        guint32       edge)
{
  LnetMatchingNode *of = &self->nodes[node];
  guint8 tree = self->vertices[from].tree;
  gint64 delta = self->trees[tree].delta;

  of->label = LNET_MATCHING_ODD;
  of->tree = tree;
  of->enter_from = from;
  of->enter_at = at;
  of->enter_edge = edge;
  lnet_matching_list_push (&self->touched, node);
  if (node < self->n)
    {
      self->vertices[node].label = LNET_MATCHING_ODD;
      self->vertices[node].tree = tree;
      move_odd_vertex (self, node, tree, -delta);
    }
  else
    {
      LnetMatchingSet *set = &self->sets[of->set];

      set->label = LNET_MATCHING_ODD;
      set->tree = tree;
      set->more -= delta;
      of->z += 2 * delta;
      lnet_matching_expect (self, of->z / 2, node, tree);
    }
  if (self->n_trees == 2)
    limit_other (self, node, tree);
}

static void
free_even (LnetMatching *self,
           guint32       node)
{
  LnetMatchingNode *of = &self->nodes[node];
  gint64 delta = self->trees[of->tree].delta;

  move_vertices (self, node, -delta, node < self->n ? LNET_MATCHING_FREE : LNET_MATCHING_INSIDE);
  if (node < self->n)
    return;
  of->z += 2 * delta;
  self->sets[of->set] = (LnetMatchingSet) { .owner = node, .seen = LNET_MATCHING_NONE };
}

static void
free_odd (LnetMatching *self,
          guint32       node)
{
  LnetMatchingNode *of = &self->nodes[node];
  gint64 delta = self->trees[of->tree].delta;

  if (node < self->n)
    {
      self->vertices[node].label = LNET_MATCHING_FREE;
      move_odd_vertex (self, node, of->tree, delta);
      return;
    }
  self->sets[of->set].label = LNET_MATCHING_FREE;
  self->sets[of->set].more += delta;
  of->z -= 2 * delta;
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

/* --- what is seen from a tree --- */

static void
see (LnetMatching *self,
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
             gint64        key,
             guint8        tree)
{
  guint32 node = lnet_matching_top (self, vertex);

  if (self->nodes[node].mate == LNET_MATCHING_NONE)
    lnet_matching_end_at (&self->trees[tree], key, vertex, self->vertices[vertex].best[tree].edge);
  else if (key == self->trees[tree].delta)
    lnet_matching_reach (self, vertex, node, tree);
  else
    lnet_matching_expect (self, key, vertex, tree);
}

void
lnet_matching_look_at_single (LnetMatching *self,
                              guint32       v,
                              guint32       edge,
                              gint64        key,
                              guint8        tree)
{
  LnetMatchingVertex *vertex = &self->vertices[v];
  LnetMatchingBest *best = &vertex->best[tree];
  gint64 now = key + (vertex->label == LNET_MATCHING_ODD ? self->trees[vertex->tree].delta : 0);

  if (now >= lnet_matching_get_bound (self, tree) || (best->search == self->search && best->key <= key))
    return;
  *best = (LnetMatchingBest) { key, edge, self->search };
  if (vertex->label == LNET_MATCHING_FREE)
    expect_free (self, v, key, tree);
  else
    lnet_matching_limit_lead (self, tree, v, 0);
}

void
lnet_matching_look_inside (LnetMatching *self,
                           guint32       v,
                           guint32       edge,
                           gint64        key,
                           guint8        tree)
{
  LnetMatchingVertex *vertex = &self->vertices[v];
  LnetMatchingBest *best = &vertex->best[tree];
  const LnetMatchingSet *set = &self->sets[vertex->set];
  gint64 now = key + set->more + (set->label == LNET_MATCHING_ODD ? self->trees[set->tree].delta : 0);

  if (now >= lnet_matching_get_bound (self, tree) || (best->search == self->search && best->key <= key))
    return;
  if (best->search != self->search && vertex->best[!tree].search != self->search)
    see (self, v);
  *best = (LnetMatchingBest) { key, edge, self->search };
  if (set->label == LNET_MATCHING_FREE)
    expect_free (self, v, now, tree);
  else if (set->tree != tree)
    lnet_matching_limit_lead (self, tree, v, set->more);
}

void
lnet_matching_hand_out_seen (LnetMatching *self,
                             guint32       first)
{
  for (guint32 v = first, next; v != LNET_MATCHING_NONE; v = next)
    {
      LnetMatchingVertex *vertex = &self->vertices[v];
      const LnetMatchingSet *set = &self->sets[vertex->set];
      gint64 more = vertex->label == LNET_MATCHING_INSIDE ? set->more : 0;

      next = vertex->next_seen;
      if (vertex->label == LNET_MATCHING_INSIDE)
        see (self, v);
      if (vertex->label != LNET_MATCHING_FREE &&
          (vertex->label != LNET_MATCHING_INSIDE || set->label != LNET_MATCHING_FREE))
        continue;
      for (guint8 tree = 0; tree < 2; tree++)
        if (vertex->best[tree].search == self->search)
          lnet_matching_expect (self, vertex->best[tree].key + more, v, tree);
    }
}
