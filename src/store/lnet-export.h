/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-store.h"

G_BEGIN_DECLS

/**
 * lnet_export_members:
 * @to: written in place of what may be there, once it is complete
 * @n_rows: (out) (optional): how many members were written
 *
 * Writes all members, the Trash left out, to a CSV file in order of name: UTF-8 with a byte order mark, one row a
 * member, as many columns for phones, e-mail addresses and roles as somebody has. Import takes the file back in as
 * nothing new. It holds what staff sees, notes included. Blocks.
 */
gboolean lnet_export_members (LnetReader *reader, GFile *to, guint *n_rows, GCancellable *cancellable, GError **error);

/** The same in a worker with its own reader. */
void lnet_export_members_async (LnetStore *store, GFile *to, GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean lnet_export_members_finish (LnetStore *store, GAsyncResult *result, guint *n_rows, GError **error);

G_END_DECLS
