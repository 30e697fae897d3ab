/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-export-dialog.h"
#include "members-fixture.h"

static GtkWidget *
open_dialog (LnetWindow *window)
{
  gtk_widget_activate_action (lnet_test_get (window, LNET_TYPE_MEMBERS_ROOM, NULL), "members.export", NULL);
  lnet_test_wait_for (get_dialog (window) != NULL);
  return get_dialog (window);
}

/* A row's check button or switch. */
static gboolean
is_on (GtkWidget  *dialog,
       const char *row)
{
  GtkWidget *widget = lnet_test_get (dialog, ADW_TYPE_ACTION_ROW, row);

  if (ADW_IS_SWITCH_ROW (widget))
    return adw_switch_row_get_active (ADW_SWITCH_ROW (widget));
  return gtk_check_button_get_active (
    GTK_CHECK_BUTTON (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (widget))));
}

static char *
write_file (LnetWindow *window,
            const char *name)
{
  g_autofree char *path = lnet_test_dup_path (name);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  char *text = NULL;

  lnet_export_dialog_write (LNET_EXPORT_DIALOG (get_dialog (window)), file);
  lnet_test_wait_for (get_dialog (window) == NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
choose_format (GtkWidget *dialog,
               guint      position)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (lnet_test_get (dialog, ADW_TYPE_COMBO_ROW, NULL)), position);
}

/* Goes on by Tab until the focus is in @row; opens or chooses it by the space bar. */
static void
go_to_and_press (LnetWindow *window,
                 GtkWidget  *row)
{
  for (guint i = 0; i < 60; i++)
    {
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

      if (focus != NULL && (focus == row || gtk_widget_is_ancestor (focus, row)))
        break;
      lnet_test_tab (window, TRUE);
    }
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)), row) ||
                 gtk_window_get_focus (GTK_WINDOW (window)) == row);
  lnet_test_press (window, "space");
}

/* Who is found is where the choice begins; everybody is one row away; the sentence says who should see what is private,
   and nothing of it goes out before it is asked for. */
static void
test_choices (void)
{
  LnetWindow *window = open_room (TRUE, 1400);
  g_autofree char *found = NULL;
  g_autofree char *everybody = NULL;
  g_autofree char *selected = NULL;
  GtkWidget *dialog;

  lnet_test_press (window, "<Control>f");
  lnet_test_type (window, "lander");
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "2 of 3 members"));
  dialog = open_dialog (window);
  g_assert_true (is_on (dialog, "Who is found in the list now"));
  g_assert_false (is_on (dialog, "Everybody"));
  g_assert_nonnull (lnet_test_find (dialog, GTK_TYPE_LABEL, "2 members"));
  g_assert_false (is_on (dialog, "Private fields too"));
  choose_format (dialog, 1);
  found = write_file (window, "found.csv");
  g_assert_nonnull (strstr (found, "Muñoz"));
  g_assert_null (strstr (found, "Chee"));
  g_assert_null (strstr (found, "Registry ID"));

  dialog = open_dialog (window);
  go_to_and_press (window, lnet_test_get (dialog, ADW_TYPE_ACTION_ROW, "Everybody"));
  g_assert_true (is_on (dialog, "Everybody"));
  go_to_and_press (window, lnet_test_get (dialog, ADW_TYPE_SWITCH_ROW, "Private fields too"));
  g_assert_true (is_on (dialog, "Private fields too"));
  g_assert_nonnull (lnet_test_find (dialog, ADW_TYPE_EXPANDER_ROW, "For staff"));
  everybody = write_file (window, "everybody.csv");
  g_assert_nonnull (strstr (everybody, "Chee"));
  g_assert_nonnull (strstr (everybody, "Registry ID"));

  /* Those selected come first, found or not. */
  gtk_widget_activate_action (lnet_test_get (window, LNET_TYPE_MEMBERS_ROOM, NULL), "members.select-all", NULL);
  gtk_editable_set_text (GTK_EDITABLE (lnet_test_get (window, GTK_TYPE_SEARCH_ENTRY, NULL)), "ruth");
  lnet_test_wait_for (shows_name (window, 0, "Ruth Chee"));
  dialog = open_dialog (window);
  g_assert_true (is_on (dialog, "Who is selected in the list"));
  selected = write_file (window, "selected.csv");
  g_assert_nonnull (strstr (selected, "Muñoz"));
  g_assert_null (strstr (selected, "Chee"));

  /* The format stays chosen; what is private has to be asked for again. */
  dialog = open_dialog (window);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (lnet_test_get (dialog, ADW_TYPE_COMBO_ROW, NULL))), ==,
                    1);
  g_assert_false (is_on (dialog, "Private fields too"));
  adw_dialog_close (ADW_DIALOG (dialog));
  lnet_test_wait_for (get_dialog (window) == NULL);
  lnet_test_close_window (window);
}

