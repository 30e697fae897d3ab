/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-text-merge-private.h"

/* The events of a fork are gone through branch by branch, so that few have to be walked back and forth. Before each the
 * state is brought to the version it was made in: what that version lacks is undone, what it has besides is done again.
 * Events are known here by their place in that order. */

typedef struct
{
  LnetTextWalk *walk;
  guint *order;   /* of each place the event */
  guint *places;  /* of each event, from the walk's first on, its place */
  guint64 *marks; /* of each place: which move came by, and from which sides */
  GArray *ahead;  /* of guint: places that have to be done again */
} Walker;

/* The sides of a move: what is before the version at hand, and what is before the one to come. */
enum
{
  HERE = 1,
  THERE = 2,
  BOTH = HERE | THERE,
};

/* --- order --- */

/* Every parent within the walk has a row of children. */
typedef struct
{
  guint *first; /* of each event where its children begin, and one more */
  guint *children;
  guint *n_waiting; /* of each event how many of its parents have not come yet */
} Children;

static void
collect_children (const LnetTextWalk *walk,
                  Children           *all)
{
  guint n = walk->to - walk->from, n_parents;

  all->first = g_new0 (guint, n + 2);
  all->n_waiting = g_new0 (guint, n);
  for (guint i = 0; i < n; i++)
    {
      const guint *parents = lnet_text_merge_parents (walk->merge, walk->from + i, &n_parents);

      for (guint p = 0; p < n_parents; p++)
        if (parents[p] >= walk->from)
          {
            all->first[parents[p] - walk->from + 2]++;
            all->n_waiting[i]++;
          }
    }
  for (guint i = 2; i < n + 2; i++)
    all->first[i] += all->first[i - 1];
  all->children = g_new (guint, all->first[n + 1] + 1);
  for (guint i = 0; i < n; i++)
    {
      const guint *parents = lnet_text_merge_parents (walk->merge, walk->from + i, &n_parents);

      for (guint p = 0; p < n_parents; p++)
        if (parents[p] >= walk->from)
          all->children[all->first[parents[p] - walk->from + 1]++] = i;
    }
}

/* An event comes as soon as its last parent has, before what waited longer. */
static void
find_order (Walker *self)
{
  const LnetTextWalk *walk = self->walk;
  g_autofree guint *ready = g_new (guint, walk->to - walk->from);
  guint n_ready = 0, n = 0;
  Children all;

  collect_children (walk, &all);
  for (guint i = walk->to - walk->from; i > 0; i--)
    if (all.n_waiting[i - 1] == 0)
      ready[n_ready++] = i - 1;
  while (n_ready > 0)
    {
      guint event = ready[--n_ready];

      self->places[event] = n;
      self->order[n++] = walk->from + event;
      for (guint c = all.first[event]; c < all.first[event + 1]; c++)
        if (--all.n_waiting[all.children[c]] == 0)
          ready[n_ready++] = all.children[c];
    }
  g_free (all.first);
  g_free (all.children);
  g_free (all.n_waiting);
}

/* --- from version to version --- */

/* Undoes an event that was done, or does it again. */
static void
set_done (const LnetTextWalk *walk,
          guint               event,
          gboolean            is_done)
{
  LnetTextRange written = lnet_text_walk_written (walk, event);
  guint n_taken;
  const LnetTextRange *taken = lnet_text_walk_taken (walk, event, &n_taken);

  lnet_text_state_set_written (walk->state, &written, is_done);
  for (guint i = 0; i < n_taken; i++)
    lnet_text_state_change_taken (walk->state, &taken[i], is_done ? 1 : -1);
}

/* Adds sides to the mark of @place. Returns: how many more places than before are marked from one side only. */
static int
mark (Walker  *self,
      guint64  move,
      guint    place,
      guint    sides)
{
  guint64 before = self->marks[place] / 4 == move ? self->marks[place] % 4 : 0;
  guint64 after = before | sides;

  self->marks[place] = move * 4 + after;
  return (after != BOTH) - (before != 0 && before != BOTH);
}

