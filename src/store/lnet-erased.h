/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-apply.h"
#include "lnet-clocks.h"

G_BEGIN_DECLS

/**
 * LnetErased:
 *
 * What was erased for good and stays so, whatever arrives later: rows by their id, and rows that bear the name of what
 * was erased. What others wrote of it without knowing is erased where it arrives.
 */
typedef struct _LnetErased LnetErased;

LnetErased *lnet_erased_new (LnetSqlite *db, LnetApply *apply);
void lnet_erased_free (LnetErased *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetErased, lnet_erased_free)

/**
 * lnet_erased_take:
 * @op: a REDACT
 * @space: pk; @seq: of its batch
 * @clocks: (nullable): at its batch, if others wrote without its author knowing; what they said of the name goes too
 *
 * Erases, and remembers it.
 */
gboolean lnet_erased_take (LnetErased *self, LnetOp *op, gint64 space, gint64 seq, LnetClocks *clocks, GError **error);

/** Whether @op is about something that was erased. A row that it would add under an erased name is remembered too. */
gboolean lnet_erased_is_about (LnetErased *self, const LnetOp *op, gint64 space, gboolean *about, GError **error);

G_END_DECLS
