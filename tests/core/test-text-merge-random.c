/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-prose.h"
#include "lnet-text-merge.h"
#include "text-merge-reference.h"

/*
 * Desks that write, read and meet at random. What one schedule must show, check() tells. A schedule that fails is made
 * as short as it can be and printed. LNET_SCHEDULE_SEED=N runs the schedules N alone, LNET_SCHEDULES=N so many.
 */

#define MOST_DESKS 4
#define N_SHORT 3000 /* schedules, of steps: */
#define SHORT 40
#define N_LONG 20
#define LONG 250

typedef enum
{
  STEP_EDIT,
  STEP_MEET, /* one desk takes in what another has */
  STEP_CONFIRM,
  STEP_PAST_END,
} StepKind;

typedef struct
{
  StepKind kind;
  guint desk;
  guint other;
  guint32 chance; /* everything else is made from this */
} Step;

/* What one schedule came to. */
typedef struct
{
  guint n_desks;
  Reference *reference;
  LnetTextMerge *merge;
  gboolean *has[MOST_DESKS]; /* which events a desk has */
  char *screens[MOST_DESKS];
  guint64 n_written[MOST_DESKS];
  GPtrArray *shown; /* after each event, its author's screen */
} World;

static const char *const texts[] = {
  "", "", "a", "b", " ", ".", "bc", "xyz ", "Yes. ", "\n", "é", "😀", "e\314\201", "ไม่", "It was so. And so it is! ",
};

static World *
world_new (guint n_desks)
{
  World *world = g_new0 (World, 1);

  world->n_desks = n_desks;
  world->reference = reference_new ();
  world->merge = lnet_text_merge_new ();
  world->shown = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n_desks; i++)
    {
      world->has[i] = g_new0 (gboolean, LONG + 1);
      world->screens[i] = g_strdup ("");
    }
  return world;
}

static void
world_free (World *world)
{
  reference_free (world->reference);
  lnet_text_merge_free (world->merge);
  g_ptr_array_unref (world->shown);
  for (guint i = 0; i < world->n_desks; i++)
    {
      g_free (world->has[i]);
      g_free (world->screens[i]);
    }
  g_free (world);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (World, world_free)

/* --- doing steps --- */

/* What no other event that the desk has came after; now and then, one that it came after besides. */
static GArray *
find_heads (const World *world,
            guint        desk,
            GRand       *rand)
{
  GArray *heads = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = world->reference->events->len;

  for (guint i = 0; i < n; i++)
    {
      gboolean is_head = world->has[desk][i];

      for (guint later = i + 1; later < n && is_head; later++)
        is_head = !world->has[desk][later] || !reference_event (world->reference, later)->past[i];
      if (is_head || (world->has[desk][i] && g_rand_int_range (rand, 0, 8) == 0))
        g_array_append_val (heads, i);
    }
  return heads;
}

static void
add_event (World         *world,
           const Step    *step,
           LnetProseEdit *edit,
           gboolean       is_confirmation,
           GRand         *rand)
{
  g_autoptr (GArray) heads = find_heads (world, step->desk, rand);
  const guint *parents = (const guint *) (gpointer) heads->data;
  guint8 key[24] = { 0 };
  guint event;

  key[0] = (guint8) (step->desk * 7 % 5); /* not in the order of the desks */
  key[1] = (guint8) step->desk;
  key[23] = (guint8) ++world->n_written[step->desk];
  event = reference_add (world->reference, key, parents, heads->len, edit->position, edit->n_deleted, edit->inserted);
  reference_event (world->reference, event)->is_confirmation = is_confirmation;
  if (is_confirmation)
    lnet_text_merge_add_confirmation (world->merge, key, parents, heads->len);
  else
    lnet_text_merge_add (world->merge, key, parents, heads->len, edit->position, edit->n_deleted, edit->inserted);
  world->has[step->desk][event] = TRUE;
  if (reference_event (world->reference, event)->fits)
    {
      char *after = lnet_prose_apply (world->screens[step->desk], edit);

      g_free (world->screens[step->desk]);
      world->screens[step->desk] = after;
    }
  g_ptr_array_add (world->shown, g_strdup (world->screens[step->desk]));
}

static void
write_something (World      *world,
                 const Step *step,
                 GRand      *rand)
{
  guint length = lnet_prose_length (world->screens[step->desk]);
  g_auto (LnetProseEdit) edit = { 0 };

  edit.position = (guint) g_rand_int_range (rand, 0, (gint32) length + 1);
  if (g_rand_int_range (rand, 0, 3) == 0)
    edit.position = MIN (edit.position, 2); /* often the same place */
  if (g_rand_int_range (rand, 0, 3) == 0)
    edit.n_deleted = (guint) g_rand_int_range (rand, 0, (gint32) MIN (length - edit.position, 9) + 1);
  edit.inserted = g_strdup (texts[g_rand_int_range (rand, 0, G_N_ELEMENTS (texts))]);
  if (step->kind == STEP_PAST_END)
    {
      edit.position = g_rand_boolean (rand) ? G_MAXUINT : edit.position;
      edit.n_deleted = g_rand_boolean (rand) ? G_MAXUINT : length + 1;
    }
  add_event (world, step, &edit, FALSE, rand);
}

static void
do_step (World      *world,
         const Step *step)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (step->chance);
  LnetProseEdit nothing = { .inserted = (char *) "" };

  if (step->kind == STEP_CONFIRM)
    add_event (world, step, &nothing, TRUE, rand);
  else if (step->kind != STEP_MEET)
    write_something (world, step, rand);
  else
    {
      for (guint i = 0; i < world->reference->events->len; i++)
        world->has[step->desk][i] = world->has[step->desk][i] || world->has[step->other][i];
      g_free (world->screens[step->desk]);
      world->screens[step->desk] = reference_version (world->reference, world->has[step->desk]);
    }
}

