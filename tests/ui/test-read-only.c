/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A network that cannot be written, in the window. */

#include "config.h"

#include "harness.h"
#include "write-protect.h"

#include "lnet-erase-dialog.h"
#include "lnet-members.h"
#include "lnet-sample.h"
#include "lnet-window-private.h"

/* What does no more than show something. */
static const char *const reading[] = {
  "members.copy-name", "members.export", "members.history", "members.field-history", "members.next",
  "members.previous", "members.filter", "members.remove-filter", "members.clear-filters", "members.clear-search",
  "members.select-all", "members.leave-selection", "members.try-again", "members.sort", "members.copy-card",
  "members.print", "profile.text", "profile.email", "profile.call", "profile.copy", "profile.show-timeline",
  "certificates.show", "cohort.program", "cohort.sort", "participant.open-evidence", "participant.profile",
  "coaching.pool", "coaching.look", "coaching.forget", "coaching.retry", "coaching.round", "maker.profile",
  "vision.go-to", "vision.document", "vision.mode", "win.save-copy", "win.working-as", "win.room", "win.back",
  "navigation.pop", "navigation.push", NULL
};

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetStore) store = NULL;
  static guint n;
  g_autofree char *name = g_strdup_printf ("elsewhere-%u", n++);

  fixture->folder = lnet_test_dup_path (name);
  g_mkdir (fixture->folder, 0700);
  fixture->path = g_build_filename (fixture->folder, "alabama.lnet", NULL);
  store = lnet_sample_create (fixture->path, "alabama", &error);
  g_assert_no_error (error);
  lnet_store_close (store);
  write_protect_set_modes (fixture->folder, 0555, 0444);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  write_protect_set_modes (fixture->folder, 0700, 0600);
  g_free (fixture->folder);
  g_free (fixture->path);
}

/* The window with that network in it; NULL when this test is skipped. */
static LnetWindow *
open_window (Fixture *fixture,
             int      width)
{
  LnetWindow *window;

  if (!write_protect_begin ())
    return NULL;
  window = lnet_test_open_window (fixture->path, width, 700);
  write_protect_end ();
  g_assert_true (lnet_session_get_read_only (lnet_window_get_session (window)));
  return window;
}

/* Every button that is seen, that would change something, cannot be pressed. Returns how many there are. */
static guint
assert_nothing_edits (GtkWidget *widget)
{
  const char *action = GTK_IS_ACTIONABLE (widget) ? gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)) : NULL;
  guint n = 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  if (action != NULL && !g_str_has_prefix (action, "window.") && !g_strv_contains (reading, action))
    {
      if (gtk_widget_is_sensitive (widget))
        g_test_fail_printf ("%s can be pressed", action);
      n++;
    }
  for (widget = gtk_widget_get_first_child (widget); widget != NULL; widget = gtk_widget_get_next_sibling (widget))
    n += assert_nothing_edits (widget);
  return n;
}

static void
test_banner (Fixture       *fixture,
             gconstpointer  data)
{
  LnetWindow *window = open_window (fixture, 1200);
  GtkWidget *banner;

  if (window == NULL)
    return;
  banner = lnet_test_get (window, ADW_TYPE_BANNER, NULL);
  g_assert_true (adw_banner_get_revealed (ADW_BANNER (banner)));
  g_assert_true (gtk_widget_is_sensitive (lnet_test_get (banner, GTK_TYPE_BUTTON, "_Save a Copy…")));
  lnet_window_close_network (window);
  g_assert_null (lnet_test_find (window, ADW_TYPE_BANNER, NULL));
  lnet_test_close_window (window);
}

static void
test_rooms (Fixture       *fixture,
            gconstpointer  data)
{
  g_auto (GStrv) rooms = lnet_window_dup_room_names ();
  LnetWindow *window = open_window (fixture, 1400);
  guint n = 0;

  if (window == NULL)
    return;
  for (guint i = 0; rooms[i] != NULL; i++)
    {
      lnet_window_show_room (window, rooms[i], NULL);
      lnet_test_settle ();
      n += assert_nothing_edits (GTK_WIDGET (window));
    }
  g_assert_cmpuint (n, >=, 4);
  lnet_test_close_window (window);
}

