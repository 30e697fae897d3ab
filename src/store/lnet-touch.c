/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-touch.h"

#include <stdlib.h>
#include <string.h>

/* A list goes on in another part beyond so many letters: it is written anew whenever something is added to it. */
#define MOST_LETTERS 400

/* The version of files since which there are lists. */
#define LISTS_VERSION 4

/* So many rows are held; then they are written. */
#define MOST_ROWS_HELD 150000

/* What was in a table of touches goes on in lists. A new file had nothing there, and is spared that: whenever a table
 * is renamed, SQLite reads every table's description. */
static gboolean
make_lists (LnetSqlite  *db,
            const char  *table,
            GError     **error)
{
  g_autofree char *count = g_strdup_printf ("SELECT EXISTS (SELECT 1 FROM %s)", table);
  g_autofree char *rename = g_strdup_printf ("ALTER TABLE %s RENAME TO former;", table);
  g_autofree char *drop = g_strdup_printf ("DROP TABLE %s;", table);
  g_autofree char *create = g_strdup_printf (
    "CREATE TABLE %s (row BLOB NOT NULL, part INTEGER NOT NULL, batches TEXT NOT NULL, PRIMARY KEY (row, part)) "
    "  STRICT, WITHOUT ROWID;", table);
  g_autofree char *fill = g_strdup_printf (
    "INSERT INTO %s (row, part, batches) SELECT row, part, group_concat (batch, ',') FROM "
    "  (SELECT row, batch, (row_number () OVER (PARTITION BY row ORDER BY batch) - 1) / 50 AS part FROM former "
    "   ORDER BY row, batch) GROUP BY row, part;"
    "DROP TABLE former;", table);
  gint64 any;

  return lnet_sqlite_get_integer (db, count, 0, &any, error) &&
         lnet_sqlite_exec (db, any ? rename : drop, error) && lnet_sqlite_exec (db, create, error) &&
         (!any || lnet_sqlite_exec (db, fill, error));
}

gboolean
lnet_touch_create (LnetSqlite  *db,
                   GError     **error)
{
  return make_lists (db, "touch", error) && make_lists (db, "named", error);
}

/* --- one row --- */

gboolean
lnet_touch_is_older (LnetSqlite  *db,
                     gboolean    *older,
                     GError     **error)
{
  gint64 version;

  if (!lnet_sqlite_get_integer (db, "PRAGMA user_version", 0, &version, error))
    return FALSE;
  *older = version < LISTS_VERSION;
  return TRUE;
}

GArray *
lnet_touch_list (LnetSqlite    *db,
                 const LnetId  *row,
                 GError       **error)
{
  g_autoptr (GArray) seqs = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement;
  gboolean older;
  int step;

  if (!lnet_touch_is_older (db, &older, error))
    return NULL;
  statement = lnet_sqlite_prepare (
    db, older ? "SELECT batch FROM touch WHERE row = ?1 ORDER BY batch"
              : "SELECT touching.value FROM " LNET_TOUCH " WHERE touch.row = ?1 ORDER BY touching.value", error);
  if (statement == NULL)
    return NULL;
  lnet_sqlite_bind_id (statement, 1, row);
  while ((step = lnet_sqlite_step (db, statement, error)) > 0)
    {
      gint64 seq = sqlite3_column_int64 (statement, 0);

      g_array_append_val (seqs, seq);
    }
  return step == 0 ? g_steal_pointer (&seqs) : NULL;
}

/* An empty list goes too: the row's id may tell what it held. */
static const char *const remove_lists[] = {
  "UPDATE touch SET batches = trim (replace (',' || batches || ',', ',' || ?2 || ',', ','), ',') WHERE row = ?1",
  "DELETE FROM touch WHERE row = ?1 AND batches = '' AND ?2 > 0",
  NULL
};
static const char *const remove_rows[] = { "DELETE FROM touch WHERE row = ?1 AND batch = ?2", NULL };

gboolean
lnet_touch_remove (LnetSqlite    *db,
                   const LnetId  *row,
                   gint64         seq,
                   GError       **error)
{
  gboolean older;

  if (!lnet_touch_is_older (db, &older, error))
    return FALSE;
  for (const char *const *sql = older ? remove_rows : remove_lists; *sql != NULL; sql++)
    {
      sqlite3_stmt *statement = lnet_sqlite_prepare (db, *sql, error);

      if (statement == NULL)
        return FALSE;
      lnet_sqlite_bind_id (statement, 1, row);
      lnet_sqlite_bind_integer (statement, 2, seq);
      if (!lnet_sqlite_run (db, statement, error))
        return FALSE;
    }
  return TRUE;
}

/* --- those of a transaction --- */

struct _LnetTouches
{
  LnetSqlite *db;
  GHashTable *touch; /* LnetId → GString */
  GHashTable *named;
};

static void
free_list (gpointer list)
{
  g_string_free (list, TRUE);
}

LnetTouches *
lnet_touches_new (LnetSqlite *db)
{
  LnetTouches *self = g_new0 (LnetTouches, 1);

  self->db = db;
  self->touch = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, free_list);
  self->named = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, free_list);
  return self;
}

void
lnet_touches_free (LnetTouches *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->touch);
  g_hash_table_unref (self->named);
  g_free (self);
}

