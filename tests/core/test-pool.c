/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-pairing-score.h"
#include "made-pool.h"

static const char *const english[] = { "en", NULL };
static const char *const both[] = { "es-US", "en-US", NULL };
static const char *const spanish[] = { "es", NULL };
static const char *const teacher[] = { "teacher", NULL };
static const char *const cook[] = { "cook", "parent", NULL };

static const LnetId the_round = { { 0xf0 } };

static LnetId
id (guint8 number)
{
  return (LnetId) { { number } };
}

static LnetPoolMember
somebody (guint8 number)
{
  return (LnetPoolMember) {
    .person = { .member = { { number } }, .name = "Somebody", .languages = english, .slots = "mon-morning" },
  };
}

static void
add (LnetPool      *pool,
     LnetPoolMember member)
{
  lnet_pool_add (pool, &member);
}

static LnetPool *
make_three (void)
{
  LnetPool *pool = lnet_pool_new (&the_round);

  add (pool, somebody (1));
  add (pool, somebody (2));
  add (pool, somebody (3));
  return pool;
}

static void
test_order (void)
{
  g_autoptr (LnetPool) pool = lnet_pool_new (&the_round);
  LnetPoolMember again = somebody (5);
  LnetId five = id (5);
  LnetId four = id (4);
  guint32 place = 99;

  add (pool, somebody (7));
  add (pool, somebody (5));
  add (pool, somebody (9));
  again.person.name = "Another";
  add (pool, again);
  lnet_pool_seal (pool);

  g_assert_cmpuint (lnet_pool_get_n (pool), ==, 3);
  for (guint32 i = 0; i < 3; i++)
    g_assert_cmpuint (lnet_pool_get_member (pool, i)->person.member.bytes[0], ==, 5 + 2 * i);
  g_assert_cmpstr (lnet_pool_get_member (pool, 0)->person.name, ==, "Somebody");
  g_assert_true (lnet_pool_find (pool, &five, &place));
  g_assert_cmpuint (place, ==, 0);
  g_assert_false (lnet_pool_find (pool, &four, &place));
}

/* What the caller gave may go. */
static void
test_copies (void)
{
  g_autoptr (LnetPool) pool = lnet_pool_new (&the_round);
  g_autofree char *slots = g_strdup ("mon-morning tue-evening");
  g_autofree char *wishes = g_strdup ("Stories from home");
  LnetPoolMember member = somebody (1);

  member.person.slots = slots;
  member.person.wishes = wishes;
  add (pool, member);
  slots[0] = wishes[0] = '\0';
  lnet_pool_seal (pool);
  g_assert_cmpstr (lnet_pool_get_member (pool, 0)->person.slots, ==, "mon-morning tue-evening");
  g_assert_cmpstr (lnet_pool_get_member (pool, 0)->person.wishes, ==, "Stories from home");
}

static void
assert_rules (LnetPoolMember a,
              LnetPoolMember b,
              guint          rules,
              LnetPoolRule   first)
{
  g_autoptr (LnetPool) pool = lnet_pool_new (&the_round);

  add (pool, a);
  add (pool, b);
  lnet_pool_seal (pool);
  g_assert_cmphex (lnet_pool_get_rules (pool, 0, 1), ==, rules);
  g_assert_cmphex (lnet_pool_get_rules (pool, 1, 0), ==, rules);
  g_assert_cmpint (lnet_pool_rule_out (pool, 0, 1), ==, first);
  g_assert_cmpint (lnet_pool_rule_out (pool, 0, 0), ==, LNET_POOL_RULE_SELF);
}

static void
test_rules_of_two (void)
{
  LnetPoolMember a = somebody (1);
  LnetPoolMember b = somebody (2);

  assert_rules (a, b, 0, LNET_POOL_RULE_NONE);
  b.person.languages = both;
  assert_rules (a, b, 0, LNET_POOL_RULE_NONE);
  b.person.languages = spanish;
  assert_rules (a, b, 1u << LNET_POOL_RULE_LANGUAGE, LNET_POOL_RULE_LANGUAGE);
  b.person.slots = "mon-evening";
  assert_rules (a, b, 1u << LNET_POOL_RULE_LANGUAGE | 1u << LNET_POOL_RULE_SLOT, LNET_POOL_RULE_LANGUAGE);
  b.person.slots = "mon-evening mon-morning";
  b.person.languages = NULL;
  assert_rules (a, b, 1u << LNET_POOL_RULE_LANGUAGE_UNKNOWN, LNET_POOL_RULE_LANGUAGE_UNKNOWN);
  b.person.languages = english;
  b.person.slots = " ";
  assert_rules (a, b, 1u << LNET_POOL_RULE_SLOTS_UNKNOWN, LNET_POOL_RULE_SLOTS_UNKNOWN);
  b.person.slots = NULL;
  b.person.supervisor = id (1);
  assert_rules (a, b, 1u << LNET_POOL_RULE_SLOTS_UNKNOWN | 1u << LNET_POOL_RULE_SUPERVISOR, LNET_POOL_RULE_SUPERVISOR);
}

