/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-bundle-reader.h"

#include <sodium.h>
#include <string.h>

#include "lnet-bundle-error.h"
#include "lnet-bundle-seal.h"

struct _LnetBundleReader
{
  GInputStream *stream;
  GBytes *written; /* the header of the part that is next, or was read last */
  LnetBundleHeader *header;
  guint n_parts; /* that were begun */
  LnetId opened; /* the bundle that @key is of */
  LnetBundleKey key;
};

LnetBundleReader *
lnet_bundle_reader_new (GInputStream *stream)
{
  LnetBundleReader *reader = g_new0 (LnetBundleReader, 1);

  reader->stream = g_object_ref (stream);
  return reader;
}

void
lnet_bundle_reader_free (LnetBundleReader *reader)
{
  if (reader == NULL)
    return;
  sodium_memzero (&reader->key, sizeof reader->key);
  g_clear_pointer (&reader->written, g_bytes_unref);
  lnet_bundle_header_free (reader->header);
  g_object_unref (reader->stream);
  g_free (reader);
}

/* The beginning of a part; @size is 0 where the stream ends instead. */
static gboolean
read_preface (LnetBundleReader  *reader,
              guint8            *preface,
              gsize             *size,
              GCancellable      *cancellable,
              GError           **error)
{
  if (!g_input_stream_read_all (reader->stream, preface, LNET_BUNDLE_PREFACE_SIZE, size, cancellable, error))
    return FALSE;
  if (*size == LNET_BUNDLE_PREFACE_SIZE || (*size == 0 && reader->n_parts > 0))
    return TRUE;
  memset (preface + *size, 0, LNET_BUNDLE_PREFACE_SIZE - *size);
  return lnet_bundle_fail_cut_off (error);
}

const LnetBundleHeader *
lnet_bundle_reader_next (LnetBundleReader  *reader,
                         GCancellable      *cancellable,
                         GError           **error)
{
  guint8 preface[LNET_BUNDLE_PREFACE_SIZE];
  gsize size, left;
  g_autofree guint8 *written = NULL;

  g_clear_pointer (&reader->written, g_bytes_unref);
  g_clear_pointer (&reader->header, lnet_bundle_header_free);
  if (!read_preface (reader, preface, &size, cancellable, error) || size == 0 ||
      !lnet_bundle_header_read_preface (preface, &left, error))
    return NULL;
  reader->n_parts++;
  written = g_malloc (sizeof preface + left);
  memcpy (written, preface, sizeof preface);
  if (!lnet_bundle_read_all (reader->stream, written + sizeof preface, left, cancellable, error))
    return NULL;
  reader->written = g_bytes_new_take (g_steal_pointer (&written), sizeof preface + left);
  reader->header = lnet_bundle_header_read (reader->written, error);
  return reader->header;
}

static gboolean
find_key (LnetBundleReader      *reader,
          const LnetBundleKeys  *keys,
          GError               **error)
{
  if (!lnet_id_is_null (&reader->opened) && lnet_id_equal (&reader->opened, &reader->header->bundle))
    return TRUE;
  reader->opened = lnet_id_null ();
  if (!lnet_bundle_keys_find (keys, reader->header, &reader->key, error))
    return FALSE;
  reader->opened = reader->header->bundle;
  return TRUE;
}

static LnetBundleOpener *
begin (LnetBundleReader      *reader,
       const LnetBundleKeys  *keys,
       GCancellable          *cancellable,
       GError               **error)
{
  LnetBundleOpener *opener;
  LnetBundleKey key;

  if (!find_key (reader, keys, error))
    return NULL;
  lnet_bundle_key_derive (&reader->key, reader->header, &key);
  opener = lnet_bundle_opener_new (reader->stream, reader->written, &key, cancellable, error);
  sodium_memzero (&key, sizeof key);
  return opener;
}

LnetBundlePart *
lnet_bundle_reader_open (LnetBundleReader      *reader,
                         const LnetBundleKeys  *keys,
                         GCancellable          *cancellable,
                         GError               **error)
{
  g_autoptr (LnetBundleUnpacker) unpacker = lnet_bundle_unpacker_new ();
  g_autoptr (LnetBundleOpener) opener = NULL;
  const guint8 *data;
  gsize size;
  GError *reason = NULL;

  g_return_val_if_fail (reader->header != NULL, NULL);
  opener = begin (reader, keys, cancellable, error);
  if (opener == NULL)
    return NULL;
  while ((data = lnet_bundle_opener_next (opener, &size, &reason)) != NULL)
    if (!lnet_bundle_unpacker_push (unpacker, data, size, error))
      return NULL;
  if (reason != NULL)
    {
      g_propagate_error (error, reason);
      return NULL;
    }
  return lnet_bundle_unpacker_finish (unpacker, error);
}

gboolean
lnet_bundle_reader_skip (LnetBundleReader  *reader,
                         GCancellable      *cancellable,
                         GError           **error)
{
  return lnet_bundle_seal_skip (reader->stream, cancellable, error);
}
