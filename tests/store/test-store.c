/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-error.h"
#include "network-fixture.h"

static const LnetStatement read_town = {
  "test-town", "SELECT coalesce (town, '') FROM member WHERE id = ?1 AND deleted = 0", NULL
};

/* The member's town; NULL when she is not there or in the Trash. */
static char *
get_town (Network      *network,
          const LnetId *member)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (lnet_store_get_reader (network->store), &read_town);

  lnet_rows_bind_id (rows, 1, member);
  return lnet_rows_step (rows) ? lnet_rows_dup_text (rows, 0) : NULL;
}

#define assert_town(network, member, expected)                    \
  G_STMT_START                                                    \
  {                                                               \
    g_autofree char *town_of_member = get_town (network, member); \
    g_assert_cmpstr (town_of_member, ==, expected);               \
  }                                                               \
  G_STMT_END

static void
undo (Network      *network,
      const LnetId *group,
      guint         expected_kept)
{
  guint n_kept;

  lnet_store_undo_group (network->store, group, &n_kept, &network->error);
  g_assert_no_error (network->error);
  g_assert_cmpuint (n_kept, ==, expected_kept);
}

static void
test_write_and_reopen (Network       *network,
                       gconstpointer  data)
{
  LnetId member = network_add_member (network, "Ana", NULL);

  assert_town (network, &member, "Lander");
  network_set_town (network, &member, "Riverton", NULL);
  network_close (network);
  network_open (network);
  assert_town (network, &member, "Riverton");
  g_assert_cmpstr (lnet_store_get_name (network->store), ==, "Prairie network");
}

static void
test_same_value_leaves_no_trace (Network       *network,
                                 gconstpointer  data)
{
  LnetId member = network_add_member (network, "Ana", NULL);
  LnetId group;

  network_set_town (network, &member, "Lander", &group);
  g_assert_true (lnet_id_is_null (&group));
}

static void
test_undo_older_act (Network       *network,
                     gconstpointer  data)
{
  LnetId first, second;
  LnetId member = network_add_member (network, "Ana", NULL);

  network_set_town (network, &member, "Riverton", &first);
  network_set_town (network, &member, "Casper", &second);
  /* Something newer stands there: it stays. */
  undo (network, &first, 1);
  assert_town (network, &member, "Casper");
  undo (network, &second, 0);
  assert_town (network, &member, "Riverton");
  undo (network, &first, 0);
  assert_town (network, &member, "Lander");
}

static void
test_undo_of_adding (Network       *network,
                     gconstpointer  data)
{
  LnetId added;
  LnetId member = network_add_member (network, "Ana", &added);

  undo (network, &added, 0);
  assert_town (network, &member, NULL);
}

static void
test_one_act_undone_whole (Network       *network,
                           gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-edit");
  LnetId group;
  LnetId member = network_add_member (network, "Ana", NULL);

  /* The same cell twice in one act goes back to what stood before both. */
  lnet_transaction_set_text (transaction, LNET_MEMBER_TOWN, &member, "Riverton");
  lnet_transaction_set_text (transaction, LNET_MEMBER_TOWN, &member, "Casper");
  network_commit (network, transaction, &group);
  undo (network, &group, 0);
  assert_town (network, &member, "Lander");
}

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  GAsyncResult **where = data;

  *where = g_object_ref (result);
}

static void
wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_undo_and_redo (Network       *network,
                    gconstpointer  data)
{
  g_autofree char *act = NULL;
  g_autoptr (GAsyncResult) undone = NULL;
  g_autoptr (GAsyncResult) redone = NULL;
  LnetId member = network_add_member (network, "Ana", NULL);

  network_set_town (network, &member, "Riverton", NULL);
  g_assert_cmpstr (lnet_store_get_undo_act (network->store), ==, "member-edit");
  g_assert_false (lnet_store_get_can_redo (network->store));

  lnet_store_undo_async (network->store, NULL, on_done, &undone);
  wait (&undone);
  g_assert_true (lnet_store_undo_finish (network->store, undone, &act, NULL, &network->error));
  g_assert_cmpstr (act, ==, "member-edit");
  assert_town (network, &member, "Lander");
  g_assert_cmpstr (lnet_store_get_redo_act (network->store), ==, "member-edit");
  g_assert_cmpstr (lnet_store_get_undo_act (network->store), ==, "member-add");

  lnet_store_redo_async (network->store, NULL, on_done, &redone);
  wait (&redone);
  g_assert_true (lnet_store_undo_finish (network->store, redone, NULL, NULL, &network->error));
  assert_town (network, &member, "Riverton");
  g_assert_false (lnet_store_get_can_redo (network->store));
}

