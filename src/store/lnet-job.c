/* SPDX-License-Identifier: GPL-3.0-or-later */

/* run_jobs() is the writer thread; everything else here runs on the thread that asks. */

#include "config.h"

#include "lnet-job.h"

LnetJob *
lnet_job_new (LnetStore         *store,
              LnetWriterThread  *on,
              void             (*run) (LnetJob *),
              void             (*done) (LnetJob *),
              GTask             *task)
{
  LnetJob *job = g_new0 (LnetJob, 1);

  job->store = g_object_ref (store);
  job->on = on;
  job->run = run;
  job->done = done;
  job->task = task;
  job->context = g_main_context_ref_thread_default ();
  job->author = *lnet_store_get_author (store);
  job->changes = lnet_changes_new ();
  if (task != NULL)
    g_set_object (&job->cancellable, g_task_get_cancellable (task));
  g_mutex_init (&job->mutex);
  g_cond_init (&job->cond);
  return job;
}

void
lnet_job_free (LnetJob *job)
{
  g_clear_object (&job->task);
  g_clear_object (&job->cancellable);
  g_clear_pointer (&job->transaction, lnet_transaction_unref);
  g_clear_pointer (&job->changes, lnet_changes_unref);
  g_clear_pointer (&job->context, g_main_context_unref);
  g_clear_error (&job->error);
  g_free (job->create_name);
  g_clear_pointer (&job->joining, lnet_joining_unref);
  g_clear_pointer (&job->space_keys, g_ptr_array_unref);
  g_free (job->act);
  g_mutex_clear (&job->mutex);
  g_cond_clear (&job->cond);
  g_object_unref (job->store);
  g_free (job);
}

static gboolean
deliver (gpointer data)
{
  LnetJob *job = data;

  job->done (job);
  lnet_job_free (job);
  return G_SOURCE_REMOVE;
}

/* Back to the thread that asked: as one idle, or by waking it where it waits. */
static void
hand_back (LnetJob *job)
{
  if (job->task != NULL)
    {
      g_autoptr (GSource) idle = g_idle_source_new ();

      g_source_set_priority (idle, G_PRIORITY_DEFAULT);
      g_source_set_callback (idle, deliver, job, NULL);
      g_source_set_static_name (idle, "lnet-store");
      g_source_attach (idle, job->context);
      return;
    }
  g_mutex_lock (&job->mutex);
  job->finished = TRUE;
  g_cond_signal (&job->cond);
  g_mutex_unlock (&job->mutex);
}

static gpointer
run_jobs (gpointer queue)
{
  g_autoptr (GAsyncQueue) jobs = queue;

  for (;;)
    {
      LnetJob *job = g_async_queue_pop (jobs);
      gboolean last = job->run == NULL;

      if (last)
        g_clear_pointer (&job->on->writer, lnet_writer_close);
      else
        job->run (job);
      hand_back (job);
      if (last)
        return NULL;
    }
}

static void
wait_for (LnetJob *job)
{
  g_mutex_lock (&job->mutex);
  while (!job->finished)
    g_cond_wait (&job->cond, &job->mutex);
  g_mutex_unlock (&job->mutex);
}

void
lnet_job_queue (LnetJob *job)
{
  g_async_queue_push (job->on->queue, job);
}

void
lnet_job_run_now (LnetJob *job)
{
  g_async_queue_push (job->on->queue, job);
  wait_for (job);
  if (job->done != NULL)
    job->done (job);
}

gboolean
lnet_job_end (LnetJob  *job,
              GError  **error)
{
  g_autoptr (GError) failure = g_steal_pointer (&job->error);

  lnet_job_free (job);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

void
lnet_job_return (LnetJob *job)
{
  if (job->task == NULL)
    return;
  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_boolean (job->task, TRUE);
}

void
lnet_writer_thread_start (LnetWriterThread *self)
{
  self->queue = g_async_queue_new ();
  self->thread = g_thread_new ("lnet-writer", run_jobs, g_async_queue_ref (self->queue));
}

LnetJobResult *
lnet_job_result_new (const LnetId *group,
                     const char   *act,
                     guint         n_kept)
{
  LnetJobResult *result = g_new0 (LnetJobResult, 1);

  result->group = *group;
  result->act = g_strdup (act);
  result->n_kept = n_kept;
  return result;
}

void
lnet_job_result_free (gpointer data)
{
  LnetJobResult *result = data;

  g_free (result->act);
  g_free (result);
}
