/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-step.h"

guint
lnet_step (GtkWidget *widget,
           guint      n,
           guint      position,
           int        by)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), GTK_INVALID_LIST_POSITION);

  if (n == 0)
    return GTK_INVALID_LIST_POSITION;
  if (position == GTK_INVALID_LIST_POSITION)
    return by > 0 ? 0 : n - 1;
  if (by > 0 ? position + 1 >= n : position == 0)
    {
      gtk_widget_error_bell (widget);
      return GTK_INVALID_LIST_POSITION;
    }
  return position + (guint) by;
}
