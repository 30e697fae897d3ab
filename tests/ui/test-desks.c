/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two people share a network: one begins, the other joins, and takes in what was written. Each sits down at the
 * computer in turn: both desks of this test keep their key in the same place. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "desks-fixture.h"

#include "lnet-admit-dialog.h"
#include "lnet-carrier.h"
#include "lnet-code-view.h"
#include "lnet-desk-dialog.h"
#include "lnet-desk-group.h"
#include "lnet-folder-group.h"
#include "lnet-join-dialog.h"
#include "lnet-join.h"
#include "lnet-key-store.h"
#include "lnet-members.h"
#include "lnet-own-desk.h"
#include "lnet-paper-key-dialog.h"
#include "lnet-portraits.h"
#include "lnet-sharing.h"
#include "lnet-sqlite.h"
#include "lnet-welcome-letter.h"
#include "lnet-write-bundle-dialog.h"

/* --- who sits here --- */

static void
sit_down (Fixture *fixture,
          Desk     desk)
{
  g_autoptr (GError) error = NULL;

  if (fixture->keys[desk] != NULL)
    lnet_key_store_save (&fixture->network, fixture->keys[desk], &error);
  g_assert_no_error (error);
}

static LnetWindow *
open_window (Fixture *fixture,
             Desk     desk)
{
  sit_down (fixture, desk);
  return lnet_test_open_window (fixture->paths[desk], 1000, 900);
}

static void
close_window (Fixture    *fixture,
              Desk        desk,
              LnetWindow *window)
{
  lnet_test_close_window (window);
  if (fixture->keys[desk] == NULL)
    fixture->keys[desk] = lnet_key_store_load (&fixture->network, NULL);
}

static AdwDialog *
get_dialog (LnetWindow *window)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
}

static AdwDialog *
wait_for_dialog (LnetWindow *window,
                 GType       type)
{
  lnet_test_wait_for (get_dialog (window) != NULL && g_type_is_a (G_OBJECT_TYPE (get_dialog (window)), type));
  return get_dialog (window);
}

static void
close_dialogs (LnetWindow *window)
{
  while (get_dialog (window) != NULL)
    adw_dialog_force_close (get_dialog (window));
}

static guint
count_members (LnetWindow *window)
{
  return lnet_members_count (lnet_session_get_reader (lnet_window_get_session (window)));
}

static AdwDialog *
open_sharing (LnetWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.sharing", NULL);
  return wait_for_dialog (window, ADW_TYPE_DIALOG);
}

/* As from the file manager. */
static void
open_file (GFile *file)
{
  g_application_open (G_APPLICATION (lnet_test_get_application ()), &file, 1, "");
}

/* It is opened, and a sentence comes of it. */
static void
open_in_vain (LnetWindow *window,
              GFile      *file,
              GType       type,
              const char *sentence)
{
  AdwDialog *dialog;

  open_file (file);
  dialog = wait_for_dialog (window, type);
  lnet_test_get (dialog, GTK_TYPE_LABEL, sentence);
  adw_dialog_force_close (dialog);
}

/* --- what they do --- */

