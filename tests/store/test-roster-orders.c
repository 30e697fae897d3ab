/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The roster follows from what was written on it, whatever the order: desks write at random, apart and together, with
 * the right to and without, and the outcome is asked for in many orders. */

#include "config.h"

#include "roster-fixture.h"

#define N_WRITERS 6
#define N_ACTS 50
#define N_ORDERS 6
#define N_RUNS 400

/* Who sits at a desk. Its number changes when its file is restored; its key does not. */
typedef struct
{
  guint8 number;
  guint8 key;
  guint64 n;
  GHashTable *known; /* LnetRosterEvent */
} Writer;

typedef struct
{
  Paper paper;
  GRand *rand;
  Writer writers[N_WRITERS];
  guint8 last_number;
} Run;

static guint
pick (Run   *run,
      guint  n)
{
  return (guint) g_rand_int_range (run->rand, 0, (gint32) n);
}

static LnetRoster *
fold_known (Run    *run,
            Writer *writer)
{
  g_autoptr (GPtrArray) events = g_hash_table_get_keys_as_ptr_array (writer->known);

  return lnet_roster_fold (&run->paper.founder, NULL, &run->paper.space, events);
}

static LnetRosterEvent *
write_event (Run    *run,
             Writer *writer)
{
  LnetRosterEvent *event = put_event (&run->paper, writer->number, ++writer->n, 0);
  GHashTableIter iter;
  gpointer known;

  g_hash_table_iter_init (&iter, writer->known);
  while (g_hash_table_iter_next (&iter, &known, NULL))
    {
      const LnetRosterEvent *other = known;
      const guint64 *n = g_hash_table_lookup (event->seen, &other->desk);

      if (other->desk.bytes[0] != writer->number && (n == NULL || *n < other->n))
        lnet_roster_event_see (event, &other->desk, other->n);
    }
  g_hash_table_add (writer->known, event);
  return event;
}

static void
write_something (Run             *run,
                 const LnetRoster *roster,
                 LnetRosterEvent *event)
{
  guint8 whom = (guint8) (1 + pick (run, N_WRITERS));
  LnetId id = desk_id (whom);
  const guint64 *seen = g_hash_table_lookup (event->seen, &id);
  guint64 accepted = seen != NULL ? *seen : 0;

  if (lnet_roster_find (roster, &id) == NULL)
    admit (event, whom, pick (run, 4) == 0 ? LNET_STANCE_PARTICIPANT : LNET_STANCE_DIRECTOR);
  else if (whom == event->desk.bytes[0])
    set (event, whom, LNET_ROSTER_DESK_NAME, "My desk");
  else if (pick (run, 4) == 0)
    set (event, whom, LNET_ROSTER_DESK_STANCE, pick (run, 2) == 0 ? "facilitator" : "director");
  else if (pick (run, 4) == 0)
    set (event, whom, LNET_ROSTER_DESK_STATE, "admitted");
  else
    remove_desk (&run->paper, event, whom, pick (run, 4) == 0 ? pick (run, (guint) accepted + 1) : accepted);
}

static void
act (Run    *run,
     Writer *writer)
{
  g_autoptr (LnetRoster) roster = fold_known (run, writer);
  LnetId id = desk_id (writer->number);

  if (pick (run, 20) == 0 && writer->n > 0)
    {
      writer->number = run->last_number++;
      writer->n = 0;
      admit_with_key (write_event (run, writer), writer->number, writer->key, LNET_STANCE_DIRECTOR);
    }
  else if (lnet_roster_is_director (roster, &id) || pick (run, 10) == 0)
    write_something (run, roster, write_event (run, writer));
}

static void
meet (Run    *run,
      Writer *writer,
      Writer *other)
{
  GHashTableIter iter;
  gpointer known;

  g_hash_table_iter_init (&iter, other->known);
  while (g_hash_table_iter_next (&iter, &known, NULL))
    g_hash_table_add (writer->known, known);
}

static void
shuffle (GPtrArray *array,
         GRand     *rand)
{
  for (guint i = array->len; i > 1; i--)
    {
      guint k = (guint) g_rand_int_range (rand, 0, (gint32) i);
      gpointer other = array->pdata[i - 1];

      array->pdata[i - 1] = array->pdata[k];
      array->pdata[k] = other;
    }
}

static gboolean
is_named (Paper        *paper,
          const LnetId *desk)
{
  for (guint i = 0; i < paper->events->len; i++)
    {
      const LnetRosterEvent *event = paper->events->pdata[i];

      for (guint k = 0; k < event->ops->len; k++)
        if (lnet_id_equal (&((LnetOp *) event->ops->pdata[k])->row, desk) && !lnet_id_equal (&event->desk, desk))
          return TRUE;
    }
  return desk->bytes[0] == 1 || desk->bytes[0] >= 100;
}

/* What was written by desks that nobody ever let in, taken out. */
static void
drop_strangers (Paper *paper)
{
  for (guint i = paper->events->len; i-- > 0;)
    if (!is_named (paper, &((LnetRosterEvent *) paper->events->pdata[i])->desk))
      g_ptr_array_remove_index (paper->events, i);
}

static gboolean
has_director (const LnetRoster *roster)
{
  const GPtrArray *desks = lnet_roster_list (roster);

  for (guint i = 0; i < desks->len; i++)
    if (lnet_roster_is_director (roster, &((LnetRosterDesk *) desks->pdata[i])->id))
      return TRUE;
  return FALSE;
}

static void
run_once (guint32 seed)
{
  Run run = { .rand = g_rand_new_with_seed (seed), .last_number = 100 };
  g_autoptr (LnetRoster) roster = NULL;
  g_autofree char *expected = NULL;

  paper_set_up (&run.paper, NULL);
  for (guint i = 0; i < N_WRITERS; i++)
    run.writers[i] = (Writer) { (guint8) (i + 1), (guint8) (i + 1), 0, g_hash_table_new (NULL, NULL) };
  admit (write_event (&run, &run.writers[0]), 1, LNET_STANCE_DIRECTOR);
  for (guint i = 0; i < N_ACTS; i++)
    {
      act (&run, &run.writers[pick (&run, N_WRITERS)]);
      meet (&run, &run.writers[pick (&run, N_WRITERS)], &run.writers[pick (&run, N_WRITERS)]);
    }

  roster = fold (&run.paper);
  expected = describe (roster);
  if (!has_director (roster))
    g_error ("seed %u: nobody is left\n%s", seed, expected);
  for (guint i = 0; i < N_ORDERS; i++)
    {
      g_autoptr (LnetRoster) again = NULL;
      g_autofree char *described = NULL;

      shuffle (run.paper.events, run.rand);
      if (i + 1 == N_ORDERS)
        drop_strangers (&run.paper);
      again = fold (&run.paper);
      described = describe (again);
      if (!g_str_equal (expected, described))
        g_error ("seed %u\n%s\n%s", seed, expected, described);
    }
  for (guint i = 0; i < N_WRITERS; i++)
    g_hash_table_unref (run.writers[i].known);
  paper_tear_down (&run.paper, NULL);
  g_rand_free (run.rand);
}

static void
test_orders (void)
{
  guint n = g_getenv ("LNET_TEST_LIGHT") != NULL ? N_RUNS / 10 : N_RUNS;

  for (guint32 seed = 0; seed < n; seed++)
    run_once (seed);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/roster-orders/orders", test_orders);
  return g_test_run ();
}
