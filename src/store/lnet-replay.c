/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs on the writer's thread, inside its transaction. */

#include "config.h"

#include "lnet-replay.h"

#include "lnet-error.h"
#include "lnet-erased.h"
#include "lnet-fold.h"
#include "lnet-inverse.h"
#include "lnet-touch.h"

struct _LnetReplay
{
  LnetSqlite *db;
  LnetApply *apply;
  LnetClocks *clocks;
  LnetChanges *changes;
  LnetFold *fold;
  LnetErased *erased;
  LnetTouches *touches;
  LnetRights *rights; /* NULL: every desk may write everything */
  GHashTable *later; /* Row: to be folded at the end */
  gboolean begun;
  gboolean any_open; /* whether something stood open on any row when it began */

  /* the batch at hand */
  LnetBatch *batch;
  LnetReplayed *replayed;
  GHashTable *rows;  /* LnetId of those it touches */
  GHashTable *named; /* LnetId of those it says others belong to */
  GByteArray *bytes; /* of one op */
  gint64 space;
  gint64 seq;
  gboolean latest;
  gboolean restricted; /* its desk is a participant's */
  gboolean unsettles;  /* it takes settling back */
};

/** A row of a table. */
typedef struct
{
  guint table;
  LnetId id;
} Row;

static guint
hash_row (gconstpointer key)
{
  const Row *row = key;

  return lnet_id_hash (&row->id) ^ row->table;
}

static gboolean
equal_rows (gconstpointer a,
            gconstpointer b)
{
  const Row *first = a, *second = b;

  return first->table == second->table && lnet_id_equal (&first->id, &second->id);
}

LnetReplay *
lnet_replay_new (LnetSqlite  *db,
                 LnetApply   *apply,
                 LnetClocks  *clocks,
                 LnetChanges *changes)
{
  LnetReplay *self = g_new0 (LnetReplay, 1);

  self->db = db;
  self->apply = apply;
  self->clocks = clocks;
  self->changes = lnet_changes_ref (changes);
  self->fold = lnet_fold_new (db, apply);
  self->erased = lnet_erased_new (db, apply);
  self->touches = lnet_touches_new (db);
  self->rows = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);
  self->named = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);
  self->bytes = g_byte_array_new ();
  self->later = g_hash_table_new_full (hash_row, equal_rows, g_free, NULL);
  return self;
}

void
lnet_replay_set_rights (LnetReplay *self,
                        LnetRights *rights)
{
  self->rights = rights;
}

void
lnet_replay_free (LnetReplay *self)
{
  if (self == NULL)
    return;
  lnet_changes_unref (self->changes);
  lnet_fold_free (self->fold);
  lnet_erased_free (self->erased);
  lnet_touches_free (self->touches);
  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->named);
  g_byte_array_unref (self->bytes);
  g_hash_table_unref (self->later);
  g_free (self);
}

void
lnet_replayed_clear (LnetReplayed *replayed)
{
  g_clear_pointer (&replayed->inverse, g_byte_array_unref);
  g_clear_pointer (&replayed->set_aside, g_array_unref);
}

/* --- can it be applied as it is --- */

static gboolean
is_later (LnetReplay   *self,
          guint         table,
          const LnetId *id)
{
  return g_hash_table_contains (self->later, &(Row) { table, *id });
}

static void
fold_later (LnetReplay   *self,
            guint         table,
            const LnetId *id)
{
  if (!is_later (self, table, id))
    g_hash_table_add (self->later, g_memdup2 (&(Row) { table, *id }, sizeof (Row)));
  lnet_changes_add (self->changes, table, id);
}

/* Whether some desk wrote to the row without the batch at hand knowing of it. */
static gboolean
is_contended (LnetReplay    *self,
              const LnetId  *row,
              gboolean      *contended,
              GError       **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    self->db, "SELECT batch.desk, max (batch.n) FROM " LNET_TOUCH " CROSS JOIN batch ON batch.seq = touching.value "
              "WHERE touch.row = ?1 AND batch.space = ?2 GROUP BY batch.desk", error);
  int step;

  *contended = FALSE;
  if (statement == NULL || !lnet_touches_flush (self->touches, error))
    return FALSE;
  lnet_sqlite_bind_id (statement, 1, row);
  lnet_sqlite_bind_integer (statement, 2, self->space);
  while ((step = lnet_sqlite_step (self->db, statement, error)) > 0)
    if (!lnet_clocks_had_seen (self->clocks, sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1)))
      *contended = TRUE;
  return step == 0;
}

