/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lnet-csv-reader.h"
#include "lnet-error.h"
#include "lnet-import.h"
#include "lnet-members.h"
#include "export-fixture.h"
#include "network-fixture.h"

/*
 * Rosters nobody would make on purpose. Each is taken, every row with its fate and what was odd said of it, and then
 * what is exported is known again; or it is refused with a sentence, and nothing is written.
 */

typedef struct
{
  const char *name;
  const char *data;
  gsize length;
  void (*make) (GString *text); /* instead of data */
  LnetImportCounts counts;
  const char *says;  /* the sentence of a refusal, else of some row; NULL for none */
  const char *finds; /* of who is taken, a name as it is to be shown */
} Hostile;

#define BYTES(text) .data = text, .length = sizeof text - 1
#define TAKEN(new, changed, same, rejected, duplicate)                                                                \
  .counts = { (new) + (changed) + (same) + (rejected) + (duplicate), { new, changed, same, rejected, duplicate } }

/* Large ones */

static void
repeat (GString    *text,
        const char *what,
        gsize       n)
{
  for (gsize i = 0; i < n; i++)
    g_string_append (text, what);
}

static void
make_large_note (GString *text)
{
  g_string_append (text, "First,Last,Notes\nAna,Begay,\"");
  repeat (text, "Ten letters\n", 10 * 1024);
  g_string_append (text, "the end\"\n");
}

static void
make_large_name (GString *text)
{
  g_string_append (text, "First,Last,Role\nAna ");
  repeat (text, "Maria ", 16 * 1024);
  g_string_append (text, ",Begay,\nAna,Nez,");
  repeat (text, "Coach ", 16 * 1024);
  g_string_append (text, "\n");
  repeat (text, "Maria ", 16 * 1024);
  g_string_append (text, "\n");
}

static void
make_large_cell (GString *text)
{
  g_string_append (text, "First,Last\nAna,");
  repeat (text, "sixteen letters.", 512 * 1024);
  g_string_append (text, "\n");
}

static void
make_large_line (GString *text)
{
  g_string_append (text, "First,Last\n");
  for (guint i = 0; i < 900; i++)
    {
      repeat (text, "sixteen letters.", 512);
      g_string_append_c (text, ',');
    }
}

static void
make_many_columns (GString *text)
{
  repeat (text, "First,", 1000 * 1000);
}

static void
make_many_emails (GString *text)
{
  g_string_append (text, "First,Last,Email\nAna,Begay,\"");
  for (guint i = 0; i < times (50000); i++)
    g_string_append_printf (text, "ana%u@example.org;", i);
  g_string_append (text, "\"\n");
}

static void
make_many_roles (GString *text)
{
  g_string_append (text, "First,Last,Role,Organization\nAna,Begay,\"");
  for (guint i = 0; i < times (50000); i++)
    g_string_append_printf (text, "Coach %u;", i);
  g_string_append (text, "\",Sprouts\n");
}

static void
make_many_languages (GString *text)
{
  g_string_append (text, "First,Last,Other languages\nAna,Begay,\"");
  for (guint i = 0; i < times (50000); i++)
    g_string_append_printf (text, "Language %u,", i);
  g_string_append (text, "\"\n");
}

static void
make_many_blanks (GString *text)
{
  g_string_append (text, "First,Last\n");
  repeat (text, "\n", times (1000 * 1000));
  g_string_append (text, "Ana,Begay\n");
}

static void
make_many_marks (GString *text)
{
  g_string_append (text, "First,Last\n");
  repeat (text, "\"Ana,Begay\n\"\"x\n", 300);
}

static void
make_late_nul (GString *text)
{
  g_string_append (text, "First,Last\n");
  repeat (text, "Ana,Begay\n", 20 * 1000);
  g_string_append_len (text, "Ben,\0\n", 6);
}

static void
make_many_properties (GString *text)
{
  g_string_append (text, "BEGIN:VCARD\nFN:Ana Begay\n");
  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (text, "X-A%u:b\n", i);
  g_string_append (text, "END:VCARD\n");
}

static void
make_large_card_line (GString *text)
{
  g_string_append (text, "BEGIN:VCARD\nFN:Ana Begay\nNOTE:");
  repeat (text, "sixteen letters.", 1100 * 1000);
  g_string_append (text, "\nEND:VCARD\n");
}

