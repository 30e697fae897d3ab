/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-list-dialog.h"

G_BEGIN_DECLS

#define LNET_TYPE_HISTORY_DIALOG (lnet_history_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetHistoryDialog, lnet_history_dialog, LNET, HISTORY_DIALOG, LnetListDialog)

/** Who did what and when, the newest first. Each act can be taken back. */
AdwDialog *lnet_history_dialog_new (LnetSession *session);

G_END_DECLS
