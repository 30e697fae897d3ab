/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "members-fixture.h"

#include "lnet-member.h"
#include "lnet-reference.h"
#include "lnet-tags.h"
#include "lnet-toast.h"

static LnetReader *
get_reader (LnetWindow *window)
{
  return lnet_session_get_reader (lnet_window_get_session (window));
}

static GtkWidget *
get_room (LnetWindow *window)
{
  return lnet_test_get (window, LNET_TYPE_MEMBERS_ROOM, NULL);
}

/* The bar is there while something is being selected. */
static gboolean
is_selecting (LnetWindow *window)
{
  GtkWidget *bar = lnet_test_find (get_room (window), GTK_TYPE_ACTION_BAR, NULL);

  return bar != NULL && gtk_action_bar_get_revealed (GTK_ACTION_BAR (bar));
}

/* What a toast said last: one is shown after the other, for seconds each. */
static char *said;

static void
on_toast (LnetSession *session,
          AdwToast    *toast)
{
  g_set_str (&said, lnet_toast_get_message (toast));
}

static void
listen (LnetWindow *window)
{
  g_clear_pointer (&said, g_free);
  g_signal_connect (lnet_window_get_session (window), "toast", G_CALLBACK (on_toast), NULL);
}

static void
wait_for_toast (const char *words)
{
  lnet_test_wait_for (said != NULL && lnet_test_says (said, words));
  g_clear_pointer (&said, g_free);
}

/* It is put together from two. */
static void
wait_for_so_already (guint n)
{
  g_autofree char *already = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, ", %'u was so already",
                                                           ", %'u were so already", n), n);
  g_autofree char *words = g_strconcat (g_dgettext (GETTEXT_PACKAGE, "Nobody changed"), already, NULL);

  lnet_test_wait_for (g_strcmp0 (said, words) == 0);
  g_clear_pointer (&said, g_free);
}

/* The window with three members, all of them selected by keyboard. */
static LnetWindow *
open_selected (void)
{
  LnetWindow *window = open_room (TRUE, 1400);

  listen (window);
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "3 members"));
  lnet_test_wait_for (gtk_widget_grab_focus (lnet_test_get (window, GTK_TYPE_LIST_VIEW, NULL)));
  lnet_test_press (window, "<Control>a");
  lnet_test_wait_for (lnet_members_room_get_n_selected (LNET_MEMBERS_ROOM (get_room (window))) == 3);
  return window;
}

static gboolean
has_focus (LnetWindow *window,
           GtkWidget  *dialog)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return focus != NULL && gtk_widget_is_ancestor (focus, dialog);
}

static void
ask (LnetWindow *window,
     const char *kind)
{
  g_assert_true (gtk_widget_activate_action (get_room (window), "members.change-selected", "s", kind));
  lnet_test_wait_for (get_dialog (window) != NULL && has_focus (window, get_dialog (window)));
}

static void
save (LnetWindow *window)
{
  lnet_test_press (window, "<Control>Return");
  lnet_test_wait_for (get_dialog (window) == NULL);
}

static LnetMember *
load (LnetWindow *window,
      const char *name)
{
  g_autoptr (GPtrArray) found = lnet_members_search (get_reader (window), name, 2);

  g_assert_cmpuint (found->len, ==, 1);
  return lnet_member_load (get_reader (window), &((LnetMemberInfo *) g_ptr_array_index (found, 0))->id, NULL);
}

static gboolean
has_status (LnetWindow *window,
            const char *name,
            const char *status)
{
  g_autoptr (LnetMember) member = load (window, name);

  return g_strcmp0 (member->status, status) == 0;
}

/* A word of the reference data, which is there in every language. */
static void
choose_paused (LnetWindow *window)
{
  const char *paused = lnet_reference_get_label (LNET_REFERENCE_MEMBER_STATUS, "paused");

  lnet_test_activate (lnet_test_get (get_dialog (window), ADW_TYPE_ACTION_ROW, paused));
}

/* Nothing is chosen beforehand; the dialog says for how many, the toast what came of it, and one undo takes it back. */
static void
test_status (void)
{
  LnetWindow *window = open_selected ();
  GtkWidget *button;

  ask (window, "status");
  button = lnet_test_get (get_dialog (window), GTK_TYPE_BUTTON, "_Set");
  g_assert_false (gtk_widget_is_sensitive (button));
  lnet_test_get (get_dialog (window), GTK_TYPE_LABEL, "For 3 selected members.");
  choose_paused (window);
  g_assert_true (gtk_widget_is_sensitive (button));
  save (window);
  wait_for_toast ("3 members changed");
  g_assert_true (has_status (window, "ruth", "paused"));
  g_assert_true (has_status (window, "bo", "paused"));
  g_assert_true (is_selecting (window));

  ask (window, "status");
  choose_paused (window);
  save (window);
  wait_for_so_already (3);
  lnet_test_press (window, "<Control>z");
  lnet_test_wait_for (has_status (window, "ruth", NULL));
  g_assert_true (has_status (window, "bo", NULL));
  lnet_test_close_window (window);
}

