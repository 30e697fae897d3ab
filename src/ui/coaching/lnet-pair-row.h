/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-coaching.h"
#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_PAIR_ROW (lnet_pair_row_get_type ())
G_DECLARE_FINAL_TYPE (LnetPairRow, lnet_pair_row, LNET, PAIR_ROW, AdwBin)

/**
 * LnetPairRow:
 *
 * The card of a pair in the list: avatars that meet, names, what each brings, cadence in words and as a bar, balance.
 */
GtkWidget *lnet_pair_row_new (void);
void lnet_pair_row_set_pair (LnetPairRow *self, LnetSession *session, const LnetPair *pair);

/** All of a card in one sentence, for the list item's accessible label. Returns: (transfer full) */
char *lnet_pair_row_dup_spoken (const LnetPair *pair);

G_END_DECLS
