/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <string.h>

#include "lnet-error.h"
#include "lnet-folder.h"

/* A shared folder in memory that lies: what it does wrong is drawn by chance, or set. */

typedef struct
{
  char *title; /* what the listing says */
  char *path;
  GBytes *content;
  gboolean cut; /* was never written to its end */
} LyingFile;

#define LYING_TYPE_FOLDER (lying_folder_get_type ())
G_DECLARE_FINAL_TYPE (LyingFolder, lying_folder, LYING, FOLDER, GObject)

struct _LyingFolder
{
  GObject parent_instance;

  GPtrArray *files; /* LyingFile */
  GPtrArray *trash; /* LyingFile: what was removed */
  GHashTable *old;  /* directory → GPtrArray of LnetFolderEntry: an earlier listing */
  GRand *rand;
  guint lies; /* of 100 calls so many go wrong */
  guint n_calls, crash_at;
  gboolean crashed;   /* nothing goes any more */
  gboolean gone;      /* the folder cannot be reached */
  gboolean read_only;
  guint64 room;       /* no larger file will fit */
  guint n_listed, n_read;
};

static inline void
lying_file_free (LyingFile *file)
{
  g_free (file->title);
  g_free (file->path);
  g_bytes_unref (file->content);
  g_free (file);
}

static inline LyingFile *
lying_file_new (const char *title,
                const char *path,
                GBytes     *content)
{
  LyingFile *file = g_new0 (LyingFile, 1);

  file->title = g_strdup (title);
  file->path = g_strdup (path);
  file->content = g_bytes_ref (content);
  return file;
}

/* Every call of the folder goes through here: the @crash_at-th and all after it fail. */
static inline gboolean
lying_folder_step (LyingFolder   *self,
                   GCancellable  *cancellable,
                   GError       **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  self->n_calls++;
  if (self->crash_at > 0 && self->n_calls >= self->crash_at)
    self->crashed = TRUE;
  if (!self->crashed && !self->gone)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE, "gone");
  return FALSE;
}

static inline gboolean
lying_folder_lie (LyingFolder *self)
{
  return self->lies > 0 && (guint) g_rand_int_range (self->rand, 0, 100) < self->lies;
}

static inline LyingFile *
lying_folder_find (LyingFolder *self,
                   const char  *path)
{
  for (guint i = 0; i < self->files->len; i++)
    if (g_str_equal (((LyingFile *) self->files->pdata[i])->path, path))
      return self->files->pdata[i];
  return NULL;
}

static inline GPtrArray *
lying_folder_copy_entries (GPtrArray *entries)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_folder_entry_free);

  for (guint i = 0; i < entries->len; i++)
    {
      const LnetFolderEntry *entry = entries->pdata[i];

      g_ptr_array_add (copy, lnet_folder_entry_new (entry->name, entry->path, entry->size));
    }
  return copy;
}

static inline GPtrArray *
lying_folder_list (LnetFolder    *folder,
                   const char    *directory,
                   GCancellable  *cancellable,
                   GError       **error)
{
  LyingFolder *self = LYING_FOLDER (folder);
  g_autofree char *prefix = directory[0] != '\0' ? g_strconcat (directory, "/", NULL) : g_strdup ("");
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_folder_entry_free);
  GPtrArray *old;

  if (!lying_folder_step (self, cancellable, error))
    return NULL;
  self->n_listed++;
  for (guint i = 0; i < self->files->len; i++)
    {
      const LyingFile *file = self->files->pdata[i];

      if (g_str_has_prefix (file->path, prefix) && strchr (file->path + strlen (prefix), '/') == NULL)
        g_ptr_array_add (entries, lnet_folder_entry_new (file->title, file->path, g_bytes_get_size (file->content)));
    }
  old = g_hash_table_lookup (self->old, directory);
  if (lying_folder_lie (self))
    return old != NULL && g_rand_boolean (self->rand)
             ? lying_folder_copy_entries (old)
             : g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_folder_entry_free);
  if (self->lies == 0 || g_rand_int_range (self->rand, 0, 4) == 0)
    g_hash_table_insert (self->old, g_strdup (directory), lying_folder_copy_entries (entries));
  return g_steal_pointer (&entries);
}

static inline GBytes *
lying_folder_read (LnetFolder    *folder,
                   const char    *path,
                   gsize          most_bytes,
                   GCancellable  *cancellable,
                   GError       **error)
{
  LyingFolder *self = LYING_FOLDER (folder);
  const LyingFile *file = lying_folder_find (self, path);

  if (!lying_folder_step (self, cancellable, error))
    return NULL;
  self->n_read++;
  if (lying_folder_lie (self) && g_rand_boolean (self->rand))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "I/O error");
      return NULL;
    }
  if (file == NULL || (lying_folder_lie (self) && !g_str_has_suffix (path, ".lnmark")))
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_NOT_FOUND, "no such file");
      return NULL;
    }
  if (g_bytes_get_size (file->content) > most_bytes)
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID, "too large");
      return NULL;
    }
  if (lying_folder_lie (self) && g_bytes_get_size (file->content) > 8)
    return g_bytes_new_from_bytes (file->content, 0, g_bytes_get_size (file->content) / 2);
  return g_bytes_ref (file->content);
}

