/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A sample's coaching rounds: who waits, who meets whom, and what they wrote. */

#include "config.h"

#include "lnet-sample-pairing-private.h"

#include <string.h>

#include "lnet-coaching-change.h"
#include "lnet-reference.h"

/* How a pair stands today. */
typedef enum
{
  STANDING_ON_TIME,
  STANDING_OVERDUE,
  STANDING_DUE_SOON,
  STANDING_NOT_MET,
  STANDING_CLOSED,
} Standing;

static const Standing standings[] = {
  STANDING_ON_TIME, STANDING_DUE_SOON, STANDING_OVERDUE, STANDING_ON_TIME, STANDING_NOT_MET, STANDING_ON_TIME,
  STANDING_CLOSED,  STANDING_OVERDUE,  STANDING_ON_TIME, STANDING_DUE_SOON,
};

typedef struct
{
  LnetId id;
  LnetId round;
  LnetSamplePerson *members[3];
  guint n_members;
  Standing standing;
  int starts;
  int ends; /* closed on; 0: not closed */
  int cadence;
} Pair;

static gboolean
is_spanish (const Pair *pair)
{
  for (guint i = 0; i < pair->n_members; i++)
    if (!g_str_equal (pair->members[i]->language, "es"))
      return FALSE;
  return TRUE;
}

/* --- the pool --- */

static char *
make_slots (LnetSample *self,
            const char *shared)
{
  const char *const *keys = lnet_reference_get_keys (LNET_REFERENCE_SLOT);
  guint n = g_strv_length ((char **) keys);
  guint wanted = (guint) lnet_sample_between (self, 2, 5);
  GString *slots = g_string_new (NULL);

  /* In the order of the week. */
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (keys[i], shared) == 0 || (guint) lnet_sample_between (self, 1, (int) n) <= wanted)
      g_string_append_printf (slots, "%s%s", slots->len > 0 ? " " : "", keys[i]);
  if (slots->len == 0)
    g_string_append (slots, "wed-afternoon");
  return g_string_free_and_steal (slots);
}

static void
join_pool (LnetSample       *self,
           const LnetId     *round,
           LnetSamplePerson *person,
           guint             pair,
           const char       *shared_slot,
           LnetTransaction  *tx,
           int               day,
           GArray           *pool)
{
  static const char *const modes[] = { "either", "either", "video", "in-person" };
  g_autofree char *slots = make_slots (self, shared_slot);
  g_autofree char *since = lnet_sample_date (self, day);
  gboolean frontier = g_strcmp0 (person->rurality, "frontier") == 0;
  LnetIntakeWords words = {
    .strengths = person->wisdom,
    .wishes = person->wishes,
    .slots = slots,
    .mode = shared_slot != NULL ? "either" : modes[lnet_sample_between (self, 0, G_N_ELEMENTS (modes) - 1)],
    .travel_minutes = frontier ? 60 : 5 * lnet_sample_between (self, 3, 8),
  };

  {
    LnetSampleIntake intake = { lnet_coaching_add_to_pool (tx, round, &person->id, &words, since), person, pair };

    g_array_append_val (pool, intake);
  }
}

/* --- who with whom --- */

static gboolean
may_meet (LnetSample             *self,
          const LnetSamplePerson *a,
          const LnetSamplePerson *b)
{
  LnetSampleOrganization *of_a = lnet_sample_get_organization (self, a);
  LnetSampleOrganization *of_b = lnet_sample_get_organization (self, b);
  gboolean one_school = self->organizations->len < 10;

  if (a == b || a->taken || b->taken || of_a->head == b || of_b->head == a)
    return FALSE;
  if (!one_school && of_a == of_b)
    return FALSE;
  return lnet_sample_person_speaks (b, a->language) ||
         (!g_str_equal (a->language, "es") && lnet_sample_person_speaks (a, b->language));
}

static gboolean
wants_partner (const LnetSamplePerson *person,
               int                     day)
{
  return !person->taken && person->leaves == NULL && person->joined < day - 10 && person->wisdom != NULL &&
         person->wishes != NULL && !g_str_equal (person->rooms, "system");
}

