/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-sqlite.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <glib/gstdio.h>

#include "lnet-error.h"

#define BUSY_TIMEOUT_MILLISECONDS 10000
#define HASHED 40 /* letters of a statement, from its end */

struct _LnetSqlite
{
  sqlite3 *handle;
  GThread *thread;
  char *path;
  GHashTable *statements; /* char *sql → sqlite3_stmt */
  guint fail_at;
  guint n_run;
};

static void
assert_thread (LnetSqlite *self)
{
  g_assert (self->thread == g_thread_self ());
}

static const char *
sentence_for (int   code,
              int  *domain_code)
{
  switch (code & 0xff)
    {
    case SQLITE_FULL:
      *domain_code = LNET_ERROR_FULL;
      return _("There is no room left where this network is kept. Nothing was changed. Make some room, then try again.");
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      *domain_code = LNET_ERROR_READ_ONLY;
      return _("This network can be read but not written. Nothing was changed. Look at the permissions of the file and its folder.");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      *domain_code = LNET_ERROR_BUSY;
      return _("Another program is writing to this network. Nothing was changed. Try again in a moment.");
    case SQLITE_NOTADB:
      *domain_code = LNET_ERROR_FOREIGN;
      return _("This file is not a learning network, or it is too damaged to be read as one. It was left as it is.");
    case SQLITE_CORRUPT:
      *domain_code = LNET_ERROR_DAMAGED;
      return _("This network file is damaged. It was left as it is. Restore the newest backup, or ask for help before writing to it.");
    case SQLITE_CANTOPEN:
      *domain_code = LNET_ERROR_NOT_FOUND;
      return _("The network file cannot be opened. Look whether it is still there and may be read.");
    case SQLITE_IOERR:
      *domain_code = LNET_ERROR_FAILED;
      return _("The disk did not answer as it should. Nothing was changed. Look whether it is still connected, then try again.");
    default:
      *domain_code = LNET_ERROR_FAILED;
      return _("The network file did not do what was asked. Nothing was changed.");
    }
}

void
lnet_sqlite_set_error (LnetSqlite  *self,
                       int          code,
                       GError     **error)
{
  const char *detail = self->handle != NULL ? sqlite3_errmsg (self->handle) : sqlite3_errstr (code);
  int extended = self->handle != NULL ? sqlite3_extended_errcode (self->handle) : code;
  const char *sentence;
  int domain_code;

  if ((code & 0xff) == SQLITE_INTERRUPT)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Stopped. Nothing was changed."));
      return;
    }
  sentence = sentence_for (code, &domain_code);
  g_set_error (error, LNET_ERROR, domain_code, "%s\n%s (%d)", sentence, detail, extended);
}

/* Statements are long and begin alike, and are looked up at every use. */
static guint
hash_sql (gconstpointer sql)
{
  gsize length = strlen (sql);

  return g_str_hash ((const char *) sql + (length > HASHED ? length - HASHED : 0)) + (guint) length;
}

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

static gboolean
configure (LnetSqlite      *self,
           LnetSqliteMode   mode,
           GError         **error)
{
  if (!lnet_sqlite_exec (self, "PRAGMA trusted_schema=OFF; PRAGMA foreign_keys=ON; PRAGMA mmap_size=0;"
                               "PRAGMA temp_store=MEMORY;", error))
    return FALSE;
  if (mode == LNET_SQLITE_READ_ONLY)
    return lnet_sqlite_exec (self, "PRAGMA query_only=ON; PRAGMA cache_size=-8192;", error);
  return lnet_sqlite_exec (self, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
                                 "PRAGMA cache_size=-16384;", error);
}