/* What other programs leave in a folder. */
static inline void
lying_folder_disturb (LyingFolder *self,
                      const char  *path)
{
  const LyingFile *file = lying_folder_find (self, path);
  const char *dot = strrchr (path, '.');
  g_autofree char *begin = g_strndup (path, dot != NULL ? (gsize) (dot - path) : strlen (path));
  g_autofree char *title = NULL, *other = NULL;

  switch (g_rand_int_range (self->rand, 0, 3))
    {
    case 0: /* a copy under another name */
      title = g_strconcat (begin, g_rand_boolean (self->rand) ? " (1)" : ".sync-conflict-20261126",
                           dot, NULL);
      g_ptr_array_add (self->files, lying_file_new (strrchr (title, '/') + 1, title, file->content));
      break;
    case 1: /* the same title twice */
      other = g_strdup_printf ("%s~%u", path, self->n_calls);
      g_ptr_array_add (self->files, lying_file_new (file->title, other, file->content));
      break;
    default: /* something from the trash comes back */
      if (self->trash->len > 0)
        {
          const LyingFile *old = self->trash->pdata[g_rand_int_range (self->rand, 0, (int) self->trash->len)];

          if (lying_folder_find (self, old->path) == NULL)
            g_ptr_array_add (self->files, lying_file_new (old->title, old->path, old->content));
        }
    }
}

static inline gboolean
lying_folder_create (LnetFolder    *folder,
                     const char    *path,
                     GBytes        *content,
                     GCancellable  *cancellable,
                     GError       **error)
{
  LyingFolder *self = LYING_FOLDER (folder);
  const char *title = strrchr (path, '/') != NULL ? strrchr (path, '/') + 1 : path;
  g_autoptr (GBytes) part = g_bytes_new_from_bytes (content, 0, g_bytes_get_size (content) / 2);
  LyingFile *file;

  if (!lying_folder_step (self, cancellable, error))
    return FALSE;
  if (self->read_only)
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_READ_ONLY, "read-only");
      return FALSE;
    }
  if (lying_folder_find (self, path) != NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "exists");
      return FALSE;
    }
  file = lying_file_new (title, path, part);
  g_ptr_array_add (self->files, file);
  /* The half of it is there: this is where a crash, a full disk and a broken line leave it. */
  if (g_bytes_get_size (content) > self->room)
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_FULL, "full");
      return FALSE;
    }
  if (!lying_folder_step (self, cancellable, error))
    return FALSE;
  if (lying_folder_lie (self))
    {
      if (g_rand_boolean (self->rand))
        return TRUE;
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "timed out");
      return FALSE;
    }
  g_bytes_unref (file->content);
  file->content = g_bytes_ref (content);
  if (lying_folder_lie (self))
    lying_folder_disturb (self, path);
  return lying_folder_step (self, cancellable, error);
}

static inline gboolean
lying_folder_remove (LnetFolder    *folder,
                     const char    *path,
                     GCancellable  *cancellable,
                     GError       **error)
{
  LyingFolder *self = LYING_FOLDER (folder);
  LyingFile *file = lying_folder_find (self, path);

  if (!lying_folder_step (self, cancellable, error))
    return FALSE;
  if (lying_folder_lie (self))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "I/O error");
      return FALSE;
    }
  if (file != NULL)
    {
      g_ptr_array_add (self->trash, lying_file_new (file->title, file->path, file->content));
      g_ptr_array_remove (self->files, file);
    }
  return lying_folder_step (self, cancellable, error);
}

static inline void
lying_folder_init_folder (LnetFolderInterface *iface)
{
  iface->list = lying_folder_list;
  iface->read = lying_folder_read;
  iface->create = lying_folder_create;
  iface->remove = lying_folder_remove;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LyingFolder, lying_folder, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LNET_TYPE_FOLDER, lying_folder_init_folder))

static inline void
lying_folder_finalize (GObject *object)
{
  LyingFolder *self = LYING_FOLDER (object);

  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->trash);
  g_hash_table_unref (self->old);
  g_rand_free (self->rand);
  G_OBJECT_CLASS (lying_folder_parent_class)->finalize (object);
}

static inline void
lying_folder_class_init (LyingFolderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lying_folder_finalize;
}

static inline void
lying_folder_init (LyingFolder *self)
{
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) lying_file_free);
  self->trash = g_ptr_array_new_with_free_func ((GDestroyNotify) lying_file_free);
  self->old = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->rand = g_rand_new_with_seed (1);
  self->room = G_MAXUINT64;
}

static inline LyingFolder *
lying_folder_new (guint32 seed)
{
  LyingFolder *self = g_object_new (LYING_TYPE_FOLDER, NULL);

  g_rand_set_seed (self->rand, seed);
  return self;
}
