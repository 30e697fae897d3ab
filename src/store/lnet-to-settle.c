/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-to-settle.h"

#include "lnet-row-title.h"
#include "lnet-statements.h"

#define VALUES "SELECT u.tbl, u.row, u.number, u.shown, u.value, b.wall, b.author, d.id " \
               "FROM unsettled AS u JOIN batch AS b ON b.seq = u.batch JOIN desk AS d ON d.pk = b.desk "

static const LnetStatement list_values = {
  "to-settle-values", VALUES "ORDER BY u.tbl, u.row, u.number, u.shown DESC, b.wall DESC, u.batch DESC",
  "in a worker, over what few desks wrote at the same time",
};
static const LnetStatement list_values_of_field = {
  "to-settle-values-of-field", VALUES "WHERE u.tbl = ?1 AND u.row = ?2 AND u.number = ?3 "
                               "ORDER BY u.shown DESC, b.wall DESC, u.batch DESC", NULL,
};
static const LnetStatement list_texts = {
  "to-settle-texts", "SELECT tbl, row, number FROM merged_text WHERE to_read = 1",
  "in a worker, over what few desks wrote at the same time",
};
static const LnetStatement count_statement = {
  "to-settle-count",
  "SELECT (SELECT count(*) FROM (SELECT DISTINCT tbl, row, number FROM unsettled LIMIT ?1)) + "
  "(SELECT count(*) FROM (SELECT 1 FROM merged_text WHERE to_read = 1 LIMIT ?1))",
  "counts no further than it has to",
};
static const LnetStatement find_field = {
  "to-settle-field",
  "SELECT 1 FROM unsettled WHERE tbl = ?1 AND row = ?2 AND number = ?3 "
  "UNION ALL SELECT 1 FROM merged_text WHERE tbl = ?1 AND row = ?2 AND number = ?3 AND to_read = 1 LIMIT 1", NULL,
};
static const LnetStatement find_in_row = {
  "to-settle-row",
  "SELECT number FROM unsettled WHERE tbl = ?1 AND row = ?2 "
  "UNION ALL SELECT number FROM merged_text WHERE tbl = ?1 AND row = ?2 AND to_read = 1 LIMIT 1", NULL,
};

/* The last of those under the same parent that comes before a place. */
#define BEFORE(name, table, parent) \
  static const LnetStatement name = { \
    #name, "SELECT id FROM " table " WHERE " parent " = ?1 AND position < ?2 AND id <> ?3 AND deleted = 0 " \
    "ORDER BY position DESC LIMIT 1", NULL, \
  }

BEFORE (module_before, "module", "program");
BEFORE (requirement_before, "requirement", "program");
BEFORE (section_before, "section", "document");
BEFORE (passage_before, "passage", "section");

const LnetStatement *const lnet_to_settle_statements[] = {
  &list_values, &list_values_of_field, &list_texts, &count_statement, &find_field, &find_in_row,
  &module_before, &requirement_before, &section_before, &passage_before, NULL
};

static void
value_free (gpointer data)
{
  LnetToSettleValue *value = data;

  lnet_value_clear (&value->value);
  g_free (value->position);
  g_free (value->who);
  g_free (value);
}

void
lnet_to_settle_free (LnetToSettle *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_ptr_array_unref (self->values);
  g_free (self);
}

static LnetToSettle *
to_settle_new (LnetReader       *reader,
               LnetToSettleKind  kind,
               guint             table,
               const LnetId     *row,
               guint             number)
{
  LnetToSettle *self = g_new0 (LnetToSettle, 1);

  self->kind = kind;
  self->table = table;
  self->row = *row;
  self->number = number;
  self->title = lnet_row_title (reader, table, row);
  self->values = g_ptr_array_new_with_free_func (value_free);
  return self;
}

