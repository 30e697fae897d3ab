/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Prose that was edited on several desks: its edits as a graph of who knew of what, for LnetTextMerge. */

#include "config.h"

#include "lnet-fold-private.h"

/* A text that is being merged. */
typedef struct
{
  LnetFold *fold;
  guint number;
  LnetTextMerge *merge;
  GArray *events;    /* LnetWrite, by the number of its event */
  GHashTable *desks; /* pk, gint64 → GArray of guint: events of that desk, in order */
} Text;

static gboolean
is_about (const LnetWrite *write,
          guint            number)
{
  const LnetOp *op = write->op;
  const LnetValue *value;

  if (op->kind == LNET_OP_EDIT)
    return op->number == number;
  value = op->cells != NULL ? lnet_op_get_cell (op, number) : NULL;
  return value != NULL && value->type == LNET_VALUE_TEXT;
}

/* The last event of a desk that was known when @write was made; FALSE in @found when there is none. */
static gboolean
find_known (Text             *text,
            const LnetWrite  *write,
            gint64            desk,
            const GArray     *of_desk,
            guint            *event,
            gboolean         *found,
            GError          **error)
{
  gint64 n;

  *found = FALSE;
  if (!lnet_seen_look (text->fold->db, text->fold->space, write->batch->stamp.desk, write->batch->stamp.n, desk, &n,
                       error))
    return FALSE;
  for (guint i = of_desk->len; i > 0 && !*found; i--)
    {
      *event = g_array_index (of_desk, guint, i - 1);
      *found = desk == write->batch->stamp.desk ||
               g_array_index (text->events, LnetWrite, *event).batch->stamp.n <= n;
    }
  return TRUE;
}

/* Takes out those that another one knew of. */
static gboolean
keep_heads (Text    *text,
            GArray  *heads,
            GError **error)
{
  for (guint i = heads->len; i > 0; i--)
    for (guint k = 0; k < heads->len; k++)
      {
        const LnetWrite *earlier = &g_array_index (text->events, LnetWrite, g_array_index (heads, guint, i - 1));
        const LnetWrite *later = &g_array_index (text->events, LnetWrite, g_array_index (heads, guint, k));
        gboolean covers = FALSE;

        if (k != i - 1 && !lnet_fold_covers (text->fold, later, earlier, &covers, error))
          return FALSE;
        if (covers)
          {
            g_array_remove_index (heads, i - 1);
            break;
          }
      }
  return TRUE;
}

static int
compare_events (gconstpointer a,
                gconstpointer b)
{
  const guint *first = a, *second = b;

  return *first < *second ? -1 : *first > *second;
}

/* The events that @write came directly after. */
static gboolean
find_parents (Text             *text,
              const LnetWrite  *write,
              GArray           *parents,
              GError          **error)
{
  GHashTableIter iter;
  gpointer desk, of_desk;

  g_hash_table_iter_init (&iter, text->desks);
  while (g_hash_table_iter_next (&iter, &desk, &of_desk))
    {
      guint event;
      gboolean found;

      if (!find_known (text, write, *(gint64 *) desk, of_desk, &event, &found, error))
        return FALSE;
      if (found)
        g_array_append_val (parents, event);
    }
  if (!keep_heads (text, parents, error))
    return FALSE;
  g_array_sort (parents, compare_events);
  return TRUE;
}

static void
note_event (Text            *text,
            const LnetWrite *write)
{
  gint64 desk = write->batch->stamp.desk;
  GArray *of_desk = g_hash_table_lookup (text->desks, &desk);
  guint event = text->events->len;

  if (of_desk == NULL)
    {
      of_desk = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (text->desks, g_memdup2 (&desk, sizeof desk), of_desk);
    }
  g_array_append_val (of_desk, event);
  g_array_append_vals (text->events, write, 1);
}

static gboolean
add_event (Text             *text,
           const LnetWrite  *write,
           GError          **error)
{
  g_autoptr (GArray) parents = g_array_new (FALSE, FALSE, sizeof (guint));
  const LnetOp *op = write->op;
  const guint8 *key = write->batch->key;

  if (!find_parents (text, write, parents, error))
    return FALSE;
  if (op->kind != LNET_OP_EDIT)
    lnet_text_merge_add (text->merge, key, (const guint *) parents->data, parents->len, 0, 0,
                         lnet_op_get_cell (op, text->number)->text);
  else if (op->n_deleted == 0 && *op->text == '\0')
    lnet_text_merge_add_confirmation (text->merge, key, (const guint *) parents->data, parents->len);
  else
    lnet_text_merge_add (text->merge, key, (const guint *) parents->data, parents->len, op->position, op->n_deleted,
                         op->text);
  note_event (text, write);
  return TRUE;
}

