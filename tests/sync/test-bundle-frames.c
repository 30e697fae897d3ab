/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Bundles by somebody who has the key, and fills them with what should not be there. */

#include "config.h"

#include <zstd.h>

#include "bundle-fixture.h"
#include "lnet-bundle-format-private.h"
#include "lnet-bundle-zip.h"

/* A header that somebody made up, with a body that is right for it. */
static GBytes *
seal_frames (const LnetBundleHeader *header,
             const LnetBundleKey    *whole,
             GPtrArray              *frames)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GBytes) written = lnet_bundle_header_write (header);
  g_autoptr (LnetBundleSealer) sealer = NULL;
  g_autoptr (GError) error = NULL;
  LnetBundleKey key;

  lnet_bundle_key_derive (whole, header, &key);
  sealer = lnet_bundle_sealer_new (stream, written, &key, NULL, &error);
  for (guint i = 0; i < frames->len; i++)
    lnet_bundle_sealer_push (sealer, g_bytes_get_data (frames->pdata[i], NULL), g_bytes_get_size (frames->pdata[i]),
                             &error);
  lnet_bundle_sealer_finish (sealer, &error);
  g_assert_no_error (error);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static void
add_frame (GPtrArray     *frames,
           gconstpointer  data,
           gsize          size)
{
  g_autoptr (LnetBundleZip) zip = lnet_bundle_zip_new (NULL);

  g_ptr_array_add (frames, lnet_bundle_zip_frame (zip, data, size));
}

static void
put_record (GByteArray    *bytes,
            char           letter,
            gconstpointer  data,
            gsize          size)
{
  g_byte_array_append (bytes, (const guint8 *) &letter, 1);
  lnet_bytes_put_block (bytes, data, size);
}

static GPtrArray *
begin_frames (void)
{
  GPtrArray *frames = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  LnetId network = lnet_id_new ();
  g_autoptr (LnetBundleManifest) manifest = lnet_bundle_manifest_new (&network);
  g_autoptr (GByteArray) written = g_byte_array_new ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  lnet_bundle_manifest_write (manifest, written);
  put_record (bytes, 'M', written->data, written->len);
  add_frame (frames, bytes->data, bytes->len);
  return frames;
}

/* Ends the frames as they should end, with numbers of what was in them. */
static void
end_frames (GPtrArray *frames,
            guint64    n_batches,
            guint64    n_contents)
{
  g_autoptr (GByteArray) written = g_byte_array_new ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  crypto_generichash_state state;
  guint8 hash[LNET_HASH_SIZE];

  crypto_generichash_init (&state, NULL, 0, sizeof hash);
  for (guint i = 0; i < frames->len; i++)
    crypto_generichash_update (&state, g_bytes_get_data (frames->pdata[i], NULL), g_bytes_get_size (frames->pdata[i]));
  crypto_generichash_final (&state, hash, sizeof hash);
  lnet_bytes_put_number (written, n_batches);
  lnet_bytes_put_number (written, 0);
  lnet_bytes_put_number (written, n_contents);
  g_byte_array_append (written, hash, sizeof hash);
  put_record (bytes, 'T', written->data, written->len);
  add_frame (frames, bytes->data, bytes->len);
  g_ptr_array_add (frames, g_bytes_new ("\0\0\0\0", 4));
}

static GPtrArray *
open_frames (GPtrArray  *frames,
             GError    **error)
{
  g_autoptr (LnetBundleHeader) header = make_header ();
  g_autoptr (GBytes) bundle = seal_frames (header, &epoch_key, frames);

  return read_bytes (bundle, &epoch_keys, error);
}

/* @where: at what reading stopped. */
static void
assert_stops_at (GPtrArray  *frames,
                 const char *where)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = open_frames (frames, &error);

  g_assert_cmpuint (parts->len, ==, 0);
  g_assert_error (error, LNET_ERROR, LNET_ERROR_DAMAGED);
  g_assert_cmpstr (strchr (error->message, '\n') + 1, ==, where);
}

