/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs on the writer's thread, inside its transaction. */

#include "config.h"

#include "lnet-erased.h"

#include "lnet-batch.h"
#include "lnet-pack.h"
#include "lnet-seen.h"

struct _LnetErased
{
  LnetSqlite *db;
  LnetApply *apply;
  gboolean known;
  gboolean any; /* mostly nothing was, and nothing need be asked */
};

LnetErased *
lnet_erased_new (LnetSqlite *db,
                 LnetApply  *apply)
{
  LnetErased *self = g_new0 (LnetErased, 1);

  self->db = db;
  self->apply = apply;
  return self;
}

void
lnet_erased_free (LnetErased *self)
{
  g_free (self);
}

static gboolean
learn (LnetErased  *self,
       GError     **error)
{
  gint64 any;

  if (self->known)
    return TRUE;
  if (!lnet_sqlite_get_integer (self->db, "SELECT EXISTS (SELECT 1 FROM erased_row) OR EXISTS (SELECT 1 FROM erased_name)",
                                0, &any, error))
    return FALSE;
  self->any = any != 0;
  self->known = TRUE;
  return TRUE;
}

/* Whether @op puts @name into the field that a REDACT is about. */
static gboolean
bears_name (const LnetOp *op,
            guint         table,
            guint         number,
            const LnetId *name)
{
  const LnetValue *value = NULL;

  if (op->table != table)
    return FALSE;
  if (op->cells != NULL)
    value = lnet_op_get_cell (op, number);
  else if ((op->kind == LNET_OP_SET && op->number == number) || (op->kind == LNET_OP_MOVE && number == 1))
    value = &op->value;
  return value != NULL && value->type == LNET_VALUE_ID && lnet_id_equal (&value->id, name);
}

static gboolean
erase_row (LnetErased    *self,
           guint          table,
           const LnetId  *row,
           gint64         space,
           gint64         seq,
           GError       **error)
{
  g_autoptr (LnetOp) op = lnet_op_new (LNET_OP_REDACT, table, row);

  if (lnet_apply_op (self->apply, op, space, seq, NULL, error) == LNET_APPLY_FAILED)
    return FALSE;
  /* An element of a set is named after what it holds, so its id is not kept; it cannot come without the name. */
  return lnet_schema_get_table (table)->kind == LNET_TABLE_KIND_SET ||
         lnet_seen_note_erased (self->db, space, op, error);
}

/* What was written of the name on other desks meanwhile, whatever has become of it since. */
static gboolean
erase_in_batch (LnetErased       *self,
                const LnetOp     *redact,
                const LnetBatch  *batch,
                gint64            space,
                gint64            seq,
                GError          **error)
{
  for (guint i = 0; i < batch->ops->len; i++)
    {
      gboolean unknown;
      g_autoptr (LnetOp) op = lnet_batch_read_op (batch, i, &unknown);

      if (op != NULL && bears_name (op, redact->table, redact->number, &redact->row) &&
          !erase_row (self, op->table, &op->row, space, seq, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
erase_unknown (LnetErased    *self,
               const LnetOp  *redact,
               gint64         space,
               gint64         seq,
               LnetClocks    *clocks,
               GError       **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    self->db, "SELECT desk, n, body FROM batch WHERE space = ?1 AND seq < ?2", error);
  int step;

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_integer (statement, 1, space);
  lnet_sqlite_bind_integer (statement, 2, seq);
  while ((step = lnet_sqlite_step (self->db, statement, error)) > 0)
    {
      g_autoptr (LnetBatch) batch = NULL;

      if (lnet_clocks_had_seen (clocks, sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1)))
        continue;
      batch = lnet_unpack_batch (sqlite3_column_blob (statement, 2),
                                 (gsize) sqlite3_column_bytes (statement, 2), NULL, NULL);
      if (batch != NULL && !erase_in_batch (self, redact, batch, space, seq, error))
        {
          sqlite3_reset (statement);
          return FALSE;
        }
    }
  return step == 0;
}

gboolean
lnet_erased_take (LnetErased  *self,
                  LnetOp      *op,
                  gint64       space,
                  gint64       seq,
                  LnetClocks  *clocks,
                  GError     **error)
{
  self->any = self->known = TRUE;
  return lnet_apply_op (self->apply, op, space, seq, NULL, error) != LNET_APPLY_FAILED &&
         lnet_seen_note_erased (self->db, space, op, error) &&
         (op->number == 0 || clocks == NULL || erase_unknown (self, op, space, seq, clocks, error));
}

static gboolean
is_erased_row (LnetErased    *self,
               const LnetId  *row,
               gint64         space,
               gboolean      *about,
               GError       **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (self->db, "SELECT 1 FROM erased_row WHERE row = ?1 AND space = ?2",
                                                 error);
  int step;

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_id (statement, 1, row);
  lnet_sqlite_bind_integer (statement, 2, space);
  step = lnet_sqlite_step (self->db, statement, error);
  *about = step > 0;
  sqlite3_reset (statement);
  return step >= 0;
}

static gboolean
is_erased_name (LnetErased       *self,
                const LnetOp     *op,
                guint             number,
                const LnetValue  *value,
                gint64            space,
                gboolean         *about,
                GError          **error)
{
  sqlite3_stmt *statement;
  int step;

  if (value->type != LNET_VALUE_ID)
    return TRUE;
  statement = lnet_sqlite_prepare (self->db, "SELECT 1 FROM erased_name WHERE space = ?1 AND tbl = ?2 AND number = ?3 "
                                             "AND id = ?4", error);
  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_integer (statement, 1, space);
  lnet_sqlite_bind_integer (statement, 2, op->table);
  lnet_sqlite_bind_integer (statement, 3, number);
  lnet_sqlite_bind_id (statement, 4, &value->id);
  step = lnet_sqlite_step (self->db, statement, error);
  *about = *about || step > 0;
  sqlite3_reset (statement);
  return step >= 0;
}

static gboolean
bears_erased_name (LnetErased    *self,
                   const LnetOp  *op,
                   gint64         space,
                   gboolean      *about,
                   GError       **error)
{
  if (op->kind == LNET_OP_SET || op->kind == LNET_OP_MOVE)
    return is_erased_name (self, op, op->kind == LNET_OP_MOVE ? 1 : op->number, &op->value, space, about, error);
  for (guint i = 0; op->cells != NULL && i < op->cells->len; i++)
    {
      const LnetCell *cell = &g_array_index (op->cells, LnetCell, i);

      if (!is_erased_name (self, op, cell->number, &cell->value, space, about, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lnet_erased_is_about (LnetErased    *self,
                      const LnetOp  *op,
                      gint64         space,
                      gboolean      *about,
                      GError       **error)
{
  *about = FALSE;
  if (!learn (self, error))
    return FALSE;
  if (!self->any)
    return TRUE;
  if (!is_erased_row (self, &op->row, space, about, error))
    return FALSE;
  if (*about)
    return TRUE;
  if (!bears_erased_name (self, op, space, about, error))
    return FALSE;
  /* From now on the row goes by its id: what else is said of it need not bear the name. */
  return !*about || erase_row (self, op->table, &op->row, space, 0, error);
}
