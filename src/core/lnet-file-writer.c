/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-file-writer.h"

#include <glib/gi18n-lib.h>

#include "lnet-error.h"

#define PIECE 65536

struct _LnetFileWriter
{
  GOutputStream *stream;
  GFile *file; /* NULL: not ours */
  gboolean existed;
  gboolean finished;
  GString *text;
};

LnetFileWriter *
lnet_file_writer_new (GOutputStream *stream)
{
  LnetFileWriter *self = g_new0 (LnetFileWriter, 1);

  self->stream = g_object_ref (stream);
  self->text = g_string_new (NULL);
  return self;
}

void
lnet_file_writer_set_error (GError      **error,
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

LnetFileWriter *
lnet_file_writer_open (GFile         *file,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GFileOutputStream) stream = NULL;
  gboolean existed = g_file_query_exists (file, cancellable);
  LnetFileWriter *self;

  stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_PRIVATE, cancellable, &reason);
  if (stream == NULL)
    {
      lnet_file_writer_set_error (error, file, reason);
      return NULL;
    }
  self = lnet_file_writer_new (G_OUTPUT_STREAM (stream));
  self->file = g_object_ref (file);
  self->existed = existed;
  return self;
}

/* Closed with a cancellable that is cancelled, a replaced file stays what it was. */
static void
discard (LnetFileWriter *self)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_output_stream_close (self->stream, cancellable, NULL);
  if (!self->existed)
    g_file_delete (self->file, NULL, NULL);
}

void
lnet_file_writer_free (LnetFileWriter *self)
{
  if (self->file != NULL && !self->finished)
    discard (self);
  g_clear_object (&self->file);
  g_clear_object (&self->stream);
  g_string_free (self->text, TRUE);
  g_free (self);
}

GString *
lnet_file_writer_get_text (LnetFileWriter *self)
{
  return self->text;
}

static gboolean
flush (LnetFileWriter  *self,
       GCancellable    *cancellable,
       GError         **error)
{
  g_autoptr (GError) reason = NULL;

  if (g_output_stream_write_all (self->stream, self->text->str, self->text->len, NULL, cancellable, &reason))
    {
      g_string_truncate (self->text, 0);
      return TRUE;
    }
  if (self->file != NULL)
    lnet_file_writer_set_error (error, self->file, reason);
  else
    g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

gboolean
lnet_file_writer_push (LnetFileWriter  *self,
                       GCancellable    *cancellable,
                       GError         **error)
{
  return self->text->len < PIECE || flush (self, cancellable, error);
}

gboolean
lnet_file_writer_finish (LnetFileWriter  *self,
                         GCancellable    *cancellable,
                         GError         **error)
{
  g_autoptr (GError) reason = NULL;

  if (!flush (self, cancellable, error))
    return FALSE;
  self->finished = g_output_stream_close (self->stream, cancellable, &reason);
  if (self->finished)
    return TRUE;
  if (self->file != NULL)
    lnet_file_writer_set_error (error, self->file, reason);
  else
    g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}
