/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-group.h"
#include "lnet-list-dialog.h"

G_BEGIN_DECLS

/**
 * lnet_group_picker_new:
 * @title: what it is chosen for ("Merge With")
 *
 * To find an organization, or a team, and choose it. Returns: (transfer floating)
 *
 * Signal `chosen (const LnetId *)`: the dialog is closed by then.
 */
AdwDialog *lnet_group_picker_new (LnetSession *session, LnetGroupKind kind, const char *title);

/** Says @sentence in place of choosing @id. */
void lnet_group_picker_leave_out (AdwDialog *picker, const LnetId *id, const char *sentence);

G_END_DECLS
