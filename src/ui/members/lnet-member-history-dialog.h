/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-member.h"
#include "lnet-schema.h"
#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_MEMBER_HISTORY_DIALOG (lnet_member_history_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetMemberHistoryDialog, lnet_member_history_dialog, LNET, MEMBER_HISTORY_DIALOG, AdwDialog)

/**
 * LnetMemberHistoryDialog:
 *
 * Out of the log: what was done about a member, or what one field said before, by whom and when. An earlier text can be
 * put back. Read in a worker: an act may have been an import of thousands.
 */

/** What was done about @member: her own row, roles, addresses, consents, and the staff's part where it may be seen. */
AdwDialog *lnet_member_history_dialog_new (LnetSession *session, const LnetMember *member);

/** What was done about @name's @rows (LnetId, transfer full). */
AdwDialog *lnet_member_history_dialog_new_for_rows (LnetSession *session, const char *name, GArray *rows);

/** What @field of @row said before, called @title. */
AdwDialog *lnet_member_history_dialog_new_for_field (LnetSession *session, const char *title, LnetField field,
                                                     const LnetId *row);

G_END_DECLS
