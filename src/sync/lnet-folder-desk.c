/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-folder-desk.h"

G_DEFINE_INTERFACE (LnetFolderDesk, lnet_folder_desk, G_TYPE_OBJECT)

static void
lnet_folder_desk_default_init (LnetFolderDeskInterface *iface)
{
}
