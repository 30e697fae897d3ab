/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-history.h"

#include "lnet-batch.h"
#include "lnet-fold-private.h"
#include "lnet-own-rights.h"
#include "lnet-pack.h"
#include "lnet-reader-private.h"
#include "lnet-rights.h"
#include "lnet-row-title.h"
#include "lnet-statements.h"
#include "lnet-touch.h"

/* An act undone, done again, undone again …: beyond this nobody follows. */
#define MOST_UNDOINGS 64

#define ENTRY_COLUMNS "seq, wall, author, grp, undoes, act, n_ops, body "

static const LnetStatement list_batches = {
  "history-list", "SELECT " ENTRY_COLUMNS "FROM batch WHERE seq < ?1 ORDER BY seq DESC", NULL
};
static const LnetStatement list_batches_of_row = {
  "history-of-row", "SELECT " ENTRY_COLUMNS "FROM " LNET_TOUCH " CROSS JOIN batch ON batch.seq = touching.value "
                    "WHERE touch.row = ?1 ORDER BY batch.seq DESC", NULL
};
static const LnetStatement list_batches_of_field = {
  "history-of-field", "SELECT " ENTRY_COLUMNS "FROM " LNET_TOUCH " CROSS JOIN batch ON batch.seq = touching.value "
                      "WHERE touch.row = ?1 ORDER BY batch.seq", NULL
};
static const LnetStatement find_undoing = {
  "history-undoing", "SELECT grp FROM batch WHERE undoes = ?1 ORDER BY seq DESC LIMIT 1", NULL
};
static const LnetStatement find_act = {
  "history-act", "SELECT act FROM batch WHERE grp = ?1 ORDER BY seq LIMIT 1", NULL
};
static const LnetStatement list_rows_of_member = {
  "history-rows-of-member",
  "SELECT id FROM role WHERE member = ?1 UNION ALL SELECT id FROM channel WHERE member = ?1 "
  "UNION ALL SELECT id FROM consent WHERE member = ?1 UNION ALL SELECT id FROM member_language WHERE member = ?1 "
  "UNION ALL SELECT id FROM team_member WHERE member = ?1", NULL
};
static const LnetStatement list_staff_rows_of_member = {
  "history-staff-rows-of-member",
  "SELECT id FROM member_staff WHERE member = ?1 UNION ALL SELECT id FROM member_tag WHERE member = ?1", NULL
};

const LnetStatement *const lnet_history_statements[] = {
  &list_batches, &list_batches_of_row, &list_batches_of_field, &find_undoing, &find_act,
  &list_rows_of_member, &list_staff_rows_of_member, NULL
};

void
lnet_history_entry_free (LnetHistoryEntry *entry)
{
  g_free (entry->author_name);
  g_free (entry->act);
  g_free (entry->subject);
  g_free (entry->undone_act);
  g_free (entry);
}

void
lnet_field_version_free (LnetFieldVersion *version)
{
  g_free (version->author_name);
  g_free (version->act);
  g_free (version->value);
  g_free (version);
}

static gboolean
is_undone (LnetReader   *reader,
           const LnetId *group)
{
  LnetId looked_at = *group;
  gboolean undone = FALSE;

  /* Taken back; but the taking back may have been taken back. */
  for (guint i = 0; i < MOST_UNDOINGS; i++)
    {
      g_autoptr (LnetRows) rows = lnet_reader_query (reader, &find_undoing);

      lnet_rows_bind_id (rows, 1, &looked_at);
      if (!lnet_rows_step (rows))
        break;
      looked_at = lnet_rows_id (rows, 0);
      undone = !undone;
    }
  return undone;
}

static char *
dup_act (LnetReader   *reader,
         const LnetId *group)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &find_act);

  lnet_rows_bind_id (rows, 1, group);
  return lnet_rows_step (rows) ? lnet_rows_dup_text (rows, 0) : NULL;
}

static LnetBatch *
read_batch (LnetRows *rows,
            int       column)
{
  gsize size;
  gconstpointer body = lnet_rows_bytes (rows, column, &size);

  return lnet_unpack_batch (body, size, NULL, NULL);
}

static void
find_subject (LnetReader       *reader,
              LnetRows         *rows,
              LnetHistoryEntry *entry)
{
  g_autoptr (LnetBatch) batch = read_batch (rows, 7);
  gboolean unknown;
  g_autoptr (LnetOp) op = batch != NULL && batch->ops->len > 0 ? lnet_batch_read_op (batch, 0, &unknown) : NULL;

  g_clear_pointer (&entry->subject, g_free);
  if (op != NULL)
    {
      entry->table = op->table;
      entry->row = op->row;
      entry->subject = lnet_row_title (reader, op->table, &op->row);
    }
  else
    entry->subject = g_strdup ("");
  entry->erased = batch != NULL && batch->ops->len > 0 && lnet_batch_is_blanked (batch, 0);
}

