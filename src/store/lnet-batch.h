/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-hash.h"
#include "lnet-op.h"

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
 * written out.
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
  LnetId seed;
  GPtrArray *ops;     /* GBytes: each op as written */
} LnetBatch;

LnetBatch *lnet_batch_new (void);
void lnet_batch_free (LnetBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetBatch, lnet_batch_free)

/** Writes the batch, and gives the chain hash that follows from @previous. */
GBytes *lnet_batch_write (const LnetBatch *batch, const LnetHash *previous, LnetHash *hash);

/** Reads what lnet_batch_write() wrote; NULL when it is damaged. @previous and @hash may both be NULL. */
LnetBatch *lnet_batch_read (gconstpointer data, gsize size, const LnetHash *previous, LnetHash *hash);

G_END_DECLS
