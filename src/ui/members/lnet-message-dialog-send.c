/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Handing over, and noting that it was sent. */

#include "config.h"

#include "lnet-message-dialog-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-fit.h"
#include "lnet-message-round.h"
#include "lnet-message-uri.h"
#include "lnet-text-segments.h"
#include "lnet-toast.h"

#define PROGRESS_MS 200

static gboolean
has_words (LnetMessageDialog *self)
{
  g_autofree char *subject = lnet_message_dialog_dup_subject (self);
  g_autofree char *body = lnet_text_row_dup_text (self->body_row);

  return *body != '\0' || (lnet_message_dialog_get_channel (self) == LNET_MESSAGE_EMAIL && *subject != '\0');
}

static void
say (LnetMessageDialog *self,
     const char        *message)
{
  adw_toast_overlay_add_toast (self->toasts, lnet_toast_new (message));
}

static void
fail (LnetMessageDialog *self,
      const char        *message)
{
  adw_banner_set_title (self->failure, message);
  adw_banner_set_revealed (self->failure, TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

/* --- what can be done now --- */

static char *
describe_hand_over (LnetMessageDialog *self)
{
  gboolean is_email = lnet_message_dialog_get_channel (self) == LNET_MESSAGE_EMAIL;
  guint n = self->links != NULL ? g_strv_length (self->links) : 0;

  if (self->n_opened > 0 && self->n_opened < n)
    return g_strdup_printf (is_email
                              /* Translators: a button; one of several drafts in the mail program */
                              ? _("_Open Letter %u of %u")
                              /* Translators: a button; one of several drafts in the program for text messages */
                              : _("_Open Part %u of %u"),
                            self->n_opened + 1, n);
  return g_strdup (is_email ? _("_Open in Mail Program") : _("_Open in Text Program"));
}

void
lnet_message_dialog_fill_copy_menu (LnetMessageDialog *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  gboolean is_email = lnet_message_dialog_get_channel (self) == LNET_MESSAGE_EMAIL;
  guint n = self->reach != NULL ? self->reach->n_addresses : 0;

  g_menu_append (menu, _("Copy _Message"), "message.copy-words");
  g_menu_append (menu, is_email ? g_dngettext (GETTEXT_PACKAGE, "Copy _Address", "Copy _Addresses", n)
                                : g_dngettext (GETTEXT_PACKAGE, "Copy _Number", "Copy _Numbers", n),
                 "message.copy-addresses");
  gtk_menu_button_set_menu_model (self->copy, G_MENU_MODEL (menu));
}

void
lnet_message_dialog_update_actions (LnetMessageDialog *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean has_addresses = self->reach != NULL && self->reach->n_addresses > 0;
  gboolean is_possible = has_words (self) && has_addresses && !self->is_saving;
  gboolean is_handed = self->handed_over != NULL;
  g_autofree char *label = describe_hand_over (self);

  gtk_widget_action_set_enabled (widget, "message.hand-over", is_possible);
  gtk_widget_action_set_enabled (widget, "message.copy-words", has_words (self) && has_addresses);
  gtk_widget_action_set_enabled (widget, "message.copy-addresses", has_addresses);
  gtk_widget_action_set_enabled (widget, "message.mark-sent", is_possible && is_handed);
  gtk_button_set_label (self->hand_over, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->hand_over), has_words (self) ? NULL : _("Write the message first"));
  gtk_widget_set_visible (self->mark, is_handed);
  if (is_handed)
    gtk_widget_remove_css_class (GTK_WIDGET (self->hand_over), "suggested-action");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->hand_over), "suggested-action");
  lnet_fit_words (GTK_WIDGET (self->hand_over));
}

static void
forget_links (LnetMessageDialog *self)
{
  g_clear_pointer (&self->links, g_strfreev);
  self->n_opened = 0;
}

static char *
describe_message (LnetMessageDialog *self)
{
  g_autofree char *subject = lnet_message_dialog_dup_subject (self);
  g_autofree char *body = lnet_text_row_dup_text (self->body_row);
  g_auto (GStrv) addresses = lnet_message_reach_dup_addresses (self->reach);
  g_autofree char *to = g_strjoinv (",", addresses);

  return g_strjoin ("\n", lnet_message_channel_to_key (self->reach->channel), to, subject, body, NULL);
}

void
lnet_message_dialog_review (LnetMessageDialog *self)
{
  g_autofree char *now = NULL;

  if (self->handed == NULL)
    return;
  now = describe_message (self);
  if (g_str_equal (now, self->handed))
    return;
  forget_links (self);
  self->handed_over = NULL;
  g_clear_pointer (&self->handed, g_free);
}

