/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-hash.h"
#include "lnet-sqlite.h"

G_BEGIN_DECLS

/**
 * lnet_digest_table:
 * @sum: what it is added to; begin with zeros
 *
 * Adds up a hash of every row of a synced table: its table, id, space, whether it is deleted, and its cells. A sum does
 * not depend on the order of rows, nor on numbers that are a desk's own.
 */
gboolean lnet_digest_table (LnetSqlite *db, guint table, LnetHash *sum, GError **error);

/** The same over all tables, without what never leaves this desk, and with what stands open: equal on desks that hold
 * the same batches. */
gboolean lnet_digest_shared (LnetSqlite *db, LnetHash *sum, GError **error);

/** The rows of each space apart, but for what never leaves this desk. @sums: (element-type LnetId LnetHash) */
gboolean lnet_digest_spaces (LnetSqlite *db, GHashTable *sums, GError **error);

G_END_DECLS