char *
lnet_to_settle_dup_who (LnetReader   *reader,
                        const LnetId *author,
                        const LnetId *desk)
{
  g_autofree char *name = lnet_row_title (reader, LNET_TABLE_MEMBER, author);

  return *name != '\0' ? g_steal_pointer (&name) : lnet_row_title (reader, LNET_TABLE_ROSTER_DESK, desk);
}

/* Reading. A row holds: table, row, number, shown, value, wall, author, desk. */

static LnetToSettleValue *
read_value (LnetReader *reader,
            LnetRows   *rows)
{
  LnetToSettleValue *self = g_new0 (LnetToSettleValue, 1);
  LnetId author = lnet_rows_id (rows, 6), desk = lnet_rows_id (rows, 7);
  LnetCursor cursor = { NULL, 0, FALSE };

  cursor.data = lnet_rows_bytes (rows, 4, &cursor.left);
  if (cursor.left > 0)
    lnet_value_read (&self->value, &cursor);
  if (cursor.left > 0)
    {
      LnetValue position = { 0 };

      lnet_value_read (&position, &cursor);
      self->position = g_steal_pointer (&position.text);
    }
  if (cursor.failed)
    lnet_value_clear (&self->value);
  self->shown = lnet_rows_integer (rows, 3) != 0;
  self->wall = lnet_rows_integer (rows, 5);
  self->who = lnet_to_settle_dup_who (reader, &author, &desk);
  return self;
}

/* Several desks may have written the same. */
static void
join_who (LnetToSettleValue *self,
          const char        *other)
{
  g_auto (GStrv) names = g_strsplit (self->who, ", ", -1);
  char *joined;

  if (*other == '\0' || g_strv_contains ((const char *const *) names, other))
    return;
  joined = *self->who != '\0' ? g_strdup_printf ("%s, %s", self->who, other) : g_strdup (other);
  g_free (self->who);
  self->who = joined;
}

/* Takes @value. */
static void
add_value (LnetToSettle      *self,
           LnetToSettleValue *value)
{
  self->wall = MAX (self->wall, value->wall);
  for (guint i = 0; i < self->values->len; i++)
    {
      LnetToSettleValue *other = self->values->pdata[i];

      if (lnet_value_equal (&other->value, &value->value) && g_strcmp0 (other->position, value->position) == 0)
        {
          join_who (other, value->who);
          other->wall = MAX (other->wall, value->wall);
          value_free (value);
          return;
        }
    }
  g_ptr_array_add (self->values, value);
}

static gboolean
is_about (const LnetToSettle *self,
          guint               table,
          const LnetId       *row,
          guint               number)
{
  return self->table == table && self->number == number && lnet_id_equal (&self->row, row);
}

static gboolean
read_values (LnetReader  *reader,
             LnetRows    *rows,
             GPtrArray   *list,
             GError     **error)
{
  LnetToSettle *last = NULL;

  while (lnet_rows_step (rows))
    {
      guint table = (guint) lnet_rows_integer (rows, 0), number = (guint) lnet_rows_integer (rows, 2);
      LnetId row = lnet_rows_id (rows, 1);

      if (last == NULL || !is_about (last, table, &row, number))
        {
          if (list->len == LNET_TO_SETTLE_MOST)
            break;
          last = to_settle_new (reader, number == 0 ? LNET_TO_SETTLE_ROW : LNET_TO_SETTLE_CELL, table, &row, number);
          g_ptr_array_add (list, last);
        }
      add_value (last, read_value (reader, rows));
    }
  return lnet_rows_end (rows, error);
}

static gboolean
read_texts (LnetReader  *reader,
            GPtrArray   *list,
            GError     **error)
{
  LnetRows *rows = lnet_reader_query (reader, &list_texts);

  while (list->len < LNET_TO_SETTLE_MOST && lnet_rows_step (rows))
    {
      LnetId row = lnet_rows_id (rows, 1);

      g_ptr_array_add (list, to_settle_new (reader, LNET_TO_SETTLE_TEXT, (guint) lnet_rows_integer (rows, 0), &row,
                                            (guint) lnet_rows_integer (rows, 2)));
    }
  return lnet_rows_end (rows, error);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const LnetToSettle *one = a, *other = b;

  return (one->wall < other->wall) - (one->wall > other->wall);
}

