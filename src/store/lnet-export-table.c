/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-export-private.h"

#include "lnet-csv-writer.h"

static gboolean
write_headings (LnetExporter   *self,
                LnetCsvWriter  *writer,
                GError        **error)
{
  g_autoptr (GPtrArray) headings = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->columns->len; i++)
    g_ptr_array_add (headings,
                     lnet_export_place_dup_heading (&g_array_index (self->columns, LnetExportPlace, i), FALSE));
  return lnet_csv_writer_add_row (writer, (const char *const *) headings->pdata, headings->len, self->cancellable,
                                  error);
}

static gboolean
write_person (LnetExporter  *self,
              LnetPerson    *person,
              gpointer       data,
              GError       **error)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local_error = NULL;

  for (guint i = 0; i < self->columns->len && local_error == NULL; i++)
    g_ptr_array_add (cells, lnet_exporter_dup_cell (self, person, &g_array_index (self->columns, LnetExportPlace, i),
                                                    &local_error));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  self->n_rows++;
  return lnet_csv_writer_add_row (data, (const char *const *) cells->pdata, cells->len, self->cancellable, error);
}

gboolean
lnet_export_write_table (LnetExporter  *self,
                         GFile         *to,
                         GError       **error)
{
  g_autoptr (LnetCsvWriter) writer = NULL;

  if (!lnet_exporter_lay_out (self, TRUE, error))
    return FALSE;
  writer = lnet_csv_writer_open (to, TRUE, self->cancellable, error);
  return writer != NULL && write_headings (self, writer, error) &&
         lnet_exporter_walk (self, write_person, writer, error) &&
         lnet_csv_writer_finish (writer, self->cancellable, error);
}
