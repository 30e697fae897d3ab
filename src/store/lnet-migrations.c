/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-migrations.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "lnet-error.h"
#include "lnet-member-index.h"
#include "lnet-schema.h"
#include "lnet-seen.h"
#include "lnet-touch.h"

/* How a change of the schema reaches the files that are there
 *
 * A file's user_version is the version of lnet-schema.def that its tables follow. To add a table or a column, append it
 * there with a version one higher than LNET_SCHEMA_VERSION on the main branch, and raise that. Nothing more: a new file
 * has them from the start, and an older one, when it is opened, goes through the versions that it lacks; for each of
 * them the tables and columns that it brought are added. An older row has NULL in a new column, and so has every row
 * whose ADD is older than the column; digests, undo and folding the log from nothing do not see the difference.
 *
 * What a version needs besides (an index, a table that is not synced, the list of members in another shape: dropped,
 * created and rebuilt) is a function in lnet_migrations, run after its tables and columns are there (and in a new file
 * those of later versions). It must not write to synced tables: the log would know nothing of it.
 *
 * A version that is on the main branch never changes again: its lines, its function. tests/store/data keeps a file of
 * each, and test-migrations works with all of them.
 */

/* What every file has besides the synced tables: who writes, the log, and what finds its way in it. */
static const char log_tables[] =
  "CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;"
  "CREATE TABLE desk (pk INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, since INTEGER NOT NULL) STRICT;"
  /* The log: each batch as it travels (body), in the order it was applied here (seq), what finds it, and the ops that
   * would take it back (inverse; not synced, and what they say follows from the log). Both may be packed
   * (lnet-pack.h). */
  "CREATE TABLE batch (seq INTEGER PRIMARY KEY, space INTEGER NOT NULL REFERENCES space, "
  "  desk INTEGER NOT NULL REFERENCES desk, n INTEGER NOT NULL, wall INTEGER NOT NULL, author BLOB, "
  "  grp BLOB NOT NULL, undoes BLOB, act TEXT NOT NULL, n_ops INTEGER NOT NULL, hash BLOB NOT NULL, "
  "  body BLOB NOT NULL, inverse BLOB NOT NULL, UNIQUE (space, desk, n)) STRICT;"
  "CREATE INDEX batch_grp ON batch (grp);"
  "CREATE INDEX batch_undoes ON batch (undoes) WHERE undoes IS NOT NULL;"
  /* How far each desk's log in each space is taken in, and what our own batches have said of it. */
  "CREATE TABLE vector (space INTEGER NOT NULL REFERENCES space, desk INTEGER NOT NULL REFERENCES desk, "
  "  n INTEGER NOT NULL, told INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (space, desk)) STRICT, WITHOUT ROWID;"
  /* Which batches touched a row: its history. Lists since version 4 (lnet-touch.h). */
  "CREATE TABLE touch (row BLOB NOT NULL, batch INTEGER NOT NULL REFERENCES batch, PRIMARY KEY (row, batch)) "
  "  STRICT, WITHOUT ROWID;";

static const char space_table[] =
  "CREATE TABLE space (pk INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, kind INTEGER NOT NULL, owner BLOB NOT NULL) "
  "STRICT;";

static const char *
get_sql_type (const LnetFieldInfo *field)
{
  switch (field->type)
    {
    case LNET_TYPE_INTEGER:
      return "INTEGER";
    case LNET_TYPE_ID:
      return "BLOB";
    case LNET_TYPE_TEXT:
    default:
      return "TEXT";
    }
}

static void
describe_index (GString             *sql,
                const LnetTableInfo *table,
                const LnetFieldInfo *field)
{
  if (field->type == LNET_TYPE_ID)
    g_string_append_printf (sql, "CREATE INDEX \"%s_%s\" ON \"%s\" (\"%s\") WHERE \"%s\" IS NOT NULL;", table->name,
                            field->name, table->name, field->name, field->name);
}

/* As @version has it: columns in the order in which versions brought them, as if they had been added one by one. */
static void
describe_table (GString             *sql,
                const LnetTableInfo *table,
                int                  version)
{
  g_string_append_printf (sql, "CREATE TABLE \"%s\" (pk INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, "
                               "space INTEGER NOT NULL REFERENCES space, deleted INTEGER NOT NULL DEFAULT 0", table->name);
  for (int since = table->since; since <= version; since++)
    for (guint i = 0; i < table->n_fields; i++)
      if (table->fields[i].since == since)
        g_string_append_printf (sql, ", \"%s\" %s", table->fields[i].name, get_sql_type (&table->fields[i]));
  g_string_append (sql, ") STRICT;");
  g_string_append_printf (sql, "CREATE INDEX \"%s_deleted\" ON \"%s\" (deleted) WHERE deleted <> 0;",
                          table->name, table->name);
  for (int since = table->since; since <= version; since++)
    for (guint i = 0; i < table->n_fields; i++)
      if (table->fields[i].since == since)
        describe_index (sql, table, &table->fields[i]);
}

