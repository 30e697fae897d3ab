/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-session.h"

G_BEGIN_DECLS

/**
 * lnet_avatar_show_member:
 * @member: the null id: nobody
 *
 * Shows @member's portrait in @avatar in place of the initials of its text, once it is loaded. For avatars of rows and
 * cards; a profile loads a larger one.
 */
void lnet_avatar_show_member (AdwAvatar *avatar, LnetSession *session, const LnetId *member);

G_END_DECLS
