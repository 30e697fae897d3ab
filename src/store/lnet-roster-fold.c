/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The roster out of what was written on it. Pure: the same events give the same roster, in whatever order they come.
 *
 * Events are gone through in causal order; of several that could be next, the one whose desk came onto the roster
 * earlier is. An event counts if its desk was a director's by all that it had seen. It may turn out later that one that
 * was counted must not: its desk was removed by somebody who accepts less of it. Then it is struck, and all is gone
 * through again without it. When nothing more is struck, what was struck on account of an event that itself does not
 * count is put back, and all is gone through again. Where several strike each other in a circle this would go on for
 * ever: so the same event is put back only so often. */

#include "config.h"

#include "lnet-roster-private.h"

#include <string.h>

#define START G_MAXUINT /* in place of an event: from the beginning */
#define MOST_LIFTS 3

/* That an event changed what a desk may do. */
typedef struct
{
  guint event;
  LnetId desk;
  LnetId by;         /* the desk on whose right this rests */
  gboolean admitted;
  gboolean director;
  guint64 up_to;     /* no director any more: the last batch of the desk that the one who did it lets count */
} Turn;

/* That an event does not count, because of another. */
typedef struct
{
  guint by;
  guint event;
  gboolean holds;
  guint n_lifts;
} Strike;

typedef struct
{
  GPtrArray *events;
  GArray *strikes;   /* Strike */
  gboolean *done;
  gboolean *counted;
  guint *n_before;   /* how many that it was written after are not done */
  GArray *turns;     /* Turn, in the order of events */
  GHashTable *rows;  /* LnetId: desks that have been added */
  LnetRoster *roster;
  gboolean again;    /* one more was struck */
} Fold;

LnetRosterEvent *
lnet_roster_event_new (const LnetId *desk,
                       guint64       n)
{
  LnetRosterEvent *self = g_new0 (LnetRosterEvent, 1);

  self->desk = *desk;
  self->n = n;
  self->ops = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_op_free);
  self->seen = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, g_free);
  return self;
}

void
lnet_roster_event_free (LnetRosterEvent *self)
{
  g_ptr_array_unref (self->ops);
  g_hash_table_unref (self->seen);
  g_free (self);
}

void
lnet_roster_event_see (LnetRosterEvent *self,
                       const LnetId    *desk,
                       guint64          n)
{
  g_hash_table_replace (self->seen, lnet_id_copy (desk), g_memdup2 (&n, sizeof n));
}

/* --- who had seen what --- */

static const LnetRosterEvent *
get_event (const Fold *fold,
           guint       i)
{
  return fold->events->pdata[i];
}

static guint64
get_seen (const LnetRosterEvent *event,
          const LnetId          *desk)
{
  const guint64 *n = g_hash_table_lookup (event->seen, desk);

  if (lnet_id_equal (&event->desk, desk))
    return event->n - 1;
  return n != NULL ? *n : 0;
}

/* Whether event @x was written after @y. */
static gboolean
saw (const Fold *fold,
     guint       x,
     guint       y)
{
  return y == START || get_seen (get_event (fold, x), &get_event (fold, y)->desk) >= get_event (fold, y)->n;
}

/* What @desk might do by all that event @x had seen; NULL: nothing. */
static const Turn *
find_turn (const Fold   *fold,
           guint         x,
           const LnetId *desk)
{
  for (guint i = fold->turns->len; i-- > 0;)
    {
      const Turn *turn = &g_array_index (fold->turns, Turn, i);

      if (lnet_id_equal (&turn->desk, desk) && saw (fold, x, turn->event))
        return turn;
    }
  return NULL;
}

/* Puts in all events that what @desk might do by event @x rests on. */
static void
collect_ground (const Fold   *fold,
                guint         x,
                const LnetId *desk,
                GHashTable   *ground)
{
  for (guint i = 0; i < fold->turns->len; i++)
    {
      const Turn *turn = &g_array_index (fold->turns, Turn, i);

      if (turn->event != START && lnet_id_equal (&turn->desk, desk) && saw (fold, x, turn->event) &&
          g_hash_table_add (ground, GUINT_TO_POINTER (turn->event)))
        collect_ground (fold, turn->event, &turn->by, ground);
    }
}

