/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-trash.h"

#include "lnet-name.h"
#include "lnet-row-title.h"

/* What a person would look for here. */
static const LnetTable shown[] = {
  LNET_TABLE_MEMBER, LNET_TABLE_ORGANIZATION, LNET_TABLE_ROLE, LNET_TABLE_TEAM, LNET_TABLE_PROGRAM, LNET_TABLE_MODULE,
  LNET_TABLE_REQUIREMENT, LNET_TABLE_COHORT, LNET_TABLE_SESSION, LNET_TABLE_ENROLMENT, LNET_TABLE_EVIDENCE,
  LNET_TABLE_WAIVER, LNET_TABLE_ROUND, LNET_TABLE_INTAKE, LNET_TABLE_PAIR, LNET_TABLE_COACHING_SESSION,
  LNET_TABLE_COACHING_GOAL, LNET_TABLE_CONVENING, LNET_TABLE_CONTRIBUTION, LNET_TABLE_THEME, LNET_TABLE_DOCUMENT,
  LNET_TABLE_SECTION, LNET_TABLE_PASSAGE,
};

void
lnet_trash_item_free (LnetTrashItem *item)
{
  g_free (item->title);
  g_free (item->author_name);
  g_free (item);
}

static LnetTrashItem *
read_item (LnetReader *reader,
           LnetRows   *rows,
           LnetTable   table)
{
  LnetTrashItem *item = g_new0 (LnetTrashItem, 1);

  item->table = table;
  item->row = lnet_rows_id (rows, 0);
  item->wall = lnet_rows_integer (rows, 1);
  item->author = lnet_rows_id (rows, 2);
  item->title = lnet_row_title (reader, table, &item->row);
  item->author_name = lnet_row_title (reader, LNET_TABLE_MEMBER, &item->author);
  return item;
}

static gboolean
is_called (const LnetTrashItem *item,
           const char          *folded)
{
  g_autofree char *title = lnet_name_fold (item->title);

  return strstr (title, folded) != NULL;
}

static gboolean
list_table (LnetReader   *reader,
            LnetTable     table,
            const char   *folded,
            GPtrArray    *items,
            GError      **error)
{
  /* Table names come from the registry. */
  g_autofree char *sql = g_strdup_printf (
    "SELECT t.id, batch.wall, batch.author FROM \"%s\" t JOIN batch ON batch.seq = t.deleted "
    "WHERE t.deleted <> 0", lnet_schema_get_table (table)->name);
  const LnetStatement statement = { "trash", g_intern_string (sql), NULL };
  LnetRows *rows = lnet_reader_query (reader, &statement);

  while (lnet_rows_step (rows))
    {
      LnetTrashItem *item = read_item (reader, rows, table);

      if (folded == NULL || is_called (item, folded))
        g_ptr_array_add (items, item);
      else
        lnet_trash_item_free (item);
    }
  return lnet_rows_end (rows, error);
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  const LnetTrashItem *first = a, *second = b;

  return (first->wall < second->wall) - (first->wall > second->wall);
}

GPtrArray *
lnet_trash_list (LnetReader  *reader,
                 const char  *typed,
                 GError     **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_trash_item_free);
  g_autofree char *folded = typed != NULL && *typed != '\0' ? lnet_name_fold (typed) : NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (shown); i++)
    if (!list_table (reader, shown[i], folded, items, error))
      return NULL;
  g_ptr_array_sort_values (items, compare_items);
  return g_steal_pointer (&items);
}
