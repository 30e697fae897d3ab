/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is left to do once something is erased. Runs on the thread of the connection that erased it. */

#include "config.h"

#include "lnet-erase-build.h"
#include "lnet-redact.h"

/* What is still to be done once something is erased: members that copies beside the file may have, and that the file's
 * free pages may hold something. Remembered in the file, whatever happens meanwhile. */
static const char in_copies[] = "erased-in-copies";
static const char in_pages[] = "erased-in-pages";

static gboolean
note_unfinished (LnetSqlite        *db,
                 const char        *key,
                 const GByteArray  *members,
                 GError           **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    db, "INSERT INTO meta (key, value) VALUES (?1, ?2) "
              "ON CONFLICT (key) DO UPDATE SET value = CAST (value || excluded.value AS BLOB)", error);

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_text (statement, 1, key);
  lnet_sqlite_bind_bytes (statement, 2, members->len > 0 ? members->data : (const guint8 *) "", members->len);
  return lnet_sqlite_run (db, statement, error);
}

static void
note_finished (LnetSqlite *db,
               const char *key)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, "DELETE FROM meta WHERE key = ?1", NULL);

  if (statement == NULL)
    return;
  lnet_sqlite_bind_text (statement, 1, key);
  lnet_sqlite_run (db, statement, NULL);
}

gboolean
lnet_erase_note_unfinished (LnetSqlite         *db,
                            const LnetErasure  *erasure,
                            GError            **error)
{
  g_autoptr (GByteArray) members = g_byte_array_new ();

  if (!note_unfinished (db, in_pages, members, error))
    return FALSE;
  for (guint i = 0; erasure->person && i < erasure->roots->len; i++)
    lnet_bytes_put_id (members, &g_array_index (erasure->roots, LnetErasureRoot, i).row);
  return members->len == 0 || note_unfinished (db, in_copies, members, error);
}

gboolean
lnet_erase_note_elsewhere (LnetSqlite  *db,
                           GHashTable  *erased,
                           GError     **error)
{
  g_autoptr (GByteArray) nothing = g_byte_array_new ();
  g_autoptr (GByteArray) members = g_byte_array_new ();
  GHashTableIter iter;
  gpointer row, table;

  if (!note_unfinished (db, in_pages, nothing, error))
    return FALSE;
  g_hash_table_iter_init (&iter, erased);
  while (g_hash_table_iter_next (&iter, &row, &table))
    if (GPOINTER_TO_UINT (table) == LNET_TABLE_MEMBER)
      lnet_bytes_put_id (members, row);
  return members->len == 0 || note_unfinished (db, in_copies, members, error);
}

static void
erase_in_copies (LnetSqlite   *db,
                 const LnetId *network,
                 LnetErasure  *erasure)
{
  g_autoptr (GPtrArray) copies = lnet_erase_list_copies (lnet_sqlite_get_path (db), network);

  erasure->n_backups = 0;
  lnet_erasure_set_stage (erasure, LNET_ERASURE_BACKUPS);
  for (guint i = 0; i < copies->len; i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean had = FALSE;

      if (!lnet_erase_in_file (copies->pdata[i], erasure, &had, &error))
        g_ptr_array_add (erasure->left, g_strdup_printf ("%s: %s", (char *) copies->pdata[i], error->message));
      erasure->n_backups += had;
    }
  if (erasure->left->len == 0)
    note_finished (db, in_copies);
}

static void
tidy (LnetSqlite  *db,
      LnetErasure *erasure)
{
  g_autoptr (GError) error = NULL;

  lnet_erasure_set_stage (erasure, LNET_ERASURE_TIDYING);
  if (lnet_redact_tidy (db, &error))
    note_finished (db, in_pages);
  else
    g_ptr_array_add (erasure->left, g_strdup (error->message));
}

void
lnet_erase_finish (LnetSqlite   *db,
                   const LnetId *network,
                   LnetErasure  *erasure)
{
  if (erasure->person)
    erase_in_copies (db, network, erasure);
  tidy (db, erasure);
}

/* --- going on --- */

/* The members named under a key; NULL when it is not there. */
static LnetErasure *
read_unfinished (LnetSqlite *db,
                 const char *key)
{
  g_autoptr (LnetErasure) erasure = lnet_erasure_new_trash ();
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, "SELECT value FROM meta WHERE key = ?1", NULL);
  LnetCursor cursor;

  if (statement == NULL)
    return NULL;
  lnet_sqlite_bind_text (statement, 1, key);
  if (lnet_sqlite_step (db, statement, NULL) <= 0)
    return NULL;
  cursor = (LnetCursor) { sqlite3_column_blob (statement, 0), (gsize) sqlite3_column_bytes (statement, 0), FALSE };
  while (cursor.left > 0 && !cursor.failed)
    {
      LnetId member = lnet_cursor_get_id (&cursor);

      lnet_erasure_add (erasure, LNET_TABLE_MEMBER, &member);
    }
  sqlite3_reset (statement);
  erasure->person = erasure->roots->len > 0;
  return g_steal_pointer (&erasure);
}

void
lnet_erase_go_on (LnetSqlite   *db,
                  const LnetId *network)
{
  g_autoptr (LnetErasure) copies = read_unfinished (db, in_copies);
  g_autoptr (LnetErasure) pages = read_unfinished (db, in_pages);

  if (copies != NULL)
    erase_in_copies (db, network, copies);
  if (pages != NULL)
    tidy (db, pages);
}
