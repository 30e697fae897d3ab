/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-bytes.h"

#include <string.h>

void
lnet_bytes_put_number (GByteArray *bytes,
                       guint64     number)
{
  guint8 digits[10];
  guint n = 0;

  for (; number >= 0x80; number >>= 7)
    digits[n++] = (guint8) (number | 0x80);
  digits[n++] = (guint8) number;
  g_byte_array_append (bytes, digits, n);
}

/* Small numbers of either sign stay short: 0, -1, 1, -2 … are written 0, 1, 2, 3 … */
void
lnet_bytes_put_signed (GByteArray *bytes,
                       gint64      number)
{
  lnet_bytes_put_number (bytes, ((guint64) number << 1) ^ (guint64) (number >> 63));
}

void
lnet_bytes_put_id (GByteArray   *bytes,
                   const LnetId *id)
{
  g_byte_array_append (bytes, id->bytes, sizeof id->bytes);
}

void
lnet_bytes_put_block (GByteArray    *bytes,
                      gconstpointer  data,
                      gsize          size)
{
  lnet_bytes_put_number (bytes, size);
  g_byte_array_append (bytes, data, size);
}

void
lnet_bytes_put_text (GByteArray *bytes,
                     const char *text)
{
  lnet_bytes_put_block (bytes, text, strlen (text));
}

const guint8 *
lnet_cursor_get_raw (LnetCursor *cursor,
                     gsize       size)
{
  const guint8 *data = cursor->data;

  if (cursor->failed || size > cursor->left)
    {
      cursor->failed = TRUE;
      return NULL;
    }
  cursor->data += size;
  cursor->left -= size;
  return data;
}

guint8
lnet_cursor_get_byte (LnetCursor *cursor)
{
  const guint8 *byte = lnet_cursor_get_raw (cursor, 1);

  return byte != NULL ? *byte : 0;
}

guint64
lnet_cursor_get_number (LnetCursor *cursor)
{
  guint64 number = 0;

  for (guint shift = 0; shift < 64; shift += 7)
    {
      guint8 digit = lnet_cursor_get_byte (cursor);

      number |= (guint64) (digit & 0x7f) << shift;
      if ((digit & 0x80) == 0)
        return cursor->failed ? 0 : number;
    }
  cursor->failed = TRUE;
  return 0;
}

gint64
lnet_cursor_get_signed (LnetCursor *cursor)
{
  guint64 number = lnet_cursor_get_number (cursor);

  return (gint64) (number >> 1) ^ -(gint64) (number & 1);
}

LnetId
lnet_cursor_get_id (LnetCursor *cursor)
{
  const guint8 *bytes = lnet_cursor_get_raw (cursor, LNET_ID_SIZE);
  LnetId id = lnet_id_null ();

  if (bytes != NULL)
    memcpy (id.bytes, bytes, sizeof id.bytes);
  return id;
}

const guint8 *
lnet_cursor_get_block (LnetCursor *cursor,
                       gsize      *size)
{
  *size = lnet_cursor_get_number (cursor);
  return lnet_cursor_get_raw (cursor, *size);
}

char *
lnet_cursor_get_text (LnetCursor *cursor)
{
  gsize size;
  const guint8 *bytes = lnet_cursor_get_block (cursor, &size);

  if (bytes == NULL)
    return NULL;
  if (!g_utf8_validate_len ((const char *) bytes, size, NULL))
    {
      cursor->failed = TRUE;
      return NULL;
    }
  return g_strndup ((const char *) bytes, size);
}
