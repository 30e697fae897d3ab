/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "merge-model-private.h"

#include "lnet-fold.h"

static void
known_free (MergeKnown *known)
{
  lnet_batch_free (known->batch);
  for (guint i = 0; i < known->ops->len; i++)
    lnet_op_free (known->ops->pdata[i]);
  g_ptr_array_unref (known->ops);
  g_hash_table_unref (known->seen);
  g_free (known);
}

static void
row_free (MergeRow *row)
{
  g_array_unref (row->writes);
  g_array_unref (row->children);
  g_free (row);
}

MergeModel *
merge_model_new (void)
{
  MergeModel *self = g_new0 (MergeModel, 1);

  self->seen = g_array_new (FALSE, FALSE, sizeof (MergeSeen));
  self->batches = g_ptr_array_new_with_free_func ((GDestroyNotify) known_free);
  self->rows = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, NULL, (GDestroyNotify) row_free);
  self->redacts = g_array_new (FALSE, FALSE, sizeof (MergeWrite));
  return self;
}

void
merge_model_free (MergeModel *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->seen);
  g_array_unref (self->redacts);
  g_hash_table_unref (self->rows);
  g_ptr_array_unref (self->batches);
  g_free (self);
}

void
merge_model_add_seen (MergeModel   *self,
                      const LnetId *space,
                      const LnetId *desk,
                      guint64       n)
{
  MergeSeen seen = { *space, *desk, n };

  g_array_append_val (self->seen, seen);
}

gboolean
merge_model_is_about (MergeModel   *self,
                      const LnetId *row)
{
  return g_hash_table_contains (self->rows, row);
}

gboolean
merge_model_has_table (MergeModel *self,
                       guint       table)
{
  return self->tables[table];
}

void
merge_model_add (MergeModel    *self,
                 gconstpointer  body,
                 gsize          size)
{
  MergeKnown *known = g_new0 (MergeKnown, 1);

  known->batch = lnet_batch_read (body, size, NULL, NULL);
  g_assert_nonnull (known->batch);
  known->ops = g_ptr_array_new ();
  known->seen = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, g_free);
  for (guint i = 0; i < known->batch->ops->len; i++)
    {
      gboolean unknown;

      g_ptr_array_add (known->ops, lnet_batch_read_op (known->batch, i, &unknown));
    }
  g_ptr_array_add (self->batches, known);
}

/* --- who had seen what --- */

static int
compare_batches (gconstpointer a,
                 gconstpointer b)
{
  const LnetBatch *one = (*(MergeKnown *const *) a)->batch, *other = (*(MergeKnown *const *) b)->batch;
  int order = lnet_id_compare (&one->space, &other->space);

  if (order == 0)
    order = lnet_id_compare (&one->desk, &other->desk);
  return order != 0 ? order : one->n < other->n ? -1 : one->n > other->n;
}

static guint64
get_seen (const MergeKnown  *known,
          const LnetId *desk)
{
  const guint64 *n = g_hash_table_lookup (known->seen, desk);

  return n != NULL ? *n : 0;
}

static void
set_seen (MergeKnown        *known,
          const LnetId *desk,
          guint64       n)
{
  g_hash_table_insert (known->seen, lnet_id_copy (desk), g_memdup2 (&n, sizeof n));
}

static void
copy_seen (MergeKnown       *known,
           const MergeKnown *before)
{
  GHashTableIter iter;
  gpointer desk, n;

  g_hash_table_iter_init (&iter, before->seen);
  while (g_hash_table_iter_next (&iter, &desk, &n))
    set_seen (known, desk, *(guint64 *) n);
}

static void
begin_seen (MergeModel *self,
            MergeKnown *known)
{
  for (guint i = 0; i < self->seen->len; i++)
    {
      const MergeSeen *seen = &g_array_index (self->seen, MergeSeen, i);

      if (lnet_id_equal (&seen->space, &known->batch->space))
        set_seen (known, &seen->desk, seen->n);
    }
}

/* A batch tells only what changed since its desk's one before. */
static void
sum_vectors (MergeModel *self)
{
  const MergeKnown *before = NULL;

  g_ptr_array_sort (self->batches, compare_batches);
  for (guint i = 0; i < self->batches->len; i++)
    {
      MergeKnown *known = self->batches->pdata[i];
      LnetBatch *batch = known->batch;

      if (before != NULL && lnet_id_equal (&before->batch->space, &batch->space) &&
          lnet_id_equal (&before->batch->desk, &batch->desk))
        copy_seen (known, before);
      else
        begin_seen (self, known);
      for (guint k = 0; k < batch->deps->len; k++)
        {
          const LnetDependency *dependency = &g_array_index (batch->deps, LnetDependency, k);

          set_seen (known, &dependency->desk, dependency->n);
        }
      set_seen (known, &batch->desk, batch->n - 1);
      before = known;
    }
}

gboolean
merge_write_covers (const MergeWrite *later,
        const MergeWrite *earlier)
{
  if (later->at == earlier->at)
    return later->index > earlier->index;
  return lnet_id_equal (&later->at->batch->space, &earlier->at->batch->space) &&
         get_seen (later->at, &earlier->at->batch->desk) >= earlier->at->batch->n;
}

