/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window of a participant's desk: it offers what its member may write, and nothing else. */

#include "config.h"

#include "lnet-sharing.h"
#include "lnet-working-as-dialog.h"
#include "members-fixture.h"

static void
commit (LnetStore       *store,
        LnetTransaction *transaction)
{
  g_autoptr (LnetTransaction) owned = transaction;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (transaction);
  g_assert_true (lnet_store_commit (store, transaction, NULL, &error));
  g_assert_no_error (error);
}

static void
fill_card (LnetCard   *card,
           const char *name)
{
  card->desk = lnet_id_new ();
  card->name = g_strdup (name);
  memset (card->sign_key, *name, sizeof card->sign_key);
  memset (card->box_key, *name, sizeof card->box_key);
}

/* This desk began to share the network, let another in, and is one's since that does not lead: José's. */
static void
put_on_roster (LnetStore *store)
{
  LnetReader *reader = lnet_store_get_reader (store);
  g_autoptr (GPtrArray) found = lnet_members_search (reader, "Muñoz", 1);
  g_autoptr (LnetCard) own = lnet_card_new ();
  g_autoptr (LnetCard) other = lnet_card_new ();
  LnetId desk, nobody = lnet_id_null ();

  fill_card (own, "José’s");
  fill_card (other, "Ruth’s");
  commit (store, lnet_sharing_begin (own, &nobody));
  commit (store, lnet_sharing_admit (reader, other, LNET_STANCE_DIRECTOR, &nobody, NULL));
  g_assert_true (lnet_sharing_find_desk (reader, &desk, NULL));
  commit (store, lnet_sharing_edit (reader, &desk, own->name, LNET_STANCE_PARTICIPANT,
                                    &((LnetMemberInfo *) found->pdata[0])->id, NULL));
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *action)
{
  GtkWidget *found = NULL;

  if (GTK_IS_ACTIONABLE (widget) && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0)
    return widget;
  for (widget = gtk_widget_get_first_child (widget); widget != NULL && found == NULL;
       widget = gtk_widget_get_next_sibling (widget))
    found = find_button (widget, action);
  return found;
}

static gboolean
may_press (LnetWindow *window,
           const char *action)
{
  GtkWidget *button = find_button (GTK_WIDGET (window), action);

  g_assert_nonnull (button);
  return gtk_widget_is_sensitive (button);
}

static void
select_member (LnetWindow *window,
               const char *name)
{
  GListModel *rows = get_rows (window);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    if (shows_name (window, i, name))
      gtk_selection_model_select_item (GTK_SELECTION_MODEL (rows), i, TRUE);
  lnet_test_settle ();
}

/* Somebody's role, and one of José's. */
static void
throw_away (LnetStore *store)
{
  static const char *const names[] = { "Muñoz", "Chee" };
  LnetReader *reader = lnet_store_get_reader (store);
  LnetTransaction *transaction = lnet_transaction_new ("member-edit");
  LnetTransaction *removal = lnet_transaction_new ("member-edit");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GPtrArray) found = lnet_members_search (reader, names[i], 1);
      LnetId role = lnet_transaction_add (transaction, LNET_TABLE_ROLE, lnet_space (LNET_SPACE_NETWORK));

      lnet_transaction_set_id (transaction, LNET_ROLE_MEMBER, &role, &((LnetMemberInfo *) found->pdata[0])->id);
      lnet_transaction_set_text (transaction, LNET_ROLE_ROLE, &role, "coach");
      lnet_transaction_delete (removal, LNET_TABLE_ROLE, &role);
    }
  commit (store, transaction);
  commit (store, removal);
}

static LnetWindow *
open_desk (gboolean damaged)
{
  g_autoptr (LnetStore) store = lnet_test_new_store ();
  g_autofree char *path = g_strdup (lnet_store_get_path (store));
  LnetWindow *window;

  fill (store);
  throw_away (store);
  put_on_roster (store);
  lnet_store_close (store);
  if (damaged)
    damage_search (path);
  window = lnet_test_open_window (path, 1400, 800);
  lnet_window_show_room (window, "members", NULL);
  lnet_test_get (window, LNET_TYPE_MEMBERS_ROOM, NULL);
  lnet_test_wait_for (g_list_model_get_n_items (get_rows (window)) == 3);
  return window;
}

static LnetWindow *
open_participants_room (void)
{
  return open_desk (FALSE);
}

static void
test_own_profile (void)
{
  LnetWindow *window = open_participants_room ();

  g_assert_cmpint (lnet_session_get_stance (lnet_window_get_session (window)), ==, LNET_STANCE_PARTICIPANT);
  g_assert_false (may_press (window, "members.add"));
  select_member (window, "Ruth Chee");
  g_assert_false (may_press (window, "members.edit"));
  select_member (window, "José Muñoz");
  g_assert_true (may_press (window, "members.edit"));
  lnet_test_close_window (window);
}

/* Who works here is said by whoever let the desk in. */
static void
test_working_as (void)
{
  LnetWindow *window = open_participants_room ();
  LnetSession *session = lnet_window_get_session (window);
  LnetId member = *lnet_session_get_member (session), nobody = lnet_id_null ();
  AdwDialog *dialog = lnet_working_as_dialog_new (session);

  g_assert_false (lnet_id_is_null (&member));
  adw_dialog_present (dialog, GTK_WIDGET (window));
  lnet_test_settle ();
  g_assert_false (gtk_widget_is_sensitive (lnet_test_get (dialog, GTK_TYPE_CHECK_BUTTON, NULL)));
  lnet_session_set_working_as (session, &nobody, LNET_STANCE_DIRECTOR);
  g_assert_cmpint (lnet_session_get_stance (session), ==, LNET_STANCE_PARTICIPANT);
  g_assert_true (lnet_id_equal (lnet_session_get_member (session), &member));
  adw_dialog_force_close (dialog);
  lnet_test_close_window (window);
}

