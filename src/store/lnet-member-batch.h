/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-members.h"

G_BEGIN_DECLS

/** What is done with many members at once. */
typedef enum
{
  LNET_MEMBER_BATCH_STATUS,       /* a key of LNET_REFERENCE_MEMBER_STATUS */
  LNET_MEMBER_BATCH_LANGUAGE,     /* preferred from now on; the one before stays among those spoken */
  LNET_MEMBER_BATCH_ADD_LANGUAGE, /* spoken, too */
  LNET_MEMBER_BATCH_JOIN_TEAM,    /* from today on: a team's id as text, or lnet_member_batch_set_new_team() */
  LNET_MEMBER_BATCH_LEAVE_TEAM,   /* today is the last day: a team's id as text */
  LNET_MEMBER_BATCH_ADD_TAG,      /* as lnet_tag_clean() made it */
  LNET_MEMBER_BATCH_REMOVE_TAG,
  LNET_MEMBER_BATCH_PLACE,        /* lnet_member_batch_set_place() */
  LNET_MEMBER_BATCH_DELETE,       /* into the Trash */
  LNET_MEMBER_BATCH_LAST
} LnetMemberBatchKind;

/** These add up to everybody it was asked for. */
typedef struct
{
  guint n_changed;
  guint n_same; /* it was so already */
  guint n_gone; /* in the Trash by now */
} LnetMemberBatchCounts;

#define LNET_TYPE_MEMBER_BATCH (lnet_member_batch_get_type ())
G_DECLARE_FINAL_TYPE (LnetMemberBatch, lnet_member_batch, LNET, MEMBER_BATCH, GObject)

/**
 * LnetMemberBatch:
 *
 * The same thing for many members. Planning looks at each of them and puts what would change into one transaction; that
 * is handed to the store as any other, all of it happens or nothing, and one undo takes it back. Who has the value
 * already is counted and left alone, so that the log and each one's history tell of real changes only.
 *
 * Used on one thread at a time: while an _async call runs, only lnet_member_batch_get_progress() may be called.
 */

/** @value: (nullable): see LnetMemberBatchKind */
LnetMemberBatch *lnet_member_batch_new (LnetMemberBatchKind kind, LnetMemberOrder *who, const char *value);

LnetMemberBatchKind lnet_member_batch_get_kind (LnetMemberBatch *self);
/** How many it was asked for. */
guint lnet_member_batch_get_n (LnetMemberBatch *self);

/** Puts them into a team that is made with it. @kind: (nullable): a key of LNET_REFERENCE_CONVENING_KIND */
void lnet_member_batch_set_new_team (LnetMemberBatch *self, const char *name, const char *kind);
/** Where they are; NULL or "" leaves each as it is. */
void lnet_member_batch_set_place (LnetMemberBatch *self, const char *town, const char *region, const char *rurality);
/** The day it is; for tests. */
void lnet_member_batch_set_today (LnetMemberBatch *self, const char *today);

/** Looks at everybody. Blocks. */
gboolean lnet_member_batch_plan (LnetMemberBatch *self, LnetReader *reader, GCancellable *cancellable, GError **error);
/** The same in a worker with its own reader. */
void lnet_member_batch_plan_async (LnetMemberBatch *self, LnetStore *store, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
gboolean lnet_member_batch_plan_finish (LnetMemberBatch *self, GAsyncResult *result, GError **error);

/** How far planning is, 0 to 1; from any thread. */
double lnet_member_batch_get_progress (LnetMemberBatch *self);

/* After lnet_member_batch_plan(). */
const LnetMemberBatchCounts *lnet_member_batch_get_counts (LnetMemberBatch *self);
/** All changes in one act, "members-edit" or "members-delete". Once. Returns: (transfer full) */
LnetTransaction *lnet_member_batch_steal_transaction (LnetMemberBatch *self);

G_END_DECLS
