/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-message-round-dialog.h"

#include <glib/gi18n-lib.h>

#include "lnet-day.h"
#include "lnet-fit.h"
#include "lnet-line.h"
#include "lnet-message-dialog.h"
#include "lnet-message-people-page.h"
#include "lnet-toast.h"

#define DATE_LENGTH 10

struct _LnetMessageRoundDialog
{
  AdwDialog parent_instance;

  AdwToastOverlay *toasts;
  AdwNavigationView *pages;
  AdwActionRow *subject_row;
  AdwActionRow *body_row;
  AdwActionRow *sent_row;
  AdwActionRow *to_row;
  GtkWidget *copy_row;
  LnetMessagePeoplePage *people;

  LnetSession *session;
  LnetMessageRound *round;
  GPtrArray *recipients; /* LnetMemberInfo; NULL while they are read */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (LnetMessageRoundDialog, lnet_message_round_dialog, ADW_TYPE_DIALOG)

char *
lnet_message_round_dup_when (const LnetMessageRound *round)
{
  g_autofree char *today = lnet_day_today ();
  g_autofree char *day = lnet_day_describe (round->sent_at, today);

  if (round->sent_at == NULL || strlen (round->sent_at) <= DATE_LENGTH + 1)
    return g_steal_pointer (&day);
  return g_strdup_printf ("%s %s", day, round->sent_at + DATE_LENGTH + 1);
}

/* --- who got it --- */

static void
show_people_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  LnetMessageRoundDialog *self = LNET_MESSAGE_ROUND_DIALOG (widget);
  g_autoptr (GPtrArray) gets = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) others = g_ptr_array_new ();

  for (guint i = 0; i < self->recipients->len; i++)
    {
      const LnetMemberInfo *info = g_ptr_array_index (self->recipients, i);
      g_autofree char *caption = lnet_member_info_dup_caption (info);

      g_ptr_array_add (gets, lnet_line_new (info->name, caption, NULL, NULL, NULL, NULL, NULL));
    }
  lnet_message_people_page_set_lines (self->people, gets, others);
  adw_navigation_view_push (self->pages, ADW_NAVIGATION_PAGE (self->people));
}

static void
on_recipients_loaded (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (LnetMessageRoundDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) recipients = lnet_message_round_load_recipients_finish (LNET_STORE (source), result, &error);

  if (self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (recipients == NULL)
    {
      adw_action_row_set_subtitle (self->to_row, error->message);
      return;
    }
  self->recipients = g_steal_pointer (&recipients);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "round.show-people", self->recipients->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "round.write",
                                 self->recipients->len > 0 && lnet_message_dialog_is_possible (self->session));
}

/* --- what can be done --- */

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LnetMessageRoundDialog *self = LNET_MESSAGE_ROUND_DIALOG (widget);
  const char *body = self->round->body != NULL ? self->round->body : "";
  g_autofree char *both = self->round->subject != NULL ? g_strconcat (self->round->subject, "\n\n", body, NULL)
                                                       : g_strdup (body);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), both);
  adw_toast_overlay_add_toast (self->toasts, lnet_toast_new (_("Copied")));
}

static void
write_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  LnetMessageRoundDialog *self = LNET_MESSAGE_ROUND_DIALOG (widget);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LnetId));
  AdwDialog *dialog;

  for (guint i = 0; i < self->recipients->len; i++)
    g_array_append_val (ids, ((LnetMemberInfo *) g_ptr_array_index (self->recipients, i))->id);
  dialog = lnet_message_dialog_new_for_members (self->session, ids, self->round->channel);
  lnet_message_dialog_set_words (LNET_MESSAGE_DIALOG (dialog), self->round->subject, self->round->body);
  adw_dialog_present (dialog, widget);
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LnetMessageRoundDialog *self = LNET_MESSAGE_ROUND_DIALOG (widget);
  LnetTransaction *transaction = lnet_transaction_new ("message-delete");

  lnet_transaction_delete (transaction, LNET_TABLE_MESSAGE_ROUND, &self->round->id);
  lnet_session_commit (self->session, transaction, _("The message is in the Trash"));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
lnet_message_round_dialog_dispose (GObject *object)
{
  LnetMessageRoundDialog *self = LNET_MESSAGE_ROUND_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->people);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_MESSAGE_ROUND_DIALOG);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lnet_message_round_dialog_parent_class)->dispose (object);
}