/* What these tests make by hand is a bundle, when nothing is wrong with it. */
static void
test_good_frames (void)
{
  g_autoptr (GPtrArray) frames = begin_frames ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = NULL;

  end_frames (frames, 0, 0);
  parts = open_frames (frames, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (parts->len, ==, 1);
}

static void
test_zip_bomb (void)
{
  g_autoptr (GPtrArray) frames = begin_frames ();
  g_autofree guint8 *zeros = g_malloc0 (LNET_BUNDLE_FRAME_SIZE + 1);

  for (guint i = 0; i <= LNET_BUNDLE_MOST_OPEN / LNET_BUNDLE_FRAME_SIZE + 1; i++)
    add_frame (frames, zeros, LNET_BUNDLE_FRAME_SIZE);
  end_frames (frames, 0, 0);
  assert_stops_at (frames, "frame");

  /* One frame that holds more than it may. */
  g_ptr_array_set_size (frames, 1);
  add_frame (frames, zeros, LNET_BUNDLE_FRAME_SIZE + 1);
  end_frames (frames, 0, 0);
  assert_stops_at (frames, "frame");
}

static void
test_records_that_do_not_fit (void)
{
  static const struct { const char *data; gsize size; guint64 n_batches; guint64 n_contents; } cases[] = {
    { "B\xff\xff\xff\xff\xff\xff\xff\xff\x7f", 10, 1, 0 }, /* longer than there is */
    { "B\x00", 2, 1, 0 },                                    /* no batch */
    { "B", 1, 1, 0 },
    { "X\x00", 2, 0, 0 },                                    /* no record */
    { "S\x02hi", 4, 0, 0 },
    { "A\x02hi", 4, 0, 1 },
    { "M\x00", 2, 0, 0 },                                    /* a second manifest */
    { "T\x00", 2, 0, 0 },                                    /* totals before the end */
    { "D\x00S\x00", 4, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) frames = begin_frames ();

      add_frame (frames, cases[i].data, cases[i].size);
      end_frames (frames, cases[i].n_batches, cases[i].n_contents);
      assert_stops_at (frames, "records");
    }
}

/* Without totals, or with wrong ones, nothing counts. */
static void
test_totals (void)
{
  g_autoptr (GPtrArray) frames = begin_frames ();

  g_ptr_array_add (frames, g_bytes_new ("\0\0\0\0", 4));
  assert_stops_at (frames, "records");
  g_ptr_array_set_size (frames, 1);
  end_frames (frames, 1, 0);
  assert_stops_at (frames, "records");
  g_ptr_array_set_size (frames, 1);
  end_frames (frames, 0, 1);
  assert_stops_at (frames, "records");
  /* Totals of other frames. */
  g_ptr_array_set_size (frames, 1);
  end_frames (frames, 0, 0);
  g_ptr_array_insert (frames, 1, g_bytes_ref (frames->pdata[0]));
  assert_stops_at (frames, "records");
}

/* A batch that the manifest does not speak of, and a manifest that is out of order. */
static void
test_manifest (void)
{
  LnetId network = lnet_id_new (), space = lnet_id_new (), desk = lnet_id_new ();
  g_autoptr (GPtrArray) frames = begin_frames ();
  g_autoptr (GBytes) batch = make_batch (&space, &desk, 1, 10, TRUE);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (LnetBundleManifest) manifest = lnet_bundle_manifest_new (&network);
  g_autoptr (GByteArray) written = g_byte_array_new ();
  g_autoptr (LnetBundleManifest) read = NULL;
  LnetMark mark = { space, desk, 5 };

  put_record (bytes, 'B', g_bytes_get_data (batch, NULL), g_bytes_get_size (batch));
  add_frame (frames, bytes->data, bytes->len);
  end_frames (frames, 1, 0);
  assert_stops_at (frames, "records");

  g_array_append_val (manifest->vector, mark);
  lnet_bundle_manifest_write (manifest, written);
  read = lnet_bundle_manifest_read (written->data, written->len);
  g_assert_nonnull (read);
  g_array_append_val (manifest->vector, mark);
  g_byte_array_set_size (written, 0);
  lnet_bundle_manifest_write (manifest, written);
  g_assert_null (lnet_bundle_manifest_read (written->data, written->len));
}

/* A content that is not what its name says, and one that never ends. */
static void
test_contents (void)
{
  static const guint8 content[100] = "sealed";
  const gsize sizes[] = { 100, 99, 101, G_MAXSIZE };
  guint8 hash[LNET_HASH_SIZE];

  crypto_generichash (hash, sizeof hash, content, sizeof content, NULL, 0);
  for (gsize i = 0; i <= G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GPtrArray) frames = begin_frames ();
      g_autoptr (GByteArray) written = g_byte_array_new ();
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) parts = NULL;

      hash[0] ^= i == G_N_ELEMENTS (sizes);
      g_byte_array_append (written, hash, sizeof hash);
      lnet_bytes_put_number (written, sizes[i % G_N_ELEMENTS (sizes)]);
      g_byte_array_append (written, content, sizeof content);
      put_record (bytes, 'A', written->data, written->len);
      add_frame (frames, bytes->data, bytes->len);
      end_frames (frames, 0, 1);
      parts = open_frames (frames, &error);
      g_assert_cmpuint (parts->len, ==, i == 0);
    }
}

/* More behind the frames than padding, and padding that is not. */
static void
test_behind_the_frames (void)
{
  g_autoptr (GPtrArray) frames = begin_frames ();
  g_autofree guint8 *zeros = g_malloc0 (100000);

  end_frames (frames, 0, 0);
  g_ptr_array_add (frames, g_bytes_new (zeros, 100000));
  assert_stops_at (frames, "padding");
  g_ptr_array_set_size (frames, 3);
  g_ptr_array_add (frames, g_bytes_new ("x", 1));
  assert_stops_at (frames, "padding");
}