static void
take_handed (LnetMessageDialog *self,
             const char        *how)
{
  g_free (self->handed);
  self->handed = describe_message (self);
  self->handed_over = how;
}

/* --- handing over --- */

static void
on_opened (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetMessageDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean opened = gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error);
  gboolean is_email;

  if (self->session == NULL || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) ||
      g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    return;
  is_email = self->reach->channel == LNET_MESSAGE_EMAIL;
  if (!opened)
    {
      g_debug ("Handing over: %s", error->message);
      fail (self, is_email ? _("No program on this computer takes e-mails to send. Copy the message and the addresses "
                               "instead.")
                           : _("No program on this computer takes text messages to send. Copy the message and the "
                               "numbers instead."));
      return;
    }
  if (self->links != NULL && self->links[self->n_opened] != NULL)
    self->n_opened++;
  if (self->links != NULL && self->links[self->n_opened] == NULL)
    take_handed (self, is_email ? "mail-program" : "text-program");
  adw_banner_set_revealed (self->failure, FALSE);
  lnet_message_dialog_update_actions (self);
}

/* FALSE, and said so, when the words are too long for a link. */
static gboolean
make_links (LnetMessageDialog *self)
{
  g_autofree char *subject = lnet_message_dialog_dup_subject (self);
  g_autofree char *body = lnet_text_row_dup_text (self->body_row);
  g_auto (GStrv) addresses = lnet_message_reach_dup_addresses (self->reach);

  if (self->links != NULL && self->links[self->n_opened] == NULL)
    forget_links (self);
  if (self->links == NULL && self->reach->channel == LNET_MESSAGE_EMAIL)
    self->links = lnet_message_uri_mail ((const char *const *) addresses, subject, body);
  else if (self->links == NULL)
    self->links = lnet_message_uri_text ((const char *const *) addresses, body);
  if (self->links != NULL && self->links[0] != NULL)
    {
      g_free (self->handed);
      self->handed = describe_message (self);
      return TRUE;
    }
  forget_links (self);
  fail (self, _("The message is too long to be handed over. Copy it instead, and paste it where you send it."));
  return FALSE;
}

static void
hand_over_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  LnetMessageDialog *self = LNET_MESSAGE_DIALOG (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autoptr (GtkUriLauncher) launcher = NULL;

  if (!make_links (self))
    return;
  launcher = gtk_uri_launcher_new (self->links[self->n_opened]);
  gtk_uri_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, on_opened,
                           g_object_ref (self));
}

static void
take_copy (LnetMessageDialog *self,
           const char        *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  if (self->handed_over == NULL && has_words (self))
    take_handed (self, "copied");
  lnet_message_dialog_update_actions (self);
  say (self, _("Copied"));
}

static void
copy_words_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  LnetMessageDialog *self = LNET_MESSAGE_DIALOG (widget);
  g_autofree char *subject = lnet_message_dialog_dup_subject (self);
  g_autofree char *body = lnet_text_row_dup_text (self->body_row);
  g_autofree char *both = g_strconcat (subject, "\n\n", body, NULL);

  take_copy (self, self->reach->channel == LNET_MESSAGE_EMAIL && *subject != '\0' ? both : body);
}

static void
copy_addresses_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  LnetMessageDialog *self = LNET_MESSAGE_DIALOG (widget);
  g_auto (GStrv) addresses = lnet_message_reach_dup_addresses (self->reach);
  g_autofree char *joined = g_strjoinv (", ", addresses);

  take_copy (self, joined);
}

static void
narrow_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LnetMessageDialog *self = LNET_MESSAGE_DIALOG (widget);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (lnet_text_row_get_view (self->body_row)));
  g_autofree char *body = lnet_text_row_dup_text (self->body_row);
  g_autofree char *narrow = lnet_text_segments_narrow (body);
  GtkTextIter start, end;

  /* As if it had been typed: Ctrl+Z takes it back. */
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, narrow, -1);
  gtk_text_buffer_end_user_action (buffer);
  gtk_widget_grab_focus (GTK_WIDGET (self->body_row));
}

/* --- noting --- */

/* Where they are many it takes a while: the bar says how far it is, and it can be stopped. */
static gboolean
show_progress (gpointer user_data)
{
  LnetMessageDialog *self = user_data;
  guint n_ops = lnet_transaction_get_n_ops (self->transaction);

  gtk_widget_set_visible (self->bottom, FALSE);
  gtk_widget_set_visible (self->saving, TRUE);
  gtk_progress_bar_set_fraction (self->progress,
                                 n_ops > 0 ? (double) lnet_transaction_get_n_done (self->transaction) / n_ops : 0);
  return G_SOURCE_CONTINUE;
}

