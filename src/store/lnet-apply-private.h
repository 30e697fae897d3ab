/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-apply.h"

G_BEGIN_DECLS

/** A row of a synced table, as the transaction at hand has it. */
typedef struct
{
  guint table;
  LnetId id;
  gint64 pk;       /* 0: it is not in the file yet */
  gint64 space;    /* pk; 0: there is no such row */
  gint64 deleted;  /* seq of the batch that removed it */
  GArray *cells;   /* LnetCell by rising number; no empty ones */
  guint64 changed; /* what is to be written: a bit for each field by number, the lowest for @deleted */
} LnetApplyRow;

/** The version of files since which they know of other desks. */
#define LNET_SHARING_VERSION 3

struct _LnetApply
{
  LnetSqlite *db;
  GHashTable *rows;   /* LnetApplyRow: those looked at in this transaction */
  GPtrArray *added;   /* LnetApplyRow: those to be inserted, in that order */
  GPtrArray *changed; /* LnetApplyRow: those to be updated */
  gsize n_bytes_held;
  GHashTable *members;
  GHashTable *organizations;
  GHashTable *erased;
  GArray *erased_pks;
  gint64 version; /* of the file; an older copy is only erased in */
  guint expected; /* row changes that apply itself is making */
  gboolean bypassed;
};

/** Runs a statement that changes exactly one row of a synced table. */
gboolean lnet_apply_change_row (LnetApply *self, sqlite3_stmt *statement, GError **error);

/** The row, read if it was not yet; one that is not there has no space. It stays valid until the next one is asked for.
 * Returns: (transfer none) (nullable): %NULL when it cannot be read */
LnetApplyRow *lnet_apply_get_row (LnetApply *self, guint table, const LnetId *id, GError **error);

/** A field of a row; an empty value where there is nothing. Returns: (transfer none) */
const LnetValue *lnet_apply_row_get (const LnetApplyRow *row, guint number);

/* What is put is written by lnet_apply_flush(). @cells: (element-type LnetCell) */
void lnet_apply_row_add (LnetApply *self, LnetApplyRow *row, gint64 space, const GArray *cells);
void lnet_apply_row_put (LnetApply *self, LnetApplyRow *row, guint number, const LnetValue *value);
void lnet_apply_row_put_deleted (LnetApply *self, LnetApplyRow *row, gint64 deleted);

guint lnet_apply_row_hash (gconstpointer row);
gboolean lnet_apply_row_equal (gconstpointer a, gconstpointer b);
void lnet_apply_row_free (gpointer row);

LnetApplyResult lnet_apply_redact (LnetApply *self, const LnetOp *op, gint64 space, GError **error);

G_END_DECLS
