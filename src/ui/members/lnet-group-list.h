/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "lnet-group.h"
#include "lnet-store.h"

G_BEGIN_DECLS

#define LNET_TYPE_GROUP_ITEM (lnet_group_item_get_type ())
G_DECLARE_FINAL_TYPE (LnetGroupItem, lnet_group_item, LNET, GROUP_ITEM, GObject)

const LnetGroupInfo *lnet_group_item_get_info (LnetGroupItem *self);

#define LNET_TYPE_GROUP_LIST (lnet_group_list_get_type ())
G_DECLARE_FINAL_TYPE (LnetGroupList, lnet_group_list, LNET, GROUP_LIST, GObject)

/**
 * LnetGroupList:
 *
 * All organizations, or all teams, as a list by name that can be searched. It is read in a worker, and again when the
 * network changes; an item is made for a row that is shown.
 *
 * Signal `settled`: it was read, or searched.
 */
LnetGroupList *lnet_group_list_new (LnetStore *store, LnetGroupKind kind);

/** Whether it has been read at all. */
gboolean lnet_group_list_is_read (LnetGroupList *self);

/** What is in the way of reading it; NULL: nothing. Returns: (nullable) (transfer none) */
const GError *lnet_group_list_get_error (LnetGroupList *self);

/** How many there are; g_list_model_get_n_items() says how many were found. */
guint lnet_group_list_get_n_all (LnetGroupList *self);

void lnet_group_list_set_search (LnetGroupList *self, const char *typed);
const char *lnet_group_list_get_search (LnetGroupList *self);

/** Where @id stands among those found; GTK_INVALID_LIST_POSITION: it does not. */
guint lnet_group_list_find (LnetGroupList *self, const LnetId *id);
LnetId lnet_group_list_get_id (LnetGroupList *self, guint position);

G_END_DECLS
