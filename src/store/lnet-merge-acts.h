/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-schema.h"
#include "lnet-sqlite.h"

G_BEGIN_DECLS

/** A batch of an act that merged two members, took that back, or did it again … */
typedef struct
{
  gint64 seq;
  gboolean back; /* it takes the merging back */
} LnetMergeBatch;

/** A row that was added for it: one who stays gets entries and elements of sets of their own. */
typedef struct
{
  LnetTable table;
  LnetId row;
} LnetMergeCopy;

/** Two members being made one. */
typedef struct
{
  LnetId group;
  LnetId goes;      /* who went to the Trash */
  LnetId keep;      /* who stayed */
  gboolean stands;  /* not taken back, or done again since */
  GArray *batches;  /* LnetMergeBatch */
  GArray *copies;   /* LnetMergeCopy */
} LnetMergeAct;

void lnet_merge_act_free (LnetMergeAct *act);

/**
 * lnet_merge_acts_of:
 * @member: anybody, in the Trash or not
 *
 * Every merging that @member took part in; one whose members are already erased tells only what is left of them.
 * Returns: (transfer full) (element-type LnetMergeAct) (nullable)
 */
GPtrArray *lnet_merge_acts_of (LnetSqlite *db, const LnetId *member, GError **error);

/**
 * lnet_merge_may_be_done_again:
 * @group: an act that is about to be taken back
 *
 * Taking back the taking back of a merging merges again. Where who would stay has gone to the Trash meanwhile (merged
 * the other way round, say), nobody would be left: then FALSE, with a sentence.
 */
gboolean lnet_merge_may_be_done_again (LnetSqlite *db, const LnetId *group, GError **error);

G_END_DECLS