static void
make_many_folds (GString *text)
{
  g_string_append (text, "BEGIN:VCARD\nFN:Ana Begay\nNOTE:x\n");
  repeat (text, " a\n", times (300 * 1000));
  g_string_append (text, "END:VCARD\n");
}

#define CARD(lines) "BEGIN:VCARD\r\nVERSION:3.0\r\n" lines "END:VCARD\r\n"

static const Hostile taken[] = {
  { "utf-16-no-mark", BYTES ("F\0i\0r\0s\0t\0,\0L\0a\0s\0t\0\n\0J\0o\0s\0\351\0,\0B\0e\0g\0a\0y\0"),
    TAKEN (1, 0, 0, 0, 0), .finds = "José Begay" },
  { "utf-16-big-no-mark", BYTES ("\0F\0i\0r\0s\0t\0,\0L\0a\0s\0t\0\n\0J\0o\0s\0\351\0,\0B\0e\0g\0a\0y"),
    TAKEN (1, 0, 0, 0, 0), .finds = "José Begay" },
  { "mixed-encodings", BYTES ("First,Last\nJos\303\251,Begay\nMar\355a,Nez\n\303\201ngel,N\372\361ez\n"),
    TAKEN (3, 0, 0, 0, 0), .finds = "María Nez" },
  { "mixed-at-the-end", BYTES ("First,Last\nJos\303\251,Begay\nAna,Jos\303"), TAKEN (2, 0, 0, 0, 0) },
  { "two-marks", BYTES ("\357\273\277\357\273\277First,Last\nAna,Begay\n"), TAKEN (1, 0, 0, 0, 0),
    .finds = "Ana Begay" },
  { "cr-only", BYTES ("First,Last\rAna,Begay\rBen,Nez\r"), TAKEN (2, 0, 0, 0, 0), .finds = "Ben Nez" },
  { "all-line-ends", BYTES ("First,Last\r\nAna,Begay\nBen,Nez\r\r\n\nCora,Lee"), TAKEN (3, 0, 0, 0, 0),
    .finds = "Cora Lee" },
  { "heading-only", BYTES ("First,Last,Email"), TAKEN (0, 0, 0, 0, 0) },
  { "headings-twice", BYTES ("First,Last,Email,Email,Last,First\nAna,Begay,a@example.org,b@example.org,Nez,Ben\n"),
    TAKEN (1, 0, 0, 0, 0), .finds = "Ana Begay" },
  { "spanish", BYTES ("Nombre;Apellidos;Correo electrónico;Teléfono;Ciudad\nAna;Begay Nez;ana@example.org;;Lander\n"),
    TAKEN (1, 0, 0, 0, 0), .finds = "Ana Begay Nez" },
  { "control-signs", BYTES ("First,Last,Notes\nA\001n\177a,Be\033gay\b,\"one\vtwo\fthree\r\nfour\"\n"),
    TAKEN (1, 0, 0, 0, 0), .finds = "Ana Begay" },
  { "other-directions", BYTES ("First,Last\n\342\200\256Ana\342\201\246,Begay\342\200\253\n"), TAKEN (1, 0, 0, 0, 0),
    .finds = "Ana Begay" },
  { "signs-only", BYTES ("First,Last\n\342\200\256,\001\n\342\200\213,\303\202\302\240\n***,!!!\n"),
    TAKEN (2, 0, 0, 1, 0), .says = "There is no name in this row." },
  { "odd-dates", BYTES ("First,Last,Joined\nAna,Begay,2026-13-45\nBen,Nez,99999999\nCora,Lee,1/1/0001\n"
                        "Dan,Fox,31/02/2026\nEve,Ash,-1\nFay,Elm,00000000000000000001\n"),
    TAKEN (6, 0, 0, 0, 0), .says = "Joined: “2026-13-45” was not understood and left out." },
  { "emails-in-a-cell", BYTES ("First,Last,Email\nAna,Begay,\"Ana <a@example.org>; b@example.org, c@example.org d@\"\n"),
    TAKEN (1, 0, 0, 0, 0) },
  { "formulas", BYTES ("First,Last,Town,Notes\n=1+1,Begay,+A1,\"=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"\n"
                       "-2,@SUM(A1),'=x,\"\t=1\"\n''@a,'Nez,\"\r=1\",''''=1\n"),
    TAKEN (3, 0, 0, 0, 0), .finds = "=1+1 Begay" },
  { "unclosed", BYTES ("First,Last\n\"Ana,Begay\nBen,Nez\nCora,\"Lee"), TAKEN (3, 0, 0, 0, 0),
    .says = "A quotation mark is opened on this line and never closed" },
  { "uneven", BYTES ("First,Last\nAna\nBen,Nez,x,y,,z\n,\n,,,\n"), TAKEN (2, 0, 0, 2, 0),
    .says = "3 cells behind the last heading were left out." },
  { "large-note", .make = make_large_note, TAKEN (1, 0, 0, 0, 0), .finds = "Ana Begay" },
  { "large-name", .make = make_large_name, TAKEN (2, 0, 0, 1, 0), .says = "is too long for one line",
    .finds = "Begay" },
  { "many-emails", .make = make_many_emails, TAKEN (1, 0, 0, 0, 0), .says = "Email: only the first 100 values" },
  { "many-roles", .make = make_many_roles, TAKEN (1, 0, 0, 0, 0), .says = "Role: only the first 100 values" },
  { "many-languages", .make = make_many_languages, TAKEN (1, 0, 0, 0, 0),
    .says = "is too long for one line" },
  { "many-blanks", .make = make_many_blanks, TAKEN (1, 0, 0, 0, 0), .finds = "Ana Begay" },
  /* Each is the other's, in every way a table can say so. */
  { "each-other", BYTES ("First,Last,Email,Registry ID,Supervisor,Supervisor email,Preferred contact\n"
                         "Ana,Begay,ana@example.org,WY-1,Ben Nez,ben@example.org,ben@example.org\n"
                         "Ben,Nez,ben@example.org,WY-2,Ana Begay,ana@example.org,ana@example.org\n"),
    TAKEN (2, 0, 0, 0, 0), .finds = "Ana Begay" },
  { "names-of-each-other", BYTES ("First,Last,Email,Role,Organization\nAna,Begay,x@example.org,Sprouts,Coach\n"
                                  "Begay,Ana,x@example.org,Coach,Sprouts\n"),
    TAKEN (2, 0, 0, 0, 0) },
  { "card-no-blank-folded", BYTES (CARD ("FN:Ana Begay\r\nNOTE:A line of a length at which programs fold a line in two"
                                         " parts,\r\nand forget the blank\r\n")), TAKEN (1, 0, 0, 0, 0),
    .finds = "Ana Begay" },
  { "card-folded-in-a-letter", BYTES (CARD ("FN:Jos\303\r\n \251 Begay\r\n")), TAKEN (1, 0, 0, 0, 0),
    .finds = "José Begay" },
  { "card-folded-everywhere", BYTES ("BEGIN:VCARD\nF\n N:Ana B\n\tegay\n\n\nEND:VCARD\n"), TAKEN (1, 0, 0, 0, 0),
    .finds = "Ana Begay" },
  { "card-soft-breaks", BYTES (CARD ("FN;ENCODING=QUOTED-PRINTABLE:Jos=C3=\r\n=A9 Be=\r\n=67ay\r\n"
                                     "NOTE;QUOTED-PRINTABLE:a=\r\n=ZZ=4\r\n")),
    TAKEN (1, 0, 0, 0, 0), .finds = "José Begay" },
  { "card-ends-in-a-fold", BYTES ("BEGIN:VCARD\nFN:Ana Begay\nEND:VCARD\n "), TAKEN (1, 0, 0, 0, 0),
    .finds = "Ana Begay" },
  { "card-many-folds", .make = make_many_folds, TAKEN (1, 0, 0, 0, 0), .finds = "Ana Begay" },
  { "cards-of-each-other", BYTES (CARD ("FN:Ana Begay\r\nRELATED:urn:uuid:b\r\nUID:urn:uuid:a\r\n")
                                  CARD ("FN:Ben Nez\r\nRELATED:urn:uuid:a\r\nUID:urn:uuid:b\r\n")),
    TAKEN (2, 0, 0, 0, 0), .finds = "Ben Nez" },
};

