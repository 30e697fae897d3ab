/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a matching from nothing begins: the heaviest matching in halves.
 *
 * There an edge may be taken, not taken, or taken half, and the halves form odd circuits. Blossoms are not needed for
 * it: a search ends as well where an odd circuit closes in its tree, or where it meets one, which then becomes pairs.
 * Its values are good to go on with, and of each odd circuit that is left one vertex has no partner: few. */

#include "config.h"

#include "lnet-matching-private.h"

/* How often a vertex may take another's partner, times n, before searches begin. */
#define N_STEALS 4

/* How much of the work this is. */
#define BEGIN_SHARE 0.8

typedef struct
{
  gint64 value;
  gint64 key;        /* Δ at which it is reached, as far as is known */
  guint32 from;      /* … and from which even vertex */
  guint32 mate;      /* in an odd circuit: the next one */
  guint32 search;    /* that wrote the key */
  guint8 label;
  guint8 half;       /* in an odd circuit */
} Spot;

typedef struct
{
  LnetMatching *matching;
  Spot *spots;
  LnetMatchingList alone; /* vertices that may be without a partner */
  LnetMatchingList queue; /* even vertices to look from */
  LnetMatchingList touched;
  LnetMatchingList way;
  LnetMatchingList opposite;
  LnetMatchingHeap heap;
  guint32 search;
  gint64 delta;

  /* how the search ends, as far as is known */
  gint64 end;
  guint32 end_from;
  guint32 end_to;    /* none: at end_from, whose value comes to 0 */
} Fraction;

static void
pair (Fraction *self,
      guint32   u,
      guint32   v)
{
  self->spots[u].mate = v;
  self->spots[v].mate = u;
}

/* --- what is easy to see --- */

typedef struct
{
  gint64 least;
  gint64 second;
  guint32 to;
} Choice;

/* By how much a vertex's value can fall until its first edge is tight, and until its second is. */
static Choice
choose (Fraction *self,
        guint32   vertex)
{
  const LnetMatchingSpan *span = &self->matching->spans[vertex];
  const LnetMatchingArc *arc = self->matching->arcs + span->start, *after = arc + span->n_active;
  gint64 value = self->spots[vertex].value;
  Choice choice = { value, value, LNET_MATCHING_NONE };

  for (; arc < after; arc++)
    {
      const Spot *to = &self->spots[arc->to];
      gint64 slack = value + to->value - arc->cost;

      if (slack < choice.least || (slack == choice.least && to->mate == LNET_MATCHING_NONE))
        {
          choice.second = choice.least;
          choice.least = slack;
          choice.to = arc->to;
        }
      else if (slack < choice.second)
        choice.second = slack;
    }
  return choice;
}

/* Gives a vertex the partner it likes best, whose value rises by what the vertex would pay for it; the one who loses
 * that partner is returned. */
static guint32
settle (Fraction *self,
        guint32   vertex,
        gint64   *n_steals,
        gboolean *gained)
{
  Choice choice = choose (self, vertex);
  Spot *spot = &self->spots[vertex], *to;
  guint32 loser;

  *gained = FALSE;
  if (choice.to == LNET_MATCHING_NONE)
    {
      spot->value = 0;
      return LNET_MATCHING_NONE;
    }
  to = &self->spots[choice.to];
  loser = to->mate;
  if (loser == LNET_MATCHING_NONE)
    {
      spot->value -= choice.least;
      pair (self, vertex, choice.to);
      return LNET_MATCHING_NONE;
    }
  if (--*n_steals < 0)
    {
      spot->value -= choice.least;
      return LNET_MATCHING_NONE;
    }
  spot->value -= choice.second;
  to->value += choice.second - choice.least;
  pair (self, vertex, choice.to);
  self->spots[loser].mate = LNET_MATCHING_NONE;
  *gained = choice.second > choice.least;
  return loser;
}

