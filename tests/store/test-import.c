/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "lnet-contact.h"
#include "lnet-error.h"
#include "lnet-history.h"
#include "lnet-import.h"
#include "lnet-members.h"
#include "lnet-person-private.h"
#include "export-fixture.h"
#include "network-fixture.h"

/* Rosters */

typedef struct
{
  const char *name;
  LnetImportCounts first;  /* rows; new, changed, same, rejected, duplicate */
  LnetImportCounts second; /* the same file again */
} Roster;

static const Roster rosters[] = {
  { "commas.csv", { 8, { 4, 0, 0, 2, 2 } }, { 8, { 0, 0, 4, 2, 2 } } },
  { "semicolons-1252.csv", { 5, { 3, 0, 0, 1, 1 } }, { 5, { 0, 0, 3, 1, 1 } } },
  { "tabs-bom.csv", { 5, { 4, 0, 0, 1, 0 } }, { 5, { 0, 0, 4, 1, 0 } } },
  { "title-utf16.csv", { 4, { 3, 1, 0, 0, 0 } }, { 4, { 0, 0, 4, 0, 0 } } },
  { "shared-addresses.csv", { 5, { 4, 1, 0, 0, 0 } }, { 5, { 0, 0, 5, 0, 0 } } },
  { "two-of-a-name.csv", { 6, { 5, 0, 0, 0, 1 } }, { 6, { 0, 0, 5, 0, 1 } } },
  { "stray.csv", { 4, { 4, 0, 0, 0, 0 } }, { 4, { 0, 0, 4, 0, 0 } } },
  { "people.vcf", { 8, { 6, 0, 0, 1, 1 } }, { 8, { 0, 0, 6, 1, 1 } } },
  { "headings-only.csv", { 0, { 0, 0, 0, 0, 0 } }, { 0, { 0, 0, 0, 0, 0 } } },
};

static void
show_rows (LnetImport *import)
{
  for (guint i = 0; i < lnet_import_get_n_rows (import); i++)
    {
      const LnetImportRow *row = lnet_import_get_row (import, i);

      g_test_message ("line %u: %s, %s (%s): %s", row->line, row->name, lnet_import_fate_get_label (row->fate),
                      lnet_import_rule_get_label (row->rule), row->detail);
    }
}

static void
check_counts (LnetImport             *import,
              const LnetImportCounts *expected)
{
  const LnetImportCounts *counts = lnet_import_get_counts (import);
  guint sum = 0;

  show_rows (import);
  g_assert_cmpuint (counts->n_rows, ==, expected->n_rows);
  g_assert_cmpuint (lnet_import_get_n_rows (import), ==, expected->n_rows);
  for (guint i = 0; i < LNET_IMPORT_N_FATES; i++)
    {
      g_test_message ("%s: %u", lnet_import_fate_get_label (i), counts->n[i]);
      sum += counts->n[i];
    }
  for (guint i = 0; i < LNET_IMPORT_N_FATES; i++)
    g_assert_cmpuint (counts->n[i], ==, expected->n[i]);
  g_assert_cmpuint (sum, ==, counts->n_rows);
}

static LnetImport *
plan (Network *network,
      GFile   *file)
{
  LnetImport *import = lnet_import_new (file);
  g_autoptr (LnetReader) reader = lnet_store_open_reader (network->store, &network->error);

  g_assert_no_error (network->error);
  lnet_import_plan (import, reader, NULL, &network->error);
  g_assert_no_error (network->error);
  g_assert_cmpfloat (lnet_import_get_progress (import), ==, lnet_import_get_n_rows (import) > 0 ? 1.0 : 0.0);
  return import;
}

static void
take_in (Network                *network,
         GFile                  *file,
         const LnetImportCounts *expected)
{
  g_autoptr (LnetImport) import = plan (network, file);
  g_autoptr (LnetTransaction) transaction = NULL;

  if (expected != NULL)
    check_counts (import, expected);
  transaction = lnet_import_steal_transaction (import);
  if (expected != NULL && expected->n[LNET_IMPORT_NEW] + expected->n[LNET_IMPORT_CHANGED] == 0)
    g_assert_true (lnet_transaction_is_empty (transaction));
  network_commit (network, transaction, NULL);
}

static GFile *
roster (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "rosters", name, NULL);

  return g_file_new_for_path (path);
}

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
test_roster (Network       *network,
             gconstpointer  data)
{
  const Roster *expected = data;
  g_autoptr (GFile) file = roster (expected->name);

  take_in (network, file, &expected->first);
  take_in (network, file, &expected->second);
  g_assert_cmpuint (lnet_members_count (lnet_store_get_reader (network->store)), ==,
                    expected->first.n[LNET_IMPORT_NEW]);
}

