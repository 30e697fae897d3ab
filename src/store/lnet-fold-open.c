/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands open on a row: tables unsettled and merged_text. */

#include "config.h"

#include "lnet-fold-private.h"

static sqlite3_stmt *
prepare_for_row (LnetSqlite    *db,
                 const char    *sql,
                 guint          table,
                 const LnetId  *row,
                 GError       **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, sql, error);

  if (statement == NULL)
    return NULL;
  lnet_sqlite_bind_integer (statement, 1, table);
  lnet_sqlite_bind_id (statement, 2, row);
  return statement;
}

gboolean
lnet_fold_forget_open (LnetFold  *self,
                       GError   **error)
{
  static const char *const forget[] = { "DELETE FROM unsettled WHERE tbl = ?1 AND row = ?2",
                                        "DELETE FROM merged_text WHERE tbl = ?1 AND row = ?2" };

  for (guint i = 0; i < G_N_ELEMENTS (forget); i++)
    {
      sqlite3_stmt *statement = prepare_for_row (self->db, forget[i], self->table, &self->row, error);

      if (statement == NULL || !lnet_sqlite_run (self->db, statement, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lnet_fold_note_unsettled (LnetFold         *self,
                          guint             number,
                          const LnetWrite  *write,
                          gboolean          shown,
                          GByteArray       *value,
                          GError          **error)
{
  sqlite3_stmt *statement = prepare_for_row (
    self->db, "INSERT INTO unsettled (tbl, row, number, batch, op, shown, value) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    self->table, &self->row, error);

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_integer (statement, 3, number);
  lnet_sqlite_bind_integer (statement, 4, write->batch->seq);
  lnet_sqlite_bind_integer (statement, 5, write->index);
  lnet_sqlite_bind_integer (statement, 6, shown);
  lnet_sqlite_bind_bytes (statement, 7, value->data, value->len);
  return lnet_sqlite_run (self->db, statement, error);
}

gboolean
lnet_fold_is_open (LnetSqlite    *db,
                   guint          table,
                   const LnetId  *row,
                   gboolean      *open,
                   GError       **error)
{
  sqlite3_stmt *statement = prepare_for_row (
    db, "SELECT 1 FROM unsettled WHERE tbl = ?1 AND row = ?2 UNION ALL "
        "SELECT 1 FROM merged_text WHERE tbl = ?1 AND row = ?2 LIMIT 1", table, row, error);
  int step = statement != NULL ? lnet_sqlite_step (db, statement, error) : -1;

  *open = step > 0;
  if (step > 0)
    sqlite3_reset (statement);
  return step >= 0;
}

gboolean
lnet_fold_is_any_open (LnetSqlite  *db,
                       gboolean    *open,
                       GError     **error)
{
  gint64 any;

  if (!lnet_sqlite_get_integer (db, "SELECT EXISTS (SELECT 1 FROM unsettled) OR EXISTS (SELECT 1 FROM merged_text)", 0,
                                &any, error))
    return FALSE;
  *open = any != 0;
  return TRUE;
}
