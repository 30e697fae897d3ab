/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-text-row.h"

struct _LnetTextRow
{
  AdwPreferencesRow parent_instance;

  GtkLabel *label;
  GtkTextView *view;
};

G_DEFINE_FINAL_TYPE (LnetTextRow, lnet_text_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  PROP_TEXT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static char *
dup_all (LnetTextRow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
on_changed (LnetTextRow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

static gboolean
grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (LNET_TEXT_ROW (widget)->view));
}

static void
lnet_text_row_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_TEXT:
      g_value_take_string (value, dup_all (LNET_TEXT_ROW (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lnet_text_row_set_property (GObject      *object,
                            guint         property_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_TEXT:
      lnet_text_row_set_text (LNET_TEXT_ROW (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lnet_text_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LNET_TYPE_TEXT_ROW);
  G_OBJECT_CLASS (lnet_text_row_parent_class)->dispose (object);
}

static void
lnet_text_row_class_init (LnetTextRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lnet_text_row_get_property;
  object_class->set_property = lnet_text_row_set_property;
  object_class->dispose = lnet_text_row_dispose;
  widget_class->grab_focus = grab_focus;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-text-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetTextRow, label);
  gtk_widget_class_bind_template_child (widget_class, LnetTextRow, view);
}

static void
lnet_text_row_init (LnetTextRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
lnet_text_row_new (void)
{
  return g_object_new (LNET_TYPE_TEXT_ROW, NULL);
}

char *
lnet_text_row_dup_text (LnetTextRow *self)
{
  g_return_val_if_fail (LNET_IS_TEXT_ROW (self), NULL);

  return g_strstrip (dup_all (self));
}

void
lnet_text_row_set_text (LnetTextRow *self,
                        const char  *text)
{
  g_autofree char *before = NULL;

  g_return_if_fail (LNET_IS_TEXT_ROW (self));

  before = dup_all (self);
  if (g_strcmp0 (before, text != NULL ? text : "") != 0)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text != NULL ? text : "", -1);
}

GtkWidget *
lnet_text_row_get_view (LnetTextRow *self)
{
  g_return_val_if_fail (LNET_IS_TEXT_ROW (self), NULL);

  return GTK_WIDGET (self->view);
}
