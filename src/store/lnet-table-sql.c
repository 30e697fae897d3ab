/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-table-sql.h"

typedef struct
{
  const char *find;
  const char *read;
  const char *insert;
  const char *erase;
  const char **get;  /* by number, from 1 */
  const char **list; /* NULL where a field holds no ids */
} TableSql;

static TableSql tables[LNET_TABLE_LAST];

static char *
build_insert (const LnetTableInfo *table)
{
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "INSERT INTO \"%s\" (id, space, deleted", table->name);
  for (guint i = 0; i < table->n_fields; i++)
    g_string_append_printf (sql, ", \"%s\"", table->fields[i].name);
  g_string_append (sql, ") VALUES (?1, ?2, ?3");
  for (guint i = 0; i < table->n_fields; i++)
    g_string_append_printf (sql, ", ?%u", i + 4);
  g_string_append (sql, ")");
  return g_string_free (sql, FALSE);
}

static char *
build_read (const LnetTableInfo *table)
{
  GString *sql = g_string_new ("SELECT pk, space, deleted");

  for (guint i = 0; i < table->n_fields; i++)
    g_string_append_printf (sql, ", \"%s\"", table->fields[i].name);
  g_string_append_printf (sql, " FROM \"%s\" WHERE id = ?1", table->name);
  return g_string_free (sql, FALSE);
}

static void
build_table (const LnetTableInfo *table,
             TableSql            *sql)
{
  sql->find = g_strdup_printf ("SELECT space, deleted FROM \"%s\" WHERE id = ?1", table->name);
  sql->read = build_read (table);
  sql->insert = build_insert (table);
  sql->erase = g_strdup_printf ("DELETE FROM \"%s\" WHERE id = ?1", table->name);
  sql->list = g_new0 (const char *, table->n_fields + 1);
  sql->list[0] = g_strdup_printf ("SELECT id, space FROM \"%s\" WHERE id = ?1", table->name);
  sql->get = g_new0 (const char *, table->n_fields + 1);
  for (guint i = 1; i <= table->n_fields; i++)
    {
      const LnetFieldInfo *field = &table->fields[i - 1];

      sql->get[i] = g_strdup_printf ("SELECT \"%s\" FROM \"%s\" WHERE id = ?1", field->name, table->name);
      if (field->type == LNET_TYPE_ID)
        sql->list[i] = g_strdup_printf ("SELECT id, space FROM \"%s\" WHERE \"%s\" = ?1 ORDER BY pk", table->name,
                                        field->name);
    }
}

/* Built once for the whole program, and never freed. */
static const TableSql *
get_table (guint number)
{
  static gsize initialized;

  if (g_once_init_enter (&initialized))
    {
      for (guint i = 1; i < LNET_TABLE_LAST; i++)
        if (lnet_schema_get_table (i) != NULL)
          build_table (lnet_schema_get_table (i), &tables[i]);
      g_once_init_leave (&initialized, 1);
    }
  return &tables[number];
}

const char *
lnet_table_sql_find (guint table)
{
  return get_table (table)->find;
}

const char *
lnet_table_sql_read (guint table)
{
  return get_table (table)->read;
}

const char *
lnet_table_sql_insert (guint table)
{
  return get_table (table)->insert;
}

const char *
lnet_table_sql_erase (guint table)
{
  return get_table (table)->erase;
}

const char *
lnet_table_sql_list (guint table,
                     guint number)
{
  return get_table (table)->list[number];
}

const char *
lnet_table_sql_get (guint table,
                    guint number)
{
  return get_table (table)->get[number];
}

char *
lnet_table_sql_build_update (guint   number,
                             guint64 columns)
{
  const LnetTableInfo *table = lnet_schema_get_table (number);
  GString *sql = g_string_new (NULL);
  guint parameter = 2;

  g_string_append_printf (sql, "UPDATE \"%s\" SET ", table->name);
  if (columns & 1)
    g_string_append_printf (sql, "deleted = ?%u, ", parameter++);
  for (guint i = 1; i <= table->n_fields; i++)
    if (columns >> i & 1)
      g_string_append_printf (sql, "\"%s\" = ?%u, ", table->fields[i - 1].name, parameter++);
  g_string_truncate (sql, sql->len - 2);
  g_string_append (sql, " WHERE pk = ?1");
  return g_string_free (sql, FALSE);
}
