/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows of synced tables as the transaction at hand has them: each is read once, when something is first done to it, and
 * written once, however much is done to it in between. */

#include "config.h"

#include "lnet-apply-private.h"

#include <string.h>

#include "lnet-table-sql.h"

/* So many bytes are held, about; then what is changed is written, and the rest forgotten. */
#define MOST_BYTES_HELD (32 * 1024 * 1024)

/* The columns of lnet_table_sql_read() before the fields. */
#define COLUMN_PK 0
#define COLUMN_SPACE 1
#define COLUMN_DELETED 2
#define COLUMN_FIELDS 3

guint
lnet_apply_row_hash (gconstpointer key)
{
  const LnetApplyRow *row = key;

  return lnet_id_hash (&row->id) ^ row->table;
}

gboolean
lnet_apply_row_equal (gconstpointer a,
                      gconstpointer b)
{
  const LnetApplyRow *first = a, *second = b;

  return first->table == second->table && lnet_id_equal (&first->id, &second->id);
}

void
lnet_apply_row_free (gpointer data)
{
  LnetApplyRow *row = data;

  g_array_unref (row->cells);
  g_free (row);
}

static gsize
get_size (const LnetValue *value)
{
  return sizeof (LnetCell) + (value->text != NULL ? strlen (value->text) : 0);
}

/* --- reading --- */

static LnetValue
read_column (sqlite3_stmt  *statement,
             int            column,
             LnetFieldType  type)
{
  LnetValue value = { 0 };

  if (sqlite3_column_type (statement, column) == SQLITE_NULL)
    return value;
  if (type == LNET_TYPE_INTEGER)
    {
      value.type = LNET_VALUE_INTEGER;
      value.integer = sqlite3_column_int64 (statement, column);
    }
  else if (type == LNET_TYPE_ID)
    {
      value.type = LNET_VALUE_ID;
      value.id = lnet_sqlite_column_id (statement, column);
    }
  else
    {
      value.type = LNET_VALUE_TEXT;
      value.text = g_strdup ((const char *) sqlite3_column_text (statement, column));
    }
  return value;
}

static void
read_columns (LnetApply     *self,
              sqlite3_stmt  *statement,
              LnetApplyRow  *row)
{
  const LnetTableInfo *info = lnet_schema_get_table (row->table);

  row->pk = sqlite3_column_int64 (statement, COLUMN_PK);
  row->space = sqlite3_column_int64 (statement, COLUMN_SPACE);
  row->deleted = sqlite3_column_int64 (statement, COLUMN_DELETED);
  for (guint number = 1; number <= info->n_fields; number++)
    {
      LnetFieldType type = info->fields[number - 1].type;
      LnetCell cell = { number, read_column (statement, (int) number - 1 + COLUMN_FIELDS, type) };

      if (cell.value.type == LNET_VALUE_NULL)
        continue;
      g_array_append_val (row->cells, cell);
      self->n_bytes_held += get_size (&cell.value);
    }
}

static LnetApplyRow *
read_row (LnetApply     *self,
          guint          table,
          const LnetId  *id,
          GError       **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (self->db, lnet_table_sql_read (table), error);
  LnetApplyRow *row;
  int step;

  if (statement == NULL)
    return NULL;
  lnet_sqlite_bind_id (statement, 1, id);
  step = lnet_sqlite_step (self->db, statement, error);
  if (step < 0)
    return NULL;
  row = g_new0 (LnetApplyRow, 1);
  row->table = table;
  row->id = *id;
  row->cells = lnet_cells_new ();
  if (step > 0)
    read_columns (self, statement, row);
  sqlite3_reset (statement);
  self->n_bytes_held += sizeof *row;
  g_hash_table_add (self->rows, row);
  return row;
}

LnetApplyRow *
lnet_apply_get_row (LnetApply     *self,
                    guint          table,
                    const LnetId  *id,
                    GError       **error)
{
  LnetApplyRow *row = g_hash_table_lookup (self->rows, &(LnetApplyRow) { .table = table, .id = *id });

  if (row != NULL)
    return row;
  if (self->n_bytes_held > MOST_BYTES_HELD)
    {
      if (!lnet_apply_flush (self, error))
        return NULL;
      lnet_apply_forget_rows (self);
    }
  return read_row (self, table, id, error);
}

const LnetValue *
lnet_apply_row_get (const LnetApplyRow *row,
                    guint               number)
{
  static const LnetValue nothing = { 0 };
  const LnetValue *value = lnet_cells_get (row->cells, number);

  return value != NULL ? value : &nothing;
}

