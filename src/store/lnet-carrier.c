/* SPDX-License-Identifier: GPL-3.0-or-later */

/* run_note() runs on the writer thread; everything else on the thread that asks. */

#include "config.h"

#include "lnet-carrier-private.h"

#include "lnet-job.h"
#include "lnet-statements.h"
#include "lnet-store-private.h"

static const LnetStatement list_statement = {
  "carrier-list",
  "SELECT uri, mark, paused, synced FROM carrier ORDER BY pk",
  "a row for each folder: one, seldom two",
};

static const LnetStatement carried_statement = {
  "carrier-carried",
  "SELECT carried.space, carried.n FROM carrier JOIN carried ON carried.carrier = carrier.pk WHERE carrier.uri = ?1",
  NULL,
};

static const LnetStatement heard_statement = {
  "heard-list",
  "SELECT desk, heard, wall, note FROM desk_heard",
  "a row for each desk, and all of them are wanted",
};

/* What was refused (6, LNET_WAITING_REFUSED) may come whole from elsewhere; what was set aside (4,
 * LNET_WAITING_REMOVED) was signed. */
static const LnetStatement inbox_statement = {
  "inbox-list",
  "SELECT space, desk, n FROM inbox WHERE why = 4 OR (?1 = 0 AND why <> 6)",
  "what waits is little, and all of it is wanted",
};

static const LnetStatement erased_statement = {
  "erased-count",
  "SELECT (SELECT count (*) FROM erased_row) + (SELECT count (*) FROM erased_name)",
  "what was erased is little, and this runs in a worker",
};

const LnetStatement *const lnet_carrier_statements[] = {
  &list_statement, &carried_statement, &heard_statement, &inbox_statement, &erased_statement, NULL
};

void
lnet_carrier_free (LnetCarrier *carrier)
{
  g_clear_pointer (&carrier->mark, g_bytes_unref);
  g_free (carrier->uri);
  g_free (carrier);
}

void
lnet_heard_clear (LnetHeard *heard)
{
  g_clear_pointer (&heard->note, g_bytes_unref);
}

static GBytes *
get_bytes (LnetRows *rows,
           int       column)
{
  gsize size;
  gconstpointer data;

  if (lnet_rows_is_null (rows, column))
    return NULL;
  data = lnet_rows_bytes (rows, column, &size);
  return g_bytes_new (data, size);
}

/* --- reading --- */

GPtrArray *
lnet_carrier_list (LnetReader  *reader,
                   GError     **error)
{
  g_autoptr (GPtrArray) carriers = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_carrier_free);
  LnetRows *rows = lnet_reader_query (reader, &list_statement);

  while (lnet_rows_step (rows))
    {
      LnetCarrier *carrier = g_new0 (LnetCarrier, 1);

      carrier->uri = lnet_rows_dup_text (rows, 0);
      carrier->mark = get_bytes (rows, 1);
      carrier->paused = lnet_rows_integer (rows, 2) != 0;
      carrier->synced = lnet_rows_integer (rows, 3);
      g_ptr_array_add (carriers, carrier);
    }
  return lnet_rows_end (rows, error) ? g_steal_pointer (&carriers) : NULL;
}

GArray *
lnet_carrier_read_carried (LnetReader  *reader,
                           const char  *uri,
                           GError     **error)
{
  g_autoptr (GArray) carried = lnet_vector_new ();
  LnetRows *rows = lnet_reader_query (reader, &carried_statement);

  lnet_rows_bind_text (rows, 1, uri);
  while (lnet_rows_step (rows))
    {
      LnetMark mark = { lnet_rows_id (rows, 0), lnet_id_null (), (guint64) lnet_rows_integer (rows, 1) };

      lnet_vector_raise (carried, &mark);
    }
  return lnet_rows_end (rows, error) ? g_steal_pointer (&carried) : NULL;
}