static const Hostile refused[] = {
  { "empty", BYTES (""), .says = "This file is empty. Nothing was read." },
  { "blanks", BYTES (" \n\t\r\n  "), .says = "This file is empty. Nothing was read." },
  { "mark-only", BYTES ("\357\273\277"), .says = "This file is empty. Nothing was read." },
  { "delimiters-only", BYTES (";;;\n;;;\n"), .says = "No column of this file is known to hold names" },
  { "no-headings", BYTES ("17,3\n4,5\n"), .says = "Its first line should name its columns" },
  { "nul", BYTES ("First,Last\nAna,Be\0gay\n"), .says = "This file is not text" },
  { "late-nul", .make = make_late_nul, .says = "This file is not text" },
  { "pdf", BYTES ("%PDF-1.7\n1 0 obj\n<< /Title (Names) >>\n"), .says = "This file is not text" },
  { "spreadsheet", BYTES ("PK\003\004\024\0\006\0\b\0"), .says = "save it as CSV" },
  { "old-spreadsheet", BYTES ("\320\317\021\340\241\261\032\341"), .says = "save it as CSV" },
  { "gzip", BYTES ("\037\213\b\0\0\0\0\0\0\003"), .says = "Choose a CSV file." },
  { "picture", BYTES ("\211PNG\r\n\032\n\0\0\0\rIHDR"), .says = "Choose a CSV file." },
  { "utf-32", BYTES ("\377\376\0\0F\0\0\0i\0\0\0"), .says = "Save it as CSV in UTF-8 again." },
  { "wrong-mark", BYTES ("\357\273\277First,Last\nJos\351,Begay\n"), .says = "Save it as CSV in UTF-8 again." },
  { "half-a-pair", BYTES ("\377\376F\0i\0r"), .says = "Save it as CSV in UTF-8 again." },
  { "lone-surrogate", BYTES ("\377\376F\0\0\330i\0"), .says = "Save it as CSV in UTF-8 again." },
  { "many-columns", .make = make_many_columns, .says = "1,000 columns" },
  { "large-cell", .make = make_large_cell, .says = "A cell on line 2 is larger than a megabyte." },
  { "large-line", .make = make_large_line, .says = "Line 2 is longer than four megabytes" },
  { "many-marks", .make = make_many_marks, .says = "Too many quotation marks" },
  { "card-nul", BYTES (CARD ("FN:Ana\0 Begay\r\n")), .says = "This file is not text" },
  { "card-cut-off", BYTES ("BEGIN:VCARD\nFN:Ana Begay\nEND:VCARD\nBEGIN:VCARD\nFN:Ben"), .says = "END:VCARD is missing" },
  { "cards-in-cards", BYTES ("BEGIN:VCARD\nBEGIN:VCARD\nBEGIN:VCARD\nBEGIN:VCARD\nBEGIN:VCARD\nFN:Ana\n"),
    .says = "cards lie within cards too deeply" },
  { "card-many-lines", .make = make_many_properties, .says = "has more than 2000 lines" },
  { "card-large-line", .make = make_large_card_line, .says = "longer than 16 MB" },
};

