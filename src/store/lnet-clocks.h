/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-batch.h"
#include "lnet-sqlite.h"

G_BEGIN_DECLS

/**
 * LnetClocks:
 *
 * While batches are taken in: how far each desk's log has come, and what each desk had seen when it wrote the batch at
 * hand. A desk's batches come in their order, so its clock only goes forward.
 */
typedef struct _LnetClocks LnetClocks;

/** @from_nothing: as if no batch were taken in yet, for tables that are worked out anew */
LnetClocks *lnet_clocks_new (LnetSqlite *db, gboolean from_nothing);
void lnet_clocks_free (LnetClocks *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetClocks, lnet_clocks_free)

/** How far @desk's log in @space is taken in. Both are pks. */
gboolean lnet_clocks_find_end (LnetClocks *self, gint64 space, gint64 desk, gint64 *n, GError **error);

/**
 * lnet_clocks_begin:
 * @latest: (out): whether its desk had seen all that is taken in here
 *
 * Goes on to the next batch of a desk.
 */
gboolean lnet_clocks_begin (LnetClocks *self, gint64 space, gint64 desk, const LnetBatch *batch, gboolean *latest,
                            GError **error);

/** Whether the batch at hand was written by a desk that had seen @n of @desk. */
gboolean lnet_clocks_had_seen (LnetClocks *self, gint64 desk, gint64 n);

/** The batch at hand is taken in. */
void lnet_clocks_end (LnetClocks *self);

G_END_DECLS
