/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-apply.h"

G_BEGIN_DECLS

/**
 * LnetFold:
 *
 * What a row is when several desks wrote to it without knowing of each other: worked out anew from all that the log
 * says of it, so that it does not depend on the order in which batches came. Where nobody wrote at the same time as
 * somebody else, lnet_apply_op() comes to the same and is quicker.
 *
 * The rules (sync.md §4.4): a cell shows, of the writes that no other write to it knew of, the one furthest on in its
 * states, then the latest by clock, then the one of the greatest desk; if they differ, all of them stand in table
 * unsettled. A row is removed only if nobody changed it, or added something to it, without knowing of its removal.
 * Prose is merged letter by letter.
 */
typedef struct _LnetFold LnetFold;

/** @apply: outlives the fold; through it the tables are written */
LnetFold *lnet_fold_new (LnetSqlite *db, LnetApply *apply);
void lnet_fold_free (LnetFold *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetFold, lnet_fold_free)

/** Works a row out anew, and writes it where it differs; passes over one that is not there. */
gboolean lnet_fold_row (LnetFold *self, guint table, const LnetId *row, GError **error);

/** Whether something stands open on a row: then it is folded after each change, whoever makes it. */
gboolean lnet_fold_is_open (LnetSqlite *db, guint table, const LnetId *row, gboolean *open, GError **error);

/** Whether what takes back @undoes, a group, takes back that something was settled, or that, and so on: then what it
 * writes on is folded, for it says nothing itself. */
gboolean lnet_fold_undoes_settling (LnetSqlite *db, const LnetId *undoes, gboolean *settling, GError **error);

/** Whether something stands open on any row. */
gboolean lnet_fold_is_any_open (LnetSqlite *db, gboolean *open, GError **error);

/**
 * lnet_fold_invert_prose:
 * @batches: (element-type gint64): whose edits to take back, by seq
 * @edits: (out) (nullable) (transfer full) (element-type LnetProseEdit): as lnet_text_merge_invert() gives them; %NULL
 *   when nobody edited the text at the same time as somebody else
 */
gboolean lnet_fold_invert_prose (LnetFold *self, guint table, const LnetId *row, guint number, GHashTable *batches,
                                 GArray **edits, GError **error);

/** The table that a table's first field names the rows of, if those own its rows; %LNET_TABLE_NONE if not. */
guint lnet_fold_get_parent_table (guint table);

G_END_DECLS
