/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs on the writer's thread, inside its transaction. */

#include "config.h"

#include "lnet-fold-private.h"

#include <string.h>

#include "lnet-apply-private.h"
#include "lnet-batch.h"
#include "lnet-erase-rules.h"
#include "lnet-pack.h"
#include "lnet-rights.h"
#include "lnet-touch.h"

/* So many ops are kept decoded; then the fold begins to read anew. */
#define MOST_OPS_KEPT 200000

static void
free_op (gpointer op)
{
  lnet_op_free (op);
}

static void
free_batch (gpointer data)
{
  LnetFoldBatch *batch = data;

  g_ptr_array_unref (batch->ops);
  g_free (batch);
}

LnetFold *
lnet_fold_new (LnetSqlite *db,
               LnetApply  *apply)
{
  LnetFold *self = g_new0 (LnetFold, 1);

  self->db = db;
  self->apply = apply;
  self->batches = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, free_batch);
  self->writes = g_array_new (FALSE, FALSE, sizeof (LnetWrite));
  self->children = g_array_new (FALSE, FALSE, sizeof (LnetWrite));
  return self;
}

void
lnet_fold_free (LnetFold *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->batches);
  g_array_unref (self->writes);
  g_array_unref (self->children);
  g_free (self);
}

guint
lnet_fold_get_parent_table (guint table)
{
  for (const LnetEraseRule *rule = lnet_erase_rules; rule->field != 0; rule++)
    if (LNET_FIELD_TABLE (rule->field) == table && LNET_FIELD_NUMBER (rule->field) == 1)
      return rule->erased == LNET_ERASE_GOES ? rule->names : LNET_TABLE_NONE;
  return LNET_TABLE_NONE;
}

/* --- reading the log --- */

static void
decode (LnetFoldBatch   *kept,
        const LnetBatch *batch)
{
  for (guint i = 0; i < batch->ops->len; i++)
    {
      gboolean unknown;
      LnetOp *op = lnet_batch_read_op (batch, i, &unknown);

      if (op != NULL && !lnet_op_is_sound (op))
        g_clear_pointer (&op, lnet_op_free);
      g_ptr_array_add (kept->ops, op);
    }
}

/* The desk as the batch itself names it, and its number; of two batches that are that, the hashes differ. */
static void
make_key (LnetFoldBatch   *kept,
          const LnetBatch *batch,
          gconstpointer    hash,
          gsize            hash_size)
{
  guint32 n = GUINT32_TO_BE ((guint32) batch->n);

  kept->group = batch->group;
  kept->undoes = batch->undoes;
  kept->settles = g_strcmp0 (batch->act, "settle") == 0;
  memcpy (kept->key, batch->desk.bytes, 16);
  memcpy (kept->key + 16, &n, 4);
  memcpy (kept->key + 20, hash, MIN (hash_size, 4));
}

static LnetFoldBatch *
load_batch (LnetFold  *self,
            gint64     seq,
            GError   **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    self->db, "SELECT batch.space, batch.desk, batch.n, batch.wall, desk.id, batch.body, batch.hash FROM batch "
              "JOIN desk ON desk.pk = batch.desk WHERE batch.seq = ?1", error);
  g_autoptr (LnetBatch) batch = NULL;
  LnetFoldBatch *kept;

  if (statement == NULL)
    return NULL;
  lnet_sqlite_bind_integer (statement, 1, seq);
  if (lnet_sqlite_step (self->db, statement, error) <= 0)
    return NULL;
  kept = g_new0 (LnetFoldBatch, 1);
  kept->seq = seq;
  kept->space = sqlite3_column_int64 (statement, 0);
  kept->stamp = (LnetStamp) { sqlite3_column_int64 (statement, 1), sqlite3_column_int64 (statement, 2) };
  kept->wall = sqlite3_column_int64 (statement, 3);
  kept->desk = lnet_sqlite_column_id (statement, 4);
  kept->ops = g_ptr_array_new_with_free_func (free_op);
  batch = lnet_unpack_batch (sqlite3_column_blob (statement, 5),
                             (gsize) sqlite3_column_bytes (statement, 5), NULL, NULL);
  if (batch != NULL)
    {
      make_key (kept, batch, sqlite3_column_blob (statement, 6), (gsize) sqlite3_column_bytes (statement, 6));
      if (!lnet_rights_leave_out (self->db, seq, batch, error))
        {
          sqlite3_reset (statement);
          free_batch (kept);
          return NULL;
        }
      decode (kept, batch);
    }
  sqlite3_reset (statement);
  return kept;
}

