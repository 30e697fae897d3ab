/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs on the thread of its connection: the store's writer thread, or a worker that checks a file. */

#include "config.h"

#include "lnet-apply-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-error.h"

/* SQLite tells of every row that changes in any table; those of synced tables must be ours. */
static void
on_row_changed (gpointer       data,
                int            operation,
                const char    *database,
                const char    *table,
                sqlite3_int64  row)
{
  LnetApply *self = data;

  for (guint i = 1; i < LNET_TABLE_LAST; i++)
    {
      const LnetTableInfo *info = lnet_schema_get_table (i);

      if (info == NULL || strcmp (info->name, table) != 0)
        continue;
      if (self->expected == 0)
        self->bypassed = TRUE;
      else
        self->expected--;
      return;
    }
}

LnetApply *
lnet_apply_new (LnetSqlite *db)
{
  LnetApply *self = g_new0 (LnetApply, 1);

  self->db = db;
  self->rows = g_hash_table_new_full (lnet_apply_row_hash, lnet_apply_row_equal, lnet_apply_row_free, NULL);
  self->added = g_ptr_array_new ();
  self->changed = g_ptr_array_new ();
  self->members = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);
  self->organizations = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);
  self->erased = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);
  self->erased_pks = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!lnet_sqlite_get_integer (db, "PRAGMA user_version", 0, &self->version, NULL))
    self->version = 0;
  if (g_test_initialized ())
    sqlite3_update_hook (lnet_sqlite_get_handle (db), on_row_changed, self);
  return self;
}

void
lnet_apply_free (LnetApply *self)
{
  if (self == NULL)
    return;
  if (g_test_initialized ())
    sqlite3_update_hook (lnet_sqlite_get_handle (self->db), NULL, NULL);
  g_hash_table_unref (self->rows);
  g_ptr_array_unref (self->added);
  g_ptr_array_unref (self->changed);
  g_hash_table_unref (self->members);
  g_hash_table_unref (self->organizations);
  g_hash_table_unref (self->erased);
  g_array_unref (self->erased_pks);
  g_free (self);
}

gboolean
lnet_apply_was_bypassed (LnetApply *self)
{
  gboolean bypassed = self->bypassed;

  self->bypassed = FALSE;
  return bypassed;
}

gboolean
lnet_apply_find_row (LnetApply     *self,
                     guint          table,
                     const LnetId  *id,
                     gint64        *space,
                     gint64        *deleted,
                     GError       **error)
{
  const LnetApplyRow *row = lnet_apply_get_row (self, table, id, error);

  *space = row != NULL ? row->space : 0;
  *deleted = row != NULL ? row->deleted : 0;
  return row != NULL;
}

gboolean
lnet_apply_find_space (LnetApply    *self,
                       guint         table,
                       const LnetId *row,
                       gint64       *space,
                       GError      **error)
{
  gint64 deleted;

  return lnet_apply_find_row (self, table, row, space, &deleted, error);
}

gboolean
lnet_apply_read_cell (LnetApply     *self,
                      guint          table,
                      guint          number,
                      const LnetId  *id,
                      LnetValue     *value,
                      GError       **error)
{
  const LnetApplyRow *row = lnet_apply_get_row (self, table, id, error);

  *value = (LnetValue) { 0 };
  if (row != NULL)
    *value = lnet_value_copy (lnet_apply_row_get (row, number));
  return row != NULL;
}

/* --- what derived tables have to know --- */

static void
note (GHashTable   *set,
      const LnetId *id)
{
  if (!lnet_id_is_null (id) && !g_hash_table_contains (set, id))
    g_hash_table_add (set, lnet_id_copy (id));
}

/* Tables whose rows feed the member index; they name the member in their first field. */
static gboolean
feeds_member (guint table)
{
  return table == LNET_TABLE_MEMBER_STAFF || table == LNET_TABLE_ROLE || table == LNET_TABLE_CHANNEL ||
         table == LNET_TABLE_MEMBER_LANGUAGE || table == LNET_TABLE_MEMBER_TAG;
}

static void
note_moved (LnetApply          *self,
            const LnetApplyRow *row)
{
  if (row->table == LNET_TABLE_MEMBER)
    note (self->members, &row->id);
  else if (row->table == LNET_TABLE_ORGANIZATION)
    note (self->organizations, &row->id);
  else if (feeds_member (row->table))
    note (self->members, &lnet_apply_row_get (row, 1)->id);
}