/* --- what must hold --- */

static char *
compare_text (const char *what,
              const char *found,
              const char *expected)
{
  return g_str_equal (found, expected) ? NULL : g_strdup_printf ("%s: “%s” instead of “%s”", what, found, expected);
}

/* Everything that was written is there, or was taken by somebody: the reference says so of each letter. */
static char *
check_text (const World *world)
{
  g_autofree char *expected = reference_text (world->reference);
  g_autofree char *found = lnet_text_merge_get_text (world->merge);

  return compare_text ("text", found, expected);
}

/* Each event's version is what its author had on the screen, and so is what each desk has now. */
static char *
check_versions (const World *world)
{
  char *wrong = NULL;

  for (guint i = 0; i < world->shown->len && wrong == NULL; i++)
    {
      g_autofree char *found = lnet_text_merge_get_version (world->merge, &i, 1);

      wrong = compare_text ("version of an event", found, world->shown->pdata[i]);
    }
  for (guint desk = 0; desk < world->n_desks && wrong == NULL; desk++)
    {
      g_autoptr (GArray) heads = g_array_new (FALSE, FALSE, sizeof (guint));
      g_autofree char *found = NULL;

      for (guint i = 0; i < world->shown->len; i++)
        if (world->has[desk][i])
          g_array_append_val (heads, i);
      found = lnet_text_merge_get_version (world->merge, (const guint *) (gpointer) heads->data, heads->len);
      wrong = compare_text ("screen", found, world->screens[desk]);
    }
  return wrong;
}

static guint
choose_ready (const World   *world,
              const guint   *places,
              GRand         *rand)
{
  guint n = world->reference->events->len;
  guint i = (guint) g_rand_int_range (rand, 0, (gint32) n);

  for (;; i = (i + 1) % n)
    {
      const RefEvent *event = reference_event (world->reference, i);
      gboolean is_ready = places[i] == G_MAXUINT;

      for (guint p = 0; p < event->parents->len && is_ready; p++)
        is_ready = places[g_array_index (event->parents, guint, p)] != G_MAXUINT;
      if (is_ready)
        return i;
    }
}

static void
add_copy (LnetTextMerge  *copy,
          const RefEvent *event,
          const guint    *places)
{
  g_autoptr (GArray) parents = g_array_new (FALSE, FALSE, sizeof (guint));
  const guint *all;

  for (guint p = 0; p < event->parents->len; p++)
    g_array_append_val (parents, places[g_array_index (event->parents, guint, p)]);
  all = (const guint *) (gpointer) parents->data;
  if (event->is_confirmation)
    lnet_text_merge_add_confirmation (copy, event->key, all, parents->len);
  else
    lnet_text_merge_add (copy, event->key, all, parents->len, event->position, event->n_deleted, event->text);
}

/* The same events in another order: nothing that comes out changes. */
static char *
check_order (const World *world,
             GRand       *rand)
{
  g_autoptr (LnetTextMerge) copy = lnet_text_merge_new ();
  guint n = world->reference->events->len;
  g_autofree guint *places = g_new (guint, n + 1);
  g_autofree char *expected = reference_text (world->reference);
  g_autofree char *found = NULL;
  g_autoptr (GArray) meetings = lnet_text_merge_get_meetings (world->merge);
  g_autoptr (GArray) met = NULL;

  memset (places, 0xff, (n + 1) * sizeof *places);
  for (guint i = 0; i < n; i++)
    {
      guint event = choose_ready (world, places, rand);

      add_copy (copy, reference_event (world->reference, event), places);
      places[event] = i;
    }
  found = lnet_text_merge_get_text (copy);
  met = lnet_text_merge_get_meetings (copy);
  if (met->len != meetings->len)
    return g_strdup_printf ("%u meetings instead of %u in another order", met->len, meetings->len);
  return compare_text ("another order", found, expected);
}

