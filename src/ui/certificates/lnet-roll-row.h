/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-participant-item.h"
#include "lnet-roll-sheet.h"

G_BEGIN_DECLS

#define LNET_TYPE_ROLL_ROW (lnet_roll_row_get_type ())
G_DECLARE_FINAL_TYPE (LnetRollRow, lnet_roll_row, LNET, ROLL_ROW, GtkBox)

/**
 * LnetRollRow:
 *
 * A participant on the roll: name, how long they were not there, and a menu with what can be said of them.
 */
GtkWidget *lnet_roll_row_new (LnetRollSheet *sheet);
void lnet_roll_row_set_item (LnetRollRow *self, LnetParticipantItem *item);

/** Puts the cursor into the minutes. */
void lnet_roll_row_edit_minutes (LnetRollRow *self);

G_END_DECLS
