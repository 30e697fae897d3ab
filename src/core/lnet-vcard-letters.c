/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-vcard-letters-private.h"

/* Folds that part the bytes of a letter. Pure; any thread. */

/* How long a fold at @at is that parts the bytes of one letter of UTF-8, as older programs write it; else 0. */
static gsize
measure_split_letter (const guint8 *at,
                      const guint8 *end)
{
  const guint8 *c = at;

  if (c < end && *c == '\r')
    c++;
  if (c + 2 >= end || c[0] != '\n' || (c[1] != ' ' && c[1] != '\t') || (c[2] & 0xc0) != 0x80)
    return 0;
  return (gsize) (c + 2 - at);
}

/* Puts such letters together. NULL when there are none. */
static GByteArray *
join_letters (const guint8 *data,
              gsize         length)
{
  const guint8 *end = data + length;
  const guint8 *from = data;
  GByteArray *joined = NULL;

  /* In UTF-16 these bytes mean something else. */
  if (length < 2 || data[0] == 0 || data[1] == 0 || data[0] >= 0xfe)
    return NULL;
  for (const guint8 *at = data + 1; at < end; at++)
    if ((*at == '\r' || *at == '\n') && at[-1] >= 0x80 && measure_split_letter (at, end) > 0)
      {
        if (joined == NULL)
          joined = g_byte_array_sized_new ((guint) length);
        g_byte_array_append (joined, from, (guint) (at - from));
        from = at + measure_split_letter (at, end);
      }
  if (joined != NULL)
    g_byte_array_append (joined, from, (guint) (end - from));
  return joined;
}

char *
lnet_vcard_convert (const guint8      *data,
                    gsize              length,
                    LnetTextEncoding  *encoding,
                    GError           **error)
{
  g_autoptr (GByteArray) joined = join_letters (data, length);

  if (joined != NULL)
    return lnet_text_encoding_convert (joined->data, joined->len, encoding, error);
  return lnet_text_encoding_convert (data, length, encoding, error);
}
