/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-store.h"

G_BEGIN_DECLS

#define LNET_TYPE_NEW_NETWORK_DIALOG (lnet_new_network_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetNewNetworkDialog, lnet_new_network_dialog, LNET, NEW_NETWORK_DIALOG, AdwDialog)

/**
 * LnetNewNetworkDialog:
 *
 * Asks for a name and a folder, and makes the network.
 *
 * Signal `created (LnetStore *)`: it is made and open; the dialog closes.
 */
LnetNewNetworkDialog *lnet_new_network_dialog_new (void);

G_END_DECLS
