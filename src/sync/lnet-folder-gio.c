/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-folder-gio.h"

#include <glib/gi18n-lib.h>

#include "lnet-error.h"

/* No listing is longer: what is beyond was not put there by desks. */
#define MOST_ENTRIES 100000

struct _LnetFolderGio
{
  GObject parent_instance;

  GFile *root;
};

static void lnet_folder_gio_init_folder (LnetFolderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LnetFolderGio, lnet_folder_gio, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LNET_TYPE_FOLDER, lnet_folder_gio_init_folder))

/* What does not pass by itself becomes a sentence; what may pass stays as it is. */
static gboolean
fail (GError      *failure,
      const char  *path,
      GError     **error)
{
  LnetError code = LNET_ERROR_FAILED;
  const char *sentence = NULL;

  if (failure->domain == G_IO_ERROR && failure->code == G_IO_ERROR_NO_SPACE)
    {
      code = LNET_ERROR_FULL;
      sentence = _("There is no room left in the shared folder. Your work is safe here, and is sent once there is room.");
    }
  else if (failure->domain == G_IO_ERROR &&
           (failure->code == G_IO_ERROR_PERMISSION_DENIED || failure->code == G_IO_ERROR_READ_ONLY))
    {
      code = LNET_ERROR_READ_ONLY;
      sentence = _("The shared folder cannot be read and written from this computer. Your work is safe here. "
                   "Ask whoever keeps the folder to let you write there.");
    }
  else if (failure->domain == G_IO_ERROR && failure->code == G_IO_ERROR_NOT_FOUND)
    {
      code = LNET_ERROR_NOT_FOUND;
      sentence = _("A file in the shared folder is gone.");
    }
  if (sentence == NULL)
    g_propagate_error (error, failure);
  else
    {
      g_set_error (error, LNET_ERROR, code, "%s\n%s: %s", sentence, path, failure->message);
      g_error_free (failure);
    }
  return FALSE;
}

static GFile *
resolve (LnetFolderGio *self,
         const char    *path)
{
  return path[0] == '\0' ? g_object_ref (self->root) : g_file_resolve_relative_path (self->root, path);
}

static gboolean
read_entries (GFileEnumerator  *enumerator,
              const char       *directory,
              GPtrArray        *entries,
              GCancellable     *cancellable,
              GError          **error)
{
  for (;;)
    {
      GFileInfo *info;
      g_autofree char *path = NULL;

      if (!g_file_enumerator_iterate (enumerator, &info, NULL, cancellable, error))
        return FALSE;
      if (info == NULL)
        return TRUE;
      if (entries->len >= MOST_ENTRIES)
        {
          g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID,
                               _("The shared folder holds far more files than desks put there. Choose a folder that is "
                                 "used for nothing else."));
          return FALSE;
        }
      path = directory[0] == '\0' ? g_strdup (g_file_info_get_name (info))
                                  : g_build_filename (directory, g_file_info_get_name (info), NULL);
      g_ptr_array_add (entries, lnet_folder_entry_new (g_file_info_get_display_name (info), path,
                                                       (guint64) g_file_info_get_size (info)));
    }
}

static GPtrArray *
lnet_folder_gio_list (LnetFolder    *folder,
                      const char    *directory,
                      GCancellable  *cancellable,
                      GError       **error)
{
  LnetFolderGio *self = LNET_FOLDER_GIO (folder);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_folder_entry_free);
  g_autoptr (GFile) file = resolve (self, directory);
  g_autoptr (GError) failure = NULL;
  g_autoptr (GFileEnumerator) enumerator =
    g_file_enumerate_children (file, "standard::name,standard::display-name,standard::size",
                               G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, cancellable, &failure);

  if (enumerator != NULL && read_entries (enumerator, directory, entries, cancellable, &failure))
    return g_steal_pointer (&entries);
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      /* The folder itself may come back: a stick, a server. */
      if (directory[0] != '\0')
        return g_steal_pointer (&entries);
      g_propagate_error (error, g_steal_pointer (&failure));
    }
  else
    fail (g_steal_pointer (&failure), directory, error);
  return NULL;
}

static GBytes *
read_stream (GInputStream  *stream,
             const char    *path,
             gsize          most_bytes,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();

  for (;;)
    {
      gsize at = content->len;
      gsize room = MIN (most_bytes + 1 - at, 256 * 1024);
      gssize n;

      if (room == 0)
        {
          g_set_error (error, LNET_ERROR, LNET_ERROR_INVALID, "%s\n%s",
                       _("A file in the shared folder is larger than such a file can be."), path);
          return NULL;
        }
      g_byte_array_set_size (content, (guint) (at + room));
      n = g_input_stream_read (stream, content->data + at, room, cancellable, error);
      if (n < 0)
        return NULL;
      g_byte_array_set_size (content, (guint) (at + (gsize) n));
      if (n == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&content));
    }
}

