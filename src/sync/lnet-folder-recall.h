/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-folder-held.h"

G_BEGIN_DECLS

/** Takes in pieces of snapshots that this desk lacks, if it lacks much. */
gboolean lnet_folder_sync_recall (LnetFolderSync *self, LnetFolderHeld *held, GError **error);

/** Looks in snapshots for what the report says is missing; once. @filled: (out): whether something came of it */
gboolean lnet_folder_sync_recall_missing (LnetFolderSync *self, LnetFolderHeld *held, gboolean *filled,
                                          GError **error);

/** Where something came from a snapshot: whether the rows are those that others have of the same batches. */
gboolean lnet_folder_sync_compare_recalled (LnetFolderSync *self, GError **error);

G_END_DECLS
