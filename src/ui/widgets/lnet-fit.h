/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What lets large letters fit into a narrow window. */

/** Lets the words of @root, or of each button under it, go on in a second line where nothing shortens them. */
void lnet_fit_words (GtkWidget *root);

/**
 * lnet_fit_dialog:
 * @dialog: has its child already
 *
 * Does so for a dialog. Where it is narrow for its letters, the title in its header makes room for the buttons.
 */
void lnet_fit_dialog (AdwDialog *dialog);

G_END_DECLS
