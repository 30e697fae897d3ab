/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LNET_TYPE_LINE (lnet_line_get_type ())
G_DECLARE_FINAL_TYPE (LnetLine, lnet_line, LNET, LINE, GObject)

/**
 * LnetLine:
 *
 * A line of a list that is not one of members: what lies in the Trash, an act of the history, something found. It is
 * shown by an LnetLineRow and does not change.
 *
 * It has a title and a caption, and may have an icon, a note (a few dimmed words at the end) and the label of a button
 * at the end.
 */

/**
 * lnet_line_new:
 * @data: (transfer full) (nullable): what the line stands for
 * @destroy: (nullable): frees @data
 */
LnetLine *lnet_line_new (const char *title, const char *caption, const char *icon_name, const char *note,
                         const char *button, gpointer data, GDestroyNotify destroy);

/** A second button, before the first: an icon, and the words of its tooltip. Before the line is shown. */
void lnet_line_set_second (LnetLine *self, const char *icon_name, const char *label);
const char *lnet_line_get_second_icon (LnetLine *self);
const char *lnet_line_get_second_label (LnetLine *self);

const char *lnet_line_get_title (LnetLine *self);
const char *lnet_line_get_caption (LnetLine *self);
const char *lnet_line_get_icon_name (LnetLine *self);
const char *lnet_line_get_note (LnetLine *self);
const char *lnet_line_get_button (LnetLine *self);
gpointer lnet_line_get_data (LnetLine *self);

G_END_DECLS
