/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-participant-item.h"

G_BEGIN_DECLS

#define LNET_TYPE_PARTICIPANT_ROW (lnet_participant_row_get_type ())
G_DECLARE_FINAL_TYPE (LnetParticipantRow, lnet_participant_row, LNET, PARTICIPANT_ROW, GtkWidget)

/**
 * LnetParticipantRow:
 *
 * A row of the grid: name, strip, hours, CEU, forecast, each in its column, or in little room one under the other. The
 * row of headings is one as well, with the modules' numbers for a strip.
 *
 * Properties: compact (gboolean: one under the other), item (LnetParticipantItem, nullable).
 */
GtkWidget *lnet_participant_row_new (void);
void lnet_participant_row_set_item (LnetParticipantRow *self, LnetParticipantItem *item);

/** Makes it the row of headings for @program. */
void lnet_participant_row_set_headings (LnetParticipantRow *self, LnetProgram *program);

G_END_DECLS
