/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-op.h"
#include "lnet-sqlite.h"

G_BEGIN_DECLS

/**
 * LnetApply:
 *
 * What ops do to the tables: the same for those made here and for those that come out of a log. Nothing else changes a
 * synced table.
 */
typedef struct _LnetApply LnetApply;

typedef enum
{
  LNET_APPLY_FAILED = -1,
  LNET_APPLY_NOTHING = 0, /* the table says so already */
  LNET_APPLY_DONE = 1,
} LnetApplyResult;

LnetApply *lnet_apply_new (LnetSqlite *db);
void lnet_apply_free (LnetApply *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetApply, lnet_apply_free)

/**
 * lnet_apply_op:
 * @op: what to do. An ADD of a row that is in the Trash becomes an UNDEL, in place
 * @space: pk of the space that the row is added to
 * @seq: of the batch; a deleted row remembers it
 * @inverse: (out) (optional): the op that would take it back; none for a REDACT, which also leaves it to the caller to
 *   take the rows out of the log
 */
LnetApplyResult lnet_apply_op (LnetApply *self, LnetOp *op, gint64 space, gint64 seq, LnetOp **inverse, GError **error);

/** The space a row lies in; 0 when there is no such row. */
gboolean lnet_apply_find_space (LnetApply *self, guint table, const LnetId *row, gint64 *space, GError **error);

/** As lnet_apply_find_space(); @deleted is 0 for a row that is not in the Trash. */
gboolean lnet_apply_find_row (LnetApply *self, guint table, const LnetId *row, gint64 *space, gint64 *deleted,
                              GError **error);

/** The rows of @space, in the Trash or not, that a REDACT is about. Returns: (transfer full) (element-type LnetId) */
GArray *lnet_apply_list_named (LnetApply *self, const LnetOp *redact, gint64 space, GError **error);

/** Reads a cell as it stands; NULL type when the row is not there. */
gboolean lnet_apply_read_cell (LnetApply *self, guint table, guint number, const LnetId *row, LnetValue *value,
                               GError **error);

/* What a row is to be, for rows that are worked out anew. A table that says so already is left alone. */
gboolean lnet_apply_put (LnetApply *self, guint table, guint number, const LnetId *row, const LnetValue *value,
                         GError **error);
gboolean lnet_apply_put_place (LnetApply *self, guint table, guint number, const LnetId *row, const LnetValue *parent,
                               const char *key, GError **error);
/** @seq: of the batch that removed it; 0: it is there */
gboolean lnet_apply_put_deleted (LnetApply *self, guint table, const LnetId *row, gint64 seq, GError **error);

/** Notes whose entry in the member index a row feeds as it stands. */
gboolean lnet_apply_note_moved (LnetApply *self, guint table, const LnetId *row, GError **error);

/** To be called when a transaction begins: nothing is known of the tables any more, and nothing has moved. */
void lnet_apply_begin (LnetApply *self);

/** Rows are held while a transaction goes on. This writes those that changed into the tables: to be called before
 * anything else reads them, and at the end. */
gboolean lnet_apply_flush (LnetApply *self, GError **error);

/** Forgets the rows that are held, written or not: the tables are something else now. */
void lnet_apply_forget_rows (LnetApply *self);

/** The members and organizations that moved since lnet_apply_begin(): sets of LnetId. */
GHashTable *lnet_apply_get_moved_members (LnetApply *self);
GHashTable *lnet_apply_get_moved_organizations (LnetApply *self);

/** What REDACTs have taken out since then: the rows, LnetId → table as a pointer, and the pks (gint64) that members
 * among them had. */
GHashTable *lnet_apply_get_erased (LnetApply *self);
GArray *lnet_apply_get_erased_pks (LnetApply *self);

/** Whether a synced table changed since the last call in any way but through lnet_apply_op(). For tests. */
gboolean lnet_apply_was_bypassed (LnetApply *self);

G_END_DECLS
