/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-desk.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "lnet-hash.h"

/* Named after the machine too: a home folder may be shared by several. */
static char *
get_mark_path (const LnetId *network)
{
  g_autofree char *machine = NULL;
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "learning-network", "desks", NULL);
  g_autofree char *name = NULL;
  gsize length = 0;
  LnetId id;

  if (!g_file_get_contents ("/etc/machine-id", &machine, &length, NULL))
    g_file_get_contents ("/var/lib/dbus/machine-id", &machine, &length, NULL);
  id = lnet_hash_derive_id ((LnetHashPiece[]) { { network, sizeof *network }, { machine, length } }, 2);
  name = lnet_id_to_string (&id);
  return g_build_filename (folder, name, NULL);
}

static gboolean
read_mark (const LnetId *network,
           LnetId       *desk,
           gint64       *written)
{
  g_autofree char *path = get_mark_path (network);
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return FALSE;
  words = g_strsplit (g_strstrip (text), " ", 3);
  return g_strv_length (words) == 2 && lnet_id_from_string (words[0], desk) &&
         g_ascii_string_to_signed (words[1], 10, 0, G_MAXINT64, written, NULL);
}

void
lnet_desk_mark (const LnetId   *network,
                const LnetDesk *desk)
{
  g_autofree char *path = get_mark_path (network);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *id = lnet_id_to_string (&desk->id);
  /* The number has a fixed width, so that writing it again never leaves a shorter file half-written. */
  g_autofree char *text = g_strdup_printf ("%s %020" G_GINT64_FORMAT "\n", id, desk->written);

  /* Without a mark the next start takes a new desk: more desks than needed, but nothing lost. */
  if (g_mkdir_with_parents (folder, 0700) == 0)
    g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL);
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
  gint64 marked = 0;

  *desk = (LnetDesk) { 0 };
  if (read_mark (network, &desk->id, &marked))
    {
      if (!find_in_file (db, desk, error))
        return FALSE;
      if (desk->pk != 0 && desk->written >= marked)
        return TRUE;
    }
  *desk = (LnetDesk) { .id = lnet_id_new () };
  return TRUE;
}

gboolean
lnet_desk_ensure (LnetSqlite  *db,
                  LnetDesk    *desk,
                  GError     **error)
{
  sqlite3_stmt *statement;

  if (desk->pk != 0)
    return TRUE;
  statement = lnet_sqlite_prepare (db, "INSERT INTO desk (id, since) VALUES (?1, ?2)", error);
  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_id (statement, 1, &desk->id);
  lnet_sqlite_bind_integer (statement, 2, g_get_real_time () / 1000);
  if (!lnet_sqlite_run (db, statement, error))
    return FALSE;
  desk->pk = sqlite3_last_insert_rowid (lnet_sqlite_get_handle (db));
  return TRUE;
}

gboolean
lnet_desk_know (LnetSqlite  *db,
                LnetDesk    *desk,
                GError     **error)
{
  desk->pk = 0;
  return find_in_file (db, desk, error) && lnet_desk_ensure (db, desk, error);
}
