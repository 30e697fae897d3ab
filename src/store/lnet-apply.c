/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs on the thread of its connection: the store's writer thread, or a worker that checks a file. */

#include "config.h"

#include "lnet-apply-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-error.h"
#include "lnet-table-sql.h"

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
  gint64 known;

  self->db = db;
  self->members = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);
  self->organizations = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);
  self->erased = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);
  self->erased_pks = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->alone = !lnet_sqlite_get_integer (db, "SELECT count (*) FROM sqlite_master WHERE name = 'unsettled'", 0, &known,
                                          NULL) || known == 0;
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

static void
bind_value (sqlite3_stmt    *statement,
            int              position,
            const LnetValue *value)
{
  switch (value->type)
    {
    case LNET_VALUE_INTEGER:
      lnet_sqlite_bind_integer (statement, position, value->integer);
      break;
    case LNET_VALUE_TEXT:
      lnet_sqlite_bind_text (statement, position, value->text);
      break;
    case LNET_VALUE_ID:
      lnet_sqlite_bind_id (statement, position, &value->id);
      break;
    case LNET_VALUE_NULL:
    default:
      sqlite3_bind_null (statement, position);
    }
}

/* Runs a statement that changes exactly one row of a synced table. */
gboolean
lnet_apply_change_row (LnetApply     *self,
                       sqlite3_stmt  *statement,
                       GError       **error)
{
  gboolean done;

  self->expected = 1;
  done = lnet_sqlite_run (self->db, statement, error);
  self->expected = 0;
  return done;
}

