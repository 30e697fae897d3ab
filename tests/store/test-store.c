/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>

#include "lnet-error.h"
#include "lnet-store.h"

/* A network in a folder of its own. */
typedef struct
{
  char *folder;
  char *path;
  LnetStore *store;
  GError *error;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("lnet-store-XXXXXX", &fixture->error);
  g_assert_no_error (fixture->error);
  fixture->path = g_build_filename (fixture->folder, "network.lnet", NULL);
  fixture->store = lnet_store_create (fixture->path, "Prairie network", &fixture->error);
  g_assert_no_error (fixture->error);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->store);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static const LnetStatement read_town = {
  "test-town", "SELECT coalesce (town, '') FROM member WHERE id = ?1 AND deleted = 0", NULL
};

/* The member's town; NULL when she is not there or in the Trash. */
static char *
get_town (Fixture      *fixture,
          const LnetId *member)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (lnet_store_get_reader (fixture->store), &read_town);

  lnet_rows_bind_id (rows, 1, member);
  return lnet_rows_step (rows) ? lnet_rows_dup_text (rows, 0) : NULL;
}

#define assert_town(fixture, member, expected)                    \
  G_STMT_START                                                    \
  {                                                               \
    g_autofree char *town_of_member = get_town (fixture, member); \
    g_assert_cmpstr (town_of_member, ==, expected);               \
  }                                                               \
  G_STMT_END

static LnetId
add_member (Fixture    *fixture,
            const char *town,
            LnetId     *group)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  LnetId member = lnet_transaction_add (transaction, LNET_TABLE_MEMBER, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &member, "Ana");
  lnet_transaction_set_text (transaction, LNET_MEMBER_TOWN, &member, town);
  lnet_store_commit (fixture->store, transaction, group, &fixture->error);
  g_assert_no_error (fixture->error);
  return member;
}

static void
set_town (Fixture      *fixture,
          const LnetId *member,
          const char   *town,
          LnetId       *group)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-edit");

  lnet_transaction_set_text (transaction, LNET_MEMBER_TOWN, member, town);
  lnet_store_commit (fixture->store, transaction, group, &fixture->error);
  g_assert_no_error (fixture->error);
}

