/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-op.h"
#include "lnet-transaction.h"

G_BEGIN_DECLS

/* What the store, the samples and tests need beyond the public header. */

/** Dates the act, for samples and tests: milliseconds since 1970. Must not lie before the desk's last act. */
void lnet_transaction_set_wall (LnetTransaction *self, gint64 wall);
/** Writes the act in @member's name, whoever works here. */
void lnet_transaction_set_author (LnetTransaction *self, const LnetId *member);
/** Marks it as taking back @group. */
void lnet_transaction_set_undoes (LnetTransaction *self, const LnetId *group);

/** Appends an op; taken over. */
void lnet_transaction_take_op (LnetTransaction *self, LnetOp *op);

/** Content that comes with an attachment, sealed; @hash is that of @sealed. See lnet_attachment_add(). */
void lnet_transaction_put_content (LnetTransaction *self, const char *hash, GBytes *sealed);
/** By hash, GBytes. Returns: (transfer none) */
GHashTable *lnet_transaction_get_contents (LnetTransaction *self);

GPtrArray *lnet_transaction_get_ops (LnetTransaction *self);
const char *lnet_transaction_get_act (LnetTransaction *self);
gint64 lnet_transaction_get_wall (LnetTransaction *self);
const LnetId *lnet_transaction_get_author (LnetTransaction *self);
const LnetId *lnet_transaction_get_undoes (LnetTransaction *self);
void lnet_transaction_set_n_done (LnetTransaction *self, guint n_done);

G_END_DECLS
