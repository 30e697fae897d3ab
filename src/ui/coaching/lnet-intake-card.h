/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-coaching.h"

G_BEGIN_DECLS

#define LNET_TYPE_INTAKE_CARD (lnet_intake_card_get_type ())
G_DECLARE_FINAL_TYPE (LnetIntakeCard, lnet_intake_card, LNET, INTAKE_CARD, AdwBin)

/**
 * LnetIntakeCard:
 *
 * All that somebody says for the pool: wisdom to share, wishes, languages, how they like to meet, and when, as a week.
 *
 * Signals: `edit (char *intake)`, `leave (char *intake)`: its buttons.
 */

/** @can_leave: whether it offers to take them out of the choice */
GtkWidget *lnet_intake_card_new (const LnetIntake *intake, gboolean can_leave);

G_END_DECLS