static void
test_unwanted (void)
{
  g_autoptr (LnetPool) pool = make_three ();
  LnetId one = id (1);
  LnetId two = id (2);
  LnetId elsewhere = id (77);

  lnet_pool_add_unwanted (pool, &two, &one);
  lnet_pool_add_unwanted (pool, &two, &elsewhere);
  lnet_pool_add_unwanted (pool, &two, &two);
  lnet_pool_seal (pool);
  g_assert_cmpint (lnet_pool_rule_out (pool, 0, 1), ==, LNET_POOL_RULE_UNWANTED);
  g_assert_cmpint (lnet_pool_rule_out (pool, 1, 0), ==, LNET_POOL_RULE_UNWANTED);
  g_assert_cmpint (lnet_pool_rule_out (pool, 1, 2), ==, LNET_POOL_RULE_NONE);
}

static void
test_partners_before (void)
{
  g_autoptr (LnetPool) pool = make_three ();
  LnetId one = id (1);
  LnetId two = id (2);
  LnetId three = id (3);

  /* The last time counts, whoever says it. */
  lnet_pool_add_past (pool, &two, &one, 4);
  lnet_pool_add_past (pool, &one, &two, 2);
  lnet_pool_add_past (pool, &three, &one, 0);
  lnet_pool_seal (pool);

  lnet_pool_set_no_repeat (pool, 0);
  g_assert_cmpint (lnet_pool_rule_out (pool, 0, 1), ==, LNET_POOL_RULE_NONE);
  g_assert_cmpint (lnet_pool_rule_out (pool, 0, 2), ==, LNET_POOL_RULE_NONE);
  lnet_pool_set_no_repeat (pool, 1);
  g_assert_cmpint (lnet_pool_rule_out (pool, 0, 1), ==, LNET_POOL_RULE_NONE);
  g_assert_cmpint (lnet_pool_rule_out (pool, 0, 2), ==, LNET_POOL_RULE_PARTNERS_BEFORE);
  lnet_pool_set_no_repeat (pool, 2);
  g_assert_cmpint (lnet_pool_rule_out (pool, 0, 1), ==, LNET_POOL_RULE_PARTNERS_BEFORE);
  g_assert_cmpint (lnet_pool_rule_out (pool, 1, 0), ==, LNET_POOL_RULE_PARTNERS_BEFORE);

  g_assert_cmpuint (lnet_pool_get_member (pool, 0)->person.n_past_partners, ==, 2);
  g_assert_true (lnet_id_equal (&lnet_pool_get_member (pool, 0)->person.past_partners[0], &two));
  g_assert_cmpuint (lnet_pool_get_member (pool, 0)->past_rounds[0], ==, 2);
  g_assert_cmpuint (lnet_pool_get_member (pool, 1)->person.n_past_partners, ==, 1);
}

/* More languages and times than there are bits. */
static void
test_many_words (void)
{
  g_autoptr (LnetPool) pool = lnet_pool_new (&the_round);
  char *names[200][2] = { { NULL } };

  for (guint i = 0; i < 200; i++)
    {
      LnetPoolMember member = somebody ((guint8) (i + 1));

      names[i][0] = g_strdup_printf ("l%u-US", i / 2);
      member.person.languages = (const char *const *) names[i];
      member.person.slots = names[i][0];
      add (pool, member);
    }
  lnet_pool_seal (pool);
  for (guint32 a = 0; a < 200; a++)
    for (guint32 b = 0; b < 200; b++)
      if (a != b)
        g_assert_cmphex (lnet_pool_get_rules (pool, a, b), ==,
                         a / 2 == b / 2 ? 0 : 1u << LNET_POOL_RULE_LANGUAGE | 1u << LNET_POOL_RULE_SLOT);
  for (guint i = 0; i < 200; i++)
    g_free (names[i][0]);
}