const LnetFoldBatch *
lnet_fold_read_batch (LnetFold  *self,
                      gint64     seq,
                      GError   **error)
{
  LnetFoldBatch *batch = g_hash_table_lookup (self->batches, &seq);

  if (batch != NULL)
    return batch;
  batch = load_batch (self, seq, error);
  if (batch == NULL)
    return NULL;
  self->n_ops += batch->ops->len;
  g_hash_table_insert (self->batches, &batch->seq, batch);
  return batch;
}

/* What a batch says of the row at hand. */
static void
collect (LnetFold            *self,
         const LnetFoldBatch *batch)
{
  for (guint i = 0; i < batch->ops->len; i++)
    {
      const LnetOp *op = batch->ops->pdata[i];
      LnetWrite write = { batch, op, i };
      const LnetId *parent;

      if (op == NULL || op->kind == LNET_OP_REDACT)
        continue;
      if (op->table == self->table && lnet_id_equal (&op->row, &self->row))
        g_array_append_val (self->writes, write);
      parent = lnet_op_get_parent (op);
      if (parent != NULL && lnet_id_equal (parent, &self->row) && lnet_fold_get_parent_table (op->table) == self->table)
        g_array_append_val (self->children, write);
    }
}

static gboolean
list_batches (LnetFold  *self,
              GArray    *seqs,
              GError   **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    self->db, "SELECT touching.value AS seq FROM " LNET_TOUCH " WHERE touch.row = ?1 UNION "
              "SELECT naming.value FROM named CROSS JOIN json_each ('[' || named.batches || ']') AS naming "
              "WHERE named.row = ?1 ORDER BY seq", error);
  int step;

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_id (statement, 1, &self->row);
  while ((step = lnet_sqlite_step (self->db, statement, error)) > 0)
    {
      gint64 seq = sqlite3_column_int64 (statement, 0);

      g_array_append_val (seqs, seq);
    }
  return step == 0;
}

static gboolean
read_writes (LnetFold  *self,
             GError   **error)
{
  g_autoptr (GArray) seqs = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_set_size (self->writes, 0);
  g_array_set_size (self->children, 0);
  if (self->n_ops > MOST_OPS_KEPT)
    {
      g_hash_table_remove_all (self->batches);
      self->n_ops = 0;
    }
  if (!list_batches (self, seqs, error))
    return FALSE;
  for (guint i = 0; i < seqs->len; i++)
    {
      const LnetFoldBatch *batch = lnet_fold_read_batch (self, g_array_index (seqs, gint64, i), error);

      if (batch == NULL)
        return FALSE;
      /* What another space says of the row does nothing. */
      if (batch->space == self->space)
        collect (self, batch);
    }
  return lnet_fold_leave_out_undone (self, error);
}

/* --- who knew of whom --- */

gboolean
lnet_fold_covers (LnetFold         *self,
                  const LnetWrite  *later,
                  const LnetWrite  *earlier,
                  gboolean         *covers,
                  GError          **error)
{
  *covers = later->index > earlier->index;
  return later->batch == earlier->batch ||
         lnet_seen_covers (self->db, self->space, &later->batch->stamp, &earlier->batch->stamp, covers, error);
}

int
lnet_fold_compare (const LnetWrite *a,
                   const LnetWrite *b)
{
  int by_desk = memcmp (&a->batch->desk, &b->batch->desk, sizeof (LnetId));

  if (a->batch->wall != b->batch->wall)
    return a->batch->wall < b->batch->wall ? -1 : 1;
  if (by_desk != 0)
    return by_desk;
  if (a->batch->stamp.n != b->batch->stamp.n)
    return a->batch->stamp.n < b->batch->stamp.n ? -1 : 1;
  return a->index < b->index ? -1 : a->index > b->index;
}

/* A write that came in order: those it knew of are heads no more. */
static gboolean
put_head (LnetFold         *self,
          GArray           *heads,
          const LnetWrite  *write,
          GError          **error)
{
  for (guint i = heads->len; i > 0; i--)
    {
      gboolean covers;

      if (!lnet_fold_covers (self, write, &g_array_index (heads, LnetWrite, i - 1), &covers, error))
        return FALSE;
      if (covers)
        g_array_remove_index (heads, i - 1);
    }
  g_array_append_vals (heads, write, 1);
  return TRUE;
}

/* --- is the row there --- */

/* The removals that nobody knew of who removed it again, or put it back. */
static gboolean
find_removals (LnetFold  *self,
               GArray    *removals,
               GError   **error)
{
  for (guint i = 0; i < self->writes->len; i++)
    {
      const LnetWrite *write = &g_array_index (self->writes, LnetWrite, i);
      LnetOpKind kind = write->op->kind;

      if (kind != LNET_OP_DEL && kind != LNET_OP_UNDEL && kind != LNET_OP_ADD && kind != LNET_OP_ENTRY)
        continue;
      if (!put_head (self, removals, write, error))
        return FALSE;
    }
  for (guint i = removals->len; i > 0; i--)
    if (g_array_index (removals, LnetWrite, i - 1).op->kind != LNET_OP_DEL)
      g_array_remove_index (removals, i - 1);
  return TRUE;
}

