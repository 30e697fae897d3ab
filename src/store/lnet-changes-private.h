/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-store.h"

G_BEGIN_DECLS

/* Filled on the writer's thread, read on the main thread, never by both at once. */

LnetChanges *lnet_changes_new (void);
LnetChanges *lnet_changes_ref (LnetChanges *self);
void lnet_changes_unref (LnetChanges *self);
void lnet_changes_add (LnetChanges *self, guint table, const LnetId *row);
void lnet_changes_set_everything (LnetChanges *self);
gboolean lnet_changes_is_empty (const LnetChanges *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetChanges, lnet_changes_unref)

G_END_DECLS
