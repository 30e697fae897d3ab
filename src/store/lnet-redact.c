/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-redact.h"

#include <glib/gi18n-lib.h>

#include "lnet-batch.h"
#include "lnet-error.h"
#include "lnet-merge-acts.h"
#include "lnet-pack.h"
#include "lnet-touch.h"

/*
 * What is blanked is found by the index of touched rows. One thing besides lies on rows that stay: when two members
 * were merged and that was taken back, the one who stayed had the other's words for a while. Those go with the other.
 */

/* What happens to the ops of a batch on rows that stay. */
typedef enum
{
  STAYING_KEPT = 0,
  STAYING_TAKEN_OVER, /* what was taken over from one who goes */
  STAYING_GIVEN_BACK, /* it was given back: only what would do it again says it */
} Staying;

typedef struct
{
  LnetSqlite *db;
  GHashTable *erased;
  GHashTable *batches; /* seq, gint64 → Staying as a pointer */
} Redaction;

static void
add_batch (Redaction *self,
           gint64     seq,
           Staying    staying)
{
  Staying known = GPOINTER_TO_UINT (g_hash_table_lookup (self->batches, &seq));

  g_hash_table_insert (self->batches, g_memdup2 (&seq, sizeof seq), GUINT_TO_POINTER (MAX (known, staying)));
}

static gboolean
find_touched (Redaction     *self,
              const LnetId  *row,
              GError       **error)
{
  g_autoptr (GArray) seqs = lnet_touch_list (self->db, row, error);

  for (guint i = 0; seqs != NULL && i < seqs->len; i++)
    add_batch (self, g_array_index (seqs, gint64, i), STAYING_KEPT);
  return seqs != NULL;
}

static gboolean
find_merged (Redaction     *self,
             const LnetId  *member,
             GError       **error)
{
  g_autoptr (GPtrArray) acts = lnet_merge_acts_of (self->db, member, error);

  for (guint i = 0; acts != NULL && i < acts->len; i++)
    {
      const LnetMergeAct *act = acts->pdata[i];

      for (guint k = 0; !act->stands && k < act->batches->len; k++)
        {
          const LnetMergeBatch *batch = &g_array_index (act->batches, LnetMergeBatch, k);

          add_batch (self, batch->seq, batch->back ? STAYING_GIVEN_BACK : STAYING_TAKEN_OVER);
        }
    }
  return acts != NULL;
}

static gboolean
find_batches (Redaction  *self,
              GError    **error)
{
  GHashTableIter iter;
  gpointer row, table;

  g_hash_table_iter_init (&iter, self->erased);
  while (g_hash_table_iter_next (&iter, &row, &table))
    if (!find_touched (self, row, error) ||
        (GPOINTER_TO_UINT (table) == LNET_TABLE_MEMBER && !find_merged (self, row, error)))
      return FALSE;
  return TRUE;
}

/* --- one batch --- */

static gboolean
is_member_cell (const LnetOp *op)
{
  return (op->kind == LNET_OP_SET || op->kind == LNET_OP_EDIT) &&
         (op->table == LNET_TABLE_MEMBER || op->table == LNET_TABLE_MEMBER_STAFF) &&
         op->value.type != LNET_VALUE_ID;
}

/* The ops that would take a batch back, each as its bytes; of those in @blanked nothing. */
static GByteArray *
blank_inverse (gconstpointer data,
               gsize         size,
               const GArray *blanked)
{
  GByteArray *bytes = g_byte_array_new ();
  g_autoptr (GBytes) inverse = lnet_unpack (data, size);
  LnetCursor cursor = { g_bytes_get_data (inverse, NULL), g_bytes_get_size (inverse), FALSE };

  for (guint i = 0; cursor.left > 0 && !cursor.failed; i++)
    {
      gsize op_size;
      const guint8 *op = lnet_cursor_get_block (&cursor, &op_size);
      gboolean goes = i < blanked->len && g_array_index (blanked, gboolean, i);

      lnet_bytes_put_block (bytes, op, op != NULL && !goes ? op_size : 0);
    }
  return bytes;
}

/* Blanks what has to go. Returns which ops would be taken back no more; NULL when nothing had to go. */
static GArray *
blank_ops (Redaction *self,
           LnetBatch *batch,
           Staying    staying,
           GPtrArray *gone)
{
  GArray *blanked = g_array_sized_new (FALSE, TRUE, sizeof (gboolean), batch->ops->len);
  gboolean any = FALSE;

  g_array_set_size (blanked, batch->ops->len);
  for (guint i = 0; i < batch->ops->len; i++)
    {
      gboolean unknown;
      g_autoptr (LnetOp) op = lnet_batch_read_op (batch, i, &unknown);
      gboolean goes = op != NULL && op->kind != LNET_OP_REDACT && g_hash_table_contains (self->erased, &op->row);
      gboolean lent = op != NULL && !goes && staying != STAYING_KEPT && is_member_cell (op);

      if (goes || (lent && staying == STAYING_TAKEN_OVER))
        lnet_batch_blank_op (batch, i, lent);
      if (goes)
        g_ptr_array_add (gone, lnet_id_copy (&op->row));
      g_array_index (blanked, gboolean, i) = goes || lent;
      any = any || goes || lent;
    }
  if (!any)
    g_clear_pointer (&blanked, g_array_unref);
  return blanked;
}