/* Of each letter that is shown, in order, its event. */
static GArray *
list_writers (const World *world)
{
  g_autoptr (GPtrArray) all = reference_list (world->reference);
  g_autofree gboolean *version = g_new (gboolean, world->shown->len + 1);
  GArray *writers = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < world->shown->len; i++)
    version[i] = TRUE;
  for (guint i = 0; i < all->len; i++)
    if (is_shown (all->pdata[i], version))
      g_array_append_val (writers, ((const RefLetter *) all->pdata[i])->event);
  return writers;
}

/* Where letters of two that met follow each other, with nothing around that ends a sentence, there is a meeting. */
static char *
find_missing_meeting (const World  *world,
                      const GArray *meetings)
{
  g_autoptr (GArray) writers = list_writers (world);
  g_autofree char *text = reference_text (world->reference);

  for (guint i = 1; i < writers->len; i++)
    {
      guint a = g_array_index (writers, guint, i - 1), b = g_array_index (writers, guint, i);
      g_autofree char *between = g_utf8_substring (text, i - 1, i + 1);
      gboolean found = strpbrk (between, ".!? \n") != NULL || !reference_meets (world->reference, MIN (a, b), MAX (a, b));

      for (guint m = 0; m < meetings->len && !found; m++)
        {
          const LnetTextMeeting *meeting = &g_array_index (meetings, LnetTextMeeting, m);

          found = meeting->position <= i - 1 && meeting->position + meeting->length > i;
        }
      if (!found)
        return g_strdup_printf ("%u and %u met in “%s”", a, b, between);
    }
  return NULL;
}

static char *
check_meetings (const World *world)
{
  g_autoptr (GArray) meetings = lnet_text_merge_get_meetings (world->merge);
  gboolean expected = FALSE, found = lnet_text_merge_has_unconfirmed (world->merge);

  for (guint a = 0; a < world->shown->len; a++)
    for (guint b = a + 1; b < world->shown->len; b++)
      expected = expected || reference_meets (world->reference, a, b);
  if (expected != found)
    return g_strdup (expected ? "something unconfirmed was not found" : "something confirmed was found");
  for (guint i = 0; i < meetings->len; i++)
    {
      const LnetTextMeeting *meeting = &g_array_index (meetings, LnetTextMeeting, i);

      if (meeting->a >= meeting->b || !reference_meets (world->reference, meeting->a, meeting->b))
        return g_strdup_printf ("%u and %u did not meet", meeting->a, meeting->b);
    }
  return find_missing_meeting (world, meetings);
}

/* Without some events, what others wrote and took is as it was. */
static char *
check_inversion (const World *world,
                 GRand       *rand)
{
  g_autofree gboolean *inverted = g_new0 (gboolean, world->shown->len + 1);
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) edits = NULL;
  g_autofree char *text = lnet_text_merge_get_text (world->merge);
  g_autofree char *expected = NULL;
  gboolean changes;

  for (guint i = 0; i < world->shown->len; i++)
    if (g_rand_int_range (rand, 0, 4) == 0)
      {
        inverted[i] = TRUE;
        g_array_append_val (events, i);
      }
  expected = reference_text_without (world->reference, inverted);
  changes = lnet_text_merge_invert (world->merge, (const guint *) (gpointer) events->data, events->len, &edits);
  if (changes != (edits->len > 0))
    return g_strdup ("an inversion without edits");
  for (guint i = 0; i < edits->len; i++)
    {
      const LnetProseEdit *edit = &g_array_index (edits, LnetProseEdit, i);
      char *after;

      if ((guint64) edit->position + edit->n_deleted > lnet_prose_length (text))
        return g_strdup ("an inversion past the end");
      after = lnet_prose_apply (text, edit);
      g_free (text);
      text = after;
    }
  return compare_text ("inversion", text, expected);
}

