/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-op.h"

void
lnet_value_clear (LnetValue *value)
{
  g_clear_pointer (&value->text, g_free);
  value->type = LNET_VALUE_NULL;
}

gboolean
lnet_value_equal (const LnetValue *a,
                  const LnetValue *b)
{
  if (a->type != b->type)
    return FALSE;
  switch (a->type)
    {
    case LNET_VALUE_INTEGER:
      return a->integer == b->integer;
    case LNET_VALUE_TEXT:
      return g_str_equal (a->text, b->text);
    case LNET_VALUE_ID:
      return lnet_id_equal (&a->id, &b->id);
    case LNET_VALUE_NULL:
    default:
      return TRUE;
    }
}

LnetValue
lnet_value_copy (const LnetValue *value)
{
  LnetValue copy = *value;

  copy.text = g_strdup (value->text);
  return copy;
}

void
lnet_value_write (const LnetValue *value,
                  GByteArray      *bytes)
{
  guint8 type = value->type;

  g_byte_array_append (bytes, &type, 1);
  if (value->type == LNET_VALUE_INTEGER)
    lnet_bytes_put_signed (bytes, value->integer);
  else if (value->type == LNET_VALUE_TEXT)
    lnet_bytes_put_text (bytes, value->text);
  else if (value->type == LNET_VALUE_ID)
    lnet_bytes_put_id (bytes, &value->id);
}

void
lnet_value_read (LnetValue  *value,
                 LnetCursor *cursor)
{
  *value = (LnetValue) { .type = lnet_cursor_get_byte (cursor) };
  if (value->type == LNET_VALUE_INTEGER)
    value->integer = lnet_cursor_get_signed (cursor);
  else if (value->type == LNET_VALUE_TEXT)
    value->text = lnet_cursor_get_text (cursor);
  else if (value->type == LNET_VALUE_ID)
    value->id = lnet_cursor_get_id (cursor);
  else if (value->type != LNET_VALUE_NULL)
    cursor->failed = TRUE;
}

char *
lnet_value_dup_text (const LnetValue *value)
{
  switch (value->type)
    {
    case LNET_VALUE_INTEGER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);
    case LNET_VALUE_TEXT:
      return g_strdup (value->text);
    case LNET_VALUE_ID:
      return lnet_id_to_string (&value->id);
    case LNET_VALUE_NULL:
    default:
      return NULL;
    }
}

/* --- cells --- */

static void
clear_cell (gpointer cell)
{
  lnet_value_clear (&((LnetCell *) cell)->value);
}

GArray *
lnet_cells_new (void)
{
  GArray *cells = g_array_new (FALSE, FALSE, sizeof (LnetCell));

  g_array_set_clear_func (cells, clear_cell);
  return cells;
}

void
lnet_cells_put (GArray    *cells,
                guint      number,
                LnetValue  value)
{
  LnetCell cell = { number, value };
  guint i = 0;

  while (i < cells->len && g_array_index (cells, LnetCell, i).number < number)
    i++;
  if (i < cells->len && g_array_index (cells, LnetCell, i).number == number)
    g_array_remove_index (cells, i);
  if (value.type != LNET_VALUE_NULL)
    g_array_insert_val (cells, i, cell);
}

const LnetValue *
lnet_cells_get (const GArray *cells,
                guint         number)
{
  for (guint i = 0; i < cells->len; i++)
    if (g_array_index (cells, LnetCell, i).number == number)
      return &g_array_index (cells, LnetCell, i).value;
  return NULL;
}

/* --- ops --- */

LnetOp *
lnet_op_new (LnetOpKind    kind,
             guint         table,
             const LnetId *row)
{
  LnetOp *op = g_new0 (LnetOp, 1);

  op->kind = kind;
  op->table = table;
  op->row = *row;
  if (kind == LNET_OP_ADD || kind == LNET_OP_ENTRY)
    op->cells = lnet_cells_new ();
  return op;
}

