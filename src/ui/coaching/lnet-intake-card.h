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
 * Its menu activates "maker.edit", "maker.profile" and "maker.remove" with the intake's id.
 * Signals: `leave (char *intake)`: its button.
 */

/**
 * lnet_intake_card_new:
 * @common: (nullable): times that suit the others too, as keys with spaces between; NULL: nobody else is chosen, and
 *   they cannot be taken out of the choice
 */
GtkWidget *lnet_intake_card_new (const LnetIntake *intake, const char *common);

G_END_DECLS
