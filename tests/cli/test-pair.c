/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-fixture.h"
#include "lnet-coaching-change.h"
#include "../store/network-fixture.h"

/*
 * Fall: Ana Begay supervises Ben; Cleo wishes for what Ana Begay brings; Dee has a time of her own. In Spring three
 * have the same time; in Winter, long ago, Ben and Cleo are partners already. Two rounds have one name.
 */

enum { ANA_BEGAY, ANA_CRUZ, BEN, CLEO, DEE, N_MEMBERS };

static const char *const names[] = { "Ana Begay", "Ana Cruz", "Ben Ortiz", "Cleo Diaz", "Dee Roy" };

static void
fill_pool (LnetTransaction *transaction,
           const LnetId    *round,
           const LnetId    *members,
           guint            n)
{
  for (guint i = 0; i < n; i++)
    {
      LnetIntakeWords words = { "Naps", "Quiet corners", i == DEE ? "fri-evening" : "mon-morning", "video", 0 };

      if (i == ANA_BEGAY)
        words.strengths = "Stories of rivers";
      if (i == CLEO)
        words.wishes = "Stories at breakfast";
      lnet_coaching_add_to_pool (transaction, round, &members[i], &words, "2026-11-20");
    }
}

static void
supervise (LnetTransaction *transaction,
           const LnetId    *member,
           const LnetId    *supervisor)
{
  LnetId staff = lnet_transaction_add (transaction, LNET_TABLE_MEMBER_STAFF, lnet_space (LNET_SPACE_STAFF));

  lnet_transaction_set_id (transaction, LNET_MEMBER_STAFF_MEMBER, &staff, member);
  lnet_transaction_set_id (transaction, LNET_MEMBER_STAFF_SUPERVISOR, &staff, supervisor);
}

static void
fill_network (Network *network)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("sample");
  LnetId members[N_MEMBERS], fall, spring, winter;

  network_set_up (network, NULL);
  for (guint i = 0; i < N_MEMBERS; i++)
    {
      members[i] = put_member (transaction, names[i], "Lander");
      lnet_transaction_set_text (transaction, LNET_MEMBER_LANGUAGE, &members[i], "en");
    }
  supervise (transaction, &members[BEN], &members[ANA_BEGAY]);
  fall = lnet_coaching_add_round (transaction, "Fall", "2026-11-01", NULL);
  spring = lnet_coaching_add_round (transaction, "Spring", "2026-03-01", NULL);
  winter = lnet_coaching_add_round (transaction, "Winter", "2022-12-01", NULL);
  lnet_coaching_add_round (transaction, "Twice", "2024-12-01", NULL);
  lnet_coaching_add_round (transaction, "Twice", "2023-12-01", NULL);
  fill_pool (transaction, &fall, members, 5);
  fill_pool (transaction, &spring, (LnetId[]) { members[ANA_CRUZ], members[BEN], members[CLEO] }, 3);
  fill_pool (transaction, &winter, members, 4);
  lnet_coaching_make_pair (transaction, &winter, (LnetId[]) { members[BEN], members[CLEO] }, 2, "2022-12-10", 14);
  network_commit (network, transaction, NULL);
  network_close (network);
}

static JsonObject *
pair (const Network *network,
      const char    *first,
      const char    *second)
{
  g_auto (Run) run = run_program ("pair", network->path, "--json", first, second, NULL);

  g_assert_cmpint (run.status, ==, 0);
  g_assert_cmpstr (run.err, ==, "");
  return parse (&run);
}

/* The pair that has somebody of that name. */
static JsonObject *
find_pair (JsonObject *proposal,
           const char *name)
{
  JsonArray *pairs = json_object_get_array_member (proposal, "pairs");

  for (guint i = 0; i < json_array_get_length (pairs); i++)
    {
      JsonObject *found = json_array_get_object_element (pairs, i);
      JsonArray *members = json_object_get_array_member (found, "members");

      for (guint m = 0; m < json_array_get_length (members); m++)
        if (g_str_equal (json_object_get_string_member (json_array_get_object_element (members, m), "name"), name))
          return found;
    }
  return NULL;
}

static void
assert_partners (JsonObject *proposal,
                 const char *a,
                 const char *b)
{
  g_assert_nonnull (find_pair (proposal, a));
  g_assert_true (find_pair (proposal, a) == find_pair (proposal, b));
}

static char *
get_digest (const Network *network)
{
  return assert_sound (network->path, N_MEMBERS);
}

