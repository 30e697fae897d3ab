/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-coaching.h"
#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_SESSION_DIALOG (lnet_session_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetSessionDialog, lnet_session_dialog, LNET, SESSION_DIALOG, AdwDialog)

/**
 * LnetSessionDialog:
 *
 * To log that a pair met. The strength that was seen comes first. A partner writes their own voice; who sits beside
 * them may write theirs too. Who is no partner only logs that they met.
 *
 * Actions: dialog.save, dialog.swap.
 */

/** @sessions: (element-type LnetCoachingSession): the pair's; @before: (nullable): the one of them to change */
AdwDialog *lnet_session_dialog_new (LnetSession *session, LnetPair *pair, GPtrArray *sessions,
                                    const LnetCoachingSession *before);

G_END_DECLS
