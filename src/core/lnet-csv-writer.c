/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-csv-writer.h"

#include <string.h>

#define PIECE 65536

struct _LnetCsvWriter
{
  GOutputStream *stream;
  GString *text;
  GString *cell;
};

LnetCsvWriter *
lnet_csv_writer_new (GOutputStream *stream,
                     gboolean       mark)
{
  LnetCsvWriter *self = g_new0 (LnetCsvWriter, 1);

  self->stream = g_object_ref (stream);
  self->text = g_string_new (mark ? "\357\273\277" : NULL);
  self->cell = g_string_new (NULL);
  return self;
}

void
lnet_csv_writer_free (LnetCsvWriter *self)
{
  g_clear_object (&self->stream);
  g_string_free (self->text, TRUE);
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

static gboolean
needs_quotes (const char *cell)
{
  gsize length = strlen (cell);

  return strpbrk (cell, ",;\t|\"\r\n") != NULL || (length > 0 && (cell[0] == ' ' || cell[length - 1] == ' '));
}

static void
append_cell (LnetCsvWriter *self,
             const char    *cell,
             gboolean       alone)
{
  g_string_truncate (self->cell, 0);
  lnet_csv_protect (self->cell, cell != NULL ? cell : "");
  if (!needs_quotes (self->cell->str) && !(alone && self->cell->len == 0))
    {
      g_string_append_len (self->text, self->cell->str, (gssize) self->cell->len);
      return;
    }
  g_string_replace (self->cell, "\"", "\"\"", 0);
  g_string_append_c (self->text, '"');
  g_string_append_len (self->text, self->cell->str, (gssize) self->cell->len);
  g_string_append_c (self->text, '"');
}

static gboolean
flush (LnetCsvWriter *self,
       GCancellable  *cancellable,
       GError       **error)
{
  if (!g_output_stream_write_all (self->stream, self->text->str, self->text->len, NULL, cancellable, error))
    return FALSE;
  g_string_truncate (self->text, 0);
  return TRUE;
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
        g_string_append_c (self->text, ',');
      append_cell (self, cells[i], n_cells == 1);
    }
  g_string_append (self->text, "\r\n");
  return self->text->len < PIECE || flush (self, cancellable, error);
}

gboolean
lnet_csv_writer_finish (LnetCsvWriter *self,
                        GCancellable  *cancellable,
                        GError       **error)
{
  return flush (self, cancellable, error) && g_output_stream_close (self->stream, cancellable, error);
}
