/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two become one: everything follows, what differs is told, one undo brings both back just as they were. */

#include "config.h"

#include "network-fixture.h"

#include "lnet-attachment.h"
#include "lnet-duplicates.h"
#include "lnet-error.h"
#include "lnet-history.h"
#include "lnet-member-merge.h"

static void
name (LnetTransaction *transaction,
      LnetField        field,
      const LnetId    *row,
      const LnetId    *member)
{
  lnet_transaction_set_id (transaction, field, row, member);
}

/* Two of one person, with something in every kind of table. */
typedef struct
{
  LnetId keep;
  LnetId goes;
  LnetId pair;
  LnetId cohort;
} Two;

static void
put_two (Network *network,
         Two     *two)
{
  g_autoptr (LnetTransaction) t = lnet_transaction_new ("member-add");
  LnetSpace all = lnet_space (LNET_SPACE_NETWORK), staff = lnet_space (LNET_SPACE_STAFF);
  LnetId other = put_member (t, "Ben", "Casper"), row;

  two->keep = put_member (t, "José", "Lander");
  two->goes = put_member (t, "Jose", "Riverton");
  lnet_transaction_set_text (t, LNET_MEMBER_PRONOUNS, &two->goes, "he/him");
  row = lnet_transaction_add (t, LNET_TABLE_MEMBER_STAFF, staff);
  name (t, LNET_MEMBER_STAFF_MEMBER, &row, &two->keep);
  lnet_transaction_edit (t, LNET_MEMBER_STAFF_NOTE, &row, 0, 0, "Drives far.");
  row = lnet_transaction_add (t, LNET_TABLE_MEMBER_STAFF, staff);
  name (t, LNET_MEMBER_STAFF_MEMBER, &row, &two->goes);
  name (t, LNET_MEMBER_STAFF_SUPERVISOR, &row, &two->keep);
  lnet_transaction_set_text (t, LNET_MEMBER_STAFF_REGISTRY_ID, &row, "WY-7");
  lnet_transaction_edit (t, LNET_MEMBER_STAFF_NOTE, &row, 0, 0, "Sings.");
  row = lnet_transaction_add (t, LNET_TABLE_ROLE, all);
  name (t, LNET_ROLE_MEMBER, &row, &two->goes);
  lnet_transaction_set_text (t, LNET_ROLE_ROLE, &row, "coach");
  row = lnet_transaction_add (t, LNET_TABLE_CONSENT, all);
  name (t, LNET_CONSENT_MEMBER, &row, &two->goes);
  lnet_transaction_set_text (t, LNET_CONSENT_PURPOSE, &row, "text-messages");
  lnet_transaction_set_integer (t, LNET_CONSENT_GIVEN, &row, 1);
  lnet_transaction_add_text_to_set (t, LNET_MEMBER_LANGUAGE_LANGUAGE, all, &two->goes, "es");
  two->pair = lnet_transaction_add (t, LNET_TABLE_PAIR, all);
  lnet_transaction_add_to_set (t, LNET_PAIR_MEMBER_MEMBER, all, &two->pair, &two->goes);
  lnet_transaction_add_to_set (t, LNET_PAIR_MEMBER_MEMBER, all, &two->pair, &other);
  two->cohort = lnet_transaction_add (t, LNET_TABLE_COHORT, all);
  lnet_transaction_set_text (t, LNET_COHORT_NAME, &two->cohort, "River");
  row = lnet_transaction_add (t, LNET_TABLE_ENROLMENT, all);
  name (t, LNET_ENROLMENT_MEMBER, &row, &two->goes);
  name (t, LNET_ENROLMENT_COHORT, &row, &two->cohort);
  row = lnet_transaction_add (t, LNET_TABLE_CONTRIBUTION, all);
  name (t, LNET_CONTRIBUTION_MEMBER, &row, &two->goes);
  network_commit (network, t, NULL);
}

static gint64
count (Network      *network,
       const char   *sql,
       const LnetId *member)
{
  const LnetStatement statement = { "count", sql, NULL };
  LnetRows *rows = lnet_reader_query (lnet_store_get_reader (network->store), &statement);
  gint64 n;

  lnet_rows_bind_id (rows, 1, member);
  g_assert_true (lnet_rows_step (rows));
  n = lnet_rows_integer (rows, 0);
  g_assert_true (lnet_rows_end (rows, NULL));
  return n;
}

