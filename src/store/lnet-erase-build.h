/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-erasure.h"
#include "lnet-op.h"
#include "lnet-sqlite.h"
#include "lnet-transaction-private.h"

G_BEGIN_DECLS

/** An op, and the pk of the space that it is for. */
typedef struct
{
  LnetOp *op;
  gint64 space;
} LnetEraseOp;

void lnet_erase_op_free (LnetEraseOp *op);

/**
 * lnet_erase_build:
 * @follow_merges: whether who was merged with the person goes too, and is added to the roots
 *
 * What it takes to erase, in the file as it is, whatever its version: REDACTs, and cells to be emptied. Counts it in
 * @erasure. Returns: (transfer full) (element-type LnetEraseOp) (nullable)
 */
GPtrArray *lnet_erase_build (LnetSqlite *db, LnetErasure *erasure, gboolean follow_merges, GError **error);

/** The ops of lnet_erase_build() as a transaction; empty when there is nothing to erase. */
LnetTransaction *lnet_erase_build_transaction (LnetSqlite *db, LnetErasure *erasure, GError **error);

/**
 * lnet_erase_in_file:
 * @path: a backup, or another copy of the network that nobody has open; of any version
 * @had: (out): whether there was anything in it
 *
 * Takes the same rows out of a copy, and out of its log. Nothing is added to that: it stays what it was, but for what
 * is gone.
 */
gboolean lnet_erase_in_file (const char *path, LnetErasure *erasure, gboolean *had, GError **error);

/** The network's backups, and the copies that were made beside @path before it was brought to a newer version.
 * Returns: (transfer full) (element-type char*) */
GPtrArray *lnet_erase_list_copies (const char *path, const LnetId *network);

/** Remembers in the file what lnet_erase_finish() has to do. Inside the transaction that erases. */
gboolean lnet_erase_note_unfinished (LnetSqlite *db, const LnetErasure *erasure, GError **error);

/** As lnet_erase_note_unfinished(), for what another desk erased: @erased is LnetId → table. */
gboolean lnet_erase_note_elsewhere (LnetSqlite *db, GHashTable *erased, GError **error);

/** Sees to the copies beside the file, if it was a person, and to the file's free pages. What could not be done is told
 * in @erasure, and remembered. */
void lnet_erase_finish (LnetSqlite *db, const LnetId *network, LnetErasure *erasure);

/** Does what an earlier lnet_erase_finish() could not; mostly that is nothing. */
void lnet_erase_go_on (LnetSqlite *db, const LnetId *network);

G_END_DECLS
