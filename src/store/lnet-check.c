/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs wherever it is called, with connections of its own. */

#include "config.h"

#include "lnet-check.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-apply.h"
#include "lnet-attachment-private.h"
#include "lnet-batch.h"
#include "lnet-digest.h"
#include "lnet-migrations.h"
#include "lnet-pack.h"
#include "lnet-row-title.h"
#include "lnet-take-private.h"

typedef struct
{
  LnetSqlite *db;
  LnetSqlite *folded;   /* the log folded from nothing */
  LnetApply *apply;
  GHashTable *hashes;   /* space and desk → LnetHash of its last batch so far */
  GCancellable *cancellable;
  LnetCheck *check;
} Checking;

void
lnet_check_free (LnetCheck *check)
{
  if (check == NULL)
    return;
  g_free (check->digest);
  g_ptr_array_unref (check->problems);
  g_free (check);
}

static void
add_problem (Checking *checking,
             char     *problem)
{
  g_ptr_array_add (checking->check->problems, problem);
}

static gboolean
check_structure (Checking *checking,
                 GError  **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (checking->db, "PRAGMA integrity_check (10)", error);
  int step;

  if (statement == NULL)
    return FALSE;
  while ((step = lnet_sqlite_step (checking->db, statement, error)) > 0)
    {
      const char *said = (const char *) sqlite3_column_text (statement, 0);

      if (g_strcmp0 (said, "ok") != 0)
        /* Translators: %s is what the database library says, in English */
        add_problem (checking, g_strdup_printf (_("The file’s structure is damaged: %s"), said));
    }
  return step == 0;
}

/* Where a log went several ways, each goes on from where its parent ends; 0: it is no such way. */
static int
find_parent (Checking *checking,
             int       desk)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (checking->db, "SELECT parent FROM branch WHERE desk = ?1", NULL);
  int parent = 0;

  if (statement == NULL)
    return 0;
  lnet_sqlite_bind_integer (statement, 1, desk);
  if (lnet_sqlite_step (checking->db, statement, NULL) > 0)
    parent = sqlite3_column_int (statement, 0);
  sqlite3_reset (statement);
  return parent;
}

static LnetHash *
get_previous (Checking *checking,
              int       space,
              int       desk)
{
  g_autofree char *log = g_strdup_printf ("%d %d", space, desk);
  LnetHash *previous = g_hash_table_lookup (checking->hashes, log);
  int parent;

  if (previous != NULL)
    return previous;
  parent = find_parent (checking, desk);
  previous = parent != 0 ? g_memdup2 (get_previous (checking, space, parent), sizeof *previous) : g_new0 (LnetHash, 1);
  g_hash_table_insert (checking->hashes, g_steal_pointer (&log), previous);
  return previous;
}

static void
check_batch (Checking      *checking,
             sqlite3_stmt  *statement)
{
  gint64 seq = sqlite3_column_int64 (statement, 0);
  LnetHash *previous = get_previous (checking, sqlite3_column_int (statement, 3), sqlite3_column_int (statement, 4));
  LnetHash computed;
  g_autoptr (LnetBatch) batch = lnet_unpack_batch (sqlite3_column_blob (statement, 1),
                                                   (gsize) sqlite3_column_bytes (statement, 1), previous, &computed);

  checking->check->n_batches++;
  if (batch == NULL)
    {
      add_problem (checking, g_strdup_printf (_("Change %u of the log is damaged."), (guint) seq));
      return;
    }
  if (sqlite3_column_bytes (statement, 2) != sizeof computed ||
      memcmp (&computed, sqlite3_column_blob (statement, 2), sizeof computed) != 0)
    add_problem (checking, g_strdup_printf (_("Change %u of the log was altered after it was written."),
                                            (guint) seq));
  *previous = computed;
}

static gboolean
check_log (Checking *checking,
           GError  **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (checking->db, "SELECT seq, body, hash, space, desk FROM batch ORDER BY seq",
                                                 error);
  int step;

  if (statement == NULL)
    return FALSE;
  while ((step = lnet_sqlite_step (checking->db, statement, error)) > 0)
    {
      check_batch (checking, statement);
      if (g_cancellable_set_error_if_cancelled (checking->cancellable, error))
        {
          sqlite3_reset (statement);
          return FALSE;
        }
    }
  return step == 0;
}

/* The tables as the log gives them, worked out from nothing in a copy. */
static gboolean
fold_log (Checking *checking,
          GError  **error)
{
  g_autoptr (LnetChanges) changes = lnet_changes_new ();

  checking->folded = lnet_sqlite_open (NULL, LNET_SQLITE_MEMORY, error);
  if (checking->folded == NULL || !lnet_sqlite_copy (checking->db, checking->folded, error) ||
      !lnet_sqlite_exec (checking->folded, "BEGIN", error))
    return FALSE;
  checking->apply = lnet_apply_new (checking->folded);
  return lnet_take_recompute (checking->folded, checking->apply, changes, error) &&
         lnet_sqlite_exec (checking->folded, "COMMIT", error);
}

