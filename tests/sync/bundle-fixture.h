/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <sodium.h>
#include <string.h>

#include "lnet-attachment.h"
#include "lnet-batch.h"
#include "lnet-bundle-file.h"
#include "lnet-bundle-reader.h"
#include "lnet-bundle-seal.h"
#include "lnet-bundle-writer.h"
#include "lnet-erasure.h"
#include "lnet-error.h"
#include "store/network-fixture.h"

/* Bundles in memory, and networks to make them of. */

/* A passphrase that costs next to nothing to try. */
static const LnetBundleCost cheap = { 1, 8192 };

static inline LnetBundleLock *
lock_with (const char *passphrase)
{
  g_autoptr (GError) error = NULL;
  LnetBundleLock *lock = lnet_bundle_lock_new_passphrase (passphrase, &cheap, &error);

  g_assert_no_error (error);
  return lock;
}

/* --- an epoch's key, which costs nothing --- */

static const LnetBundleKey epoch_key = { { 'k', 'e', 'y' } };
static const LnetId epoch_alias = { { 'a', 'l', 'i', 'a', 's' } };

static inline gboolean
find_epoch_key (const LnetId  *alias,
                guint64        epoch,
                LnetBundleKey *key,
                gpointer       user_data)
{
  *key = epoch_key;
  return lnet_id_equal (alias, &epoch_alias) && epoch == 7;
}

static const LnetBundleKeys epoch_keys = { .find_key = find_epoch_key };

static inline LnetBundleLock *
epoch_lock (void)
{
  return lnet_bundle_lock_new_epoch (&epoch_alias, 7, &epoch_key);
}

/* --- writing to memory and reading from it --- */

static inline GBytes *
write_part (LnetBundleWriter *writer,
            guint             part,
            LnetBundleLoad    load,
            gpointer          user_data)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  lnet_bundle_writer_write_part (writer, part, stream, load, user_data, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static inline GBytes *
join (GBytes *a,
      GBytes *b)
{
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, g_bytes_get_data (a, NULL), (guint) g_bytes_get_size (a));
  g_byte_array_append (bytes, g_bytes_get_data (b, NULL), (guint) g_bytes_get_size (b));
  return g_byte_array_free_to_bytes (bytes);
}

/* All parts, one behind the other. */
static inline GBytes *
write_all (LnetBundleWriter *writer,
           LnetBundleLoad    load,
           gpointer          user_data)
{
  GBytes *all = g_bytes_new_static ("", 0);

  for (guint i = 1; i <= lnet_bundle_writer_get_n_parts (writer); i++)
    {
      g_autoptr (GBytes) before = all;
      g_autoptr (GBytes) part = write_part (writer, i, load, user_data);

      all = join (before, part);
    }
  return all;
}

/* Opens every part; the ones that were whole, and what was wrong with the next. */
static inline GPtrArray *
read_all (gconstpointer          data,
          gsize                  size,
          const LnetBundleKeys  *keys,
          GError               **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_bundle_part_free);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (LnetBundleReader) reader = lnet_bundle_reader_new (stream);

  while (lnet_bundle_reader_next (reader, NULL, error) != NULL)
    {
      LnetBundlePart *part = lnet_bundle_reader_open (reader, keys, NULL, error);

      if (part == NULL)
        break;
      g_ptr_array_add (parts, part);
    }
  return g_steal_pointer (&parts);
}

static inline GPtrArray *
read_bytes (GBytes                *bytes,
            const LnetBundleKeys  *keys,
            GError               **error)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  return read_all (data, size, keys, error);
}

static inline void
assert_refused (GBytes               *bytes,
                const LnetBundleKeys *keys,
                int                   code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = read_bytes (bytes, keys, &error);

  g_assert_cmpuint (parts->len, ==, 0);
  g_assert_error (error, LNET_ERROR, code);
}

/* --- what goes in --- */

/* A batch of @size letters that do not compress, if not @even. */
static inline GBytes *
make_batch (const LnetId *space,
            const LnetId *desk,
            guint64       n,
            gsize         size,
            gboolean      even)
{
  g_autoptr (LnetBatch) batch = lnet_batch_new ();
  LnetHash previous = { { 0 } };
  guint8 *op = g_malloc (size);

  if (even)
    memset (op, 'x', size);
  else
    randombytes_buf (op, size);
  batch->space = *space;
  batch->desk = *desk;
  batch->n = n;
  batch->act = g_strdup ("member-edit");
  batch->seed = lnet_id_new ();
  g_ptr_array_add (batch->ops, g_bytes_new_take (op, size));
  return lnet_batch_write (batch, &previous, NULL);
}

static inline void
add_signature (LnetDelivery *delivery,
               const LnetId *space,
               const LnetId *desk,
               guint64       n)
{
  LnetSignature signature = { *space, *desk, n, { 0 } };

  memset (signature.bytes, (int) n, sizeof signature.bytes);
  g_array_append_val (delivery->signatures, signature);
}

