/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A transaction on its way into the tables and the log. Runs on the store's writer thread; LnetSqlite asserts it. */

#include "config.h"

#include "lnet-writer-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-attachment-private.h"
#include "lnet-erase-build.h"
#include "lnet-erased.h"
#include "lnet-error.h"
#include "lnet-fold.h"
#include "lnet-inverse.h"
#include "lnet-log.h"
#include "lnet-member-index.h"
#include "lnet-redact.h"
#include "lnet-seen.h"
#include "lnet-sharing-private.h"
#include "lnet-touch.h"
#include "lnet-undo.h"

/* A batch is small: so many ops or bytes, then the next one begins. */
#define MOST_OPS 4096
#define MOST_BYTES (1024 * 1024)

/* How many ops pass between two looks at the cancellable. */
#define LOOK_EVERY 256

/* One transaction on its way into the file. */
typedef struct
{
  LnetWriter *writer;
  LnetTransaction *transaction;
  LnetErasure *erasure; /* NULL, or what the transaction is made of once nobody else can write */
  GCancellable *cancellable;
  LnetChanges *changes;
  LnetId author;
  LnetId group;
  gint64 wall;
  gint64 seq;
  guint n_done;
  guint n_changed;
  gboolean restricted; /* this desk may not write everything in the space at hand */
  gboolean turned;   /* who takes part was changed, or who is in which pair or enrolment */
  gboolean unsettles; /* it takes settling back */
  gboolean any_open; /* whether something stands open on any row (LnetFold) */
  GPtrArray *open;   /* LnetOp, of the transaction: on rows where something does */
  LnetErased *erased;
  LnetTouches *touches;
  GPtrArray *erasing; /* LnetOp: those that erasing by name comes to */

  /* the space looked up last */
  LnetSpace space;
  gint64 space_pk;

  /* the batch that is being filled */
  LnetBatch *batch;
  GByteArray *inverse;
  GByteArray *bytes; /* of one op */
  GHashTable *rows;  /* ids, of the ops */
  GHashTable *named; /* ids of the rows that those belong to */
  gsize n_bytes;
} Commit;

static void
begin_batch (Commit *commit)
{
  commit->batch = lnet_batch_new ();
  commit->batch->wall = commit->wall;
  commit->batch->author = commit->author;
  commit->batch->group = commit->group;
  commit->batch->undoes = *lnet_transaction_get_undoes (commit->transaction);
  commit->batch->act = g_strdup (lnet_transaction_get_act (commit->transaction));
  commit->inverse = g_byte_array_new ();
  commit->bytes = g_byte_array_new ();
  commit->rows = g_hash_table_new (lnet_id_hash, lnet_id_equal);
  commit->named = g_hash_table_new (lnet_id_hash, lnet_id_equal);
  commit->n_bytes = 0;
}

static void
drop_batch (Commit *commit)
{
  g_clear_pointer (&commit->batch, lnet_batch_free);
  g_clear_pointer (&commit->inverse, g_byte_array_unref);
  g_clear_pointer (&commit->bytes, g_byte_array_unref);
  g_clear_pointer (&commit->rows, g_hash_table_unref);
  g_clear_pointer (&commit->named, g_hash_table_unref);
}

static gboolean
end_batch (Commit  *commit,
           gint64   space,
           GError **error)
{
  gboolean done = TRUE;

  if (commit->batch == NULL)
    return TRUE;
  if (commit->batch->ops->len > 0)
    done = lnet_touches_add (commit->touches, commit->seq, commit->rows, commit->named, error) &&
           lnet_log_append (commit->writer->db, &commit->writer->desk, space, commit->seq++, commit->batch,
                            commit->inverse, error);
  drop_batch (commit);
  return done;
}

static void
put_into_batch (Commit       *commit,
                const LnetOp *op,
                const LnetOp *inverse)
{
  GByteArray *bytes = commit->bytes;
  const LnetId *parent = lnet_op_get_parent (op);

  g_assert (lnet_op_is_sound (op));
  lnet_inverse_put (commit->inverse, bytes, op, inverse);
  g_byte_array_set_size (bytes, 0);
  lnet_op_write (op, bytes);
  commit->n_bytes += bytes->len;
  g_ptr_array_add (commit->batch->ops, g_bytes_new (bytes->data, bytes->len));
  g_hash_table_add (commit->rows, (gpointer) &op->row);
  if (parent != NULL && lnet_fold_get_parent_table (op->table) != LNET_TABLE_NONE)
    g_hash_table_add (commit->named, (gpointer) parent);
  lnet_changes_add (commit->changes, op->table, &op->row);
  commit->turned = commit->turned || op->table == LNET_TABLE_ROSTER_DESK || op->table == LNET_TABLE_PAIR_MEMBER ||
                   op->table == LNET_TABLE_ENROLMENT;
  commit->n_changed++;
}

