/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-pool-read.h"

#include "lnet-coaching-change.h"
#include "lnet-error.h"
#include "network-fixture.h"

#define TODAY "2026-11-24"

static const LnetSpace network_space = { LNET_SPACE_NETWORK, { { 0 } } };
static const LnetSpace staff_space = { LNET_SPACE_STAFF, { { 0 } } };

/* Three rounds, each with all of four members in its pool. */
typedef struct
{
  LnetId rounds[3];
  LnetId intakes[3][4];
  LnetId members[4];
} Pools;

static LnetPool *
read_pool (Network      *network,
           const LnetId *round)
{
  LnetPool *pool = lnet_pool_read (lnet_store_get_reader (network->store), round, TODAY, &network->error);

  g_assert_no_error (network->error);
  return pool;
}

static void
fill_in (Network *network,
         Pools   *pools)
{
  static const char *const starts[] = { "2025-09-01", "2026-02-01", "2026-09-01" };
  static const char *const names[] = { "Ana", "Ben", "Cleo", "Dora" };
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("sample");
  LnetIntakeWords words = { NULL, "Stories of water", "mon-morning", "video", 30 };

  for (guint i = 0; i < 4; i++)
    {
      pools->members[i] = put_member (transaction, names[i], "Cody");
      lnet_transaction_set_text (transaction, LNET_MEMBER_LANGUAGE, &pools->members[i], "en");
      lnet_transaction_set_text (transaction, LNET_MEMBER_WISDOM, &pools->members[i], "Songs");
    }
  for (guint r = 0; r < 3; r++)
    {
      pools->rounds[r] = lnet_coaching_add_round (transaction, "Round", starts[r], NULL);
      for (guint i = 0; i < 4; i++)
        pools->intakes[r][i] = lnet_coaching_add_to_pool (transaction, &pools->rounds[r], &pools->members[i], &words,
                                                          "2026-11-04");
    }
  network_commit (network, transaction, NULL);
}

static LnetId
make_pair (Network *network,
           Pools   *pools,
           guint    round,
           guint    a,
           guint    b)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("coaching-pair-make");
  LnetId members[] = { pools->members[a], pools->members[b] };
  LnetId pair = lnet_coaching_make_pair (transaction, &pools->rounds[round], members, 2, "2026-10-01", 14);

  network_commit (network, transaction, NULL);
  return pair;
}

static void
close_pair (Network      *network,
            const LnetId *id)
{
  g_autoptr (LnetPair) pair = lnet_coaching_read_pair (lnet_store_get_reader (network->store), id, TODAY,
                                                       &network->error);
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("coaching-pair-close");

  lnet_coaching_close_pair (transaction, pair, "Moved", "2026-11-20", NULL, 0);
  network_commit (network, transaction, NULL);
}

static guint32
place_of (LnetPool     *pool,
          const LnetId *member)
{
  guint32 place = G_MAXUINT32;

  g_assert_true (lnet_pool_find (pool, member, &place));
  return place;
}

static const LnetPoolMember *
find (LnetPool     *pool,
      const LnetId *member)
{
  return lnet_pool_get_member (pool, place_of (pool, member));
}

static LnetPoolRule
rule_out (LnetPool *pool,
          Pools    *pools,
          guint     a,
          guint     b)
{
  return lnet_pool_rule_out (pool, place_of (pool, &pools->members[a]), place_of (pool, &pools->members[b]));
}