gboolean
lnet_apply_note_moved (LnetApply     *self,
                       guint          table,
                       const LnetId  *id,
                       GError       **error)
{
  const LnetApplyRow *row = lnet_apply_get_row (self, table, id, error);

  if (row != NULL)
    note_moved (self, row);
  return row != NULL;
}

GHashTable *
lnet_apply_get_moved_members (LnetApply *self)
{
  return self->members;
}

GHashTable *
lnet_apply_get_moved_organizations (LnetApply *self)
{
  return self->organizations;
}

void
lnet_apply_begin (LnetApply *self)
{
  lnet_apply_forget_rows (self);
  g_hash_table_remove_all (self->members);
  g_hash_table_remove_all (self->organizations);
  g_hash_table_remove_all (self->erased);
  g_array_set_size (self->erased_pks, 0);
}

GHashTable *
lnet_apply_get_erased (LnetApply *self)
{
  return self->erased;
}

GArray *
lnet_apply_get_erased_pks (LnetApply *self)
{
  return self->erased_pks;
}

/* --- the ops --- */

static LnetApplyResult
fail_missing (GError **error)
{
  g_set_error_literal (error, LNET_ERROR, LNET_ERROR_NOT_FOUND,
                       _("What this change is about is no longer there. Nothing was changed."));
  return LNET_APPLY_FAILED;
}

static LnetApplyResult
set_deleted (LnetApply     *self,
             LnetApplyRow  *row,
             gint64         deleted,
             LnetOp       **inverse)
{
  lnet_apply_row_put_deleted (self, row, deleted);
  if (inverse != NULL)
    *inverse = lnet_op_new (deleted != 0 ? LNET_OP_UNDEL : LNET_OP_DEL, row->table, &row->id);
  return LNET_APPLY_DONE;
}

/* A row that is there already is only taken out of the Trash, if it lies there. */
static LnetApplyResult
apply_add (LnetApply     *self,
           LnetApplyRow  *row,
           LnetOp        *op,
           gint64         space,
           LnetOp       **inverse)
{
  if (row->space != 0 && row->deleted == 0)
    return LNET_APPLY_NOTHING;
  if (row->space != 0)
    {
      g_clear_pointer (&op->cells, g_array_unref);
      op->kind = LNET_OP_UNDEL;
      return set_deleted (self, row, 0, inverse);
    }
  lnet_apply_row_add (self, row, space, op->cells);
  if (inverse != NULL)
    *inverse = lnet_op_new (LNET_OP_DEL, op->table, &op->row);
  return LNET_APPLY_DONE;
}

static LnetApplyResult
apply_set (LnetApply     *self,
           LnetApplyRow  *row,
           const LnetOp  *op,
           LnetOp       **inverse)
{
  const LnetValue *before = lnet_apply_row_get (row, op->number);

  if (lnet_value_equal (before, &op->value))
    return LNET_APPLY_NOTHING;
  if (inverse != NULL)
    {
      *inverse = lnet_op_new (LNET_OP_SET, op->table, &op->row);
      (*inverse)->number = op->number;
      (*inverse)->value = lnet_value_copy (before);
    }
  lnet_apply_row_put (self, row, op->number, &op->value);
  return LNET_APPLY_DONE;
}

static LnetApplyResult
apply_edit (LnetApply     *self,
            LnetApplyRow  *row,
            const LnetOp  *op,
            LnetOp       **inverse,
            GError       **error)
{
  const LnetValue *value = lnet_apply_row_get (row, op->number);
  const char *before = value->text != NULL ? value->text : "";
  g_autofree char *deleted = NULL;
  g_autofree char *after = lnet_op_edit_text (op, before, &deleted);

  if (after == NULL)
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID,
                           _("The text has changed since, so this edit no longer fits. Nothing was changed."));
      return LNET_APPLY_FAILED;
    }
  if (g_str_equal (before, after))
    return LNET_APPLY_NOTHING;
  /* Emptied prose and prose never written are the same. */
  lnet_apply_row_put (self, row, op->number,
                      &(LnetValue) { .type = *after != '\0' ? LNET_VALUE_TEXT : LNET_VALUE_NULL,
                                     .text = *after != '\0' ? after : NULL });
  if (inverse != NULL)
    {
      *inverse = lnet_op_new (LNET_OP_EDIT, op->table, &op->row);
      (*inverse)->number = op->number;
      (*inverse)->position = op->position;
      (*inverse)->n_deleted = (guint) g_utf8_strlen (op->text, -1);
      (*inverse)->text = g_steal_pointer (&deleted);
    }
  return LNET_APPLY_DONE;
}

