/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Making a network file. */

#include "config.h"

#include "lnet-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "lnet-desk.h"
#include "lnet-error.h"
#include "lnet-migrations.h"
#include "lnet-roster-private.h"
#include "lnet-space-key-private.h"

/* An empty file that only its owner can read, made only if nothing is there. */
static gboolean
make_file (const char  *path,
           GError     **error)
{
  int file = g_open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);

  if (file >= 0)
    {
      g_close (file, NULL);
      return TRUE;
    }
  if (errno == EEXIST)
    g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID,
                         _("There is a file of that name already. It was left as it is. Choose another name."));
  else if (errno == EACCES || errno == EROFS || errno == EPERM)
    g_set_error_literal (error, LNET_ERROR, LNET_ERROR_READ_ONLY,
                         _("The folder cannot be written to. Nothing was made. Choose another folder."));
  else if (errno == ENOSPC || errno == EDQUOT)
    g_set_error_literal (error, LNET_ERROR, LNET_ERROR_FULL,
                         _("There is no room left in that folder. Nothing was made."));
  else
    g_set_error (error, LNET_ERROR, LNET_ERROR_FAILED, "%s\n%s",
                 _("The network could not be made there. Choose another folder."), g_strerror (errno));
  return FALSE;
}

static gboolean
write_meta (LnetSqlite    *db,
            const char    *key,
            gconstpointer  value,
            gsize          size,
            GError       **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, "INSERT INTO meta (key, value) VALUES (?1, ?2)", error);

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_text (statement, 1, key);
  lnet_sqlite_bind_bytes (statement, 2, value, size);
  return lnet_sqlite_run (db, statement, error);
}

static gboolean
fill_file (const char  *path,
           const char  *name,
           GError     **error)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("network-create");
  g_autoptr (LnetChanges) changes = lnet_changes_new ();
  g_autoptr (LnetSqlite) db = lnet_sqlite_open (path, LNET_SQLITE_READ_WRITE, error);
  g_autoptr (LnetWriter) writer = NULL;
  LnetId nobody = lnet_id_null (), network = lnet_id_new (), group, row;

  if (db == NULL || !lnet_migrations_run (db, lnet_migrations, LNET_SCHEMA_VERSION, error) ||
      !write_meta (db, "network", &network, sizeof network, error))
    return FALSE;
  g_clear_pointer (&db, lnet_sqlite_close);
  writer = lnet_writer_open (path, error);
  if (writer == NULL)
    return FALSE;
  row = *lnet_writer_get_network (writer);
  lnet_transaction_add_with_id (transaction, LNET_TABLE_NETWORK, lnet_space (LNET_SPACE_NETWORK), &row);
  lnet_transaction_set_text (transaction, LNET_NETWORK_NAME, &row, name);
  return lnet_writer_commit (writer, transaction, &nobody, NULL, changes, &group, error);
}

static void
remove_file (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);

  g_unlink (path);
  g_unlink (wal);
  g_unlink (shm);
}

gboolean
lnet_writer_create_file (const char  *path,
                         const char  *name,
                         GError     **error)
{
  if (!make_file (path, error))
    return FALSE;
  if (fill_file (path, name, error))
    return TRUE;
  remove_file (path);
  return FALSE;
}

/* --- joining --- */

static gboolean
write_joining (LnetSqlite         *db,
               const LnetJoining  *joining,
               LnetDesk           *desk,
               GError            **error)
{
  if (!lnet_desk_find (db, &joining->network, desk, error))
    return FALSE;
  desk->id = joining->desk;
  return lnet_sqlite_exec (db, "BEGIN IMMEDIATE", error) &&
         write_meta (db, "network", &joining->network, sizeof joining->network, error) &&
         write_meta (db, "name", joining->name, strlen (joining->name), error) &&
         write_meta (db, LNET_META_FOUNDER, &joining->founder, sizeof joining->founder, error) &&
         write_meta (db, LNET_META_FOUNDER_KEY, joining->founder_key, sizeof joining->founder_key, error) &&
         write_meta (db, LNET_META_FORMER, joining->former, strlen (joining->former), error) &&
         lnet_desk_ensure (db, desk, error) && lnet_space_key_write (db, joining->keys, error) &&
         lnet_sqlite_exec (db, "COMMIT", error);
}

gboolean
lnet_writer_create_joined (const char         *path,
                           const LnetJoining  *joining,
                           GError            **error)
{
  LnetDesk desk;
  LnetSqlite *db;
  gboolean done;

  if (!make_file (path, error))
    return FALSE;
  db = lnet_sqlite_open (path, LNET_SQLITE_READ_WRITE, error);
  done = db != NULL && lnet_migrations_run (db, lnet_migrations, LNET_SCHEMA_VERSION, error) &&
         write_joining (db, joining, &desk, error);
  g_clear_pointer (&db, lnet_sqlite_close);
  if (done)
    lnet_desk_mark (&desk);
  else
    remove_file (path);
  return done;
}