static int
mark_parents (Walker  *self,
              guint64  move,
              guint    event,
              guint    sides)
{
  guint n_parents;
  const guint *parents = lnet_text_merge_parents (self->walk->merge, event, &n_parents);
  int more = 0;

  for (guint p = 0; p < n_parents; p++)
    if (parents[p] >= self->walk->from)
      more += mark (self, move, self->places[parents[p] - self->walk->from], sides);
  return more;
}

static gboolean
follows_the_last (const Walker *self,
                  guint         place)
{
  guint n_parents;
  const guint *parents = lnet_text_merge_parents (self->walk->merge, self->order[place], &n_parents);

  return place > 0 && n_parents == 1 && parents[0] == self->order[place - 1];
}

/* Brings the state from the version after the event at @place − 1 to that of the one at @place. Back from both at once,
 * until only such events are left that both versions have. */
static void
move_to (Walker *self,
         guint   place)
{
  guint64 move = place;
  int uneven;

  if (place == 0 || follows_the_last (self, place))
    return;
  uneven = mark (self, move, place - 1, HERE);
  uneven += mark_parents (self, move, self->order[place], THERE);
  g_array_set_size (self->ahead, 0);
  for (guint at = place - 1; uneven > 0; at--)
    {
      guint sides = self->marks[at] / 4 == move ? self->marks[at] % 4 : 0;

      if (sides == 0)
        continue;
      if (sides != BOTH)
        uneven--;
      if (sides == HERE)
        set_done (self->walk, self->order[at], FALSE);
      else if (sides == THERE)
        g_array_append_val (self->ahead, at);
      uneven += mark_parents (self, move, self->order[at], sides);
    }
  for (guint i = self->ahead->len; i > 0; i--)
    set_done (self->walk, self->order[g_array_index (self->ahead, guint, i - 1)], TRUE);
}

/* --- the walk --- */

static void
do_event (LnetTextWalk *walk,
          guint         event)
{
  const LnetTextEvent *of = lnet_text_merge_event (walk->merge, event);
  LnetTextDeed *deed = &walk->deeds[event - walk->from];

  deed->taken = walk->taken->len;
  deed->fits = (guint64) of->position + of->n_deleted <= lnet_text_state_length (walk->state);
  if (deed->fits)
    lnet_text_state_apply (walk->state, event, walk->taken);
  deed->n_taken = walk->taken->len - deed->taken;
}

static void
go_through (LnetTextWalk *walk)
{
  guint n = walk->to - walk->from;
  g_autofree guint *order = g_new (guint, n);
  g_autofree guint *places = g_new (guint, n);
  g_autofree guint64 *marks = g_new0 (guint64, n);
  g_autoptr (GArray) ahead = g_array_new (FALSE, FALSE, sizeof (guint));
  Walker walker = { walk, order, places, marks, ahead };

  find_order (&walker);
  for (guint place = 0; place < n; place++)
    {
      move_to (&walker, place);
      do_event (walk, order[place]);
    }
}

LnetTextWalk *
lnet_text_walk_new (const LnetTextMerge *merge,
                    guint                from,
                    guint                to,
                    gsize                base_length)
{
  LnetTextWalk *self = g_new0 (LnetTextWalk, 1);

  self->merge = merge;
  self->from = from;
  self->to = to;
  self->state = lnet_text_state_new (merge, from, to, base_length);
  self->taken = g_array_new (FALSE, FALSE, sizeof (LnetTextRange));
  self->deeds = g_new0 (LnetTextDeed, to - from);
  go_through (self);
  return self;
}

void
lnet_text_walk_free (LnetTextWalk *self)
{
  lnet_text_state_free (self->state);
  g_array_unref (self->taken);
  g_free (self->deeds);
  g_free (self);
}
