/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-members.h"

G_BEGIN_DECLS

/* Making an order; who makes it hands it out only when it is done. */

LnetMemberOrder *lnet_member_order_new (void);
/** @letter is interned, so that equal letters are one pointer. */
void lnet_member_order_append (LnetMemberOrder *self, gint64 pk, const char *letter);

/** All rows' numbers, for loops over everybody. Returns: (transfer none) (array length=n) */
const gint64 *lnet_member_order_get_pks (LnetMemberOrder *self, guint *n);

/**
 * lnet_member_order_take_head:
 * @head: (transfer full) (element-type utf8): what the first members are found by, each word with a space before it
 */
void lnet_member_order_take_head (LnetMemberOrder *self, GPtrArray *head);

G_END_DECLS