static gboolean
write_batch (Redaction         *self,
             gint64             seq,
             const LnetBatch   *batch,
             const GByteArray  *inverse,
             GError           **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (self->db, "UPDATE batch SET body = ?2, inverse = ?3 WHERE seq = ?1",
                                                 error);
  g_autoptr (GBytes) body = lnet_batch_write (batch, NULL, NULL);
  gsize size;
  gconstpointer data = g_bytes_get_data (body, &size);

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_integer (statement, 1, seq);
  lnet_sqlite_bind_bytes (statement, 2, data, size);
  lnet_sqlite_bind_bytes (statement, 3, inverse->data != NULL ? inverse->data : (const guint8 *) "", inverse->len);
  return lnet_sqlite_run (self->db, statement, error);
}

/* An element of a set is named after what it holds: that it was touched must not be left either. */
static gboolean
drop_touches (Redaction  *self,
              gint64      seq,
              GPtrArray  *rows,
              GError    **error)
{
  for (guint i = 0; i < rows->len; i++)
    if (!lnet_touch_remove (self->db, rows->pdata[i], seq, error))
      return FALSE;
  return TRUE;
}

static gboolean
fail_damaged (GError **error)
{
  g_set_error_literal (error, LNET_ERROR, LNET_ERROR_DAMAGED,
                       _("The network’s history is damaged, so nothing can be taken out of it. Nothing was changed. "
                         "Restore a backup first."));
  return FALSE;
}

static gboolean
redact_batch (Redaction  *self,
              gint64      seq,
              Staying     staying,
              GError    **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (self->db, "SELECT body, inverse FROM batch WHERE seq = ?1", error);
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LnetBatch) batch = NULL;
  g_autoptr (GByteArray) inverse = NULL;
  g_autoptr (GArray) blanked = NULL;

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_integer (statement, 1, seq);
  if (lnet_sqlite_step (self->db, statement, error) < 0)
    return FALSE;
  batch = lnet_unpack_batch (sqlite3_column_blob (statement, 0),
                             (gsize) sqlite3_column_bytes (statement, 0), NULL, NULL);
  if (batch != NULL)
    blanked = blank_ops (self, batch, staying, gone);
  if (blanked != NULL)
    inverse = blank_inverse (sqlite3_column_blob (statement, 1), (gsize) sqlite3_column_bytes (statement, 1), blanked);
  sqlite3_reset (statement);
  if (batch == NULL)
    return fail_damaged (error);
  return blanked == NULL || (write_batch (self, seq, batch, inverse, error) && drop_touches (self, seq, gone, error));
}

gboolean
lnet_redact_log (LnetSqlite    *db,
                 GHashTable    *erased,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr (GHashTable) batches = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Redaction self = { db, erased, batches };
  GHashTableIter iter;
  gpointer seq, staying;

  if (!find_batches (&self, error))
    return FALSE;
  g_hash_table_iter_init (&iter, batches);
  while (g_hash_table_iter_next (&iter, &seq, &staying))
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !redact_batch (&self, *(gint64 *) seq, GPOINTER_TO_UINT (staying), error))
      return FALSE;
  return TRUE;
}

/* --- what lies about in the file --- */

static gboolean
empty_journal (LnetSqlite  *db,
               GError     **error)
{
  g_autofree char *as_before = NULL;
  gint64 patience, busy = 1;
  gboolean asked;

  if (!lnet_sqlite_get_integer (db, "PRAGMA busy_timeout", 0, &patience, error))
    return FALSE;
  as_before = g_strdup_printf ("PRAGMA busy_timeout = %" G_GINT64_FORMAT, patience);
  /* Whoever reads for long need not be waited for: it is tried again later. */
  asked = lnet_sqlite_get_integer (db, "PRAGMA busy_timeout = 2000", 0, &busy, error) &&
          lnet_sqlite_get_integer (db, "PRAGMA wal_checkpoint (TRUNCATE)", 0, &busy, error);
  lnet_sqlite_exec (db, as_before, NULL);
  if (!asked)
    return FALSE;
  if (busy != 0)
    g_set_error_literal (error, LNET_ERROR, LNET_ERROR_BUSY,
                         _("Another program is reading this network, so its journal could not be emptied. That is done "
                           "when the network is next opened."));
  return busy == 0;
}

gboolean
lnet_redact_tidy (LnetSqlite  *db,
                  GError     **error)
{
  return lnet_sqlite_exec (db, "VACUUM", error) && empty_journal (db, error);
}
