/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Everything here blocks and runs in a worker, with connections of its own. */

#include "config.h"

#include "lnet-backup.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "lnet-error.h"
#include "lnet-migrations.h"
#include "lnet-sqlite.h"
#include "lnet-worker.h"

/* How many pages are copied between two looks at the cancellable. */
#define PAGES_AT_ONCE 512

#define SAFETY_SUFFIX " before restoring"

void
lnet_backup_free (LnetBackup *backup)
{
  g_free (backup->path);
  g_free (backup);
}

static char *
get_folder (const LnetId *network)
{
  g_autofree char *name = lnet_id_to_string (network);

  return g_build_filename (g_get_user_data_dir (), "learning-network", "backups", name, NULL);
}

/* --- what is there --- */

static LnetBackup *
read_backup (const char *folder,
             const char *name)
{
  g_autofree char *day = g_strndup (name, strlen ("2026-11-24"));
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_auto (GStrv) parts = g_strsplit (day, "-", 3);
  GStatBuf info;
  LnetBackup *backup;

  if (!g_str_has_suffix (name, ".lnet") || g_strv_length (parts) != 3 || g_stat (path, &info) != 0 ||
      !g_date_valid_dmy (atoi (parts[2]), atoi (parts[1]), atoi (parts[0])))
    return NULL;
  backup = g_new0 (LnetBackup, 1);
  backup->path = g_steal_pointer (&path);
  g_date_set_dmy (&backup->date, atoi (parts[2]), atoi (parts[1]), atoi (parts[0]));
  backup->size = info.st_size;
  backup->safety = strstr (name, SAFETY_SUFFIX) != NULL;
  return backup;
}

static int
compare_backups (gconstpointer a,
                 gconstpointer b)
{
  const LnetBackup *first = a, *second = b;
  int order = g_date_compare (&second->date, &first->date);

  return order != 0 ? order : g_strcmp0 (second->path, first->path);
}

GPtrArray *
lnet_backup_list (const LnetId *network)
{
  GPtrArray *backups = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_backup_free);
  g_autofree char *folder = get_folder (network);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      LnetBackup *backup = read_backup (folder, name);

      if (backup != NULL)
        g_ptr_array_add (backups, backup);
    }
  g_ptr_array_sort_values (backups, compare_backups);
  return backups;
}

/* --- which ones stay --- */

GArray *
lnet_backup_choose (const GArray *dates)
{
  GArray *stays = g_array_sized_new (FALSE, TRUE, sizeof (gboolean), dates->len);
  guint n_days = 0, n_weeks = 0;
  guint32 last_week = 0;

  for (guint i = 0; i < dates->len; i++)
    {
      const GDate *date = &g_array_index (dates, GDate, i);
      guint32 week = (g_date_get_julian (date) - 1) / 7; /* 1 January of the year 1 was a Monday */
      gboolean first_of_week = week != last_week || i == 0;
      gboolean stay = n_days < LNET_BACKUP_DAYS || (first_of_week && n_weeks < LNET_BACKUP_WEEKS);

      if (first_of_week)
        n_weeks++;
      n_days++;
      last_week = week;
      g_array_append_val (stays, stay);
    }
  return stays;
}

static void
remove_old (const LnetId *network)
{
  g_autoptr (GPtrArray) backups = lnet_backup_list (network);
  g_autoptr (GArray) dates = g_array_new (FALSE, FALSE, sizeof (GDate));
  g_autoptr (GArray) stays = NULL;

  for (guint i = 0; i < backups->len; i++)
    g_array_append_val (dates, ((LnetBackup *) backups->pdata[i])->date);
  stays = lnet_backup_choose (dates);
  for (guint i = 0; i < backups->len; i++)
    if (!g_array_index (stays, gboolean, i))
      g_unlink (((LnetBackup *) backups->pdata[i])->path);
}

/* --- copying --- */

