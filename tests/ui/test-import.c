/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "harness.h"

#include "lnet-import-dialog.h"
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
#undef ADD
  return lnet_test_run ();
}
