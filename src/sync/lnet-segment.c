/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-segment.h"

#include <string.h>

#include "lnet-batch.h"
#include "lnet-bundle-error.h"
#include "lnet-bundle-reader.h"
#include "lnet-bundle-writer.h"
#include "lnet-give.h"
#include "lnet-schema.h"

LnetDelivery *
lnet_segment_collect (LnetReader    *reader,
                      const LnetId  *space,
                      const LnetId  *author,
                      guint64        from,
                      guint64       *to,
                      GError       **error)
{
  g_autoptr (GHashTable) spaces = g_hash_table_new (lnet_id_hash, lnet_id_equal);
  g_autoptr (GArray) have = lnet_vector_new ();
  LnetMark before = { *space, *author, from - 1 };
  LnetDelivery *delivery;
  gboolean more = FALSE;

  lnet_vector_raise (have, &before);
  g_hash_table_add (spaces, (gpointer) space);
  delivery = lnet_give_collect (reader, have, spaces, author, LNET_FOLDER_SEGMENT_BYTES, &more, error);
  if (delivery == NULL)
    return NULL;
  lnet_give_note (have, delivery);
  *to = lnet_vector_get (have, space, author);
  return delivery;
}

LnetDelivery *
lnet_segment_collect_all (LnetReader    *reader,
                          const LnetId  *space,
                          const GArray  *after,
                          const GArray  *until,
                          GArray       **reached,
                          GError       **error)
{
  gboolean more = FALSE;
  LnetDelivery *delivery = lnet_give_collect_space (reader, space, after, until, LNET_FOLDER_SEGMENT_BYTES, &more,
                                                    error);

  if (delivery == NULL)
    return NULL;
  *reached = lnet_vector_copy (more ? after : until);
  if (more)
    lnet_give_note (*reached, delivery);
  return delivery;
}

GBytes *
lnet_segment_write (const LnetDelivery  *delivery,
                    const LnetSpaceKey  *key,
                    const LnetId        *sender,
                    GError             **error)
{
  const LnetId alias = lnet_space_key_get_alias (key);
  g_autoptr (LnetBundleManifest) manifest = lnet_bundle_manifest_new (&delivery->network);
  g_autoptr (LnetBundleLock) lock = NULL;
  g_autoptr (LnetBundleWriter) writer = NULL;
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  LnetBundleKey secret;

  manifest->sender = *sender;
  manifest->written = g_get_real_time () / 1000;
  manifest->schema = LNET_SCHEMA_VERSION;
  memcpy (secret.bytes, key->key, sizeof secret.bytes);
  lock = lnet_bundle_lock_new_epoch (&alias, key->epoch, &secret);
  writer = lnet_bundle_writer_new (lock, NULL, manifest);
  if (!lnet_bundle_writer_add (writer, delivery, error))
    return NULL;
  for (guint i = 1; i <= lnet_bundle_writer_get_n_parts (writer); i++)
    if (!lnet_bundle_writer_write_part (writer, i, stream, NULL, NULL, NULL, error))
      return NULL;
  if (!g_output_stream_close (stream, NULL, error))
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static gboolean
find_key (const LnetId  *alias,
          guint64        epoch,
          LnetBundleKey *key,
          gpointer       data)
{
  const LnetFolderKey *wanted = data;

  if (epoch != wanted->epoch || memcmp (alias->bytes, wanted->alias.bytes, sizeof wanted->alias) != 0)
    return FALSE;
  memcpy (key->bytes, wanted->key, sizeof key->bytes);
  return TRUE;
}

/* Whether all in a part belongs to the space whose key sealed it: somebody who may read one space could else slip in
 * what belongs to another. */
static gboolean
belongs_to (const LnetDelivery *delivery,
            const LnetId       *network,
            const LnetId       *space)
{
  for (guint i = 0; i < delivery->batches->len; i++)
    {
      LnetMark mark;

      if (!lnet_batch_read_mark (delivery->batches->pdata[i], &mark) || !lnet_id_equal (&mark.space, space))
        return FALSE;
    }
  return lnet_id_equal (&delivery->network, network);
}

static gboolean
add_part (LnetDelivery         *delivery,
          LnetBundleReader     *reader,
          const LnetFolderKey  *key,
          GError              **error)
{
  const LnetBundleKeys keys = { .find_key = find_key, .user_data = (gpointer) key };
  g_autoptr (LnetBundlePart) part = lnet_bundle_reader_open (reader, &keys, NULL, error);

  if (part == NULL)
    return FALSE;
  if (!belongs_to (part->delivery, &delivery->network, &key->space))
    {
      lnet_bundle_fail_damaged (error, "not of this space");
      return FALSE;
    }
  for (guint i = 0; i < part->delivery->spaces->len; i++)
    lnet_delivery_add_space (delivery, &g_array_index (part->delivery->spaces, LnetSpace, i));
  g_ptr_array_extend_and_steal (delivery->batches, g_steal_pointer (&part->delivery->batches));
  part->delivery->batches = g_ptr_array_new ();
  g_array_append_vals (delivery->signatures, part->delivery->signatures->data, part->delivery->signatures->len);
  return TRUE;
}

LnetDelivery *
lnet_segment_open (GBytes               *bundle,
                   const LnetFolderKey  *key,
                   const LnetId         *network,
                   GError              **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bundle);
  g_autoptr (LnetBundleReader) reader = lnet_bundle_reader_new (stream);
  g_autoptr (LnetDelivery) delivery = lnet_delivery_new (network);
  g_autoptr (GError) failure = NULL;

  while (lnet_bundle_reader_next (reader, NULL, &failure) != NULL)
    if (!add_part (delivery, reader, key, &failure))
      break;
  if (failure == NULL && delivery->batches->len > 0)
    return g_steal_pointer (&delivery);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    lnet_bundle_fail_damaged (error, "not of this space");
  return NULL;
}
