/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-sheet-text.h"

#define STEP 0.5

static void
set_size (PangoLayout          *layout,
          const LnetSheetStyle *style,
          double                size)
{
  PangoFontDescription *font = pango_font_description_from_string ("Sans");

  pango_font_description_set_weight (font, style->weight);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
}

static gboolean
fits (PangoLayout          *layout,
      const LnetSheetBox   *box,
      const LnetSheetStyle *style)
{
  int width, height;

  pango_layout_get_size (layout, &width, &height);
  return width <= box->width * PANGO_SCALE && height <= box->height * PANGO_SCALE &&
         pango_layout_get_line_count (layout) <= (int) style->most_lines;
}

static void
shorten (PangoLayout          *layout,
         const LnetSheetBox   *box,
         const LnetSheetStyle *style)
{
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  /* As many lines as there may be; a box that is lower than these has fewer. */
  for (guint lines = style->most_lines; lines >= 1; lines--)
    {
      pango_layout_set_height (layout, -(int) lines);
      if (fits (layout, box, style))
        return;
    }
}

static void
fit (PangoLayout          *layout,
     const LnetSheetBox   *box,
     const LnetSheetStyle *style)
{
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
  for (double size = style->largest; size >= style->smallest; size -= STEP)
    {
      set_size (layout, style, size);
      if (fits (layout, box, style))
        return;
    }
  set_size (layout, style, style->smallest);
  shorten (layout, box, style);
}

void
lnet_sheet_text (cairo_t              *cr,
                 const char           *text,
                 const LnetSheetBox   *box,
                 const LnetSheetStyle *style)
{
  g_autoptr (PangoLayout) layout = NULL;
  PangoRectangle logical;

  if (text == NULL || *text == '\0' || box->width <= 0 || box->height <= 0)
    return;
  layout = pango_cairo_create_layout (cr);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_alignment (layout, style->alignment);
  pango_layout_set_width (layout, (int) (box->width * PANGO_SCALE));
  fit (layout, box, style);
  pango_layout_get_extents (layout, NULL, &logical);
  cairo_save (cr);
  cairo_rectangle (cr, box->x, box->y, box->width, box->height);
  cairo_clip (cr);
  cairo_set_source_rgb (cr, style->grey, style->grey, style->grey);
  cairo_move_to (cr, box->x, box->y + (box->height - (double) logical.height / PANGO_SCALE) / 2);
  pango_cairo_show_layout (cr, layout);
  cairo_restore (cr);
}