static void
describe_columns (GString             *sql,
                  const LnetTableInfo *table,
                  int                  version)
{
  for (guint i = 0; i < table->n_fields; i++)
    if (table->fields[i].since == version)
      {
        g_string_append_printf (sql, "ALTER TABLE \"%s\" ADD COLUMN \"%s\" %s;", table->name, table->fields[i].name,
                                get_sql_type (&table->fields[i]));
        describe_index (sql, table, &table->fields[i]);
      }
}

/* What lnet-schema.def says @version brought. */
static gboolean
add_synced (LnetSqlite  *db,
            int          version,
            GError     **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  for (guint i = 1; i < LNET_TABLE_LAST; i++)
    {
      const LnetTableInfo *table = lnet_schema_get_table (i);

      if (table != NULL && table->since == version)
        describe_table (sql, table, version);
      else if (table != NULL && table->since < version)
        describe_columns (sql, table, version);
    }
  return lnet_sqlite_exec (db, sql->str, error);
}

/* All of it at once, for a new file: whenever a column is added to a table, SQLite reads every table's description. */
static gboolean
create_synced (LnetSqlite  *db,
               int          version,
               GError     **error)
{
  g_autoptr (GString) sql = g_string_new (space_table);

  for (guint i = 1; i < LNET_TABLE_LAST; i++)
    {
      const LnetTableInfo *table = lnet_schema_get_table (i);

      if (table != NULL && table->since <= version)
        describe_table (sql, table, version);
    }
  return lnet_sqlite_exec (db, sql->str, error);
}

gboolean
lnet_migrations_create_tables (LnetSqlite  *db,
                               GError     **error)
{
  return create_synced (db, LNET_SCHEMA_VERSION, error);
}

static gboolean
create_version_1 (LnetSqlite  *db,
                  GError     **error)
{
  return lnet_sqlite_exec (db, log_tables, error) && lnet_member_index_create (db, error) &&
         lnet_sqlite_exec (db, "PRAGMA application_id = " G_STRINGIFY (LNET_APPLICATION_ID), error);
}

/* The bytes of attachments, as sealed as they travel. Not synced as rows: they go by their hash. */
static gboolean
create_version_2 (LnetSqlite  *db,
                  GError     **error)
{
  return lnet_sqlite_exec (db, "CREATE TABLE attachment_data (hash TEXT PRIMARY KEY, sealed BLOB NOT NULL) "
                               "STRICT, WITHOUT ROWID;", error);
}

/* What it takes for several desks' logs to become one. None of it is synced: it follows from the log, or is this
 * desk's own. */
