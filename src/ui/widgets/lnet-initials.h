/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "lnet-portraits.h"

G_BEGIN_DECLS

#define LNET_TYPE_INITIALS (lnet_initials_get_type ())
G_DECLARE_FINAL_TYPE (LnetInitials, lnet_initials, LNET, INITIALS, GtkWidget)

/**
 * LnetInitials:
 *
 * Somebody's portrait, or their initials on their colour, for long lists: what AdwAvatar shows, in one widget in place
 * of five.
 */
GtkWidget *lnet_initials_new (void);

void lnet_initials_set_name (LnetInitials *self, const char *name);

/** Shows @portrait in place of the initials, once it is loaded; the null id shows initials. */
void lnet_initials_set_portrait (LnetInitials *self, LnetPortraits *portraits, const LnetId *portrait);

/** What is shown in place of the initials, or NULL. Returns: (transfer none) */
GdkTexture *lnet_initials_get_texture (LnetInitials *self);

G_END_DECLS
