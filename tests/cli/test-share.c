/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Three people at three computers, each a home of its own, and what passes between them as files. */

#include "config.h"

#include "cli-fixture.h"

static void
begin (Fixture *fixture)
{
  g_auto (Run) run = run_program ("share", fixture->network, "--begin", "--name", "Ana's laptop", "--json", NULL);
  g_autoptr (JsonObject) object = NULL;

  g_assert_cmpint (run.status, ==, 0);
  object = parse (&run);
  g_assert_cmpstr (json_object_get_string_member (object, "name"), ==, "Ana's laptop");
}

static JsonObject *
make_card (Fixture    *fixture,
           const char *name,
           const char *file)
{
  g_autofree char *path = in_folder (fixture, file);
  g_auto (Run) run = run_program ("card", name, "--out", path, "--json", NULL);

  g_assert_cmpint (run.status, ==, 0);
  return parse (&run);
}

/* How many desks there are in a state, and whether one of them is this one. */
static guint
count_desks (const char *file,
             const char *state)
{
  g_auto (Run) run = run_program ("desks", file, "--json", NULL);
  g_autoptr (JsonObject) object = parse (&run);
  JsonArray *desks = json_object_get_array_member (object, "desks");
  guint n = 0;

  g_assert_cmpint (run.status, ==, 0);
  for (guint i = 0; i < json_array_get_length (desks); i++)
    n += g_str_equal (json_object_get_string_member (json_array_get_object_element (desks, i), "state"), state);
  return n;
}

static void
test_share (Fixture       *fixture,
            gconstpointer  data)
{
  g_auto (Run) nameless = run_program ("share", fixture->network, "--begin", NULL);
  g_auto (Run) before = run_program ("desks", fixture->network, NULL);
  g_auto (Run) again = { 0 };
  g_auto (Run) for_people = { 0 };

  g_assert_cmpint (nameless.status, ==, 2);
  g_assert_cmpint (before.status, ==, 0);
  begin (fixture);
  again = run_program ("share", fixture->network, "--begin", "--name", "Again", NULL);
  g_assert_cmpint (again.status, ==, 1);
  g_assert_cmpuint (count_desks (fixture->network, "admitted"), ==, 1);
  for_people = run_program ("desks", fixture->network, NULL);
  g_assert_nonnull (strstr (for_people.out, "Ana's laptop"));
  g_assert_nonnull (strstr (for_people.out, "Director"));
}

