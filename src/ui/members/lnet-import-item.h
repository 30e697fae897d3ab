/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-import.h"

G_BEGIN_DECLS

#define LNET_TYPE_IMPORT_ITEM (lnet_import_item_get_type ())
G_DECLARE_FINAL_TYPE (LnetImportItem, lnet_import_item, LNET, IMPORT_ITEM, GObject)

/**
 * LnetImportItem:
 *
 * A difference or an addition in a list, by its position in the plan.
 */
gpointer lnet_import_item_new (LnetImport *import, guint position);
guint lnet_import_item_get_position (LnetImportItem *self);

G_END_DECLS