/* What is written is read as nothing new, and fills another network with the same. */
static void
test_round_trip (Network       *network,
                 gconstpointer  data)
{
  const Roster *expected = data;
  g_autoptr (GFile) file = roster (expected->name);
  g_autofree char *path = g_build_filename (network->folder, "out.csv", NULL);
  g_autoptr (GFile) out = g_file_new_for_path (path);
  g_autoptr (LnetReader) reader = NULL;
  LnetImportCounts same = { 0 };
  LnetImportCounts new = { 0 };
  guint n_rows;
  Network other = { 0 };

  take_in (network, file, NULL);
  reader = lnet_store_open_reader (network->store, &network->error);
  g_assert_true (export_everything (reader, out, LNET_EXPORT_CSV, &n_rows, &network->error));
  g_assert_cmpuint (n_rows, ==, expected->first.n[LNET_IMPORT_NEW]);
  same.n_rows = same.n[LNET_IMPORT_SAME] = n_rows;
  take_in (network, out, &same);

  new.n_rows = new.n[LNET_IMPORT_NEW] = n_rows;
  network_set_up (&other, NULL);
  take_in (&other, out, &new);
  take_in (&other, out, &same);
  network_tear_down (&other, NULL);
}

/* vCards are read as nothing new, and say nothing of what is for staff. */
static void
test_cards (Network       *network,
            gconstpointer  data)
{
  const Roster *expected = data;
  g_autoptr (GFile) file = roster (expected->name);
  g_autofree char *path = g_build_filename (network->folder, "out.vcf", NULL);
  g_autoptr (GFile) out = g_file_new_for_path (path);
  static const LnetExportFormat formats[] = { LNET_EXPORT_VCARD_3, LNET_EXPORT_VCARD_4 };

  take_in (network, file, NULL);
  g_assert_cmpint (lnet_export_guess_format (out), ==, LNET_EXPORT_VCARD_3);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (LnetReader) reader = lnet_store_open_reader (network->store, &network->error);
      LnetImportCounts same = { 0 };
      g_autofree char *text = NULL;

      g_assert_true (export_everything (reader, out, formats[i], &same.n_rows, &network->error));
      g_assert_cmpuint (same.n_rows, ==, expected->first.n[LNET_IMPORT_NEW]);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_null (strstr (text, "NOTE"));
      g_assert_null (strstr (text, "Likes to be called"));
      same.n[LNET_IMPORT_SAME] = same.n_rows;
      if (same.n_rows > 0)
        take_in (network, out, &same);
    }
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

  for (guint i = 0; i < found->len; i++)
    g_test_message ("%s", ((LnetMemberInfo *) found->pdata[i])->name);
  g_assert_cmpuint (found->len, ==, 1);
  person = lnet_person_load (reader, &((LnetMemberInfo *) found->pdata[0])->id, places, &network->error);
  g_assert_no_error (network->error);
  g_ptr_array_add (kept_places, places);
  return person;
}

static void
test_values (Network       *network,
             gconstpointer  data)
{
  g_autoptr (GFile) file = roster ("semicolons-1252.csv");
  g_autoptr (LnetPerson) jose = NULL;
  g_autoptr (LnetPerson) maria = NULL;
  LnetPersonRole *role;

  take_in (network, file, NULL);
  jose = load (network, "munoz");
  g_assert_cmpstr (jose->values[LNET_IMPORT_FIRST], ==, "José");
  g_assert_cmpstr (jose->values[LNET_IMPORT_LAST], ==, "Muñoz");
  g_assert_cmpstr (jose->values[LNET_IMPORT_REGION], ==, "Párroco");
  g_assert_cmpstr (jose->values[LNET_IMPORT_JOINED], ==, "2025-11-24");
  g_assert_cmpstr (jose->values[LNET_IMPORT_LANGUAGE], ==, "es");
  g_assert_cmpstr (jose->values[LNET_IMPORT_STATUS], ==, "active");
  g_assert_cmpstr (jose->values[LNET_IMPORT_NOTE], ==, "Habla con las familias.\nPrefiere las tardes; no los lunes.");
  g_assert_cmpuint (jose->channels->len, ==, 3);
  g_assert_cmpstr (((LnetPersonChannel *) jose->channels->pdata[1])->value, ==, "(406) 555-0110");
  g_assert_cmpstr (((LnetPersonChannel *) jose->channels->pdata[2])->label, ==, "mobile");
  g_assert_cmpuint (jose->roles->len, ==, 1);
  role = jose->roles->pdata[0];
  g_assert_cmpstr (role->role, ==, "coach");
  g_assert_cmpstr (role->place->name, ==, "Niños Felices");
  maria = load (network, "garcia");
  g_assert_cmpstr (maria->values[LNET_IMPORT_JOINED], ==, "2026-04-03");
  role = maria->roles->pdata[0];
  g_assert_cmpstr (role->role, ==, "director");
}