static void
settle_all (Fraction *self)
{
  const LnetMatching *matching = self->matching;
  gint64 n_steals = (gint64) N_STEALS * matching->n;
  gboolean gained;

  for (guint32 v = 0; v < matching->n; v++)
    {
      guint32 one = matching->vertices[v].absent ? LNET_MATCHING_NONE : v;

      while (one != LNET_MATCHING_NONE && self->spots[one].mate == LNET_MATCHING_NONE)
        {
          guint32 loser = settle (self, one, &n_steals, &gained);

          if (loser != LNET_MATCHING_NONE && !gained)
            {
              lnet_matching_list_push (&self->alone, loser);
              break;
            }
          if (loser == LNET_MATCHING_NONE && self->spots[one].mate == LNET_MATCHING_NONE)
            {
              lnet_matching_list_push (&self->alone, one);
              break;
            }
          one = loser;
        }
    }
}

/* --- one search --- */

static void
make_even (Fraction *self,
           guint32   vertex)
{
  Spot *spot = &self->spots[vertex];

  spot->label = LNET_MATCHING_EVEN;
  spot->value += self->delta;
  if (spot->value < self->end)
    {
      self->end = spot->value;
      self->end_from = vertex;
      self->end_to = LNET_MATCHING_NONE;
    }
  lnet_matching_list_push (&self->queue, vertex);
  lnet_matching_list_push (&self->touched, vertex);
}

static void
reach (Fraction *self,
       guint32   vertex)
{
  Spot *spot = &self->spots[vertex];

  spot->label = LNET_MATCHING_ODD;
  spot->value -= self->delta;
  lnet_matching_list_push (&self->touched, vertex);
  make_even (self, spot->mate);
}

static inline void
end_at (Fraction *self,
        gint64    key,
        guint32   from,
        guint32   to)
{
  if (key >= self->end)
    return;
  self->end = key;
  self->end_from = from;
  self->end_to = to;
}

static void
look_from (Fraction *self,
           guint32   vertex)
{
  const LnetMatchingSpan *span = &self->matching->spans[vertex];
  const LnetMatchingArc *arc = self->matching->arcs + span->start, *after = arc + span->n_active;
  gint64 value = self->spots[vertex].value;

  for (; arc < after; arc++)
    {
      Spot *to = &self->spots[arc->to];
      gint64 slack = value + to->value - arc->cost;

      if (to->label == LNET_MATCHING_EVEN)
        {
          if (arc->to != vertex)
            end_at (self, slack / 2, vertex, arc->to);
        }
      else if (to->label == LNET_MATCHING_ODD || slack >= self->end)
        continue;
      else if (to->mate == LNET_MATCHING_NONE || to->half)
        end_at (self, slack, vertex, arc->to);
      else if (to->search != self->search || slack < to->key)
        {
          to->search = self->search;
          to->key = slack;
          to->from = vertex;
          if (slack == self->delta)
            reach (self, arc->to);
          else
            lnet_matching_heap_push (&self->heap, slack, arc->to, 0);
        }
    }
}

static void
grow (Fraction *self,
      guint32   root)
{
  self->search++;
  self->delta = 0;
  self->end = G_MAXINT64;
  make_even (self, root);
  while (TRUE)
    {
      LnetMatchingEvent event;

      while (self->queue.n > 0 && self->end > self->delta)
        {
          guint32 vertex = lnet_matching_list_pop (&self->queue);

          look_from (self, vertex);
        }
      if (self->heap.n == 0 || self->heap.events[0].key >= self->end)
        break;
      event = lnet_matching_heap_pop (&self->heap);
      if (self->spots[event.what].label == LNET_MATCHING_FREE && self->spots[event.what].key == event.key)
        {
          self->delta = event.key;
          reach (self, event.what);
        }
    }
  self->delta = self->end;
}

/* --- how it ends --- */

