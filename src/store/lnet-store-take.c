/* SPDX-License-Identifier: GPL-3.0-or-later */

/* run_take() and run_recompute() run on the writer thread, everything else on the main thread. */

#include "config.h"

#include "lnet-store-private.h"

#include "lnet-take.h"

static void
run_take (LnetJob *job)
{
  job->passed = lnet_writer_was_passed (job->on->writer);
  lnet_writer_take (job->on->writer, job->delivery, job->cancellable, job->changes, &job->report, &job->error);
}

static void
run_recompute (LnetJob *job)
{
  lnet_writer_recompute (job->on->writer, job->changes, &job->error);
}

static void
done_take (LnetJob *job)
{
  if (job->passed)
    lnet_changes_set_everything (job->changes);
  if (!lnet_changes_is_empty (job->changes) && (job->error == NULL || job->passed))
    lnet_store_emit_changes (job->store, job->changes);
  if (job->task != NULL)
    g_task_set_task_data (job->task, g_memdup2 (&job->report, sizeof job->report), g_free);
  lnet_job_return (job);
}

static LnetJob *
take_job (LnetStore    *self,
          LnetDelivery *delivery,
          GTask        *task)
{
  LnetJob *job = lnet_job_new (self, &self->writing, run_take, done_take, task);

  job->delivery = delivery;
  return job;
}

static gboolean
run_now (LnetJob         *job,
         LnetTakeReport  *report,
         GError         **error)
{
  lnet_job_run_now (job);
  if (report != NULL)
    *report = job->report;
  return lnet_job_end (job, error);
}

void
lnet_store_take_async (LnetStore           *self,
                       LnetDelivery        *delivery,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (LNET_IS_STORE (self) && self->writing.thread != NULL);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lnet_store_take_async);
  g_task_set_check_cancellable (task, FALSE);
  lnet_job_queue (take_job (self, delivery, task));
}

gboolean
lnet_store_take_finish (LnetStore       *self,
                        GAsyncResult    *result,
                        LnetTakeReport  *report,
                        GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  if (report != NULL)
    *report = *(const LnetTakeReport *) g_task_get_task_data (G_TASK (result));
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
lnet_store_take (LnetStore       *self,
                 LnetDelivery    *delivery,
                 LnetTakeReport  *report,
                 GError         **error)
{
  g_return_val_if_fail (LNET_IS_STORE (self) && self->writing.thread != NULL, FALSE);
  return run_now (take_job (self, delivery, NULL), report, error);
}

void
lnet_store_recompute_async (LnetStore           *self,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (LNET_IS_STORE (self) && self->writing.thread != NULL);
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, lnet_store_recompute_async);
  lnet_job_queue (lnet_job_new (self, &self->writing, run_recompute, done_take, task));
}

gboolean
lnet_store_recompute_finish (LnetStore     *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
lnet_store_recompute (LnetStore  *self,
                      GError    **error)
{
  g_return_val_if_fail (LNET_IS_STORE (self) && self->writing.thread != NULL, FALSE);
  return run_now (lnet_job_new (self, &self->writing, run_recompute, done_take, NULL), NULL, error);
}
