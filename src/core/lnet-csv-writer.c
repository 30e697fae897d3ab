/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-csv-writer.h"

#include <string.h>

#include "lnet-file-writer.h"

struct _LnetCsvWriter
{
  LnetFileWriter *file;
  GString *cell;
};

static LnetCsvWriter *
make_writer (LnetFileWriter *file,
             gboolean        mark)
{
  LnetCsvWriter *self = g_new0 (LnetCsvWriter, 1);

  self->file = file;
  self->cell = g_string_new (NULL);
  if (mark)
    g_string_append (lnet_file_writer_get_text (file), "\357\273\277");
  return self;
}

LnetCsvWriter *
lnet_csv_writer_new (GOutputStream *stream,
                     gboolean       mark)
{
  return make_writer (lnet_file_writer_new (stream), mark);
}

LnetCsvWriter *
lnet_csv_writer_open (GFile        *file,
                      gboolean      mark,
                      GCancellable *cancellable,
                      GError      **error)
{
  LnetFileWriter *writer = lnet_file_writer_open (file, cancellable, error);

  return writer != NULL ? make_writer (writer, mark) : NULL;
}

void
lnet_csv_writer_free (LnetCsvWriter *self)
{
  lnet_file_writer_free (self->file);
  g_string_free (self->cell, TRUE);
  g_free (self);
}

/* A cell that begins with any number of apostrophes and then such a sign gets one more, so that one can be taken away
 * without asking who put it there. */
static gboolean
is_dangerous (const char *cell)
{
  const char *c = cell + strspn (cell, "'");

  return *c != '\0' && strchr ("=+-@\t\r\n", *c) != NULL;
}

void
lnet_csv_protect (GString    *into,
                  const char *cell)
{
  if (is_dangerous (cell))
    g_string_append_c (into, '\'');
  g_string_append (into, cell);
}

const char *
lnet_csv_unprotect (const char *cell)
{
  return *cell == '\'' && is_dangerous (cell) ? cell + 1 : cell;
}

/* Unquoted, "sep=" would be read as the line that names the delimiter. */
static gboolean
needs_quotes (const char *cell)
{
  gsize length = strlen (cell);

  return g_ascii_strncasecmp (cell, "sep=", 4) == 0 || strpbrk (cell, ",;\t|\"\r\n") != NULL ||
         (length > 0 && (cell[0] == ' ' || cell[length - 1] == ' '));
}

static void
append_cell (LnetCsvWriter *self,
             const char    *cell,
             gboolean       alone)
{
  GString *text = lnet_file_writer_get_text (self->file);

  g_string_truncate (self->cell, 0);
  lnet_csv_protect (self->cell, cell != NULL ? cell : "");
  if (!needs_quotes (self->cell->str) && !(alone && self->cell->len == 0))
    {
      g_string_append_len (text, self->cell->str, (gssize) self->cell->len);
      return;
    }
  g_string_replace (self->cell, "\"", "\"\"", 0);
  g_string_append_c (text, '"');
  g_string_append_len (text, self->cell->str, (gssize) self->cell->len);
  g_string_append_c (text, '"');
}

gboolean
lnet_csv_writer_add_row (LnetCsvWriter     *self,
                         const char *const *cells,
                         guint              n_cells,
                         GCancellable      *cancellable,
                         GError           **error)
{
  for (guint i = 0; i < n_cells; i++)
    {
      if (i > 0)
        g_string_append_c (lnet_file_writer_get_text (self->file), ',');
      append_cell (self, cells[i], n_cells == 1);
    }
  g_string_append (lnet_file_writer_get_text (self->file), "\r\n");
  return lnet_file_writer_push (self->file, cancellable, error);
}

gboolean
lnet_csv_writer_finish (LnetCsvWriter *self,
                        GCancellable  *cancellable,
                        GError       **error)
{
  return lnet_file_writer_finish (self->file, cancellable, error);
}
