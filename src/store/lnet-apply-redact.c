/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Taking rows out of the tables for good. */

#include "config.h"

#include "lnet-apply-private.h"
#include "lnet-table-sql.h"

/* A name may also stand in a cell beside the one that is shown, where two desks wrote at the same time. */
static gboolean
list_unsettled (LnetApply     *self,
                const LnetOp  *op,
                gint64         space,
                GArray        *rows,
                GError       **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    self->db, "SELECT unsettled.row FROM unsettled JOIN batch ON batch.seq = unsettled.batch "
              "WHERE tbl = ?1 AND number = ?2 AND value = ?3 AND batch.space = ?4", error);
  g_autoptr (GByteArray) value = g_byte_array_new ();
  int step;

  if (statement == NULL)
    return FALSE;
  lnet_value_write (&(LnetValue) { .type = LNET_VALUE_ID, .id = op->row }, value);
  lnet_sqlite_bind_integer (statement, 1, op->table);
  lnet_sqlite_bind_integer (statement, 2, op->number);
  lnet_sqlite_bind_bytes (statement, 3, value->data, value->len);
  lnet_sqlite_bind_integer (statement, 4, space);
  while ((step = lnet_sqlite_step (self->db, statement, error)) > 0)
    {
      LnetId row = lnet_sqlite_column_id (statement, 0);

      g_array_append_val (rows, row);
    }
  return step == 0;
}

GArray *
lnet_apply_list_named (LnetApply     *self,
                       const LnetOp  *op,
                       gint64         space,
                       GError       **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (LnetId));
  sqlite3_stmt *statement = lnet_sqlite_prepare (self->db, lnet_table_sql_list (op->table, op->number), error);
  int step;

  if (statement == NULL || !lnet_apply_flush (self, error))
    return NULL;
  lnet_sqlite_bind_id (statement, 1, &op->row);
  while ((step = lnet_sqlite_step (self->db, statement, error)) > 0)
    {
      LnetId row = lnet_sqlite_column_id (statement, 0);

      if (sqlite3_column_int64 (statement, 1) == space)
        g_array_append_val (rows, row);
    }
  if (step < 0 || (op->number != 0 && self->version >= LNET_SHARING_VERSION &&
                   !list_unsettled (self, op, space, rows, error)))
    return NULL;
  return g_steal_pointer (&rows);
}

static gboolean
run_with_id (LnetApply     *self,
             const char    *sql,
             const LnetId  *id,
             GError       **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (self->db, sql, error);

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_id (statement, 1, id);
  return lnet_sqlite_run (self->db, statement, error);
}

/* The index of members goes by their pk. */
static gboolean
note_pk (LnetApply     *self,
         const LnetId  *member,
         GError       **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (self->db, "SELECT pk FROM member WHERE id = ?1", error);
  int step;

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_id (statement, 1, member);
  step = lnet_sqlite_step (self->db, statement, error);
  if (step > 0)
    {
      gint64 pk = sqlite3_column_int64 (statement, 0);

      g_array_append_val (self->erased_pks, pk);
      sqlite3_reset (statement);
    }
  return step >= 0;
}

/* What stood open on it, and what belonged to it. */
static gboolean
forget_beside (LnetApply     *self,
               guint          table,
               const LnetId  *row,
               GError       **error)
{
  static const char *const forget[] = { "DELETE FROM unsettled WHERE row = ?1 AND tbl = ?2",
                                        "DELETE FROM merged_text WHERE row = ?1 AND tbl = ?2" };

  for (guint i = 0; i < G_N_ELEMENTS (forget); i++)
    {
      sqlite3_stmt *statement = lnet_sqlite_prepare (self->db, forget[i], error);

      if (statement == NULL)
        return FALSE;
      lnet_sqlite_bind_id (statement, 1, row);
      lnet_sqlite_bind_integer (statement, 2, table);
      if (!lnet_sqlite_run (self->db, statement, error))
        return FALSE;
    }
  return run_with_id (self, "DELETE FROM named WHERE row = ?1", row, error);
}

static gboolean
erase_row (LnetApply     *self,
           guint          table,
           const LnetId  *row,
           GError       **error)
{
  sqlite3_stmt *statement;

  /* In a copy of an earlier version nothing is kept up to date. */
  if ((self->version == LNET_SCHEMA_VERSION && !lnet_apply_note_moved (self, table, row, error)) ||
      (table == LNET_TABLE_MEMBER && !note_pk (self, row, error)) ||
      (self->version >= LNET_SHARING_VERSION && !forget_beside (self, table, row, error)))
    return FALSE;
  if (table == LNET_TABLE_ATTACHMENT &&
      !run_with_id (self, "DELETE FROM attachment_data WHERE hash = (SELECT hash FROM attachment WHERE id = ?1)", row,
                    error))
    return FALSE;
  statement = lnet_sqlite_prepare (self->db, lnet_table_sql_erase (table), error);
  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_id (statement, 1, row);
  if (!lnet_apply_change_row (self, statement, error))
    return FALSE;
  g_hash_table_remove (self->rows, &(LnetApplyRow) { .table = table, .id = *row });
  g_hash_table_insert (self->erased, lnet_id_copy (row), GUINT_TO_POINTER (table));
  return TRUE;
}

LnetApplyResult
lnet_apply_redact (LnetApply     *self,
                   const LnetOp  *op,
                   gint64         space,
                   GError       **error)
{
  g_autoptr (GArray) rows = lnet_apply_list_named (self, op, space, error);

  if (rows == NULL)
    return LNET_APPLY_FAILED;
  for (guint i = 0; i < rows->len; i++)
    if (!erase_row (self, op->table, &g_array_index (rows, LnetId, i), error))
      return LNET_APPLY_FAILED;
  return rows->len > 0 ? LNET_APPLY_DONE : LNET_APPLY_NOTHING;
}