static LnetHistoryEntry *
read_entry (LnetReader    *reader,
            LnetRows      *rows,
            LnetOwnRights *rights)
{
  LnetHistoryEntry *entry = g_new0 (LnetHistoryEntry, 1);

  entry->seq = lnet_rows_integer (rows, 0);
  entry->wall = lnet_rows_integer (rows, 1);
  entry->author = lnet_rows_id (rows, 2);
  entry->group = lnet_rows_id (rows, 3);
  entry->undoes = lnet_rows_id (rows, 4);
  entry->act = lnet_rows_dup_text (rows, 5);
  entry->n_changes = (guint) lnet_rows_integer (rows, 6);
  entry->author_name = lnet_row_title (reader, LNET_TABLE_MEMBER, &entry->author);
  entry->undone = is_undone (reader, &entry->group);
  entry->may_undo = lnet_own_rights_may_undo (rights, &entry->group);
  if (!lnet_id_is_null (&entry->undoes))
    entry->undone_act = dup_act (reader, &entry->undoes);
  find_subject (reader, rows, entry);
  return entry;
}

/* The batches of one act stand together; the act is what its first batch was about. */
static GPtrArray *
read_entries (LnetReader  *reader,
              LnetRows    *rows,
              guint        limit,
              GError     **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_history_entry_free);
  g_autoptr (LnetOwnRights) rights = lnet_own_rights_new (reader);

  while (lnet_rows_step (rows))
    {
      LnetHistoryEntry *last = entries->len > 0 ? entries->pdata[entries->len - 1] : NULL;
      LnetId group = lnet_rows_id (rows, 3);

      if (last != NULL && lnet_id_equal (&last->group, &group))
        {
          last->seq = lnet_rows_integer (rows, 0);
          last->n_changes += (guint) lnet_rows_integer (rows, 6);
          find_subject (reader, rows, last);
        }
      else if (entries->len == limit)
        break;
      else
        g_ptr_array_add (entries, read_entry (reader, rows, rights));
    }
  return lnet_rows_end (rows, error) ? g_steal_pointer (&entries) : NULL;
}

GPtrArray *
lnet_history_list (LnetReader  *reader,
                   gint64       before,
                   guint        limit,
                   GError     **error)
{
  LnetRows *rows = lnet_reader_query (reader, &list_batches);

  lnet_rows_bind_integer (rows, 1, before > 0 ? before : G_MAXINT64);
  return read_entries (reader, rows, limit, error);
}

GPtrArray *
lnet_history_of_row (LnetReader    *reader,
                     const LnetId  *row,
                     guint          limit,
                     GError       **error)
{
  LnetRows *rows = lnet_reader_query (reader, &list_batches_of_row);

  lnet_rows_bind_id (rows, 1, row);
  return read_entries (reader, rows, limit, error);
}

/* Whose history a member's is. */

static gboolean
append_rows (LnetReader           *reader,
             const LnetStatement  *statement,
             const LnetId         *member,
             GArray               *ids,
             GError              **error)
{
  LnetRows *rows = lnet_reader_query (reader, statement);

  lnet_rows_bind_id (rows, 1, member);
  while (lnet_rows_step (rows))
    {
      LnetId id = lnet_rows_id (rows, 0);

      g_array_append_val (ids, id);
    }
  return lnet_rows_end (rows, error);
}

GArray *
lnet_history_rows_of_member (LnetReader    *reader,
                             const LnetId  *member,
                             gboolean       staff,
                             GError       **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LnetId));

  g_array_append_val (ids, *member);
  if (!append_rows (reader, &list_rows_of_member, member, ids, error) ||
      (staff && !append_rows (reader, &list_staff_rows_of_member, member, ids, error)))
    return NULL;
  return g_steal_pointer (&ids);
}

/* --- one field --- */