void
lnet_op_free (LnetOp *op)
{
  if (op == NULL)
    return;
  lnet_value_clear (&op->value);
  g_free (op->text);
  g_clear_pointer (&op->cells, g_array_unref);
  g_free (op);
}

void
lnet_op_put_cell (LnetOp    *op,
                  guint      number,
                  LnetValue  value)
{
  lnet_cells_put (op->cells, number, value);
}

const LnetValue *
lnet_op_get_cell (const LnetOp *op,
                  guint         number)
{
  return lnet_cells_get (op->cells, number);
}

gboolean
lnet_op_is_sound (const LnetOp *op)
{
  const LnetFieldInfo *info = lnet_schema_get_field (op->table << 8 | op->number);

  switch (op->kind)
    {
    case LNET_OP_SET:
      return info->kind == LNET_FIELD_KIND_CELL && (op->number > 1 || lnet_schema_get_order (op->table) == 0);
    case LNET_OP_EDIT:
      return info->kind == LNET_FIELD_KIND_PROSE;
    case LNET_OP_MOVE:
      return info->kind == LNET_FIELD_KIND_ORDER && op->value.type == LNET_VALUE_ID;
    case LNET_OP_ADD:
    case LNET_OP_ENTRY:
    case LNET_OP_DEL:
    case LNET_OP_UNDEL:
    case LNET_OP_REDACT:
      return TRUE;
    default:
      return FALSE;
    }
}

const LnetId *
lnet_op_get_parent (const LnetOp *op)
{
  const LnetValue *value = NULL;

  if (op->kind == LNET_OP_ADD || op->kind == LNET_OP_ENTRY)
    value = lnet_op_get_cell (op, 1);
  else if (op->kind == LNET_OP_MOVE || (op->kind == LNET_OP_SET && op->number == 1))
    value = &op->value;
  return value != NULL && value->type == LNET_VALUE_ID && !lnet_id_is_null (&value->id) ? &value->id : NULL;
}

void
lnet_op_write (const LnetOp *op,
               GByteArray   *bytes)
{
  guint8 kind = op->kind;

  g_byte_array_append (bytes, &kind, 1);
  lnet_bytes_put_number (bytes, op->table);
  lnet_bytes_put_id (bytes, &op->row);
  switch (op->kind)
    {
    case LNET_OP_ADD:
    case LNET_OP_ENTRY:
      lnet_bytes_put_number (bytes, op->cells->len);
      for (guint i = 0; i < op->cells->len; i++)
        {
          lnet_bytes_put_number (bytes, g_array_index (op->cells, LnetCell, i).number);
          lnet_value_write (&g_array_index (op->cells, LnetCell, i).value, bytes);
        }
      break;
    case LNET_OP_SET:
      lnet_bytes_put_number (bytes, op->number);
      lnet_value_write (&op->value, bytes);
      break;
    case LNET_OP_EDIT:
      lnet_bytes_put_number (bytes, op->number);
      lnet_bytes_put_number (bytes, op->position);
      lnet_bytes_put_number (bytes, op->n_deleted);
      lnet_bytes_put_text (bytes, op->text);
      break;
    case LNET_OP_MOVE:
      lnet_bytes_put_number (bytes, op->number);
      lnet_value_write (&op->value, bytes);
      lnet_bytes_put_text (bytes, op->text);
      break;
    case LNET_OP_REDACT:
      lnet_bytes_put_number (bytes, op->number);
      break;
    case LNET_OP_DEL:
    case LNET_OP_UNDEL:
      break;
    default:
      g_assert_not_reached ();
    }
}

/* What a field may hold; anything else is damage. */
static gboolean
value_fits (const LnetFieldInfo *info,
            const LnetValue     *value)
{
  switch (value->type)
    {
    case LNET_VALUE_NULL:
      return TRUE;
    case LNET_VALUE_INTEGER:
      return info->type == LNET_TYPE_INTEGER;
    case LNET_VALUE_TEXT:
      return info->type == LNET_TYPE_TEXT;
    case LNET_VALUE_ID:
      return info->type == LNET_TYPE_ID;
    default:
      return FALSE;
    }
}

