/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-bundle-file.h"

#include "lnet-batch.h"
#include "lnet-bundle-writer.h"
#include "lnet-network.h"
#include "lnet-safe-file.h"

/* So much of the log is in memory at a time. */
#define COLLECT_BYTES (32 * 1024 * 1024)

/* A bundle that is being collected. */
typedef struct
{
  LnetReader *reader;
  const LnetBundleOrder *order;
  LnetBundleSummary *summary;
  LnetBundleWriter *writer; /* NULL: it is only counted */
  GHashTable *spaces;       /* of all that was collected */
  GHashTable *told;         /* hashes of contents that are in */
  GArray *contents;         /* LnetContent */
  LnetBundleProgress progress;
  gpointer user_data;
  guint64 n_to_do; /* batches, then contents */
  GCancellable *cancellable;
} Collecting;

static void
tell (Collecting *collecting,
      guint64     done)
{
  if (collecting->progress != NULL)
    collecting->progress (done, MAX (collecting->n_to_do, done), collecting->user_data);
}

static void
count_rows (LnetBundleSummary *summary,
            GBytes            *body)
{
  g_autoptr (LnetBatch) batch = lnet_batch_read (g_bytes_get_data (body, NULL), g_bytes_get_size (body), NULL, NULL);

  for (guint i = 0; batch != NULL && i < batch->ops->len; i++)
    {
      gboolean unknown;
      g_autoptr (LnetOp) op = lnet_batch_read_op (batch, i, &unknown);

      summary->n_ops++;
      if (op != NULL && (op->kind == LNET_OP_ADD || op->kind == LNET_OP_ENTRY))
        summary->n_rows[op->table]++;
    }
}

static gboolean
collect_contents (Collecting          *collecting,
                  const LnetDelivery  *delivery,
                  GError             **error)
{
  g_autoptr (GArray) contents = NULL;

  if (!collecting->order->contents)
    return TRUE;
  contents = lnet_give_find_contents (collecting->reader, delivery, error);
  for (guint i = 0; contents != NULL && i < contents->len; i++)
    {
      LnetContent *content = &g_array_index (contents, LnetContent, i);

      if (g_hash_table_add (collecting->told, g_strdup (content->hash)))
        g_array_append_val (collecting->contents, *content);
    }
  return contents != NULL;
}

static gboolean
collect_piece (Collecting    *collecting,
               LnetDelivery  *delivery,
               GError       **error)
{
  const LnetBundleOrder *order = collecting->order;

  if (collecting->writer != NULL && order->sign != NULL && !order->sign (delivery, order->sign_data, error))
    return FALSE;
  for (guint i = 0; i < delivery->batches->len; i++)
    {
      LnetMark mark;

      if (lnet_batch_read_mark (delivery->batches->pdata[i], &mark) &&
          !g_hash_table_contains (collecting->spaces, &mark.space))
        g_hash_table_add (collecting->spaces, lnet_id_copy (&mark.space));
      count_rows (collecting->summary, delivery->batches->pdata[i]);
    }
  collecting->summary->n_batches += delivery->batches->len;
  if (collecting->writer != NULL && delivery->batches->len > 0 &&
      !lnet_bundle_writer_add (collecting->writer, delivery, error))
    return FALSE;
  tell (collecting, collecting->summary->n_batches);
  return collect_contents (collecting, delivery, error);
}

static gboolean
collect (Collecting  *collecting,
         GError     **error)
{
  const LnetBundleOrder *order = collecting->order;
  g_autoptr (GArray) have = order->have != NULL ? lnet_vector_copy (order->have) : lnet_vector_new ();
  gboolean more = TRUE;

  while (more)
    {
      g_autoptr (LnetDelivery) delivery = NULL;

      if (g_cancellable_set_error_if_cancelled (collecting->cancellable, error))
        return FALSE;
      delivery = lnet_give_collect (collecting->reader, have, order->spaces, NULL, COLLECT_BYTES, &more, error);
      if (delivery == NULL || !collect_piece (collecting, delivery, error))
        return FALSE;
      lnet_give_note (have, delivery);
    }
  collecting->summary->n_spaces = g_hash_table_size (collecting->spaces);
  collecting->summary->n_contents = collecting->contents->len;
  return TRUE;
}

/* --- the file --- */

/* What the sender has, of the spaces that the bundle may speak of. */
static GArray *
read_own_vector (LnetReader             *reader,
                 const LnetBundleOrder  *order,
                 GError                **error)
{
  g_autoptr (GArray) vector = lnet_give_read_vector (reader, error);

  for (guint i = vector != NULL && order->spaces != NULL ? vector->len : 0; i > 0; i--)
    if (!g_hash_table_contains (order->spaces, &g_array_index (vector, LnetMark, i - 1).space))
      g_array_remove_index (vector, i - 1);
  return g_steal_pointer (&vector);
}