/* Whether one of @writes was made without knowing of any of the removals, and unknown to all of them. */
static gboolean
find_keeper (LnetFold      *self,
             const GArray  *writes,
             const GArray  *removals,
             gboolean      *kept,
             GError       **error)
{
  for (guint i = 0; i < writes->len && !*kept; i++)
    {
      const LnetWrite *write = &g_array_index (writes, LnetWrite, i);
      gboolean apart = write->op->kind != LNET_OP_DEL || write->op->table != self->table;

      for (guint k = 0; k < removals->len && apart; k++)
        {
          const LnetWrite *removal = &g_array_index (removals, LnetWrite, k);
          gboolean knew, known;

          if (!lnet_fold_covers (self, write, removal, &knew, error) ||
              !lnet_fold_covers (self, removal, write, &known, error))
            return FALSE;
          apart = !knew && !known;
        }
      *kept = apart;
    }
  return TRUE;
}

static gboolean
note_kept (LnetFold      *self,
           const GArray  *removals,
           GError       **error)
{
  g_autoptr (GByteArray) nothing = g_byte_array_new ();

  lnet_value_write (&(LnetValue) { 0 }, nothing);
  /* An element of a set that was put in stays; there is nothing to settle. */
  if (lnet_schema_get_table (self->table)->kind != LNET_TABLE_KIND_ROWS)
    return TRUE;
  for (guint i = 0; i < removals->len; i++)
    if (!lnet_fold_note_unsettled (self, 0, &g_array_index (removals, LnetWrite, i), FALSE, nothing, error))
      return FALSE;
  return TRUE;
}

static gboolean
fold_presence (LnetFold  *self,
               GError   **error)
{
  g_autoptr (GArray) removals = g_array_new (FALSE, FALSE, sizeof (LnetWrite));
  const LnetWrite *last = NULL;
  gboolean kept = FALSE;

  if (!find_removals (self, removals, error))
    return FALSE;
  if (removals->len > 0 && (!find_keeper (self, self->writes, removals, &kept, error) ||
                            !find_keeper (self, self->children, removals, &kept, error)))
    return FALSE;
  for (guint i = 0; i < removals->len; i++)
    if (last == NULL || lnet_fold_compare (&g_array_index (removals, LnetWrite, i), last) > 0)
      last = &g_array_index (removals, LnetWrite, i);
  if (kept)
    return note_kept (self, removals, error) && lnet_apply_put_deleted (self->apply, self->table, &self->row, 0, error);
  return lnet_apply_put_deleted (self->apply, self->table, &self->row, last != NULL ? last->batch->seq : 0, error);
}

/* --- what it says --- */

/* What a write puts into a field; NULL if it is about something else. */
static const LnetValue *
get_value (const LnetWrite *write,
           guint            number)
{
  const LnetOp *op = write->op;

  if (op->cells != NULL)
    return lnet_op_get_cell (op, number);
  return op->kind == LNET_OP_SET && op->number == number ? &op->value : NULL;
}

/* A row's place is its parent and its order key together. */
typedef struct
{
  const LnetValue *parent;
  const char *key;
} Place;

static gboolean
get_place (const LnetWrite *write,
           guint            number,
           Place           *place)
{
  static const LnetValue nowhere = { 0 };
  const LnetOp *op = write->op;
  const LnetValue *key;

  if (op->kind == LNET_OP_MOVE && op->number == number)
    {
      *place = (Place) { &op->value, op->text };
      return TRUE;
    }
  if (op->cells == NULL)
    return FALSE;
  key = lnet_op_get_cell (op, number);
  *place = (Place) { lnet_op_get_cell (op, 1), key != NULL ? key->text : NULL };
  if (place->parent == NULL)
    place->parent = &nowhere;
  return TRUE;
}

/* What is written, as bytes: two writes say the same if these are the same. */
static GByteArray *
describe (const LnetWrite *write,
          guint            number,
          gboolean         is_place)
{
  GByteArray *bytes = g_byte_array_new ();
  Place place;

  if (is_place && get_place (write, number, &place))
    {
      lnet_value_write (place.parent, bytes);
      lnet_value_write (&(LnetValue) { .type = LNET_VALUE_TEXT, .text = (char *) (place.key != NULL ? place.key : "") },
                        bytes);
    }
  else if (!is_place)
    lnet_value_write (get_value (write, number), bytes);
  return bytes;
}

