/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-choices.h"
#include "network-fixture.h"

#define TODAY "2026-11-24"

static LnetId
add (LnetTransaction *transaction,
     LnetTable        table)
{
  return lnet_transaction_add (transaction, table, lnet_space (LNET_SPACE_NETWORK));
}

static void
add_role (LnetTransaction *transaction,
          const LnetId    *member,
          const char      *role,
          const LnetId    *organization,
          const char      *starts,
          const char      *ends)
{
  LnetId id = add (transaction, LNET_TABLE_ROLE);

  lnet_transaction_set_id (transaction, LNET_ROLE_MEMBER, &id, member);
  lnet_transaction_set_text (transaction, LNET_ROLE_ROLE, &id, role);
  if (organization != NULL)
    lnet_transaction_set_id (transaction, LNET_ROLE_ORGANIZATION, &id, organization);
  lnet_transaction_set_text (transaction, LNET_ROLE_STARTS, &id, starts);
  lnet_transaction_set_text (transaction, LNET_ROLE_ENDS, &id, ends);
}

static LnetId
add_organization (LnetTransaction *transaction,
                  const char      *name,
                  const char      *setting)
{
  LnetId id = add (transaction, LNET_TABLE_ORGANIZATION);

  lnet_transaction_set_text (transaction, LNET_ORGANIZATION_NAME, &id, name);
  lnet_transaction_set_text (transaction, LNET_ORGANIZATION_SETTING, &id, setting);
  return id;
}

static LnetId
add_consent (LnetTransaction *transaction,
             const LnetId    *member,
             gboolean         given,
             const char      *date,
             const LnetId    *corrects)
{
  LnetId id = add (transaction, LNET_TABLE_CONSENT);

  lnet_transaction_set_id (transaction, LNET_CONSENT_MEMBER, &id, member);
  lnet_transaction_set_text (transaction, LNET_CONSENT_PURPOSE, &id, "text-messages");
  lnet_transaction_set_integer (transaction, LNET_CONSENT_GIVEN, &id, given);
  lnet_transaction_set_text (transaction, LNET_CONSENT_ON_DATE, &id, date);
  if (corrects != NULL)
    lnet_transaction_set_id (transaction, LNET_CONSENT_CORRECTS, &id, corrects);
  return id;
}

/* Returns the passage that grew from them. */
static LnetId
add_words_in_vision (LnetTransaction *transaction,
                     const LnetId    *member)
{
  LnetId words = add (transaction, LNET_TABLE_CONTRIBUTION);
  LnetId passage = add (transaction, LNET_TABLE_PASSAGE);

  lnet_transaction_set_id (transaction, LNET_CONTRIBUTION_MEMBER, &words, member);
  lnet_transaction_add_to_set (transaction, LNET_PASSAGE_CONTRIBUTION_CONTRIBUTION, lnet_space (LNET_SPACE_NETWORK),
                               &passage, &words);
  return passage;
}

static LnetId
add_team (LnetTransaction *transaction,
          const char      *name)
{
  LnetId id = add (transaction, LNET_TABLE_TEAM);

  lnet_transaction_set_text (transaction, LNET_TEAM_NAME, &id, name);
  return id;
}

static void
add_to_team (LnetTransaction *transaction,
             const LnetId    *team,
             const LnetId    *member,
             const char      *starts,
             const char      *ends)
{
  LnetId id = add (transaction, LNET_TABLE_TEAM_MEMBER);

  lnet_transaction_set_id (transaction, LNET_TEAM_MEMBER_TEAM, &id, team);
  lnet_transaction_set_id (transaction, LNET_TEAM_MEMBER_MEMBER, &id, member);
  lnet_transaction_set_text (transaction, LNET_TEAM_MEMBER_STARTS, &id, starts);
  lnet_transaction_set_text (transaction, LNET_TEAM_MEMBER_ENDS, &id, ends);
}

