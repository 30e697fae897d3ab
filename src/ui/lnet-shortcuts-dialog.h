/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-window.h"

G_BEGIN_DECLS

#define LNET_TYPE_SHORTCUTS_DIALOG (lnet_shortcuts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LnetShortcutsDialog, lnet_shortcuts_dialog, LNET, SHORTCUTS_DIALOG, AdwDialog)

/**
 * LnetShortcutsDialog:
 *
 * Every key of the program, searchable. It is made of the keys the application has registered, so it cannot be out of
 * date. Rooms that are not there are left out.
 */
AdwDialog *lnet_shortcuts_dialog_new (LnetWindow *window);

G_END_DECLS
