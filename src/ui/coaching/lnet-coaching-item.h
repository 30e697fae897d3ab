/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "lnet-coaching.h"

G_BEGIN_DECLS

#define LNET_TYPE_COACHING_ITEM (lnet_coaching_item_get_type ())
G_DECLARE_FINAL_TYPE (LnetCoachingItem, lnet_coaching_item, LNET, COACHING_ITEM, GObject)

/**
 * LnetCoachingItem:
 *
 * A pair, or somebody in the pool, as a list shows it. Properties: chosen (gboolean, read-write, notify): picked to be
 * made a pair of.
 */
LnetCoachingItem *lnet_coaching_item_new_pair (LnetPair *pair);
LnetCoachingItem *lnet_coaching_item_new_intake (LnetIntake *intake);

/** Returns: (nullable) (transfer none) */
LnetPair *lnet_coaching_item_get_pair (LnetCoachingItem *self);
LnetIntake *lnet_coaching_item_get_intake (LnetCoachingItem *self);

/** The pair's or the intake's id. */
const LnetId *lnet_coaching_item_get_id (LnetCoachingItem *self);

/** Items with an equal number stand under one heading: an LnetCadenceState, or waiting (0) and paired (1). */
guint lnet_coaching_item_get_section (LnetCoachingItem *self);

gboolean lnet_coaching_item_get_chosen (LnetCoachingItem *self);
void lnet_coaching_item_set_chosen (LnetCoachingItem *self, gboolean chosen);

/** Whether both show the same thing in the same words. */
gboolean lnet_coaching_item_looks_like (LnetCoachingItem *self, LnetCoachingItem *other);

/** Takes over what a newer reading of the same, that looks the same, holds. */
void lnet_coaching_item_update (LnetCoachingItem *self, LnetCoachingItem *newer);

/** Whether every word of @folded (see lnet_name_fold()) is in its names. */
gboolean lnet_coaching_item_matches (LnetCoachingItem *self, const char *folded);

G_END_DECLS
