/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-bundle-seal.h"

#include <sodium.h>
#include <string.h>

#include "lnet-bundle-error.h"
#include "lnet-padding.h"

#define OVERHEAD crypto_secretstream_xchacha20poly1305_ABYTES
#define TAG_MESSAGE crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
#define TAG_FINAL crypto_secretstream_xchacha20poly1305_TAG_FINAL
#define MOST_OPEN (LNET_BUNDLE_CHUNK_SIZE - OVERHEAD)
#define LENGTH_SIZE sizeof (guint32)

struct _LnetBundleSealer
{
  GOutputStream *stream;
  GCancellable *cancellable;
  GBytes *header;
  crypto_secretstream_xchacha20poly1305_state state;
  guint8 *open; /* a chunk that is not full yet */
  gsize n_open;
  guint8 *sealed; /* room for a chunk and its length */
  guint64 size;
};

struct _LnetBundleOpener
{
  GInputStream *stream;
  GCancellable *cancellable;
  GBytes *header;
  crypto_secretstream_xchacha20poly1305_state state;
  guint8 *open;
  guint8 *sealed;
  gboolean ended;
};

/* --- sealing --- */

static gboolean
write_all (LnetBundleSealer  *sealer,
           gconstpointer      data,
           gsize              size,
           GError           **error)
{
  return g_output_stream_write_all (sealer->stream, data, size, NULL, sealer->cancellable, error);
}

LnetBundleSealer *
lnet_bundle_sealer_new (GOutputStream        *stream,
                        GBytes               *header,
                        const LnetBundleKey  *key,
                        GCancellable         *cancellable,
                        GError              **error)
{
  g_autoptr (LnetBundleSealer) sealer = g_new0 (LnetBundleSealer, 1);
  guint8 beginning[crypto_secretstream_xchacha20poly1305_HEADERBYTES];

  sealer->stream = g_object_ref (stream);
  g_set_object (&sealer->cancellable, cancellable);
  sealer->header = g_bytes_ref (header);
  sealer->open = g_malloc (MOST_OPEN);
  sealer->sealed = g_malloc (LENGTH_SIZE + LNET_BUNDLE_CHUNK_SIZE);
  crypto_secretstream_xchacha20poly1305_init_push (&sealer->state, beginning, key->bytes);
  if (!write_all (sealer, g_bytes_get_data (header, NULL), g_bytes_get_size (header), error) ||
      !write_all (sealer, beginning, sizeof beginning, error))
    return NULL;
  return g_steal_pointer (&sealer);
}

static gboolean
seal_chunk (LnetBundleSealer  *sealer,
            const guint8      *open,
            gsize              n_open,
            guint8             tag,
            GError           **error)
{
  guint32 length = GUINT32_TO_LE ((guint32) (n_open + OVERHEAD));
  gsize header_size;
  const guint8 *header = g_bytes_get_data (sealer->header, &header_size);

  memcpy (sealer->sealed, &length, LENGTH_SIZE);
  crypto_secretstream_xchacha20poly1305_push (&sealer->state, sealer->sealed + LENGTH_SIZE, NULL, open, n_open, header,
                                              header_size, tag);
  return write_all (sealer, sealer->sealed, LENGTH_SIZE + n_open + OVERHEAD, error);
}

static gboolean
seal_kept (LnetBundleSealer  *sealer,
           guint8             tag,
           GError           **error)
{
  gsize n_open = sealer->n_open;

  sealer->n_open = 0;
  return seal_chunk (sealer, sealer->open, n_open, tag, error);
}

/* What fills chunks is sealed from where it is; the last one is kept back, in case it is the last of all. */
static gboolean
push_whole_chunks (LnetBundleSealer  *sealer,
                   const guint8     **data,
                   guint64           *size,
                   GError           **error)
{
  while (sealer->n_open == 0 && *size > MOST_OPEN)
    {
      if (!seal_chunk (sealer, *data, MOST_OPEN, TAG_MESSAGE, error))
        return FALSE;
      *data += MOST_OPEN;
      *size -= MOST_OPEN;
      sealer->size += MOST_OPEN;
    }
  return TRUE;
}

/* Of @data, or of zeros. A full chunk is kept back until it is known not to be the last. */
static gboolean
push (LnetBundleSealer  *sealer,
      const guint8      *data,
      guint64            size,
      GError           **error)
{
  while (size > 0)
    {
      gsize n = MIN (size, MOST_OPEN - sealer->n_open);

      if (n == 0)
        {
          if (!seal_kept (sealer, TAG_MESSAGE, error) ||
              (data != NULL && !push_whole_chunks (sealer, &data, &size, error)))
            return FALSE;
          continue;
        }
      if (data != NULL)
        memcpy (sealer->open + sealer->n_open, data, n);
      else
        memset (sealer->open + sealer->n_open, 0, n);
      sealer->n_open += n;
      sealer->size += n;
      size -= n;
      data = data != NULL ? data + n : NULL;
    }
  return TRUE;
}

