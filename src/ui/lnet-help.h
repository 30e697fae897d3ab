/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** Whether the help pages are on this computer. */
gboolean lnet_help_is_there (void);

/**
 * lnet_help_open:
 * @page: (nullable): the name of a page; NULL for the first one
 *
 * Opens the help in the desktop's help viewer; where there is none, a dialog in @parent says how to get one.
 */
void lnet_help_open (GtkWindow *parent, const char *page);

/** The page that F1 opens while @dialog is shown. */
void lnet_help_set_page (AdwDialog *dialog, const char *page);
/** Returns: (nullable) (transfer none): the page of @dialog (nullable) */
const char *lnet_help_get_page (AdwDialog *dialog);

G_END_DECLS
