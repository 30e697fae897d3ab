/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-fold.h"
#include "lnet-seen.h"
#include "lnet-text-merge.h"

G_BEGIN_DECLS

/** A batch as the fold keeps it while it works. */
typedef struct
{
  gint64 seq;
  gint64 space;
  LnetStamp stamp;
  gint64 wall;
  LnetId desk;
  LnetId group;
  LnetId undoes;
  gboolean settles;
  guint8 key[24]; /* orders letters written at once: the same before and after its desk's log goes several ways */
  GPtrArray *ops; /* LnetOp, NULL for what cannot be read or does nothing */
} LnetFoldBatch;

/** An op on the row that is folded, and where it stands. */
typedef struct
{
  const LnetFoldBatch *batch;
  const LnetOp *op;
  guint index;
} LnetWrite;

struct _LnetFold
{
  LnetSqlite *db;
  LnetApply *apply;
  GHashTable *batches; /* seq, gint64 → LnetFoldBatch */
  guint n_ops;         /* kept in those */

  /* the row at hand */
  guint table;
  LnetId row;
  gint64 space;
  GArray *writes;   /* LnetWrite, in the order they were applied here: whoever knew of a write comes after it */
  GArray *children; /* LnetWrite: those by which another row came to belong to it */
};

/** Whether @later's author knew of @earlier. */
gboolean lnet_fold_covers (LnetFold *self, const LnetWrite *later, const LnetWrite *earlier, gboolean *covers,
                           GError **error);

/** The latest by clock, then the greater desk, then the later on that desk: the same everywhere. */
int lnet_fold_compare (const LnetWrite *a, const LnetWrite *b);

/** Reads a batch of the log; it stays the fold's. Returns: (nullable) (transfer none) */
const LnetFoldBatch *lnet_fold_read_batch (LnetFold *self, gint64 seq, GError **error);

/** A field of prose with all that was written to it. */
typedef struct
{
  LnetTextMerge *merge;
  GArray *events; /* LnetWrite, by the number of its event */
} LnetFoldedProse;

void lnet_folded_prose_free (LnetFoldedProse *prose);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetFoldedProse, lnet_folded_prose_free)

/** Reads what the log says of a field of prose, and changes nothing. It stands on what @self keeps.
 * Returns: (transfer full) (nullable) */
LnetFoldedProse *lnet_fold_read_prose (LnetFold *self, guint table, const LnetId *row, guint number, GError **error);

/** Reads what the log says of a row; then that is the row at hand. */
gboolean lnet_fold_read_row (LnetFold *self, guint table, const LnetId *row, GError **error);

/** Leaves out, of the writes on the row at hand, settling that was taken back. */
gboolean lnet_fold_leave_out_undone (LnetFold *self, GError **error);

/** Merges one field of prose of the row at hand. */
gboolean lnet_fold_prose (LnetFold *self, guint number, GError **error);

/** Forgets what stands open on the row at hand. */
gboolean lnet_fold_forget_open (LnetFold *self, GError **error);

/** Writes down that a write stands open on the row at hand. */
gboolean lnet_fold_note_unsettled (LnetFold *self, guint number, const LnetWrite *write, gboolean shown,
                                   GByteArray *value, GError **error);

G_END_DECLS
