/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-batch.h"
#include "lnet-sqlite.h"

G_BEGIN_DECLS

/* Who had seen what: the vectors that batches were written against, in whole, for the question of which write knew of
 * which. A vector never goes back, so for each two desks only its steps are kept. On the writer's connection. */

/** Notes what @batch says its desk had taken in. @space and @desk are pks. Desks not known yet are written down. */
gboolean lnet_seen_note (LnetSqlite *db, gint64 space, gint64 desk, const LnetBatch *batch, GError **error);

/** How far @desk had taken in @of's log when it wrote its batch @n. Of its own log, all before @n. */
gboolean lnet_seen_look (LnetSqlite *db, gint64 space, gint64 desk, gint64 n, gint64 of, gint64 *of_n, GError **error);

/** Notes that @op, a REDACT, has erased a row, or the rows that bear a name. */
gboolean lnet_seen_note_erased (LnetSqlite *db, gint64 space, const LnetOp *op, GError **error);

/** Fills the table, and that of what was erased, from the log: for a file of a version that had none. */
gboolean lnet_seen_fill (LnetSqlite *db, GError **error);

G_END_DECLS