/* Does to @value what @op did to the field. FALSE when the op is about something else. */
static gboolean
follow (LnetField       field,
        const LnetId   *row,
        const LnetOp   *op,
        char          **value)
{
  const LnetValue *cell;
  char *after;

  if (op->table != LNET_FIELD_TABLE (field) || !lnet_id_equal (&op->row, row))
    return FALSE;
  if (op->kind == LNET_OP_ADD || op->kind == LNET_OP_ENTRY)
    {
      cell = lnet_op_get_cell (op, LNET_FIELD_NUMBER (field));
      *value = cell != NULL ? lnet_value_dup_text (cell) : NULL;
      return TRUE;
    }
  if (op->number != LNET_FIELD_NUMBER (field))
    return FALSE;
  if (op->kind == LNET_OP_EDIT)
    {
      after = lnet_op_edit_text (op, *value != NULL ? *value : "", NULL);
      if (after == NULL)
        return TRUE;
    }
  else
    after = op->kind == LNET_OP_MOVE ? g_strdup (op->text) : lnet_value_dup_text (&op->value);
  g_free (*value);
  *value = after;
  return TRUE;
}

static LnetFieldVersion *
version_new (LnetReader *reader,
             LnetRows   *rows,
             const char *value)
{
  LnetFieldVersion *version = g_new0 (LnetFieldVersion, 1);

  version->wall = lnet_rows_integer (rows, 1);
  version->author = lnet_rows_id (rows, 2);
  version->group = lnet_rows_id (rows, 3);
  version->act = lnet_rows_dup_text (rows, 5);
  version->author_name = lnet_row_title (reader, LNET_TABLE_MEMBER, &version->author);
  version->value = *value != '\0' ? g_strdup (value) : NULL;
  return version;
}

/* What a field of prose was on this desk after each of the batches @seqs (gint64). Where several desks wrote at the
 * same time, an edit fits only the text its author had, so that one cannot be done after the other. */
static gboolean
read_merged (LnetReader     *reader,
             LnetField       field,
             const LnetId   *row,
             GPtrArray      *versions,
             const GArray   *seqs,
             GError        **error)
{
  LnetSqlite *db = lnet_reader_get_sqlite (reader);
  g_autoptr (LnetApply) apply = lnet_apply_new (db);
  g_autoptr (LnetFold) fold = lnet_fold_new (db, apply);
  g_autoptr (LnetFoldedProse) prose = lnet_fold_read_prose (fold, LNET_FIELD_TABLE (field), row,
                                                            LNET_FIELD_NUMBER (field), error);
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (guint));

  if (prose == NULL)
    return FALSE;
  if (!lnet_text_merge_has_forks (prose->merge))
    return TRUE;
  for (guint i = 0; i < versions->len; i++)
    {
      LnetFieldVersion *version = versions->pdata[i];

      while (events->len < prose->events->len && g_array_index (prose->events, LnetWrite, events->len).batch->seq <=
                                                   g_array_index (seqs, gint64, i))
        g_array_append_vals (events, &(guint) { events->len }, 1);
      g_free (version->value);
      version->value = lnet_text_merge_get_version (prose->merge, (const guint *) events->data, events->len);
      if (*version->value == '\0')
        g_clear_pointer (&version->value, g_free);
    }
  return TRUE;
}

GPtrArray *
lnet_history_of_field (LnetReader    *reader,
                       LnetField      field,
                       const LnetId  *row,
                       GError       **error)
{
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_field_version_free);
  g_autoptr (GArray) seqs = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *value = NULL;
  LnetRows *rows = lnet_reader_query (reader, &list_batches_of_field);

  lnet_rows_bind_id (rows, 1, row);
  while (lnet_rows_step (rows))
    {
      g_autoptr (LnetBatch) batch = read_batch (rows, 7);
      gint64 seq = lnet_rows_integer (rows, 0);
      gboolean moved = FALSE;

      if (batch != NULL && !lnet_rights_leave_out (lnet_reader_get_sqlite (reader), seq, batch, error))
        {
          lnet_rows_free (rows);
          return NULL;
        }
      for (guint i = 0; batch != NULL && i < batch->ops->len; i++)
        {
          gboolean unknown;
          g_autoptr (LnetOp) op = lnet_batch_read_op (batch, i, &unknown);

          if (op != NULL && follow (field, row, op, &value))
            moved = TRUE;
        }
      if (!moved)
        continue;
      g_ptr_array_add (versions, version_new (reader, rows, value != NULL ? value : ""));
      g_array_append_val (seqs, seq);
    }
  if (!lnet_rows_end (rows, error))
    return NULL;
  if (versions->len > 1 && lnet_schema_get_field (field)->kind == LNET_FIELD_KIND_PROSE &&
      !read_merged (reader, field, row, versions, seqs, error))
    return NULL;
  return g_steal_pointer (&versions);
}