/* @name: @path itself, or a URI that says how to open it. */
static LnetSqlite *
open_as (const char      *path,
         const char      *name,
         LnetSqliteMode   mode,
         GError         **error)
{
  g_autoptr (LnetSqlite) self = g_new0 (LnetSqlite, 1);
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | (name != path ? SQLITE_OPEN_URI : 0);
  int code;

  self->thread = g_thread_self ();
  self->path = g_strdup (path);
  self->statements = g_hash_table_new_full (hash_sql, g_str_equal, NULL, finalize_statement);

  flags |= mode == LNET_SQLITE_MEMORY ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY
           : mode == LNET_SQLITE_READ_ONLY ? SQLITE_OPEN_READONLY
                                           : SQLITE_OPEN_READWRITE;
  code = sqlite3_open_v2 (name, &self->handle, flags, NULL);
  if (code != SQLITE_OK)
    {
      lnet_sqlite_set_error (self, code, error);
      return NULL;
    }
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MILLISECONDS);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  if (!configure (self, mode, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* Whether changes lie beside the file that are not in it yet: somebody has it open, or was stopped while writing. */
static gboolean
has_log_beside (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  GStatBuf info;

  return g_stat (wal, &info) == 0 && info.st_size > 0;
}

/* Even who only reads makes two small files beside a network, or must find them there. Where nothing can be made (a
 * folder without write permission, a read-only disk), the file is read as one that nobody changes. That misses what
 * lies beside it unwritten, so then it is refused. */
static LnetSqlite *
open_to_read (const char  *path,
              GError     **error)
{
  g_autofree char *whole = g_canonicalize_filename (path, NULL);
  g_autofree char *plain = g_filename_to_uri (whole, NULL, NULL);
  g_autofree char *unchanging = g_strconcat (plain, "?immutable=1", NULL);
  g_autoptr (GError) failure = NULL;
  g_autoptr (LnetSqlite) self = open_as (path, path, LNET_SQLITE_READ_ONLY, &failure);

  if (self != NULL && lnet_sqlite_exec (self, "PRAGMA schema_version", &failure))
    return g_steal_pointer (&self);
  if (!g_error_matches (failure, LNET_ERROR, LNET_ERROR_NOT_FOUND) &&
      !g_error_matches (failure, LNET_ERROR, LNET_ERROR_READ_ONLY))
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (has_log_beside (path))
    g_set_error (error, LNET_ERROR, LNET_ERROR_READ_ONLY, "%s\n%s",
                 _("This network was not closed when it was last worked in, and here nothing can be written to bring it "
                   "in order. It was left as it is. Copy it to a folder of your own, with the files beside it whose "
                   "names begin the same, and open it there."), failure->message);
  else
    return open_as (path, unchanging, LNET_SQLITE_READ_ONLY, error);
  return NULL;
}

/* Whether this connection may write: known for sure only when it tries. One that others are writing to may. */
static gboolean
look_whether_writable (LnetSqlite  *self,
                       GError     **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean refused = sqlite3_db_readonly (self->handle, "main") == 1;

  if (refused)
    lnet_sqlite_set_error (self, SQLITE_READONLY, error);
  else
    {
      sqlite3_busy_timeout (self->handle, 0);
      if (lnet_sqlite_exec (self, "BEGIN IMMEDIATE", &failure))
        lnet_sqlite_exec (self, "ROLLBACK", NULL);
      refused = g_error_matches (failure, LNET_ERROR, LNET_ERROR_READ_ONLY);
      if (refused)
        g_propagate_error (error, g_steal_pointer (&failure));
      sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MILLISECONDS);
    }
  return !refused;
}

LnetSqlite *
lnet_sqlite_open (const char      *path,
                  LnetSqliteMode   mode,
                  GError         **error)
{
  g_autoptr (LnetSqlite) self = NULL;

  if (mode == LNET_SQLITE_MEMORY)
    return open_as (":memory:", ":memory:", mode, error);
  if (mode == LNET_SQLITE_READ_ONLY)
    return open_to_read (path, error);
  self = open_as (path, path, mode, error);
  if (self == NULL || !look_whether_writable (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
lnet_sqlite_close (LnetSqlite *self)
{
  if (self == NULL)
    return;
  assert_thread (self);
  g_clear_pointer (&self->statements, g_hash_table_unref);
  sqlite3_close (self->handle);
  g_free (self->path);
  g_free (self);
}

sqlite3 *
lnet_sqlite_get_handle (LnetSqlite *self)
{
  return self->handle;
}

const char *
lnet_sqlite_get_path (LnetSqlite *self)
{
  return self->path;
}

/* Counts a statement about to run; FALSE when it is the one a test asked to fail. */
static gboolean
may_run (LnetSqlite  *self,
         GError     **error)
{
  self->n_run++;
  if (self->fail_at == 0 || self->n_run != self->fail_at)
    return TRUE;
  lnet_sqlite_set_error (self, SQLITE_FULL, error);
  return FALSE;
}

gboolean
lnet_sqlite_exec (LnetSqlite  *self,
                  const char  *sql,
                  GError     **error)
{
  int code;

  assert_thread (self);
  if (!may_run (self, error))
    return FALSE;
  code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);
  if (code == SQLITE_OK)
    return TRUE;
  lnet_sqlite_set_error (self, code, error);
  return FALSE;
}

sqlite3_stmt *
lnet_sqlite_prepare (LnetSqlite  *self,
                     const char  *sql,
                     GError     **error)
{
  sqlite3_stmt *statement;
  int code;

  assert_thread (self);
  statement = g_hash_table_lookup (self->statements, sql);
  if (statement != NULL)
    {
      sqlite3_reset (statement);
      sqlite3_clear_bindings (statement);
      return statement;
    }
  code = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
  if (code != SQLITE_OK)
    {
      lnet_sqlite_set_error (self, code, error);
      return NULL;
    }
  g_hash_table_insert (self->statements, (gpointer) sqlite3_sql (statement), statement);
  return statement;
}

sqlite3_stmt *
lnet_sqlite_find (LnetSqlite *self,
                  const char *sql)
{
  return g_hash_table_lookup (self->statements, sql);
}

int
lnet_sqlite_step (LnetSqlite    *self,
                  sqlite3_stmt  *statement,
                  GError       **error)
{
  int code;

  assert_thread (self);
  if (!sqlite3_stmt_busy (statement) && !may_run (self, error))
    return -1;
  code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    return 1;
  if (code != SQLITE_DONE)
    lnet_sqlite_set_error (self, code, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE ? 0 : -1;
}

gboolean
lnet_sqlite_run (LnetSqlite    *self,
                 sqlite3_stmt  *statement,
                 GError       **error)
{
  int step;

  do
    step = lnet_sqlite_step (self, statement, error);
  while (step > 0);
  return step == 0;
}

gboolean
lnet_sqlite_run_sql (LnetSqlite  *self,
                     const char  *sql,
                     GError     **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (self, sql, error);

  return statement != NULL && lnet_sqlite_run (self, statement, error);
}

gboolean
lnet_sqlite_copy (LnetSqlite  *from,
                  LnetSqlite  *to,
                  GError     **error)
{
  sqlite3_backup *copy;
  int code;

  assert_thread (from);
  assert_thread (to);
  copy = sqlite3_backup_init (to->handle, "main", from->handle, "main");
  if (copy != NULL)
    sqlite3_backup_step (copy, -1);
  code = copy != NULL ? sqlite3_backup_finish (copy) : sqlite3_errcode (to->handle);
  if (code == SQLITE_OK)
    return TRUE;
  lnet_sqlite_set_error (to, code, error);
  return FALSE;
}

gboolean
lnet_sqlite_get_integer (LnetSqlite  *self,
                         const char  *sql,
                         gint64       otherwise,
                         gint64      *value,
                         GError     **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (self, sql, error);
  int step;

  if (statement == NULL)
    return FALSE;
  step = lnet_sqlite_step (self, statement, error);
  if (step < 0)
    return FALSE;
  *value = step > 0 ? sqlite3_column_int64 (statement, 0) : otherwise;
  sqlite3_reset (statement);
  return TRUE;
}

void
lnet_sqlite_bind_text (sqlite3_stmt *statement,
                       int           position,
                       const char   *value)
{
  sqlite3_bind_text (statement, position, value, -1, SQLITE_STATIC);
}

void
lnet_sqlite_bind_integer (sqlite3_stmt *statement,
                          int           position,
                          gint64        value)
{
  sqlite3_bind_int64 (statement, position, value);
}

void
lnet_sqlite_bind_id (sqlite3_stmt *statement,
                     int           position,
                     const LnetId *value)
{
  sqlite3_bind_blob (statement, position, value, sizeof *value, SQLITE_STATIC);
}

void
lnet_sqlite_bind_bytes (sqlite3_stmt  *statement,
                        int            position,
                        gconstpointer  data,
                        gsize          size)
{
  sqlite3_bind_blob64 (statement, position, data, size, SQLITE_STATIC);
}

LnetId
lnet_sqlite_column_id (sqlite3_stmt *statement,
                       int           column)
{
  const void *bytes = sqlite3_column_blob (statement, column);
  LnetId id = lnet_id_null ();

  if (bytes != NULL && sqlite3_column_bytes (statement, column) == sizeof id)
    memcpy (&id, bytes, sizeof id);
  return id;
}

void
lnet_sqlite_fail_at (LnetSqlite *self,
                     guint       n)
{
  self->fail_at = n;
  self->n_run = 0;
}

guint
lnet_sqlite_get_n_run (LnetSqlite *self)
{
  return self->n_run;
}