static void
strike (Fold  *fold,
        guint  by,
        guint  event)
{
  Strike new = { by, event, TRUE, 0 };

  fold->again = TRUE;
  for (guint i = 0; i < fold->strikes->len; i++)
    {
      Strike *known = &g_array_index (fold->strikes, Strike, i);

      if (known->by == by && known->event == event)
        {
          known->holds = TRUE;
          return;
        }
    }
  g_array_append_val (fold->strikes, new);
}

static gboolean
is_struck (const Fold *fold,
           guint       event)
{
  for (guint i = 0; i < fold->strikes->len; i++)
    {
      const Strike *known = &g_array_index (fold->strikes, Strike, i);

      if (known->event == event && known->holds)
        return TRUE;
    }
  return FALSE;
}

/* Whether event @x goes before @y wherever nothing else decides. */
static gboolean
goes_before (const Fold *fold,
             guint       x,
             guint       y)
{
  const LnetRosterEvent *a = get_event (fold, x), *b = get_event (fold, y);
  int order = lnet_id_compare (&a->desk, &b->desk);

  if (order != 0 || a->n != b->n)
    return order != 0 ? order < 0 : a->n < b->n;
  return lnet_id_compare (&a->group, &b->group) < 0;
}

/* Once all is gone through: what was struck by an event that does not count is put back. One such event at a time: of
 * two that struck what the other rests on, one counts then. */
static void
lift_strikes (Fold *fold)
{
  guint by = START;

  for (guint i = 0; i < fold->strikes->len; i++)
    {
      const Strike *known = &g_array_index (fold->strikes, Strike, i);

      if (known->holds && !fold->counted[known->by] && known->n_lifts < MOST_LIFTS &&
          (by == START || goes_before (fold, known->by, by)))
        by = known->by;
    }
  for (guint i = 0; by != START && i < fold->strikes->len; i++)
    {
      Strike *known = &g_array_index (fold->strikes, Strike, i);

      if (known->by != by || !known->holds)
        continue;
      known->holds = FALSE;
      known->n_lifts++;
      fold->again = TRUE;
    }
}

/* --- turns --- */

/* Whether event @x takes @desk off the directors, and up to which batch it lets it count. */
static gboolean
takes_out (const Fold   *fold,
           guint         x,
           const LnetId *desk,
           const LnetId *space,
           guint64      *up_to)
{
  const LnetRosterEvent *event = get_event (fold, x);
  gboolean removed;
  g_autoptr (GHashTable) accepted = NULL;
  gboolean out = lnet_roster_takes_out (event->ops, desk, &removed, &accepted);
  const guint64 *n = accepted != NULL ? g_hash_table_lookup (accepted, space) : NULL;

  *up_to = !removed ? get_seen (event, desk) : n != NULL ? *n : 0;
  return out;
}

/* Whether a turn takes away what @desk could do by what event @x had seen. */
static gboolean
takes_from (const Fold *fold,
            const Turn *turn,
            guint       x)
{
  const Turn *before = find_turn (fold, x, &turn->desk);

  return !turn->admitted || (before != NULL && before->director && !turn->director);
}

/* That a desk goes from the directors strikes what it wrote on the roster behind what is let count, and desks that it
 * has meanwhile become. */
static void
strike_later (Fold       *fold,
              const Turn *turn)
{
  const LnetRosterDesk *desk = lnet_roster_find (fold->roster, &turn->desk);
  g_autoptr (GHashTable) ground = g_hash_table_new (NULL, NULL);

  collect_ground (fold, turn->event, &turn->by, ground);
  for (guint y = 0; y < fold->events->len; y++)
    {
      const LnetRosterEvent *event = get_event (fold, y);
      guint8 key[LNET_PUBLIC_KEY_SIZE];

      if (!fold->counted[y] || y == turn->event)
        continue;
      if (lnet_id_equal (&event->desk, &turn->desk) && event->n > turn->up_to &&
          !g_hash_table_contains (ground, GUINT_TO_POINTER (y)))
        strike (fold, turn->event, y);
      else if (lnet_roster_says_renewed (&event->desk, event->ops, key) &&
               memcmp (key, desk->sign_key, sizeof key) == 0 && !lnet_id_equal (&event->desk, &turn->desk) &&
               !saw (fold, turn->event, y) && takes_from (fold, turn, y))
        strike (fold, turn->event, y);
    }
}

