/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One search: a tree of alternating paths from a vertex without a partner. */

#include "config.h"

#include "lnet-matching-private.h"

/* --- the heap of events: the earliest first, of several at one time the lowest number --- */

static gboolean
comes_before (const LnetMatchingEvent *a,
              const LnetMatchingEvent *b)
{
  return a->key < b->key || (a->key == b->key && a->what < b->what);
}

static void
heap_push (GArray           *heap,
           LnetMatchingEvent event)
{
  LnetMatchingEvent *events;
  guint at = heap->len;

  g_array_set_size (heap, at + 1);
  events = (LnetMatchingEvent *) heap->data;
  while (at > 0 && comes_before (&event, &events[(at - 1) / 4]))
    {
      events[at] = events[(at - 1) / 4];
      at = (at - 1) / 4;
    }
  events[at] = event;
}

static LnetMatchingEvent
heap_pop (GArray *heap)
{
  LnetMatchingEvent *events = (LnetMatchingEvent *) heap->data;
  LnetMatchingEvent first = events[0], last = events[heap->len - 1];
  guint n = heap->len - 1, at = 0;

  g_array_set_size (heap, n);
  while (4 * at + 1 < n)
    {
      guint least = 4 * at + 1;

      for (guint child = least + 1; child < MIN (4 * at + 5, n); child++)
        if (comes_before (&events[child], &events[least]))
          least = child;
      if (!comes_before (&events[least], &last))
        break;
      events[at] = events[least];
      at = least;
    }
  if (n > 0)
    events[at] = last;
  return first;
}

void
lnet_matching_expect (LnetMatching *self,
                      gint64        key,
                      guint32       what)
{
  if (key <= self->zero && key <= self->found)
    heap_push (self->heap, (LnetMatchingEvent) { key, what });
}

/* --- places in the tree --- */

void
lnet_matching_make_even (LnetMatching *self,
                         guint32       node)
{
  LnetMatchingNode *of = &self->nodes[node];

  of->label = LNET_MATCHING_EVEN;
  g_array_append_val (self->touched, node);
  for (guint32 vertex = of->first;; vertex = self->next_vertex[vertex])
    {
      gint64 value = self->nodes[vertex].dual += self->delta;

      if (value < self->zero || (value == self->zero && vertex < self->zero_vertex))
        {
          self->zero = value;
          self->zero_vertex = vertex;
        }
      g_array_append_val (self->queue, vertex);
      if (vertex == of->last)
        break;
    }
  if (node >= self->n)
    of->dual -= 2 * self->delta;
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
  of->enter_from = from;
  of->enter_at = at;
  of->enter_edge = edge;
  g_array_append_val (self->touched, node);
  for (guint32 vertex = of->first;; vertex = self->next_vertex[vertex])
    {
      self->nodes[vertex].dual -= self->delta;
      self->best[vertex] -= self->delta;
      if (vertex == of->last)
        break;
    }
  if (node < self->n)
    return;
  of->dual += 2 * self->delta;
  lnet_matching_expect (self, of->dual / 2, node);
}

void
lnet_matching_make_free (LnetMatching *self,
                         guint32       node)
{
  LnetMatchingNode *of = &self->nodes[node];
  gint64 change = of->label == LNET_MATCHING_EVEN ? -self->delta : self->delta;

  for (guint32 vertex = of->first;; vertex = self->next_vertex[vertex])
    {
      self->nodes[vertex].dual += change;
      if (vertex == of->last)
        break;
    }
  if (node >= self->n)
    of->dual -= 2 * change;
  of->label = LNET_MATCHING_FREE;
  of->root = FALSE;
}

/* --- edges --- */

/* @slack: of the edge to @vertex, at Δ = 0 as far as the even end goes. */
static void
look_at_outer_edge (LnetMatching *self,
                    guint32       vertex,
                    guint32       node,
                    guint32       edge,
                    gint64        slack)
{
  gboolean free = self->nodes[node].label == LNET_MATCHING_FREE;
  gint64 when = free ? slack : slack + self->delta;

  if (when > self->zero || when > self->found)
    return;
  if (self->best_search[vertex] == self->search &&
      (self->best[vertex] < slack || (self->best[vertex] == slack && self->best_edge[vertex] < edge)))
    return;
  self->best_search[vertex] = self->search;
  self->best[vertex] = slack;
  self->best_edge[vertex] = edge;
  if (!free)
    return;
  if (self->nodes[node].mate == LNET_MATCHING_NONE)
    self->found = MIN (self->found, slack);
  lnet_matching_expect (self, slack, vertex);
}

