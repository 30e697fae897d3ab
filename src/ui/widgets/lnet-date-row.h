/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LNET_TYPE_DATE_ROW (lnet_date_row_get_type ())
G_DECLARE_FINAL_TYPE (LnetDateRow, lnet_date_row, LNET, DATE_ROW, AdwActionRow)

/**
 * LnetDateRow:
 *
 * A row of a form that holds a day: what it is for as title, the day in words beneath, a calendar behind it.
 *
 * Properties: date (char *, "2026-11-24" or NULL, read-write, notify); optional (gboolean: whether it can be emptied).
 */
GtkWidget *lnet_date_row_new (void);

/** Returns: (nullable) (transfer none) */
const char *lnet_date_row_get_date (LnetDateRow *self);
void lnet_date_row_set_date (LnetDateRow *self, const char *date);

G_END_DECLS
