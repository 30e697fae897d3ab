/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-member-list.h"
#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_SAVED_FILTERS_GROUP (lnet_saved_filters_group_get_type ())
G_DECLARE_FINAL_TYPE (LnetSavedFiltersGroup, lnet_saved_filters_group, LNET, SAVED_FILTERS_GROUP, AdwPreferencesGroup)

/**
 * LnetSavedFiltersGroup:
 *
 * The saved filters to choose from, to rename and to delete; and how the list is looked at now, to be saved under a
 * name.
 *
 * Signals: `chosen`: the list is looked at as one of them says; `deleted (AdwToast *)`: a message with Undo, for where
 * it can be seen.
 */

/** To be called once. */
void lnet_saved_filters_group_set_list (LnetSavedFiltersGroup *self, LnetSession *session, LnetMemberList *members);

G_END_DECLS