static const char *const following[] = {
  "SELECT count (*) FROM role WHERE member = ?1 AND deleted = 0",
  "SELECT count (*) FROM consent WHERE member = ?1 AND deleted = 0 AND given = 1 AND purpose = 'text-messages'",
  "SELECT count (*) FROM member_language WHERE member = ?1 AND deleted = 0 AND language = 'es'",
  "SELECT count (*) FROM pair_member WHERE member = ?1 AND deleted = 0",
  "SELECT count (*) FROM enrolment WHERE member = ?1 AND deleted = 0",
  "SELECT count (*) FROM contribution WHERE member = ?1 AND deleted = 0",
  "SELECT count (*) FROM member_staff WHERE member = ?1 AND deleted = 0 AND registry_id = 'WY-7' AND supervisor IS NULL "
  "AND note = 'Drives far.' || char (10, 10) || 'Sings.'",
  "SELECT count (*) FROM member WHERE id = ?1 AND deleted = 0 AND pronouns = 'he/him' AND legal_first = 'José'",
};

static void
test_follows (Network       *network,
              gconstpointer  data)
{
  g_autoptr (LnetMemberMerge) merge = NULL;
  g_autoptr (LnetTransaction) transaction = NULL;
  g_autofree char *before = NULL, *after = NULL, *again = NULL;
  LnetId group;
  Two two;

  put_two (network, &two);
  before = assert_sound (network->path, 3);
  merge = lnet_member_merge_plan (lnet_store_get_reader (network->store), &two.keep, &two.goes, &network->error);
  g_assert_no_error (network->error);
  g_assert_cmpuint (merge->conflicts->len, ==, 2);
  g_assert_cmpint (((LnetMergeConflict *) merge->conflicts->pdata[0])->field, ==, LNET_MEMBER_LEGAL_FIRST);
  g_assert_cmpint (((LnetMergeConflict *) merge->conflicts->pdata[1])->field, ==, LNET_MEMBER_TOWN);
  ((LnetMergeConflict *) merge->conflicts->pdata[1])->take_other = TRUE;
  transaction = lnet_member_merge_finish (merge);
  network_commit (network, transaction, &group);

  for (gsize i = 0; i < G_N_ELEMENTS (following); i++)
    {
      g_test_message ("%s", following[i]);
      g_assert_cmpint (count (network, following[i], &two.keep), ==, 1);
      /* An entry is said again, never changed. */
      if (strstr (following[i], "consent") == NULL)
        g_assert_cmpint (count (network, following[i], &two.goes), ==, 0);
    }
  g_assert_cmpint (count (network, "SELECT count (*) FROM member WHERE id = ?1 AND town = 'Riverton'", &two.keep), ==, 1);
  g_assert_cmpint (count (network, "SELECT count (*) FROM member WHERE id = ?1 AND deleted = 0", &two.goes), ==, 0);
  after = assert_sound (network->path, 2);
  g_assert_cmpstr (before, !=, after);

  g_assert_true (lnet_store_undo_group (network->store, &group, NULL, &network->error));
  g_assert_cmpint (count (network, "SELECT count (*) FROM member WHERE id = ?1 AND deleted = 0 AND town = 'Riverton'",
                          &two.goes), ==, 1);
  for (gsize i = 0; i < 6; i++)
    {
      g_test_message ("undone: %s", following[i]);
      g_assert_cmpint (count (network, following[i], &two.goes), ==, 1);
      g_assert_cmpint (count (network, following[i], &two.keep), ==, 0);
    }
  again = assert_sound (network->path, 3);
}

