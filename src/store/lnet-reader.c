/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-reader-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-error.h"
#include "lnet-migrations.h"

/* How many of SQLite's steps pass between two looks at the cancellable. */
#define LOOK_EVERY 2000

struct _LnetReader
{
  GObject parent_instance;

  LnetSqlite *db;
  LnetId network;
  GCancellable *cancellable;
};

struct _LnetRows
{
  LnetReader *reader;
  sqlite3_stmt *statement;
  gboolean own; /* the reader's own one is running already: this is a second */
  gboolean ended;
  GError *error;
};

G_DEFINE_FINAL_TYPE (LnetReader, lnet_reader, G_TYPE_OBJECT)

static void
lnet_reader_finalize (GObject *object)
{
  LnetReader *self = LNET_READER (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->db, lnet_sqlite_close);
  G_OBJECT_CLASS (lnet_reader_parent_class)->finalize (object);
}

static void
lnet_reader_class_init (LnetReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lnet_reader_finalize;
}

static void
lnet_reader_init (LnetReader *self)
{
}

static gboolean
read_network (LnetReader  *self,
              GError     **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (self->db, "SELECT value FROM meta WHERE key = 'network'", error);

  if (statement == NULL || lnet_sqlite_step (self->db, statement, error) < 0)
    return FALSE;
  self->network = lnet_sqlite_column_id (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

LnetReader *
lnet_reader_open (const char  *path,
                  GError     **error)
{
  g_autoptr (LnetReader) self = g_object_new (LNET_TYPE_READER, NULL);
  int version;

  self->db = lnet_sqlite_open (path, LNET_SQLITE_READ_ONLY, error);
  if (self->db == NULL || !lnet_migrations_get_version (self->db, &version, error) || !read_network (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

LnetSqlite *
lnet_reader_get_sqlite (LnetReader *self)
{
  return self->db;
}

const LnetId *
lnet_reader_get_network (LnetReader *self)
{
  return &self->network;
}

static int
look_at_cancellable (gpointer cancellable)
{
  return g_cancellable_is_cancelled (cancellable);
}

void
lnet_reader_set_cancellable (LnetReader   *self,
                             GCancellable *cancellable)
{
  g_return_if_fail (LNET_IS_READER (self));
  g_set_object (&self->cancellable, cancellable);
  sqlite3_progress_handler (lnet_sqlite_get_handle (self->db), LOOK_EVERY,
                            cancellable != NULL ? look_at_cancellable : NULL, cancellable);
}

LnetRows *
lnet_reader_query (LnetReader          *self,
                   const LnetStatement *statement)
{
  LnetRows *rows = g_new0 (LnetRows, 1);
  int code;

  g_return_val_if_fail (LNET_IS_READER (self), NULL);
  rows->reader = g_object_ref (self);
  rows->statement = lnet_sqlite_find (self->db, statement->sql);
  if (rows->statement != NULL && sqlite3_stmt_busy (rows->statement))
    {
      code = sqlite3_prepare_v2 (lnet_sqlite_get_handle (self->db), statement->sql, -1, &rows->statement, NULL);
      rows->own = code == SQLITE_OK;
      if (code != SQLITE_OK)
        lnet_sqlite_set_error (self->db, code, &rows->error);
    }
  else
    rows->statement = lnet_sqlite_prepare (self->db, statement->sql, &rows->error);
  if (rows->error != NULL && !g_error_matches (rows->error, LNET_ERROR, LNET_ERROR_DAMAGED))
    g_critical ("%s: %s", statement->name, rows->error->message);
  return rows;
}

void
lnet_rows_bind_text (LnetRows   *rows,
                     int         position,
                     const char *value)
{
  if (rows->statement != NULL)
    sqlite3_bind_text (rows->statement, position, value, -1, SQLITE_TRANSIENT);
}

void
lnet_rows_bind_integer (LnetRows *rows,
                        int       position,
                        gint64    value)
{
  if (rows->statement != NULL)
    sqlite3_bind_int64 (rows->statement, position, value);
}

void
lnet_rows_bind_id (LnetRows     *rows,
                   int           position,
                   const LnetId *value)
{
  lnet_rows_bind_bytes (rows, position, value, sizeof *value);
}

void
lnet_rows_bind_bytes (LnetRows      *rows,
                      int            position,
                      gconstpointer  data,
                      gsize          size)
{
  if (rows->statement != NULL)
    sqlite3_bind_blob64 (rows->statement, position, data, size, SQLITE_TRANSIENT);
}

gboolean
lnet_rows_step (LnetRows *rows)
{
  int step;

  if (rows->statement == NULL || rows->error != NULL || rows->ended)
    return FALSE;
  step = lnet_sqlite_step (rows->reader->db, rows->statement, &rows->error);
  rows->ended = step <= 0;
  return step > 0;
}

int
lnet_rows_get_n_columns (LnetRows *rows)
{
  return sqlite3_column_count (rows->statement);
}

gboolean
lnet_rows_is_null (LnetRows *rows,
                   int       column)
{
  return sqlite3_column_type (rows->statement, column) == SQLITE_NULL;
}

const char *
lnet_rows_text (LnetRows *rows,
                int       column)
{
  const char *text = (const char *) sqlite3_column_text (rows->statement, column);

  return text != NULL ? text : "";
}

char *
lnet_rows_dup_text (LnetRows *rows,
                    int       column)
{
  return g_strdup ((const char *) sqlite3_column_text (rows->statement, column));
}

gint64
lnet_rows_integer (LnetRows *rows,
                   int       column)
{
  return sqlite3_column_int64 (rows->statement, column);
}

LnetId
lnet_rows_id (LnetRows *rows,
              int       column)
{
  return lnet_sqlite_column_id (rows->statement, column);
}

gconstpointer
lnet_rows_bytes (LnetRows *rows,
                 int       column,
                 gsize    *size)
{
  gconstpointer bytes = sqlite3_column_blob (rows->statement, column);

  *size = (gsize) sqlite3_column_bytes (rows->statement, column);
  return bytes;
}

gboolean
lnet_rows_end (LnetRows  *rows,
               GError   **error)
{
  gboolean succeeded = rows->error == NULL;

  if (!succeeded)
    g_propagate_error (error, g_steal_pointer (&rows->error));
  lnet_rows_free (rows);
  return succeeded;
}

void
lnet_rows_free (LnetRows *rows)
{
  if (rows == NULL)
    return;
  if (rows->own)
    sqlite3_finalize (rows->statement);
  else if (rows->statement != NULL)
    sqlite3_reset (rows->statement);
  g_clear_error (&rows->error);
  g_object_unref (rows->reader);
  g_free (rows);
}
