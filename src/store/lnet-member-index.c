/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-index.h"

#include <string.h>

#include "lnet-member-source-private.h"
#include "lnet-name.h"

/* Raised whenever what stands in the index is made differently; then opening a network makes it anew. */
#define INDEX_VERSION "3"

/* The order's index also holds the letter, and every index the pk: a whole list, with its letters, is one walk over
 * it. A search needs no positions and no columns (detail=none), only who has a word. Rows are written to the full-text
 * index in ascending order, else it writes itself to disk at each step back. */
static const char tables[] =
  "CREATE TABLE member_index (pk INTEGER PRIMARY KEY, id BLOB NOT NULL, sort_key BLOB NOT NULL, letter TEXT NOT NULL, "
  "  name TEXT NOT NULL, role TEXT, organization TEXT, place TEXT, status TEXT, changes_on TEXT) STRICT;"
  "CREATE INDEX member_index_order ON member_index (sort_key, letter);"
  "CREATE INDEX member_index_changes_on ON member_index (changes_on) WHERE changes_on IS NOT NULL;"
  "CREATE TABLE member_index_state (key TEXT PRIMARY KEY, value TEXT) STRICT, WITHOUT ROWID;";
static const char words_table[] =
  "CREATE VIRTUAL TABLE member_fts USING fts5 (words, content='', contentless_delete=1, detail=none, "
  "  prefix='1 2 3', tokenize=\"unicode61 remove_diacritics 2\");";

/* A virtual table whose own records are damaged can be neither opened nor dropped: it is first given those of an empty
 * one. */
static const char drop_words[] =
  "CREATE TABLE IF NOT EXISTS member_fts_data (id INTEGER PRIMARY KEY, block BLOB);"
  "CREATE TABLE IF NOT EXISTS member_fts_idx (segid, term, pgno, PRIMARY KEY (segid, term)) WITHOUT ROWID;"
  "CREATE TABLE IF NOT EXISTS member_fts_docsize (id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);"
  "CREATE TABLE IF NOT EXISTS member_fts_config (k PRIMARY KEY, v) WITHOUT ROWID;"
  "INSERT OR REPLACE INTO member_fts_data (id, block) VALUES (10, x'00000000000000');"
  "INSERT OR REPLACE INTO member_fts_config (k, v) VALUES ('version', 4);"
  "DROP TABLE IF EXISTS member_fts;"
  "DROP TABLE IF EXISTS member_fts_data; DROP TABLE IF EXISTS member_fts_idx;"
  "DROP TABLE IF EXISTS member_fts_docsize; DROP TABLE IF EXISTS member_fts_config;";

static const char select_row[] = "SELECT 1 FROM member_index WHERE pk = ?1";
static const char add_row[] =
  "INSERT INTO member_index (pk, id, sort_key, letter, name, role, organization, place, status, changes_on) "
  "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
static const char change_row[] =
  "UPDATE member_index SET id = ?2, sort_key = ?3, letter = ?4, name = ?5, role = ?6, organization = ?7, place = ?8, "
  "status = ?9, changes_on = ?10 WHERE pk = ?1";
static const char add_words[] = "INSERT INTO member_fts (rowid, words) VALUES (?1, ?2)";
static const char change_words[] = "INSERT OR REPLACE INTO member_fts (rowid, words) VALUES (?1, ?2)";
static const char remove_row[] = "DELETE FROM member_index WHERE pk = ?1";
static const char remove_words[] = "DELETE FROM member_fts WHERE rowid = ?1";
static const char add_to_count[] = "UPDATE member_index_state SET value = value + ?1 WHERE key = 'count'";

typedef struct
{
  LnetSqlite *db;
  LnetMemberSource *source;
  gboolean anew; /* nobody stands in it yet */
  gint64 n_more; /* than before */
  GByteArray *sort_key;
  GArray *pending; /* Pending */
} Indexer;

/* Words on their way into the full-text index. That index writes out what it holds whenever another table is written
 * with a savepoint, as a replacing INSERT is: row and words in turn would cost ten times as much. So rows are written
 * first, then the words of all of them. */
typedef struct
{
  gint64 pk;
  gboolean is_new;
  char *words;
} Pending;

#define MOST_PENDING 4096

static void
pending_clear (gpointer pending)
{
  g_free (((Pending *) pending)->words);
}

