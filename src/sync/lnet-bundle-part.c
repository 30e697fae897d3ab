/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-bundle-part.h"

#include <sodium.h>
#include <string.h>

#include "lnet-batch.h"
#include "lnet-bundle-error.h"
#include "lnet-bundle-format-private.h"
#include "lnet-bundle-zip.h"
#include "lnet-hash.h"
#include "lnet-padding.h"

#define LENGTH_SIZE sizeof (guint32)

struct _LnetBundleUnpacker
{
  GByteArray *pending; /* of a frame that has not come whole */
  GByteArray *open;    /* what was in the frames that have */
  LnetBundleUnzip *unzip;
  guint n_frames;
  crypto_generichash_state hash; /* of all frames … */
  crypto_generichash_state before_last; /* … and of all but the last */
  gboolean ended;
  guint64 size;   /* of all that came */
  guint64 filled; /* of that, what is not padding */
};

void
lnet_bundle_part_free (LnetBundlePart *part)
{
  if (part == NULL)
    return;
  lnet_bundle_manifest_free (part->manifest);
  lnet_delivery_free (part->delivery);
  g_free (part);
}

LnetBundleUnpacker *
lnet_bundle_unpacker_new (void)
{
  LnetBundleUnpacker *unpacker = g_new0 (LnetBundleUnpacker, 1);

  unpacker->pending = g_byte_array_new ();
  unpacker->open = g_byte_array_new ();
  unpacker->unzip = lnet_bundle_unzip_new (NULL);
  crypto_generichash_init (&unpacker->hash, NULL, 0, LNET_HASH_SIZE);
  return unpacker;
}

void
lnet_bundle_unpacker_free (LnetBundleUnpacker *unpacker)
{
  if (unpacker == NULL)
    return;
  g_byte_array_unref (unpacker->pending);
  g_clear_pointer (&unpacker->open, g_byte_array_unref);
  lnet_bundle_unzip_free (unpacker->unzip);
  g_free (unpacker);
}

/* --- frames --- */

static gboolean
next_record (LnetCursor    *cursor,
             char          *letter,
             const guint8 **data,
             gsize         *size)
{
  if (cursor->left == 0)
    return FALSE;
  *letter = (char) lnet_cursor_get_byte (cursor);
  *data = lnet_cursor_get_block (cursor, size);
  return *data != NULL;
}

/* The first frame may bring a dictionary for the others. */
static gboolean
look_for_dictionary (LnetBundleUnpacker *unpacker)
{
  LnetCursor cursor = { unpacker->open->data, unpacker->open->len, FALSE };
  const guint8 *data;
  gsize size;
  char letter;

  while (next_record (&cursor, &letter, &data, &size))
    if (letter == LNET_BUNDLE_DICTIONARY)
      {
        LnetBundleDictionary *dictionary = lnet_bundle_dictionary_read (data, size);

        if (dictionary == NULL)
          return FALSE;
        lnet_bundle_unzip_free (unpacker->unzip);
        unpacker->unzip = lnet_bundle_unzip_new (dictionary);
        break;
      }
  return TRUE;
}

static gboolean
take_frame (LnetBundleUnpacker  *unpacker,
            const guint8        *frame,
            gsize                size,
            GError             **error)
{
  unpacker->before_last = unpacker->hash;
  crypto_generichash_update (&unpacker->hash, frame, size);
  if (!lnet_bundle_unzip_frame (unpacker->unzip, frame + LENGTH_SIZE, size - LENGTH_SIZE, unpacker->open,
                                LNET_BUNDLE_MOST_OPEN + LNET_BUNDLE_FRAME_SIZE))
    return lnet_bundle_fail_damaged (error, "frame");
  if (unpacker->n_frames++ == 0 && !look_for_dictionary (unpacker))
    return lnet_bundle_fail_damaged (error, "dictionary");
  unpacker->filled += size;
  return TRUE;
}

/* The frames that have come whole. */
static gboolean
take_frames (LnetBundleUnpacker  *unpacker,
             GError             **error)
{
  gsize at = 0;

  while (!unpacker->ended && unpacker->pending->len - at >= LENGTH_SIZE)
    {
      guint32 length;

      memcpy (&length, unpacker->pending->data + at, LENGTH_SIZE);
      length = GUINT32_FROM_LE (length);
      if (length == 0)
        {
          unpacker->ended = TRUE;
          unpacker->filled += LENGTH_SIZE;
          break;
        }
      if (!lnet_bundle_unzip_may_be (length))
        return lnet_bundle_fail_damaged (error, "length of a frame");
      if (unpacker->pending->len - at < LENGTH_SIZE + length)
        break;
      if (!take_frame (unpacker, unpacker->pending->data + at, LENGTH_SIZE + length, error))
        return FALSE;
      at += LENGTH_SIZE + length;
    }
  if (at > 0)
    g_byte_array_remove_range (unpacker->pending, 0, (guint) at);
  return TRUE;
}

