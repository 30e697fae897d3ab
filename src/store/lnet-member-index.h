/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-sqlite.h"

G_BEGIN_DECLS

/*
 * What lists and searches of members stand on: a row for each member that is not in the Trash, with the key it sorts
 * by and what a list shows, and a full-text index of everything a member is found by. Both follow from the synced
 * tables, are never synced, and can be made anew at any time. For the writer's connection only.
 */

/** Makes the tables, empty. Part of the first migration. */
gboolean lnet_member_index_create (LnetSqlite *db, GError **error);

/**
 * lnet_member_index_update:
 * @members: (nullable) (element-type LnetId): a set of members whose own row, staff row, roles, channels, languages or
 *   tags moved, or who came out of the Trash or went there
 * @organizations: (nullable) (element-type LnetId): a set of organizations that moved; those who work there follow
 *
 * Brings the index up to date; called at the end of a commit, inside its transaction. An id that names nothing here is
 * passed over.
 */
gboolean lnet_member_index_update (LnetSqlite *db, GHashTable *members, GHashTable *organizations, GError **error);

/** Takes members out by the pk (gint64) that they had, and leaves nothing of the words they were found by. Inside a
 * transaction. */
gboolean lnet_member_index_forget (LnetSqlite *db, GArray *pks, GError **error);

/** Makes everything anew. Inside a transaction. */
gboolean lnet_member_index_rebuild (LnetSqlite *db, GError **error);

/**
 * lnet_member_index_refresh:
 * @today: (nullable): "2026-11-24"; NULL for the day it is
 * @changed: (out) (optional): whether anything was written
 *
 * What opening a network has to do, inside a transaction: everything anew when names sort by other rules than last
 * time (another language) or this program indexes differently; else only those whose roles began or ended by date
 * since the index was last written.
 */
gboolean lnet_member_index_refresh (LnetSqlite *db, const char *today, gboolean *changed, GError **error);

/** Whether lnet_member_index_refresh() would write anything; a plain read, for opening without a write. */
gboolean lnet_member_index_is_stale (LnetSqlite *db, const char *today, gboolean *stale, GError **error);

G_END_DECLS
