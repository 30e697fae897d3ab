/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-folder-sync-private.h"

G_BEGIN_DECLS

/** Which batches of each log are here, taken in or waiting. */
typedef struct
{
  GHashTable *logs; /* LnetId[2] (space, desk) → GArray of LnetRange */
} LnetFolderHeld;

void lnet_folder_held_clear (LnetFolderHeld *held);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LnetFolderHeld, lnet_folder_held_clear)

/** Reads it anew, and with it how far each log is taken in. @vouched: of what waits, only that whose author is known:
 * anything else somebody may have made up, and it must not stand in the way of what is right. */
gboolean lnet_folder_held_read (LnetFolderHeld *held, LnetFolderSync *self, gboolean vouched, GError **error);

/** What is here of one log: (transfer none) (element-type LnetRange). What is added to it counts as here. */
GArray *lnet_folder_held_get (LnetFolderHeld *held, const LnetId *space, const LnetId *desk);

/** How many of the batches from behind @after up to @until are not here. @after: (nullable) */
guint64 lnet_folder_held_count_lacking (LnetFolderHeld *held, const GArray *after, const GArray *until);

G_END_DECLS
