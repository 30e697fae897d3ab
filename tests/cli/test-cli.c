/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <fcntl.h>

#include "cli-fixture.h"
#include "write-protect.h"

/* new and sample */

static void
test_new (Fixture       *fixture,
          gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "another.lnet");
  g_auto (Run) made = run_program ("new", path, "--json", "--name", "Ñandú", NULL);
  g_auto (Run) again = run_program ("new", path, "--name", "x", NULL);
  g_auto (Run) nameless = run_program ("new", path, NULL);
  g_auto (Run) nowhere = run_program ("new", "/nowhere/at/all.lnet", "--name", "x", "--json", NULL);
  g_autoptr (JsonObject) object = parse (&made);
  g_autoptr (JsonObject) wrong = parse (&nowhere);

  g_assert_cmpint (made.status, ==, 0);
  g_assert_cmpuint (json_object_get_size (object), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (object, "file"), ==, path);
  g_assert_cmpint (json_object_get_int_member (object, "members"), ==, 0);
  g_assert_cmpint (again.status, ==, 1);
  g_assert_cmpstr (again.out, ==, "");
  g_assert_cmpint (nameless.status, ==, 2);
  g_assert_cmpint (nowhere.status, ==, 1);
  g_assert_true (json_object_has_member (wrong, "error"));
}

static void
test_sample (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "sample.lnet");
  g_auto (Run) unknown = run_program ("sample", path, "--which", "atlantis", NULL);
  g_auto (Run) made = run_program ("sample", path, "--which", "new-york", "--json", NULL);
  g_autoptr (JsonObject) object = parse (&made);

  g_assert_cmpint (unknown.status, ==, 2);
  g_assert_nonnull (strstr (unknown.err, "wyoming"));
  g_assert_cmpint (made.status, ==, 0);
  g_assert_cmpint (json_object_get_int_member (object, "members"), >=, 40);
}

/* A sample's members come back in as nothing new, whatever is in them. */
static void
test_sample_round_trip (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "sample.lnet");
  g_autofree char *out = in_folder (fixture, "out.csv");
  g_auto (Run) made = run_program ("sample", path, "--which", data, "--json", NULL);
  g_auto (Run) written = run_program ("export", path, "--members", out, "--json", NULL);
  g_auto (Run) again = run_program ("import", path, out, "--json", NULL);
  g_auto (Run) elsewhere = run_program ("import", fixture->network, out, "--json", NULL);
  g_auto (Run) twice = run_program ("import", fixture->network, out, "--json", NULL);
  g_autoptr (JsonObject) object = parse (&made);
  gint64 n = json_object_get_int_member (object, "members");
  g_autoptr (JsonObject) rows = parse (&written);

  g_assert_cmpint (json_object_get_int_member (rows, "rows"), ==, n);
  check_counts (&again, n, 0, 0, n, 0, 0);
  check_counts (&elsewhere, n, n, 0, 0, 0, 0);
  check_counts (&twice, n, 0, 0, n, 0, 0);
}

/* import */

static void
test_import (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *file = roster ("commas.csv");
  g_autofree char *rejects = in_folder (fixture, "rejects.csv");
  g_autofree char *text = NULL;
  g_auto (Run) dry = run_program ("import", fixture->network, file, "--dry-run", "--json", NULL);
  g_auto (Run) first = { 0 };
  g_auto (Run) second = { 0 };

  check_counts (&dry, 8, 4, 0, 0, 2, 2);
  g_assert_cmpint (dry.status, ==, 1);
  g_assert_cmpint (count_members (fixture), ==, 0);
  first = run_program ("import", fixture->network, file, "--json", "--rejects", rejects, NULL);
  check_counts (&first, 8, 4, 0, 0, 2, 2);
  g_assert_cmpint (first.status, ==, 1);
  g_assert_cmpint (count_members (fixture), ==, 4);
  g_assert_true (g_file_get_contents (rejects, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "nobody@example.org"));
  second = run_program ("import", "--json", fixture->network, file, NULL);
  check_counts (&second, 8, 0, 0, 4, 2, 2);
  g_assert_cmpint (count_members (fixture), ==, 4);
}