static void
test_admit_and_join (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *card_file = in_folder (fixture, "ben.lncard");
  g_autofree char *welcome = in_folder (fixture, "ben.lnwelcome");
  g_autofree char *joined = in_folder (fixture, "joined.lnet");
  g_autofree char *second = in_folder (fixture, "second.lnet");
  g_autoptr (JsonObject) card = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_auto (Run) wrong_words = { 0 };
  g_auto (Run) admitted = { 0 };
  g_auto (Run) twice = { 0 };
  g_auto (Run) stranger = { 0 };
  g_auto (Run) others_welcome = { 0 };
  g_auto (Run) made = { 0 };
  g_auto (Run) replayed = { 0 };
  g_auto (Run) sneaked = { 0 };

  begin (fixture);
  sit_down (fixture, "ben");
  card = make_card (fixture, "Ben's desk", "ben.lncard");

  sit_down (fixture, "ana");
  wrong_words = run_program ("admit", fixture->network, card_file, "--stance", "facilitator", "--words",
                             "one two three four five six", NULL);
  g_assert_cmpint (wrong_words.status, ==, 1);
  g_assert_cmpuint (count_desks (fixture->network, "admitted"), ==, 1);
  admitted = run_program ("admit", fixture->network, card_file, "--stance", "facilitator", "--words",
                          json_object_get_string_member (card, "words"), "--out", welcome, "--json", NULL);
  g_assert_cmpint (admitted.status, ==, 0);
  object = parse (&admitted);
  g_assert_cmpstr (json_object_get_string_member (object, "words"), ==, json_object_get_string_member (card, "words"));
  twice = run_program ("admit", fixture->network, card_file, "--stance", "director", NULL);
  g_assert_cmpint (twice.status, ==, 1);
  g_assert_cmpuint (count_desks (fixture->network, "admitted"), ==, 2);

  /* Only at Ben's, and there only once. */
  sit_down (fixture, "cam");
  stranger = run_program ("join", welcome, joined, NULL);
  g_assert_cmpint (stranger.status, ==, 1);
  sit_down (fixture, "ben");
  others_welcome = run_program ("join", welcome, joined, "--words", json_object_get_string_member (card, "words"), NULL);
  g_assert_cmpint (others_welcome.status, ==, 1);
  g_assert_false (g_file_test (joined, G_FILE_TEST_EXISTS));
  made = run_program ("join", welcome, joined, "--words", json_object_get_string_member (object, "welcome_words"),
                      "--json", NULL);
  g_assert_cmpint (made.status, ==, 0);
  replayed = run_program ("join", welcome, second, NULL);
  g_assert_cmpint (replayed.status, ==, 1);
  g_assert_false (g_file_test (second, G_FILE_TEST_EXISTS));

  /* Ben is no director, and lets nobody in. */
  sit_down (fixture, "cam");
  json_object_unref (g_steal_pointer (&card));
  card = make_card (fixture, "Cam's desk", "cam.lncard");
  sit_down (fixture, "ben");
  sneaked = run_program ("admit", joined, json_object_get_string_member (card, "card"), "--stance", "director", NULL);
  g_assert_cmpint (sneaked.status, ==, 1);
}

static void
test_remove_and_edit (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *card_file = in_folder (fixture, "ben.lncard");
  g_autoptr (JsonObject) card = NULL;
  g_auto (Run) admitted = { 0 };
  g_auto (Run) edited = { 0 };
  g_auto (Run) self = { 0 };
  g_auto (Run) removed = { 0 };
  g_auto (Run) unknown = { 0 };
  g_auto (Run) list = { 0 };

  begin (fixture);
  sit_down (fixture, "ben");
  card = make_card (fixture, "Ben's desk", "ben.lncard");
  sit_down (fixture, "ana");
  admitted = run_program ("admit", fixture->network, card_file, "--stance", "participant", NULL);
  g_assert_cmpint (admitted.status, ==, 0);
  g_assert_nonnull (strstr (admitted.out, json_object_get_string_member (card, "words")));
  edited = run_program ("edit-desk", fixture->network, "Ben's desk", "--name", "Ben's tablet", "--stance",
                        "facilitator", NULL);
  g_assert_cmpint (edited.status, ==, 0);
  list = run_program ("desks", fixture->network, NULL);
  g_assert_nonnull (strstr (list.out, "Ben's tablet  Facilitator"));
  self = run_program ("remove-desk", fixture->network, "Ana's laptop", NULL);
  g_assert_cmpint (self.status, ==, 1);
  removed = run_program ("remove-desk", fixture->network, json_object_get_string_member (card, "desk"), "--json", NULL);
  g_assert_cmpint (removed.status, ==, 0);
  g_assert_cmpuint (count_desks (fixture->network, "removed"), ==, 1);
  unknown = run_program ("remove-desk", fixture->network, "Ben's tablet", NULL);
  g_assert_cmpint (unknown.status, ==, 1);
}

/* --- keys --- */

static char *
find_key (Fixture *fixture)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "ana", "data", "learning-network", "keys", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = dir != NULL ? g_dir_read_name (dir) : NULL;

  return name != NULL ? g_build_filename (folder, name, NULL) : NULL;
}

/* Runs the program with something typed. */
static int
run_typed (const char *typed,
           const char *first,
           const char *second,
           const char *third)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
    G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("LNET_PROGRAM"), first, second, third, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, typed, NULL, NULL, NULL, &error));
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