static void
lnet_message_round_dialog_finalize (GObject *object)
{
  LnetMessageRoundDialog *self = LNET_MESSAGE_ROUND_DIALOG (object);

  g_object_unref (self->cancellable);
  g_clear_pointer (&self->recipients, g_ptr_array_unref);
  lnet_message_round_free (self->round);

  G_OBJECT_CLASS (lnet_message_round_dialog_parent_class)->finalize (object);
}

static void
lnet_message_round_dialog_class_init (LnetMessageRoundDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lnet_message_round_dialog_dispose;
  object_class->finalize = lnet_message_round_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/LearningNetwork/lnet-message-round-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetMessageRoundDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, LnetMessageRoundDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, LnetMessageRoundDialog, subject_row);
  gtk_widget_class_bind_template_child (widget_class, LnetMessageRoundDialog, body_row);
  gtk_widget_class_bind_template_child (widget_class, LnetMessageRoundDialog, sent_row);
  gtk_widget_class_bind_template_child (widget_class, LnetMessageRoundDialog, to_row);
  gtk_widget_class_bind_template_child (widget_class, LnetMessageRoundDialog, copy_row);
  gtk_widget_class_install_action (widget_class, "round.show-people", NULL, show_people_action);
  gtk_widget_class_install_action (widget_class, "round.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "round.write", NULL, write_action);
  gtk_widget_class_install_action (widget_class, "round.delete", NULL, delete_action);
}

static void
lnet_message_round_dialog_init (LnetMessageRoundDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->people = g_object_ref_sink (g_object_new (LNET_TYPE_MESSAGE_PEOPLE_PAGE, NULL));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "round.show-people", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "round.write", FALSE);
  adw_dialog_set_focus (ADW_DIALOG (self), self->copy_row);
  lnet_fit_dialog (ADW_DIALOG (self));
}

static const char *
describe_way (const LnetMessageRound *round)
{
  if (g_strcmp0 (round->hand_over, "mail-program") == 0)
    return _("through the mail program");
  if (g_strcmp0 (round->hand_over, "text-program") == 0)
    return _("through the text program");
  return _("copied");
}

/* "Today 9:15 · Ruth Lopez · through the mail program" */
static char *
describe_sent (const LnetMessageRound *round)
{
  g_autofree char *when = lnet_message_round_dup_when (round);

  if (*round->sender_name == '\0')
    return g_strdup_printf ("%s · %s", when, describe_way (round));
  return g_strdup_printf ("%s · %s · %s", when, round->sender_name, describe_way (round));
}

static void
show_round (LnetMessageRoundDialog *self)
{
  const LnetMessageRound *round = self->round;
  g_autofree char *sent = describe_sent (round);
  g_autofree char *to = g_strdup_printf (ngettext ("To %'u member", "To %'u members", round->n_recipients),
                                         round->n_recipients);

  adw_dialog_set_title (ADW_DIALOG (self), round->channel == LNET_MESSAGE_EMAIL ? _("E-Mail Sent")
                                                                                : _("Text Message Sent"));
  gtk_widget_set_visible (GTK_WIDGET (self->subject_row), round->subject != NULL);
  adw_action_row_set_subtitle (self->subject_row, round->subject != NULL ? round->subject : "");
  gtk_widget_set_visible (GTK_WIDGET (self->body_row), round->body != NULL);
  adw_action_row_set_subtitle (self->body_row, round->body != NULL ? round->body : "");
  adw_action_row_set_subtitle (self->sent_row, sent);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->to_row), to);
}

AdwDialog *
lnet_message_round_dialog_new (LnetSession  *session,
                               const LnetId *round)
{
  g_autoptr (GError) error = NULL;
  LnetMessageRound *loaded = lnet_message_round_load (lnet_session_get_reader (session), round, &error);
  LnetMessageRoundDialog *self;

  if (error != NULL)
    lnet_session_fail (session, _("The message could not be read"), error);
  if (loaded == NULL)
    return NULL;
  self = g_object_new (LNET_TYPE_MESSAGE_ROUND_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->round = loaded;
  lnet_session_enable_action (session, GTK_WIDGET (self), "round.delete", TRUE);
  show_round (self);
  lnet_message_round_load_recipients_async (lnet_session_get_store (session), round, self->cancellable,
                                            on_recipients_loaded, g_object_ref (self));
  return ADW_DIALOG (self);
}
