/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_MEMBER_TAGS (lnet_member_tags_get_type ())
G_DECLARE_FINAL_TYPE (LnetMemberTags, lnet_member_tags, LNET, MEMBER_TAGS, AdwBin)

/**
 * LnetMemberTags:
 *
 * Staff's tags of one member: a chip for each, which takes itself away, and a row to write another one, with those in
 * use offered while one types. Each is an act of its own.
 *
 * Actions: tags.remove ("s").
 */

/** @tags: (element-type utf8) */
void lnet_member_tags_show (LnetMemberTags *self, LnetSession *session, const LnetId *member, GPtrArray *tags);

G_END_DECLS
