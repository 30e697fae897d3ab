/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-import.h"

G_BEGIN_DECLS

#define LNET_TYPE_IMPORT_ROW_ITEM (lnet_import_row_item_get_type ())
G_DECLARE_FINAL_TYPE (LnetImportRowItem, lnet_import_row_item, LNET, IMPORT_ROW_ITEM, GObject)

/**
 * LnetImportRowItem:
 *
 * A row of a roster and its fate, as a list shows it.
 *
 * Properties, all read-only: title (the name), caption ("Line 4 · Found by e-mail address"), detail, has-detail, fate,
 * icon-name, css-classes, description (all of it in one sentence).
 */
LnetImportRowItem *lnet_import_row_item_new (const LnetImportRow *row);

G_END_DECLS
