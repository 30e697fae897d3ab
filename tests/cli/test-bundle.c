/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two copies of a network that meet by bundles. */

#include "config.h"

#include "cli-fixture.h"

/* --- two desks --- */

typedef struct
{
  char *other;      /* a copy of the network */
  char *passphrase; /* a file */
  char *wrong;      /* another one */
  char *bundle;
} Desks;

static void
desks_clear (Desks *desks)
{
  g_free (desks->other);
  g_free (desks->passphrase);
  g_free (desks->wrong);
  g_free (desks->bundle);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desks, desks_clear)

static void
put_file (const char *path,
          const char *content)
{
  g_assert_true (g_file_set_contents (path, content, -1, NULL));
}

static void
add_people (Fixture    *fixture,
            const char *network,
            const char *people)
{
  g_autofree char *path = in_folder (fixture, "people.csv");
  g_autofree char *csv = g_strconcat ("First name,Last name\n", people, NULL);
  g_auto (Run) run = { 0 };

  put_file (path, csv);
  run = run_program ("import", network, path, NULL);
  g_assert_cmpint (run.status, ==, 0);
}

static Desks
make_desks (Fixture *fixture)
{
  Desks desks = { in_folder (fixture, "other.lnet"), in_folder (fixture, "passphrase"), in_folder (fixture, "wrong"),
                  in_folder (fixture, "some.lnbundle") };
  g_autofree char *data = NULL;
  gsize size;

  put_file (desks.passphrase, "correct horse\n");
  put_file (desks.wrong, "wrong horse\n");
  add_people (fixture, fixture->network, "Ana,Begay\n");
  g_assert_true (g_file_get_contents (fixture->network, &data, &size, NULL));
  g_assert_true (g_file_set_contents (desks.other, data, (gssize) size, NULL));
  return desks;
}

static void
write_bundle (const Desks *desks,
              const char  *network)
{
  g_auto (Run) run = run_program ("bundle", "write", network, desks->bundle, "--passphrase-file", desks->passphrase, NULL);

  g_assert_cmpint (run.status, ==, 0);
}

static JsonObject *
take_bundle (const Desks *desks,
             const char  *network)
{
  g_auto (Run) run = run_program ("bundle", "take", network, desks->bundle, "--passphrase-file", desks->passphrase,
                                  "--json", NULL);

  g_assert_cmpint (run.status, ==, 0);
  return parse (&run);
}

static char *
dup_digest (const char *network,
            gint64      n_members)
{
  g_auto (Run) run = run_program ("check", network, "--json", NULL);
  g_autoptr (JsonObject) said = parse (&run);

  g_assert_cmpint (run.status, ==, 0);
  g_assert_cmpint (json_object_get_int_member (said, "members"), ==, n_members);
  return g_strdup (json_object_get_string_member (said, "digest"));
}