static void
begin_sharing (LnetWindow *window)
{
  AdwDialog *sharing = open_sharing (window), *dialog;

  lnet_test_activate (lnet_test_get (sharing, ADW_TYPE_BUTTON_ROW, "_Share This Network…"));
  dialog = wait_for_dialog (window, LNET_TYPE_DESK_DIALOG);
  lnet_desk_group_set_name (LNET_DESK_GROUP (lnet_test_get (dialog, LNET_TYPE_DESK_GROUP, NULL)), "");
  g_assert_false (gtk_widget_is_sensitive (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Share")));
  lnet_test_wait_for (GTK_IS_EDITABLE (gtk_window_get_focus (GTK_WINDOW (window))));
  lnet_test_type (window, "Ana’s laptop");
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Share"));
  lnet_test_wait_for (get_dialog (window) == sharing);
  lnet_test_get (sharing, ADW_TYPE_ACTION_ROW, "Ana’s laptop");
  g_assert_null (lnet_test_find (sharing, ADW_TYPE_BUTTON_ROW, "_Share This Network…"));
}

static LnetWindow *
begin_as_ana (Fixture *fixture)
{
  LnetWindow *window = open_window (fixture, ANA);

  if (g_file_query_exists (fixture->card, NULL))
    open_in_vain (window, fixture->card, ADW_TYPE_ALERT_DIALOG,
                  "This network is not shared yet. Begin sharing it first.");
  begin_sharing (window);
  return window;
}

/* The card that waits on Ben's computer. Returns: (transfer full) */
static LnetCard *
get_card (void)
{
  g_autoptr (GPtrArray) cards = lnet_join_list ();

  g_assert_cmpuint (cards->len, ==, 1);
  return g_ptr_array_steal_index (cards, 0);
}

static void
make_card (Fixture *fixture)
{
  LnetWindow *window = lnet_test_open_window (NULL, 800, 900);
  g_autoptr (LnetCard) card = NULL;
  g_autofree char *words = NULL;
  g_autofree char *text = NULL;
  AdwDialog *dialog;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.join", NULL);
  dialog = wait_for_dialog (window, LNET_TYPE_JOIN_DIALOG);
  gtk_editable_set_text (GTK_EDITABLE (lnet_test_get (dialog, ADW_TYPE_ENTRY_ROW, "Name of this desk")), "Ben’s desk");
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Make a Card"));
  lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Copy the Card");
  card = get_card ();
  g_assert_cmpstr (card->name, ==, "Ben’s desk");
  words = lnet_card_get_words (card, NULL);
  lnet_test_get (dialog, GTK_TYPE_LABEL, words);
  gtk_test_accessible_assert_property (lnet_test_get (dialog, LNET_TYPE_CODE_VIEW, NULL), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       _("The card as a code to scan"));
  close_dialogs (window);
  text = lnet_card_to_text (card);
  g_assert_true (g_file_replace_contents (fixture->card, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                          NULL, NULL));
  open_in_vain (window, fixture->card, ADW_TYPE_ALERT_DIALOG, "Open the Network First");
  lnet_test_close_window (window);
}

/* Ana pastes the card. */
static void
paste_card (LnetWindow *window)
{
  g_autoptr (LnetCard) card = get_card ();
  g_autofree char *text = lnet_card_to_text (card);
  AdwDialog *dialog;

  lnet_test_activate (lnet_test_get (get_dialog (window), GTK_TYPE_BUTTON, "_Add a Desk…"));
  dialog = wait_for_dialog (window, LNET_TYPE_ADMIT_DIALOG);
  gtk_editable_set_text (GTK_EDITABLE (lnet_test_get (dialog, ADW_TYPE_ENTRY_ROW, "Card")), "no card");
  g_assert_false (gtk_widget_is_sensitive (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Next")));
  gtk_editable_set_text (GTK_EDITABLE (lnet_test_get (dialog, ADW_TYPE_ENTRY_ROW, "Card")), text);
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Next"));
}

/* She compares the words, and lets the desk in. */
static AdwDialog *
admit_ben (LnetWindow *window)
{
  g_autoptr (LnetCard) card = get_card ();
  g_autofree char *words = lnet_card_get_words (card, NULL);
  AdwDialog *dialog = wait_for_dialog (window, LNET_TYPE_ADMIT_DIALOG);

  lnet_test_get (dialog, GTK_TYPE_LABEL, words);
  g_assert_false (gtk_widget_is_sensitive (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Admit")));
  adw_switch_row_set_active (ADW_SWITCH_ROW (lnet_test_get (dialog, ADW_TYPE_SWITCH_ROW, NULL)), TRUE);
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Admit"));
  lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Save the Welcome…");
  return dialog;
}

/* The words of the welcome stand on both screens. Returns: (transfer full) */
static char *
dup_welcome_words (GFile *welcome)
{
  g_autoptr (GBytes) bytes = g_file_load_bytes (welcome, NULL, NULL, NULL);

  g_assert_nonnull (bytes);
  return lnet_welcome_letter_get_words (bytes, NULL);
}

static GFile *
find_in_folder (Fixture *fixture)
{
  g_autoptr (LnetCard) card = get_card ();
  g_autofree char *id = lnet_id_to_string (&card->desk);
  g_autofree char *path = g_strdup_printf ("w/%s.lnwelcome", id);

  return g_file_resolve_relative_path (fixture->folder, path);
}

/* Ben opens the welcome, and it is not the one that Ana speaks of; then it is. */
static void
compare_as_ben (Fixture    *fixture,
                LnetWindow *window)
{
  g_autofree char *words = dup_welcome_words (fixture->welcome);
  AdwDialog *dialog;

  open_file (fixture->welcome);
  dialog = wait_for_dialog (window, LNET_TYPE_JOIN_DIALOG);
  lnet_test_get (dialog, GTK_TYPE_LABEL, words);
  lnet_test_get (dialog, GTK_TYPE_LABEL, "A welcome to “Test”, from “Ana’s laptop”.");
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "They Are _Others"));
  lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Copy the Card");
  g_assert_null (lnet_window_get_session (window));
  lnet_join_dialog_take (LNET_JOIN_DIALOG (dialog), fixture->welcome);
}

/* Ben's window, with the network in it once he has taken what lies in @source. */
static void
join_as_ben (Fixture *fixture,
             GFile   *source,
             guint    n_members)
{
  LnetWindow *window = lnet_test_open_window (NULL, 1000, 900);
  AdwDialog *dialog;

  if (source == fixture->welcome)
    {
      compare_as_ben (fixture, window);
    }
  else
    {
      gtk_widget_activate_action (GTK_WIDGET (window), "win.join", NULL);
      dialog = wait_for_dialog (window, LNET_TYPE_JOIN_DIALOG);
      lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Copy the Card");
      lnet_join_dialog_take (LNET_JOIN_DIALOG (dialog), source);
    }
  lnet_test_activate (lnet_test_get (get_dialog (window), GTK_TYPE_BUTTON, "_They Are the Same"));
  lnet_test_wait_for (lnet_window_get_session (window) != NULL && get_dialog (window) == NULL);
  fixture->paths[BEN] = g_strdup (lnet_store_get_path (lnet_session_get_store (lnet_window_get_session (window))));
  lnet_test_wait_for (count_members (window) == n_members);
  close_window (fixture, BEN, window);
}

/* --- by mail --- */

static void
write_for_ben (Fixture    *fixture,
               LnetWindow *window)
{
  AdwDialog *dialog;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.write-bundle", NULL);
  dialog = wait_for_dialog (window, LNET_TYPE_WRITE_BUNDLE_DIALOG);
  lnet_test_get (dialog, ADW_TYPE_SWITCH_ROW, "Ben’s desk");
  lnet_test_wait_for (gtk_widget_is_sensitive (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Write…")));
  lnet_write_bundle_dialog_write (LNET_WRITE_BUNDLE_DIALOG (dialog), fixture->bundle);
  lnet_test_wait_for (get_dialog (window) == NULL);
}

/* Ben needs no passphrase: the bundle is sealed for his desk. */
static void
take_as_ben (Fixture *fixture)
{
  LnetWindow *window = open_window (fixture, BEN);
  g_autofree char *uri = g_file_get_uri (fixture->bundle);

  g_assert_cmpuint (count_members (window), ==, 0);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.take-file", "s", uri);
  lnet_test_activate (lnet_test_get (get_dialog (window), GTK_TYPE_BUTTON, "_Take In"));
  lnet_test_get (get_dialog (window), GTK_TYPE_BUTTON, "_Done");
  lnet_test_wait_for (count_members (window) == 1);
  close_dialogs (window);
  /* Only directors' desks let others in. */
  open_sharing (window);
  lnet_test_get (get_dialog (window), ADW_TYPE_ACTION_ROW, "Ana’s laptop");
  g_assert_null (lnet_test_find (get_dialog (window), GTK_TYPE_BUTTON, "_Add a Desk…"));
  close_dialogs (window);
  open_in_vain (window, fixture->card, ADW_TYPE_ALERT_DIALOG,
                "Only a director’s desk decides who takes part. Nothing was changed. Ask a director to do it.");
  open_in_vain (window, fixture->welcome, LNET_TYPE_JOIN_DIALOG,
                "This welcome is for another desk, or it was used already. Nothing was made.");
  lnet_test_close_window (window);
}

static void
remove_ben (Fixture *fixture)
{
  LnetWindow *window = open_window (fixture, ANA);
  AdwDialog *sharing = open_sharing (window), *dialog;

  lnet_test_activate (lnet_test_get (sharing, ADW_TYPE_ACTION_ROW, "Ben’s desk"));
  dialog = wait_for_dialog (window, LNET_TYPE_DESK_DIALOG);
  lnet_test_activate (lnet_test_get (dialog, ADW_TYPE_BUTTON_ROW, "_Remove This Desk…"));
  dialog = wait_for_dialog (window, ADW_TYPE_ALERT_DIALOG);
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Remove"));
  lnet_test_get (sharing, GTK_TYPE_LABEL, "Participant · Removed: what it writes is set aside");
  close_dialogs (window);
  lnet_test_close_window (window);
}

static void
test_mail (Fixture       *fixture,
           gconstpointer  data)
{
  LnetWindow *window;
  AdwDialog *dialog;

  make_card (fixture);
  window = begin_as_ana (fixture);
  open_file (fixture->card);
  dialog = admit_ben (window);
  lnet_admit_dialog_save (LNET_ADMIT_DIALOG (dialog), fixture->welcome);
  lnet_test_wait_for (get_dialog (window) != dialog);
  lnet_test_get (get_dialog (window), ADW_TYPE_ACTION_ROW, "Ben’s desk");
  close_dialogs (window);
  write_for_ben (fixture, window);
  close_window (fixture, ANA, window);

  join_as_ben (fixture, fixture->welcome, 0);
  take_as_ben (fixture);
  remove_ben (fixture);
}

/* --- in a folder --- */

static void
share_folder (Fixture    *fixture,
              LnetWindow *window)
{
  LnetFolderGroup *group = LNET_FOLDER_GROUP (lnet_test_get (get_dialog (window), LNET_TYPE_FOLDER_GROUP, NULL));
  AdwDialog *dialog;

  lnet_folder_group_share (group, fixture->folder);
  dialog = wait_for_dialog (window, ADW_TYPE_ALERT_DIALOG);
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Begin Here"));
  lnet_test_get (group, GTK_TYPE_LABEL, "Up to date");
  lnet_test_activate (lnet_test_get (group, GTK_TYPE_BUTTON, "Pause exchanging"));
  lnet_test_get (group, GTK_TYPE_LABEL, "Paused");
  g_assert_false (gtk_widget_is_sensitive (lnet_test_get (group, GTK_TYPE_BUTTON, "Exchange now")));
  lnet_test_activate (lnet_test_get (group, GTK_TYPE_BUTTON, "Go on exchanging"));
  lnet_test_get (group, GTK_TYPE_LABEL, "Up to date");
}

static void
exchange (LnetSyncer *syncer)
{
  lnet_syncer_sync_now (syncer);
  lnet_test_wait_for (lnet_syncer_get_state (syncer) != LNET_SYNCER_IDLE);
  lnet_test_wait_for (lnet_syncer_get_state (syncer) == LNET_SYNCER_IDLE);
}

/* Ana writes what Ben does not have yet: taking it in, his desk says anew what its tables show. */
static void
add_as_ana (Fixture *fixture)
{
  LnetWindow *window = open_window (fixture, ANA);
  LnetSession *session = lnet_window_get_session (window);
  LnetSyncer *syncer = lnet_session_get_syncer (session);

  lnet_test_wait_for (lnet_syncer_get_report (syncer) != NULL && lnet_syncer_get_state (syncer) == LNET_SYNCER_IDLE);
  add_member (lnet_session_get_store (session), "Zoe");
  exchange (syncer);
  close_window (fixture, ANA, window);
}

/* What the tables of Ben's desk say is not what its changes say any more. */
static void
spoil (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetSqlite) db = lnet_sqlite_open (fixture->paths[BEN], LNET_SQLITE_READ_WRITE, &error);

  g_assert_no_error (error);
  g_assert_true (lnet_sqlite_exec (db, "UPDATE member SET town = 'Nowhere'", &error));
}

/* A picture that another desk put in is fetched from the folder when somebody looks at it; and what was spoilt is put
 * right by itself, and told. */
static void
look_at_ruth (Fixture *fixture)
{
  LnetWindow *window = open_window (fixture, BEN);
  LnetSession *session = lnet_window_get_session (window);
  LnetSyncer *syncer = lnet_session_get_syncer (session);
  g_autoptr (LnetMemberInfo) ruth = lnet_members_find (lnet_session_get_reader (session), &fixture->ruth);

  lnet_test_wait_for (lnet_portraits_get (lnet_session_get_portraits (session), &ruth->portrait) != NULL);
  lnet_test_wait_for (lnet_syncer_get_recomputed (syncer) != 0);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.sharing", NULL);
  lnet_test_get (get_dialog (window), ADW_TYPE_ACTION_ROW, "Put right by itself");
  close_dialogs (window);
  lnet_test_close_window (window);
}

/* The welcome lies in the folder, and all the rest comes from there. */
static void
test_folder (Fixture       *fixture,
             gconstpointer  data)
{
  LnetWindow *window = begin_as_ana (fixture);
  LnetSyncer *syncer = lnet_session_get_syncer (lnet_window_get_session (window));
  g_autoptr (GFile) welcome = NULL;
  g_autofree char *words = NULL;
  AdwDialog *dialog;

  share_folder (fixture, window);
  make_card (fixture);
  paste_card (window);
  dialog = admit_ben (window);
  welcome = find_in_folder (fixture);
  words = dup_welcome_words (welcome);
  lnet_test_get (dialog, GTK_TYPE_LABEL, words);
  close_dialogs (window);
  exchange (syncer);
  close_window (fixture, ANA, window);
  join_as_ben (fixture, fixture->folder, 1);
  add_as_ana (fixture);
  spoil (fixture);
  look_at_ruth (fixture);
}

/* --- what is told of a desk --- */

static void
hear_from_tomorrow (LnetStore    *store,
                    const LnetId *desk)
{
  LnetCarrierNote *note = lnet_carrier_note_new ("file:///nowhere");
  gint64 now = g_get_real_time () / 1000;
  LnetHeard heard = { *desk, now, now + 3 * 3600 * 1000, g_bytes_new_static ("", 0) };

  g_array_append_val (note->heard, heard);
  g_assert_true (lnet_store_note_carrier (store, note, NULL));
}

/* A clock that is off decides nothing, but somebody should put it right. */
static void
test_clock (Fixture       *fixture,
            gconstpointer  data)
{
  LnetWindow *window = begin_as_ana (fixture);
  LnetStore *store = lnet_session_get_store (lnet_window_get_session (window));
  g_autoptr (LnetCard) card = NULL;
  g_autoptr (LnetTransaction) transaction = NULL;
  g_autofree char *span = NULL, *told = NULL;
  AdwDialog *sharing;
  GtkWidget *row;

  make_card (fixture);
  card = get_card ();
  transaction = lnet_sharing_admit (lnet_store_get_reader (store), card, LNET_STANCE_FACILITATOR, NULL, NULL);
  g_assert_true (lnet_store_commit (store, transaction, NULL, NULL));
  hear_from_tomorrow (store, &card->desk);
  close_dialogs (window);
  sharing = open_sharing (window);
  row = lnet_test_get (sharing, ADW_TYPE_ACTION_ROW, "Ben’s desk");
  span = g_strdup_printf (ngettext ("%u hour", "%u hours", 3), 3);
  told = g_strdup_printf (_("Its clock is at least %s ahead of this computer’s. One of them is wrong."), span);
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), told));
  close_dialogs (window);
  lnet_test_close_window (window);
  lnet_join_forget (&card->desk, NULL);
}

/* --- the paper key --- */

static void
test_paper_key (Fixture       *fixture,
                gconstpointer  data)
{
  LnetWindow *window = begin_as_ana (fixture);
  g_autoptr (LnetDeskKey) key = lnet_key_store_load (&fixture->network, NULL);
  g_autofree char *words = lnet_desk_key_to_words (key, NULL);
  g_auto (GStrv) list = g_strsplit (words, " ", -1);
  g_autofree char *last = g_strdup_printf ("24  %s", list[23]);
  AdwDialog *sharing = get_dialog (window);
  AdwDialog *dialog;

  lnet_test_activate (lnet_test_get (sharing, ADW_TYPE_ACTION_ROW, "Paper key"));
  dialog = wait_for_dialog (window, LNET_TYPE_PAPER_KEY_DIALOG);
  lnet_test_get (dialog, GTK_TYPE_LABEL, last);
  close_dialogs (window);

  /* The key is lost, and comes back by its words. */
  lnet_key_store_remove (&fixture->network, NULL);
  sharing = open_sharing (window);
  lnet_test_activate (lnet_test_get (sharing, GTK_TYPE_BUTTON, "_Type the Paper Key…"));
  dialog = wait_for_dialog (window, LNET_TYPE_PAPER_KEY_DIALOG);
  gtk_editable_set_text (GTK_EDITABLE (lnet_test_get (dialog, ADW_TYPE_ENTRY_ROW, "Words")), words);
  lnet_test_activate (lnet_test_get (dialog, ADW_TYPE_BUTTON_ROW, "_Bring the Key Back"));
  lnet_test_wait_for (get_dialog (window) == sharing);
  lnet_test_get (sharing, GTK_TYPE_BUTTON, "_Add a Desk…");
  close_dialogs (window);
  lnet_test_close_window (window);
}

int
main (int    argc,
      char **argv)
{
  lnet_test_init (&argc, &argv);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/desks/mail", test_mail);
  ADD ("/desks/folder", test_folder);
  ADD ("/desks/clock", test_clock);
  ADD ("/desks/paper-key", test_paper_key);
#undef ADD
  return lnet_test_run ();
}
