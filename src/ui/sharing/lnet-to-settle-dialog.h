/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-list-dialog.h"

G_BEGIN_DECLS

#define LNET_TYPE_TO_SETTLE_DIALOG (lnet_to_settle_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetToSettleDialog, lnet_to_settle_dialog, LNET, TO_SETTLE_DIALOG, LnetListDialog)

/** What was written on two desks at the same time and is to be settled, and what came and still waits. */
AdwDialog *lnet_to_settle_dialog_new (LnetSession *session);

G_END_DECLS
