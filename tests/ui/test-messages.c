/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A message to members is written, counted, handed over, noted, found again and taken back: by keyboard. */

#include "config.h"

#include "harness.h"

#include <glib/gstdio.h>

#include "lnet-day.h"
#include "lnet-member-profile.h"
#include "lnet-message-dialog.h"
#include "lnet-message-round-dialog.h"
#include "lnet-messages-dialog.h"
#include "lnet-room.h"
#include "lnet-text-row.h"

/* The programs that send, as this computer has them: each writes the links it gets into a file. */

static char *
dup_outbox (const char *scheme)
{
  g_autofree char *name = g_strconcat (scheme, "-links", NULL);

  return lnet_test_dup_path (name);
}

static void
install_program (const char *scheme)
{
  g_autofree char *outbox = dup_outbox (scheme);
  g_autofree char *name = g_strdup_printf ("lnet-test-%s.desktop", scheme);
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "applications", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *entry = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Test %s\n"
                                            "Exec=sh -c 'echo \"$1\" >> \"%s\"' sh %%u\n"
                                            "MimeType=x-scheme-handler/%s;\n", scheme, outbox, scheme);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, entry, -1, NULL));
}

static void
install_programs (void)
{
  g_autofree char *list = g_build_filename (g_get_user_config_dir (), "mimeapps.list", NULL);

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_config_dir (), 0700), ==, 0);
  install_program ("mailto");
  install_program ("sms");
  g_assert_true (g_file_set_contents (list, "[Default Applications]\n"
                                      "x-scheme-handler/mailto=lnet-test-mailto.desktop\n"
                                      "x-scheme-handler/sms=lnet-test-sms.desktop\n", -1, NULL));
}

/* What a program got so far; "" for nothing. */
static char *
dup_links (const char *scheme)
{
  g_autofree char *outbox = dup_outbox (scheme);
  char *text = NULL;

  return g_file_get_contents (outbox, &text, NULL, NULL) ? text : g_strdup ("");
}

static gboolean
got_link (const char *scheme,
          const char *link)
{
  g_autofree char *links = dup_links (scheme);
  g_autofree char *line = g_strconcat (link, "\n", NULL);

  return g_str_has_suffix (links, line);
}

/* People */

static LnetId
add_member (LnetTransaction *transaction,
            const char      *first,
            const char      *language,
            const char      *phone,
            const char      *email)
{
  LnetSpace space = lnet_space (LNET_SPACE_NETWORK);
  LnetId id = lnet_transaction_add (transaction, LNET_TABLE_MEMBER, space);

  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &id, first);
  lnet_transaction_set_text (transaction, LNET_MEMBER_LANGUAGE, &id, language);
  for (int i = 0; i < 2; i++)
    {
      LnetId channel;

      if ((i == 0 ? phone : email) == NULL)
        continue;
      channel = lnet_transaction_add (transaction, LNET_TABLE_CHANNEL, space);
      lnet_transaction_set_id (transaction, LNET_CHANNEL_MEMBER, &channel, &id);
      lnet_transaction_set_text (transaction, LNET_CHANNEL_KIND, &channel, i == 0 ? "phone" : "email");
      lnet_transaction_set_text (transaction, LNET_CHANNEL_LABEL, &channel, i == 0 ? "mobile" : NULL);
      lnet_transaction_set_text (transaction, LNET_CHANNEL_VALUE, &channel, i == 0 ? phone : email);
    }
  return id;
}

static void
consent (LnetTransaction *transaction,
         const LnetId    *member,
         gboolean         given)
{
  LnetId id = lnet_transaction_add (transaction, LNET_TABLE_CONSENT, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_id (transaction, LNET_CONSENT_MEMBER, &id, member);
  lnet_transaction_set_text (transaction, LNET_CONSENT_PURPOSE, &id, "text-messages");
  lnet_transaction_set_integer (transaction, LNET_CONSENT_GIVEN, &id, given);
  lnet_transaction_set_text (transaction, LNET_CONSENT_ON_DATE, &id, given ? "2025-01-01" : "2025-03-03");
}

/* Ana and Bo get texts, Cy took it back and has no e-mail. */
static LnetWindow *
open_with_three (int width)
{
  g_autoptr (LnetStore) store = lnet_test_new_store ();
  g_autofree char *path = g_strdup (lnet_store_get_path (store));
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  LnetId ana = add_member (transaction, "Ana", "es", "3075550101", "ana@example.org");
  LnetId bo = add_member (transaction, "Bo", "en", "3075550102", "bo@example.org");
  LnetId cy = add_member (transaction, "Cy", "en", "3075550103", NULL);
  LnetWindow *window;

  consent (transaction, &ana, TRUE);
  consent (transaction, &bo, TRUE);
  consent (transaction, &cy, TRUE);
  consent (transaction, &cy, FALSE);
  g_assert_true (lnet_store_commit (store, transaction, NULL, NULL));
  lnet_store_close (store);
  window = lnet_test_open_window (path, width, 800);
  lnet_window_show_room (window, "members", NULL);
  lnet_test_wait_for (lnet_test_find (window, G_TYPE_NONE, "More About Members") != NULL);
  return window;
}

static AdwDialog *
get_visible (LnetWindow *window)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
}

