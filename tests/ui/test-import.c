/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "harness.h"

#include <glib/gi18n-lib.h>

#include "lnet-import-dialog.h"
#include "lnet-member-choices.h"
#include "lnet-member.h"
#include "lnet-members.h"

typedef struct
{
  LnetWindow *window;
  LnetSession *session;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (LnetStore) store = lnet_test_new_store ();
  g_autofree char *path = g_strdup (lnet_store_get_path (store));

  lnet_store_close (store);
  fixture->window = lnet_test_open_window (path, data != NULL ? GPOINTER_TO_INT (data) : 1000, 760);
  fixture->session = lnet_window_get_session (fixture->window);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  lnet_test_close_window (fixture->window);
}

static GFile *
roster (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "rosters", name, NULL);

  return g_file_new_for_path (path);
}

static AdwDialog *
present (Fixture    *fixture,
         const char *name)
{
  g_autoptr (GFile) file = name != NULL ? roster (name) : NULL;

  lnet_import_dialog_present (GTK_WIDGET (fixture->window), fixture->session, file);
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
}

static void
close_dialog (AdwDialog *dialog)
{
  gpointer left = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &left);
  adw_dialog_close (dialog);
  lnet_test_wait_for (left == NULL);
}

static guint
count (Fixture *fixture)
{
  return lnet_members_count (lnet_session_get_reader (fixture->session));
}

/* A picture for who looks, when LNET_PICTURES names a folder. */
static void
picture (Fixture    *fixture,
         const char *name)
{
  const char *folder = g_getenv ("LNET_PICTURES");
  g_autofree char *file = g_strdup_printf ("%s-%d%s.png", name, gtk_widget_get_width (GTK_WIDGET (fixture->window)),
                                           adw_style_manager_get_dark (adw_style_manager_get_default ()) ? "-dark" : "");
  g_autofree char *path = folder != NULL ? g_build_filename (folder, file, NULL) : NULL;

  if (path == NULL)
    return;
  lnet_test_settle ();
  lnet_test_save_picture (GTK_WIDGET (fixture->window), path);
}

static GtkWidget *
get_focus (Fixture *fixture)
{
  return gtk_window_get_focus (GTK_WINDOW (fixture->window));
}

static gboolean
is_on (AdwDialog  *dialog,
       const char *tag)
{
  GtkWidget *pages = lnet_test_find (dialog, ADW_TYPE_NAVIGATION_VIEW, NULL);
  AdwNavigationPage *page = NULL;

  if (pages != NULL)
    page = adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (pages));
  return page != NULL && g_strcmp0 (adw_navigation_page_get_tag (page), tag) == 0;
}

/* From the file to the members with nothing but Enter, and back again with Undo. */
static void
test_path (Fixture       *fixture,
           gconstpointer  data)
{
  AdwDialog *dialog = present (fixture, "commas.csv");

  lnet_test_wait_for (is_on (dialog, "mapping"));
  lnet_test_get (dialog, ADW_TYPE_COMBO_ROW, "Program/Center");
  picture (fixture, "import-mapping");
  lnet_test_wait_for (get_focus (fixture) != NULL && gtk_widget_is_ancestor (get_focus (fixture), GTK_WIDGET (dialog)));
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Preview"));

  lnet_test_wait_for (is_on (dialog, "preview"));
  lnet_test_get (dialog, GTK_TYPE_TOGGLE_BUTTON, "All 8");
  lnet_test_get (dialog, GTK_TYPE_TOGGLE_BUTTON, "New 4");
  lnet_test_get (dialog, GTK_TYPE_TOGGLE_BUTTON, "Duplicate 2");
  lnet_test_get (dialog, GTK_TYPE_LABEL, "Rosa Núñez");
  picture (fixture, "import-preview");
  g_assert_cmpuint (count (fixture), ==, 0);
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_TOGGLE_BUTTON, "Rejected 2"));
  lnet_test_get (dialog, GTK_TYPE_LABEL, "There is no name in this row.");
  lnet_test_wait_for (lnet_test_find (dialog, GTK_TYPE_LABEL, "Rosa Núñez") == NULL);
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Import"));

  lnet_test_wait_for (is_on (dialog, "result"));
  lnet_test_wait_for (count (fixture) == 4);
  lnet_test_get (dialog, GTK_TYPE_LABEL, "4 new members");
  lnet_test_get (dialog, GTK_TYPE_BUTTON, "Save _Rejected Rows…");
  picture (fixture, "import-result");
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Undo the Import"));
  lnet_test_wait_for (count (fixture) == 0);
  lnet_test_get (dialog, GTK_TYPE_LABEL, "The import was taken back");
  close_dialog (dialog);
}

