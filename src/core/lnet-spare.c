/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-spare.h"

#define NOBODY G_MAXUINT32

typedef struct
{
  const LnetPool *pool;
  const LnetGraph *graph;
  const guint32 *partners;
  const guint8 *is_out;
  guint32 n;
  guint32 *start;   /* n + 1: of each vertex's neighbours */
  guint32 *to;
  guint8 *is_even;
  guint32 *parent;  /* of a vertex on an odd place: the even one before it */
  guint32 *base;    /* the vertex by which the blossom was entered that holds it, or itself */
  guint32 *next;    /* the next one of the same blossom, or NOBODY */
  guint32 *last;    /* by base: the last one of it */
  guint32 *mark;    /* what is marked has the stamp */
  guint32 stamp;
  GArray *circuit;  /* the bases of what is on the circuit at hand */
  GArray *queue;
  guint n_searched; /* of the queue, by the graph */
  gboolean is_larger;
  GArray *joins;
  guint32 *open;    /* who may be joined to others: all but those on odd places */
  guint32 n_open;
  guint32 *few;     /* of these, all but those of the largest blossom */
  guint32 n_few;
  guint32 largest;  /* its base */
  gboolean is_listed; /* whether these are as they should be */
} Search;

static void
arrange_neighbours (Search       *self,
                    const guint8 *is_out)
{
  g_autofree guint32 *at = NULL;

  self->start = g_new0 (guint32, self->n + 2);
  for (guint32 e = 0; e < self->graph->n_edges; e++)
    {
      const LnetGraphEdge *of = &self->graph->edges[e];

      self->start[of->u + 1] += !is_out[of->u] && !is_out[of->v];
      self->start[of->v + 1] += !is_out[of->u] && !is_out[of->v];
    }
  for (guint32 v = 0; v < self->n; v++)
    self->start[v + 1] += self->start[v];
  self->to = g_new (guint32, self->start[self->n] + 1);
  at = g_memdup2 (self->start, (self->n + 1) * sizeof (guint32));
  for (guint32 e = 0; e < self->graph->n_edges; e++)
    {
      const LnetGraphEdge *of = &self->graph->edges[e];

      if (is_out[of->u] || is_out[of->v])
        continue;
      self->to[at[of->u]++] = of->v;
      self->to[at[of->v]++] = of->u;
    }
}

static void
make_even (Search *self,
           guint32 vertex)
{
  if (self->is_even[vertex])
    return;
  self->is_even[vertex] = TRUE;
  g_array_append_val (self->queue, vertex);
}

/* Where the ways of both back to where they come from meet. */
static guint32
find_meeting (Search *self,
              guint32 a,
              guint32 b)
{
  self->stamp++;
  for (a = self->base[a];; a = self->base[self->parent[self->partners[a]]])
    {
      self->mark[a] = self->stamp;
      if (self->partners[a] == NOBODY)
        break;
    }
  for (b = self->base[b]; self->mark[b] != self->stamp;)
    {
      if (self->partners[b] == NOBODY)
        return NOBODY;
      b = self->base[self->parent[self->partners[b]]];
    }
  return b;
}

static void
note_base (Search *self,
           guint32 base)
{
  if (self->mark[base] == self->stamp)
    return;
  self->mark[base] = self->stamp;
  g_array_append_val (self->circuit, base);
}

/* Notes the blossoms on the way from @vertex back to @meeting; an odd vertex there may be come to from @child too. */
static void
mark_way (Search *self,
          guint32 vertex,
          guint32 meeting,
          guint32 child)
{
  while (self->base[vertex] != meeting)
    {
      guint32 partner = self->partners[vertex];

      note_base (self, self->base[vertex]);
      note_base (self, self->base[partner]);
      self->parent[vertex] = child;
      child = partner;
      vertex = self->parent[partner];
    }
}

/* Makes the blossom of @base part of that of @meeting. */
static void
take_in (Search *self,
         guint32 base,
         guint32 meeting)
{
  for (guint32 v = base; v != NOBODY; v = self->next[v])
    {
      self->base[v] = meeting;
      make_even (self, v);
    }
  self->next[self->last[meeting]] = base;
  self->last[meeting] = self->last[base];
}

/* Two even vertices are neighbours: all on the circuit they close are even. */
static void
close_circuit (Search *self,
               guint32 a,
               guint32 b)
{
  guint32 meeting = find_meeting (self, a, b);

  self->is_larger = self->is_larger || meeting == NOBODY;
  if (meeting == NOBODY)
    return;
  self->stamp++;
  g_array_set_size (self->circuit, 0);
  mark_way (self, a, meeting, b);
  mark_way (self, b, meeting, a);
  for (guint i = 0; i < self->circuit->len; i++)
    take_in (self, g_array_index (self->circuit, guint32, i), meeting);
}

