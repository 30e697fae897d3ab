/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-line.h"

G_BEGIN_DECLS

#define LNET_TYPE_LINE_ROW (lnet_line_row_get_type ())
G_DECLARE_FINAL_TYPE (LnetLineRow, lnet_line_row, LNET, LINE_ROW, AdwBin)

/**
 * LnetLineRow:
 *
 * The inside of a row that shows an LnetLine.
 *
 * Signals `acted (LnetLine *)`, `second-acted (LnetLine *)`: the line's button was pressed, or its second one.
 */
GtkWidget *lnet_line_row_new (void);

/** Shows @line; NULL for none. */
void lnet_line_row_set_line (LnetLineRow *self, LnetLine *line);

/**
 * lnet_line_factory_new:
 * @acted: (nullable): void (*) (owner, LnetLine *): a line's button was pressed
 * @owner: (nullable): who hears it, while it lives
 *
 * Makes rows for a list of LnetLine. Returns: (transfer full)
 */
GtkListItemFactory *lnet_line_factory_new (GCallback acted, gpointer owner);

/** As @acted, for the second button; before the first row is made. */
void lnet_line_factory_hear_second (GtkListItemFactory *factory, GCallback acted, gpointer owner);

G_END_DECLS
