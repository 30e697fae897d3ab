/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-safe-file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gfiledescriptorbased.h>
#include <unistd.h>

#include "lnet-file-writer.h"

#define MOST_TRIES 100

struct _LnetSafeFile
{
  GFile *file;
  GFile *beside; /* NULL: on a server, which does that itself */
  GOutputStream *stream;
  gboolean finished;
};

void
lnet_safe_file_explain (GFile   *file,
                        GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (error == NULL || *error == NULL || (*error)->domain != G_IO_ERROR)
    return;
  reason = g_steal_pointer (error);
  lnet_file_writer_set_error (error, file, reason);
}

/* ".Winter.lnbundle.a1b2c3d4", which no program takes for what it will be. */
static GFile *
name_beside (GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_strdup_printf (".%s.%08x", base, g_random_int ());

  return g_file_get_child (folder, name);
}

/* Under a name that is free: something may be left of a time when the machine stopped. */
static GFileOutputStream *
open_beside (LnetSafeFile  *self,
             GCancellable  *cancellable,
             GError       **error)
{
  for (guint i = 0;; i++)
    {
      GError *reason = NULL;
      GFileOutputStream *stream;

      g_clear_object (&self->beside);
      self->beside = name_beside (self->file);
      stream = g_file_create (self->beside, G_FILE_CREATE_PRIVATE, cancellable, &reason);
      if (stream != NULL)
        return stream;
      if (i == MOST_TRIES || !g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_EXISTS))
        {
          g_propagate_error (error, reason);
          return NULL;
        }
      g_error_free (reason);
    }
}

static GFileOutputStream *
open_stream (LnetSafeFile  *self,
             GCancellable  *cancellable,
             GError       **error)
{
  if (g_file_query_file_type (self->file, G_FILE_QUERY_INFO_NONE, cancellable) == G_FILE_TYPE_DIRECTORY)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, "");
      return NULL;
    }
  if (g_file_peek_path (self->file) != NULL && g_file_has_parent (self->file, NULL))
    return open_beside (self, cancellable, error);
  return g_file_replace (self->file, NULL, FALSE, G_FILE_CREATE_PRIVATE, cancellable, error);
}

LnetSafeFile *
lnet_safe_file_open (GFile         *file,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr (LnetSafeFile) self = g_new0 (LnetSafeFile, 1);
  GError *reason = NULL;

  self->file = g_object_ref (file);
  self->stream = (GOutputStream *) open_stream (self, cancellable, &reason);
  if (self->stream != NULL)
    return g_steal_pointer (&self);
  g_clear_object (&self->beside);
  lnet_safe_file_explain (file, &reason);
  g_propagate_error (error, reason);
  return NULL;
}

GOutputStream *
lnet_safe_file_get_stream (LnetSafeFile *self)
{
  return self->stream;
}

static gboolean
fail_errno (GError **error)
{
  int code = errno;

  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (code), g_strerror (code));
  return FALSE;
}

static gboolean
flush_to_disk (LnetSafeFile  *self,
               GError       **error)
{
  int file = G_IS_FILE_DESCRIPTOR_BASED (self->stream)
             ? g_file_descriptor_based_get_fd (G_FILE_DESCRIPTOR_BASED (self->stream)) : -1;

  return file < 0 || fsync (file) == 0 || fail_errno (error);
}

/* That the name is on the disk too. Not every file system can say so. */
static void
flush_folder (GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  const char *path = folder != NULL ? g_file_peek_path (folder) : NULL;
  int descriptor = path != NULL ? open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;

  if (descriptor < 0)
    return;
  (void) fsync (descriptor);
  close (descriptor);
}

static gboolean
put_in_place (LnetSafeFile  *self,
              GCancellable  *cancellable,
              GError       **error)
{
  if (self->beside == NULL)
    return g_output_stream_close (self->stream, cancellable, error);
  if (!flush_to_disk (self, error) || !g_output_stream_close (self->stream, cancellable, error) ||
      !g_file_move (self->beside, self->file, G_FILE_COPY_OVERWRITE | G_FILE_COPY_NO_FALLBACK_FOR_MOVE, cancellable,
                    NULL, NULL, error))
    return FALSE;
  flush_folder (self->file);
  return TRUE;
}

gboolean
lnet_safe_file_finish (LnetSafeFile  *self,
                       GCancellable  *cancellable,
                       GError       **error)
{
  GError *reason = NULL;

  self->finished = put_in_place (self, cancellable, &reason);
  if (self->finished)
    return TRUE;
  lnet_safe_file_explain (self->file, &reason);
  g_propagate_error (error, reason);
  return FALSE;
}

/* Closed with a cancellable that is cancelled, a server's file stays what it was. */
static void
discard (LnetSafeFile *self)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_output_stream_close (self->stream, self->beside == NULL ? cancelled : NULL, NULL);
  if (self->beside != NULL)
    g_file_delete (self->beside, NULL, NULL);
}

void
lnet_safe_file_free (LnetSafeFile *self)
{
  if (self == NULL)
    return;
  if (self->stream != NULL && !self->finished)
    discard (self);
  g_clear_object (&self->stream);
  g_clear_object (&self->beside);
  g_clear_object (&self->file);
  g_free (self);
}