gboolean
lnet_bundle_sealer_push (LnetBundleSealer  *sealer,
                         gconstpointer      data,
                         gsize              size,
                         GError           **error)
{
  return push (sealer, data, size, error);
}

gboolean
lnet_bundle_sealer_finish (LnetBundleSealer  *sealer,
                           GError           **error)
{
  static const guint32 end = 0;

  return push (sealer, NULL, lnet_padding_size (sealer->size) - sealer->size, error) &&
         seal_kept (sealer, TAG_FINAL, error) &&
         write_all (sealer, &end, LENGTH_SIZE, error);
}

void
lnet_bundle_sealer_free (LnetBundleSealer *sealer)
{
  if (sealer == NULL)
    return;
  sodium_memzero (&sealer->state, sizeof sealer->state);
  g_free (sealer->open);
  g_free (sealer->sealed);
  g_bytes_unref (sealer->header);
  g_clear_object (&sealer->cancellable);
  g_object_unref (sealer->stream);
  g_free (sealer);
}

/* --- opening --- */

gboolean
lnet_bundle_read_all (GInputStream  *stream,
                      void          *buffer,
                      gsize          size,
                      GCancellable  *cancellable,
                      GError       **error)
{
  gsize n_read;

  if (!g_input_stream_read_all (stream, buffer, size, &n_read, cancellable, error))
    return FALSE;
  return n_read == size || lnet_bundle_fail_cut_off (error);
}

/* The length of the next chunk; 0 at the end. */
static gboolean
read_length (GInputStream  *stream,
             gsize         *length,
             GCancellable  *cancellable,
             GError       **error)
{
  guint32 number;

  if (!lnet_bundle_read_all (stream, &number, sizeof number, cancellable, error))
    return FALSE;
  *length = GUINT32_FROM_LE (number);
  if (*length != 0 && (*length < OVERHEAD || *length > LNET_BUNDLE_CHUNK_SIZE))
    return lnet_bundle_fail_damaged (error, "length of a chunk");
  return TRUE;
}

LnetBundleOpener *
lnet_bundle_opener_new (GInputStream         *stream,
                        GBytes               *header,
                        const LnetBundleKey  *key,
                        GCancellable         *cancellable,
                        GError              **error)
{
  g_autoptr (LnetBundleOpener) opener = g_new0 (LnetBundleOpener, 1);
  guint8 beginning[crypto_secretstream_xchacha20poly1305_HEADERBYTES];

  opener->stream = g_object_ref (stream);
  g_set_object (&opener->cancellable, cancellable);
  opener->header = g_bytes_ref (header);
  opener->open = g_malloc (MOST_OPEN);
  opener->sealed = g_malloc (LNET_BUNDLE_CHUNK_SIZE);
  if (!lnet_bundle_read_all (stream, beginning, sizeof beginning, cancellable, error))
    return NULL;
  if (crypto_secretstream_xchacha20poly1305_init_pull (&opener->state, beginning, key->bytes) != 0)
    {
      lnet_bundle_fail_damaged (error, "beginning of the seal");
      return NULL;
    }
  return g_steal_pointer (&opener);
}

const guint8 *
lnet_bundle_opener_next (LnetBundleOpener  *opener,
                         gsize             *size,
                         GError           **error)
{
  gsize header_size, length;
  const guint8 *header = g_bytes_get_data (opener->header, &header_size);
  unsigned long long n_open;
  guint8 tag;

  *size = 0;
  if (!read_length (opener->stream, &length, opener->cancellable, error))
    return NULL;
  if (opener->ended != (length == 0))
    {
      lnet_bundle_fail_damaged (error, "end of the seal");
      return NULL;
    }
  if (opener->ended || !lnet_bundle_read_all (opener->stream, opener->sealed, length, opener->cancellable, error))
    return NULL;
  if (crypto_secretstream_xchacha20poly1305_pull (&opener->state, opener->open, &n_open, &tag, opener->sealed, length,
                                                  header, header_size) != 0 ||
      (tag != TAG_MESSAGE && tag != TAG_FINAL) || n_open == 0)
    {
      lnet_bundle_fail_damaged (error, "seal of a chunk");
      return NULL;
    }
  opener->ended = tag == TAG_FINAL;
  *size = (gsize) n_open;
  return opener->open;
}

void
lnet_bundle_opener_free (LnetBundleOpener *opener)
{
  if (opener == NULL)
    return;
  sodium_memzero (&opener->state, sizeof opener->state);
  g_free (opener->open);
  g_free (opener->sealed);
  g_bytes_unref (opener->header);
  g_clear_object (&opener->cancellable);
  g_object_unref (opener->stream);
  g_free (opener);
}

gboolean
lnet_bundle_seal_skip (GInputStream  *stream,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autofree guint8 *buffer = g_malloc (LNET_BUNDLE_CHUNK_SIZE);
  gsize length = crypto_secretstream_xchacha20poly1305_HEADERBYTES;

  do
    if (!lnet_bundle_read_all (stream, buffer, length, cancellable, error) ||
        !read_length (stream, &length, cancellable, error))
      return FALSE;
  while (length > 0);
  return TRUE;
}
