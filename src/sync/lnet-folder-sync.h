/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-folder-desk.h"
#include "lnet-folder.h"

G_BEGIN_DECLS

typedef enum
{
  LNET_FOLDER_LOOKING, /* who has news? */
  LNET_FOLDER_TAKING,
  LNET_FOLDER_SENDING,
} LnetFolderStep;

/** @done of @all files; @all is 0 while that is not known. On the thread of the exchange. */
typedef void (*LnetFolderProgress) (LnetFolderStep step, guint done, guint all, gpointer user_data);

/** Batches that are said to exist, and are neither here nor in the folder. */
typedef struct
{
  LnetId space;
  LnetId desk;
  guint64 from, to;
} LnetFolderMissing;

/** What came of an exchange. */
typedef struct
{
  LnetFolderTaken taken;
  guint64 n_sent;     /* batches that were put into the folder */
  GArray *missing;    /* LnetFolderMissing */
  GArray *differing;  /* LnetId: desks with the same batches whose tables say something else: an error of the program */
  gboolean recomputed; /* some did, and this desk's tables were worked out anew: @differing is what still does */
  GPtrArray *skipped; /* lines for the log: files that were left alone, and why */
} LnetFolderReport;

LnetFolderReport *lnet_folder_report_new (void);
void lnet_folder_report_free (LnetFolderReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetFolderReport, lnet_folder_report_free)

/**
 * LnetFolderSync:
 *
 * The exchange of one desk with a shared folder. One exchange looks who has news, takes in what is new, puts there what
 * the folder lacks (this desk's own log; what others wrote and somebody misses), and leaves a head note. It can break
 * off anywhere and is gone on with by the next.
 */
typedef struct _LnetFolderSync LnetFolderSync;

/** @spool: a folder of this computer; see lnet_spool_find() */
LnetFolderSync *lnet_folder_sync_new (LnetFolder *folder, LnetFolderDesk *desk, const char *spool);
void lnet_folder_sync_free (LnetFolderSync *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetFolderSync, lnet_folder_sync_free)

void lnet_folder_sync_set_progress (LnetFolderSync *self, LnetFolderProgress progress, gpointer user_data);

/** One exchange with a folder whose mark has been found right. What was taken in before a failure stays. */
gboolean lnet_folder_sync_run (LnetFolderSync *self, LnetFolderReport *report, GCancellable *cancellable,
                               GError **error);

G_END_DECLS
