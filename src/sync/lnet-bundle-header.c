/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-bundle-header.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-bundle-error.h"
#include "lnet-bytes.h"
#include "lnet-error.h"

#define FORMAT 1
#define LEAST_READER 1

static const guint8 magic[6] = { 'L', 'N', 'B', 'N', 'D', 'L' };

/* What a header can be at most: the envelopes, and room for all else and what later versions add. */
#define MOST_BYTES (LNET_BUNDLE_MOST_DESKS * LNET_BUNDLE_ENVELOPE_SIZE + 4096)

/* Less is no hindrance to guessing; libsodium refuses it too. */
#define LEAST_MEMORY 8192

/* Numbers are never used for anything else. */
enum
{
  FIELD_ALIAS = 1,
  FIELD_EPOCH = 2,
  FIELD_SENDER = 3,
  FIELD_BUNDLE = 4,
  FIELD_PART = 5,
  FIELD_BY_EPOCH = 6,
  FIELD_BY_PASSPHRASE = 7,
  FIELD_BY_DESKS = 8,
  FIELD_CHECK = 9,
  N_FIELDS
};

LnetBundleHeader *
lnet_bundle_header_copy (const LnetBundleHeader *header)
{
  LnetBundleHeader *copy = g_memdup2 (header, sizeof *header);

  if (copy->slot.envelopes != NULL)
    g_bytes_ref (copy->slot.envelopes);
  return copy;
}

void
lnet_bundle_header_free (LnetBundleHeader *header)
{
  if (header == NULL)
    return;
  g_clear_pointer (&header->slot.envelopes, g_bytes_unref);
  g_free (header);
}

/* --- writing --- */

static void
put_field (GByteArray   *bytes,
           guint         number,
           gconstpointer data,
           gsize         size)
{
  lnet_bytes_put_number (bytes, number);
  lnet_bytes_put_block (bytes, data, size);
}

static void
put_numbers (GByteArray *bytes,
             guint       number,
             guint64     a,
             guint64     b)
{
  g_autoptr (GByteArray) numbers = g_byte_array_new ();

  lnet_bytes_put_number (numbers, a);
  lnet_bytes_put_number (numbers, b);
  put_field (bytes, number, numbers->data, numbers->len);
}

static void
put_slot (GByteArray           *bytes,
          const LnetBundleSlot *slot)
{
  g_autoptr (GByteArray) passphrase = g_byte_array_new ();

  switch (slot->kind)
    {
    case LNET_BUNDLE_SLOT_PASSPHRASE:
      g_byte_array_append (passphrase, slot->salt, sizeof slot->salt);
      lnet_bytes_put_number (passphrase, slot->passes);
      lnet_bytes_put_number (passphrase, slot->memory);
      put_field (bytes, FIELD_BY_PASSPHRASE, passphrase->data, passphrase->len);
      break;
    case LNET_BUNDLE_SLOT_DESKS:
      put_field (bytes, FIELD_BY_DESKS, g_bytes_get_data (slot->envelopes, NULL), g_bytes_get_size (slot->envelopes));
      break;
    case LNET_BUNDLE_SLOT_EPOCH:
    default:
      put_field (bytes, FIELD_BY_EPOCH, "", 0);
      break;
    }
}

static void
put_preface (GByteArray *bytes,
             guint32     left)
{
  guint16 format = GUINT16_TO_LE (FORMAT);
  guint16 least = GUINT16_TO_LE (LEAST_READER);
  guint32 length = GUINT32_TO_LE (left);

  g_byte_array_append (bytes, magic, sizeof magic);
  g_byte_array_append (bytes, (const guint8 *) &format, sizeof format);
  g_byte_array_append (bytes, (const guint8 *) &least, sizeof least);
  g_byte_array_append (bytes, (const guint8 *) &length, sizeof length);
  g_byte_array_append (bytes, (const guint8 *) "\0", 2);
}

GBytes *
lnet_bundle_header_write (const LnetBundleHeader *header)
{
  g_autoptr (GByteArray) fields = g_byte_array_new ();
  GByteArray *bytes = g_byte_array_new ();

  put_field (fields, FIELD_ALIAS, &header->alias, sizeof header->alias);
  put_numbers (fields, FIELD_EPOCH, header->epoch, 0);
  put_field (fields, FIELD_SENDER, &header->sender, sizeof header->sender);
  put_field (fields, FIELD_BUNDLE, &header->bundle, sizeof header->bundle);
  put_numbers (fields, FIELD_PART, header->part, header->n_parts);
  put_slot (fields, &header->slot);
  put_field (fields, FIELD_CHECK, header->check, sizeof header->check);
  put_preface (bytes, fields->len);
  g_byte_array_append (bytes, fields->data, fields->len);
  return g_byte_array_free_to_bytes (bytes);
}

/* --- reading --- */

gboolean
lnet_bundle_header_read_preface (const guint8  *preface,
                                 gsize         *left,
                                 GError       **error)
{
  guint16 least;
  guint32 length;

  memcpy (&least, preface + 8, sizeof least);
  memcpy (&length, preface + 10, sizeof length);
  if (memcmp (preface, magic, sizeof magic) != 0)
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_FOREIGN,
                           _("This file is not a bundle of changes. Choose one that Learning Network wrote."));
      return FALSE;
    }
  if (GUINT16_FROM_LE (least) > FORMAT)
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_NEWER,
                           _("This bundle was written by a newer version of Learning Network. Nothing was taken from it. "
                             "Update the program to take it in."));
      return FALSE;
    }
  *left = GUINT32_FROM_LE (length);
  if (*left > MOST_BYTES || preface[14] != 0 || preface[15] != 0)
    return lnet_bundle_fail_damaged (error, "length of the header");
  return TRUE;
}

