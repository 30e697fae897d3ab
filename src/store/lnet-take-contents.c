/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Contents of attachments, which travel apart from the rows that speak of them: one that comes first is kept until its
 * row does. Early ones are kept for thirty days and up to 32 MiB; the rest has to come again. Table meta says which
 * they are, a line each: hash, and when it came. What was erased comes back only so: sealed, with a key that is
 * gone. */

#include "config.h"

#include "lnet-take-private.h"

#include "lnet-attachment-private.h"

#define EARLY "early-contents"
#define MOST_EARLY_BYTES (32 * 1024 * 1024)
#define EARLY_FOR (30 * G_GINT64_CONSTANT (86400000)) /* milliseconds */

static GHashTable *
list_wanted (LnetSqlite  *db,
             GError     **error)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    db, "SELECT hash FROM attachment WHERE hash IS NOT NULL AND hash NOT IN (SELECT hash FROM attachment_data)", error);
  int step;

  if (statement == NULL)
    return NULL;
  while ((step = lnet_sqlite_step (db, statement, error)) > 0)
    g_hash_table_add (wanted, g_strdup ((const char *) sqlite3_column_text (statement, 0)));
  return step == 0 ? g_steal_pointer (&wanted) : NULL;
}

static gboolean
is_content_of (const char *hash,
               GBytes     *sealed)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (sealed, &size);
  g_autofree char *text = NULL;
  LnetHash computed;

  lnet_hash_pieces (&(LnetHashPiece) { data, size }, 1, &computed);
  text = lnet_hash_to_string (&computed);
  return g_str_equal (text, hash);
}

static gboolean
ask (LnetTake    *self,
     const char  *sql,
     const char  *hash,
     gint64      *answer,
     GError     **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (self->db, sql, error);
  int step;

  *answer = 0;
  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_text (statement, 1, hash);
  step = lnet_sqlite_step (self->db, statement, error);
  if (step > 0)
    *answer = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return step >= 0;
}

static gboolean
run (LnetTake    *self,
     const char  *sql,
     const char  *first,
     const char  *second,
     GError     **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (self->db, sql, error);

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_text (statement, 1, first);
  if (second != NULL)
    lnet_sqlite_bind_text (statement, 2, second);
  return lnet_sqlite_run (self->db, statement, error);
}

/* --- those that came before their rows --- */

static gboolean
read_early (LnetTake  *self,
            char     **text,
            GError   **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    self->db, "SELECT CAST (value AS TEXT) FROM meta WHERE key = '" EARLY "'", error);
  int step;

  *text = NULL;
  if (statement == NULL)
    return FALSE;
  step = lnet_sqlite_step (self->db, statement, error);
  if (step > 0)
    *text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_reset (statement);
  return step >= 0;
}

/* One whose row has come is early no more; one whose row has not come for long goes. */
static gboolean
look_at_early (LnetTake    *self,
               const char  *line,
               GString     *left,
               gint64      *n_bytes,
               GError     **error)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 2);
  gint64 named, size;

  if (g_strv_length (words) < 2)
    return TRUE;
  if (!ask (self, "SELECT EXISTS (SELECT 1 FROM attachment WHERE hash = ?1)", words[0], &named, error) ||
      !ask (self, "SELECT length (sealed) FROM attachment_data WHERE hash = ?1", words[0], &size, error))
    return FALSE;
  if (named || size == 0)
    return TRUE;
  if (g_ascii_strtoll (words[1], NULL, 10) < g_get_real_time () / 1000 - EARLY_FOR)
    return run (self, "DELETE FROM attachment_data WHERE hash = ?1", words[0], NULL, error);
  *n_bytes += size;
  g_string_append_printf (left, "%s\n", line);
  return TRUE;
}

static gboolean
keep_early (LnetTake    *self,
            GHashTable  *early,
            GError     **error)
{
  g_autofree char *before = NULL;
  g_autoptr (GString) left = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;
  GHashTableIter iter;
  gpointer hash, sealed;
  gint64 n_bytes = 0;

  if (!read_early (self, &before, error))
    return FALSE;
  lines = g_strsplit (before != NULL ? before : "", "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (!look_at_early (self, lines[i], left, &n_bytes, error))
      return FALSE;
  g_hash_table_iter_init (&iter, early);
  while (g_hash_table_iter_next (&iter, &hash, &sealed))
    {
      n_bytes += (gint64) g_bytes_get_size (sealed);
      if (n_bytes > MOST_EARLY_BYTES)
        {
          n_bytes -= (gint64) g_bytes_get_size (sealed);
          g_hash_table_iter_remove (&iter);
          continue;
        }
      g_string_append_printf (left, "%s %" G_GINT64_FORMAT "\n", (const char *) hash, g_get_real_time () / 1000);
    }
  if (!lnet_attachment_write (self->db, early, error))
    return FALSE;
  return g_strcmp0 (before != NULL ? before : "", left->str) == 0 ||
         run (self, "INSERT INTO meta (key, value) VALUES (?1, CAST (?2 AS BLOB)) "
                    "ON CONFLICT (key) DO UPDATE SET value = excluded.value", EARLY, left->str, error);
}

gboolean
lnet_take_keep_contents (LnetTake  *self,
                         GError   **error)
{
  g_autoptr (GHashTable) wanted = NULL;
  g_autoptr (GHashTable) kept = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) early = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer hash, sealed;

  if (g_hash_table_size (self->delivery->contents) == 0)
    return keep_early (self, early, error);
  wanted = list_wanted (self->db, error);
  if (wanted == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, self->delivery->contents);
  while (g_hash_table_iter_next (&iter, &hash, &sealed))
    {
      gint64 here;

      if (!is_content_of (hash, sealed))
        continue;
      if (!ask (self, "SELECT EXISTS (SELECT 1 FROM attachment_data WHERE hash = ?1)", hash, &here, error))
        return FALSE;
      if (!here)
        g_hash_table_insert (g_hash_table_contains (wanted, hash) ? kept : early, hash, sealed);
    }
  return lnet_attachment_write (self->db, kept, error) && keep_early (self, early, error);
}