static const char sharing_tables[] =
  /* The vectors that batches were written against: from @n on, @desk had taken in @of_desk up to @of_n. */
  "CREATE TABLE seen (space INTEGER NOT NULL REFERENCES space, desk INTEGER NOT NULL REFERENCES desk, "
  "  of_desk INTEGER NOT NULL REFERENCES desk, n INTEGER NOT NULL, of_n INTEGER NOT NULL, "
  "  PRIMARY KEY (space, desk, of_desk, n)) STRICT, WITHOUT ROWID;"
  /* Batches that say of a row that it belongs to another: what was added to a row while it was removed elsewhere. */
  "CREATE TABLE named (row BLOB NOT NULL, batch INTEGER NOT NULL REFERENCES batch, PRIMARY KEY (row, batch)) "
  "  STRICT, WITHOUT ROWID;"
  /* A desk's log that went several ways: from @n on, @desk stands for one of them, which goes on from @parent. */
  "CREATE TABLE branch (space INTEGER NOT NULL REFERENCES space, of_desk INTEGER NOT NULL REFERENCES desk, "
  "  n INTEGER NOT NULL, desk INTEGER NOT NULL UNIQUE REFERENCES desk, parent INTEGER NOT NULL REFERENCES desk, "
  "  PRIMARY KEY (space, of_desk, desk)) STRICT, WITHOUT ROWID;"
  /* Batches of others that wait, and for what (LnetWaiting). */
  "CREATE TABLE inbox (pk INTEGER PRIMARY KEY, space BLOB NOT NULL, desk BLOB NOT NULL, n INTEGER NOT NULL, "
  "  why INTEGER NOT NULL, came INTEGER NOT NULL, hash BLOB NOT NULL, body BLOB NOT NULL, "
  "  UNIQUE (space, desk, n, hash)) STRICT;"
  /* Over the chain hash of a batch, by its desk: kept to be handed on. */
  "CREATE TABLE signature (space BLOB NOT NULL, desk BLOB NOT NULL, n INTEGER NOT NULL, signature BLOB NOT NULL, "
  "  PRIMARY KEY (space, desk, n, signature)) STRICT, WITHOUT ROWID;"
  /* Values of one cell that were written at the same time; number 0: the row was removed while it was changed. */
  "CREATE TABLE unsettled (tbl INTEGER NOT NULL, row BLOB NOT NULL, number INTEGER NOT NULL, "
  "  batch INTEGER NOT NULL REFERENCES batch, op INTEGER NOT NULL, shown INTEGER NOT NULL, value BLOB NOT NULL, "
  "  PRIMARY KEY (tbl, row, number, batch, op)) STRICT, WITHOUT ROWID;"
  /* Prose that was edited at the same time and not read since; to_read: in one and the same sentence. */
  "CREATE TABLE merged_text (tbl INTEGER NOT NULL, row BLOB NOT NULL, number INTEGER NOT NULL, "
  "  to_read INTEGER NOT NULL, PRIMARY KEY (tbl, row, number)) STRICT, WITHOUT ROWID;"
  /* What was erased for good, and stays so whatever arrives: rows, and names that rows may no longer bear. */
  "CREATE TABLE erased_row (space INTEGER NOT NULL REFERENCES space, row BLOB NOT NULL, PRIMARY KEY (space, row)) "
  "  STRICT, WITHOUT ROWID;"
  "CREATE TABLE erased_name (space INTEGER NOT NULL REFERENCES space, tbl INTEGER NOT NULL, number INTEGER NOT NULL, "
  "  id BLOB NOT NULL, PRIMARY KEY (space, tbl, number, id)) STRICT, WITHOUT ROWID;"
  /* The keys of spaces, sealed to this desk. */
  "CREATE TABLE space_key (space BLOB NOT NULL, epoch INTEGER NOT NULL, sealed BLOB NOT NULL, "
  "  PRIMARY KEY (space, epoch)) STRICT, WITHOUT ROWID;"
  /* The last that was heard of each desk: when, by whose clock, and its head note. */
  "CREATE TABLE desk_heard (desk BLOB PRIMARY KEY, heard INTEGER NOT NULL, wall INTEGER NOT NULL, note BLOB NOT NULL) "
  "  STRICT, WITHOUT ROWID;"
  /* Where this file is shared, and how far each log was put there. */
  "CREATE TABLE carrier (pk INTEGER PRIMARY KEY, uri TEXT NOT NULL UNIQUE, mark BLOB, paused INTEGER NOT NULL DEFAULT 0, "
  "  synced INTEGER NOT NULL DEFAULT 0) STRICT;"
  "CREATE TABLE carried (carrier INTEGER NOT NULL REFERENCES carrier, space BLOB NOT NULL, n INTEGER NOT NULL, "
  "  PRIMARY KEY (carrier, space)) STRICT, WITHOUT ROWID;";

static gboolean
create_version_3 (LnetSqlite  *db,
                  GError     **error)
{
  return lnet_sqlite_exec (db, sharing_tables, error) && lnet_seen_fill (db, error);
}

/* What a desk wrote without the right to. It follows from the log and from the roster. */
static const char rights_tables[] =
  /* Ops in the log that do nothing, as their desk had no right to them. */
  "CREATE TABLE set_aside (batch INTEGER NOT NULL REFERENCES batch, op INTEGER NOT NULL, PRIMARY KEY (batch, op)) "
  "  STRICT, WITHOUT ROWID;"
  /* By what each log of a participant's desk was judged. */
  "CREATE TABLE judged (space INTEGER NOT NULL REFERENCES space, desk INTEGER NOT NULL REFERENCES desk, "
  "  free_until INTEGER NOT NULL, whose BLOB NOT NULL, PRIMARY KEY (space, desk)) STRICT, WITHOUT ROWID;";

static gboolean
create_version_4 (LnetSqlite  *db,
                  GError     **error)
{
  return lnet_sqlite_exec (db, rights_tables, error) && lnet_touch_create (db, error);
}

const LnetMigration lnet_migrations[] = {
  { 1, create_version_1 },
  { 2, create_version_2 },
  { 3, create_version_3 },
  { 4, create_version_4 },
  { 0, NULL },
};

