/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-member-list.h"
#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_MEMBER_FILTER_DIALOG (lnet_member_filter_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetMemberFilterDialog, lnet_member_filter_dialog, LNET, MEMBER_FILTER_DIALOG, AdwDialog)

/**
 * lnet_member_filter_dialog_new:
 * @members: what is narrowed, at each tick
 *
 * What the list can be narrowed by: first what to look at, then the values there are, with how many have each.
 */
AdwDialog *lnet_member_filter_dialog_new (LnetSession *session, LnetMemberList *members);

G_END_DECLS