static GFile *
write_hostile (Network       *network,
               const Hostile *hostile)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.csv", network->folder, hostile->name);
  g_autoptr (GString) text = g_string_new (NULL);

  if (hostile->make != NULL)
    hostile->make (text);
  else
    g_string_append_len (text, hostile->data, (gssize) hostile->length);
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
  return g_file_new_for_path (path);
}

/* Taken */

static void
check_rows (LnetImport    *import,
            const Hostile *hostile)
{
  gboolean said = hostile->says == NULL;

  for (guint i = 0; i < lnet_import_get_n_rows (import); i++)
    {
      const LnetImportRow *row = lnet_import_get_row (import, i);

      g_test_message ("line %u: %.80s, %s: %.200s", row->line, row->name, lnet_import_fate_get_label (row->fate),
                      row->detail);
      g_assert_true (g_utf8_validate (row->name, -1, NULL) && g_utf8_validate (row->detail, -1, NULL));
      said = said || strstr (row->detail, hostile->says) != NULL;
    }
  g_assert_true (said);
}

static void
take_in (Network                *network,
         GFile                  *file,
         const LnetImportCounts *expected,
         const Hostile          *hostile)
{
  g_autoptr (LnetImport) import = lnet_import_new (file);
  g_autoptr (LnetReader) reader = lnet_store_open_reader (network->store, &network->error);
  g_autoptr (LnetTransaction) transaction = NULL;
  const LnetImportCounts *counts;

  lnet_import_plan (import, reader, NULL, &network->error);
  g_assert_no_error (network->error);
  if (hostile != NULL)
    check_rows (import, hostile);
  counts = lnet_import_get_counts (import);
  g_assert_cmpuint (counts->n_rows, ==, expected->n_rows);
  for (guint i = 0; i < LNET_IMPORT_N_FATES; i++)
    g_assert_cmpuint (counts->n[i], ==, expected->n[i]);
  transaction = lnet_import_steal_transaction (import);
  network_commit (network, transaction, NULL);
}