static AdwDialog *
open_from_room (LnetWindow *window,
                const char *action)
{
  GtkWidget *menu = lnet_test_get (window, GTK_TYPE_MENU_BUTTON, "More About Members");

  g_assert_true (gtk_widget_activate_action (menu, action, NULL));
  lnet_test_wait_for (get_visible (window) != NULL);
  return get_visible (window);
}

static AdwDialog *
begin_message (LnetWindow *window)
{
  AdwDialog *dialog = open_from_room (window, "members.write");

  lnet_test_get (dialog, ADW_TYPE_ACTION_ROW, "To 2 of 3 members");
  /* a sheet at the foot of a narrow window leaves the focus at its top */
  if (gtk_widget_get_width (GTK_WIDGET (window)) < 600)
    gtk_widget_grab_focus (lnet_test_get (dialog, LNET_TYPE_TEXT_ROW, "Message"));
  lnet_test_wait_for (GTK_IS_TEXT_VIEW (gtk_root_get_focus (GTK_ROOT (window))));
  return dialog;
}

static guint
count_rounds (LnetWindow *window)
{
  g_autoptr (GPtrArray) rounds =
    lnet_message_rounds_list (lnet_session_get_reader (lnet_window_get_session (window)), NULL);

  return rounds->len;
}

static void
answer (LnetWindow *window,
        const char *response)
{
  lnet_test_wait_for (ADW_IS_ALERT_DIALOG (get_visible (window)));
  lnet_test_activate (lnet_test_get (get_visible (window), GTK_TYPE_BUTTON, response));
}

/* Written, handed to the program, noted, undone. */
static void
test_text (void)
{
  LnetWindow *window = open_with_three (1100);
  AdwDialog *dialog = begin_message (window);
  GtkWidget *mark;

  lnet_test_get (dialog, ADW_TYPE_ACTION_ROW, "To 2 of 3 members");
  g_assert_null (lnet_test_find (dialog, GTK_TYPE_BUTTON, "_Mark as Sent"));
  lnet_test_type (window, "See you Friday & bring bcc=bread");
  lnet_test_get (dialog, GTK_TYPE_LABEL, "1 segment of 160 letters, 128 letters left · 2 numbers: 2 segments");
  lnet_test_press (window, "<Control>Return");
  lnet_test_wait_for (got_link ("sms", "sms:+13075550101,+13075550102?body=See%20you%20Friday%20%26%20bring%20"
                                       "bcc%3Dbread"));
  mark = lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Mark as Sent");
  g_assert_cmpuint (count_rounds (window), ==, 0);
  lnet_test_activate (mark);
  lnet_test_wait_for (get_visible (window) == NULL);
  g_assert_cmpuint (count_rounds (window), ==, 1);
  lnet_test_press (window, "<Control>z");
  lnet_test_wait_for (count_rounds (window) == 0);
  lnet_test_close_window (window);
}