/* Asked for before the writer has answered, undo takes back what was handed in last. */
static void
test_undo_at_once (Network       *network,
                   gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-edit");
  g_autoptr (GAsyncResult) committed = NULL;
  g_autoptr (GAsyncResult) undone = NULL;
  g_autoptr (GAsyncResult) redone = NULL;
  LnetId member = network_add_member (network, "Ana", NULL);

  lnet_transaction_set_text (transaction, LNET_MEMBER_TOWN, &member, "Riverton");
  lnet_store_commit_async (network->store, transaction, NULL, on_done, &committed);
  lnet_store_undo_async (network->store, NULL, on_done, &undone);
  wait (&undone);
  g_assert_true (lnet_store_undo_finish (network->store, undone, NULL, NULL, &network->error));
  assert_town (network, &member, "Lander");

  lnet_store_redo_async (network->store, NULL, on_done, &redone);
  wait (&redone);
  g_assert_true (lnet_store_undo_finish (network->store, redone, NULL, NULL, &network->error));
  assert_town (network, &member, "Riverton");
}

static void
test_sets (Network       *network,
           gconstpointer  data)
{
  LnetSpace space = lnet_space (LNET_SPACE_NETWORK);
  LnetId member = network_add_member (network, "Ana", NULL);
  LnetId group, element;

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-edit");

      if (i != 1)
        element = lnet_transaction_add_text_to_set (transaction, LNET_MEMBER_LANGUAGE_LANGUAGE, space, &member, "arp");
      else
        lnet_transaction_remove_text_from_set (transaction, LNET_MEMBER_LANGUAGE_LANGUAGE, &member, "arp");
      network_commit (network, transaction, &group);
      g_assert_false (lnet_id_is_null (&group));
    }
  undo (network, &group, 0);
  g_assert_false (lnet_id_is_null (&element));
}

static void
test_refuses_what_is_no_network (Network       *network,
                                 gconstpointer  data)
{
  g_autofree char *path = g_build_filename (network->folder, "letter.lnet", NULL);
  g_autofree char *after = NULL;

  g_file_set_contents (path, "Dear network", -1, NULL);
  g_assert_null (lnet_store_open (path, &network->error));
  g_assert_error (network->error, LNET_ERROR, LNET_ERROR_FOREIGN);
  g_clear_error (&network->error);
  g_file_get_contents (path, &after, NULL, NULL);
  g_assert_cmpstr (after, ==, "Dear network");

  g_file_set_contents (path, "", -1, NULL);
  g_assert_null (lnet_store_open (path, &network->error));
  g_assert_error (network->error, LNET_ERROR, LNET_ERROR_FOREIGN);
  g_clear_error (&network->error);

  g_assert_null (lnet_store_create (network->path, "Again", &network->error));
  g_assert_error (network->error, LNET_ERROR, LNET_ERROR_INVALID);
  g_clear_error (&network->error);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) g_test_add ("/store/" path, Network, NULL, network_set_up, function, network_tear_down)
  ADD ("write-and-reopen", test_write_and_reopen);
  ADD ("same-value-leaves-no-trace", test_same_value_leaves_no_trace);
  ADD ("undo-older-act", test_undo_older_act);
  ADD ("undo-of-adding", test_undo_of_adding);
  ADD ("one-act-undone-whole", test_one_act_undone_whole);
  ADD ("undo-and-redo", test_undo_and_redo);
  ADD ("undo-at-once", test_undo_at_once);
  ADD ("sets", test_sets);
  ADD ("refuses-what-is-no-network", test_refuses_what_is_no_network);
#undef ADD

  return g_test_run ();
}
