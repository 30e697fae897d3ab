/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-help.h"

#include <glib/gi18n-lib.h>

gboolean
lnet_help_is_there (void)
{
  const char *const *folders = g_get_system_data_dirs ();

  for (int i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *page = g_build_filename (folders[i], "help", "C", "learning-network", "index.page", NULL);

      if (g_file_test (page, G_FILE_TEST_EXISTS))
        return TRUE;
    }
  return FALSE;
}

static void
tell_no_viewer (GtkWidget *parent)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("No Help Viewer"), NULL));

  adw_alert_dialog_set_body (dialog, _("The help is on this computer, but no program that shows it is. Install “Help” "
                                       "(also called Yelp) from your software store, then press F1 again."));
  adw_alert_dialog_add_response (dialog, "close", _("_Close"));
  adw_dialog_present (ADW_DIALOG (dialog), parent);
}

static void
on_launched (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GtkWidget) parent = user_data;
  g_autoptr (GError) error = NULL;

  if (gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error) ||
      g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    return;
  g_debug ("The help was not opened: %s", error->message);
  if (gtk_widget_get_mapped (parent))
    tell_no_viewer (parent);
}

void
lnet_help_open (GtkWindow  *parent,
                const char *page)
{
  g_autofree char *uri = g_strconcat ("help:learning-network", page != NULL ? "/" : NULL, page, NULL);
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);

  gtk_uri_launcher_launch (launcher, parent, NULL, on_launched, g_object_ref (parent));
}

void
lnet_help_set_page (AdwDialog  *dialog,
                    const char *page)
{
  g_object_set_data (G_OBJECT (dialog), "lnet-help-page", (gpointer) g_intern_string (page));
}

const char *
lnet_help_get_page (AdwDialog *dialog)
{
  return dialog != NULL ? g_object_get_data (G_OBJECT (dialog), "lnet-help-page") : NULL;
}
