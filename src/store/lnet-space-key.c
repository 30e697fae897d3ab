/* SPDX-License-Identifier: GPL-3.0-or-later */

/* run_put() runs on the writer thread. */

#include "config.h"

#include "lnet-space-key.h"

#include <glib/gi18n-lib.h>

#include "lnet-error.h"
#include "lnet-space-key-private.h"
#include "lnet-statements.h"
#include "lnet-store-private.h"

static const LnetStatement all_keys = {
  .name = "space-keys",
  .sql = "SELECT space, epoch, sealed FROM space_key ORDER BY space, epoch",
  .may_scan = "as few as there are spaces",
};

static const LnetStatement all_spaces = {
  .name = "spaces",
  .sql = "SELECT id, kind, owner FROM space ORDER BY pk",
  .may_scan = "as few as there are spaces",
};

const LnetStatement *const lnet_space_key_statements[] = { &all_keys, &all_spaces, NULL };

LnetSealedKey *
lnet_sealed_key_new (const LnetId *space,
                     guint64       epoch,
                     GBytes       *sealed)
{
  LnetSealedKey *self = g_new0 (LnetSealedKey, 1);

  self->space = *space;
  self->epoch = epoch;
  self->sealed = g_bytes_ref (sealed);
  return self;
}

void
lnet_sealed_key_free (LnetSealedKey *self)
{
  g_bytes_unref (self->sealed);
  g_free (self);
}

GPtrArray *
lnet_space_key_list (LnetReader  *reader,
                     GError     **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_sealed_key_free);
  LnetRows *rows = lnet_reader_query (reader, &all_keys);

  while (lnet_rows_step (rows))
    {
      LnetId space = lnet_rows_id (rows, 0);
      gsize size;
      gconstpointer bytes = lnet_rows_bytes (rows, 2, &size);
      g_autoptr (GBytes) sealed = g_bytes_new (bytes, size);

      g_ptr_array_add (keys, lnet_sealed_key_new (&space, (guint64) lnet_rows_integer (rows, 1), sealed));
    }
  return lnet_rows_end (rows, error) ? g_steal_pointer (&keys) : NULL;
}

GArray *
lnet_space_list (LnetReader  *reader,
                 GError     **error)
{
  g_autoptr (GArray) spaces = g_array_new (FALSE, FALSE, sizeof (LnetKnownSpace));
  LnetRows *rows = lnet_reader_query (reader, &all_spaces);

  while (lnet_rows_step (rows))
    {
      LnetKnownSpace known = { lnet_rows_id (rows, 0),
                               { (LnetSpaceKind) lnet_rows_integer (rows, 1), lnet_rows_id (rows, 2) } };

      g_array_append_val (spaces, known);
    }
  return lnet_rows_end (rows, error) ? g_steal_pointer (&spaces) : NULL;
}

gboolean
lnet_space_key_write (LnetSqlite  *db,
                      GPtrArray   *keys,
                      GError     **error)
{
  for (guint i = 0; i < keys->len; i++)
    {
      const LnetSealedKey *key = keys->pdata[i];
      sqlite3_stmt *statement = lnet_sqlite_prepare (
        db, "INSERT INTO space_key (space, epoch, sealed) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING", error);
      gsize size;
      gconstpointer bytes = g_bytes_get_data (key->sealed, &size);

      if (statement == NULL)
        return FALSE;
      lnet_sqlite_bind_id (statement, 1, &key->space);
      lnet_sqlite_bind_integer (statement, 2, (gint64) key->epoch);
      lnet_sqlite_bind_bytes (statement, 3, bytes, size);
      if (!lnet_sqlite_run (db, statement, error))
        return FALSE;
    }
  return TRUE;
}

static void
run_put (LnetJob *job)
{
  LnetSqlite *db = lnet_writer_get_sqlite (job->on->writer);

  if (lnet_writer_is_read_only (job->on->writer))
    {
      g_set_error_literal (&job->error, LNET_ERROR, LNET_ERROR_READ_ONLY,
                           _("This network can only be read where it is. The keys that came were not kept."));
      return;
    }
  if (!lnet_sqlite_exec (db, "BEGIN IMMEDIATE", &job->error))
    return;
  if (!lnet_space_key_write (db, job->space_keys, &job->error) || !lnet_sqlite_exec (db, "COMMIT", &job->error))
    sqlite3_exec (lnet_sqlite_get_handle (db), "ROLLBACK", NULL, NULL, NULL);
}

static void
done_put (LnetJob *job)
{
  lnet_job_return (job);
}

static LnetJob *
put_job (LnetStore *self,
         GPtrArray *keys,
         GTask     *task)
{
  LnetJob *job = lnet_job_new (self, &self->writing, run_put, done_put, task);

  job->space_keys = g_ptr_array_ref (keys);
  return job;
}

void
lnet_store_put_space_keys_async (LnetStore           *self,
                                 GPtrArray           *keys,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (LNET_IS_STORE (self) && self->writing.thread != NULL);
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, lnet_store_put_space_keys_async);
  lnet_job_queue (put_job (self, keys, task));
}

gboolean
lnet_store_put_space_keys_finish (LnetStore     *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
lnet_store_put_space_keys (LnetStore  *self,
                           GPtrArray  *keys,
                           GError    **error)
{
  LnetJob *job;

  g_return_val_if_fail (LNET_IS_STORE (self) && self->writing.thread != NULL, FALSE);
  job = put_job (self, keys, NULL);
  lnet_job_run_now (job);
  return lnet_job_end (job, error);
}
