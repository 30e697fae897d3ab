/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-undo.h"

#include <glib/gi18n-lib.h>

#include "lnet-batch.h"
#include "lnet-error.h"
#include "lnet-fold.h"
#include "lnet-inverse.h"
#include "lnet-merge-acts.h"
#include "lnet-pack.h"
#include "lnet-prose.h"
#include "lnet-rights.h"
#include "lnet-touch.h"

/* An act being taken back, last change first. */
typedef struct
{
  LnetSqlite *db;
  LnetApply *apply;
  LnetTransaction *transaction;
  GHashTable *cells; /* "table number row" → LnetOp: the value a cell will have once what is built so far is done */
  LnetFold *fold;
  GHashTable *seqs;   /* gint64: the act's batches */
  gint64 last_seq;    /* of those */
  GHashTable *merged; /* names of the cells whose edits on several desks are taken back */
  guint n_kept;
  gboolean settling; /* the act settled something, or took that back */
} Undo;

static char *
name_cell (const LnetOp *op)
{
  g_autofree char *row = lnet_id_to_string (&op->row);

  return g_strdup_printf ("%u %u %s", op->table, op->number, row);
}

/* Whether a cell still has the value that @op gave it, so that giving it back takes nothing newer away. */
static gboolean
still_stands (Undo          *undo,
              const LnetOp  *op,
              gboolean      *stands,
              GError       **error)
{
  g_autofree char *name = name_cell (op);
  const LnetOp *pending = g_hash_table_lookup (undo->cells, name);
  LnetValue value, parent = { 0 };

  if (pending != NULL)
    {
      *stands = op->kind == LNET_OP_MOVE ? g_strcmp0 (pending->text, op->text) == 0
                                         : lnet_value_equal (&pending->value, &op->value);
      return TRUE;
    }
  if (!lnet_apply_read_cell (undo->apply, op->table, op->number, &op->row, &value, error))
    return FALSE;
  if (op->kind == LNET_OP_MOVE)
    {
      if (!lnet_apply_read_cell (undo->apply, op->table, 1, &op->row, &parent, error))
        {
          lnet_value_clear (&value);
          return FALSE;
        }
      *stands = g_strcmp0 (value.text, op->text) == 0 && lnet_value_equal (&parent, &op->value);
    }
  else
    *stands = lnet_value_equal (&value, &op->value);
  lnet_value_clear (&value);
  return TRUE;
}

/* --- letters: finding where an edit's place has gone to --- */

/* Moves the stretch [from, to) through a later edit; FALSE when that edit changed the stretch itself. */
static gboolean
shift (guint        *from,
       guint        *to,
       const LnetOp *later)
{
  guint inserted = (guint) g_utf8_strlen (later->text, -1);
  guint end = later->position + later->n_deleted;

  if (end <= *from)
    {
      *from += inserted - later->n_deleted;
      *to += inserted - later->n_deleted;
      return TRUE;
    }
  if (later->position >= *to)
    return TRUE;
  if (*from == *to && later->position < *from)
    {
      /* The point lies in what was deleted later: it goes to where that was. */
      *from = *to = later->position;
      return TRUE;
    }
  return FALSE;
}

/* Moves @op through the edits of its cell that one batch holds. */
static gboolean
shift_through_batch (const LnetOp    *op,
                     const LnetBatch *batch,
                     guint           *from,
                     guint           *to)
{
  for (guint i = 0; i < batch->ops->len; i++)
    {
      gboolean unknown;
      g_autoptr (LnetOp) later = lnet_batch_read_op (batch, i, &unknown);

      if (later != NULL && later->kind == LNET_OP_EDIT && later->table == op->table && later->number == op->number &&
          lnet_id_equal (&later->row, &op->row) && !shift (from, to, later))
        return FALSE;
    }
  return TRUE;
}

/* A batch that came after the act and touched the same row. */
typedef struct
{
  gint64 seq;
  LnetBatch *batch;
  LnetId group;
  LnetId undoes; /* the group it takes back; null: none */
} Later;

static void
later_free (Later *later)
{
  lnet_batch_free (later->batch);
  g_free (later);
}

static void
add_seq (GHashTable *seqs,
         gint64      seq)
{
  g_hash_table_add (seqs, g_memdup2 (&seq, sizeof seq));
}

