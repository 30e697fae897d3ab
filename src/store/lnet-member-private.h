/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-error.h"
#include "lnet-member.h"

G_BEGIN_DECLS

typedef void (*LnetMemberReadFunc) (LnetMember *self, LnetRows *rows);

/** Runs @statement with the member's id bound and hands over each row. */
gboolean lnet_member_read_each (LnetMember *self, LnetReader *reader, const LnetStatement *statement,
                                LnetMemberReadFunc read, GError **error);

/** Teams, enrolments, pairs, contributions, convenings. */
gboolean lnet_member_load_life (LnetMember *self, LnetReader *reader, GError **error);

G_END_DECLS
