/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window of a participant's desk: it offers what its member may write, and nothing else. */

#include "config.h"

#include "lnet-sharing.h"
#include "lnet-working-as-dialog.h"
#include "members-fixture.h"

/* This desk is on the roster as one's that does not lead: José's. */
static void
put_on_roster (LnetStore *store)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("desk-admit");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = lnet_members_search (lnet_store_get_reader (store), "Muñoz", 1);
  LnetId desk;

  g_assert_true (lnet_sharing_find_desk (lnet_store_get_reader (store), &desk, &error));
  lnet_transaction_add_with_id (transaction, LNET_TABLE_ROSTER_DESK, lnet_space (LNET_SPACE_NETWORK), &desk);
  lnet_transaction_set_text (transaction, LNET_ROSTER_DESK_STANCE, &desk, "participant");
  lnet_transaction_set_id (transaction, LNET_ROSTER_DESK_MEMBER, &desk, &((LnetMemberInfo *) found->pdata[0])->id);
  g_assert_true (lnet_store_commit (store, transaction, NULL, &error));
  g_assert_no_error (error);
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

static LnetWindow *
open_participants_room (void)
{
  g_autoptr (LnetStore) store = lnet_test_new_store ();
  g_autofree char *path = g_strdup (lnet_store_get_path (store));
  LnetWindow *window;

  fill (store);
  put_on_roster (store);
  lnet_store_close (store);
  window = lnet_test_open_window (path, 1400, 800);
  lnet_window_show_room (window, "members", NULL);
  lnet_test_get (window, LNET_TYPE_MEMBERS_ROOM, NULL);
  lnet_test_wait_for (g_list_model_get_n_items (get_rows (window)) == 3);
  return window;
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

int
main (int    argc,
      char **argv)
{
  lnet_test_init (&argc, &argv);
  g_test_add_func ("/participants-desk/own-profile", test_own_profile);
  g_test_add_func ("/participants-desk/working-as", test_working_as);
  return lnet_test_run ();
}
