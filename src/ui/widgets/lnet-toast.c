/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-toast.h"

/* Longer lines are hard to read, shorter ones are none. */
#define MAX_CHARS 60
#define MIN_CHARS 6

static int
measure_width (GtkWidget *widget)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static int
get_char_width (GtkWidget *label)
{
  PangoContext *context = gtk_widget_get_pango_context (label);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int width = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                   pango_font_metrics_get_approximate_digit_width (metrics));

  pango_font_metrics_unref (metrics);
  return MAX (PANGO_PIXELS_CEIL (width), 1);
}

/* The overlay gives a toast the width it asks for, and the height for that width: it may ask for no more than there
 * is beside its buttons. */
static void
fit (GtkWidget *label)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (label, ADW_TYPE_TOAST_OVERLAY);
  GtkWidget *toast = label;
  int free_width;

  if (overlay == NULL || gtk_widget_get_width (overlay) == 0)
    return;
  while (gtk_widget_get_parent (toast) != overlay)
    toast = gtk_widget_get_parent (toast);
  free_width = gtk_widget_get_width (overlay) - (measure_width (toast) - measure_width (label));
  gtk_label_set_max_width_chars (GTK_LABEL (label),
                                 CLAMP (free_width / get_char_width (label), MIN_CHARS, MAX_CHARS));
}

static gboolean
announce (GtkWidget     *label,
          GdkFrameClock *clock,
          gpointer       user_data)
{
  gtk_accessible_announce (GTK_ACCESSIBLE (label), gtk_label_get_text (GTK_LABEL (label)),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  return G_SOURCE_REMOVE;
}

/* Of titles that it does not show itself libadwaita says only that there is one; what it is comes after that. */
static void
on_map (GtkWidget *label)
{
  GdkSurface *surface = gtk_native_get_surface (gtk_widget_get_native (label));

  g_signal_connect_object (surface, "layout", G_CALLBACK (fit), label, G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  fit (label);
  gtk_widget_add_tick_callback (label, announce, NULL, NULL);
}

AdwToast *
lnet_toast_new (const char *message)
{
  AdwToast *toast = adw_toast_new ("");
  g_autoptr (GtkWidget) label = g_object_ref_sink (gtk_label_new (message));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  g_signal_connect (label, "map", G_CALLBACK (on_map), NULL);
  adw_toast_set_custom_title (toast, label);
  return toast;
}

const char *
lnet_toast_get_message (AdwToast *toast)
{
  g_return_val_if_fail (ADW_IS_TOAST (toast), NULL);

  return gtk_label_get_text (GTK_LABEL (adw_toast_get_custom_title (toast)));
}
