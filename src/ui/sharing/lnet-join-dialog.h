/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-store.h"

G_BEGIN_DECLS

#define LNET_TYPE_JOIN_DIALOG (lnet_join_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetJoinDialog, lnet_join_dialog, LNET, JOIN_DIALOG, AdwDialog)

/**
 * LnetJoinDialog:
 *
 * Shows this desk's card, and makes the network's file when its welcome has come.
 *
 * Signal `joined (LnetStore *, GFile *folder)`: the file is there and open; @folder is the one it is shared in, or
 * NULL.
 */
AdwDialog *lnet_join_dialog_new (void);

/** Takes the welcome in @source, a file or a shared folder, as if it had been chosen. */
void lnet_join_dialog_take (LnetJoinDialog *self, GFile *source);

G_END_DECLS
