/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-member-slot.h"

G_BEGIN_DECLS

/**
 * LnetMemberSlots:
 *
 * The slots of a list that anybody holds: those of the screen and what GTK keeps around it. It owns none of them.
 */
typedef struct _LnetMemberSlots LnetMemberSlots;

LnetMemberSlots *lnet_member_slots_new (void);
void lnet_member_slots_free (LnetMemberSlots *self);

void lnet_member_slots_add (LnetMemberSlots *self, LnetMemberSlot *slot);
/** Returns: (transfer none) (nullable): NULL when nobody holds one of @position */
LnetMemberSlot *lnet_member_slots_get (LnetMemberSlots *self, guint position);
/** Those from @start to before @end. Returns: (transfer full) (element-type LnetMemberSlot) */
GPtrArray *lnet_member_slots_list (LnetMemberSlots *self, guint start, guint end);
/** The first position from @position on that has one, or G_MAXUINT. */
guint lnet_member_slots_find_next (LnetMemberSlots *self, guint position);
/** They go on without it. */
void lnet_member_slots_forget (LnetMemberSlots *self);

G_END_DECLS
