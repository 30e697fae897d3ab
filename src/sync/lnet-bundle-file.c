/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-bundle-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-bundle-reader.h"
#include "lnet-error.h"

/* --- reading --- */

static GInputStream *
open_file (GFile         *file,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *name = g_file_get_parse_name (file);
  GInputStream *stream = (GInputStream *) g_file_read (file, cancellable, &reason);

  if (stream != NULL)
    return stream;
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&reason));
  else if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_set_error (error, LNET_ERROR, LNET_ERROR_NOT_FOUND, _("There is no file “%s”. Nothing was read."), name);
  else
    g_set_error (error, LNET_ERROR, LNET_ERROR_FAILED, _("“%s” cannot be read: %s"), name, reason->message);
  return NULL;
}

static guint64
get_size (GInputStream *stream,
          GCancellable *cancellable)
{
  g_autoptr (GFileInfo) info = g_file_input_stream_query_info (G_FILE_INPUT_STREAM (stream),
                                                               G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, NULL);

  return info != NULL ? (guint64) g_file_info_get_size (info) : 0;
}

LnetBundleHeader *
lnet_bundle_peek_file (GFile         *file,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr (GInputStream) stream = open_file (file, cancellable, error);
  g_autoptr (LnetBundleReader) reader = NULL;
  const LnetBundleHeader *header;

  if (stream == NULL)
    return NULL;
  reader = lnet_bundle_reader_new (stream);
  header = lnet_bundle_reader_next (reader, cancellable, error);
  return header != NULL ? lnet_bundle_header_copy (header) : NULL;
}

static gboolean
check_network (const LnetBundleManifest  *manifest,
               const LnetId              *network,
               GError                   **error)
{
  if (network == NULL || lnet_id_equal (&manifest->network, network))
    return TRUE;
  if (manifest->network_name[0] != '\0')
    /* Translators: the name of a network */
    g_set_error (error, LNET_ERROR, LNET_ERROR_FOREIGN,
                 _("This bundle belongs to another network, “%s”. Nothing was taken from it."), manifest->network_name);
  else
    g_set_error_literal (error, LNET_ERROR, LNET_ERROR_FOREIGN,
                         _("This bundle belongs to another network. Nothing was taken from it."));
  return FALSE;
}

/* What is read of a file, part after part. */
typedef struct
{
  const LnetBundleKeys *keys;
  const LnetId *network;
  LnetBundleTake take;
  gpointer take_data;
  LnetBundleProgress progress;
  gpointer user_data;
  GCancellable *cancellable;
  GHashTable *seen; /* text of bundle and part */
  guint n_missing;  /* of all bundles that began in the file */
} Walk;

static char *
name_part (const LnetBundleHeader *header)
{
  g_autofree char *bundle = lnet_id_to_string (&header->bundle);

  return g_strdup_printf ("%s-%" G_GUINT64_FORMAT, bundle, header->part);
}

/* A part that comes twice counts once; the first of a bundle says how many there are to be. */
static void
note_part (Walk                   *walk,
           const LnetBundleHeader *header)
{
  g_autofree char *bundle = lnet_id_to_string (&header->bundle);

  if (g_hash_table_add (walk->seen, g_strdup (bundle)))
    walk->n_missing += (guint) header->n_parts;
  if (g_hash_table_add (walk->seen, name_part (header)) && walk->n_missing > 0)
    walk->n_missing--;
}

static gboolean
walk_part (Walk                    *walk,
           LnetBundleReader        *reader,
           const LnetBundleHeader  *header,
           GError                 **error)
{
  g_autofree char *name = name_part (header);
  g_autoptr (LnetBundlePart) part = NULL;

  if (g_hash_table_contains (walk->seen, name))
    return lnet_bundle_reader_skip (reader, walk->cancellable, error);
  part = lnet_bundle_reader_open (reader, walk->keys, walk->cancellable, error);
  if (part == NULL || !check_network (part->manifest, walk->network, error) ||
      !walk->take (part, walk->take_data, error))
    return FALSE;
  note_part (walk, header);
  return TRUE;
}

