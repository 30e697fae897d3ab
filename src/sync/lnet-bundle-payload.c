/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-bundle-payload.h"

#include <glib/gi18n-lib.h>

#include "lnet-batch.h"
#include "lnet-bundle-dictionary.h"
#include "lnet-bundle-format-private.h"
#include "lnet-bundle-zip.h"
#include "lnet-error.h"

/* What is kept free in a part for its header, its seals and its last frames. */
#define ROOM_AROUND (256 * 1024)

void
lnet_bundle_payload_free (LnetBundlePayload *payload)
{
  if (payload == NULL)
    return;
  g_ptr_array_unref (payload->frames);
  g_array_unref (payload->contents);
  g_free (payload);
}

static LnetBundlePayload *
payload_new (void)
{
  LnetBundlePayload *payload = g_new0 (LnetBundlePayload, 1);

  payload->frames = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  payload->contents = g_array_new (FALSE, FALSE, sizeof (LnetContent));
  return payload;
}

static void
put_record (GByteArray       *bytes,
            LnetBundleRecord  record,
            gconstpointer     data,
            gsize             size)
{
  guint8 letter = (guint8) record;

  g_byte_array_append (bytes, &letter, 1);
  lnet_bytes_put_block (bytes, data, size);
}

/* --- packing --- */

/* Batches that go into one part together: as many as fill a frame, or one that fills more. */
typedef struct
{
  GPtrArray *frames;
  GArray *marks; /* LnetMark */
  GArray *n_ops; /* guint64, of each */
  gsize size;    /* compressed */
  gsize n_open;
} Group;

static void
group_free (Group *group)
{
  g_ptr_array_unref (group->frames);
  g_array_unref (group->marks);
  g_array_unref (group->n_ops);
  g_free (group);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Group, group_free)

static Group *
group_new (void)
{
  Group *group = g_new0 (Group, 1);

  group->frames = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  group->marks = g_array_new (FALSE, FALSE, sizeof (LnetMark));
  group->n_ops = g_array_new (FALSE, FALSE, sizeof (guint64));
  return group;
}

typedef struct
{
  const LnetBundleManifest *manifest;
  const LnetDelivery *delivery;
  GBytes *dictionary; /* as written; NULL: it does not pay */
  LnetBundleZip *zip;
  GPtrArray *payloads;
  /* The part that is being filled. */
  LnetBundleManifest *part;
  GPtrArray *frames;
  gsize size;
  gsize n_open;
} Packing;

static void
begin_part (Packing *packing)
{
  packing->part = lnet_bundle_manifest_copy (packing->manifest);
  g_array_append_vals (packing->part->spaces, packing->delivery->spaces->data, packing->delivery->spaces->len);
  packing->frames = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  packing->size = ROOM_AROUND + (packing->dictionary != NULL ? g_bytes_get_size (packing->dictionary) : 0);
  packing->n_open = packing->size;
}

static GBytes *
make_first_frame (const LnetBundleManifest *manifest,
                  GBytes                   *dictionary)
{
  g_autoptr (LnetBundleZip) zip = lnet_bundle_zip_new (NULL);
  g_autoptr (GByteArray) written = g_byte_array_new ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  lnet_bundle_manifest_write (manifest, written);
  put_record (bytes, LNET_BUNDLE_MANIFEST, written->data, written->len);
  if (dictionary != NULL)
    put_record (bytes, LNET_BUNDLE_DICTIONARY, g_bytes_get_data (dictionary, NULL), g_bytes_get_size (dictionary));
  return lnet_bundle_zip_frame (zip, bytes->data, bytes->len);
}

/* Those over the batches that are in the part; usually not many. */
static guint
put_signatures (Packing *packing)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GByteArray) written = g_byte_array_new ();
  const GArray *signatures = packing->delivery->signatures;
  guint n = 0;

  for (guint i = 0; i < signatures->len; i++)
    {
      const LnetSignature *signature = &g_array_index (signatures, LnetSignature, i);
      const LnetMark mark = { signature->space, signature->desk, signature->n };

      if (!lnet_bundle_manifest_has (packing->part, &mark))
        continue;
      g_byte_array_set_size (written, 0);
      lnet_bytes_put_id (written, &signature->space);
      lnet_bytes_put_id (written, &signature->desk);
      lnet_bytes_put_number (written, signature->n);
      g_byte_array_append (written, signature->bytes, sizeof signature->bytes);
      put_record (bytes, LNET_BUNDLE_SIGNATURE, written->data, written->len);
      n++;
      if (bytes->len > LNET_BUNDLE_FRAME_SIZE / 2 || i + 1 == signatures->len)
        {
          g_ptr_array_add (packing->frames, lnet_bundle_zip_frame (packing->zip, bytes->data, bytes->len));
          g_byte_array_set_size (bytes, 0);
        }
    }
  if (bytes->len > 0)
    g_ptr_array_add (packing->frames, lnet_bundle_zip_frame (packing->zip, bytes->data, bytes->len));
  return n;
}

