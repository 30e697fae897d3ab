/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-store.h"

G_BEGIN_DECLS

/**
 * LnetMemberInfo:
 *
 * What a list shows of a member. The role is the main one held today.
 */
typedef struct
{
  gint64 pk;          /* the row's number in this file; changes when a file is made anew */
  LnetId id;
  char *name;         /* as shown; never NULL or empty */
  char *role;         /* key of LNET_REFERENCE_ROLE; NULL when none is held */
  char *organization; /* its name, or NULL */
  char *place;        /* town or region, or NULL */
  char *status;       /* key of LNET_REFERENCE_MEMBER_STATUS, or NULL */
  LnetId portrait;    /* an attachment; null when there is none */
} LnetMemberInfo;

void lnet_member_info_free (LnetMemberInfo *info);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetMemberInfo, lnet_member_info_free)

/** "Coach · Little Sprouts · Lander", of what is known; "" when nothing is. Returns: (transfer full) */
char *lnet_member_info_dup_caption (const LnetMemberInfo *info);

/** A member by id, also one in the Trash. Returns: (transfer full) (nullable): NULL when this file has none */
LnetMemberInfo *lnet_members_find (LnetReader *reader, const LnetId *id);

/** How a member is called: for lists of other rooms. Returns: (transfer full): "Somebody" when this file has none */
char *lnet_members_dup_name (LnetReader *reader, const LnetId *id);

/**
 * lnet_members_search:
 * @typed: what somebody typed, as it is; "" or NULL finds everybody
 * @limit: at most so many
 *
 * The first by name of those in whom every word that was typed begins some word: for pickers and completions.
 * Returns: (transfer full) (element-type LnetMemberInfo)
 */
GPtrArray *lnet_members_search (LnetReader *reader, const char *typed, guint limit);

/**
 * lnet_members_check_search:
 *
 * Whether it can be believed that lnet_members_search() found nobody. Fails with %LNET_ERROR_DAMAGED when what searches
 * look into is damaged: see lnet_store_mend_index_async().
 */
gboolean lnet_members_check_search (LnetReader *reader, const char *typed, GError **error);

/** How many members there are, the Trash left out. */
guint lnet_members_count (LnetReader *reader);

/**
 * LnetMemberOrder:
 *
 * Who stands where in a list: the rows' numbers in order of name, and under which letter. It holds no names and may be
 * read in one thread and used in another; it is never changed once made.
 */
typedef struct _LnetMemberOrder LnetMemberOrder;

LnetMemberOrder *lnet_member_order_ref (LnetMemberOrder *self);
void lnet_member_order_unref (LnetMemberOrder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetMemberOrder, lnet_member_order_unref)

/**
 * lnet_members_load_order:
 * @limit: only the first so many; 0 for all
 *
 * Everybody by name. With 100,000 members this takes a good part of a frame: whole orders are loaded in a worker.
 * Returns: (transfer full) (nullable)
 */
LnetMemberOrder *lnet_members_load_order (LnetReader *reader, guint limit, GError **error);

/**
 * lnet_members_filter_order:
 *
 * Those of @all in whom every word that was typed begins some word, in the same order; @all itself when nothing was
 * typed that could be searched for. Fails with %LNET_ERROR_DAMAGED when what searches look into is damaged: see
 * lnet_store_mend_index_async().
 * Returns: (transfer full) (nullable)
 */
LnetMemberOrder *lnet_members_filter_order (LnetReader *reader, LnetMemberOrder *all, const char *typed,
                                            GError **error);
void lnet_members_filter_order_async (LnetStore *store, LnetMemberOrder *all, const char *typed,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
LnetMemberOrder *lnet_members_filter_order_finish (LnetStore *store, GAsyncResult *result, GError **error);

/**
 * lnet_member_order_keep:
 * @pks: (element-type gint64): rows' numbers, ascending
 * @those: whether to keep those, or everybody else
 *
 * Returns: (transfer full): in the same order
 */
LnetMemberOrder *lnet_member_order_keep (LnetMemberOrder *self, GArray *pks, gboolean those);

/**
 * lnet_members_load_head:
 *
 * Reads what the first members of a new order are found by, for lnet_member_order_find_first(). For workers.
 */
gboolean lnet_members_load_head (LnetReader *reader, LnetMemberOrder *order, GError **error);

/**
 * lnet_member_order_find_first:
 * @n: how many have to be right
 * @n_filled: how many the order is filled up to, as far as there are so many
 *
 * What lnet_members_filter_order() begins with, at once and without reading: at least @n rows, and then others,
 * filtered or not. NULL when there may be fewer, or the head was not loaded.
 * Returns: (transfer full) (nullable)
 */
LnetMemberOrder *lnet_member_order_find_first (LnetMemberOrder *self, const char *typed, guint n, guint n_filled);

/** Whether the first @n stand in both alike, under the same letters. */
gboolean lnet_member_order_is_alike (LnetMemberOrder *self, LnetMemberOrder *other, guint n);

guint lnet_member_order_get_n (LnetMemberOrder *self);
gint64 lnet_member_order_get_pk (LnetMemberOrder *self, guint position);
/** The letter @position stands under. Returns: (transfer none) */
const char *lnet_member_order_get_letter (LnetMemberOrder *self, guint position);
/** From where to where (not included) that letter goes. */
void lnet_member_order_get_section (LnetMemberOrder *self, guint position, guint *start, guint *end);
/** How many letters there are. */
guint lnet_member_order_get_n_sections (LnetMemberOrder *self);
/** The @nth letter, and where it begins. Returns: (transfer none) */
const char *lnet_member_order_get_nth_section (LnetMemberOrder *self, guint nth, guint *start);
/** Where the row numbered @pk stands, or G_MAXUINT. */
guint lnet_member_order_find (LnetMemberOrder *self, gint64 pk);

/**
 * lnet_members_read:
 * @pks: the rows' numbers
 *
 * What a list shows of @n_pks members. Where a row has gone in the meantime, the array holds NULL.
 * Returns: (transfer full) (element-type LnetMemberInfo)
 */
GPtrArray *lnet_members_read (LnetReader *reader, const gint64 *pks, guint n_pks);

/**
 * lnet_members_read_ids:
 *
 * Whose rows stand in @order, in the same order; who is in the Trash by now is left out. For workers, when there are
 * many.
 * Returns: (transfer full) (element-type LnetId) (nullable)
 */
GArray *lnet_members_read_ids (LnetReader *reader, LnetMemberOrder *order, GCancellable *cancellable, GError **error);

/** The row's number of a member that is not in the Trash, or 0. */
gint64 lnet_members_find_pk (LnetReader *reader, const LnetId *id);

G_END_DECLS
