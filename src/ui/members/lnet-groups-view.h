/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-group.h"
#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_GROUPS_VIEW (lnet_groups_view_get_type ())
G_DECLARE_FINAL_TYPE (LnetGroupsView, lnet_groups_view, LNET, GROUPS_VIEW, AdwBin)

/**
 * LnetGroupsView:
 *
 * The organizations of a network, or its teams: a list to search, and the page of the one that is chosen. A part of the
 * Members room.
 *
 * Properties: narrow (gboolean): list and page become one.
 * Actions: groups.add, groups.edit, groups.delete, groups.merge, groups.history, groups.next, groups.previous.
 */

/** @views: the menu to change to what else the room shows */
GtkWidget *lnet_groups_view_new (LnetSession *session, LnetGroupKind kind, GMenuModel *views);

void lnet_groups_view_begin_search (LnetGroupsView *self);

/** Shows the page of @id. */
void lnet_groups_view_open (LnetGroupsView *self, const LnetId *id);

/** What is open; the null id: nothing. */
const LnetId *lnet_groups_view_get_current (LnetGroupsView *self);

G_END_DECLS