static guint
count_buttons (GtkWidget  *widget,
               const char *label)
{
  guint n = GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) &&
            lnet_test_says (gtk_button_get_label (GTK_BUTTON (widget)), label);

  for (widget = gtk_widget_get_first_child (widget); widget != NULL; widget = gtk_widget_get_next_sibling (widget))
    n += count_buttons (widget, label);
  return n;
}

static AdwDialog *
open_dialog (LnetWindow *window,
             const char *action)
{
  AdwDialog *dialog;

  gtk_widget_activate_action (GTK_WIDGET (window), action, NULL);
  lnet_test_settle ();
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  g_assert_nonnull (dialog);
  lnet_test_wait_for (count_buttons (GTK_WIDGET (dialog), "Restore") + count_buttons (GTK_WIDGET (dialog), "Undo") > 0);
  return dialog;
}

static guint
count_lines (AdwDialog *dialog)
{
  GtkListView *list = GTK_LIST_VIEW (lnet_test_get (dialog, GTK_TYPE_LIST_VIEW, NULL));

  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (list)));
}

static LnetTransaction *
new_wish (LnetWindow *window)
{
  LnetTransaction *transaction = lnet_transaction_new ("member-edit");

  lnet_transaction_set_text (transaction, LNET_MEMBER_WISHES,
                             lnet_session_get_member (lnet_window_get_session (window)), "Songs at the table");
  return transaction;
}

/* What the store would refuse is not offered. */
static void
test_trash_and_history (void)
{
  LnetWindow *window = open_participants_room ();
  AdwDialog *dialog = open_dialog (window, "win.trash");

  g_assert_cmpuint (count_lines (dialog), ==, 2);
  g_assert_cmpuint (count_buttons (GTK_WIDGET (dialog), "Restore"), ==, 1);
  g_assert_cmpuint (count_buttons (GTK_WIDGET (dialog), "_Empty…"), ==, 0);
  lnet_test_get (dialog, GTK_TYPE_LABEL, "What is not yours, directors and facilitators put back.");
  adw_dialog_force_close (dialog);
  lnet_session_commit (lnet_window_get_session (window), new_wish (window), NULL);
  lnet_test_settle ();
  dialog = open_dialog (window, "win.history");
  g_assert_cmpuint (count_lines (dialog), >, 3);
  g_assert_cmpuint (count_buttons (GTK_WIDGET (dialog), "Undo"), ==, 1);
  adw_dialog_force_close (dialog);
  lnet_test_close_window (window);
}

/* What searches look into is each desk's own. */
static void
test_mend_search (void)
{
  LnetWindow *window = open_desk (TRUE);

  gtk_editable_set_text (GTK_EDITABLE (lnet_test_get (window, GTK_TYPE_SEARCH_ENTRY, NULL)), "jose");
  lnet_test_activate (lnet_test_get (window, GTK_TYPE_BUTTON, "_Make It Anew"));
  lnet_test_wait_for (g_list_model_get_n_items (get_rows (window)) == 1);
  lnet_test_close_window (window);
}

static void
test_editor (void)
{
  LnetWindow *window = open_participants_room ();
  GtkWidget *add_role;
  AdwDialog *dialog;

  select_member (window, "José Muñoz");
  gtk_widget_activate_action (GTK_WIDGET (lnet_test_get (window, LNET_TYPE_MEMBERS_ROOM, NULL)), "members.edit", NULL);
  lnet_test_settle ();
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  g_assert_true (gtk_widget_is_sensitive (lnet_test_get (dialog, ADW_TYPE_ENTRY_ROW, "Town")));
  g_assert_false (gtk_widget_is_sensitive (lnet_test_get (dialog, ADW_TYPE_COMBO_ROW, "Status")));
  lnet_test_get (dialog, GTK_TYPE_LABEL, "Only directors and facilitators can change this. Ask one of them.");
  add_role = lnet_test_get (dialog, ADW_TYPE_BUTTON_CONTENT, "Add _Role");
  lnet_test_activate (gtk_widget_get_ancestor (add_role, GTK_TYPE_BUTTON));
  gtk_editable_set_text (GTK_EDITABLE (lnet_test_get (dialog, ADW_TYPE_ENTRY_ROW, "Organization")), "Little Barn");
  lnet_test_get (dialog, GTK_TYPE_LABEL, "Only directors and facilitators add organizations. Choose one that is there, or "
                                         "ask one of them to add it.");
  adw_dialog_force_close (dialog);
  lnet_test_close_window (window);
}

int
main (int    argc,
      char **argv)
{
  lnet_test_init (&argc, &argv);
  g_test_add_func ("/participants-desk/own-profile", test_own_profile);
  g_test_add_func ("/participants-desk/working-as", test_working_as);
  g_test_add_func ("/participants-desk/trash-and-history", test_trash_and_history);
  g_test_add_func ("/participants-desk/mend-search", test_mend_search);
  g_test_add_func ("/participants-desk/editor", test_editor);
  return lnet_test_run ();
}