static void
test_two_desks (Fixture       *fixture,
                gconstpointer  data)
{
  g_auto (Desks) desks = make_desks (fixture);
  g_autoptr (JsonObject) there = NULL;
  g_autoptr (JsonObject) back = NULL;
  g_autoptr (JsonObject) again = NULL;
  g_autofree char *here = NULL;
  g_autofree char *other = NULL;

  add_people (fixture, fixture->network, "Ben,Soto\nEva,Ortiz\n");
  add_people (fixture, desks.other, "Kim,Lee\n");
  write_bundle (&desks, fixture->network);
  there = take_bundle (&desks, desks.other);
  g_assert_cmpint (json_object_get_int_member (there, "batches"), >, 0);
  g_assert_cmpint (json_object_get_int_member (there, "waiting"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (there, "to_settle"), ==, 0);
  write_bundle (&desks, desks.other);
  back = take_bundle (&desks, fixture->network);
  g_assert_cmpint (json_object_get_int_member (back, "batches"), >, 0);
  again = take_bundle (&desks, fixture->network);
  g_assert_cmpint (json_object_get_int_member (again, "batches"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (again, "repeated"), >, 0);
  here = dup_digest (fixture->network, 4);
  other = dup_digest (desks.other, 4);
  g_assert_cmpstr (here, ==, other);
}

/* What the others' bundle says they have is left out of ours. */
static void
test_since (Fixture       *fixture,
            gconstpointer  data)
{
  g_auto (Desks) desks = make_desks (fixture);
  g_autofree char *short_one = in_folder (fixture, "short.lnbundle");
  g_auto (Run) run = { 0 };
  g_auto (Run) taken = { 0 };
  g_autoptr (JsonObject) said = NULL;

  write_bundle (&desks, desks.other);
  add_people (fixture, fixture->network, "Ben,Soto\n");
  run = run_program ("bundle", "write", fixture->network, short_one, "--passphrase-file", desks.passphrase,
                     "--since", desks.bundle, "--json", NULL);
  g_assert_cmpint (run.status, ==, 0);
  said = parse (&run);
  g_assert_cmpint (json_object_get_int_member (said, "batches"), <, 3);
  g_assert_cmpint (json_object_get_int_member (said, "parts"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (said, "bytes"), >, 0);
  taken = run_program ("bundle", "take", desks.other, short_one, "-p", desks.passphrase, NULL);
  g_assert_cmpint (taken.status, ==, 0);
  g_free (dup_digest (desks.other, 2));
}

static void
test_preview (Fixture       *fixture,
              gconstpointer  data)
{
  g_auto (Desks) desks = make_desks (fixture);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_auto (Run) run = { 0 };
  g_auto (Run) people = { 0 };
  g_autoptr (JsonObject) said = NULL;

  add_people (fixture, fixture->network, "Ben,Soto\n");
  write_bundle (&desks, fixture->network);
  before = dup_digest (desks.other, 1);
  run = run_program ("bundle", "take", desks.other, desks.bundle, "-p", desks.passphrase, "--preview", "--json", NULL);
  g_assert_cmpint (run.status, ==, 0);
  said = parse (&run);
  g_assert_cmpstr (json_object_get_string_member (said, "network"), ==, "Prairie network");
  g_assert_cmpint (json_object_get_int_member (said, "new"), >, 0);
  g_assert_cmpint (json_object_get_int_member (said, "new"), <, json_object_get_int_member (said, "batches"));
  g_assert_cmpint (json_object_get_int_member (said, "missing_parts"), ==, 0);
  people = run_program ("bundle", "take", desks.other, desks.bundle, "-p", desks.passphrase, "--preview", NULL);
  g_assert_nonnull (strstr (people.out, "Prairie network"));
  after = dup_digest (desks.other, 1);
  g_assert_cmpstr (before, ==, after);
}

/* --- a network that is shared --- */

static void
run_well (const char *first,
          const char *second,
          const char *third,
          const char *fourth,
          const char *fifth)
{
  g_auto (Run) run = run_program (first, second, third, fourth, fifth, NULL);

  g_assert_cmpint (run.status, ==, 0);
}

/* Ben is let in by Ana, and makes his file of the network. */
static char *
let_ben_in (Fixture *fixture)
{
  g_autofree char *card = in_folder (fixture, "ben.lncard");
  g_autofree char *welcome = in_folder (fixture, "ben.lnwelcome");
  g_autofree char *joined = in_folder (fixture, "joined.lnet");
  g_auto (Run) admitted = { 0 };

  run_well ("share", fixture->network, "--begin", "--name", "Ana's laptop");
  sit_down (fixture, "ben");
  run_well ("card", "Ben's desk", "--out", card, NULL);
  sit_down (fixture, "ana");
  admitted = run_program ("admit", fixture->network, card, "--stance", "facilitator", "--out", welcome, NULL);
  g_assert_cmpint (admitted.status, ==, 0);
  sit_down (fixture, "ben");
  run_well ("join", welcome, joined, NULL, NULL);
  return g_steal_pointer (&joined);
}

static void
pass_bundle (Fixture    *fixture,
             const char *from,
             const char *to,
             const char *name)
{
  g_autofree char *bundle = in_folder (fixture, "passed.lnbundle");
  g_auto (Run) written = { 0 };
  g_auto (Run) own = { 0 };
  g_auto (Run) taken = { 0 };
  g_autoptr (JsonObject) said = NULL;

  written = run_program ("bundle", "write", from, bundle, "--for", name, NULL);
  g_assert_cmpint (written.status, ==, 0);
  own = run_program ("bundle", "take", from, bundle, NULL);
  g_assert_cmpint (own.status, ==, 1);
  g_assert_nonnull (strstr (own.err, "not for this desk"));
  sit_down (fixture, g_str_equal (name, "Ben's desk") ? "ben" : "ana");
  taken = run_program ("bundle", "take", to, bundle, "--json", NULL);
  g_assert_cmpint (taken.status, ==, 0);
  said = parse (&taken);
  g_assert_cmpint (json_object_get_int_member (said, "batches"), >, 0);
  g_assert_cmpint (json_object_get_int_member (said, "waiting"), ==, 0);
}

/* Two computers that have nothing in common but what they pass: for one desk at a time, without a word to remember. */
static void
test_for_a_desk (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *joined = NULL;
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;

  add_people (fixture, fixture->network, "Ana,Begay\nEva,Ortiz\n");
  joined = let_ben_in (fixture);
  sit_down (fixture, "ana");
  pass_bundle (fixture, fixture->network, joined, "Ben's desk");
  add_people (fixture, joined, "Kim,Lee\n");
  pass_bundle (fixture, joined, fixture->network, "Ana's laptop");
  here = dup_digest (fixture->network, 3);
  there = dup_digest (joined, 3);
  g_assert_cmpstr (here, ==, there);
}

/* --- what cannot be taken --- */

static void
assert_refused (const char *network,
                const char *bundle,
                const char *passphrase,
                const char *says)
{
  g_auto (Run) run = run_program ("bundle", "take", network, bundle, "-p", passphrase, "--json", NULL);
  g_autoptr (JsonObject) said = parse (&run);

  g_assert_cmpint (run.status, ==, 1);
  g_assert_nonnull (strstr (json_object_get_string_member (said, "error"), says));
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_auto (Desks) desks = make_desks (fixture);
  g_autofree char *stranger = in_folder (fixture, "stranger.lnet");
  g_autofree char *short_one = in_folder (fixture, "cut.lnbundle");
  g_autofree char *nothing = in_folder (fixture, "nothing.lnbundle");
  g_autofree char *content = NULL;
  g_auto (Run) run = { 0 };
  g_auto (Run) made = run_program ("new", stranger, "--name", "Another network", NULL);
  gsize size;

  write_bundle (&desks, fixture->network);
  g_assert_true (g_file_get_contents (desks.bundle, &content, &size, NULL));
  g_assert_true (g_file_set_contents (short_one, content, (gssize) size - 20, NULL));
  assert_refused (desks.other, desks.bundle, desks.wrong, "not the passphrase");
  assert_refused (stranger, desks.bundle, desks.passphrase, "another network");
  assert_refused (desks.other, short_one, desks.passphrase, "not complete");
  assert_refused (desks.other, desks.passphrase, desks.passphrase, "not");
  assert_refused (desks.other, nothing, desks.passphrase, "no file");
  assert_refused (desks.other, desks.bundle, nothing, "cannot be read");
  run = run_program ("bundle", "write", desks.other, short_one, "--for", "Ben", NULL);
  g_assert_cmpint (run.status, ==, 1);
  g_assert_nonnull (strstr (run.err, "Ben"));
}

static void
assert_usage (Run run)
{
  g_assert_cmpint (run.status, ==, 2);
  run_clear (&run);
}

static void
test_usage (Fixture       *fixture,
            gconstpointer  data)
{
  g_auto (Desks) desks = make_desks (fixture);

  assert_usage (run_program ("bundle", NULL));
  assert_usage (run_program ("bundle", "write", fixture->network, NULL));
  assert_usage (run_program ("bundle", "fly", fixture->network, desks.bundle, "-p", desks.passphrase, NULL));
  assert_usage (run_program ("bundle", "write", fixture->network, desks.bundle, NULL));
  assert_usage (run_program ("bundle", "write", fixture->network, desks.bundle, "-p", desks.passphrase, "--for", "Ben",
                             NULL));
  assert_usage (run_program ("bundle", "write", fixture->network, desks.bundle, "-p", desks.passphrase, "--preview", NULL));
  assert_usage (run_program ("bundle", "take", fixture->network, desks.bundle, "--since", desks.bundle, NULL));
  g_assert_false (g_file_test (desks.bundle, G_FILE_TEST_EXISTS));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/cli-bundle/two-desks", Fixture, NULL, set_up, test_two_desks, tear_down);
  g_test_add ("/cli-bundle/since", Fixture, NULL, set_up, test_since, tear_down);
  g_test_add ("/cli-bundle/preview", Fixture, NULL, set_up, test_preview, tear_down);
  g_test_add ("/cli-bundle/for-a-desk", Fixture, NULL, share_set_up, test_for_a_desk, share_tear_down);
  g_test_add ("/cli-bundle/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/cli-bundle/usage", Fixture, NULL, set_up, test_usage, tear_down);
  return g_test_run ();
}
