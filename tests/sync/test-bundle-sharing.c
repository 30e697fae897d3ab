/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Bundles in a network that is shared: for chosen desks, of what they may read, signed. */

#include "config.h"

#include "keys-fixture.h"

#include "bundle-fixture.h"
#include "lnet-bundle-desk.h"
#include "lnet-take.h"

static LnetReader *
get_reader (Shared *shared)
{
  return lnet_store_get_reader (shared->store);
}

/* Somebody whom everybody may see, and a note on them that not everybody may. */
static void
add_member (Shared *shared)
{
  LnetTransaction *transaction = lnet_transaction_new ("member-add");
  LnetId member = lnet_transaction_add (transaction, LNET_TABLE_MEMBER, lnet_space (LNET_SPACE_NETWORK));
  LnetId staff = lnet_transaction_add (transaction, LNET_TABLE_MEMBER_STAFF, lnet_space (LNET_SPACE_STAFF));

  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &member, "Tamsin");
  lnet_transaction_set_id (transaction, LNET_MEMBER_STAFF_MEMBER, &staff, &member);
  lnet_transaction_set_text (transaction, LNET_MEMBER_STAFF_NOTE, &staff, "Came through her sister.");
  shared_commit (shared, transaction);
}

static GFile *
write_for (Shared            *shared,
           const char        *name,
           LnetBundleSummary *summary)
{
  g_autofree char *path = g_build_filename (shared->folder, "for-one.lnbundle", NULL);
  GFile *file = g_file_new_for_path (path);
  g_autoptr (LnetBundleDesk) desk = lnet_bundle_desk_load (get_reader (shared), &shared->error);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  g_autoptr (GHashTable) spaces = NULL;
  g_autoptr (LnetBundleLock) lock = NULL;
  LnetBundleOrder order = { NULL };

  g_assert_no_error (shared->error);
  g_ptr_array_add (chosen, (gpointer) lnet_bundle_desk_find (desk, name, &shared->error));
  g_assert_no_error (shared->error);
  spaces = lnet_bundle_desk_list_spaces (desk, get_reader (shared), chosen, &shared->error);
  lock = lnet_bundle_desk_new_lock (chosen, &shared->error);
  g_assert_true (lnet_bundle_desk_fill_order (desk, get_reader (shared), &order, &shared->error));
  order.lock = lock;
  order.spaces = spaces;
  lnet_bundle_write_file (get_reader (shared), &order, file, summary, NULL, NULL, NULL, &shared->error);
  g_assert_no_error (shared->error);
  return file;
}

static LnetStore *
join_network (Shared         *shared,
              const LnetCard *card)
{
  g_autoptr (LnetSpaceKeys) keys = NULL;
  g_autoptr (LnetOwnDesk) own = prepare (shared, &keys);
  g_autoptr (GBytes) letter = lnet_welcome_letter_write (get_reader (shared), lnet_store_get_name (shared->store), card,
                                                         keys, &shared->error);
  g_autofree char *path = g_build_filename (shared->folder, "joined.lnet", NULL);
  LnetStore *joined;

  g_assert_no_error (shared->error);
  joined = lnet_join_finish (letter, path, &shared->error);
  g_assert_no_error (shared->error);
  return joined;
}

typedef struct
{
  LnetStore *store;
  LnetTakeReport report;
  guint n_signatures;
} Taking;

static gboolean
take_part (const LnetBundlePart  *part,
           gpointer               user_data,
           GError               **error)
{
  Taking *taking = user_data;

  taking->n_signatures += part->delivery->signatures->len;
  return lnet_store_take (taking->store, part->delivery, &taking->report, error);
}

/* A desk that was just let in opens what was written for it: what it may read and no more, and all of it counts. */
static void
test_for_one (Shared        *shared,
              gconstpointer  data)
{
  g_autoptr (LnetCard) card = let_in (shared, "Ben's desk", LNET_STANCE_PARTICIPANT, NULL);
  g_autoptr (GFile) file = NULL;
  g_autoptr (LnetBundleDesk) ben = NULL;
  LnetBundleSummary summary;
  LnetBundleKeys keys = { NULL };
  Taking taking = { NULL };

  add_member (shared);
  file = write_for (shared, "BEN'S DESK", &summary);
  g_assert_cmpuint (summary.n_spaces, ==, 1);
  g_assert_cmpuint (summary.n_rows[LNET_TABLE_MEMBER], ==, 1);
  g_assert_cmpuint (summary.n_rows[LNET_TABLE_MEMBER_STAFF], ==, 0);
  taking.store = join_network (shared, card);
  ben = lnet_bundle_desk_load (lnet_store_get_reader (taking.store), &shared->error);
  g_assert_no_error (shared->error);
  lnet_bundle_desk_fill_keys (ben, &keys);
  lnet_bundle_take_file (file, &keys, lnet_store_get_network (taking.store), take_part, &taking, NULL, NULL, NULL, NULL,
                         &shared->error);
  g_assert_no_error (shared->error);
  g_assert_cmpuint (taking.report.n_batches, ==, summary.n_batches);
  g_assert_cmpuint (taking.report.n_waiting, ==, 0);
  g_assert_cmpuint (taking.report.n_refused, ==, 0);
  g_assert_cmpuint (taking.n_signatures, ==, 1);
  g_assert_finalize_object (taking.store);
}

