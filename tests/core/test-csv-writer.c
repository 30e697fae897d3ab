/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-csv-reader.h"
#include "lnet-csv-writer.h"

#include <string.h>

static GBytes *
write_rows (const char *const *cells,
            guint              n_columns,
            guint              n_rows,
            gboolean           mark)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (LnetCsvWriter) writer = lnet_csv_writer_new (stream, mark);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n_rows; i++)
    lnet_csv_writer_add_row (writer, cells + i * n_columns, n_columns, NULL, &error);
  lnet_csv_writer_finish (writer, NULL, &error);
  g_assert_no_error (error);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static void
test_text (void)
{
  static const char *const cells[] = { "a", "b\"c", "d,e", NULL, "=1+1", " x" };
  static const char expected[] = "\357\273\277a,\"b\"\"c\",\"d,e\"\r\n,'=1+1,\" x\"\r\n";
  g_autoptr (GBytes) bytes = write_rows (cells, 3, 2, TRUE);

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected, sizeof expected - 1);
}

static void
check_round_trip (const char *const *cells,
                  guint              n_columns,
                  guint              n_rows)
{
  g_autoptr (GBytes) bytes = write_rows (cells, n_columns, n_rows, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetCsvReader) reader = lnet_csv_reader_new_for_data (g_bytes_get_data (bytes, NULL),
                                                                   g_bytes_get_size (bytes), &error);

  g_assert_no_error (error);
  for (guint i = 0; i < n_rows; i++)
    {
      const LnetCsvRow *row = lnet_csv_reader_next (reader, &error);

      g_assert_no_error (error);
      g_assert_nonnull (row);
      g_assert_cmpuint (row->n_cells, ==, n_columns);
      for (guint j = 0; j < n_columns; j++)
        g_assert_cmpstr (row->cells[j], ==, cells[i * n_columns + j]);
    }
  g_assert_null (lnet_csv_reader_next (reader, &error));
  g_assert_no_error (error);
}

/* What was written is what is read, for the signs that mean something to the file or to a spreadsheet program. */
static void
test_round_trip (void)
{
  static const char signs[] = "\",;\t\r\n'=+-@ |aé";

  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

      /* The first row lets the reader see which delimiter it is. */
      for (guint i = 0; i < 3; i++)
        g_ptr_array_add (cells, g_strdup ("heading"));
      for (guint i = 0; i < 6; i++)
        {
          GString *cell = g_string_new (NULL);

          for (int n = g_test_rand_int_range (0, 8); n > 0; n--)
            g_string_append_c (cell, signs[g_test_rand_int_range (0, sizeof signs - 3)]);
          g_ptr_array_add (cells, g_string_free (cell, FALSE));
        }
      check_round_trip ((const char *const *) cells->pdata, 3, 3);
    }
}

/* What looks like the line that names the delimiter. */
static void
test_sep (void)
{
  static const char *const cells[] = { "sep=", "", "Ana", "Begay" };

  check_round_trip (cells, 2, 2);
}

static void
test_protect (void)
{
  static const char *const cells[] = { "=1", "'=1", "''=1", "+1 307", "-", "@x", "'tis", "'", "", "\tx", "é" };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autoptr (GString) protected = g_string_new (NULL);

      lnet_csv_protect (protected, cells[i]);
      g_assert_true (protected->str[0] == '\0' || strchr ("=+-@\t\r\n", protected->str[0]) == NULL);
      g_assert_cmpstr (lnet_csv_unprotect (protected->str), ==, cells[i]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-writer/text", test_text);
  g_test_add_func ("/csv-writer/round-trip", test_round_trip);
  g_test_add_func ("/csv-writer/sep", test_sep);
  g_test_add_func ("/csv-writer/protect", test_protect);
  return g_test_run ();
}