static void
test_import_for_people (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autofree char *clean = roster ("title-utf16.csv");
  g_autofree char *file = roster ("semicolons-1252.csv");
  g_auto (Run) run = run_program ("import", fixture->network, clean, NULL);
  g_auto (Run) dates = run_program ("import", fixture->network, file, "--dry-run", NULL);

  g_assert_cmpint (run.status, ==, 0);
  g_assert_nonnull (strstr (run.out, "4 rows were read"));
  g_assert_nonnull (strstr (run.out, "UTF-16"));
  g_assert_nonnull (strstr (dates.out, "with the day first"));
  g_assert_nonnull (strstr (dates.out, "There is no name in this row."));
  g_assert_nonnull (strstr (dates.out, "nothing was written"));
}

/* What cannot be a roster is refused with one sentence, and the network stays as it was. */
static void
test_import_wrong (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *missing = in_folder (fixture, "missing.csv");
  g_autofree char *empty = in_folder (fixture, "empty.csv");
  g_autofree char *garbage = in_folder (fixture, "garbage.csv");
  g_autofree char *locked = in_folder (fixture, "locked.csv");
  g_autofree char *good = roster ("commas.csv");
  const char *wrong[] = { missing, empty, garbage, fixture->folder, fixture->network };
  char bytes[4096];

  for (gsize i = 0; i < sizeof bytes; i++)
    bytes[i] = (char) g_test_rand_int_range (0, 256);
  g_assert_true (g_file_set_contents (empty, "", 0, NULL));
  g_assert_true (g_file_set_contents (garbage, bytes, sizeof bytes, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_auto (Run) run = run_program ("import", fixture->network, wrong[i], "--json", NULL);
      g_autoptr (JsonObject) object = parse (&run);

      g_assert_cmpint (run.status, ==, 1);
      g_assert_cmpuint (strlen (json_object_get_string_member (object, "error")), >, 10);
      g_assert_cmpuint (strlen (run.err), >, 10);
    }
  g_assert_true (g_file_set_contents (locked, "First,Last\nAna,Begay\n", -1, NULL));
  g_chmod (locked, 0);
  if (g_access (locked, R_OK) != 0)
    {
      g_auto (Run) run = run_program ("import", fixture->network, locked, NULL);

      g_assert_cmpint (run.status, ==, 1);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong) - 1; i++)
    {
      g_auto (Run) run = run_program ("import", wrong[i], good, NULL);

      g_assert_cmpint (run.status, ==, 1);
    }
  g_assert_cmpint (count_members (fixture), ==, 0);
}

/* check and history */

static void
test_check_wrong (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *file = roster ("commas.csv");
  g_auto (Run) foreign = run_program ("check", file, NULL);
  g_auto (Run) missing = run_program ("check", "/nowhere.lnet", "--json", NULL);

  g_assert_cmpint (foreign.status, ==, 1);
  g_assert_cmpint (missing.status, ==, 1);
}

static void
test_history (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *file = roster ("title-utf16.csv");
  g_auto (Run) imported = run_program ("import", fixture->network, file, "--json", NULL);
  g_auto (Run) listed = run_program ("history", fixture->network, NULL);
  g_auto (Run) json = run_program ("history", fixture->network, "--json", NULL);
  g_auto (Run) undone = { 0 };
  g_auto (Run) wrong = run_program ("history", fixture->network, "--undo", "nonsense", NULL);
  g_auto (Run) unknown = run_program ("history", fixture->network, "--undo", "00000000000000000000000000000001", NULL);
  g_autoptr (JsonObject) object = parse (&json);
  JsonArray *acts = json_object_get_array_member (object, "acts");
  const char *batch = json_object_get_string_member (json_array_get_object_element (acts, 0), "batch");

  g_assert_cmpint (listed.status, ==, 0);
  g_assert_nonnull (strstr (listed.out, "Imported a roster"));
  g_assert_true (g_str_has_prefix (listed.out, batch));
  g_assert_cmpint (wrong.status, ==, 2);
  g_assert_cmpint (unknown.status, ==, 1);
  g_assert_cmpint (count_members (fixture), ==, 3);
  undone = run_program ("history", fixture->network, "--undo", batch, NULL);
  g_assert_cmpint (undone.status, ==, 0);
  g_assert_cmpint (count_members (fixture), ==, 0);
}

