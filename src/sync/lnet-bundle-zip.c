/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-bundle-zip.h"

#include <string.h>
#include <zstd.h>

#include "lnet-bundle-format-private.h"

/* Between speed and size: a network is small, and its way is slow. */
#define LEVEL 6

/* The first byte of a frame says how what follows is to be read. */
enum
{
  FORM_PLAIN = 0,
  FORM_NUMBERS = 1, /* lnet_bundle_dictionary_restore() */
};

/* Numbers for ids make a frame smaller; but of a frame without any, what says so makes it larger. */
#define MOST_WRITTEN (LNET_BUNDLE_FRAME_SIZE + 64)

struct _LnetBundleZip
{
  ZSTD_CCtx *context;
  LnetBundleDictionary *dictionary;
};

struct _LnetBundleUnzip
{
  ZSTD_DCtx *context;
  LnetBundleDictionary *dictionary;
  GByteArray *written;
};

LnetBundleZip *
lnet_bundle_zip_new (LnetBundleDictionary *dictionary)
{
  LnetBundleZip *zip = g_new0 (LnetBundleZip, 1);

  zip->context = ZSTD_createCCtx ();
  g_assert (zip->context != NULL);
  ZSTD_CCtx_setParameter (zip->context, ZSTD_c_compressionLevel, LEVEL);
  zip->dictionary = dictionary;
  return zip;
}

void
lnet_bundle_zip_free (LnetBundleZip *zip)
{
  if (zip == NULL)
    return;
  ZSTD_freeCCtx (zip->context);
  g_free (zip);
}

static GBytes *
compress (LnetBundleZip *zip,
          gconstpointer  data,
          gsize          size)
{
  gsize room = ZSTD_compressBound (size);
  guint8 *frame = g_malloc (sizeof (guint32) + room);
  gsize n = ZSTD_compress2 (zip->context, frame + sizeof (guint32), room, data, size);
  guint32 length = GUINT32_TO_LE ((guint32) n);

  g_assert (!ZSTD_isError (n)); /* there is room for whatever it is */
  memcpy (frame, &length, sizeof length);
  return g_bytes_new_take (g_realloc (frame, sizeof length + n), sizeof length + n);
}

GBytes *
lnet_bundle_zip_frame (LnetBundleZip *zip,
                       gconstpointer  data,
                       gsize          size)
{
  g_autoptr (GByteArray) written = g_byte_array_new ();
  guint8 form = zip->dictionary != NULL ? FORM_NUMBERS : FORM_PLAIN;

  g_byte_array_append (written, &form, 1);
  if (form == FORM_NUMBERS)
    lnet_bundle_dictionary_shorten (zip->dictionary, data, size, written);
  else
    g_byte_array_append (written, data, (guint) size);
  return compress (zip, written->data, written->len);
}

LnetBundleUnzip *
lnet_bundle_unzip_new (LnetBundleDictionary *dictionary)
{
  LnetBundleUnzip *unzip = g_new0 (LnetBundleUnzip, 1);

  unzip->context = ZSTD_createDCtx ();
  g_assert (unzip->context != NULL);
  unzip->dictionary = dictionary;
  unzip->written = g_byte_array_new ();
  return unzip;
}

void
lnet_bundle_unzip_free (LnetBundleUnzip *unzip)
{
  if (unzip == NULL)
    return;
  ZSTD_freeDCtx (unzip->context);
  g_clear_pointer (&unzip->dictionary, lnet_bundle_dictionary_free);
  g_byte_array_unref (unzip->written);
  g_free (unzip);
}

gboolean
lnet_bundle_unzip_may_be (gsize size)
{
  return size > 0 && size <= ZSTD_COMPRESSBOUND (MOST_WRITTEN);
}

/* What it says of its size is looked at before there is room made for it. */
static gboolean
decompress (LnetBundleUnzip *unzip,
            gconstpointer    frame,
            gsize            size)
{
  unsigned long long open = ZSTD_getFrameContentSize (frame, size);

  if (open == ZSTD_CONTENTSIZE_UNKNOWN || open == ZSTD_CONTENTSIZE_ERROR || open < 2 || open > MOST_WRITTEN ||
      ZSTD_findFrameCompressedSize (frame, size) != size)
    return FALSE;
  g_byte_array_set_size (unzip->written, (guint) open);
  return ZSTD_decompressDCtx (unzip->context, unzip->written->data, open, frame, size) == open;
}

gboolean
lnet_bundle_unzip_frame (LnetBundleUnzip *unzip,
                         gconstpointer    frame,
                         gsize            size,
                         GByteArray      *bytes,
                         gsize            most)
{
  const guint8 *data;
  gsize n;

  if (!decompress (unzip, frame, size))
    return FALSE;
  data = unzip->written->data + 1;
  n = unzip->written->len - 1;
  most = MIN (LNET_BUNDLE_FRAME_SIZE, most - MIN (bytes->len, most));
  switch (unzip->written->data[0])
    {
    case FORM_PLAIN:
      if (n <= most)
        g_byte_array_append (bytes, data, (guint) n);
      return n <= most;
    case FORM_NUMBERS:
      return unzip->dictionary != NULL && lnet_bundle_dictionary_restore (unzip->dictionary, data, n, bytes, most);
    default:
      return FALSE;
    }
}
