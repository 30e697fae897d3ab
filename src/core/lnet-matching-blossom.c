/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Blossoms: made, taken apart, and read at the end. */

#include "config.h"

#include "lnet-matching-private.h"

/* --- which node holds a vertex --- */

/* A set of vertices has one owner. When nodes become one, the largest one's set takes in the others, and gives them
 * back when they part: so a vertex changes its set only when what it belongs to doubles or halves. */
static void
give_set (LnetMatching *self,
          guint32       node,
          guint32       set)
{
  LnetMatchingNode *of = &self->nodes[node];

  for (guint32 vertex = of->first;; vertex = self->next_vertex[vertex])
    {
      self->set_of[vertex] = set;
      if (vertex == of->last)
        break;
    }
}

static guint32
find_largest (LnetMatching *self,
              guint32       blossom)
{
  guint32 first = self->nodes[blossom].child, largest = first;

  for (guint32 child = self->nodes[first].next; child != first; child = self->nodes[child].next)
    if (self->nodes[child].size > self->nodes[largest].size)
      largest = child;
  return largest;
}

static void
join_vertices (LnetMatching *self,
               guint32       blossom)
{
  LnetMatchingNode *node = &self->nodes[blossom];
  guint32 largest = find_largest (self, blossom), child = node->child;

  node->set = self->nodes[largest].set;
  node->first = self->nodes[child].first;
  node->size = 0;
  do
    {
      LnetMatchingNode *of = &self->nodes[child];

      if (child != largest)
        {
          give_set (self, child, node->set);
          self->free_sets[self->n_free_sets++] = of->set;
        }
      if (child != node->child)
        self->next_vertex[node->last] = of->first;
      node->last = of->last;
      node->size += of->size;
      child = of->next;
    }
  while (child != node->child);
  self->owner[node->set] = blossom;
}

static void
part_vertices (LnetMatching *self,
               guint32       blossom)
{
  LnetMatchingNode *node = &self->nodes[blossom];
  guint32 largest = find_largest (self, blossom), child = node->child;

  do
    {
      LnetMatchingNode *of = &self->nodes[child];

      of->parent = LNET_MATCHING_NONE;
      if (child == largest)
        of->set = node->set;
      else
        {
          of->set = self->free_sets[--self->n_free_sets];
          give_set (self, child, of->set);
        }
      self->owner[of->set] = child;
      child = of->next;
    }
  while (child != node->child);
}

/* --- making one --- */

/* The even node above an even one; none above the root. */
static guint32
get_even_above (LnetMatching *self,
                guint32       node)
{
  guint32 odd;

  if (self->nodes[node].root)
    return LNET_MATCHING_NONE;
  odd = lnet_matching_top (self, self->nodes[node].mate);
  return lnet_matching_top (self, self->nodes[odd].enter_from);
}

/* Where the ways up from two even nodes meet. Both are walked in turn, so that no more is looked at than twice the
 * shorter way. */
static guint32
find_meeting (LnetMatching *self,
              guint32       one,
              guint32       other)
{
  self->mark++;
  while (TRUE)
    {
      guint32 swap = other;

      if (one != LNET_MATCHING_NONE)
        {
          if (self->nodes[one].mark == self->mark)
            return one;
          self->nodes[one].mark = self->mark;
          one = get_even_above (self, one);
        }
      other = one;
      one = swap;
    }
}

/* The nodes from @from up to @to, which is left out: even, odd, even, odd … */
static void
collect_way (LnetMatching *self,
             guint32       from,
             guint32       to,
             GArray       *way)
{
  g_array_set_size (way, 0);
  for (guint32 even = from; even != to; even = get_even_above (self, even))
    {
      guint32 odd = lnet_matching_top (self, self->nodes[even].mate);

      g_array_append_val (way, even);
      g_array_append_val (way, odd);
    }
}

static void
link_nodes (LnetMatching *self,
            guint32       node,
            guint32       next,
            guint32       from,
            guint32       to,
            guint32       edge)
{
  self->nodes[node].next = next;
  self->nodes[node].link_from = from;
  self->nodes[node].link_to = to;
  self->nodes[node].link_edge = edge;
  self->nodes[next].previous = node;
}

