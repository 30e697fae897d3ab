/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lnet_ui_init:
 *
 * Registers the templates, pictures and style of ui/, which is a static library and so has no constructor of its own.
 * Keeps what workers allocate apart from what the main thread does. The application does it for itself; a test that
 * builds a widget without one calls it after gtk_init(). Idempotent.
 */
void lnet_ui_init (void);

G_END_DECLS
