/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_WORKING_AS_DIALOG (lnet_working_as_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetWorkingAsDialog, lnet_working_as_dialog, LNET, WORKING_AS_DIALOG, AdwDialog)

/** Who works here, and from where they look at the network. What is chosen counts at once. */
AdwDialog *lnet_working_as_dialog_new (LnetSession *session);

G_END_DECLS
