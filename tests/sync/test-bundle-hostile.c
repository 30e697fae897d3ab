/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Bundles that are not what somebody wrote: altered anywhere, cut off, put together from others, or made to harm. None
 * is taken, none brings the program down, and none costs much before it is refused. */

#include "config.h"

#include "bundle-fixture.h"

static GBytes *
cut (GBytes *bytes,
     gsize   size)
{
  return g_bytes_new_from_bytes (bytes, 0, size);
}

/* --- altered --- */

static void
assert_each_bit_matters (GBytes               *bundle,
                         const LnetBundleKeys *keys)
{
  gsize size;
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (bundle, &size), g_bytes_get_size (bundle));

  g_autoptr (GPtrArray) whole = read_bytes (bundle, keys, NULL);

  g_assert_cmpuint (whole->len, ==, 1);
  for (gsize bit = 0; bit < 8 * size; bit++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) parts = NULL;

      data[bit / 8] ^= (guint8) (1 << bit % 8);
      parts = read_all (data, size, keys, &error);
      data[bit / 8] ^= (guint8) (1 << bit % 8);
      if (parts->len > 0 || error == NULL || error->domain != LNET_ERROR)
        g_error ("bit %" G_GSIZE_FORMAT " of byte %" G_GSIZE_FORMAT, bit % 8, bit / 8);
    }
}

static void
test_each_bit (void)
{
  LnetBundleKey public, secret;
  g_autoptr (LnetDelivery) delivery = make_delivery (3, 50, TRUE);
  g_autoptr (LnetBundleLock) by_epoch = epoch_lock ();
  g_autoptr (LnetBundleLock) by_passphrase = lock_with ("correct horse");
  g_autoptr (LnetBundleLock) by_desk = NULL;
  g_autoptr (GBytes) a = seal (by_epoch, delivery);
  g_autoptr (GBytes) b = seal (by_passphrase, delivery);
  g_autoptr (GBytes) c = NULL;

  crypto_box_keypair (public.bytes, secret.bytes);
  by_desk = lnet_bundle_lock_new_desks (&public, 1, NULL);
  c = seal (by_desk, delivery);
  assert_each_bit_matters (a, &epoch_keys);
  assert_each_bit_matters (b, &(LnetBundleKeys) { .passphrase = "correct horse" });
  assert_each_bit_matters (c, &(LnetBundleKeys) { .box_public = &public, .box_secret = &secret });
}

/* --- cut off --- */

static void
test_each_edge (void)
{
  g_autoptr (LnetBundleLock) lock = epoch_lock ();
  g_autoptr (LnetDelivery) delivery = make_delivery (7, 300000, FALSE);
  g_autoptr (GBytes) bundle = seal (lock, delivery);
  g_autoptr (GArray) edges = find_edges (bundle);

  g_assert_cmpuint (edges->len, >, 8);
  for (guint i = 0; i < edges->len; i++)
    for (int by = -1; by <= 5; by++)
      {
        gsize size = g_array_index (edges, gsize, i) + (gsize) by;
        g_autoptr (GBytes) beginning = cut (bundle, MIN (size, g_bytes_get_size (bundle) - 1));

        assert_refused (beginning, &epoch_keys, LNET_ERROR_DAMAGED);
      }
}

static void
test_each_length (void)
{
  g_autoptr (LnetBundleLock) lock = epoch_lock ();
  g_autoptr (LnetDelivery) delivery = make_delivery (3, 50, TRUE);
  g_autoptr (GBytes) bundle = seal (lock, delivery);

  for (gsize size = 0; size < g_bytes_get_size (bundle); size++)
    {
      g_autoptr (GBytes) beginning = cut (bundle, size);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) parts = read_bytes (beginning, &epoch_keys, &error);

      g_assert_cmpuint (parts->len, ==, 0);
      g_assert_error (error, LNET_ERROR, LNET_ERROR_DAMAGED);
      g_assert_nonnull (strstr (error->message, "not complete"));
    }
}

