/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LNET_TYPE_TEXT_ROW (lnet_text_row_get_type ())
G_DECLARE_FINAL_TYPE (LnetTextRow, lnet_text_row, LNET, TEXT_ROW, AdwPreferencesRow)

/**
 * LnetTextRow:
 *
 * A row of a form for several lines of text, with its title above them. Tab goes on to the next row.
 *
 * Properties: title (of AdwPreferencesRow); text (char *, read-write, notify: at every change).
 */
GtkWidget *lnet_text_row_new (void);

/** Without white space at both ends; "" when nothing was written. Returns: (transfer full) */
char *lnet_text_row_dup_text (LnetTextRow *self);
void lnet_text_row_set_text (LnetTextRow *self, const char *text);

/** What takes the focus in it, for adw_dialog_set_focus(). Returns: (transfer none) */
GtkWidget *lnet_text_row_get_view (LnetTextRow *self);

G_END_DECLS