static LnetSamplePerson *
find_partner (LnetSample       *self,
              GPtrArray        *waiting,
              LnetSamplePerson *person)
{
  for (guint i = 0; i < waiting->len; i++)
    {
      LnetSamplePerson *other = g_ptr_array_index (waiting, i);

      if (may_meet (self, person, other))
        return other;
    }
  return NULL;
}

static GPtrArray *
find_waiting (LnetSample *self,
              int         day)
{
  GPtrArray *waiting = g_ptr_array_new ();
  g_autoptr (GPtrArray) others = g_ptr_array_new ();

  /* Those the data names come first: a sample's best-known people have partners. */
  for (guint i = 0; i < self->people->len; i++)
    {
      LnetSamplePerson *person = g_ptr_array_index (self->people, i);

      if (wants_partner (person, day))
        g_ptr_array_add (lnet_sample_chance (self, person->key != NULL ? 0.6 : 0.1) ? waiting : others, person);
    }
  lnet_sample_shuffle (self, waiting);
  lnet_sample_shuffle (self, others);
  g_ptr_array_extend_and_steal (waiting, g_steal_pointer (&others));
  return waiting;
}

/* --- what they write --- */

static gboolean
suits_note (JsonObject             *note,
            const LnetSamplePerson *coached,
            const char             *rooms)
{
  const char *who = json_object_get_string_member_with_default (note, "who", "she");

  return g_str_equal (lnet_data_get_text (note, "rooms"), rooms) &&
         (g_str_equal (who, "any") || g_str_equal (who, coached->man ? "he" : "she"));
}

static JsonObject *
pick_note (LnetSample             *self,
           const Pair             *pair,
           const LnetSamplePerson *coached,
           const char             *kind,
           guint                   n_noted)
{
  JsonArray *notes = json_object_get_array_member (self->coaching, "notes");
  const char *rooms = is_spanish (pair) ? "es" : coached->rooms;

  /* One that nobody has, of the kind they meant to have; then of another; then one that another pair has as well. */
  for (guint attempt = 0; attempt < 3; attempt++)
    for (guint i = 0; i < json_array_get_length (notes); i++)
      {
        JsonObject *note = json_array_get_object_element (notes, i);
        gpointer had_by = g_hash_table_lookup (self->used, note);

        if (suits_note (note, coached, rooms) &&
            (attempt > 0 || g_str_equal (lnet_data_get_text (note, "kind"), kind)) &&
            (had_by == NULL || (attempt == 2 && had_by != pair->members[0] && n_noted == 0)))
          {
            g_hash_table_insert (self->used, note, pair->members[0]);
            return note;
          }
      }
  return NULL;
}

static const char *
get_called (const LnetSamplePerson *person)
{
  return person->preferred != NULL ? person->preferred : person->first;
}

static void
write_voices (LnetSample             *self,
              LnetTransaction        *tx,
              const Pair             *pair,
              const LnetId           *session,
              JsonObject             *note,
              const LnetSamplePerson *coach,
              const LnetSamplePerson *coached)
{
  g_autofree char *of_coach =
    lnet_sample_fill_in (lnet_data_get_text (note, "coach"), "coach", get_called (coach), "coached",
                         get_called (coached), NULL);
  g_autofree char *of_coached =
    lnet_sample_fill_in (lnet_data_get_text (note, "coached"), "coach", get_called (coach), "coached",
                         get_called (coached), NULL);

  lnet_coaching_write_voice (tx, &pair->id, session, &coach->id, NULL, of_coach);
  lnet_coaching_write_voice (tx, &pair->id, session, &coached->id, NULL, of_coached);
}