static void
look_at_edges (LnetMatching *self,
               guint32       u)
{
  guint32 own = lnet_matching_top (self, u);
  gint64 value = self->nodes[u].dual;

  for (guint32 i = self->arc_start[u]; i < self->arc_start[u + 1]; i++)
    {
      const LnetMatchingArc *arc = &self->arcs[i];
      guint32 node = lnet_matching_top (self, arc->to);
      gint64 slack = value + self->nodes[arc->to].dual - arc->weight;

      if (node == own)
        continue;
      if (self->nodes[node].label == LNET_MATCHING_EVEN)
        lnet_matching_expect (self, slack / 2, 2 * self->n + arc->edge);
      else if (self->nodes[node].label == LNET_MATCHING_FREE || node >= self->n)
        look_at_outer_edge (self, arc->to, node, arc->edge, slack);
    }
}

static void
look_at_queue (LnetMatching *self)
{
  while (self->queue->len > 0)
    {
      guint32 vertex = g_array_index (self->queue, guint32, self->queue->len - 1);

      g_array_set_size (self->queue, self->queue->len - 1);
      look_at_edges (self, vertex);
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
      LnetMatchingNode *even = &self->nodes[lnet_matching_top (self, base)], *odd;
      guint32 before = even->mate;

      even->base = base;
      even->mate = mate;
      even->mate_edge = edge;
      if (even->root)
        return;
      odd = &self->nodes[lnet_matching_top (self, before)];
      odd->base = odd->enter_at;
      odd->mate = odd->enter_from;
      odd->mate_edge = odd->enter_edge;
      base = odd->enter_from;
      mate = odd->enter_at;
      edge = odd->enter_edge;
    }
}

static guint32
get_other_end (LnetMatching *self,
               guint32       edge,
               guint32       vertex)
{
  const LnetGraphEdge *of = &self->edges[edge];

  return of->u == vertex ? of->v : of->u;
}

/* An edge to a free vertex is tight. Whether the search is over. */
static gboolean
reach (LnetMatching *self,
       guint32       vertex)
{
  guint32 node = lnet_matching_top (self, vertex), edge = self->best_edge[vertex];
  guint32 from = get_other_end (self, edge, vertex);
  guint32 mate = self->nodes[node].mate;

  if (mate == LNET_MATCHING_NONE)
    {
      self->nodes[node].base = vertex;
      self->nodes[node].mate = from;
      self->nodes[node].mate_edge = edge;
      turn_over (self, from, vertex, edge);
      return TRUE;
    }
  lnet_matching_make_odd (self, node, from, vertex, edge);
  lnet_matching_make_even (self, lnet_matching_top (self, mate));
  return FALSE;
}

/* Whether the search is over. */
static gboolean
happen (LnetMatching     *self,
        LnetMatchingEvent event)
{
  if (event.what < self->n)
    {
      if (self->nodes[lnet_matching_top (self, event.what)].label == LNET_MATCHING_FREE &&
          self->best[event.what] == event.key)
        {
          self->delta = event.key;
          return reach (self, event.what);
        }
    }
  else if (event.what < 2 * self->n)
    {
      LnetMatchingNode *node = &self->nodes[event.what];

      if (node->label == LNET_MATCHING_ODD && node->dual == 2 * event.key)
        {
          self->delta = event.key;
          lnet_matching_expand (self, event.what);
        }
    }
  else
    {
      const LnetGraphEdge *edge = &self->edges[event.what - 2 * self->n];

      if (lnet_matching_top (self, edge->u) != lnet_matching_top (self, edge->v))
        {
          self->delta = event.key;
          lnet_matching_shrink (self, event.what - 2 * self->n);
        }
    }
  return FALSE;
}

static void
let_go (LnetMatching *self)
{
  for (guint i = 0; i < self->touched->len; i++)
    {
      guint32 node = g_array_index (self->touched, guint32, i);

      if (self->nodes[node].label != LNET_MATCHING_FREE)
        lnet_matching_make_free (self, node);
    }
  g_array_set_size (self->touched, 0);
  g_array_set_size (self->heap, 0);
  g_array_set_size (self->queue, 0);
}

void
lnet_matching_search (LnetMatching *self,
                      guint32       root)
{
  gboolean over = FALSE;

  self->search++;
  self->delta = 0;
  self->zero = self->found = G_MAXINT64;
  self->zero_vertex = LNET_MATCHING_NONE;
  self->nodes[root].root = TRUE;
  lnet_matching_make_even (self, root);
  while (!over)
    {
      look_at_queue (self);
      if (self->heap->len > 0 && g_array_index (self->heap, LnetMatchingEvent, 0).key <= self->zero)
        over = happen (self, heap_pop (self->heap));
      else
        {
          self->delta = self->zero;
          turn_over (self, self->zero_vertex, LNET_MATCHING_NONE, LNET_MATCHING_NONE);
          over = TRUE;
        }
    }
  let_go (self);
}
