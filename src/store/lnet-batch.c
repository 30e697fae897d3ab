/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-batch.h"

#include <string.h>

#define BATCH_FORMAT 1

/* How the salts of a batch's ops are kept: all of them as what they follow from, or each with its op. */
enum
{
  SALTS_FROM_SEED = 0,
  SALTS_WITH_OPS = 1,
};

/* What stands for an op that has its salt with it. */
enum
{
  OP_WHOLE = 0,   /* salt, op */
  OP_BLANKED = 1, /* commitment */
  OP_LENGTHS = 2, /* commitment, and an EDIT that writes blanks */
};

/* What a blanked letter reads as. */
#define BLANK ' '

static void
free_op (gpointer op)
{
  if (op != NULL)
    g_bytes_unref (op);
}

LnetBatch *
lnet_batch_new (void)
{
  LnetBatch *batch = g_new0 (LnetBatch, 1);

  batch->deps = g_array_new (FALSE, FALSE, sizeof (LnetDependency));
  batch->ops = g_ptr_array_new_with_free_func (free_op);
  batch->seals = g_array_new (FALSE, TRUE, sizeof (LnetSeal));
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
  g_array_unref (batch->seals);
  g_free (batch);
}

static LnetId
derive_salt (const LnetId *seed,
             guint64       i)
{
  struct
  {
    LnetId seed;
    guint64 number;
  } of = { *seed, GUINT64_TO_LE (i) };

  return lnet_hash_derive_id (&(LnetHashPiece) { &of, sizeof of }, 1);
}

static const LnetSeal *
get_seal (const LnetBatch *batch,
          guint            i)
{
  return batch->seals->len > 0 ? &g_array_index (batch->seals, LnetSeal, i) : NULL;
}

static LnetId
get_salt (const LnetBatch *batch,
          guint            i)
{
  const LnetSeal *seal = get_seal (batch, i);

  return seal != NULL ? seal->salt : derive_salt (&batch->seed, i);
}

static void
compute_commitment (const LnetBatch *batch,
                    guint            i,
                    LnetHash        *commitment)
{
  const LnetSeal *seal = get_seal (batch, i);
  LnetId salt = get_salt (batch, i);
  gconstpointer data;
  gsize size;

  if (seal != NULL && seal->blanked)
    {
      *commitment = seal->commitment;
      return;
    }
  data = g_bytes_get_data (batch->ops->pdata[i], &size);
  lnet_hash_keyed (&salt, data, size, commitment);
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
    compute_commitment (batch, i, &commitments[i]);
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

static void
put_op (const LnetBatch *batch,
        guint            i,
        GByteArray      *bytes)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (batch->ops->pdata[i], &size);

  lnet_bytes_put_block (bytes, data, size);
}

static void
put_sealed_op (const LnetBatch *batch,
               guint            i,
               GByteArray      *bytes)
{
  const LnetSeal *seal = get_seal (batch, i);
  guint8 state = !seal->blanked ? OP_WHOLE : batch->ops->pdata[i] != NULL ? OP_LENGTHS : OP_BLANKED;

  g_byte_array_append (bytes, &state, 1);
  if (seal->blanked)
    g_byte_array_append (bytes, seal->commitment.bytes, sizeof seal->commitment.bytes);
  else
    lnet_bytes_put_id (bytes, &seal->salt);
  if (batch->ops->pdata[i] != NULL)
    put_op (batch, i, bytes);
}

GBytes *
lnet_batch_write (const LnetBatch *batch,
                  const LnetHash  *previous,
                  LnetHash        *hash)
{
  GByteArray *bytes = g_byte_array_new ();
  guint8 salts = batch->seals->len > 0 ? SALTS_WITH_OPS : SALTS_FROM_SEED;

  write_header (batch, bytes);
  if (hash != NULL)
    compute_hash (batch, bytes->data, bytes->len, previous, hash);
  g_byte_array_append (bytes, &salts, 1);
  if (salts == SALTS_FROM_SEED)
    lnet_bytes_put_id (bytes, &batch->seed);
  for (guint i = 0; i < batch->ops->len; i++)
    if (salts == SALTS_FROM_SEED)
      put_op (batch, i, bytes);
    else
      put_sealed_op (batch, i, bytes);
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

/* What is left of a blanked op can say nothing but how long it was. */
static gboolean
only_lengths (GBytes *op)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (op, &size);
  gboolean unknown;
  g_autoptr (LnetOp) edit = lnet_op_read (data, size, &unknown);

  if (edit == NULL)
    return unknown;
  return edit->kind == LNET_OP_EDIT && strspn (edit->text, (const char[]) { BLANK, '\0' }) == strlen (edit->text);
}

/* @whole: what the cursor goes through, to its end: the op is a part of it */
static void
read_op (LnetBatch  *batch,
         GBytes     *whole,
         LnetCursor *cursor)
{
  gsize size;

  if (lnet_cursor_get_block (cursor, &size) != NULL)
    g_ptr_array_add (batch->ops,
                     g_bytes_new_from_bytes (whole, g_bytes_get_size (whole) - cursor->left - size, size));
}