/* What is said of the length, aloud too, but not letter by letter. */
static void
test_count (void)
{
  LnetWindow *window = open_with_three (360);
  AdwDialog *dialog = begin_message (window);
  LnetTextRow *body = LNET_TEXT_ROW (lnet_test_get (dialog, LNET_TYPE_TEXT_ROW, "Message"));
  g_autofree char *words = g_strnfill (152, 'a');
  GtkWidget *count;
  g_autofree char *curly = g_strconcat (words, "’s “€”", NULL);

  lnet_text_row_set_text (body, words);
  lnet_test_type (window, "b");
  lnet_test_get (dialog, GTK_TYPE_LABEL, "1 segment of 160 letters, 7 letters left · 2 numbers: 2 segments");
  g_assert_null (lnet_test_find (dialog, GTK_TYPE_BUTTON, "_Replace"));
  lnet_text_row_set_text (body, curly);
  count = lnet_test_get (dialog, GTK_TYPE_LABEL, "3 segments of 67 letters, 43 letters left · 2 numbers: 6 segments");
  lnet_test_get (dialog, ADW_TYPE_ACTION_ROW, "Only 70 letters fit because of: ’ “ ”");
  lnet_test_wait_for (g_strcmp0 (lnet_test_get_announced (), gtk_label_get_label (GTK_LABEL (count))) == 0);
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Replace"));
  lnet_test_get (dialog, GTK_TYPE_LABEL, "1 segment of 160 letters, 1 letter left · 2 numbers: 2 segments");
  g_assert_null (lnet_test_find (dialog, GTK_TYPE_BUTTON, "_Replace"));
  /* as if it had been typed */
  lnet_test_press (window, "<Control>z");
  lnet_test_get (dialog, ADW_TYPE_ACTION_ROW, "Only 70 letters fit because of: ’ “ ”");
  /* a letter that belongs to the words stays */
  lnet_text_row_set_text (body, "Sí");
  lnet_test_get (dialog, ADW_TYPE_ACTION_ROW, "Only 70 letters fit because of: í");
  g_assert_null (lnet_test_find (dialog, GTK_TYPE_BUTTON, "_Replace"));
  adw_dialog_force_close (dialog);
  lnet_test_wait_for (get_visible (window) == NULL);
  lnet_test_close_window (window);
}

/* Who does not get it is told why. */
static void
test_people (void)
{
  LnetWindow *window = open_with_three (360);
  AdwDialog *dialog = begin_message (window);
  GtkWidget *to = lnet_test_get (dialog, ADW_TYPE_ACTION_ROW, "To 2 of 3 members");
  g_autofree char *today = lnet_day_today ();
  g_autofree char *day = lnet_day_describe ("2025-03-03", today);
  g_autofree char *no = g_strdup_printf ("Wants no text messages · %s", day);

  g_assert_true (gtk_widget_grab_focus (to));
  lnet_test_activate (to);
  lnet_test_get (dialog, GTK_TYPE_LABEL, "2 members get it");
  lnet_test_get (dialog, GTK_TYPE_LABEL, "(307) 555-0101");
  lnet_test_get (dialog, GTK_TYPE_LABEL, "1 member does not");
  lnet_test_get (dialog, GTK_TYPE_LABEL, no);
  adw_dialog_force_close (dialog);
  lnet_test_wait_for (get_visible (window) == NULL);
  lnet_test_close_window (window);
}

static void
choose_mail (AdwDialog *dialog)
{
  AdwToggleGroup *channels = ADW_TOGGLE_GROUP (lnet_test_get (dialog, ADW_TYPE_TOGGLE_GROUP, NULL));

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (channels), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       g_dgettext (GETTEXT_PACKAGE, "Send as"));
  adw_toggle_group_set_active_name (channels, "email");
}

/* An e-mail for those who prefer one language; another word makes it another message. */
static void
test_mail (void)
{
  LnetWindow *window = open_with_three (1100);
  AdwDialog *dialog = begin_message (window);
  AdwComboRow *language = ADW_COMBO_ROW (lnet_test_get (dialog, ADW_TYPE_COMBO_ROW, "Written for"));
  GtkWidget *subject;

  choose_mail (dialog);
  subject = lnet_test_get (dialog, ADW_TYPE_ENTRY_ROW, "Subject");
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (language)), ==, 3);
  adw_combo_row_set_selected (language, 2);
  lnet_test_get (dialog, ADW_TYPE_ACTION_ROW, "To 1 of 3 members");
  gtk_editable_set_text (GTK_EDITABLE (subject), "Hola");
  lnet_test_type (window, "Sí.");
  lnet_test_press (window, "<Control>Return");
  lnet_test_wait_for (got_link ("mailto", "mailto:ana@example.org?subject=Hola&body=S%C3%AD."));
  lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Mark as Sent");
  lnet_test_type (window, "!");
  lnet_test_wait_for (lnet_test_find (dialog, GTK_TYPE_BUTTON, "_Mark as Sent") == NULL);
  adw_combo_row_set_selected (language, 0);
  lnet_test_press (window, "<Control>Return");
  lnet_test_wait_for (got_link ("mailto", "mailto:?bcc=ana@example.org,bo@example.org&subject=Hola&body=S%C3%AD.%21"));
  /* Escape asks; to say so is as good as the button */
  lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Mark as Sent");
  adw_dialog_close (dialog);
  answer (window, "_Keep Writing");
  lnet_test_wait_for (get_visible (window) == dialog);
  adw_dialog_close (dialog);
  answer (window, "_Mark as Sent");
  lnet_test_wait_for (count_rounds (window) == 1);
  lnet_test_wait_for (get_visible (window) == NULL);
  lnet_test_close_window (window);
}