static gboolean
note_merged (LnetFold  *self,
             guint      number,
             gboolean   to_read,
             GError   **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    self->db, "INSERT INTO merged_text (tbl, row, number, to_read) VALUES (?1, ?2, ?3, ?4)", error);

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_integer (statement, 1, self->table);
  lnet_sqlite_bind_id (statement, 2, &self->row);
  lnet_sqlite_bind_integer (statement, 3, number);
  lnet_sqlite_bind_integer (statement, 4, to_read);
  return lnet_sqlite_run (self->db, statement, error);
}

static gboolean
write_merged (LnetFold             *self,
              guint                 number,
              const LnetTextMerge  *merge,
              GError              **error)
{
  g_autofree char *merged = lnet_text_merge_get_text (merge);
  LnetValue value = { .type = *merged != '\0' ? LNET_VALUE_TEXT : LNET_VALUE_NULL, .text = merged };

  if (!lnet_apply_put (self->apply, self->table, number, &self->row, &value, error))
    return FALSE;
  if (lnet_text_merge_has_unconfirmed (merge))
    {
      g_autoptr (GArray) meetings = lnet_text_merge_get_meetings (merge);

      return note_merged (self, number, meetings->len > 0, error);
    }
  return TRUE;
}

void
lnet_folded_prose_free (LnetFoldedProse *prose)
{
  lnet_text_merge_free (prose->merge);
  g_array_unref (prose->events);
  g_free (prose);
}

/* Of the row at hand. */
static LnetFoldedProse *
collect (LnetFold  *self,
         guint      number,
         GError   **error)
{
  g_autoptr (LnetFoldedProse) prose = g_new0 (LnetFoldedProse, 1);
  g_autoptr (GHashTable) desks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                                        (GDestroyNotify) g_array_unref);
  Text text = { self, number, lnet_text_merge_new (), g_array_new (FALSE, FALSE, sizeof (LnetWrite)), desks };

  prose->merge = text.merge;
  prose->events = text.events;
  for (guint i = 0; i < self->writes->len; i++)
    {
      const LnetWrite *write = &g_array_index (self->writes, LnetWrite, i);

      if (is_about (write, number) && !add_event (&text, write, error))
        return NULL;
    }
  return g_steal_pointer (&prose);
}

gboolean
lnet_fold_prose (LnetFold  *self,
                 guint      number,
                 GError   **error)
{
  g_autoptr (LnetFoldedProse) prose = collect (self, number, error);

  return prose != NULL && write_merged (self, number, prose->merge, error);
}

LnetFoldedProse *
lnet_fold_read_prose (LnetFold      *self,
                      guint          table,
                      const LnetId  *row,
                      guint          number,
                      GError       **error)
{
  return lnet_fold_read_row (self, table, row, error) ? collect (self, number, error) : NULL;
}

gboolean
lnet_fold_invert_prose (LnetFold      *self,
                        guint          table,
                        const LnetId  *row,
                        guint          number,
                        GHashTable    *batches,
                        GArray       **edits,
                        GError       **error)
{
  g_autoptr (LnetFoldedProse) prose = lnet_fold_read_prose (self, table, row, number, error);
  g_autoptr (GArray) inverted = g_array_new (FALSE, FALSE, sizeof (guint));

  *edits = NULL;
  if (prose == NULL)
    return FALSE;
  if (!lnet_text_merge_has_forks (prose->merge))
    return TRUE;
  for (guint i = 0; i < prose->events->len; i++)
    {
      const LnetWrite *write = &g_array_index (prose->events, LnetWrite, i);

      if (write->op->kind == LNET_OP_EDIT && g_hash_table_contains (batches, &write->batch->seq))
        g_array_append_val (inverted, i);
    }
  lnet_text_merge_invert (prose->merge, (const guint *) inverted->data, inverted->len, edits);
  return TRUE;
}