gboolean
lnet_apply_find_row (LnetApply     *self,
                     guint          table,
                     const LnetId  *row,
                     gint64        *space,
                     gint64        *deleted,
                     GError       **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (self->db, lnet_table_sql_find (table), error);
  int step;

  *space = *deleted = 0;
  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_id (statement, 1, row);
  step = lnet_sqlite_step (self->db, statement, error);
  if (step > 0)
    {
      *space = sqlite3_column_int64 (statement, 0);
      *deleted = sqlite3_column_int64 (statement, 1);
      sqlite3_reset (statement);
    }
  return step >= 0;
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

static void
read_column (sqlite3_stmt  *statement,
             LnetFieldType  type,
             LnetValue     *value)
{
  *value = (LnetValue) { 0 };
  if (sqlite3_column_type (statement, 0) == SQLITE_NULL)
    return;
  if (type == LNET_TYPE_INTEGER)
    {
      value->type = LNET_VALUE_INTEGER;
      value->integer = sqlite3_column_int64 (statement, 0);
    }
  else if (type == LNET_TYPE_ID)
    {
      value->type = LNET_VALUE_ID;
      value->id = lnet_sqlite_column_id (statement, 0);
    }
  else
    {
      value->type = LNET_VALUE_TEXT;
      value->text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
    }
}

gboolean
lnet_apply_read_cell (LnetApply     *self,
                      guint          table,
                      guint          number,
                      const LnetId  *row,
                      LnetValue     *value,
                      GError       **error)
{
  const LnetTableInfo *info = lnet_schema_get_table (table);
  sqlite3_stmt *statement = lnet_sqlite_prepare (self->db, lnet_table_sql_get (table, number), error);
  int step;

  *value = (LnetValue) { 0 };
  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_id (statement, 1, row);
  step = lnet_sqlite_step (self->db, statement, error);
  if (step > 0)
    {
      read_column (statement, info->fields[number - 1].type, value);
      sqlite3_reset (statement);
    }
  return step >= 0;
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

/* Notes whose entry in the member index a row feeds as it stands. */
gboolean
lnet_apply_note_moved (LnetApply     *self,
                       guint          table,
                       const LnetId  *row,
                       GError       **error)
{
  sqlite3_stmt *statement;
  LnetId member;
  int step;

  if (table == LNET_TABLE_MEMBER)
    note (self->members, row);
  else if (table == LNET_TABLE_ORGANIZATION)
    note (self->organizations, row);
  if (!feeds_member (table))
    return TRUE;

  statement = lnet_sqlite_prepare (self->db, lnet_table_sql_get (table, 1), error);
  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_id (statement, 1, row);
  step = lnet_sqlite_step (self->db, statement, error);
  if (step > 0)
    {
      member = lnet_sqlite_column_id (statement, 0);
      note (self->members, &member);
      sqlite3_reset (statement);
    }
  return step >= 0;
}

/* As lnet_apply_note_moved() for a row that is new: all there is to know of it is in the op. */
static void
note_added (LnetApply    *self,
            const LnetOp *op)
{
  const LnetValue *member = feeds_member (op->table) && op->cells != NULL ? lnet_op_get_cell (op, 1) : NULL;

  if (op->table == LNET_TABLE_MEMBER)
    note (self->members, &op->row);
  else if (op->table == LNET_TABLE_ORGANIZATION)
    note (self->organizations, &op->row);
  else if (member != NULL)
    note (self->members, &member->id);
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
lnet_apply_forget_moved (LnetApply *self)
{
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
             const LnetOp  *op,
             gint64         deleted,
             LnetOp       **inverse,
             GError       **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (self->db, lnet_table_sql_set_deleted (op->table), error);

  if (statement == NULL)
    return LNET_APPLY_FAILED;
  lnet_sqlite_bind_id (statement, 1, &op->row);
  lnet_sqlite_bind_integer (statement, 2, deleted);
  if (!lnet_apply_change_row (self, statement, error))
    return LNET_APPLY_FAILED;
  if (inverse != NULL)
    *inverse = lnet_op_new (deleted != 0 ? LNET_OP_UNDEL : LNET_OP_DEL, op->table, &op->row);
  return LNET_APPLY_DONE;
}

/* A row that is there already: only to be taken out of the Trash, if it lies there. */
static LnetApplyResult
add_again (LnetApply     *self,
           LnetOp        *op,
           LnetOp       **inverse,
           GError       **error)
{
  gint64 space, deleted;

  if (!lnet_apply_find_row (self, op->table, &op->row, &space, &deleted, error))
    return LNET_APPLY_FAILED;
  if (deleted == 0)
    return LNET_APPLY_NOTHING;
  g_clear_pointer (&op->cells, g_array_unref);
  op->kind = LNET_OP_UNDEL;
  return set_deleted (self, op, 0, inverse, error);
}

static LnetApplyResult
apply_add (LnetApply     *self,
           LnetOp        *op,
           gint64         space,
           LnetOp       **inverse,
           GError       **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (self->db, lnet_table_sql_insert (op->table), error);

  if (statement == NULL)
    return LNET_APPLY_FAILED;
  lnet_sqlite_bind_id (statement, 1, &op->row);
  lnet_sqlite_bind_integer (statement, 2, space);
  for (guint i = 0; i < op->cells->len; i++)
    {
      const LnetCell *cell = &g_array_index (op->cells, LnetCell, i);

      bind_value (statement, (int) cell->number + 2, &cell->value);
    }
  if (!lnet_apply_change_row (self, statement, error))
    return LNET_APPLY_FAILED;
  if (sqlite3_changes (lnet_sqlite_get_handle (self->db)) == 0)
    return add_again (self, op, inverse, error);
  if (inverse != NULL)
    *inverse = lnet_op_new (LNET_OP_DEL, op->table, &op->row);
  return LNET_APPLY_DONE;
}

static LnetApplyResult
write_cell (LnetApply        *self,
            const LnetOp     *op,
            const LnetValue  *value,
            GError          **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (self->db, lnet_table_sql_set (op->table, op->number), error);

  if (statement == NULL)
    return LNET_APPLY_FAILED;
  lnet_sqlite_bind_id (statement, 1, &op->row);
  bind_value (statement, 2, value);
  return lnet_apply_change_row (self, statement, error) ? LNET_APPLY_DONE : LNET_APPLY_FAILED;
}

static LnetApplyResult
apply_set (LnetApply     *self,
           const LnetOp  *op,
           LnetOp       **inverse,
           GError       **error)
{
  LnetValue before;
  LnetApplyResult result;

  if (!lnet_apply_read_cell (self, op->table, op->number, &op->row, &before, error))
    return LNET_APPLY_FAILED;
  if (lnet_value_equal (&before, &op->value))
    {
      lnet_value_clear (&before);
      return LNET_APPLY_NOTHING;
    }
  result = write_cell (self, op, &op->value, error);
  if (result == LNET_APPLY_DONE && inverse != NULL)
    {
      *inverse = lnet_op_new (LNET_OP_SET, op->table, &op->row);
      (*inverse)->number = op->number;
      (*inverse)->value = before;
    }
  else
    lnet_value_clear (&before);
  return result;
}

static LnetApplyResult
apply_edit (LnetApply     *self,
            const LnetOp  *op,
            LnetOp       **inverse,
            GError       **error)
{
  g_autofree char *before = NULL, *after = NULL, *deleted = NULL;
  LnetValue value;
  LnetApplyResult result;

  if (!lnet_apply_read_cell (self, op->table, op->number, &op->row, &value, error))
    return LNET_APPLY_FAILED;
  before = value.text != NULL ? value.text : g_strdup ("");
  after = lnet_op_edit_text (op, before, &deleted);
  if (after == NULL)
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID,
                           _("The text has changed since, so this edit no longer fits. Nothing was changed."));
      return LNET_APPLY_FAILED;
    }
  if (g_str_equal (before, after))
    return LNET_APPLY_NOTHING;
  /* Emptied prose and prose never written are the same. */
  value = (LnetValue) { .type = *after != '\0' ? LNET_VALUE_TEXT : LNET_VALUE_NULL, .text = after };
  result = write_cell (self, op, &value, error);
  if (result == LNET_APPLY_DONE && inverse != NULL)
    {
      *inverse = lnet_op_new (LNET_OP_EDIT, op->table, &op->row);
      (*inverse)->number = op->number;
      (*inverse)->position = op->position;
      (*inverse)->n_deleted = (guint) g_utf8_strlen (op->text, -1);
      (*inverse)->text = g_steal_pointer (&deleted);
    }
  return result;
}

static LnetApplyResult
apply_move (LnetApply     *self,
            const LnetOp  *op,
            LnetOp       **inverse,
            GError       **error)
{
  LnetValue place = { 0 }, parent = { 0 };
  sqlite3_stmt *statement;
  gboolean same;

  if (!lnet_apply_read_cell (self, op->table, op->number, &op->row, &place, error) ||
      !lnet_apply_read_cell (self, op->table, 1, &op->row, &parent, error))
    {
      lnet_value_clear (&place);
      return LNET_APPLY_FAILED;
    }
  same = g_strcmp0 (place.text, op->text) == 0 && lnet_value_equal (&parent, &op->value);
  statement = same ? NULL : lnet_sqlite_prepare (self->db, lnet_table_sql_move (op->table, op->number), error);
  if (statement != NULL)
    {
      lnet_sqlite_bind_id (statement, 1, &op->row);
      lnet_sqlite_bind_text (statement, 2, op->text);
      bind_value (statement, 3, &op->value);
    }
  if (same || statement == NULL || !lnet_apply_change_row (self, statement, error))
    {
      lnet_value_clear (&place);
      return same ? LNET_APPLY_NOTHING : LNET_APPLY_FAILED;
    }
  if (inverse != NULL)
    {
      *inverse = lnet_op_new (LNET_OP_MOVE, op->table, &op->row);
      (*inverse)->number = op->number;
      (*inverse)->value = parent;
      (*inverse)->text = place.text != NULL ? g_steal_pointer (&place.text) : g_strdup ("");
    }
  lnet_value_clear (&place);
  return LNET_APPLY_DONE;
}

/* --- what a row is to be --- */

gboolean
lnet_apply_put (LnetApply        *self,
                guint             table,
                guint             number,
                const LnetId     *row,
                const LnetValue  *value,
                GError          **error)
{
  LnetOp op = { .kind = LNET_OP_SET, .table = table, .number = number, .row = *row, .value = *value };

  return apply_set (self, &op, NULL, error) != LNET_APPLY_FAILED;
}

gboolean
lnet_apply_put_place (LnetApply        *self,
                      guint             table,
                      guint             number,
                      const LnetId     *row,
                      const LnetValue  *parent,
                      const char       *key,
                      GError          **error)
{
  LnetOp op = { .kind = LNET_OP_MOVE, .table = table, .number = number, .row = *row, .value = *parent,
                .text = (char *) key };

  return apply_move (self, &op, NULL, error) != LNET_APPLY_FAILED;
}

gboolean
lnet_apply_put_deleted (LnetApply     *self,
                        guint          table,
                        const LnetId  *row,
                        gint64         seq,
                        GError       **error)
{
  LnetOp op = { .kind = LNET_OP_DEL, .table = table, .row = *row };
  gint64 space, deleted;

  if (!lnet_apply_find_row (self, table, row, &space, &deleted, error))
    return FALSE;
  return deleted == seq || set_deleted (self, &op, seq, NULL, error) != LNET_APPLY_FAILED;
}

static LnetApplyResult
apply_to_present_row (LnetApply     *self,
                      const LnetOp  *op,
                      gint64         seq,
                      LnetOp       **inverse,
                      GError       **error)
{
  gint64 space, deleted;

  if (!lnet_apply_find_row (self, op->table, &op->row, &space, &deleted, error))
    return LNET_APPLY_FAILED;
  if (space == 0)
    return op->kind == LNET_OP_DEL ? LNET_APPLY_NOTHING : fail_missing (error);
  switch (op->kind)
    {
    case LNET_OP_SET:
      return apply_set (self, op, inverse, error);
    case LNET_OP_EDIT:
      return apply_edit (self, op, inverse, error);
    case LNET_OP_MOVE:
      return apply_move (self, op, inverse, error);
    case LNET_OP_DEL:
      return deleted != 0 ? LNET_APPLY_NOTHING : set_deleted (self, op, seq, inverse, error);
    case LNET_OP_UNDEL:
    default:
      return deleted == 0 ? LNET_APPLY_NOTHING : set_deleted (self, op, 0, inverse, error);
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

  if (op->kind == LNET_OP_ADD || op->kind == LNET_OP_ENTRY)
    {
      note_added (self, op);
      return apply_add (self, op, space, inverse, error);
    }
  if (op->kind == LNET_OP_REDACT)
    return lnet_apply_redact (self, op, space, error);
  /* Both where it was and where it is: a role may move from one member to another. */
  if (!lnet_apply_note_moved (self, op->table, &op->row, error))
    return LNET_APPLY_FAILED;
  result = apply_to_present_row (self, op, seq, inverse, error);
  if (result == LNET_APPLY_DONE && !lnet_apply_note_moved (self, op->table, &op->row, error))
    return LNET_APPLY_FAILED;
  return result;
}
