/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-message-round.h"
#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_MESSAGE_ROUND_DIALOG (lnet_message_round_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetMessageRoundDialog, lnet_message_round_dialog, LNET, MESSAGE_ROUND_DIALOG, AdwDialog)

/**
 * LnetMessageRoundDialog:
 *
 * A message that was sent: its words, when and by whom, and who got it. It can be copied, written again to the same
 * members, and deleted.
 */

/** Returns: (nullable): NULL when there is no such message, or it is in the Trash */
AdwDialog *lnet_message_round_dialog_new (LnetSession *session, const LnetId *round);

/** "Today 9:15", in the network's own time of day. Any thread. Returns: (transfer full) */
char *lnet_message_round_dup_when (const LnetMessageRound *round);

G_END_DECLS
