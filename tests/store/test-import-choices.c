/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "lnet-export.h"
#include "lnet-import.h"
#include "lnet-members.h"
#include "lnet-person-private.h"
#include "network-fixture.h"

/* What a person chooses of an import: which side is right, what is the same, by what members are found, and what the
 * columns of such a file hold. */

static GFile *
write_roster (Network    *network,
              const char *name,
              const char *text)
{
  g_autofree char *path = g_build_filename (network->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return g_file_new_for_path (path);
}

static void
plan (Network    *network,
      LnetImport *import)
{
  g_autoptr (LnetReader) reader = lnet_store_open_reader (network->store, &network->error);

  g_assert_no_error (network->error);
  lnet_import_plan (import, reader, NULL, &network->error);
  g_assert_no_error (network->error);
  for (guint i = 0; i < lnet_import_get_n_rows (import); i++)
    g_test_message ("line %u: %s: %s", lnet_import_get_row (import, i)->line,
                    lnet_import_fate_get_label (lnet_import_get_row (import, i)->fate),
                    lnet_import_get_row (import, i)->detail);
}

static void
commit (Network    *network,
        LnetImport *import,
        LnetId     *group)
{
  g_autoptr (LnetTransaction) transaction = NULL;

  plan (network, import);
  transaction = lnet_import_steal_transaction (import);
  network_commit (network, transaction, group);
}

static void
take_in (Network    *network,
         const char *text)
{
  g_autoptr (GFile) file = write_roster (network, "before.csv", text);
  g_autoptr (LnetImport) import = lnet_import_new (file);

  commit (network, import, NULL);
}

static void
check_fates (LnetImport *import,
             guint       new,
             guint       changed,
             guint       same,
             guint       rejected)
{
  const LnetImportCounts *counts = lnet_import_get_counts (import);

  g_assert_cmpuint (counts->n[LNET_IMPORT_NEW], ==, new);
  g_assert_cmpuint (counts->n[LNET_IMPORT_CHANGED], ==, changed);
  g_assert_cmpuint (counts->n[LNET_IMPORT_SAME], ==, same);
  g_assert_cmpuint (counts->n[LNET_IMPORT_REJECTED], ==, rejected);
  g_assert_cmpuint (counts->n_rows, ==, new + changed + same + rejected);
}

/* The roles of who was loaded point to the organizations, so these are let go at the end. */
static GPtrArray *kept_places;

static LnetPerson *
load (Network    *network,
      const char *name)
{
  LnetReader *reader = lnet_store_get_reader (network->store);
  g_autoptr (GPtrArray) found = lnet_members_search (reader, name, 5);
  GHashTable *places = lnet_places_load (reader, &network->error);
  LnetPerson *person;

  g_assert_cmpuint (found->len, ==, 1);
  person = lnet_person_load (reader, &((LnetMemberInfo *) found->pdata[0])->id, places, &network->error);
  g_assert_no_error (network->error);
  g_ptr_array_add (kept_places, places);
  return person;
}

/* Differences */

#define BEFORE                                                                                                        \
  "First,Last,Email,Cell,Town,Pronouns,Role,Organization,Organization town,Role since,Preferred contact\n"                    \
  "Ana,Begay,ana@example.org,307-555-0101,Lander,,Coach,Sprouts,Lander,2024-03-01,ana@example.org\n"
#define AFTER                                                                                                         \
  "First,Last,Email,Work phone,Town,Pronouns,Role,Organization,Organization town,Role since,Preferred contact\n"              \
  "Ana,Martinez,ana@example.org,307-555-0101,Riverton,she/her,Coach,Sprouts,Casper,2023-02-01,307-555-0101\n"

static const LnetImportDifference *
find_difference (LnetImport      *import,
                 LnetImportField  field,
                 guint           *position)
{
  for (guint i = 0; i < lnet_import_get_n_differences (import); i++)
    {
      const LnetImportDifference *difference = lnet_import_get_difference (import, i);

      if (difference->field != field)
        continue;
      if (position != NULL)
        *position = i;
      return difference;
    }
  return NULL;
}

static void
check_difference (LnetImport      *import,
                  LnetImportField  field,
                  const char      *subject,
                  const char      *here,
                  const char      *file)
{
  const LnetImportDifference *difference = find_difference (import, field, NULL);

  g_assert_nonnull (difference);
  g_assert_cmpstr (difference->subject, ==, subject);
  g_assert_cmpstr (difference->here, ==, here);
  g_assert_cmpstr (difference->file, ==, file);
  g_assert_cmpuint (difference->row, ==, 0);
}

/* What is here stays, what was empty is filled, and every difference is told. */
static void
test_keep (Network       *network,
           gconstpointer  data)
{
  g_autoptr (GFile) file = write_roster (network, "after.csv", AFTER);
  g_autoptr (LnetImport) import = lnet_import_new (file);
  g_autoptr (LnetPerson) ana = NULL;

  take_in (network, BEFORE);
  lnet_import_set_on_conflict (import, LNET_IMPORT_KEEP);
  commit (network, import, NULL);
  check_fates (import, 0, 1, 0, 0);
  g_assert_cmpuint (lnet_import_get_n_differences (import), ==, 6);
  check_difference (import, LNET_IMPORT_LAST, "", "Begay", "Martinez");
  check_difference (import, LNET_IMPORT_TOWN, "", "Lander", "Riverton");
  check_difference (import, LNET_IMPORT_ORGANIZATION_TOWN, "Sprouts", "Lander", "Casper");
  check_difference (import, LNET_IMPORT_ROLE_STARTS, "Coach", "2024-03-01", "2023-02-01");
  check_difference (import, LNET_IMPORT_PHONE_KIND, "(307) 555-0101", "mobile", "work");
  check_difference (import, LNET_IMPORT_PREFERRED_CONTACT, "", "ana@example.org", "(307) 555-0101");
  g_assert_nonnull (strstr (lnet_import_get_row (import, 0)->detail,
                            "Town stays “Lander”; the file says “Riverton”."));
  ana = load (network, "begay");
  g_assert_cmpstr (ana->values[LNET_IMPORT_TOWN], ==, "Lander");
  g_assert_cmpstr (ana->values[LNET_IMPORT_PRONOUNS], ==, "she/her");
  g_assert_cmpstr (((LnetPersonRole *) ana->roles->pdata[0])->starts, ==, "2024-03-01");
  g_assert_cmpstr (((LnetPersonRole *) ana->roles->pdata[0])->place->values[LNET_PLACE_TOWN], ==, "Lander");
  /* Once more: nothing is new, and the differences are still told. */
  plan (network, import);
  check_fates (import, 0, 0, 1, 0);
  g_assert_cmpuint (lnet_import_get_n_differences (import), ==, 6);
}

static void
test_take (Network       *network,
           gconstpointer  data)
{
  g_autoptr (GFile) file = write_roster (network, "after.csv", AFTER);
  g_autoptr (LnetImport) import = lnet_import_new (file);
  g_autoptr (LnetPerson) ana = NULL;
  LnetId group;

  take_in (network, BEFORE);
  commit (network, import, &group);
  g_assert_cmpuint (lnet_import_get_n_differences (import), ==, 6);
  g_assert_true (lnet_import_get_difference (import, 0)->takes);
  ana = load (network, "martinez");
  g_assert_cmpstr (ana->values[LNET_IMPORT_TOWN], ==, "Riverton");
  g_assert_cmpstr (((LnetPersonRole *) ana->roles->pdata[0])->starts, ==, "2023-02-01");
  plan (network, import);
  check_fates (import, 0, 0, 1, 0);
  g_assert_cmpuint (lnet_import_get_n_differences (import), ==, 0);
  /* One undo for all of it. */
  g_assert_true (lnet_store_undo_group (network->store, &group, NULL, &network->error));
  g_clear_pointer (&ana, lnet_person_free);
  ana = load (network, "begay");
  g_assert_cmpstr (ana->values[LNET_IMPORT_TOWN], ==, "Lander");
  g_assert_null (ana->values[LNET_IMPORT_PRONOUNS]);
}

static void
test_reject (Network       *network,
             gconstpointer  data)
{
  g_autoptr (GFile) file = write_roster (network, "after.csv", AFTER "Ben,Nez,,,Casper,,,,,,\nBen,Nez,,,Cody,,,,,,\n");
  g_autoptr (LnetImport) import = lnet_import_new (file);
  g_autoptr (LnetPerson) ana = NULL;

  take_in (network, BEFORE);
  lnet_import_set_on_conflict (import, LNET_IMPORT_REJECT);
  commit (network, import, NULL);
  g_assert_cmpuint (lnet_import_get_counts (import)->n[LNET_IMPORT_REJECTED], ==, 1);
  g_assert_cmpuint (lnet_import_get_counts (import)->n[LNET_IMPORT_NEW], ==, 1);
  g_assert_nonnull (strstr (lnet_import_get_row (import, 0)->detail, "Last name stays “Begay”"));
  ana = load (network, "begay");
  g_assert_null (ana->values[LNET_IMPORT_PRONOUNS]);
  /* Accents, case and what says less are no difference. */
  take_in (network, "First,Last,Email\nAna María,Núñez,nunez@example.org\n");
  g_clear_object (&import);
  g_clear_object (&file);
  file = write_roster (network, "after.csv", "First,Last,Email,Town\nAna,NUNEZ,nunez@example.org,Cody\n");
  import = lnet_import_new (file);
  lnet_import_set_on_conflict (import, LNET_IMPORT_REJECT);
  plan (network, import);
  check_fates (import, 0, 1, 0, 0);
}

/* Of two differences in a row, one each way; what was decided is gone when what is here changes meanwhile. */
static void
test_decide (Network       *network,
             gconstpointer  data)
{
  g_autoptr (GFile) file = write_roster (network, "after.csv", AFTER);
  g_autoptr (LnetImport) import = lnet_import_new (file);
  g_autoptr (LnetPerson) ana = NULL;
  guint position = 0;

  take_in (network, BEFORE);
  lnet_import_set_on_conflict (import, LNET_IMPORT_KEEP);
  plan (network, import);
  g_assert_nonnull (find_difference (import, LNET_IMPORT_LAST, &position));
  lnet_import_decide (import, position, TRUE);
  g_assert_nonnull (find_difference (import, LNET_IMPORT_TOWN, &position));
  lnet_import_decide (import, position, TRUE);
  g_assert_true (lnet_import_get_difference (import, position)->takes);
  take_in (network, "First,Last,Email,Town\nAna,Begay,ana@example.org,Cody\n");
  commit (network, import, NULL);
  g_assert_true (find_difference (import, LNET_IMPORT_LAST, NULL)->takes);
  g_assert_false (find_difference (import, LNET_IMPORT_TOWN, NULL)->takes);
  ana = load (network, "martinez");
  g_assert_cmpstr (ana->values[LNET_IMPORT_TOWN], ==, "Cody");
}

/* A later row of the file that says the same, or something else, of what was kept. */
static void
test_kept_twice (Network       *network,
                 gconstpointer  data)
{
  g_autoptr (GFile) file = write_roster (network, "after.csv",
                                         "First,Last,Email,Town\nAna,Begay,ana@example.org,Riverton\n"
                                         "Ana,Begay,ana@example.org,Riverton\nAna,Begay,ana@example.org,Cody\n");
  g_autoptr (LnetImport) import = lnet_import_new (file);

  take_in (network, BEFORE);
  lnet_import_set_on_conflict (import, LNET_IMPORT_KEEP);
  plan (network, import);
  g_assert_cmpuint (lnet_import_get_n_differences (import), ==, 1);
  g_assert_cmpuint (lnet_import_get_counts (import)->n[LNET_IMPORT_SAME], ==, 1);
  g_assert_cmpuint (lnet_import_get_counts (import)->n[LNET_IMPORT_DUPLICATE], ==, 2);
  g_assert_null (strstr (lnet_import_get_row (import, 2)->detail, "which counts"));
  g_assert_nonnull (strstr (lnet_import_get_row (import, 2)->detail, "Town stays “Lander”; the file says “Cody”."));
}

/* Rules */

static void
test_rules (Network       *network,
            gconstpointer  data)
{
  g_autoptr (GFile) file = write_roster (network, "after.csv", "First,Last,Email,Cell,Registry ID\n"
                                                               "Ana,Begay,ana@example.org,307-555-0101,WY-1\n");
  static const LnetImportRule rules[] = { LNET_IMPORT_BY_REGISTRY_ID, LNET_IMPORT_BY_EMAIL, LNET_IMPORT_BY_PHONE,
                                          LNET_IMPORT_BY_NAME };

  take_in (network, "First,Last,Email,Cell,Registry ID\nAna,Begay,ana@example.org,307-555-0101,WY-1\n");
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (LnetImport) import = lnet_import_new (file);

      lnet_import_set_rules (import, 1u << rules[i]);
      plan (network, import);
      g_assert_cmpint (lnet_import_get_row (import, 0)->fate, ==, LNET_IMPORT_SAME);
      g_assert_cmpint (lnet_import_get_row (import, 0)->rule, ==, rules[i]);
    }
}