/* Turns the way from @even up to the root over; @even itself is left to the caller. */
static void
turn_over (Fraction *self,
           guint32   even)
{
  guint32 odd = self->spots[even].mate;

  while (odd != LNET_MATCHING_NONE)
    {
      guint32 above = self->spots[odd].from, next = self->spots[above].mate;

      pair (self, odd, above);
      odd = next;
    }
}

/* Makes pairs of an odd circuit, but for @vertex. */
static void
break_circuit (Fraction *self,
               guint32   vertex)
{
  guint32 one = self->spots[vertex].mate;

  self->spots[vertex].half = FALSE;
  while (one != vertex)
    {
      guint32 other = self->spots[one].mate, next = self->spots[other].mate;

      pair (self, one, other);
      self->spots[one].half = self->spots[other].half = FALSE;
      one = next;
    }
}

/* The vertices from @even up to the root. */
static void
collect_way (Fraction         *self,
             guint32           even,
             LnetMatchingList *way)
{
  way->n = 0;
  while (TRUE)
    {
      guint32 odd = self->spots[even].mate;

      lnet_matching_list_push (way, even);
      if (odd == LNET_MATCHING_NONE)
        return;
      lnet_matching_list_push (way, odd);
      even = self->spots[odd].from;
    }
}

/* An edge between two even vertices closes an odd circuit. */
static void
close_circuit (Fraction *self)
{
  guint32 *way, *opposite, n_way, n_opposite, meeting;

  collect_way (self, self->end_from, &self->way);
  collect_way (self, self->end_to, &self->opposite);
  way = self->way.items;
  opposite = self->opposite.items;
  n_way = self->way.n;
  n_opposite = self->opposite.n;
  while (n_way > 1 && n_opposite > 1 && way[n_way - 2] == opposite[n_opposite - 2])
    {
      n_way--;
      n_opposite--;
    }
  meeting = way[n_way - 1];
  turn_over (self, meeting);
  for (guint32 i = 0; i + 1 < n_way; i++)
    self->spots[way[i + 1]].mate = way[i];
  self->spots[way[0]].mate = opposite[0];
  for (guint32 i = 0; i + 1 < n_opposite; i++)
    self->spots[opposite[i]].mate = opposite[i + 1];
  for (guint32 i = 0; i < n_way; i++)
    self->spots[way[i]].half = TRUE;
  for (guint32 i = 0; i < n_opposite; i++)
    self->spots[opposite[i]].half = TRUE;
}

static void
finish (Fraction *self)
{
  guint32 from = self->end_from, to = self->end_to;

  if (to == LNET_MATCHING_NONE)
    {
      turn_over (self, from);
      self->spots[from].mate = LNET_MATCHING_NONE;
    }
  else if (self->spots[to].label == LNET_MATCHING_EVEN)
    close_circuit (self);
  else
    {
      if (self->spots[to].half)
        break_circuit (self, to);
      turn_over (self, from);
      pair (self, from, to);
    }
}

static void
let_go (Fraction *self)
{
  for (guint32 i = 0; i < self->touched.n; i++)
    {
      Spot *spot = &self->spots[self->touched.items[i]];

      spot->value += spot->label == LNET_MATCHING_EVEN ? -self->delta : self->delta;
      spot->label = LNET_MATCHING_FREE;
    }
  self->touched.n = 0;
  self->queue.n = 0;
  self->heap.n = 0;
}

static void
search (Fraction *self,
        guint32   root)
{
  grow (self, root);
  finish (self);
  let_go (self);
}

/* --- all of it --- */

static void
set_up (Fraction     *self,
        LnetMatching *matching)
{
  self->matching = matching;
  self->spots = g_new0 (Spot, matching->n + 1);
  for (guint32 v = 0; v < matching->n; v++)
    self->spots[v] = (Spot) { .value = matching->vertices[v].value, .mate = LNET_MATCHING_NONE };
}