static void
test_people (gconstpointer data)
{
  const Network *network = data;
  g_autofree char *before = get_digest (network);
  g_autofree char *after = NULL;
  g_auto (Run) run = run_program ("pair", network->path, NULL);

  g_assert_cmpint (run.status, ==, 0);
  g_assert_true (g_str_has_prefix (run.out, "Fall: 5 people in the pool.\n1 has no partner.\n"));
  g_assert_nonnull (strstr (run.out, "\n  Ana Begay and Cleo Diaz\n"));
  g_assert_nonnull (strstr (run.out, "Ana Begay brings what Cleo Diaz wants to think about: Stories."));
  g_assert_nonnull (strstr (run.out, "A time that suits Ana Begay and Cleo Diaz alike: Monday morning."));
  g_assert_nonnull (strstr (run.out, "\n  Dee Roy has no time in common with anybody else who needs a partner.\n"));
  g_assert_nonnull (strstr (run.out, "\nWhat would help\n  1 of 1 has no time in common with anybody who needs a "
                                     "partner. Ask for more times.\n"));
  g_assert_nonnull (strstr (run.out, "This is a proposal: nothing was written."));
  after = get_digest (network);
  g_assert_cmpstr (after, ==, before);
}

static void
test_json (gconstpointer data)
{
  const Network *network = data;
  g_autoptr (JsonObject) proposal = pair (network, "--weights", "wish=9, role=0");
  JsonObject *left = json_array_get_object_element (json_object_get_array_member (proposal, "left_out"), 0);
  JsonObject *found = find_pair (proposal, "Cleo Diaz");
  JsonArray *alternatives = json_object_get_array_member (found, "alternatives");
  JsonObject *instead = json_array_get_object_element (alternatives, 0);

  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (proposal, "round"), "name"), ==, "Fall");
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (proposal, "weights"), "wish"), ==, 9);
  g_assert_cmpint (json_object_get_int_member (proposal, "people"), ==, 5);
  g_assert_cmpint (json_object_get_int_member (proposal, "placed"), ==, 4);
  assert_partners (proposal, "Ana Begay", "Cleo Diaz");
  assert_partners (proposal, "Ana Cruz", "Ben Ortiz");
  g_assert_false (json_object_get_boolean_member (found, "locked"));
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (found, "by_criterion"), "wish"), ==, 30);
  /* Cleo may go with Ben, who meets no wish of hers; or with Ana Cruz, but then Ben is left with his supervisor. */
  g_assert_cmpuint (json_array_get_length (alternatives), ==, 2);
  g_assert_cmpint (json_object_get_int_member (instead, "fewer"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (instead, "cost"), ==, 270);
  instead = json_array_get_object_element (alternatives, 1);
  g_assert_cmpint (json_object_get_int_member (instead, "fewer"), ==, 2);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (instead, "left_out")), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (left, "name"), ==, "Dee Roy");
  g_assert_cmpstr (json_object_get_string_member (left, "reason"), ==, "rules");
  g_assert_cmpstr (json_object_get_string_member (left, "matter"), ==, "time");
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (left, "kept"), "time"), ==, 4);
}

/* Of others than those who are named nothing is looked for. */
static void
test_alternatives (gconstpointer data)
{
  const Network *network = data;
  g_autoptr (JsonObject) proposal = pair (network, "--alternatives", "cleo");
  JsonObject *asked = find_pair (proposal, "Cleo Diaz"), *other = find_pair (proposal, "Ben Ortiz");

  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (asked, "alternatives")), ==, 2);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (other, "alternatives")), ==, 0);
}

static void
test_locked (gconstpointer data)
{
  const Network *network = data;
  g_autoptr (JsonObject) proposal = pair (network, "--lock", "cleo, ben");
  g_auto (Run) run = { 0 };

  assert_partners (proposal, "Ben Ortiz", "Cleo Diaz");
  assert_partners (proposal, "Ana Begay", "Ana Cruz");
  g_assert_true (json_object_get_boolean_member (find_pair (proposal, "Ben Ortiz"), "locked"));
  g_assert_false (json_object_get_boolean_member (find_pair (proposal, "Ana Cruz"), "locked"));

  /* What they will have to find out for themselves is said plainly. */
  run = run_program ("pair", network->path, "--lock", "Ben Ortiz,Dee Roy", NULL);
  g_assert_cmpint (run.status, ==, 0);
  g_assert_nonnull (strstr (run.out, "\nKept together\n  Ben Ortiz and Dee Roy\n    No time of the week suits"));
}

static void
test_odd (gconstpointer data)
{
  const Network *network = data;
  g_auto (Run) triad = run_program ("pair", network->path, "--round", "spring", NULL);
  g_auto (Run) wait = run_program ("pair", network->path, "--round", "Spring", "--odd", "wait", NULL);

  g_assert_true (g_str_has_prefix (triad.out, "Spring: 3 people in the pool.\nEverybody has a partner.\n"));
  g_assert_cmpint (wait.status, ==, 0);
  g_assert_nonnull (strstr (wait.out, " waits, as the number is odd.\n    Instead:\n"));
}