static gboolean
is_zero (const guint8 *data,
         gsize         size)
{
  return size == 0 || sodium_is_zero (data, size);
}

gboolean
lnet_bundle_unpacker_push (LnetBundleUnpacker  *unpacker,
                           const guint8        *data,
                           gsize                size,
                           GError             **error)
{
  unpacker->size += size;
  if (!unpacker->ended)
    {
      g_byte_array_append (unpacker->pending, data, (guint) size);
      if (!take_frames (unpacker, error))
        return FALSE;
      if (!unpacker->ended)
        return TRUE;
      data = unpacker->pending->data;
      size = unpacker->pending->len;
    }
  return (unpacker->size <= lnet_padding_size (unpacker->filled) && is_zero (data, size)) ||
         lnet_bundle_fail_damaged (error, "padding");
}

/* --- records --- */

/* What is read from the opened frames. */
typedef struct
{
  GBytes *open;
  LnetCursor cursor;
  LnetBundlePart *part;
  /* A content that is coming in pieces. */
  LnetHash hash;
  guint64 content_size;
  GByteArray *content;
  gboolean ended;
} Reading;

static gboolean
read_manifest (Reading      *reading,
               const guint8 *data,
               gsize         size)
{
  LnetBundlePart *part = reading->part;

  if (part->manifest != NULL)
    return FALSE;
  part->manifest = lnet_bundle_manifest_read (data, size);
  if (part->manifest == NULL)
    return FALSE;
  part->delivery = lnet_delivery_new (&part->manifest->network);
  g_array_append_vals (part->delivery->spaces, part->manifest->spaces->data, part->manifest->spaces->len);
  return TRUE;
}

/* It stays where it is, in what was opened. */
static gboolean
read_batch (Reading      *reading,
            const guint8 *data,
            gsize         size)
{
  const guint8 *open = g_bytes_get_data (reading->open, NULL);
  GBytes *body = g_bytes_new_from_bytes (reading->open, (gsize) (data - open), size);
  LnetMark mark;

  g_ptr_array_add (reading->part->delivery->batches, body);
  return lnet_batch_read_mark (body, &mark) && lnet_bundle_manifest_has (reading->part->manifest, &mark);
}

static gboolean
read_signature (Reading      *reading,
                const guint8 *data,
                gsize         size)
{
  LnetCursor cursor = { data, size, FALSE };
  LnetSignature signature = { lnet_cursor_get_id (&cursor), lnet_cursor_get_id (&cursor),
                              lnet_cursor_get_number (&cursor), { 0 } };
  const guint8 *bytes = lnet_cursor_get_raw (&cursor, sizeof signature.bytes);

  if (bytes == NULL || cursor.left > 0)
    return FALSE;
  memcpy (signature.bytes, bytes, sizeof signature.bytes);
  g_array_append_val (reading->part->delivery->signatures, signature);
  return TRUE;
}

/* A content is what its name says, or it is none. */
static gboolean
end_content (Reading *reading)
{
  g_autoptr (GBytes) content = g_byte_array_free_to_bytes (g_steal_pointer (&reading->content));
  LnetHashPiece piece = { g_bytes_get_data (content, NULL), g_bytes_get_size (content) };
  LnetHash hash;

  lnet_hash_pieces (&piece, 1, &hash);
  if (memcmp (&hash, &reading->hash, sizeof hash) != 0)
    return FALSE;
  g_hash_table_replace (reading->part->delivery->contents, lnet_hash_to_string (&hash), g_steal_pointer (&content));
  return TRUE;
}

static gboolean
read_content (Reading      *reading,
              const guint8 *data,
              gsize         size)
{
  LnetCursor cursor = { data, size, FALSE };
  const guint8 *hash = lnet_cursor_get_raw (&cursor, LNET_HASH_SIZE);
  guint64 whole = lnet_cursor_get_number (&cursor);

  if (cursor.failed || cursor.left == 0 || whole > LNET_BUNDLE_MOST_CONTENT)
    return FALSE;
  if (reading->content == NULL)
    {
      reading->content = g_byte_array_new ();
      memcpy (&reading->hash, hash, sizeof reading->hash);
      reading->content_size = whole;
    }
  if (memcmp (&reading->hash, hash, sizeof reading->hash) != 0 || reading->content_size != whole ||
      reading->content->len + cursor.left > whole)
    return FALSE;
  g_byte_array_append (reading->content, cursor.data, (guint) cursor.left);
  return reading->content->len < whole || end_content (reading);
}

