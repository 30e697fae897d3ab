/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs on the store's writer thread; LnetSqlite asserts it. */

#include "config.h"

#include "lnet-writer-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-error.h"
#include "lnet-member-index.h"
#include "lnet-migrations.h"

static gboolean
read_network (LnetWriter  *self,
              GError     **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (self->db, "SELECT value FROM meta WHERE key = 'network'", error);

  if (statement == NULL || lnet_sqlite_step (self->db, statement, error) < 0)
    return FALSE;
  self->network = lnet_sqlite_column_id (statement, 0);
  sqlite3_reset (statement);
  if (!lnet_id_is_null (&self->network))
    return TRUE;
  g_set_error_literal (error, LNET_ERROR, LNET_ERROR_DAMAGED,
                       _("This network file is damaged: it does not say which network it is. It was left as it is."));
  return FALSE;
}

static gboolean
bring_up_to_date (LnetWriter  *self,
                  int          version,
                  GError     **error)
{
  if (!self->read_only)
    return lnet_migrations_bring_up_to_date (self->db, lnet_migrations, LNET_SCHEMA_VERSION, error);
  if (version == LNET_SCHEMA_VERSION)
    return TRUE;
  g_set_error_literal (error, LNET_ERROR, LNET_ERROR_READ_ONLY,
                       _("This network was written by an older version of Learning Network and has to be brought up to "
                         "date first, but it cannot be written where it is. It was left as it is. Copy it to a folder of "
                         "your own and open the copy."));
  return FALSE;
}

/* The day has passed, or another language is spoken, since the list of members was last put in order. */
static gboolean
refresh_member_index (LnetSqlite  *db,
                      GError     **error)
{
  gboolean stale;

  if (!lnet_member_index_is_stale (db, NULL, &stale, error))
    return FALSE;
  if (!stale)
    return TRUE;
  if (!lnet_sqlite_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (lnet_member_index_refresh (db, NULL, NULL, error) && lnet_sqlite_exec (db, "COMMIT", error))
    return TRUE;
  lnet_sqlite_exec (db, "ROLLBACK", NULL);
  return FALSE;
}

/* A network that cannot be written is read: @look, which is handed over, is all there is then. */
static gboolean
open_file (LnetWriter   *self,
           LnetSqlite  **look,
           GError      **error)
{
  g_autoptr (GError) failure = NULL;

  self->db = lnet_sqlite_open (lnet_sqlite_get_path (*look), LNET_SQLITE_READ_WRITE, &failure);
  if (self->db != NULL)
    return TRUE;
  if (!g_error_matches (failure, LNET_ERROR, LNET_ERROR_READ_ONLY) &&
      !g_error_matches (failure, LNET_ERROR, LNET_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  self->db = g_steal_pointer (look);
  self->read_only = TRUE;
  return TRUE;
}

LnetWriter *
lnet_writer_open (const char  *path,
                  GError     **error)
{
  g_autoptr (LnetWriter) self = g_new0 (LnetWriter, 1);
  g_autoptr (LnetSqlite) look = NULL;
  int version;

  /* A file that is not a network is only looked at, never touched. */
  look = lnet_sqlite_open (path, LNET_SQLITE_READ_ONLY, error);
  if (look == NULL || !lnet_migrations_get_version (look, &version, error) || !open_file (self, &look, error))
    return NULL;
  g_clear_pointer (&look, lnet_sqlite_close);
  if (!bring_up_to_date (self, version, error) || !read_network (self, error))
    return NULL;
  if (!self->read_only && (!refresh_member_index (self->db, error) ||
                           !lnet_desk_find (self->db, &self->network, &self->desk, error)))
    return NULL;
  self->apply = lnet_apply_new (self->db);
  if (!self->read_only && !lnet_writer_learn (self, error))
    return NULL;
  lnet_writer_was_passed (self);
  return g_steal_pointer (&self);
}

void
lnet_writer_close (LnetWriter *self)
{
  if (self == NULL)
    return;
  lnet_writer_forget_rights (self);
  g_clear_pointer (&self->apply, lnet_apply_free);
  g_clear_pointer (&self->db, lnet_sqlite_close);
  g_free (self);
}

const LnetId *
lnet_writer_get_network (LnetWriter *self)
{
  return &self->network;
}

gboolean
lnet_writer_is_read_only (LnetWriter *self)
{
  return self->read_only;
}

LnetSqlite *
lnet_writer_get_sqlite (LnetWriter *self)
{
  return self->db;
}

gboolean
lnet_writer_was_passed (LnetWriter *self)
{
  gint64 version = self->data_version;
  gint64 before = self->data_version;

  if (!lnet_sqlite_get_integer (self->db, "PRAGMA data_version", before, &version, NULL))
    return FALSE;
  self->data_version = version;
  return before != 0 && version != before;
}

gboolean
lnet_writer_refuse_when_read_only (LnetWriter  *self,
                                   GError     **error)
{
  if (self->read_only)
    g_set_error_literal (error, LNET_ERROR, LNET_ERROR_READ_ONLY,
                         _("This network can only be read where it is: its file or folder cannot be written. Nothing was "
                           "changed. Save a copy in a folder of your own and work in that."));
  return self->read_only;
}

gboolean
lnet_writer_mend_index (LnetWriter  *self,
                        GError     **error)
{
  if (lnet_writer_refuse_when_read_only (self, error) || !lnet_sqlite_exec (self->db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (lnet_member_index_rebuild (self->db, error) && lnet_sqlite_exec (self->db, "COMMIT", error))
    return TRUE;
  sqlite3_exec (lnet_sqlite_get_handle (self->db), "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

gboolean
lnet_writer_set_bulk (LnetWriter  *self,
                      gboolean     bulk,
                      GError     **error)
{
  self->bulk = bulk;
  if (bulk)
    return lnet_sqlite_exec (self->db, "PRAGMA synchronous = OFF", error);
  if (!lnet_sqlite_exec (self->db, "PRAGMA synchronous = FULL", error) ||
      !lnet_sqlite_exec (self->db, "PRAGMA wal_checkpoint (TRUNCATE)", error))
    return FALSE;
  lnet_desk_mark (&self->desk);
  return TRUE;
}
