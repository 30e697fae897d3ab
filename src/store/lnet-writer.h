/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-changes-private.h"
#include "lnet-erasure.h"
#include "lnet-joining.h"
#include "lnet-sqlite.h"
#include "lnet-take.h"
#include "lnet-transaction-private.h"

G_BEGIN_DECLS

/**
 * LnetWriter:
 *
 * The connection that writes, and what it takes to turn a transaction into changed tables and batches of the log. It
 * lives on one thread; LnetStore gives it one.
 */
typedef struct _LnetWriter LnetWriter;

/** Makes a network file at @path, where nothing may be yet. */
gboolean lnet_writer_create_file (const char *path, const char *name, GError **error);

/** As lnet_writer_create_file(), for a network that is joined: nothing is written in it yet. */
gboolean lnet_writer_create_joined (const char *path, const LnetJoining *joining, GError **error);

/** Opens a network file for writing; an older one is copied aside and migrated. One that cannot be written is opened
 * all the same, and every commit refused. */
LnetWriter *lnet_writer_open (const char *path, GError **error);
void lnet_writer_close (LnetWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetWriter, lnet_writer_close)

const LnetId *lnet_writer_get_network (LnetWriter *self);
gboolean lnet_writer_is_read_only (LnetWriter *self);
LnetSqlite *lnet_writer_get_sqlite (LnetWriter *self);

/**
 * lnet_writer_commit:
 * @author: who works here; null: nobody said
 * @changes: what moved is put in
 * @group: (out): null when nothing changed
 */
gboolean lnet_writer_commit (LnetWriter *self, LnetTransaction *transaction, const LnetId *author,
                             GCancellable *cancellable, LnetChanges *changes, LnetId *group, GError **error);

/** Takes back @group as a new act; see lnet_store_undo_group_async(). @act is the one taken back, if wanted. */
gboolean lnet_writer_undo_group (LnetWriter *self, const LnetId *group, gboolean redo, const LnetId *author,
                                 GCancellable *cancellable, LnetChanges *changes, LnetId *undo_group, char **act,
                                 guint *n_kept, GError **error);

/** Makes the index of members anew; see lnet_store_mend_index_async(). */
gboolean lnet_writer_mend_index (LnetWriter *self, GError **error);

/**
 * lnet_writer_erase:
 *
 * Takes something out for good: in one transaction out of the tables and the log, then out of the file's free pages and
 * the copies beside it. What of the latter could not be done is told in @erasure, and tried again when the network is
 * next opened.
 */
gboolean lnet_writer_erase (LnetWriter *self, LnetErasure *erasure, const LnetId *author, GCancellable *cancellable,
                            LnetChanges *changes, LnetId *group, GError **error);

/** Takes in what another desk gives; see lnet_store_take_async(). */
gboolean lnet_writer_take (LnetWriter *self, const LnetDelivery *delivery, GCancellable *cancellable,
                           LnetChanges *changes, LnetTakeReport *report, GError **error);

/** Works all tables out anew from the log. */
gboolean lnet_writer_recompute (LnetWriter *self, LnetChanges *changes, GError **error);

/** Does what an earlier erasure could not finish; mostly that is nothing. */
void lnet_writer_go_on_erasing (LnetWriter *self);

/**
 * lnet_writer_set_bulk:
 *
 * While a file is being filled that nobody has yet, acts need not reach the disk one by one: a sample has hundreds.
 * All of them are there when this comes back from %FALSE; a crash before that leaves a file to throw away.
 */
gboolean lnet_writer_set_bulk (LnetWriter *self, gboolean bulk, GError **error);

/** Whether another process has written since the last call. */
gboolean lnet_writer_was_passed (LnetWriter *self);

G_END_DECLS