/* Two of one person are found, become one, and are two again when that is taken back. */
static void
test_duplicates (Fixture       *fixture,
                 gconstpointer  data)
{
  static const char rows[] = "First name,Last name,E-mail\nJose,Munoz,jm@example.org\nJosé,Muñoz,pepe@example.org\n"
                             "Ben,Hill,ben@example.org\n";
  g_autofree char *file = in_folder (fixture, "twice.csv");
  g_auto (Run) imported = { 0 }, listed = { 0 }, merged = { 0 }, none = { 0 }, wrong = { 0 }, self = { 0 };
  g_auto (Run) apart = { 0 }, silent = { 0 }, nobody = { 0 }, refused = { 0 }, back = { 0 };
  g_autoptr (JsonObject) found = NULL, left = NULL, one = NULL;
  g_autofree char *two = NULL, *same = NULL;
  JsonObject *pair;
  const char *first;

  g_assert_true (g_file_set_contents (file, rows, -1, NULL));
  imported = run_program ("import", fixture->network, file, NULL);
  listed = run_program ("duplicates", fixture->network, "--json", NULL);
  found = parse (&listed);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (found, "duplicates")), ==, 1);
  pair = json_array_get_object_element (json_object_get_array_member (found, "duplicates"), 0);
  g_assert_cmpstr (json_object_get_string_member (pair, "why"), ==, "same name");
  first = json_object_get_string_member (pair, "first");
  two = g_strdup_printf ("%s,%s", first, json_object_get_string_member (pair, "second"));
  same = g_strdup_printf ("%s,%s", first, first);

  /* Two people, until that is taken back. */
  apart = run_program ("duplicates", fixture->network, "--distinct", two, NULL);
  silent = run_program ("duplicates", fixture->network, "--json", NULL);
  g_assert_cmpint (apart.status, ==, 0);
  g_assert_cmpstr (silent.out, ==, "{\"duplicates\":[]}\n");
  nobody = run_program ("duplicates", fixture->network, "--distinct", same, NULL);
  g_assert_cmpint (nobody.status, ==, 2);
  refused = run_program ("duplicates", fixture->network, "--merge", two, NULL);
  g_assert_cmpint (refused.status, ==, 1);
  back = run_program ("duplicates", fixture->network, "--not-distinct", two, "--json", NULL);
  g_assert_cmpstr (back.out, ==, "{\"changed\":1}\n");

  wrong = run_program ("duplicates", fixture->network, "--merge", "nonsense", NULL);
  self = run_program ("duplicates", fixture->network, "--merge", same, NULL);
  g_assert_cmpint (wrong.status, ==, 2);
  g_assert_cmpint (self.status, ==, 1);
  merged = run_program ("duplicates", fixture->network, "--merge", two, "--json", NULL);
  g_assert_cmpint (merged.status, ==, 0);
  one = parse (&merged);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (one, "conflicts")), ==, 2);
  g_assert_nonnull (strstr (merged.out, "\"kept\":\"Mu\u00f1oz\",\"left\":\"Munoz\""));
  g_assert_cmpint (count_members (fixture), ==, 2);
  none = run_program ("duplicates", fixture->network, "--json", NULL);
  left = parse (&none);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (left, "duplicates")), ==, 0);
}

