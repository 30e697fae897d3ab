/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Edges by vertex, and which of them are looked at. */

#include "config.h"

#include "lnet-matching-private.h"

#include <string.h>

/* With how many of its heaviest edges each vertex begins. With eight, pools of many ties took five times as long: the
 * same few are the heaviest of many. */
#define N_FIRST 12

static void
count_arcs (LnetMatching *self)
{
  guint32 start = 0;

  memset (self->spans, 0, self->n * sizeof (LnetMatchingSpan));
  for (guint32 e = 0; e < self->n_edges; e++)
    {
      self->spans[self->edges[e].u].room++;
      self->spans[self->edges[e].v].room++;
    }
  for (guint32 v = 0; v < self->n; v++)
    {
      self->spans[v].start = start;
      start += self->spans[v].room;
    }
  self->n_arcs = start;
  if (start > self->n_arc_room)
    {
      self->n_arc_room = start + start / 16 + 64;
      self->arcs = g_renew (LnetMatchingArc, self->arcs, self->n_arc_room);
    }
}

static void
append_arc (LnetMatching *self,
            guint32       from,
            guint32       to,
            guint32       edge,
            gint64        cost)
{
  LnetMatchingSpan *span = &self->spans[from];

  self->arcs[span->start + span->n++] = (LnetMatchingArc) { to, edge, cost };
}

static void
swap_arcs (LnetMatchingArc *a,
           LnetMatchingArc *b)
{
  LnetMatchingArc swap = *a;

  *a = *b;
  *b = swap;
}

/* Brings the @k heaviest to the front, in any order. */
static void
select_heaviest (LnetMatchingArc *arcs,
                 guint32          n,
                 guint32          k)
{
  while (n > k && k > 0)
    {
      LnetMatchingArc pivot = arcs[n / 2];
      guint32 heavier = 0, i = 0, lighter = n;

      /* heavier ones, those as heavy, lighter ones */
      while (i < lighter)
        if (arcs[i].cost > pivot.cost)
          swap_arcs (&arcs[heavier++], &arcs[i++]);
        else if (arcs[i].cost < pivot.cost)
          swap_arcs (&arcs[i], &arcs[--lighter]);
        else
          i++;
      if (k < heavier)
        n = heavier;
      else if (k <= lighter)
        return;
      else
        {
          arcs += lighter;
          n -= lighter;
          k -= lighter;
        }
    }
}

static void
choose_arcs (LnetMatching *self)
{
  if (self->n_edges <= N_FIRST * self->n)
    {
      memset (self->active, 1, self->n_edges);
      return;
    }
  memset (self->active, 0, self->n_edges);
  for (guint32 v = 0; v < self->n; v++)
    {
      const LnetMatchingSpan *span = &self->spans[v];
      LnetMatchingArc *arcs = self->arcs + span->start;

      select_heaviest (arcs, span->n, N_FIRST);
      for (guint32 i = 0; i < MIN (span->n, N_FIRST); i++)
        if (arcs[i].cost > 0)
          self->active[arcs[i].edge] = TRUE;
    }
}

static void
bring_active_to_front (LnetMatching *self)
{
  for (guint32 v = 0; v < self->n; v++)
    {
      LnetMatchingSpan *span = &self->spans[v];
      LnetMatchingArc *arcs = self->arcs + span->start;

      span->n_active = 0;
      for (guint32 i = 0; i < span->n; i++)
        if (self->active[arcs[i].edge])
          swap_arcs (&arcs[i], &arcs[span->n_active++]);
    }
}

static gint64
get_cost (const LnetMatching *self,
          guint32             edge)
{
  return self->unusable[edge] ? LNET_MATCHING_UNUSABLE : lnet_matching_get_cost (self, edge);
}

void
lnet_matching_arrange_arcs (LnetMatching *self)
{
  count_arcs (self);
  for (guint32 e = 0; e < self->n_edges; e++)
    {
      const LnetGraphEdge *edge = &self->edges[e];
      gint64 cost = get_cost (self, e);

      append_arc (self, edge->u, edge->v, e, cost);
      append_arc (self, edge->v, edge->u, e, cost);
    }
  choose_arcs (self);
  bring_active_to_front (self);
}

