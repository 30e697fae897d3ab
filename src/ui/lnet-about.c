/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-about.h"

#include <glib/gi18n-lib.h>

AdwDialog *
lnet_about_dialog_new (void)
{
  AdwDialog *dialog = adw_about_dialog_new ();

  g_object_set (dialog,
                "application-name", _("Learning Network"),
                "application-icon", LNET_APP_ID,
                "version", LNET_VERSION,
                "developer-name", _("The Learning Network developers"),
                "comments", _("For people who learn together, and together make early learning better"),
                "license-type", GTK_LICENSE_GPL_3_0,
                /* Translators: your name, and how to reach you if you like; one line each */
                "translator-credits", _("translator-credits"),
                NULL);
  return dialog;
}