static char *
check (const Step *steps,
       guint       n_steps,
       guint       n_desks)
{
  g_autoptr (World) world = world_new (n_desks);
  g_autoptr (GRand) rand = g_rand_new_with_seed (n_steps > 0 ? steps[0].chance : 0);
  char *wrong;

  for (guint i = 0; i < n_steps; i++)
    do_step (world, &steps[i]);
  wrong = check_text (world);
  if (wrong == NULL)
    wrong = check_versions (world);
  if (wrong == NULL)
    wrong = check_meetings (world);
  for (guint i = 0; i < 3 && wrong == NULL; i++)
    wrong = check_order (world, rand);
  for (guint i = 0; i < 3 && wrong == NULL; i++)
    wrong = check_inversion (world, rand);
  return wrong;
}

/* --- schedules --- */

static GArray *
make_schedule (guint32  seed,
               guint    most_steps,
               guint   *n_desks)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (Step));
  guint n = (guint) g_rand_int_range (rand, 2, (gint32) most_steps);
  int n_meetings = g_rand_int_range (rand, 1, 50);

  *n_desks = (guint) g_rand_int_range (rand, 2, MOST_DESKS + 1);
  for (guint i = 0; i < n; i++)
    {
      Step step = { STEP_EDIT, (guint) g_rand_int_range (rand, 0, (gint32) *n_desks), 0, g_rand_int (rand) };
      int kind = g_rand_int_range (rand, 0, 100);

      step.other = (step.desk + (guint) g_rand_int_range (rand, 1, (gint32) *n_desks)) % *n_desks;
      if (kind < n_meetings)
        step.kind = STEP_MEET;
      else if (kind > 97)
        step.kind = STEP_PAST_END;
      else if (kind > 93)
        step.kind = STEP_CONFIRM;
      g_array_append_val (steps, step);
    }
  return steps;
}

/* Leaves out every step without which it fails as well. */
static void
shrink (GArray *steps,
        guint   n_desks)
{
  for (guint i = steps->len; i > 0; i--)
    {
      Step left_out = g_array_index (steps, Step, i - 1);
      g_autofree char *wrong = NULL;

      g_array_remove_index (steps, i - 1);
      wrong = check ((const Step *) (gpointer) steps->data, steps->len, n_desks);
      if (wrong == NULL)
        g_array_insert_val (steps, i - 1, left_out);
    }
}

static void
print_schedule (const GArray *steps,
                guint         n_desks)
{
  static const char *const kinds[] = { "writes", "takes in", "confirms", "writes past the end" };
  g_autoptr (World) world = world_new (n_desks);

  for (guint i = 0; i < steps->len; i++)
    {
      const Step *step = &g_array_index (steps, Step, i);
      guint n = world->reference->events->len;

      do_step (world, step);
      g_printerr ("# desk %u %s", step->desk, kinds[step->kind]);
      if (step->kind == STEP_MEET)
        g_printerr (" what desk %u has", step->other);
      else if (step->kind != STEP_CONFIRM)
        g_printerr (" at %u: −%u +“%s”", reference_event (world->reference, n)->position,
                    reference_event (world->reference, n)->n_deleted, reference_event (world->reference, n)->text);
      g_printerr (" → “%s”\n", world->screens[step->desk]);
    }
}

static void
run_schedule (guint32 seed,
              guint   most_steps)
{
  guint n_desks;
  g_autoptr (GArray) steps = make_schedule (seed, most_steps, &n_desks);
  g_autofree char *wrong = check ((const Step *) (gpointer) steps->data, steps->len, n_desks);

  if (wrong == NULL)
    return;
  shrink (steps, n_desks);
  g_free (wrong);
  wrong = check ((const Step *) (gpointer) steps->data, steps->len, n_desks);
  print_schedule (steps, n_desks);
  g_error ("LNET_SCHEDULE_SEED=%u: %s", seed, wrong);
}

static void
run_schedules (guint n,
               guint most_steps)
{
  const char *seed = g_getenv ("LNET_SCHEDULE_SEED"), *schedules = g_getenv ("LNET_SCHEDULES");

  if (seed != NULL)
    {
      run_schedule ((guint32) g_ascii_strtoull (seed, NULL, 10), most_steps);
      return;
    }
  if (schedules != NULL)
    n = (guint) g_ascii_strtoull (schedules, NULL, 10);
  else if (g_getenv ("LNET_TEST_LIGHT") != NULL)
    n /= 10;
  for (guint32 i = 0; i < n; i++)
    run_schedule (i, most_steps);
}

static void
test_short_schedules (void)
{
  run_schedules (N_SHORT, SHORT);
}

static void
test_long_schedules (void)
{
  run_schedules (N_LONG, LONG);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-merge/short-schedules", test_short_schedules);
  g_test_add_func ("/text-merge/long-schedules", test_long_schedules);
  return g_test_run ();
}
