/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-batch.h"
#include "merge-desk.h"

/** A desk that nobody's program made: it writes batches as it likes, in one space. */
typedef struct
{
  LnetId space;
  LnetId desk;
  guint64 n;
  LnetHash hash;
  gint64 wall;
} MergeForger;

MergeForger merge_forger_new (const char *name, const LnetId *space);

/** A batch as it would be next; to be altered at will. */
LnetBatch *merge_forger_begin (MergeForger *self);
void merge_forger_put (LnetBatch *batch, LnetOp *op);
void merge_forger_put_raw (LnetBatch *batch, const guint8 *bytes, gsize size);
/** That all of @desk's files' logs are known; @desk NULL takes all that is in it. */
void merge_forger_depend (MergeForger *self, LnetBatch *batch, MergeDesk *on);
/** Ends the batch, which is freed. */
GBytes *merge_forger_end (MergeForger *self, LnetBatch *batch);
