/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "lnet-erasure.h"
#include "lnet-reader.h"
#include "lnet-transaction.h"

G_BEGIN_DECLS

#define LNET_TYPE_STORE (lnet_store_get_type ())
G_DECLARE_FINAL_TYPE (LnetStore, lnet_store, LNET, STORE, GObject)

/**
 * LnetStore:
 *
 * An open network file. All writes go through lnet_store_commit_async(); reading is LnetReader's. The store owns one
 * writer thread; everything declared here is called on the main thread, except where it says otherwise.
 *
 * Properties: can-undo, can-redo (gboolean, notify); name (char *, the network's name, notify); read-only (gboolean,
 * settled once it is open).
 *
 * Signal `changed (LnetStore *, LnetChanges *)`: on the main thread, after a commit by this process or by another one
 * on the same file; says which tables and rows moved.
 */

/** What moved in a commit. */
typedef struct _LnetChanges LnetChanges;
#define LNET_TYPE_CHANGES (lnet_changes_get_type ())
GType lnet_changes_get_type (void) G_GNUC_CONST;
gboolean lnet_changes_has_table (const LnetChanges *self, LnetTable table);
/** Whether @row moved; also TRUE when only "anything may have moved" is known (another process wrote). */
gboolean lnet_changes_has_row (const LnetChanges *self, const LnetId *row);
/** TRUE when anything may have moved. */
gboolean lnet_changes_is_everything (const LnetChanges *self);
/** TRUE when so much has moved that reading it again takes more than a frame. */
gboolean lnet_changes_is_large (const LnetChanges *self);

/* Opening. The _async forms do all file work on the writer thread. */

/** Makes a new network file named @name at @path, which must not exist; then it is open. For subcommands and tests. */
LnetStore *lnet_store_create (const char *path, const char *name, GError **error);
void lnet_store_create_async (const char *path, const char *name, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);

/** Opens a network file: refuses foreign, newer and damaged ones with a sentence, migrates older ones (a copy
 * aside), and opens for reading what cannot be written. */
LnetStore *lnet_store_open (const char *path, GError **error);
void lnet_store_open_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data);

/** Ends lnet_store_open_async() and lnet_store_create_async(). Returns: (transfer full) */
LnetStore *lnet_store_open_finish (GAsyncResult *result, GError **error);

/** Waits for what is queued, then lets go of the file. Idempotent; dispose does it too. */
void lnet_store_close (LnetStore *self);

const char *lnet_store_get_path (LnetStore *self);
/** The network's id: the same in every copy of the file and on every desk. */
const LnetId *lnet_store_get_network (LnetStore *self);
const char *lnet_store_get_name (LnetStore *self);
/** Whether the file or its folder cannot be written: everything can be read, and each commit fails with
 * %LNET_ERROR_READ_ONLY. */
gboolean lnet_store_get_read_only (LnetStore *self);
/** The main thread's reader. Returns: (transfer none) */
LnetReader *lnet_store_get_reader (LnetStore *self);
/** A reader of its own for a worker thread; the worker drops it when done. Any thread. Returns: (transfer full) */
LnetReader *lnet_store_open_reader (LnetStore *self, GError **error);

/** Who sits here: written into the log as the author of what follows. The null id: nobody said. */
void lnet_store_set_author (LnetStore *self, const LnetId *member);
const LnetId *lnet_store_get_author (LnetStore *self);

/* Writing. */

/**
 * lnet_store_commit_async:
 * @transaction: (transfer none): not to be touched any more
 * @cancellable: (nullable): stops a long commit; then nothing of it is written
 *
 * The one door. Commits are done in the order they are handed in. On failure nothing is changed, and the error's
 * message is a sentence for people.
 */
void lnet_store_commit_async (LnetStore *self, LnetTransaction *transaction, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);

/**
 * lnet_store_commit_finish:
 * @group: (out) (optional): names this act in the log, for lnet_store_undo_group_async(); null if nothing changed
 */
gboolean lnet_store_commit_finish (LnetStore *self, GAsyncResult *result, LnetId *group, GError **error);

/** Blocks until done. For subcommands, samples and tests; never in ui/. */
gboolean lnet_store_commit (LnetStore *self, LnetTransaction *transaction, LnetId *group, GError **error);

/**
 * lnet_store_mend_index_async:
 *
 * Makes what lists and searches of members stand on anew from the members themselves: for when it is damaged
 * (%LNET_ERROR_DAMAGED from a search). Nothing else is written.
 */
void lnet_store_mend_index_async (LnetStore *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean lnet_store_mend_index_finish (LnetStore *self, GAsyncResult *result, GError **error);

/* Erasing. */

/**
 * lnet_store_erase_async:
 * @erasure: the store's until it is done; then it says what was done
 * @cancellable: (nullable): stops it while it has not yet written; then nothing is changed
 *
 * Takes something out for good: out of the tables, out of the log, out of the file's free pages, and, of a person, out
 * of the backups and copies beside the network. It cannot be taken back, and Undo forgets what came before.
 */
void lnet_store_erase_async (LnetStore *self, LnetErasure *erasure, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
gboolean lnet_store_erase_finish (LnetStore *self, GAsyncResult *result, GError **error);
/** Blocks; for subcommands and tests. */
gboolean lnet_store_erase (LnetStore *self, LnetErasure *erasure, GError **error);

/* Undo. Taking back is a commit like any other: it is in the log, and it can itself be taken back. */

/** The newest act of this window that is not taken back; redo, the last one taken back. */
void lnet_store_undo_async (LnetStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data);
void lnet_store_redo_async (LnetStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data);
/** Any act of the log, however old: what has been changed since is left alone and counted. */
void lnet_store_undo_group_async (LnetStore *self, const LnetId *group, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);

/**
 * lnet_store_undo_finish:
 * @act: (out) (optional) (transfer full): key of the act that was taken back (or done again)
 * @n_kept: (out) (optional): changes left alone because something newer stands there
 */
gboolean lnet_store_undo_finish (LnetStore *self, GAsyncResult *result, char **act, guint *n_kept, GError **error);

/** Blocks; for subcommands and tests. */
gboolean lnet_store_undo_group (LnetStore *self, const LnetId *group, guint *n_kept, GError **error);

gboolean lnet_store_get_can_undo (LnetStore *self);
gboolean lnet_store_get_can_redo (LnetStore *self);
/** Key of the act that undo (redo) would take back (do again), or NULL. Returns: (transfer none) */
const char *lnet_store_get_undo_act (LnetStore *self);
const char *lnet_store_get_redo_act (LnetStore *self);

G_END_DECLS