/* One of the members, and all that is shown of her. */
static void
test_profile (Fixture       *fixture,
              gconstpointer  data)
{
  LnetWindow *window = open_window (fixture, 1200);
  g_autoptr (GPtrArray) members = NULL;
  g_autofree char *place = NULL;

  if (window == NULL)
    return;
  members = lnet_members_search (lnet_session_get_reader (lnet_window_get_session (window)), NULL, 1);
  place = lnet_id_to_string (&((LnetMemberInfo *) members->pdata[0])->id);
  lnet_window_show_room (window, "members", place);
  lnet_test_wait_for (lnet_test_find (window, GTK_TYPE_BUTTON, "Edit Member") != NULL);
  g_assert_false (gtk_widget_is_sensitive (lnet_test_get (window, GTK_TYPE_BUTTON, "Edit Member")));
  g_assert_cmpuint (assert_nothing_edits (GTK_WIDGET (window)), >=, 2);
  lnet_test_close_window (window);
}

/* Nobody can be erased from the profile; and should it be tried all the same, it is refused in words. */
static void
test_erase (Fixture       *fixture,
            gconstpointer  data)
{
  LnetWindow *window = open_window (fixture, 1200);
  g_autoptr (GPtrArray) members = NULL;
  g_autofree char *place = NULL;
  const LnetMemberInfo *info;
  AdwDialog *dialog;
  guint n;

  if (window == NULL)
    return;
  members = lnet_members_search (lnet_session_get_reader (lnet_window_get_session (window)), NULL, 1);
  info = members->pdata[0];
  place = lnet_id_to_string (&info->id);
  lnet_window_show_room (window, "members", place);
  lnet_test_wait_for (lnet_test_find (window, GTK_TYPE_BUTTON, "Edit Member") != NULL);
  gtk_widget_activate_action (lnet_test_get (window, g_type_from_name ("LnetMembersRoom"), NULL), "members.erase", NULL);
  g_assert_null (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)));

  n = lnet_members_count (lnet_session_get_reader (lnet_window_get_session (window)));
  dialog = lnet_erase_dialog_new (lnet_window_get_session (window), lnet_erasure_new_person (&info->id));
  adw_dialog_present (dialog, GTK_WIDGET (window));
  lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Erase");
  gtk_widget_grab_focus (lnet_test_get (dialog, ADW_TYPE_ENTRY_ROW, NULL));
  lnet_test_type (window, info->name);
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Erase"));
  lnet_test_get (dialog, GTK_TYPE_LABEL, "This cannot be erased");
  g_assert_cmpuint (lnet_members_count (lnet_session_get_reader (lnet_window_get_session (window))), ==, n);
  adw_dialog_force_close (dialog);
  lnet_test_close_window (window);
}

/* Many can be selected, to export them; nothing can be changed of them. */
static void
test_selection (Fixture       *fixture,
                gconstpointer  data)
{
  LnetWindow *window = open_window (fixture, 1200);
  GtkWidget *list, *bar;

  if (window == NULL)
    return;
  lnet_window_show_room (window, "members", NULL);
  list = lnet_test_get (window, GTK_TYPE_LIST_VIEW, NULL);
  gtk_selection_model_select_all (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
  bar = lnet_test_get (window, GTK_TYPE_ACTION_BAR, NULL);
  lnet_test_wait_for (gtk_widget_is_sensitive (lnet_test_get (bar, GTK_TYPE_BUTTON, "Export Those Selected")));
  g_assert_false (gtk_widget_is_sensitive (lnet_test_get (bar, GTK_TYPE_MENU_BUTTON, NULL)));
  gtk_widget_activate_action (bar, "members.change-selected", "s", "status");
  g_assert_null (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)));
  g_assert_cmpuint (assert_nothing_edits (bar), >=, 1);
  lnet_test_close_window (window);
}

/* The pages inside the views. */
static const struct { const char *room; LnetStatement find; } pages[] = {
  { "certificates", { "test-cohort", "SELECT id FROM cohort WHERE deleted = 0 LIMIT 1", NULL } },
  { "certificates", { "test-program", "SELECT id FROM program WHERE deleted = 0 LIMIT 1", NULL } },
  { "certificates", { "test-enrolment", "SELECT id FROM enrolment WHERE deleted = 0 LIMIT 1", NULL } },
  { "coaching", { "test-pair", "SELECT id FROM pair WHERE deleted = 0 LIMIT 1", NULL } },
};