/* Returns whether they wrote of it; of some meetings there is only that they met. */
static gboolean
log_session (LnetSample *self,
             const Pair *pair,
             int         day,
             guint       n,
             guint       n_noted)
{
  static const char *const kinds[] = { "planning", "observation", "reflection", "planning", "observation", "reflection" };
  LnetSamplePerson *coach = pair->members[n % pair->n_members];
  LnetSamplePerson *coached = pair->members[(n + 1) % pair->n_members];
  gboolean far = g_strcmp0 (coach->town, coached->town) != 0;
  const char *kind = kinds[n % G_N_ELEMENTS (kinds)];
  JsonObject *note = pick_note (self, pair, coached, kind, n_noted);
  g_autofree char *date = lnet_sample_date (self, day);
  g_autofree char *strength = NULL;
  LnetTransaction *tx = lnet_sample_act (self, "coaching-session-log", day, 17 * 60 + (int) n, coach);
  LnetCoachingMeeting meeting = {
    .on_date = date,
    .minutes = 5 * lnet_sample_between (self, 5, 14),
    .mode = far ? (lnet_sample_chance (self, 0.7) ? "video" : "phone") : "in-person",
    .kind = note != NULL ? lnet_data_get_text (note, "kind") : kind,
    .coach = coach->id,
    .coached = coached->id,
  };
  LnetCoachingWords words = { 0 };
  LnetId session;

  if (note == NULL)
    {
      lnet_coaching_log_session (tx, &pair->id, NULL, &meeting, NULL);
      return FALSE;
    }
  strength = lnet_sample_fill_in (lnet_data_get_text (note, "strength"), "coached", get_called (coached), NULL);
  words.strength = strength;
  words.effect = lnet_data_get_text (note, "effect");
  words.wondering = lnet_data_get_text (note, "wondering");
  words.strategies = lnet_data_get_text (note, "strategies");
  {
    g_autofree char *next = lnet_sample_fill_in (lnet_data_get_text (note, "next"), "coached", get_called (coached), NULL);
    g_autofree char *next_on = lnet_sample_date (self, day + pair->cadence);

    words.next_step = next;
    words.next_on = next_on;
    session = lnet_coaching_log_session (tx, &pair->id, NULL, &meeting, &words);
  }
  write_voices (self, tx, pair, &session, note, coach, coached);
  return TRUE;
}

static void
set_goals (LnetSample *self,
           const Pair *pair)
{
  JsonArray *goals = json_object_get_array_member (self->coaching, "goals");
  guint wanted = pair->standing == STANDING_NOT_MET ? 1 : 2;
  guint start = (guint) lnet_sample_between (self, 0, (int) json_array_get_length (goals) - 1);

  for (guint i = 0, n = 0; i < json_array_get_length (goals) && n < wanted; i++)
    {
      JsonObject *row = json_array_get_object_element (goals, (start + i) % json_array_get_length (goals));
      int day = pair->starts + 4 + 30 * (int) n;
      g_autofree char *due = lnet_sample_date (self, day + 70);
      LnetTransaction *tx;
      LnetId goal;

      if (json_object_get_boolean_member_with_default (row, "es", FALSE) != is_spanish (pair) || day > -1)
        continue;
      tx = lnet_sample_act (self, "coaching-goal-add", day, 18 * 60 + 30, pair->members[n % pair->n_members]);
      goal = lnet_coaching_write_goal (tx, &pair->id, NULL, lnet_data_get_text (row, "goal"),
                                       lnet_data_get_text (row, "know"), due);
      if (day + 55 < -1 && n == 0)
        {
          g_autofree char *met = lnet_sample_date (self, day + 55);

          lnet_coaching_meet_goal (lnet_sample_act (self, "coaching-goal-meet", day + 55, 18 * 60, pair->members[0]),
                                   &goal, met);
        }
      n++;
    }
}

static void
agree (LnetSample      *self,
       const Pair      *pair,
       LnetTransaction *tx)
{
  JsonArray *agreements = json_object_get_array_member (self->coaching, "agreements");
  JsonArray *places = json_object_get_array_member (self->coaching, "places");
  guint n = json_array_get_length (agreements);
  const char *text = pair->n_members == 3 ? lnet_data_get_text (self->coaching, "triad-agreement")
                     : is_spanish (pair)
                       ? json_array_get_string_element (agreements, n - 1)
                       : json_array_get_string_element (agreements, (guint) lnet_sample_between (self, 0, (int) n - 2));
  g_autofree char *agreement = lnet_sample_fill_in (text, "coached", get_called (pair->members[1]), NULL);
  g_autofree char *place =
    lnet_sample_fill_in (lnet_sample_pick (self, places), "coached", get_called (pair->members[1]), NULL);

  lnet_coaching_edit_agreement (tx, &pair->id, pair->cadence, place, agreement);
}