static void
test_triad (void)
{
  g_autoptr (LnetPool) pool = lnet_pool_new (&the_round);
  static const char *const slots[] = { "mon-morning tue-morning", "tue-morning wed-morning", "mon-morning wed-morning",
                                       "mon-morning tue-morning wed-morning" };

  for (guint8 i = 0; i < 4; i++)
    {
      LnetPoolMember member = somebody ((guint8) (i + 1));

      member.person.slots = slots[i];
      add (pool, member);
    }
  lnet_pool_seal (pool);
  for (guint32 i = 0; i < 3; i++)
    g_assert_cmphex (lnet_pool_get_rules (pool, i, (i + 1) % 3), ==, 0);
  g_assert_cmphex (lnet_pool_get_triad_rules (pool, 0, 1, 2), ==, 1u << LNET_POOL_RULE_SLOT);
  g_assert_cmphex (lnet_pool_get_triad_rules (pool, 2, 1, 0), ==, 1u << LNET_POOL_RULE_SLOT);
  g_assert_cmphex (lnet_pool_get_triad_rules (pool, 0, 1, 3), ==, 0);
  g_assert_cmphex (lnet_pool_get_triad_rules (pool, 0, 0, 3), ==, 1u << LNET_POOL_RULE_SELF);
}

static void
test_score (void)
{
  g_autoptr (LnetPool) pool = lnet_pool_new (&the_round);
  LnetPoolMember a = somebody (1);
  LnetPoolMember b = somebody (2);
  LnetId one = id (1);
  LnetId two = id (2);
  int by_criterion[LNET_N_CRITERIA];
  static const int expected[LNET_N_CRITERIA] = { 70, 100, 100, 40, 50, 61, 25 };

  a.person.strengths = "I know songs and garden beds";
  a.person.wishes = "Stories of water";
  a.person.organization = id (10);
  a.person.mode = "in-person";
  a.roles = teacher;
  a.region = b.region = "Park County";
  a.town = "Cody";
  b.town = "Powell";
  a.waited_days = 22;
  a.coached = 3;
  b.person.strengths = "A story for every child";
  b.person.wishes = "Gardens, and a song";
  b.person.organization = id (11);
  b.roles = cook;
  b.came_back = TRUE;
  b.was_coached = 1;
  add (pool, a);
  add (pool, b);
  lnet_pool_add_wanted (pool, &two, &one);
  lnet_pool_seal (pool);

  g_assert_cmpint (lnet_pool_score (pool, 0, 1, by_criterion), ==, 350 + 200 + 200 + 120 + 200 + 183 + 50);
  g_assert_cmpmem (by_criterion, sizeof by_criterion, expected, sizeof expected);
  g_assert_cmpint (lnet_pool_score (pool, 1, 0, NULL), ==, lnet_pool_score (pool, 0, 1, NULL));
  g_assert_cmpint (lnet_pool_get_max_score (pool), ==, 2100);

  lnet_pool_set_weight (pool, LNET_CRITERION_WISH, 99);
  lnet_pool_set_weight (pool, LNET_CRITERION_ROLE, -1);
  g_assert_cmpint (lnet_pool_get_weight (pool, LNET_CRITERION_WISH), ==, 10);
  g_assert_cmpint (lnet_pool_score (pool, 0, 1, NULL), ==, 700 + 200 + 120 + 200 + 183 + 50);
}

static gboolean
has_remark (GPtrArray      *remarks,
            LnetPairingKind kind)
{
  for (guint i = 0; i < remarks->len; i++)
    if (((const LnetPairingRemark *) remarks->pdata[i])->kind == kind)
      return TRUE;
  return FALSE;
}

static guint
count_words (const LnetPool *pool,
             guint32         brings,
             guint32         wishes)
{
  g_auto (GStrv) words = lnet_pairing_shared_words (lnet_pool_get_member (pool, brings)->person.strengths,
                                                    lnet_pool_get_member (pool, wishes)->person.wishes);

  return g_strv_length (words);
}

/* What a pool says of two is what is said of a pair made by hand, but that it forbids where there one is warned. */
static void
assert_same_as_by_hand (const LnetPool *pool,
                        guint32         a,
                        guint32         b)
{
  LnetPairingMember two[] = { lnet_pool_get_member (pool, a)->person, lnet_pool_get_member (pool, b)->person };
  g_autoptr (GPtrArray) remarks = lnet_pairing_check (two, 2);
  guint rules = lnet_pool_get_rules (pool, a, b);
  int scores[LNET_N_CRITERIA];

  lnet_pool_score (pool, a, b, scores);
  g_assert_cmpint (has_remark (remarks, LNET_PAIRING_SUPERVISOR), ==, rules >> LNET_POOL_RULE_SUPERVISOR & 1);
  g_assert_cmpint (has_remark (remarks, LNET_PAIRING_NO_LANGUAGE), ==, rules >> LNET_POOL_RULE_LANGUAGE & 1);
  g_assert_cmpint (has_remark (remarks, LNET_PAIRING_NO_SLOT), ==, rules >> LNET_POOL_RULE_SLOT & 1);
  g_assert_cmpint (has_remark (remarks, LNET_PAIRING_BEFORE), ==, rules >> LNET_POOL_RULE_PARTNERS_BEFORE & 1);
  g_assert_cmpint (has_remark (remarks, LNET_PAIRING_DIFFERENT_PLACES), ==, scores[LNET_CRITERION_ORGANIZATION] > 0);
  g_assert_cmpint (scores[LNET_CRITERION_WISH], ==,
                   lnet_pairing_score_wish (count_words (pool, a, b), count_words (pool, b, a)));
  if (has_remark (remarks, LNET_PAIRING_MODE))
    g_assert_cmpint (scores[LNET_CRITERION_REGION], ==, 0);
}