static void
indexer_free (Indexer *self)
{
  g_clear_pointer (&self->source, lnet_member_source_free);
  g_byte_array_unref (self->sort_key);
  g_array_unref (self->pending);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Indexer, indexer_free)

static Indexer *
indexer_new_without_source (LnetSqlite *db)
{
  Indexer *self = g_new0 (Indexer, 1);

  self->db = db;
  self->sort_key = g_byte_array_new ();
  self->pending = g_array_new (FALSE, FALSE, sizeof (Pending));
  g_array_set_clear_func (self->pending, pending_clear);
  return self;
}

static Indexer *
indexer_new (LnetSqlite  *db,
             const char  *today,
             GError     **error)
{
  g_autoptr (Indexer) self = indexer_new_without_source (db);

  self->source = lnet_member_source_new (db, today, error);
  return self->source != NULL ? g_steal_pointer (&self) : NULL;
}

static gboolean
write_row (Indexer                *self,
           const char             *sql,
           const LnetMemberFacts  *facts,
           GError                **error)
{
  g_autofree char *name = lnet_name_display (facts->preferred, facts->first, facts->last);
  g_autofree char *letter = lnet_name_letter (facts->preferred, facts->first, facts->last);
  sqlite3_stmt *row = lnet_sqlite_prepare (self->db, sql, error);

  if (row == NULL)
    return FALSE;
  g_byte_array_set_size (self->sort_key, 0);
  lnet_name_sort_key_into (self->sort_key, facts->preferred, facts->first, facts->last);
  lnet_sqlite_bind_integer (row, 1, facts->pk);
  lnet_sqlite_bind_id (row, 2, &facts->id);
  lnet_sqlite_bind_bytes (row, 3, self->sort_key->data, self->sort_key->len);
  lnet_sqlite_bind_text (row, 4, letter);
  lnet_sqlite_bind_text (row, 5, name);
  lnet_sqlite_bind_text (row, 6, facts->role);
  lnet_sqlite_bind_text (row, 7, facts->organization);
  lnet_sqlite_bind_text (row, 8, facts->place);
  lnet_sqlite_bind_text (row, 9, facts->status);
  lnet_sqlite_bind_text (row, 10, facts->changes_on);
  return lnet_sqlite_run (self->db, row, error);
}

/* Words of rows that are there already are replaced, which takes the full-text index longer. */
static gboolean
write_pending (Indexer  *self,
               GError  **error)
{
  for (guint i = 0; i < self->pending->len; i++)
    {
      const Pending *pending = &g_array_index (self->pending, Pending, i);
      sqlite3_stmt *words = lnet_sqlite_prepare (self->db, pending->is_new ? add_words : change_words, error);

      if (words == NULL)
        return FALSE;
      lnet_sqlite_bind_integer (words, 1, pending->pk);
      lnet_sqlite_bind_text (words, 2, pending->words);
      if (!lnet_sqlite_run (self->db, words, error))
        return FALSE;
    }
  g_array_set_size (self->pending, 0);
  return TRUE;
}

static gboolean
run_for (Indexer     *self,
         const char  *sql,
         gint64       number,
         GError     **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (self->db, sql, error);

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_integer (statement, 1, number);
  return lnet_sqlite_run (self->db, statement, error);
}

static gboolean
remove_member (Indexer  *self,
               gint64    pk,
               GError  **error)
{
  if (!run_for (self, remove_row, pk, error))
    return FALSE;
  if (sqlite3_changes (lnet_sqlite_get_handle (self->db)) == 0)
    return TRUE;
  self->n_more--;
  return run_for (self, remove_words, pk, error);
}

/* Whether somebody stands in it already: 1 or 0, or -1. */
static int
look_up (Indexer  *self,
         gint64    pk,
         GError  **error)
{
  sqlite3_stmt *statement = self->anew ? NULL : lnet_sqlite_prepare (self->db, select_row, error);
  int got;

  if (statement == NULL)
    return self->anew ? 0 : -1;
  lnet_sqlite_bind_integer (statement, 1, pk);
  got = lnet_sqlite_step (self->db, statement, error);
  sqlite3_reset (statement);
  return got;
}