void
lnet_apply_forget_rows (LnetApply *self)
{
  g_ptr_array_set_size (self->added, 0);
  g_ptr_array_set_size (self->changed, 0);
  g_hash_table_remove_all (self->rows);
  self->n_bytes_held = 0;
}

/* --- changing --- */

static void
note_changed (LnetApply    *self,
              LnetApplyRow *row,
              guint         number)
{
  if (row->pk != 0 && row->changed == 0)
    g_ptr_array_add (self->changed, row);
  row->changed |= (guint64) 1 << number;
}

void
lnet_apply_row_add (LnetApply    *self,
                    LnetApplyRow *row,
                    gint64        space,
                    const GArray *cells)
{
  row->space = space;
  g_ptr_array_add (self->added, row);
  for (guint i = 0; i < cells->len; i++)
    {
      const LnetCell *cell = &g_array_index (cells, LnetCell, i);

      lnet_apply_row_put (self, row, cell->number, &cell->value);
    }
}

void
lnet_apply_row_put (LnetApply       *self,
                    LnetApplyRow    *row,
                    guint            number,
                    const LnetValue *value)
{
  lnet_cells_put (row->cells, number, lnet_value_copy (value));
  self->n_bytes_held += get_size (value);
  note_changed (self, row, number);
}

void
lnet_apply_row_put_deleted (LnetApply    *self,
                            LnetApplyRow *row,
                            gint64        deleted)
{
  row->deleted = deleted;
  note_changed (self, row, 0);
}

/* --- writing --- */

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

static gboolean
insert_row (LnetApply     *self,
            LnetApplyRow  *row,
            GError       **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (self->db, lnet_table_sql_insert (row->table), error);

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_id (statement, 1, &row->id);
  lnet_sqlite_bind_integer (statement, 2, row->space);
  lnet_sqlite_bind_integer (statement, 3, row->deleted);
  for (guint i = 0; i < row->cells->len; i++)
    {
      const LnetCell *cell = &g_array_index (row->cells, LnetCell, i);

      bind_value (statement, (int) cell->number + 3, &cell->value);
    }
  if (!lnet_apply_change_row (self, statement, error))
    return FALSE;
  row->pk = sqlite3_last_insert_rowid (lnet_sqlite_get_handle (self->db));
  row->changed = 0;
  return TRUE;
}

/* Those of which the same has changed go by one statement. */
static gboolean
update_row (LnetApply     *self,
            LnetApplyRow  *row,
            sqlite3_stmt  *statement,
            GError       **error)
{
  int position = 1;

  lnet_sqlite_bind_integer (statement, position++, row->pk);
  if (row->changed & 1)
    lnet_sqlite_bind_integer (statement, position++, row->deleted);
  for (guint number = 1; row->changed >> number != 0; number++)
    if (row->changed >> number & 1)
      bind_value (statement, position++, lnet_apply_row_get (row, number));
  row->changed = 0;
  return lnet_apply_change_row (self, statement, error);
}

static int
compare_changed (gconstpointer a,
                 gconstpointer b)
{
  const LnetApplyRow *first = *(LnetApplyRow *const *) a, *second = *(LnetApplyRow *const *) b;

  if (first->table != second->table)
    return first->table < second->table ? -1 : 1;
  if (first->changed != second->changed)
    return first->changed < second->changed ? -1 : 1;
  return first->pk < second->pk ? -1 : first->pk > second->pk;
}

static gboolean
update_rows (LnetApply  *self,
             GError    **error)
{
  sqlite3_stmt *statement = NULL;
  guint64 changed = 0;
  guint table = 0;

  g_ptr_array_sort (self->changed, compare_changed);
  for (guint i = 0; i < self->changed->len; i++)
    {
      LnetApplyRow *row = self->changed->pdata[i];

      if (row->table != table || row->changed != changed)
        {
          g_autofree char *sql = lnet_table_sql_build_update (row->table, row->changed);

          table = row->table;
          changed = row->changed;
          statement = lnet_sqlite_prepare (self->db, sql, error);
        }
      if (statement == NULL || !update_row (self, row, statement, error))
        return FALSE;
    }
  g_ptr_array_set_size (self->changed, 0);
  return TRUE;
}

gboolean
lnet_apply_flush (LnetApply  *self,
                  GError    **error)
{
  for (guint i = 0; i < self->added->len; i++)
    if (!insert_row (self, self->added->pdata[i], error))
      return FALSE;
  g_ptr_array_set_size (self->added, 0);
  return update_rows (self, error);
}