GArray *
lnet_heard_list (LnetReader  *reader,
                 GError     **error)
{
  g_autoptr (GArray) heard = g_array_new (FALSE, TRUE, sizeof (LnetHeard));
  LnetRows *rows = lnet_reader_query (reader, &heard_statement);

  g_array_set_clear_func (heard, (GDestroyNotify) lnet_heard_clear);
  while (lnet_rows_step (rows))
    {
      LnetHeard one = { lnet_rows_id (rows, 0), lnet_rows_integer (rows, 1), lnet_rows_integer (rows, 2),
                        get_bytes (rows, 3) };

      g_array_append_val (heard, one);
    }
  return lnet_rows_end (rows, error) ? g_steal_pointer (&heard) : NULL;
}

GArray *
lnet_inbox_list (LnetReader  *reader,
                 gboolean     vouched,
                 GError     **error)
{
  g_autoptr (GArray) waiting = g_array_new (FALSE, TRUE, sizeof (LnetMark));
  LnetRows *rows = lnet_reader_query (reader, &inbox_statement);

  lnet_rows_bind_integer (rows, 1, vouched);
  while (lnet_rows_step (rows))
    {
      LnetMark mark = { lnet_rows_id (rows, 0), lnet_rows_id (rows, 1), (guint64) lnet_rows_integer (rows, 2) };

      g_array_append_val (waiting, mark);
    }
  return lnet_rows_end (rows, error) ? g_steal_pointer (&waiting) : NULL;
}

gboolean
lnet_erased_count (LnetReader  *reader,
                   guint64     *n_erased,
                   GError     **error)
{
  LnetRows *rows = lnet_reader_query (reader, &erased_statement);

  *n_erased = lnet_rows_step (rows) ? (guint64) lnet_rows_integer (rows, 0) : 0;
  return lnet_rows_end (rows, error);
}

/* --- writing --- */

LnetCarrierNote *
lnet_carrier_note_new (const char *uri)
{
  LnetCarrierNote *note = g_new0 (LnetCarrierNote, 1);

  note->uri = g_strdup (uri);
  note->heard = g_array_new (FALSE, TRUE, sizeof (LnetHeard));
  g_array_set_clear_func (note->heard, (GDestroyNotify) lnet_heard_clear);
  return note;
}

void
lnet_carrier_note_free (LnetCarrierNote *note)
{
  g_clear_pointer (&note->mark, g_bytes_unref);
  g_clear_pointer (&note->carried, g_array_unref);
  g_array_unref (note->heard);
  g_free (note->uri);
  g_free (note);
}

static void
bind_bytes (sqlite3_stmt *statement,
            int           position,
            GBytes       *bytes)
{
  gsize size;
  gconstpointer data;

  if (bytes == NULL)
    return;
  data = g_bytes_get_data (bytes, &size);
  lnet_sqlite_bind_bytes (statement, position, size > 0 ? data : "", size);
}

static gboolean
write_carrier (LnetSqlite             *db,
               const LnetCarrierNote  *note,
               GError                **error)
{
  sqlite3_stmt *statement =
    lnet_sqlite_prepare (db, "INSERT INTO carrier (uri, mark, paused, synced) VALUES (?1, ?2, ?3, ?4) "
                             "ON CONFLICT (uri) DO UPDATE SET mark = coalesce (excluded.mark, mark), "
                             "paused = CASE WHEN ?3 THEN 1 WHEN ?5 THEN 0 ELSE paused END, "
                             "synced = max (excluded.synced, synced)", error);

  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_text (statement, 1, note->uri);
  bind_bytes (statement, 2, note->mark);
  lnet_sqlite_bind_integer (statement, 3, note->pause);
  lnet_sqlite_bind_integer (statement, 4, note->synced);
  lnet_sqlite_bind_integer (statement, 5, note->resume);
  return lnet_sqlite_run (db, statement, error);
}