static void
test_consent (Network       *network,
              gconstpointer  data)
{
  g_autoptr (GFile) file = roster ("tabs-bom.csv");
  g_autoptr (GFile) undated = write_roster (network, "yes.csv", "First,Last,Texts ok\nThomas A.,Lee,yes\n");
  g_autoptr (LnetPerson) ana = NULL;
  g_autoptr (LnetPerson) tom = NULL;
  LnetPersonConsent *consent;
  LnetImportCounts same = { 1, { 0, 0, 1, 0, 0 } };

  take_in (network, file, NULL);
  ana = load (network, "ana begay");
  g_assert_cmpuint (ana->consents->len, ==, 1);
  consent = ana->consents->pdata[0];
  g_assert_true (consent->given);
  g_assert_cmpstr (consent->on_date, ==, "2026-02-01");
  g_assert_cmpstr (consent->source, ==, "sign-up sheet");
  /* An undated yes does not outweigh an opt-out. */
  take_in (network, undated, &same);
  tom = load (network, "lee");
  g_assert_cmpuint (tom->consents->len, ==, 1);
  g_assert_false (((LnetPersonConsent *) tom->consents->pdata[0])->given);
  g_assert_cmpuint (tom->roles->len, ==, 2);
}

/* A blank empties nothing; what differs changes; accents that a file lacks stay. */
static void
test_changes (Network       *network,
              gconstpointer  data)
{
  g_autoptr (GFile) before = write_roster (network, "before.csv",
                                           "First name,Last name,Email,Phone,Town,County,Role,Organization\n"
                                           "José,Núñez,jose@example.org,307-555-0101,Lander,Fremont,Coach,Sprouts\n");
  g_autoptr (GFile) blank = write_roster (network, "blank.csv",
                                          "First name,Last name,Email,Phone,Town,County,Role,Organization\n"
                                          "JOSE,NUNEZ,Jose@Example.org,n/a,,fremont,,\n");
  g_autoptr (GFile) after = write_roster (network, "after.csv",
                                          "First name,Last name,Email,Phone,Town,Role,Organization\n"
                                          "Jose,Nunez,jose@example.org,307-555-0102,Riverton,Director,Sprouts\n");
  LnetImportCounts new = { 1, { 1, 0, 0, 0, 0 } };
  LnetImportCounts same = { 1, { 0, 0, 1, 0, 0 } };
  LnetImportCounts changed = { 1, { 0, 1, 0, 0, 0 } };
  g_autoptr (LnetPerson) jose = NULL;

  take_in (network, before, &new);
  take_in (network, blank, &same);
  take_in (network, after, &changed);
  take_in (network, after, &same);
  jose = load (network, "nunez");
  g_assert_cmpstr (jose->values[LNET_IMPORT_FIRST], ==, "José");
  g_assert_cmpstr (jose->values[LNET_IMPORT_TOWN], ==, "Riverton");
  g_assert_cmpstr (jose->values[LNET_IMPORT_REGION], ==, "Fremont");
  g_assert_cmpuint (jose->channels->len, ==, 3);
  g_assert_cmpuint (jose->roles->len, ==, 2);
}

static void
check_rule (Network        *network,
            const char     *text,
            LnetImportFate  fate,
            LnetImportRule  rule)
{
  g_autoptr (GFile) file = write_roster (network, "rule.csv", text);
  g_autoptr (LnetImport) import = plan (network, file);

  show_rows (import);
  g_assert_cmpuint (lnet_import_get_n_rows (import), ==, 1);
  g_assert_cmpint (lnet_import_get_row (import, 0)->fate, ==, fate);
  g_assert_cmpint (lnet_import_get_row (import, 0)->rule, ==, rule);
}

