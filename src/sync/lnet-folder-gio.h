/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-folder.h"

G_BEGIN_DECLS

#define LNET_TYPE_FOLDER_GIO (lnet_folder_gio_get_type ())
G_DECLARE_FINAL_TYPE (LnetFolderGio, lnet_folder_gio, LNET, FOLDER_GIO, GObject)

/**
 * LnetFolderGio:
 *
 * An #LnetFolder wherever GIO finds one: a local folder, a stick, smb://, davs://, sftp://.
 */
LnetFolder *lnet_folder_gio_new (GFile *root);

G_END_DECLS
