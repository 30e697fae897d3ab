/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-desk.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "lnet-hash.h"

/* Named after the machine too: a home folder may be shared by several. And after the file: of a network copied on one
 * machine, each copy is a desk. */
static const char *
get_mark_path (const LnetId *network,
               const char   *file)
{
  g_autofree char *machine = NULL;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  gsize length = 0;
  GStatBuf status = { 0 };
  LnetId id;

  if (!g_file_get_contents ("/etc/machine-id", &machine, &length, NULL))
    g_file_get_contents ("/var/lib/dbus/machine-id", &machine, &length, NULL);
  if (file != NULL)
    g_stat (file, &status);
  id = lnet_hash_derive_id ((LnetHashPiece[]) { { network, sizeof *network }, { machine, length },
                                                { &status.st_dev, sizeof status.st_dev },
                                                { &status.st_ino, sizeof status.st_ino } }, 4);
  name = lnet_id_to_string (&id);
  path = g_build_filename (g_get_user_state_dir (), "learning-network", "desks", name, NULL);
  return g_intern_string (path);
}

static gboolean
read_mark (LnetDesk *desk,
           gint64   *written)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  if (!g_file_get_contents (desk->mark, &text, NULL, NULL))
    return FALSE;
  words = g_strsplit (g_strstrip (text), " ", 3);
  return g_strv_length (words) == 2 && lnet_id_from_string (words[0], &desk->id) &&
         g_ascii_string_to_signed (words[1], 10, 0, G_MAXINT64, written, NULL);
}

static int
open_mark (const char *mark)
{
  const int flags = O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC;
  int file = g_open (mark, flags, 0600);

  if (file < 0 && errno == ENOENT)
    {
      g_autofree char *folder = g_path_get_dirname (mark);

      if (g_mkdir_with_parents (folder, 0700) == 0)
        file = g_open (mark, flags, 0600);
    }
  return file;
}

void
lnet_desk_mark (const LnetDesk *desk)
{
  g_autofree char *id = lnet_id_to_string (&desk->id);
  /* The number has a fixed width: it is written over the one before, without emptying the file. */
  g_autofree char *text = g_strdup_printf ("%s %020" G_GINT64_FORMAT "\n", id, desk->written);
  gsize length = strlen (text);
  int file = open_mark (desk->mark);

  /* Without a mark the next start takes a new desk: more desks than needed, but nothing lost. */
  if (file < 0)
    return;
  if (write (file, text, length) != (gssize) length)
    g_unlink (desk->mark);
  close (file);
}

static gboolean
find_in_file (LnetSqlite  *db,
              LnetDesk    *desk,
              GError     **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    db, "SELECT pk, (SELECT coalesce (sum (n), 0) FROM vector WHERE vector.desk = desk.pk) FROM desk WHERE id = ?1", error);
  int step;

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_id (statement, 1, &desk->id);
  step = lnet_sqlite_step (db, statement, error);
  if (step > 0)
    {
      desk->pk = sqlite3_column_int64 (statement, 0);
      desk->written = sqlite3_column_int64 (statement, 1);
      sqlite3_reset (statement);
    }
  return step >= 0;
}

gboolean
lnet_desk_find (LnetSqlite    *db,
                const LnetId  *network,
                LnetDesk      *desk,
                GError       **error)
{
  const char *mark = get_mark_path (network, lnet_sqlite_get_path (db));
  gint64 marked = 0;

  *desk = (LnetDesk) { .mark = mark };
  if (read_mark (desk, &marked))
    {
      if (!find_in_file (db, desk, error))
        return FALSE;
      if (desk->pk != 0 && desk->written >= marked)
        return TRUE;
    }
  *desk = (LnetDesk) { .id = lnet_id_new (), .mark = mark };
  return TRUE;
}

static gboolean
write_down (LnetSqlite  *db,
            LnetDesk    *desk,
            GError     **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, "INSERT INTO desk (id, since) VALUES (?1, ?2)", error);

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_id (statement, 1, &desk->id);
  lnet_sqlite_bind_integer (statement, 2, g_get_real_time () / 1000);
  if (!lnet_sqlite_run (db, statement, error))
    return FALSE;
  desk->pk = sqlite3_last_insert_rowid (lnet_sqlite_get_handle (db));
  return TRUE;
}

void
lnet_desk_renew (LnetDesk *desk)
{
  *desk = (LnetDesk) { .id = lnet_id_new (), .mark = desk->mark };
}

/* What an earlier desk of this file has told of the others, a new one has yet to tell. */
gboolean
lnet_desk_ensure (LnetSqlite  *db,
                  LnetDesk    *desk,
                  GError     **error)
{
  return desk->pk != 0 ||
         (write_down (db, desk, error) && lnet_sqlite_exec (db, "UPDATE vector SET told = 0 WHERE told <> 0", error));
}

gboolean
lnet_desk_know (LnetSqlite  *db,
                LnetDesk    *desk,
                GError     **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, "SELECT pk FROM desk WHERE id = ?1", error);
  int step;

  desk->pk = 0;
  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_id (statement, 1, &desk->id);
  step = lnet_sqlite_step (db, statement, error);
  if (step > 0)
    desk->pk = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return step >= 0 && (desk->pk != 0 || write_down (db, desk, error));
}

gboolean
lnet_desk_find_id (LnetSqlite  *db,
                   gint64       pk,
                   LnetId      *id,
                   GError     **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, "SELECT id FROM desk WHERE pk = ?1", error);
  int step;

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_integer (statement, 1, pk);
  step = lnet_sqlite_step (db, statement, error);
  *id = step > 0 ? lnet_sqlite_column_id (statement, 0) : lnet_id_null ();
  sqlite3_reset (statement);
  return step >= 0;
}
