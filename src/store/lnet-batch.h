/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-hash.h"
#include "lnet-op.h"
#include "lnet-vector.h"

G_BEGIN_DECLS

/** That its author's desk had taken in another desk's batches up to @n. */
typedef struct
{
  LnetId desk;
  guint64 n;
} LnetDependency;

/**
 * LnetBatch:
 *
 * A small transaction of one desk in one space, as the log keeps it and as it travels. A desk's batches in a space are
 * counted 1, 2, 3 … without holes, and each is chained by its hash to the one before.
 *
 * Every op enters the hash only as a commitment keyed with a salt of its own, so that an op can later be blanked and
 * the chain still holds. Salts follow from @seed; when an op is blanked, the seed goes and the others' salts are
 * written out. The salt of a blanked op is gone: with it, a short value could be guessed from the commitment.
 */
typedef struct
{
  LnetId space;
  LnetId desk;
  guint64 n;
  gint64 wall;        /* milliseconds since 1970, UTC; never falls on one desk; decides nothing but display and ties */
  LnetId author;      /* the member who worked here; null: nobody said */
  LnetId group;       /* all batches of one act share it */
  LnetId undoes;      /* the group that this one takes back; null: none */
  char *act;
  GArray *deps;       /* LnetDependency: what changed since this desk's batch before */
  guint8 deps_check[8]; /* of the chain hashes that deps mean */
  LnetId seed;        /* null once an op is blanked */
  GPtrArray *ops;     /* GBytes: each op as written; of a blanked one what is left of it, NULL for nothing */
  GArray *seals;      /* LnetSeal of each op, once one is blanked; else empty */
} LnetBatch;

/** How an op of a batch with blanked ones enters the hash. */
typedef struct
{
  gboolean blanked;
  LnetId salt;         /* of one that is whole */
  LnetHash commitment; /* of one that is blanked */
} LnetSeal;

LnetBatch *lnet_batch_new (void);
void lnet_batch_free (LnetBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetBatch, lnet_batch_free)

/** Writes the batch, and gives the chain hash that follows from @previous. */
GBytes *lnet_batch_write (const LnetBatch *batch, const LnetHash *previous, LnetHash *hash);

/**
 * lnet_batch_read_op:
 * @unknown: (out): whether there is nothing to read though nothing is wrong: the op is blanked, or of a later version
 *
 * Returns: (transfer full) (nullable): the op at @i. Of a blanked edit to a text that is still there, one that moves
 *   the letters around it as before
 */
LnetOp *lnet_batch_read_op (const LnetBatch *batch, guint i, gboolean *unknown);

/** Whether the op at @i is blanked. */
gboolean lnet_batch_is_blanked (const LnetBatch *batch, guint i);

/**
 * lnet_batch_blank_op:
 * @keep_lengths: of an EDIT, how many letters it took and wrote is kept, for the edits that came after it
 *
 * Takes an op out for good; its commitment stays, and with it the batch's hash. Writing the batch again makes it so in
 * the log.
 */
void lnet_batch_blank_op (LnetBatch *batch, guint i, gboolean keep_lengths);

/** Reads what lnet_batch_write() wrote; NULL when it is damaged. @previous and @hash may both be NULL. */
LnetBatch *lnet_batch_read (gconstpointer data, gsize size, const LnetHash *previous, LnetHash *hash);

/** Reads of a written batch only its place; FALSE when even that cannot be read. */
gboolean lnet_batch_read_mark (GBytes *body, LnetMark *mark);

/** How many ops a written batch says it has. */
guint64 lnet_batch_count_ops (GBytes *body);

G_END_DECLS
