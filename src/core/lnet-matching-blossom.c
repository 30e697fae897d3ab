/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Blossoms: made, taken apart, and read at the end. */

#include "config.h"

#include "lnet-matching-private.h"

/* --- which node holds a vertex --- */

static void
give_set (LnetMatching *self,
          guint32       node,
          guint32       set)
{
  LnetMatchingNode *of = &self->nodes[node];

  for (guint32 vertex = of->first;; vertex = self->vertices[vertex].next)
    {
      self->vertices[vertex].set = set;
      if (vertex == of->last)
        break;
    }
}

guint32
lnet_matching_find_largest (const LnetMatching *self,
                            guint32             blossom)
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
  guint32 largest = lnet_matching_find_largest (self, blossom), child = node->child;

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
        self->vertices[node->last].next = of->first;
      node->last = of->last;
      node->size += of->size;
      child = of->next;
    }
  while (child != node->child);
  self->sets[node->set].owner = blossom;
}

/* A node that was part of a blossom gets a set of its own. */
static void
set_up_set (LnetMatching *self,
            guint32       node,
            gint64        more)
{
  guint32 set = self->nodes[node].set;

  self->sets[set] = (LnetMatchingSet) { .owner = node, .seen = LNET_MATCHING_NONE };
  if (node >= self->n)
    self->sets[set].more = more;
  else
    {
      self->vertices[node].label = LNET_MATCHING_FREE;
      self->vertices[node].value += more;
      for (guint8 tree = 0; tree < 2; tree++)
        if (self->vertices[node].best[tree].search == self->search)
          self->vertices[node].best[tree].key += more;
    }
}

