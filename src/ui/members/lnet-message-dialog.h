/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-message-reach.h"
#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_MESSAGE_DIALOG (lnet_message_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetMessageDialog, lnet_message_dialog, LNET, MESSAGE_DIALOG, AdwDialog)

/**
 * LnetMessageDialog:
 *
 * A text message or an e-mail to some members: it shows who gets it, who does not and why, counts, and hands over to
 * the program that sends, or to the clipboard. What was handed over is noted as a message round when somebody says
 * that it was sent. For directors and facilitators, in a network that can be written to.
 */

/** To all whom the list of members shows under @filter (nullable) and @typed (nullable). */
AdwDialog *lnet_message_dialog_new_for_search (LnetSession *session, const LnetMemberFilter *filter,
                                               const char *typed);

/** To those of @order. */
AdwDialog *lnet_message_dialog_new_for_order (LnetSession *session, LnetMemberOrder *order);

/**
 * lnet_message_dialog_new_for_members:
 * @ids: (element-type LnetId): copied
 * @channel: the way to begin with, where it is possible
 */
AdwDialog *lnet_message_dialog_new_for_members (LnetSession *session, GArray *ids, LnetMessageChannel channel);

/** Words to begin with. Before the dialog is presented. */
void lnet_message_dialog_set_words (LnetMessageDialog *self, const char *subject, const char *body);

/** Whether members can be written to from here: not as a participant, and not where nothing can be noted. */
gboolean lnet_message_dialog_is_possible (LnetSession *session);

G_END_DECLS
