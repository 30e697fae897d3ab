/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-place.h"

#include "lnet-error.h"
#include "lnet-worker.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

char *
lnet_place_dup_data_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "learning-network", NULL);
}

char *
lnet_place_dup_folder (void)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  if (documents != NULL && !g_str_equal (documents, g_get_home_dir ()))
    return g_strdup (documents);
  return lnet_place_dup_data_folder ();
}

char *
lnet_place_dup_file_name (const char *name)
{
  g_autoptr (GString) file_name = g_string_new (NULL);
  g_autofree char *copy = g_strdup (name);

  for (const char *p = g_strstrip (copy); *p != '\0' && file_name->len < 100; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (g_unichar_iscntrl (character) || strchr ("/\\:*?\"<>|", (int) MIN (character, 127)) != NULL)
        g_string_append_c (file_name, '-');
      else
        g_string_append_unichar (file_name, character);
    }
  /* A leading dot would hide the file. */
  while (file_name->len > 0 && file_name->str[0] == '.')
    g_string_erase (file_name, 0, 1);
  if (file_name->len == 0)
    g_string_append (file_name, _("Network"));
  g_string_append (file_name, ".lnet");
  return g_string_free_and_steal (g_steal_pointer (&file_name));
}

char *
lnet_place_dup_display (const char *path)
{
  const char *home = g_get_home_dir ();
  gsize length = strlen (home);

  if (length > 1 && g_str_has_prefix (path, home) && path[length] == '/')
    {
      g_autofree char *short_path = g_strconcat ("~", path + length, NULL);

      return g_filename_display_name (short_path);
    }
  return g_filename_display_name (path);
}

typedef struct
{
  char *folder;
  char *name;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_free (wanted->folder);
  g_free (wanted->name);
  g_free (wanted);
}

static gboolean
make_folder (const char  *path,
             GError     **error)
{
  g_autofree char *folder = NULL;

  if (g_mkdir_with_parents (path, 0700) == 0)
    return TRUE;
  folder = lnet_place_dup_display (path);
  g_set_error (error, LNET_ERROR, LNET_ERROR_READ_ONLY, _("The folder “%s” cannot be made. Choose another one."),
               folder);
  return FALSE;
}

/* In a worker thread; touches nothing but its own task. */
static void
find_free (GTask        *task,
           gpointer      source,
           gpointer      task_data,
           GCancellable *cancellable)
{
  Wanted *wanted = task_data;
  g_autoptr (GError) error = NULL;

  if (!make_folder (wanted->folder, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  for (int i = 1; i < 1000; i++)
    {
      g_autofree char *numbered = i > 1 ? g_strdup_printf ("%s %d", wanted->name, i) : g_strdup (wanted->name);
      g_autofree char *file_name = lnet_place_dup_file_name (numbered);
      g_autofree char *path = g_build_filename (wanted->folder, file_name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        {
          g_task_return_pointer (task, g_steal_pointer (&path), g_free);
          return;
        }
    }
  g_task_return_new_error (task, LNET_ERROR, LNET_ERROR_INVALID,
                           _("There are many networks of this name already. Choose another name."));
}

void
lnet_place_find_free_async (const char          *folder,
                            const char          *name,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->folder = g_strdup (folder);
  wanted->name = g_strdup (name);
  g_task_set_source_tag (task, lnet_place_find_free_async);
  g_task_set_task_data (task, wanted, wanted_free);
  lnet_worker_run (task, find_free);
}

char *
lnet_place_find_free_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* In a worker thread; touches nothing but its own task. */
static void
look (GTask        *task,
      gpointer      source,
      gpointer      task_data,
      GCancellable *cancellable)
{
  const char *path = task_data;
  g_autofree char *folder = g_path_get_dirname (path);
  GError *error = NULL;

  if (make_folder (folder, &error))
    g_task_return_int (task, g_file_test (path, G_FILE_TEST_EXISTS));
  else
    g_task_return_error (task, error);
}

void
lnet_place_look_async (const char          *path,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, lnet_place_look_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  lnet_worker_run (task, look);
}

gboolean
lnet_place_look_finish (GAsyncResult  *result,
                        gboolean      *there,
                        GError       **error)
{
  gssize answer;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  answer = g_task_propagate_int (G_TASK (result), error);
  *there = answer > 0;
  return answer >= 0;
}