/* Where something stands open on a row, each change may settle it, even one that changes nothing. */
static gboolean
note_open (Commit   *commit,
           LnetOp   *op,
           gboolean *open,
           GError  **error)
{
  *open = commit->unsettles && op->kind != LNET_OP_REDACT;
  if (!*open && (!commit->any_open || op->kind == LNET_OP_REDACT))
    return TRUE;
  if (!*open && !lnet_fold_is_open (commit->writer->db, op->table, &op->row, open, error))
    return FALSE;
  if (*open)
    g_ptr_array_add (commit->open, op);
  return TRUE;
}

/* Of somebody who was erased nothing is written any more. */
static gboolean
is_erased (Commit   *commit,
           LnetOp   *op,
           gint64    space,
           gboolean *erased,
           GError  **error)
{
  *erased = FALSE;
  return op->kind == LNET_OP_REDACT || lnet_erased_is_about (commit->erased, op, space, erased, error);
}

static gboolean
apply_op (Commit  *commit,
          LnetOp  *op,
          gint64   space,
          GError **error)
{
  g_autoptr (LnetOp) inverse = NULL;
  LnetApplyResult result;
  gboolean erased, open;

  if (commit->batch == NULL)
    begin_batch (commit);
  if (!is_erased (commit, op, space, &erased, error))
    return FALSE;
  if (erased)
    return TRUE;
  if (!note_open (commit, op, &open, error))
    return FALSE;
  result = lnet_apply_op (commit->writer->apply, op, space, commit->seq, &inverse, error);
  if (result == LNET_APPLY_FAILED)
    return FALSE;
  if (result == LNET_APPLY_DONE || open || op->kind == LNET_OP_REDACT)
    {
      if (commit->restricted && !lnet_writer_check_right (commit->writer, op, error))
        return FALSE;
      put_into_batch (commit, op, inverse);
    }
  return op->kind != LNET_OP_REDACT || lnet_seen_note_erased (commit->writer->db, space, op, error);
}

/* Rows that bear a name are erased by their own id too: on another desk one of them may bear another name by now. An
 * element of a set cannot; and its id would tell what it held. */
static gboolean
erase_named (Commit        *commit,
             const LnetOp  *op,
             gint64         space,
             GError       **error)
{
  g_autoptr (GArray) rows = NULL;

  if (op->kind != LNET_OP_REDACT || op->number == 0 ||
      lnet_schema_get_table (op->table)->kind == LNET_TABLE_KIND_SET)
    return TRUE;
  rows = lnet_apply_list_named (commit->writer->apply, op, space, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      LnetOp *redact = lnet_op_new (LNET_OP_REDACT, op->table, &g_array_index (rows, LnetId, i));

      g_ptr_array_add (commit->erasing, redact);
      if (!apply_op (commit, redact, space, error))
        return FALSE;
    }
  return rows != NULL;
}

static gboolean
write_op (Commit  *commit,
          LnetOp  *op,
          gint64   space,
          GError **error)
{
  if (!erase_named (commit, op, space, error) || !apply_op (commit, op, space, error))
    return FALSE;
  lnet_transaction_set_n_done (commit->transaction, ++commit->n_done);
  if (commit->n_done % LOOK_EVERY == 0 && g_cancellable_set_error_if_cancelled (commit->cancellable, error))
    return FALSE;
  if (commit->batch->ops->len >= MOST_OPS || commit->n_bytes >= MOST_BYTES)
    return end_batch (commit, space, error);
  return TRUE;
}

/* Which space an op belongs to: the one its row is added to here, or lies in already. */
static gboolean
find_space (Commit       *commit,
            GHashTable   *added,
            const LnetOp *op,
            gint64       *space,
            GError      **error)
{
  gpointer known = NULL;

  if (op->kind != LNET_OP_REDACT && g_hash_table_lookup_extended (added, &op->row, NULL, &known))
    {
      *space = GPOINTER_TO_SIZE (known);
      return TRUE;
    }
  if (op->cells == NULL && op->kind != LNET_OP_REDACT)
    return lnet_apply_find_space (commit->writer->apply, op->table, &op->row, space, error);
  if (commit->space_pk == 0 || commit->space.kind != op->space.kind ||
      !lnet_id_equal (&commit->space.owner, &op->space.owner))
    {
      commit->space = op->space;
      if (!lnet_log_ensure_space (commit->writer->db, &commit->writer->network, &op->space, &commit->space_pk, error))
        return FALSE;
    }
  *space = commit->space_pk;
  if (op->cells != NULL)
    g_hash_table_insert (added, (gpointer) &op->row, GSIZE_TO_POINTER ((gsize) *space));
  return TRUE;
}