static void
undo (Fixture      *fixture,
      const LnetId *group,
      guint         expected_kept)
{
  guint n_kept;

  lnet_store_undo_group (fixture->store, group, &n_kept, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (n_kept, ==, expected_kept);
}

static void
test_write_and_reopen (Fixture       *fixture,
                       gconstpointer  data)
{
  LnetId member = add_member (fixture, "Lander", NULL);

  assert_town (fixture, &member, "Lander");
  set_town (fixture, &member, "Riverton", NULL);
  g_assert_finalize_object (fixture->store);
  fixture->store = lnet_store_open (fixture->path, &fixture->error);
  g_assert_no_error (fixture->error);
  assert_town (fixture, &member, "Riverton");
  g_assert_cmpstr (lnet_store_get_name (fixture->store), ==, "Prairie network");
}

static void
test_same_value_leaves_no_trace (Fixture       *fixture,
                                 gconstpointer  data)
{
  LnetId member = add_member (fixture, "Lander", NULL);
  LnetId group;

  set_town (fixture, &member, "Lander", &group);
  g_assert_true (lnet_id_is_null (&group));
}

static void
test_undo_older_act (Fixture       *fixture,
                     gconstpointer  data)
{
  LnetId first, second;
  LnetId member = add_member (fixture, "Lander", NULL);

  set_town (fixture, &member, "Riverton", &first);
  set_town (fixture, &member, "Casper", &second);
  /* Something newer stands there: it stays. */
  undo (fixture, &first, 1);
  assert_town (fixture, &member, "Casper");
  undo (fixture, &second, 0);
  assert_town (fixture, &member, "Riverton");
  undo (fixture, &first, 0);
  assert_town (fixture, &member, "Lander");
}

static void
test_undo_of_adding (Fixture       *fixture,
                     gconstpointer  data)
{
  LnetId added;
  LnetId member = add_member (fixture, "Lander", &added);

  undo (fixture, &added, 0);
  assert_town (fixture, &member, NULL);
}

static void
test_one_act_undone_whole (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-edit");
  LnetId group;
  LnetId member = add_member (fixture, "Lander", NULL);

  /* The same cell twice in one act goes back to what stood before both. */
  lnet_transaction_set_text (transaction, LNET_MEMBER_TOWN, &member, "Riverton");
  lnet_transaction_set_text (transaction, LNET_MEMBER_TOWN, &member, "Casper");
  lnet_store_commit (fixture->store, transaction, &group, &fixture->error);
  g_assert_no_error (fixture->error);
  undo (fixture, &group, 0);
  assert_town (fixture, &member, "Lander");
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
test_undo_and_redo (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *act = NULL;
  g_autoptr (GAsyncResult) undone = NULL;
  g_autoptr (GAsyncResult) redone = NULL;
  LnetId member = add_member (fixture, "Lander", NULL);

  set_town (fixture, &member, "Riverton", NULL);
  g_assert_cmpstr (lnet_store_get_undo_act (fixture->store), ==, "member-edit");
  g_assert_false (lnet_store_get_can_redo (fixture->store));

  lnet_store_undo_async (fixture->store, NULL, on_done, &undone);
  wait (&undone);
  g_assert_true (lnet_store_undo_finish (fixture->store, undone, &act, NULL, &fixture->error));
  g_assert_cmpstr (act, ==, "member-edit");
  assert_town (fixture, &member, "Lander");
  g_assert_cmpstr (lnet_store_get_redo_act (fixture->store), ==, "member-edit");
  g_assert_cmpstr (lnet_store_get_undo_act (fixture->store), ==, "member-add");

  lnet_store_redo_async (fixture->store, NULL, on_done, &redone);
  wait (&redone);
  g_assert_true (lnet_store_undo_finish (fixture->store, redone, NULL, NULL, &fixture->error));
  assert_town (fixture, &member, "Riverton");
  g_assert_false (lnet_store_get_can_redo (fixture->store));
}

static void
test_sets (Fixture       *fixture,
           gconstpointer  data)
{
  LnetSpace space = lnet_space (LNET_SPACE_NETWORK);
  LnetId member = add_member (fixture, "Lander", NULL);
  LnetId group, element;

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-edit");

      if (i != 1)
        element = lnet_transaction_add_text_to_set (transaction, LNET_MEMBER_LANGUAGE_LANGUAGE, space, &member, "arp");
      else
        lnet_transaction_remove_text_from_set (transaction, LNET_MEMBER_LANGUAGE_LANGUAGE, &member, "arp");
      lnet_store_commit (fixture->store, transaction, &group, &fixture->error);
      g_assert_no_error (fixture->error);
      g_assert_false (lnet_id_is_null (&group));
    }
  undo (fixture, &group, 0);
  g_assert_false (lnet_id_is_null (&element));
}

static void
test_refuses_what_is_no_network (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "letter.lnet", NULL);
  g_autofree char *after = NULL;

  g_file_set_contents (path, "Dear network", -1, NULL);
  g_assert_null (lnet_store_open (path, &fixture->error));
  g_assert_error (fixture->error, LNET_ERROR, LNET_ERROR_DAMAGED);
  g_clear_error (&fixture->error);
  g_file_get_contents (path, &after, NULL, NULL);
  g_assert_cmpstr (after, ==, "Dear network");

  g_file_set_contents (path, "", -1, NULL);
  g_assert_null (lnet_store_open (path, &fixture->error));
  g_assert_error (fixture->error, LNET_ERROR, LNET_ERROR_FOREIGN);
  g_clear_error (&fixture->error);

  g_assert_null (lnet_store_create (fixture->path, "Again", &fixture->error));
  g_assert_error (fixture->error, LNET_ERROR, LNET_ERROR_INVALID);
  g_clear_error (&fixture->error);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) g_test_add ("/store/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("write-and-reopen", test_write_and_reopen);
  ADD ("same-value-leaves-no-trace", test_same_value_leaves_no_trace);
  ADD ("undo-older-act", test_undo_older_act);
  ADD ("undo-of-adding", test_undo_of_adding);
  ADD ("one-act-undone-whole", test_one_act_undone_whole);
  ADD ("undo-and-redo", test_undo_and_redo);
  ADD ("sets", test_sets);
  ADD ("refuses-what-is-no-network", test_refuses_what_is_no_network);
#undef ADD

  return g_test_run ();
}