/* The same roster again: nothing to import, and the button says so. */
static void
test_again (Fixture       *fixture,
            gconstpointer  data)
{
  AdwDialog *dialog;

  for (guint i = 0; i < 2; i++)
    {
      dialog = present (fixture, "tabs-bom.csv");
      lnet_test_wait_for (is_on (dialog, "mapping"));
      lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Preview"));
      lnet_test_wait_for (is_on (dialog, "preview"));
      g_assert_true (gtk_widget_get_sensitive (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Import")) == (i == 0));
      if (i == 0)
        {
          lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Import"));
          lnet_test_wait_for (is_on (dialog, "result"));
          lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Done"));
        }
      else
        {
          lnet_test_get (dialog, GTK_TYPE_TOGGLE_BUTTON, "Same 4");
          close_dialog (dialog);
        }
    }
  g_assert_cmpuint (count (fixture), ==, 4);
}

/* Without a column of names there is nothing to preview, and what is wrong is said; choosing one mends it. */
static void
test_no_names (Fixture       *fixture,
               gconstpointer  data)
{
  AdwDialog *dialog = present (fixture, "no-names.csv");
  GtkWidget *row;

  lnet_test_wait_for (is_on (dialog, "mapping"));
  g_assert_false (gtk_widget_get_sensitive (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Preview")));
  lnet_test_get (dialog, GTK_TYPE_LABEL, "Say which column holds the names.");
  picture (fixture, "import-no-names");
  row = lnet_test_get (dialog, ADW_TYPE_COMBO_ROW, "Colour");
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), LNET_IMPORT_FIRST);
  g_assert_true (gtk_widget_get_sensitive (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Preview")));
  close_dialog (dialog);
}

/* What cannot be read is said where the file is chosen. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  AdwDialog *dialog = present (fixture, "missing.csv");
  GtkWidget *banner = lnet_test_get (dialog, ADW_TYPE_BANNER, NULL);

  lnet_test_wait_for (adw_banner_get_revealed (ADW_BANNER (banner)));
  g_assert_true (is_on (dialog, "choose"));
  picture (fixture, "import-choose");
  close_dialog (dialog);
}

/* Closing while it looks, plans or writes leaves nothing behind. */
static void
test_closed_early (Fixture       *fixture,
                   gconstpointer  data)
{
  AdwDialog *dialog = present (fixture, "commas.csv");

  close_dialog (dialog);
  dialog = present (fixture, "commas.csv");
  lnet_test_wait_for (is_on (dialog, "mapping"));
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Preview"));
  close_dialog (dialog);
  g_assert_cmpuint (count (fixture), ==, 0);
}

/* A roster of this test's own. */
static AdwDialog *
present_text (Fixture    *fixture,
              const char *name,
              const char *text)
{
  g_autofree char *path = lnet_test_dup_path (name);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  lnet_import_dialog_present (GTK_WIDGET (fixture->window), fixture->session, file);
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
}

static void
go_to_preview (AdwDialog *dialog)
{
  lnet_test_wait_for (is_on (dialog, "mapping"));
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Preview"));
  lnet_test_wait_for (is_on (dialog, "preview"));
}

/* Whoever is in the network before. */
static void
fill (Fixture    *fixture,
      const char *text)
{
  AdwDialog *dialog = present_text (fixture, "before.csv", text);

  go_to_preview (dialog);
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Import"));
  lnet_test_wait_for (is_on (dialog, "result"));
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Done"));
}

static char *
get_town (Fixture    *fixture,
          const char *name)
{
  LnetReader *reader = lnet_session_get_reader (fixture->session);
  g_autoptr (GPtrArray) found = lnet_members_search (reader, name, 2);
  g_autoptr (LnetMember) member = NULL;

  g_assert_cmpuint (found->len, ==, 1);
  member = lnet_member_load (reader, &((LnetMemberInfo *) found->pdata[0])->id, NULL);
  return g_strdup (member->town);
}

static void
check_spoken (GtkWidget  *widget,
              const char *side)
{
  g_autofree char *label = g_strdup_printf ("Ana Begay, %s, %s", _("Town"), side);

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label);
}

/* Import asks once where the file says something else; by keyboard one is taken, the others stay. */
static void
test_differences (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *here = g_strdup_printf (_("here: %s"), "Lander");
  g_autofree char *in_file = g_strdup_printf (_("in the file: %s"), "Riverton");
  g_autofree char *ana = NULL, *ben = NULL;
  AdwDialog *dialog;

  fill (fixture, "First,Last,Email,Town,County\nAna,Begay,ana@example.org,Lander,Fremont\n"
                 "Ben,Nez,ben@example.org,Casper,Natrona\n");
  dialog = present_text (fixture, "after.csv", "First,Last,Email,Town,County\n"
                                               "Ana,Begay,ana@example.org,Riverton,Fremont\n"
                                               "Ben,Nez,ben@example.org,Cody,Park\n");
  go_to_preview (dialog);
  lnet_test_get (dialog, GTK_TYPE_TOGGLE_BUTTON, "Same 2");
  lnet_test_get (dialog, GTK_TYPE_BUTTON, "Decide 3 Differences…");
  picture (fixture, "import-preview-differences");
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "Decide 3 Differences…"));
  lnet_test_wait_for (is_on (dialog, "differences"));
  lnet_test_wait_for (GTK_IS_TOGGLE_BUTTON (get_focus (fixture)));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (get_focus (fixture))));
  check_spoken (get_focus (fixture), here);
  lnet_test_tab (fixture->window, TRUE);
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (get_focus (fixture))));
  check_spoken (get_focus (fixture), in_file);
  lnet_test_activate (get_focus (fixture));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (get_focus (fixture))));
  picture (fixture, "import-differences");
  /* Going back shows what that changes. */
  lnet_test_press (fixture->window, "<Alt>Left");
  lnet_test_wait_for (is_on (dialog, "preview") &&
                      lnet_test_find (dialog, GTK_TYPE_TOGGLE_BUTTON, "Changed 1") != NULL);
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Import"));
  lnet_test_wait_for (is_on (dialog, "result"));
  ana = get_town (fixture, "begay");
  ben = get_town (fixture, "nez");
  g_assert_cmpstr (ana, ==, "Riverton");
  g_assert_cmpstr (ben, ==, "Casper");
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Done"));
}

