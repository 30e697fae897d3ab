/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-member-batch.h"
#include "lnet-session.h"

G_BEGIN_DECLS

/**
 * lnet_member_batch_run_async:
 * @parent: where a progress dialog belongs
 *
 * Plans and writes @batch without holding anything up; from many members on with a dialog that shows how far it is and
 * stops it. What came of it is said, with Undo; stopped, nothing was changed.
 */
void lnet_member_batch_run_async (GtkWidget *parent, LnetSession *session, LnetMemberBatch *batch,
                                  GAsyncReadyCallback callback, gpointer user_data);
/** Whether it was done, if only to find that it was so already. What failed has been shown. */
gboolean lnet_member_batch_run_finish (GAsyncResult *result);

G_END_DECLS
