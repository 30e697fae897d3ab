/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-initials.h"

#include "lnet-name.h"

/* Pixels across. */
#define SIZE 32
/* Letters wider than this would touch the edge. */
#define MOST_WIDTH 25
/* As many colours as the style sheet of libadwaita has. */
#define N_COLORS 14

struct _LnetInitials
{
  GtkWidget parent_instance;

  char *initials;
  guint color; /* from 1; 0 before there is a name */
  LnetId portrait;
  GdkTexture *texture;     /* of the portrait; NULL: there is none, or not yet */
  LnetPortraits *awaiting; /* that it is loaded */
};

G_DEFINE_FINAL_TYPE (LnetInitials, lnet_initials, GTK_TYPE_WIDGET)

static void
lnet_initials_measure (GtkWidget      *widget,
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
draw_texture (LnetInitials *self,
              GtkSnapshot  *snapshot)
{
  const graphene_rect_t all = GRAPHENE_RECT_INIT (0, 0, SIZE, SIZE);
  GskRoundedRect circle;

  gsk_rounded_rect_init_from_rect (&circle, &all, SIZE / 2.0f);
  gtk_snapshot_push_rounded_clip (snapshot, &circle);
  gtk_snapshot_append_scaled_texture (snapshot, self->texture, GSK_SCALING_FILTER_TRILINEAR, &all);
  gtk_snapshot_pop (snapshot);
}

static void
draw_initials (LnetInitials *self,
               GtkSnapshot  *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr (PangoLayout) layout = NULL;
  const float middle = SIZE / 2.0f;
  int width, height;
  float scale;
  GdkRGBA color;

  if (self->initials == NULL || *self->initials == '\0')
    return;
  layout = gtk_widget_create_pango_layout (widget, self->initials);
  pango_layout_get_pixel_size (layout, &width, &height);
  scale = MIN (1, (float) MOST_WIDTH / (float) MAX (width, 1));
  gtk_widget_get_color (widget, &color);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (middle, middle));
  gtk_snapshot_scale (snapshot, scale, scale);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) -width / 2, (float) -height / 2));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
lnet_initials_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  LnetInitials *self = LNET_INITIALS (widget);

  if (self->texture != NULL)
    draw_texture (self, snapshot);
  else
    draw_initials (self, snapshot);
}

static void on_loaded (LnetInitials *self, const LnetId *portrait);

static void
stop_waiting (LnetInitials *self)
{
  if (self->awaiting != NULL)
    g_signal_handlers_disconnect_by_func (self->awaiting, on_loaded, self);
  g_clear_object (&self->awaiting);
}

static void
on_loaded (LnetInitials *self,
           const LnetId *portrait)
{
  GdkTexture *texture;

  if (!lnet_id_equal (portrait, &self->portrait))
    return;
  texture = lnet_portraits_get (self->awaiting, portrait);
  g_set_object (&self->texture, texture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  stop_waiting (self);
}

static void
lnet_initials_dispose (GObject *object)
{
  stop_waiting (LNET_INITIALS (object));
  G_OBJECT_CLASS (lnet_initials_parent_class)->dispose (object);
}

static void
lnet_initials_finalize (GObject *object)
{
  g_free (LNET_INITIALS (object)->initials);
  g_clear_object (&LNET_INITIALS (object)->texture);
  G_OBJECT_CLASS (lnet_initials_parent_class)->finalize (object);
}

static void
lnet_initials_class_init (LnetInitialsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lnet_initials_dispose;
  G_OBJECT_CLASS (klass)->finalize = lnet_initials_finalize;
  widget_class->measure = lnet_initials_measure;
  widget_class->snapshot = lnet_initials_snapshot;

  gtk_widget_class_set_css_name (widget_class, "avatar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
lnet_initials_init (LnetInitials *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self), "caption-heading");
}

GtkWidget *
lnet_initials_new (void)
{
  return g_object_new (LNET_TYPE_INITIALS, NULL);
}

static void
set_color (LnetInitials *self,
           guint         color)
{
  char name[16];

  if (self->color == color)
    return;
  if (self->color > 0)
    {
      g_snprintf (name, sizeof name, "color%u", self->color);
      gtk_widget_remove_css_class (GTK_WIDGET (self), name);
    }
  g_snprintf (name, sizeof name, "color%u", color);
  gtk_widget_add_css_class (GTK_WIDGET (self), name);
  self->color = color;
}

void
lnet_initials_set_name (LnetInitials *self,
                        const char   *name)
{
  g_return_if_fail (LNET_IS_INITIALS (self));
  g_return_if_fail (name != NULL);

  /* The colour that AdwAvatar gives the same name elsewhere. */
  set_color (self, g_str_hash (name) % N_COLORS + 1);
  g_free (self->initials);
  self->initials = lnet_name_initials (name);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lnet_initials_set_portrait (LnetInitials  *self,
                            LnetPortraits *portraits,
                            const LnetId  *portrait)
{
  GdkTexture *texture;

  g_return_if_fail (LNET_IS_INITIALS (self));
  g_return_if_fail (LNET_IS_PORTRAITS (portraits) || lnet_id_is_null (portrait));

  if (lnet_id_equal (portrait, &self->portrait))
    return;
  self->portrait = *portrait;
  stop_waiting (self);
  texture = lnet_id_is_null (portrait) ? NULL : lnet_portraits_get (portraits, portrait);
  g_set_object (&self->texture, texture);
  if (self->texture == NULL && !lnet_id_is_null (portrait))
    {
      self->awaiting = g_object_ref (portraits);
      g_signal_connect_object (portraits, "loaded", G_CALLBACK (on_loaded), self, G_CONNECT_SWAPPED);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

GdkTexture *
lnet_initials_get_texture (LnetInitials *self)
{
  g_return_val_if_fail (LNET_IS_INITIALS (self), NULL);

  return self->texture;
}