static void
close_pair (LnetSample *self,
            const Pair *pair,
            const char *reason)
{
  LnetTransaction *tx = lnet_sample_act (self, "coaching-pair-close", pair->ends, 16 * 60,
                                         lnet_sample_get_keeper (self, 0));
  g_autofree char *date = lnet_sample_date (self, pair->ends);
  g_autofree char *filled = lnet_sample_fill_in (reason, "coach", get_called (pair->members[0]), "coached",
                                                 get_called (pair->members[1]), NULL);

  lnet_transaction_set_text (tx, LNET_PAIR_STATUS, &pair->id, "closed");
  lnet_transaction_set_text (tx, LNET_PAIR_CLOSED_ON, &pair->id, date);
  lnet_transaction_set_text (tx, LNET_PAIR_CLOSE_REASON, &pair->id, filled);
}

/* The day a pair last met, from how it stands today. */
static int
get_last_day (LnetSample *self,
              const Pair *pair)
{
  switch (pair->standing)
    {
    case STANDING_ON_TIME:
      return -(pair->cadence * 2 / 5) - lnet_sample_between (self, 0, 2);
    case STANDING_DUE_SOON:
      return -(pair->cadence - 2);
    case STANDING_OVERDUE:
      return -(pair->cadence + lnet_sample_between (self, 4, 19));
    case STANDING_CLOSED:
      return pair->ends - lnet_sample_between (self, 2, 10);
    case STANDING_NOT_MET:
    default:
      return 0;
    }
}

static void
log_sessions (LnetSample *self,
              const Pair *pair)
{
  int day = get_last_day (self, pair);
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (int));
  guint n_noted = 0;

  if (pair->standing == STANDING_NOT_MET)
    return;
  for (; day > pair->starts + 3 && days->len < 6; day -= pair->cadence + lnet_sample_between (self, -2, 2))
    g_array_append_val (days, day);
  for (guint i = 0; i < days->len; i++)
    n_noted += log_session (self, pair, g_array_index (days, int, days->len - 1 - i), i, n_noted);
}

static void
make_pair (LnetSample *self,
           Pair       *pair,
           const char *reason)
{
  LnetTransaction *tx = lnet_sample_act (self, pair->n_members == 3 ? "coaching-triad-make" : "coaching-pair-make",
                                         pair->starts, 11 * 60, lnet_sample_get_keeper (self, 0));
  LnetId members[3];
  g_autofree char *starts = lnet_sample_date (self, pair->starts);

  for (guint i = 0; i < pair->n_members; i++)
    members[i] = pair->members[i]->id;
  pair->id = lnet_coaching_make_pair (tx, &pair->round, members, pair->n_members, starts, pair->cadence);
  agree (self, pair, tx);
  set_goals (self, pair);
  log_sessions (self, pair);
  if (pair->ends != 0)
    close_pair (self, pair, reason);
}

/* --- a round --- */

static void
free_everybody (LnetSample *self)
{
  for (guint i = 0; i < self->people->len; i++)
    ((LnetSamplePerson *) g_ptr_array_index (self->people, i))->taken = FALSE;
}

/* Takes two, or three, from those who wait. */
static gboolean
choose (LnetSample *self,
        GPtrArray  *waiting,
        Pair       *pair,
        guint       wanted)
{
  for (guint i = 0; i < waiting->len; i++)
    {
      LnetSamplePerson *first = g_ptr_array_index (waiting, i);
      LnetSamplePerson *second = first->taken ? NULL : find_partner (self, waiting, first);
      LnetSamplePerson *third = NULL;

      if (second == NULL)
        continue;
      first->taken = second->taken = TRUE;
      if (wanted == 3)
        {
          LnetSamplePerson probe = *first;

          probe.taken = FALSE;
          third = find_partner (self, waiting, &probe);
        }
      if (third != NULL)
        third->taken = TRUE;
      pair->members[0] = first;
      pair->members[1] = second;
      pair->members[2] = third;
      pair->n_members = third != NULL ? 3 : 2;
      return TRUE;
    }
  return FALSE;
}

