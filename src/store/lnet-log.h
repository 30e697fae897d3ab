/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-batch.h"
#include "lnet-desk.h"
#include "lnet-sqlite.h"

G_BEGIN_DECLS

/* The change log's tables, on the writer's connection. */

/** The id of a space: it follows from the network, the kind and the owner. */
LnetId lnet_log_space_id (const LnetId *network, const LnetSpace *space);

/** The pk of a space, which is written down if it is new. */
gboolean lnet_log_ensure_space (LnetSqlite *db, const LnetId *network, const LnetSpace *space, gint64 *pk,
                                GError **error);

/** The number the next batch gets in the order of application. */
gboolean lnet_log_next_seq (LnetSqlite *db, gint64 *seq, GError **error);

/** Milliseconds now, but never before @desk's last batch. */
gboolean lnet_log_next_wall (LnetSqlite *db, const LnetDesk *desk, gint64 *wall, GError **error);

/**
 * lnet_log_append:
 * @batch: of @desk; its space, desk, n and deps are filled in here
 * @inverse: ops that take it back, one for each op, each behind its length
 *
 * Writes a batch of this desk at the end of its log in @space. What it touches is left to the caller (LnetTouches).
 */
gboolean lnet_log_append (LnetSqlite *db, LnetDesk *desk, gint64 space, gint64 seq, LnetBatch *batch,
                          const GByteArray *inverse, GError **error);

/** Writes down a batch as it came, or was just written. The desk's vector goes on to it. */
gboolean lnet_log_insert (LnetSqlite *db, gint64 space, gint64 desk, gint64 seq, const LnetBatch *batch, GBytes *body,
                          const LnetHash *hash, const GByteArray *inverse, GError **error);

/** How far @desk's log in @space is taken in, and the chain hash there; 0 and zeros where nothing is. */
gboolean lnet_log_find_end (LnetSqlite *db, gint64 space, gint64 desk, gint64 *n, LnetHash *hash, GError **error);

G_END_DECLS
