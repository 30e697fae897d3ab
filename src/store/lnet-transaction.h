/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-schema.h"
#include "lnet-space.h"

G_BEGIN_DECLS

/**
 * LnetTransaction:
 *
 * One act of a person as a list of changes: all of it happens or none, and one undo takes all of it back. It is filled
 * on any one thread and then handed to lnet_store_commit_async(), after which it must not be touched.
 *
 * Changes to different spaces may stand in one transaction; the log keeps a batch for each space.
 */
typedef struct _LnetTransaction LnetTransaction;

/**
 * lnet_transaction_new:
 * @act: what the person did, as a key from lnet-acts.def ("member-add"); history and undo name it in words
 *
 * Returns: (transfer full)
 */
LnetTransaction *lnet_transaction_new (const char *act);
LnetTransaction *lnet_transaction_ref (LnetTransaction *self);
void lnet_transaction_unref (LnetTransaction *self);

/** Adds a row to @table in @space and returns its id. What is set on it in the same transaction becomes one change. */
LnetId lnet_transaction_add (LnetTransaction *self, LnetTable table, LnetSpace space);

/** As lnet_transaction_add(), with an id made elsewhere. */
void lnet_transaction_add_with_id (LnetTransaction *self, LnetTable table, LnetSpace space, const LnetId *id);

/**
 * lnet_transaction_add_to_set:
 * @field: the second field of a set table: %LNET_PAIR_MEMBER_MEMBER
 *
 * Puts @element into @owner's set; an element that is there already, or was and went, is there afterwards.
 * Returns: the id of the set's row
 */
LnetId lnet_transaction_add_to_set (LnetTransaction *self, LnetField field, LnetSpace space, const LnetId *owner,
                                    const LnetId *element);
LnetId lnet_transaction_add_text_to_set (LnetTransaction *self, LnetField field, LnetSpace space, const LnetId *owner,
                                         const char *element);
void lnet_transaction_remove_from_set (LnetTransaction *self, LnetField field, const LnetId *owner,
                                       const LnetId *element);
void lnet_transaction_remove_text_from_set (LnetTransaction *self, LnetField field, const LnetId *owner,
                                            const char *element);

/* Setting a cell. A value equal to the present one is no change and leaves no trace. A NULL or empty text, and a null
 * id, empty the cell. The row is named by its id; the table is part of the field. */
void lnet_transaction_set_text (LnetTransaction *self, LnetField field, const LnetId *row, const char *value);
void lnet_transaction_set_integer (LnetTransaction *self, LnetField field, const LnetId *row, gint64 value);
void lnet_transaction_set_id (LnetTransaction *self, LnetField field, const LnetId *row, const LnetId *value);
void lnet_transaction_clear (LnetTransaction *self, LnetField field, const LnetId *row);

/** Notes that somebody has read a text that two desks edited at the same time, and finds it good. */
void lnet_transaction_confirm_text (LnetTransaction *self, LnetField field, const LnetId *row);

/**
 * lnet_transaction_edit:
 * @position: in characters (Unicode code points), from the beginning
 * @n_deleted: how many characters go from there
 * @inserted: what comes in their place; may be ""
 *
 * Changes prose. Several edits in one transaction apply one after the other. An edit that reaches past the text's end
 * makes the whole transaction fail.
 */
void lnet_transaction_edit (LnetTransaction *self, LnetField field, const LnetId *row, guint position, guint n_deleted,
                            const char *inserted);

/** Turns prose that reads @before into @after by the smallest single edit. Does nothing when they are equal. */
void lnet_transaction_replace_prose (LnetTransaction *self, LnetField field, const LnetId *row, const char *before,
                                     const char *after);

/**
 * lnet_transaction_move:
 * @field: an ORDER field: %LNET_PASSAGE_POSITION
 * @parent: the row of the table's first field to stand under
 * @position: a key from lnet_order_key_between()
 */
void lnet_transaction_move (LnetTransaction *self, LnetField field, const LnetId *row, const LnetId *parent,
                            const char *position);

/** Puts a row into the Trash, or takes it out. Rows that hang on it are hidden and come back with it. */
void lnet_transaction_delete (LnetTransaction *self, LnetTable table, const LnetId *row);
void lnet_transaction_restore (LnetTransaction *self, LnetTable table, const LnetId *row);

/** Whether nothing has been put in. Committing an empty transaction succeeds and leaves no trace. */
gboolean lnet_transaction_is_empty (LnetTransaction *self);

/** How many changes it holds. */
guint lnet_transaction_get_n_ops (LnetTransaction *self);

/** How many of its changes the writer has done so far; from any thread, for a progress bar. */
guint lnet_transaction_get_n_done (LnetTransaction *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetTransaction, lnet_transaction_unref)

G_END_DECLS
