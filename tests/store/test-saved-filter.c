/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <locale.h>

#include "lnet-saved-filter.h"
#include "network-fixture.h"

static GPtrArray *
load (Network *network)
{
  GPtrArray *filters = lnet_saved_filters_load (lnet_store_get_reader (network->store), &network->error);

  g_assert_no_error (network->error);
  return filters;
}

static void
commit (Network         *network,
        LnetTransaction *transaction,
        LnetId          *group)
{
  g_autoptr (LnetTransaction) owned = transaction;

  network_commit (network, owned, group);
}

static void
save (Network               *network,
      const LnetSavedFilter *replaced,
      const char            *name,
      const char            *conditions)
{
  g_autoptr (LnetMemberFilter) filter = lnet_member_filter_parse (conditions);

  commit (network, lnet_saved_filter_save (replaced, name, "ana", filter, LNET_MEMBER_SORT_SEEN), NULL);
}

/* What is kept comes back as it was, by name; replaced and renamed it is still the same one. */
static void
test_keep (Network       *network,
           gconstpointer  data)
{
  g_autoptr (GPtrArray) filters = NULL;
  const LnetSavedFilter *first;
  g_autofree char *words = NULL;
  g_autofree char *conditions = NULL;
  LnetId id;

  save (network, NULL, "Zoo", "role=coach");
  save (network, NULL, "Álamo", "place=Lander;texts=yes");
  filters = load (network);
  g_assert_cmpuint (filters->len, ==, 2);
  first = filters->pdata[0];
  id = first->id;
  g_assert_cmpstr (first->name, ==, "Álamo");
  g_assert_cmpstr (first->typed, ==, "ana");
  g_assert_cmpint (first->sort, ==, LNET_MEMBER_SORT_SEEN);
  conditions = lnet_member_filter_print (first->filter);
  g_assert_cmpstr (conditions, ==, "place=Lander;texts=yes");
  words = lnet_saved_filter_describe (first, lnet_store_get_reader (network->store));
  g_assert_cmpstr (words, ==, "Lander · Agreed to text messages · “ana” · by last seen");
  g_assert_true (lnet_saved_filters_find (filters, "alamo") == first);
  g_assert_null (lnet_saved_filters_find (filters, "ala"));

  save (network, first, "Álamo", "role=cook");
  commit (network, lnet_saved_filter_rename (filters->pdata[1], "Abc"), NULL);
  g_clear_pointer (&filters, g_ptr_array_unref);
  filters = load (network);
  g_assert_cmpuint (filters->len, ==, 2);
  g_assert_cmpstr (((LnetSavedFilter *) filters->pdata[0])->name, ==, "Abc");
  first = filters->pdata[1];
  g_assert_true (lnet_id_equal (&first->id, &id));
  g_assert_true (lnet_member_filter_has (first->filter, LNET_MEMBER_FILTER_ROLE, "cook"));
}

static void
test_delete (Network       *network,
             gconstpointer  data)
{
  g_autoptr (GPtrArray) before = NULL, after = NULL, again = NULL;
  LnetId group;

  save (network, NULL, "Coaches", "role=coach");
  before = load (network);
  commit (network, lnet_saved_filter_delete (before->pdata[0]), &group);
  after = load (network);
  g_assert_cmpuint (after->len, ==, 0);
  g_assert_true (lnet_store_undo_group (network->store, &group, NULL, &network->error));
  again = load (network);
  g_assert_cmpuint (again->len, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "en_US.UTF-8");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/saved-filter/keep", Network, NULL, network_set_up, test_keep, network_tear_down);
  g_test_add ("/saved-filter/delete", Network, NULL, network_set_up, test_delete, network_tear_down);
  return g_test_run ();
}
