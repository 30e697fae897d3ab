/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rules of merging, each as it is said. */

#include "config.h"

#include <string.h>

#include "merge-model-private.h"

/* --- cells --- */

static gboolean
is_order (guint table,
          guint number)
{
  return lnet_schema_get_table (table)->fields[number - 1].kind == LNET_FIELD_KIND_ORDER;
}

/* What a write says of a cell; a place in an order is the parent and the key, one value. FALSE: nothing. */
gboolean
merge_write_read_value (const MergeWrite *write,
            guint        number,
            GByteArray  *bytes)
{
  const LnetOp *op = write->op;
  const LnetValue nothing = { 0 }, no_key = { .type = LNET_VALUE_TEXT, .text = (char *) "" };
  const LnetValue *value = NULL;

  g_byte_array_set_size (bytes, 0);
  if (merge_op_is_adding (op))
    {
      value = lnet_op_get_cell (op, number);
      if (is_order (op->table, number))
        {
          const LnetValue *parent = lnet_op_get_cell (op, 1);

          lnet_value_write (parent != NULL ? parent : &nothing, bytes);
          value = value != NULL ? value : &no_key;
        }
    }
  else if (op->kind == LNET_OP_SET && op->number == number)
    value = &op->value;
  else if (op->kind == LNET_OP_MOVE && op->number == number)
    {
      LnetValue key = { .type = LNET_VALUE_TEXT, .text = op->text };

      lnet_value_write (&op->value, bytes);
      lnet_value_write (&key, bytes);
      return TRUE;
    }
  if (value != NULL)
    lnet_value_write (value, bytes);
  return value != NULL;
}

/* The writes of a cell that nobody has written over knowing of them. */
GArray *
merge_row_find_heads (const MergeRow *row,
            guint      number)
{
  GArray *heads = g_array_new (FALSE, FALSE, sizeof (MergeWrite));
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  for (guint i = 0; i < row->writes->len; i++)
    {
      const MergeWrite *write = &g_array_index (row->writes, MergeWrite, i);
      gboolean covered = FALSE;

      if (!merge_write_read_value (write, number, bytes))
        continue;
      for (guint k = 0; k < row->writes->len && !covered; k++)
        {
          const MergeWrite *other = &g_array_index (row->writes, MergeWrite, k);

          covered = merge_write_read_value (other, number, bytes) && merge_write_covers (other, write);
        }
      if (!covered)
        g_array_append_val (heads, *write);
    }
  return heads;
}

/* The states that schedules write, from the second on. */
static const struct
{
  LnetField field;
  const char *states[4];
} machines[] = {
  { LNET_DOCUMENT_PHASE, { "gathering", "drafting", "final" } },
  { LNET_PAIR_STATUS, { "active", "closed" } },
  { LNET_ENROLMENT_STATUS, { "active", "withdrawn", "completed" } },
  { LNET_EVIDENCE_DECISION, { NULL, "revise", "accepted" } },
};

static guint
get_rank (const MergeWrite *write,
          guint        number)
{
  const LnetOp *op = write->op;
  const LnetValue *value = merge_op_is_adding (op) ? lnet_op_get_cell (op, number) : &op->value;

  for (guint i = 0; i < G_N_ELEMENTS (machines); i++)
    for (guint k = 1; k < G_N_ELEMENTS (machines[i].states); k++)
      if (machines[i].field == (op->table << 8 | number) && value != NULL && value->text != NULL &&
          g_strcmp0 (value->text, machines[i].states[k]) == 0)
        return k;
  return 0;
}

static gboolean
beats (const MergeWrite *one,
       const MergeWrite *other,
       guint        number)
{
  const LnetBatch *a = one->at->batch, *b = other->at->batch;
  int desks = lnet_id_compare (&a->desk, &b->desk);
  guint rank = get_rank (one, number), other_rank = get_rank (other, number);

  if (rank != other_rank)
    return rank > other_rank;
  if (a->wall != b->wall)
    return a->wall > b->wall;
  if (desks != 0)
    return desks > 0;
  return a->n != b->n ? a->n > b->n : one->index > other->index;
}

