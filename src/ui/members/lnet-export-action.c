/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-export-action.h"

#include <glib/gi18n-lib.h>

#include "lnet-export.h"

static void
on_exported (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (LnetSession) session = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;
  guint n_rows = 0;

  if (!lnet_export_members_finish (LNET_STORE (source), result, &n_rows, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        lnet_session_fail (session, _("The members were not exported"), error);
      return;
    }
  message = g_strdup_printf (ngettext ("%'u member exported", "%'u members exported", n_rows), n_rows);
  lnet_session_say (session, message);
}

static void
on_chosen (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetSession) session = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    lnet_export_members_async (lnet_session_get_store (session), file, NULL, on_exported, g_object_ref (session));
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) &&
           !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    lnet_session_fail (session, _("The members were not exported"), error);
}

void
lnet_export_present (GtkWidget   *parent,
                     LnetSession *session)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkRoot *root = gtk_widget_get_root (parent);
  /* Translators: the file name that is proposed; %s is the network's name */
  g_autofree char *name = g_strdup_printf (_("%s members.csv"), lnet_store_get_name (lnet_session_get_store (session)));

  g_strdelimit (name, "/\\", '-');
  gtk_file_dialog_set_title (dialog, _("Export Members"));
  gtk_file_dialog_set_accept_label (dialog, _("_Export"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, on_chosen,
                        g_object_ref (session));
}
