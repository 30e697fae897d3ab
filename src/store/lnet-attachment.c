/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-attachment-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-error.h"
#include "lnet-seal.h"
#include "lnet-statements.h"
#include "lnet-transaction-private.h"

static const LnetStatement load_statement = {
  "attachment-load",
  "SELECT a.hash, a.key, d.sealed FROM attachment AS a LEFT JOIN attachment_data AS d ON d.hash = a.hash "
  "WHERE a.id = ?1",
  NULL,
};

static const LnetStatement missing_statement = {
  "attachment-missing",
  "SELECT hash FROM attachment AS a WHERE id = ?1 "
  "AND NOT EXISTS (SELECT 1 FROM attachment_data AS d WHERE d.hash = a.hash)",
  NULL,
};

static const LnetStatement portrait_statement = {
  "attachment-portrait",
  "SELECT a.id, a.media_type FROM member AS m JOIN attachment AS a ON a.id = m.portrait "
  "WHERE m.id = ?1 AND (m.media_release = 1 OR ?2 = 0)",
  NULL,
};

const LnetStatement *const lnet_attachment_statements[] = {
  &load_statement, &missing_statement, &portrait_statement, NULL
};

LnetId
lnet_attachment_add (LnetTransaction *transaction,
                     LnetSpace        space,
                     const LnetId    *owner,
                     GBytes          *content,
                     const char      *media_type,
                     guint            width,
                     guint            height)
{
  LnetId id = lnet_transaction_add (transaction, LNET_TABLE_ATTACHMENT, space);
  LnetSealKey key;
  LnetHash hash;
  g_autoptr (GBytes) sealed = NULL;
  g_autofree char *key_text = NULL;
  g_autofree char *hash_text = NULL;

  g_return_val_if_fail (g_bytes_get_size (content) <= LNET_ATTACHMENT_MOST_BYTES, id);

  lnet_seal_key_new (&key);
  sealed = lnet_seal_close (content, &key, &hash);
  key_text = lnet_seal_key_to_string (&key);
  hash_text = lnet_hash_to_string (&hash);
  lnet_transaction_set_id (transaction, LNET_ATTACHMENT_OWNER, &id, owner);
  lnet_transaction_set_text (transaction, LNET_ATTACHMENT_MEDIA_TYPE, &id, media_type);
  lnet_transaction_set_text (transaction, LNET_ATTACHMENT_HASH, &id, hash_text);
  lnet_transaction_set_text (transaction, LNET_ATTACHMENT_KEY, &id, key_text);
  lnet_transaction_set_integer (transaction, LNET_ATTACHMENT_BYTES, &id, (gint64) g_bytes_get_size (content));
  if (width > 0)
    lnet_transaction_set_integer (transaction, LNET_ATTACHMENT_WIDTH, &id, width);
  if (height > 0)
    lnet_transaction_set_integer (transaction, LNET_ATTACHMENT_HEIGHT, &id, height);
  lnet_transaction_put_content (transaction, hash_text, sealed);
  return id;
}

void
lnet_attachment_set_portrait (LnetTransaction *transaction,
                              const LnetId    *member,
                              GBytes          *content,
                              const char      *media_type,
                              guint            width,
                              guint            height)
{
  LnetId id = lnet_id_null ();

  if (content != NULL)
    id = lnet_attachment_add (transaction, lnet_space (LNET_SPACE_NETWORK), member, content, media_type, width, height);
  lnet_transaction_set_id (transaction, LNET_MEMBER_PORTRAIT, member, &id);
}

/* The content, or NULL when it is not what was sealed. */
static GBytes *
open_content (const char    *hash,
              const char    *key_text,
              gconstpointer  sealed,
              gsize          size)
{
  const LnetHashPiece piece = { sealed, size };
  g_autofree char *computed = NULL;
  LnetHash present;
  LnetSealKey key;

  lnet_hash_pieces (&piece, 1, &present);
  computed = lnet_hash_to_string (&present);
  if (!g_str_equal (computed, hash) || !lnet_seal_key_from_string (key_text, &key))
    return NULL;
  return lnet_seal_open (sealed, size, &key);
}

