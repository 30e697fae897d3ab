/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Copies of a network that nobody has open: backups, and what was kept aside before a migration. */

#include "config.h"

#include "lnet-erase-build.h"

#include <string.h>

#include "lnet-apply.h"
#include "lnet-backup.h"
#include "lnet-member-index.h"
#include "lnet-redact.h"

static void
add_copies_aside (GPtrArray  *copies,
                  const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *prefix = g_strconcat (name, ".version-", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *found;

  while (dir != NULL && (found = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (found, prefix) && !g_str_has_suffix (found, "-wal") && !g_str_has_suffix (found, "-shm"))
      g_ptr_array_add (copies, g_build_filename (folder, found, NULL));
}

GPtrArray *
lnet_erase_list_copies (const char   *path,
                        const LnetId *network)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) backups = lnet_backup_list (network);

  for (guint i = 0; i < backups->len; i++)
    g_ptr_array_add (copies, g_strdup (((const LnetBackup *) backups->pdata[i])->path));
  add_copies_aside (copies, path);
  return copies;
}

/* References in rows that stay are numbers that no longer name anybody: those are left as they are, since nothing is
 * added to the copy's log that could empty them. */
static gboolean
erase_rows (LnetSqlite  *db,
            GPtrArray   *ops,
            GError     **error)
{
  g_autoptr (LnetApply) apply = lnet_apply_new (db);

  for (guint i = 0; i < ops->len; i++)
    {
      const LnetEraseOp *op = ops->pdata[i];

      if (op->op->kind == LNET_OP_REDACT &&
          lnet_apply_op (apply, op->op, op->space, 0, NULL, error) == LNET_APPLY_FAILED)
        return FALSE;
    }
  return lnet_redact_log (db, lnet_apply_get_erased (apply), NULL, error) &&
         lnet_member_index_forget (db, lnet_apply_get_erased_pks (apply), error);
}

static gboolean
erase_in_database (LnetSqlite   *db,
                   LnetErasure  *erasure,
                   gboolean     *had,
                   GError      **error)
{
  g_autoptr (GPtrArray) ops = NULL;

  if (!lnet_sqlite_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  ops = lnet_erase_build (db, erasure, FALSE, error);
  if (ops != NULL && erase_rows (db, ops, error) && lnet_sqlite_exec (db, "COMMIT", error))
    {
      *had = ops->len > 0;
      return TRUE;
    }
  lnet_sqlite_exec (db, "ROLLBACK", NULL);
  return FALSE;
}

/* What is counted in a copy is nobody's business. */
static LnetErasure *
dup_roots (const LnetErasure *erasure)
{
  LnetErasure *copy = lnet_erasure_new_trash ();

  copy->person = erasure->person;
  g_array_append_vals (copy->roots, erasure->roots->data, erasure->roots->len);
  return copy;
}

gboolean
lnet_erase_in_file (const char   *path,
                    LnetErasure  *erasure,
                    gboolean     *had,
                    GError      **error)
{
  g_autoptr (LnetErasure) own = dup_roots (erasure);
  g_autoptr (LnetSqlite) db = lnet_sqlite_open (path, LNET_SQLITE_READ_WRITE, error);

  *had = FALSE;
  return db != NULL && erase_in_database (db, own, had, error) && (!*had || lnet_redact_tidy (db, error));
}
