/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-transaction-private.h"

#include <string.h>

#include "lnet-hash.h"
#include "lnet-prose.h"

#define MOST_OPS_AT_ONCE 5000

struct _LnetTransaction
{
  gatomicrefcount ref_count;
  char *act;
  GPtrArray *ops;    /* LnetOp */
  GHashTable *added; /* LnetId of a row added here → its LnetOp */
  GHashTable *contents; /* hash → GBytes: sealed contents of attachments added here */
  gint64 wall;
  LnetId author;
  LnetId undoes;
  guint n_done; /* atomic */
};

LnetTransaction *
lnet_transaction_new (const char *act)
{
  LnetTransaction *self = g_new0 (LnetTransaction, 1);

  g_return_val_if_fail (act != NULL, NULL);
  g_atomic_ref_count_init (&self->ref_count);
  self->act = g_strdup (act);
  self->ops = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_op_free);
  self->added = g_hash_table_new (lnet_id_hash, lnet_id_equal);
  self->contents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  return self;
}

LnetTransaction *
lnet_transaction_ref (LnetTransaction *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

static gpointer
let_go (gpointer data)
{
  LnetTransaction *self = data;

  g_free (self->act);
  g_hash_table_unref (self->added);
  g_hash_table_unref (self->contents);
  g_ptr_array_unref (self->ops);
  g_free (self);
  return NULL;
}

void
lnet_transaction_unref (LnetTransaction *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  /* Freeing a large one takes several frames, so that is done elsewhere. */
  if (self->ops->len > MOST_OPS_AT_ONCE)
    g_thread_unref (g_thread_new ("lnet-let-go", let_go, self));
  else
    let_go (self);
}

void
lnet_transaction_take_op (LnetTransaction *self,
                          LnetOp          *op)
{
  g_ptr_array_add (self->ops, op);
}

static LnetOp *
append (LnetTransaction *self,
        LnetOpKind       kind,
        guint            table,
        const LnetId    *row)
{
  LnetOp *op = lnet_op_new (kind, table, row);

  g_ptr_array_add (self->ops, op);
  return op;
}

void
lnet_transaction_add_with_id (LnetTransaction *self,
                              LnetTable        table,
                              LnetSpace        space,
                              const LnetId    *id)
{
  const LnetTableInfo *info = lnet_schema_get_table (table);
  LnetOp *op;

  g_return_if_fail (info != NULL);
  op = append (self, info->kind == LNET_TABLE_KIND_ENTRIES ? LNET_OP_ENTRY : LNET_OP_ADD, table, id);
  op->space = space;
  g_hash_table_insert (self->added, &op->row, op);
}

LnetId
lnet_transaction_add (LnetTransaction *self,
                      LnetTable        table,
                      LnetSpace        space)
{
  LnetId id = lnet_id_new ();

  lnet_transaction_add_with_id (self, table, space, &id);
  return id;
}

/* A set's row is named after what it holds, so that two desks that put in the same element mean the same row. */
static LnetId
derive_element_id (LnetField     field,
                   const LnetId *owner,
                   gconstpointer element,
                   gsize         size)
{
  guint8 table = LNET_FIELD_TABLE (field);
  const LnetHashPiece pieces[] = { { &table, 1 }, { owner, sizeof *owner }, { element, size } };

  g_assert (lnet_schema_get_table (table)->kind == LNET_TABLE_KIND_SET && LNET_FIELD_NUMBER (field) == 2);
  return lnet_hash_derive_id (pieces, G_N_ELEMENTS (pieces));
}

static LnetId
add_element (LnetTransaction *self,
             LnetField        field,
             LnetSpace        space,
             const LnetId    *owner,
             const LnetId    *id,
             LnetValue        element)
{
  LnetOp *op = append (self, LNET_OP_ADD, LNET_FIELD_TABLE (field), id);

  op->space = space;
  lnet_op_put_cell (op, 1, (LnetValue) { .type = LNET_VALUE_ID, .id = *owner });
  lnet_op_put_cell (op, 2, element);
  return *id;
}

LnetId
lnet_transaction_add_to_set (LnetTransaction *self,
                             LnetField        field,
                             LnetSpace        space,
                             const LnetId    *owner,
                             const LnetId    *element)
{
  LnetId id = derive_element_id (field, owner, element, sizeof *element);

  return add_element (self, field, space, owner, &id, (LnetValue) { .type = LNET_VALUE_ID, .id = *element });
}

LnetId
lnet_transaction_add_text_to_set (LnetTransaction *self,
                                  LnetField        field,
                                  LnetSpace        space,
                                  const LnetId    *owner,
                                  const char      *element)
{
  LnetId id = derive_element_id (field, owner, element, strlen (element));

  return add_element (self, field, space, owner, &id,
                      (LnetValue) { .type = LNET_VALUE_TEXT, .text = g_strdup (element) });
}

void
lnet_transaction_remove_from_set (LnetTransaction *self,
                                  LnetField        field,
                                  const LnetId    *owner,
                                  const LnetId    *element)
{
  LnetId id = derive_element_id (field, owner, element, sizeof *element);

  lnet_transaction_delete (self, LNET_FIELD_TABLE (field), &id);
}

void
lnet_transaction_remove_text_from_set (LnetTransaction *self,
                                       LnetField        field,
                                       const LnetId    *owner,
                                       const char      *element)
{
  LnetId id = derive_element_id (field, owner, element, strlen (element));

  lnet_transaction_delete (self, LNET_FIELD_TABLE (field), &id);
}

/* A row that is added in this transaction takes the value with it. */
static void
set_value (LnetTransaction *self,
           LnetField        field,
           const LnetId    *row,
           LnetValue        value)
{
  LnetOp *op = g_hash_table_lookup (self->added, row);

  if (op != NULL)
    {
      lnet_op_put_cell (op, LNET_FIELD_NUMBER (field), value);
      return;
    }
  op = append (self, LNET_OP_SET, LNET_FIELD_TABLE (field), row);
  op->number = LNET_FIELD_NUMBER (field);
  op->value = value;
}

void
lnet_transaction_set_text (LnetTransaction *self,
                           LnetField        field,
                           const LnetId    *row,
                           const char      *value)
{
  const LnetFieldInfo *info = lnet_schema_get_field (field);

  g_return_if_fail (info != NULL && info->type == LNET_TYPE_TEXT);
  g_return_if_fail (value == NULL || g_utf8_validate (value, -1, NULL));
  /* Once it is there, prose changes only by edits. */
  g_return_if_fail (info->kind == LNET_FIELD_KIND_CELL || g_hash_table_contains (self->added, row));
  if (value == NULL || *value == '\0')
    lnet_transaction_clear (self, field, row);
  else
    set_value (self, field, row, (LnetValue) { .type = LNET_VALUE_TEXT, .text = g_strdup (value) });
}

void
lnet_transaction_set_integer (LnetTransaction *self,
                              LnetField        field,
                              const LnetId    *row,
                              gint64           value)
{
  const LnetFieldInfo *info = lnet_schema_get_field (field);

  g_return_if_fail (info != NULL && info->type == LNET_TYPE_INTEGER);
  set_value (self, field, row, (LnetValue) { .type = LNET_VALUE_INTEGER, .integer = value });
}

void
lnet_transaction_set_id (LnetTransaction *self,
                         LnetField        field,
                         const LnetId    *row,
                         const LnetId    *value)
{
  const LnetFieldInfo *info = lnet_schema_get_field (field);

  g_return_if_fail (info != NULL && info->type == LNET_TYPE_ID);
  if (value == NULL || lnet_id_is_null (value))
    lnet_transaction_clear (self, field, row);
  else
    set_value (self, field, row, (LnetValue) { .type = LNET_VALUE_ID, .id = *value });
}

void
lnet_transaction_clear (LnetTransaction *self,
                        LnetField        field,
                        const LnetId    *row)
{
  set_value (self, field, row, (LnetValue) { .type = LNET_VALUE_NULL });
}

static void
append_edit (LnetTransaction *self,
             LnetField        field,
             const LnetId    *row,
             guint            position,
             guint            n_deleted,
             const char      *inserted)
{
  LnetOp *op = append (self, LNET_OP_EDIT, LNET_FIELD_TABLE (field), row);

  op->number = LNET_FIELD_NUMBER (field);
  op->position = position;
  op->n_deleted = n_deleted;
  op->text = g_strdup (inserted);
}

void
lnet_transaction_edit (LnetTransaction *self,
                       LnetField        field,
                       const LnetId    *row,
                       guint            position,
                       guint            n_deleted,
                       const char      *inserted)
{
  const LnetFieldInfo *info = lnet_schema_get_field (field);

  g_return_if_fail (info != NULL && info->kind == LNET_FIELD_KIND_PROSE);
  g_return_if_fail (g_utf8_validate (inserted, -1, NULL));
  if (n_deleted > 0 || *inserted != '\0')
    append_edit (self, field, row, position, n_deleted, inserted);
}

/* An edit that changes nothing, written by somebody who had both on the screen. */
void
lnet_transaction_confirm_text (LnetTransaction *self,
                               LnetField        field,
                               const LnetId    *row)
{
  const LnetFieldInfo *info = lnet_schema_get_field (field);

  g_return_if_fail (info != NULL && info->kind == LNET_FIELD_KIND_PROSE);
  append_edit (self, field, row, 0, 0, "");
}

void
lnet_transaction_replace_prose (LnetTransaction *self,
                                LnetField        field,
                                const LnetId    *row,
                                const char      *before,
                                const char      *after)
{
  g_auto (LnetProseEdit) edit = { 0 };

  if (lnet_prose_compare (before != NULL ? before : "", after != NULL ? after : "", &edit))
    lnet_transaction_edit (self, field, row, edit.position, edit.n_deleted, edit.inserted);
}

void
lnet_transaction_move (LnetTransaction *self,
                       LnetField        field,
                       const LnetId    *row,
                       const LnetId    *parent,
                       const char      *position)
{
  const LnetFieldInfo *info = lnet_schema_get_field (field);
  LnetOp *op;

  g_return_if_fail (info != NULL && info->kind == LNET_FIELD_KIND_ORDER);
  op = append (self, LNET_OP_MOVE, LNET_FIELD_TABLE (field), row);
  op->number = LNET_FIELD_NUMBER (field);
  op->value = (LnetValue) { .type = LNET_VALUE_ID, .id = *parent };
  op->text = g_strdup (position);
}

void
lnet_transaction_delete (LnetTransaction *self,
                         LnetTable        table,
                         const LnetId    *row)
{
  append (self, LNET_OP_DEL, table, row);
}

void
lnet_transaction_restore (LnetTransaction *self,
                          LnetTable        table,
                          const LnetId    *row)
{
  append (self, LNET_OP_UNDEL, table, row);
}

gboolean
lnet_transaction_is_empty (LnetTransaction *self)
{
  return self->ops->len == 0;
}

guint
lnet_transaction_get_n_ops (LnetTransaction *self)
{
  return self->ops->len;
}

guint
lnet_transaction_get_n_done (LnetTransaction *self)
{
  return (guint) g_atomic_int_get ((gint *) &self->n_done);
}

void
lnet_transaction_set_n_done (LnetTransaction *self,
                             guint            n_done)
{
  g_atomic_int_set ((gint *) &self->n_done, (gint) n_done);
}

void
lnet_transaction_set_wall (LnetTransaction *self,
                           gint64           wall)
{
  self->wall = wall;
}

void
lnet_transaction_set_author (LnetTransaction *self,
                             const LnetId    *member)
{
  self->author = *member;
}

void
lnet_transaction_set_undoes (LnetTransaction *self,
                             const LnetId    *group)
{
  self->undoes = *group;
}

void
lnet_transaction_put_content (LnetTransaction *self,
                              const char      *hash,
                              GBytes          *sealed)
{
  g_hash_table_insert (self->contents, g_strdup (hash), g_bytes_ref (sealed));
}

GHashTable *
lnet_transaction_get_contents (LnetTransaction *self)
{
  return self->contents;
}

GPtrArray *
lnet_transaction_get_ops (LnetTransaction *self)
{
  return self->ops;
}

const char *
lnet_transaction_get_act (LnetTransaction *self)
{
  return self->act;
}

gint64
lnet_transaction_get_wall (LnetTransaction *self)
{
  return self->wall;
}

const LnetId *
lnet_transaction_get_author (LnetTransaction *self)
{
  return &self->author;
}

const LnetId *
lnet_transaction_get_undoes (LnetTransaction *self)
{
  return &self->undoes;
}
