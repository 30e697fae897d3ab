/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-member-batch.h"
#include "lnet-session.h"

G_BEGIN_DECLS

/**
 * lnet_member_batch_dialog_present:
 * @kind: any but %LNET_MEMBER_BATCH_DELETE, which asks nothing
 * @who: those it is done with
 * @n_hidden: how many of them the list does not show, which is said
 *
 * Asks what is to be set, and does it.
 */
void lnet_member_batch_dialog_present (GtkWidget *parent, LnetSession *session, LnetMemberBatchKind kind,
                                       LnetMemberOrder *who, guint n_hidden);

G_END_DECLS
