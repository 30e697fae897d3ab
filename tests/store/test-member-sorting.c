/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <locale.h>

#include "lnet-member-choices.h"
#include "lnet-member-sorting.h"
#include "network-fixture.h"

#define TODAY "2026-11-24"

static LnetId
add (LnetTransaction *transaction,
     LnetTable        table)
{
  return lnet_transaction_add (transaction, table, lnet_space (LNET_SPACE_NETWORK));
}

/* "Casper: Bo | Lander: Ana Cleo": the sections, and the first names of those under each. */
static char *
dup_words (Network         *network,
           LnetMemberOrder *order)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < lnet_member_order_get_n (order); i++)
    {
      gint64 pk = lnet_member_order_get_pk (order, i);
      g_autoptr (GPtrArray) page = lnet_members_read (lnet_store_get_reader (network->store), &pk, 1);
      guint start, end;

      lnet_member_order_get_section (order, i, &start, &end);
      if (i == start)
        g_string_append_printf (words, "%s%s:", i > 0 ? " | " : "", lnet_member_order_get_letter (order, i));
      g_string_append_printf (words, " %s", ((LnetMemberInfo *) page->pdata[0])->name);
    }
  return g_string_free (words, FALSE);
}

static LnetMemberOrder *
sort (Network        *network,
      LnetMemberSort  sort)
{
  LnetReader *reader = lnet_store_get_reader (network->store);
  g_autoptr (LnetMemberOrder) all = lnet_members_load_order (reader, 0, &network->error);
  LnetMemberOrder *sorted = lnet_members_sort (reader, all, sort, TODAY, &network->error);

  g_assert_no_error (network->error);
  return sorted;
}

static void
assert_sorted (Network        *network,
               LnetMemberSort  by,
               const char     *expected)
{
  g_autoptr (LnetMemberOrder) sorted = sort (network, by);
  g_autofree char *words = dup_words (network, sorted);

  g_assert_cmpstr (words, ==, expected);
}

static void
set_joined (LnetTransaction *transaction,
            const LnetId    *member,
            const char      *joined)
{
  lnet_transaction_set_text (transaction, LNET_MEMBER_JOINED, member, joined);
}

static void
test_nobody (Network       *network,
             gconstpointer  data)
{
  for (guint by = 0; by < LNET_MEMBER_SORT_LAST; by++)
    assert_sorted (network, (LnetMemberSort) by, "");
}

static void
test_place (Network       *network,
            gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");

  put_member (transaction, "Dee", NULL);
  put_member (transaction, "Cleo", "Lander");
  put_member (transaction, "Bo", "Casper");
  put_member (transaction, "Ana", "Lander");
  put_member (transaction, "Eve", "Álamo");
  network_commit (network, transaction, NULL);
  assert_sorted (network, LNET_MEMBER_SORT_NAME, "A: Ana | B: Bo | C: Cleo | D: Dee | E: Eve");
  assert_sorted (network, LNET_MEMBER_SORT_PLACE,
                 "Álamo: Eve | Casper: Bo | Lander: Ana Cleo | No place known: Dee");
}

static void
test_organization (Network       *network,
                   gconstpointer  data)
{
  static const char *const names[] = { "Prairie Kids", "Little Sprouts" };
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      LnetId organization = add (transaction, LNET_TABLE_ORGANIZATION);
      LnetId member = put_member (transaction, i == 0 ? "Ana" : "Bo", "Lander");
      LnetId role = add (transaction, LNET_TABLE_ROLE);

      lnet_transaction_set_text (transaction, LNET_ORGANIZATION_NAME, &organization, names[i]);
      lnet_transaction_set_id (transaction, LNET_ROLE_MEMBER, &role, &member);
      lnet_transaction_set_text (transaction, LNET_ROLE_ROLE, &role, "coach");
      lnet_transaction_set_id (transaction, LNET_ROLE_ORGANIZATION, &role, &organization);
    }
  put_member (transaction, "Abe", "Lander");
  network_commit (network, transaction, NULL);
  assert_sorted (network, LNET_MEMBER_SORT_ORGANIZATION,
                 "Little Sprouts: Bo | Prairie Kids: Ana | At no organization: Abe");
}

