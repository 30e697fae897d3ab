/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-import.h"

G_BEGIN_DECLS

#define LNET_TYPE_IMPORT_ROWS (lnet_import_rows_get_type ())
G_DECLARE_FINAL_TYPE (LnetImportRows, lnet_import_rows, LNET, IMPORT_ROWS, GObject)

/** Makes the item for something of the plan, by its position there. */
typedef gpointer (*LnetImportMakeItem) (LnetImport *import, guint position);

/**
 * LnetImportRows:
 *
 * Rows, differences or additions of a planned import as a GListModel. Items are made when they are asked for, so a
 * roster of 50,000 rows costs only an array of numbers. Good until the import is planned again.
 */
LnetImportRows *lnet_import_rows_new (LnetImport *import, GType item_type, LnetImportMakeItem make);
void lnet_import_rows_add (LnetImportRows *self, guint position);
/** Positions in the plan. Returns: (transfer none) (element-type guint) */
const GArray *lnet_import_rows_get_positions (LnetImportRows *self);

G_END_DECLS