/* Nothing that was written is lost without asking. */
static void
test_draft (void)
{
  LnetWindow *window = open_with_three (1100);
  AdwDialog *dialog = begin_message (window);

  adw_dialog_close (dialog);
  lnet_test_wait_for (get_visible (window) == NULL);
  dialog = begin_message (window);
  lnet_test_type (window, "Half a ");
  adw_dialog_close (dialog);
  answer (window, "_Keep Writing");
  lnet_test_wait_for (get_visible (window) == dialog);
  adw_dialog_close (dialog);
  answer (window, "_Discard");
  lnet_test_wait_for (get_visible (window) == NULL);
  g_assert_cmpuint (count_rounds (window), ==, 0);
  lnet_test_close_window (window);
}

/* Copied counts as handed over; then it is in the list, opens, is written again, and goes. */
static void
test_sent (void)
{
  LnetWindow *window = open_with_three (1100);
  AdwDialog *dialog = begin_message (window);
  AdwDialog *list, *round;

  lnet_test_type (window, "See you Friday.");
  g_assert_true (gtk_widget_activate_action (lnet_test_get (dialog, LNET_TYPE_TEXT_ROW, NULL),
                                             "message.copy-addresses", NULL));
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Mark as Sent"));
  lnet_test_wait_for (get_visible (window) == NULL);
  list = open_from_room (window, "members.messages");
  g_assert_true (LNET_IS_MESSAGES_DIALOG (list));
  lnet_test_get (list, GTK_TYPE_LABEL, "See you Friday.");
  g_signal_emit_by_name (lnet_test_get (list, GTK_TYPE_LIST_VIEW, NULL), "activate", 0);
  lnet_test_wait_for (LNET_IS_MESSAGE_ROUND_DIALOG (get_visible (window)));
  round = get_visible (window);
  /* who it went to is read meanwhile */
  lnet_test_wait_for (gtk_widget_is_sensitive (lnet_test_get (round, ADW_TYPE_ACTION_ROW, "To 2 members")));
  lnet_test_activate (lnet_test_get (round, ADW_TYPE_ACTION_ROW, "To 2 members"));
  lnet_test_get (round, GTK_TYPE_LABEL, "Bo");
  g_assert_true (gtk_widget_activate_action (lnet_test_get (round, GTK_TYPE_LIST_VIEW, NULL), "navigation.pop", NULL));
  lnet_test_wait_for (lnet_test_find (round, ADW_TYPE_BUTTON_ROW, "_Write Again…") != NULL);
  lnet_test_activate (lnet_test_get (round, ADW_TYPE_BUTTON_ROW, "_Write Again…"));
  lnet_test_wait_for (LNET_IS_MESSAGE_DIALOG (get_visible (window)));
  lnet_test_get (get_visible (window), ADW_TYPE_ACTION_ROW, "To 2 of 2 members");
  adw_dialog_close (get_visible (window));
  lnet_test_wait_for (get_visible (window) == round);
  lnet_test_activate (lnet_test_get (round, ADW_TYPE_BUTTON_ROW, "_Delete"));
  lnet_test_wait_for (get_visible (window) == list);
  lnet_test_get (list, GTK_TYPE_LABEL, "No message was sent yet");
  adw_dialog_close (list);
  lnet_test_wait_for (get_visible (window) == NULL);
  lnet_test_press (window, "<Control>z");
  lnet_test_wait_for (count_rounds (window) == 1);
  lnet_test_close_window (window);
}

