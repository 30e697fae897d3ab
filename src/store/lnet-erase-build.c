/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-erase-build.h"

#include "lnet-erase-rules.h"
#include "lnet-merge-acts.h"
#include "lnet-migrations.h"
#include "lnet-table-sql.h"
#include "lnet-touch.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  LnetSqlite *db;
  LnetErasure *erasure;
  int version;
  GHashTable *gone;     /* LnetId → table */
  GQueue *to_walk;      /* LnetErasureRoot */
  GPtrArray *ops;       /* LnetEraseOp */
  GArray *let_go;       /* LetGo */
  GHashTable *counted;  /* "why table" → LnetErasureLine in goes or stays */
  GHashTable *owners;   /* LnetId of what a set that loses an element belongs to → LnetEraseRule */
  GError *failed;
} Building;

/* A cell of a row that may stay. */
typedef struct
{
  const LnetEraseRule *rule;
  LnetId row;
} LetGo;

typedef struct
{
  LnetId id;
  gint64 space;
} Row;

void
lnet_erase_op_free (LnetEraseOp *op)
{
  g_clear_pointer (&op->op, lnet_op_free);
  g_free (op);
}

/* --- reading --- */

static gboolean
has_field (Building  *self,
           LnetField  field)
{
  return lnet_schema_get_table (LNET_FIELD_TABLE (field))->since <= self->version &&
         lnet_schema_get_field (field)->since <= self->version;
}

/* The first two columns, an id and a number, of what @sql gives for @id. */
static GArray *
list (Building     *self,
      const char   *sql,
      const LnetId *id)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  sqlite3_stmt *statement = self->failed == NULL ? lnet_sqlite_prepare (self->db, sql, &self->failed) : NULL;

  if (statement == NULL)
    return g_steal_pointer (&rows);
  lnet_sqlite_bind_id (statement, 1, id);
  while (lnet_sqlite_step (self->db, statement, &self->failed) > 0)
    {
      Row row = { lnet_sqlite_column_id (statement, 0), sqlite3_column_int64 (statement, 1) };

      g_array_append_val (rows, row);
    }
  return g_steal_pointer (&rows);
}

/* --- what is to be done --- */

static LnetOp *
add_op (Building     *self,
        LnetOpKind    kind,
        LnetTable     table,
        guint         number,
        const LnetId *row,
        gint64        space)
{
  LnetEraseOp *op = g_new0 (LnetEraseOp, 1);

  op->op = lnet_op_new (kind, table, row);
  op->op->number = number;
  op->space = space;
  g_ptr_array_add (self->ops, op);
  return op->op;
}

static void
count (Building   *self,
       LnetTable   table,
       const char *why,
       guint       n)
{
  g_autofree char *key = g_strdup_printf ("%u %s", table, why != NULL ? why : "");
  LnetErasureLine *line = g_hash_table_lookup (self->counted, key);

  if (line == NULL)
    {
      line = g_new0 (LnetErasureLine, 1);
      line->table = table;
      line->why = why != NULL ? _(why) : NULL;
      g_ptr_array_add (why != NULL ? self->erasure->stays : self->erasure->goes, line);
      g_hash_table_insert (self->counted, g_steal_pointer (&key), line);
    }
  line->n += n;
}

/* A row goes; what hangs on it is looked at later. */
static void
take (Building     *self,
      LnetTable     table,
      const LnetId *row)
{
  LnetErasureRoot *root;

  if (g_hash_table_contains (self->gone, row))
    return;
  g_hash_table_insert (self->gone, lnet_id_copy (row), GUINT_TO_POINTER (table));
  count (self, table, NULL, 1);
  root = g_new0 (LnetErasureRoot, 1);
  root->table = table;
  root->row = *row;
  g_queue_push_tail (self->to_walk, root);
}

