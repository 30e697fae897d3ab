/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The margins of the page, in buffer coordinates. Only lines that are visible are looked at. */

#include "config.h"

#include "lnet-paper-private.h"

#include <glib/gi18n-lib.h>

#define RULE_WIDTH 3
#define RULE_GAP 16 /* from the rule's left edge to the text */
#define COUNT_SIZE 22

static PangoLayout *
make_small_layout (LnetPaper  *self,
                   const char *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoFontDescription *font = pango_font_description_copy (
    pango_context_get_font_description (gtk_widget_get_pango_context (GTK_WIDGET (self))));

  pango_font_description_set_family (font, "Adwaita Sans, Cantarell, sans-serif");
  pango_font_description_set_size (font, (int) (pango_font_description_get_size (font) * 0.68));
  pango_font_description_set_weight (font, PANGO_WEIGHT_SEMIBOLD);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  return layout;
}

static void
draw_layout (GtkSnapshot   *snapshot,
             PangoLayout   *layout,
             double         x,
             double         y,
             const GdkRGBA *color)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_round (GtkSnapshot   *snapshot,
            double         x,
            double         y,
            double         width,
            double         height,
            double         radius,
            const GdkRGBA *color)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &bounds, (float) radius);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, color, &bounds);
  gtk_snapshot_pop (snapshot);
}

static GdkRGBA
get_text_color (LnetPaper *self,
                double     alpha)
{
  GdkRGBA color;

  gtk_widget_get_color (GTK_WIDGET (self), &color);
  color.alpha *= (float) alpha;
  return color;
}

/* The height the words themselves take, without the room above and below. */
static void
get_words_extent (LnetPaper *self,
                  int        line,
                  int       *y,
                  int       *height)
{
  GtkTextIter iter;
  GdkRectangle first;
  GdkRectangle last;

  gtk_text_buffer_get_iter_at_line (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), &iter, line);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), &iter, &first);
  if (!gtk_text_iter_ends_line (&iter))
    gtk_text_iter_forward_to_line_end (&iter);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), &iter, &last);
  *y = first.y;
  *height = last.y + last.height - first.y;
}

static gboolean
is_author_repeated (LnetPaper       *self,
                    int              line,
                    const LnetBlock *block)
{
  const LnetBlock *before = line > 0 ? lnet_manuscript_get_block (self->manuscript, (guint) line - 1) : NULL;

  return before != NULL && lnet_block_is_passage (before) && lnet_id_equal (&before->author, &block->author);
}

static void
draw_author (LnetPaper       *self,
             GtkSnapshot     *snapshot,
             int              line,
             const LnetBlock *block)
{
  int margin = gtk_text_view_get_left_margin (GTK_TEXT_VIEW (self));
  const char *initials = lnet_authors_get_initials (self->authors, &block->author);
  g_autoptr (PangoLayout) layout = NULL;
  GdkRGBA color;
  int y;
  int height;
  int width;

  if (*initials == '\0')
    return;
  get_words_extent (self, line, &y, &height);
  lnet_authors_get_color (self->authors, &block->author, &color);
  draw_round (snapshot, margin - RULE_GAP, y + 2, RULE_WIDTH, MAX (height - 4, 8), RULE_WIDTH / 2.0, &color);
  if (self->narrow || is_author_repeated (self, line, block))
    return;
  layout = make_small_layout (self, initials);
  pango_layout_get_pixel_size (layout, &width, NULL);
  draw_layout (snapshot, layout, margin - RULE_GAP - 6 - width, y + 4, &color);
}