/* From the profile, to one; and then it stands in the timeline. */
static void
test_profile (void)
{
  LnetWindow *window = open_with_three (1100);
  GtkWidget *profile;
  AdwDialog *dialog;

  lnet_room_begin_search (LNET_ROOM (lnet_window_get_room (window)));
  lnet_test_type (window, "ana");
  lnet_test_press (window, "Return");
  profile = lnet_test_get (window, LNET_TYPE_MEMBER_PROFILE, NULL);
  lnet_test_wait_for (lnet_test_find (profile, GTK_TYPE_LABEL, "Ana") != NULL);
  g_assert_true (gtk_widget_activate_action (profile, "profile.email", NULL));
  lnet_test_wait_for (LNET_IS_MESSAGE_DIALOG (get_visible (window)));
  dialog = get_visible (window);
  lnet_test_get (dialog, ADW_TYPE_ACTION_ROW, "To Ana");
  gtk_editable_set_text (GTK_EDITABLE (lnet_test_get (dialog, ADW_TYPE_ENTRY_ROW, "Subject")), "Friday");
  lnet_test_press (window, "<Control>Return");
  lnet_test_wait_for (got_link ("mailto", "mailto:ana@example.org?subject=Friday"));
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Mark as Sent"));
  lnet_test_wait_for (get_visible (window) == NULL);
  lnet_test_activate (lnet_test_get (profile, ADW_TYPE_ACTION_ROW, "Was sent an e-mail: “Friday”"));
  lnet_test_wait_for (LNET_IS_MESSAGE_ROUND_DIALOG (get_visible (window)));
  adw_dialog_close (get_visible (window));
  lnet_test_wait_for (get_visible (window) == NULL);
  lnet_test_close_window (window);
}

/* To those who are selected, not to all who are shown. */
static void
test_selected (void)
{
  LnetWindow *window = open_with_three (1100);
  GtkWidget *room = lnet_window_get_room (window);
  GtkListView *list = GTK_LIST_VIEW (lnet_test_get (room, GTK_TYPE_LIST_VIEW, NULL));
  AdwDialog *dialog;

  g_assert_true (gtk_widget_activate_action (room, "members.select", NULL));
  gtk_selection_model_select_item (gtk_list_view_get_model (list), 1, FALSE);
  g_assert_true (gtk_widget_activate_action (room, "members.write", NULL));
  lnet_test_wait_for (get_visible (window) != NULL);
  dialog = get_visible (window);
  lnet_test_get (dialog, ADW_TYPE_ACTION_ROW, "To Bo");
  adw_dialog_close (dialog);
  lnet_test_wait_for (get_visible (window) == NULL);
  lnet_test_close_window (window);
}

static gboolean
can_mark (AdwDialog *dialog)
{
  GtkWidget *mark = lnet_test_find (dialog, GTK_TYPE_BUTTON, "_Mark as Sent");

  return mark != NULL && gtk_widget_is_sensitive (mark);
}

/* Whether an act of many is stopped in time or not: all of it is kept, or nothing. */
static void
test_many (void)
{
  LnetWindow *window = open_with_three (1100);
  LnetSession *session = lnet_window_get_session (window);
  LnetTransaction *transaction = lnet_transaction_new ("members-import");
  AdwDialog *dialog;
  GtkWidget *row;

  for (int i = 0; i < 600; i++)
    {
      g_autofree char *first = g_strdup_printf ("Dee%03d", i);
      g_autofree char *email = g_strdup_printf ("dee%03d@example.org", i);

      add_member (transaction, first, "en", NULL, email);
    }
  g_assert_true (lnet_store_commit (lnet_session_get_store (session), transaction, NULL, NULL));
  lnet_transaction_unref (transaction);
  dialog = open_from_room (window, "members.write");
  row = lnet_test_get (dialog, ADW_TYPE_ACTION_ROW, "To 2 of 603 members");
  choose_mail (dialog);
  lnet_test_get (dialog, ADW_TYPE_ACTION_ROW, "To 602 of 603 members");
  gtk_editable_set_text (GTK_EDITABLE (lnet_test_get (dialog, ADW_TYPE_ENTRY_ROW, "Subject")), "Friday");
  /* one letter after the other; it counts as handed over with the last */
  lnet_test_press (window, "<Control>Return");
  lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Open Letter 2 of 7");
  g_assert_null (lnet_test_find (dialog, GTK_TYPE_BUTTON, "_Mark as Sent"));
  g_assert_true (gtk_widget_activate_action (row, "message.copy-words", NULL));
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Mark as Sent"));
  gtk_widget_activate_action (row, "message.stop", NULL);
  lnet_test_wait_for (get_visible (window) == NULL || can_mark (dialog));
  if (get_visible (window) != NULL)
    {
      g_assert_cmpuint (count_rounds (window), ==, 0);
      lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Mark as Sent"));
    }
  lnet_test_wait_for (get_visible (window) == NULL);
  g_assert_cmpuint (count_rounds (window), ==, 1);
  lnet_test_close_window (window);
}