static void
test_partners_already (gconstpointer data)
{
  const Network *network = data;
  g_auto (Run) run = run_program ("pair", network->path, "--round", "Winter", NULL);

  g_assert_cmpint (run.status, ==, 0);
  g_assert_nonnull (strstr (run.out, "\nPartners already\n  Ben Ortiz and Cleo Diaz\n"));
  g_assert_nonnull (strstr (run.out, "\nProposed\n  Ana Begay and Ana Cruz\n"));
}

static void
assert_refused (const Network *network,
                int            status,
                const char    *option,
                const char    *value,
                const char    *round,
                const char    *words)
{
  g_auto (Run) run = run_program ("pair", network->path, option, value, "--round", round, "--json", NULL);
  g_autoptr (JsonObject) object = parse (&run);

  g_assert_cmpint (run.status, ==, status);
  g_assert_nonnull (strstr (run.err, words));
  g_assert_cmpuint (json_object_get_size (object), ==, 1);
  g_assert_nonnull (strstr (json_object_get_string_member (object, "error"), words));
}

static void
test_refused (gconstpointer data)
{
  const Network *network = data;
  assert_refused (network, 1, "--odd", "wait", "Autumn", "There is no round “Autumn”. There are: Fall, Spring, Twice, Twice, Winter.");
  assert_refused (network, 1, "--odd", "wait", "Twice", "More than one round is called “Twice”.");
  assert_refused (network, 2, "--weights", "wishes=3", "Fall", "There is no criterion “wishes”. The criteria are wish, ");
  assert_refused (network, 2, "--weights", "wish=11", "Fall", "A weight is a number from 0 to 10");
  assert_refused (network, 2, "--weights", "wish", "Fall", "A weight is a number from 0 to 10");
  assert_refused (network, 2, "--odd", "both", "Fall", "--odd is triad or wait, not “both”.");
  assert_refused (network, 2, "--lock", "Ben", "Fall", "two or three members");
  assert_refused (network, 1, "--alternatives", "Zoe", "Fall", "Nobody in the pool is called “Zoe”.");
  assert_refused (network, 1, "--lock", "Ben,Zoe", "Fall", "Nobody in the pool is called “Zoe”.");
  assert_refused (network, 1, "--lock", "Ben,", "Fall", "Nobody in the pool is called “”.");
  assert_refused (network, 1, "--lock", "Ben,Dee", "Winter", "Nobody in the pool is called “Dee”.");
  assert_refused (network, 1, "--lock", "Ben,Ana", "Fall", "“Ana” may be any of these: Ana ");
  assert_refused (network, 1, "--lock", "Ben,Ben Ortiz", "Fall", "Ben Ortiz cannot be their own partner.");
  assert_refused (network, 1, "--lock", "Ben,Ana Begay", "Fall", "Ana Begay supervises Ben Ortiz.");
  assert_refused (network, 1, "--lock", "Ben,Ana Cruz", "Winter", "Ben Ortiz has a partner in this round already.");
}

static void
test_two_locks (gconstpointer data)
{
  const Network *network = data;
  g_auto (Run) run = run_program ("pair", network->path, "--lock", "Ben,Cleo", "--lock", "Cleo,Dee", NULL);

  g_assert_cmpint (run.status, ==, 1);
  g_assert_nonnull (strstr (run.err, "Cleo Diaz is in two locks."));
}

static void
test_no_network (gconstpointer data)
{
  const Network *network = data;
  g_autofree char *empty = g_build_filename (network->folder, "empty.lnet", NULL);
  g_auto (Run) none = run_program ("pair", "nowhere.lnet", NULL);
  g_auto (Run) usage = run_program ("pair", NULL);
  g_auto (Run) made = run_program ("new", empty, "--name", "Empty", NULL);
  g_auto (Run) no_round = run_program ("pair", empty, NULL);

  g_assert_cmpint (none.status, ==, 1);
  g_assert_cmpint (usage.status, ==, 2);
  g_assert_cmpint (made.status, ==, 0);
  g_assert_cmpint (no_round.status, ==, 1);
  g_assert_nonnull (strstr (no_round.err, "This network has no coaching round yet."));
}

int
main (int   argc,
      char *argv[])
{
  Network network = { 0 };
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/cli/pair/people", &network, test_people);
  g_test_add_data_func ("/cli/pair/json", &network, test_json);
  g_test_add_data_func ("/cli/pair/alternatives", &network, test_alternatives);
  g_test_add_data_func ("/cli/pair/locked", &network, test_locked);
  g_test_add_data_func ("/cli/pair/odd", &network, test_odd);
  g_test_add_data_func ("/cli/pair/partners-already", &network, test_partners_already);
  g_test_add_data_func ("/cli/pair/refused", &network, test_refused);
  g_test_add_data_func ("/cli/pair/two-locks", &network, test_two_locks);
  g_test_add_data_func ("/cli/pair/no-network", &network, test_no_network);
  fill_network (&network);
  status = g_test_run ();
  network_tear_down (&network, NULL);
  return status;
}