/* Told first, then done for good, with a report that names nobody. */
static void
test_erase (Fixture       *fixture,
            gconstpointer  data)
{
  static const char rows[] = "First name,Last name,E-mail\nZqxana,Zqxbegay,zqx@example.org\nBen,Hill,ben@example.org\n";
  g_autofree char *file = in_folder (fixture, "two.csv"), *report = in_folder (fixture, "report.txt");
  g_autofree char *text = NULL, *network = NULL;
  g_auto (Run) imported = { 0 }, told = { 0 }, done = { 0 }, again = { 0 }, checked = { 0 }, wrong = { 0 }, id = { 0 };
  g_autoptr (JsonObject) planned = NULL, erased = NULL;
  gsize size;

  g_assert_true (g_file_set_contents (file, rows, -1, NULL));
  imported = run_program ("import", fixture->network, file, NULL);
  told = run_program ("erase", fixture->network, "--email", "ZQX@example.org", "--json", NULL);
  g_assert_cmpint (told.status, ==, 0);
  planned = parse (&told);
  g_assert_false (json_object_get_boolean_member (planned, "erased"));
  g_assert_cmpint (count_members (fixture), ==, 2);

  done = run_program ("erase", fixture->network, "--email", "zqx@example.org", "--yes", "--report", report, "--json", NULL);
  g_assert_cmpint (done.status, ==, 0);
  erased = parse (&done);
  g_assert_true (json_object_get_boolean_member (erased, "erased"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (erased, "goes")), >=, 2);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (erased, "left")), ==, 0);
  g_assert_cmpint (count_members (fixture), ==, 1);
  g_assert_true (g_file_get_contents (report, &text, NULL, NULL));
  g_assert_null (strcasestr (text, "zqx"));
  g_assert_true (g_file_get_contents (fixture->network, &network, &size, NULL));
  g_assert_null (memmem (network, size, "zqx@example.org", 15));
  g_assert_null (memmem (network, size, "Zqxana", 6));
  checked = run_program ("check", fixture->network, NULL);
  g_assert_cmpint (checked.status, ==, 0);

  again = run_program ("erase", fixture->network, "--email", "zqx@example.org", "--yes", NULL);
  g_assert_cmpint (again.status, ==, 1);
  wrong = run_program ("erase", fixture->network, "nobody", NULL);
  g_assert_cmpint (wrong.status, ==, 2);
  id = run_program ("erase", fixture->network, "00000000000000000000000000000007", "--yes", NULL);
  g_assert_cmpint (id.status, !=, 0);
}

/* Where nothing can be written */

static gboolean
can_be_started (void)
{
  /* Without its privileges a program cannot look for leaks, nor read that it should not. */
  if (g_getenv ("ASAN_OPTIONS") != NULL && getuid () == 0)
    {
      g_test_skip ("the sanitizer cannot work in a program that gave up its privileges");
      return FALSE;
    }
  if (faccessat (AT_FDCWD, g_getenv ("LNET_PROGRAM"), X_OK, AT_EACCESS) == 0)
    return TRUE;
  g_test_skip ("the program lies where only the administrator may go");
  return FALSE;
}

static void
try_read_only (Fixture    *fixture,
               const char *again,
               const char *out)
{
  g_autofree char *more = roster ("title-utf16.csv");
  g_auto (Run) checked = run_program ("check", fixture->network, NULL);
  g_auto (Run) listed = run_program ("history", fixture->network, NULL);
  g_auto (Run) written = run_program ("export", fixture->network, "--members", out, "--json", NULL);
  g_auto (Run) dry = run_program ("import", fixture->network, more, "--dry-run", "--json", NULL);
  g_auto (Run) same = run_program ("import", fixture->network, again, "--json", NULL);
  g_auto (Run) imported = run_program ("import", fixture->network, more, NULL);
  g_auto (Run) undone = { 0 };
  g_autofree char *batch = g_strndup (listed.out, strcspn (listed.out, " "));

  undone = run_program ("history", fixture->network, "--undo", batch, NULL);
  g_assert_cmpint (checked.status, ==, 0);
  g_assert_cmpint (listed.status, ==, 0);
  g_assert_nonnull (strstr (listed.out, "Imported a roster"));
  g_assert_cmpint (written.status, ==, 0);
  check_counts (&dry, 4, 2, 2, 0, 0, 0);
  check_counts (&same, 5, 0, 0, 4, 1, 0);
  g_assert_cmpint (imported.status, ==, 1);
  g_assert_nonnull (strstr (imported.err, "can only be read"));
  g_assert_cmpint (undone.status, ==, 1);
  g_assert_nonnull (strstr (undone.err, "can only be read"));
}

