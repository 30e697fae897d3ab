/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "lnet-batch.h"
#include "lnet-bundle-part.h"
#include "lnet-bundle-reader.h"
#include "lnet-bundle-writer.h"
#include "lnet-bundle-zip.h"
#include "lnet-error.h"

static const LnetBundleKey key = { { 'k' } };

static gboolean
find_key (const LnetId  *alias,
          guint64        epoch,
          LnetBundleKey *found,
          gpointer       user_data)
{
  *found = key;
  return TRUE;
}

/* As a bundle: only what was sealed is given out. No passphrase: trying one takes its time. */
static void
try_bundle (const uint8_t *data,
            size_t         size)
{
  const LnetBundleKeys keys = { .find_key = find_key };
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (LnetBundleReader) reader = lnet_bundle_reader_new (stream);
  g_autoptr (GError) error = NULL;

  while (lnet_bundle_reader_next (reader, NULL, &error) != NULL)
    {
      g_autoptr (LnetBundlePart) part = lnet_bundle_reader_open (reader, &keys, NULL, &error);

      if (part == NULL)
        break;
    }
  g_assert_true (error == NULL || error->domain == LNET_ERROR);
}

/* As what is inside the seal, by somebody who has the key. */
static void
try_frames (const uint8_t *data,
            size_t         size)
{
  g_autoptr (LnetBundleUnpacker) unpacker = lnet_bundle_unpacker_new ();
  g_autoptr (LnetBundlePart) part = NULL;
  g_autoptr (GError) error = NULL;

  if (lnet_bundle_unpacker_push (unpacker, data, size, &error))
    part = lnet_bundle_unpacker_finish (unpacker, &error);
  g_assert_true (part != NULL || (error != NULL && error->domain == LNET_ERROR));
}

/* As records in a frame: the compression does not keep damage from them. */
static void
try_records (const uint8_t *data,
             size_t         size)
{
  g_autoptr (LnetBundleZip) zip = lnet_bundle_zip_new (NULL);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GBytes) frame = NULL;

  frame = lnet_bundle_zip_frame (zip, data, size);
  g_byte_array_append (bytes, g_bytes_get_data (frame, NULL), (guint) g_bytes_get_size (frame));
  g_byte_array_append (bytes, (const guint8 *) "\0\0\0\0", 4);
  try_frames (bytes->data, bytes->len);
}

static void
try_dictionary (const uint8_t *data,
                size_t         size)
{
  gsize n = MIN (size / 2, 64) / LNET_ID_SIZE * LNET_ID_SIZE;
  g_autoptr (LnetBundleDictionary) dictionary = lnet_bundle_dictionary_read (data, n);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  if (dictionary != NULL && lnet_bundle_dictionary_restore (dictionary, data + n, size - n, bytes, 10000))
    g_assert_cmpuint (bytes->len, <=, 10000);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  try_bundle (data, size);
  try_frames (data, size);
  if (size > 0)
    try_records (data, size);
  try_dictionary (data, size);
  return 0;
}

static LnetDelivery *
make_delivery (guint n)
{
  LnetId network = lnet_id_new (), space = lnet_id_new (), desk = lnet_id_new ();
  LnetDelivery *delivery = lnet_delivery_new (&network);

  lnet_delivery_add_space (delivery, &(LnetSpace) { LNET_SPACE_STAFF, lnet_id_null () });
  for (guint i = 1; i <= n; i++)
    {
      g_autoptr (LnetBatch) batch = lnet_batch_new ();
      LnetSignature signature = { space, desk, i, { 0 } };
      LnetHash previous = { { 0 } };

      batch->space = space;
      batch->desk = desk;
      batch->n = i;
      batch->act = g_strdup ("member-edit");
      batch->seed = lnet_id_new ();
      g_ptr_array_add (batch->ops, g_bytes_new_static ("op", 2));
      g_ptr_array_add (delivery->batches, lnet_batch_write (batch, &previous, NULL));
      g_array_append_val (delivery->signatures, signature);
    }
  return delivery;
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

static void
add_records (GPtrArray                *seeds,
             const LnetBundleManifest *manifest,
             const LnetDelivery       *delivery)
{
  g_autoptr (GByteArray) written = g_byte_array_new ();
  GByteArray *bytes = g_byte_array_new ();

  lnet_bundle_manifest_write (manifest, written);
  put_record (bytes, 'M', written->data, written->len);
  for (guint i = 0; i < delivery->batches->len; i++)
    put_record (bytes, 'B', g_bytes_get_data (delivery->batches->pdata[i], NULL),
                g_bytes_get_size (delivery->batches->pdata[i]));
  put_record (bytes, 'S', delivery->signatures->data, delivery->signatures->len > 0 ? sizeof (LnetSignature) : 0);
  put_record (bytes, 'A', written->data, written->len);
  put_record (bytes, 'T', written->data, written->len);
  g_ptr_array_add (seeds, g_byte_array_free_to_bytes (bytes));
}

/* Bundles, short and with a dictionary; and the records that are in one. */
void
fuzz_add_seeds (GPtrArray *seeds)
{
  LnetId alias = lnet_id_new ();
  g_autoptr (LnetBundleLock) lock = lnet_bundle_lock_new_epoch (&alias, 1, &key);

  for (guint n = 0; n <= 1000; n = n * 10 + 1)
    {
      g_autoptr (LnetDelivery) delivery = make_delivery (n);
      g_autoptr (LnetBundleManifest) manifest = lnet_bundle_manifest_new (&delivery->network);
      g_autoptr (LnetBundleWriter) writer = lnet_bundle_writer_new (lock, NULL, manifest);
      g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

      g_assert_true (lnet_bundle_writer_add (writer, delivery, NULL));
      g_assert_true (lnet_bundle_writer_write_part (writer, 1, stream, NULL, NULL, NULL, NULL));
      g_output_stream_close (stream, NULL, NULL);
      g_ptr_array_add (seeds, g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream)));
      add_records (seeds, manifest, delivery);
    }
}