/* The newest first; what is known to the month or the year only stands at its end, what is no date with the unknown. */
static void
test_joined (Network       *network,
             gconstpointer  data)
{
  static const char *const joined[][2] = {
    { "Ana", "2019-05-01" }, { "Bo", "2026-10-02" }, { "Cleo", "2026-10" }, { "Dee", "2026" },   { "Eve", "2025-12-31" },
    { "Flo", NULL },         { "Gus", "2024-03" },   { "Hal", "soon" },     { "Ida", "2024-03-09" },
  };
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");

  for (gsize i = 0; i < G_N_ELEMENTS (joined); i++)
    {
      LnetId member = put_member (transaction, joined[i][0], "Lander");

      set_joined (transaction, &member, joined[i][1]);
    }
  network_commit (network, transaction, NULL);
  assert_sorted (network, LNET_MEMBER_SORT_JOINED,
                 "October 2026: Bo Cleo | 2026: Dee | December 2025: Eve | 2024: Ida Gus | 2019: Ana | "
                 "Date not known: Flo Hal");
}

static LnetId
add_roll (LnetTransaction *transaction,
          const LnetId    *member,
          const char      *starts,
          const char      *status,
          const LnetId    *corrects)
{
  LnetId convening = add (transaction, LNET_TABLE_CONVENING);
  LnetId roll = add (transaction, LNET_TABLE_ROLL);

  lnet_transaction_set_text (transaction, LNET_CONVENING_STARTS, &convening, starts);
  lnet_transaction_set_id (transaction, LNET_ROLL_CONVENING, &roll, &convening);
  lnet_transaction_set_id (transaction, LNET_ROLL_MEMBER, &roll, member);
  lnet_transaction_set_text (transaction, LNET_ROLL_STATUS, &roll, status);
  if (corrects != NULL)
    lnet_transaction_set_id (transaction, LNET_ROLL_CORRECTS, &roll, corrects);
  return roll;
}

static void
add_attendance (LnetTransaction *transaction,
                const LnetId    *member,
                const char      *starts,
                const char      *status)
{
  LnetId session = add (transaction, LNET_TABLE_SESSION);
  LnetId enrolment = add (transaction, LNET_TABLE_ENROLMENT);
  LnetId attendance = add (transaction, LNET_TABLE_ATTENDANCE);

  lnet_transaction_set_text (transaction, LNET_SESSION_STARTS, &session, starts);
  lnet_transaction_set_id (transaction, LNET_ENROLMENT_MEMBER, &enrolment, member);
  lnet_transaction_set_id (transaction, LNET_ATTENDANCE_SESSION, &attendance, &session);
  lnet_transaction_set_id (transaction, LNET_ATTENDANCE_ENROLMENT, &attendance, &enrolment);
  lnet_transaction_set_text (transaction, LNET_ATTENDANCE_STATUS, &attendance, status);
}

static void
add_coaching (LnetTransaction *transaction,
              const LnetId    *member,
              const char      *date)
{
  LnetId pair = add (transaction, LNET_TABLE_PAIR);
  LnetId session = add (transaction, LNET_TABLE_COACHING_SESSION);

  lnet_transaction_add_to_set (transaction, LNET_PAIR_MEMBER_MEMBER, lnet_space (LNET_SPACE_NETWORK), &pair, member);
  lnet_transaction_set_id (transaction, LNET_COACHING_SESSION_PAIR, &session, &pair);
  lnet_transaction_set_text (transaction, LNET_COACHING_SESSION_ON_DATE, &session, date);
}

static void
add_words (LnetTransaction *transaction,
           const LnetId    *member,
           const char      *date)
{
  LnetId words = add (transaction, LNET_TABLE_CONTRIBUTION);

  lnet_transaction_set_id (transaction, LNET_CONTRIBUTION_MEMBER, &words, member);
  lnet_transaction_set_text (transaction, LNET_CONTRIBUTION_SAID_ON, &words, date);
}