static gboolean
walk_file (Walk    *walk,
           GFile   *file,
           GError **error)
{
  g_autoptr (GInputStream) stream = open_file (file, walk->cancellable, error);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (LnetBundleReader) reader = NULL;
  const LnetBundleHeader *header;
  GError *reason = NULL;
  guint64 size;

  if (stream == NULL)
    return FALSE;
  walk->seen = seen;
  size = get_size (stream, walk->cancellable);
  reader = lnet_bundle_reader_new (stream);
  while ((header = lnet_bundle_reader_next (reader, walk->cancellable, &reason)) != NULL)
    {
      if (!walk_part (walk, reader, header, error))
        return FALSE;
      if (walk->progress != NULL)
        walk->progress ((guint64) g_seekable_tell (G_SEEKABLE (stream)), size, walk->user_data);
    }
  if (reason == NULL)
    return TRUE;
  g_propagate_error (error, reason);
  return FALSE;
}

gboolean
lnet_bundle_take_file (GFile                 *file,
                       const LnetBundleKeys  *keys,
                       const LnetId          *network,
                       LnetBundleTake         take,
                       gpointer               take_data,
                       LnetBundleProgress     progress,
                       gpointer               user_data,
                       guint                 *n_missing,
                       GCancellable          *cancellable,
                       GError               **error)
{
  Walk walk = { .keys = keys, .network = network, .take = take, .take_data = take_data, .progress = progress,
                .user_data = user_data, .cancellable = cancellable };

  if (!walk_file (&walk, file, error))
    return FALSE;
  if (n_missing != NULL)
    *n_missing = walk.n_missing;
  return TRUE;
}

/* --- looking --- */

typedef struct
{
  LnetBundlePreview *preview;
  GArray *here;       /* what the network has that it is looked at from */
  GHashTable *spaces; /* of all parts */
} Looking;

void
lnet_bundle_preview_free (LnetBundlePreview *preview)
{
  if (preview == NULL)
    return;
  lnet_bundle_manifest_free (preview->manifest);
  g_free (preview);
}

/* How many of a part's batches are beyond what is here. */
static guint64
count_new (const LnetBundleManifest *manifest,
           const GArray             *here)
{
  guint64 n = 0;

  for (guint i = 0; i < manifest->from->len; i++)
    {
      const LnetMark *from = &g_array_index (manifest->from, LnetMark, i);
      guint64 to = g_array_index (manifest->to, LnetMark, i).n;
      guint64 have = lnet_vector_get (here, &from->space, &from->desk);

      n += to > have ? to - MAX (have, from->n - 1) : 0;
    }
  return n;
}

static gboolean
look_at_part (const LnetBundlePart  *part,
              gpointer               user_data,
              GError               **error)
{
  Looking *looking = user_data;
  LnetBundlePreview *preview = looking->preview;

  if (preview->manifest == NULL)
    preview->manifest = lnet_bundle_manifest_copy (part->manifest);
  preview->n_parts++;
  preview->n_batches += part->manifest->n_batches;
  preview->n_ops += part->manifest->n_ops;
  preview->n_contents += g_hash_table_size (part->delivery->contents);
  preview->n_new += count_new (part->manifest, looking->here);
  for (guint i = 0; i < part->manifest->from->len; i++)
    g_hash_table_add (looking->spaces, lnet_id_copy (&g_array_index (part->manifest->from, LnetMark, i).space));
  return TRUE;
}

LnetBundlePreview *
lnet_bundle_preview_file (GFile                 *file,
                          const LnetBundleKeys  *keys,
                          LnetReader            *reader,
                          LnetBundleProgress     progress,
                          gpointer               user_data,
                          GCancellable          *cancellable,
                          GError               **error)
{
  g_autoptr (LnetBundlePreview) preview = g_new0 (LnetBundlePreview, 1);
  g_autoptr (GArray) here = reader != NULL ? lnet_give_read_vector (reader, error) : lnet_vector_new ();
  g_autoptr (GHashTable) spaces = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);
  Looking looking = { preview, here, spaces };

  if (here == NULL ||
      !lnet_bundle_take_file (file, keys, reader != NULL ? lnet_reader_get_network (reader) : NULL, look_at_part,
                              &looking, progress, user_data, &preview->n_missing, cancellable, error))
    return NULL;
  preview->n_spaces = g_hash_table_size (spaces);
  return g_steal_pointer (&preview);
}
