/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-attachment.h"
#include "lnet-sqlite.h"

G_BEGIN_DECLS

/** Writes sealed contents that came with a transaction, within the SQLite transaction that writes its rows. */
gboolean lnet_attachment_write (LnetSqlite *db, GHashTable *contents, GError **error);

/**
 * lnet_attachment_remove_of:
 *
 * Takes the contents of everything that is or was @owner's out of the file, for good: undo brings back a row, not what
 * it showed. For erasing somebody, before their rows are blanked; within a SQLite transaction.
 */
gboolean lnet_attachment_remove_of (LnetSqlite *db, const LnetId *owner, guint *n_removed, GError **error);

/** Counts attachments whose content is not in the file, and those whose content is not what was put in. */
gboolean lnet_attachment_check (LnetSqlite *db, GCancellable *cancellable, guint *n_missing, guint *n_altered,
                                GError **error);

G_END_DECLS