static void
fill (Network *network)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  LnetId sprouts = add_organization (transaction, "Little Sprouts", "center");
  LnetId kids = add_organization (transaction, "Prairie Kids", "fcc-home");
  LnetId ana = put_member (transaction, "Ana", "Lander");
  LnetId bo = put_member (transaction, "Bo", "Casper");
  LnetId cleo = put_member (transaction, "Cleo", "Lander");
  LnetId dee = put_member (transaction, "Dee", "Casper");
  LnetId given;

  add_words_in_vision (transaction, &dee);
  add_role (transaction, &ana, "cook", &sprouts, "2019-08", NULL);
  add_role (transaction, &ana, "cook", &sprouts, NULL, NULL);
  add_role (transaction, &ana, "coach", &kids, "2010", "2015-06");
  add_role (transaction, &bo, "coach", &kids, "2020", NULL);
  add_role (transaction, &cleo, "coach", &sprouts, "2027-01-01", NULL);
  add_role (transaction, &cleo, "our own word", NULL, NULL, NULL);
  lnet_transaction_set_text (transaction, LNET_MEMBER_LANGUAGE, &ana, "es");
  lnet_transaction_set_text (transaction, LNET_MEMBER_STATUS, &bo, "paused");
  lnet_transaction_set_integer (transaction, LNET_MEMBER_INTERPRETATION, &ana, 1);
  add_consent (transaction, &ana, FALSE, "2025-02-01", NULL);
  add_consent (transaction, &ana, TRUE, "2026-02-01", NULL);
  add_consent (transaction, &bo, TRUE, "2025-02-01", NULL);
  add_consent (transaction, &bo, FALSE, "2025-03-01", NULL);
  given = add_consent (transaction, &cleo, FALSE, "2026-05-01", NULL);
  add_consent (transaction, &cleo, TRUE, "2026-05-01", &given);
  add_consent (transaction, &dee, TRUE, NULL, NULL);
  add_consent (transaction, &dee, FALSE, "2020-01-01", NULL);
  network_commit (network, transaction, NULL);
}

/* The first names of those who pass what reads as @text. */
static void
assert_kept (Network    *network,
             const char *text,
             const char *expected)
{
  LnetReader *reader = lnet_store_get_reader (network->store);
  g_autoptr (LnetMemberFilter) filter = lnet_member_filter_parse (text);
  g_autoptr (LnetMemberOrder) all = lnet_members_load_order (reader, 0, &network->error);
  g_autoptr (LnetMemberOrder) kept = lnet_members_keep (reader, all, filter, TODAY, &network->error);
  g_autoptr (GString) names = g_string_new (NULL);

  g_assert_no_error (network->error);
  for (guint i = 0; i < lnet_member_order_get_n (kept); i++)
    {
      gint64 pk = lnet_member_order_get_pk (kept, i);
      g_autoptr (GPtrArray) page = lnet_members_read (reader, &pk, 1);

      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", ((LnetMemberInfo *) page->pdata[0])->name);
    }
  g_assert_cmpstr (names->str, ==, expected);
}

/* "Casper 2, Lander 1" beside what reads as @text. */
static void
assert_choices (Network              *network,
                LnetMemberFilterKind  kind,
                const char           *text,
                const char           *expected)
{
  g_autoptr (LnetMemberFilter) filter = lnet_member_filter_parse (text);
  g_autoptr (GPtrArray) choices =
    lnet_members_load_choices (lnet_store_get_reader (network->store), kind, filter, TODAY, &network->error);
  g_autoptr (GString) words = g_string_new (NULL);

  g_assert_no_error (network->error);
  for (guint i = 0; i < choices->len; i++)
    {
      const LnetMemberChoice *choice = choices->pdata[i];

      g_string_append_printf (words, "%s%s %u", i > 0 ? ", " : "", choice->label, choice->count);
    }
  g_assert_cmpstr (words->str, ==, expected);
}

