/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "merge-lines.h"
#include "merge-model.h"

/* A batch, and what its desk had seen when it wrote it. */
typedef struct
{
  LnetBatch *batch;
  GPtrArray *ops; /* LnetOp, NULL for what cannot be read */
  GHashTable *seen; /* LnetId → guint64 */
} MergeKnown;

/* One op, where it stands. */
typedef struct
{
  const MergeKnown *at;
  guint index;
  const LnetOp *op;
} MergeWrite;

/* All that was ever written of a row. */
typedef struct
{
  LnetId id;
  guint table;
  LnetId space;
  gboolean added;
  GArray *writes;   /* MergeWrite: on the row */
  GArray *children; /* MergeWrite: those that put another row under it */
} MergeRow;

/* What all desks had seen when they began. */
typedef struct
{
  LnetId space;
  LnetId desk;
  guint64 n;
} MergeSeen;

struct _MergeModel
{
  GArray *seen;       /* MergeSeen */
  GPtrArray *batches; /* MergeKnown */
  GHashTable *rows;   /* LnetId → MergeRow */
  gboolean tables[LNET_TABLE_LAST]; /* of those */
  GArray *redacts;    /* MergeWrite */
};

/** Whether who wrote @later knew of @earlier. */
gboolean merge_write_covers (const MergeWrite *later, const MergeWrite *earlier);
gboolean merge_write_is_concurrent (const MergeWrite *one, const MergeWrite *other);
gboolean merge_op_is_adding (const LnetOp *op);

/** What a write says of a cell; a place in an order is the parent and the key, one value. FALSE: nothing. */
gboolean merge_write_read_value (const MergeWrite *write, guint number, GByteArray *bytes);

/** The writes of a cell that nobody has written over knowing of them. */
GArray *merge_row_find_heads (const MergeRow *row, guint number);
