/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-code-view.h"

#include <glib/gi18n-lib.h>

/* Squares of nothing round the code, as its standard asks for. */
#define MARGIN 4

/* Pixels a square: fewer are hard to scan off a screen. */
#define LEAST 4

struct _LnetCodeView
{
  GtkWidget parent_instance;

  guint8 *squares; /* 1: dark; NULL: no code yet */
  guint width;     /* of them in a row */
};

G_DEFINE_FINAL_TYPE (LnetCodeView, lnet_code_view, GTK_TYPE_WIDGET)

static void
lnet_code_view_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  int n = (int) LNET_CODE_VIEW (widget)->width + 2 * MARGIN;

  *minimum = *natural = n * LEAST;
}

/* One row's dark squares that stand together are one rectangle: no seams between them. */
static void
append_row (GtkSnapshot  *snapshot,
            const guint8 *squares,
            guint         n,
            float         y)
{
  for (guint x = 0; x < n; x++)
    {
      guint first = x;

      while (x < n && squares[x] != 0)
        x++;
      if (x > first)
        gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 0, 0, 0, 1 },
                                   &GRAPHENE_RECT_INIT ((float) first, y, (float) (x - first), 1));
    }
}

/* Whole pixels a square, so that none is blurred. */
static void
lnet_code_view_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  LnetCodeView *self = LNET_CODE_VIEW (widget);
  int n = (int) self->width + 2 * MARGIN;
  int size = MIN (gtk_widget_get_width (widget), gtk_widget_get_height (widget)) / n;

  if (self->squares == NULL || size == 0)
    return;
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) ((gtk_widget_get_width (widget) - n * size) / 2),
                                                          (float) ((gtk_widget_get_height (widget) - n * size) / 2)));
  gtk_snapshot_scale (snapshot, (float) size, (float) size);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 1, 1, 1, 1 },
                             &GRAPHENE_RECT_INIT (0, 0, (float) n, (float) n));
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (MARGIN, MARGIN));
  for (guint y = 0; y < self->width; y++)
    append_row (snapshot, self->squares + y * self->width, self->width, (float) y);
}

static void
lnet_code_view_finalize (GObject *object)
{
  g_free (LNET_CODE_VIEW (object)->squares);

  G_OBJECT_CLASS (lnet_code_view_parent_class)->finalize (object);
}

static void
lnet_code_view_class_init (LnetCodeViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lnet_code_view_finalize;
  widget_class->measure = lnet_code_view_measure;
  widget_class->snapshot = lnet_code_view_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
lnet_code_view_init (LnetCodeView *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("The card as a code to scan"), -1);
}

void
lnet_code_view_set_card (LnetCodeView   *self,
                         const LnetCard *card)
{
  g_return_if_fail (LNET_IS_CODE_VIEW (self));

  g_clear_pointer (&self->squares, g_free);
  self->squares = lnet_card_to_code (card, &self->width);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