static const MergeWrite *
find_shown (const GArray *heads,
            guint         number)
{
  const MergeWrite *shown = NULL;

  for (guint i = 0; i < heads->len; i++)
    if (shown == NULL || beats (&g_array_index (heads, MergeWrite, i), shown, number))
      shown = &g_array_index (heads, MergeWrite, i);
  return shown;
}

static gboolean
are_at_odds (const GArray *heads,
             guint         number)
{
  g_autoptr (GByteArray) first = g_byte_array_new ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  for (guint i = 0; i < heads->len; i++)
    {
      merge_write_read_value (&g_array_index (heads, MergeWrite, i), number, i == 0 ? first : bytes);
      if (i > 0 && (bytes->len != first->len || memcmp (bytes->data, first->data, bytes->len) != 0))
        return TRUE;
    }
  return FALSE;
}

/* --- whether a row is there --- */

static gboolean
is_covered_by_kind (const MergeRow   *row,
                    const MergeWrite *write,
                    LnetOpKind   one,
                    LnetOpKind   other)
{
  for (guint i = 0; i < row->writes->len; i++)
    {
      const MergeWrite *later = &g_array_index (row->writes, MergeWrite, i);

      if ((later->op->kind == one || later->op->kind == other) && merge_write_covers (later, write))
        return TRUE;
    }
  return FALSE;
}

/* The removals that still count. */
static GArray *
find_removals (const MergeRow *row)
{
  GArray *removals = g_array_new (FALSE, FALSE, sizeof (MergeWrite));

  for (guint i = 0; i < row->writes->len; i++)
    {
      const MergeWrite *write = &g_array_index (row->writes, MergeWrite, i);

      if (write->op->kind == LNET_OP_DEL && !is_covered_by_kind (row, write, LNET_OP_ADD, LNET_OP_UNDEL) &&
          !is_covered_by_kind (row, write, LNET_OP_DEL, LNET_OP_DEL))
        g_array_append_val (removals, *write);
    }
  return removals;
}

static gboolean
has_keeper (const GArray *writes,
            const GArray *removals)
{
  for (guint i = 0; i < writes->len; i++)
    {
      const MergeWrite *write = &g_array_index (writes, MergeWrite, i);
      gboolean keeps = write->op->kind != LNET_OP_DEL;

      for (guint k = 0; k < removals->len && keeps; k++)
        keeps = merge_write_is_concurrent (write, &g_array_index (removals, MergeWrite, k));
      if (keeps)
        return TRUE;
    }
  return FALSE;
}

static gboolean
names (const MergeRow   *row,
       const MergeWrite *redact)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GByteArray) name = g_byte_array_new ();
  LnetValue value = { .type = LNET_VALUE_ID, .id = redact->op->row };

  lnet_value_write (&value, name);
  for (guint i = 0; i < row->writes->len; i++)
    if (merge_write_read_value (&g_array_index (row->writes, MergeWrite, i), redact->op->number, bytes) &&
        bytes->len == name->len &&
        memcmp (bytes->data, name->data, name->len) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_erased (MergeModel *self,
           const MergeRow  *row)
{
  for (guint i = 0; i < self->redacts->len; i++)
    {
      const MergeWrite *redact = &g_array_index (self->redacts, MergeWrite, i);

      if (redact->op->number == 0 ? lnet_id_equal (&redact->op->row, &row->id)
                                  : redact->op->table == row->table &&
                                    lnet_id_equal (&redact->at->batch->space, &row->space) && names (row, redact))
        return TRUE;
    }
  return FALSE;
}

/* --- prose --- */

static gboolean
is_edit (const MergeWrite *write,
         guint             number,
         gboolean          confirms)
{
  const LnetOp *op = write->op;

  /* What a row begins with: a desk that went back may add it a second time. */
  if (merge_op_is_adding (op))
    return !confirms && lnet_op_get_cell (op, number) != NULL;
  return op->kind == LNET_OP_EDIT && op->number == number && (op->n_deleted == 0 && *op->text == '\0') == confirms;
}

static gboolean
is_confirmed (const MergeRow   *row,
              guint             number,
              const MergeWrite *one,
              const MergeWrite *other)
{
  for (guint i = 0; i < row->writes->len; i++)
    {
      const MergeWrite *write = &g_array_index (row->writes, MergeWrite, i);

      if (is_edit (write, number, TRUE) && merge_write_covers (write, one) && merge_write_covers (write, other))
        return TRUE;
    }
  return FALSE;
}

/* Whether two edited the text at once, and nobody has read since what became of it. */
static gboolean
is_merged (const MergeRow *row,
           guint           number)
{
  for (guint i = 0; i < row->writes->len; i++)
    for (guint k = 0; k < i; k++)
      {
        const MergeWrite *one = &g_array_index (row->writes, MergeWrite, i);
        const MergeWrite *other = &g_array_index (row->writes, MergeWrite, k);

        if (is_edit (one, number, FALSE) && is_edit (other, number, FALSE) &&
            merge_write_is_concurrent (one, other) && !is_confirmed (row, number, one, other))
          return TRUE;
      }
  return FALSE;
}

/* --- printing --- */

static void
print_unsettled (GPtrArray   *lines,
                 const MergeRow   *row,
                 guint        number,
                 const GArray *heads,
                 const MergeWrite *shown)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  for (guint i = 0; i < heads->len; i++)
    {
      const MergeWrite *head = &g_array_index (heads, MergeWrite, i);

      if (number > 0)
        merge_write_read_value (head, number, bytes);
      merge_lines_add_unsettled (lines, &(MergeUnsettled) {
        .table = row->table, .row = row->id, .number = number, .desk = head->at->batch->desk, .n = head->at->batch->n,
        .op = head->index, .shown = head == shown, .value = bytes->data, .size = bytes->len });
    }
}

