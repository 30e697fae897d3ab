/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-folder.h"

#include <glib/gi18n-lib.h>

#include "lnet-error.h"

G_DEFINE_INTERFACE (LnetFolder, lnet_folder, G_TYPE_OBJECT)

static void
lnet_folder_default_init (LnetFolderInterface *iface)
{
}

LnetFolderEntry *
lnet_folder_entry_new (const char *name,
                       const char *path,
                       guint64     size)
{
  LnetFolderEntry *entry = g_new (LnetFolderEntry, 1);

  entry->name = g_strdup (name);
  entry->path = g_strdup (path);
  entry->size = size;
  return entry;
}

void
lnet_folder_entry_free (LnetFolderEntry *entry)
{
  g_free (entry->name);
  g_free (entry->path);
  g_free (entry);
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const LnetFolderEntry *first = *(LnetFolderEntry *const *) a, *second = *(LnetFolderEntry *const *) b;
  int by_name = g_strcmp0 (first->name, second->name);

  return by_name != 0 ? by_name : g_strcmp0 (first->path, second->path);
}

GPtrArray *
lnet_folder_list (LnetFolder    *self,
                  const char    *directory,
                  GCancellable  *cancellable,
                  GError       **error)
{
  GPtrArray *entries = LNET_FOLDER_GET_IFACE (self)->list (self, directory, cancellable, error);

  if (entries != NULL)
    g_ptr_array_sort (entries, compare_entries);
  return entries;
}

GBytes *
lnet_folder_read (LnetFolder    *self,
                  const char    *path,
                  gsize          most_bytes,
                  GCancellable  *cancellable,
                  GError       **error)
{
  return LNET_FOLDER_GET_IFACE (self)->read (self, path, most_bytes, cancellable, error);
}

gboolean
lnet_folder_put (LnetFolder    *self,
                 const char    *path,
                 GBytes        *content,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr (GBytes) present = NULL;
  g_autoptr (GError) failure = NULL;

  if (!LNET_FOLDER_GET_IFACE (self)->create (self, path, content, cancellable, &failure) &&
      !g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_EXISTS))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  g_clear_error (&failure);
  present = lnet_folder_read (self, path, g_bytes_get_size (content), cancellable, &failure);
  if (present != NULL && g_bytes_equal (present, content))
    return TRUE;
  if (failure != NULL && failure->domain == G_IO_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  g_set_error (error, LNET_ERROR, LNET_ERROR_DAMAGED, "%s\n%s",
               _("What was put into the shared folder did not come back from it as it was written. "
                 "Nothing is lost: it is kept here and sent again."), path);
  return FALSE;
}

gboolean
lnet_folder_remove (LnetFolder    *self,
                    const char    *path,
                    GCancellable  *cancellable,
                    GError       **error)
{
  return LNET_FOLDER_GET_IFACE (self)->remove (self, path, cancellable, error);
}

gboolean
lnet_folder_is_away (const GError *error)
{
  return error->domain == G_IO_ERROR && error->code != G_IO_ERROR_CANCELLED;
}