static void
part_vertices (LnetMatching *self,
               guint32       blossom)
{
  LnetMatchingNode *node = &self->nodes[blossom];
  guint32 largest = lnet_matching_find_largest (self, blossom), child = node->child;
  gint64 more = self->sets[node->set].more;

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
      set_up_set (self, child, more);
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
collect_way (LnetMatching     *self,
             guint32           from,
             guint32           to,
             LnetMatchingList *way)
{
  way->n = 0;
  for (guint32 even = from; even != to; even = get_even_above (self, even))
    {
      guint32 odd = lnet_matching_top (self, self->nodes[even].mate);

      lnet_matching_list_push (way, even);
      lnet_matching_list_push (way, odd);
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
link_down (LnetMatching           *self,
           guint32                 meeting,
           const LnetMatchingList *way)
{
  guint32 above = meeting;

  for (guint i = way->n; i > 0; i -= 2)
    {
      guint32 odd = way->items[i - 1], even = way->items[i - 2];
      LnetMatchingNode *entered = &self->nodes[odd];

      link_nodes (self, above, odd, entered->enter_from, entered->enter_at, entered->enter_edge);
      link_nodes (self, odd, even, self->nodes[even].mate, self->nodes[even].base, self->nodes[even].mate_edge);
      above = even;
    }
  return above;
}

/* From the even node where @way began up to @meeting. */
static void
link_up (LnetMatching           *self,
         guint32                 meeting,
         const LnetMatchingList *way)
{
  for (guint i = 0; i < way->n; i += 2)
    {
      guint32 even = way->items[i], odd = way->items[i + 1];
      guint32 above = i + 2 < way->n ? way->items[i + 2] : meeting;
      LnetMatchingNode *entered = &self->nodes[odd];

      link_nodes (self, even, odd, self->nodes[even].base, self->nodes[even].mate, self->nodes[even].mate_edge);
      link_nodes (self, odd, above, entered->enter_at, entered->enter_from, entered->enter_edge);
    }
}

/* Whether who goes with whom inside was said as it is. */
static gboolean
is_told (const LnetMatching *self,
         guint32             node)
{
  guint32 base = self->nodes[node].base;

  return (node < self->n || self->nodes[node].told == base) && !self->vertices[base].rematched;
}

/* Values as they are now; the vertices of odd nodes come to an even place. */
static void
take_in (LnetMatching *self,
         guint32       blossom)
{
  guint32 child = self->nodes[blossom].child;
  guint8 tree = self->nodes[blossom].tree;
  gint64 delta = self->trees[tree].delta;

  do
    {
      guint32 next = self->nodes[child].next;

      if (!is_told (self, child))
        self->nodes[blossom].told = LNET_MATCHING_NONE;
      if (self->nodes[child].label == LNET_MATCHING_ODD)
        {
          lnet_matching_make_free (self, child);
          lnet_matching_make_even (self, child, tree);
        }
      if (child >= self->n)
        self->nodes[child].z += 2 * delta;
      self->nodes[child].label = LNET_MATCHING_FREE;
      self->nodes[child].root = FALSE;
      self->nodes[child].parent = blossom;
      child = next;
    }
  while (child != self->nodes[blossom].child);
}

void
lnet_matching_shrink (LnetMatching *self,
                      guint32       u,
                      guint32       v,
                      guint32       edge)
{
  guint32 one = lnet_matching_top (self, u), other = lnet_matching_top (self, v);
  guint32 meeting = find_meeting (self, one, other);
  guint32 blossom = self->free_blossoms[--self->n_free_blossoms];
  LnetMatchingNode *node = &self->nodes[blossom], *at = &self->nodes[meeting];

  collect_way (self, one, meeting, &self->circuit);
  collect_way (self, other, meeting, &self->opposite);
  link_nodes (self, link_down (self, meeting, &self->circuit), other, u, v, edge);
  link_up (self, meeting, &self->opposite);
  node->child = meeting;
  node->parent = LNET_MATCHING_NONE;
  node->base = node->told = at->base;
  node->told_child = meeting;
  node->mate = at->mate;
  node->mate_edge = at->mate_edge;
  node->root = at->root;
  node->tree = at->tree;
  node->label = LNET_MATCHING_EVEN;
  node->z = -2 * self->trees[at->tree].delta;
  take_in (self, blossom);
  join_vertices (self, blossom);
  lnet_matching_list_push (&self->touched, blossom);
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

void
lnet_matching_note_rematched (LnetMatching *self,
                              guint32       node)
{
  guint32 base = self->nodes[node].base;

  if (self->vertices[base].rematched)
    return;
  self->vertices[base].rematched = TRUE;
  lnet_matching_list_push (&self->rematched, base);
}

void
lnet_matching_match (LnetMatching *self,
                     guint32       node,
                     guint32       base,
                     guint32       mate,
                     guint32       edge)
{
  match (self, node, base, mate, edge);
  lnet_matching_note_rematched (self, node);
}

/* Matches all of a circuit but @outward, along the circuit. */
static void
match_circuit (LnetMatching *self,
               guint32       outward)
{
  for (guint32 one = self->nodes[outward].next; one != outward;)
    {
      LnetMatchingNode *from = &self->nodes[one];
      guint32 other = from->next;

      match (self, one, from->link_from, from->link_to, from->link_edge);
      match (self, other, from->link_to, from->link_from, from->link_edge);
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
  guint32 outward, child;

  part_vertices (self, blossom);
  outward = child = lnet_matching_top (self, node->base);
  match (self, outward, node->base, node->mate, node->mate_edge);
  match_circuit (self, outward);
  if (node->told != node->base)
    do
      {
        lnet_matching_note_rematched (self, child);
        child = self->nodes[child].next;
      }
    while (child != outward);
  self->free_blossoms[self->n_free_blossoms++] = blossom;
  return outward;
}

void
lnet_matching_part (LnetMatching *self,
                    guint32       blossom)
{
  part (self, blossom);
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
      lnet_matching_make_even (self, even, node->tree);
      from = forward ? self->nodes[even].link_from : self->nodes[next].link_to;
      at = forward ? self->nodes[even].link_to : self->nodes[next].link_from;
      edge = forward ? self->nodes[even].link_edge : self->nodes[next].link_edge;
      child = next;
    }
  lnet_matching_make_odd (self, out, from, at, edge);
}

void
lnet_matching_expand (LnetMatching *self,
                      guint32       blossom)
{
  const LnetMatchingSet *set = &self->sets[self->nodes[blossom].set];
  guint32 seen = set->seen_search == self->search ? set->seen : LNET_MATCHING_NONE;
  guint32 out;

  lnet_matching_make_free (self, blossom);
  out = part (self, blossom);
  keep_way (self, blossom, lnet_matching_top (self, self->nodes[blossom].enter_at), out);
  lnet_matching_hand_out_seen (self, seen);
}

void
lnet_matching_part_from_mate (LnetMatching *self,
                              guint32       node)
{
  guint32 base = self->nodes[node].base, mate = self->nodes[node].mate;

  lnet_matching_list_push (&self->alone, base);
  if (mate == LNET_MATCHING_NONE)
    return;
  lnet_matching_list_push (&self->alone, mate);
  self->n_single += 2;
  lnet_matching_match (self, node, base, LNET_MATCHING_NONE, LNET_MATCHING_NONE);
  lnet_matching_match (self, lnet_matching_top (self, mate), mate, LNET_MATCHING_NONE, LNET_MATCHING_NONE);
}

/* With the vertex that looks outward alone, all other vertices of the blossoms that hold it are matched inside each of
 * them: their values take over half of what the blossoms had without costing a pair. */
void
lnet_matching_loosen (LnetMatching *self,
                      guint32       vertex)
{
  guint32 top = lnet_matching_top (self, vertex);

  if (top != vertex)
    lnet_matching_forget_ways (self);
  lnet_matching_part_from_mate (self, top);
  lnet_matching_match (self, top, vertex, LNET_MATCHING_NONE, LNET_MATCHING_NONE);
  for (; top != vertex; top = lnet_matching_top (self, vertex))
    {
      self->sets[self->nodes[top].set].more += self->nodes[top].z / 2;
      part (self, top);
    }
  lnet_matching_list_push (&self->alone, vertex);
}

/* --- reading the matching --- */

static void
note_partner (LnetMatching *self,
              guint32       vertex,
              guint32       mate,
              guint32       edge)
{
  if (self->partner[vertex] != LNET_MATCHING_NONE && self->partner[vertex] > vertex)
    {
      self->weight -= self->partner_weight[vertex];
      self->size--;
    }
  self->partner[vertex] = mate;
  self->partner_edge[vertex] = edge;
  if (mate == LNET_MATCHING_NONE || mate < vertex)
    return;
  self->partner_weight[vertex] = self->edges[edge].weight;
  self->weight += self->partner_weight[vertex];
  self->size++;
}

/* Only base and mate are written, so that a blossom keeps its shape. All that hold the vertex which looks outward are
 * done on one way up, as far as somebody else looked outward when it was last done. */
static void
unfold_node (LnetMatching     *self,
             guint32           node,
             LnetMatchingList *todo)
{
  guint32 base = self->nodes[node].base;

  note_partner (self, base, self->nodes[node].mate, self->nodes[node].mate_edge);
  if (self->nodes[node].told == base)
    return;
  for (guint32 part = base; part != node; part = self->nodes[part].parent)
    {
      LnetMatchingNode *over = &self->nodes[self->nodes[part].parent];

      if (over->told == LNET_MATCHING_NONE || over->told_child != part)
        {
          match_circuit (self, part);
          for (guint32 one = self->nodes[part].next; one != part; one = self->nodes[one].next)
            lnet_matching_list_push (todo, one);
        }
      over->told = base;
      over->told_child = part;
    }
}

void
lnet_matching_unfold (LnetMatching *self)
{
  LnetMatchingList *todo = &self->circuit;

  todo->n = 0;
  self->mark++;
  for (guint32 i = 0; i < self->rematched.n; i++)
    {
      guint32 v = self->rematched.items[i], top = lnet_matching_top (self, v);

      self->vertices[v].rematched = FALSE;
      if (self->nodes[top].mark == self->mark)
        continue;
      self->nodes[top].mark = self->mark;
      lnet_matching_list_push (todo, top);
      while (todo->n > 0)
        {
          guint32 node = lnet_matching_list_pop (todo);

          unfold_node (self, node, todo);
        }
    }
  self->rematched.n = 0;
}
