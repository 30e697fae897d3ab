/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** What a check of a network file found. */
typedef struct
{
  guint64 n_members; /* not in the Trash */
  guint64 n_batches;
  guint n_elsewhere; /* pictures and files that are not here, where several desks write: another may hold them */
  char *digest;      /* equal on two desks that hold the same batches; hexadecimal */
  GPtrArray *problems; /* (element-type utf8): sentences for people; empty: all is well */
} LnetCheck;

void lnet_check_free (LnetCheck *check);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetCheck, lnet_check_free)

/**
 * lnet_check_run:
 *
 * Looks whether a file is sound: SQLite's own structure, every chain of the log, and that the tables are what the log
 * gives when it is folded from nothing. Reads only. Takes long with a large network: run it in a worker.
 *
 * Returns: (transfer full) (nullable): what was found; NULL when the file could not be checked at all
 */
LnetCheck *lnet_check_run (const char *path, GCancellable *cancellable, GError **error);

G_END_DECLS