static void
test_what_a_member_says (Network      *network,
                         gconstpointer data)
{
  Pools pools;
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-edit");
  g_autoptr (LnetPool) pool = NULL;
  LnetId role, now, organization, staff;
  const LnetPoolMember *ana;

  fill_in (network, &pools);
  organization = lnet_transaction_add (transaction, LNET_TABLE_ORGANIZATION, network_space);
  role = lnet_transaction_add (transaction, LNET_TABLE_ROLE, network_space);
  lnet_transaction_set_id (transaction, LNET_ROLE_MEMBER, &role, &pools.members[0]);
  lnet_transaction_set_text (transaction, LNET_ROLE_ROLE, &role, "bus driver");
  lnet_transaction_set_text (transaction, LNET_ROLE_ENDS, &role, "2026-01-01");
  role = lnet_transaction_add (transaction, LNET_TABLE_ROLE, network_space);
  lnet_transaction_set_id (transaction, LNET_ROLE_MEMBER, &role, &pools.members[0]);
  lnet_transaction_set_text (transaction, LNET_ROLE_ROLE, &role, "keeper of songs");
  now = lnet_transaction_add (transaction, LNET_TABLE_ROLE, network_space);
  lnet_transaction_set_id (transaction, LNET_ROLE_MEMBER, &now, &pools.members[0]);
  lnet_transaction_set_text (transaction, LNET_ROLE_ROLE, &now, "teacher");
  lnet_transaction_set_text (transaction, LNET_ROLE_STARTS, &now, "2026-01-02");
  lnet_transaction_set_id (transaction, LNET_ROLE_ORGANIZATION, &now, &organization);
  lnet_transaction_set_text (transaction, LNET_MEMBER_REGION, &pools.members[0], "Park County");
  lnet_transaction_add_text_to_set (transaction, LNET_MEMBER_LANGUAGE_LANGUAGE, network_space, &pools.members[0], "es");
  staff = lnet_transaction_add (transaction, LNET_TABLE_MEMBER_STAFF, staff_space);
  lnet_transaction_set_id (transaction, LNET_MEMBER_STAFF_MEMBER, &staff, &pools.members[0]);
  lnet_transaction_set_id (transaction, LNET_MEMBER_STAFF_SUPERVISOR, &staff, &pools.members[3]);
  network_commit (network, transaction, NULL);

  pool = read_pool (network, &pools.rounds[2]);
  g_assert_cmpuint (lnet_pool_get_n (pool), ==, 4);
  ana = find (pool, &pools.members[0]);
  g_assert_cmpstr (ana->person.name, ==, "Ana");
  g_assert_true (g_strv_equal (ana->person.languages, (const char *const[]) { "en", "es", NULL }));
  g_assert_true (g_strv_equal (ana->roles, (const char *const[]) { "teacher", "keeper of songs", NULL }));
  g_assert_true (lnet_id_equal (&ana->person.organization, &organization));
  g_assert_true (lnet_id_equal (&ana->person.supervisor, &pools.members[3]));
  g_assert_cmpstr (ana->person.strengths, ==, "Songs");
  g_assert_cmpstr (ana->person.wishes, ==, "Stories of water");
  g_assert_cmpstr (ana->person.slots, ==, "mon-morning");
  g_assert_cmpstr (ana->person.mode, ==, "video");
  g_assert_cmpstr (ana->town, ==, "Cody");
  g_assert_cmpstr (ana->region, ==, "Park County");
  g_assert_cmpint (ana->travel_minutes, ==, 30);
  g_assert_cmpuint (ana->waited_days, ==, 20);
  g_assert_null (find (pool, &pools.members[1])->roles);
  g_assert_cmpint (rule_out (pool, &pools, 0, 3), ==, LNET_POOL_RULE_SUPERVISOR);
  g_assert_cmpint (rule_out (pool, &pools, 0, 1), ==, LNET_POOL_RULE_NONE);
}

static void
test_what_the_round_says (Network      *network,
                          gconstpointer data)
{
  Pools pools;
  LnetRoundPairing pairing = { { 9, -1, 0, -1, -1, -1, 10 }, 0, LNET_POOL_ODD_WAITS };
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("coaching-round-edit");
  g_autoptr (LnetPool) before = NULL, after = NULL;

  fill_in (network, &pools);
  before = read_pool (network, &pools.rounds[2]);
  lnet_coaching_set_pairing (transaction, &pools.rounds[2], &pairing);
  network_commit (network, transaction, NULL);
  after = read_pool (network, &pools.rounds[2]);

  for (guint i = 0; i < LNET_N_CRITERIA; i++)
    {
      LnetCriterion criterion = (LnetCriterion) i;
      int weight = lnet_criterion_get_default_weight (criterion);

      g_assert_cmpint (lnet_pool_get_weight (before, criterion), ==, weight);
      g_assert_cmpint (lnet_pool_get_weight (after, criterion), ==,
                       pairing.weights[i] >= 0 ? pairing.weights[i] : weight);
    }
  g_assert_cmpuint (lnet_pool_get_no_repeat (before), ==, LNET_POOL_DEFAULT_NO_REPEAT);
  g_assert_cmpuint (lnet_pool_get_no_repeat (after), ==, 0);
  g_assert_cmpint (lnet_pool_get_odd (before), ==, LNET_POOL_ODD_TRIAD);
  g_assert_cmpint (lnet_pool_get_odd (after), ==, LNET_POOL_ODD_WAITS);
}

