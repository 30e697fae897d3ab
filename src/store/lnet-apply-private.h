/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-apply.h"

G_BEGIN_DECLS

struct _LnetApply
{
  LnetSqlite *db;
  GHashTable *members;
  GHashTable *organizations;
  GHashTable *erased;
  GArray *erased_pks;
  gboolean alone;  /* a file of a version that knew nothing of other desks: an older copy, only to be erased in */
  guint expected; /* row changes that apply itself is making */
  gboolean bypassed;
};

/** Runs a statement that changes exactly one row of a synced table. */
gboolean lnet_apply_change_row (LnetApply *self, sqlite3_stmt *statement, GError **error);

/** Notes whose entry in the member index a row feeds as it stands. */
gboolean lnet_apply_note_moved (LnetApply *self, guint table, const LnetId *row, GError **error);

LnetApplyResult lnet_apply_redact (LnetApply *self, const LnetOp *op, gint64 space, GError **error);

G_END_DECLS