/* From @meeting down to the even node where @way began. Returns that node. */
static guint32
link_down (LnetMatching *self,
           guint32       meeting,
           GArray       *way)
{
  guint32 above = meeting;

  for (guint i = way->len; i > 0; i -= 2)
    {
      guint32 odd = g_array_index (way, guint32, i - 1), even = g_array_index (way, guint32, i - 2);
      LnetMatchingNode *entered = &self->nodes[odd];

      link_nodes (self, above, odd, entered->enter_from, entered->enter_at, entered->enter_edge);
      link_nodes (self, odd, even, self->nodes[even].mate, self->nodes[even].base, self->nodes[even].mate_edge);
      above = even;
    }
  return above;
}

/* From the even node where @way began up to @meeting. */
static void
link_up (LnetMatching *self,
         guint32       meeting,
         GArray       *way)
{
  for (guint i = 0; i < way->len; i += 2)
    {
      guint32 even = g_array_index (way, guint32, i), odd = g_array_index (way, guint32, i + 1);
      guint32 above = i + 2 < way->len ? g_array_index (way, guint32, i + 2) : meeting;
      LnetMatchingNode *entered = &self->nodes[odd];

      link_nodes (self, even, odd, self->nodes[even].base, self->nodes[even].mate, self->nodes[even].mate_edge);
      link_nodes (self, odd, above, entered->enter_at, entered->enter_from, entered->enter_edge);
    }
}

/* Values as they are now; the vertices of odd nodes come to an even place. */
static void
take_in (LnetMatching *self,
         guint32       blossom)
{
  guint32 child = self->nodes[blossom].child;

  do
    {
      guint32 next = self->nodes[child].next;

      if (self->nodes[child].label == LNET_MATCHING_ODD)
        {
          lnet_matching_make_free (self, child);
          lnet_matching_make_even (self, child);
        }
      if (child >= self->n)
        self->nodes[child].dual += 2 * self->delta;
      self->nodes[child].label = LNET_MATCHING_FREE;
      self->nodes[child].root = FALSE;
      self->nodes[child].parent = blossom;
      child = next;
    }
  while (child != self->nodes[blossom].child);
}

void
lnet_matching_shrink (LnetMatching *self,
                      guint32       edge)
{
  guint32 u = self->edges[edge].u, v = self->edges[edge].v;
  guint32 one = lnet_matching_top (self, u), other = lnet_matching_top (self, v);
  guint32 meeting = find_meeting (self, one, other);
  guint32 blossom = self->free_blossoms[--self->n_free_blossoms];
  LnetMatchingNode *node = &self->nodes[blossom], *at = &self->nodes[meeting];

  collect_way (self, one, meeting, self->circuit);
  collect_way (self, other, meeting, self->opposite);
  link_nodes (self, link_down (self, meeting, self->circuit), other, u, v, edge);
  link_up (self, meeting, self->opposite);
  node->child = meeting;
  node->parent = LNET_MATCHING_NONE;
  node->base = at->base;
  node->mate = at->mate;
  node->mate_edge = at->mate_edge;
  node->root = at->root;
  node->label = LNET_MATCHING_EVEN;
  node->dual = -2 * self->delta;
  take_in (self, blossom);
  join_vertices (self, blossom);
  g_array_append_val (self->touched, blossom);
}

/* --- taking one apart --- */

static void
match (LnetMatching *self,
       guint32       node,
       guint32       base,
       guint32       mate,
       guint32       edge)
{
  self->nodes[node].base = base;
  self->nodes[node].mate = mate;
  self->nodes[node].mate_edge = edge;
}

/* Matches all of a circuit but @outward, along the circuit. */
static void
match_circuit (LnetMatching *self,
               guint32       outward,
               GArray       *todo)
{
  for (guint32 one = self->nodes[outward].next; one != outward;)
    {
      LnetMatchingNode *from = &self->nodes[one];
      guint32 other = from->next;

      match (self, one, from->link_from, from->link_to, from->link_edge);
      match (self, other, from->link_to, from->link_from, from->link_edge);
      if (todo != NULL)
        {
          g_array_append_val (todo, one);
          g_array_append_val (todo, other);
        }
      one = self->nodes[other].next;
    }
}

/* Makes the nodes of a circuit nodes of their own, matched as it follows from which one looks outward. Returns that
 * one. */
