/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-apply.h"
#include "lnet-transaction-private.h"

G_BEGIN_DECLS

/**
 * lnet_undo_build:
 * @group: the act to take back
 * @redo: whether that act was itself a taking back, which is to be called "redo"
 * @act: (out) (optional) (transfer full): key of the act taken back
 * @n_kept: (out): how many of its changes are left alone, because something newer stands there
 *
 * The transaction that takes an act back, as things stand. Runs on the writer's thread.
 * Returns: (transfer full) (nullable)
 */
LnetTransaction *lnet_undo_build (LnetSqlite *db, LnetApply *apply, const LnetId *group, gboolean redo, char **act,
                                  guint *n_kept, GError **error);

G_END_DECLS