/* How many contributions it grew from; a hollow mark where there are none yet. */
static void
draw_count (LnetPaper       *self,
            GtkSnapshot     *snapshot,
            int              line,
            const LnetBlock *block)
{
  int margin = gtk_text_view_get_right_margin (GTK_TEXT_VIEW (self));
  double x = gtk_widget_get_width (GTK_WIDGET (self)) - margin + (margin - COUNT_SIZE) / 2.0;
  g_autofree char *text = g_strdup_printf ("%u", block->n_words);
  g_autoptr (PangoLayout) layout = NULL;
  GdkRGBA color = get_text_color (self, 0.5);
  GskRoundedRect outline;
  int y;
  int height;
  int width;
  int text_height;

  get_words_extent (self, line, &y, &height);
  if (block->n_words == 0)
    {
      float border[4] = { 1, 1, 1, 1 };
      GdkRGBA colors[4] = { color, color, color, color };

      gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT ((float) x + 5, (float) y + 5, 12, 12), 6);
      gtk_snapshot_append_border (snapshot, &outline, border, colors);
      return;
    }
  adw_accent_color_to_standalone_rgba (adw_style_manager_get_accent_color (adw_style_manager_get_default ()),
                                       adw_style_manager_get_dark (adw_style_manager_get_default ()), &color);
  layout = make_small_layout (self, text);
  pango_layout_get_pixel_size (layout, &width, &text_height);
  draw_layout (snapshot, layout, x + (COUNT_SIZE - width) / 2.0, y + (COUNT_SIZE - text_height) / 2.0, &color);
  color.alpha = 0.15f;
  draw_round (snapshot, x, y, COUNT_SIZE, COUNT_SIZE, COUNT_SIZE / 2.0, &color);
}

/* Half a disk: written on two desks at once. Below the count, where there is one. */
static void
draw_to_settle (LnetPaper   *self,
                GtkSnapshot *snapshot,
                int          line)
{
  int margin = gtk_text_view_get_right_margin (GTK_TEXT_VIEW (self));
  float x = gtk_widget_get_width (GTK_WIDGET (self)) - margin / 2.0f;
  float radius = 6;
  g_autoptr (GskPathBuilder) half = gsk_path_builder_new ();
  g_autoptr (GskPathBuilder) ring = gsk_path_builder_new ();
  g_autoptr (GskPath) half_path = NULL;
  g_autoptr (GskPath) ring_path = NULL;
  g_autoptr (GskStroke) stroke = gsk_stroke_new (1.5f);
  GdkRGBA color;
  int y;
  int height;

  get_words_extent (self, line, &y, &height);
  if (self->mode == LNET_PAPER_TRACE)
    y += COUNT_SIZE + 3;
  adw_accent_color_to_standalone_rgba (ADW_ACCENT_COLOR_ORANGE,
                                       adw_style_manager_get_dark (adw_style_manager_get_default ()), &color);
  gsk_path_builder_move_to (half, x, (float) y + 5);
  gsk_path_builder_svg_arc_to (half, radius, radius, 0, FALSE, FALSE, x, (float) y + 5 + 2 * radius);
  gsk_path_builder_close (half);
  half_path = gsk_path_builder_to_path (half);
  gtk_snapshot_append_fill (snapshot, half_path, GSK_FILL_RULE_WINDING, &color);
  gsk_path_builder_add_circle (ring, &GRAPHENE_POINT_INIT (x, (float) y + 5 + radius), radius - 0.75f);
  ring_path = gsk_path_builder_to_path (ring);
  gtk_snapshot_append_stroke (snapshot, ring_path, stroke, &color);
}

/* What an empty line is for. */
static const char *
get_placeholder (LnetPaper       *self,
                 int              line,
                 const LnetBlock *block)
{
  const LnetBlock *before = line > 0 ? lnet_manuscript_get_block (self->manuscript, (guint) line - 1) : NULL;
  const LnetBlock *after = lnet_manuscript_get_block (self->manuscript, (guint) line + 1);

  switch (block->kind)
    {
    case LNET_BLOCK_TITLE:
      return _("Title of the document");
    case LNET_BLOCK_QUESTION:
      return _("Which question does it answer?");
    case LNET_BLOCK_SECTION:
      return _("Title of the section");
    case LNET_BLOCK_HEADING:
      return _("Heading");
    case LNET_BLOCK_QUOTE:
      return _("Somebody’s words");
    case LNET_BLOCK_TEXT:
      /* One reminder in an empty section is enough. */
      if (before != NULL && before->kind == LNET_BLOCK_SECTION && (after == NULL || !lnet_block_is_passage (after)))
        return _("Write here what the network says");
      return NULL;
    case LNET_BLOCK_N_KINDS:
    default:
      return NULL;
    }
}

static double
get_scale (LnetBlockKind kind)
{
  static const double scales[] = {
    [LNET_BLOCK_TITLE] = 1.9, [LNET_BLOCK_QUESTION] = 1.15, [LNET_BLOCK_SECTION] = 1.4,
    [LNET_BLOCK_TEXT] = 1,    [LNET_BLOCK_HEADING] = 1.1,   [LNET_BLOCK_QUOTE] = 1,
  };

  return scales[kind];
}

