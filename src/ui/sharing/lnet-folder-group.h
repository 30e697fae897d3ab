/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_FOLDER_GROUP (lnet_folder_group_get_type ())
G_DECLARE_FINAL_TYPE (LnetFolderGroup, lnet_folder_group, LNET, FOLDER_GROUP, AdwPreferencesGroup)

/**
 * LnetFolderGroup:
 *
 * The folder in which the network is shared: how the exchange stands, and what can be done about it.
 */
void lnet_folder_group_set_session (LnetFolderGroup *self, LnetSession *session);

/** Shares in @folder, as if it had been chosen. For tests. */
void lnet_folder_group_share (LnetFolderGroup *self, GFile *folder);

G_END_DECLS