/* Sorts the ops by space; those of one space keep their order. */
static GHashTable *
sort_by_space (Commit     *commit,
               GPtrArray  *spaces,
               GError    **error)
{
  g_autoptr (GHashTable) sorted = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) added = g_hash_table_new (lnet_id_hash, lnet_id_equal);
  GPtrArray *ops = lnet_transaction_get_ops (commit->transaction);

  for (guint i = 0; i < ops->len; i++)
    {
      GPtrArray *of_space;
      gpointer key;
      gint64 space;

      if ((i % LOOK_EVERY == 0 && g_cancellable_set_error_if_cancelled (commit->cancellable, error)) ||
          !find_space (commit, added, ops->pdata[i], &space, error))
        return NULL;
      key = GSIZE_TO_POINTER ((gsize) space);
      of_space = g_hash_table_lookup (sorted, key);
      if (of_space == NULL)
        {
          of_space = g_ptr_array_new ();
          g_hash_table_insert (sorted, key, of_space);
          g_ptr_array_add (spaces, key);
        }
      g_ptr_array_add (of_space, ops->pdata[i]);
    }
  return g_steal_pointer (&sorted);
}

static gboolean
write_ops (Commit  *commit,
           GError **error)
{
  g_autoptr (GPtrArray) spaces = g_ptr_array_new ();
  g_autoptr (GHashTable) sorted = sort_by_space (commit, spaces, error);

  if (sorted == NULL)
    return FALSE;
  for (guint i = 0; i < spaces->len; i++)
    {
      GPtrArray *ops = g_hash_table_lookup (sorted, spaces->pdata[i]);
      gint64 space = (gint64) GPOINTER_TO_SIZE (spaces->pdata[i]);

      if (!lnet_writer_begin_rights (commit->writer, space, &commit->restricted, error))
        return FALSE;
      for (guint k = 0; k < ops->len; k++)
        if (!write_op (commit, ops->pdata[k], space, error))
          return FALSE;
      if (!end_batch (commit, space, error) ||
          (commit->restricted && !lnet_writer_note_rights (commit->writer, error)))
        return FALSE;
    }
  return TRUE;
}

gboolean
lnet_writer_forget_erased (LnetWriter    *self,
                           GCancellable  *cancellable,
                           LnetChanges   *changes,
                           GError       **error)
{
  GHashTable *erased = lnet_apply_get_erased (self->apply);
  GHashTableIter iter;
  gpointer row, table;

  g_hash_table_iter_init (&iter, erased);
  while (g_hash_table_iter_next (&iter, &row, &table))
    lnet_changes_add (changes, GPOINTER_TO_UINT (table), row);
  return g_hash_table_size (erased) == 0 ||
         (lnet_redact_log (self->db, erased, cancellable, error) &&
          lnet_member_index_forget (self->db, lnet_apply_get_erased_pks (self->apply), error));
}