/* What came after the act, without what was taken back at once: an act and the one that takes it back leave the letters
 * as they were, though the log has them deleted and written anew. Those go into @cancelled (gint64), if given. */
static GPtrArray *
read_later (Undo          *undo,
            const LnetId  *row,
            GHashTable    *cancelled,
            GError       **error)
{
  g_autoptr (GPtrArray) batches = g_ptr_array_new_with_free_func ((GDestroyNotify) later_free);
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    undo->db, "SELECT seq, body, grp, undoes FROM " LNET_TOUCH " CROSS JOIN batch ON batch.seq = touching.value "
              "WHERE touch.row = ?1 AND batch.seq > ?2 ORDER BY batch.seq", error);
  int step;

  if (statement == NULL)
    return NULL;
  lnet_sqlite_bind_id (statement, 1, row);
  lnet_sqlite_bind_integer (statement, 2, undo->last_seq);
  while ((step = lnet_sqlite_step (undo->db, statement, error)) > 0)
    {
      Later *later = g_new0 (Later, 1);
      const Later *last = batches->len > 0 ? batches->pdata[batches->len - 1] : NULL;

      later->seq = sqlite3_column_int64 (statement, 0);
      later->batch = lnet_unpack_batch (sqlite3_column_blob (statement, 1),
                                        (gsize) sqlite3_column_bytes (statement, 1), NULL, NULL);
      if (later->batch != NULL && !lnet_rights_leave_out (undo->db, later->seq, later->batch, error))
        {
          later_free (later);
          sqlite3_reset (statement);
          return NULL;
        }
      later->group = lnet_sqlite_column_id (statement, 2);
      later->undoes = lnet_sqlite_column_id (statement, 3);
      if (last == NULL || lnet_id_is_null (&later->undoes) || !lnet_id_equal (&last->group, &later->undoes))
        {
          g_ptr_array_add (batches, later);
          continue;
        }
      if (cancelled != NULL)
        {
          add_seq (cancelled, later->seq);
          add_seq (cancelled, last->seq);
        }
      later_free (later);
      g_ptr_array_set_size (batches, batches->len - 1);
    }
  return step == 0 ? g_steal_pointer (&batches) : NULL;
}

/* Where the inverse of an edit stands today; FALSE in @stands when its letters have been changed since. */
static gboolean
find_edit (Undo          *undo,
           LnetOp        *inverse,
           gboolean      *stands,
           GError       **error)
{
  guint from = inverse->position, to = inverse->position + inverse->n_deleted;
  g_autoptr (GPtrArray) batches = read_later (undo, &inverse->row, NULL, error);

  if (batches == NULL)
    return FALSE;
  *stands = TRUE;
  for (guint i = 0; i < batches->len && *stands; i++)
    {
      const Later *later = batches->pdata[i];

      if (later->batch != NULL)
        *stands = shift_through_batch (inverse, later->batch, &from, &to);
    }
  inverse->position = from;
  return TRUE;
}

/* --- letters that several desks wrote --- */

static gboolean
has_several_desks (Undo          *undo,
                   const LnetId  *row,
                   gboolean      *several,
                   GError       **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    undo->db, "SELECT min (desk) <> max (desk) FROM " LNET_TOUCH " CROSS JOIN batch ON batch.seq = touching.value "
              "WHERE touch.row = ?1", error);

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_id (statement, 1, row);
  if (lnet_sqlite_step (undo->db, statement, error) <= 0)
    return FALSE;
  *several = sqlite3_column_int (statement, 0) != 0;
  sqlite3_reset (statement);
  return TRUE;
}

static void
take_edits (Undo         *undo,
            const LnetOp *op,
            const GArray *edits)
{
  for (guint i = 0; i < edits->len; i++)
    {
      const LnetProseEdit *edit = &g_array_index (edits, LnetProseEdit, i);
      LnetOp *inverse = lnet_op_new (LNET_OP_EDIT, op->table, &op->row);

      inverse->number = op->number;
      inverse->position = edit->position;
      inverse->n_deleted = edit->n_deleted;
      inverse->text = g_strdup (edit->inserted);
      lnet_transaction_take_op (undo->transaction, inverse);
    }
  undo->n_kept += edits->len == 0;
}

/* Where some wrote without knowing of each other, places cannot be followed through the log: all that the act did to
 * the text is taken back at once. FALSE in @merged when nobody did. */
