/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-csv-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-error.h"

#define PIECE 65536

struct _LnetCsvWriter
{
  GOutputStream *stream;
  GFile *file;       /* NULL: not ours */
  gboolean existed;
  gboolean finished;
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

static void
set_file_error (GError      **error,
                GFile        *file,
                const GError *reason)
{
  g_autofree char *name = g_file_get_parse_name (file);

  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (reason));
  else if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) ||
           g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_READ_ONLY))
    g_set_error (error, LNET_ERROR, LNET_ERROR_READ_ONLY,
                 _("“%s” cannot be written: this account has no right to. Choose another folder."), name);
  else if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    g_set_error (error, LNET_ERROR, LNET_ERROR_FULL,
                 _("“%s” cannot be written: the disk is full. Nothing was left there."), name);
  else if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_set_error (error, LNET_ERROR, LNET_ERROR_NOT_FOUND, _("The folder of “%s” is not there."), name);
  else if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    g_set_error (error, LNET_ERROR, LNET_ERROR_INVALID, _("“%s” is a folder. Give the file a name."), name);
  else
    g_set_error (error, LNET_ERROR, LNET_ERROR_FAILED, _("“%s” cannot be written: %s"), name, reason->message);
}

LnetCsvWriter *
lnet_csv_writer_open (GFile        *file,
                      gboolean      mark,
                      GCancellable *cancellable,
                      GError      **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GFileOutputStream) stream = NULL;
  gboolean existed = g_file_query_exists (file, cancellable);
  LnetCsvWriter *self;

  stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_PRIVATE, cancellable, &reason);
  if (stream == NULL)
    {
      set_file_error (error, file, reason);
      return NULL;
    }
  self = lnet_csv_writer_new (G_OUTPUT_STREAM (stream), mark);
  self->file = g_object_ref (file);
  self->existed = existed;
  return self;
}

/* Closed with a cancellable that is cancelled, a replaced file stays what it was. */
static void
discard (LnetCsvWriter *self)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_output_stream_close (self->stream, cancellable, NULL);
  if (!self->existed)
    g_file_delete (self->file, NULL, NULL);
}

void
lnet_csv_writer_free (LnetCsvWriter *self)
{
  if (self->file != NULL && !self->finished)
    discard (self);
  g_clear_object (&self->file);
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
  g_autoptr (GError) reason = NULL;

  if (g_output_stream_write_all (self->stream, self->text->str, self->text->len, NULL, cancellable, &reason))
    {
      g_string_truncate (self->text, 0);
      return TRUE;
    }
  if (self->file != NULL)
    set_file_error (error, self->file, reason);
  else
    g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
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
  g_autoptr (GError) reason = NULL;

  if (!flush (self, cancellable, error))
    return FALSE;
  self->finished = g_output_stream_close (self->stream, cancellable, &reason);
  if (self->finished)
    return TRUE;
  if (self->file != NULL)
    set_file_error (error, self->file, reason);
  else
    g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}
