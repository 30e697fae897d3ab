/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-list-dialog.h"

G_BEGIN_DECLS

#define LNET_TYPE_MESSAGES_DIALOG (lnet_messages_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetMessagesDialog, lnet_messages_dialog, LNET, MESSAGES_DIALOG, LnetListDialog)

/** The messages that were sent: when, by whom, to how many. */
AdwDialog *lnet_messages_dialog_new (LnetSession *session);

G_END_DECLS