static GBytes *
lnet_folder_gio_read (LnetFolder    *folder,
                      const char    *path,
                      gsize          most_bytes,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autoptr (GFile) file = resolve (LNET_FOLDER_GIO (folder), path);
  g_autoptr (GError) failure = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, &failure);
  GBytes *content = NULL;

  if (stream != NULL)
    content = read_stream (G_INPUT_STREAM (stream), path, most_bytes, cancellable, &failure);
  if (content == NULL)
    fail (g_steal_pointer (&failure), path, error);
  return content;
}

/* On this computer the whole file appears at once, and is on the disk then. */
static gboolean
create_local (const char  *local,
              GBytes      *content,
              GError     **error)
{
  g_autoptr (GError) failure = NULL;
  gsize size;
  const char *data = g_bytes_get_data (content, &size);

  if (g_file_test (local, G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_EXISTS, local);
      return FALSE;
    }
  if (g_file_set_contents_full (local, size > 0 ? data : "", (gssize) size,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666, &failure))
    return TRUE;
  if (failure->domain == G_FILE_ERROR)
    g_set_error_literal (error, G_IO_ERROR, (int) g_io_error_from_file_error ((GFileError) failure->code),
                         failure->message);
  else
    g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Elsewhere a file that was begun and not ended stays: its content tells, and the next attempt has a new name. */
static gboolean
create_stream (GFile         *file,
               GBytes        *content,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr (GFileOutputStream) stream = g_file_create (file, G_FILE_CREATE_NONE, cancellable, error);
  gsize size;
  gconstpointer data = g_bytes_get_data (content, &size);

  return stream != NULL &&
         g_output_stream_write_all (G_OUTPUT_STREAM (stream), data, size, NULL, cancellable, error) &&
         g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error);
}

static gboolean
create_file (GFile         *file,
             GBytes        *content,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autofree char *local = g_file_is_native (file) ? g_file_get_path (file) : NULL;

  return local != NULL ? create_local (local, content, error) : create_stream (file, content, cancellable, error);
}

/* The folders between the shared folder, which must be there, and a file. */
static gboolean
make_folders (LnetFolderGio  *self,
              GFile          *file,
              GCancellable   *cancellable,
              GError        **error)
{
  g_autoptr (GFile) parent = g_file_get_parent (file);
  g_autoptr (GError) failure = NULL;

  if (parent == NULL || g_file_equal (parent, self->root))
    return TRUE;
  if (!make_folders (self, parent, cancellable, error))
    return FALSE;
  if (g_file_make_directory (parent, cancellable, &failure) || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_EXISTS))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
lnet_folder_gio_create (LnetFolder    *folder,
                        const char    *path,
                        GBytes        *content,
                        GCancellable  *cancellable,
                        GError       **error)
{
  LnetFolderGio *self = LNET_FOLDER_GIO (folder);
  g_autoptr (GFile) file = resolve (self, path);
  g_autoptr (GError) failure = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (create_file (file, content, cancellable, &failure))
    return TRUE;
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_clear_error (&failure);
      if (make_folders (self, file, cancellable, &failure) && create_file (file, content, cancellable, &failure))
        return TRUE;
      /* Only the shared folder itself can be missing now. */
      if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
    }
  return fail (g_steal_pointer (&failure), path, error);
}

static gboolean
lnet_folder_gio_remove (LnetFolder    *folder,
                        const char    *path,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr (GFile) file = resolve (LNET_FOLDER_GIO (folder), path);
  g_autoptr (GError) failure = NULL;

  if (g_file_delete (file, cancellable, &failure) || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return TRUE;
  return fail (g_steal_pointer (&failure), path, error);
}

static void
lnet_folder_gio_finalize (GObject *object)
{
  g_object_unref (LNET_FOLDER_GIO (object)->root);
  G_OBJECT_CLASS (lnet_folder_gio_parent_class)->finalize (object);
}

static void
lnet_folder_gio_class_init (LnetFolderGioClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lnet_folder_gio_finalize;
}

static void
lnet_folder_gio_init_folder (LnetFolderInterface *iface)
{
  iface->list = lnet_folder_gio_list;
  iface->read = lnet_folder_gio_read;
  iface->create = lnet_folder_gio_create;
  iface->remove = lnet_folder_gio_remove;
}

static void
lnet_folder_gio_init (LnetFolderGio *self)
{
}

LnetFolder *
lnet_folder_gio_new (GFile *root)
{
  LnetFolderGio *self = g_object_new (LNET_TYPE_FOLDER_GIO, NULL);

  self->root = g_object_ref (root);
  return LNET_FOLDER (self);
}
