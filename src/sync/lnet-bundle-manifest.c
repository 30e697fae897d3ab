/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-bundle-manifest.h"

#include "lnet-schema.h"

LnetBundleManifest *
lnet_bundle_manifest_new (const LnetId *network)
{
  LnetBundleManifest *manifest = g_new0 (LnetBundleManifest, 1);

  manifest->network = *network;
  manifest->network_name = g_strdup ("");
  manifest->sender_name = g_strdup ("");
  manifest->schema = LNET_SCHEMA_VERSION;
  manifest->vector = lnet_vector_new ();
  manifest->spaces = g_array_new (FALSE, FALSE, sizeof (LnetSpace));
  manifest->from = lnet_vector_new ();
  manifest->to = lnet_vector_new ();
  return manifest;
}

LnetBundleManifest *
lnet_bundle_manifest_copy (const LnetBundleManifest *manifest)
{
  LnetBundleManifest *copy = lnet_bundle_manifest_new (&manifest->network);

  g_set_str (&copy->network_name, manifest->network_name);
  g_set_str (&copy->sender_name, manifest->sender_name);
  copy->sender = manifest->sender;
  copy->written = manifest->written;
  copy->schema = manifest->schema;
  g_array_unref (copy->vector);
  copy->vector = lnet_vector_copy (manifest->vector);
  return copy;
}

void
lnet_bundle_manifest_free (LnetBundleManifest *manifest)
{
  if (manifest == NULL)
    return;
  g_free (manifest->network_name);
  g_free (manifest->sender_name);
  g_array_unref (manifest->vector);
  g_array_unref (manifest->spaces);
  g_array_unref (manifest->from);
  g_array_unref (manifest->to);
  g_free (manifest);
}

static void
put_mark (GByteArray     *bytes,
          const LnetMark *mark)
{
  lnet_bytes_put_id (bytes, &mark->space);
  lnet_bytes_put_id (bytes, &mark->desk);
  lnet_bytes_put_number (bytes, mark->n);
}

static void
put_spaces (GByteArray   *bytes,
            const GArray *spaces)
{
  lnet_bytes_put_number (bytes, spaces->len);
  for (guint i = 0; i < spaces->len; i++)
    {
      const LnetSpace *space = &g_array_index (spaces, LnetSpace, i);

      lnet_bytes_put_number (bytes, space->kind);
      lnet_bytes_put_id (bytes, &space->owner);
    }
}

void
lnet_bundle_manifest_write (const LnetBundleManifest *manifest,
                            GByteArray               *bytes)
{
  lnet_bytes_put_id (bytes, &manifest->network);
  lnet_bytes_put_text (bytes, manifest->network_name);
  lnet_bytes_put_id (bytes, &manifest->sender);
  lnet_bytes_put_text (bytes, manifest->sender_name);
  lnet_bytes_put_signed (bytes, manifest->written);
  lnet_bytes_put_number (bytes, manifest->schema);
  lnet_bytes_put_number (bytes, manifest->n_batches);
  lnet_bytes_put_number (bytes, manifest->n_ops);
  put_spaces (bytes, manifest->spaces);
  lnet_bytes_put_number (bytes, manifest->from->len);
  for (guint i = 0; i < manifest->from->len; i++)
    {
      put_mark (bytes, &g_array_index (manifest->from, LnetMark, i));
      lnet_bytes_put_number (bytes, g_array_index (manifest->to, LnetMark, i).n);
    }
  lnet_bytes_put_number (bytes, manifest->vector->len);
  for (guint i = 0; i < manifest->vector->len; i++)
    put_mark (bytes, &g_array_index (manifest->vector, LnetMark, i));
}

static void
read_space (LnetBundleManifest *manifest,
            LnetCursor         *cursor)
{
  guint64 kind = lnet_cursor_get_number (cursor);
  LnetSpace space = { (LnetSpaceKind) kind, lnet_cursor_get_id (cursor) };

  if (kind < LNET_SPACE_NETWORK || kind > LNET_SPACE_ENROLMENT)
    cursor->failed = TRUE;
  g_array_append_val (manifest->spaces, space);
}

/* Only a vector in order is taken, so that reading one takes no longer than its size. */
static LnetMark
read_place (GArray     *vector,
            LnetCursor *cursor)
{
  LnetMark mark = { lnet_cursor_get_id (cursor), lnet_cursor_get_id (cursor), lnet_cursor_get_number (cursor) };
  const LnetMark *last = vector->len > 0 ? &g_array_index (vector, LnetMark, vector->len - 1) : NULL;
  int order = last != NULL ? lnet_id_compare (&last->space, &mark.space) : -1;

  if (order > 0 || (order == 0 && lnet_id_compare (&last->desk, &mark.desk) >= 0))
    cursor->failed = TRUE;
  g_array_append_val (vector, mark);
  return mark;
}

static void
read_range (LnetBundleManifest *manifest,
            LnetCursor         *cursor)
{
  LnetMark mark = read_place (manifest->from, cursor);
  guint64 from = mark.n;

  mark.n = lnet_cursor_get_number (cursor);
  if (from < 1 || from > mark.n)
    cursor->failed = TRUE;
  g_array_append_val (manifest->to, mark);
}

static void
read_mark (LnetBundleManifest *manifest,
           LnetCursor         *cursor)
{
  read_place (manifest->vector, cursor);
}

static void
read_each (LnetBundleManifest *manifest,
           LnetCursor         *cursor,
           void              (*read) (LnetBundleManifest *manifest, LnetCursor *cursor))
{
  guint64 n = lnet_cursor_get_number (cursor);

  for (guint64 i = 0; i < n && !cursor->failed; i++)
    read (manifest, cursor);
}

LnetBundleManifest *
lnet_bundle_manifest_read (const guint8 *data,
                           gsize         size)
{
  LnetCursor cursor = { data, size, FALSE };
  LnetId network = lnet_cursor_get_id (&cursor);
  g_autoptr (LnetBundleManifest) manifest = lnet_bundle_manifest_new (&network);

  g_free (manifest->network_name);
  manifest->network_name = lnet_cursor_get_text (&cursor);
  manifest->sender = lnet_cursor_get_id (&cursor);
  g_free (manifest->sender_name);
  manifest->sender_name = lnet_cursor_get_text (&cursor);
  manifest->written = lnet_cursor_get_signed (&cursor);
  manifest->schema = lnet_cursor_get_number (&cursor);
  manifest->n_batches = lnet_cursor_get_number (&cursor);
  manifest->n_ops = lnet_cursor_get_number (&cursor);
  read_each (manifest, &cursor, read_space);
  read_each (manifest, &cursor, read_range);
  read_each (manifest, &cursor, read_mark);
  if (cursor.failed || cursor.left > 0)
    return NULL;
  return g_steal_pointer (&manifest);
}

void
lnet_bundle_manifest_note (LnetBundleManifest *manifest,
                           const LnetMark     *batch,
                           guint64             n_ops)
{
  lnet_vector_lower (manifest->from, batch);
  lnet_vector_raise (manifest->to, batch);
  manifest->n_batches++;
  manifest->n_ops += n_ops;
}

gboolean
lnet_bundle_manifest_has (const LnetBundleManifest *manifest,
                          const LnetMark           *batch)
{
  return batch->n > 0 && batch->n <= lnet_vector_get (manifest->to, &batch->space, &batch->desk) &&
         batch->n >= lnet_vector_get (manifest->from, &batch->space, &batch->desk);
}