static void
read_sealed_op (LnetBatch  *batch,
                GBytes     *whole,
                LnetCursor *cursor)
{
  guint8 state = lnet_cursor_get_byte (cursor);
  LnetSeal seal = { .blanked = state != OP_WHOLE };
  const guint8 *commitment = seal.blanked ? lnet_cursor_get_raw (cursor, sizeof seal.commitment.bytes) : NULL;

  if (commitment != NULL)
    memcpy (seal.commitment.bytes, commitment, sizeof seal.commitment.bytes);
  if (!seal.blanked)
    seal.salt = lnet_cursor_get_id (cursor);
  if (state == OP_WHOLE || state == OP_LENGTHS)
    read_op (batch, whole, cursor);
  else
    g_ptr_array_add (batch->ops, NULL);
  if (state > OP_LENGTHS || (state == OP_LENGTHS && !cursor->failed &&
                             !only_lengths (batch->ops->pdata[batch->ops->len - 1])))
    cursor->failed = TRUE;
  g_array_append_val (batch->seals, seal);
}

LnetBatch *
lnet_batch_read (gconstpointer   data,
                 gsize           size,
                 const LnetHash *previous,
                 LnetHash       *hash)
{
  g_autoptr (LnetBatch) batch = lnet_batch_new ();
  g_autoptr (GBytes) whole = g_bytes_new (data, size);
  LnetCursor cursor = { data, size, FALSE };
  guint64 n_ops = read_header (batch, &cursor);
  gsize header_size = size - cursor.left;
  guint8 salts = lnet_cursor_get_byte (&cursor);

  if (salts > SALTS_WITH_OPS)
    return NULL;
  if (salts == SALTS_FROM_SEED)
    batch->seed = lnet_cursor_get_id (&cursor);
  for (guint64 i = 0; i < n_ops && !cursor.failed; i++)
    if (salts == SALTS_FROM_SEED)
      read_op (batch, whole, &cursor);
    else
      read_sealed_op (batch, whole, &cursor);
  if (cursor.failed || cursor.left > 0)
    return NULL;
  if (hash != NULL)
    compute_hash (batch, data, header_size, previous, hash);
  return g_steal_pointer (&batch);
}

gboolean
lnet_batch_read_mark (GBytes   *body,
                      LnetMark *mark)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (body, &size);
  LnetCursor cursor = { data, size, FALSE };

  if (lnet_cursor_get_byte (&cursor) != BATCH_FORMAT)
    return FALSE;
  mark->space = lnet_cursor_get_id (&cursor);
  mark->desk = lnet_cursor_get_id (&cursor);
  mark->n = lnet_cursor_get_number (&cursor);
  return !cursor.failed;
}

guint64
lnet_batch_count_ops (GBytes *body)
{
  g_autoptr (LnetBatch) batch = lnet_batch_new ();
  gsize size;
  const guint8 *data = g_bytes_get_data (body, &size);
  LnetCursor cursor = { data, size, FALSE };

  return read_header (batch, &cursor);
}

/* --- blanking --- */

gboolean
lnet_batch_is_blanked (const LnetBatch *batch,
                       guint            i)
{
  const LnetSeal *seal = get_seal (batch, i);

  return seal != NULL && seal->blanked;
}

LnetOp *
lnet_batch_read_op (const LnetBatch *batch,
                    guint            i,
                    gboolean        *unknown)
{
  const guint8 *data;
  gsize size;

  *unknown = TRUE;
  if (batch->ops->pdata[i] == NULL)
    return NULL;
  data = g_bytes_get_data (batch->ops->pdata[i], &size);
  return lnet_op_read (data, size, unknown);
}

/* From here on every op has its salt with it, and nothing else tells them. */
static void
seal_each (LnetBatch *batch)
{
  if (batch->seals->len > 0)
    return;
  for (guint i = 0; i < batch->ops->len; i++)
    {
      LnetSeal seal = { .salt = derive_salt (&batch->seed, i) };

      g_array_append_val (batch->seals, seal);
    }
  batch->seed = lnet_id_null ();
}

static GBytes *
blank_edit (const LnetBatch *batch,
            guint            i)
{
  gboolean unknown;
  g_autoptr (LnetOp) op = lnet_batch_read_op (batch, i, &unknown);
  GByteArray *bytes;
  glong n_letters;

  if (op == NULL || op->kind != LNET_OP_EDIT)
    return NULL;
  bytes = g_byte_array_new ();
  n_letters = g_utf8_strlen (op->text, -1);
  g_free (op->text);
  op->text = g_strnfill ((gsize) n_letters, BLANK);
  lnet_op_write (op, bytes);
  return g_byte_array_free_to_bytes (bytes);
}

void
lnet_batch_blank_op (LnetBatch *batch,
                     guint      i,
                     gboolean   keep_lengths)
{
  GBytes *left = keep_lengths ? blank_edit (batch, i) : NULL;
  LnetSeal *seal;

  seal_each (batch);
  seal = &g_array_index (batch->seals, LnetSeal, i);
  if (!seal->blanked)
    {
      compute_commitment (batch, i, &seal->commitment);
      seal->blanked = TRUE;
      seal->salt = lnet_id_null ();
    }
  free_op (batch->ops->pdata[i]);
  batch->ops->pdata[i] = left;
}
