/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * lnet_chip_new:
 * @label: its word; a long one is cut, and stands whole in the tooltip
 * @spoken: what pressing it does ("Remove Tag: brings a van")
 * @action: takes it away; turned off, the chip stays as a word to read
 * @target: what @action is told
 *
 * A filter or a tag as a small button, which takes itself away when pressed, and by Delete.
 */
GtkWidget *lnet_chip_new (const char *label, const char *spoken, const char *action, GVariant *target);

/** Writes before a chip's word what kind of word it is: "Place". */
void lnet_chip_set_kind (GtkWidget *chip, const char *kind);

G_END_DECLS
