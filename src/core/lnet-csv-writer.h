/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LnetCsvWriter:
 *
 * Writes a table of text as RFC 4180 asks: UTF-8, commas, lines that end in CR LF. A cell that a spreadsheet program
 * would take for a formula (it begins with = + - @, a tab or a line break) gets an apostrophe before it, and
 * LnetCsvReader takes that away again: what was written is what is read.
 */
typedef struct _LnetCsvWriter LnetCsvWriter;

/**
 * lnet_csv_writer_new:
 * @mark: begin with a byte order mark, by which Excel knows UTF-8
 */
LnetCsvWriter *lnet_csv_writer_new (GOutputStream *stream, gboolean mark);

/**
 * lnet_csv_writer_open:
 *
 * Writes to @file, in place of what may be there. Until lnet_csv_writer_finish() has succeeded that stays as it was;
 * freed before, the writer leaves nothing behind. Fails with a sentence for people.
 */
LnetCsvWriter *lnet_csv_writer_open (GFile *file, gboolean mark, GCancellable *cancellable, GError **error);
void lnet_csv_writer_free (LnetCsvWriter *self);

/** NULL cells are empty ones. */
gboolean lnet_csv_writer_add_row (LnetCsvWriter *self, const char *const *cells, guint n_cells,
                                  GCancellable *cancellable, GError **error);

/** Writes what is still held back and closes the stream. */
gboolean lnet_csv_writer_finish (LnetCsvWriter *self, GCancellable *cancellable, GError **error);

/** Appends @cell to @into with the apostrophe it may need. */
void lnet_csv_protect (GString *into, const char *cell);

/** What lnet_csv_protect() was given. Returns: a place in @cell */
const char *lnet_csv_unprotect (const char *cell);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetCsvWriter, lnet_csv_writer_free)

G_END_DECLS