/* So many batches of so many letters of one log, signed every fourth. */
static inline LnetDelivery *
make_delivery (guint    n,
               gsize    size,
               gboolean even)
{
  LnetId network = lnet_id_new (), space = lnet_id_new (), desk = lnet_id_new ();
  LnetDelivery *delivery = lnet_delivery_new (&network);

  lnet_delivery_add_space (delivery, &(LnetSpace) { LNET_SPACE_STAFF, lnet_id_null () });
  for (guint i = 1; i <= n; i++)
    {
      g_ptr_array_add (delivery->batches, make_batch (&space, &desk, i, size, even));
      if (i % 4 == 0)
        add_signature (delivery, &space, &desk, i);
    }
  return delivery;
}

/* A writer with a delivery in it. */
static inline LnetBundleWriter *
writer_for (const LnetBundleLock *lock,
            const LnetDelivery   *delivery)
{
  g_autoptr (LnetBundleManifest) manifest = lnet_bundle_manifest_new (&delivery->network);
  g_autoptr (GError) error = NULL;
  LnetBundleWriter *writer = lnet_bundle_writer_new (lock, NULL, manifest);

  lnet_bundle_writer_add (writer, delivery, &error);
  g_assert_no_error (error);
  return writer;
}

static inline GBytes *
seal (const LnetBundleLock *lock,
      const LnetDelivery   *delivery)
{
  g_autoptr (LnetBundleWriter) writer = writer_for (lock, delivery);

  return write_all (writer, NULL, NULL);
}

/* The batches of some parts, against those that went in. */
static inline void
assert_batches (GPtrArray       *parts,
                const GPtrArray *batches)
{
  guint n = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      const LnetBundlePart *part = parts->pdata[i];

      for (guint k = 0; k < part->delivery->batches->len; k++, n++)
        {
          g_assert_cmpuint (n, <, batches->len);
          g_assert_true (g_bytes_equal (part->delivery->batches->pdata[k], batches->pdata[n]));
        }
    }
  g_assert_cmpuint (n, ==, batches->len);
}

/* Where in a bundle of one part something ends: the preface, the header, the beginning of the seal, each chunk. */
static inline GArray *
find_edges (GBytes *bundle)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize size, left, at = LNET_BUNDLE_PREFACE_SIZE;
  const guint8 *data = g_bytes_get_data (bundle, &size);

  g_assert_true (lnet_bundle_header_read_preface (data, &left, NULL));
  g_array_append_val (edges, at);
  at += left;
  g_array_append_val (edges, at);
  at += crypto_secretstream_xchacha20poly1305_HEADERBYTES;
  while (at < size)
    {
      guint32 length;

      g_array_append_val (edges, at);
      memcpy (&length, data + at, sizeof length);
      at += sizeof length + GUINT32_FROM_LE (length);
    }
  g_assert_cmpuint (at, ==, size);
  return edges;
}

/* A header of one part, for the epoch's key. */
static inline LnetBundleHeader *
make_header (void)
{
  g_autoptr (LnetBundleLock) lock = epoch_lock ();
  LnetBundleHeader *header = g_new0 (LnetBundleHeader, 1);

  header->bundle = lnet_id_new ();
  header->part = header->n_parts = 1;
  lnet_bundle_lock_fill (lock, header);
  return header;
}

/* --- a network --- */

static inline void
add_portrait (Network      *network,
              const LnetId *member,
              gsize         size)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-edit");
  guint8 *picture = g_malloc (size);
  g_autoptr (GBytes) bytes = g_bytes_new_take (picture, size);

  randombytes_buf (picture, size);
  lnet_attachment_set_portrait (transaction, member, bytes, "image/jpeg", 10, 10);
  network_commit (network, transaction, NULL);
}

static inline void
add_staff_note (Network      *network,
                const LnetId *member)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-edit");
  LnetId staff = lnet_transaction_add (transaction, LNET_TABLE_MEMBER_STAFF, lnet_space (LNET_SPACE_STAFF));

  lnet_transaction_set_id (transaction, LNET_MEMBER_STAFF_MEMBER, &staff, member);
  lnet_transaction_set_text (transaction, LNET_MEMBER_STAFF_NOTE, &staff, "Came through her sister.");
  network_commit (network, transaction, NULL);
}

static inline void
add_private_filter (Network *network)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("filter-save");
  LnetId filter = lnet_transaction_add (transaction, LNET_TABLE_SAVED_FILTER, lnet_space (LNET_SPACE_PRIVATE));

  lnet_transaction_set_text (transaction, LNET_SAVED_FILTER_NAME, &filter, "Mine alone");
  network_commit (network, transaction, NULL);
}

/* Several spaces, portraits, somebody erased. */
static inline void
fill_network (Network *network)
{
  LnetId ana = network_add_member (network, "Ana", NULL);
  LnetId ben = network_add_member (network, "Ben", NULL);
  g_autoptr (LnetErasure) erasure = lnet_erasure_new_person (&ben);

  add_portrait (network, &ana, 20000);
  add_staff_note (network, &ana);
  add_private_filter (network);
  add_portrait (network, &ben, 500);
  network_set_town (network, &ana, "Casper", NULL);
  lnet_store_erase (network->store, erasure, &network->error);
  g_assert_no_error (network->error);
}
