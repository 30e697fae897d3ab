/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is erased, as a transaction. Beside what the file holds it names what others may have added without knowing. */

#include "config.h"

#include "lnet-erase-build.h"

#include "lnet-erase-rules.h"
#include "lnet-table-sql.h"

typedef struct
{
  LnetSqlite *db;
  LnetErasure *erasure;
  LnetTransaction *transaction;
  GHashTable *named; /* "space field row": names that are erased already */
} Names;

static gboolean
read_space (LnetSqlite  *db,
            gint64       pk,
            LnetSpace   *space,
            GError     **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, "SELECT kind, owner FROM space WHERE pk = ?1", error);

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_integer (statement, 1, pk);
  if (lnet_sqlite_step (db, statement, error) <= 0)
    return FALSE;
  space->kind = (LnetSpaceKind) sqlite3_column_int (statement, 0);
  space->owner = lnet_sqlite_column_id (statement, 1);
  sqlite3_reset (statement);
  return TRUE;
}

static void
take_name (Names            *self,
           LnetField         field,
           const LnetSpace  *space,
           const LnetId     *row)
{
  g_autofree char *owner = lnet_id_to_string (&space->owner);
  g_autofree char *id = lnet_id_to_string (row);
  LnetOp *op;

  if (!g_hash_table_add (self->named, g_strdup_printf ("%d %s %u %s", space->kind, owner, field, id)))
    return;
  op = lnet_op_new (LNET_OP_REDACT, LNET_FIELD_TABLE (field), row);
  op->number = LNET_FIELD_NUMBER (field);
  op->space = *space;
  lnet_transaction_take_op (self->transaction, op);
}

/* Where what belongs to a row may lie, beside the row's own space. Returns: how many @spaces there are */
static guint
find_other_spaces (LnetTable     table,
                   const LnetId *row,
                   LnetSpace     spaces[2])
{
  guint n = 0;

  if (table == LNET_TABLE_MEMBER)
    spaces[n++] = lnet_space (LNET_SPACE_STAFF);
  else if (table == LNET_TABLE_ENROLMENT)
    spaces[n++] = lnet_space_enrolment (row);
  else if (table == LNET_TABLE_PAIR)
    {
      spaces[n++] = lnet_space_pair (row);
      spaces[n++] = lnet_space_meetings (row);
    }
  return n;
}

static gboolean
find_own_space (Names         *self,
                LnetTable      table,
                const LnetId  *row,
                LnetSpace     *space,
                gboolean      *found,
                GError       **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (self->db, lnet_table_sql_find (table), error);
  gint64 pk = 0;
  int step;

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_id (statement, 1, row);
  step = lnet_sqlite_step (self->db, statement, error);
  if (step > 0)
    pk = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  *found = pk != 0;
  return step >= 0 && (pk == 0 || read_space (self->db, pk, space, error));
}

static gboolean
take_names_of (Names         *self,
               LnetTable      table,
               const LnetId  *row,
               GError       **error)
{
  LnetSpace own, others[2];
  guint n_others = find_other_spaces (table, row, others);
  gboolean found;

  if (!find_own_space (self, table, row, &own, &found, error))
    return FALSE;
  for (const LnetEraseRule *rule = lnet_erase_rules; rule->field != 0; rule++)
    {
      LnetEraseFate fate = self->erasure->person ? rule->erased : rule->emptied;

      if (rule->names != table || fate != LNET_ERASE_GOES)
        continue;
      if (found)
        take_name (self, rule->field, &own, row);
      for (guint i = 0; i < n_others; i++)
        take_name (self, rule->field, &others[i], row);
    }
  return TRUE;
}

static gboolean
take_names (Names   *self,
            GError **error)
{
  GHashTableIter iter;
  gpointer row, table;

  g_hash_table_iter_init (&iter, self->erasure->gone);
  while (g_hash_table_iter_next (&iter, &row, &table))
    if (!take_names_of (self, GPOINTER_TO_UINT (table), row, error))
      return FALSE;
  return TRUE;
}

static void
note_named (Names        *self,
            const LnetOp *op)
{
  g_autofree char *owner = lnet_id_to_string (&op->space.owner);
  g_autofree char *id = lnet_id_to_string (&op->row);

  if (op->kind == LNET_OP_REDACT && op->number != 0)
    g_hash_table_add (self->named, g_strdup_printf ("%d %s %u %s", op->space.kind, owner,
                                                    op->table << 8 | op->number, id));
}

LnetTransaction *
lnet_erase_build_transaction (LnetSqlite   *db,
                              LnetErasure  *erasure,
                              GError      **error)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new (erasure->person ? "member-erase" : "trash-empty");
  g_autoptr (GPtrArray) ops = lnet_erase_build (db, erasure, TRUE, error);
  g_autoptr (GHashTable) named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Names names = { db, erasure, transaction, named };

  for (guint i = 0; ops != NULL && i < ops->len; i++)
    {
      LnetEraseOp *op = ops->pdata[i];

      if (op->space != 0 && !read_space (db, op->space, &op->op->space, error))
        return NULL;
      note_named (&names, op->op);
      lnet_transaction_take_op (transaction, g_steal_pointer (&op->op));
    }
  if (ops == NULL || (ops->len > 0 && !take_names (&names, error)))
    return NULL;
  return g_steal_pointer (&transaction);
}
