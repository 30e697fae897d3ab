/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-card.h"
#include "lnet-own-desk.h"
#include "lnet-store.h"

G_BEGIN_DECLS

#define LNET_TYPE_DESK_JOB (lnet_desk_job_get_type ())
G_DECLARE_FINAL_TYPE (LnetDeskJob, lnet_desk_job, LNET, DESK_JOB, GObject)

/**
 * LnetDeskJob:
 *
 * Looking at who takes part in sharing the open network, and changing it, off the main thread. One step at a time; what
 * a step finds out can be asked for when it has ended.
 */
typedef enum
{
  LNET_DESK_JOB_LOOK,    /* own desk, roster, who was heard of when */
  LNET_DESK_JOB_BEGIN,   /* name, member: this desk begins to share */
  LNET_DESK_JOB_ADMIT,   /* card, stance, member: then there is a welcome */
  LNET_DESK_JOB_EDIT,    /* desk, name, stance, member */
  LNET_DESK_JOB_REMOVE,  /* desk */
  LNET_DESK_JOB_WORDS,   /* the paper key of this desk: words */
  LNET_DESK_JOB_RESTORE, /* words: this desk gets its key back */
} LnetDeskStep;

LnetDeskJob *lnet_desk_job_new (LnetStore *store);

/** @card: (transfer none): of the desk to let in; its name is what the desk is going to be called */
void lnet_desk_job_set_card (LnetDeskJob *self, const LnetCard *card);
/** @desk: (nullable): null: this one. @member: (nullable) */
void lnet_desk_job_set_desk (LnetDeskJob *self, const LnetId *desk, const char *name, LnetStance stance,
                             const LnetId *member);
/** @folder: (nullable): the one it is shared in: a welcome is put there too */
void lnet_desk_job_set_folder (LnetDeskJob *self, GFile *folder);
void lnet_desk_job_set_words (LnetDeskJob *self, const char *words);

void lnet_desk_job_run_async (LnetDeskJob *self, LnetDeskStep step, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
gboolean lnet_desk_job_run_finish (LnetDeskJob *self, GAsyncResult *result, GError **error);

const LnetOwnDesk *lnet_desk_job_get_own (LnetDeskJob *self);
const LnetRoster *lnet_desk_job_get_roster (LnetDeskJob *self);
/** When @desk was heard of last, by this computer's clock; milliseconds since 1970; 0: never. */
gint64 lnet_desk_job_get_heard (LnetDeskJob *self, const LnetId *desk);
/** How far ahead of this computer's clock @desk's is, at least; milliseconds; 0 where it is within what is usual. */
gint64 lnet_desk_job_get_clock_ahead (LnetDeskJob *self, const LnetId *desk);
/** Whether @desk's computer was copied, and both copies wrote. */
gboolean lnet_desk_job_is_parted (LnetDeskJob *self, const LnetId *desk);
/** How many changes a later version of the program is needed for. */
guint64 lnet_desk_job_get_n_unknown (LnetDeskJob *self);
GBytes *lnet_desk_job_get_welcome (LnetDeskJob *self);
/** Whether the welcome lies in the folder. */
gboolean lnet_desk_job_get_welcome_is_put (LnetDeskJob *self);
const char *lnet_desk_job_get_words (LnetDeskJob *self);

G_END_DECLS
