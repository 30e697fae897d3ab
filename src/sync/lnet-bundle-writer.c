/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-bundle-writer.h"

#include <sodium.h>
#include <string.h>

#include "lnet-bundle-format-private.h"
#include "lnet-bundle-payload.h"
#include "lnet-bundle-seal.h"
#include "lnet-bundle-zip.h"

/* What is kept free of a part of contents, for what is around them. */
#define ROOM_AROUND (256 * 1024)

struct _LnetBundleWriter
{
  const LnetBundleLock *lock;
  LnetBundleManifest *manifest;
  LnetBundleHeader *header;
  GPtrArray *payloads;
  LnetBundlePayload *contents; /* the part that contents go into now */
  guint64 contents_size;
};

LnetBundleWriter *
lnet_bundle_writer_new (const LnetBundleLock     *lock,
                        const LnetId             *sender,
                        const LnetBundleManifest *manifest)
{
  LnetBundleWriter *writer = g_new0 (LnetBundleWriter, 1);

  writer->lock = lock;
  writer->manifest = lnet_bundle_manifest_copy (manifest);
  writer->payloads = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_bundle_payload_free);
  writer->header = g_new0 (LnetBundleHeader, 1);
  randombytes_buf (&writer->header->bundle, sizeof writer->header->bundle);
  if (sender != NULL)
    writer->header->sender = *sender;
  else
    randombytes_buf (&writer->header->sender, sizeof writer->header->sender);
  lnet_bundle_lock_fill (lock, writer->header);
  return writer;
}

void
lnet_bundle_writer_free (LnetBundleWriter *writer)
{
  if (writer == NULL)
    return;
  lnet_bundle_manifest_free (writer->manifest);
  lnet_bundle_header_free (writer->header);
  g_ptr_array_unref (writer->payloads);
  g_free (writer);
}

gboolean
lnet_bundle_writer_add (LnetBundleWriter    *writer,
                        const LnetDelivery  *delivery,
                        GError             **error)
{
  g_autoptr (GPtrArray) payloads = lnet_bundle_payload_pack (writer->manifest, delivery, error);

  if (payloads == NULL)
    return FALSE;
  g_ptr_array_extend_and_steal (writer->payloads, g_steal_pointer (&payloads));
  writer->contents = NULL;
  return TRUE;
}

static void
begin_contents (LnetBundleWriter *writer)
{
  writer->contents = lnet_bundle_payload_new_contents (writer->manifest);
  writer->contents_size = ROOM_AROUND;
  g_ptr_array_add (writer->payloads, writer->contents);
}

void
lnet_bundle_writer_add_content (LnetBundleWriter  *writer,
                                const LnetContent *content)
{
  if (writer->contents == NULL ||
      (writer->contents->contents->len > 0 && writer->contents_size + content->size > LNET_BUNDLE_PART_SIZE))
    begin_contents (writer);
  g_array_append_val (writer->contents->contents, *content);
  writer->contents_size += content->size;
}

const LnetId *
lnet_bundle_writer_get_id (LnetBundleWriter *writer)
{
  return &writer->header->bundle;
}

guint
lnet_bundle_writer_get_n_parts (LnetBundleWriter *writer)
{
  if (writer->payloads->len == 0)
    begin_contents (writer);
  return writer->payloads->len;
}

/* --- writing a part --- */

typedef struct
{
  LnetBundleSealer *sealer;
  LnetBundleZip *zip;
  crypto_generichash_state hash;
  guint64 n_contents;
} Part;

static gboolean
write_frame (Part    *part,
             GBytes  *frame,
             GError **error)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (frame, &size);

  crypto_generichash_update (&part->hash, data, size);
  return lnet_bundle_sealer_push (part->sealer, data, size, error);
}

static gboolean
write_record (Part              *part,
              LnetBundleRecord   record,
              const GByteArray  *written,
              GError           **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GBytes) frame = NULL;
  guint8 letter = (guint8) record;

  g_byte_array_append (bytes, &letter, 1);
  lnet_bytes_put_block (bytes, written->data, written->len);
  frame = lnet_bundle_zip_frame (part->zip, bytes->data, bytes->len);
  return write_frame (part, frame, error);
}

