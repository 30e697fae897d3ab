/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-messages-dialog.h"

#include <glib/gi18n-lib.h>

#include "lnet-message-round-dialog.h"

struct _LnetMessagesDialog
{
  LnetListDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (LnetMessagesDialog, lnet_messages_dialog, LNET_TYPE_LIST_DIALOG)

static const char *
get_empty_title (void)
{
  return _("No message was sent yet");
}

static const char *
get_empty_description (void)
{
  return _("What you write to members, and to whom it went, is kept here.");
}

/* "Text message · Tue 24 Nov 9:15 · Ruth Lopez · 41 members" */
static char *
dup_caption (const LnetMessageRound *round)
{
  g_autofree char *when = lnet_message_round_dup_when (round);
  g_autofree char *members = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u member", "%'u members",
                                                           round->n_recipients), round->n_recipients);
  const char *kind = round->channel == LNET_MESSAGE_EMAIL ? _("E-mail") : _("Text message");

  if (*round->sender_name == '\0')
    return g_strdup_printf ("%s · %s · %s", kind, when, members);
  return g_strdup_printf ("%s · %s · %s · %s", kind, when, round->sender_name, members);
}

static GPtrArray *
lnet_messages_dialog_load (LnetReader  *reader,
                           const char  *typed,
                           LnetLine    *after,
                           GError     **error)
{
  g_autoptr (GPtrArray) rounds = NULL;
  GPtrArray *lines;

  /* All of them come at once: there is nothing after the last. */
  if (after != NULL)
    return g_ptr_array_new_with_free_func (g_object_unref);
  rounds = lnet_message_rounds_list (reader, error);
  if (rounds == NULL)
    return NULL;
  lines = g_ptr_array_new_full (rounds->len, g_object_unref);
  for (guint i = 0; i < rounds->len; i++)
    {
      LnetMessageRound *round = g_ptr_array_index (rounds, i);
      g_autofree char *title = lnet_message_round_dup_title (round);
      g_autofree char *caption = dup_caption (round);
      gboolean is_email = round->channel == LNET_MESSAGE_EMAIL;

      g_ptr_array_add (lines, lnet_line_new (title, caption,
                                             is_email ? "mail-unread-symbolic" : "chat-message-new-symbolic",
                                             NULL, NULL, lnet_id_copy (&round->id), g_free));
    }
  return lines;
}

static void
lnet_messages_dialog_activated (LnetListDialog *self,
                                LnetLine       *line)
{
  AdwDialog *dialog = lnet_message_round_dialog_new (lnet_list_dialog_get_session (self), lnet_line_get_data (line));

  if (dialog != NULL)
    adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
lnet_messages_dialog_class_init (LnetMessagesDialogClass *klass)
{
  LnetListDialogClass *list_class = LNET_LIST_DIALOG_CLASS (klass);

  list_class->empty_icon = "mail-unread-symbolic";
  list_class->get_empty_title = get_empty_title;
  list_class->get_empty_description = get_empty_description;
  list_class->load = lnet_messages_dialog_load;
  list_class->activated = lnet_messages_dialog_activated;
}

static void
lnet_messages_dialog_init (LnetMessagesDialog *self)
{
  adw_dialog_set_title (ADW_DIALOG (self), _("Messages Sent"));
}

AdwDialog *
lnet_messages_dialog_new (LnetSession *session)
{
  return g_object_new (LNET_TYPE_MESSAGES_DIALOG, "session", session, NULL);
}
