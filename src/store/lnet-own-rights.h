/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-reader.h"
#include "lnet-schema.h"

G_BEGIN_DECLS

/**
 * LnetOwnRights:
 *
 * What this desk itself may write, asked before it does, so that views offer that alone. It is the store's own
 * judgement (lnet-rights.h), on a reader and its thread, of how things are when it is made. Where it cannot be read the
 * answer is no.
 */
typedef struct _LnetOwnRights LnetOwnRights;

LnetOwnRights *lnet_own_rights_new (LnetReader *reader);
void lnet_own_rights_free (LnetOwnRights *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetOwnRights, lnet_own_rights_free)

/** Whether there is anything at all that it may not write. */
gboolean lnet_own_rights_are_limited (LnetOwnRights *self);

/** Whether it may write in @table at all, if perhaps only in rows that are its member's own. */
gboolean lnet_own_rights_may_use (LnetOwnRights *self, LnetTable table);

/**
 * lnet_own_rights_may_write:
 * @row: of @table: one that is there, or in the Trash
 * @number: the field within its table; 0: the row itself, to put it into the Trash or back
 */
gboolean lnet_own_rights_may_write (LnetOwnRights *self, guint table, const LnetId *row, guint number);

/** Whether it may take back all that the act @group did. */
gboolean lnet_own_rights_may_undo (LnetOwnRights *self, const LnetId *group);

G_END_DECLS