static void
add_turn (Fold         *fold,
          guint         x,
          const LnetId *id,
          const LnetId *by,
          const LnetId *space)
{
  const LnetRosterDesk *desk = lnet_roster_find (fold->roster, id);
  Turn turn = { .event = x, .desk = *id, .by = *by, .admitted = desk->state == LNET_DESK_ADMITTED };
  const guint64 *n;

  turn.director = turn.admitted && desk->stance == LNET_STANCE_DIRECTOR;
  if (turn.admitted)
    turn.up_to = x == START ? 0 : get_seen (get_event (fold, x), id);
  else if (desk->accepted != NULL && (n = g_hash_table_lookup (desk->accepted, space)) != NULL)
    turn.up_to = *n;
  if (!turn.director)
    strike_later (fold, &turn);
  g_array_append_val (fold->turns, turn);
}

/* Whether somebody took the desk of event @x out without having seen it. Of two who do that to each other the one that
 * was on the roster earlier stays. */
static gboolean
is_stopped (Fold         *fold,
            guint         x,
            const LnetId *space)
{
  const LnetRosterEvent *event = get_event (fold, x);

  for (guint i = 0; i < fold->turns->len; i++)
    {
      const Turn *turn = &g_array_index (fold->turns, Turn, i);
      const LnetRosterEvent *other;
      guint64 up_to;
      guint own, others;

      if (turn->director || !lnet_id_equal (&turn->desk, &event->desk) || saw (fold, x, turn->event) ||
          event->n <= turn->up_to)
        continue;
      other = get_event (fold, turn->event);
      if (takes_out (fold, x, &other->desk, space, &up_to) && up_to < other->n &&
          g_ptr_array_find (fold->roster->desks, lnet_roster_find (fold->roster, &event->desk), &own) &&
          g_ptr_array_find (fold->roster->desks, lnet_roster_find (fold->roster, &other->desk), &others) &&
          own < others)
        strike (fold, x, turn->event);
      return TRUE;
    }
  return FALSE;
}

/* --- events --- */

/* With what it takes from the desk: then there have to be new keys. */
static gboolean
take_change (LnetRosterDesk *desk,
             const LnetOp   *op)
{
  LnetDeskState state = desk->state;
  LnetStance stance = desk->stance;
  gboolean turns = lnet_roster_take_op (desk, op);

  if (op->kind == LNET_OP_ADD)
    return turns;
  desk->n_removed += state == LNET_DESK_ADMITTED && desk->state != LNET_DESK_ADMITTED;
  desk->n_lowered += stance != LNET_STANCE_PARTICIPANT && desk->stance == LNET_STANCE_PARTICIPANT;
  return turns;
}

/* What is said with it counts as a director's or facilitator's for ever after. */
static void
keep_staff_until (LnetRosterDesk *desk)
{
  GHashTableIter iter;
  gpointer space, n;

  if (desk->staff_until == NULL)
    desk->staff_until = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, g_free);
  if (desk->accepted == NULL)
    return;
  g_hash_table_iter_init (&iter, desk->accepted);
  while (g_hash_table_iter_next (&iter, &space, &n))
    {
      const guint64 *known = g_hash_table_lookup (desk->staff_until, space);

      if (known == NULL || *known < *(guint64 *) n)
        g_hash_table_replace (desk->staff_until, lnet_id_copy (space), g_memdup2 (n, sizeof (guint64)));
    }
}

