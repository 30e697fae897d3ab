/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-import.h"

G_BEGIN_DECLS

#define LNET_TYPE_IMPORT_ROWS (lnet_import_rows_get_type ())
G_DECLARE_FINAL_TYPE (LnetImportRows, lnet_import_rows, LNET, IMPORT_ROWS, GObject)

/**
 * LnetImportRows:
 *
 * The rows of a planned import as a GListModel of LnetImportRowItem. Items are made when they are asked for, so a
 * roster of 50,000 rows costs only an array of numbers.
 *
 * lnet_import_rows_new:
 * @fate: only rows with this fate; %LNET_IMPORT_N_FATES for all
 */
LnetImportRows *lnet_import_rows_new (LnetImport *import, LnetImportFate fate);

G_END_DECLS
