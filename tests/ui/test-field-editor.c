/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writing one field of a profile where it stands, without a mouse; and what becomes of it when somebody goes on. */

#include "config.h"

#include "lnet-field-editor.h"
#include "lnet-member-profile.h"
#include "members-fixture.h"

static GtkWidget *
get_profile (LnetWindow *window)
{
  return lnet_test_get (window, LNET_TYPE_MEMBER_PROFILE, NULL);
}

static LnetFieldEditor *
find_editor (LnetWindow *window)
{
  return (LnetFieldEditor *) lnet_test_find (window, LNET_TYPE_FIELD_EDITOR, NULL);
}

static LnetWindow *
open_profile (void)
{
  LnetWindow *window = open_room (TRUE, 1400);

  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "3 members"));
  gtk_widget_grab_focus (lnet_test_get (window, GTK_TYPE_LIST_VIEW, NULL));
  lnet_test_press (window, "<Alt>Down");
  lnet_test_wait_for (has_profile (window, "Bo Álvarez"));
  return window;
}

static GtkWidget *
get_row (LnetWindow *window,
         const char *title)
{
  return lnet_test_get (get_profile (window), ADW_TYPE_ACTION_ROW, title);
}

/* The row of that title shows that value, once the network has it. */
static gboolean
shows (LnetWindow *window,
       const char *title,
       const char *value)
{
  GtkWidget *row = lnet_test_find (get_profile (window), ADW_TYPE_ACTION_ROW, title);

  return row != NULL && g_strcmp0 (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), value) == 0;
}

static GtkWidget *
get_focus_row (LnetWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return focus != NULL ? gtk_widget_get_ancestor (focus, ADW_TYPE_ACTION_ROW) : NULL;
}

static void
begin (LnetWindow *window,
       const char *title)
{
  lnet_test_activate (get_row (window, title));
  lnet_test_wait_for (find_editor (window) != NULL);
}

static void
write_all (LnetWindow *window,
           const char *text)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (find_editor (window))));
  if (GTK_IS_EDITABLE (focus))
    gtk_editable_select_region (GTK_EDITABLE (focus), 0, -1);
  lnet_test_type (window, text);
}

static void
press_enter (LnetWindow *window)
{
  g_signal_emit_by_name (lnet_test_get (find_editor (window), GTK_TYPE_ENTRY, NULL), "activate");
  lnet_test_wait_for (find_editor (window) == NULL);
}

static void
add (LnetWindow *window,
     LnetField   field,
     const char *kind)
{
  gtk_widget_activate_action (get_profile (window), "profile.add-field", "(us)", (guint32) field, kind);
  lnet_test_wait_for (find_editor (window) != NULL);
}

/* Enter begins and saves, the keyboard stays on the row, and one Undo takes it back. */
static void
test_enter (void)
{
  LnetWindow *window = open_profile ();

  begin (window, "Town");
  g_assert_true (GTK_IS_TEXT (gtk_window_get_focus (GTK_WINDOW (window))));
  write_all (window, " Casper ");
  press_enter (window);
  lnet_test_wait_for (shows (window, "Town", "Casper"));
  lnet_test_get (window, GTK_TYPE_LABEL, "Saved: Town");
  lnet_test_wait_for (get_focus_row (window) == get_row (window, "Town"));
  lnet_test_press (window, "<Control>z");
  lnet_test_wait_for (shows (window, "Town", "Lander"));
  lnet_test_close_window (window);
}

/* Escape lets go of nothing without asking. */
static void
test_escape (void)
{
  LnetWindow *window = open_profile ();

  begin (window, "Town");
  lnet_test_press (window, "Escape");
  lnet_test_wait_for (find_editor (window) == NULL);
  g_assert_true (get_focus_row (window) == get_row (window, "Town"));

  begin (window, "Town");
  write_all (window, "Casper");
  lnet_test_press (window, "Escape");
  lnet_test_wait_for (get_dialog (window) != NULL);
  adw_dialog_close (ADW_DIALOG (get_dialog (window)));
  lnet_test_wait_for (get_dialog (window) == NULL);
  g_assert_nonnull (find_editor (window));

  gtk_widget_grab_focus (GTK_WIDGET (find_editor (window)));
  lnet_test_press (window, "Escape");
  lnet_test_wait_for (get_dialog (window) != NULL);
  lnet_test_activate (lnet_test_get (get_dialog (window), GTK_TYPE_BUTTON, "_Discard"));
  lnet_test_wait_for (find_editor (window) == NULL);
  g_assert_true (shows (window, "Town", "Lander"));
  lnet_test_close_window (window);
}