/* Nothing that a spreadsheet program would reckon with begins a cell. */
static void
check_export (Network *network,
              GFile   *out,
              guint    n_members)
{
  g_autoptr (LnetReader) reader = lnet_store_open_reader (network->store, &network->error);
  g_autofree char *text = NULL;
  guint n_rows;

  g_assert_true (export_everything (reader, out, LNET_EXPORT_CSV, &n_rows, &network->error));
  g_assert_cmpuint (n_rows, ==, n_members);
  g_assert_true (g_file_load_contents (out, NULL, &text, NULL, NULL, NULL));
  g_assert_false (g_regex_match_simple ("(^|,)\"?[=+@\\t\\r-]", text, G_REGEX_MULTILINE, 0));
}

/* What was exported is known when it is imported again, and is as new to another network. */
static void
check_round_trip (Network *network,
                  GFile   *out,
                  guint    n_members)
{
  const LnetImportCounts known = { n_members, { 0, 0, n_members, 0, 0 } };
  const LnetImportCounts new = { n_members, { n_members, 0, 0, 0, 0 } };
  Network other = { 0 };

  take_in (network, out, &known, NULL);
  network_set_up (&other, NULL);
  take_in (&other, out, &new, NULL);
  network_tear_down (&other, NULL);
}

static void
test_taken (Network       *network,
            gconstpointer  data)
{
  const Hostile *hostile = data;
  g_autoptr (GFile) file = write_hostile (network, hostile);
  g_autofree char *path = g_build_filename (network->folder, "out.csv", NULL);
  g_autoptr (GFile) out = g_file_new_for_path (path);
  guint n_new = hostile->counts.n[LNET_IMPORT_NEW];

  take_in (network, file, &hostile->counts, hostile);
  if (hostile->finds != NULL)
    {
      g_autoptr (GPtrArray) found =
          lnet_members_search (lnet_store_get_reader (network->store), hostile->finds, 5);

      g_assert_cmpuint (found->len, ==, 1);
      g_assert_cmpstr (((LnetMemberInfo *) found->pdata[0])->name, ==, hostile->finds);
    }
  check_export (network, out, n_new);
  /* By then there is nothing hostile left for valgrind and the sanitizers. */
  if (g_getenv ("LNET_TEST_LIGHT") == NULL)
    check_round_trip (network, out, n_new);
}

/* Refused */

