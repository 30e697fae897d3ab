/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Gives @button the @menu, whose widgets are made when somebody opens it. @menu: (transfer none) */
void lnet_menu_attach (GtkMenuButton *button, GMenuModel *menu);

G_END_DECLS