/* Whoever goes on to somebody else has saved. */
static void
test_go_on (void)
{
  LnetWindow *window = open_profile ();

  begin (window, "Town");
  write_all (window, "Casper");
  lnet_test_press (window, "<Alt>Down");
  lnet_test_wait_for (has_profile (window, "Ruth Chee"));
  lnet_test_get (window, GTK_TYPE_LABEL, "Saved: Town");
  g_assert_true (get_focus_row (window) == get_row (window, "Town"));
  lnet_test_press (window, "<Alt>Up");
  lnet_test_wait_for (has_profile (window, "Bo Álvarez") && shows (window, "Town", "Casper"));

  begin (window, "Town");
  write_all (window, "Cody");
  lnet_window_show_room (window, "vision", NULL);
  lnet_test_wait_for (find_editor (window) == NULL);
  lnet_window_show_room (window, "members", NULL);
  lnet_test_wait_for (shows (window, "Town", "Cody"));
  lnet_test_close_window (window);
}

/* Closing the window saves too. */
static void
test_close (void)
{
  LnetWindow *window = open_profile ();
  g_autofree char *path = g_strdup (lnet_store_get_path (lnet_session_get_store (lnet_window_get_session (window))));

  begin (window, "Town");
  write_all (window, "Casper");
  lnet_test_close_window (window);
  window = lnet_test_open_window (path, 1400, 800);
  lnet_window_show_room (window, "members", NULL);
  lnet_test_wait_for (has_profile (window, "Bo Álvarez"));
  g_assert_true (shows (window, "Town", "Casper"));
  lnet_test_close_window (window);
}

/* Somebody else's change does not take away what is being written. */
static void
test_meanwhile (void)
{
  LnetWindow *window = open_profile ();
  LnetSession *session = lnet_window_get_session (window);
  g_autoptr (GPtrArray) found = lnet_members_search (lnet_session_get_reader (session), "Bo", 1);
  const LnetId *bo = &((LnetMemberInfo *) found->pdata[0])->id;
  LnetTransaction *transaction = lnet_transaction_new ("member-edit");

  begin (window, "Town");
  write_all (window, "Casper");
  lnet_transaction_set_text (transaction, LNET_MEMBER_PREFERRED_NAME, bo, "Bobby");
  lnet_session_commit (session, transaction, NULL);
  lnet_test_wait_for (has_profile (window, "Bobby Álvarez"));
  g_assert_nonnull (find_editor (window));
  press_enter (window);
  lnet_test_wait_for (shows (window, "Town", "Casper") && shows (window, "Name they go by", "Bobby"));
  lnet_test_close_window (window);
}

/* What is missing is added in its place; what is doubtful is told and saved all the same; what is emptied is gone. */
static void
test_add (void)
{
  LnetWindow *window = open_profile ();
  GtkWidget *hint;

  add (window, LNET_CHANNEL_VALUE, "email");
  lnet_test_type (window, "bo.example.org");
  hint = lnet_test_get (find_editor (window), GTK_TYPE_LABEL,
                        "An e-mail address has an @ in it. This is kept as you write it.");
  g_assert_true (lnet_test_says (lnet_test_get_announced (), gtk_label_get_label (GTK_LABEL (hint))) ||
                 g_str_equal (lnet_test_get_announced (), gtk_label_get_label (GTK_LABEL (hint))));
  press_enter (window);
  lnet_test_wait_for (shows (window, "E-mail", "bo.example.org"));
  lnet_test_wait_for (get_focus_row (window) == get_row (window, "E-mail"));

  begin (window, "E-mail");
  write_all (window, "Bo <bo@example.org>");
  g_assert_false (gtk_widget_get_visible (lnet_test_find (find_editor (window), GTK_TYPE_LABEL, NULL)) &&
                  lnet_test_find (find_editor (window), GTK_TYPE_LABEL,
                                  "An e-mail address has an @ in it. This is kept as you write it.") != NULL);
  press_enter (window);
  lnet_test_wait_for (shows (window, "E-mail", "bo@example.org"));

  begin (window, "E-mail");
  write_all (window, "");
  press_enter (window);
  lnet_test_wait_for (lnet_test_find (get_profile (window), ADW_TYPE_ACTION_ROW, "E-mail") == NULL);
  lnet_test_press (window, "<Control>z");
  lnet_test_wait_for (shows (window, "E-mail", "bo@example.org"));

  add (window, LNET_MEMBER_PRONOUNS, "");
  lnet_test_press (window, "Escape");
  lnet_test_wait_for (find_editor (window) == NULL);
  g_assert_null (lnet_test_find (get_profile (window), ADW_TYPE_ACTION_ROW, "Pronouns"));
  lnet_test_close_window (window);
}