/* Passing over a part notices it too. */
static void
test_skip_cut_off (void)
{
  g_autoptr (LnetBundleLock) lock = epoch_lock ();
  g_autoptr (LnetDelivery) delivery = make_delivery (3, 50, TRUE);
  g_autoptr (GBytes) bundle = seal (lock, delivery);
  g_autoptr (GBytes) beginning = cut (bundle, g_bytes_get_size (bundle) - 1);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (beginning);
  g_autoptr (LnetBundleReader) reader = lnet_bundle_reader_new (stream);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (lnet_bundle_reader_next (reader, NULL, &error));
  g_assert_false (lnet_bundle_reader_skip (reader, NULL, &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_DAMAGED);
}

/* --- made to harm --- */

static void
assert_header_refused (const LnetBundleHeader *header)
{
  g_autoptr (GBytes) written = lnet_bundle_header_write (header);
  g_autoptr (GError) error = NULL;

  g_assert_null (lnet_bundle_header_read (written, &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_DAMAGED);
}

static void
test_costly_passphrases (void)
{
  g_autoptr (LnetBundleHeader) header = make_header ();
  const LnetBundleCost costs[] = { { 1, LNET_BUNDLE_MOST_MEMORY + 1 }, { LNET_BUNDLE_MOST_PASSES + 1, 8192 },
                                   { 0, 8192 }, { 1, 8191 }, { G_MAXUINT64, G_MAXUINT64 } };
  g_autoptr (GBytes) written = NULL;
  g_autoptr (LnetBundleHeader) read = NULL;

  header->slot.kind = LNET_BUNDLE_SLOT_PASSPHRASE;
  for (gsize i = 0; i < G_N_ELEMENTS (costs); i++)
    {
      header->slot.passes = costs[i].passes;
      header->slot.memory = costs[i].memory;
      assert_header_refused (header);
    }
  header->slot.passes = LNET_BUNDLE_MOST_PASSES;
  header->slot.memory = LNET_BUNDLE_MOST_MEMORY;
  written = lnet_bundle_header_write (header);
  read = lnet_bundle_header_read (written, NULL);
  g_assert_nonnull (read);
  g_assert_cmpuint (read->slot.memory, ==, LNET_BUNDLE_MOST_MEMORY);
}

static void
test_many_slots (void)
{
  g_autoptr (LnetBundleHeader) header = make_header ();
  const gsize sizes[] = { 0, LNET_BUNDLE_ENVELOPE_SIZE - 1, LNET_BUNDLE_ENVELOPE_SIZE + 1,
                          (LNET_BUNDLE_MOST_DESKS + 1) * LNET_BUNDLE_ENVELOPE_SIZE, 1000 * LNET_BUNDLE_ENVELOPE_SIZE };

  header->slot.kind = LNET_BUNDLE_SLOT_DESKS;
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_clear_pointer (&header->slot.envelopes, g_bytes_unref);
      header->slot.envelopes = g_bytes_new_take (g_malloc0 (sizes[i]), sizes[i]);
      assert_header_refused (header);
    }
}

static void
test_parts_that_cannot_be (void)
{
  g_autoptr (LnetBundleHeader) header = make_header ();
  const guint64 parts[][2] = { { 0, 0 }, { 0, 1 }, { 2, 1 }, { 1, G_MAXUINT64 }, { G_MAXUINT64, G_MAXUINT64 } };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      header->part = parts[i][0];
      header->n_parts = parts[i][1];
      assert_header_refused (header);
    }
}

/* Fields that are missing, twice, out of order; two slots; what a later version adds is passed over. */
static void
test_fields (void)
{
  g_autoptr (LnetBundleHeader) header = make_header ();
  g_autoptr (GBytes) written = lnet_bundle_header_write (header);
  gsize size;
  const guint8 *data = g_bytes_get_data (written, &size);
  static const struct { const char *more; gsize size; gboolean fits; } ends[] = {
    { "\x0a\x02hi", 4, TRUE },  /* a field of later */
    { "\x09\x02hi", 4, FALSE }, /* a second check */
    { "\x06\x00", 2, FALSE },   /* out of order */
    { "\x0a\x05hi", 4, FALSE }, /* longer than there is */
    { "\x0a", 1, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (LnetBundleHeader) read = NULL;
      guint32 left;

      g_byte_array_append (bytes, data, (guint) size);
      g_byte_array_append (bytes, (const guint8 *) ends[i].more, (guint) ends[i].size);
      left = GUINT32_TO_LE (bytes->len - LNET_BUNDLE_PREFACE_SIZE);
      memcpy (bytes->data + 10, &left, sizeof left);
      changed = g_bytes_new (bytes->data, bytes->len);
      read = lnet_bundle_header_read (changed, NULL);
      g_assert_true ((read != NULL) == ends[i].fits);
    }
}

static void
test_other_files (void)
{
  static const guint8 newer[64] = "LNBNDL\x02\x00\x02\x00\x10\x00\x00\x00";
  static const guint8 large[64] = "LNBNDL\x01\x00\x01\x00\xff\xff\xff\x7f";
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) text = g_bytes_new_static ("First name,Last name\nAna,Begay\n", 31);
  g_autoptr (GBytes) of_later = g_bytes_new_static (newer, sizeof newer);
  g_autoptr (GBytes) too_large = g_bytes_new_static (large, sizeof large);

  assert_refused (empty, &epoch_keys, LNET_ERROR_DAMAGED);
  assert_refused (text, &epoch_keys, LNET_ERROR_FOREIGN);
  assert_refused (of_later, &epoch_keys, LNET_ERROR_NEWER);
  assert_refused (too_large, &epoch_keys, LNET_ERROR_DAMAGED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/bundle-hostile/each-bit", test_each_bit);
  g_test_add_func ("/bundle-hostile/each-edge", test_each_edge);
  g_test_add_func ("/bundle-hostile/each-length", test_each_length);
  g_test_add_func ("/bundle-hostile/skip-cut-off", test_skip_cut_off);
  g_test_add_func ("/bundle-hostile/costly-passphrases", test_costly_passphrases);
  g_test_add_func ("/bundle-hostile/many-slots", test_many_slots);
  g_test_add_func ("/bundle-hostile/parts-that-cannot-be", test_parts_that_cannot_be);
  g_test_add_func ("/bundle-hostile/fields", test_fields);
  g_test_add_func ("/bundle-hostile/other-files", test_other_files);
  return g_test_run ();
}
