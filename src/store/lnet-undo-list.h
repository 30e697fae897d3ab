/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-job.h"

G_BEGIN_DECLS

/**
 * LnetUndoList:
 *
 * Which acts of this window undo and redo would take next. Only names stand here; what an act was is in the log.
 */
typedef struct _LnetUndoList LnetUndoList;

LnetUndoList *lnet_undo_list_new (void);
void lnet_undo_list_free (LnetUndoList *self);

/**
 * Takes the next act for undo or redo out of the list; it comes back by lnet_undo_list_note(), or when that failed by
 * lnet_undo_list_put_back(). Returns: (transfer full) (nullable): the act's key
 */
char *lnet_undo_list_take (LnetUndoList *self, LnetJobKind kind, LnetId *group);
/** @act: (nullable): NULL when the act was not in the list */
void lnet_undo_list_put_back (LnetUndoList *self, LnetJobKind kind, const LnetId *group, const char *act);

/** Something was committed as @group; null when nothing changed. @act is what it did or took back. */
void lnet_undo_list_note (LnetUndoList *self, LnetJobKind kind, const LnetId *group, const char *act);

/** Forgets an act that is taken back by name. Returns: (transfer full) (nullable): its key, if it was in the list */
char *lnet_undo_list_drop (LnetUndoList *self, const LnetId *group);

/** Key of the act that comes next for undo or redo, or NULL. */
/** Forgets everything. */
void lnet_undo_list_clear (LnetUndoList *self);

const char *lnet_undo_list_get_act (LnetUndoList *self, LnetJobKind kind);

G_END_DECLS