/* One row by its own id. */
static void
take_row (Building     *self,
          LnetTable     table,
          const LnetId *id)
{
  g_autoptr (GArray) rows = NULL;

  if (lnet_schema_get_table (table)->since > self->version)
    return;
  rows = list (self, lnet_table_sql_list (table, 0), id);
  for (guint i = 0; i < rows->len; i++)
    {
      add_op (self, LNET_OP_REDACT, table, 0, id, g_array_index (rows, Row, i).space);
      take (self, table, id);
    }
}

/* A set stays without this element, if it stays. */
static void
note_owner (Building            *self,
            const LnetEraseRule *rule,
            const LnetId        *element)
{
  g_autoptr (GArray) owners = NULL;

  if (rule->why == NULL)
    return;
  owners = list (self, lnet_table_sql_get (LNET_FIELD_TABLE (rule->field), 1), element);
  for (guint i = 0; i < owners->len; i++)
    g_hash_table_insert (self->owners, lnet_id_copy (&g_array_index (owners, Row, i).id), (gpointer) rule);
}

/* All rows whose field names @id: one op a space, which names none of them. */
static void
take_naming (Building            *self,
             const LnetEraseRule *rule,
             const LnetId        *id,
             GArray              *rows)
{
  LnetTable table = LNET_FIELD_TABLE (rule->field);
  g_autoptr (GHashTable) spaces = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);

      if (g_hash_table_add (spaces, GSIZE_TO_POINTER ((gsize) row->space)))
        add_op (self, LNET_OP_REDACT, table, LNET_FIELD_NUMBER (rule->field), id, row->space);
      if (lnet_schema_get_table (table)->kind == LNET_TABLE_KIND_SET)
        note_owner (self, rule, &row->id);
      take (self, table, &row->id);
    }
}

static void
walk (Building              *self,
      const LnetErasureRoot *root)
{
  for (const LnetEraseRule *rule = lnet_erase_rules; rule->field != 0 && self->failed == NULL; rule++)
    {
      LnetEraseFate fate = self->erasure->person ? rule->erased : rule->emptied;
      LnetTable table = LNET_FIELD_TABLE (rule->field);
      g_autoptr (GArray) rows = NULL;

      if ((rule->names != root->table && rule->names != LNET_TABLE_NONE) || !has_field (self, rule->field))
        continue;
      rows = list (self, lnet_table_sql_list (table, LNET_FIELD_NUMBER (rule->field)), &root->row);
      if (fate == LNET_ERASE_GOES)
        take_naming (self, rule, &root->row, rows);
      for (guint i = 0; fate == LNET_ERASE_LETS_GO && i < rows->len; i++)
        {
          LetGo let_go = { rule, g_array_index (rows, Row, i).id };

          g_array_append_val (self->let_go, let_go);
        }
    }
}

static void
walk_all (Building *self)
{
  LnetErasureRoot *root;

  while (self->failed == NULL && (root = g_queue_pop_head (self->to_walk)) != NULL)
    {
      walk (self, root);
      g_free (root);
    }
}

/* --- what only a person's erasure takes --- */

static const char notes_of_pair[] =
  "SELECT n.id, n.space FROM coaching_session AS s JOIN coaching_note AS n ON n.session = s.id WHERE s.pair = ?1";
static const char authors_of_row[] =
  "SELECT DISTINCT batch.author, 0 FROM " LNET_TOUCH " CROSS JOIN batch ON batch.seq = touching.value WHERE touch.row = ?1";
static const char authors_of_row_before[] =
  "SELECT DISTINCT batch.author, 0 FROM touch JOIN batch ON batch.seq = touch.batch WHERE touch.row = ?1";
static const char pairs_of_member[] = "SELECT pair, 0 FROM pair_member WHERE member = ?1";
static const char members_of_pair[] = "SELECT member, 0 FROM pair_member WHERE pair = ?1";