/* All of one field in one go. */
static void
test_take_all (Fixture       *fixture,
               gconstpointer  data)
{
  AdwDialog *dialog;
  g_autofree char *ana = NULL;

  fill (fixture, "First,Last,Email,Town\nAna,Begay,ana@example.org,Lander\n");
  dialog = present_text (fixture, "after.csv", "First,Last,Email,Town\nAna,Martinez,ana@example.org,Riverton\n");
  go_to_preview (dialog);
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "Decide 2 Differences…"));
  lnet_test_wait_for (is_on (dialog, "differences"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (lnet_test_get (dialog, GTK_TYPE_DROP_DOWN, NULL)), 2); /* Town */
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Take All From the File"));
  g_assert_true (lnet_test_says (lnet_test_get_announced (), "1 difference: the file counts"));
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Import"));
  lnet_test_wait_for (is_on (dialog, "result"));
  ana = get_town (fixture, "begay");
  g_assert_cmpstr (ana, ==, "Riverton");
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Undo the Import"));
  lnet_test_get (dialog, GTK_TYPE_LABEL, "The import was taken back");
  g_free (ana);
  ana = get_town (fixture, "begay");
  g_assert_cmpstr (ana, ==, "Lander");
  close_dialog (dialog);
}

static guint
count_organizations (Fixture *fixture)
{
  g_autoptr (LnetMemberFilter) all = lnet_member_filter_new ();
  g_autoptr (GPtrArray) choices =
      lnet_members_load_choices (lnet_session_get_reader (fixture->session), LNET_MEMBER_FILTER_ORGANIZATION, all, NULL,
                                 NULL);

  return choices->len;
}

/* An organization that is there under another name: found by typing, taken with Enter. */
static void
test_additions (Fixture       *fixture,
                gconstpointer  data)
{
  AdwDialog *dialog;

  fill (fixture, "First,Last,Role,Organization\nAna,Begay,Coach,Little Sprouts Center\nBen,Nez,Coach,Prairie School\n");
  dialog = present_text (fixture, "more.csv", "First,Last,Role,Organization\nCora,Lee,Story keeper,Sprouts Ctr.\n"
                                              "Dan,Fox,Coach,Sprouts Ctr.\nEve,Ash,Coach,Casper Nursery\n");
  go_to_preview (dialog);
  picture (fixture, "import-preview-additions");
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "Look at 3 New Names…"));
  lnet_test_wait_for (is_on (dialog, "additions"));
  lnet_test_get (dialog, GTK_TYPE_LABEL, "Sprouts Ctr.");
  lnet_test_get (dialog, GTK_TYPE_LABEL, "Organization · 2 rows");
  lnet_test_get (dialog, GTK_TYPE_LABEL, "Is added · perhaps the same as Little Sprouts Center");
  picture (fixture, "import-additions");
  lnet_test_wait_for (get_focus (fixture) != NULL &&
                      gtk_widget_get_ancestor (get_focus (fixture), GTK_TYPE_LIST_VIEW) != NULL);
  lnet_test_press (fixture->window, "Return");
  lnet_test_wait_for (is_on (dialog, "same"));
  lnet_test_get (dialog, GTK_TYPE_LABEL, "Little Sprouts Center (suggested)");
  picture (fixture, "import-same");
  lnet_test_wait_for (GTK_IS_TEXT (get_focus (fixture)));
  lnet_test_type (fixture->window, "LITTLE spr");
  lnet_test_wait_for (lnet_test_find (dialog, GTK_TYPE_LABEL, "Prairie School") == NULL);
  lnet_test_press (fixture->window, "Return");
  lnet_test_wait_for (is_on (dialog, "additions"));
  lnet_test_get (dialog, GTK_TYPE_LABEL, "Is the same as Little Sprouts Center");
  lnet_test_press (fixture->window, "<Alt>Left");
  lnet_test_wait_for (is_on (dialog, "preview"));
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Import"));
  lnet_test_wait_for (is_on (dialog, "result"));
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Done"));
  g_assert_cmpuint (count_organizations (fixture), ==, 3);
}