static LnetApplyResult
apply_move (LnetApply     *self,
            LnetApplyRow  *row,
            const LnetOp  *op,
            LnetOp       **inverse)
{
  const LnetValue *place = lnet_apply_row_get (row, op->number), *parent = lnet_apply_row_get (row, 1);

  if (g_strcmp0 (place->text, op->text) == 0 && lnet_value_equal (parent, &op->value))
    return LNET_APPLY_NOTHING;
  if (inverse != NULL)
    {
      *inverse = lnet_op_new (LNET_OP_MOVE, op->table, &op->row);
      (*inverse)->number = op->number;
      (*inverse)->value = lnet_value_copy (parent);
      (*inverse)->text = g_strdup (place->text != NULL ? place->text : "");
    }
  lnet_apply_row_put (self, row, op->number,
                      &(LnetValue) { .type = op->text != NULL ? LNET_VALUE_TEXT : LNET_VALUE_NULL, .text = op->text });
  lnet_apply_row_put (self, row, 1, &op->value);
  return LNET_APPLY_DONE;
}

/* --- what a row is to be --- */

gboolean
lnet_apply_put (LnetApply        *self,
                guint             table,
                guint             number,
                const LnetId     *id,
                const LnetValue  *value,
                GError          **error)
{
  LnetOp op = { .kind = LNET_OP_SET, .table = table, .number = number, .row = *id, .value = *value };
  LnetApplyRow *row = lnet_apply_get_row (self, table, id, error);

  if (row != NULL && row->space != 0)
    apply_set (self, row, &op, NULL);
  return row != NULL;
}

gboolean
lnet_apply_put_place (LnetApply        *self,
                      guint             table,
                      guint             number,
                      const LnetId     *id,
                      const LnetValue  *parent,
                      const char       *key,
                      GError          **error)
{
  LnetOp op = { .kind = LNET_OP_MOVE, .table = table, .number = number, .row = *id, .value = *parent,
                .text = (char *) key };
  LnetApplyRow *row = lnet_apply_get_row (self, table, id, error);

  if (row != NULL && row->space != 0)
    apply_move (self, row, &op, NULL);
  return row != NULL;
}

gboolean
lnet_apply_put_deleted (LnetApply     *self,
                        guint          table,
                        const LnetId  *id,
                        gint64         seq,
                        GError       **error)
{
  LnetApplyRow *row = lnet_apply_get_row (self, table, id, error);

  if (row != NULL && row->space != 0 && row->deleted != seq)
    lnet_apply_row_put_deleted (self, row, seq);
  return row != NULL;
}

static LnetApplyResult
apply_to_present_row (LnetApply     *self,
                      LnetApplyRow  *row,
                      const LnetOp  *op,
                      gint64         seq,
                      LnetOp       **inverse,
                      GError       **error)
{
  if (row->space == 0)
    return op->kind == LNET_OP_DEL ? LNET_APPLY_NOTHING : fail_missing (error);
  switch (op->kind)
    {
    case LNET_OP_SET:
      return apply_set (self, row, op, inverse);
    case LNET_OP_EDIT:
      return apply_edit (self, row, op, inverse, error);
    case LNET_OP_MOVE:
      return apply_move (self, row, op, inverse);
    case LNET_OP_DEL:
      return row->deleted != 0 ? LNET_APPLY_NOTHING : set_deleted (self, row, seq, inverse);
    case LNET_OP_UNDEL:
    default:
      return row->deleted == 0 ? LNET_APPLY_NOTHING : set_deleted (self, row, 0, inverse);
    }
}

LnetApplyResult
lnet_apply_op (LnetApply  *self,
               LnetOp     *op,
               gint64      space,
               gint64      seq,
               LnetOp    **inverse,
               GError    **error)
{
  LnetApplyResult result;
  LnetApplyRow *row;

  if (op->kind == LNET_OP_REDACT)
    return lnet_apply_redact (self, op, space, error);
  row = lnet_apply_get_row (self, op->table, &op->row, error);
  if (row == NULL)
    return LNET_APPLY_FAILED;
  /* Both where it was and where it is: a role may move from one member to another. */
  note_moved (self, row);
  result = op->cells != NULL ? apply_add (self, row, op, space, inverse)
                             : apply_to_present_row (self, row, op, seq, inverse, error);
  if (result == LNET_APPLY_DONE)
    note_moved (self, row);
  return result;
}