/* Nobody who could be written to; and why. */
static void
test_nobody (void)
{
  LnetWindow *window = open_with_three (360);
  AdwDialog *dialog;

  lnet_room_begin_search (LNET_ROOM (lnet_window_get_room (window)));
  lnet_test_type (window, "cy");
  dialog = open_from_room (window, "members.write");
  lnet_test_get (dialog, GTK_TYPE_LABEL, "Nobody can be reached");
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Show Who and Why"));
  lnet_test_get (dialog, GTK_TYPE_LABEL, "1 member does not");
  adw_dialog_close (dialog);
  lnet_test_wait_for (get_visible (window) == NULL);
  lnet_test_close_window (window);
}

/* A participant has no part in it. */
static void
test_participant (void)
{
  LnetWindow *window = open_with_three (1100);
  LnetSession *session = lnet_window_get_session (window);
  LnetId nobody = lnet_id_null ();
  GtkWidget *menu = lnet_test_get (window, GTK_TYPE_MENU_BUTTON, "More About Members");

  lnet_session_set_working_as (session, &nobody, LNET_STANCE_PARTICIPANT);
  g_assert_false (lnet_message_dialog_is_possible (session));
  gtk_widget_activate_action (menu, "members.write", NULL);
  gtk_widget_activate_action (menu, "members.messages", NULL);
  g_assert_null (get_visible (window));
  lnet_session_set_working_as (session, &nobody, LNET_STANCE_DIRECTOR);
  open_from_room (window, "members.messages");
  adw_dialog_close (get_visible (window));
  lnet_test_wait_for (get_visible (window) == NULL);
  lnet_test_close_window (window);
}

/* Where no program answers a sentence says so, and the words stay. */
static void
test_no_program (void)
{
  g_autofree char *list = g_build_filename (g_get_user_config_dir (), "mimeapps.list", NULL);
  g_autofree char *program =
    g_build_filename (g_get_user_data_dir (), "applications", "lnet-test-sms.desktop", NULL);
  LnetWindow *window = open_with_three (1100);
  AdwDialog *dialog = begin_message (window);
  g_autofree char *kept = NULL;

  g_assert_cmpint (g_unlink (program), ==, 0);
  g_assert_cmpint (g_unlink (list), ==, 0);
  lnet_test_type (window, "See you Friday.");
  lnet_test_press (window, "<Control>Return");
  lnet_test_get (dialog, GTK_TYPE_LABEL, "No program on this computer takes text messages to send. Copy the message and "
                                         "the numbers instead.");
  kept = lnet_text_row_dup_text (LNET_TEXT_ROW (lnet_test_get (dialog, LNET_TYPE_TEXT_ROW, NULL)));
  g_assert_cmpstr (kept, ==, "See you Friday.");
  g_assert_null (lnet_test_find (dialog, GTK_TYPE_BUTTON, "_Mark as Sent"));
  adw_dialog_force_close (dialog);
  lnet_test_wait_for (get_visible (window) == NULL);
  lnet_test_close_window (window);
}

int
main (int   argc,
      char *argv[])
{
  lnet_test_init (&argc, &argv);
  install_programs ();
  g_test_add_func ("/messages/text", test_text);
  g_test_add_func ("/messages/count", test_count);
  g_test_add_func ("/messages/people", test_people);
  g_test_add_func ("/messages/mail", test_mail);
  g_test_add_func ("/messages/draft", test_draft);
  g_test_add_func ("/messages/sent", test_sent);
  g_test_add_func ("/messages/profile", test_profile);
  g_test_add_func ("/messages/selected", test_selected);
  g_test_add_func ("/messages/many", test_many);
  g_test_add_func ("/messages/nobody", test_nobody);
  g_test_add_func ("/messages/participant", test_participant);
  g_test_add_func ("/messages/no-program", test_no_program);
  return lnet_test_run ();
}