static char *
dup_organization_condition (Network *network)
{
  g_autoptr (LnetMemberFilter) none = lnet_member_filter_new ();
  g_autoptr (LnetMemberFilter) filter = lnet_member_filter_new ();
  g_autoptr (GPtrArray) choices = lnet_members_load_choices (lnet_store_get_reader (network->store),
                                                             LNET_MEMBER_FILTER_ORGANIZATION, none, TODAY, NULL);
  LnetMemberChoice *first = choices->pdata[0];

  g_assert_cmpstr (first->label, ==, "Little Sprouts");
  lnet_member_filter_add (filter, LNET_MEMBER_FILTER_ORGANIZATION, first->value);
  return lnet_member_filter_print (filter);
}

static void
test_keep (Network       *network,
           gconstpointer  data)
{
  g_autofree char *sprouts = NULL;

  fill (network);
  sprouts = dup_organization_condition (network);
  assert_kept (network, "", "Ana Bo Cleo Dee");
  assert_kept (network, "role=cook", "Ana");
  assert_kept (network, "role=coach", "Bo");
  assert_kept (network, "role=our%20own%20word", "Cleo");
  assert_kept (network, "role=coach;role=cook", "Ana Bo");
  assert_kept (network, "role=coach;role=cook;place=Lander", "Ana");
  assert_kept (network, "setting=center", "Ana");
  assert_kept (network, "setting=fcc-home", "Bo");
  assert_kept (network, sprouts, "Ana");
  assert_kept (network, "organization=nowhere", "");
  assert_kept (network, "language=es", "Ana");
  assert_kept (network, "status=paused", "Bo");
  assert_kept (network, "interpretation=yes", "Ana");
  assert_kept (network, "interpretation=no;place=Lander", "Cleo");
  assert_kept (network, "interpretation=no;interpretation=yes", "Ana Bo Cleo Dee");
}

/* The newest consent by date counts, one that was corrected never. */
static void
test_texts (Network       *network,
            gconstpointer  data)
{
  fill (network);
  assert_kept (network, "texts=yes", "Ana Cleo");
  assert_kept (network, "texts=no", "Bo Dee");
}

static void
test_choices (Network       *network,
              gconstpointer  data)
{
  fill (network);
  assert_choices (network, LNET_MEMBER_FILTER_PLACE, "", "Casper 2, Lander 2");
  assert_choices (network, LNET_MEMBER_FILTER_PLACE, "role=cook", "Lander 1");
  assert_choices (network, LNET_MEMBER_FILTER_PLACE, "role=cook;place=Casper", "Casper 0, Lander 1");
  assert_choices (network, LNET_MEMBER_FILTER_ROLE, "", "Coach 1, Cook or nutrition staff 1, our own word 1");
  assert_choices (network, LNET_MEMBER_FILTER_ORGANIZATION, "", "Little Sprouts 1, Prairie Kids 1");
  assert_choices (network, LNET_MEMBER_FILTER_TEXTS, "", "Agreed to text messages 2, Has not agreed to text messages 2");
  assert_choices (network, LNET_MEMBER_FILTER_VISION, "", "In the vision 1, Not yet in the vision 3");
}

/* A passage that was taken out of the vision takes the words with it. */
static void
test_vision (Network       *network,
             gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("vision-edit");
  g_autoptr (LnetTransaction) deletion = lnet_transaction_new ("vision-edit");
  LnetId ana = put_member (transaction, "Ana", "Lander");
  LnetId passage = add_words_in_vision (transaction, &ana);

  put_member (transaction, "Bo", "Lander");
  assert_choices (network, LNET_MEMBER_FILTER_VISION, "", "");
  network_commit (network, transaction, NULL);
  assert_choices (network, LNET_MEMBER_FILTER_TEXTS, "", "Has not agreed to text messages 2");
  assert_kept (network, "vision=yes", "Ana");
  assert_kept (network, "vision=no", "Bo");
  lnet_transaction_delete (deletion, LNET_TABLE_PASSAGE, &passage);
  network_commit (network, deletion, NULL);
  assert_kept (network, "vision=yes", "");
  assert_kept (network, "vision=no", "Ana Bo");
}

