/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-import-memory-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "lnet-error.h"
#include "lnet-name.h"

/* A group a shape, named by a checksum of the headings; the one that was kept last stands last. Written whole, so a
 * file is never half one. The lock is for two windows of one program; of two programs, the last to write counts. */

#define FIELDS "fields"
#define HEADINGS "headings" /* for whoever looks into the file */
#define MAX_SHAPES 200
#define MAX_BYTES (4 * 1024 * 1024)

static GMutex lock;

static char *
get_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "learning-network", "rosters.ini", NULL);
}

/* Case, accents and signs make no other shape; the order of the columns does. */
static char *
get_shape (const char *const *headings,
           guint              n_headings)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < n_headings; i++)
    {
      g_autofree char *folded = lnet_name_fold (headings[i]);

      g_checksum_update (checksum, (const guchar *) folded, (gssize) strlen (folded) + 1);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

static GKeyFile *
load (void)
{
  g_autofree char *path = get_path ();
  GKeyFile *file = g_key_file_new ();
  GStatBuf info;

  if (g_stat (path, &info) == 0 && info.st_size <= MAX_BYTES)
    g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);
  return file;
}

/* FALSE when a later version, or somebody's hand, wrote what is not known here. */
static gboolean
read_fields (GKeyFile        *file,
             const char      *shape,
             guint            n_headings,
             LnetImportField *fields)
{
  gsize n = 0;
  g_auto (GStrv) names = g_key_file_get_string_list (file, shape, FIELDS, &n, NULL);

  if (names == NULL || n != n_headings)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      fields[i] = lnet_import_field_find_name (names[i]);
      if (fields[i] == LNET_IMPORT_N_FIELDS)
        return FALSE;
      for (guint j = 0; j < i; j++)
        if (fields[j] == fields[i] && !lnet_import_field_repeats (fields[i]))
          return FALSE;
    }
  return TRUE;
}

gboolean
lnet_import_memory_find (const char *const *headings,
                         guint              n_headings,
                         LnetImportField   *fields)
{
  g_autofree LnetImportField *found = g_new0 (LnetImportField, n_headings + 1);
  g_autofree char *shape = get_shape (headings, n_headings);
  g_autoptr (GKeyFile) file = NULL;
  gboolean known;

  g_mutex_lock (&lock);
  file = load ();
  g_mutex_unlock (&lock);
  known = read_fields (file, shape, n_headings, found);
  if (known)
    memcpy (fields, found, n_headings * sizeof *found);
  return known;
}

static void
write_fields (GKeyFile              *file,
              const char            *shape,
              const char *const     *headings,
              guint                  n_headings,
              const LnetImportField *fields)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) groups = NULL;
  gsize n_groups;

  for (guint i = 0; i < n_headings; i++)
    g_ptr_array_add (names, lnet_import_field_dup_name (fields[i]));
  g_key_file_set_string_list (file, shape, HEADINGS, headings, n_headings);
  g_key_file_set_string_list (file, shape, FIELDS, (const char *const *) names->pdata, names->len);
  groups = g_key_file_get_groups (file, &n_groups);
  for (gsize i = 0; i + MAX_SHAPES < n_groups; i++)
    g_key_file_remove_group (file, groups[i], NULL);
}

static gboolean
save (GKeyFile  *file,
      GError   **error)
{
  g_autofree char *path = get_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = NULL;
  g_autoptr (GError) reason = NULL;
  gsize length;

  text = g_key_file_to_data (file, &length, NULL);
  if (g_mkdir_with_parents (folder, 0700) == 0 &&
      g_file_set_contents_full (path, text, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &reason))
    return TRUE;
  g_set_error (error, LNET_ERROR, LNET_ERROR_FAILED, _("What the columns hold was not kept for the next time: %s"),
               reason != NULL ? reason->message : g_strerror (errno));
  return FALSE;
}

gboolean
lnet_import_memory_keep (const char *const     *headings,
                         guint                  n_headings,
                         const LnetImportField *fields,
                         GError               **error)
{
  g_autofree char *shape = get_shape (headings, n_headings);
  g_autoptr (GKeyFile) file = NULL;
  gboolean done = TRUE, was_there;

  g_mutex_lock (&lock);
  file = load ();
  was_there = g_key_file_remove_group (file, shape, NULL);
  if (fields != NULL)
    write_fields (file, shape, headings, n_headings, fields);
  if (fields != NULL || was_there)
    done = save (file, error);
  g_mutex_unlock (&lock);
  return done;
}
