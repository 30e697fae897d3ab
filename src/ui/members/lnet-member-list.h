/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-member-filter.h"
#include "lnet-member-sort.h"
#include "lnet-member-slot.h"
#include "lnet-store.h"

G_BEGIN_DECLS

#define LNET_TYPE_MEMBER_LIST (lnet_member_list_get_type ())
G_DECLARE_FINAL_TYPE (LnetMemberList, lnet_member_list, LNET, MEMBER_LIST, GObject)

/**
 * LnetMemberList:
 *
 * The members of a network, as a GListModel of LnetMemberSlot with a GtkSectionModel of first letters, or of what else
 * they are sorted by:
 *
 *   order of all (row numbers) ── filter ──▶ order kept ── what is typed ──▶ order shown
 *     ──▶ slots, for the rows on the screen only
 *
 * By name it begins with the first few rows, which are there at once; everybody is read by lnet_member_list_read(), in
 * a worker when there are many, and has a row from lnet_member_list_fill() on. It follows the store by itself.
 *
 * Properties: n-items (guint, notify), n-members (guint, notify: without search and filter).
 * Signals: `searched`: the rows at the top are right, and it is known how many are found unless a worker still counts
 * them (lnet_member_list_is_searching()); `settled`: so are all others, and the model has as many items as were found;
 * `filtered`: the filter, the sort or what is searched for was set anew.
 */
LnetMemberList *lnet_member_list_new (LnetStore *store);
/** As lnet_member_list_new(), and as after lnet_member_list_show() at once. */
LnetMemberList *lnet_member_list_new_showing (LnetStore *store, const char *typed, const LnetMemberFilter *filter,
                                              LnetMemberSort sort);

/** Reads everybody, now that the first rows are on the screen; of the rows no more are made than a screen shows. */
void lnet_member_list_read (LnetMemberList *self);
/** Somebody looks further: rows for everybody. */
void lnet_member_list_fill (LnetMemberList *self);
/** Whether everybody is in it. */
gboolean lnet_member_list_is_full (LnetMemberList *self);

/** Shows those found by @typed; "" shows everybody. */
void lnet_member_list_set_search (LnetMemberList *self, const char *typed);
const char *lnet_member_list_get_search (LnetMemberList *self);

/** Shows those who pass @filter, of them those found. It is copied. */
void lnet_member_list_set_filter (LnetMemberList *self, const LnetMemberFilter *filter);
/** Returns: (transfer none): valid until it is set again */
const LnetMemberFilter *lnet_member_list_get_filter (LnetMemberList *self);
/** Puts them in another order; what is shown, a search and a filter find, stays. */
void lnet_member_list_set_sort (LnetMemberList *self, LnetMemberSort sort);
LnetMemberSort lnet_member_list_get_sort (LnetMemberList *self);

/** A search, a filter and a sort in one. */
void lnet_member_list_show (LnetMemberList *self, const char *typed, const LnetMemberFilter *filter,
                            LnetMemberSort sort);

/** Whether it is known who is in it: not before a worker has read what does not begin with the first few by name. */
gboolean lnet_member_list_is_known (LnetMemberList *self);

/** Why what is shown is not what was asked for, or NULL. Returns: (transfer none) */
const GError *lnet_member_list_get_error (LnetMemberList *self);
/** Tries again what failed. */
void lnet_member_list_try_again (LnetMemberList *self);

/** Whether there is a search or a filter. */
gboolean lnet_member_list_is_narrowed (LnetMemberList *self);

guint lnet_member_list_get_n_members (LnetMemberList *self);

/** Whether more are found than are shown yet. */
gboolean lnet_member_list_is_searching (LnetMemberList *self);

/** How many are found: the model's items, once it has settled. */
guint lnet_member_list_get_n_found (LnetMemberList *self);

/** Everybody by name, and those found: rows' numbers. NULL until there are any. Returns: (transfer none) (nullable) */
LnetMemberOrder *lnet_member_list_get_all (LnetMemberList *self);
LnetMemberOrder *lnet_member_list_get_shown (LnetMemberList *self);

/** Where a member stands in what is shown, or GTK_INVALID_LIST_POSITION. */
guint lnet_member_list_find (LnetMemberList *self, const LnetId *id);
/** Who stands at @position; the null id past the end. */
LnetId lnet_member_list_get_id (LnetMemberList *self, guint position);

G_END_DECLS
