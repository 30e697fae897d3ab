/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-folder-sync-private.h"

G_BEGIN_DECLS

/** What was opened of a folder's files and is still to be taken in: so much at once that it goes fast, and so little
 * that it fits into memory. */
typedef struct
{
  LnetDelivery *delivery;
  gsize size;
} LnetFolderLoad;

void lnet_folder_load_clear (LnetFolderLoad *load);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LnetFolderLoad, lnet_folder_load_clear)

/**
 * lnet_folder_load_file:
 * @piece: (nullable): what the file must be, by its hash
 * @opened: (out): whether it was whole; one that is not is passed over
 *
 * Opens a bundle in the folder that is sealed with @key. Once enough is together it is taken in.
 */
gboolean lnet_folder_load_file (LnetFolderLoad *load, LnetFolderSync *self, const char *path, guint64 size,
                                const LnetFolderKey *key, const LnetPieceName *piece, gboolean *opened,
                                GError **error);

/** Takes in what is left. */
gboolean lnet_folder_load_take (LnetFolderLoad *load, LnetFolderSync *self, GError **error);

G_END_DECLS
