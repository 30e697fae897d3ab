/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is in a file, as merge_model_print() tells it of the model. */

#include "config.h"

#include <string.h>

#include "merge-lines.h"
#include "merge-model.h"

static sqlite3_stmt *
prepare (LnetSqlite *db,
         const char *sql)
{
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, sql, &error);

  g_assert_no_error (error);
  return statement;
}

static gboolean
step (LnetSqlite   *db,
      sqlite3_stmt *statement)
{
  g_autoptr (GError) error = NULL;
  int result = lnet_sqlite_step (db, statement, &error);

  g_assert_no_error (error);
  return result > 0;
}

static void
put_column (GString      *line,
            sqlite3_stmt *statement,
            guint         number)
{
  int column = (int) number + 2;
  LnetValue value = { 0 };

  switch (sqlite3_column_type (statement, column))
    {
    case SQLITE_INTEGER:
      value = (LnetValue) { .type = LNET_VALUE_INTEGER, .integer = sqlite3_column_int64 (statement, column) };
      break;
    case SQLITE_TEXT:
      value = (LnetValue) { .type = LNET_VALUE_TEXT, .text = (char *) sqlite3_column_text (statement, column) };
      break;
    case SQLITE_BLOB:
      value = (LnetValue) { .type = LNET_VALUE_ID, .id = lnet_sqlite_column_id (statement, column) };
      break;
    default:
      break;
    }
  merge_lines_put_cell (line, number, &value);
}

/* Once a program: there are as many as tables. */
static const char *
get_sql (const LnetTableInfo *info)
{
  static char *known[LNET_TABLE_LAST];
  GString *sql;

  if (known[info->table] != NULL)
    return known[info->table];
  sql = g_string_new ("SELECT t.id, space.id, t.deleted <> 0");
  for (guint i = 0; i < info->n_fields; i++)
    g_string_append_printf (sql, ", t.\"%s\"", info->fields[i].name);
  g_string_append_printf (sql, " FROM \"%s\" t JOIN space ON space.pk = t.space", info->name);
  return known[info->table] = g_string_free (sql, FALSE);
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
put_columns (GString             *line,
             sqlite3_stmt        *statement,
             const LnetTableInfo *info)
{
  for (guint number = 1; number <= info->n_fields; number++)
    {
      LnetFieldKind kind = info->fields[number - 1].kind;

      if (kind == LNET_FIELD_KIND_PROSE || (number == 1 && has_order (info)))
        continue;
      if (kind == LNET_FIELD_KIND_ORDER)
        put_column (line, statement, 1);
      put_column (line, statement, number);
    }
}

static void
print_table (LnetSqlite          *db,
             const LnetTableInfo *info,
             MergeModel          *model,
             GPtrArray           *lines)
{
  sqlite3_stmt *statement = prepare (db, get_sql (info));

  while (step (db, statement))
    {
      LnetId row = lnet_sqlite_column_id (statement, 0), space = lnet_sqlite_column_id (statement, 1);
      GString *line;

      if (model != NULL && !merge_model_is_about (model, &row))
        continue;
      line = merge_lines_begin_row (info->table, &row, &space, sqlite3_column_int (statement, 2));
      put_columns (line, statement, info);
      g_ptr_array_add (lines, g_string_free (line, FALSE));
    }
}

static void
print_unsettled (LnetSqlite *db,
                 MergeModel *model,
                 GPtrArray  *lines)
{
  sqlite3_stmt *statement = prepare (
    db, "SELECT tbl, row, number, desk.id, batch.n, op, shown, value FROM unsettled JOIN batch ON batch.seq = batch "
        "JOIN desk ON desk.pk = batch.desk");

  while (step (db, statement))
    {
      MergeUnsettled unsettled = {
        .table = (guint) sqlite3_column_int (statement, 0), .row = lnet_sqlite_column_id (statement, 1),
        .number = (guint) sqlite3_column_int (statement, 2), .desk = lnet_sqlite_column_id (statement, 3),
        .n = (guint64) sqlite3_column_int64 (statement, 4), .op = (guint) sqlite3_column_int (statement, 5),
        .shown = sqlite3_column_int (statement, 6), .value = sqlite3_column_blob (statement, 7),
        .size = (gsize) sqlite3_column_bytes (statement, 7) };

      if (model == NULL || merge_model_is_about (model, &unsettled.row))
        merge_lines_add_unsettled (lines, &unsettled);
    }
}

static void
print_merged (LnetSqlite *db,
              MergeModel *model,
              GPtrArray  *lines)
{
  sqlite3_stmt *statement = prepare (db, "SELECT tbl, row, number FROM merged_text");

  while (step (db, statement))
    {
      LnetId row = lnet_sqlite_column_id (statement, 1);

      if (model == NULL || merge_model_is_about (model, &row))
        g_ptr_array_add (lines, merge_lines_describe ("merged", (guint) sqlite3_column_int (statement, 0), &row,
                                                      (guint) sqlite3_column_int (statement, 2)));
    }
}

GPtrArray *
merge_dump_print (LnetSqlite *db,
                  MergeModel *model)
{
  GPtrArray *lines = merge_lines_new ();

  for (guint i = 1; i < LNET_TABLE_LAST; i++)
    if (lnet_schema_get_table (i) != NULL && (model == NULL || merge_model_has_table (model, i)))
      print_table (db, lnet_schema_get_table (i), model, lines);
  print_unsettled (db, model, lines);
  print_merged (db, model, lines);
  merge_lines_sort (lines);
  return lines;
}

char *
merge_dump_vector (LnetSqlite   *db,
                   const LnetId *space)
{
  g_autoptr (GPtrArray) lines = merge_lines_new ();
  sqlite3_stmt *statement = prepare (
    db, "SELECT desk.id, vector.n FROM vector JOIN desk ON desk.pk = vector.desk JOIN space ON space.pk = vector.space "
        "WHERE space.id = ?1 AND vector.n > 0");

  lnet_sqlite_bind_id (statement, 1, space);
  while (step (db, statement))
    {
      LnetId desk = lnet_sqlite_column_id (statement, 0);

      merge_lines_add_mark (lines, &desk, (guint64) sqlite3_column_int64 (statement, 1));
    }
  return merge_lines_join (lines);
}

char *
merge_dump_merged (LnetSqlite *db)
{
  g_autoptr (GPtrArray) lines = merge_lines_new ();
  sqlite3_stmt *statement = prepare (db, "SELECT tbl, row, number, to_read FROM merged_text");

  while (step (db, statement))
    {
      LnetId row = lnet_sqlite_column_id (statement, 1);

      g_ptr_array_add (lines, merge_lines_describe (sqlite3_column_int (statement, 3) != 0 ? "to read" : "merged",
                                                    (guint) sqlite3_column_int (statement, 0), &row,
                                                    (guint) sqlite3_column_int (statement, 2)));
    }
  return merge_lines_join (lines);
}

char *
merge_lines_compare (GPtrArray *expected,
                     GPtrArray *found)
{
  guint i = 0;

  while (i < expected->len && i < found->len && strcmp (expected->pdata[i], found->pdata[i]) == 0)
    i++;
  if (i == expected->len && i == found->len)
    return NULL;
  return g_strdup_printf ("expected %s\n#    found %s", i < expected->len ? (char *) expected->pdata[i] : "nothing more",
                          i < found->len ? (char *) found->pdata[i] : "nothing more");
}