/* What cannot be one person, or must be settled first, gets a sentence and nothing is changed. */
static void
test_refused (Network       *network,
              gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("enrol");
  LnetReader *reader = lnet_store_get_reader (network->store);
  LnetId nobody = lnet_id_new (), row;
  g_autoptr (GError) error = NULL;
  Two two;

  put_two (network, &two);
  g_assert_null (lnet_member_merge_plan (reader, &two.keep, &two.keep, &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (lnet_member_merge_plan (reader, &two.keep, &nobody, &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_NOT_FOUND);
  g_clear_error (&error);

  row = lnet_transaction_add (transaction, LNET_TABLE_ENROLMENT, lnet_space (LNET_SPACE_NETWORK));
  lnet_transaction_set_id (transaction, LNET_ENROLMENT_MEMBER, &row, &two.keep);
  lnet_transaction_set_id (transaction, LNET_ENROLMENT_COHORT, &row, &two.cohort);
  network_commit (network, transaction, NULL);
  g_assert_null (lnet_member_merge_plan (reader, &two.keep, &two.goes, &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "River"));
}

static void
test_partners (Network       *network,
               gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("coaching-pair-make");
  g_autoptr (GError) error = NULL;
  Two two;

  put_two (network, &two);
  lnet_transaction_add_to_set (transaction, LNET_PAIR_MEMBER_MEMBER, lnet_space (LNET_SPACE_NETWORK), &two.pair,
                               &two.keep);
  network_commit (network, transaction, NULL);
  g_assert_null (lnet_member_merge_plan (lnet_store_get_reader (network->store), &two.keep, &two.goes, &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_INVALID);
}

static void
merge (Network      *network,
       const LnetId *keep,
       const LnetId *goes,
       LnetId       *group)
{
  g_autoptr (LnetMemberMerge) plan = lnet_member_merge_plan (lnet_store_get_reader (network->store), keep, goes,
                                                             &network->error);
  g_autoptr (LnetTransaction) transaction = NULL;

  g_assert_no_error (network->error);
  transaction = lnet_member_merge_finish (plan);
  network_commit (network, transaction, group);
}

/* What came with the second version of the file follows too, pictures and who is not whom among it. */
static void
test_newer_tables (Network       *network,
                   gconstpointer  data)
{
  static const char *const one_each[] = {
    "SELECT count (*) FROM member_tag WHERE member = ?1 AND deleted = 0 AND tag = 'sings'",
    "SELECT count (*) FROM attachment WHERE owner = ?1 AND deleted = 0",
    "SELECT count (*) FROM member WHERE id = ?1 AND portrait IN (SELECT id FROM attachment)",
    "SELECT count (*) FROM message_round WHERE sender = ?1",
    "SELECT count (*) FROM message_recipient WHERE member = ?1 AND deleted = 0",
    "SELECT count (*) FROM not_duplicate WHERE deleted = 0 AND member < other AND (member = ?1 OR other = ?1)",
  };
  g_autoptr (LnetTransaction) t = lnet_transaction_new ("member-edit");
  g_autoptr (GBytes) picture = g_bytes_new_static ("picture", 7);
  LnetSpace staff = lnet_space (LNET_SPACE_STAFF);
  LnetId third, message, group;
  Two two;

  put_two (network, &two);
  third = put_member (t, "Joseph", "Cody");
  lnet_transaction_add_text_to_set (t, LNET_MEMBER_TAG_TAG, staff, &two.goes, "sings");
  lnet_attachment_set_portrait (t, &two.goes, picture, "image/png", 1, 1);
  message = lnet_transaction_add (t, LNET_TABLE_MESSAGE_ROUND, staff);
  lnet_transaction_set_id (t, LNET_MESSAGE_ROUND_SENDER, &message, &two.goes);
  lnet_transaction_add_to_set (t, LNET_MESSAGE_RECIPIENT_MEMBER, staff, &message, &two.goes);
  lnet_duplicates_put_distinct (t, &two.goes, &third, TRUE);
  network_commit (network, t, NULL);

  merge (network, &two.keep, &two.goes, &group);
  for (gsize i = 0; i < G_N_ELEMENTS (one_each); i++)
    {
      g_test_message ("%s", one_each[i]);
      g_assert_cmpint (count (network, one_each[i], &two.keep), ==, 1);
    }
  g_assert_true (lnet_duplicates_is_distinct (lnet_store_get_reader (network->store), &third, &two.keep));
  g_free (assert_sound (network->path, 3));
  g_assert_true (lnet_store_undo_group (network->store, &group, NULL, &network->error));
  for (gsize i = 0; i < G_N_ELEMENTS (one_each); i++)
    g_assert_cmpint (count (network, one_each[i], &two.goes), ==, 1);
  g_free (assert_sound (network->path, 4));
}

/* Whoever was noted as two people is not made one before that is taken back. */
static void
test_distinct (Network       *network,
               gconstpointer  data)
{
  g_autoptr (LnetTransaction) apart = NULL, back = NULL;
  LnetReader *reader = lnet_store_get_reader (network->store);
  g_autoptr (GError) error = NULL;
  Two two;

  put_two (network, &two);
  apart = lnet_duplicates_set_distinct (&two.keep, &two.goes, TRUE);
  network_commit (network, apart, NULL);
  g_assert_null (lnet_member_merge_plan (reader, &two.goes, &two.keep, &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_INVALID);
  back = lnet_duplicates_set_distinct (&two.keep, &two.goes, FALSE);
  network_commit (network, back, NULL);
  merge (network, &two.keep, &two.goes, NULL);
}

/* The smaller id stands first, whoever it is that stays. */
static void
test_distinct_follows (Network       *network,
                       gconstpointer  data)
{
  LnetId goes = network_add_member (network, "Jo", NULL), other = network_add_member (network, "Joseph", NULL);
  LnetId keep = network_add_member (network, "Joe", NULL);
  g_autoptr (LnetTransaction) apart = lnet_duplicates_set_distinct (&goes, &other, TRUE);

  network_commit (network, apart, NULL);
  merge (network, &keep, &goes, NULL);
  g_assert_true (lnet_duplicates_is_distinct (lnet_store_get_reader (network->store), &keep, &other));
  g_assert_false (lnet_duplicates_is_distinct (lnet_store_get_reader (network->store), &goes, &other));
}

/* A into B, taken back, B into A; then the first one done again would leave nobody. */
static void
test_round_about (Network       *network,
                  gconstpointer  data)
{
  g_autofree char *before = NULL, *after = NULL;
  LnetId first, undoing, second;
  g_autoptr (GPtrArray) entries = NULL;
  Two two;

  put_two (network, &two);
  merge (network, &two.keep, &two.goes, &first);
  g_assert_true (lnet_store_undo_group (network->store, &first, NULL, &network->error));
  entries = lnet_history_list (lnet_store_get_reader (network->store), 0, 1, &network->error);
  undoing = ((LnetHistoryEntry *) entries->pdata[0])->group;
  merge (network, &two.goes, &two.keep, &second);
  before = assert_sound (network->path, 2);
  g_assert_false (lnet_store_undo_group (network->store, &undoing, NULL, &network->error));
  g_assert_error (network->error, LNET_ERROR, LNET_ERROR_INVALID);
  g_clear_error (&network->error);
  after = assert_sound (network->path, 2);
  g_assert_cmpstr (before, ==, after);

  /* With the second one taken back it can be. */
  g_assert_true (lnet_store_undo_group (network->store, &second, NULL, &network->error));
  g_free (assert_sound (network->path, 3));
  g_assert_true (lnet_store_undo_group (network->store, &undoing, NULL, &network->error));
  g_free (assert_sound (network->path, 2));
  g_assert_cmpint (count (network, "SELECT count (*) FROM member WHERE id = ?1 AND deleted = 0", &two.keep), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/member-merge/follows", Network, NULL, network_set_up, test_follows, network_tear_down);
  g_test_add ("/member-merge/newer-tables", Network, NULL, network_set_up, test_newer_tables, network_tear_down);
  g_test_add ("/member-merge/distinct", Network, NULL, network_set_up, test_distinct, network_tear_down);
  g_test_add ("/member-merge/distinct-follows", Network, NULL, network_set_up, test_distinct_follows,
              network_tear_down);
  g_test_add ("/member-merge/round-about", Network, NULL, network_set_up, test_round_about, network_tear_down);
  g_test_add ("/member-merge/refused", Network, NULL, network_set_up, test_refused, network_tear_down);
  g_test_add ("/member-merge/partners", Network, NULL, network_set_up, test_partners, network_tear_down);
  return g_test_run ();
}
