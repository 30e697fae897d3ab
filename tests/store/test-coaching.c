/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>

#include "lnet-coaching-change.h"

#define TODAY "2026-11-24"

/* A network with four members, one of whom supervises another, and a round with all of them in its pool. */
typedef struct
{
  char *folder;
  char *path;
  LnetStore *store;
  LnetReader *reader;
  LnetId round;
  LnetId ana;
  LnetId ben;
  LnetId cleo;
  LnetId dora;
} Fixture;

static void
commit (Fixture         *fixture,
        LnetTransaction *transaction,
        LnetId          *group)
{
  g_autoptr (GError) error = NULL;

  lnet_store_commit (fixture->store, transaction, group, &error);
  g_assert_no_error (error);
  lnet_transaction_unref (transaction);
}

static LnetId
add_member (LnetTransaction *transaction,
            const char      *first,
            const char      *wisdom)
{
  LnetId member = lnet_transaction_add (transaction, LNET_TABLE_MEMBER, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &member, first);
  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_LAST, &member, "Begay");
  lnet_transaction_set_text (transaction, LNET_MEMBER_LANGUAGE, &member, "en");
  lnet_transaction_set_text (transaction, LNET_MEMBER_WISDOM, &member, wisdom);
  return member;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  LnetTransaction *transaction = lnet_transaction_new ("sample");
  LnetIntakeWords words = { "Songs", "Stories", "mon-morning", "either", 30 };
  LnetId staff;

  fixture->folder = g_dir_make_tmp ("lnet-coaching-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "test.lnet", NULL);
  fixture->store = lnet_store_create (fixture->path, "Test", &error);
  g_assert_no_error (error);
  fixture->reader = lnet_store_get_reader (fixture->store);

  fixture->ana = add_member (transaction, "Ana", "Waiting");
  fixture->ben = add_member (transaction, "Ben", NULL);
  fixture->cleo = add_member (transaction, "Cleo", "Listening");
  fixture->dora = add_member (transaction, "Dora", NULL);
  staff = lnet_transaction_add (transaction, LNET_TABLE_MEMBER_STAFF, lnet_space (LNET_SPACE_STAFF));
  lnet_transaction_set_id (transaction, LNET_MEMBER_STAFF_MEMBER, &staff, &fixture->ben);
  lnet_transaction_set_id (transaction, LNET_MEMBER_STAFF_SUPERVISOR, &staff, &fixture->dora);
  lnet_transaction_add_text_to_set (transaction, LNET_MEMBER_LANGUAGE_LANGUAGE, lnet_space (LNET_SPACE_NETWORK),
                                    &fixture->ana, "es");
  fixture->round = lnet_coaching_add_round (transaction, "Fall", "2026-09-01", NULL);
  lnet_coaching_add_to_pool (transaction, &fixture->round, &fixture->ana, &words, "2026-09-03");
  lnet_coaching_add_to_pool (transaction, &fixture->round, &fixture->ben, NULL, "2026-09-02");
  lnet_coaching_add_to_pool (transaction, &fixture->round, &fixture->cleo, NULL, "2026-09-01");
  lnet_coaching_add_to_pool (transaction, &fixture->round, &fixture->dora, NULL, "2026-09-04");
  commit (fixture, transaction, NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  lnet_store_close (fixture->store);
  g_object_unref (fixture->store);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static LnetId
make_pair (Fixture      *fixture,
           const LnetId *a,
           const LnetId *b,
           LnetId       *group)
{
  LnetTransaction *transaction = lnet_transaction_new ("coaching-pair-make");
  LnetId members[] = { *a, *b };
  LnetId pair = lnet_coaching_make_pair (transaction, &fixture->round, members, 2, "2026-11-01", 14);

  commit (fixture, transaction, group);
  return pair;
}

static LnetId
log_session (Fixture      *fixture,
             const LnetId *pair,
             const LnetId *coach,
             const LnetId *coached,
             const char   *date)
{
  LnetTransaction *transaction = lnet_transaction_new ("coaching-session-log");
  LnetCoachingMeeting meeting = { date, 45, "video", "observation", *coach, *coached };
  LnetCoachingWords words = { "Ana waited", "Leo spoke", "What if", "Try it", "2026-12-01", "modeling observing" };
  LnetId session = lnet_coaching_log_session (transaction, pair, NULL, &meeting, &words);

  lnet_coaching_write_voice (transaction, pair, &session, coach, NULL, "I saw it too");
  commit (fixture, transaction, NULL);
  return session;
}

static LnetCoaching *
read_all (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  LnetCoaching *coaching = lnet_coaching_read (fixture->reader, NULL, TODAY, &error);

  g_assert_no_error (error);
  return coaching;
}

static const LnetIntake *
get_intake (LnetCoaching *coaching,
            guint         position)
{
  return coaching->pool->pdata[position];
}

static void
test_pool (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (LnetCoaching) coaching = read_all (fixture);
  const LnetIntake *ana = get_intake (coaching, 2);

  g_assert_cmpuint (coaching->rounds->len, ==, 1);
  g_assert_cmpuint (((LnetCoachingRound *) coaching->rounds->pdata[0])->n_pool, ==, 4);
  g_assert_cmpuint (coaching->pool->len, ==, 4);
  g_assert_cmpstr (get_intake (coaching, 0)->short_name, ==, "Cleo");
  g_assert_cmpstr (get_intake (coaching, 0)->strengths, ==, "Listening");
  g_assert_cmpstr (get_intake (coaching, 3)->short_name, ==, "Dora");
  g_assert_true (lnet_id_equal (&get_intake (coaching, 1)->supervisor, &fixture->dora));

  g_assert_cmpstr (ana->name, ==, "Ana Begay");
  g_assert_cmpstr (ana->strengths, ==, "Songs");
  g_assert_cmpstr (ana->languages[0], ==, "en");
  g_assert_cmpstr (ana->languages[1], ==, "es");
  g_assert_cmpstr (ana->slots, ==, "mon-morning");
  g_assert_cmpint (ana->travel_minutes, ==, 30);
  g_assert_true (lnet_coaching_is_in_pool (fixture->reader, &fixture->round, &fixture->ana));
  g_assert_false (lnet_coaching_is_in_pool (fixture->reader, &fixture->ana, &fixture->ana));
}

static void
test_make_pair (Fixture      *fixture,
                gconstpointer data)
{
  LnetId group;
  LnetId id = make_pair (fixture, &fixture->cleo, &fixture->ana, &group);
  g_autoptr (LnetCoaching) coaching = read_all (fixture);
  g_autoptr (LnetCoaching) undone = NULL;
  g_autoptr (GError) error = NULL;
  const LnetPair *pair = coaching->pairs->pdata[0];
  g_autofree char *names = lnet_pair_dup_names (pair, TRUE);

  g_assert_cmpuint (coaching->pairs->len, ==, 1);
  g_assert_true (lnet_id_equal (&pair->id, &id));
  g_assert_cmpstr (names, ==, "Ana and Cleo");
  g_assert_cmpint (pair->cadence.state, ==, LNET_CADENCE_OVERDUE);
  g_assert_cmpint (pair->cadence.days, ==, -9);
  g_assert_cmpstr (pair->partners[0].brings, ==, "Songs");
  g_assert_null (lnet_pair_dup_balance (pair));

  /* Who waits comes first; who has a partner comes after. */
  g_assert_cmpstr (get_intake (coaching, 0)->short_name, ==, "Ben");
  g_assert_true (lnet_id_equal (&get_intake (coaching, 2)->pair, &id));
  g_assert_cmpstr (get_intake (coaching, 2)->partners, ==, "Ana");
  g_assert_null (get_intake (coaching, 0)->partners);

  lnet_store_undo_group (fixture->store, &group, NULL, &error);
  g_assert_no_error (error);
  undone = read_all (fixture);
  g_assert_cmpuint (undone->pairs->len, ==, 0);
  g_assert_true (lnet_id_is_null (&get_intake (undone, 0)->pair));
}

static void
test_sessions (Fixture      *fixture,
               gconstpointer data)
{
  LnetId id = make_pair (fixture, &fixture->ana, &fixture->ben, NULL);
  g_autoptr (LnetPair) pair = NULL;
  g_autoptr (GPtrArray) sessions = NULL;
  const LnetCoachingSession *newest;
  g_autofree char *balance = NULL;

  log_session (fixture, &id, &fixture->ana, &fixture->ben, "2026-11-20");
  log_session (fixture, &id, &fixture->ben, &fixture->ana, "2026-11-06");
  log_session (fixture, &id, &fixture->ana, &fixture->ben, "2026-11-13");
  pair = lnet_coaching_read_pair (fixture->reader, &id, TODAY, NULL);
  balance = lnet_pair_dup_balance (pair);
  g_assert_cmpstr (balance, ==, "Ana coached 2 · was coached 1");
  g_assert_cmpstr (pair->last_met, ==, "2026-11-20");
  g_assert_cmpuint (pair->n_sessions, ==, 3);
  g_assert_cmpint (pair->cadence.state, ==, LNET_CADENCE_ON_TIME);
  g_assert_cmpint (pair->cadence.days, ==, 10);

  sessions = lnet_coaching_read_sessions (fixture->reader, &id, &fixture->ben, NULL);
  g_assert_cmpuint (sessions->len, ==, 3);
  newest = sessions->pdata[0];
  g_assert_cmpstr (newest->on_date, ==, "2026-11-20");
  g_assert_true (lnet_id_equal (&newest->coach, &fixture->ana));
  g_assert_cmpstr (newest->strength, ==, "Ana waited");
  g_assert_cmpstr (newest->strategies, ==, "modeling observing");
  g_assert_cmpstr (lnet_coaching_session_find_voice (newest, &fixture->ana)->body, ==, "I saw it too");
  g_assert_null (lnet_coaching_session_find_voice (newest, &fixture->ben));
}

/* Who is no partner, or nobody in particular, sees that they met and nothing else. */
static void
test_stays_with_the_pair (Fixture      *fixture,
                          gconstpointer data)
{
  LnetId id = make_pair (fixture, &fixture->ana, &fixture->ben, NULL);
  LnetId nobody = lnet_id_null ();
  const LnetId *viewers[] = { &fixture->dora, &nobody };
  LnetTransaction *transaction = lnet_transaction_new ("coaching-goal-add");

  lnet_coaching_write_goal (transaction, &id, NULL, "Longer stories", "three begin one", "2026-12-20");
  commit (fixture, transaction, NULL);
  log_session (fixture, &id, &fixture->ana, &fixture->ben, "2026-11-20");
  for (gsize i = 0; i < G_N_ELEMENTS (viewers); i++)
    {
      g_autoptr (GPtrArray) sessions = lnet_coaching_read_sessions (fixture->reader, &id, viewers[i], NULL);
      g_autoptr (GPtrArray) goals = lnet_coaching_read_goals (fixture->reader, &id, viewers[i], NULL);
      const LnetCoachingSession *session = sessions->pdata[0];

      g_assert_cmpuint (goals->len, ==, 0);
      g_assert_cmpint (session->minutes, ==, 45);
      g_assert_null (session->strength);
      g_assert_null (session->strategies);
      g_assert_cmpuint (session->voices->len, ==, 0);
    }
}

static void
test_edit_session (Fixture      *fixture,
                   gconstpointer data)
{
  LnetId id = make_pair (fixture, &fixture->ana, &fixture->ben, NULL);
  LnetTransaction *transaction = lnet_transaction_new ("coaching-session-edit");
  LnetCoachingMeeting meeting = { "2026-11-19", 0, "phone", "planning", fixture->ben, fixture->ana };
  LnetCoachingWords words = { "Ana waited longer", NULL, "What if", "", NULL, NULL };
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  const LnetCoachingSession *session;

  log_session (fixture, &id, &fixture->ana, &fixture->ben, "2026-11-20");
  before = lnet_coaching_read_sessions (fixture->reader, &id, &fixture->ana, NULL);
  session = before->pdata[0];
  lnet_coaching_log_session (transaction, &id, session, &meeting, &words);
  lnet_coaching_write_voice (transaction, &id, &session->id, &fixture->ana,
                             lnet_coaching_session_find_voice (session, &fixture->ana), "");
  lnet_coaching_write_voice (transaction, &id, &session->id, &fixture->ben, NULL, "Me too");
  commit (fixture, transaction, NULL);

  after = lnet_coaching_read_sessions (fixture->reader, &id, &fixture->ana, NULL);
  g_assert_cmpuint (after->len, ==, 1);
  session = after->pdata[0];
  g_assert_cmpstr (session->on_date, ==, "2026-11-19");
  g_assert_cmpint (session->minutes, ==, 0);
  g_assert_true (lnet_id_equal (&session->coach, &fixture->ben));
  g_assert_cmpstr (session->strength, ==, "Ana waited longer");
  g_assert_null (session->next_on);
  g_assert_null (lnet_coaching_session_find_voice (session, &fixture->ana));
  g_assert_cmpstr (lnet_coaching_session_find_voice (session, &fixture->ben)->body, ==, "Me too");
}

/* Only that they met: nothing goes into the pair's space. */
static void
test_log_without_words (Fixture      *fixture,
                        gconstpointer data)
{
  LnetId id = make_pair (fixture, &fixture->ana, &fixture->ben, NULL);
  LnetTransaction *transaction = lnet_transaction_new ("coaching-session-log");
  LnetCoachingMeeting meeting = { "2026-11-19", 30, "phone", "planning", fixture->ben, fixture->ana };
  g_autoptr (GPtrArray) sessions = NULL;

  lnet_coaching_log_session (transaction, &id, NULL, &meeting, NULL);
  commit (fixture, transaction, NULL);
  sessions = lnet_coaching_read_sessions (fixture->reader, &id, &fixture->ana, NULL);
  g_assert_true (lnet_id_is_null (&((LnetCoachingSession *) sessions->pdata[0])->note));
}

static void
test_goals (Fixture      *fixture,
            gconstpointer data)
{
  LnetId id = make_pair (fixture, &fixture->ana, &fixture->ben, NULL);
  LnetTransaction *transaction = lnet_transaction_new ("coaching-goal-add");
  LnetId late = lnet_coaching_write_goal (transaction, &id, NULL, "Late", NULL, "2027-01-20");
  g_autoptr (GPtrArray) goals = NULL;
  g_autoptr (GPtrArray) met = NULL;

  lnet_coaching_write_goal (transaction, &id, NULL, "Soon", "we see it", "2026-12-20");
  commit (fixture, transaction, NULL);
  goals = lnet_coaching_read_goals (fixture->reader, &id, &fixture->ana, NULL);
  g_assert_cmpuint (goals->len, ==, 2);
  g_assert_cmpstr (((LnetCoachingGoal *) goals->pdata[0])->goal, ==, "Soon");
  g_assert_cmpstr (((LnetCoachingGoal *) goals->pdata[0])->know_when, ==, "we see it");

  transaction = lnet_transaction_new ("coaching-goal-meet");
  lnet_coaching_meet_goal (transaction, &((LnetCoachingGoal *) goals->pdata[0])->id, TODAY);
  commit (fixture, transaction, NULL);
  met = lnet_coaching_read_goals (fixture->reader, &id, &fixture->ana, NULL);
  g_assert_true (lnet_id_equal (&((LnetCoachingGoal *) met->pdata[0])->id, &late));
  g_assert_cmpstr (((LnetCoachingGoal *) met->pdata[1])->met_on, ==, TODAY);
}

/* Those of a closed pair wait again, before all others, also who had not stood in the pool. */
static void
test_close (Fixture      *fixture,
            gconstpointer data)
{
  LnetId id = make_pair (fixture, &fixture->ana, &fixture->dora, NULL);
  g_autoptr (LnetPair) pair = lnet_coaching_read_pair (fixture->reader, &id, TODAY, NULL);
  LnetTransaction *transaction = lnet_transaction_new ("coaching-pair-close");
  g_autoptr (LnetCoaching) coaching = NULL;
  g_autoptr (GArray) past = NULL;
  const LnetPair *closed;

  lnet_coaching_close_pair (transaction, pair, "Schedule", "2026-11-23", NULL, 0);
  commit (fixture, transaction, NULL);
  coaching = read_all (fixture);
  closed = coaching->pairs->pdata[0];
  g_assert_true (closed->closed);
  g_assert_cmpint (closed->cadence.state, ==, LNET_CADENCE_CLOSED);
  g_assert_cmpstr (closed->close_reason, ==, "Schedule");
  g_assert_cmpstr (get_intake (coaching, 0)->short_name, ==, "Ana");
  g_assert_cmpstr (get_intake (coaching, 0)->came_back, ==, "2026-11-23");
  g_assert_cmpstr (get_intake (coaching, 1)->short_name, ==, "Dora");
  g_assert_cmpstr (get_intake (coaching, 2)->short_name, ==, "Cleo");
  past = lnet_coaching_read_past_partners (fixture->reader, &fixture->ana, NULL);
  g_assert_cmpuint (past->len, ==, 1);
  g_assert_true (lnet_id_equal (&g_array_index (past, LnetId, 0), &fixture->dora));
}

/* Who had been paired without standing in the pool stands there afterwards, since the pair began. */
static void
test_close_without_intake (Fixture      *fixture,
                           gconstpointer data)
{
  LnetId id = make_pair (fixture, &fixture->ana, &fixture->cleo, NULL);
  g_autoptr (LnetPair) pair = lnet_coaching_read_pair (fixture->reader, &id, TODAY, NULL);
  g_autoptr (LnetCoaching) before = read_all (fixture);
  g_autoptr (LnetCoaching) after = NULL;
  LnetTransaction *transaction = lnet_transaction_new ("coaching-pool-remove");

  for (guint i = 0; i < before->pool->len; i++)
    if (lnet_id_equal (&get_intake (before, i)->member, &fixture->cleo))
      lnet_transaction_delete (transaction, LNET_TABLE_INTAKE, &get_intake (before, i)->id);
  commit (fixture, transaction, NULL);
  g_assert_false (lnet_coaching_is_in_pool (fixture->reader, &fixture->round, &fixture->cleo));

  transaction = lnet_transaction_new ("coaching-pair-close");
  lnet_coaching_close_pair (transaction, pair, "Time", "2026-11-23", &fixture->cleo, 1);
  commit (fixture, transaction, NULL);
  after = read_all (fixture);
  g_assert_cmpuint (after->pool->len, ==, 4);
  g_assert_cmpstr (get_intake (after, 0)->short_name, ==, "Ana");
  g_assert_cmpstr (get_intake (after, 1)->short_name, ==, "Cleo");
  g_assert_cmpstr (get_intake (after, 1)->since, ==, "2026-11-01");
}

static void
test_triad (Fixture      *fixture,
            gconstpointer data)
{
  LnetTransaction *transaction = lnet_transaction_new ("coaching-triad-make");
  LnetId members[] = { fixture->ana, fixture->ben, fixture->cleo };
  LnetId id = lnet_coaching_make_pair (transaction, &fixture->round, members, 3, "2026-11-20", 7);
  g_autoptr (LnetPair) pair = NULL;
  g_autofree char *names = NULL;
  g_autofree char *balance = NULL;

  commit (fixture, transaction, NULL);
  log_session (fixture, &id, &fixture->ana, &fixture->ben, "2026-11-21");
  log_session (fixture, &id, &fixture->cleo, &fixture->ana, "2026-11-22");
  pair = lnet_coaching_read_pair (fixture->reader, &id, TODAY, NULL);
  names = lnet_pair_dup_names (pair, FALSE);
  balance = lnet_pair_dup_balance (pair);
  g_assert_cmpstr (names, ==, "Ana Begay, Ben Begay and Cleo Begay");
  g_assert_cmpstr (balance, ==, "Ana coached 1 · Ben coached 0 · Cleo coached 1");
}

static void
test_nothing (Fixture      *fixture,
              gconstpointer data)
{
  LnetTransaction *transaction = lnet_transaction_new ("sample");
  g_autoptr (LnetCoaching) coaching = NULL;
  g_autoptr (GError) error = NULL;
  LnetId none = lnet_id_null ();

  lnet_transaction_delete (transaction, LNET_TABLE_ROUND, &fixture->round);
  commit (fixture, transaction, NULL);
  coaching = read_all (fixture);
  g_assert_cmpuint (coaching->rounds->len, ==, 0);
  g_assert_true (lnet_id_is_null (&coaching->round));
  g_assert_null (lnet_coaching_read_pair (fixture->reader, &none, TODAY, &error));
  g_assert_no_error (error);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/coaching/pool", test_pool },
    { "/coaching/make-pair", test_make_pair },
    { "/coaching/sessions", test_sessions },
    { "/coaching/stays-with-the-pair", test_stays_with_the_pair },
    { "/coaching/edit-session", test_edit_session },
    { "/coaching/log-without-words", test_log_without_words },
    { "/coaching/goals", test_goals },
    { "/coaching/close", test_close },
    { "/coaching/close-without-intake", test_close_without_intake },
    { "/coaching/triad", test_triad },
    { "/coaching/nothing", test_nothing },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
