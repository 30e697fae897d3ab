/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LNET_TYPE_STRATEGY_CHIPS (lnet_strategy_chips_get_type ())
G_DECLARE_FINAL_TYPE (LnetStrategyChips, lnet_strategy_chips, LNET, STRATEGY_CHIPS, AdwBin)

/**
 * LnetStrategyChips:
 *
 * The coaching strategies of the reference data as chips to tick. A strategy that a network added itself, or that a
 * later version brought, keeps its chip.
 */

/** Keys with spaces between. Returns: (transfer full) */
char *lnet_strategy_chips_dup_keys (LnetStrategyChips *self);
void lnet_strategy_chips_set_keys (LnetStrategyChips *self, const char *keys);

/** A row of chips that only tell. Returns: (transfer floating) */
GtkWidget *lnet_strategy_chips_new_plain (const char *keys);

G_END_DECLS
