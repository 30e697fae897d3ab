/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-bundle-zip.h"

#include <string.h>
#include <zstd.h>

#include "lnet-bundle-format-private.h"

/* Between speed and size: a network is small, and its way is slow. */
#define LEVEL 6

struct _LnetBundleZip
{
  ZSTD_CCtx *context;
  ZSTD_CDict *dictionary;
};

struct _LnetBundleUnzip
{
  ZSTD_DCtx *context;
  ZSTD_DDict *dictionary;
};

LnetBundleZip *
lnet_bundle_zip_new (GBytes *dictionary)
{
  LnetBundleZip *zip = g_new0 (LnetBundleZip, 1);

  zip->context = ZSTD_createCCtx ();
  g_assert (zip->context != NULL);
  ZSTD_CCtx_setParameter (zip->context, ZSTD_c_compressionLevel, LEVEL);
  if (dictionary != NULL)
    {
      zip->dictionary = ZSTD_createCDict (g_bytes_get_data (dictionary, NULL), g_bytes_get_size (dictionary), LEVEL);
      g_assert (zip->dictionary != NULL);
      ZSTD_CCtx_refCDict (zip->context, zip->dictionary);
    }
  return zip;
}

void
lnet_bundle_zip_free (LnetBundleZip *zip)
{
  if (zip == NULL)
    return;
  ZSTD_freeCCtx (zip->context);
  ZSTD_freeCDict (zip->dictionary);
  g_free (zip);
}

GBytes *
lnet_bundle_zip_frame (LnetBundleZip *zip,
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

LnetBundleUnzip *
lnet_bundle_unzip_new (gconstpointer dictionary,
                       gsize         size)
{
  LnetBundleUnzip *unzip = g_new0 (LnetBundleUnzip, 1);

  unzip->context = ZSTD_createDCtx ();
  g_assert (unzip->context != NULL);
  if (size > 0)
    unzip->dictionary = ZSTD_createDDict (dictionary, size);
  if (unzip->dictionary != NULL)
    ZSTD_DCtx_refDDict (unzip->context, unzip->dictionary);
  return unzip;
}

void
lnet_bundle_unzip_free (LnetBundleUnzip *unzip)
{
  if (unzip == NULL)
    return;
  ZSTD_freeDCtx (unzip->context);
  ZSTD_freeDDict (unzip->dictionary);
  g_free (unzip);
}

gboolean
lnet_bundle_unzip_may_be (gsize size)
{
  return size > 0 && size <= ZSTD_COMPRESSBOUND (LNET_BUNDLE_FRAME_SIZE);
}

gboolean
lnet_bundle_unzip_frame (LnetBundleUnzip *unzip,
                         gconstpointer    frame,
                         gsize            size,
                         GByteArray      *bytes,
                         gsize            most)
{
  unsigned long long open = ZSTD_getFrameContentSize (frame, size);
  guint before = bytes->len;
  gsize n;

  /* What it says of its size is looked at before there is room made for it. */
  if (open == ZSTD_CONTENTSIZE_UNKNOWN || open == ZSTD_CONTENTSIZE_ERROR || open == 0 ||
      open > LNET_BUNDLE_FRAME_SIZE || open > most - MIN (before, most) ||
      ZSTD_findFrameCompressedSize (frame, size) != size)
    return FALSE;
  g_byte_array_set_size (bytes, before + (guint) open);
  n = ZSTD_decompressDCtx (unzip->context, bytes->data + before, open, frame, size);
  return n == open;
}