static guint32
part (LnetMatching *self,
      guint32       blossom)
{
  LnetMatchingNode *node = &self->nodes[blossom];
  guint32 outward;

  part_vertices (self, blossom);
  outward = lnet_matching_top (self, node->base);
  match (self, outward, node->base, node->mate, node->mate_edge);
  match_circuit (self, outward, NULL);
  self->free_blossoms[self->n_free_blossoms++] = blossom;
  return outward;
}

/* Puts the children on the way from where the tree comes in to where it goes on into it, odd and even by turns. */
static void
keep_way (LnetMatching *self,
          guint32       blossom,
          guint32       in,
          guint32       out)
{
  LnetMatchingNode *node = &self->nodes[blossom];
  guint32 from = node->enter_from, at = node->enter_at, edge = node->enter_edge;
  guint32 child = in;

  while (child != out)
    {
      /* A child's mate is its neighbour: the way leads there. */
      gboolean forward = self->nodes[child].mate_edge == self->nodes[child].link_edge;
      guint32 even = forward ? self->nodes[child].next : self->nodes[child].previous;
      guint32 next = forward ? self->nodes[even].next : self->nodes[even].previous;

      lnet_matching_make_odd (self, child, from, at, edge);
      lnet_matching_make_even (self, even);
      from = forward ? self->nodes[even].link_from : self->nodes[next].link_to;
      at = forward ? self->nodes[even].link_to : self->nodes[next].link_from;
      edge = forward ? self->nodes[even].link_edge : self->nodes[next].link_edge;
      child = next;
    }
  lnet_matching_make_odd (self, out, from, at, edge);
}

/* Those off the way may be reached again: by the best edges that were seen while they were on an odd place. */
static void
expect_edges (LnetMatching *self,
              guint32       node)
{
  for (guint32 vertex = self->nodes[node].first;; vertex = self->next_vertex[vertex])
    {
      if (self->best_search[vertex] == self->search)
        {
          self->best[vertex] += self->delta;
          lnet_matching_expect (self, self->best[vertex], vertex);
        }
      if (vertex == self->nodes[node].last)
        break;
    }
}

void
lnet_matching_expand (LnetMatching *self,
                      guint32       blossom)
{
  guint32 in, out, child;

  lnet_matching_make_free (self, blossom);
  out = part (self, blossom);
  in = lnet_matching_top (self, self->nodes[blossom].enter_at);
  child = out;
  do
    {
      expect_edges (self, child);
      child = self->nodes[child].next;
    }
  while (child != out);
  keep_way (self, blossom, in, out);
}

void
lnet_matching_dissolve (LnetMatching *self,
                        guint32       blossom)
{
  gint64 half = self->nodes[blossom].dual / 2;
  guint32 mate = self->nodes[blossom].mate;
  guint32 outward;

  for (guint32 vertex = self->nodes[blossom].first;; vertex = self->next_vertex[vertex])
    {
      self->nodes[vertex].dual += half;
      if (vertex == self->nodes[blossom].last)
        break;
    }
  outward = part (self, blossom);
  if (half == 0 || mate == LNET_MATCHING_NONE)
    return;
  self->nodes[outward].mate = LNET_MATCHING_NONE;
  self->nodes[lnet_matching_top (self, mate)].mate = LNET_MATCHING_NONE;
}

/* --- reading the matching --- */

/* Only base and mate are written, so that a blossom keeps its shape. All that hold the vertex which looks outward are
 * done on one way up. */
static void
unfold_node (LnetMatching *self,
             guint32       node,
             GArray       *todo)
{
  guint32 base = self->nodes[node].base;

  for (guint32 part = base; part != node; part = self->nodes[part].parent)
    match_circuit (self, part, todo);
  self->partner[base] = self->nodes[node].mate;
  self->partner_edge[base] = self->nodes[node].mate_edge;
}

void
lnet_matching_unfold (LnetMatching *self)
{
  g_autoptr (GArray) todo = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 vertex = 0; vertex < self->n; vertex++)
    {
      guint32 top = lnet_matching_top (self, vertex);

      if (self->nodes[top].first == vertex)
        g_array_append_val (todo, top);
    }
  while (todo->len > 0)
    {
      guint32 node = g_array_index (todo, guint32, todo->len - 1);

      g_array_set_size (todo, todo->len - 1);
      unfold_node (self, node, todo);
    }
}
