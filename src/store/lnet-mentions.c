/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-mentions.h"

#include <string.h>

#include "lnet-name.h"
#include "lnet-row-title.h"

/* More than anybody goes through by hand. */
#define MOST_MENTIONS 1000

/* Table and column names come from the registry. */
static LnetRows *
query (LnetReader *reader,
       char       *sql)
{
  const LnetStatement statement = { "mentions", g_intern_string (sql), "everything is looked at, in a worker" };

  g_free (sql);
  return lnet_reader_query (reader, &statement);
}

/* Folded, and with a space at either end, so that only whole words are found. */
static void
add_name (GPtrArray  *names,
          const char *first,
          const char *last)
{
  g_autofree char *both = g_strdup_printf ("%s %s", first, last);
  g_autofree char *folded = lnet_name_fold (both);

  if (strchr (folded, ' ') != NULL || (*first == '\0') != (*last == '\0'))
    if (strlen (folded) > 2)
      g_ptr_array_add (names, g_strdup_printf (" %s ", folded));
}

/* @parts: each name for itself, as one searches for somebody. */
static gboolean
read_names (LnetReader    *reader,
            const LnetId  *member,
            GPtrArray     *names,
            GPtrArray     *parts,
            GError       **error)
{
  LnetRows *rows = query (reader, g_strdup ("SELECT legal_first, legal_last, preferred_name FROM member WHERE id = ?1"));

  lnet_rows_bind_id (rows, 1, member);
  while (lnet_rows_step (rows))
    {
      add_name (names, lnet_rows_text (rows, 0), lnet_rows_text (rows, 1));
      add_name (names, lnet_rows_text (rows, 1), lnet_rows_text (rows, 0));
      if (!lnet_rows_is_null (rows, 2))
        add_name (names, lnet_rows_text (rows, 2), lnet_rows_text (rows, 1));
      for (int i = 0; i < 3; i++)
        add_name (parts, "", lnet_rows_text (rows, i));
    }
  if (!lnet_rows_end (rows, error))
    return FALSE;

  rows = query (reader, g_strdup ("SELECT value FROM channel WHERE member = ?1"));
  lnet_rows_bind_id (rows, 1, member);
  while (lnet_rows_step (rows))
    {
      add_name (names, "", lnet_rows_text (rows, 0));
      add_name (parts, "", lnet_rows_text (rows, 0));
    }
  return lnet_rows_end (rows, error);
}

