/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-progress-cell.h"

#define SIZE 22
#define LINE_WIDTH 2

struct _LnetProgressCell
{
  GtkWidget parent_instance;

  LnetProgressMark mark;
};

G_DEFINE_FINAL_TYPE (LnetProgressCell, lnet_progress_cell, GTK_TYPE_WIDGET)

static const char *const style_classes[LNET_PROGRESS_LAST] = { "not-yet", "under-way", "done", "missed", "outside" };

LnetProgressMark
lnet_progress_mark_from_state (LnetModuleState state)
{
  switch (state)
    {
    case LNET_MODULE_DONE:
    case LNET_MODULE_MADE_UP:
      return LNET_PROGRESS_DONE;
    case LNET_MODULE_UNDER_WAY:
    case LNET_MODULE_PARTLY:
      return LNET_PROGRESS_UNDER_WAY;
    case LNET_MODULE_MISSED:
      return LNET_PROGRESS_MISSED;
    case LNET_MODULE_EXCUSED:
    case LNET_MODULE_NOT_ENROLLED:
    case LNET_MODULE_WAIVED:
    case LNET_MODULE_CANCELLED:
      return LNET_PROGRESS_OUTSIDE;
    case LNET_MODULE_TO_COME:
    case LNET_MODULE_UNRECORDED:
    case LNET_MODULE_LAST:
    default:
      return LNET_PROGRESS_NOT_YET;
    }
}

/* All glyphs are drawn about the middle, in a field of ten by ten. */
static void
draw_tick (GskPathBuilder *builder)
{
  gsk_path_builder_move_to (builder, -4, 0.5);
  gsk_path_builder_line_to (builder, -1.2, 3.3);
  gsk_path_builder_line_to (builder, 4, -3);
}

static void
draw_exclamation (GskPathBuilder *builder)
{
  gsk_path_builder_move_to (builder, 0, -4.5);
  gsk_path_builder_line_to (builder, 0, 1);
  gsk_path_builder_move_to (builder, 0, 3.8);
  gsk_path_builder_line_to (builder, 0, 4.3);
}

static void
draw_dash (GskPathBuilder *builder)
{
  gsk_path_builder_move_to (builder, -3, 0);
  gsk_path_builder_line_to (builder, 3, 0);
}

static void
draw_half_circle (GtkSnapshot   *snapshot,
                  const GdkRGBA *color)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) half = NULL;

  gsk_path_builder_move_to (builder, 0, -4);
  gsk_path_builder_svg_arc_to (builder, 4, 4, 0, FALSE, FALSE, 0, 4);
  gsk_path_builder_close (builder);
  half = gsk_path_builder_to_path (builder);
  gtk_snapshot_append_fill (snapshot, half, GSK_FILL_RULE_WINDING, color);
}

static void
draw_outline (LnetProgressMark  mark,
              GskPathBuilder   *builder)
{
  switch (mark)
    {
    case LNET_PROGRESS_DONE:
      draw_tick (builder);
      break;
    case LNET_PROGRESS_MISSED:
      draw_exclamation (builder);
      break;
    case LNET_PROGRESS_UNDER_WAY:
      gsk_path_builder_add_circle (builder, &GRAPHENE_POINT_INIT (0, 0), 4);
      break;
    case LNET_PROGRESS_NOT_YET:
      draw_dash (builder);
      break;
    case LNET_PROGRESS_OUTSIDE:
    case LNET_PROGRESS_LAST:
    default:
      gsk_path_builder_add_circle (builder, &GRAPHENE_POINT_INIT (0, 0), 0.6);
      break;
    }
}

static void
lnet_progress_cell_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  LnetProgressCell *self = LNET_PROGRESS_CELL (widget);
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;
  g_autoptr (GskStroke) stroke = gsk_stroke_new (self->mark == LNET_PROGRESS_UNDER_WAY ? 1.5f : LINE_WIDTH);
  float width = gtk_widget_get_width (widget);
  float height = gtk_widget_get_height (widget);
  GdkRGBA color;

  gtk_widget_get_color (widget, &color);
  gsk_stroke_set_line_cap (stroke, GSK_LINE_CAP_ROUND);
  gsk_stroke_set_line_join (stroke, GSK_LINE_JOIN_ROUND);
  draw_outline (self->mark, builder);
  path = gsk_path_builder_to_path (builder);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (width / 2, height / 2));
  /* Where there is little room the glyph is smaller, and never larger than it was drawn. */
  gtk_snapshot_scale (snapshot, MIN (1, width / 14), MIN (1, width / 14));
  gtk_snapshot_append_stroke (snapshot, path, stroke, &color);
  if (self->mark == LNET_PROGRESS_UNDER_WAY)
    draw_half_circle (snapshot, &color);
  gtk_snapshot_restore (snapshot);
}

static void
lnet_progress_cell_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  *minimum = *natural = SIZE;
}

static void
lnet_progress_cell_class_init (LnetProgressCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = lnet_progress_cell_snapshot;
  widget_class->measure = lnet_progress_cell_measure;

  gtk_widget_class_set_css_name (widget_class, "progresscell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
lnet_progress_cell_init (LnetProgressCell *self)
{
  self->mark = LNET_PROGRESS_NOT_YET;
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self), style_classes[self->mark]);
}

GtkWidget *
lnet_progress_cell_new (LnetProgressMark mark)
{
  GtkWidget *self = g_object_new (LNET_TYPE_PROGRESS_CELL, NULL);

  lnet_progress_cell_set_mark (LNET_PROGRESS_CELL (self), mark);
  return self;
}

void
lnet_progress_cell_set_mark (LnetProgressCell *self,
                             LnetProgressMark  mark)
{
  g_return_if_fail (LNET_IS_PROGRESS_CELL (self));
  g_return_if_fail (mark < LNET_PROGRESS_LAST);

  if (self->mark == mark)
    return;
  gtk_widget_remove_css_class (GTK_WIDGET (self), style_classes[self->mark]);
  self->mark = mark;
  gtk_widget_add_css_class (GTK_WIDGET (self), style_classes[self->mark]);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
