/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-fixture.h"

static void
test_export (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *file = roster ("tabs-bom.csv");
  g_autofree char *out = in_folder (fixture, "out.csv");
  g_auto (Run) imported = run_program ("import", fixture->network, file, "--json", NULL);
  g_auto (Run) written = run_program ("export", fixture->network, "--members", out, "--json", NULL);
  g_auto (Run) again = run_program ("import", fixture->network, out, "--json", NULL);
  g_auto (Run) nowhere = run_program ("export", fixture->network, "--members", "/nowhere/out.csv", NULL);
  g_auto (Run) folder = run_program ("export", fixture->network, "--members", fixture->folder, NULL);
  g_auto (Run) nothing = run_program ("export", fixture->network, NULL);
  g_autoptr (JsonObject) object = parse (&written);

  g_assert_cmpint (written.status, ==, 0);
  g_assert_cmpuint (json_object_get_size (object), ==, 1);
  g_assert_cmpint (json_object_get_int_member (object, "rows"), ==, 4);
  check_counts (&again, 4, 0, 0, 4, 0, 0);
  g_assert_cmpint (nowhere.status, ==, 1);
  g_assert_cmpint (folder.status, ==, 1);
  g_assert_cmpint (nothing.status, ==, 2);
}

/* vCards: by the file's name, and by the format that is asked for. */
static void
test_export_cards (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *file = roster ("people.vcf");
  g_autofree char *out = in_folder (fixture, "out.vcf");
  g_autofree char *other = in_folder (fixture, "other");
  g_auto (Run) imported = run_program ("import", fixture->network, file, "--json", NULL);
  g_auto (Run) written = run_program ("export", fixture->network, "--members", out, "--json", NULL);
  g_auto (Run) four = run_program ("export", fixture->network, "--members", other, "--format", "vcf4", NULL);
  g_auto (Run) unknown = run_program ("export", fixture->network, "--members", other, "--format", "xml", NULL);
  g_auto (Run) again = run_program ("import", fixture->network, out, "--json", NULL);
  g_auto (Run) four_again = run_program ("import", fixture->network, other, "--json", NULL);
  g_autofree char *text = NULL;

  check_counts (&imported, 8, 6, 0, 0, 1, 1);
  g_assert_cmpint (written.status, ==, 0);
  g_assert_cmpint (unknown.status, ==, 2);
  check_counts (&again, 6, 0, 0, 6, 0, 0);
  check_counts (&four_again, 6, 0, 0, 6, 0, 0);
  g_assert_true (g_file_get_contents (other, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "VERSION:4.0"));
}

static char *
read_file (const char *path)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* What is private only when it is asked for; columns and people as they are asked for; what is not understood lets
   nobody out. */
static void
test_export_choices (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "sample.lnet");
  g_autofree char *out = in_folder (fixture, "out.csv");
  g_autofree char *sheet = in_folder (fixture, "out.xlsx");
  g_auto (Run) made = run_program ("sample", path, "--which", "new-york", NULL);
  g_auto (Run) some = run_program ("export", path, "--members", out, "--columns", "last-name, first-name",
                                   "--filter", "role=coach;status=active; a", NULL);
  g_autofree char *some_text = read_file (out);
  g_auto (Run) open = run_program ("export", path, "--members", out, "--json", NULL);
  g_autofree char *open_text = read_file (out);
  g_auto (Run) all = run_program ("export", path, "--members", out, "--private", "--json", NULL);
  g_autofree char *all_text = read_file (out);
  g_auto (Run) xlsx = run_program ("export", path, "--members", sheet, "--json", NULL);
  g_autofree char *xlsx_text = read_file (sheet);
  g_auto (Run) again = run_program ("import", path, out, "--json", NULL);
  g_auto (Run) staff = run_program ("export", path, "--members", out, "--columns", "note", NULL);
  g_auto (Run) unknown = run_program ("export", path, "--members", out, "--columns", "shoe-size", NULL);
  g_auto (Run) cards = run_program ("export", path, "--members", out, "--format", "vcf", "--columns", "note", NULL);
  g_auto (Run) nobody = run_program ("export", path, "--members", out, "--filter", "rule=coach", NULL);
  g_autoptr (JsonObject) rows = parse (&all);
  gint64 n = json_object_get_int_member (rows, "rows");

  g_assert_true (g_str_has_prefix (some_text, "\357\273\277First name,Last name\r\n"));
  g_assert_nonnull (strstr (some.out, "--private"));
  g_assert_null (strstr (open_text, "Registry ID"));
  g_assert_nonnull (strstr (all_text, "Registry ID"));
  g_assert_cmpuint (strlen (some_text), <, strlen (open_text));
  g_assert_true (g_str_has_prefix (xlsx_text, "PK"));
  check_counts (&again, n, 0, 0, n, 0, 0);
  g_assert_cmpint (staff.status, ==, 2);
  g_assert_nonnull (strstr (unknown.err, "first-name"));
  g_assert_cmpint (cards.status, ==, 2);
  g_assert_cmpint (nobody.status, ==, 2);
  g_assert_nonnull (strstr (nobody.err, "rule=coach"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/cli/export/round-trip", Fixture, NULL, set_up, test_export, tear_down);
  g_test_add ("/cli/export/cards", Fixture, NULL, set_up, test_export_cards, tear_down);
  g_test_add ("/cli/export/choices", Fixture, NULL, set_up, test_export_choices, tear_down);
  return g_test_run ();
}
