/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LNET_TYPE_WELCOME (lnet_welcome_get_type ())
G_DECLARE_FINAL_TYPE (LnetWelcome, lnet_welcome, LNET, WELCOME, AdwBin)

/**
 * LnetWelcome:
 *
 * What the window shows while no network is open. Its rows are the window's actions.
 */
GtkWidget *lnet_welcome_new (void);

G_END_DECLS