/* --- numbers for ids --- */

/* Ids with letters between them, and a delivery in which each comes twice. */
static LnetBundleDictionary *
make_dictionary (GByteArray *text)
{
  g_autoptr (LnetDelivery) delivery = make_delivery (0, 0, TRUE);
  LnetId ids[300];
  LnetBundleDictionary *dictionary;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    ids[i] = lnet_id_new ();
  for (guint i = 0; i < 2 * G_N_ELEMENTS (ids); i++)
    {
      const LnetId *id = &ids[i % G_N_ELEMENTS (ids)];

      g_ptr_array_add (delivery->batches, make_batch (id, id, i + 1, 100, TRUE));
      g_byte_array_append (text, (const guint8 *) "some letters between", i % 20);
      g_byte_array_append (text, id->bytes, sizeof id->bytes);
    }
  g_byte_array_append (text, (const guint8 *) "the end", 7);
  dictionary = lnet_bundle_dictionary_new (delivery);
  g_assert_nonnull (dictionary);
  return dictionary;
}

static void
test_numbers (void)
{
  g_autoptr (GByteArray) text = g_byte_array_new ();
  g_autoptr (GByteArray) shortened = g_byte_array_new ();
  g_autoptr (GByteArray) restored = g_byte_array_new ();
  g_autoptr (LnetBundleDictionary) dictionary = make_dictionary (text);
  g_autoptr (GBytes) written = lnet_bundle_dictionary_write (dictionary);
  gsize size;
  const guint8 *data = g_bytes_get_data (written, &size);
  g_autoptr (LnetBundleDictionary) read = lnet_bundle_dictionary_read (data, size);
  g_autoptr (LnetBundleDictionary) small = lnet_bundle_dictionary_read (data, LNET_ID_SIZE);

  lnet_bundle_dictionary_shorten (dictionary, text->data, text->len, shortened);
  g_assert_cmpuint (shortened->len, <, text->len - 600 * 11);
  g_assert_true (lnet_bundle_dictionary_restore (read, shortened->data, shortened->len, restored, text->len));
  g_assert_cmpmem (restored->data, restored->len, text->data, text->len);
  /* More than there may be, and numbers that nothing has. */
  g_assert_false (lnet_bundle_dictionary_restore (read, shortened->data, shortened->len, restored, text->len - 1));
  g_assert_false (lnet_bundle_dictionary_restore (small, shortened->data, shortened->len, restored, text->len));
  for (guint i = 0; i < shortened->len; i++)
    g_assert_false (lnet_bundle_dictionary_restore (read, shortened->data, i, restored, text->len));
}

static void
test_dictionaries_that_cannot_be (void)
{
  g_autofree guint8 *data = g_malloc0 ((LNET_BUNDLE_MOST_IDS + 1) * LNET_ID_SIZE);
  const gsize sizes[] = { 0, 1, LNET_ID_SIZE - 1, LNET_ID_SIZE + 1, (LNET_BUNDLE_MOST_IDS + 1) * LNET_ID_SIZE };
  g_autoptr (GPtrArray) frames = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    g_assert_null (lnet_bundle_dictionary_read (data, sizes[i]));
  add_frame (frames, "D\x01x", 3);
  end_frames (frames, 0, 0);
  assert_stops_at (frames, "dictionary");
}

/* A frame that is in a form of its own, or has numbers and no dictionary. */
static void
test_forms (void)
{
  for (guint8 form = 0; form < 4; form++)
    {
      guint8 frame[100];
      gsize size = ZSTD_compress (frame, sizeof frame, (guint8[]) { form, 0, 0, 0, 0, 0 }, 6, 1);
      g_autoptr (LnetBundleUnzip) unzip = lnet_bundle_unzip_new (NULL);
      g_autoptr (GByteArray) bytes = g_byte_array_new ();

      g_assert_false (ZSTD_isError (size));
      g_assert_true (lnet_bundle_unzip_frame (unzip, frame, size, bytes, 1000) == (form == 0));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/bundle-frames/good-frames", test_good_frames);
  g_test_add_func ("/bundle-frames/zip-bomb", test_zip_bomb);
  g_test_add_func ("/bundle-frames/records-that-do-not-fit", test_records_that_do_not_fit);
  g_test_add_func ("/bundle-frames/totals", test_totals);
  g_test_add_func ("/bundle-frames/manifest", test_manifest);
  g_test_add_func ("/bundle-frames/contents", test_contents);
  g_test_add_func ("/bundle-frames/behind-the-frames", test_behind_the_frames);
  g_test_add_func ("/bundle-frames/numbers", test_numbers);
  g_test_add_func ("/bundle-frames/dictionaries-that-cannot-be", test_dictionaries_that_cannot_be);
  g_test_add_func ("/bundle-frames/forms", test_forms);
  return g_test_run ();
}
