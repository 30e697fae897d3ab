/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LNET_TYPE_DATE_ENTRY_ROW (lnet_date_entry_row_get_type ())
G_DECLARE_FINAL_TYPE (LnetDateEntryRow, lnet_date_entry_row, LNET, DATE_ENTRY_ROW, AdwEntryRow)

/**
 * LnetDateEntryRow:
 *
 * A row of a form for a date as far as it is known: a day, a month ("August 2019", "2019-08") or a year, typed in any
 * of the ways people write dates, or taken from a calendar. What is no date is said, and marked as invalid.
 *
 * Property: valid (gboolean, notify).
 */
GtkWidget *lnet_date_entry_row_new (void);

/** "2019-08-03", "2019-08" or "2019". Returns: (transfer full) (nullable): NULL when empty, or no date */
char *lnet_date_entry_row_dup_date (LnetDateEntryRow *self);
void lnet_date_entry_row_set_date (LnetDateEntryRow *self, const char *date);

/** What it asks for has been: a day still to come is doubtful, and a sentence says so. It is a date all the same. */
void lnet_date_entry_row_set_past (LnetDateEntryRow *self);

/** Whether it is empty or a date. */
gboolean lnet_date_entry_row_get_valid (LnetDateEntryRow *self);

G_END_DECLS
