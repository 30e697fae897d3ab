/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "lnet-text-encoding.h"

G_BEGIN_DECLS

/* Limits, checked before anything is made of what they limit. */
#define LNET_CSV_MAX_CELL (1024 * 1024) /* bytes of UTF-8 */
#define LNET_CSV_MAX_ROW (4 * LNET_CSV_MAX_CELL)
#define LNET_CSV_MAX_COLUMNS 1000
#define LNET_CSV_MAX_ROWS 5000000

/**
 * LnetCsvReader:
 *
 * Reads a table of text row by row (RFC 4180, and what comes in real life): delimiter , ; tab or | found from the first
 * lines; quoted line breaks; doubled quotes; quotes that mean nothing; lines that end in CR, LF or both; Excel's
 * "sep=;" line. Cells that LnetCsvWriter defused come back as they were. Lines without anything are left out. Used on
 * one thread; it does file work and is for workers.
 */
typedef struct _LnetCsvReader LnetCsvReader;

/** A row; it belongs to the reader and is good until the next one is read. */
typedef struct
{
  guint line; /* of the file, from 1, where the row begins */
  guint n_cells;
  const char *const *cells; /* never NULL inside */
  gboolean stray_quote;     /* a quotation mark was opened and never closed; it was read as a plain one */
} LnetCsvRow;

/**
 * lnet_csv_reader_open:
 *
 * Opens @file and finds its encoding and delimiter; the file is read twice for that. Fails with a sentence for people:
 * not there, a folder, a pipe, empty, not text.
 */
LnetCsvReader *lnet_csv_reader_open (GFile *file, GCancellable *cancellable, GError **error);

/** Reads from memory. @text is copied. */
LnetCsvReader *lnet_csv_reader_new_for_data (const void *data, gsize length, GError **error);
void lnet_csv_reader_free (LnetCsvReader *self);

/** The next row; NULL at the end, and with @error when it cannot be read. */
const LnetCsvRow *lnet_csv_reader_next (LnetCsvReader *self, GError **error);

char lnet_csv_reader_get_delimiter (LnetCsvReader *self);
LnetTextEncoding lnet_csv_reader_get_encoding (LnetCsvReader *self);

/** How far it is, 0 to 1. */
double lnet_csv_reader_get_progress (LnetCsvReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetCsvReader, lnet_csv_reader_free)

G_END_DECLS
