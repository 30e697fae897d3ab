/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Loaded before a GTK program: writes one byte to the descriptor that LNET_BENCH_FD names when the first frame of its
 * first window is painted. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <gtk/gtk.h>
#include <stdlib.h>
#include <unistd.h>

static gboolean told;

static void
on_after_paint (GdkFrameClock *clock)
{
  const char *descriptor = getenv ("LNET_BENCH_FD");

  if (told || descriptor == NULL)
    return;
  told = TRUE;
  if (write (atoi (descriptor), "p", 1) != 1)
    abort ();
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
      if (gtk_widget_get_realized (GTK_WIDGET (window)))
        on_realize (GTK_WIDGET (window));
      else
        g_signal_connect_after (window, "realize", G_CALLBACK (on_realize), NULL);
    }
  present (window);
}