static gboolean
take_back_merged (Undo          *undo,
                  const LnetOp  *op,
                  gboolean      *merged,
                  GError       **error)
{
  g_autofree char *name = name_cell (op);
  g_autoptr (GHashTable) seqs = NULL;
  g_autoptr (GPtrArray) later = NULL;
  g_autoptr (GArray) edits = NULL;
  GHashTableIter iter;
  gpointer seq;

  *merged = g_hash_table_contains (undo->merged, name);
  if (*merged)
    return TRUE;
  if (!has_several_desks (undo, &op->row, merged, error))
    return FALSE;
  if (!*merged)
    return TRUE;
  seqs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_hash_table_iter_init (&iter, undo->seqs);
  while (g_hash_table_iter_next (&iter, &seq, NULL))
    add_seq (seqs, *(gint64 *) seq);
  later = read_later (undo, &op->row, seqs, error);
  if (later == NULL ||
      !lnet_fold_invert_prose (undo->fold, op->table, &op->row, op->number, seqs, &edits, error))
    return FALSE;
  *merged = edits != NULL;
  if (*merged)
    {
      take_edits (undo, op, edits);
      g_hash_table_add (undo->merged, g_steal_pointer (&name));
    }
  return TRUE;
}

/* --- the changes of one batch, last first --- */

static gboolean
take_back (Undo          *undo,
           const LnetOp  *op,
           LnetOp        *inverse,
           GError       **error)
{
  g_autoptr (LnetOp) owned = inverse;
  gboolean stands = TRUE;

  if (op->kind == LNET_OP_SET || op->kind == LNET_OP_MOVE)
    {
      if (!still_stands (undo, op, &stands, error))
        return FALSE;
      if (stands)
        g_hash_table_insert (undo->cells, name_cell (op), inverse);
    }
  else if (op->kind == LNET_OP_EDIT && !find_edit (undo, inverse, &stands, error))
    return FALSE;

  if (!stands)
    undo->n_kept++;
  /* A row that had no place before is one that the act added: it goes, and needs none. */
  else if (lnet_op_is_sound (inverse))
    lnet_transaction_take_op (undo->transaction, g_steal_pointer (&owned));
  return TRUE;
}

static gboolean
take_back_batch (Undo             *undo,
                 const LnetBatch  *batch,
                 GPtrArray        *inverse,
                 GError          **error)
{
  for (guint i = batch->ops->len; i > 0; i--)
    {
      gboolean unknown;
      g_autoptr (LnetOp) op = lnet_batch_read_op (batch, i - 1, &unknown);
      g_autoptr (LnetOp) back = i - 1 < inverse->len ? g_steal_pointer (&inverse->pdata[i - 1]) : NULL;
      gboolean merged = FALSE;

      /* What was settled by what stood there already changed nothing but that. */
      if (op != NULL && back == NULL && undo->settling)
        back = lnet_batch_read_op (batch, i - 1, &unknown);
      if (op != NULL && op->kind == LNET_OP_EDIT && !take_back_merged (undo, op, &merged, error))
        return FALSE;
      if (merged)
        continue;
      /* Who was let in is taken out by a removal, which says what of theirs counts. */
      if (op == NULL || back == NULL || (op->table == LNET_TABLE_ROSTER_DESK && op->kind == LNET_OP_ADD))
        undo->n_kept++;
      else if (!take_back (undo, op, g_steal_pointer (&back), error))
        return FALSE;
    }
  return TRUE;
}

typedef struct
{
  LnetBatch *batch;
  GPtrArray *inverse;
} Taken;

static void
free_taken (gpointer data)
{
  Taken *taken = data;

  lnet_batch_free (taken->batch);
  for (guint i = 0; i < taken->inverse->len; i++)
    lnet_op_free (taken->inverse->pdata[i]);
  g_ptr_array_unref (taken->inverse);
  g_free (taken);
}

