/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-merge-acts.h"

#include <glib/gi18n-lib.h>

#include "lnet-batch.h"
#include "lnet-error.h"
#include "lnet-pack.h"

void
lnet_merge_act_free (LnetMergeAct *act)
{
  g_array_unref (act->batches);
  g_array_unref (act->copies);
  g_free (act);
}

/* Who went is deleted first of all; who stayed is the only other member that anything is set on, or that something
 * that followed names. */
static void
read_who (LnetMergeAct *act,
          gconstpointer data,
          gsize         size)
{
  g_autoptr (LnetBatch) batch = lnet_unpack_batch (data, size, NULL, NULL);

  for (guint i = 0; batch != NULL && i < batch->ops->len; i++)
    {
      gboolean unknown;
      g_autoptr (LnetOp) op = lnet_batch_read_op (batch, i, &unknown);
      const LnetFieldInfo *field = NULL;

      if (op == NULL)
        continue;
      if (op->cells != NULL)
        {
          LnetMergeCopy copy = { op->table, op->row };

          g_array_append_val (act->copies, copy);
        }
      if (op->kind == LNET_OP_DEL && op->table == LNET_TABLE_MEMBER)
        act->goes = op->row;
      else if (op->table == LNET_TABLE_MEMBER && op->kind == LNET_OP_SET)
        act->keep = op->row;
      else if (op->kind == LNET_OP_SET && op->value.type == LNET_VALUE_ID)
        field = lnet_schema_get_field (op->table << 8 | op->number);
      if (field != NULL && lnet_id_is_null (&act->keep) && g_str_equal (field->name, "member"))
        act->keep = op->value.id;
    }
}

/* All mergings there are: few, and found by looking through the log. */
static GArray *
find_groups (LnetSqlite  *db,
             GError     **error)
{
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (LnetId));
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    db, "SELECT grp FROM batch WHERE act = 'member-merge' GROUP BY grp ORDER BY min (seq)", error);
  int step;

  if (statement == NULL)
    return NULL;
  while ((step = lnet_sqlite_step (db, statement, error)) > 0)
    {
      LnetId group = lnet_sqlite_column_id (statement, 0);

      g_array_append_val (groups, group);
    }
  return step == 0 ? g_steal_pointer (&groups) : NULL;
}

static gboolean
read_batches (LnetSqlite    *db,
              LnetMergeAct  *act,
              const LnetId  *group,
              gboolean       back,
              GError       **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, "SELECT seq, body FROM batch WHERE grp = ?1 ORDER BY seq", error);
  int step;

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_id (statement, 1, group);
  while ((step = lnet_sqlite_step (db, statement, error)) > 0)
    {
      LnetMergeBatch batch = { sqlite3_column_int64 (statement, 0), back };

      g_array_append_val (act->batches, batch);
      if (lnet_id_equal (group, &act->group))
        read_who (act, sqlite3_column_blob (statement, 1), (gsize) sqlite3_column_bytes (statement, 1));
    }
  return step == 0;
}

/* What takes @group back, the newest first. */
static GArray *
find_undoing (LnetSqlite    *db,
              const LnetId  *group,
              GError       **error)
{
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (LnetId));
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    db, "SELECT grp FROM batch WHERE undoes = ?1 GROUP BY grp ORDER BY max (seq) DESC", error);
  int step;

  if (statement == NULL)
    return NULL;
  lnet_sqlite_bind_id (statement, 1, group);
  while ((step = lnet_sqlite_step (db, statement, error)) > 0)
    {
      LnetId undoing = lnet_sqlite_column_id (statement, 0);

      g_array_append_val (groups, undoing);
    }
  return step == 0 ? g_steal_pointer (&groups) : NULL;
}

/* @newest: on the way that leads to how it is now. */
static gboolean
follow (LnetSqlite    *db,
        LnetMergeAct  *act,
        const LnetId  *group,
        gboolean       back,
        gboolean       newest,
        GError       **error)
{
  g_autoptr (GArray) undoing = NULL;

  if (!read_batches (db, act, group, back, error))
    return FALSE;
  undoing = find_undoing (db, group, error);
  if (undoing == NULL)
    return FALSE;
  if (newest)
    act->stands = !back;
  for (guint i = 0; i < undoing->len; i++)
    if (!follow (db, act, &g_array_index (undoing, LnetId, i), !back, newest && i == 0, error))
      return FALSE;
  return TRUE;
}

/* Where nothing followed, and nothing was taken over, the log names only who went: then one who says the same name is
 * who stayed. */
