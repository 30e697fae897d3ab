/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_MERGE_DIALOG (lnet_merge_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetMergeDialog, lnet_merge_dialog, LNET, MERGE_DIALOG, AdwDialog)

/** Two members side by side: who stays, what of both is right where they differ, and one act that makes one of two. */
AdwDialog *lnet_merge_dialog_new (LnetSession *session, const LnetId *first, const LnetId *second);

/** As lnet_merge_dialog_new(), of two organizations. */
AdwDialog *lnet_merge_dialog_new_for_organizations (LnetSession *session, const LnetId *first, const LnetId *second);

G_END_DECLS