/* Several lines: Enter is a new one, Ctrl+Enter saves. */
static void
test_lines (void)
{
  LnetWindow *window = open_profile ();

  lnet_test_activate (lnet_test_get (get_profile (window), ADW_TYPE_BUTTON_ROW, "_Write What They Bring…"));
  lnet_test_wait_for (find_editor (window) != NULL);
  lnet_test_type (window, "Songs\nand stories");
  lnet_test_press (window, "<Control>Return");
  lnet_test_wait_for (shows (window, "Wisdom I bring", "Songs\nand stories"));

  add (window, LNET_MEMBER_STAFF_NOTE, "");
  lnet_test_type (window, "Came through her sister.");
  lnet_test_press (window, "<Control>Return");
  lnet_test_wait_for (shows (window, "Note", "Came through her sister."));
  begin (window, "Note");
  lnet_test_type (window, " And stayed.");
  lnet_test_press (window, "<Control>Return");
  lnet_test_wait_for (shows (window, "Note", "Came through her sister. And stayed.") ||
                      shows (window, "Note", "And stayed.Came through her sister."));
  lnet_test_close_window (window);
}

/* Later too, from the person's history; what was taken back can be brought back there. */
static void
test_history (void)
{
  LnetWindow *window = open_profile ();
  GtkWidget *row;

  begin (window, "Town");
  write_all (window, "Casper");
  press_enter (window);
  lnet_test_wait_for (shows (window, "Town", "Casper"));
  gtk_widget_activate_action (lnet_test_get (window, LNET_TYPE_MEMBERS_ROOM, NULL), "members.history", NULL);
  lnet_test_wait_for (get_dialog (window) != NULL);
  row = lnet_test_get (get_dialog (window), ADW_TYPE_ACTION_ROW, "Changed a member");
  lnet_test_activate (lnet_test_get (row, GTK_TYPE_BUTTON, "Undo"));
  lnet_test_wait_for (shows (window, "Town", "Lander"));
  row = lnet_test_get (get_dialog (window), ADW_TYPE_ACTION_ROW, "Took back: Changed a member");
  lnet_test_get (get_dialog (window), GTK_TYPE_LABEL, "Taken back");
  lnet_test_activate (lnet_test_get (row, GTK_TYPE_BUTTON, "Undo"));
  lnet_test_wait_for (shows (window, "Town", "Casper"));
  adw_dialog_force_close (ADW_DIALOG (get_dialog (window)));
  lnet_test_close_window (window);
}

static gboolean
is_in_view (GtkWidget *widget)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  graphene_rect_t bounds;

  return gtk_widget_get_height (widget) > 0 && gtk_widget_compute_bounds (widget, viewport, &bounds) &&
         bounds.origin.y >= 0 && bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (viewport);
}

/* What is below the screen comes up to be written. */
static void
test_in_view (void)
{
  LnetWindow *window = open_profile ();

  gtk_window_set_default_size (GTK_WINDOW (window), 1400, 420);
  lnet_test_wait_for (gtk_widget_get_height (GTK_WIDGET (window)) <= 420);
  add (window, LNET_MEMBER_STAFF_NOTE, "");
  lnet_test_wait_for (is_in_view (GTK_WIDGET (find_editor (window))));
  lnet_test_press (window, "Escape");
  add (window, LNET_CHANNEL_VALUE, "phone");
  lnet_test_type (window, "12");
  lnet_test_wait_for (is_in_view (GTK_WIDGET (find_editor (window))));
  lnet_test_close_window (window);
}

/* The menu of a field offers it, and says what it is of. */
static void
test_menu (void)
{
  LnetWindow *window = open_profile ();
  GtkWidget *button = lnet_test_get (get_row (window, "Town"), GTK_TYPE_MENU_BUTTON, NULL);
  GtkWidget *item, *editor;

  lnet_test_activate (button);
  lnet_test_wait_for (gtk_menu_button_get_active (GTK_MENU_BUTTON (button)));
  item = lnet_test_get (button, G_TYPE_NONE, "_Edit");
  lnet_test_activate (gtk_widget_get_ancestor (item, g_type_from_name ("GtkModelButton")));
  lnet_test_wait_for (find_editor (window) != NULL);
  editor = lnet_test_get (find_editor (window), GTK_TYPE_ENTRY, NULL);
  gtk_test_accessible_assert_relation (editor, GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                       lnet_test_get (find_editor (window), GTK_TYPE_LABEL, "Town"), NULL);
  lnet_test_activate (lnet_test_get (find_editor (window), GTK_TYPE_BUTTON, "Cancel"));
  lnet_test_wait_for (find_editor (window) == NULL);
  lnet_test_close_window (window);
}

int
main (int    argc,
      char **argv)
{
  lnet_test_init (&argc, &argv);
  g_test_add_func ("/field-editor/enter", test_enter);
  g_test_add_func ("/field-editor/escape", test_escape);
  g_test_add_func ("/field-editor/go-on", test_go_on);
  g_test_add_func ("/field-editor/close", test_close);
  g_test_add_func ("/field-editor/meanwhile", test_meanwhile);
  g_test_add_func ("/field-editor/add", test_add);
  g_test_add_func ("/field-editor/lines", test_lines);
  g_test_add_func ("/field-editor/history", test_history);
  g_test_add_func ("/field-editor/in-view", test_in_view);
  g_test_add_func ("/field-editor/menu", test_menu);
  return lnet_test_run ();
}
