/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_CONTRIBUTION_CARD (lnet_contribution_card_get_type ())
G_DECLARE_FINAL_TYPE (LnetContributionCard, lnet_contribution_card, LNET, CONTRIBUTION_CARD, GtkBox)

/**
 * LnetContributionCard:
 *
 * Words as they were said, with translation, whose they are, where they come from and where they went. It follows
 * changes of its contribution, and can be dragged onto a passage.
 */
GtkWidget *lnet_contribution_card_new (LnetSession *session);

/** Shows a contribution; NULL empties the card. @linked: it stands among the words of the current passage. */
void lnet_contribution_card_set_id (LnetContributionCard *self, const LnetId *id, gboolean linked);

/** All it says, for a list item's accessible label. Returns: (transfer none) */
const char *lnet_contribution_card_get_spoken (LnetContributionCard *self);

G_END_DECLS