static void
count (Fold         *fold,
       guint         x,
       const LnetId *space)
{
  const LnetRosterEvent *event = get_event (fold, x);
  g_autoptr (GPtrArray) turned = g_ptr_array_new ();
  g_autoptr (GPtrArray) lowered = g_ptr_array_new ();

  fold->counted[x] = TRUE;
  for (guint i = 0; i < event->ops->len; i++)
    {
      const LnetOp *op = event->ops->pdata[i];
      guint n_lowered;
      LnetRosterDesk *desk = g_hash_table_lookup (fold->roster->by_id, &op->row);

      if ((op->kind == LNET_OP_ADD && g_hash_table_contains (fold->rows, &op->row)) ||
          (op->kind != LNET_OP_ADD && (op->kind != LNET_OP_SET || desk == NULL)))
        continue;
      if (op->kind == LNET_OP_ADD)
        g_hash_table_add (fold->rows, (gpointer) &op->row);
      if (desk == NULL)
        desk = lnet_roster_put (fold->roster, &op->row);
      n_lowered = desk->n_lowered;
      if (take_change (desk, op) && !g_ptr_array_find (turned, desk, NULL))
        g_ptr_array_add (turned, desk);
      if (desk->n_lowered > n_lowered)
        g_ptr_array_add (lowered, desk);
    }
  for (guint i = 0; i < lowered->len; i++)
    keep_staff_until (lowered->pdata[i]);
  for (guint i = 0; i < turned->len; i++)
    add_turn (fold, x, &((LnetRosterDesk *) turned->pdata[i])->id, &event->desk, space);
}

/* The desk with @key that takes part by all that event @x had seen, and from which nobody else took anything. */
static const LnetRosterDesk *
find_earlier (const Fold   *fold,
              guint         x,
              const guint8 *key)
{
  const LnetRosterDesk *found = NULL;

  for (guint i = 0; i < fold->roster->desks->len; i++)
    {
      const LnetRosterDesk *desk = fold->roster->desks->pdata[i];
      const Turn *turn = find_turn (fold, x, &desk->id);

      if (desk->has_keys && memcmp (desk->sign_key, key, LNET_PUBLIC_KEY_SIZE) == 0 && turn != NULL && turn->admitted)
        found = desk;
    }
  for (guint i = 0; found != NULL && i < fold->turns->len; i++)
    {
      const Turn *turn = &g_array_index (fold->turns, Turn, i);

      if (lnet_id_equal (&turn->desk, &found->id) && !saw (fold, x, turn->event) && takes_from (fold, turn, x))
        found = NULL;
    }
  return found;
}

static void
renew (Fold         *fold,
       guint         x,
       const LnetId *space)
{
  const LnetRosterEvent *event = get_event (fold, x);
  const LnetRosterDesk *earlier;
  LnetRosterDesk *desk;
  guint8 key[LNET_PUBLIC_KEY_SIZE];

  lnet_roster_says_renewed (&event->desk, event->ops, key);
  earlier = find_earlier (fold, x, key);
  fold->counted[x] = TRUE;
  g_hash_table_add (fold->rows, (gpointer) &event->desk);
  desk = lnet_roster_put (fold->roster, &event->desk);
  g_set_str (&desk->name, earlier->name);
  g_set_str (&desk->on_date, earlier->on_date);
  lnet_roster_desk_set_member (desk, &earlier->member);
  desk->stance = earlier->stance;
  desk->has_keys = TRUE;
  memcpy (desk->sign_key, earlier->sign_key, sizeof desk->sign_key);
  memcpy (desk->box_key, earlier->box_key, sizeof desk->box_key);
  add_turn (fold, x, &desk->id, &earlier->id, space);
}

/* Whether event @x may have a say, by all that comes before it. */
static gboolean
may_count (const Fold *fold,
           guint       x)
{
  const LnetRosterEvent *event = get_event (fold, x);
  const Turn *turn = find_turn (fold, x, &event->desk);
  guint8 key[LNET_PUBLIC_KEY_SIZE];

  if (is_struck (fold, x))
    return FALSE;
  if (lnet_roster_find (fold->roster, &event->desk) == NULL)
    return lnet_roster_says_renewed (&event->desk, event->ops, key) && find_earlier (fold, x, key) != NULL;
  return turn != NULL && turn->director;
}

