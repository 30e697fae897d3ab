/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-find.h"
#include "lnet-store.h"

#include <glib/gstdio.h>

typedef struct
{
  char *folder;
  LnetStore *store;
  LnetId ana;
  LnetId ben;
  LnetId pair;
  LnetId cohort;
  LnetId organization;
  LnetId team;
  LnetId passage;
} Network;

static LnetId
add_member (LnetTransaction *transaction,
            const char      *first,
            const char      *last)
{
  LnetId id = lnet_transaction_add (transaction, LNET_TABLE_MEMBER, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &id, first);
  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_LAST, &id, last);
  return id;
}

static void
add_passage (Network         *network,
             LnetTransaction *transaction)
{
  LnetSpace space = lnet_space (LNET_SPACE_NETWORK);
  LnetId document = lnet_transaction_add (transaction, LNET_TABLE_DOCUMENT, space);
  LnetId section = lnet_transaction_add (transaction, LNET_TABLE_SECTION, space);

  network->passage = lnet_transaction_add (transaction, LNET_TABLE_PASSAGE, space);
  lnet_transaction_set_id (transaction, LNET_SECTION_DOCUMENT, &section, &document);
  lnet_transaction_edit (transaction, LNET_SECTION_TITLE, &section, 0, 0, "How you are matters");
  lnet_transaction_set_id (transaction, LNET_PASSAGE_SECTION, &network->passage, &section);
  lnet_transaction_edit (transaction, LNET_PASSAGE_BODY, &network->passage, 0, 0,
                         "On the long road to the river the bus driver greets each child by name, and every one of "
                         "them knows that somebody has been waiting to see them this morning.");
}

static void
set_up (Network       *network,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  g_autofree char *path = NULL;

  network->folder = g_dir_make_tmp ("lnet-find-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (network->folder, "find.lnet", NULL);
  network->store = lnet_store_create (path, "Find", &error);
  g_assert_no_error (error);

  network->ana = add_member (transaction, "José", "Muñoz");
  network->ben = add_member (transaction, "Ben", "O'Neil");
  network->pair = lnet_transaction_add (transaction, LNET_TABLE_PAIR, lnet_space (LNET_SPACE_NETWORK));
  lnet_transaction_add_to_set (transaction, LNET_PAIR_MEMBER_MEMBER, lnet_space (LNET_SPACE_NETWORK), &network->pair,
                               &network->ana);
  lnet_transaction_add_to_set (transaction, LNET_PAIR_MEMBER_MEMBER, lnet_space (LNET_SPACE_NETWORK), &network->pair,
                               &network->ben);
  network->cohort = lnet_transaction_add (transaction, LNET_TABLE_COHORT, lnet_space (LNET_SPACE_NETWORK));
  lnet_transaction_set_text (transaction, LNET_COHORT_NAME, &network->cohort, "River cohort 2026");
  network->organization = lnet_transaction_add (transaction, LNET_TABLE_ORGANIZATION, lnet_space (LNET_SPACE_NETWORK));
  lnet_transaction_set_text (transaction, LNET_ORGANIZATION_NAME, &network->organization, "Peñasco Sprouts");
  lnet_transaction_set_text (transaction, LNET_ORGANIZATION_TOWN, &network->organization, "Lander");
  network->team = lnet_transaction_add (transaction, LNET_TABLE_TEAM, lnet_space (LNET_SPACE_NETWORK));
  lnet_transaction_set_text (transaction, LNET_TEAM_NAME, &network->team, "Peñasco team");
  add_passage (network, transaction);
  lnet_store_commit (network->store, transaction, NULL, &error);
  g_assert_no_error (error);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      g_remove (child);
    }
  g_rmdir (path);
}

static void
tear_down (Network       *network,
           gconstpointer  data)
{
  lnet_store_close (network->store);
  g_clear_object (&network->store);
  remove_all (network->folder);
  g_free (network->folder);
}

