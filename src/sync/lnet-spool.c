/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-spool.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "lnet-error.h"
#include "lnet-hash.h"

#define LOCK "lock"

struct _LnetSpool
{
  char *directory;
  int lock;
};

static gboolean
fail (int      reason,
      GError **error)
{
  g_set_error (error, LNET_ERROR, reason == ENOSPC ? LNET_ERROR_FULL : LNET_ERROR_READ_ONLY, "%s\n%s",
               _("What is to be sent could not be put aside on this computer first, so nothing was sent. All your work "
                 "is here."), g_strerror (reason));
  return FALSE;
}

char *
lnet_spool_find (const char *file,
                 const char *uri)
{
  LnetId id = lnet_hash_derive_id ((LnetHashPiece[]) { { file, strlen (file) + 1 }, { uri, strlen (uri) } }, 2);
  g_autofree char *name = lnet_id_to_string (&id);

  return g_build_filename (g_get_user_state_dir (), "learning-network", "spool", name, NULL);
}

LnetSpool *
lnet_spool_open (const char  *directory,
                 GError     **error)
{
  g_autoptr (LnetSpool) self = g_new0 (LnetSpool, 1);
  g_autofree char *lock = g_build_filename (directory, LOCK, NULL);

  self->directory = g_strdup (directory);
  self->lock = -1;
  if (g_mkdir_with_parents (directory, 0700) == 0)
    self->lock = g_open (lock, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (self->lock < 0)
    {
      fail (errno, error);
      return NULL;
    }
  if (flock (self->lock, LOCK_EX | LOCK_NB) == 0)
    return g_steal_pointer (&self);
  g_set_error_literal (error, LNET_ERROR, LNET_ERROR_BUSY,
                       _("This network is being shared by another window or command at this moment. It does all there is "
                         "to do."));
  return NULL;
}

void
lnet_spool_close (LnetSpool *self)
{
  if (self->lock >= 0)
    close (self->lock);
  g_free (self->directory);
  g_free (self);
}

static char *
find_file (LnetSpool  *self,
           const char *path)
{
  g_autofree char *name = g_strdelimit (g_strdup (path), "/", '+');

  return g_build_filename (self->directory, name, NULL);
}

static int
compare_paths (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
lnet_spool_list (LnetSpool *self)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (self->directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".lnbundle") || g_str_has_suffix (name, ".lnhead"))
      g_ptr_array_add (paths, g_strdelimit (g_strdup (name), "+", '/'));
    /* What a crash left of a file that was being written: nobody relied on it. */
    else if (!g_str_equal (name, LOCK))
      lnet_spool_drop (self, name);
  g_ptr_array_sort (paths, compare_paths);
  return paths;
}

GBytes *
lnet_spool_read (LnetSpool   *self,
                 const char  *path,
                 GError     **error)
{
  g_autofree char *file = find_file (self, path);
  char *content;
  gsize size;

  if (g_file_get_contents (file, &content, &size, NULL))
    return g_bytes_new_take (content, size);
  fail (errno, error);
  return NULL;
}

gboolean
lnet_spool_put (LnetSpool   *self,
                const char  *path,
                GBytes      *content,
                GError     **error)
{
  g_autofree char *file = find_file (self, path);
  g_autoptr (GError) failure = NULL;
  gsize size;
  const char *data = g_bytes_get_data (content, &size);

  if (g_file_set_contents_full (file, data != NULL ? data : "", (gssize) size,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &failure))
    return TRUE;
  return fail (g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? ENOSPC : EACCES, error);
}

void
lnet_spool_drop (LnetSpool  *self,
                 const char *path)
{
  g_autofree char *file = find_file (self, path);

  g_unlink (file);
}
