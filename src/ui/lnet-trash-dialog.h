/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-list-dialog.h"

G_BEGIN_DECLS

#define LNET_TYPE_TRASH_DIALOG (lnet_trash_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetTrashDialog, lnet_trash_dialog, LNET, TRASH_DIALOG, LnetListDialog)

/** What was deleted, to be looked through and put back. */
AdwDialog *lnet_trash_dialog_new (LnetSession *session);

G_END_DECLS