static void
look_at (Search *self,
         guint32 vertex,
         guint32 neighbour)
{
  if (self->base[vertex] == self->base[neighbour] || self->partners[vertex] == neighbour)
    return;
  if (self->is_even[neighbour])
    close_circuit (self, vertex, neighbour);
  else if (self->parent[neighbour] == NOBODY)
    {
      self->parent[neighbour] = vertex;
      make_even (self, self->partners[neighbour]);
    }
}

static void
search_graph (Search *self)
{
  for (; self->n_searched < self->queue->len && !self->is_larger; self->n_searched++)
    {
      guint32 vertex = g_array_index (self->queue, guint32, self->n_searched);

      for (guint32 i = self->start[vertex]; i < self->start[vertex + 1]; i++)
        look_at (self, vertex, self->to[i]);
    }
}

/* --- pairs that the graph has not --- */

static gboolean
is_open (const Search *self,
         guint32       vertex)
{
  return !self->is_out[vertex] && (self->is_even[vertex] || self->parent[vertex] == NOBODY);
}

static guint32
find_largest (const Search *self)
{
  g_autofree guint32 *n_of = g_new0 (guint32, self->n + 1);
  guint32 largest = 0;

  for (guint32 v = 0; v < self->n; v++)
    if (is_open (self, v) && ++n_of[self->base[v]] > n_of[largest])
      largest = self->base[v];
  return largest;
}

static void
list_open (Search *self)
{
  self->largest = find_largest (self);
  self->n_open = self->n_few = 0;
  for (guint32 v = 0; v < self->n; v++)
    if (is_open (self, v))
      {
        self->open[self->n_open++] = v;
        if (self->base[v] != self->largest)
          self->few[self->n_few++] = v;
      }
  self->is_listed = TRUE;
}

static void
join (Search *self,
      guint32 vertex,
      guint32 other)
{
  LnetGraphEdge edge = { .u = MIN (vertex, other), .v = MAX (vertex, other) };

  g_array_append_val (self->joins, edge);
  look_at (self, vertex, other);
  self->is_listed = FALSE;
}

/* Joins an even vertex to all whom the rules allow and whom that gets further. */
static void
search_pool (Search *self,
             guint32 vertex)
{
  const guint32 *others;
  guint32 n_others;

  if (!self->is_listed)
    list_open (self);
  others = self->base[vertex] == self->largest ? self->few : self->open;
  n_others = self->base[vertex] == self->largest ? self->n_few : self->n_open;
  for (guint32 i = 0; i < n_others && !self->is_larger; i++)
    if (self->base[others[i]] != self->base[vertex] && self->partners[vertex] != others[i] && is_open (self, others[i])
        && lnet_pool_allows (self->pool, vertex, others[i]))
      join (self, vertex, others[i]);
}

static void
search_all (Search *self)
{
  self->open = g_new (guint32, self->n + 1);
  self->few = g_new (guint32, self->n + 1);
  for (guint at = 0; at < self->queue->len && !self->is_larger; at++)
    {
      search_pool (self, g_array_index (self->queue, guint32, at));
      search_graph (self);
    }
  g_free (self->open);
  g_free (self->few);
}

static void
begin (Search *self)
{
  self->is_even = g_new0 (guint8, self->n + 1);
  self->mark = g_new0 (guint32, self->n + 1);
  self->parent = g_new (guint32, self->n + 1);
  self->base = g_new (guint32, self->n + 1);
  self->next = g_new (guint32, self->n + 1);
  self->last = g_new (guint32, self->n + 1);
  self->queue = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->circuit = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 v = 0; v < self->n; v++)
    {
      self->base[v] = self->last[v] = v;
      self->parent[v] = self->next[v] = NOBODY;
      if (!self->is_out[v] && self->partners[v] == NOBODY)
        make_even (self, v);
    }
}

guint8 *
lnet_spare_find (const LnetPool  *pool,
                 const LnetGraph *graph,
                 const guint32   *partners,
                 const guint8    *is_out,
                 GArray          *joins)
{
  g_autoptr (GArray) own_joins = g_array_new (FALSE, FALSE, sizeof (LnetGraphEdge));
  Search self = { .pool = pool, .graph = graph, .partners = partners, .is_out = is_out, .n = graph->n };

  self.joins = joins != NULL ? joins : own_joins;
  arrange_neighbours (&self, is_out);
  begin (&self);
  search_graph (&self);
  if (pool != NULL)
    search_all (&self);
  if (!self.is_larger)
    g_array_set_size (self.joins, 0);
  g_free (self.start);
  g_free (self.to);
  g_free (self.parent);
  g_free (self.base);
  g_free (self.next);
  g_free (self.last);
  g_free (self.mark);
  g_array_unref (self.circuit);
  g_array_unref (self.queue);
  return self.is_even;
}
