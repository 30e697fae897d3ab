/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writing to members, and what was sent. */

#include "config.h"

#include "walk.h"

#include "lnet-message-dialog.h"
#include "lnet-message-round-dialog.h"
#include "lnet-messages-dialog.h"
#include "lnet-text-row.h"

static AdwDialog *
get_dialog (LnetWindow *window)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
}

static AdwDialog *
begin (LnetWindow *window,
       LnetRoom   *room)
{
  gtk_widget_activate_action (GTK_WIDGET (room), "members.clear-search", NULL);
  gtk_widget_activate_action (GTK_WIDGET (room), "members.write", NULL);
  lnet_test_get (get_dialog (window), LNET_TYPE_TEXT_ROW, NULL);
  lnet_test_wait_for (lnet_test_find (get_dialog (window), ADW_TYPE_SPINNER, NULL) == NULL);
  return get_dialog (window);
}

static void
write_words (AdwDialog  *dialog,
             const char *body)
{
  lnet_text_row_set_text (LNET_TEXT_ROW (lnet_test_get (dialog, LNET_TYPE_TEXT_ROW, NULL)), body);
}

void
lnet_walk_message_text (LnetWindow *window,
                        LnetRoom   *room)
{
  write_words (begin (window, room),
               "Reminder: we meet on Thursday at 5:30 in the library. Bring one photo of something a child did this week "
               "that made you stop and look — “small” is fine.");
}

void
lnet_walk_message_mail (LnetWindow *window,
                        LnetRoom   *room)
{
  AdwDialog *dialog = begin (window, room);

  adw_toggle_group_set_active_name (ADW_TOGGLE_GROUP (lnet_test_get (dialog, ADW_TYPE_TOGGLE_GROUP, NULL)), "email");
  gtk_editable_set_text (GTK_EDITABLE (lnet_test_get (dialog, ADW_TYPE_ENTRY_ROW, "Subject")), "Thursday in the library");
  write_words (dialog, "Dear friends,\n\nwe meet on Thursday at 5:30. Supper is there, and somebody to look after "
                       "children.\n\nRuth");
  gtk_widget_activate_action (lnet_test_get (dialog, LNET_TYPE_TEXT_ROW, NULL), "message.copy-words", NULL);
}

void
lnet_walk_message_people (LnetWindow *window,
                          LnetRoom   *room)
{
  AdwDialog *dialog = begin (window, room);

  gtk_widget_activate_action (lnet_test_get (dialog, LNET_TYPE_TEXT_ROW, NULL), "message.show-people", NULL);
  lnet_test_get (dialog, GTK_TYPE_LIST_VIEW, NULL);
}

void
lnet_walk_messages (LnetWindow *window,
                    LnetRoom   *room)
{
  gtk_widget_activate_action (GTK_WIDGET (room), "members.messages", NULL);
}

void
lnet_walk_message_sent (LnetWindow *window,
                        LnetRoom   *room)
{
  LnetSession *session = lnet_window_get_session (window);
  g_autoptr (GPtrArray) rounds = lnet_message_rounds_list (lnet_session_get_reader (session), NULL);

  if (rounds != NULL && rounds->len > 0)
    adw_dialog_present (lnet_message_round_dialog_new (session, &((LnetMessageRound *) rounds->pdata[0])->id),
                        GTK_WIDGET (room));
}