static gboolean
is_root (Building     *self,
         const LnetId *member)
{
  for (guint i = 0; i < self->erasure->roots->len; i++)
    if (lnet_id_equal (&g_array_index (self->erasure->roots, LnetErasureRoot, i).row, member))
      return TRUE;
  return FALSE;
}

static gboolean
only_roots (Building   *self,
            const char *sql,
            const LnetId *id)
{
  g_autoptr (GArray) rows = list (self, sql, id);

  for (guint i = 0; i < rows->len; i++)
    if (!is_root (self, &g_array_index (rows, Row, i).id))
      return FALSE;
  return rows->len > 0;
}

static gboolean
wrote_roots_only (Building     *self,
                  const LnetId *note)
{
  gboolean older;

  return self->failed == NULL && lnet_touch_is_older (self->db, &older, &self->failed) &&
         only_roots (self, older ? authors_of_row_before : authors_of_row, note);
}

/* A pair of which nobody is left goes; of one with a partner, what the person wrote alone. */
static void
take_pairs (Building     *self,
            const LnetId *member)
{
  g_autoptr (GArray) pairs = list (self, pairs_of_member, member);

  for (guint i = 0; i < pairs->len; i++)
    {
      const LnetId *pair = &g_array_index (pairs, Row, i).id;
      g_autoptr (GArray) notes = NULL;

      if (only_roots (self, members_of_pair, pair))
        {
          take_row (self, LNET_TABLE_PAIR, pair);
          continue;
        }
      notes = list (self, notes_of_pair, pair);
      for (guint k = 0; k < notes->len; k++)
        if (wrote_roots_only (self, &g_array_index (notes, Row, k).id))
          take_row (self, LNET_TABLE_COACHING_NOTE, &g_array_index (notes, Row, k).id);
    }
}

static gboolean
is_in_trash (Building     *self,
             LnetTable     table,
             const LnetId *row)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (self->db, lnet_table_sql_find (table), &self->failed);
  gboolean in_trash;

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_id (statement, 1, row);
  in_trash = lnet_sqlite_step (self->db, statement, &self->failed) > 0 && sqlite3_column_int64 (statement, 1) != 0;
  sqlite3_reset (statement);
  return in_trash;
}

/* What a merging that was taken back had copied from one member to the other lies in the Trash. */
static void
take_copies (Building     *self,
             const LnetId *member)
{
  g_autoptr (GPtrArray) acts = self->failed == NULL ? lnet_merge_acts_of (self->db, member, &self->failed) : NULL;

  for (guint i = 0; acts != NULL && i < acts->len; i++)
    {
      const LnetMergeAct *act = acts->pdata[i];

      for (guint k = 0; !act->stands && k < act->copies->len && self->failed == NULL; k++)
        {
          const LnetMergeCopy *copy = &g_array_index (act->copies, LnetMergeCopy, k);

          if (!g_hash_table_contains (self->gone, &copy->row) && is_in_trash (self, copy->table, &copy->row))
            take_row (self, copy->table, &copy->row);
        }
    }
}

/* Whoever was merged with a person is that person; the roots grow while they are gone through. */
static void
follow_merges_of (Building     *self,
                  const LnetId *member)
{
  g_autoptr (GPtrArray) acts = lnet_merge_acts_of (self->db, member, &self->failed);

  for (guint i = 0; acts != NULL && i < acts->len; i++)
    {
      const LnetMergeAct *act = acts->pdata[i];
      const LnetId *other = lnet_id_equal (&act->goes, member) ? &act->keep : &act->goes;

      if (act->stands && !lnet_id_is_null (other) && !is_root (self, other))
        lnet_erasure_add (self->erasure, LNET_TABLE_MEMBER, other);
    }
}

/* --- all of it --- */

static void
follow_merges (Building *self)
{
  for (guint i = 0; i < self->erasure->roots->len && self->failed == NULL; i++)
    {
      LnetId member = g_array_index (self->erasure->roots, LnetErasureRoot, i).row;

      follow_merges_of (self, &member);
    }
}

