/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "keys-fixture.h"

#include "lnet-batch.h"
#include "lnet-segment.h"

/* The network of a founder, with something in the network's space and something in the staff's. */
typedef struct
{
  Shared network;
  LnetOwnDesk *own;
  LnetSpaceKeys *keys;
  GError *error;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  LnetTransaction *transaction = lnet_transaction_new ("member-add");
  LnetId member, staff;

  without_keyring ();
  shared_set_up (&fixture->network, NULL);
  member = lnet_transaction_add (transaction, LNET_TABLE_MEMBER, lnet_space (LNET_SPACE_NETWORK));
  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &member, "Ana");
  staff = lnet_transaction_add (transaction, LNET_TABLE_MEMBER_STAFF, lnet_space (LNET_SPACE_STAFF));
  lnet_transaction_set_id (transaction, LNET_MEMBER_STAFF_MEMBER, &staff, &member);
  shared_commit (&fixture->network, transaction);
  fixture->own = prepare (&fixture->network, &fixture->keys);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_pointer (&fixture->own, lnet_own_desk_free);
  g_clear_pointer (&fixture->keys, lnet_space_keys_free);
  shared_tear_down (&fixture->network, NULL);
}

static const LnetSpaceKey *
find_key (Fixture       *fixture,
          LnetSpaceKind  kind)
{
  const GPtrArray *keys = lnet_space_keys_list (fixture->keys);

  for (guint i = 0; i < keys->len; i++)
    {
      const LnetSpaceKey *key = keys->pdata[i];

      if (key->space.kind == kind)
        return key;
    }
  g_assert_not_reached ();
}

static LnetFolderKey
make_folder_key (const LnetSpaceKey *key)
{
  const LnetId alias = lnet_space_key_get_alias (key);
  LnetFolderKey made = { .space = key->id, .epoch = key->epoch };

  memcpy (made.alias.bytes, alias.bytes, sizeof made.alias);
  memcpy (made.key, key->key, sizeof made.key);
  return made;
}

/* Batches of the space of @from, sealed with the key of the space of @with. */
static GBytes *
seal (Fixture       *fixture,
      LnetSpaceKind  from,
      LnetSpaceKind  with)
{
  LnetReader *reader = lnet_store_get_reader (fixture->network.store);
  guint64 to;
  g_autoptr (LnetDelivery) delivery = lnet_segment_collect (reader, &find_key (fixture, from)->id, &fixture->own->id, 1,
                                                            &to, &fixture->error);
  GBytes *bundle;

  g_assert_no_error (fixture->error);
  g_assert_cmpuint (to, >, 0);
  g_assert_cmpuint (delivery->batches->len, ==, to);
  bundle = lnet_segment_write (delivery, find_key (fixture, with), &fixture->own->id, &fixture->error);
  g_assert_no_error (fixture->error);
  return bundle;
}

static void
test_round_trip (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GBytes) bundle = seal (fixture, LNET_SPACE_STAFF, LNET_SPACE_STAFF);
  LnetFolderKey key = make_folder_key (find_key (fixture, LNET_SPACE_STAFF));
  g_autoptr (LnetDelivery) delivery = lnet_segment_open (bundle, &key, lnet_store_get_network (fixture->network.store),
                                                         &fixture->error);
  LnetMark mark;

  g_assert_no_error (fixture->error);
  g_assert_cmpuint (delivery->batches->len, ==, 1);
  g_assert_true (lnet_batch_read_mark (delivery->batches->pdata[0], &mark));
  g_assert_true (lnet_id_equal (&mark.space, &key.space));
}

/* Who has the key of one space cannot slip in what belongs to another. */
static void
test_other_space (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (GBytes) bundle = seal (fixture, LNET_SPACE_STAFF, LNET_SPACE_NETWORK);
  LnetFolderKey key = make_folder_key (find_key (fixture, LNET_SPACE_NETWORK));

  g_assert_null (lnet_segment_open (bundle, &key, lnet_store_get_network (fixture->network.store), &fixture->error));
  g_assert_error (fixture->error, LNET_ERROR, LNET_ERROR_DAMAGED);
  g_clear_error (&fixture->error);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GBytes) bundle = seal (fixture, LNET_SPACE_NETWORK, LNET_SPACE_NETWORK);
  const LnetId *network = lnet_store_get_network (fixture->network.store), other = { { 3 } };
  LnetFolderKey key = make_folder_key (find_key (fixture, LNET_SPACE_NETWORK)), wrong = key;
  gsize size = g_bytes_get_size (bundle);

  g_assert_null (lnet_segment_open (bundle, &key, &other, NULL));
  wrong.key[5] ^= 1;
  g_assert_null (lnet_segment_open (bundle, &wrong, network, NULL));
  for (gsize length = 0; length < size; length += 1 + size / 40)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (bundle, 0, length);

      g_assert_null (lnet_segment_open (cut, &key, network, &fixture->error));
      g_assert_nonnull (fixture->error);
      g_clear_error (&fixture->error);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add ("/segment/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("round-trip", test_round_trip);
  ADD ("other-space", test_other_space);
  ADD ("refused", test_refused);
  return g_test_run ();
}