static gboolean
must_fold (LnetReplay    *self,
           const LnetOp  *op,
           gboolean      *fold,
           GError       **error)
{
  /* Whether a removal holds is also a question of what was added to the row meanwhile. */
  *fold = is_later (self, op->table, &op->row) || self->unsettles || (!self->latest && op->kind == LNET_OP_DEL);
  if (!*fold && self->any_open && !lnet_fold_is_open (self->db, op->table, &op->row, fold, error))
    return FALSE;
  return *fold || self->latest || is_contended (self, &op->row, fold, error);
}

/* Something comes to belong to a row that may have been removed meanwhile. */
static gboolean
see_to_parent (LnetReplay    *self,
               const LnetOp  *op,
               GError       **error)
{
  const LnetId *parent = lnet_op_get_parent (op);
  guint table = parent != NULL ? lnet_fold_get_parent_table (op->table) : LNET_TABLE_NONE;
  gint64 space, deleted;
  gboolean open = FALSE;

  if (table == LNET_TABLE_NONE)
    return TRUE;
  if (!g_hash_table_contains (self->named, parent))
    g_hash_table_add (self->named, lnet_id_copy (parent));
  if (self->latest)
    return TRUE;
  if (!lnet_apply_find_row (self->apply, table, parent, &space, &deleted, error) ||
      (deleted == 0 && self->any_open && !lnet_fold_is_open (self->db, table, parent, &open, error)))
    return FALSE;
  if (deleted != 0 || open)
    fold_later (self, table, parent);
  return TRUE;
}

/* --- one op --- */

/* What would take back an op whose effect is not known yet: what stood there goes back. */
static gboolean
invert (LnetReplay    *self,
        const LnetOp  *op,
        LnetOp       **inverse,
        GError       **error)
{
  LnetValue key;

  *inverse = NULL;
  switch (op->kind)
    {
    case LNET_OP_SET:
      *inverse = lnet_op_new (LNET_OP_SET, op->table, &op->row);
      (*inverse)->number = op->number;
      return lnet_apply_read_cell (self->apply, op->table, op->number, &op->row, &(*inverse)->value, error);
    case LNET_OP_MOVE:
      *inverse = lnet_op_new (LNET_OP_MOVE, op->table, &op->row);
      (*inverse)->number = op->number;
      if (!lnet_apply_read_cell (self->apply, op->table, 1, &op->row, &(*inverse)->value, error) ||
          !lnet_apply_read_cell (self->apply, op->table, op->number, &op->row, &key, error))
        return FALSE;
      (*inverse)->text = key.text != NULL ? key.text : g_strdup ("");
      return TRUE;
    case LNET_OP_DEL:
      *inverse = lnet_op_new (LNET_OP_UNDEL, op->table, &op->row);
      return TRUE;
    case LNET_OP_UNDEL:
      *inverse = lnet_op_new (LNET_OP_DEL, op->table, &op->row);
      return TRUE;
    case LNET_OP_ADD:
    case LNET_OP_ENTRY:
    case LNET_OP_EDIT:
    default:
      return TRUE;
    }
}