static void
draw_placeholder (LnetPaper       *self,
                  GtkSnapshot     *snapshot,
                  int              line,
                  const LnetBlock *block)
{
  const char *text = get_placeholder (self, line, block);
  g_autoptr (PangoLayout) layout = NULL;
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  GdkRGBA color = get_text_color (self, 0.5);
  GtkTextIter iter;
  GdkRectangle location;

  gtk_text_buffer_get_iter_at_line (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), &iter, line);
  if (text == NULL || !gtk_text_iter_ends_line (&iter))
    return;
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), &iter, &location);
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  pango_attr_list_insert (attributes, pango_attr_scale_new (get_scale (block->kind)));
  if (block->kind == LNET_BLOCK_TITLE || block->kind == LNET_BLOCK_SECTION || block->kind == LNET_BLOCK_HEADING)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  draw_layout (snapshot, layout, location.x, location.y, &color);
}

static void
draw_current (LnetPaper   *self,
              GtkSnapshot *snapshot,
              int          line)
{
  GdkRGBA color;
  int y;
  int height;
  int left = gtk_text_view_get_left_margin (GTK_TEXT_VIEW (self)) - RULE_GAP + RULE_WIDTH + 3;
  int right = gtk_text_view_get_right_margin (GTK_TEXT_VIEW (self)) - 8;

  get_words_extent (self, line, &y, &height);
  adw_accent_color_to_rgba (adw_style_manager_get_accent_color (adw_style_manager_get_default ()), &color);
  color.alpha = line == self->drop_words_line ? 0.3f : 0.1f;
  draw_round (snapshot, left, y - 5, gtk_widget_get_width (GTK_WIDGET (self)) - left - right, height + 10, 9, &color);
}

static void
draw_line_below (LnetPaper   *self,
                 GtkSnapshot *snapshot,
                 int          line)
{
  const LnetBlock *block = lnet_manuscript_get_block (self->manuscript, (guint) line);
  gboolean current = line == (int) lnet_paper_get_caret_line (self) && self->mode != LNET_PAPER_WRITE &&
                     line >= 2;

  if (block == NULL)
    return;
  if (current || line == self->drop_words_line)
    draw_current (self, snapshot, line);
  draw_placeholder (self, snapshot, line, block);
  if (block->to_settle != LNET_FIELD_NONE)
    draw_to_settle (self, snapshot, line);
  if (!lnet_block_is_passage (block))
    return;
  draw_author (self, snapshot, line, block);
  if (self->mode == LNET_PAPER_TRACE && (block->kind != LNET_BLOCK_HEADING || block->n_words > 0))
    draw_count (self, snapshot, line, block);
}

static void
draw_drop_place (LnetPaper   *self,
                 GtkSnapshot *snapshot)
{
  int n_lines = (int) lnet_manuscript_get_n_blocks (self->manuscript);
  int left = gtk_text_view_get_left_margin (GTK_TEXT_VIEW (self)) - RULE_GAP;
  GdkRGBA color;
  int y;
  int height;

  lnet_paper_get_line_extent (self, MIN (self->drop_line, n_lines - 1), &y, &height);
  if (self->drop_line >= n_lines)
    y += height;
  adw_accent_color_to_rgba (adw_style_manager_get_accent_color (adw_style_manager_get_default ()), &color);
  draw_round (snapshot, left, y - 7, gtk_widget_get_width (GTK_WIDGET (self)) - left - 16, 3, 1.5, &color);
}

void
lnet_paper_draw_below (LnetPaper   *self,
                       GtkSnapshot *snapshot)
{
  GdkRectangle visible;
  GtkTextIter iter;
  guint n_lines;

  if (self->manuscript == NULL || (n_lines = lnet_manuscript_get_n_blocks (self->manuscript)) == 0)
    return;
  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self), &visible);
  gtk_text_view_get_line_at_y (GTK_TEXT_VIEW (self), &iter, visible.y, NULL);
  for (guint line = (guint) gtk_text_iter_get_line (&iter); line < n_lines; line++)
    {
      int y;
      int height;

      lnet_paper_get_line_extent (self, (int) line, &y, &height);
      if (y > visible.y + visible.height)
        break;
      draw_line_below (self, snapshot, (int) line);
    }
  if (self->drop_line >= 0)
    draw_drop_place (self, snapshot);
}