/* Who wrote it cannot open it, when it was not for them. */
static void
test_not_for_this_desk (Shared        *shared,
                        gconstpointer  data)
{
  g_autoptr (LnetCard) card = let_in (shared, "Ben's desk", LNET_STANCE_FACILITATOR, NULL);
  g_autoptr (GFile) file = NULL;
  g_autoptr (LnetBundleDesk) ana = NULL;
  g_autoptr (LnetBundlePreview) preview = NULL;
  LnetBundleSummary summary;
  LnetBundleKeys keys = { NULL };

  add_member (shared);
  file = write_for (shared, "Ben's desk", &summary);
  g_assert_cmpuint (summary.n_spaces, ==, 2);
  ana = lnet_bundle_desk_load (get_reader (shared), &shared->error);
  lnet_bundle_desk_fill_keys (ana, &keys);
  preview = lnet_bundle_preview_file (file, &keys, get_reader (shared), NULL, NULL, NULL, &shared->error);
  g_assert_error (shared->error, LNET_ERROR, LNET_ERROR_LOCKED);
  g_clear_error (&shared->error);
}

static void
assert_not_found (LnetBundleDesk *desk,
                  const char     *name,
                  int             code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lnet_bundle_desk_find (desk, name, &error));
  g_assert_error (error, LNET_ERROR, code);
}

static void
test_names (Shared        *shared,
            gconstpointer  data)
{
  g_autoptr (LnetCard) ben = let_in (shared, "Ben's desk", LNET_STANCE_FACILITATOR, NULL);
  g_autoptr (LnetCard) other = let_in (shared, "Office", LNET_STANCE_FACILITATOR, NULL);
  g_autoptr (LnetCard) third = let_in (shared, "Office", LNET_STANCE_FACILITATOR, NULL);
  g_autofree char *number = lnet_id_to_string (&third->desk);
  g_autoptr (LnetBundleDesk) desk = NULL;
  g_autoptr (LnetBundleDesk) later = NULL;
  g_autoptr (GPtrArray) others = NULL;

  desk = lnet_bundle_desk_load (get_reader (shared), &shared->error);
  others = lnet_bundle_desk_list_others (desk);
  g_assert_cmpuint (others->len, ==, 3);
  g_assert_true (lnet_id_equal (&lnet_bundle_desk_find (desk, number, NULL)->id, &third->desk));
  assert_not_found (desk, "Office", LNET_ERROR_INVALID);
  assert_not_found (desk, "Ana's laptop", LNET_ERROR_NOT_FOUND);
  assert_not_found (desk, "Nobody", LNET_ERROR_NOT_FOUND);
  shared_commit (shared, lnet_sharing_remove (get_reader (shared), &ben->desk, NULL, &shared->error));
  later = lnet_bundle_desk_load (get_reader (shared), &shared->error);
  assert_not_found (later, "Ben's desk", LNET_ERROR_NOT_FOUND);
}

/* A segment of the shared folder, opened by hand: by the key that this desk has of its space. */
static void
test_key_of_a_space (Shared        *shared,
                     gconstpointer  data)
{
  g_autoptr (LnetSpaceKeys) keys = NULL;
  g_autoptr (LnetOwnDesk) own = prepare (shared, &keys);
  const LnetSpaceKey *first = lnet_space_keys_list (keys)->pdata[0];
  LnetId alias = lnet_space_key_get_alias (first);
  g_autoptr (LnetDelivery) delivery = make_delivery (3, 100, TRUE);
  g_autoptr (LnetBundleDesk) desk = lnet_bundle_desk_load (get_reader (shared), &shared->error);
  g_autoptr (LnetBundleLock) lock = NULL;
  g_autoptr (GBytes) bundle = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  LnetBundleKeys found = { NULL };
  LnetBundleKey key;

  memcpy (key.bytes, first->key, sizeof key.bytes);
  lock = lnet_bundle_lock_new_epoch (&alias, first->epoch, &key);
  bundle = seal (lock, delivery);
  lnet_bundle_desk_fill_keys (desk, &found);
  parts = read_bytes (bundle, &found, &shared->error);
  g_assert_no_error (shared->error);
  assert_batches (parts, delivery->batches);
}

/* A network that nobody shares has no desks to choose from, and needs no signatures. */
static void
test_not_shared (Network       *network,
                 gconstpointer  data)
{
  LnetReader *reader = lnet_store_get_reader (network->store);
  g_autoptr (LnetBundleDesk) desk = lnet_bundle_desk_load (reader, &network->error);
  g_autoptr (GPtrArray) others = lnet_bundle_desk_list_others (desk);
  LnetBundleOrder order = { NULL };
  LnetBundleKeys keys = { NULL };

  g_assert_no_error (network->error);
  g_assert_cmpuint (others->len, ==, 0);
  g_assert_cmpint (lnet_bundle_desk_get_own (desk)->state, ==, LNET_OWN_DESK_NOT_SHARED);
  g_assert_true (lnet_bundle_desk_fill_order (desk, reader, &order, &network->error));
  g_assert_null (order.sign);
  lnet_bundle_desk_fill_keys (desk, &keys);
  g_assert_null (keys.find_key);
}

int
main (int    argc,
      char **argv)
{
  without_keyring ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/bundle-sharing/for-one", Shared, NULL, shared_set_up, test_for_one, shared_tear_down);
  g_test_add ("/bundle-sharing/not-for-this-desk", Shared, NULL, shared_set_up, test_not_for_this_desk, shared_tear_down);
  g_test_add ("/bundle-sharing/names", Shared, NULL, shared_set_up, test_names, shared_tear_down);
  g_test_add ("/bundle-sharing/key-of-a-space", Shared, NULL, shared_set_up, test_key_of_a_space, shared_tear_down);
  g_test_add ("/bundle-sharing/not-shared", Network, NULL, network_set_up, test_not_shared, network_tear_down);
  return g_test_run ();
}
