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
  guint n_rows;

  if (!lnet_export_write_finish (LNET_EXPORT (source), result, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        lnet_session_fail (session, _("The members were not exported"), error);
      return;
    }
  n_rows = lnet_export_get_n_rows (LNET_EXPORT (source));
  message = g_strdup_printf (ngettext ("%'u member exported", "%'u members exported", n_rows), n_rows);
  lnet_session_say (session, message);
}

/* What was asked for stands in the name that was proposed. */
static LnetExportFormat
get_format (GtkFileDialog *dialog,
            GFile         *file)
{
  if (g_str_has_suffix (gtk_file_dialog_get_initial_name (dialog), ".vcf"))
    return LNET_EXPORT_VCARD_3;
  return lnet_export_guess_format (file);
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
    {
      g_autoptr (LnetExport) export = lnet_export_new (get_format (GTK_FILE_DIALOG (source), file));

      lnet_export_write_async (export, lnet_session_get_store (session), file, NULL, on_exported,
                               g_object_ref (session));
    }
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) &&
           !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    lnet_session_fail (session, _("The members were not exported"), error);
}

void
lnet_export_present (GtkWidget   *parent,
                     LnetSession *session,
                     gboolean     cards)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkRoot *root = gtk_widget_get_root (parent);
  const char *network = lnet_store_get_name (lnet_session_get_store (session));
  /* Translators: the file name that is proposed, without its ending; %s is the network's name */
  g_autofree char *stem = g_strdup_printf (_("%s members"), network);
  g_autofree char *name = g_strconcat (stem, cards ? ".vcf" : ".csv", NULL);

  g_strdelimit (name, "/\\", '-');
  gtk_file_dialog_set_title (dialog, cards ? _("Export Members as vCards") : _("Export Members"));
  gtk_file_dialog_set_accept_label (dialog, _("_Export"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, on_chosen,
                        g_object_ref (session));
}