static void
add_pair (LnetSample      *self,
          const LnetId    *round,
          JsonObject      *row,
          GPtrArray       *waiting,
          LnetTransaction *joining,
          guint            place,
          GArray          *pool)
{
  static const int cadences[] = { 14, 21, 14, 28, 21 };
  const char *const *slots = lnet_reference_get_keys (LNET_REFERENCE_SLOT);
  JsonArray *reasons = json_object_get_array_member (self->coaching, "close-reasons");
  gboolean closed = json_object_get_boolean_member_with_default (row, "closed", FALSE);
  int starts = lnet_data_get_integer (row, "starts", -100);
  guint n_pairs = (guint) lnet_data_get_integer (row, "pairs", 6);
  gboolean triad = place + 1 == n_pairs && json_object_has_member (row, "triad");
  JsonArray *finished = json_object_get_array_member (self->coaching, "finished");
  const char *reason = json_array_get_string_element (finished, place % (json_array_get_length (finished) - 1));
  Pair pair = { .round = *round };
  const char *slot;

  if (!choose (self, waiting, &pair, triad ? 3 : 2))
    return;
  slot = slots[lnet_sample_between (self, 0, (int) g_strv_length ((char **) slots) - 1)];
  for (guint i = 0; i < pair.n_members; i++)
    join_pool (self, round, pair.members[i], place, slot, joining, starts + 2 + (int) i, pool);

  pair.cadence = cadences[place % G_N_ELEMENTS (cadences)];
  pair.standing = closed ? STANDING_CLOSED : standings[place % G_N_ELEMENTS (standings)];
  pair.starts = pair.standing == STANDING_NOT_MET ? -5 : starts + 14 + (int) place % 4;
  if (closed && is_spanish (&pair))
    reason = json_array_get_string_element (finished, json_array_get_length (finished) - 1);
  if (closed)
    pair.ends = lnet_data_get_integer (row, "ends", -30) - (int) place % 5;
  else if (pair.standing == STANDING_CLOSED)
    {
      pair.ends = -19;
      reason = json_array_get_string_element (reasons, place % json_array_get_length (reasons));
    }
  make_pair (self, &pair, reason);
}

static void
add_round (LnetSample *self,
           JsonObject *row)
{
  int day = lnet_data_get_integer (row, "starts", -100);
  g_autofree char *starts = lnet_sample_date (self, day);
  g_autofree char *ends = lnet_sample_date (self, lnet_data_get_integer (row, "ends", 60));
  LnetSamplePerson *keeper = lnet_sample_get_keeper (self, 0);
  LnetTransaction *tx = lnet_sample_act (self, "coaching-round-add", day - 6, 10 * 60, keeper);
  LnetId round = lnet_coaching_add_round (tx, lnet_data_get_text (row, "name"), starts, ends);
  LnetTransaction *joining = lnet_sample_act (self, "coaching-pool-add", day + 6, 10 * 60 + 30, keeper);
  g_autoptr (GPtrArray) waiting = find_waiting (self, day);
  g_autoptr (GArray) pool = g_array_new (FALSE, FALSE, sizeof (LnetSampleIntake));
  guint n_waiting = (guint) lnet_data_get_integer (row, "waiting", 0);

  lnet_sample_set_pairing (tx, &round, row);
  for (guint i = 0; i < (guint) lnet_data_get_integer (row, "pairs", 6); i++)
    add_pair (self, &round, row, waiting, joining, i, pool);
  for (guint i = 0; i < waiting->len && n_waiting > 0; i++)
    {
      LnetSamplePerson *person = g_ptr_array_index (waiting, i);
      int since = -lnet_sample_between (self, 4, 40);

      if (person->taken)
        continue;
      tx = lnet_sample_act (self, "coaching-pool-add", since, 10 * 60 + 40, keeper);
      join_pool (self, &round, person, G_MAXUINT - n_waiting, NULL, tx, since, pool);
      n_waiting--;
    }
  lnet_sample_ask_for_partners (self, pool, day + 8);
  if (!json_object_get_boolean_member_with_default (row, "closed", FALSE))
    lnet_sample_keep_apart (self, pool, day + 9);
}

void
lnet_sample_add_coaching (LnetSample *self)
{
  JsonArray *rounds = json_object_get_array_member (self->data, "rounds");

  for (guint i = 0; i < json_array_get_length (rounds); i++)
    {
      free_everybody (self);
      add_round (self, json_array_get_object_element (rounds, i));
    }
}