/* A team of a new name is made, and its kind asked for; taken out of it, they are there for the last day. */
static void
test_team (void)
{
  LnetWindow *window = open_selected ();
  g_autoptr (LnetMember) member = NULL;
  g_autoptr (LnetMember) after = NULL;
  GtkWidget *row, *kind;

  ask (window, "leave-team");
  g_assert_false (gtk_widget_is_sensitive (lnet_test_get (get_dialog (window), GTK_TYPE_BUTTON, "_Take Out")));
  adw_dialog_close (ADW_DIALOG (get_dialog (window)));
  lnet_test_wait_for (get_dialog (window) == NULL);

  ask (window, "join-team");
  row = lnet_test_get (get_dialog (window), ADW_TYPE_ENTRY_ROW, "Team");
  g_assert_null (lnet_test_find (get_dialog (window), ADW_TYPE_COMBO_ROW, NULL));
  gtk_widget_grab_focus (row);
  lnet_test_type (window, "Wind River");
  kind = lnet_test_get (get_dialog (window), ADW_TYPE_COMBO_ROW, "Kind of the new team");
  adw_combo_row_set_selected (ADW_COMBO_ROW (kind), 1);
  save (window);
  wait_for_toast ("3 members changed");
  member = load (window, "ruth");
  g_assert_cmpuint (member->teams->len, ==, 1);
  g_assert_cmpstr (((LnetMemberTeam *) g_ptr_array_index (member->teams, 0))->name, ==, "Wind River");
  g_assert_cmpstr (((LnetMemberTeam *) g_ptr_array_index (member->teams, 0))->kind, ==, "small-group");

  /* Folded, it is the team that is there. */
  ask (window, "join-team");
  gtk_widget_grab_focus (lnet_test_get (get_dialog (window), ADW_TYPE_ENTRY_ROW, "Team"));
  lnet_test_type (window, "wind river");
  g_assert_null (lnet_test_find (get_dialog (window), ADW_TYPE_COMBO_ROW, NULL));
  save (window);
  wait_for_so_already (3);

  ask (window, "leave-team");
  save (window);
  wait_for_toast ("3 members changed");
  after = load (window, "ruth");
  g_assert_nonnull (((LnetMemberTeam *) g_ptr_array_index (after->teams, 0))->ends);
  lnet_test_close_window (window);
}

static guint
count_tags (LnetWindow *window,
            const char *tag)
{
  g_autoptr (GPtrArray) tags = lnet_tags_load (get_reader (window), NULL);

  for (guint i = 0; i < tags->len; i++)
    if (g_str_equal (((LnetTag *) g_ptr_array_index (tags, i))->tag, tag))
      return ((LnetTag *) g_ptr_array_index (tags, i))->n_members;
  return 0;
}

/* A tag is marked as what only staff sees, and spelt as one that is there. */
static void
test_tags (void)
{
  LnetWindow *window = open_selected ();
  GtkWidget *row;

  ask (window, "add-tag");
  row = lnet_test_get (get_dialog (window), ADW_TYPE_ENTRY_ROW, "Tag");
  lnet_test_get (row, GTK_TYPE_IMAGE, "Only directors and facilitators see this");
  gtk_widget_grab_focus (row);
  lnet_test_type (window, "Champion");
  save (window);
  lnet_test_wait_for (count_tags (window, "Champion") == 3);

  ask (window, "add-tag");
  gtk_widget_grab_focus (lnet_test_get (get_dialog (window), ADW_TYPE_ENTRY_ROW, "Tag"));
  lnet_test_type (window, "  champion ");
  save (window);
  wait_for_so_already (3);
  ask (window, "remove-tag");
  save (window);
  lnet_test_wait_for (count_tags (window, "Champion") == 0);
  lnet_test_close_window (window);
}

static gboolean
speaks_others (LnetWindow *window,
               const char *name)
{
  g_autoptr (LnetMember) member = load (window, name);

  return member->languages->len > 0;
}

