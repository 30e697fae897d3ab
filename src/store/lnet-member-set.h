/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-members.h"

G_BEGIN_DECLS

/**
 * LnetMemberSet:
 *
 * Some of a network's members, by their rows' numbers: a bit for each, so that a million of them take no more than a
 * picture does.
 */
typedef struct _LnetMemberSet LnetMemberSet;

LnetMemberSet *lnet_member_set_new (void);
LnetMemberSet *lnet_member_set_copy (const LnetMemberSet *self);
void lnet_member_set_free (LnetMemberSet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetMemberSet, lnet_member_set_free)

guint lnet_member_set_get_n (const LnetMemberSet *self);
gboolean lnet_member_set_has (const LnetMemberSet *self, gint64 pk);
/** FALSE when it was in already. */
gboolean lnet_member_set_add (LnetMemberSet *self, gint64 pk);
/** FALSE when it was not in. */
gboolean lnet_member_set_remove (LnetMemberSet *self, gint64 pk);

/** Adds who stands in @order from @start to before @end. */
void lnet_member_set_add_range (LnetMemberSet *self, LnetMemberOrder *order, guint start, guint end);
void lnet_member_set_remove_range (LnetMemberSet *self, LnetMemberOrder *order, guint start, guint end);

/** How many of @order are in it. */
guint lnet_member_set_count_in (const LnetMemberSet *self, LnetMemberOrder *order);
/** Those of @order who are in it, in the same order. Returns: (transfer full) */
LnetMemberOrder *lnet_member_set_keep (const LnetMemberSet *self, LnetMemberOrder *order);
/** Drops who is not in @order. TRUE when somebody was. */
gboolean lnet_member_set_retain (LnetMemberSet *self, LnetMemberOrder *order);

G_END_DECLS