/* The tables must be what the log gives; what of them is shared has the network's digest. */
static gboolean
check_tables (Checking *checking,
              GError  **error)
{
  LnetHash total = { 0 }, again = { 0 };

  for (guint i = 1; i < LNET_TABLE_LAST; i++)
    {
      LnetHash present = { 0 }, folded = { 0 };

      if (lnet_schema_get_table (i) == NULL)
        continue;
      if (!lnet_digest_table (checking->db, i, &present, error) ||
          !lnet_digest_table (checking->folded, i, &folded, error))
        return FALSE;
      if (memcmp (&present, &folded, sizeof present) != 0)
        /* Translators: %s is a kind of thing, as "Member" or "Passage" */
        add_problem (checking, g_strdup_printf (_("What the file shows differs from what its log says: %s."),
                                                lnet_row_get_kind (i)));
    }
  if (!lnet_digest_shared (checking->db, &total, error) || !lnet_digest_shared (checking->folded, &again, error))
    return FALSE;
  if (memcmp (&total, &again, sizeof total) != 0 && checking->check->problems->len == 0)
    add_problem (checking, g_strdup (_("The list of what is to settle differs from what the log says.")));
  checking->check->digest = lnet_hash_to_string (&total);
  return TRUE;
}

static gboolean
count_members (Checking *checking,
               GError  **error)
{
  gint64 n, n_listed;

  if (!lnet_sqlite_get_integer (checking->db, "SELECT count (*) FROM member WHERE deleted = 0", 0, &n, error) ||
      !lnet_sqlite_get_integer (checking->db, "SELECT count (*) FROM member_index", 0, &n_listed, error))
    return FALSE;
  checking->check->n_members = (guint64) n;
  if (n != n_listed)
    add_problem (checking, g_strdup (_("The list of members is not complete. Opening the network puts it right.")));
  return TRUE;
}

static gboolean
check_attachments (Checking *checking,
                   GError  **error)
{
  guint n_missing, n_altered;
  gint64 n_desks;

  if (!lnet_attachment_check (checking->db, checking->cancellable, &n_missing, &n_altered, error) ||
      !lnet_sqlite_get_integer (checking->db, "SELECT count (DISTINCT desk) FROM vector", 0, &n_desks, error))
    return FALSE;
  if (n_desks > 1)
    checking->check->n_elsewhere = n_missing;
  else if (n_missing > 0)
    add_problem (checking, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u picture or file is not in the network file.",
                                                         "%u pictures or files are not in the network file.",
                                                         n_missing), n_missing));
  if (n_altered > 0)
    add_problem (checking, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                         "%u picture or file was altered after it was put in.",
                                                         "%u pictures or files were altered after they were put in.",
                                                         n_altered), n_altered));
  return TRUE;
}

/* Checking changes nothing, so an older file is brought up to date in memory. */
static gboolean
go_on_with_newer_copy (Checking  *checking,
                       GError   **error)
{
  g_autoptr (LnetSqlite) copy = lnet_sqlite_open (NULL, LNET_SQLITE_MEMORY, error);

  if (copy == NULL || !lnet_sqlite_copy (checking->db, copy, error) ||
      !lnet_migrations_run (copy, lnet_migrations, LNET_SCHEMA_VERSION, error))
    return FALSE;
  lnet_sqlite_close (checking->db);
  checking->db = g_steal_pointer (&copy);
  return TRUE;
}

static gboolean
open_databases (Checking    *checking,
                const char  *path,
                GError     **error)
{
  int version;

  checking->db = lnet_sqlite_open (path, LNET_SQLITE_READ_ONLY, error);
  if (checking->db == NULL || !lnet_migrations_get_version (checking->db, &version, error) ||
      (version < LNET_SCHEMA_VERSION && !go_on_with_newer_copy (checking, error)))
    return FALSE;
  /* One look at the file, whoever writes meanwhile. */
  return lnet_sqlite_exec (checking->db, "BEGIN", error);
}

LnetCheck *
lnet_check_run (const char    *path,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autoptr (LnetCheck) check = g_new0 (LnetCheck, 1);
  Checking checking = { .cancellable = cancellable, .check = check };
  gboolean done;

  check->problems = g_ptr_array_new_with_free_func (g_free);
  checking.hashes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  done = open_databases (&checking, path, error) && check_structure (&checking, error) &&
         check_log (&checking, error) && fold_log (&checking, error) && check_tables (&checking, error) &&
         check_attachments (&checking, error) && count_members (&checking, error);
  g_hash_table_unref (checking.hashes);
  lnet_apply_free (checking.apply);
  lnet_sqlite_close (checking.folded);
  lnet_sqlite_close (checking.db);
  return done ? g_steal_pointer (&check) : NULL;
}