static gboolean
index_member (Indexer  *self,
              gint64    pk,
              GError  **error)
{
  LnetMemberFacts facts;
  Pending pending = { .pk = pk };
  int got = lnet_member_source_read (self->source, pk, &facts, error);

  if (got <= 0)
    return got == 0 && remove_member (self, pk, error);
  got = look_up (self, pk, error);
  if (got < 0 || !write_row (self, got > 0 ? change_row : add_row, &facts, error))
    return FALSE;
  pending.is_new = got == 0;
  self->n_more += pending.is_new;
  pending.words = g_strdup (facts.words);
  g_array_append_val (self->pending, pending);
  return self->pending->len < MOST_PENDING || write_pending (self, error);
}

static gboolean
index_members (LnetSqlite  *db,
               GArray      *pks,
               gboolean     anew,
               const char  *today,
               GError     **error)
{
  g_autoptr (Indexer) self = indexer_new (db, today, error);

  if (self == NULL)
    return FALSE;
  self->anew = anew;
  for (guint i = 0; i < pks->len; i++)
    if (!index_member (self, g_array_index (pks, gint64, i), error))
      return FALSE;
  return write_pending (self, error) && (self->n_more == 0 || run_for (self, add_to_count, self->n_more, error));
}

static int
compare_pks (gconstpointer a,
             gconstpointer b)
{
  gint64 one = *(const gint64 *) a;
  gint64 other = *(const gint64 *) b;

  return (one > other) - (one < other);
}

/* Appends what @sql gives, with @id bound to it when there is one. */
static gboolean
collect_pks (LnetSqlite    *db,
             const char    *sql,
             const LnetId  *id,
             const char    *date,
             GArray        *pks,
             GError       **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, sql, error);
  int got;

  if (statement == NULL)
    return FALSE;
  if (id != NULL)
    lnet_sqlite_bind_id (statement, 1, id);
  if (date != NULL)
    lnet_sqlite_bind_text (statement, 1, date);
  while ((got = lnet_sqlite_step (db, statement, error)) > 0)
    {
      gint64 pk = sqlite3_column_int64 (statement, 0);

      g_array_append_val (pks, pk);
    }
  return got == 0;
}

static gboolean
collect_for_set (LnetSqlite  *db,
                 const char  *sql,
                 GHashTable  *ids,
                 GArray      *pks,
                 GError     **error)
{
  GHashTableIter iter;
  gpointer id;

  if (ids == NULL)
    return TRUE;
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!collect_pks (db, sql, id, NULL, pks, error))
      return FALSE;
  return TRUE;
}

static void
sort_and_drop_repeated (GArray *pks)
{
  guint n_kept = 0;

  g_array_sort (pks, compare_pks);
  for (guint i = 0; i < pks->len; i++)
    if (n_kept == 0 || g_array_index (pks, gint64, i) != g_array_index (pks, gint64, n_kept - 1))
      g_array_index (pks, gint64, n_kept++) = g_array_index (pks, gint64, i);
  g_array_set_size (pks, n_kept);
}

gboolean
lnet_member_index_update (LnetSqlite  *db,
                          GHashTable  *members,
                          GHashTable  *organizations,
                          GError     **error)
{
  g_autoptr (GArray) pks = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!collect_for_set (db, "SELECT pk FROM member WHERE id = ?1", members, pks, error) ||
      !collect_for_set (db,
                        "SELECT m.pk FROM role AS r JOIN member AS m ON m.id = r.member WHERE r.organization = ?1",
                        organizations, pks, error))
    return FALSE;

  sort_and_drop_repeated (pks);
  return pks->len == 0 || index_members (db, pks, FALSE, NULL, error);
}

/* Words that were taken out lie about until the full-text index is next merged. */
gboolean
lnet_member_index_forget (LnetSqlite  *db,
                          GArray      *pks,
                          GError     **error)
{
  g_autoptr (Indexer) self = NULL; /* without a source: the file may be of an earlier version */

  if (pks->len == 0)
    return TRUE;
  self = indexer_new_without_source (db);
  for (guint i = 0; i < pks->len; i++)
    if (!remove_member (self, g_array_index (pks, gint64, i), error))
      return FALSE;
  return (self->n_more == 0 || run_for (self, add_to_count, self->n_more, error)) &&
         lnet_sqlite_exec (db, "INSERT INTO member_fts (member_fts) VALUES ('optimize')", error);
}

