/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LNET_TYPE_INITIALS (lnet_initials_get_type ())
G_DECLARE_FINAL_TYPE (LnetInitials, lnet_initials, LNET, INITIALS, GtkWidget)

/**
 * LnetInitials:
 *
 * Somebody's initials on their colour, for long lists: what AdwAvatar shows of a name, in one widget in place of five.
 */
GtkWidget *lnet_initials_new (void);

void lnet_initials_set_name (LnetInitials *self, const char *name);

G_END_DECLS
