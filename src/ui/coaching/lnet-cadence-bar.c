/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-cadence-bar.h"

#include "lnet-coaching-words.h"

struct _LnetCadenceBar
{
  AdwBin parent_instance;

  GtkWidget *words;
  GtkImage *icon;
  GtkLabel *label;
  GtkProgressBar *bar;
};

G_DEFINE_FINAL_TYPE (LnetCadenceBar, lnet_cadence_bar, ADW_TYPE_BIN)

static void
lnet_cadence_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LNET_TYPE_CADENCE_BAR);

  G_OBJECT_CLASS (lnet_cadence_bar_parent_class)->dispose (object);
}

static void
lnet_cadence_bar_class_init (LnetCadenceBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lnet_cadence_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-cadence-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetCadenceBar, words);
  gtk_widget_class_bind_template_child (widget_class, LnetCadenceBar, icon);
  gtk_widget_class_bind_template_child (widget_class, LnetCadenceBar, label);
  gtk_widget_class_bind_template_child (widget_class, LnetCadenceBar, bar);
}

static void
lnet_cadence_bar_init (LnetCadenceBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
lnet_cadence_bar_set_cadence (LnetCadenceBar    *self,
                              const LnetCadence *cadence)
{
  const char *classes[] = { lnet_coaching_cadence_class (cadence->state), NULL };
  const char *bar_classes[] = { "cadence-bar", classes[0], NULL };
  g_autofree char *words = lnet_cadence_describe (cadence);

  g_return_if_fail (LNET_IS_CADENCE_BAR (self));

  gtk_image_set_from_icon_name (self->icon, lnet_coaching_cadence_icon (cadence->state));
  gtk_label_set_label (self->label, words);
  gtk_widget_set_css_classes (self->words, classes);
  gtk_widget_set_css_classes (GTK_WIDGET (self->bar), bar_classes);
  gtk_progress_bar_set_fraction (self->bar, cadence->elapsed);
  gtk_widget_set_visible (GTK_WIDGET (self->bar),
                          cadence->state != LNET_CADENCE_CLOSED && cadence->state != LNET_CADENCE_NO_RHYTHM);
}