static void
test_pages (Fixture       *fixture,
            gconstpointer  data)
{
  LnetWindow *window = open_window (fixture, 1400);

  for (gsize i = 0; window != NULL && i < G_N_ELEMENTS (pages); i++)
    {
      LnetReader *reader = lnet_session_get_reader (lnet_window_get_session (window));
      g_autoptr (LnetRows) rows = lnet_reader_query (reader, &pages[i].find);
      g_autofree char *place = NULL;
      LnetId id;

      g_assert_true (lnet_rows_step (rows));
      id = lnet_rows_id (rows, 0);
      place = lnet_id_to_string (&id);
      lnet_window_show_room (window, pages[i].room, place);
      lnet_test_settle ();
      g_assert_cmpuint (assert_nothing_edits (GTK_WIDGET (window)), >=, 1);
    }
  if (window != NULL)
    lnet_test_close_window (window);
}

static void
test_paper (Fixture       *fixture,
            gconstpointer  data)
{
  LnetWindow *window = open_window (fixture, 1200);
  GtkTextBuffer *buffer;
  GtkWidget *paper;
  int n;

  if (window == NULL)
    return;
  lnet_window_show_room (window, "vision", NULL);
  paper = lnet_test_get (window, GTK_TYPE_TEXT_VIEW, NULL);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (paper));
  lnet_test_wait_for (gtk_text_buffer_get_char_count (buffer) > 0);
  n = gtk_text_buffer_get_char_count (buffer);
  gtk_widget_grab_focus (paper);
  lnet_test_type (window, "x");
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, n);
  lnet_test_close_window (window);
}

/* What is tried all the same is refused in words. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  LnetWindow *window = open_window (fixture, 1200);
  LnetTransaction *transaction = lnet_transaction_new ("member-add");
  LnetId member = lnet_transaction_add (transaction, LNET_TABLE_MEMBER, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &member, "Ana");
  if (window == NULL)
    {
      lnet_transaction_unref (transaction);
      return;
    }
  lnet_session_commit (lnet_window_get_session (window), transaction, NULL);
  lnet_test_wait_for (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)) != NULL);
  g_assert_true (ADW_IS_ALERT_DIALOG (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window))));
  adw_dialog_force_close (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)));
  lnet_test_close_window (window);
}

static void
test_copy (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *copy = lnet_test_dup_path ("copy.lnet");
  g_autofree char *nowhere = g_build_filename (fixture->folder, "nowhere", "copy.lnet", NULL);
  LnetWindow *window = open_window (fixture, 1200);
  AdwApplicationWindow *parent = ADW_APPLICATION_WINDOW (window);

  if (window == NULL)
    return;
  /* Where it cannot be, this is said, and all stays as it was. */
  lnet_window_save_copy (window, nowhere);
  lnet_test_wait_for (adw_application_window_get_visible_dialog (parent) != NULL);
  adw_dialog_force_close (adw_application_window_get_visible_dialog (parent));
  g_assert_true (lnet_session_get_read_only (lnet_window_get_session (window)));

  lnet_window_save_copy (window, copy);
  lnet_test_wait_for (!lnet_session_get_read_only (lnet_window_get_session (window)));
  g_assert_cmpstr (lnet_store_get_path (lnet_session_get_store (lnet_window_get_session (window))), ==, copy);
  g_assert_null (lnet_test_find (window, ADW_TYPE_BANNER, NULL));
  lnet_window_show_room (window, "members", NULL);
  g_assert_true (gtk_widget_is_sensitive (lnet_test_get (window, GTK_TYPE_BUTTON, "Add Member")));
  lnet_test_close_window (window);
}

int
main (int    argc,
      char **argv)
{
  lnet_test_init (&argc, &argv);
#define ADD(path, function) g_test_add ("/read-only/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("banner", test_banner);
  ADD ("rooms", test_rooms);
  ADD ("profile", test_profile);
  ADD ("erase", test_erase);
  ADD ("selection", test_selection);
  ADD ("pages", test_pages);
  ADD ("paper", test_paper);
  ADD ("refused", test_refused);
  ADD ("copy", test_copy);
#undef ADD
  return lnet_test_run ();
}
