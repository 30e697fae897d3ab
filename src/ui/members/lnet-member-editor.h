/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-member.h"
#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_MEMBER_EDITOR (lnet_member_editor_get_type ())
G_DECLARE_FINAL_TYPE (LnetMemberEditor, lnet_member_editor, LNET, MEMBER_EDITOR, AdwDialog)

/**
 * LnetMemberEditor:
 *
 * The form for everything that is written down about a member. Closing it with something written in it asks first.
 *
 * Signal `saved (const LnetId *)`: the member is in the network.
 */

/** @member: (nullable) (transfer full): whom to change; NULL to add somebody */
LnetMemberEditor *lnet_member_editor_new (LnetSession *session, LnetMember *member);

G_END_DECLS