static void
test_read_only (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("lnet-cli-XXXXXX", NULL);
  g_autofree char *out = g_build_filename (folder, "out.csv", NULL);
  g_autofree char *file = roster ("tabs-bom.csv");
  g_auto (Run) imported = run_program ("import", fixture->network, file, "--json", NULL);

  g_chmod (folder, 0777);
  write_protect_set_modes (fixture->folder, 0555, 0444);
  if (write_protect_begin () && can_be_started ())
    try_read_only (fixture, file, out);
  write_protect_end ();
  write_protect_set_modes (fixture->folder, 0700, 0600);
  g_unlink (out);
  g_rmdir (folder);
}

/* Around the commands */

static void
test_help (Fixture       *fixture,
           gconstpointer  data)
{
  static const char *const names[] = {
    "new", "sample", "import", "export", "check", "duplicates", "erase", "history", "share", "desks", "card", "admit",
    "join", "edit-desk", "remove-desk", "desk", "bundle", "sync",
  };
  g_auto (Run) help = run_program ("--help", NULL);
  g_auto (Run) word = run_program ("help", NULL);
  g_auto (Run) version = run_program ("--version", NULL);
  g_auto (Run) unknown = run_program ("imprt", NULL);
  g_auto (Run) option = run_program ("check", "--frobnicate", fixture->network, NULL);
  g_auto (Run) more = run_program ("check", fixture->network, "more", NULL);
  g_auto (Run) less = run_program ("check", "--json", NULL);

  g_assert_cmpint (help.status, ==, 0);
  g_assert_cmpstr (help.out, ==, word.out);
  g_assert_cmpint (version.status, ==, 0);
  g_assert_nonnull (strstr (version.out, LNET_VERSION));
  g_assert_cmpint (unknown.status, ==, 2);
  g_assert_nonnull (strstr (unknown.err, "“import”"));
  g_assert_cmpint (option.status, ==, 2);
  g_assert_cmpint (more.status, ==, 2);
  g_assert_cmpint (less.status, ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (Run) run = run_program (names[i], "--help", NULL);

      g_assert_cmpint (run.status, ==, 0);
      g_assert_nonnull (strstr (help.out, names[i]));
      g_assert_nonnull (strstr (run.out, "--json"));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, data, function) g_test_add ("/cli/" name, Fixture, data, set_up, function, tear_down)
  ADD ("new", NULL, test_new);
  ADD ("sample", NULL, test_sample);
  ADD ("round-trip/wyoming", "wyoming", test_sample_round_trip);
  ADD ("round-trip/arkansas", "arkansas", test_sample_round_trip);
  ADD ("round-trip/alabama", "alabama", test_sample_round_trip);
  ADD ("round-trip/mississippi", "mississippi", test_sample_round_trip);
  ADD ("round-trip/new-york", "new-york", test_sample_round_trip);
  ADD ("import", NULL, test_import);
  ADD ("import-for-people", NULL, test_import_for_people);
  ADD ("import-wrong", NULL, test_import_wrong);
  ADD ("check-wrong", NULL, test_check_wrong);
  ADD ("history", NULL, test_history);
  ADD ("duplicates", NULL, test_duplicates);
  ADD ("erase", NULL, test_erase);
  ADD ("read-only", NULL, test_read_only);
  ADD ("help", NULL, test_help);
#undef ADD
  return g_test_run ();
}