static void
test_wanted_and_unwanted (Network      *network,
                          gconstpointer data)
{
  Pools pools;
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("coaching-pool-edit");
  g_autoptr (LnetPool) pool = NULL, earlier = NULL, again = NULL;
  int scores[LNET_N_CRITERIA];

  fill_in (network, &pools);
  lnet_coaching_set_wanted (transaction, &pools.intakes[2][0], &pools.members[1], TRUE);
  lnet_coaching_set_unwanted (transaction, &pools.members[2], &pools.members[0], TRUE);
  network_commit (network, transaction, NULL);
  pool = read_pool (network, &pools.rounds[2]);
  lnet_pool_score (pool, place_of (pool, &pools.members[0]), place_of (pool, &pools.members[1]), scores);
  g_assert_cmpint (scores[LNET_CRITERION_WANTS], ==, 50);
  g_assert_cmpint (rule_out (pool, &pools, 0, 2), ==, LNET_POOL_RULE_UNWANTED);

  /* Whom somebody asked for is said for one round, whom they would rather not work with for all. */
  earlier = read_pool (network, &pools.rounds[1]);
  lnet_pool_score (earlier, place_of (earlier, &pools.members[0]), place_of (earlier, &pools.members[1]), scores);
  g_assert_cmpint (scores[LNET_CRITERION_WANTS], ==, 0);
  g_assert_cmpint (rule_out (earlier, &pools, 0, 2), ==, LNET_POOL_RULE_UNWANTED);

  g_clear_pointer (&transaction, lnet_transaction_unref);
  transaction = lnet_transaction_new ("coaching-pool-edit");
  lnet_coaching_set_wanted (transaction, &pools.intakes[2][0], &pools.members[1], FALSE);
  lnet_coaching_set_unwanted (transaction, &pools.members[2], &pools.members[0], FALSE);
  network_commit (network, transaction, NULL);
  again = read_pool (network, &pools.rounds[2]);
  lnet_pool_score (again, place_of (again, &pools.members[0]), place_of (again, &pools.members[1]), scores);
  g_assert_cmpint (scores[LNET_CRITERION_WANTS], ==, 0);
  g_assert_cmpint (rule_out (again, &pools, 0, 2), ==, LNET_POOL_RULE_NONE);
}

/* Does-not-want is kept where only staff reads it. */
static void
test_spaces (Network      *network,
             gconstpointer data)
{
  static const LnetStatement select_kinds = {
    "test-kinds",
    "SELECT s.kind FROM unwanted u JOIN space s ON s.pk = u.space UNION ALL "
    "SELECT s.kind FROM intake_wanted w JOIN space s ON s.pk = w.space",
    NULL,
  };
  Pools pools;
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("coaching-pool-edit");
  g_autoptr (LnetRows) rows = NULL;

  fill_in (network, &pools);
  lnet_coaching_set_wanted (transaction, &pools.intakes[2][0], &pools.members[1], TRUE);
  lnet_coaching_set_unwanted (transaction, &pools.members[2], &pools.members[0], TRUE);
  network_commit (network, transaction, NULL);
  rows = lnet_reader_query (lnet_store_get_reader (network->store), &select_kinds);
  g_assert_true (lnet_rows_step (rows));
  g_assert_cmpint (lnet_rows_integer (rows, 0), ==, LNET_SPACE_STAFF);
  g_assert_true (lnet_rows_step (rows));
  g_assert_cmpint (lnet_rows_integer (rows, 0), ==, LNET_SPACE_NETWORK);
}

static void
test_past_partners (Network      *network,
                    gconstpointer data)
{
  Pools pools;
  LnetId closed;
  g_autoptr (LnetPool) pool = NULL;
  const LnetPoolMember *ana;

  fill_in (network, &pools);
  make_pair (network, &pools, 0, 0, 1);
  make_pair (network, &pools, 1, 0, 2);
  closed = make_pair (network, &pools, 2, 0, 3);
  close_pair (network, &closed);
  pool = read_pool (network, &pools.rounds[2]);
  ana = find (pool, &pools.members[0]);

  g_assert_cmpuint (ana->person.n_past_partners, ==, 3);
  for (guint i = 0; i < 3; i++)
    for (guint k = 1; k < 4; k++)
      if (lnet_id_equal (&ana->person.past_partners[i], &pools.members[k]))
        g_assert_cmpuint (ana->past_rounds[i], ==, 3 - k);
  g_assert_true (ana->came_back);
  g_assert_false (find (pool, &pools.members[1])->came_back);
  g_assert_cmpuint (lnet_pool_get_locks (pool)->len, ==, 0);
  lnet_pool_set_no_repeat (pool, 1);
  g_assert_cmpint (rule_out (pool, &pools, 0, 1), ==, LNET_POOL_RULE_NONE);
  g_assert_cmpint (rule_out (pool, &pools, 0, 2), ==, LNET_POOL_RULE_PARTNERS_BEFORE);
  g_assert_cmpint (rule_out (pool, &pools, 0, 3), ==, LNET_POOL_RULE_PARTNERS_BEFORE);
}

