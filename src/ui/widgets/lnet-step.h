/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * lnet_step:
 * @widget: what rings the bell at the ends
 * @n: how many there are
 * @position: of the current one, or GTK_INVALID_LIST_POSITION
 * @by: 1 for the next one, -1 for the previous one
 *
 * Returns: where to go, from nowhere to the first or the last; GTK_INVALID_LIST_POSITION: there is nobody more
 */
guint lnet_step (GtkWidget *widget, guint n, guint position, int by);

G_END_DECLS