static gboolean
write_carried (LnetSqlite             *db,
               const LnetCarrierNote  *note,
               GError                **error)
{
  for (guint i = 0; note->carried != NULL && i < note->carried->len; i++)
    {
      const LnetMark *mark = &g_array_index (note->carried, LnetMark, i);
      sqlite3_stmt *statement =
        lnet_sqlite_prepare (db, "INSERT INTO carried (carrier, space, n) "
                                 "VALUES ((SELECT pk FROM carrier WHERE uri = ?1), ?2, ?3) "
                                 "ON CONFLICT (carrier, space) DO UPDATE SET n = excluded.n", error);

      if (statement == NULL)
        return FALSE;
      lnet_sqlite_bind_text (statement, 1, note->uri);
      lnet_sqlite_bind_id (statement, 2, &mark->space);
      lnet_sqlite_bind_integer (statement, 3, (gint64) mark->n);
      if (!lnet_sqlite_run (db, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_heard (LnetSqlite             *db,
             const LnetCarrierNote  *note,
             GError                **error)
{
  for (guint i = 0; i < note->heard->len; i++)
    {
      const LnetHeard *heard = &g_array_index (note->heard, LnetHeard, i);
      sqlite3_stmt *statement =
        lnet_sqlite_prepare (db, "INSERT INTO desk_heard (desk, heard, wall, note) VALUES (?1, ?2, ?3, ?4) "
                                 "ON CONFLICT (desk) DO UPDATE SET heard = excluded.heard, wall = excluded.wall, "
                                 "note = excluded.note", error);

      if (statement == NULL)
        return FALSE;
      lnet_sqlite_bind_id (statement, 1, &heard->desk);
      lnet_sqlite_bind_integer (statement, 2, heard->heard);
      lnet_sqlite_bind_integer (statement, 3, heard->wall);
      bind_bytes (statement, 4, heard->note);
      if (!lnet_sqlite_run (db, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
forget_carrier (LnetSqlite             *db,
                const LnetCarrierNote  *note,
                GError                **error)
{
  static const char *const deletions[] = {
    "DELETE FROM carried WHERE carrier = (SELECT pk FROM carrier WHERE uri = ?1)",
    "DELETE FROM carrier WHERE uri = ?1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (deletions); i++)
    {
      sqlite3_stmt *statement = lnet_sqlite_prepare (db, deletions[i], error);

      if (statement == NULL)
        return FALSE;
      lnet_sqlite_bind_text (statement, 1, note->uri);
      if (!lnet_sqlite_run (db, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_note (LnetSqlite             *db,
            const LnetCarrierNote  *note,
            GError                **error)
{
  if (note->forget)
    return forget_carrier (db, note, error);
  return write_carrier (db, note, error) && write_carried (db, note, error) && write_heard (db, note, error);
}

gboolean
lnet_carrier_write (LnetSqlite             *db,
                    const LnetCarrierNote  *note,
                    GError                **error)
{
  if (!lnet_sqlite_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (write_note (db, note, error) && lnet_sqlite_exec (db, "COMMIT", error))
    return TRUE;
  lnet_sqlite_exec (db, "ROLLBACK", NULL);
  return FALSE;
}

static void
run_note (LnetJob *job)
{
  job->passed = lnet_writer_was_passed (job->on->writer);
  lnet_carrier_write (lnet_writer_get_sqlite (job->on->writer), job->carrier_note, &job->error);
}

static void
done_note (LnetJob *job)
{
  if (job->passed)
    {
      lnet_changes_set_everything (job->changes);
      lnet_store_emit_changes (job->store, job->changes);
    }
  g_clear_pointer (&job->carrier_note, lnet_carrier_note_free);
  lnet_job_return (job);
}

static LnetJob *
note_job (LnetStore       *self,
          LnetCarrierNote *note,
          GTask           *task)
{
  LnetJob *job = lnet_job_new (self, &self->writing, run_note, done_note, task);

  job->carrier_note = note;
  return job;
}

void
lnet_store_note_carrier_async (LnetStore           *self,
                               LnetCarrierNote     *note,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (LNET_IS_STORE (self) && self->writing.thread != NULL);
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, lnet_store_note_carrier_async);
  lnet_job_queue (note_job (self, note, task));
}

gboolean
lnet_store_note_carrier_finish (LnetStore     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
lnet_store_note_carrier (LnetStore        *self,
                         LnetCarrierNote  *note,
                         GError          **error)
{
  LnetJob *job;

  g_return_val_if_fail (LNET_IS_STORE (self) && self->writing.thread != NULL, FALSE);
  job = note_job (self, note, NULL);
  lnet_job_run_now (job);
  return lnet_job_end (job, error);
}
