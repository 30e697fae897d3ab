/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-csv-reader.h"
#include "lnet-error.h"

#include <string.h>

/* The rows as "line: cell|cell" with "/" between, which no test uses inside. */
static char *
read_all (const char *data,
          gsize       length,
          char        delimiter,
          GError    **error)
{
  g_autoptr (LnetCsvReader) reader = lnet_csv_reader_new_for_data (data, length, error);
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (GError) local_error = NULL;
  const LnetCsvRow *row;

  if (reader == NULL)
    return NULL;
  if (delimiter != '\0')
    g_assert_cmpint (lnet_csv_reader_get_delimiter (reader), ==, delimiter);
  while ((row = lnet_csv_reader_next (reader, &local_error)) != NULL)
    {
      g_string_append_printf (all, "%s%u%s:", all->len > 0 ? "/" : "", row->line, row->stray_quote ? "!" : "");
      for (guint i = 0; i < row->n_cells; i++)
        g_string_append_printf (all, "%s%s", i > 0 ? "_" : "", row->cells[i]);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  g_assert_cmpfloat (lnet_csv_reader_get_progress (reader), ==, 1);
  return g_string_free (g_steal_pointer (&all), FALSE);
}

static void
check (const char *text,
       char        delimiter,
       const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *all = read_all (text, strlen (text), delimiter, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (all, ==, expected);
}

static void
check_refused (const char *data,
               gsize       length)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_all (data, length, '\0', &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_INVALID);
  g_test_message ("%s", error->message);
}

static void
test_delimiters (void)
{
  check ("a,b\n1,2\n", ',', "1:a_b/2:1_2");
  check ("a;b\n1,5;2\n", ';', "1:a_b/2:1,5_2");
  check ("a\tb\n1, 5\t2\n", '\t', "1:a_b/2:1, 5_2");
  check ("a|b\n1|2\n", '|', "1:a_b/2:1_2");
  check ("Name\nAna\n", ',', "1:Name/2:Ana");
  check ("sep=;\r\na;b\r\n", ';', "2:a_b");
  check ("name;note\nAna;\"x,y,z,w\"\nBen;\"p,q,r,s\"\n", ';', "1:name_note/2:Ana_x,y,z,w/3:Ben_p,q,r,s");
  check ("Last, First;County;E-mail\nBegay, Ana;Fremont;a@b.c\n", ';', "1:Last, First_County_E-mail/2:Begay, Ana_Fremont_a@b.c");
}

static void
test_quotes (void)
{
  check ("a,b\n\"1,\"\"x\"\"\",2\n", ',', "1:a_b/2:1,\"x\"_2");
  check ("a,b\n\"one\ntwo\",2\n3,4\n", ',', "1:a_b/2:one\ntwo_2/4:3_4");
  check ("a,b\r\n\"one\r\ntwo\",2\r\n3,4\r\n", ',', "1:a_b/2:one\r\ntwo_2/4:3_4");
  check ("a,b\n5\" pipe,2\n", ',', "1:a_b/2:5\" pipe_2");
  check ("a,b\n\"Ana \"La Jefa\" Begay\",2\n", ',', "1:a_b/2:Ana \"La Jefa\" Begay_2");
  check ("a,b\n\"1\"  ,\"2\"\n", ',', "1:a_b/2:1_2");
  check ("a,b\n1, \"2,3\"\n", ',', "1:a_b/2:1_2,3");
  check ("a,b\n\"\",\"\"\n", ',', "1:a_b/2:_");
  check ("a\n\"\"\n", '\0', "1:a/2:");
}

/* A mark that nothing closes must not swallow the rest of the file. */
static void
test_unclosed (void)
{
  check ("a,b\n\"Ana,2\n3,4\n5,6\n", ',', "1:a_b/2!:\"Ana_2/3:3_4/4:5_6");
  check ("a,b\n1,\"2", ',', "1:a_b/2!:1_\"2");
}

static void
test_line_ends (void)
{
  check ("a,b\r1,2\r", ',', "1:a_b/2:1_2");
  check ("a,b\r\n1,2\r\n\r\n3,4", ',', "1:a_b/2:1_2/4:3_4");
  check ("\n\n  \na,b\n,\n1\n1,2,3\n", ',', "4:a_b/5:_/6:1/7:1_2_3");
  check ("a,", ',', "1:a_");
}

static void
test_encodings (void)
{
  check ("\357\273\277Nombre;Dirección\nJosé;Núñez\n", ';', "1:Nombre_Dirección/2:José_Núñez");
  check ("Nombre;Direcci\363n\nJos\351;N\372\361ez\n", ';', "1:Nombre_Dirección/2:José_Núñez");
}

static void
test_unprotected (void)
{
  check ("a,b\n'=1+1,''=x\n'tis,=1+1\n'+1 307,'\n", ',', "1:a_b/2:=1+1_'=x/3:'tis_=1+1/4:+1 307_'");
}

static void
test_refused (void)
{
  g_autoptr (GString) many = g_string_new ("a");
  g_autoptr (GString) large = g_string_new ("a,b\n1,");
  g_autoptr (GString) marks = g_string_new ("a,b\n");

  check_refused ("", 0);
  check_refused (" \n\r\n", 4);
  check_refused ("a\0b", 3);
  for (guint i = 0; i < LNET_CSV_MAX_COLUMNS; i++)
    g_string_append (many, ",a");
  check_refused (many->str, many->len);
  for (guint i = 0; i <= LNET_CSV_MAX_CELL / 16; i++)
    g_string_append (large, "sixteen letters.");
  check_refused (large->str, large->len);
}

/* Whatever the pieces are that the file is read in. */
static void
test_long (void)
{
  g_autoptr (GString) text = g_string_new ("name,note\r\n");
  g_autoptr (LnetCsvReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  const LnetCsvRow *row;
  guint n = 0;

  for (guint i = 0; i < 40000; i++)
    g_string_append_printf (text, "Ana %u,\"one \"\"two\"\"\r\nthrée %u\"\r\n", i, i);
  reader = lnet_csv_reader_new_for_data (text->str, text->len, &error);
  g_assert_no_error (error);
  row = lnet_csv_reader_next (reader, &error);
  while ((row = lnet_csv_reader_next (reader, &error)) != NULL)
    {
      g_autofree char *name = g_strdup_printf ("Ana %u", n);
      g_autofree char *note = g_strdup_printf ("one \"two\"\r\nthrée %u", n);

      g_assert_cmpuint (row->n_cells, ==, 2);
      g_assert_cmpstr (row->cells[0], ==, name);
      g_assert_cmpstr (row->cells[1], ==, note);
      g_assert_cmpuint (row->line, ==, 2 + 2 * n);
      n++;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 40000);
}

/* Random bytes and random signs of the grammar: never a crash, and an end. */
static void
test_garbage (void)
{
  static const char signs[] = "\"\",;\t\r\n'=a |";

  for (guint round = 0; round < 3000; round++)
    {
      gsize length = (gsize) g_test_rand_int_range (0, 200);
      g_autofree char *data = g_malloc (length + 1);
      g_autofree char *all = NULL;
      g_autoptr (GError) error = NULL;

      for (gsize i = 0; i < length; i++)
        data[i] = round % 2 ? signs[g_test_rand_int_range (0, sizeof signs - 1)]
                            : (char) g_test_rand_int_range (1, 256);
      all = read_all (data, length, '\0', &error);
      g_assert_true ((all == NULL) == (error != NULL));
    }
}

static void
test_files (void)
{
  g_autofree char *dir = g_dir_make_tmp ("lnet-csv-XXXXXX", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (dir);
  g_autoptr (GFile) missing = g_file_get_child (folder, "missing.csv");
  g_autoptr (GError) error = NULL;

  g_assert_null (lnet_csv_reader_open (folder, NULL, &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (lnet_csv_reader_open (missing, NULL, &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_NOT_FOUND);
  g_assert_true (g_file_delete (folder, NULL, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-reader/delimiters", test_delimiters);
  g_test_add_func ("/csv-reader/quotes", test_quotes);
  g_test_add_func ("/csv-reader/unclosed", test_unclosed);
  g_test_add_func ("/csv-reader/line-ends", test_line_ends);
  g_test_add_func ("/csv-reader/encodings", test_encodings);
  g_test_add_func ("/csv-reader/unprotected", test_unprotected);
  g_test_add_func ("/csv-reader/refused", test_refused);
  g_test_add_func ("/csv-reader/long", test_long);
  g_test_add_func ("/csv-reader/garbage", test_garbage);
  g_test_add_func ("/csv-reader/files", test_files);
  return g_test_run ();
}
