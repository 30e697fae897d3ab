/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-batch.h"
#include "lnet-sqlite.h"

G_BEGIN_DECLS

/* Who had seen what: the vectors that batches were written against, in whole, for the question of which write knew of
 * which. A vector never goes back, so for each two desks only its steps are kept. On the writer's connection. */

/**
 * lnet_seen_list:
 * @desk: pk
 * @vector: (element-type gint64 gint64): pk of a desk → how far; what @batch was written after is put in
 *
 * What its desk had taken in when it wrote @batch: what it says, what earlier ones of its desk said, and whatever those
 * had seen that it names. Its own log is not among it. Desks not known yet are written down.
 */
gboolean lnet_seen_list (LnetSqlite *db, gint64 space, gint64 desk, const LnetBatch *batch, GHashTable *vector,
                         GError **error);

/** The same for a batch that is taken in and noted: @desk's @n-th. */
gboolean lnet_seen_read (LnetSqlite *db, gint64 space, gint64 desk, gint64 n, GHashTable *vector, GError **error);

/** A vector for lnet_seen_list(). */
GHashTable *lnet_seen_vector_new (void);
/** 0 for a desk of which nothing is in it. */
gint64 lnet_seen_vector_get (GHashTable *vector, gint64 desk);
void lnet_seen_vector_raise (GHashTable *vector, gint64 desk, gint64 n);

/** Notes what lnet_seen_list() gives. */
gboolean lnet_seen_note (LnetSqlite *db, gint64 space, gint64 desk, const LnetBatch *batch, GError **error);

/** How far @desk had taken in @of's log when it wrote its batch @n. Of its own log, all before @n. */
gboolean lnet_seen_look (LnetSqlite *db, gint64 space, gint64 desk, gint64 n, gint64 of, gint64 *of_n, GError **error);

/** A batch within its space: the pk of its desk, and its number. */
typedef struct
{
  gint64 desk;
  gint64 n;
} LnetStamp;

/** Whether @later was written by somebody who had @earlier on the screen. */
gboolean lnet_seen_covers (LnetSqlite *db, gint64 space, const LnetStamp *later, const LnetStamp *earlier,
                           gboolean *covers, GError **error);

/** Notes that @op, a REDACT, has erased a row, or the rows that bear a name. */
gboolean lnet_seen_note_erased (LnetSqlite *db, gint64 space, const LnetOp *op, GError **error);

/** Fills the table, and that of what was erased, from the log: for a file of a version that had none. */
gboolean lnet_seen_fill (LnetSqlite *db, GError **error);

G_END_DECLS
