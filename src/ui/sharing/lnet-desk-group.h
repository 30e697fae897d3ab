/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_DESK_GROUP (lnet_desk_group_get_type ())
G_DECLARE_FINAL_TYPE (LnetDeskGroup, lnet_desk_group, LNET, DESK_GROUP, AdwPreferencesGroup)

/**
 * LnetDeskGroup:
 *
 * What is to be said of a desk: its name, whose it is, and as what it takes part, which decides what it may read.
 *
 * Signal `changed`: something was entered.
 */

void lnet_desk_group_set_session (LnetDeskGroup *self, LnetSession *session);

void lnet_desk_group_set_name (LnetDeskGroup *self, const char *name);
/** The name, without spaces round it; "" where there is none. Returns: (transfer full) */
char *lnet_desk_group_dup_name (LnetDeskGroup *self);

void lnet_desk_group_set_member (LnetDeskGroup *self, const LnetId *member);
const LnetId *lnet_desk_group_get_member (LnetDeskGroup *self);

void lnet_desk_group_set_stance (LnetDeskGroup *self, LnetStance stance);
LnetStance lnet_desk_group_get_stance (LnetDeskGroup *self);
/** Who begins to share is a director: nothing to be chosen. */
void lnet_desk_group_hide_stance (LnetDeskGroup *self);

G_END_DECLS
