/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-folder-sync.h"
#include "lnet-store.h"

G_BEGIN_DECLS

/**
 * LnetSharedFolder:
 *
 * A network in a folder that several desks see. Its functions block and are for one thread at a time: a worker, or a
 * subcommand. LnetSyncer does all of it in the background.
 */
typedef struct _LnetSharedFolder LnetSharedFolder;

/** @context: (nullable): of the thread the store belongs to; NULL: this one, where nothing else runs */
LnetSharedFolder *lnet_shared_folder_new (LnetStore *store, GFile *root, GMainContext *context);
LnetSharedFolder *lnet_shared_folder_ref (LnetSharedFolder *self);
/** The last one on the thread the store belongs to. */
void lnet_shared_folder_unref (LnetSharedFolder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetSharedFolder, lnet_shared_folder_unref)

/** For tests: the same on whatever folder. @folder: (transfer full) */
LnetSharedFolder *lnet_shared_folder_new_for_folder (LnetStore *store, LnetFolder *folder, const char *uri,
                                                     GMainContext *context);

void lnet_shared_folder_set_progress (LnetSharedFolder *self, LnetFolderProgress progress, gpointer user_data);

/**
 * lnet_shared_folder_exchange:
 * @begin: whether the folder is made the network's if it is nobody's yet, or was emptied: only when somebody asked
 *
 * Takes in what is new and puts there what it lacks. The network must be shared: it has a roster, and this desk is on
 * it.
 */
gboolean lnet_shared_folder_exchange (LnetSharedFolder *self, gboolean begin, LnetFolderReport *report,
                                      GCancellable *cancellable, GError **error);

/**
 * lnet_shared_folder_fetch:
 * @hash: of an attachment's sealed content
 *
 * Gets a picture or file into the network's file. %LNET_ERROR_NOT_FOUND when the folder does not hold it.
 */
gboolean lnet_shared_folder_fetch (LnetSharedFolder *self, const char *hash, GCancellable *cancellable,
                                   GError **error);

/* What a desk that was admitted needs to begin, left in the folder and found there by it. */

gboolean lnet_shared_folder_put_welcome (LnetFolder *folder, const LnetId *desk, GBytes *welcome,
                                         GCancellable *cancellable, GError **error);
/** Returns: (transfer full) (nullable) */
GBytes *lnet_shared_folder_find_welcome (LnetFolder *folder, const LnetId *desk, GCancellable *cancellable,
                                         GError **error);

G_END_DECLS