/* Two who share a phone and a name: which is meant cannot be told, and why is said. */
static void
test_ties (Network       *network,
           gconstpointer  data)
{
  g_autoptr (GFile) file = write_roster (network, "tie.csv", "First,Last,Cell\nAna,Begay,307-555-0101\n");
  g_autoptr (LnetImport) import = lnet_import_new (file);

  take_in (network, "First,Last,Cell,Registry ID\nAna,Begay,307-555-0101,WY-1\nAna,Begay,307-555-0101,WY-2\n");
  plan (network, import);
  check_fates (import, 0, 0, 0, 1);
  g_assert_nonnull (strstr (lnet_import_get_row (import, 0)->detail, "Several members share the phone number"));
}

/* Additions */

#define MORE                                                                                                          \
  "First,Last,Role,Organization\n"                                                                                    \
  "Cora,Lee,Story keeper,Sprouts Ctr.\nDan,Fox,Story keeper,sprouts ctr\nEve,Ash,Coach,little sprouts center\n"      \
  "Fay,Elm,Cooch,Head Start 13\nGil,Oak,Story keeper,Sprouts Ctr.\n"

static void
test_additions (Network       *network,
                gconstpointer  data)
{
  g_autoptr (GFile) file = write_roster (network, "more.csv", MORE);
  g_autoptr (LnetImport) import = lnet_import_new (file);
  const LnetImportAddition *addition;

  take_in (network, "First,Last,Role,Organization\nAna,Begay,Coach,Little Sprouts Center\nBen,Nez,,Head Start 12\n");
  plan (network, import);
  check_fates (import, 5, 0, 0, 0);
  g_assert_cmpuint (lnet_import_get_n_additions (import), ==, 4);
  addition = lnet_import_get_addition (import, 0);
  g_assert_cmpint (addition->field, ==, LNET_IMPORT_ORGANIZATION);
  g_assert_cmpstr (addition->name, ==, "Sprouts Ctr.");
  g_assert_cmpuint (addition->n_rows, ==, 3);
  g_assert_cmpstr (lnet_import_get_target_label (import, LNET_IMPORT_ORGANIZATION, addition->like), ==,
                   "Little Sprouts Center");
  addition = lnet_import_get_addition (import, 1);
  g_assert_cmpstr (addition->name, ==, "Head Start 13");
  g_assert_null (addition->like);
  addition = lnet_import_get_addition (import, 2);
  g_assert_cmpint (addition->field, ==, LNET_IMPORT_ROLE);
  g_assert_cmpstr (addition->name, ==, "Story keeper");
  g_assert_cmpuint (addition->n_rows, ==, 3);
  addition = lnet_import_get_addition (import, 3);
  g_assert_cmpstr (addition->name, ==, "Cooch");
  g_assert_cmpstr (addition->like, ==, "coach");
}

