/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A search whose full-text index is damaged. */

#include "config.h"

#include <sqlite3.h>

#include "lnet-error.h"
#include "lnet-find.h"
#include "lnet-members.h"
#include "network-fixture.h"

static LnetMemberOrder *
find (Network    *network,
      const char *typed)
{
  /* A reader that was open before keeps what it has read. */
  g_autoptr (LnetReader) reader = lnet_store_open_reader (network->store, NULL);
  g_autoptr (LnetMemberOrder) all = lnet_members_load_order (reader, 0, NULL);

  g_assert_cmpuint (lnet_member_order_get_n (all), ==, 3);
  return lnet_members_filter_order (reader, all, typed, &network->error);
}

static void
assert_n_found (Network    *network,
                const char *typed,
                guint       n)
{
  g_autoptr (LnetMemberOrder) found = find (network, typed);

  g_assert_no_error (network->error);
  g_assert_cmpuint (lnet_member_order_get_n (found), ==, n);
}

static void
execute (Network    *network,
         const char *sql)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (network->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
on_result (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static void
mend (Network *network)
{
  g_autoptr (GAsyncResult) result = NULL;

  lnet_store_mend_index_async (network->store, on_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  lnet_store_mend_index_finish (network->store, result, &network->error);
  g_assert_no_error (network->error);
}

/* Where nobody is found, pickers are told why; and finding anything says it among what it found. */
static void
assert_check (Network  *network,
              gboolean  damaged)
{
  g_autoptr (LnetReader) reader = lnet_store_open_reader (network->store, NULL);
  g_autoptr (GPtrArray) found = lnet_find (reader, "jose", 5, &network->error);

  g_assert_no_error (network->error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpint (((LnetFound *) found->pdata[0])->kind, ==, damaged ? LNET_FOUND_DAMAGE : LNET_FOUND_MEMBER);
  g_assert_true (lnet_members_check_search (reader, "jose", &network->error) != damaged);
  if (damaged)
    g_assert_error (network->error, LNET_ERROR, LNET_ERROR_DAMAGED);
  g_clear_error (&network->error);
}

/* However it is damaged, a search says so instead of finding nobody; made anew, it finds again. */
static void
test_damaged (Network       *network,
              gconstpointer  data)
{
  static const char *const damages[] = {
    "UPDATE member_fts_data SET block = x'00ff00ff00' WHERE id > 10",
    "UPDATE member_fts_data SET block = x'00ff00ff00' WHERE id = 10",
    "DELETE FROM member_fts_data WHERE id > 10",
    "DELETE FROM member_fts_data WHERE id = 10", /* nor can the table be opened then */
    "UPDATE member_fts_data SET block = x'ffffffffffffffffffff' WHERE id = 10",
    "DROP TABLE member_fts_data",
  };

  network_add_member (network, "José", NULL);
  network_add_member (network, "Ana", NULL);
  network_add_member (network, "", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (LnetMemberOrder) found = NULL;

      assert_n_found (network, "jose", 1);
      assert_n_found (network, "nobody", 0);
      execute (network, damages[i]);
      found = find (network, "jose");
      g_assert_null (found);
      g_assert_error (network->error, LNET_ERROR, LNET_ERROR_DAMAGED);
      g_clear_error (&network->error);
      assert_check (network, TRUE);
      mend (network);
      assert_check (network, FALSE);
    }
  assert_n_found (network, "jose", 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/member-search/damaged", Network, NULL, network_set_up, test_damaged, network_tear_down);
  return g_test_run ();
}