/* Sealed bytes do not get smaller; in pieces they fit into frames. */
static gboolean
write_content (Part         *part,
               const char   *name,
               GBytes       *content,
               GError      **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (content, &size);
  guint8 hash[LNET_HASH_SIZE];

  if (size == 0 || size > LNET_BUNDLE_MOST_CONTENT ||
      sodium_hex2bin (hash, sizeof hash, name, strlen (name), NULL, NULL, NULL) != 0)
    return TRUE;
  for (gsize at = 0; at < size; at += LNET_BUNDLE_PIECE_SIZE)
    {
      g_autoptr (GByteArray) written = g_byte_array_new ();

      g_byte_array_append (written, hash, sizeof hash);
      lnet_bytes_put_number (written, size);
      g_byte_array_append (written, data + at, (guint) MIN (size - at, LNET_BUNDLE_PIECE_SIZE));
      if (!write_record (part, LNET_BUNDLE_CONTENT, written, error))
        return FALSE;
    }
  part->n_contents++;
  return TRUE;
}

static gboolean
write_contents (Part            *part,
                const GArray    *contents,
                LnetBundleLoad   load,
                gpointer         user_data,
                GError         **error)
{
  for (guint i = 0; i < contents->len; i++)
    {
      const LnetContent *content = &g_array_index (contents, LnetContent, i);
      GError *reason = NULL;
      g_autoptr (GBytes) bytes = load (content->hash, user_data, &reason);

      if (reason != NULL)
        {
          g_propagate_error (error, reason);
          return FALSE;
        }
      if (bytes != NULL && !write_content (part, content->hash, bytes, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_end (Part                     *part,
           const LnetBundlePayload  *payload,
           GError                  **error)
{
  static const guint32 end = 0;
  g_autoptr (GByteArray) written = g_byte_array_new ();
  guint8 hash[LNET_HASH_SIZE];

  crypto_generichash_final (&part->hash, hash, sizeof hash);
  lnet_bytes_put_number (written, payload->n_batches);
  lnet_bytes_put_number (written, payload->n_signatures);
  lnet_bytes_put_number (written, part->n_contents);
  g_byte_array_append (written, hash, sizeof hash);
  return write_record (part, LNET_BUNDLE_TOTALS, written, error) &&
         lnet_bundle_sealer_push (part->sealer, &end, sizeof end, error) &&
         lnet_bundle_sealer_finish (part->sealer, error);
}

gboolean
lnet_bundle_writer_write_part (LnetBundleWriter  *writer,
                               guint              number,
                               GOutputStream     *stream,
                               LnetBundleLoad     load,
                               gpointer           user_data,
                               GCancellable      *cancellable,
                               GError           **error)
{
  const LnetBundlePayload *payload;
  g_autoptr (GBytes) header = NULL;
  g_autoptr (LnetBundleSealer) sealer = NULL;
  g_autoptr (LnetBundleZip) zip = NULL;
  LnetBundleKey key;
  Part part;

  writer->header->n_parts = lnet_bundle_writer_get_n_parts (writer);
  g_return_val_if_fail (number >= 1 && number <= writer->header->n_parts, FALSE);
  writer->header->part = number;
  payload = writer->payloads->pdata[number - 1];
  header = lnet_bundle_header_write (writer->header);
  lnet_bundle_lock_get_key (writer->lock, writer->header, &key);
  sealer = lnet_bundle_sealer_new (stream, header, &key, cancellable, error);
  sodium_memzero (&key, sizeof key);
  if (sealer == NULL)
    return FALSE;
  zip = lnet_bundle_zip_new (NULL);
  part = (Part) { .sealer = sealer, .zip = zip };
  crypto_generichash_init (&part.hash, NULL, 0, LNET_HASH_SIZE);
  for (guint i = 0; i < payload->frames->len; i++)
    if (!write_frame (&part, payload->frames->pdata[i], error))
      return FALSE;
  return write_contents (&part, payload->contents, load, user_data, error) && write_end (&part, payload, error);
}
