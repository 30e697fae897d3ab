/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What goes into a bundle comes out of it, for those it is for. */

#include "config.h"

#include "bundle-fixture.h"
#include "lnet-bundle-format-private.h"

/* --- for whom --- */

static void
test_passphrase (void)
{
  g_autoptr (LnetBundleLock) lock = lock_with ("correct horse");
  g_autoptr (LnetDelivery) delivery = make_delivery (9, 100, TRUE);
  g_autoptr (GBytes) bundle = seal (lock, delivery);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = read_bytes (bundle, &(LnetBundleKeys) { .passphrase = "correct horse" }, &error);
  const LnetBundlePart *part;

  g_assert_no_error (error);
  g_assert_cmpuint (parts->len, ==, 1);
  assert_batches (parts, delivery->batches);
  part = parts->pdata[0];
  g_assert_cmpmem (part->delivery->signatures->data, part->delivery->signatures->len * sizeof (LnetSignature),
                   delivery->signatures->data, delivery->signatures->len * sizeof (LnetSignature));
  g_assert_cmpuint (part->delivery->spaces->len, ==, 1);
  g_assert_cmpint (g_array_index (part->delivery->spaces, LnetSpace, 0).kind, ==, LNET_SPACE_STAFF);
  g_assert_true (lnet_id_equal (&part->delivery->network, &delivery->network));
  g_assert_cmpuint (part->manifest->n_ops, ==, 9);
  assert_refused (bundle, &(LnetBundleKeys) { .passphrase = "wrong horse" }, LNET_ERROR_LOCKED);
  assert_refused (bundle, &(LnetBundleKeys) { .passphrase = "" }, LNET_ERROR_LOCKED);
  assert_refused (bundle, &(LnetBundleKeys) { NULL }, LNET_ERROR_LOCKED);
  assert_refused (bundle, &epoch_keys, LNET_ERROR_LOCKED);
}

/* The same letters, as two keyboards may write them. */
static void
test_passphrase_letters (void)
{
  g_autoptr (LnetBundleLock) lock = lock_with ("ma\xc3\xb1" "ana");
  g_autoptr (LnetDelivery) delivery = make_delivery (1, 10, TRUE);
  g_autoptr (GBytes) bundle = seal (lock, delivery);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = read_bytes (bundle, &(LnetBundleKeys) { .passphrase = "man\xcc\x83" "ana" }, &error);

  g_assert_no_error (error);
  assert_batches (parts, delivery->batches);
}

static void
test_desks (void)
{
  LnetBundleKey public[3], secret[3];
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetBundleLock) lock = NULL;
  g_autoptr (LnetDelivery) delivery = make_delivery (5, 100, TRUE);
  g_autoptr (GBytes) bundle = NULL;

  g_assert_cmpint (sodium_init (), >=, 0);
  for (guint i = 0; i < 3; i++)
    crypto_box_keypair (public[i].bytes, secret[i].bytes);
  lock = lnet_bundle_lock_new_desks (public, 2, &error);
  g_assert_no_error (error);
  bundle = seal (lock, delivery);
  for (guint i = 0; i < 2; i++)
    {
      const LnetBundleKeys keys = { .box_public = &public[i], .box_secret = &secret[i] };
      g_autoptr (GPtrArray) parts = read_bytes (bundle, &keys, &error);

      g_assert_no_error (error);
      assert_batches (parts, delivery->batches);
    }
  assert_refused (bundle, &(LnetBundleKeys) { .box_public = &public[2], .box_secret = &secret[2] }, LNET_ERROR_LOCKED);
  assert_refused (bundle, &(LnetBundleKeys) { .box_public = &public[1], .box_secret = &secret[2] }, LNET_ERROR_LOCKED);
  assert_refused (bundle, &(LnetBundleKeys) { .passphrase = "" }, LNET_ERROR_LOCKED);
}