static void
clear (Fraction *self)
{
  g_free (self->spots);
  g_free (self->heap.events);
  lnet_matching_list_clear (&self->alone);
  lnet_matching_list_clear (&self->queue);
  lnet_matching_list_clear (&self->touched);
  lnet_matching_list_clear (&self->way);
  lnet_matching_list_clear (&self->opposite);
}

/* The tight edge between a vertex and its mate. */
static guint32
find_edge (Fraction *self,
           guint32   vertex,
           guint32   mate)
{
  const LnetMatchingSpan *span = &self->matching->spans[vertex];
  const LnetMatchingArc *arc = self->matching->arcs + span->start;
  gint64 sum = self->spots[vertex].value + self->spots[mate].value;

  while (arc->to != mate || arc->cost != sum)
    arc++;
  return arc->edge;
}

static void
hand_over (Fraction *self)
{
  LnetMatching *matching = self->matching;

  for (guint32 v = 0; v < matching->n; v++)
    if (self->spots[v].half)
      {
        break_circuit (self, v);
        self->spots[v].mate = LNET_MATCHING_NONE;
      }
  for (guint32 v = 0; v < matching->n; v++)
    {
      guint32 mate = self->spots[v].mate;

      matching->vertices[v].value = self->spots[v].value;
      if (mate == LNET_MATCHING_NONE || mate < v)
        continue;
      matching->nodes[v].mate = mate;
      matching->nodes[mate].mate = v;
      matching->nodes[v].mate_edge = matching->nodes[mate].mate_edge = find_edge (self, v, mate);
    }
}

/* Raises a vertex's value to what an edge needs that it breaks, which costs it its partner. */
static void
raise_value (Fraction *self,
             guint32   vertex,
             gint64    more)
{
  guint32 mate = self->spots[vertex].mate;

  self->spots[vertex].value += more;
  if (self->spots[vertex].half)
    break_circuit (self, vertex);
  else if (mate != LNET_MATCHING_NONE)
    {
      self->spots[mate].mate = LNET_MATCHING_NONE;
      lnet_matching_list_push (&self->alone, mate);
    }
  self->spots[vertex].mate = LNET_MATCHING_NONE;
  lnet_matching_list_push (&self->alone, vertex);
}

/* Has the edges looked at that were not and that the values break. */
static void
add_edges (Fraction *self)
{
  LnetMatching *matching = self->matching;

  for (guint32 v = 0; v < matching->n; v++)
    {
      LnetMatchingSpan *span = &matching->spans[v];

      for (guint32 i = span->n_active; i < span->n; i++)
        {
          const LnetMatchingArc *arc = &matching->arcs[span->start + i];
          gint64 slack = self->spots[v].value + self->spots[arc->to].value - arc->cost;

          if (slack >= 0)
            continue;
          lnet_matching_activate (matching, arc->edge);
          raise_value (self, v, -slack);
        }
    }
}

static gboolean
search_all (Fraction      *self,
            GCancellable  *cancellable,
            GError       **error)
{
  for (guint32 i = 0; i < self->alone.n; i++)
    {
      guint32 v = self->alone.items[i];

      if (self->spots[v].mate != LNET_MATCHING_NONE || self->spots[v].value == 0)
        continue;
      if ((self->search & 63) == 0 &&
          !lnet_matching_go_on (self->matching, BEGIN_SHARE * i / self->alone.n, cancellable, error))
        return FALSE;
      search (self, v);
    }
  self->alone.n = 0;
  return TRUE;
}

gboolean
lnet_matching_begin (LnetMatching  *matching,
                     GCancellable  *cancellable,
                     GError       **error)
{
  Fraction self = { 0 };
  gboolean done;

  set_up (&self, matching);
  settle_all (&self);
  do
    {
      done = search_all (&self, cancellable, error);
      if (done)
        add_edges (&self);
    }
  while (done && self.alone.n > 0);
  if (done)
    hand_over (&self);
  clear (&self);
  return done;
}