/* Something may have been added for one who is gone already: by a window that was still open, by another desk. */
static void
take_root (Building              *self,
           const LnetErasureRoot *root)
{
  take_row (self, root->table, &root->row);
  if (!g_hash_table_contains (self->gone, &root->row))
    g_queue_push_tail (self->to_walk, g_memdup2 (root, sizeof *root));
}

static void
take_roots (Building *self)
{
  for (guint i = 0; i < self->erasure->roots->len && self->failed == NULL; i++)
    take_root (self, &g_array_index (self->erasure->roots, LnetErasureRoot, i));
  for (guint i = 0; self->erasure->person && i < self->erasure->roots->len && self->failed == NULL; i++)
    {
      const LnetErasureRoot *root = &g_array_index (self->erasure->roots, LnetErasureRoot, i);

      take_pairs (self, &root->row);
      take_copies (self, &root->row);
    }
  walk_all (self);
}

/* Whatever is not gone itself no longer says the name. */
static void
let_go (Building *self)
{
  for (guint i = 0; i < self->let_go->len && self->failed == NULL; i++)
    {
      const LetGo *let_go = &g_array_index (self->let_go, LetGo, i);
      LnetTable table = LNET_FIELD_TABLE (let_go->rule->field);

      if (g_hash_table_contains (self->gone, &let_go->row))
        continue;
      add_op (self, LNET_OP_SET, table, LNET_FIELD_NUMBER (let_go->rule->field), &let_go->row, 0);
      if (let_go->rule->why != NULL)
        count (self, table, let_go->rule->why, 1);
    }
}

static LnetTable
get_owner_table (const LnetEraseRule *element)
{
  for (const LnetEraseRule *rule = lnet_erase_rules; rule->field != 0; rule++)
    if (rule->field == (LnetField) (LNET_FIELD_TABLE (element->field) << 8 | 1))
      return rule->names;
  return LNET_TABLE_NONE;
}

static void
count_owners (Building *self)
{
  GHashTableIter iter;
  gpointer owner, rule;

  g_hash_table_iter_init (&iter, self->owners);
  while (g_hash_table_iter_next (&iter, &owner, &rule))
    if (!g_hash_table_contains (self->gone, owner))
      count (self, get_owner_table (rule), ((const LnetEraseRule *) rule)->why, 1);
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  const LnetErasureLine *first = a, *second = b;

  return first->table != second->table ? (int) first->table - (int) second->table : g_strcmp0 (first->why, second->why);
}

GPtrArray *
lnet_erase_build (LnetSqlite   *db,
                  LnetErasure  *erasure,
                  gboolean      follow,
                  GError      **error)
{
  Building self = { .db = db, .erasure = erasure };

  if (!lnet_migrations_get_version (db, &self.version, error))
    return NULL;
  self.gone = erasure->gone;
  g_hash_table_remove_all (self.gone);
  self.owners = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);
  self.counted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.to_walk = g_queue_new ();
  self.ops = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_erase_op_free);
  self.let_go = g_array_new (FALSE, FALSE, sizeof (LetGo));
  g_ptr_array_set_size (erasure->goes, 0);
  g_ptr_array_set_size (erasure->stays, 0);

  if (erasure->person && follow)
    follow_merges (&self);
  take_roots (&self);
  let_go (&self);
  count_owners (&self);
  g_ptr_array_sort_values (erasure->goes, compare_lines);
  g_ptr_array_sort_values (erasure->stays, compare_lines);

  g_hash_table_unref (self.owners);
  g_hash_table_unref (self.counted);
  g_queue_free_full (self.to_walk, g_free);
  g_array_unref (self.let_go);
  if (self.failed == NULL)
    return self.ops;
  g_ptr_array_unref (self.ops);
  g_propagate_error (error, self.failed);
  return NULL;
}
