/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-join.h"

G_BEGIN_DECLS

#define LNET_TYPE_JOIN_JOB (lnet_join_job_get_type ())
G_DECLARE_FINAL_TYPE (LnetJoinJob, lnet_join_job, LNET, JOIN_JOB, GObject)

/**
 * LnetJoinJob:
 *
 * Joining a network that others share, off the main thread. One step at a time; what a step finds out can be asked for
 * when it has ended.
 */
typedef enum
{
  LNET_JOIN_JOB_LOOK,  /* a card that waits already: card, or NULL */
  LNET_JOIN_JOB_BEGIN, /* makes one called @name: card */
  LNET_JOIN_JOB_READ,  /* opens the welcome in @source, a file or a shared folder: letter, words */
  LNET_JOIN_JOB_KEEP,  /* the network's file is there: its key goes to it, and the card is gone */
} LnetJoinStep;

LnetJoinJob *lnet_join_job_new (void);

void lnet_join_job_set_name (LnetJoinJob *self, const char *name);
void lnet_join_job_set_source (LnetJoinJob *self, GFile *source);

void lnet_join_job_run_async (LnetJoinJob *self, LnetJoinStep step, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
gboolean lnet_join_job_run_finish (LnetJoinJob *self, GAsyncResult *result, GError **error);

const LnetCard *lnet_join_job_get_card (LnetJoinJob *self);
const LnetWelcomeLetter *lnet_join_job_get_letter (LnetJoinJob *self);
/** The six words of the welcome, to compare. */
const char *lnet_join_job_get_words (LnetJoinJob *self);
/** What the file is made from. Returns: (transfer full) */
LnetJoining *lnet_join_job_make_joining (LnetJoinJob *self);
/** The folder that the welcome lay in, where the network is shared; NULL: it came as a file. */
GFile *lnet_join_job_get_folder (LnetJoinJob *self);

G_END_DECLS
