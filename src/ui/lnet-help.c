/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-help.h"

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

void
lnet_help_open (GtkWindow *parent)
{
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new ("help:learning-network");

  gtk_uri_launcher_launch (launcher, parent, NULL, NULL, NULL);
}
