/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "lnet-import.h"

G_BEGIN_DECLS

#define LNET_TYPE_IMPORT_DIFFERENCE_ROW (lnet_import_difference_row_get_type ())
G_DECLARE_FINAL_TYPE (LnetImportDifferenceRow, lnet_import_difference_row, LNET, IMPORT_DIFFERENCE_ROW, GtkBox)

/**
 * LnetImportDifferenceRow:
 *
 * What is here and what the file says of one thing, side by side, one of them chosen. Choosing is lnet_import_decide().
 */
GtkWidget *lnet_import_difference_row_new (void);

void lnet_import_difference_row_show (LnetImportDifferenceRow *self, LnetImport *import, guint difference);
/** Before the plan goes. */
void lnet_import_difference_row_clear (LnetImportDifferenceRow *self);

G_END_DECLS
