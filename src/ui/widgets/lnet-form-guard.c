/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-form-guard.h"

#include <glib/gi18n-lib.h>

static void
on_discard (AdwDialog *dialog)
{
  adw_dialog_force_close (dialog);
}

static void
on_close_attempt (AdwDialog *dialog)
{
  AdwDialog *question = adw_alert_dialog_new (_("Throw Away What You Wrote?"),
                                              _("Nothing of it has been saved yet."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (question), "keep", _("_Keep Writing"), "discard",
                                  _("_Throw Away"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (question), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (question), "keep");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (question), "keep");
  g_signal_connect_object (question, "response::discard", G_CALLBACK (on_discard), dialog, G_CONNECT_SWAPPED);
  adw_dialog_present (question, GTK_WIDGET (dialog));
}

static void
on_written (AdwDialog *dialog)
{
  adw_dialog_set_can_close (dialog, FALSE);
}

void
lnet_form_guard_watch (AdwDialog *dialog,
                       GtkWidget *row)
{
  if (g_signal_handler_find (dialog, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, on_close_attempt, NULL) == 0)
    g_signal_connect (dialog, "close-attempt", G_CALLBACK (on_close_attempt), NULL);
  g_signal_connect_object (row, "notify::text", G_CALLBACK (on_written), dialog, G_CONNECT_SWAPPED);
}
