/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-apply.h"
#include "lnet-batch.h"
#include "lnet-changes-private.h"
#include "lnet-clocks.h"
#include "lnet-rights.h"

G_BEGIN_DECLS

/**
 * LnetReplay:
 *
 * What batches of any desk do to the tables, in an order in which whoever knew of a batch comes after it. Where a batch
 * knew of all that touched a row, its ops are applied; other rows are folded from all that the log says of them, once,
 * at the end.
 */
typedef struct _LnetReplay LnetReplay;

/** All but @changes outlive it. @clocks go on with each batch. */
LnetReplay *lnet_replay_new (LnetSqlite *db, LnetApply *apply, LnetClocks *clocks, LnetChanges *changes);
/** @rights: (nullable): judge what desks may write; outlive it */
void lnet_replay_set_rights (LnetReplay *self, LnetRights *rights);

void lnet_replay_free (LnetReplay *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetReplay, lnet_replay_free)

/** What comes of a batch, beside the tables. */
typedef struct
{
  GByteArray *inverse; /* ops that take it back, one for each op, each behind its length; none where it is empty */
  GArray *set_aside;   /* guint: ops that its desk had no right to; NULL: none */
  gboolean blanked;    /* something in it was about what has been erased, and was blanked */
  gboolean on_roster;  /* something in it is about the roster */
  guint n_unknown;     /* ops that only a later version knows */
} LnetReplayed;

void lnet_replayed_clear (LnetReplayed *replayed);

/**
 * lnet_replay_batch:
 * @batch: what is about erased rows is blanked in it
 * @space: pk
 * @desk: pk
 * @seq: the number that it has or gets in the order of application
 */
gboolean lnet_replay_batch (LnetReplay *self, LnetBatch *batch, gint64 space, gint64 desk, gint64 seq,
                            LnetReplayed *replayed, GError **error);

/** Folds what is left; all batches are written down by now. */
gboolean lnet_replay_end (LnetReplay *self, GError **error);

G_END_DECLS
