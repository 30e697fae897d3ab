/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "lnet-card.h"

G_BEGIN_DECLS

#define LNET_TYPE_CODE_VIEW (lnet_code_view_get_type ())
G_DECLARE_FINAL_TYPE (LnetCodeView, lnet_code_view, LNET, CODE_VIEW, GtkWidget)

/**
 * LnetCodeView:
 *
 * A card as a code to scan: black on white whatever the style is, with the margin that readers need.
 */

void lnet_code_view_set_card (LnetCodeView *self, const LnetCard *card);

G_END_DECLS