static void
test_same_as_by_hand (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);
  g_autoptr (LnetPool) pool = made_pool_new (rand, 60, 20);

  lnet_pool_set_no_repeat (pool, 99);
  lnet_pool_seal (pool);
  for (guint32 a = 0; a < lnet_pool_get_n (pool); a++)
    for (guint32 b = 0; b < lnet_pool_get_n (pool); b++)
      if (a != b)
        assert_same_as_by_hand (pool, a, b);
}

static void
test_locks (void)
{
  g_autoptr (LnetPool) pool = make_three ();
  LnetId gone_and_three[] = { id (77), id (3) };
  LnetPoolMember four = somebody (4);

  add (pool, four);
  lnet_pool_add_pair (pool, gone_and_three, 2);
  lnet_pool_add_pair (pool, gone_and_three, 2);
  lnet_pool_seal (pool);
  g_assert_cmpuint (lnet_pool_get_locks (pool)->len, ==, 1);
  g_assert_cmpuint (lnet_pool_find_lock (pool, 2)->n_members, ==, 1);
  g_assert_true (lnet_pool_find_lock (pool, 2)->exists);

  g_assert_false (lnet_pool_lock (pool, (guint32[]) { 0, 2 }, 2));
  g_assert_false (lnet_pool_lock (pool, (guint32[]) { 0, 0 }, 2));
  g_assert_null (lnet_pool_find_lock (pool, 0));
  g_assert_true (lnet_pool_lock (pool, (guint32[]) { 3, 0, 1 }, 3));
  g_assert_cmpuint (lnet_pool_find_lock (pool, 1)->members[0], ==, 3);
  g_assert_false (lnet_pool_find_lock (pool, 1)->exists);
  lnet_pool_unlock_all (pool);
  g_assert_null (lnet_pool_find_lock (pool, 1));
  g_assert_nonnull (lnet_pool_find_lock (pool, 2));
  g_assert_true (lnet_pool_lock (pool, (guint32[]) { 1, 0 }, 2));
}

static void
test_keys (void)
{
  for (guint i = 0; i < LNET_N_CRITERIA; i++)
    {
      LnetCriterion criterion;

      g_assert_true (lnet_criterion_from_key (lnet_criterion_get_key ((LnetCriterion) i), &criterion));
      g_assert_cmpint (criterion, ==, i);
      g_assert_cmpint (lnet_criterion_get_default_weight (criterion), <=, LNET_CRITERION_MAX_WEIGHT);
    }
  for (guint i = 0; i < LNET_POOL_N_RULES; i++)
    g_assert_nonnull (lnet_pool_rule_get_key ((LnetPoolRule) i));
  g_assert_false (lnet_criterion_from_key ("luck", &(LnetCriterion) { 0 }));
}

static void
test_empty (void)
{
  g_autoptr (LnetPool) pool = lnet_pool_new (&the_round);
  LnetId nobody = lnet_id_null ();
  guint32 place;

  lnet_pool_seal (pool);
  g_assert_cmpuint (lnet_pool_get_n (pool), ==, 0);
  g_assert_false (lnet_pool_find (pool, &nobody, &place));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pool/order", test_order);
  g_test_add_func ("/pool/copies", test_copies);
  g_test_add_func ("/pool/rules-of-two", test_rules_of_two);
  g_test_add_func ("/pool/unwanted", test_unwanted);
  g_test_add_func ("/pool/partners-before", test_partners_before);
  g_test_add_func ("/pool/many-words", test_many_words);
  g_test_add_func ("/pool/triad", test_triad);
  g_test_add_func ("/pool/score", test_score);
  g_test_add_func ("/pool/same-as-by-hand", test_same_as_by_hand);
  g_test_add_func ("/pool/locks", test_locks);
  g_test_add_func ("/pool/keys", test_keys);
  g_test_add_func ("/pool/empty", test_empty);
  return g_test_run ();
}