static int
is_namesake (LnetSqlite    *db,
             const LnetId  *goes,
             const LnetId  *member,
             GError       **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    db, "SELECT 1 FROM member AS a JOIN member AS b ON b.legal_first IS a.legal_first AND b.legal_last IS a.legal_last "
        "AND b.preferred_name IS a.preferred_name WHERE a.id = ?1 AND b.id = ?2", error);
  int step;

  if (statement == NULL)
    return -1;
  lnet_sqlite_bind_id (statement, 1, goes);
  lnet_sqlite_bind_id (statement, 2, member);
  step = lnet_sqlite_step (db, statement, error);
  sqlite3_reset (statement);
  return step;
}

static int
takes_part (LnetSqlite    *db,
            LnetMergeAct  *act,
            const LnetId  *member,
            GError       **error)
{
  int namesake;

  if (lnet_id_equal (&act->goes, member) || lnet_id_equal (&act->keep, member))
    return 1;
  if (!lnet_id_is_null (&act->keep) || lnet_id_is_null (&act->goes))
    return 0;
  namesake = is_namesake (db, &act->goes, member, error);
  if (namesake > 0)
    act->keep = *member;
  return namesake;
}

GPtrArray *
lnet_merge_acts_of (LnetSqlite    *db,
                    const LnetId  *member,
                    GError       **error)
{
  g_autoptr (GPtrArray) acts = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_merge_act_free);
  g_autoptr (GArray) groups = find_groups (db, error);
  int takes = 0;

  for (guint i = 0; groups != NULL && i < groups->len && takes >= 0; i++)
    {
      LnetMergeAct *act = g_new0 (LnetMergeAct, 1);

      act->group = g_array_index (groups, LnetId, i);
      act->batches = g_array_new (FALSE, FALSE, sizeof (LnetMergeBatch));
      act->copies = g_array_new (FALSE, FALSE, sizeof (LnetMergeCopy));
      takes = follow (db, act, &act->group, FALSE, TRUE, error) ? takes_part (db, act, member, error) : -1;
      if (takes > 0)
        g_ptr_array_add (acts, act);
      else
        lnet_merge_act_free (act);
    }
  return groups != NULL && takes >= 0 ? g_steal_pointer (&acts) : NULL;
}

/* --- once more --- */

/* What @group is about in the end: the act at the beginning of its takings back, and how many there are. */
static gboolean
find_beginning (LnetSqlite    *db,
                LnetId        *group,
                guint         *n_back,
                gboolean      *merges,
                GError       **error)
{
  for (*n_back = 0;; ++*n_back)
    {
      sqlite3_stmt *statement = lnet_sqlite_prepare (
        db, "SELECT undoes, act = 'member-merge' FROM batch WHERE grp = ?1 LIMIT 1", error);
      LnetId undoes = { 0 };
      int step;

      if (statement == NULL)
        return FALSE;
      lnet_sqlite_bind_id (statement, 1, group);
      step = lnet_sqlite_step (db, statement, error);
      if (step > 0)
        {
          undoes = lnet_sqlite_column_id (statement, 0);
          *merges = sqlite3_column_int (statement, 1) != 0;
          sqlite3_reset (statement);
        }
      if (step <= 0 || lnet_id_is_null (&undoes))
        return step >= 0;
      *group = undoes;
    }
}

static gboolean
is_there (LnetSqlite    *db,
          const LnetId  *member,
          gboolean      *there,
          GError       **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, "SELECT 1 FROM member WHERE id = ?1 AND deleted = 0", error);
  int step;

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_id (statement, 1, member);
  step = lnet_sqlite_step (db, statement, error);
  *there = step > 0;
  sqlite3_reset (statement);
  return step >= 0;
}

gboolean
lnet_merge_may_be_done_again (LnetSqlite    *db,
                              const LnetId  *group,
                              GError       **error)
{
  LnetMergeAct act = { .group = *group };
  gboolean merges = FALSE, there = TRUE;
  guint n_back = 0;
  gboolean read;

  if (!find_beginning (db, &act.group, &n_back, &merges, error))
    return FALSE;
  if (!merges || n_back % 2 == 0)
    return TRUE;
  act.batches = g_array_new (FALSE, FALSE, sizeof (LnetMergeBatch));
  act.copies = g_array_new (FALSE, FALSE, sizeof (LnetMergeCopy));
  read = read_batches (db, &act, &act.group, FALSE, error) &&
         (lnet_id_is_null (&act.keep) || is_there (db, &act.keep, &there, error));
  g_array_unref (act.batches);
  g_array_unref (act.copies);
  if (read && !there)
    g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID,
                         _("These two cannot be made one again: who would stay is in the Trash. Nothing was changed. Take "
                           "that member out of the Trash first."));
  return read && there;
}
