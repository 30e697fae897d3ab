/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "fuzz.h"
#include "lnet-csv-reader.h"
#include "lnet-csv-writer.h"

/* The rows one after the other, each cell in a line of its own; also written to @writer. NULL when it is refused. */
static char *
read_rows (const void    *data,
           gsize          size,
           LnetCsvWriter *writer)
{
  g_autoptr (LnetCsvReader) reader = lnet_csv_reader_new_for_data (data, size, NULL);
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  const LnetCsvRow *row;

  if (reader == NULL)
    return NULL;
  while ((row = lnet_csv_reader_next (reader, &error)) != NULL)
    {
      for (guint i = 0; i < row->n_cells; i++)
        {
          g_assert_true (g_utf8_validate (row->cells[i], -1, NULL));
          g_string_append_printf (all, "%s\n", row->cells[i]);
        }
      g_string_append_c (all, '\n');
      if (writer != NULL)
        g_assert_true (lnet_csv_writer_add_row (writer, row->cells, row->n_cells, NULL, NULL));
    }
  return error == NULL ? g_string_free (g_steal_pointer (&all), FALSE) : NULL;
}

/* What is read and written is read as the same. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (LnetCsvWriter) writer = lnet_csv_writer_new (stream, TRUE);
  g_autofree char *first = read_rows (data, size, writer);
  g_autofree char *second = NULL;
  g_autoptr (GBytes) written = NULL;

  if (first == NULL || first[0] == '\0')
    return 0;
  g_assert_true (lnet_csv_writer_finish (writer, NULL, NULL));
  written = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
  second = read_rows (g_bytes_get_data (written, NULL), g_bytes_get_size (written), NULL);
  g_assert_cmpstr (second, ==, first);
  return 0;
}

void
fuzz_add_seeds (GPtrArray *seeds)
{
  static const char odd[] = "sep=;\r\na;\"b \"\"c\"\"\";'=1\r\r \"x\" ;\"open\n";

  fuzz_add_files (seeds, "data/rosters");
  g_ptr_array_add (seeds, g_bytes_new_static (odd, sizeof odd - 1));
}
