/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-bundle-file.h"
#include "lnet-store.h"
#include "lnet-take.h"

G_BEGIN_DECLS

#define LNET_TYPE_BUNDLE_JOB (lnet_bundle_job_get_type ())
G_DECLARE_FINAL_TYPE (LnetBundleJob, lnet_bundle_job, LNET, BUNDLE_JOB, GObject)

/**
 * LnetBundleJob:
 *
 * Writing a bundle of the open network, or taking one in, off the main thread. One step at a time; what a step finds
 * out can be asked for when it has ended.
 */
typedef enum
{
  LNET_BUNDLE_JOB_COUNT, /* what would leave: summary */
  LNET_BUNDLE_JOB_WRITE, /* the file: summary */
  LNET_BUNDLE_JOB_LOOK,  /* what the file brings: slot, preview. %LNET_ERROR_LOCKED: a passphrase is needed */
  LNET_BUNDLE_JOB_TAKE,  /* takes it in: report */
} LnetBundleStep;

LnetBundleJob *lnet_bundle_job_new (LnetStore *store);

void lnet_bundle_job_set_file (LnetBundleJob *self, GFile *file);
/** What seals or opens it; NULL or "": none. */
void lnet_bundle_job_set_passphrase (LnetBundleJob *self, const char *passphrase);
/** @recipients: (transfer full) (nullable): a set of LnetId, the desks it is for: only what all of them may read goes
 * along. NULL: it is for whoever has the passphrase */
void lnet_bundle_job_set_recipients (LnetBundleJob *self, GHashTable *recipients);
/** Who writes it, in words, where the desk has no name. */
void lnet_bundle_job_set_sender_name (LnetBundleJob *self, const char *name);

GFile *lnet_bundle_job_get_file (LnetBundleJob *self);

void lnet_bundle_job_run_async (LnetBundleJob *self, LnetBundleStep step, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
gboolean lnet_bundle_job_run_finish (LnetBundleJob *self, GAsyncResult *result, GError **error);

/** How far the step has come: 0–1; any time. */
double lnet_bundle_job_get_progress (LnetBundleJob *self);

const LnetBundleSummary *lnet_bundle_job_get_summary (LnetBundleJob *self);
/** What opens the file that was looked at. */
LnetBundleSlotKind lnet_bundle_job_get_slot (LnetBundleJob *self);
const LnetBundlePreview *lnet_bundle_job_get_preview (LnetBundleJob *self);
const LnetTakeReport *lnet_bundle_job_get_report (LnetBundleJob *self);

G_END_DECLS
