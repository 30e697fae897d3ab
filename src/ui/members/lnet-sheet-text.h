/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Text in a box on paper. */

/** How a text is written. Sizes are points. */
typedef struct
{
  double largest;
  double smallest;
  guint most_lines;
  PangoWeight weight;
  PangoAlignment alignment;
  double grey; /* 0: black */
} LnetSheetStyle;

typedef struct
{
  double x, y, width, height;
} LnetSheetBox;

/**
 * lnet_sheet_text:
 * @text: (nullable)
 *
 * Writes @text into @box, as large as it fits there with whole words; one that does not fit at its smallest is broken
 * within words, then shortened. It stands in the middle of the box's height.
 */
void lnet_sheet_text (cairo_t *cr, const char *text, const LnetSheetBox *box, const LnetSheetStyle *style);

G_END_DECLS
