/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-pack.h"

#include <string.h>
#include <zstd.h>

/* Less is not worth it. */
#define LEAST_BYTES 512

/* More in one batch was not written by this program: a file that says so is damaged. */
#define MOST_BYTES (256 * 1024 * 1024)

#define LEVEL 1

/* What a frame begins with. A batch begins with its format, 1; what takes it back with a length and the kind of an op,
 * of which none is 0xb5. */
static const guint8 magic[] = { 0x28, 0xb5, 0x2f, 0xfd };

gboolean
lnet_is_packed (gconstpointer data,
                gsize         size)
{
  return size > sizeof magic && memcmp (data, magic, sizeof magic) == 0;
}

GBytes *
lnet_pack (gconstpointer data,
           gsize         size)
{
  gsize room = ZSTD_compressBound (size), packed_size;
  g_autofree guint8 *packed = NULL;

  if (size < LEAST_BYTES || size > MOST_BYTES)
    return g_bytes_new (data, size);
  packed = g_malloc (room);
  packed_size = ZSTD_compress (packed, room, data, size, LEVEL);
  if (ZSTD_isError (packed_size) || packed_size >= size)
    return g_bytes_new (data, size);
  return g_bytes_new (packed, packed_size);
}

GBytes *
lnet_unpack (gconstpointer data,
             gsize         size)
{
  unsigned long long whole;
  g_autofree guint8 *bytes = NULL;

  if (!lnet_is_packed (data, size))
    return g_bytes_new (data, size);
  whole = ZSTD_getFrameContentSize (data, size);
  if (whole > MOST_BYTES)
    return g_bytes_new (NULL, 0);
  bytes = g_try_malloc ((gsize) whole);
  if (bytes == NULL || ZSTD_decompress (bytes, (gsize) whole, data, size) != whole)
    return g_bytes_new (NULL, 0);
  return g_bytes_new_take (g_steal_pointer (&bytes), (gsize) whole);
}

LnetBatch *
lnet_unpack_batch (gconstpointer   data,
                   gsize           size,
                   const LnetHash *previous,
                   LnetHash       *hash)
{
  g_autoptr (GBytes) body = lnet_is_packed (data, size) ? lnet_unpack (data, size) : NULL;

  if (body != NULL)
    data = g_bytes_get_data (body, &size);
  return lnet_batch_read (data, size, previous, hash);
}