/* What somebody says is the same is not made anew, also for who is found by name and organization. */
static void
test_same (Network       *network,
           gconstpointer  data)
{
  g_autoptr (GFile) file = write_roster (network, "more.csv", MORE "Ana,Begay,,Sprouts Ctr.\n");
  g_autoptr (LnetImport) import = lnet_import_new (file);
  g_autoptr (GHashTable) places = NULL;
  g_autoptr (LnetPerson) cora = NULL;
  g_autoptr (LnetPerson) fay = NULL;

  take_in (network, "First,Last,Role,Organization,Organization town\nAna,Begay,Coach,Little Sprouts Center,Lander\n");
  plan (network, import);
  check_fates (import, 6, 0, 0, 0);
  lnet_import_set_same (import, 0, lnet_import_get_addition (import, 0)->like);
  lnet_import_set_same (import, 3, lnet_import_get_addition (import, 3)->like);
  plan (network, import);
  check_fates (import, 5, 0, 1, 0);
  g_assert_cmpuint (lnet_import_get_n_additions (import), ==, 4);
  g_assert_cmpstr (lnet_import_get_addition (import, 0)->name, ==, "Sprouts Ctr.");
  g_assert_cmpstr (lnet_import_get_addition (import, 0)->same, ==, lnet_import_get_addition (import, 0)->like);
  g_assert_cmpuint (lnet_import_get_addition (import, 0)->n_rows, ==, 4);
  commit (network, import, NULL);
  places = lnet_places_load (lnet_store_get_reader (network->store), &network->error);
  g_assert_cmpuint (g_hash_table_size (places), ==, 2);
  cora = load (network, "cora lee");
  g_assert_cmpstr (((LnetPersonRole *) cora->roles->pdata[0])->place->name, ==, "Little Sprouts Center");
  fay = load (network, "fay elm");
  g_assert_cmpstr (((LnetPersonRole *) fay->roles->pdata[0])->role, ==, "coach");
}