/* What is left empty stays as it is; languages are said in words and kept as tags. */
static void
test_place_and_language (void)
{
  LnetWindow *window = open_selected ();
  g_autoptr (LnetMember) member = NULL;
  GtkWidget *button;

  ask (window, "place");
  button = lnet_test_get (get_dialog (window), GTK_TYPE_BUTTON, "_Set");
  g_assert_false (gtk_widget_is_sensitive (button));
  gtk_widget_grab_focus (lnet_test_get (get_dialog (window), ADW_TYPE_ENTRY_ROW, "County or region"));
  lnet_test_type (window, "Fremont County");
  g_assert_true (gtk_widget_is_sensitive (button));
  save (window);
  wait_for_toast ("3 members changed");
  ask (window, "language");
  gtk_widget_grab_focus (lnet_test_get (get_dialog (window), ADW_TYPE_ENTRY_ROW, "Language"));
  lnet_test_type (window, "español");
  save (window);
  wait_for_toast ("3 members changed");
  ask (window, "add-language");
  gtk_widget_grab_focus (lnet_test_get (get_dialog (window), ADW_TYPE_ENTRY_ROW, "Language"));
  lnet_test_type (window, "English");
  save (window);
  lnet_test_wait_for (speaks_others (window, "ruth"));
  member = load (window, "ruth");
  g_assert_cmpstr (member->town, ==, "Casper");
  g_assert_cmpstr (member->region, ==, "Fremont County");
  g_assert_cmpstr (member->language, ==, "es");
  g_assert_cmpstr (g_ptr_array_index (member->languages, 0), ==, "en");
  lnet_test_close_window (window);
}

/* Delete is for those selected, whoever's profile is open; then nobody is, and Undo brings all of them back. */
static void
test_delete (void)
{
  LnetWindow *window = open_selected ();

  lnet_test_press (window, "Delete");
  lnet_test_get (window, GTK_TYPE_LABEL, "3 members are in the Trash");
  lnet_test_wait_for (!is_selecting (window));
  lnet_test_get (window, ADW_TYPE_STATUS_PAGE, "No members yet");
  lnet_test_activate (lnet_test_get (window, GTK_TYPE_BUTTON, "Undo"));
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "3 members"));
  lnet_test_close_window (window);
}

static LnetWindow *
open_many (void)
{
  g_autoptr (LnetStore) store = lnet_test_new_store ();
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("members-import");
  g_autofree char *path = g_strdup (lnet_store_get_path (store));
  LnetWindow *window;

  for (guint i = 0; i < 600; i++)
    add_member (transaction, "Ana", "Begay", "Lander");
  g_assert_true (lnet_store_commit (store, transaction, NULL, NULL));
  lnet_store_close (store);
  window = lnet_test_open_window (path, 1400, 800);
  lnet_window_show_room (window, "members", NULL);
  listen (window);
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "600 members"));
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (get_rows (window)));
  return window;
}

/* With many there is a dialog with Stop; stopped, nothing was changed, and they are still selected. */
static void
test_stop (void)
{
  LnetWindow *window = open_many ();
  GtkWidget *bar;

  gtk_widget_activate_action (get_room (window), "members.delete-selected", NULL);
  g_assert_true (ADW_IS_ALERT_DIALOG (get_dialog (window)));
  g_assert_true (lnet_test_says (adw_alert_dialog_get_body (ADW_ALERT_DIALOG (get_dialog (window))),
                                 "600 members. If you stop, nothing is changed."));
  bar = adw_alert_dialog_get_extra_child (ADW_ALERT_DIALOG (get_dialog (window)));
  gtk_test_accessible_assert_role (bar, GTK_ACCESSIBLE_ROLE_PROGRESS_BAR);
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL));
  adw_dialog_close (ADW_DIALOG (get_dialog (window)));
  wait_for_toast ("Stopped; nothing was changed");
  lnet_test_wait_for (get_dialog (window) == NULL);
  g_assert_true (is_selecting (window));
  g_assert_cmpuint (lnet_members_count (get_reader (window)), ==, 600);

  gtk_widget_activate_action (get_room (window), "members.delete-selected", NULL);
  wait_for_toast ("600 members are in the Trash");
  lnet_test_wait_for (get_dialog (window) == NULL);
  g_assert_cmpuint (lnet_members_count (get_reader (window)), ==, 0);
  lnet_test_close_window (window);
}

int
main (int    argc,
      char **argv)
{
  lnet_test_init (&argc, &argv);
  g_test_add_func ("/member-batch/status", test_status);
  g_test_add_func ("/member-batch/team", test_team);
  g_test_add_func ("/member-batch/tags", test_tags);
  g_test_add_func ("/member-batch/place-and-language", test_place_and_language);
  g_test_add_func ("/member-batch/delete", test_delete);
  g_test_add_func ("/member-batch/stop", test_stop);
  return lnet_test_run ();
}
