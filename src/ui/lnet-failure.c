/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-failure.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How many letters of a heading fit a phone. */
#define HEADING_LETTERS 24

/* What the message says for people; behind a line break follows what a library says. */
static char *
dup_sentence (const GError *error)
{
  return g_strndup (error->message, strcspn (error->message, "\n"));
}

/* For whoever is asked for help: not translated, and to be copied. */
static char *
dup_details (const GError *error,
             const char   *path)
{
  g_autoptr (GString) details = g_string_new (NULL);
  const char *technical = strchr (error->message, '\n');

  if (technical != NULL)
    g_string_append_printf (details, "%s\n", technical + 1);
  g_string_append_printf (details, "%s %d", g_quark_to_string (error->domain), error->code);
  if (path != NULL)
    {
      g_autofree char *display = g_filename_display_name (path);

      g_string_append_printf (details, "\n%s", display);
    }
  g_string_append_printf (details, "\nLearning Network %s", LNET_VERSION);
  return g_string_free_and_steal (g_steal_pointer (&details));
}

AdwAlertDialog *
lnet_failure_dialog_new (const char   *heading,
                         const GError *error,
                         const char   *path)
{
  g_autofree char *sentence = dup_sentence (error);
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, sentence));
  GtkWidget *expander = gtk_expander_new_with_mnemonic (_("_Details"));
  g_autofree char *details = dup_details (error, path);
  GtkWidget *label = gtk_label_new (details);

  /* A heading that does not fit a phone's width would be cut off. */
  if (g_utf8_strlen (heading, -1) > HEADING_LETTERS)
    {
      adw_alert_dialog_set_heading (dialog, _("That did not work"));
      adw_alert_dialog_format_body (dialog, "%s.\n\n%s", heading, sentence);
    }
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_set_margin_top (label, 6);
  gtk_expander_set_child (GTK_EXPANDER (expander), label);
  adw_alert_dialog_set_extra_child (dialog, expander);

  adw_alert_dialog_add_response (dialog, "close", _("_Close"));
  adw_alert_dialog_set_default_response (dialog, "close");
  adw_alert_dialog_set_close_response (dialog, "close");
  return dialog;
}