/* Across spaces nothing says who knew of what. */
gboolean
merge_write_is_concurrent (const MergeWrite *one,
               const MergeWrite *other)
{
  return lnet_id_equal (&one->at->batch->space, &other->at->batch->space) && !merge_write_covers (one, other) &&
         !merge_write_covers (other, one);
}

char *
merge_model_print_vector (MergeModel   *self,
                          const LnetId *space,
                          const LnetId *desk,
                          guint64       n)
{
  for (guint i = 0; i < self->batches->len; i++)
    {
      const MergeKnown *known = self->batches->pdata[i];
      g_autoptr (GPtrArray) lines = NULL;
      GHashTableIter iter;
      gpointer of, of_n;

      if (known->batch->n != n || !lnet_id_equal (&known->batch->desk, desk) ||
          !lnet_id_equal (&known->batch->space, space))
        continue;
      lines = merge_lines_new ();
      g_hash_table_iter_init (&iter, known->seen);
      while (g_hash_table_iter_next (&iter, &of, &of_n))
        if (*(guint64 *) of_n > 0 || lnet_id_equal (of, desk))
          merge_lines_add_mark (lines, of, *(guint64 *) of_n + lnet_id_equal (of, desk));
      return merge_lines_join (lines);
    }
  return NULL;
}

/* --- rows --- */

static MergeRow *
get_row (MergeModel   *self,
         const LnetId *id)
{
  MergeRow *row = g_hash_table_lookup (self->rows, id);

  if (row != NULL)
    return row;
  row = g_new0 (MergeRow, 1);
  row->id = *id;
  row->writes = g_array_new (FALSE, FALSE, sizeof (MergeWrite));
  row->children = g_array_new (FALSE, FALSE, sizeof (MergeWrite));
  g_hash_table_insert (self->rows, &row->id, row);
  return row;
}

gboolean
merge_op_is_adding (const LnetOp *op)
{
  return op->kind == LNET_OP_ADD || op->kind == LNET_OP_ENTRY;
}

/* The row that @op puts its own under, if that is one that owns it. */
static const LnetId *
find_parent (const LnetOp *op)
{
  const LnetValue *parent = NULL;

  if (lnet_fold_get_parent_table (op->table) == LNET_TABLE_NONE)
    return NULL;
  if (merge_op_is_adding (op))
    parent = lnet_op_get_cell (op, 1);
  else if (op->kind == LNET_OP_MOVE || (op->kind == LNET_OP_SET && op->number == 1))
    parent = &op->value;
  return parent != NULL && parent->type == LNET_VALUE_ID ? &parent->id : NULL;
}

static void
put_write (MergeModel  *self,
           const MergeWrite *write)
{
  const LnetOp *op = write->op;
  const LnetId *parent = find_parent (op);
  MergeRow *row;

  if (op->kind == LNET_OP_REDACT)
    {
      g_array_append_val (self->redacts, *write);
      return;
    }
  row = get_row (self, &op->row);
  row->table = op->table;
  self->tables[op->table] = TRUE;
  g_array_append_val (row->writes, *write);
  if (merge_op_is_adding (op))
    {
      row->added = TRUE;
      row->space = write->at->batch->space;
    }
  if (parent != NULL)
    g_array_append_val (get_row (self, parent)->children, *write);
}

/* --- nothing lost --- */

/* Every write of a cell is a head, or a head knew of it. */
static char *
find_lost (const MergeRow *row,
           guint      number)
{
  g_autoptr (GArray) heads = merge_row_find_heads (row, number);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  for (guint i = 0; i < row->writes->len; i++)
    {
      const MergeWrite *write = &g_array_index (row->writes, MergeWrite, i);
      gboolean known = !merge_write_read_value (write, number, bytes);

      for (guint k = 0; k < heads->len && !known; k++)
        {
          const MergeWrite *head = &g_array_index (heads, MergeWrite, k);

          known = (head->at == write->at && head->index == write->index) || merge_write_covers (head, write);
        }
      if (!known)
        return merge_lines_describe ("nobody who wrote over it knew of", row->table, &row->id, number);
    }
  return NULL;
}

char *
merge_model_fold (MergeModel *self)
{
  GHashTableIter iter;
  gpointer row;
  char *lost = NULL;

  sum_vectors (self);
  for (guint i = 0; i < self->batches->len; i++)
    {
      const MergeKnown *known = self->batches->pdata[i];

      for (guint k = 0; k < known->ops->len; k++)
        if (known->ops->pdata[k] != NULL)
          put_write (self, &(MergeWrite) { known, k, known->ops->pdata[k] });
    }
  g_hash_table_iter_init (&iter, self->rows);
  while (lost == NULL && g_hash_table_iter_next (&iter, NULL, &row))
    {
      const LnetTableInfo *info = lnet_schema_get_table (((MergeRow *) row)->table);

      for (guint number = 1; info != NULL && number <= info->n_fields && lost == NULL; number++)
        lost = find_lost (row, number);
    }
  return lost;
}