static LnetBundleManifest *
make_manifest (LnetReader             *reader,
               const LnetBundleOrder  *order,
               GError                **error)
{
  g_autoptr (LnetBundleManifest) manifest = lnet_bundle_manifest_new (lnet_reader_get_network (reader));
  g_autoptr (LnetNetwork) network = lnet_network_read (reader, error);

  if (network == NULL)
    return NULL;
  g_array_unref (manifest->vector);
  manifest->vector = read_own_vector (reader, order, error);
  if (manifest->vector == NULL)
    {
      manifest->vector = lnet_vector_new ();
      return NULL;
    }
  g_set_str (&manifest->network_name, network->name != NULL ? network->name : "");
  g_set_str (&manifest->sender_name, order->sender_name != NULL ? order->sender_name : "");
  manifest->sender = order->sender;
  manifest->written = g_get_real_time () / 1000;
  return g_steal_pointer (&manifest);
}

static guint64
count_lack (const GArray *vector,
            const GArray *have)
{
  guint64 n = 0;

  for (guint i = 0; i < vector->len; i++)
    {
      const LnetMark *mark = &g_array_index (vector, LnetMark, i);
      guint64 there = have != NULL ? lnet_vector_get (have, &mark->space, &mark->desk) : 0;

      n += mark->n > there ? mark->n - there : 0;
    }
  return n;
}

static GBytes *
load_content (const char  *hash,
              gpointer     user_data,
              GError     **error)
{
  Collecting *collecting = user_data;

  tell (collecting, collecting->n_to_do - collecting->contents->len + 1);
  return lnet_give_load_content (collecting->reader, hash, error);
}

static gboolean
write_parts (Collecting  *collecting,
             GFile       *file,
             GError     **error)
{
  g_autoptr (LnetSafeFile) safe = lnet_safe_file_open (file, collecting->cancellable, error);
  LnetBundleSummary *summary = collecting->summary;
  GOutputStream *stream;

  if (safe == NULL)
    return FALSE;
  stream = lnet_safe_file_get_stream (safe);
  summary->n_parts = lnet_bundle_writer_get_n_parts (collecting->writer);
  for (guint i = 1; i <= summary->n_parts; i++)
    {
      tell (collecting, summary->n_batches);
      if (!lnet_bundle_writer_write_part (collecting->writer, i, stream, load_content, collecting,
                                          collecting->cancellable, error))
        {
          lnet_safe_file_explain (file, error);
          return FALSE;
        }
    }
  summary->n_bytes = (guint64) g_seekable_tell (G_SEEKABLE (stream));
  return lnet_safe_file_finish (safe, collecting->cancellable, error);
}

static void
clear_collecting (Collecting *collecting)
{
  lnet_reader_set_cancellable (collecting->reader, NULL);
  g_hash_table_unref (collecting->spaces);
  g_hash_table_unref (collecting->told);
  g_array_unref (collecting->contents);
  g_clear_pointer (&collecting->writer, lnet_bundle_writer_free);
}

static Collecting
begin_collecting (LnetReader            *reader,
                  const LnetBundleOrder *order,
                  LnetBundleSummary     *summary,
                  GCancellable          *cancellable)
{
  *summary = (LnetBundleSummary) { 0 };
  lnet_reader_set_cancellable (reader, cancellable);
  return (Collecting) {
    .reader = reader,
    .order = order,
    .summary = summary,
    .spaces = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL),
    .told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .contents = g_array_new (FALSE, FALSE, sizeof (LnetContent)),
    .cancellable = cancellable,
  };
}

gboolean
lnet_bundle_summarize (LnetReader             *reader,
                       const LnetBundleOrder  *order,
                       LnetBundleSummary      *summary,
                       GCancellable           *cancellable,
                       GError                **error)
{
  Collecting collecting = begin_collecting (reader, order, summary, cancellable);
  gboolean counted = collect (&collecting, error);

  clear_collecting (&collecting);
  return counted;
}

static gboolean
write_bundle (Collecting  *collecting,
              GFile       *file,
              GError     **error)
{
  const LnetBundleOrder *order = collecting->order;
  g_autoptr (LnetBundleManifest) manifest = make_manifest (collecting->reader, order, error);

  if (manifest == NULL)
    return FALSE;
  collecting->n_to_do = count_lack (manifest->vector, order->have);
  collecting->writer = lnet_bundle_writer_new (order->lock, NULL, manifest);
  if (!collect (collecting, error))
    return FALSE;
  for (guint i = 0; i < collecting->contents->len; i++)
    lnet_bundle_writer_add_content (collecting->writer, &g_array_index (collecting->contents, LnetContent, i));
  collecting->n_to_do += collecting->contents->len;
  return write_parts (collecting, file, error);
}

gboolean
lnet_bundle_write_file (LnetReader             *reader,
                        const LnetBundleOrder  *order,
                        GFile                  *file,
                        LnetBundleSummary      *summary,
                        LnetBundleProgress      progress,
                        gpointer                user_data,
                        GCancellable           *cancellable,
                        GError                **error)
{
  LnetBundleSummary counts;
  Collecting collecting = begin_collecting (reader, order, summary != NULL ? summary : &counts, cancellable);
  gboolean written;

  collecting.progress = progress;
  collecting.user_data = user_data;
  written = write_bundle (&collecting, file, error);
  clear_collecting (&collecting);
  return written;
}
