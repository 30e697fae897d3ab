/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "merge-lines.h"

#include <string.h>

GPtrArray *
merge_lines_new (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

void
merge_lines_sort (GPtrArray *lines)
{
  g_ptr_array_sort (lines, compare_lines);
}

char *
merge_lines_join (GPtrArray *lines)
{
  merge_lines_sort (lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static void
put_hex (GString      *line,
         const guint8 *bytes,
         gsize         size)
{
  for (gsize i = 0; i < size; i++)
    g_string_append_printf (line, "%02x", bytes[i]);
}

static void
put_id (GString      *line,
        const LnetId *id)
{
  g_string_append_c (line, ' ');
  put_hex (line, id->bytes, sizeof id->bytes);
}

static GString *
begin_line (const char   *what,
            guint         table,
            const LnetId *row)
{
  GString *line = g_string_new (what);
  const LnetTableInfo *info = lnet_schema_get_table (table);

  g_string_append_printf (line, " %s", info != NULL ? info->name : "?");
  put_id (line, row);
  return line;
}

GString *
merge_lines_begin_row (guint         table,
                       const LnetId *row,
                       const LnetId *space,
                       gboolean      deleted)
{
  GString *line = begin_line ("row", table, row);

  put_id (line, space);
  g_string_append (line, deleted ? " deleted" : " there");
  return line;
}

void
merge_lines_put_cell (GString         *line,
                      guint            number,
                      const LnetValue *value)
{
  if (value->type == LNET_VALUE_NULL)
    return;
  g_string_append_printf (line, " %u=", number);
  if (value->type == LNET_VALUE_INTEGER)
    g_string_append_printf (line, "%" G_GINT64_FORMAT, value->integer);
  else if (value->type == LNET_VALUE_TEXT)
    g_string_append_printf (line, "“%s”", value->text);
  else
    put_id (line, &value->id);
}

void
merge_lines_add_unsettled (GPtrArray            *lines,
                           const MergeUnsettled *unsettled)
{
  GString *line = begin_line ("unsettled", unsettled->table, &unsettled->row);

  g_string_append_printf (line, " %u by", unsettled->number);
  put_id (line, &unsettled->desk);
  g_string_append_printf (line, " %" G_GUINT64_FORMAT " %u", unsettled->n, unsettled->op);
  if (unsettled->number > 0)
    {
      g_string_append (line, unsettled->shown ? " shown " : " beside ");
      put_hex (line, unsettled->value, unsettled->size);
    }
  g_ptr_array_add (lines, g_string_free (line, FALSE));
}

void
merge_lines_add_mark (GPtrArray    *lines,
                      const LnetId *desk,
                      guint64       n)
{
  GString *line = g_string_new ("desk");

  put_id (line, desk);
  g_string_append_printf (line, " %" G_GUINT64_FORMAT, n);
  g_ptr_array_add (lines, g_string_free (line, FALSE));
}

char *
merge_lines_describe (const char   *what,
                      guint         table,
                      const LnetId *row,
                      guint         number)
{
  GString *line = begin_line (what, table, row);

  g_string_append_printf (line, " %u", number);
  return g_string_free (line, FALSE);
}
