/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-member.h"
#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_PROFILE_PORTRAIT (lnet_profile_portrait_get_type ())
G_DECLARE_FINAL_TYPE (LnetProfilePortrait, lnet_profile_portrait, LNET, PROFILE_PORTRAIT, AdwBin)

/**
 * LnetProfilePortrait:
 *
 * A member's portrait on their profile, or their initials. A picture file can be dropped on it; its menu chooses one,
 * takes one from the clipboard, or removes what is there. Each is one act with Undo.
 */
void lnet_profile_portrait_set_session (LnetProfilePortrait *self, LnetSession *session);
void lnet_profile_portrait_set_member (LnetProfilePortrait *self, const LnetMember *member);

/** Makes a portrait of @file, as if it had been dropped. */
void lnet_profile_portrait_take_file (LnetProfilePortrait *self, GFile *file);

G_END_DECLS
