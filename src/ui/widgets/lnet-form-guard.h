/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * lnet_form_guard_watch:
 * @row: something with a `text` that somebody writes
 *
 * From the first change of @row on, closing @dialog asks before what was written is thrown away. Called when the form
 * shows what was there before. Saving closes by adw_dialog_force_close().
 */
void lnet_form_guard_watch (AdwDialog *dialog, GtkWidget *row);

G_END_DECLS