static void
test_rules (Network       *network,
            gconstpointer  data)
{
  g_autoptr (GFile) before = write_roster (network, "before.csv",
                                           "First,Last,Email,Phone,Registry ID,Organization\n"
                                           "Ana,Begay,ana@example.org,307-555-0101,WY-1,Sprouts\n"
                                           "Elizabeth,Lee,,307-555-0102,,Prairie\n"
                                           "Cora,Nez,,,,Prairie\n"
                                           "Sam,Fox,,,,Prairie\n"
                                           "Sam,Fox,,,,Sprouts\n");

  take_in (network, before, NULL);
  check_rule (network, "First,Last,Registry ID\nAnna,Begay,wy-1\n", LNET_IMPORT_CHANGED, LNET_IMPORT_BY_REGISTRY_ID);
  check_rule (network, "First,Last,Registry ID\nTom,Lee,WY-1\n", LNET_IMPORT_REJECTED, LNET_IMPORT_BY_NOTHING);
  check_rule (network, "First,Last,Email\nAna,Martinez,ANA@example.org\n", LNET_IMPORT_CHANGED, LNET_IMPORT_BY_EMAIL);
  check_rule (network, "First,Last,Email\nMaria,Begay,ana@example.org\n", LNET_IMPORT_NEW, LNET_IMPORT_BY_NOTHING);
  check_rule (network, "First,Last,Phone\nLiz,Lee,3075550102\n", LNET_IMPORT_CHANGED, LNET_IMPORT_BY_PHONE);
  check_rule (network, "First,Last,Phone\nTom,Lee,3075550102\n", LNET_IMPORT_NEW, LNET_IMPORT_BY_NOTHING);
  check_rule (network, "Name,Center\n\"Nez, Cora\",PRAIRIE\n", LNET_IMPORT_SAME, LNET_IMPORT_BY_NAME);
  check_rule (network, "Name\nCora Nez\n", LNET_IMPORT_SAME, LNET_IMPORT_BY_NAME);
  check_rule (network, "Name,Center\nCora Nez,Elsewhere\n", LNET_IMPORT_NEW, LNET_IMPORT_BY_NOTHING);
  check_rule (network, "Name\nSam Fox\n", LNET_IMPORT_REJECTED, LNET_IMPORT_BY_NOTHING);
  check_rule (network, "Name,Center\nSam Fox,Sprouts\n", LNET_IMPORT_SAME, LNET_IMPORT_BY_NAME);
}

static void
test_undo (Network       *network,
           gconstpointer  data)
{
  g_autoptr (GFile) file = roster ("commas.csv");
  g_autoptr (LnetImport) import = plan (network, file);
  g_autoptr (LnetTransaction) transaction = lnet_import_steal_transaction (import);
  LnetReader *reader = lnet_store_get_reader (network->store);
  LnetId group;

  network_commit (network, transaction, &group);
  g_assert_cmpuint (lnet_members_count (reader), ==, 4);
  g_assert_true (lnet_store_undo_group (network->store, &group, NULL, &network->error));
  g_assert_cmpuint (lnet_members_count (reader), ==, 0);
  take_in (network, file, &rosters[0].first);
}

static void
test_rejects (Network       *network,
              gconstpointer  data)
{
  g_autoptr (GFile) file = roster ("commas.csv");
  g_autoptr (LnetImport) import = plan (network, file);
  g_autofree char *path = g_build_filename (network->folder, "rejects.csv", NULL);
  g_autoptr (GFile) to = g_file_new_for_path (path);
  g_autofree char *text = NULL;

  g_assert_true (lnet_import_write_rejects (import, to, NULL, &network->error));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Line,Reason,First Name,Last Name,E-mail"));
  g_assert_nonnull (strstr (text, "\r\n4,There is no name in this row.,,,nobody@example.org,307-555-0199"));
  g_assert_nonnull (strstr (text, "\r\n8,There is no name in this row.,"));
}

static void
test_mapping (Network       *network,
              gconstpointer  data)
{
  g_autoptr (GFile) file = roster ("title-utf16.csv");
  g_autoptr (LnetImport) import = lnet_import_new (file);
  g_autofree char *format = NULL;

  g_assert_true (lnet_import_look (import, NULL, &network->error));
  g_assert_cmpuint (lnet_import_get_n_columns (import), ==, 4);
  g_assert_cmpstr (lnet_import_get_heading (import, 2), ==, "Work e-mail");
  g_assert_cmpstr (lnet_import_get_samples (import, 1), ==, "Begay · Yellowtail · Cloud");
  g_assert_cmpint (lnet_import_get_field (import, 0), ==, LNET_IMPORT_FIRST);
  g_assert_cmpint (lnet_import_get_field (import, 2), ==, LNET_IMPORT_EMAIL);
  g_assert_cmpint (lnet_import_get_field (import, 3), ==, LNET_IMPORT_REGISTRY_ID);
  format = lnet_import_describe_format (import);
  g_assert_cmpstr (format, ==, "UTF-16, columns parted by tabs");
  /* A single value moves. */
  lnet_import_set_field (import, 2, LNET_IMPORT_FIRST);
  g_assert_cmpint (lnet_import_get_field (import, 0), ==, LNET_IMPORT_NONE);
  lnet_import_set_field (import, 2, LNET_IMPORT_NONE);
  lnet_import_set_field (import, 1, LNET_IMPORT_NONE);
  g_assert_false (lnet_import_has_names (import));
}

