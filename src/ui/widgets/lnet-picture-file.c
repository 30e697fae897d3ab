/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-picture-file.h"

#include <glib/gi18n-lib.h>

#include "lnet-error.h"
#include "lnet-picture-header.h"
#include "lnet-picture.h"
#include "lnet-worker.h"

void
lnet_portrait_picture_free (LnetPortraitPicture *picture)
{
  if (picture == NULL)
    return;
  g_bytes_unref (picture->content);
  g_free (picture);
}

/* In the worker. */

static GInputStream *
open_file (GFile         *file,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE,
                                                  cancellable, error);

  if (info == NULL)
    return NULL;
  /* A pipe would never end, and a device may do anything. */
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID,
                           _("This is not a file. Nothing was changed. Choose a JPEG, PNG or GIF picture."));
      return NULL;
    }
  return G_INPUT_STREAM (g_file_read (file, cancellable, error));
}

/* One byte more than may be is enough to know. */
static GBytes *
read_all (GInputStream  *stream,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  guint8 chunk[32 * 1024];
  gssize n;

  while (all->len <= LNET_PICTURE_MOST_BYTES &&
         (n = g_input_stream_read (stream, chunk, sizeof chunk, cancellable, error)) != 0)
    {
      if (n < 0)
        return NULL;
      g_byte_array_append (all, chunk, (guint) n);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

LnetPortraitPicture *
lnet_picture_file_make (GBytes        *data,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr (GdkPixbuf) picture = lnet_picture_decode (data, LNET_PORTRAIT_SIDE, cancellable, error);
  g_autoptr (GdkPixbuf) square = NULL;
  g_autoptr (LnetPortraitPicture) portrait = NULL;

  if (picture == NULL)
    return NULL;
  square = lnet_picture_square (picture, LNET_PORTRAIT_SIDE);
  portrait = g_new0 (LnetPortraitPicture, 1);
  portrait->content = lnet_picture_write (square, error);
  if (portrait->content == NULL)
    {
      g_free (g_steal_pointer (&portrait));
      return NULL;
    }
  portrait->media_type = lnet_picture_type_get_media_type (LNET_PICTURE_JPEG);
  portrait->side = (guint) gdk_pixbuf_get_width (square);
  return g_steal_pointer (&portrait);
}

/* What the system says of a file that cannot be read is for programmers. */
static void
say_unreadable (GError **error)
{
  g_autofree char *technical = NULL;

  if ((*error)->domain == LNET_ERROR || g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  technical = g_strdup ((*error)->message);
  g_clear_error (error);
  g_set_error (error, LNET_ERROR, LNET_ERROR_FAILED, "%s\n%s",
               _("The picture could not be read. Nothing was changed."), technical);
}

static void
read_in_worker (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  LnetPortraitPicture *portrait = NULL;

  stream = G_IS_FILE (data) ? open_file (data, cancellable, &error) : g_object_ref (data);
  if (stream != NULL)
    bytes = read_all (stream, cancellable, &error);
  if (bytes != NULL)
    portrait = lnet_picture_file_make (bytes, cancellable, &error);
  if (portrait != NULL)
    g_task_return_pointer (task, portrait, (GDestroyNotify) lnet_portrait_picture_free);
  else
    {
      say_unreadable (&error);
      g_task_return_error (task, g_steal_pointer (&error));
    }
}

static void
start (gpointer             source,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, g_object_ref (source), g_object_unref);
  lnet_worker_run (task, read_in_worker);
}

void
lnet_picture_file_read_async (GFile               *file,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (G_IS_FILE (file));

  start (file, cancellable, callback, user_data);
}

void
lnet_picture_file_read_stream_async (GInputStream        *stream,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_return_if_fail (G_IS_INPUT_STREAM (stream));

  start (stream, cancellable, callback, user_data);
}

LnetPortraitPicture *
lnet_picture_file_read_finish (GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