static gboolean
put_state (LnetSqlite  *db,
           const char  *key,
           const char  *value,
           GError     **error)
{
  sqlite3_stmt *statement =
    lnet_sqlite_prepare (db, "INSERT OR REPLACE INTO member_index_state (key, value) VALUES (?1, ?2)", error);

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_text (statement, 1, key);
  lnet_sqlite_bind_text (statement, 2, value);
  return lnet_sqlite_run (db, statement, error);
}

static gboolean
has_state (LnetSqlite  *db,
           const char  *key,
           const char  *value,
           gboolean    *has,
           GError     **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, "SELECT value FROM member_index_state WHERE key = ?1", error);
  int got;

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_text (statement, 1, key);
  got = lnet_sqlite_step (db, statement, error);
  *has = got > 0 && g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), value) == 0;
  sqlite3_reset (statement);
  return got >= 0;
}

static gboolean
rebuild (LnetSqlite  *db,
         const char  *today,
         GError     **error)
{
  g_autoptr (GArray) pks = g_array_new (FALSE, FALSE, sizeof (gint64));

  return lnet_sqlite_exec (db,
                           "DELETE FROM member_index; INSERT INTO member_fts (member_fts) VALUES ('delete-all');",
                           error) &&
         collect_pks (db, "SELECT pk FROM member WHERE deleted = 0 ORDER BY pk", NULL, NULL, pks, error) &&
         put_state (db, "count", "0", error) && index_members (db, pks, TRUE, today, error) &&
         put_state (db, "collation", lnet_name_collation (), error) &&
         put_state (db, "version", INDEX_VERSION, error);
}

/* What stands behind a virtual table is else kept from being written by anybody but the table. */
static gboolean
make_words_anew (LnetSqlite  *db,
                 GError     **error)
{
  sqlite3 *handle = lnet_sqlite_get_handle (db);
  gboolean dropped;

  sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  dropped = lnet_sqlite_exec (db, drop_words, error);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  return dropped && lnet_sqlite_exec (db, words_table, error);
}

gboolean
lnet_member_index_rebuild (LnetSqlite  *db,
                           GError     **error)
{
  return make_words_anew (db, error) && rebuild (db, NULL, error);
}

gboolean
lnet_member_index_create (LnetSqlite  *db,
                          GError     **error)
{
  return lnet_sqlite_exec (db, tables, error) && lnet_sqlite_exec (db, words_table, error) &&
         put_state (db, "count", "0", error) &&
         put_state (db, "collation", lnet_name_collation (), error) &&
         put_state (db, "version", INDEX_VERSION, error);
}

/* Whether all of it is, and else whom a day since has changed. */
static gboolean
find_stale (LnetSqlite  *db,
            const char  *today,
            gboolean    *everything,
            GArray      *pks,
            GError     **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = today != NULL ? g_strdup (today) : g_date_time_format (now, "%Y-%m-%d");
  gboolean same_collation = FALSE;
  gboolean same_version = FALSE;

  if (!has_state (db, "collation", lnet_name_collation (), &same_collation, error) ||
      !has_state (db, "version", INDEX_VERSION, &same_version, error))
    return FALSE;
  *everything = !same_collation || !same_version;
  return collect_pks (db, "SELECT pk FROM member_index WHERE changes_on <= ?1", NULL, date, pks, error);
}

gboolean
lnet_member_index_is_stale (LnetSqlite  *db,
                            const char  *today,
                            gboolean    *stale,
                            GError     **error)
{
  g_autoptr (GArray) pks = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean everything = FALSE;

  if (!find_stale (db, today, &everything, pks, error))
    return FALSE;
  *stale = everything || pks->len > 0;
  return TRUE;
}

gboolean
lnet_member_index_refresh (LnetSqlite  *db,
                           const char  *today,
                           gboolean    *changed,
                           GError     **error)
{
  g_autoptr (GArray) pks = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean everything = FALSE;

  if (!find_stale (db, today, &everything, pks, error))
    return FALSE;
  if (changed != NULL)
    *changed = everything || pks->len > 0;
  if (everything)
    return rebuild (db, today, error);
  sort_and_drop_repeated (pks);
  return pks->len == 0 || index_members (db, pks, FALSE, today, error);
}
