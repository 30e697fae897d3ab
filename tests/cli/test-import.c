/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-fixture.h"

/* What “import” is told: which column is what, by what members are recognized, and who is right. */

static char *
write_file (Fixture    *fixture,
            const char *name,
            const char *text)
{
  char *path = in_folder (fixture, name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
fill (Fixture *fixture)
{
  g_autofree char *file = write_file (fixture, "before.csv",
                                      "First,Last,Email,Town,Role,Organization\n"
                                      "Ana,Begay,ana@example.org,Lander,Coach,Little Sprouts Center\n"
                                      "Ben,Nez,ben@example.org,Casper,Director,Prairie School\n");
  g_auto (Run) run = run_program ("import", fixture->network, file, "--json", NULL);

  check_counts (&run, 2, 2, 0, 0, 0, 0);
}

static gint64
count_conflicts (const Run *run)
{
  g_autoptr (JsonObject) object = parse (run);

  return json_object_get_int_member (object, "conflicts");
}

static void
test_conflicts (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *file = NULL;
  g_autofree char *rejects = in_folder (fixture, "rejects.csv");
  g_autofree char *text = NULL;
  g_auto (Run) kept = { 0 }, rejected = { 0 }, taken = { 0 }, again = { 0 }, said = { 0 };
  g_autoptr (JsonObject) object = NULL;

  fill (fixture);
  file = write_file (fixture, "after.csv", "First,Last,Email,Town,Pronouns\n"
                                           "Ana,Begay,ana@example.org,Riverton,she/her\n"
                                           "Ben,Nez,ben@example.org,Casper,he/him\n");
  kept = run_program ("import", fixture->network, file, "--on-conflict", "keep", "--dry-run", "--json", NULL);
  g_assert_cmpint (kept.status, ==, 0);
  g_assert_cmpint (count_conflicts (&kept), ==, 1);
  object = parse (&kept);
  g_assert_cmpint (json_object_get_int_member (object, "changed"), ==, 2); /* pronouns were empty */
  rejected = run_program ("import", fixture->network, file, "--on-conflict", "reject", "--rejects", rejects, NULL);
  g_assert_cmpint (rejected.status, ==, 1);
  g_assert_true (g_file_get_contents (rejects, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Town stays “Lander”; the file says “Riverton”."));
  /* Ben was taken. */
  kept = (run_clear (&kept), run_program ("import", fixture->network, file, "--on-conflict=keep", "--json", NULL));
  g_clear_pointer (&object, json_object_unref);
  object = parse (&kept);
  g_assert_cmpint (json_object_get_int_member (object, "changed"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (object, "same"), ==, 1);
  said = run_program ("import", fixture->network, file, "--dry-run", NULL);
  g_assert_nonnull (strstr (said.out, "With --on-conflict keep it stays."));
  taken = run_program ("import", fixture->network, file, "--json", NULL);
  check_counts (&taken, 2, 0, 1, 1, 0, 0);
  again = run_program ("import", fixture->network, file, "--json", "--on-conflict", "reject", NULL);
  g_assert_cmpint (count_conflicts (&again), ==, 0);
}

static void
test_match (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *file = NULL;
  g_auto (Run) all = { 0 }, names = { 0 }, none = { 0 };

  fill (fixture);
  file = write_file (fixture, "match.csv", "First,Last,Email\nAna,Martinez,ana@example.org\n");
  all = run_program ("import", fixture->network, file, "--dry-run", "--json", NULL);
  names = run_program ("import", fixture->network, file, "--dry-run", "--json", "--match", "registry-id, name", NULL);
  none = run_program ("import", fixture->network, file, "--match", "", NULL);
  check_counts (&all, 1, 0, 1, 0, 0, 0);
  check_counts (&names, 1, 1, 0, 0, 0, 0);
  g_assert_cmpint (none.status, ==, 2);
}

static void
test_map (Fixture       *fixture,
          gconstpointer  data)
{
  g_autofree char *file = write_file (fixture, "map.csv", "Who,Where=there,Ring,Ring\n"
                                                          "Ana Begay,Lander,307-555-0101,307-555-0102\n");
  g_autofree char *out = in_folder (fixture, "out.csv");
  g_autofree char *text = NULL;
  g_auto (Run) unmapped = run_program ("import", fixture->network, file, NULL);
  g_auto (Run) mapped = run_program ("import", fixture->network, file, "--map", "who=full-name", "--map",
                                     "Where=there=town", "--map", "Ring=Work phone", "--map", "Ring=left-out",
                                     "--json", NULL);
  g_auto (Run) written = run_program ("export", fixture->network, "--members", out, "--private", NULL);

  g_assert_cmpint (unmapped.status, ==, 1);
  check_counts (&mapped, 1, 1, 0, 0, 0, 0);
  g_assert_cmpint (mapped.status, ==, 0);
  g_assert_true (g_file_get_contents (out, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Lander"));
  g_assert_nonnull (strstr (text, "(307) 555-0101"));
  g_assert_null (strstr (text, "555-0102"));
}

/* What is wrong with how it was called is said with what would have been right, and nothing is written. */
static void
test_wrong (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct
  {
    const char *option, *value, *says;
  } cases[] = {
    { "--map", "First=wizard", "first-name, last-name, preferred-name" },
    { "--map", "First", "is not a column and its field" },
    { "--map", "Nobody=town", "Its columns are “First”, “Last”." },
    { "--match", "email,horoscope", "registry-id, email, phone, name" },
    { "--on-conflict", "ask", "keep, take or reject" },
  };
  g_autofree char *file = write_file (fixture, "wrong.csv", "First,Last\nAna,Begay\n");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Run) run = run_program ("import", fixture->network, file, cases[i].option, cases[i].value, "--json", NULL);
      g_autoptr (JsonObject) object = parse (&run);

      g_assert_cmpint (run.status, ==, 2);
      g_assert_nonnull (strstr (json_object_get_string_member (object, "error"), cases[i].says));
      g_assert_nonnull (strstr (run.err, cases[i].says));
    }
  g_assert_cmpint (count_members (fixture), ==, 0);
}

/* What would be new is named, with what it may be another way of writing of. */
static void
test_additions (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *file = NULL;
  g_auto (Run) run = { 0 };

  fill (fixture);
  file = write_file (fixture, "more.csv", "First,Last,Role,Organization\n"
                                          "Cora,Lee,Story keeper,Sprouts Ctr.\n"
                                          "Dan,Fox,Coach,LITTLE SPROUTS CENTER\n"
                                          "Eve,Ash,Coach,Sprouts Ctr.\n");
  run = run_program ("import", fixture->network, file, "--dry-run", NULL);
  g_assert_nonnull (strstr (run.out, "New organizations:\n  Sprouts Ctr., in 2 rows (perhaps Little Sprouts Center)\n"));
  g_assert_nonnull (strstr (run.out, "New words for roles:\n  Story keeper, in 1 row\n"));
}

/* Here nothing decodes pictures; the member is taken in, and it is said. */
static void
test_pictures (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *file = write_file (fixture, "people.vcf",
                                      "BEGIN:VCARD\nFN:Ana Begay\nPHOTO;ENCODING=b:Z29vZA==\nEND:VCARD\n");
  g_auto (Run) run = run_program ("import", fixture->network, file, NULL);

  g_assert_cmpint (run.status, ==, 0);
  g_assert_nonnull (strstr (run.out, "The picture of 1 card was left out: only the window takes pictures in.\n"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, function) g_test_add ("/cli-import/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("conflicts", test_conflicts);
  ADD ("match", test_match);
  ADD ("map", test_map);
  ADD ("wrong", test_wrong);
  ADD ("additions", test_additions);
  ADD ("pictures", test_pictures);
#undef ADD
  return g_test_run ();
}
