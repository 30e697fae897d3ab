/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "merge-forge.h"

#include <string.h>

MergeForger
merge_forger_new (const char   *name,
                  const LnetId *space)
{
  return (MergeForger) { .space = *space, .wall = G_GINT64_CONSTANT (1764000000000),
                         .desk = lnet_hash_derive_id ((LnetHashPiece[]) { { name, strlen (name) } }, 1) };
}

LnetBatch *
merge_forger_begin (MergeForger *self)
{
  LnetBatch *batch = lnet_batch_new ();
  LnetHash check;

  batch->space = self->space;
  batch->desk = self->desk;
  batch->n = self->n + 1;
  batch->wall = self->wall;
  batch->group = lnet_id_new ();
  batch->act = g_strdup ("member-edit");
  batch->seed = lnet_id_new ();
  lnet_hash_pieces (&(LnetHashPiece) { "", 0 }, 1, &check);
  memcpy (batch->deps_check, check.bytes, sizeof batch->deps_check);
  return batch;
}

void
merge_forger_put_raw (LnetBatch    *batch,
                      const guint8 *bytes,
                      gsize         size)
{
  g_ptr_array_add (batch->ops, g_bytes_new (bytes, size));
}

void
merge_forger_put (LnetBatch *batch,
                  LnetOp    *op)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  lnet_op_write (op, bytes);
  merge_forger_put_raw (batch, bytes->data, bytes->len);
  lnet_op_free (op);
}

void
merge_forger_depend (MergeForger *self,
                     LnetBatch   *batch,
                     MergeDesk   *on)
{
  g_autoptr (GByteArray) meant = g_byte_array_new ();
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    merge_desk_get_sqlite (on), "SELECT desk.id, vector.n, vector.hash FROM vector JOIN desk ON desk.pk = vector.desk "
                                "JOIN space ON space.pk = vector.space WHERE space.id = ?1 AND desk.id <> ?2 "
                                "ORDER BY desk.id", NULL);
  LnetHash check;

  lnet_sqlite_bind_id (statement, 1, &self->space);
  lnet_sqlite_bind_id (statement, 2, &self->desk);
  g_array_set_size (batch->deps, 0);
  while (lnet_sqlite_step (merge_desk_get_sqlite (on), statement, NULL) > 0)
    {
      LnetDependency dependency = { lnet_sqlite_column_id (statement, 0),
                                    (guint64) sqlite3_column_int64 (statement, 1) };

      g_array_append_val (batch->deps, dependency);
      g_byte_array_append (meant, sqlite3_column_blob (statement, 2), (guint) sqlite3_column_bytes (statement, 2));
    }
  lnet_hash_pieces (&(LnetHashPiece) { meant->data, meant->len }, 1, &check);
  memcpy (batch->deps_check, check.bytes, sizeof batch->deps_check);
}

GBytes *
merge_forger_end (MergeForger *self,
                  LnetBatch   *batch)
{
  LnetHash previous = self->hash;
  GBytes *body = lnet_batch_write (batch, &previous, &self->hash);

  self->n = batch->n;
  lnet_batch_free (batch);
  return body;
}
