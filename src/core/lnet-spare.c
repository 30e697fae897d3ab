/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-spare.h"

#include <string.h>

#define NOBODY G_MAXUINT32

typedef struct
{
  const LnetGraph *graph;
  const guint32 *partners;
  guint32 n;
  guint32 *start;   /* n + 1: of each vertex's neighbours */
  guint32 *to;
  guint8 *is_even;
  guint32 *parent;  /* of a vertex on an odd place: the even one before it */
  guint32 *base;    /* the vertex by which the blossom was entered that holds it, or itself */
  guint8 *is_marked;
  GArray *queue;
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
  memset (self->is_marked, FALSE, self->n);
  for (a = self->base[a];; a = self->base[self->parent[self->partners[a]]])
    {
      self->is_marked[a] = TRUE;
      if (self->partners[a] == NOBODY)
        break;
    }
  for (b = self->base[b]; !self->is_marked[b];)
    {
      if (self->partners[b] == NOBODY)
        return NOBODY;
      b = self->base[self->parent[self->partners[b]]];
    }
  return b;
}

/* Marks the blossoms on the way from @vertex back to @meeting; an odd vertex there may be come to from @child too. */
static void
mark_way (Search *self,
          guint32 vertex,
          guint32 meeting,
          guint32 child)
{
  while (self->base[vertex] != meeting)
    {
      guint32 partner = self->partners[vertex];

      self->is_marked[self->base[vertex]] = self->is_marked[self->base[partner]] = TRUE;
      self->parent[vertex] = child;
      child = partner;
      vertex = self->parent[partner];
    }
}

/* Two even vertices are neighbours: all on the circuit they close are even. */
static void
close_circuit (Search *self,
               guint32 a,
               guint32 b)
{
  guint32 meeting = find_meeting (self, a, b);

  if (meeting == NOBODY)
    return;
  memset (self->is_marked, FALSE, self->n);
  mark_way (self, a, meeting, b);
  mark_way (self, b, meeting, a);
  for (guint32 v = 0; v < self->n; v++)
    if (self->is_marked[self->base[v]])
      {
        self->base[v] = meeting;
        make_even (self, v);
      }
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
search (Search *self)
{
  for (guint at = 0; at < self->queue->len; at++)
    {
      guint32 vertex = g_array_index (self->queue, guint32, at);

      for (guint32 i = self->start[vertex]; i < self->start[vertex + 1]; i++)
        look_at (self, vertex, self->to[i]);
    }
}

guint8 *
lnet_spare_find (const LnetGraph *graph,
                 const guint32   *partners,
                 const guint8    *is_out)
{
  Search self = { .graph = graph, .partners = partners, .n = graph->n };

  arrange_neighbours (&self, is_out);
  self.is_even = g_new0 (guint8, self.n + 1);
  self.is_marked = g_new0 (guint8, self.n + 1);
  self.parent = g_new (guint32, self.n + 1);
  self.base = g_new (guint32, self.n + 1);
  self.queue = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 v = 0; v < self.n; v++)
    {
      self.base[v] = v;
      self.parent[v] = NOBODY;
      if (!is_out[v] && partners[v] == NOBODY)
        make_even (&self, v);
    }
  search (&self);
  g_free (self.start);
  g_free (self.to);
  g_free (self.is_marked);
  g_free (self.parent);
  g_free (self.base);
  g_array_unref (self.queue);
  return self.is_even;
}
