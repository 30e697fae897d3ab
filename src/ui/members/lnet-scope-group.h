/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-member-scope.h"

G_BEGIN_DECLS

#define LNET_TYPE_SCOPE_GROUP (lnet_scope_group_get_type ())
G_DECLARE_FINAL_TYPE (LnetScopeGroup, lnet_scope_group, LNET, SCOPE_GROUP, AdwPreferencesGroup)

/**
 * LnetScopeGroup:
 *
 * Asks of whom something is to be made, and says how many that are.
 *
 * Signal `changed`: others are chosen.
 */

/** To be called once. @scope: (transfer full) */
void lnet_scope_group_set_scope (LnetScopeGroup *self, LnetMemberScope *scope);

/** How many are chosen. */
guint lnet_scope_group_get_n (LnetScopeGroup *self);

/** Lets @export write those who are chosen. */
void lnet_scope_group_apply (LnetScopeGroup *self, LnetExport *export);

G_END_DECLS
