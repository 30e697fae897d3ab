/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-sqlite.h"

G_BEGIN_DECLS

/**
 * lnet_redact_log:
 * @erased: rows that are no longer in the tables: LnetId → table as a pointer
 *
 * Takes what was ever said of some rows out of the log: each op on them is blanked, and what would take it back. The
 * batches stay, and their hashes with them. Inside a transaction.
 */
gboolean lnet_redact_log (LnetSqlite *db, GHashTable *erased, GCancellable *cancellable, GError **error);

/** Leaves nothing in the file's free pages and its journal. Outside a transaction; takes as long as copying it.
 * FALSE also when somebody else reads the file and would not make way. */
gboolean lnet_redact_tidy (LnetSqlite *db, GError **error);

G_END_DECLS