/* Memory */

static void
test_memory (Network       *network,
             gconstpointer  data)
{
  g_autoptr (GFile) file = write_roster (network, "odd.csv", "Who,Ring me\nAna Begay,307-555-0101\n");
  g_autoptr (GFile) next = write_roster (network, "next.csv", "WHO,ring  me\nBen Nez,307-555-0102\n");
  g_autoptr (GFile) other = write_roster (network, "other.csv", "Who,Ring me,Town\nCora Lee,307-555-0103,Cody\n");
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "learning-network", "rosters.ini", NULL);
  g_autoptr (LnetImport) import = lnet_import_new (file);
  g_autoptr (LnetImport) again = lnet_import_new (next);
  g_autoptr (LnetImport) unlike = lnet_import_new (other);
  g_autoptr (LnetImport) unasked = lnet_import_new (next);
  g_autofree char *text = NULL;

  g_assert_true (lnet_import_look (import, NULL, NULL));
  lnet_import_set_field (import, 0, LNET_IMPORT_FULL_NAME);
  lnet_import_set_field (import, 1, LNET_IMPORT_PHONE_WORK);
  g_assert_true (lnet_import_remember (import, &network->error));
  /* Only what was asked for, and only for these headings. */
  g_assert_true (lnet_import_look (unasked, NULL, NULL));
  g_assert_cmpint (lnet_import_get_field (unasked, 0), ==, LNET_IMPORT_NONE);
  lnet_import_use_memory (unlike);
  g_assert_true (lnet_import_look (unlike, NULL, NULL));
  g_assert_false (lnet_import_is_remembered (unlike));
  lnet_import_use_memory (again);
  g_assert_true (lnet_import_look (again, NULL, NULL));
  g_assert_true (lnet_import_is_remembered (again));
  g_assert_cmpint (lnet_import_get_field (again, 0), ==, LNET_IMPORT_FULL_NAME);
  g_assert_cmpint (lnet_import_get_field (again, 1), ==, LNET_IMPORT_PHONE_WORK);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_null (strstr (text, "Begay"));
  /* Back to what the headings say, which is then kept as nothing. */
  lnet_import_reset_fields (again);
  g_assert_false (lnet_import_is_remembered (again));
  g_assert_cmpint (lnet_import_get_field (again, 0), ==, LNET_IMPORT_NONE);
  g_assert_true (lnet_import_remember (again, &network->error));
  g_assert_true (lnet_import_look (again, NULL, NULL));
  g_assert_false (lnet_import_is_remembered (again));
}