static gboolean
fold_open (Commit  *commit,
           GError **error)
{
  g_autoptr (LnetFold) fold = commit->open->len > 0 ? lnet_fold_new (commit->writer->db, commit->writer->apply) : NULL;

  for (guint i = 0; i < commit->open->len; i++)
    {
      const LnetOp *op = commit->open->pdata[i];

      if (!lnet_fold_row (fold, op->table, &op->row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_transaction (Commit  *commit,
                   GError **error)
{
  LnetWriter *self = commit->writer;

  lnet_apply_begin (self->apply);
  if (!lnet_desk_ensure (self->db, &self->desk, error) ||
      !lnet_fold_is_any_open (self->db, &commit->any_open, error) ||
      !lnet_fold_undoes_settling (self->db, lnet_transaction_get_undoes (commit->transaction), &commit->unsettles,
                                  error) ||
      !lnet_log_next_seq (self->db, &commit->seq, error) ||
      !lnet_log_next_wall (self->db, &self->desk, &commit->wall, error))
    return FALSE;
  if (lnet_transaction_get_wall (commit->transaction) != 0)
    commit->wall = lnet_transaction_get_wall (commit->transaction);
  if (!lnet_id_is_null (lnet_transaction_get_author (commit->transaction)))
    commit->author = *lnet_transaction_get_author (commit->transaction);
  if (!lnet_sharing_write_own_desk (self->db, &self->desk, commit->transaction, error) ||
      !write_ops (commit, error) || !lnet_apply_flush (self->apply, error) ||
      !lnet_touches_flush (commit->touches, error) ||
      !lnet_attachment_write (self->db, lnet_transaction_get_contents (commit->transaction), error) ||
      !lnet_writer_forget_erased (self, commit->cancellable, commit->changes, error) ||
      !fold_open (commit, error) || !lnet_apply_flush (self->apply, error))
    return FALSE;
  if (!lnet_member_index_update (self->db, lnet_apply_get_moved_members (self->apply),
                                 lnet_apply_get_moved_organizations (self->apply), error) ||
      (commit->turned && !lnet_writer_follow_rights (self, commit->changes, error)) ||
      g_cancellable_set_error_if_cancelled (commit->cancellable, error))
    return FALSE;
  g_assert (!lnet_apply_was_bypassed (self->apply));
  return TRUE;
}

static gboolean
build_erasure (Commit   *commit,
               GError  **error)
{
  commit->transaction = lnet_erase_build_transaction (commit->writer->db, commit->erasure, error);
  if (commit->transaction == NULL)
    return FALSE;
  if (!lnet_transaction_is_empty (commit->transaction))
    return lnet_erase_note_unfinished (commit->writer->db, commit->erasure, error);
  g_set_error_literal (error, LNET_ERROR, LNET_ERROR_NOT_FOUND,
                       _("What was to be erased is no longer in this network. Nothing was changed."));
  return FALSE;
}

static gboolean
run_commit (Commit  *commit,
            LnetId  *group,
            GError **error)
{
  LnetWriter *self = commit->writer;
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  g_autoptr (LnetErased) forgotten = lnet_erased_new (self->db, self->apply);
  g_autoptr (LnetTouches) touches = lnet_touches_new (self->db);
  g_autoptr (GPtrArray) erasing = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_op_free);
  LnetDesk desk = self->desk;

  *group = lnet_id_null ();
  commit->open = open;
  commit->erased = forgotten;
  commit->touches = touches;
  commit->erasing = erasing;
  if (lnet_writer_refuse_when_read_only (self, error) ||
      g_cancellable_set_error_if_cancelled (commit->cancellable, error) ||
      !lnet_sqlite_run_sql (self->db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if ((commit->erasure != NULL && !build_erasure (commit, error)) || !write_transaction (commit, error) ||
      !lnet_sqlite_run_sql (self->db, commit->n_changed > 0 ? "COMMIT" : "ROLLBACK", error))
    {
      drop_batch (commit);
      lnet_writer_forget_rights (self);
      self->desk = desk;
      if (!sqlite3_get_autocommit (lnet_sqlite_get_handle (self->db)))
        sqlite3_exec (lnet_sqlite_get_handle (self->db), "ROLLBACK", NULL, NULL, NULL);
      return FALSE;
    }
  lnet_apply_forget_rows (self->apply);
  if (commit->n_changed == 0)
    {
      self->desk = desk;
      return TRUE;
    }
  if (!self->bulk)
    lnet_desk_mark (&self->desk);
  *group = commit->group;
  return TRUE;
}

gboolean
lnet_writer_commit (LnetWriter       *self,
                    LnetTransaction  *transaction,
                    const LnetId     *author,
                    GCancellable     *cancellable,
                    LnetChanges      *changes,
                    LnetId           *group,
                    GError          **error)
{
  Commit commit = { .writer = self, .transaction = transaction, .cancellable = cancellable, .changes = changes,
                    .author = *author, .group = lnet_id_new () };

  *group = lnet_id_null ();
  return lnet_transaction_is_empty (transaction) || run_commit (&commit, group, error);
}

gboolean
lnet_writer_undo_group (LnetWriter    *self,
                        const LnetId  *group,
                        gboolean       redo,
                        const LnetId  *author,
                        GCancellable  *cancellable,
                        LnetChanges   *changes,
                        LnetId        *undo_group,
                        char         **act,
                        guint         *n_kept,
                        GError       **error)
{
  g_autoptr (LnetTransaction) transaction = NULL;

  if (lnet_writer_refuse_when_read_only (self, error))
    return FALSE;
  lnet_apply_begin (self->apply);
  transaction = lnet_undo_build (self->db, self->apply, group, redo, act, n_kept, error);
  return transaction != NULL &&
         lnet_writer_commit (self, transaction, author, cancellable, changes, undo_group, error);
}

/* --- erasing --- */

gboolean
lnet_writer_erase (LnetWriter    *self,
                   LnetErasure   *erasure,
                   const LnetId  *author,
                   GCancellable  *cancellable,
                   LnetChanges   *changes,
                   LnetId        *group,
                   GError       **error)
{
  Commit commit = { .writer = self, .erasure = erasure, .cancellable = cancellable, .changes = changes,
                    .author = *author, .group = lnet_id_new () };
  gboolean done;

  lnet_erasure_set_stage (erasure, LNET_ERASURE_WRITING);
  done = run_commit (&commit, group, error);
  g_clear_pointer (&commit.transaction, lnet_transaction_unref);
  if (done)
    lnet_erase_finish (self->db, &self->network, erasure);
  return done;
}

void
lnet_writer_go_on_erasing (LnetWriter *self)
{
  if (!self->read_only)
    lnet_erase_go_on (self->db, &self->network);
}
