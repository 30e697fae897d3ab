/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-fit.h"

/* A phone's width with letters half as large again: two buttons fit beside each other, and no title between them. */
#define NO_TITLE "max-width: 240sp"

void
lnet_fit_words (GtkWidget *root)
{
  GtkWidget *words = GTK_IS_BUTTON (root) ? gtk_button_get_child (GTK_BUTTON (root)) : NULL;

  if (GTK_IS_LABEL (words) && gtk_label_get_ellipsize (GTK_LABEL (words)) == PANGO_ELLIPSIZE_NONE)
    {
      gtk_label_set_wrap (GTK_LABEL (words), TRUE);
      gtk_label_set_natural_wrap_mode (GTK_LABEL (words), GTK_NATURAL_WRAP_NONE);
      gtk_label_set_justify (GTK_LABEL (words), GTK_JUSTIFY_CENTER);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    lnet_fit_words (child);
}

/* In every header there is: a dialog may have several pages. Returns: how many */
static guint
hide_titles (GtkWidget     *root,
             AdwBreakpoint *narrow)
{
  g_auto (GValue) hidden = G_VALUE_INIT;
  guint n = 0;

  if (ADW_IS_HEADER_BAR (root))
    {
      g_value_init (&hidden, G_TYPE_BOOLEAN);
      adw_breakpoint_add_setter (narrow, G_OBJECT (root), "show-title", &hidden);
      return 1;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += hide_titles (child, narrow);
  return n;
}

void
lnet_fit_dialog (AdwDialog *dialog)
{
  GtkWidget *child = adw_dialog_get_child (dialog);
  AdwBreakpoint *narrow = adw_breakpoint_new (adw_breakpoint_condition_parse (NO_TITLE));
  guint n_headers = hide_titles (child, narrow);

  g_return_if_fail (n_headers > 0);

  lnet_fit_words (child);
  adw_dialog_add_breakpoint (dialog, narrow);
  /* A dialog that has breakpoints no longer asks for the width of what is in it. */
  gtk_widget_set_size_request (GTK_WIDGET (dialog), 280, 200);
}