static gboolean
read_network_id (LnetSqlite  *db,
                 LnetId      *network,
                 GError     **error)
{
  sqlite3_stmt *statement;
  int version;

  if (!lnet_migrations_get_version (db, &version, error))
    return FALSE;
  statement = lnet_sqlite_prepare (db, "SELECT value FROM meta WHERE key = 'network'", error);
  if (statement == NULL || lnet_sqlite_step (db, statement, error) < 0)
    return FALSE;
  *network = lnet_sqlite_column_id (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

/* Copies page by page by SQLite's own means, so that what is written meanwhile is in the copy too. */
static gboolean
copy_pages (LnetSqlite    *from,
            sqlite3       *to,
            GCancellable  *cancellable,
            GError       **error)
{
  sqlite3_backup *copy = sqlite3_backup_init (to, "main", lnet_sqlite_get_handle (from), "main");
  int code = SQLITE_OK;

  if (copy == NULL)
    {
      lnet_sqlite_set_error (from, sqlite3_errcode (to), error);
      return FALSE;
    }
  while ((code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED) &&
         !g_cancellable_is_cancelled (cancellable))
    {
      if (code != SQLITE_OK)
        sqlite3_sleep (10);
      code = sqlite3_backup_step (copy, PAGES_AT_ONCE);
    }
  sqlite3_backup_finish (copy);
  if (code == SQLITE_DONE)
    return TRUE;
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    lnet_sqlite_set_error (from, code, error);
  return FALSE;
}

/* Copies a network into a file beside @target, and when it is whole puts it there. */
static gboolean
copy_network (LnetSqlite    *from,
              const char    *target,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autofree char *part = g_strconcat (target, ".part", NULL);
  sqlite3 *to = NULL;
  gboolean copied = FALSE;
  int code;

  g_unlink (part);
  code = sqlite3_open_v2 (part, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
  if (code == SQLITE_OK)
    {
      g_chmod (part, 0600);
      copied = copy_pages (from, to, cancellable, error);
    }
  else
    g_set_error (error, LNET_ERROR, LNET_ERROR_READ_ONLY, "%s\n%s",
                 _("The copy cannot be written there. Nothing was changed. Choose another folder."), sqlite3_errstr (code));
  sqlite3_close (to);
  if (copied && g_rename (part, target) != 0)
    {
      g_set_error (error, LNET_ERROR, LNET_ERROR_FAILED, "%s\n%s",
                   _("The copy could not be put in its place. Nothing was changed."), g_strerror (errno));
      copied = FALSE;
    }
  if (!copied)
    g_unlink (part);
  return copied;
}

static gboolean
make_folder (const char  *folder,
             GError     **error)
{
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  g_set_error (error, LNET_ERROR, LNET_ERROR_READ_ONLY, "%s\n%s: %s",
               _("The folder for backups cannot be made. The network itself is as it was."), folder, g_strerror (errno));
  return FALSE;
}

gboolean
lnet_backup_make (const char    *path,
                  gboolean       again,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr (LnetSqlite) db = lnet_sqlite_open (path, LNET_SQLITE_READ_ONLY, error);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (now, "%Y-%m-%d.lnet");
  g_autofree char *folder = NULL;
  g_autofree char *target = NULL;
  LnetId network;

  if (db == NULL || !read_network_id (db, &network, error))
    return FALSE;
  folder = get_folder (&network);
  target = g_build_filename (folder, name, NULL);
  if (!again && g_file_test (target, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!make_folder (folder, error) || !copy_network (db, target, cancellable, error))
    return FALSE;
  remove_old (&network);
  return TRUE;
}

/* --- putting one back --- */

static gboolean
is_sound (LnetSqlite  *db,
          GError     **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, "PRAGMA quick_check (1)", error);
  gboolean sound;

  if (statement == NULL || lnet_sqlite_step (db, statement, error) < 0)
    return FALSE;
  sound = g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") == 0;
  sqlite3_reset (statement);
  if (!sound)
    g_set_error_literal (error, LNET_ERROR, LNET_ERROR_DAMAGED,
                         _("This backup is damaged, so it was not restored. The network is as it was. Try an older one."));
  return sound;
}

/* Keeps the file that is about to be replaced. A damaged one that cannot be read as a network is copied as it is. */
static gboolean
keep_aside (const char    *path,
            const LnetId  *network,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (LnetSqlite) db = lnet_sqlite_open (path, LNET_SQLITE_READ_ONLY, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (now, "%Y-%m-%d %H%M%S" SAFETY_SUFFIX ".lnet");
  g_autofree char *folder = get_folder (network);
  g_autofree char *target = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) from = g_file_new_for_path (path);
  g_autoptr (GFile) to = g_file_new_for_path (target);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!make_folder (folder, error))
    return FALSE;
  return (db != NULL && copy_network (db, target, cancellable, NULL)) ||
         g_file_copy (from, to, G_FILE_COPY_OVERWRITE, cancellable, NULL, NULL, error);
}

/* What SQLite left beside the old file belongs to the old file. */
static void
remove_companions (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);

  g_unlink (wal);
  g_unlink (shm);
}

gboolean
lnet_backup_restore (const char    *backup,
                     const char    *path,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr (LnetSqlite) db = lnet_sqlite_open (backup, LNET_SQLITE_READ_ONLY, error);
  LnetId network;

  if (db == NULL || !read_network_id (db, &network, error) || !is_sound (db, error) ||
      !keep_aside (path, &network, cancellable, error))
    return FALSE;
  remove_companions (path);
  return copy_network (db, path, cancellable, error);
}

/* --- a copy to work in --- */

gboolean
lnet_backup_copy (const char    *path,
                  const char    *target,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr (LnetSqlite) db = lnet_sqlite_open (path, LNET_SQLITE_READ_ONLY, error);
  LnetId network;

  if (db == NULL || !read_network_id (db, &network, error) || !copy_network (db, target, cancellable, error))
    return FALSE;
  remove_companions (target);
  return TRUE;
}

/* --- in a worker --- */

typedef struct
{
  char *backup;
  char *path;
  char *target;
  gboolean again;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->backup);
  g_free (work->path);
  g_free (work->target);
  g_free (work);
}