/* Columns unfold and are chosen by keyboard, and are remembered; without any, there is nothing to export. */
static void
test_columns (void)
{
  LnetWindow *window = open_room (TRUE, 360);
  g_autoptr (GSettings) settings = g_settings_new (LNET_APP_ID);
  static const char *const only[] = { "last-name", NULL };
  g_autofree char *text = NULL;
  GtkWidget *dialog, *row, *button;

  g_settings_set_strv (settings, "export-columns", only);
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "3 members"));
  dialog = open_dialog (window);
  choose_format (dialog, 1);
  button = lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Export…");
  row = lnet_test_get (dialog, ADW_TYPE_EXPANDER_ROW, "Name");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  go_to_and_press (window, lnet_test_get (row, ADW_TYPE_ACTION_ROW, "Last name"));
  g_assert_false (gtk_widget_get_sensitive (button));
  go_to_and_press (window, lnet_test_get (row, ADW_TYPE_ACTION_ROW, "Preferred name"));
  g_assert_true (gtk_widget_get_sensitive (button));
  gtk_test_accessible_assert_property (
    adw_action_row_get_activatable_widget (ADW_ACTION_ROW (lnet_test_get (row, ADW_TYPE_ACTION_ROW, "Last name"))),
    GTK_ACCESSIBLE_PROPERTY_LABEL, lnet_import_field_get_label (LNET_IMPORT_LAST));
  text = write_file (window, "names.csv");
  g_assert_cmpstr (text, ==, "\357\273\277Preferred name\r\n\"\"\r\n\"\"\r\n\"\"\r\n");
  {
    g_auto (GStrv) words = g_settings_get_strv (settings, "export-columns");

    g_assert_cmpstr (words[0], ==, "preferred-name");
    g_assert_null (words[1]);
  }

  dialog = open_dialog (window);
  g_assert_null (lnet_test_find (dialog, ADW_TYPE_ACTION_ROW, "Portraits"));
  choose_format (dialog, 2);
  g_assert_null (lnet_test_find (dialog, ADW_TYPE_EXPANDER_ROW, "Name"));
  g_assert_false (is_on (dialog, "Portraits"));
  adw_dialog_close (ADW_DIALOG (dialog));
  lnet_test_wait_for (get_dialog (window) == NULL);
  g_settings_reset (settings, "export-columns");
  g_settings_reset (settings, "export-format");
  lnet_test_close_window (window);
}

static gboolean
is_at_stop (LnetWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return GTK_IS_BUTTON (focus) && lnet_test_says (gtk_button_get_label (GTK_BUTTON (focus)), "_Stop");
}

/* A place that cannot be written is said, and the choices are still there; closed, a long export leaves nothing. */
static void
test_failures (void)
{
  LnetWindow *window = open_room (TRUE, 800);
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nowhere/members.csv");
  g_autofree char *path = lnet_test_dup_path ("stopped.xlsx");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkWidget *dialog;
  gpointer left;

  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "3 members"));
  dialog = open_dialog (window);
  lnet_export_dialog_write (LNET_EXPORT_DIALOG (dialog), nowhere);
  lnet_test_wait_for (lnet_test_find (window, ADW_TYPE_ALERT_DIALOG, NULL) != NULL);
  adw_dialog_force_close (ADW_DIALOG (lnet_test_find (window, ADW_TYPE_ALERT_DIALOG, NULL)));
  lnet_test_wait_for (get_dialog (window) == dialog);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  lnet_test_wait_for (get_dialog (window) == NULL);

  for (guint i = 0; i < 600; i++)
    add_member (transaction, "Ana", "Begay", "Lander");
  lnet_session_commit (lnet_window_get_session (window), g_steal_pointer (&transaction), NULL);
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "603 members"));
  dialog = left = open_dialog (window);
  g_object_add_weak_pointer (G_OBJECT (dialog), &left);
  lnet_export_dialog_write (LNET_EXPORT_DIALOG (dialog), file);
  lnet_test_wait_for (left == NULL || is_at_stop (window));
  if (left != NULL)
    adw_dialog_force_close (left);
  lnet_test_wait_for (left == NULL);
  lnet_test_close_window (window);
}

int
main (int    argc,
      char **argv)
{
  lnet_test_init (&argc, &argv);

  g_test_add_func ("/ui/export/choices", test_choices);
  g_test_add_func ("/ui/export/columns", test_columns);
  g_test_add_func ("/ui/export/failures", test_failures);
  return lnet_test_run ();
}
