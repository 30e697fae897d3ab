/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-store.h"

G_BEGIN_DECLS

typedef enum
{
  LNET_EXPORT_CSV,
  LNET_EXPORT_VCARD_3,
  LNET_EXPORT_VCARD_4,
} LnetExportFormat;

/** vCards 3.0 for a name that ends in ".vcf", and CSV for any other. */
LnetExportFormat lnet_export_guess_format (GFile *to);

/**
 * lnet_export_members:
 * @to: written in place of what may be there, once it is complete
 * @n_rows: (out) (optional): how many members were written
 *
 * Writes all members, the Trash left out, in order of name.
 *
 * As CSV: UTF-8 with a byte order mark, one row a member, as many columns for phones, e-mail addresses and roles as
 * somebody has. It holds what staff sees, notes included. As vCards: what a contacts program can hold, and nothing of
 * the staff space. Import takes either back in as nothing new. Blocks.
 */
gboolean lnet_export_members (LnetReader *reader, GFile *to, LnetExportFormat format, guint *n_rows,
                              GCancellable *cancellable, GError **error);

/** The same in a worker with its own reader. */
void lnet_export_members_async (LnetStore *store, GFile *to, LnetExportFormat format, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
gboolean lnet_export_members_finish (LnetStore *store, GAsyncResult *result, guint *n_rows, GError **error);

G_END_DECLS