GBytes *
lnet_attachment_load (LnetReader    *reader,
                      const LnetId  *id,
                      GError       **error)
{
  LnetRows *rows = lnet_reader_query (reader, &load_statement);
  g_autoptr (GBytes) content = NULL;
  gboolean found;

  lnet_rows_bind_id (rows, 1, id);
  found = lnet_rows_step (rows) && !lnet_rows_is_null (rows, 2);
  if (found)
    {
      g_autofree char *hash = lnet_rows_dup_text (rows, 0);
      g_autofree char *key = g_strdup (lnet_rows_text (rows, 1));
      gsize size;
      gconstpointer sealed = lnet_rows_bytes (rows, 2, &size);

      content = open_content (hash, key, sealed, size);
    }
  if (!lnet_rows_end (rows, error))
    return NULL;
  if (content == NULL && found)
    g_set_error_literal (error, LNET_ERROR, LNET_ERROR_DAMAGED,
                         _("This picture was altered or is damaged, so it is not shown. Choose it anew."));
  else if (content == NULL)
    g_set_error_literal (error, LNET_ERROR, LNET_ERROR_NOT_FOUND,
                         _("This picture is not in this network file, so it cannot be shown. Choose it anew."));
  return g_steal_pointer (&content);
}

char *
lnet_attachment_find_missing (LnetReader   *reader,
                              const LnetId *id)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &missing_statement);

  lnet_rows_bind_id (rows, 1, id);
  return lnet_rows_step (rows) ? lnet_rows_dup_text (rows, 0) : NULL;
}

GBytes *
lnet_attachment_load_portrait (LnetReader    *reader,
                               const LnetId  *member,
                               gboolean       released_only,
                               char         **media_type,
                               GError       **error)
{
  LnetRows *rows = lnet_reader_query (reader, &portrait_statement);
  g_autofree char *type = NULL;
  LnetId id = lnet_id_null ();
  GBytes *content;

  lnet_rows_bind_id (rows, 1, member);
  lnet_rows_bind_integer (rows, 2, released_only);
  if (lnet_rows_step (rows))
    {
      id = lnet_rows_id (rows, 0);
      type = lnet_rows_dup_text (rows, 1);
    }
  if (!lnet_rows_end (rows, error) || lnet_id_is_null (&id))
    return NULL;
  content = lnet_attachment_load (reader, &id, error);
  if (content != NULL)
    *media_type = type != NULL ? g_steal_pointer (&type) : g_strdup ("image/jpeg");
  return content;
}

/* Within the store. */

gboolean
lnet_attachment_write (LnetSqlite  *db,
                       GHashTable  *contents,
                       GError     **error)
{
  GHashTableIter iter;
  gpointer hash, sealed;

  g_hash_table_iter_init (&iter, contents);
  while (g_hash_table_iter_next (&iter, &hash, &sealed))
    {
      sqlite3_stmt *statement = lnet_sqlite_prepare (db, "INSERT INTO attachment_data (hash, sealed) VALUES (?1, ?2) "
                                                         "ON CONFLICT (hash) DO NOTHING", error);

      if (statement == NULL)
        return FALSE;
      lnet_sqlite_bind_text (statement, 1, hash);
      lnet_sqlite_bind_bytes (statement, 2, g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed));
      if (!lnet_sqlite_run (db, statement, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lnet_attachment_remove_of (LnetSqlite    *db,
                           const LnetId  *owner,
                           guint         *n_removed,
                           GError       **error)
{
  sqlite3_stmt *statement =
    lnet_sqlite_prepare (db, "DELETE FROM attachment_data WHERE hash IN (SELECT hash FROM attachment WHERE owner = ?1)",
                         error);

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_id (statement, 1, owner);
  if (!lnet_sqlite_run (db, statement, error))
    return FALSE;
  *n_removed = (guint) sqlite3_changes (lnet_sqlite_get_handle (db));
  return TRUE;
}

gboolean
lnet_attachment_check (LnetSqlite    *db,
                       GCancellable  *cancellable,
                       guint         *n_missing,
                       guint         *n_altered,
                       GError       **error)
{
  sqlite3_stmt *statement =
    lnet_sqlite_prepare (db, "SELECT a.hash, coalesce (a.key, ''), d.sealed FROM attachment AS a "
                             "LEFT JOIN attachment_data AS d ON d.hash = a.hash WHERE a.hash IS NOT NULL", error);
  int step;

  *n_missing = *n_altered = 0;
  if (statement == NULL)
    return FALSE;
  while ((step = lnet_sqlite_step (db, statement, error)) > 0)
    {
      g_autoptr (GBytes) content = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          sqlite3_reset (statement);
          return FALSE;
        }
      if (sqlite3_column_type (statement, 2) == SQLITE_NULL)
        {
          ++*n_missing;
          continue;
        }
      content = open_content ((const char *) sqlite3_column_text (statement, 0),
                              (const char *) sqlite3_column_text (statement, 1), sqlite3_column_blob (statement, 2),
                              (gsize) sqlite3_column_bytes (statement, 2));
      if (content == NULL)
        ++*n_altered;
    }
  return step == 0;
}