/* The latest of all that somebody took part in; not what they were missed at, nor what is still to come. */
static void
test_seen (Network       *network,
           gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  LnetId ana = put_member (transaction, "Ana", "Lander");
  LnetId bo = put_member (transaction, "Bo", "Lander");
  LnetId cleo = put_member (transaction, "Cleo", "Lander");
  LnetId dee = put_member (transaction, "Dee", "Lander");
  LnetId eve = put_member (transaction, "Eve", "Lander");
  LnetId roll;

  add_roll (transaction, &ana, "2026-11-02T18:00", "present", NULL);
  add_words (transaction, &ana, "2020-01-01");
  add_attendance (transaction, &bo, "2026-03-01T09:00", "left-early");
  add_attendance (transaction, &bo, "2026-11-02", "absent");
  add_coaching (transaction, &cleo, "2025-06-01");
  add_roll (transaction, &cleo, "2026-12-01T18:00", "present", NULL);
  roll = add_roll (transaction, &dee, "2026-11-10", "present", NULL);
  add_roll (transaction, &dee, "2026-11-10", "excused", &roll);
  add_words (transaction, &eve, "2026-11-24");
  network_commit (network, transaction, NULL);
  assert_sorted (network, LNET_MEMBER_SORT_SEEN,
                 "This month: Eve Ana | Earlier this year: Bo | 2025: Cleo | Not seen yet: Dee");
}

/* A filter and a search keep the order, whatever it is; so does what a search shows before all of it is found. */
static void
test_narrowed (Network       *network,
               gconstpointer  data)
{
  static const char *const towns[] = { "Lander", "Casper", "Cody" };
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  g_autoptr (LnetTransaction) deletion = lnet_transaction_new ("member-delete");
  LnetReader *reader = lnet_store_get_reader (network->store);
  g_autoptr (LnetMemberFilter) filter = lnet_member_filter_parse ("place=Lander;place=Cody");
  g_autoptr (LnetMemberOrder) sorted = NULL, kept = NULL, found = NULL, first = NULL;
  g_autofree char *words = NULL, *first_words = NULL;

  for (guint i = 0; i < 9; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s%u", i % 2 == 0 ? "ana" : "bo", i);
      LnetId member = put_member (transaction, name, towns[i % 3]);

      if (i == 4)
        lnet_transaction_delete (deletion, LNET_TABLE_MEMBER, &member);
    }
  network_commit (network, transaction, NULL);
  network_commit (network, deletion, NULL);
  sorted = sort (network, LNET_MEMBER_SORT_PLACE);
  kept = lnet_members_keep (reader, sorted, filter, TODAY, &network->error);
  found = lnet_members_filter_order (reader, kept, "ana", &network->error);
  g_assert_no_error (network->error);
  words = dup_words (network, found);
  g_assert_cmpstr (words, ==, "Cody: ana2 ana8 | Lander: ana0 ana6");
  g_assert_true (lnet_members_load_head (reader, kept, &network->error));
  first = lnet_member_order_find_first (kept, "ana", 2, 4);
  first_words = dup_words (network, first);
  g_assert_cmpstr (first_words, ==, words);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "en_US.UTF-8");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/member-sorting/nobody", Network, NULL, network_set_up, test_nobody, network_tear_down);
  g_test_add ("/member-sorting/place", Network, NULL, network_set_up, test_place, network_tear_down);
  g_test_add ("/member-sorting/organization", Network, NULL, network_set_up, test_organization, network_tear_down);
  g_test_add ("/member-sorting/joined", Network, NULL, network_set_up, test_joined, network_tear_down);
  g_test_add ("/member-sorting/seen", Network, NULL, network_set_up, test_seen, network_tear_down);
  g_test_add ("/member-sorting/narrowed", Network, NULL, network_set_up, test_narrowed, network_tear_down);
  return g_test_run ();
}