static void
begin_saving (LnetMessageDialog *self,
              LnetTransaction   *transaction)
{
  self->is_saving = TRUE;
  self->transaction = transaction;
  g_clear_object (&self->stop_saving);
  self->stop_saving = g_cancellable_new ();
  self->progress_timeout = g_timeout_add (PROGRESS_MS, show_progress, self);
  lnet_message_dialog_update_actions (self);
}

static void
end_saving (LnetMessageDialog *self)
{
  self->is_saving = FALSE;
  g_clear_handle_id (&self->progress_timeout, g_source_remove);
  g_clear_pointer (&self->transaction, lnet_transaction_unref);
  gtk_widget_set_visible (self->saving, FALSE);
  gtk_widget_set_visible (self->bottom, TRUE);
}

static void
stop_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  g_cancellable_cancel (LNET_MESSAGE_DIALOG (widget)->stop_saving);
}

static void
on_noted (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (LnetMessageDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (self->session == NULL)
    return;
  end_saving (self);
  if (lnet_session_commit_finish (LNET_SESSION (source), result, NULL, &error))
    adw_dialog_force_close (ADW_DIALOG (self));
  else
    lnet_message_dialog_update_actions (self);
}

static void
mark_sent (LnetMessageDialog *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *sent_at = g_date_time_format (now, "%Y-%m-%dT%H:%M");
  g_autofree char *subject = lnet_message_dialog_dup_subject (self);
  g_autofree char *body = lnet_text_row_dup_text (self->body_row);
  guint n = self->reach->n_reached;
  g_autofree char *toast = g_strdup_printf (ngettext ("Noted: sent to %'u member", "Noted: sent to %'u members", n), n);

  begin_saving (self, lnet_message_round_log (self->reach, subject, body, lnet_session_get_member (self->session),
                                              self->handed_over, sent_at));
  lnet_session_commit_async (self->session, lnet_transaction_ref (self->transaction), toast, self->stop_saving,
                             on_noted, g_object_ref (self));
}

static void
mark_sent_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  mark_sent (LNET_MESSAGE_DIALOG (widget));
}

static void
on_answered (LnetMessageDialog *self,
             const char        *response)
{
  if (g_str_equal (response, "sent"))
    mark_sent (self);
  else if (g_str_equal (response, "discard"))
    adw_dialog_force_close (ADW_DIALOG (self));
}

void
lnet_message_dialog_close_attempt (LnetMessageDialog *self)
{
  AdwDialog *question;

  if (self->is_saving)
    return;
  if (self->handed_over != NULL)
    {
      question = adw_alert_dialog_new (_("Was It Sent?"),
                                       _("It is kept among the messages sent only when you say so."));
      adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (question), "keep", _("_Keep Writing"), "discard",
                                      _("_Not Sent"), "sent", _("_Mark as Sent"), NULL);
      adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (question), "sent", ADW_RESPONSE_SUGGESTED);
    }
  else
    {
      question = adw_alert_dialog_new (_("Discard What You Wrote?"),
                                       self->n_opened > 0 ? _("The message has not been handed over to everybody yet.")
                                                          : _("The message has not been handed over yet."));
      adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (question), "keep", _("_Keep Writing"), "discard",
                                      _("_Discard"), NULL);
      adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (question), "discard", ADW_RESPONSE_DESTRUCTIVE);
    }
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (question), "keep");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (question), "keep");
  g_signal_connect_object (question, "response", G_CALLBACK (on_answered), self, G_CONNECT_SWAPPED);
  adw_dialog_present (question, GTK_WIDGET (self));
}

void
lnet_message_dialog_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "message.hand-over", NULL, hand_over_action);
  gtk_widget_class_install_action (klass, "message.copy-words", NULL, copy_words_action);
  gtk_widget_class_install_action (klass, "message.copy-addresses", NULL, copy_addresses_action);
  gtk_widget_class_install_action (klass, "message.narrow", NULL, narrow_action);
  gtk_widget_class_install_action (klass, "message.mark-sent", NULL, mark_sent_action);
  gtk_widget_class_install_action (klass, "message.stop", NULL, stop_action);

  gtk_widget_class_add_binding_action (klass, GDK_KEY_Return, GDK_CONTROL_MASK, "message.hand-over", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "message.hand-over", NULL);
}
