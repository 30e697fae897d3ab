/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-roster.h"
#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_DESK_DIALOG (lnet_desk_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetDeskDialog, lnet_desk_dialog, LNET, DESK_DIALOG, AdwDialog)

/**
 * LnetDeskDialog:
 *
 * Signal `done (const char *message)`: what was asked for is done.
 */

/** To begin sharing: this desk gets a name, and is the first. */
AdwDialog *lnet_desk_dialog_new_begin (LnetSession *session);

/** To change a desk, or to remove it. */
AdwDialog *lnet_desk_dialog_new_edit (LnetSession *session, const LnetRosterDesk *desk);

G_END_DECLS
