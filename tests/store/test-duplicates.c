/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who may be in the network twice: found with the reason, the surest first, and nobody else. */

#include "config.h"

#include "network-fixture.h"

#include "lnet-duplicates.h"

static LnetId
add (LnetTransaction *transaction,
     const char      *first,
     const char      *last,
     const char      *kind,
     const char      *value)
{
  LnetId member = put_member (transaction, first, NULL);
  LnetId channel;

  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_LAST, &member, last);
  if (kind == NULL)
    return member;
  channel = lnet_transaction_add (transaction, LNET_TABLE_CHANNEL, lnet_space (LNET_SPACE_NETWORK));
  lnet_transaction_set_id (transaction, LNET_CHANNEL_MEMBER, &channel, &member);
  lnet_transaction_set_text (transaction, LNET_CHANNEL_KIND, &channel, kind);
  lnet_transaction_set_text (transaction, LNET_CHANNEL_VALUE, &channel, value);
  return member;
}

static void
set_registry (LnetTransaction *transaction,
              const LnetId    *member,
              const char      *registry_id)
{
  LnetId staff = lnet_transaction_add (transaction, LNET_TABLE_MEMBER_STAFF, lnet_space (LNET_SPACE_STAFF));

  lnet_transaction_set_id (transaction, LNET_MEMBER_STAFF_MEMBER, &staff, member);
  lnet_transaction_set_text (transaction, LNET_MEMBER_STAFF_REGISTRY_ID, &staff, registry_id);
}

static LnetAlike
reasons_of (GPtrArray  *found,
            const char *one,
            const char *two)
{
  for (guint i = 0; i < found->len; i++)
    {
      const LnetDuplicate *duplicate = found->pdata[i];

      if ((g_str_equal (duplicate->first_name, one) && g_str_equal (duplicate->second_name, two)) ||
          (g_str_equal (duplicate->first_name, two) && g_str_equal (duplicate->second_name, one)))
        return duplicate->reasons;
    }
  return 0;
}

static void
test_found (Network       *network,
            gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  g_autoptr (GPtrArray) found = NULL;
  LnetId one, two;

  add (transaction, "José", "Muñoz", NULL, NULL);
  add (transaction, "Jose", "Munoz", NULL, NULL);
  add (transaction, "Catherine", "Reed", "phone", "(307) 555-0101");
  add (transaction, "Katherine", "Reed", "phone", "307.555.0101");
  add (transaction, "Ben", "Hill", "email", "Ben@Example.org");
  add (transaction, "Benjamin", "Hill-Ortiz", "email", "ben@example.org");
  add (transaction, "Ruth", "Lee", "phone", "307 555 0199");
  add (transaction, "Sam", "Cole", "phone", "307 555 0199");
  one = add (transaction, "Ana", "Begay", NULL, NULL);
  two = add (transaction, "Anita", "Yazzie", NULL, NULL);
  set_registry (transaction, &one, "WY-7");
  set_registry (transaction, &two, "wy-7");
  network_commit (network, transaction, NULL);

  found = lnet_duplicates_find (lnet_store_get_reader (network->store), &network->error);
  g_assert_no_error (network->error);
  g_assert_cmpuint (found->len, ==, 4);
  g_assert_cmpint (((LnetDuplicate *) found->pdata[0])->reasons, ==, LNET_ALIKE_REGISTRY_ID);
  g_assert_cmpint (reasons_of (found, "José Muñoz", "Jose Munoz"), ==, LNET_ALIKE_NAME);
  g_assert_cmpint (reasons_of (found, "Catherine Reed", "Katherine Reed"), ==, LNET_ALIKE_CLOSE_NAME | LNET_ALIKE_PHONE);
  g_assert_cmpint (reasons_of (found, "Ben Hill", "Benjamin Hill-Ortiz"), ==, LNET_ALIKE_EMAIL);
  g_assert_cmpint (reasons_of (found, "Ruth Lee", "Sam Cole"), ==, 0);
}

/* Who lies in the Trash is in no pair. */
static void
test_trash (Network       *network,
            gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  g_autoptr (LnetTransaction) deletion = lnet_transaction_new ("member-delete");
  g_autoptr (GPtrArray) found = NULL;
  LnetId second;

  add (transaction, "Ana", "Begay", "email", "ana@example.org");
  second = add (transaction, "Ana", "Begay", "email", "ana@example.org");
  network_commit (network, transaction, NULL);
  lnet_transaction_delete (deletion, LNET_TABLE_MEMBER, &second);
  network_commit (network, deletion, NULL);
  found = lnet_duplicates_find (lnet_store_get_reader (network->store), &network->error);
  g_assert_no_error (network->error);
  g_assert_cmpuint (found->len, ==, 0);
}

static guint
count_found (Network *network)
{
  g_autoptr (GPtrArray) found = lnet_duplicates_find (lnet_store_get_reader (network->store), &network->error);

  g_assert_no_error (network->error);
  return found->len;
}

static guint
count_distinct (Network *network)
{
  g_autoptr (GPtrArray) pairs = lnet_duplicates_list_distinct (lnet_store_get_reader (network->store), &network->error);

  g_assert_no_error (network->error);
  return pairs->len;
}

/* Once it is said, they are not proposed again, whichever was named first; until it is taken back. */
static void
test_distinct (Network       *network,
               gconstpointer  data)
{
  g_autoptr (LnetTransaction) t = lnet_transaction_new ("member-add"), apart = NULL, again = NULL, back = NULL;
  LnetId jose = add (t, "José", "Muñoz", NULL, NULL), pepe = add (t, "Jose", "Munoz", NULL, NULL), group;

  add (t, "JOSE", "MUNOZ", NULL, NULL);
  network_commit (network, t, NULL);
  g_assert_cmpuint (count_found (network), ==, 3);
  apart = lnet_duplicates_set_distinct (&pepe, &jose, TRUE);
  network_commit (network, apart, &group);
  g_assert_cmpuint (count_found (network), ==, 2);
  g_assert_cmpuint (count_distinct (network), ==, 1);
  g_assert_true (lnet_duplicates_is_distinct (lnet_store_get_reader (network->store), &jose, &pepe));
  g_assert_true (lnet_duplicates_is_distinct (lnet_store_get_reader (network->store), &pepe, &jose));

  /* Said again the other way round it is the same thing said. */
  again = lnet_duplicates_set_distinct (&jose, &pepe, TRUE);
  network_commit (network, again, NULL);
  g_assert_cmpuint (count_distinct (network), ==, 1);
  g_assert_true (lnet_store_undo_group (network->store, &group, NULL, &network->error));
  g_assert_cmpuint (count_found (network), ==, 3);

  g_clear_pointer (&again, lnet_transaction_unref);
  again = lnet_duplicates_set_distinct (&jose, &pepe, TRUE);
  network_commit (network, again, NULL);
  back = lnet_duplicates_set_distinct (&pepe, &jose, FALSE);
  network_commit (network, back, NULL);
  g_assert_cmpuint (count_found (network), ==, 3);
  g_assert_cmpuint (count_distinct (network), ==, 0);
  g_free (assert_sound (network->path, 3));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/duplicates/found", Network, NULL, network_set_up, test_found, network_tear_down);
  g_test_add ("/duplicates/distinct", Network, NULL, network_set_up, test_distinct, network_tear_down);
  g_test_add ("/duplicates/trash", Network, NULL, network_set_up, test_trash, network_tear_down);
  return g_test_run ();
}