static void
end_part (Packing *packing)
{
  LnetBundlePayload *payload = payload_new ();

  payload->n_batches = packing->part->n_batches;
  payload->n_signatures = put_signatures (packing);
  g_ptr_array_insert (packing->frames, 0, make_first_frame (packing->part, packing->dictionary));
  g_ptr_array_unref (payload->frames);
  payload->frames = g_steal_pointer (&packing->frames);
  g_ptr_array_add (packing->payloads, payload);
  g_clear_pointer (&packing->part, lnet_bundle_manifest_free);
}

/* A group goes where there is room for it, or begins the next part. */
static void
place_group (Packing *packing,
             Group   *group)
{
  if (packing->part != NULL && packing->part->n_batches > 0 &&
      (packing->size + group->size > LNET_BUNDLE_PART_SIZE || packing->n_open + group->n_open > LNET_BUNDLE_MOST_OPEN))
    end_part (packing);
  if (packing->part == NULL)
    begin_part (packing);
  for (guint i = 0; i < group->marks->len; i++)
    lnet_bundle_manifest_note (packing->part, &g_array_index (group->marks, LnetMark, i),
                               g_array_index (group->n_ops, guint64, i));
  g_ptr_array_extend (packing->frames, group->frames, (GCopyFunc) g_bytes_ref, NULL);
  packing->size += group->size;
  packing->n_open += group->n_open;
}

static void
close_group (Packing    *packing,
             Group      *group,
             GByteArray *bytes)
{
  for (gsize at = 0; at < bytes->len; at += LNET_BUNDLE_FRAME_SIZE)
    {
      gsize size = MIN (bytes->len - at, LNET_BUNDLE_FRAME_SIZE);
      GBytes *frame = lnet_bundle_zip_frame (packing->zip, bytes->data + at, size);

      group->size += g_bytes_get_size (frame);
      g_ptr_array_add (group->frames, frame);
    }
  group->n_open = bytes->len;
  place_group (packing, group);
}

static gboolean
fail_large (GError **error)
{
  g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID,
                       _("One change is so large that no bundle can hold it. Nothing was written."));
  return FALSE;
}

/* What the sender has and what is in a part must fit into a frame, with the dictionary. */
static gboolean
may_be_first_frame (const LnetBundleManifest  *manifest,
                    const LnetDelivery        *delivery,
                    GError                   **error)
{
  gsize most = (2 * manifest->vector->len) * sizeof (LnetMark) + delivery->spaces->len * sizeof (LnetSpace);

  return most < LNET_BUNDLE_FRAME_SIZE - LNET_BUNDLE_MOST_IDS * LNET_ID_SIZE - 65536 || fail_large (error);
}

static gboolean
pack_batches (Packing  *packing,
              GError  **error)
{
  const GPtrArray *batches = packing->delivery->batches;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  for (guint i = 0; i < batches->len;)
    {
      g_autoptr (Group) group = group_new ();

      g_byte_array_set_size (bytes, 0);
      for (; i < batches->len; i++)
        {
          gsize size;
          gconstpointer data = g_bytes_get_data (batches->pdata[i], &size);
          guint64 n_ops;
          LnetMark mark;

          if (bytes->len > 0 && bytes->len + size + 16 > LNET_BUNDLE_FRAME_SIZE)
            break;
          if (size > LNET_BUNDLE_MOST_OPEN / 2)
            return fail_large (error);
          if (!lnet_batch_read_mark (batches->pdata[i], &mark))
            continue;
          n_ops = lnet_batch_count_ops (batches->pdata[i]);
          put_record (bytes, LNET_BUNDLE_BATCH, data, size);
          g_array_append_val (group->marks, mark);
          g_array_append_val (group->n_ops, n_ops);
        }
      close_group (packing, group, bytes);
    }
  return TRUE;
}

GPtrArray *
lnet_bundle_payload_pack (const LnetBundleManifest  *manifest,
                          const LnetDelivery        *delivery,
                          GError                   **error)
{
  g_autoptr (GPtrArray) payloads = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_bundle_payload_free);
  g_autoptr (LnetBundleDictionary) dictionary = lnet_bundle_dictionary_new (delivery);
  g_autoptr (GBytes) written = dictionary != NULL ? lnet_bundle_dictionary_write (dictionary) : NULL;
  g_autoptr (LnetBundleZip) zip = lnet_bundle_zip_new (dictionary);
  Packing packing = { .manifest = manifest, .delivery = delivery, .dictionary = written, .zip = zip,
                      .payloads = payloads };
  gboolean packed = may_be_first_frame (manifest, delivery, error) && pack_batches (&packing, error);

  if (packed && packing.part != NULL)
    end_part (&packing);
  g_clear_pointer (&packing.part, lnet_bundle_manifest_free);
  g_clear_pointer (&packing.frames, g_ptr_array_unref);
  return packed ? g_steal_pointer (&payloads) : NULL;
}

LnetBundlePayload *
lnet_bundle_payload_new_contents (const LnetBundleManifest *manifest)
{
  g_autoptr (LnetBundleManifest) part = lnet_bundle_manifest_copy (manifest);
  LnetBundlePayload *payload = payload_new ();

  g_ptr_array_add (payload->frames, make_first_frame (part, NULL));
  return payload;
}
