/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "lnet-members.h"

G_BEGIN_DECLS

#define LNET_TYPE_MEMBER_SLOT (lnet_member_slot_get_type ())
G_DECLARE_FINAL_TYPE (LnetMemberSlot, lnet_member_slot, LNET, MEMBER_SLOT, GObject)

/**
 * LnetMemberSlot:
 *
 * A place in the list of members, whoever stands there at the moment. When a search is typed, the same places show
 * others, and no row of the list has to be made or taken away.
 *
 * Signal `changed`: somebody else stands there, or the same one with other words.
 */
LnetMemberSlot *lnet_member_slot_new (guint position, const char *letter, LnetMemberInfo *info);

guint lnet_member_slot_get_position (LnetMemberSlot *self);
/** Returns: (transfer none) (nullable): NULL when the row has gone */
const LnetMemberInfo *lnet_member_slot_get_info (LnetMemberSlot *self);
/** The letter of the section. Returns: (transfer none) */
const char *lnet_member_slot_get_letter (LnetMemberSlot *self);
/** Takes @info; @letter must be interned. */
void lnet_member_slot_set (LnetMemberSlot *self, const char *letter, LnetMemberInfo *info);

G_END_DECLS
