/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-list-dialog.h"

G_BEGIN_DECLS

#define LNET_TYPE_DUPLICATES_DIALOG (lnet_duplicates_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetDuplicatesDialog, lnet_duplicates_dialog, LNET, DUPLICATES_DIALOG, LnetListDialog)

/** Who may be in the network twice, the surest first, each pair with the way to compare and merge the two. */
AdwDialog *lnet_duplicates_dialog_new (LnetSession *session);

G_END_DECLS