static void
hold (GHashTable   *lists,
      const LnetId *row,
      const char   *seq)
{
  GString *list = g_hash_table_lookup (lists, row);

  if (list == NULL)
    {
      list = g_string_new (seq);
      g_hash_table_insert (lists, lnet_id_copy (row), list);
      return;
    }
  g_string_append_c (list, ',');
  g_string_append (list, seq);
}

gboolean
lnet_touches_add (LnetTouches  *self,
                  gint64        seq,
                  GHashTable   *rows,
                  GHashTable   *named,
                  GError      **error)
{
  char text[24];
  GHashTableIter iter;
  gpointer row;

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, seq);
  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    hold (self->touch, row, text);
  g_hash_table_iter_init (&iter, named);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    if (!g_hash_table_contains (rows, row))
      hold (self->named, row, text);
  return g_hash_table_size (self->touch) + g_hash_table_size (self->named) < MOST_ROWS_HELD ||
         lnet_touches_flush (self, error);
}

/** The statements for one of the tables. */
typedef struct
{
  const char *put;
  const char *find;
  const char *insert;
  const char *append;
} Sql;

static const Sql touch_sql = {
  "INSERT INTO touch (row, part, batches) VALUES (?1, ?2, ?3) ON CONFLICT (row, part) DO UPDATE "
  "SET batches = batches || ',' || excluded.batches WHERE length (batches) < " G_STRINGIFY (MOST_LETTERS),
  "SELECT part, length (batches) FROM touch WHERE row = ?1 ORDER BY part DESC LIMIT 1",
  "INSERT INTO touch (row, part, batches) VALUES (?1, ?2, ?3)",
  "UPDATE touch SET batches = batches || ',' || ?3 WHERE row = ?1 AND part = ?2",
};
static const Sql named_sql = {
  "INSERT INTO named (row, part, batches) VALUES (?1, ?2, ?3) ON CONFLICT (row, part) DO UPDATE "
  "SET batches = batches || ',' || excluded.batches WHERE length (batches) < " G_STRINGIFY (MOST_LETTERS),
  "SELECT part, length (batches) FROM named WHERE row = ?1 ORDER BY part DESC LIMIT 1",
  "INSERT INTO named (row, part, batches) VALUES (?1, ?2, ?3)",
  "UPDATE named SET batches = batches || ',' || ?3 WHERE row = ?1 AND part = ?2",
};

static gboolean
write_part (LnetTouches   *self,
            const char    *sql,
            const LnetId  *row,
            gint64         part,
            const char    *batches,
            gsize          length,
            GError       **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (self->db, sql, error);

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_id (statement, 1, row);
  lnet_sqlite_bind_integer (statement, 2, part);
  sqlite3_bind_text (statement, 3, batches, (int) length, SQLITE_STATIC);
  return lnet_sqlite_run (self->db, statement, error);
}

/* How much of a list goes into a part in which there is @room. */
static gsize
measure (const char *batches,
         gsize       room)
{
  gsize length = strlen (batches);

  if (length <= room)
    return length;
  while (room > 0 && batches[room] != ',')
    room--;
  return room;
}

/* Where there is a first part and it is full, or there is much to write. */
static gboolean
write_parts (LnetTouches   *self,
             const Sql     *sql,
             const LnetId  *row,
             const char    *batches,
             GError       **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (self->db, sql->find, error);
  gint64 part = -1;
  gsize used = 0, length;
  int step;

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_id (statement, 1, row);
  step = lnet_sqlite_step (self->db, statement, error);
  if (step > 0)
    {
      part = sqlite3_column_int64 (statement, 0);
      used = (gsize) sqlite3_column_int64 (statement, 1);
    }
  sqlite3_reset (statement);
  if (step < 0)
    return FALSE;
  length = part >= 0 && used < MOST_LETTERS ? measure (batches, MOST_LETTERS - used) : 0;
  if (length > 0 && !write_part (self, sql->append, row, part, batches, length, error))
    return FALSE;
  for (batches += length; *batches != '\0'; batches += length)
    {
      batches += *batches == ',';
      length = measure (batches, MOST_LETTERS);
      if (!write_part (self, sql->insert, row, ++part, batches, length, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_list (LnetTouches    *self,
            const Sql      *sql,
            const LnetId   *row,
            const GString  *list,
            GError        **error)
{
  if (list->len <= MOST_LETTERS)
    {
      if (!write_part (self, sql->put, row, 0, list->str, list->len, error))
        return FALSE;
      if (sqlite3_changes (lnet_sqlite_get_handle (self->db)) > 0)
        return TRUE;
    }
  return write_parts (self, sql, row, list->str, error);
}

/* In the order of the table, so that rows beside each other are written one after the other. */
static gboolean
write_lists (LnetTouches  *self,
             const Sql    *sql,
             GHashTable   *lists,
             GError      **error)
{
  g_autoptr (GPtrArray) rows = g_hash_table_get_keys_as_ptr_array (lists);

  g_ptr_array_sort_values (rows, lnet_id_compare);
  for (guint i = 0; i < rows->len; i++)
    {
      const GString *list = g_hash_table_lookup (lists, rows->pdata[i]);

      if (!write_list (self, sql, rows->pdata[i], list, error))
        return FALSE;
    }
  g_hash_table_remove_all (lists);
  return TRUE;
}

gboolean
lnet_touches_flush (LnetTouches  *self,
                    GError      **error)
{
  return write_lists (self, &touch_sql, self->touch, error) && write_lists (self, &named_sql, self->named, error);
}