/* The next file with the same headings is taken for what the last one was, until that is reset. */
static void
test_memory (Fixture       *fixture,
             gconstpointer  data)
{
  AdwDialog *dialog = present_text (fixture, "odd.csv", "Who,Ring me\nAna Begay,307-555-0101\n");
  GtkWidget *row;

  lnet_test_wait_for (is_on (dialog, "mapping"));
  row = lnet_test_get (dialog, ADW_TYPE_COMBO_ROW, "Who");
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), LNET_IMPORT_FULL_NAME);
  go_to_preview (dialog);
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Import"));
  lnet_test_wait_for (is_on (dialog, "result"));
  close_dialog (dialog);

  dialog = present_text (fixture, "next.csv", "Who,Ring me\nBen Nez,307-555-0102\n");
  lnet_test_wait_for (is_on (dialog, "mapping"));
  lnet_test_get (dialog, GTK_TYPE_LABEL, "The columns are as you set them for an earlier file with these headings");
  row = lnet_test_get (dialog, ADW_TYPE_COMBO_ROW, "Who");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, LNET_IMPORT_FULL_NAME);
  picture (fixture, "import-remembered");
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Reset"));
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, LNET_IMPORT_NONE);
  lnet_test_get (dialog, GTK_TYPE_LABEL, "Say which column holds the names.");
  close_dialog (dialog);
}

/* Who is not to be recognized by the e-mail address is new. */
static void
test_rules (Fixture       *fixture,
            gconstpointer  data)
{
  AdwDialog *dialog;
  GtkWidget *row;

  fill (fixture, "First,Last,Email\nAna,Begay,ana@example.org\n");
  dialog = present_text (fixture, "after.csv", "First,Last,Email\nAna,Martinez,ana@example.org\n");
  go_to_preview (dialog);
  lnet_test_get (dialog, GTK_TYPE_LABEL, "Line 2 · Found by e-mail address");
  lnet_test_press (fixture->window, "<Alt>Left");
  lnet_test_wait_for (is_on (dialog, "mapping"));
  row = lnet_test_get (dialog, ADW_TYPE_SWITCH_ROW, "E-mail");
  lnet_test_activate (row);
  g_assert_false (adw_switch_row_get_active (ADW_SWITCH_ROW (row)));
  go_to_preview (dialog);
  lnet_test_get (dialog, GTK_TYPE_TOGGLE_BUTTON, "New 1");
  close_dialog (dialog);
}

int
main (int    argc,
      char **argv)
{
  lnet_test_init (&argc, &argv);
  if (g_getenv ("LNET_PICTURES_DARK") != NULL)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
#define ADD(name, width, function) \
  g_test_add ("/import/" name, Fixture, GINT_TO_POINTER (width), set_up, function, tear_down)
  ADD ("path", 0, test_path);
  ADD ("path-360", 360, test_path);
  ADD ("path-1400", 1400, test_path);
  ADD ("again", 0, test_again);
  ADD ("no-names", 0, test_no_names);
  ADD ("no-names-360", 360, test_no_names);
  ADD ("refused", 0, test_refused);
  ADD ("refused-360", 360, test_refused);
  ADD ("closed-early", 0, test_closed_early);
  ADD ("differences", 0, test_differences);
  ADD ("differences-360", 360, test_differences);
  ADD ("differences-1400", 1400, test_differences);
  ADD ("take-all", 0, test_take_all);
  ADD ("additions", 0, test_additions);
  ADD ("additions-360", 360, test_additions);
  ADD ("additions-1400", 1400, test_additions);
  ADD ("memory", 0, test_memory);
  ADD ("memory-360", 360, test_memory);
  ADD ("rules", 0, test_rules);
#undef ADD
  return lnet_test_run ();
}