static const LnetFieldInfo *
find_field (const LnetOp *op,
            guint         number,
            gboolean     *unknown)
{
  const LnetFieldInfo *info = number < 256 ? lnet_schema_get_field (op->table << 8 | number) : NULL;

  if (info == NULL)
    *unknown = TRUE;
  return info;
}

static void
read_cells (LnetOp     *op,
            LnetCursor *cursor,
            gboolean   *unknown)
{
  guint64 n = lnet_cursor_get_number (cursor);

  for (guint64 i = 0; i < n && !cursor->failed; i++)
    {
      guint number = (guint) lnet_cursor_get_number (cursor);
      const LnetFieldInfo *info = find_field (op, number, unknown);
      LnetValue value;

      lnet_value_read (&value, cursor);
      if (info != NULL && !value_fits (info, &value))
        cursor->failed = TRUE;
      lnet_op_put_cell (op, number, value);
    }
}

static void
read_payload (LnetOp     *op,
              LnetCursor *cursor,
              gboolean   *unknown)
{
  const LnetFieldInfo *info;

  if (op->cells != NULL)
    {
      read_cells (op, cursor, unknown);
      return;
    }
  if (op->kind == LNET_OP_DEL || op->kind == LNET_OP_UNDEL)
    return;

  op->number = (guint) lnet_cursor_get_number (cursor);
  if (op->kind == LNET_OP_REDACT && op->number == 0)
    return;
  info = find_field (op, op->number, unknown);
  if (op->kind == LNET_OP_REDACT)
    {
      if (info != NULL && info->type != LNET_TYPE_ID)
        cursor->failed = TRUE;
      return;
    }
  if (op->kind == LNET_OP_EDIT)
    {
      op->position = (guint) lnet_cursor_get_number (cursor);
      op->n_deleted = (guint) lnet_cursor_get_number (cursor);
    }
  else
    {
      lnet_value_read (&op->value, cursor);
      if (op->kind == LNET_OP_SET && info != NULL && !value_fits (info, &op->value))
        cursor->failed = TRUE;
    }
  if (op->kind != LNET_OP_SET)
    op->text = lnet_cursor_get_text (cursor);
}

LnetOp *
lnet_op_read (const guint8 *data,
              gsize         size,
              gboolean     *unknown)
{
  LnetCursor cursor = { data, size, FALSE };
  guint8 kind = lnet_cursor_get_byte (&cursor);
  guint table = (guint) lnet_cursor_get_number (&cursor);
  LnetId row = lnet_cursor_get_id (&cursor);
  g_autoptr (LnetOp) op = NULL;

  *unknown = FALSE;
  if (cursor.failed || kind == 0)
    return NULL;
  if ((kind > LNET_OP_UNDEL && kind != LNET_OP_REDACT) || lnet_schema_get_table (table) == NULL)
    {
      *unknown = TRUE;
      return NULL;
    }
  op = lnet_op_new (kind, table, &row);
  read_payload (op, &cursor, unknown);
  if (*unknown)
    return NULL;
  if (cursor.failed || cursor.left > 0)
    return NULL;
  return g_steal_pointer (&op);
}

char *
lnet_op_edit_text (const LnetOp  *op,
                   const char    *before,
                   char         **deleted)
{
  glong length = g_utf8_strlen (before, -1);
  const char *from, *to;

  if (op->position > (gulong) length || op->n_deleted > (gulong) length - op->position)
    return NULL;
  from = g_utf8_offset_to_pointer (before, op->position);
  to = g_utf8_offset_to_pointer (from, op->n_deleted);
  if (deleted != NULL)
    *deleted = g_strndup (from, to - from);
  return g_strdup_printf ("%.*s%s%s", (int) (from - before), before, op->text, to);
}