static guint
get_rank (LnetFold        *self,
          const LnetWrite *write,
          guint            number)
{
  const LnetValue *value = get_value (write, number);

  return lnet_schema_get_rank (self->table << 8 | number,
                               value != NULL && value->type == LNET_VALUE_TEXT ? value->text : NULL);
}

static const LnetWrite *
choose_shown (LnetFold      *self,
              const GArray  *heads,
              guint          number)
{
  const LnetWrite *shown = NULL;

  for (guint i = 0; i < heads->len; i++)
    {
      const LnetWrite *head = &g_array_index (heads, LnetWrite, i);
      guint rank = get_rank (self, head, number), best = shown != NULL ? get_rank (self, shown, number) : 0;

      if (shown == NULL || rank > best || (rank == best && lnet_fold_compare (head, shown) > 0))
        shown = head;
    }
  return shown;
}

/* Where the heads say different things, each is noted. */
static gboolean
note_heads (LnetFold         *self,
            const GArray     *heads,
            guint             number,
            const LnetWrite  *shown,
            gboolean          is_place,
            GError          **error)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);
  gboolean differ = FALSE;

  for (guint i = 0; i < heads->len; i++)
    {
      GByteArray *value = describe (&g_array_index (heads, LnetWrite, i), number, is_place);
      const GByteArray *first = i > 0 ? values->pdata[0] : value;

      g_ptr_array_add (values, value);
      differ = differ || value->len != first->len || memcmp (value->data, first->data, first->len) != 0;
    }
  for (guint i = 0; differ && i < heads->len; i++)
    {
      const LnetWrite *head = &g_array_index (heads, LnetWrite, i);

      if (!lnet_fold_note_unsettled (self, number, head, head == shown, values->pdata[i], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
show (LnetFold         *self,
      guint             number,
      const LnetWrite  *shown,
      gboolean          is_place,
      GError          **error)
{
  static const LnetValue nothing = { 0 };
  Place place;

  if (is_place)
    return shown == NULL || !get_place (shown, number, &place) ||
           lnet_apply_put_place (self->apply, self->table, number, &self->row, place.parent, place.key, error);
  return lnet_apply_put (self->apply, self->table, number, &self->row,
                         shown != NULL ? get_value (shown, number) : &nothing, error);
}

static gboolean
fold_cell (LnetFold  *self,
           guint      number,
           gboolean   is_place,
           GError   **error)
{
  g_autoptr (GArray) heads = g_array_new (FALSE, FALSE, sizeof (LnetWrite));
  const LnetWrite *shown;

  for (guint i = 0; i < self->writes->len; i++)
    {
      const LnetWrite *write = &g_array_index (self->writes, LnetWrite, i);
      Place place;

      if (is_place ? !get_place (write, number, &place) : get_value (write, number) == NULL)
        continue;
      if (!put_head (self, heads, write, error))
        return FALSE;
    }
  shown = choose_shown (self, heads, number);
  return note_heads (self, heads, number, shown, is_place, error) && show (self, number, shown, is_place, error);
}

static gboolean
fold_fields (LnetFold  *self,
             GError   **error)
{
  const LnetTableInfo *info = lnet_schema_get_table (self->table);
  guint order = lnet_schema_get_order (self->table);

  for (guint number = 1; number <= info->n_fields; number++)
    {
      LnetFieldKind kind = info->fields[number - 1].kind;

      /* Where rows have an order, their first field goes with it. */
      if (number == 1 && order != 0)
        continue;
      if (kind == LNET_FIELD_KIND_PROSE ? !lnet_fold_prose (self, number, error)
                                        : !fold_cell (self, number, kind == LNET_FIELD_KIND_ORDER, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lnet_fold_read_row (LnetFold      *self,
                    guint          table,
                    const LnetId  *row,
                    GError       **error)
{
  self->table = table;
  self->row = *row;
  return lnet_apply_find_space (self->apply, table, row, &self->space, error) && read_writes (self, error);
}

gboolean
lnet_fold_row (LnetFold      *self,
               guint          table,
               const LnetId  *row,
               GError       **error)
{
  self->table = table;
  self->row = *row;
  if (!lnet_apply_find_space (self->apply, table, row, &self->space, error) || !lnet_fold_forget_open (self, error))
    return FALSE;
  if (self->space == 0)
    return TRUE;
  return lnet_apply_note_moved (self->apply, table, row, error) &&
         read_writes (self, error) &&
         fold_presence (self, error) &&
         fold_fields (self, error) &&
         lnet_apply_note_moved (self->apply, table, row, error);
}