gboolean
lnet_migrations_get_version (LnetSqlite  *db,
                             int         *version,
                             GError     **error)
{
  gint64 application, number;

  if (!lnet_sqlite_get_integer (db, "PRAGMA application_id", 0, &application, error) ||
      !lnet_sqlite_get_integer (db, "PRAGMA user_version", 0, &number, error))
    return FALSE;
  if (application != LNET_APPLICATION_ID || number <= 0)
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_FOREIGN,
                           _("This file is not a learning network. It was left as it is."));
      return FALSE;
    }
  if (number > LNET_SCHEMA_VERSION)
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_NEWER,
                           _("This network was written by a newer version of Learning Network. "
                             "It was left as it is. Update the program to open it."));
      return FALSE;
    }
  *version = (int) number;
  return TRUE;
}

/* What @version needs besides its tables and columns. */
static gboolean
finish_version (LnetSqlite           *db,
                const LnetMigration  *migrations,
                int                   version,
                GError              **error)
{
  g_autofree char *set_version = g_strdup_printf ("PRAGMA user_version = %d", version);

  for (; migrations->version != 0; migrations++)
    if (migrations->version == version && !migrations->run (db, error))
      return FALSE;
  return lnet_sqlite_exec (db, set_version, error);
}

gboolean
lnet_migrations_run (LnetSqlite           *db,
                     const LnetMigration  *migrations,
                     int                   version,
                     GError              **error)
{
  gint64 present;
  gboolean done, is_new;

  /* Asked for once nobody else can write: another window may just have done all this. */
  done = lnet_sqlite_exec (db, "BEGIN IMMEDIATE", error) &&
         lnet_sqlite_get_integer (db, "PRAGMA user_version", 0, &present, error);
  is_new = done && present == 0;
  if (is_new)
    done = create_synced (db, version, error);
  while (done && present < version)
    {
      present++;
      done = (is_new || add_synced (db, (int) present, error)) && finish_version (db, migrations, (int) present, error);
    }
  if (done && lnet_sqlite_exec (db, "COMMIT", error))
    return TRUE;
  lnet_sqlite_exec (db, "ROLLBACK", NULL);
  return FALSE;
}

/* --- a file that is there already --- */

/* A new, empty file that only its owner can read: "Prairie.lnet.version-1", or with a number when there is one. */
static char *
claim_copy (const char  *path,
            int          version,
            GError     **error)
{
  for (guint i = 1;; i++)
    {
      g_autofree char *number = i > 1 ? g_strdup_printf (".%u", i) : g_strdup ("");
      g_autofree char *copy = g_strdup_printf ("%s.version-%d%s", path, version, number);
      int file = g_open (copy, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
      int reason = errno;

      if (file >= 0)
        {
          g_close (file, NULL);
          return g_steal_pointer (&copy);
        }
      if (reason != EEXIST)
        {
          g_set_error (error, LNET_ERROR, reason == ENOSPC ? LNET_ERROR_FULL : LNET_ERROR_READ_ONLY, "%s\n%s",
                       _("No copy of it could be made beside it first."), g_strerror (reason));
          return NULL;
        }
    }
}

static char *
copy_aside (LnetSqlite  *db,
            int          version,
            GError     **error)
{
  g_autofree char *copy = claim_copy (lnet_sqlite_get_path (db), version, error);
  sqlite3_stmt *statement;

  if (copy == NULL)
    return NULL;
  statement = lnet_sqlite_prepare (db, "VACUUM INTO ?1", error);
  if (statement != NULL)
    {
      lnet_sqlite_bind_text (statement, 1, copy);
      if (lnet_sqlite_run (db, statement, error))
        return g_steal_pointer (&copy);
    }
  g_unlink (copy);
  return NULL;
}

gboolean
lnet_migrations_bring_up_to_date (LnetSqlite           *db,
                                  const LnetMigration  *migrations,
                                  int                   version,
                                  GError              **error)
{
  g_autofree char *copy = NULL;
  g_autoptr (GError) failure = NULL;
  int present;

  if (!lnet_migrations_get_version (db, &present, error))
    return FALSE;
  if (present >= version)
    return TRUE;
  copy = copy_aside (db, present, &failure);
  if (copy != NULL && lnet_migrations_run (db, migrations, version, &failure))
    return TRUE;
  /* The file is as it was: then so is all that lies beside it. */
  if (copy != NULL)
    g_unlink (copy);
  g_set_error (error, LNET_ERROR, failure->domain == LNET_ERROR ? failure->code : LNET_ERROR_FAILED, "%s %s",
               _("This network was written by an older version of Learning Network and could not be brought up to date. "
                 "It was left as it is."), failure->message);
  return FALSE;
}
