/* SPDX-License-Identifier: GPL-3.0-or-later */

/* run_exchange(), run_fetch() and on_progress() run in a worker, with what is in their task's data; everything else on
 * the thread of the syncer. */

#include "config.h"

#include "lnet-syncer-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-error.h"
#include "lnet-worker.h"

/* So often progress is told, in microseconds. */
#define TELL_EVERY (100 * 1000)

static void
work_free (gpointer data)
{
  LnetSyncerWork *work = data;

  g_clear_pointer (&work->folder, lnet_shared_folder_unref);
  g_clear_pointer (&work->report, lnet_folder_report_free);
  g_free (work->uri);
  g_free (work);
}

typedef struct
{
  GTask *exchange;
  LnetFolderStep step;
  double progress;
} Told;

static void
told_free (gpointer data)
{
  Told *told = data;

  g_object_unref (told->exchange);
  g_free (told);
}

static gboolean
show_progress (gpointer data)
{
  static const LnetSyncerState states[] = { LNET_SYNCER_LOOKING, LNET_SYNCER_TAKING, LNET_SYNCER_SENDING };
  const Told *told = data;
  LnetSyncer *self = g_task_get_source_object (told->exchange);

  if (self->exchange == told->exchange && !self->stopped)
    {
      lnet_syncer_set_state (self, states[told->step]);
      lnet_syncer_set_progress (self, told->progress);
    }
  return G_SOURCE_REMOVE;
}

static void
on_progress (LnetFolderStep step,
             guint          done,
             guint          all,
             gpointer       data)
{
  GTask *exchange = data;
  LnetSyncerWork *work = g_task_get_task_data (exchange);
  gint64 now = g_get_monotonic_time ();
  g_autoptr (GSource) idle = NULL;
  Told *told;

  if (work->told != 0 && work->step == step && now - work->told < TELL_EVERY)
    return;
  work->told = now;
  work->step = step;
  told = g_new (Told, 1);
  *told = (Told) { g_object_ref (exchange), step, all > 0 ? (double) done / all : 0 };
  idle = g_idle_source_new ();
  g_source_set_callback (idle, show_progress, told, told_free);
  g_source_set_static_name (idle, "lnet-syncer");
  g_source_attach (idle, g_task_get_context (exchange));
}

static void
run_exchange (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  LnetSyncerWork *work = data;
  GError *error = NULL;

  lnet_shared_folder_set_progress (work->folder, on_progress, task);
  if (lnet_shared_folder_exchange (work->folder, work->begin, work->report, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

GTask *
lnet_syncer_work_new (LnetSyncer          *self,
                      LnetSharedFolder    *folder,
                      GAsyncReadyCallback  callback)
{
  GTask *task = g_task_new (self, self->cancellable, callback, NULL);
  LnetSyncerWork *work = g_new0 (LnetSyncerWork, 1);

  work->folder = lnet_shared_folder_ref (folder);
  work->report = lnet_folder_report_new ();
  g_task_set_source_tag (task, lnet_syncer_work_new);
  /* What was exchanged before it was stopped is exchanged. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, work, work_free);
  return task;
}

void
lnet_syncer_work_run (GTask *exchange)
{
  lnet_worker_run (exchange, run_exchange);
}

/* --- pictures and files --- */

typedef struct
{
  LnetSharedFolder *folder;
  char *hash;
} Fetch;

static void
fetch_free (gpointer data)
{
  Fetch *fetch = data;

  lnet_shared_folder_unref (fetch->folder);
  g_free (fetch->hash);
  g_free (fetch);
}

static void
run_fetch (GTask        *task,
           gpointer      source,
           gpointer      data,
           GCancellable *cancellable)
{
  const Fetch *fetch = data;
  GError *error = NULL;

  if (lnet_shared_folder_fetch (fetch->folder, fetch->hash, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
lnet_syncer_fetch_attachment_async (LnetSyncer          *self,
                                    const char          *hash,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Fetch *fetch;

  g_return_if_fail (LNET_IS_SYNCER (self) && hash != NULL);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lnet_syncer_fetch_attachment_async);
  if (self->folder == NULL || self->stopped)
    {
      g_task_return_new_error_literal (task, LNET_ERROR, LNET_ERROR_NOT_FOUND,
                                       _("This network is not shared in a folder, so this picture or file cannot be "
                                         "fetched."));
      return;
    }
  fetch = g_new (Fetch, 1);
  fetch->folder = lnet_shared_folder_ref (self->folder);
  fetch->hash = g_strdup (hash);
  g_task_set_task_data (task, fetch, fetch_free);
  lnet_worker_run (task, run_fetch);
}

gboolean
lnet_syncer_fetch_attachment_finish (LnetSyncer    *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
