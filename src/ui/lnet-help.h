/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Whether the help pages are on this computer. */
gboolean lnet_help_is_there (void);

/** Opens the help in the desktop's help viewer; where there is none, a dialog in @parent says how to get one. */
void lnet_help_open (GtkWindow *parent);

G_END_DECLS