static LnetMatchingArc *
find_arc (LnetMatching *self,
          guint32       vertex,
          guint32       edge)
{
  LnetMatchingArc *arc = self->arcs + self->spans[vertex].start;

  while (arc->edge != edge)
    arc++;
  return arc;
}

static void
activate_arc (LnetMatching *self,
              guint32       vertex,
              guint32       edge)
{
  LnetMatchingSpan *span = &self->spans[vertex];

  swap_arcs (find_arc (self, vertex, edge), &self->arcs[span->start + span->n_active++]);
}

void
lnet_matching_activate (LnetMatching *self,
                        guint32       edge)
{
  if (self->active[edge])
    return;
  self->active[edge] = TRUE;
  activate_arc (self, self->edges[edge].u, edge);
  activate_arc (self, self->edges[edge].v, edge);
}

void
lnet_matching_renew_cost (LnetMatching *self,
                          guint32       edge)
{
  const LnetGraphEdge *of = &self->edges[edge];

  find_arc (self, of->u, edge)->cost = find_arc (self, of->v, edge)->cost = get_cost (self, edge);
}

/* Has room for one arc more, where need be behind all others. */
static void
make_room (LnetMatching *self,
           guint32       vertex)
{
  LnetMatchingSpan *span = &self->spans[vertex];
  guint32 room = MAX (4, 2 * span->n);

  if (span->n < span->room)
    return;
  if (self->n_arcs + room > self->n_arc_room)
    {
      self->n_arc_room = self->n_arcs + room + self->n_arc_room / 4;
      self->arcs = g_renew (LnetMatchingArc, self->arcs, self->n_arc_room);
    }
  memcpy (self->arcs + self->n_arcs, self->arcs + span->start, span->n * sizeof (LnetMatchingArc));
  span->start = self->n_arcs;
  span->room = room;
  self->n_arcs += room;
}

void
lnet_matching_add_arcs (LnetMatching *self,
                        guint32       edge)
{
  const LnetGraphEdge *of = &self->edges[edge];
  gint64 cost = get_cost (self, edge);

  make_room (self, of->u);
  append_arc (self, of->u, of->v, edge, cost);
  make_room (self, of->v);
  append_arc (self, of->v, of->u, edge, cost);
}

/* --- those near being tight ---
 *
 * Each vertex has a number that its value is never below, and an edge that costs more than those of both ends is looked
 * at. So the others need not be checked as long as no value falls below its number. */

static inline gboolean
is_near (const LnetMatching    *self,
         guint32                vertex,
         const LnetMatchingArc *arc)
{
  return self->vertices[vertex].low + self->vertices[arc->to].low < arc->cost;
}

static void
choose_near_arcs (LnetMatching *self,
                  guint32       vertex)
{
  LnetMatchingSpan *span = &self->spans[vertex];
  LnetMatchingArc *arcs = self->arcs + span->start;

  span->n_active = 0;
  for (guint32 i = 0; i < span->n; i++)
    {
      gboolean near = is_near (self, vertex, &arcs[i]);

      self->active[arcs[i].edge] = near;
      if (near)
        swap_arcs (&arcs[i], &arcs[span->n_active++]);
    }
}

void
lnet_matching_choose_arcs (LnetMatching *self)
{
  for (guint32 v = 0; v < self->n; v++)
    {
      LnetMatchingVertex *of = &self->vertices[v];

      of->low = of->absent ? LNET_MATCHING_ABSENT : lnet_matching_value (self, v) - self->margin;
    }
  for (guint32 v = 0; v < self->n; v++)
    choose_near_arcs (self, v);
}

void
lnet_matching_lower (LnetMatching *self,
                     guint32       vertex,
                     gint64        low)
{
  const LnetMatchingSpan *span = &self->spans[vertex];

  self->vertices[vertex].low = low;
  for (guint32 i = span->n_active; i < span->n; i++)
    if (is_near (self, vertex, &self->arcs[span->start + i]))
      lnet_matching_activate (self, self->arcs[span->start + i].edge);
}

void
lnet_matching_look_at_changed (LnetMatching *self,
                               guint32       edge)
{
  const LnetGraphEdge *of = &self->edges[edge];

  if (get_cost (self, edge) > self->vertices[of->u].low + self->vertices[of->v].low)
    lnet_matching_activate (self, edge);
}