static gboolean
read_totals (Reading            *reading,
             LnetBundleUnpacker *unpacker,
             const guint8       *data,
             gsize               size)
{
  const LnetDelivery *delivery = reading->part->delivery;
  LnetCursor cursor = { data, size, FALSE };
  guint64 n_batches = lnet_cursor_get_number (&cursor);
  guint64 n_signatures = lnet_cursor_get_number (&cursor);
  guint64 n_contents = lnet_cursor_get_number (&cursor);
  const guint8 *told = lnet_cursor_get_raw (&cursor, LNET_HASH_SIZE);
  LnetHash hash;

  crypto_generichash_final (&unpacker->before_last, hash.bytes, sizeof hash.bytes);
  reading->ended = TRUE;
  return told != NULL && cursor.left == 0 && reading->cursor.left == 0 &&
         memcmp (told, hash.bytes, sizeof hash.bytes) == 0 && n_batches == delivery->batches->len &&
         n_batches == reading->part->manifest->n_batches && n_signatures == delivery->signatures->len &&
         n_contents == g_hash_table_size (delivery->contents);
}

/* The place of a record among the others. */
static guint
get_rank (char letter)
{
  static const char order[] = { LNET_BUNDLE_MANIFEST, LNET_BUNDLE_DICTIONARY, LNET_BUNDLE_BATCH, LNET_BUNDLE_SIGNATURE,
                                LNET_BUNDLE_CONTENT, LNET_BUNDLE_TOTALS };
  const char *found = memchr (order, letter, sizeof order);

  return found != NULL ? (guint) (found - order) + 1 : 0;
}

static gboolean
read_record (Reading            *reading,
             LnetBundleUnpacker *unpacker,
             char                letter,
             const guint8       *data,
             gsize               size)
{
  if (letter != LNET_BUNDLE_MANIFEST && reading->part->manifest == NULL)
    return FALSE;
  if (reading->content != NULL && letter != LNET_BUNDLE_CONTENT)
    return FALSE;
  switch ((LnetBundleRecord) letter)
    {
    case LNET_BUNDLE_MANIFEST:
      return read_manifest (reading, data, size);
    case LNET_BUNDLE_DICTIONARY:
      return TRUE;
    case LNET_BUNDLE_BATCH:
      return read_batch (reading, data, size);
    case LNET_BUNDLE_SIGNATURE:
      return read_signature (reading, data, size);
    case LNET_BUNDLE_CONTENT:
      return read_content (reading, data, size);
    case LNET_BUNDLE_TOTALS:
      return read_totals (reading, unpacker, data, size);
    default:
      return FALSE;
    }
}

static gboolean
read_records (Reading            *reading,
              LnetBundleUnpacker *unpacker)
{
  const guint8 *data;
  gsize size;
  char letter;
  guint rank = 0;

  while (next_record (&reading->cursor, &letter, &data, &size))
    {
      if (get_rank (letter) < MAX (rank, 1) || !read_record (reading, unpacker, letter, data, size))
        return FALSE;
      rank = get_rank (letter);
    }
  return reading->ended && !reading->cursor.failed;
}

LnetBundlePart *
lnet_bundle_unpacker_finish (LnetBundleUnpacker  *unpacker,
                             GError             **error)
{
  g_autoptr (LnetBundlePart) part = g_new0 (LnetBundlePart, 1);
  g_autoptr (GBytes) open = NULL;
  Reading reading = { .part = part };
  gboolean whole;

  if (!unpacker->ended || unpacker->size != lnet_padding_size (unpacker->filled))
    {
      lnet_bundle_fail_damaged (error, "end");
      return NULL;
    }
  open = g_byte_array_free_to_bytes (g_steal_pointer (&unpacker->open));
  reading.open = open;
  reading.cursor = (LnetCursor) { g_bytes_get_data (open, NULL), g_bytes_get_size (open), FALSE };
  whole = read_records (&reading, unpacker);
  g_clear_pointer (&reading.content, g_byte_array_unref);
  if (!whole)
    {
      lnet_bundle_fail_damaged (error, "records");
      return NULL;
    }
  return g_steal_pointer (&part);
}
