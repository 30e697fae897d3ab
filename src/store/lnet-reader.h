/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "lnet-id.h"

G_BEGIN_DECLS

/**
 * LnetStatement:
 *
 * A registered query. Each file of queries in store/ declares its own as static data and lists them in
 * lnet-statements.h, where a test explains the plan of every one.
 */
typedef struct
{
  const char *name;
  const char *sql;
  /* Why this one may scan a whole table (it runs in a worker, or over a table that stays small); NULL: it may not. */
  const char *may_scan;
} LnetStatement;

#define LNET_TYPE_READER (lnet_reader_get_type ())
G_DECLARE_FINAL_TYPE (LnetReader, lnet_reader, LNET, READER, GObject)

/**
 * LnetReader:
 *
 * A read-only connection to a network file, used on the one thread that got it. Statements are compiled once and kept.
 */

/** For tests, subcommands and the shell's search; elsewhere lnet_store_get_reader() or lnet_store_open_reader(). */
LnetReader *lnet_reader_open (const char *path, GError **error);

/** Stops what runs, from any thread, when @cancellable is cancelled; until then, or NULL, replaced. */
void lnet_reader_set_cancellable (LnetReader *self, GCancellable *cancellable);

/** The network's id, as in lnet_store_get_network(). */
const LnetId *lnet_reader_get_network (LnetReader *self);

/**
 * LnetRows:
 *
 * The running of a statement. Bind, then step until FALSE, then lnet_rows_end() (or let g_autoptr do it).
 * Positions of bindings count from 1, columns from 0. One statement can run once at a time on a reader.
 */
typedef struct _LnetRows LnetRows;

LnetRows *lnet_reader_query (LnetReader *self, const LnetStatement *statement);
void lnet_rows_bind_text (LnetRows *rows, int position, const char *value);
void lnet_rows_bind_integer (LnetRows *rows, int position, gint64 value);
void lnet_rows_bind_id (LnetRows *rows, int position, const LnetId *value);
void lnet_rows_bind_bytes (LnetRows *rows, int position, gconstpointer data, gsize size);

/** The next row. FALSE at the end and when reading failed; the failure comes from lnet_rows_end(). */
gboolean lnet_rows_step (LnetRows *rows);

int lnet_rows_get_n_columns (LnetRows *rows);
gboolean lnet_rows_is_null (LnetRows *rows, int column);
/** Valid until the next step; "" for NULL. */
const char *lnet_rows_text (LnetRows *rows, int column);
/** (transfer full) (nullable): NULL for NULL. */
char *lnet_rows_dup_text (LnetRows *rows, int column);
gint64 lnet_rows_integer (LnetRows *rows, int column);
/** The null id for NULL. */
LnetId lnet_rows_id (LnetRows *rows, int column);
/** Valid until the next step. */
gconstpointer lnet_rows_bytes (LnetRows *rows, int column, gsize *size);

/** Ends the running; frees @rows. FALSE when a step had failed, with the reason. */
gboolean lnet_rows_end (LnetRows *rows, GError **error);

void lnet_rows_free (LnetRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetRows, lnet_rows_free)

G_END_DECLS