/* An op that does not fit does nothing, here as on every other desk. */
static gboolean
apply_op (LnetReplay    *self,
          LnetOp        *op,
          LnetOp       **inverse,
          GError       **error)
{
  g_autoptr (GError) failure = NULL;

  if (lnet_apply_op (self->apply, op, self->space, self->seq, inverse, &failure) != LNET_APPLY_FAILED)
    return TRUE;
  if (g_error_matches (failure, LNET_ERROR, LNET_ERROR_NOT_FOUND) ||
      g_error_matches (failure, LNET_ERROR, LNET_ERROR_INVALID))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Whether the op's row is one that a batch of this space can be about. */
static gboolean
is_at_home (LnetReplay    *self,
            const LnetOp  *op,
            gboolean      *home,
            GError       **error)
{
  gint64 space;

  if (!lnet_apply_find_space (self->apply, op->table, &op->row, &space, error))
    return FALSE;
  *home = space == self->space || (space == 0 && op->cells != NULL);
  return TRUE;
}

static gboolean
replay_on_row (LnetReplay  *self,
               LnetOp      *op,
               GError     **error)
{
  g_autoptr (LnetOp) inverse = NULL;
  gboolean fold = FALSE, home;

  if (!g_hash_table_contains (self->rows, &op->row))
    g_hash_table_add (self->rows, lnet_id_copy (&op->row));
  lnet_changes_add (self->changes, op->table, &op->row);
  self->replayed->on_roster = self->replayed->on_roster || op->table == LNET_TABLE_ROSTER_DESK;
  if (!is_at_home (self, op, &home, error) || !see_to_parent (self, op, error))
    return FALSE;
  if (home && (!must_fold (self, op, &fold, error) ||
               !(fold ? invert (self, op, &inverse, error) : apply_op (self, op, &inverse, error))))
    return FALSE;
  if (fold)
    fold_later (self, op->table, &op->row);
  lnet_inverse_put (self->replayed->inverse, self->bytes, op, inverse);
  return TRUE;
}

static gboolean
replay_redact (LnetReplay  *self,
               LnetOp      *op,
               GError     **error)
{
  lnet_inverse_put (self->replayed->inverse, self->bytes, op, NULL);
  if (!g_hash_table_contains (self->rows, &op->row))
    g_hash_table_add (self->rows, lnet_id_copy (&op->row));
  return lnet_erased_take (self->erased, op, self->space, self->seq, self->latest ? NULL : self->clocks, error);
}

/* What a desk had no right to stays in the log, and does nothing. */
static gboolean
look_at_right (LnetReplay    *self,
               guint          i,
               const LnetOp  *op,
               gboolean      *may,
               GError       **error)
{
  if (!lnet_touches_flush (self->touches, error) || !lnet_rights_may (self->rights, op, may, error))
    return FALSE;
  if (*may)
    return TRUE;
  if (self->replayed->set_aside == NULL)
    self->replayed->set_aside = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (self->replayed->set_aside, i);
  if (!g_hash_table_contains (self->rows, &op->row))
    g_hash_table_add (self->rows, lnet_id_copy (&op->row));
  lnet_inverse_put (self->replayed->inverse, self->bytes, op, NULL);
  return TRUE;
}

static gboolean
replay_op (LnetReplay  *self,
           guint        i,
           GError     **error)
{
  gboolean unknown, erased = FALSE, may = TRUE;
  g_autoptr (LnetOp) op = lnet_batch_read_op (self->batch, i, &unknown);

  if (op == NULL && unknown && !lnet_batch_is_blanked (self->batch, i))
    self->replayed->n_unknown++;
  if (op == NULL || !lnet_op_is_sound (op))
    {
      lnet_inverse_put (self->replayed->inverse, self->bytes, op, NULL);
      return TRUE;
    }
  if (op->kind != LNET_OP_REDACT && !lnet_erased_is_about (self->erased, op, self->space, &erased, error))
    return FALSE;
  if (erased)
    {
      lnet_batch_blank_op (self->batch, i, FALSE);
      self->replayed->blanked = TRUE;
      lnet_inverse_put (self->replayed->inverse, self->bytes, op, NULL);
      return TRUE;
    }
  if (self->restricted && !look_at_right (self, i, op, &may, error))
    return FALSE;
  if (!may)
    return TRUE;
  return op->kind == LNET_OP_REDACT ? replay_redact (self, op, error) : replay_on_row (self, op, error);
}

gboolean
lnet_replay_batch (LnetReplay    *self,
                   LnetBatch     *batch,
                   gint64         space,
                   gint64         desk,
                   gint64         seq,
                   LnetReplayed  *replayed,
                   GError       **error)
{
  *replayed = (LnetReplayed) { .inverse = g_byte_array_new () };
  g_hash_table_remove_all (self->rows);
  g_hash_table_remove_all (self->named);
  self->batch = batch;
  self->replayed = replayed;
  self->space = space;
  self->seq = seq;
  if (!self->begun && !lnet_fold_is_any_open (self->db, &self->any_open, error))
    return FALSE;
  self->begun = TRUE;
  if (!lnet_fold_undoes_settling (self->db, &batch->undoes, &self->unsettles, error) ||
      !lnet_clocks_begin (self->clocks, space, desk, batch, &self->latest, error) ||
      (self->rights != NULL && !lnet_rights_begin (self->rights, &batch->desk, space, desk, (gint64) batch->n, seq,
                                                   self->clocks, &self->restricted, error)))
    return FALSE;
  for (guint i = 0; i < batch->ops->len; i++)
    if (!replay_op (self, i, error))
      return FALSE;
  lnet_clocks_end (self->clocks);
  if (!lnet_touches_add (self->touches, seq, self->rows, self->named, error))
    return FALSE;
  /* The roster is read from its table next. */
  return !replayed->on_roster || (lnet_apply_flush (self->apply, error) && lnet_touches_flush (self->touches, error));
}

gboolean
lnet_replay_end (LnetReplay  *self,
                 GError     **error)
{
  GHashTableIter iter;
  gpointer key;

  if (!lnet_touches_flush (self->touches, error))
    return FALSE;
  g_hash_table_iter_init (&iter, self->later);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const Row *row = key;

      if (!lnet_fold_row (self->fold, row->table, &row->id, error))
        return FALSE;
    }
  g_hash_table_remove_all (self->later);
  return lnet_apply_flush (self->apply, error);
}
