/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LNET_TYPE_WEEK_GRID (lnet_week_grid_get_type ())
G_DECLARE_FINAL_TYPE (LnetWeekGrid, lnet_week_grid, LNET, WEEK_GRID, AdwBin)

/**
 * LnetWeekGrid:
 *
 * The week as a small grid of days and parts of the day, each a toggle that says when somebody has time. Arrow keys go
 * round in it, Space ticks. Its days and parts are those of %LNET_REFERENCE_SLOT.
 *
 * Properties: slots (char *: keys with spaces between, read-write, notify); editable (gboolean, construct).
 */
GtkWidget *lnet_week_grid_new (gboolean editable);

/** Returns: (transfer full) */
char *lnet_week_grid_dup_slots (LnetWeekGrid *self);
void lnet_week_grid_set_slots (LnetWeekGrid *self, const char *slots);

/** Marks those of @slots more strongly: the times that two share. NULL for none. */
void lnet_week_grid_set_common (LnetWeekGrid *self, const char *slots);

G_END_DECLS
