/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "merge-play-private.h"

#define DAY (24 * 3600 * G_GINT64_CONSTANT (1000))
#define TODAY (20783 * DAY)

static const struct
{
  const char *name;
  guint weight;
} kinds[] = {
  [MERGE_STEP_ADD] = { "add", 10 },
  [MERGE_STEP_SET] = { "set", 22 },
  [MERGE_STEP_DELETE] = { "delete", 7 },
  [MERGE_STEP_RESTORE] = { "restore", 4 },
  [MERGE_STEP_EDIT] = { "edit", 16 },
  [MERGE_STEP_CONFIRM] = { "confirm", 2 },
  [MERGE_STEP_MOVE] = { "move", 6 },
  [MERGE_STEP_ENTRY] = { "entry", 4 },
  [MERGE_STEP_PUT_IN] = { "put in", 5 },
  [MERGE_STEP_TAKE_OUT] = { "take out", 4 },
  [MERGE_STEP_SETTLE] = { "settle", 4 },
  [MERGE_STEP_UNDO] = { "undo", 4 },
  [MERGE_STEP_ERASE] = { "erase", 10 },
  [MERGE_STEP_SEND] = { "send", 22 },
  [MERGE_STEP_ARRIVE] = { "arrive", 5 },
  [MERGE_STEP_MEET] = { "meet", 2 },
  [MERGE_STEP_RESTART] = { "restart", 1 },
  [MERGE_STEP_RECOMPUTE] = { "recompute", 2 },
  [MERGE_STEP_KEEP_COPY] = { "keep copy", 8 },
  [MERGE_STEP_GO_BACK] = { "go back", 8 },
};

static guint
get_weight (const MergeSchedule *self,
            guint                kind)
{
  if ((kind == MERGE_STEP_ERASE && !self->erases) ||
      ((kind == MERGE_STEP_KEEP_COPY || kind == MERGE_STEP_GO_BACK) && !self->restores))
    return 0;
  return kinds[kind].weight;
}

static guint8
choose_kind (const MergeSchedule *self,
             GRand               *random)
{
  guint sum = 0;
  guint32 at;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    sum += get_weight (self, i);
  at = g_rand_int (random) % sum;
  for (guint8 i = 0;; i++)
    {
      guint weight = get_weight (self, i);

      if (at < weight)
        return i;
      at -= weight;
    }
}

static void
append_step (MergeSchedule *self,
             GRand         *random,
             guint8         kind)
{
  MergeStep step = { .kind = kind, .a = g_rand_int (random), .b = g_rand_int (random), .c = g_rand_int (random) };

  step.desk = (guint8) (g_rand_int (random) % self->n_desks);
  step.more = g_rand_int (random) % 4 == 0;
  /* One desk goes back, and does much, rather than each a little. */
  if (kind == MERGE_STEP_KEEP_COPY || kind == MERGE_STEP_GO_BACK || (self->restores && step.a % 8 < 3))
    step.desk = 0;
  /* Each row is made by one desk. */
  if (kind == MERGE_STEP_ADD)
    step.desk = (guint8) (step.a % MERGE_N_SLOTS % self->n_desks);
  step.other = (guint8) ((step.desk + 1 + g_rand_int (random) % (self->n_desks - 1)) % self->n_desks);
  g_array_append_val (self->steps, step);
}

/* Most rows are there before anything else happens. */
static void
append_beginning (MergeSchedule *self,
                  GRand         *random)
{
  guint others = g_rand_int (random);

  for (guint slot = 0; slot < MERGE_N_SLOTS; slot++)
    if (slot % 4 != others % 4)
      {
        MergeStep *step;

        append_step (self, random, MERGE_STEP_ADD);
        step = &g_array_index (self->steps, MergeStep, self->steps->len - 1);
        step->a = slot;
        step->desk = (guint8) (slot % self->n_desks);
        step->more = TRUE;
      }
  append_step (self, random, MERGE_STEP_MEET);
}

/* Most are right to some seconds; some are far off. */
static gint64
choose_clock (GRand *random)
{
  switch (g_rand_int (random) % 8)
    {
    case 0:
      return TODAY + 11 * DAY;
    case 1:
      return TODAY - 11 * DAY;
    case 2:
      return 0;
    case 3:
      return 47482 * DAY; /* in 2099 */
    default:
      return TODAY + g_rand_int (random) % 4096;
    }
}

MergeSchedule *
merge_schedule_new (guint32 seed,
                    guint   most_steps)
{
  MergeSchedule *self = g_new0 (MergeSchedule, 1);
  GRand *random = g_rand_new_with_seed (seed / MERGE_ROUNDS);
  guint n_steps;

  self->seed = seed;
  self->n_desks = 2 + MIN (g_rand_int (random) % 5, g_rand_int (random) % 5);
  for (guint i = 0; i < G_N_ELEMENTS (self->clocks); i++)
    self->clocks[i] = choose_clock (random);
  g_rand_set_seed (random, seed);
  n_steps = MERGE_N_SLOTS + g_rand_int (random) % most_steps;
  self->erases = g_rand_int (random) % 16 == 0;
  self->restores = !self->erases && g_rand_int (random) % 4 == 0;
  self->steps = g_array_new (FALSE, FALSE, sizeof (MergeStep));
  append_beginning (self, random);
  while (self->steps->len < n_steps)
    append_step (self, random, choose_kind (self, random));
  g_rand_free (random);
  return self;
}

MergeSchedule *
merge_schedule_copy (const MergeSchedule *self)
{
  MergeSchedule *copy = g_memdup2 (self, sizeof *self);

  copy->steps = g_array_copy (self->steps);
  return copy;
}

void
merge_schedule_free (MergeSchedule *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->steps);
  g_free (self);
}

char *
merge_schedule_print (const MergeSchedule *self)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "# seed %u, %u desks%s%s\n", self->seed, self->n_desks,
                          self->erases ? ", with erasing" : "", self->restores ? ", with going back" : "");
  for (guint i = 0; i < self->steps->len; i++)
    {
      const MergeStep *step = &g_array_index (self->steps, MergeStep, i);

      g_string_append_printf (text, "#  desk %u: %s", step->desk, kinds[step->kind].name);
      if (step->kind == MERGE_STEP_SEND)
        g_string_append_printf (text, " to %u", step->other);
      g_string_append_printf (text, " (%u %u %u)%s\n", step->a, step->b, step->c, step->more ? " and" : "");
    }
  return g_string_free (text, FALSE);
}