static void
run_work (GTask        *task,
          gpointer      source,
          gpointer      data,
          GCancellable *cancellable)
{
  const Work *work = data;
  GError *error = NULL;
  gboolean done;

  if (work->backup != NULL)
    done = lnet_backup_restore (work->backup, work->path, cancellable, &error);
  else if (work->target != NULL)
    done = lnet_backup_copy (work->path, work->target, cancellable, &error);
  else
    done = lnet_backup_make (work->path, work->again, cancellable, &error);
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
start_work (const char          *backup,
            const char          *path,
            const char          *target,
            gboolean             again,
            gpointer             source_tag,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Work *work = g_new0 (Work, 1);

  work->backup = g_strdup (backup);
  work->path = g_strdup (path);
  work->target = g_strdup (target);
  work->again = again;
  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, work, work_free);
  lnet_worker_run (task, run_work);
}

void
lnet_backup_make_async (const char          *path,
                        gboolean             again,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  start_work (NULL, path, NULL, again, lnet_backup_make_async, cancellable, callback, user_data);
}

gboolean
lnet_backup_make_finish (GAsyncResult  *result,
                         GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
lnet_backup_restore_async (const char          *backup,
                           const char          *path,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  start_work (backup, path, NULL, FALSE, lnet_backup_restore_async, cancellable, callback, user_data);
}

gboolean
lnet_backup_restore_finish (GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
lnet_backup_copy_async (const char          *path,
                        const char          *target,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  start_work (NULL, path, target, FALSE, lnet_backup_copy_async, cancellable, callback, user_data);
}

gboolean
lnet_backup_copy_finish (GAsyncResult  *result,
                         GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
