/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-coaching-item.h"

G_BEGIN_DECLS

#define LNET_TYPE_INTAKE_ROW (lnet_intake_row_get_type ())
G_DECLARE_FINAL_TYPE (LnetIntakeRow, lnet_intake_row, LNET, INTAKE_ROW, AdwBin)

/**
 * LnetIntakeRow:
 *
 * Somebody in the pool: a tick when they are chosen, name, who they are, since when they wait, what they bring and what
 * they want to think about.
 */
GtkWidget *lnet_intake_row_new (void);

/** @item: (nullable): NULL lets go of the one that was shown */
void lnet_intake_row_set_item (LnetIntakeRow *self, LnetCoachingItem *item, gboolean can_choose, const char *today);

/** All of it in one sentence, for the list item's accessible label. Returns: (transfer full) */
char *lnet_intake_row_dup_spoken (LnetCoachingItem *item, const char *today);

G_END_DECLS