GPtrArray *
lnet_to_settle_list (LnetReader  *reader,
                     GError     **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_to_settle_free);

  if (!read_values (reader, lnet_reader_query (reader, &list_values), list, error) ||
      !read_texts (reader, list, error))
    return NULL;
  g_ptr_array_sort_values (list, compare);
  return g_steal_pointer (&list);
}

guint
lnet_to_settle_count (LnetReader *reader)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &count_statement);

  lnet_rows_bind_integer (rows, 1, LNET_TO_SETTLE_MOST);
  return lnet_rows_step (rows) ? (guint) MIN (lnet_rows_integer (rows, 0), LNET_TO_SETTLE_MOST) : 0;
}

static LnetRows *
query_field (LnetReader          *reader,
             const LnetStatement *statement,
             guint                table,
             const LnetId        *row,
             guint                number)
{
  LnetRows *rows = lnet_reader_query (reader, statement);

  lnet_rows_bind_integer (rows, 1, table);
  lnet_rows_bind_id (rows, 2, row);
  lnet_rows_bind_integer (rows, 3, number);
  return rows;
}

gboolean
lnet_to_settle_has (LnetReader   *reader,
                    guint         table,
                    const LnetId *row,
                    guint         number)
{
  g_autoptr (LnetRows) rows = reader != NULL ? query_field (reader, &find_field, table, row, number) : NULL;

  return rows != NULL && lnet_rows_step (rows);
}

gboolean
lnet_to_settle_find (LnetReader   *reader,
                     guint         table,
                     const LnetId *row,
                     guint        *number)
{
  g_autoptr (LnetRows) rows = reader != NULL ? lnet_reader_query (reader, &find_in_row) : NULL;

  if (rows == NULL)
    return FALSE;
  lnet_rows_bind_integer (rows, 1, table);
  lnet_rows_bind_id (rows, 2, row);
  if (!lnet_rows_step (rows))
    return FALSE;
  *number = (guint) lnet_rows_integer (rows, 0);
  return TRUE;
}

LnetToSettle *
lnet_to_settle_read (LnetReader    *reader,
                     guint          table,
                     const LnetId  *row,
                     guint          number,
                     GError       **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_to_settle_free);

  if (!read_values (reader, query_field (reader, &list_values_of_field, table, row, number), list, error))
    return NULL;
  if (list->len > 0)
    return g_ptr_array_steal_index (list, 0);
  return lnet_to_settle_has (reader, table, row, number)
           ? to_settle_new (reader, LNET_TO_SETTLE_TEXT, table, row, number)
           : NULL;
}

static const LnetStatement *
get_before (guint table)
{
  switch (table)
    {
    case LNET_TABLE_MODULE:
      return &module_before;
    case LNET_TABLE_REQUIREMENT:
      return &requirement_before;
    case LNET_TABLE_SECTION:
      return &section_before;
    case LNET_TABLE_PASSAGE:
      return &passage_before;
    default:
      return NULL;
    }
}

char *
lnet_to_settle_dup_before (LnetReader              *reader,
                           const LnetToSettle      *self,
                           const LnetToSettleValue *place)
{
  const LnetStatement *statement = get_before (self->table);
  g_autoptr (LnetRows) rows = NULL;
  LnetId before;

  if (statement == NULL || place->position == NULL)
    return g_strdup ("");
  rows = lnet_reader_query (reader, statement);
  lnet_rows_bind_id (rows, 1, &place->value.id);
  lnet_rows_bind_text (rows, 2, place->position);
  lnet_rows_bind_id (rows, 3, &self->row);
  if (!lnet_rows_step (rows))
    return g_strdup ("");
  before = lnet_rows_id (rows, 0);
  return lnet_row_title (reader, self->table, &before);
}