static GPtrArray *
find (Network    *network,
      const char *typed)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *found = lnet_find (lnet_store_get_reader (network->store), typed, 10, &error);

  g_assert_no_error (error);
  return found;
}

static LnetFound *
get (GPtrArray    *found,
     LnetFoundKind kind)
{
  for (guint i = 0; i < found->len; i++)
    {
      LnetFound *item = g_ptr_array_index (found, i);

      if (item->kind == kind)
        return item;
    }
  return NULL;
}

/* Where people belong, by every word that is said of it. */
static void
test_groups (Network       *network,
             gconstpointer  data)
{
  g_autoptr (GPtrArray) both = find (network, "penasco");
  g_autoptr (GPtrArray) one = find (network, "lander pen");

  g_assert_cmpuint (both->len, ==, 2);
  g_assert_true (lnet_id_equal (&get (both, LNET_FOUND_ORGANIZATION)->row, &network->organization));
  g_assert_true (lnet_id_equal (&get (both, LNET_FOUND_TEAM)->row, &network->team));
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpstr (get (one, LNET_FOUND_ORGANIZATION)->caption, ==, "Lander");
}

/* A member is found without accents, and with them their pair. */
static void
test_member (Network       *network,
             gconstpointer  data)
{
  g_autoptr (GPtrArray) found = find (network, "jose mu");
  LnetFound *pair;

  g_assert_cmpuint (found->len, ==, 2);
  g_assert_true (lnet_id_equal (&get (found, LNET_FOUND_MEMBER)->row, &network->ana));
  pair = get (found, LNET_FOUND_PAIR);
  g_assert_true (lnet_id_equal (&pair->row, &network->pair));
  g_assert_nonnull (strstr (pair->title, "Ben O'Neil"));
}

/* A word finds what it begins, and not what it only ends. */
static void
test_words (Network       *network,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) found = find (network, "river");
  g_autoptr (GPtrArray) both = find (network, "river coh");
  g_autoptr (GPtrArray) inside = find (network, "iver");
  g_autoptr (GPtrArray) nothing = find (network, " ");

  g_assert_true (lnet_id_equal (&get (found, LNET_FOUND_COHORT)->row, &network->cohort));
  g_assert_true (lnet_id_equal (&get (found, LNET_FOUND_PASSAGE)->row, &network->passage));
  g_assert_cmpuint (both->len, ==, 1);
  g_assert_cmpuint (inside->len, ==, 0);
  g_assert_cmpuint (nothing->len, ==, 0);
}

/* Of a long text the words round what was typed are shown. */
static void
test_excerpt (Network       *network,
              gconstpointer  data)
{
  g_autoptr (GPtrArray) found = find (network, "waiting");
  LnetFound *passage = get (found, LNET_FOUND_PASSAGE);

  g_assert_nonnull (passage);
  g_assert_true (g_str_has_prefix (passage->title, "…"));
  g_assert_nonnull (strstr (passage->title, "waiting to see them"));
  g_assert_null (strstr (passage->title, "bus driver"));
  g_assert_cmpstr (passage->caption, ==, "How you are matters");
}

/* What is in the Trash is not found. */
static void
test_trash (Network       *network,
            gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("cohort-delete");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;

  lnet_transaction_delete (transaction, LNET_TABLE_COHORT, &network->cohort);
  lnet_store_commit (network->store, transaction, NULL, &error);
  g_assert_no_error (error);
  found = find (network, "river");
  g_assert_null (get (found, LNET_FOUND_COHORT));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/find/member", Network, NULL, set_up, test_member, tear_down);
  g_test_add ("/find/groups", Network, NULL, set_up, test_groups, tear_down);
  g_test_add ("/find/words", Network, NULL, set_up, test_words, tear_down);
  g_test_add ("/find/excerpt", Network, NULL, set_up, test_excerpt, tear_down);
  g_test_add ("/find/trash", Network, NULL, set_up, test_trash, tear_down);
  return g_test_run ();
}
