/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-list-dialog.h"

G_BEGIN_DECLS

#define LNET_TYPE_FIND_DIALOG (lnet_find_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetFindDialog, lnet_find_dialog, LNET, FIND_DIALOG, LnetListDialog)

/** Finds members, cohorts, pairs, passages and contributions, and goes to them. */
AdwDialog *lnet_find_dialog_new (LnetSession *session);

G_END_DECLS