static void
test_paper_key (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *key = NULL;
  g_autofree char *words = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_auto (Run) unshared = run_program ("desk", "paper-key", fixture->network, NULL);
  g_auto (Run) shown = { 0 };
  g_auto (Run) for_people = { 0 };
  g_auto (Run) without = { 0 };
  g_auto (Run) after = { 0 };
  GStatBuf status;

  g_assert_cmpint (unshared.status, ==, 1);
  begin (fixture);
  key = find_key (fixture);
  g_assert_cmpint (g_stat (key, &status), ==, 0);
  g_assert_cmphex (status.st_mode & 0777, ==, 0600);
  shown = run_program ("desk", "paper-key", fixture->network, "--json", NULL);
  object = parse (&shown);
  words = g_strdup (json_object_get_string_member (object, "words"));
  for_people = run_program ("desk", "paper-key", fixture->network, NULL);
  g_assert_nonnull (strstr (for_people.out, "Prairie network"));

  g_assert_cmpint (g_unlink (key), ==, 0);
  without = run_program ("remove-desk", fixture->network, "Nobody", NULL);
  g_assert_cmpint (without.status, ==, 1);
  g_assert_cmpint (run_typed ("these are not the words\n", "desk", "restore-key", fixture->network), ==, 1);
  g_assert_false (g_file_test (key, G_FILE_TEST_EXISTS));
  g_assert_cmpint (run_typed (words, "desk", "restore-key", fixture->network), ==, 0);
  g_assert_true (g_file_test (key, G_FILE_TEST_EXISTS));
  after = run_program ("desk", "paper-key", fixture->network, "--json", NULL);
  g_assert_cmpstr (after.out, ==, shown.out);
}

static void
test_damaged_key (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *key = NULL;
  g_auto (Run) run = { 0 };

  begin (fixture);
  key = find_key (fixture);
  g_assert_true (g_file_set_contents (key, "nothing of the kind", -1, NULL));
  run = run_program ("desk", "paper-key", fixture->network, NULL);
  g_assert_cmpint (run.status, ==, 1);
  g_assert_nonnull (strstr (run.err, "damaged"));
  g_assert_true (g_file_test (key, G_FILE_TEST_EXISTS));
}

static void
test_wrong (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *out = in_folder (fixture, "nowhere/at/all.lncard");
  g_autofree char *long_name = g_strnfill (400, 'n');
  g_auto (Run) stance = run_program ("admit", fixture->network, "LNCARD1-", "--stance", "king", NULL);
  g_auto (Run) unshared = run_program ("remove-desk", fixture->network, "x", NULL);
  g_auto (Run) unwritable = run_program ("card", "Ben", "--out", out, NULL);
  g_auto (Run) too_long = run_program ("card", long_name, "--json", NULL);
  g_auto (Run) what = run_program ("desk", "dance", fixture->network, NULL);
  g_auto (Run) no_welcome = run_program ("join", fixture->network, out, NULL);
  g_auto (Run) no_card = { 0 };

  begin (fixture);
  no_card = run_program ("admit", fixture->network, fixture->network, "--stance", "director", "--json", NULL);
  g_assert_cmpint (stance.status, ==, 2);
  g_assert_cmpint (unshared.status, ==, 1);
  g_assert_cmpint (unwritable.status, ==, 1);
  g_assert_cmpint (too_long.status, ==, 1);
  g_assert_cmpint (what.status, ==, 2);
  g_assert_cmpint (no_welcome.status, ==, 1);
  g_assert_cmpint (no_card.status, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/share/" name, Fixture, NULL, share_set_up, function, share_tear_down)
  ADD ("begin", test_share);
  ADD ("admit-and-join", test_admit_and_join);
  ADD ("remove-and-edit", test_remove_and_edit);
  ADD ("paper-key", test_paper_key);
  ADD ("damaged-key", test_damaged_key);
  ADD ("wrong", test_wrong);
#undef ADD
  return g_test_run ();
}
