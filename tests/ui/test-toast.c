/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "harness.h"

#include "lnet-toast.h"

#define WORDS "No program on this computer can do <b>this</b> & that"

static GtkWindow *
show (AdwToast *toast,
      int       width)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWindow *window;

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), adw_bin_new ());
  window = lnet_test_show_widget (overlay, width, 300);
  adw_toast_set_timeout (toast, 0);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  return window;
}

/* All its lines are within what the toast was given. */
static gboolean
is_whole (GtkWidget *label,
          int        lines)
{
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (label));
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  return pango_layout_get_line_count (layout) == lines && !pango_layout_is_ellipsized (layout) &&
         gtk_widget_get_height (label) >= height;
}

/* On a phone it has as many lines as it needs, beside its button, and follows the window's width. */
static void
test_lines (void)
{
  AdwToast *toast = lnet_toast_new (WORDS);
  GtkWindow *window;
  GtkWidget *label;

  adw_toast_set_button_label (toast, "Undo");
  window = show (toast, 360);
  label = lnet_test_get (window, GTK_TYPE_LABEL, WORDS);
  lnet_test_wait_for (is_whole (label, 3));
  g_assert_cmpint (gtk_widget_get_width (lnet_test_get (window, GTK_TYPE_BUTTON, "Undo")), >, 0);
  gtk_window_set_default_size (window, 1000, 300);
  lnet_test_wait_for (is_whole (label, 1));
  gtk_window_set_default_size (window, 360, 300);
  lnet_test_wait_for (is_whole (label, 3));
  gtk_window_destroy (window);
}

static void
test_spoken (void)
{
  GtkWindow *window = show (lnet_toast_new (WORDS), 360);

  lnet_test_wait_for (g_strcmp0 (lnet_test_get_announced (), WORDS) == 0);
  gtk_window_destroy (window);
}

/* One that is never shown leaves nothing behind. */
static void
test_unseen (void)
{
  AdwToast *toast = lnet_toast_new (WORDS);
  GtkWidget *label = adw_toast_get_custom_title (toast);

  g_object_add_weak_pointer (G_OBJECT (label), (gpointer *) &label);
  g_assert_cmpstr (lnet_toast_get_message (toast), ==, WORDS);
  g_assert_finalize_object (toast);
  g_assert_null (label);
}

int
main (int    argc,
      char **argv)
{
  lnet_test_init (&argc, &argv);
  g_test_add_func ("/toast/lines", test_lines);
  g_test_add_func ("/toast/spoken", test_spoken);
  g_test_add_func ("/toast/unseen", test_unseen);
  return lnet_test_run ();
}
