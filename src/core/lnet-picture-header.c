/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-picture-header.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-error.h"

/* Wider or higher than this is no picture of anything. */
#define MOST_SIDE 30000

typedef struct
{
  const guint8 *data;
  gsize size;
} Bytes;

static gboolean
begins_with (const Bytes *bytes,
             gsize        at,
             const char  *magic,
             gsize        length)
{
  return bytes->size >= at + length && memcmp (bytes->data + at, magic, length) == 0;
}

static guint
get_16_big (const guint8 *at)
{
  return (guint) at[0] << 8 | at[1];
}

static guint
get_16_little (const guint8 *at)
{
  return (guint) at[1] << 8 | at[0];
}

static guint
get_32_big (const guint8 *at)
{
  return get_16_big (at) << 16 | get_16_big (at + 2);
}

static gboolean
fail_damaged (GError **error)
{
  g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID,
                       _("This picture is damaged or not complete. Nothing was changed. Choose another one."));
  return FALSE;
}

/* PNG: the first chunk says it. A decoder would not mind that the last ones are missing. */

static gsize
find_png_end (const Bytes *bytes)
{
  gsize at = 8;

  while (at + 12 <= bytes->size)
    {
      gsize next = at + 12 + (gsize) get_32_big (bytes->data + at);

      if (begins_with (bytes, at + 4, "IEND", 4))
        return MIN (next, bytes->size);
      at = next;
    }
  return 0;
}

static gboolean
read_png (const Bytes        *bytes,
          LnetPictureHeader  *header,
          GError            **error)
{
  header->end = find_png_end (bytes);
  if (bytes->size < 33 || !begins_with (bytes, 12, "IHDR", 4) || header->end == 0)
    return fail_damaged (error);
  header->type = LNET_PICTURE_PNG;
  header->width = get_32_big (bytes->data + 16);
  header->height = get_32_big (bytes->data + 20);
  return TRUE;
}

/* JPEG: segments up to the one that begins a frame. */

static gboolean
begins_frame (guint8 marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

static gboolean
read_jpeg (const Bytes        *bytes,
           LnetPictureHeader  *header,
           GError            **error)
{
  gsize at = 2;

  header->type = LNET_PICTURE_JPEG;
  while (at + 4 <= bytes->size && bytes->data[at] == 0xff)
    {
      guint8 marker = bytes->data[at + 1];

      if (marker == 0xff)
        at++;
      else if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd7))
        at += 2;
      else if (begins_frame (marker) && at + 9 <= bytes->size)
        {
          header->height = get_16_big (bytes->data + at + 5);
          header->width = get_16_big (bytes->data + at + 7);
          return TRUE;
        }
      else if (marker == 0xd8 || marker == 0xd9 || marker == 0xda || get_16_big (bytes->data + at + 2) < 2)
        break;
      else
        at += 2 + get_16_big (bytes->data + at + 2);
    }
  return fail_damaged (error);
}

/* GIF: a moving one counts as its first picture. */

static gsize
skip_gif_colors (guint8 flags)
{
  return (flags & 0x80) != 0 ? (gsize) 3 << ((flags & 7) + 1) : 0;
}

/* Blocks that each begin with their length, up to an empty one; behind it, or 0. */
static gsize
skip_gif_blocks (const Bytes *bytes,
                 gsize        at)
{
  while (at < bytes->size && bytes->data[at] != 0)
    at += 1 + (gsize) bytes->data[at];
  return at < bytes->size ? at + 1 : 0;
}

static gboolean
read_gif_picture (const Bytes       *bytes,
                  gsize              at,
                  LnetPictureHeader *header)
{
  if (at + 11 > bytes->size || get_16_little (bytes->data + at + 5) == 0 || get_16_little (bytes->data + at + 7) == 0)
    return FALSE;
  header->width = MAX (header->width, get_16_little (bytes->data + at + 1) + get_16_little (bytes->data + at + 5));
  header->height = MAX (header->height, get_16_little (bytes->data + at + 3) + get_16_little (bytes->data + at + 7));
  /* The colours, then how wide codes are, then the blocks. */
  header->end = skip_gif_blocks (bytes, at + 10 + skip_gif_colors (bytes->data[at + 9]) + 1);
  return header->end != 0;
}

static gboolean
read_gif (const Bytes        *bytes,
          LnetPictureHeader  *header,
          GError            **error)
{
  gsize at;

  header->type = LNET_PICTURE_GIF;
  if (bytes->size < 14)
    return fail_damaged (error);
  header->width = get_16_little (bytes->data + 6);
  header->height = get_16_little (bytes->data + 8);
  at = 13 + skip_gif_colors (bytes->data[10]);
  while (at + 2 <= bytes->size && bytes->data[at] == 0x21)
    {
      at = skip_gif_blocks (bytes, at + 2);
      if (at == 0)
        return fail_damaged (error);
    }
  if (at < bytes->size && bytes->data[at] == 0x2c && read_gif_picture (bytes, at, header))
    return TRUE;
  return fail_damaged (error);
}

static gboolean
fail_foreign (const Bytes  *bytes,
              GError      **error)
{
  if (begins_with (bytes, 4, "ftyphei", 7) || begins_with (bytes, 4, "ftypmif1", 8))
    g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID,
                         _("This picture is of a kind that phones make (HEIC) and that cannot be read here. Nothing was "
                           "changed. Save it as JPEG, then choose it again."));
  else
    g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID,
                         _("This file is not a picture of a kind that can be read, whatever its name says. Nothing was "
                           "changed. Choose a JPEG, PNG or GIF picture."));
  return FALSE;
}

static gboolean
read_any (const Bytes        *bytes,
          LnetPictureHeader  *header,
          GError            **error)
{
  if (begins_with (bytes, 0, "\211PNG\r\n\032\n", 8))
    return read_png (bytes, header, error);
  if (begins_with (bytes, 0, "\377\330\377", 3))
    return read_jpeg (bytes, header, error);
  if (begins_with (bytes, 0, "GIF87a", 6) || begins_with (bytes, 0, "GIF89a", 6))
    return read_gif (bytes, header, error);
  return fail_foreign (bytes, error);
}

static gboolean
fail_size (gsize    size,
           GError **error)
{
  if (size == 0)
    g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID,
                         _("This file is empty. Nothing was changed. Choose another picture."));
  else
    g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID,
                         _("This file is larger than 20 MB. Nothing was changed. Make the picture smaller, then choose it "
                           "again."));
  return FALSE;
}

gboolean
lnet_picture_header_read (gconstpointer       data,
                          gsize               size,
                          LnetPictureHeader  *header,
                          GError            **error)
{
  const Bytes bytes = { data, size };
  LnetPictureHeader read = { .end = size };

  if (size == 0 || size > LNET_PICTURE_MOST_BYTES)
    return fail_size (size, error);
  if (!read_any (&bytes, &read, error))
    return FALSE;
  if (read.width == 0 || read.height == 0)
    return fail_damaged (error);
  if (read.width > MOST_SIDE || read.height > MOST_SIDE ||
      (guint64) read.width * read.height > LNET_PICTURE_MOST_PIXELS)
    {
      g_set_error (error, LNET_ERROR, LNET_ERROR_INVALID,
                   /* Translators: %u are pixels, wide and high */
                   _("This picture is %u × %u pixels large, more than can be read. Nothing was changed. Make it smaller, "
                     "then choose it again."), read.width, read.height);
      return FALSE;
    }
  *header = read;
  return TRUE;
}

const char *
lnet_picture_type_get_media_type (LnetPictureType type)
{
  static const char *const types[] = { "image/jpeg", "image/png", "image/gif" };

  return types[type];
}