static void
test_refused (Network       *network,
              gconstpointer  data)
{
  static const struct
  {
    const char *name;
    int code;
  } cases[] = {
    { "no-names.csv", LNET_ERROR_INVALID },
    { "missing.csv", LNET_ERROR_NOT_FOUND },
    { ".", LNET_ERROR_INVALID },
  };
  g_autoptr (LnetReader) reader = lnet_store_open_reader (network->store, NULL);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GFile) good = roster ("commas.csv");
  g_autoptr (LnetImport) stopped = lnet_import_new (good);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GFile) file = roster (cases[i].name);
      g_autoptr (LnetImport) import = lnet_import_new (file);
      g_autoptr (GError) error = NULL;

      g_assert_false (lnet_import_plan (import, reader, NULL, &error));
      g_assert_error (error, LNET_ERROR, cases[i].code);
    }
  g_cancellable_cancel (cancelled);
  g_assert_false (lnet_import_plan (stopped, reader, cancelled, &network->error));
  g_assert_error (network->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&network->error);
}

/* Random rosters: whatever stands in them, the second time nothing changes, and what is exported is known again. */

static const char *
pick (const char *const *list,
      gsize              n)
{
  return list[g_test_rand_int_range (0, (gint32) n)];
}

#define PICK(...) pick ((const char *const[]) { __VA_ARGS__ }, G_N_ELEMENTS (((const char *const[]) { __VA_ARGS__ })))

/* Twelve people whose rows come again and again in other words, who share an office's addresses, and of whom some have
 * a namesake elsewhere. */
static void
append_random_row (GString *text)
{
  static const char *const names[][3] = {
    { "José", "Jose", "Núñez" },   { "ANA", "Ana", "Begay" },      { "Elizabeth", "Liz", "Lee" },
    { "Tom", "Thomas", "Fox" },    { "María", "Maria", "García" }, { "Bea", "Beatriz", "Yellowtail" },
    { "Maria", "María", "Begay" }, { "Cora", "Cora", "Nez" },      { "Walt", "Walter", "O'Neil" },
    { "Ben", "Benjamin", "Cloud" }, { "Zoë", "Zoe", "Dvorak" },    { "Ann", "Ann", "Smith-Jones" },
  };
  guint who = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (names));
  g_autofree char *email = g_strdup_printf ("%s%u@example.org", PICK ("m", "M"), who);
  g_autofree char *phone = g_strdup_printf ("%s-555-01%02u", PICK ("307", "(307)", "1 307"), who);
  g_autofree char *id = g_strdup_printf ("WY-%u", who);

  g_string_append_printf (
    text, "%s|%s|%s|%s|%s|%s|%s|%s|%s|%s|%s|%s|%s|%s|%s\n", names[who][g_test_rand_int_range (0, 2)], names[who][2],
    PICK ("", email, email, "office@example.org", "x"), PICK ("", "", phone),
    PICK ("", "307.555.0199", "307-555-0198 / 307-555-0199"), PICK ("", "Lander", "lander", "Casper"),
    PICK ("", "Coach", "coach", "Wizard", "Cook; Coach"), PICK ("", "Sprouts", "sprouts", "Prairie"),
    PICK ("", "2024", "2024-03-01", "3/1/2025", "soon"), PICK ("", "", "Director"), PICK ("", "", "", id),
    PICK ("", "yes", "no", "2/3/2026"), PICK ("", "=1+1", "a note", "'quoted'"), PICK ("", "", "Lander", "Casper"),
    PICK ("", "es", "Spanish", "English, Spanish"));
}