static void
get_id (LnetId     *id,
        LnetCursor *cursor)
{
  *id = lnet_cursor_get_id (cursor);
}

static void
get_raw (guint8     *target,
         gsize       size,
         LnetCursor *cursor)
{
  const guint8 *bytes = lnet_cursor_get_raw (cursor, size);

  if (bytes != NULL)
    memcpy (target, bytes, size);
}

static void
get_numbers (guint64    *a,
             guint64    *b,
             LnetCursor *cursor)
{
  *a = lnet_cursor_get_number (cursor);
  *b = lnet_cursor_get_number (cursor);
}

static void
get_passphrase (LnetBundleSlot *slot,
                LnetCursor     *cursor)
{
  slot->kind = LNET_BUNDLE_SLOT_PASSPHRASE;
  get_raw (slot->salt, sizeof slot->salt, cursor);
  get_numbers (&slot->passes, &slot->memory, cursor);
  if (slot->passes < 1 || slot->passes > LNET_BUNDLE_MOST_PASSES ||
      slot->memory < LEAST_MEMORY || slot->memory > LNET_BUNDLE_MOST_MEMORY)
    cursor->failed = TRUE;
}

static void
get_envelopes (LnetBundleSlot *slot,
               LnetCursor     *cursor)
{
  gsize size = cursor->left;
  const guint8 *bytes = lnet_cursor_get_raw (cursor, size);

  slot->kind = LNET_BUNDLE_SLOT_DESKS;
  slot->envelopes = g_bytes_new (bytes, size);
  if (size == 0 || size % LNET_BUNDLE_ENVELOPE_SIZE != 0 || size / LNET_BUNDLE_ENVELOPE_SIZE > LNET_BUNDLE_MOST_DESKS)
    cursor->failed = TRUE;
}

/* FALSE when it is not as long as a field of its kind is. What a later version adds is passed over. */
static gboolean
read_field (LnetBundleHeader *header,
            guint64           number,
            LnetCursor        cursor)
{
  guint64 zero = 0;

  switch (number)
    {
    case FIELD_ALIAS: get_id (&header->alias, &cursor); break;
    case FIELD_EPOCH: get_numbers (&header->epoch, &zero, &cursor); break;
    case FIELD_SENDER: get_id (&header->sender, &cursor); break;
    case FIELD_BUNDLE: get_id (&header->bundle, &cursor); break;
    case FIELD_PART: get_numbers (&header->part, &header->n_parts, &cursor); break;
    case FIELD_BY_EPOCH: header->slot.kind = LNET_BUNDLE_SLOT_EPOCH; break;
    case FIELD_BY_PASSPHRASE: get_passphrase (&header->slot, &cursor); break;
    case FIELD_BY_DESKS: get_envelopes (&header->slot, &cursor); break;
    case FIELD_CHECK: get_raw (header->check, sizeof header->check, &cursor); break;
    default: return TRUE;
    }
  return !cursor.failed && cursor.left == 0 && zero == 0;
}

/* Which fields were there, a bit each; 0 when something is wrong with one. */
static guint
read_fields (LnetBundleHeader *header,
             LnetCursor       *cursor)
{
  guint64 last = 0;
  guint there = 0;

  while (cursor->left > 0)
    {
      guint64 number = lnet_cursor_get_number (cursor);
      gsize size;
      const guint8 *data = lnet_cursor_get_block (cursor, &size);

      if (data == NULL || number <= last || !read_field (header, number, (LnetCursor) { data, size, FALSE }))
        return 0;
      there |= number < N_FIELDS ? 1u << number : 0;
      last = number;
    }
  return there;
}

LnetBundleHeader *
lnet_bundle_header_read (GBytes  *written,
                         GError **error)
{
  const guint slots = 1u << FIELD_BY_EPOCH | 1u << FIELD_BY_PASSPHRASE | 1u << FIELD_BY_DESKS;
  const guint all = (1u << N_FIELDS) - 2;
  g_autoptr (LnetBundleHeader) header = g_new0 (LnetBundleHeader, 1);
  gsize size, left;
  const guint8 *data = g_bytes_get_data (written, &size);
  LnetCursor cursor;
  guint there;

  if (size < LNET_BUNDLE_PREFACE_SIZE)
    {
      lnet_bundle_fail_cut_off (error);
      return NULL;
    }
  if (!lnet_bundle_header_read_preface (data, &left, error))
    return NULL;
  cursor = (LnetCursor) { data + LNET_BUNDLE_PREFACE_SIZE, size - LNET_BUNDLE_PREFACE_SIZE, FALSE };
  there = left == cursor.left ? read_fields (header, &cursor) : 0;
  if ((there | slots) != all || !g_bit_storage (there & slots) || ((there & slots) & ((there & slots) - 1)) != 0 ||
      header->part < 1 || header->part > header->n_parts || header->n_parts > G_MAXUINT16)
    {
      lnet_bundle_fail_damaged (error, "header");
      return NULL;
    }
  return g_steal_pointer (&header);
}