/* A file that was broken, or written by a later version, is as if it were not there; and is mended. */
static void
test_memory_broken (Network       *network,
                    gconstpointer  data)
{
  static const char *const broken[] = { "[", "\377\376\1", "[x]\nfields=wizard;\n", "" };
  g_autoptr (GFile) file = write_roster (network, "odd.csv", "Who,Ring me\nAna Begay,307-555-0101\n");
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "learning-network", NULL);
  g_autofree char *path = g_build_filename (folder, "rosters.ini", NULL);

  g_mkdir_with_parents (folder, 0700);
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (LnetImport) import = lnet_import_new (file);
      g_autofree char *text = NULL;
      g_autoptr (GString) changed = NULL;

      g_assert_true (g_file_set_contents (path, broken[i], -1, NULL));
      lnet_import_use_memory (import);
      g_assert_true (lnet_import_look (import, NULL, &network->error));
      g_assert_false (lnet_import_is_remembered (import));
      lnet_import_set_field (import, 0, LNET_IMPORT_FULL_NAME);
      g_assert_true (lnet_import_remember (import, &network->error));
      g_assert_true (lnet_import_look (import, NULL, NULL));
      g_assert_true (lnet_import_is_remembered (import));
      /* A field that no version of today knows. */
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      changed = g_string_new (text);
      g_assert_cmpuint (g_string_replace (changed, "full-name", "full-moon", 1), ==, 1);
      g_assert_true (g_file_set_contents (path, changed->str, -1, NULL));
      g_assert_true (lnet_import_look (import, NULL, NULL));
      g_assert_false (lnet_import_is_remembered (import));
    }
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, function) \
  g_test_add ("/import-choices/" name, Network, NULL, network_set_up, function, network_tear_down)
  ADD ("keep", test_keep);
  ADD ("take", test_take);
  ADD ("reject", test_reject);
  ADD ("decide", test_decide);
  ADD ("kept-twice", test_kept_twice);
  ADD ("rules", test_rules);
  ADD ("ties", test_ties);
  ADD ("additions", test_additions);
  ADD ("same", test_same);
  ADD ("memory", test_memory);
  ADD ("memory-broken", test_memory_broken);
#undef ADD
  kept_places = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  status = g_test_run ();
  g_ptr_array_unref (kept_places);
  return status;
}
