/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-batch.h"

#include <string.h>

#define BATCH_FORMAT 1

/* How the salts of a batch's ops are kept. */
enum
{
  SALTS_FROM_SEED = 0,
};

LnetBatch *
lnet_batch_new (void)
{
  LnetBatch *batch = g_new0 (LnetBatch, 1);

  batch->deps = g_array_new (FALSE, FALSE, sizeof (LnetDependency));
  batch->ops = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  return batch;
}

void
lnet_batch_free (LnetBatch *batch)
{
  if (batch == NULL)
    return;
  g_free (batch->act);
  g_array_unref (batch->deps);
  g_ptr_array_unref (batch->ops);
  g_free (batch);
}

static LnetId
derive_salt (const LnetId *seed,
             guint64       i)
{
  guint64 number = GUINT64_TO_LE (i);
  const LnetHashPiece pieces[] = { { seed->bytes, sizeof seed->bytes }, { &number, sizeof number } };

  return lnet_hash_derive_id (pieces, G_N_ELEMENTS (pieces));
}

/* The chain hash: of the one before, of the header, and of a commitment to each op. */
static void
compute_hash (const LnetBatch *batch,
              const guint8    *header,
              gsize            header_size,
              const LnetHash  *previous,
              LnetHash        *hash)
{
  g_autofree LnetHash *commitments = g_new (LnetHash, batch->ops->len + 1);
  const LnetHashPiece pieces[] = {
    { previous->bytes, sizeof previous->bytes },
    { header, header_size },
    { commitments, batch->ops->len * sizeof (LnetHash) },
  };

  for (guint i = 0; i < batch->ops->len; i++)
    {
      LnetId salt = derive_salt (&batch->seed, i);
      gsize size;
      const guint8 *data = g_bytes_get_data (batch->ops->pdata[i], &size);

      lnet_hash_keyed (&salt, data, size, &commitments[i]);
    }
  lnet_hash_pieces (pieces, G_N_ELEMENTS (pieces), hash);
}

static void
write_header (const LnetBatch *batch,
              GByteArray      *bytes)
{
  guint8 format = BATCH_FORMAT;

  g_byte_array_append (bytes, &format, 1);
  lnet_bytes_put_id (bytes, &batch->space);
  lnet_bytes_put_id (bytes, &batch->desk);
  lnet_bytes_put_number (bytes, batch->n);
  lnet_bytes_put_signed (bytes, batch->wall);
  lnet_bytes_put_id (bytes, &batch->author);
  lnet_bytes_put_id (bytes, &batch->group);
  lnet_bytes_put_id (bytes, &batch->undoes);
  lnet_bytes_put_text (bytes, batch->act);
  lnet_bytes_put_number (bytes, batch->deps->len);
  for (guint i = 0; i < batch->deps->len; i++)
    {
      const LnetDependency *dependency = &g_array_index (batch->deps, LnetDependency, i);

      lnet_bytes_put_id (bytes, &dependency->desk);
      lnet_bytes_put_number (bytes, dependency->n);
    }
  g_byte_array_append (bytes, batch->deps_check, sizeof batch->deps_check);
  lnet_bytes_put_number (bytes, batch->ops->len);
}

GBytes *
lnet_batch_write (const LnetBatch *batch,
                  const LnetHash  *previous,
                  LnetHash        *hash)
{
  GByteArray *bytes = g_byte_array_new ();
  guint8 salts = SALTS_FROM_SEED;

  write_header (batch, bytes);
  compute_hash (batch, bytes->data, bytes->len, previous, hash);
  g_byte_array_append (bytes, &salts, 1);
  lnet_bytes_put_id (bytes, &batch->seed);
  for (guint i = 0; i < batch->ops->len; i++)
    {
      gsize size;
      gconstpointer data = g_bytes_get_data (batch->ops->pdata[i], &size);

      lnet_bytes_put_block (bytes, data, size);
    }
  return g_byte_array_free_to_bytes (bytes);
}

static guint64
read_header (LnetBatch  *batch,
             LnetCursor *cursor)
{
  guint64 n_deps;
  const guint8 *check;

  if (lnet_cursor_get_byte (cursor) != BATCH_FORMAT)
    cursor->failed = TRUE;
  batch->space = lnet_cursor_get_id (cursor);
  batch->desk = lnet_cursor_get_id (cursor);
  batch->n = lnet_cursor_get_number (cursor);
  batch->wall = lnet_cursor_get_signed (cursor);
  batch->author = lnet_cursor_get_id (cursor);
  batch->group = lnet_cursor_get_id (cursor);
  batch->undoes = lnet_cursor_get_id (cursor);
  batch->act = lnet_cursor_get_text (cursor);
  n_deps = lnet_cursor_get_number (cursor);
  for (guint64 i = 0; i < n_deps && !cursor->failed; i++)
    {
      LnetDependency dependency = { lnet_cursor_get_id (cursor), lnet_cursor_get_number (cursor) };

      g_array_append_val (batch->deps, dependency);
    }
  check = lnet_cursor_get_raw (cursor, sizeof batch->deps_check);
  if (check != NULL)
    memcpy (batch->deps_check, check, sizeof batch->deps_check);
  return lnet_cursor_get_number (cursor);
}

LnetBatch *
lnet_batch_read (gconstpointer   data,
                 gsize           size,
                 const LnetHash *previous,
                 LnetHash       *hash)
{
  g_autoptr (LnetBatch) batch = lnet_batch_new ();
  LnetCursor cursor = { data, size, FALSE };
  guint64 n_ops = read_header (batch, &cursor);
  gsize header_size = size - cursor.left;

  if (lnet_cursor_get_byte (&cursor) != SALTS_FROM_SEED)
    return NULL;
  batch->seed = lnet_cursor_get_id (&cursor);
  for (guint64 i = 0; i < n_ops && !cursor.failed; i++)
    {
      gsize op_size;
      const guint8 *op = lnet_cursor_get_block (&cursor, &op_size);

      if (op != NULL)
        g_ptr_array_add (batch->ops, g_bytes_new (op, op_size));
    }
  if (cursor.failed || cursor.left > 0)
    return NULL;
  if (hash != NULL)
    compute_hash (batch, data, header_size, previous, hash);
  return g_steal_pointer (&batch);
}