static void
go_through (Fold         *fold,
            guint         x,
            const LnetId *space)
{
  if (!may_count (fold, x))
    return;
  if (lnet_roster_find (fold->roster, &get_event (fold, x)->desk) == NULL)
    renew (fold, x, space);
  else if (!is_stopped (fold, x, space))
    count (fold, x, space);
}

/* Whether event @x comes before @y, of two that could both be next. */
static gboolean
is_earlier (const Fold *fold,
            guint       x,
            guint       y)
{
  const LnetId *a = &get_event (fold, x)->desk, *b = &get_event (fold, y)->desk;
  guint place_a = G_MAXUINT, place_b = G_MAXUINT;

  g_ptr_array_find (fold->roster->desks, lnet_roster_find (fold->roster, a), &place_a);
  g_ptr_array_find (fold->roster->desks, lnet_roster_find (fold->roster, b), &place_b);
  return place_a != place_b ? place_a < place_b : goes_before (fold, x, y);
}

/* The next event, START when there is none. One that has no say goes at once, so that it does not even change what
 * comes first. Ones that say they were written after each other never come. */
static guint
find_next (const Fold *fold)
{
  guint next = START;

  for (guint i = 0; i < fold->events->len; i++)
    {
      if (fold->done[i] || fold->n_before[i] > 0)
        continue;
      if (!may_count (fold, i))
        return i;
      if (next == START || is_earlier (fold, i, next))
        next = i;
    }
  return next;
}

static void
end_event (Fold  *fold,
           guint  x)
{
  fold->done[x] = TRUE;
  for (guint i = 0; i < fold->events->len; i++)
    if (i != x && saw (fold, i, x))
      fold->n_before[i]--;
}

static void
begin (Fold         *fold,
       const LnetId *founder,
       const guint8 *founder_key,
       const LnetId *space)
{
  guint n = fold->events->len;
  LnetRosterDesk *desk;

  g_clear_pointer (&fold->roster, lnet_roster_free);
  fold->roster = lnet_roster_new ();
  fold->again = FALSE;
  g_array_set_size (fold->turns, 0);
  g_hash_table_remove_all (fold->rows);
  memset (fold->done, 0, n * sizeof *fold->done);
  memset (fold->counted, 0, n * sizeof *fold->counted);
  memset (fold->n_before, 0, n * sizeof *fold->n_before);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < n; k++)
      fold->n_before[i] += i != k && saw (fold, i, k);

  desk = lnet_roster_put (fold->roster, founder);
  desk->stance = LNET_STANCE_DIRECTOR;
  if (founder_key != NULL)
    memcpy (desk->sign_key, founder_key, sizeof desk->sign_key);
  add_turn (fold, START, founder, founder, space);
}

LnetRoster *
lnet_roster_fold (const LnetId *founder,
                  const guint8 *founder_key,
                  const LnetId *space,
                  GPtrArray    *events)
{
  g_autofree gboolean *done = g_new0 (gboolean, events->len + 1);
  g_autofree gboolean *counted = g_new0 (gboolean, events->len + 1);
  g_autofree guint *n_before = g_new0 (guint, events->len + 1);
  g_autoptr (GArray) strikes = g_array_new (FALSE, FALSE, sizeof (Strike));
  g_autoptr (GArray) turns = g_array_new (FALSE, FALSE, sizeof (Turn));
  g_autoptr (GHashTable) rows = g_hash_table_new (lnet_id_hash, lnet_id_equal);
  Fold fold = { events, strikes, done, counted, n_before, turns, rows, NULL, FALSE };
  guint next;

  do
    {
      begin (&fold, founder, founder_key, space);
      while (!fold.again && (next = find_next (&fold)) != START)
        {
          go_through (&fold, next, space);
          end_event (&fold, next);
        }
      if (!fold.again)
        lift_strikes (&fold);
    }
  while (fold.again);
  return fold.roster;
}