static void
test_how_many_desks (void)
{
  g_autofree LnetBundleKey *public = g_new0 (LnetBundleKey, LNET_BUNDLE_MOST_DESKS + 1);
  g_autoptr (LnetBundleLock) lock = NULL;
  g_autoptr (LnetDelivery) delivery = make_delivery (1, 10, TRUE);
  g_autoptr (GBytes) bundle = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  LnetBundleKey secret;
  const LnetBundleKeys keys = { .box_public = &public[LNET_BUNDLE_MOST_DESKS - 1], .box_secret = &secret };

  for (guint i = 0; i < LNET_BUNDLE_MOST_DESKS; i++)
    crypto_box_keypair (public[i].bytes, secret.bytes);
  g_assert_null (lnet_bundle_lock_new_desks (public, 0, &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (lnet_bundle_lock_new_desks (public, LNET_BUNDLE_MOST_DESKS + 1, &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_INVALID);
  g_clear_error (&error);
  lock = lnet_bundle_lock_new_desks (public, LNET_BUNDLE_MOST_DESKS, &error);
  bundle = seal (lock, delivery);
  parts = read_bytes (bundle, &keys, &error);
  g_assert_no_error (error);
  assert_batches (parts, delivery->batches);
}

/* Nothing that is the same in two bundles for the same desk ties them together. */
static void
test_nothing_in_common (void)
{
  LnetBundleKey public, secret;
  g_autoptr (LnetBundleLock) lock = NULL;
  g_autoptr (LnetDelivery) delivery = make_delivery (3, 100, TRUE);
  g_autoptr (GBytes) a = NULL;
  g_autoptr (GBytes) b = NULL;
  const guint8 *first, *second;
  gsize size;
  guint n_same = 0;

  crypto_box_keypair (public.bytes, secret.bytes);
  lock = lnet_bundle_lock_new_desks (&public, 1, NULL);
  a = seal (lock, delivery);
  g_clear_pointer (&lock, lnet_bundle_lock_free);
  lock = lnet_bundle_lock_new_desks (&public, 1, NULL);
  b = seal (lock, delivery);
  first = g_bytes_get_data (a, &size);
  second = g_bytes_get_data (b, NULL);
  g_assert_cmpuint (size, ==, g_bytes_get_size (b));
  for (gsize i = 0; i < size; i++)
    n_same += first[i] == second[i];
  g_assert_cmpuint (n_same, <, 100); /* magic, lengths, and chance */
  g_assert_null (memmem (first, size, public.bytes, sizeof public.bytes));
}

static void
test_epoch (void)
{
  g_autoptr (LnetBundleLock) lock = epoch_lock ();
  LnetId other_alias = lnet_id_new ();
  g_autoptr (LnetBundleLock) other = lnet_bundle_lock_new_epoch (&other_alias, 7, &epoch_key);
  g_autoptr (LnetBundleLock) later = lnet_bundle_lock_new_epoch (&epoch_alias, 8, &epoch_key);
  g_autoptr (LnetDelivery) delivery = make_delivery (5, 100, TRUE);
  g_autoptr (GBytes) bundle = seal (lock, delivery);
  g_autoptr (GBytes) of_other = seal (other, delivery);
  g_autoptr (GBytes) of_later = seal (later, delivery);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = read_bytes (bundle, &epoch_keys, &error);

  g_assert_no_error (error);
  assert_batches (parts, delivery->batches);
  assert_refused (of_other, &epoch_keys, LNET_ERROR_LOCKED);
  assert_refused (of_later, &epoch_keys, LNET_ERROR_LOCKED);
}

/* --- parts --- */

static void
test_many_parts (void)
{
  g_autoptr (LnetBundleLock) lock = epoch_lock ();
  g_autoptr (LnetDelivery) delivery = make_delivery (20, 1000000, FALSE);
  g_autoptr (LnetBundleWriter) writer = writer_for (lock, delivery);
  guint n_parts = lnet_bundle_writer_get_n_parts (writer);
  g_autoptr (GBytes) all = write_all (writer, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = read_bytes (all, &epoch_keys, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (n_parts, ==, 3);
  g_assert_cmpuint (parts->len, ==, n_parts);
  assert_batches (parts, delivery->batches);
  /* Each is a bundle by itself, of no more than was said, with the signatures of its own batches. */
  for (guint i = n_parts; i > 0; i--)
    {
      g_autoptr (GBytes) alone = write_part (writer, i, NULL, NULL);
      g_autoptr (GPtrArray) one = read_bytes (alone, &epoch_keys, &error);
      const LnetBundlePart *part = one->pdata[0];

      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (alone), <=, LNET_BUNDLE_PART_SIZE);
      g_assert_cmpuint (part->delivery->signatures->len, >, 0);
      for (guint k = 0; k < part->delivery->signatures->len; k++)
        {
          const LnetSignature *signature = &g_array_index (part->delivery->signatures, LnetSignature, k);

          g_assert_true (lnet_bundle_manifest_has (part->manifest, &(LnetMark) { signature->space, signature->desk,
                                                                                signature->n }));
        }
    }
}

/* A part may be passed over, and those behind it opened. */
static void
test_skip (void)
{
  g_autoptr (LnetBundleLock) lock = epoch_lock ();
  g_autoptr (LnetDelivery) delivery = make_delivery (10, 1000000, FALSE);
  g_autoptr (LnetBundleWriter) writer = writer_for (lock, delivery);
  g_autoptr (GBytes) all = write_all (writer, NULL, NULL);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (all);
  g_autoptr (LnetBundleReader) reader = lnet_bundle_reader_new (stream);
  g_autoptr (LnetBundlePart) part = NULL;
  g_autoptr (GError) error = NULL;
  const LnetBundleHeader *header = lnet_bundle_reader_next (reader, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (header->part, ==, 1);
  g_assert_cmpuint (header->n_parts, ==, 2);
  g_assert_true (lnet_id_equal (&header->bundle, lnet_bundle_writer_get_id (writer)));
  g_assert_true (lnet_bundle_reader_skip (reader, NULL, &error));
  header = lnet_bundle_reader_next (reader, NULL, &error);
  g_assert_cmpuint (header->part, ==, 2);
  part = lnet_bundle_reader_open (reader, &epoch_keys, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (part->delivery->batches->len, >, 0);
  g_assert_null (lnet_bundle_reader_next (reader, NULL, &error));
  g_assert_no_error (error);
}

/* One batch may be larger than a frame, and than a part. */
static void
test_large_batch (void)
{
  g_autoptr (LnetBundleLock) lock = epoch_lock ();
  g_autoptr (LnetDelivery) delivery = make_delivery (3, 11000000, FALSE);
  g_autoptr (GBytes) bundle = seal (lock, delivery);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = read_bytes (bundle, &epoch_keys, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (parts->len, ==, 3);
  assert_batches (parts, delivery->batches);
}

static void
test_nothing (void)
{
  g_autoptr (LnetBundleLock) lock = epoch_lock ();
  g_autoptr (LnetDelivery) delivery = make_delivery (0, 0, FALSE);
  g_autoptr (GBytes) bundle = seal (lock, delivery);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = read_bytes (bundle, &epoch_keys, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (parts->len, ==, 1);
  g_assert_cmpuint (((LnetBundlePart *) parts->pdata[0])->delivery->batches->len, ==, 0);
}

/* Of many sizes only a few are seen from outside. */
static void
test_padding (void)
{
  g_autoptr (LnetBundleLock) lock = epoch_lock ();
  g_autoptr (GHashTable) sizes = g_hash_table_new (NULL, NULL);

  for (guint size = 100000; size < 120000; size += 500)
    {
      g_autoptr (LnetDelivery) delivery = make_delivery (1, size, FALSE);
      g_autoptr (GBytes) bundle = seal (lock, delivery);

      g_hash_table_add (sizes, GSIZE_TO_POINTER (g_bytes_get_size (bundle)));
    }
  g_assert_cmpuint (g_hash_table_size (sizes), >, 1);
  g_assert_cmpuint (g_hash_table_size (sizes), <, 15);
}

/* Ids that come in every frame are written once. */
static void
test_dictionary (void)
{
  g_autoptr (LnetBundleLock) lock = epoch_lock ();
  LnetId network = lnet_id_new (), space = lnet_id_new (), desk = lnet_id_new ();
  g_autoptr (LnetDelivery) delivery = lnet_delivery_new (&network);
  g_autofree LnetId *rows = g_new (LnetId, 100000);
  g_autoptr (GBytes) bundle = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  guint64 n_bytes = 0;

  for (guint i = 0; i < 100000; i++)
    rows[i] = lnet_id_new ();
  for (guint n = 1; n <= 600; n++)
    {
      g_autoptr (LnetBatch) batch = lnet_batch_new ();
      LnetHash previous = { { 0 } };

      batch->space = space;
      batch->desk = desk;
      batch->n = n;
      batch->act = g_strdup ("member-edit");
      for (guint i = 0; i < 1000; i++)
        {
          g_autoptr (LnetOp) op = lnet_op_new (LNET_OP_DEL, LNET_TABLE_MEMBER, &rows[g_random_int_range (0, 100000)]);
          g_autoptr (GByteArray) bytes = g_byte_array_new ();

          lnet_op_write (op, bytes);
          g_ptr_array_add (batch->ops, g_bytes_new (bytes->data, bytes->len));
        }
      g_ptr_array_add (delivery->batches, lnet_batch_write (batch, &previous, NULL));
      n_bytes += g_bytes_get_size (delivery->batches->pdata[n - 1]);
    }
  g_assert_cmpuint (n_bytes, >, LNET_BUNDLE_FRAME_SIZE);
  bundle = seal (lock, delivery);
  parts = read_bytes (bundle, &epoch_keys, &error);
  g_assert_no_error (error);
  assert_batches (parts, delivery->batches);
  g_assert_cmpuint (g_bytes_get_size (bundle), <, 5 * 600 * 1000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/bundle/passphrase", test_passphrase);
  g_test_add_func ("/bundle/passphrase-letters", test_passphrase_letters);
  g_test_add_func ("/bundle/desks", test_desks);
  g_test_add_func ("/bundle/how-many-desks", test_how_many_desks);
  g_test_add_func ("/bundle/nothing-in-common", test_nothing_in_common);
  g_test_add_func ("/bundle/epoch", test_epoch);
  g_test_add_func ("/bundle/many-parts", test_many_parts);
  g_test_add_func ("/bundle/skip", test_skip);
  g_test_add_func ("/bundle/large-batch", test_large_batch);
  g_test_add_func ("/bundle/nothing", test_nothing);
  g_test_add_func ("/bundle/padding", test_padding);
  g_test_add_func ("/bundle/dictionary", test_dictionary);
  return g_test_run ();
}