/* The act's batches, last first. */
static GPtrArray *
read_group (Undo          *undo,
            const LnetId  *group,
            GError       **error)
{
  g_autoptr (GPtrArray) group_batches = g_ptr_array_new_with_free_func (free_taken);
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    undo->db, "SELECT seq, body, inverse FROM batch WHERE grp = ?1 ORDER BY seq DESC", error);
  int step;

  if (statement == NULL)
    return NULL;
  lnet_sqlite_bind_id (statement, 1, group);
  while ((step = lnet_sqlite_step (undo->db, statement, error)) > 0)
    {
      LnetBatch *batch = lnet_unpack_batch (sqlite3_column_blob (statement, 1),
                                            (gsize) sqlite3_column_bytes (statement, 1), NULL, NULL);
      g_autoptr (GBytes) inverses = NULL;
      Taken *taken;

      if (batch == NULL)
        continue;
      taken = g_new0 (Taken, 1);
      taken->batch = batch;
      inverses = lnet_unpack (sqlite3_column_blob (statement, 2), (gsize) sqlite3_column_bytes (statement, 2));
      taken->inverse = lnet_inverse_read (batch, inverses);
      undo->last_seq = MAX (undo->last_seq, sqlite3_column_int64 (statement, 0));
      add_seq (undo->seqs, sqlite3_column_int64 (statement, 0));
      g_ptr_array_add (group_batches, taken);
    }
  return step < 0 ? NULL : g_steal_pointer (&group_batches);
}

/* --- what was erased --- */

static gboolean
is_merging (const char *act)
{
  return g_str_has_suffix (act, "-merge") || g_str_equal (act, "undo") || g_str_equal (act, "redo");
}

/* An act that erased something, or of which nothing is left, cannot be taken back; nor one that only makes sense as a
 * whole. */
static gboolean
refuse_erased (GPtrArray  *batches,
               GError    **error)
{
  guint n_ops = 0, n_blanked = 0, n_redacts = 0;
  gboolean merging = FALSE;

  for (guint i = 0; i < batches->len; i++)
    {
      const LnetBatch *batch = ((const Taken *) batches->pdata[i])->batch;

      merging = merging || is_merging (batch->act);
      n_ops += batch->ops->len;
      for (guint k = 0; k < batch->ops->len; k++)
        {
          gboolean unknown;
          g_autoptr (LnetOp) op = lnet_batch_read_op (batch, k, &unknown);

          n_blanked += lnet_batch_is_blanked (batch, k);
          n_redacts += op != NULL && op->kind == LNET_OP_REDACT;
        }
    }
  if (n_redacts > 0)
    g_set_error_literal (error, LNET_ERROR, LNET_ERROR_NOT_FOUND,
                         _("What was erased is gone and cannot be brought back. Nothing was changed."));
  else if (n_blanked > 0 && (merging || n_blanked == n_ops))
    g_set_error_literal (error, LNET_ERROR, LNET_ERROR_NOT_FOUND,
                         _("This was about something that has been erased since, so it cannot be taken back. Nothing was "
                           "changed."));
  else
    return FALSE;
  return TRUE;
}

LnetTransaction *
lnet_undo_build (LnetSqlite    *db,
                 LnetApply     *apply,
                 const LnetId  *group,
                 gboolean       redo,
                 char         **act,
                 guint         *n_kept,
                 GError       **error)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new (redo ? "redo" : "undo");
  g_autoptr (GHashTable) cells = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (LnetFold) fold = lnet_fold_new (db, apply);
  g_autoptr (GHashTable) seqs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) merged = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Undo undo = { .db = db, .apply = apply, .transaction = transaction, .cells = cells, .fold = fold, .seqs = seqs,
                .merged = merged };
  g_autoptr (GPtrArray) batches = read_group (&undo, group, error);

  if (batches == NULL)
    return NULL;
  if (batches->len == 0)
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_NOT_FOUND,
                           _("This network’s history knows nothing of that change. Nothing was changed."));
      return NULL;
    }
  if (refuse_erased (batches, error) || !lnet_merge_may_be_done_again (db, group, error))
    return NULL;
  if (!lnet_fold_undoes_settling (db, group, &undo.settling, error))
    return NULL;
  lnet_transaction_set_undoes (transaction, group);
  for (guint i = 0; i < batches->len; i++)
    {
      Taken *taken = batches->pdata[i];

      if (!take_back_batch (&undo, taken->batch, taken->inverse, error))
        return NULL;
    }
  if (act != NULL)
    *act = g_strdup (((Taken *) batches->pdata[0])->batch->act);
  if (n_kept != NULL)
    *n_kept = undo.n_kept;
  return g_steal_pointer (&transaction);
}
