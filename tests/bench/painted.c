/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Loaded before a GTK program: writes one byte to the descriptor that LNET_BENCH_FD names when the first frame of its
 * first window is painted. With LNET_BENCH_FRAMES it writes the time of each frame instead, in seconds, and nothing
 * moves by itself in that program: no animations, no blinking, so that it paints when there is something new to see. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <gtk/gtk.h>
#include <stdlib.h>
#include <unistd.h>

static gboolean told;

static void
tell (const void *what,
      size_t      length)
{
  const char *descriptor = getenv ("LNET_BENCH_FD");

  if (descriptor != NULL && write (atoi (descriptor), what, length) != (ssize_t) length)
    abort ();
}

static void
on_after_paint (GdkFrameClock *clock)
{
  double now = (double) g_get_monotonic_time () / G_USEC_PER_SEC;

  if (getenv ("LNET_BENCH_FRAMES") != NULL)
    tell (&now, sizeof now);
  else if (!told)
    tell ("p", 1);
  told = TRUE;
}

static void
on_realize (GtkWidget *window)
{
  g_signal_connect_after (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (on_after_paint), NULL);
}

void
gtk_window_present (GtkWindow *window)
{
  static void (*present) (GtkWindow *);
  static gboolean hooked;

  if (present == NULL)
    present = (void (*) (GtkWindow *)) dlsym (RTLD_NEXT, "gtk_window_present");
  if (!hooked)
    {
      hooked = TRUE;
      if (getenv ("LNET_BENCH_FRAMES") != NULL)
        g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink", FALSE,
                      "gtk-overlay-scrolling", FALSE, NULL);
      if (gtk_widget_get_realized (GTK_WIDGET (window)))
        on_realize (GTK_WIDGET (window));
      else
        g_signal_connect_after (window, "realize", G_CALLBACK (on_realize), NULL);
    }
  present (window);
}
