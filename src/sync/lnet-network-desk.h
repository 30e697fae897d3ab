/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-folder-desk.h"
#include "lnet-store-door.h"

G_BEGIN_DECLS

#define LNET_TYPE_NETWORK_DESK (lnet_network_desk_get_type ())
G_DECLARE_FINAL_TYPE (LnetNetworkDesk, lnet_network_desk, LNET, NETWORK_DESK, GObject)

/**
 * LnetNetworkDesk:
 *
 * This desk as it exchanges through folders: what its network file holds, and its keys. Between
 * lnet_network_desk_begin() and lnet_network_desk_end() it belongs to the thread that called them.
 */

/** @uri: of the folder, for what is written down of it. @door: (transfer full) */
LnetNetworkDesk *lnet_network_desk_new (const char *path, const char *uri, LnetStoreDoor *door);

/** Opens the file and the keys. Fails with a sentence where this desk does not take part in sharing. */
gboolean lnet_network_desk_begin (LnetNetworkDesk *self, GCancellable *cancellable, GError **error);
void lnet_network_desk_end (LnetNetworkDesk *self);

/** Between the two. Returns: (transfer none) */
LnetReader *lnet_network_desk_get_reader (LnetNetworkDesk *self);

G_END_DECLS
