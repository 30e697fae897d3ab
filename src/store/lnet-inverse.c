/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-inverse.h"

/* What stands in place of an op's kind: the cell of the SET itself, with the value that follows; or, of a row that was
 * added, that it goes. */
#define SAME 0

static gboolean
is_about_same (const LnetOp *op,
               const LnetOp *inverse)
{
  if (op->table != inverse->table || !lnet_id_equal (&op->row, &inverse->row))
    return FALSE;
  return op->cells != NULL ? inverse->kind == LNET_OP_DEL
                           : op->kind == LNET_OP_SET && inverse->kind == LNET_OP_SET && op->number == inverse->number;
}

void
lnet_inverse_put (GByteArray   *inverses,
                  GByteArray   *bytes,
                  const LnetOp *op,
                  const LnetOp *inverse)
{
  guint8 same = SAME;

  g_byte_array_set_size (bytes, 0);
  if (inverse != NULL && !is_about_same (op, inverse))
    lnet_op_write (inverse, bytes);
  else if (inverse != NULL)
    {
      g_byte_array_append (bytes, &same, 1);
      if (op->cells == NULL)
        lnet_value_write (&inverse->value, bytes);
    }
  lnet_bytes_put_block (inverses, bytes->data, bytes->len);
}

static LnetOp *
read_same (const LnetBatch *batch,
           guint            i,
           LnetCursor      *cursor)
{
  gboolean unknown;
  g_autoptr (LnetOp) op = i < batch->ops->len ? lnet_batch_read_op (batch, i, &unknown) : NULL;

  if (op != NULL && op->cells != NULL)
    return lnet_op_new (LNET_OP_DEL, op->table, &op->row);
  if (op == NULL || op->kind != LNET_OP_SET)
    return NULL;
  lnet_value_clear (&op->value);
  lnet_value_read (&op->value, cursor);
  return cursor->failed ? NULL : g_steal_pointer (&op);
}

static LnetOp *
read_one (const LnetBatch *batch,
          guint            i,
          const guint8    *data,
          gsize            size)
{
  LnetCursor cursor = { data, size, FALSE };
  gboolean unknown;

  /* One that was blanked has no bytes left. */
  if (data == NULL || size == 0)
    return NULL;
  return lnet_cursor_get_byte (&cursor) == SAME ? read_same (batch, i, &cursor) : lnet_op_read (data, size, &unknown);
}

GPtrArray *
lnet_inverse_read (const LnetBatch *batch,
                   GBytes          *inverses)
{
  GPtrArray *ops = g_ptr_array_new ();
  LnetCursor cursor = { g_bytes_get_data (inverses, NULL), g_bytes_get_size (inverses), FALSE };

  for (guint i = 0; cursor.left > 0 && !cursor.failed; i++)
    {
      gsize size;
      const guint8 *data = lnet_cursor_get_block (&cursor, &size);

      g_ptr_array_add (ops, read_one (batch, i, data, size));
    }
  return ops;
}