/* A pair whose round was thrown away goes by the day it began. */
static void
test_round_is_gone (Network      *network,
                    gconstpointer data)
{
  Pools pools;
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("coaching-pair-make");
  g_autoptr (LnetPool) pool = NULL;
  const LnetPoolMember *ana;
  LnetId nowhere = lnet_id_new ();
  LnetId members[2];

  fill_in (network, &pools);
  members[0] = pools.members[0];
  members[1] = pools.members[1];
  lnet_coaching_make_pair (transaction, &nowhere, members, 2, "2025-10-01", 14);
  network_commit (network, transaction, NULL);
  pool = read_pool (network, &pools.rounds[2]);
  ana = find (pool, &pools.members[0]);
  g_assert_cmpuint (ana->person.n_past_partners, ==, 1);
  g_assert_cmpuint (ana->past_rounds[0], ==, 2);
}

static void
test_pairs_stay (Network      *network,
                 gconstpointer data)
{
  Pools pools;
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-status");
  g_autoptr (LnetPool) pool = NULL, without = NULL;
  const LnetPoolLock *lock;

  fill_in (network, &pools);
  make_pair (network, &pools, 2, 3, 1);
  pool = read_pool (network, NULL);
  lock = lnet_pool_find_lock (pool, place_of (pool, &pools.members[1]));
  g_assert_nonnull (lock);
  g_assert_true (lock->exists);
  g_assert_cmpuint (lock->n_members, ==, 2);
  g_assert_true (lock == lnet_pool_find_lock (pool, place_of (pool, &pools.members[3])));
  g_assert_null (lnet_pool_find_lock (pool, place_of (pool, &pools.members[0])));
  g_assert_cmpuint (find (pool, &pools.members[1])->person.n_past_partners, ==, 0);

  /* Who left the network is not paired, and who was in a pair with them still is in it. */
  lnet_transaction_set_text (transaction, LNET_MEMBER_STATUS, &pools.members[3], "left");
  network_commit (network, transaction, NULL);
  without = read_pool (network, NULL);
  g_assert_cmpuint (lnet_pool_get_n (without), ==, 3);
  g_assert_cmpuint (lnet_pool_find_lock (without, place_of (without, &pools.members[1]))->n_members, ==, 1);
}

static void
test_counts (Network      *network,
             gconstpointer data)
{
  Pools pools;
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("coaching-session-log");
  g_autoptr (LnetPool) pool = NULL;
  LnetCoachingMeeting meeting = { .on_date = "2026-10-08" };
  LnetId pair;

  fill_in (network, &pools);
  pair = make_pair (network, &pools, 1, 0, 1);
  meeting.coach = pools.members[0];
  meeting.coached = pools.members[1];
  lnet_coaching_log_session (transaction, &pair, NULL, &meeting, NULL);
  lnet_coaching_log_session (transaction, &pair, NULL, &meeting, NULL);
  network_commit (network, transaction, NULL);
  pool = read_pool (network, &pools.rounds[2]);
  g_assert_cmpuint (find (pool, &pools.members[0])->coached, ==, 2);
  g_assert_cmpuint (find (pool, &pools.members[0])->was_coached, ==, 0);
  g_assert_cmpuint (find (pool, &pools.members[1])->was_coached, ==, 2);
}

static void
test_no_such_round (Network      *network,
                    gconstpointer data)
{
  LnetId nowhere = lnet_id_new ();

  g_assert_null (lnet_pool_read (lnet_store_get_reader (network->store), NULL, TODAY, &network->error));
  g_assert_error (network->error, LNET_ERROR, LNET_ERROR_NOT_FOUND);
  g_clear_error (&network->error);
  g_assert_null (lnet_pool_read (lnet_store_get_reader (network->store), &nowhere, TODAY, &network->error));
  g_assert_error (network->error, LNET_ERROR, LNET_ERROR_NOT_FOUND);
  g_clear_error (&network->error);
}

#define ADD(path, function) g_test_add (path, Network, NULL, network_set_up, function, network_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/pool-read/what-a-member-says", test_what_a_member_says);
  ADD ("/pool-read/what-the-round-says", test_what_the_round_says);
  ADD ("/pool-read/wanted-and-unwanted", test_wanted_and_unwanted);
  ADD ("/pool-read/spaces", test_spaces);
  ADD ("/pool-read/past-partners", test_past_partners);
  ADD ("/pool-read/round-is-gone", test_round_is_gone);
  ADD ("/pool-read/pairs-stay", test_pairs_stay);
  ADD ("/pool-read/counts", test_counts);
  ADD ("/pool-read/no-such-round", test_no_such_round);
  return g_test_run ();
}
