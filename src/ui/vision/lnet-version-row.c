/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-version-row.h"

#include "lnet-act.h"
#include "lnet-fit.h"

#include <glib/gi18n-lib.h>

struct _LnetVersionRow
{
  GtkBox parent_instance;

  LnetTextVersion *version;

  GtkLabel *author_label;
  GtkLabel *time_label;
  GtkLabel *text_label;
  GtkLabel *summary_label;
  GtkWidget *back_button;
};

G_DEFINE_FINAL_TYPE (LnetVersionRow, lnet_version_row, GTK_TYPE_BOX)

static guint bring_back_signal;

static char *
get_color (AdwAccentColor color)
{
  GdkRGBA rgba;

  adw_accent_color_to_standalone_rgba (color, adw_style_manager_get_dark (adw_style_manager_get_default ()), &rgba);
  return g_strdup_printf ("#%02x%02x%02x", (guint) (rgba.red * 255), (guint) (rgba.green * 255),
                          (guint) (rgba.blue * 255));
}

static void
show_text (LnetVersionRow *self)
{
  g_autofree char *inserted = get_color (ADW_ACCENT_COLOR_GREEN);
  g_autofree char *deleted = get_color (ADW_ACCENT_COLOR_RED);
  g_autofree char *markup = NULL;

  if (self->version == NULL)
    return;
  markup = lnet_text_version_dup_markup (self->version, inserted, deleted);
  gtk_label_set_markup (self->text_label, markup);
}

static void
on_clicked (LnetVersionRow *self)
{
  if (self->version != NULL)
    g_signal_emit (self, bring_back_signal, 0, self->version);
}

static void
lnet_version_row_dispose (GObject *object)
{
  LnetVersionRow *self = LNET_VERSION_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_VERSION_ROW);
  g_clear_object (&self->version);

  G_OBJECT_CLASS (lnet_version_row_parent_class)->dispose (object);
}

static void
lnet_version_row_class_init (LnetVersionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lnet_version_row_dispose;

  bring_back_signal = g_signal_new ("bring-back", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, LNET_TYPE_TEXT_VERSION);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-version-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetVersionRow, author_label);
  gtk_widget_class_bind_template_child (widget_class, LnetVersionRow, time_label);
  gtk_widget_class_bind_template_child (widget_class, LnetVersionRow, text_label);
  gtk_widget_class_bind_template_child (widget_class, LnetVersionRow, summary_label);
  gtk_widget_class_bind_template_child (widget_class, LnetVersionRow, back_button);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked);
}

static void
lnet_version_row_init (LnetVersionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lnet_fit_words (GTK_WIDGET (self));
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (show_text), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
lnet_version_row_new (void)
{
  return g_object_new (LNET_TYPE_VERSION_ROW, NULL);
}

void
lnet_version_row_set_version (LnetVersionRow *self,
                              LnetTextVersion    *version)
{
  g_autofree char *time = NULL;
  g_autofree char *line = NULL;
  g_autofree char *summary = NULL;

  g_return_if_fail (LNET_IS_VERSION_ROW (self));

  if (!g_set_object (&self->version, version) || version == NULL)
    return;
  time = lnet_text_version_dup_time (version);
  line = g_strdup_printf ("%s · %s", time, lnet_act_get_label (lnet_text_version_get_act (version)));
  summary = lnet_text_version_dup_summary (version);
  gtk_label_set_label (self->author_label, lnet_text_version_get_author (version));
  gtk_label_set_label (self->time_label, line);
  gtk_label_set_label (self->summary_label,
                       lnet_text_version_is_newest (version) ? _("This is how it reads now") : summary);
  gtk_widget_set_visible (self->back_button, !lnet_text_version_is_newest (version));
  gtk_widget_set_sensitive (self->back_button, g_signal_has_handler_pending (self, bring_back_signal, 0, FALSE));
  show_text (self);
}

char *
lnet_version_row_dup_spoken (LnetVersionRow *self)
{
  g_autofree char *time = NULL;
  g_autofree char *difference = NULL;

  g_return_val_if_fail (LNET_IS_VERSION_ROW (self), NULL);

  time = lnet_text_version_dup_time (self->version);
  difference = lnet_text_version_dup_spoken (self->version);
  return g_strdup_printf ("%s, %s. %s", lnet_text_version_get_author (self->version), time, difference);
}
