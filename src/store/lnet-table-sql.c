/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-table-sql.h"

typedef struct
{
  const char *find;
  const char *insert;
  const char *set_deleted;
  const char *erase;
  const char **get;  /* by number, from 1 */
  const char **set;
  const char **move; /* NULL where a field is no order */
  const char **list; /* NULL where a field holds no ids */
} TableSql;

static TableSql tables[LNET_TABLE_LAST];

static char *
build_insert (const LnetTableInfo *table)
{
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "INSERT INTO \"%s\" (id, space", table->name);
  for (guint i = 0; i < table->n_fields; i++)
    g_string_append_printf (sql, ", \"%s\"", table->fields[i].name);
  g_string_append (sql, ") VALUES (?1, ?2");
  for (guint i = 0; i < table->n_fields; i++)
    g_string_append_printf (sql, ", ?%u", i + 3);
  g_string_append (sql, ") ON CONFLICT (id) DO NOTHING");
  return g_string_free (sql, FALSE);
}

static void
build_table (const LnetTableInfo *table,
             TableSql            *sql)
{
  sql->find = g_strdup_printf ("SELECT space, deleted FROM \"%s\" WHERE id = ?1", table->name);
  sql->insert = build_insert (table);
  sql->set_deleted = g_strdup_printf ("UPDATE \"%s\" SET deleted = ?2 WHERE id = ?1", table->name);
  sql->erase = g_strdup_printf ("DELETE FROM \"%s\" WHERE id = ?1", table->name);
  sql->list = g_new0 (const char *, table->n_fields + 1);
  sql->list[0] = g_strdup_printf ("SELECT id, space FROM \"%s\" WHERE id = ?1", table->name);
  sql->get = g_new0 (const char *, table->n_fields + 1);
  sql->set = g_new0 (const char *, table->n_fields + 1);
  sql->move = g_new0 (const char *, table->n_fields + 1);
  for (guint i = 1; i <= table->n_fields; i++)
    {
      const LnetFieldInfo *field = &table->fields[i - 1];

      sql->get[i] = g_strdup_printf ("SELECT \"%s\" FROM \"%s\" WHERE id = ?1", field->name, table->name);
      sql->set[i] = g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = ?2 WHERE id = ?1", table->name, field->name);
      if (field->type == LNET_TYPE_ID)
        sql->list[i] = g_strdup_printf ("SELECT id, space FROM \"%s\" WHERE \"%s\" = ?1 ORDER BY pk", table->name,
                                        field->name);
      if (field->kind == LNET_FIELD_KIND_ORDER)
        sql->move[i] = g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = ?2, \"%s\" = ?3 WHERE id = ?1", table->name,
                                        field->name, table->fields[0].name);
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
lnet_table_sql_insert (guint table)
{
  return get_table (table)->insert;
}

const char *
lnet_table_sql_set_deleted (guint table)
{
  return get_table (table)->set_deleted;
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

const char *
lnet_table_sql_set (guint table,
                    guint number)
{
  return get_table (table)->set[number];
}

const char *
lnet_table_sql_move (guint table,
                     guint number)
{
  return get_table (table)->move[number];
}