static gboolean
says (const char *text,
      GPtrArray  *names,
      GString    *folded)
{
  if (*text == '\0')
    return FALSE;
  g_string_assign (folded, " ");
  lnet_name_fold_into (folded, text);
  g_string_append_c (folded, ' ');
  for (guint i = 0; i < names->len; i++)
    if (strstr (folded->str, names->pdata[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* What a filter looks for is kept as an address is. */
static gboolean
is_said (LnetTable   table,
         const char *text,
         GPtrArray  *names,
         GString    *folded)
{
  g_autofree char *plain = table == LNET_TABLE_SAVED_FILTER ? g_uri_unescape_string (text, NULL) : NULL;

  return says (plain != NULL ? plain : text, names, folded);
}

static void
add_mention (LnetErasure *erasure,
             LnetTable    table,
             LnetRows    *rows)
{
  LnetMention *mention = g_new0 (LnetMention, 1);

  mention->table = table;
  mention->row = lnet_rows_id (rows, 0);
  mention->in_trash = lnet_rows_integer (rows, 1) != 0;
  g_ptr_array_add (erasure->mentions, mention);
}

/* A member's names stand in columns of their own: read together they make the name of a second entry. */
static gboolean
find_in_table (LnetReader           *reader,
               const LnetTableInfo  *table,
               LnetErasure          *erasure,
               GPtrArray            *names,
               GError              **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT id, deleted");
  g_autoptr (GString) folded = g_string_new (NULL);
  LnetRows *rows;

  if (names->len == 0)
    return TRUE;
  if (table->table == LNET_TABLE_MEMBER)
    g_string_append (sql, ", coalesce (legal_first, '') || ' ' || coalesce (legal_last, '')"
                          ", coalesce (preferred_name, '') || ' ' || coalesce (legal_last, '')");
  for (guint i = 0; i < table->n_fields; i++)
    if (table->fields[i].type == LNET_TYPE_TEXT && table->fields[i].kind != LNET_FIELD_KIND_ORDER)
      g_string_append_printf (sql, ", \"%s\"", table->fields[i].name);
  g_string_append_printf (sql, " FROM \"%s\"", table->name);
  rows = query (reader, g_strdup (sql->str));
  while (lnet_rows_step (rows) && erasure->mentions->len < MOST_MENTIONS)
    {
      LnetId row = lnet_rows_id (rows, 0);
      gboolean found = FALSE;

      for (int i = 2; i < lnet_rows_get_n_columns (rows) && !found; i++)
        found = is_said (table->table, lnet_rows_text (rows, i), names, folded);
      if (found && !g_hash_table_contains (erasure->gone, &row))
        add_mention (erasure, table->table, rows);
    }
  return lnet_rows_end (rows, error);
}

static gboolean
is_mentioned (LnetErasure  *erasure,
              const LnetId *row)
{
  for (guint i = 0; i < erasure->mentions->len; i++)
    if (lnet_id_equal (&((const LnetMention *) erasure->mentions->pdata[i])->row, row))
      return TRUE;
  return FALSE;
}

/* Whether nobody but who goes ever had a role there. */
static gboolean
is_own (LnetReader    *reader,
        LnetErasure   *erasure,
        const LnetId  *organization)
{
  g_autoptr (LnetRows) roles = query (reader, g_strdup ("SELECT id FROM role WHERE organization = ?1"));

  lnet_rows_bind_id (roles, 1, organization);
  while (lnet_rows_step (roles))
    {
      LnetId role = lnet_rows_id (roles, 0);

      if (!g_hash_table_contains (erasure->gone, &role))
        return FALSE;
    }
  return TRUE;
}

/* Somebody who cares for children at home is an organization too, with an address that is hers. */
static gboolean
find_own_organizations (LnetReader    *reader,
                        LnetErasure   *erasure,
                        const LnetId  *member,
                        GError       **error)
{
  LnetRows *rows = query (reader, g_strdup ("SELECT o.id, o.deleted FROM role AS r JOIN organization AS o "
                                            "ON o.id = r.organization WHERE r.member = ?1"));

  lnet_rows_bind_id (rows, 1, member);
  while (lnet_rows_step (rows))
    {
      LnetId organization = lnet_rows_id (rows, 0);

      if (!is_mentioned (erasure, &organization) && is_own (reader, erasure, &organization))
        add_mention (erasure, LNET_TABLE_ORGANIZATION, rows);
    }
  return lnet_rows_end (rows, error);
}

gboolean
lnet_mentions_find (LnetReader   *reader,
                    LnetErasure  *erasure,
                    GError      **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < erasure->roots->len; i++)
    if (!read_names (reader, &g_array_index (erasure->roots, LnetErasureRoot, i).row, names, parts, error))
      return FALSE;
  for (guint i = 1; i < LNET_TABLE_LAST; i++)
    {
      const LnetTableInfo *table = lnet_schema_get_table (i);
      GPtrArray *said = i == LNET_TABLE_SAVED_FILTER ? parts : names;

      if (table != NULL && !find_in_table (reader, table, erasure, said, error))
        return FALSE;
    }
  for (guint i = 0; i < erasure->roots->len; i++)
    if (!find_own_organizations (reader, erasure, &g_array_index (erasure->roots, LnetErasureRoot, i).row, error))
      return FALSE;
  for (guint i = 0; i < erasure->mentions->len; i++)
    {
      LnetMention *mention = erasure->mentions->pdata[i];

      mention->title = lnet_row_title (reader, mention->table, &mention->row);
    }
  return TRUE;
}
