/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-member.h"
#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_MEMBER_PROFILE (lnet_member_profile_get_type ())
G_DECLARE_FINAL_TYPE (LnetMemberProfile, lnet_member_profile, LNET, MEMBER_PROFILE, AdwBin)

/**
 * LnetMemberProfile:
 *
 * All that is known of one member, in groups; what was not written down takes no room. What only directors and
 * facilitators may see is left out for a participant who looks at somebody else.
 */
void lnet_member_profile_set_session (LnetMemberProfile *self, LnetSession *session);

/** @member: (transfer full) */
void lnet_member_profile_set_member (LnetMemberProfile *self, LnetMember *member);

void lnet_member_profile_scroll_to_top (LnetMemberProfile *self);

/** What a member is dragged by. Returns: (transfer none) */
GtkWidget *lnet_member_profile_get_portrait (LnetMemberProfile *self);

G_END_DECLS