/* Cells whose value stands in two columns are told by both. */
static void
print_cell (GString     *line,
            const MergeRow   *row,
            guint        number,
            const MergeWrite *shown)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  LnetCursor cursor;
  LnetValue value;

  if (shown == NULL || !merge_write_read_value (shown, number, bytes))
    return;
  cursor = (LnetCursor) { bytes->data, bytes->len, FALSE };
  lnet_value_read (&value, &cursor);
  if (is_order (row->table, number))
    {
      merge_lines_put_cell (line, 1, &value);
      lnet_value_clear (&value);
      lnet_value_read (&value, &cursor);
    }
  merge_lines_put_cell (line, number, &value);
  lnet_value_clear (&value);
}

static gboolean
has_order (const LnetTableInfo *info)
{
  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].kind == LNET_FIELD_KIND_ORDER)
      return TRUE;
  return FALSE;
}

static void
print_cells (GPtrArray *lines,
             GString   *line,
             const MergeRow *row)
{
  const LnetTableInfo *info = lnet_schema_get_table (row->table);

  for (guint number = 1; number <= info->n_fields; number++)
    {
      g_autoptr (GArray) heads = NULL;
      const MergeWrite *shown;

      if (info->fields[number - 1].kind == LNET_FIELD_KIND_PROSE && is_merged (row, number))
        g_ptr_array_add (lines, merge_lines_describe ("merged", row->table, &row->id, number));
      if (info->fields[number - 1].kind == LNET_FIELD_KIND_PROSE || (number == 1 && has_order (info)))
        continue;
      heads = merge_row_find_heads (row, number);
      shown = find_shown (heads, number);
      print_cell (line, row, number, shown);
      if (are_at_odds (heads, number))
        print_unsettled (lines, row, number, heads, shown);
    }
}

static void
print_row (GPtrArray *lines,
           const MergeRow *row)
{
  g_autoptr (GArray) removals = find_removals (row);
  gboolean kept = has_keeper (row->writes, removals) || has_keeper (row->children, removals);
  gboolean deleted = removals->len > 0 && !kept;
  GString *line = merge_lines_begin_row (row->table, &row->id, &row->space, deleted);

  print_cells (lines, line, row);
  g_ptr_array_add (lines, g_string_free (line, FALSE));
  if (removals->len > 0 && kept && lnet_schema_get_table (row->table)->kind == LNET_TABLE_KIND_ROWS)
    print_unsettled (lines, row, 0, removals, NULL);
}

GPtrArray *
merge_model_print (MergeModel *self)
{
  GPtrArray *lines = merge_lines_new ();
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    if (((MergeRow *) row)->added && !is_erased (self, row))
      print_row (lines, row);
  merge_lines_sort (lines);
  return lines;
}

