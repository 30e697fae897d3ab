/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "lnet-id.h"

G_BEGIN_DECLS

/**
 * LnetSqlite:
 *
 * A connection to a network file, for use inside store/ only. It belongs to the thread that opened it; every function
 * asserts that.
 */
typedef struct _LnetSqlite LnetSqlite;

typedef enum
{
  LNET_SQLITE_READ_ONLY,
  LNET_SQLITE_READ_WRITE,
  LNET_SQLITE_MEMORY, /* path is not looked at */
} LnetSqliteMode;

/**
 * lnet_sqlite_open:
 *
 * A file that cannot be written opens as %LNET_SQLITE_READ_ONLY wherever it lies; as %LNET_SQLITE_READ_WRITE it fails
 * with %LNET_ERROR_READ_ONLY, or %LNET_ERROR_NOT_FOUND where its folder takes no files beside it.
 */
LnetSqlite *lnet_sqlite_open (const char *path, LnetSqliteMode mode, GError **error);
void lnet_sqlite_close (LnetSqlite *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetSqlite, lnet_sqlite_close)

sqlite3 *lnet_sqlite_get_handle (LnetSqlite *self);
const char *lnet_sqlite_get_path (LnetSqlite *self);

/** Runs one or several statements that give no rows. */
gboolean lnet_sqlite_exec (LnetSqlite *self, const char *sql, GError **error);

/** Runs one statement that gives no rows and has nothing bound, and keeps it compiled: for those that run often. */
gboolean lnet_sqlite_run_sql (LnetSqlite *self, const char *sql, GError **error);

/**
 * lnet_sqlite_prepare:
 * @sql: compiled once a connection and kept; recognised by its text
 *
 * A statement ready to be bound: reset, its bindings cleared. It stays the connection's.
 * Returns: (nullable) (transfer none)
 */
sqlite3_stmt *lnet_sqlite_prepare (LnetSqlite *self, const char *sql, GError **error);

/** Returns: (nullable) (transfer none): the kept statement for @sql as it is, running or not */
sqlite3_stmt *lnet_sqlite_find (LnetSqlite *self, const char *sql);

/** The next row: 1; the end, and the statement is reset: 0; failed and reset: -1 with @error. */
int lnet_sqlite_step (LnetSqlite *self, sqlite3_stmt *statement, GError **error);

/** Runs a statement to its end, whatever rows it gives. */
gboolean lnet_sqlite_run (LnetSqlite *self, sqlite3_stmt *statement, GError **error);

/** Everything of one database in place of what is in another, all at once: for one in memory. */
gboolean lnet_sqlite_copy (LnetSqlite *from, LnetSqlite *to, GError **error);

/** The first column of the first row of @sql, @otherwise when there is none. */
gboolean lnet_sqlite_get_integer (LnetSqlite *self, const char *sql, gint64 otherwise, gint64 *value, GError **error);

/* Binding; positions count from 1. Data must live until the statement is reset. */
void lnet_sqlite_bind_text (sqlite3_stmt *statement, int position, const char *value);
void lnet_sqlite_bind_integer (sqlite3_stmt *statement, int position, gint64 value);
void lnet_sqlite_bind_id (sqlite3_stmt *statement, int position, const LnetId *value);
void lnet_sqlite_bind_bytes (sqlite3_stmt *statement, int position, gconstpointer data, gsize size);

/** The null id when the column holds no id. */
LnetId lnet_sqlite_column_id (sqlite3_stmt *statement, int column);

/** Fills @error from a result code: a sentence for people, then after a line break SQLite's own words. */
void lnet_sqlite_set_error (LnetSqlite *self, int code, GError **error);

/** For tests: the @n-th statement from now on fails as a full disk would; 0 for none. */
void lnet_sqlite_fail_at (LnetSqlite *self, guint n);

/** For tests: how many statements have run since lnet_sqlite_fail_at(). */
guint lnet_sqlite_get_n_run (LnetSqlite *self);

G_END_DECLS