/* Who is in the Trash is neither shown nor counted. */
static void
test_trash (Network       *network,
            gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-delete");
  g_autoptr (GPtrArray) found = NULL;

  fill (network);
  found = lnet_members_search (lnet_store_get_reader (network->store), "ana", 1);
  lnet_transaction_delete (transaction, LNET_TABLE_MEMBER, &((LnetMemberInfo *) found->pdata[0])->id);
  network_commit (network, transaction, NULL);
  assert_kept (network, "place=Lander", "Cleo");
  assert_kept (network, "role=cook", "");
  assert_choices (network, LNET_MEMBER_FILTER_ROLE, "", "Coach 1, our own word 1");
  assert_choices (network, LNET_MEMBER_FILTER_INTERPRETATION, "", "No interpretation needed 3");
}

/* A role counts from its first day on, for good; a team as long as somebody is in it. */
static void
test_belonging (Network       *network,
                gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  LnetId ana = put_member (transaction, "Ana", "Lander");
  LnetId bo = put_member (transaction, "Bo", "Casper");
  LnetId cleo = put_member (transaction, "Cleo", "Lander");
  LnetId drivers = add_team (transaction, "Bus drivers");
  g_autofree char *id = lnet_id_to_string (&drivers);
  g_autofree char *team = g_strconcat ("team=", id, NULL);

  add_role (transaction, &ana, "cook", NULL, "2010", "2012");
  add_role (transaction, &bo, "cook", NULL, "2020", NULL);
  add_role (transaction, &cleo, "cook", NULL, "2027-01", NULL);
  add_to_team (transaction, &drivers, &ana, "2020", NULL);
  add_to_team (transaction, &drivers, &bo, "2020", "2025");
  lnet_transaction_add_text_to_set (transaction, LNET_MEMBER_TAG_TAG, lnet_space (LNET_SPACE_STAFF), &bo, "board");
  lnet_transaction_add_text_to_set (transaction, LNET_MEMBER_TAG_TAG, lnet_space (LNET_SPACE_STAFF), &cleo, "board");
  lnet_transaction_set_text (transaction, LNET_MEMBER_JOINED, &ana, "2019");
  lnet_transaction_set_text (transaction, LNET_MEMBER_JOINED, &bo, "2024-05");
  network_commit (network, transaction, NULL);
  assert_kept (network, "role=cook", "Bo");
  assert_kept (network, "role-ever=cook", "Ana Bo");
  assert_kept (network, team, "Ana");
  assert_kept (network, "team=nowhere", "");
  assert_kept (network, "tag=board", "Bo Cleo");
  assert_kept (network, "tag=board;joined=2024", "Bo");
  assert_choices (network, LNET_MEMBER_FILTER_ROLE_EVER, "", "Cook or nutrition staff 2");
  assert_choices (network, LNET_MEMBER_FILTER_TEAM, "", "Bus drivers 1");
  assert_choices (network, LNET_MEMBER_FILTER_TAG, "place=Casper", "board 1");
  assert_choices (network, LNET_MEMBER_FILTER_JOINED, "", "2024 1, 2019 1");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/member-choices/keep", Network, NULL, network_set_up, test_keep, network_tear_down);
  g_test_add ("/member-choices/texts", Network, NULL, network_set_up, test_texts, network_tear_down);
  g_test_add ("/member-choices/choices", Network, NULL, network_set_up, test_choices, network_tear_down);
  g_test_add ("/member-choices/vision", Network, NULL, network_set_up, test_vision, network_tear_down);
  g_test_add ("/member-choices/belonging", Network, NULL, network_set_up, test_belonging, network_tear_down);
  g_test_add ("/member-choices/trash", Network, NULL, network_set_up, test_trash, network_tear_down);
  return g_test_run ();
}
