/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_SHARING_DIALOG (lnet_sharing_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetSharingDialog, lnet_sharing_dialog, LNET, SHARING_DIALOG, AdwDialog)

/** How the open network is shared with other desks, and all that can be done about it. */
AdwDialog *lnet_sharing_dialog_new (LnetSession *session);

G_END_DECLS
