/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-folder.h"
#include "lnet-id.h"

G_BEGIN_DECLS

/** The file at the top of a shared folder that says whose it is. */
#define LNET_FOLDER_MARK "space.lnmark"

/**
 * lnet_folder_mark_begin:
 *
 * Makes @folder the network's: the explicit act, and the only one that writes a mark. One of this network that is there
 * already is taken as it is; a folder of another network is refused.
 *
 * Returns: (transfer full) (nullable): the mark, to be remembered
 */
GBytes *lnet_folder_mark_begin (LnetFolder *folder, const LnetId *network, GCancellable *cancellable, GError **error);

/**
 * lnet_folder_mark_check:
 * @known: (nullable): the mark that was there before; NULL: this desk has not been here
 *
 * Whether this is the network's folder, and the one it was: without a mark, or with another, nothing is concluded from
 * what lies there and nothing may be written.
 *
 * Returns: (transfer full) (nullable): the mark, to be remembered
 */
GBytes *lnet_folder_mark_check (LnetFolder *folder, const LnetId *network, GBytes *known, GCancellable *cancellable,
                                GError **error);

G_END_DECLS
