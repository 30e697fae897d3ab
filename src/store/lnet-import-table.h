/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-csv-reader.h"
#include "lnet-vcard-reader.h"

G_BEGIN_DECLS

/**
 * LnetImportTable:
 *
 * A file of people as rows with headings above them: a table of text as it is, or vCards, each of which becomes a row.
 * So both go the same way from here on. For workers.
 */
typedef struct _LnetImportTable LnetImportTable;

/** Fails with a sentence for people. vCards are gone through once here, so that none is damaged when rows are read. */
LnetImportTable *lnet_import_table_open (GFile *file, GCancellable *cancellable, GError **error);
void lnet_import_table_free (LnetImportTable *self);

/** The next row, headings first; good until the next one is read. NULL at the end, and with @error. */
const LnetCsvRow *lnet_import_table_next (LnetImportTable *self, GError **error);

/** The portrait of the row read last, good until the next one is read; NULL where there are no vCards. */
const LnetVcardPicture *lnet_import_table_get_picture (LnetImportTable *self);

/** 0 for vCards. */
char lnet_import_table_get_delimiter (LnetImportTable *self);
LnetTextEncoding lnet_import_table_get_encoding (LnetImportTable *self);

/** How far it is, 0 to 1. */
double lnet_import_table_get_progress (LnetImportTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetImportTable, lnet_import_table_free)

G_END_DECLS