static char *
make_random_roster (void)
{
  GString *text = g_string_new ("First|Last|Email|Cell|Phone 2|Town|Role|Org|Role since|Role 2|Registry ID|Texts ok|"
                                "Notes|Org town|Language\n");

  for (int n = g_test_rand_int_range (1, 40); n > 0; n--)
    append_random_row (text);
  return g_string_free (text, FALSE);
}

static void
test_random (Network       *network,
             gconstpointer  data)
{
  for (guint round = 0; round < 25; round++)
    {
      g_autofree char *text = make_random_roster ();
      g_autoptr (GFile) file = NULL;
      g_autofree char *path = NULL;
      g_autoptr (GFile) out = NULL;
      g_autoptr (LnetImport) again = NULL;
      g_autoptr (LnetReader) reader = NULL;
      const LnetImportCounts *counts;
      Network fresh = { 0 };
      LnetImportCounts same = { 0 };

      network_set_up (&fresh, NULL);
      file = write_roster (&fresh, "random.csv", text);
      take_in (&fresh, file, NULL);
      again = plan (&fresh, file);
      counts = lnet_import_get_counts (again);
      if (counts->n[LNET_IMPORT_NEW] + counts->n[LNET_IMPORT_CHANGED] > 0)
        {
          g_test_message ("%s", text);
          show_rows (again);
          g_test_fail_printf ("the same roster again is not the same");
        }
      path = g_build_filename (fresh.folder, "out.csv", NULL);
      out = g_file_new_for_path (path);
      reader = lnet_store_open_reader (fresh.store, NULL);
      g_assert_true (export_everything (reader, out, LNET_EXPORT_CSV, &same.n_rows, &fresh.error));
      same.n[LNET_IMPORT_SAME] = same.n_rows;
      take_in (&fresh, out, &same);
      g_clear_object (&reader);
      network_tear_down (&fresh, NULL);
      if (g_test_failed ())
        return;
    }
}

/* Rosters with bytes changed, lost and doubled: planned or refused, never worse. */
static void
test_mutations (Network       *network,
                gconstpointer  data)
{
  g_autoptr (LnetReader) reader = lnet_store_open_reader (network->store, NULL);
  g_autofree char *path = g_build_filename (network->folder, "mutated.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (GFile) original = roster (rosters[round % G_N_ELEMENTS (rosters)].name);
      g_autoptr (LnetImport) import = lnet_import_new (file);
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      gsize length;

      g_assert_true (g_file_load_contents (original, NULL, &text, &length, NULL, NULL));
      for (int n = g_test_rand_int_range (1, 12); n > 0; n--)
        {
          gsize at = (gsize) g_test_rand_int_range (0, (gint32) length);

          if (g_test_rand_int_range (0, 4) == 0)
            length = MAX (at, 1);
          else
            text[at % length] = "\"\n\r,;\t'=\351\0@/"[g_test_rand_int_range (0, 12)];
        }
      g_assert_true (g_file_set_contents (path, text, (gssize) length, NULL));
      if (lnet_import_plan (import, reader, NULL, &error))
        {
          const LnetImportCounts *counts = lnet_import_get_counts (import);
          guint sum = 0;

          for (guint i = 0; i < LNET_IMPORT_N_FATES; i++)
            sum += counts->n[i];
          g_assert_cmpuint (sum, ==, counts->n_rows);
        }
      else
        {
          g_assert_cmpint (error->domain, ==, LNET_ERROR);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rosters); i++)
    {
      g_autofree char *path = g_strconcat ("/import/roster/", rosters[i].name, NULL);
      g_autofree char *back = g_strconcat ("/import/round-trip/", rosters[i].name, NULL);
      g_autofree char *cards = g_strconcat ("/import/cards/", rosters[i].name, NULL);

      g_test_add (path, Network, &rosters[i], network_set_up, test_roster, network_tear_down);
      g_test_add (back, Network, &rosters[i], network_set_up, test_round_trip, network_tear_down);
      g_test_add (cards, Network, &rosters[i], network_set_up, test_cards, network_tear_down);
    }
#define ADD(name, function) g_test_add ("/import/" name, Network, NULL, network_set_up, function, network_tear_down)
  ADD ("values", test_values);
  ADD ("consent", test_consent);
  ADD ("changes", test_changes);
  ADD ("rules", test_rules);
  ADD ("undo", test_undo);
  ADD ("rejects", test_rejects);
  ADD ("mapping", test_mapping);
  ADD ("refused", test_refused);
  ADD ("random", test_random);
  ADD ("mutations", test_mutations);
#undef ADD
  kept_places = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  status = g_test_run ();
  g_ptr_array_unref (kept_places);
  return status;
}