static void
check_refused (Network    *network,
               GFile      *file,
               const char *says)
{
  g_autoptr (LnetImport) import = lnet_import_new (file);
  g_autoptr (LnetReader) reader = lnet_store_open_reader (network->store, &network->error);
  g_autoptr (GError) error = NULL;

  g_assert_false (lnet_import_plan (import, reader, NULL, &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_cmpint (error->domain, ==, LNET_ERROR);
  if (strstr (error->message, says) == NULL)
    g_test_fail_printf ("“%s” does not say “%s”", error->message, says);
  g_assert_cmpuint (lnet_members_count (lnet_store_get_reader (network->store)), ==, 0);
}

static void
test_refused (Network       *network,
              gconstpointer  data)
{
  const Hostile *hostile = data;
  g_autoptr (GFile) file = write_hostile (network, hostile);

  check_refused (network, file, hostile->says);
}

static void
test_pipe (Network       *network,
           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (network->folder, "pipe.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  check_refused (network, file, "is a pipe or a device");
}

static void
test_not_there (Network       *network,
                gconstpointer  data)
{
  g_autofree char *path = g_build_filename (network->folder, "link.csv", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (network->folder);
  g_autoptr (GFile) link = g_file_new_for_path (path);

  g_assert_cmpint (symlink ("nowhere.csv", path), ==, 0);
  check_refused (network, link, "There is no file");
  check_refused (network, folder, "is a folder. Choose a CSV file in it.");
}

static void
test_no_right (Network       *network,
               gconstpointer  data)
{
  static const Hostile roster = { "private", BYTES ("First,Last\nAna,Begay\n") };
  g_autoptr (GFile) file = write_hostile (network, &roster);

  if (geteuid () == 0)
    {
      g_test_skip ("this account may read everything");
      return;
    }
  g_assert_cmpint (chmod (g_file_peek_path (file), 0), ==, 0);
  check_refused (network, file, "this account has no right to");
}

/* A gigabyte in one line, most of it a hole. */
static void
test_gigabyte (Network       *network,
               gconstpointer  data)
{
  static const Hostile roster = { "gigabyte", BYTES ("First,Last\nAna,Begay") };
  g_autoptr (GFile) file = write_hostile (network, &roster);

  g_assert_cmpint (truncate (g_file_peek_path (file), 1024 * 1024 * 1024), ==, 0);
  check_refused (network, file, "This file is not text");
}

static glong
get_peak (void)
{
  struct rusage usage;

  g_assert_cmpint (getrusage (RUSAGE_SELF, &usage), ==, 0);
  return usage.ru_maxrss / 1024; /* MB */
}

/* A line of 200 MB is refused after a few of them, and never stands in memory. */
static void
test_endless_line (Network       *network,
                   gconstpointer  data)
{
  g_autofree char *path = g_build_filename (network->folder, "endless.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileOutputStream) stream = g_file_create (file, G_FILE_CREATE_NONE, NULL, NULL);
  static const char begin[] = "First,Last\nAna,Begay";
  g_autofree char *letters = g_malloc (1024 * 1024);
  glong before;

  memset (letters, 'y', 1024 * 1024);
  g_assert_true (g_output_stream_write_all (G_OUTPUT_STREAM (stream), begin, sizeof begin - 1, NULL, NULL, NULL));
  for (guint i = 0; i < times (200); i++)
    g_assert_true (g_output_stream_write_all (G_OUTPUT_STREAM (stream), letters, 1024 * 1024, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, NULL));
  before = get_peak ();
  check_refused (network, file, "A cell on line 2 is larger than a megabyte.");
  /* Memory checkers have a memory of their own. */
  if (g_getenv ("LNET_TEST_LIGHT") == NULL)
    g_assert_cmpint (get_peak () - before, <, 50);
}

/* A gigabyte of a card is refused by its size. */
static void
test_gigabyte_card (Network       *network,
                    gconstpointer  data)
{
  static const Hostile roster = { "gigabyte-card", BYTES ("BEGIN:VCARD\nFN:Ana Begay\nNOTE:") };
  g_autoptr (GFile) file = write_hostile (network, &roster);

  g_assert_cmpint (truncate (g_file_peek_path (file), 1024 * 1024 * 1024), ==, 0);
  check_refused (network, file, "larger than 256 MB");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    {
      g_autofree char *path = g_strconcat ("/import-hostile/taken/", taken[i].name, NULL);

      g_test_add (path, Network, &taken[i], network_set_up, test_taken, network_tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_strconcat ("/import-hostile/refused/", refused[i].name, NULL);

      g_test_add (path, Network, &refused[i], network_set_up, test_refused, network_tear_down);
    }
#define ADD(name, function) \
  g_test_add ("/import-hostile/" name, Network, NULL, network_set_up, function, network_tear_down)
  ADD ("pipe", test_pipe);
  ADD ("not-there", test_not_there);
  ADD ("no-right", test_no_right);
  ADD ("gigabyte", test_gigabyte);
  ADD ("gigabyte-card", test_gigabyte_card);
  ADD ("endless-line", test_endless_line);
#undef ADD
  return g_test_run ();
}
