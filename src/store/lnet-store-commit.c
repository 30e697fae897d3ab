/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one door for writes. run_commit() runs on the writer thread, everything else on the main thread. */

#include "config.h"

#include "lnet-store-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-error.h"

static void
run_commit (LnetJob *job)
{
  LnetWriter *writer = job->on->writer;

  job->passed = lnet_writer_was_passed (writer);
  if (job->kind == LNET_JOB_COMMIT)
    lnet_writer_commit (writer, job->transaction, &job->author, job->cancellable, job->changes, &job->group,
                        &job->error);
  else if (job->kind == LNET_JOB_ERASE)
    lnet_writer_erase (writer, job->erasure, &job->author, job->cancellable, job->changes, &job->group, &job->error);
  else
    {
      char *act = NULL;

      lnet_writer_undo_group (writer, &job->taken, job->kind == LNET_JOB_REDO, &job->author, job->cancellable,
                              job->changes, &job->group, &act, &job->n_kept, &job->error);
      if (act != NULL)
        {
          g_free (job->act);
          job->act = act;
        }
    }
}

static void
notify_undo (LnetStore *self)
{
  g_object_notify (G_OBJECT (self), "can-undo");
  g_object_notify (G_OBJECT (self), "can-redo");
}

static void start_waiting (LnetStore *self);

/* Hands a commit of whatever kind to the writer; can-undo says so at once. */
static void
queue_commit (LnetStore *self,
              LnetJob   *job)
{
  self->n_pending++;
  lnet_job_queue (job);
  notify_undo (self);
}

static void
done_commit (LnetJob *job)
{
  LnetStore *self = job->store;

  if (job->passed)
    lnet_changes_set_everything (job->changes);
  if (job->error == NULL && job->kind == LNET_JOB_ERASE)
    lnet_undo_list_clear (self->undo_list);
  else if (job->error == NULL)
    {
      const char *act = job->kind == LNET_JOB_COMMIT ? lnet_transaction_get_act (job->transaction) : job->act;

      lnet_undo_list_note (self->undo_list, job->kind, &job->group, act);
    }
  else if (job->kind != LNET_JOB_COMMIT && job->kind != LNET_JOB_ERASE &&
           !g_error_matches (job->error, LNET_ERROR, LNET_ERROR_NOT_FOUND))
    lnet_undo_list_put_back (self->undo_list, job->kind, &job->taken, job->act);
  if (job->task != NULL)
    {
      self->n_pending--;
      start_waiting (self);
    }
  notify_undo (self);
  if (!lnet_changes_is_empty (job->changes) && (job->error == NULL || job->passed))
    lnet_store_emit_changes (self, job->changes);
  if (job->task == NULL)
    return;
  g_task_set_task_data (job->task, lnet_job_result_new (&job->group, job->act, job->n_kept), lnet_job_result_free);
  lnet_job_return (job);
}

static LnetJob *
commit_job (LnetStore       *self,
            LnetTransaction *transaction,
            GTask           *task)
{
  LnetJob *job = lnet_job_new (self, &self->writing, run_commit, done_commit, task);

  job->kind = LNET_JOB_COMMIT;
  job->transaction = lnet_transaction_ref (transaction);
  return job;
}

static gboolean
end_now (LnetJob  *job,
         LnetId   *group,
         guint    *n_kept,
         GError  **error)
{
  if (group != NULL)
    *group = job->group;
  if (n_kept != NULL)
    *n_kept = job->n_kept;
  return lnet_job_end (job, error);
}

gboolean
lnet_store_commit (LnetStore        *self,
                   LnetTransaction  *transaction,
                   LnetId           *group,
                   GError          **error)
{
  LnetJob *job;

  g_return_val_if_fail (LNET_IS_STORE (self) && self->writing.thread != NULL, FALSE);
  job = commit_job (self, transaction, NULL);
  lnet_job_run_now (job);
  return end_now (job, group, NULL, error);
}

void
lnet_store_commit_async (LnetStore           *self,
                         LnetTransaction     *transaction,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (LNET_IS_STORE (self) && self->writing.thread != NULL);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lnet_store_commit_async);
  /* Whether it was stopped is known to the writer alone: a commit that went through must not look cancelled. */
  g_task_set_check_cancellable (task, FALSE);
  queue_commit (self, commit_job (self, transaction, task));
}

gboolean
lnet_store_commit_finish (LnetStore     *self,
                          GAsyncResult  *result,
                          LnetId        *group,
                          GError       **error)
{
  const LnetJobResult *outcome;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  outcome = g_task_get_task_data (G_TASK (result));
  if (group != NULL)
    *group = outcome->group;
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
run_mend (LnetJob *job)
{
  job->passed = lnet_writer_was_passed (job->on->writer);
  if (lnet_writer_mend_index (job->on->writer, &job->error))
    job->passed = TRUE;
}

/* Everything that stands on it is read again. */
static void
done_mend (LnetJob *job)
{
  if (job->passed)
    {
      lnet_changes_set_everything (job->changes);
      lnet_store_emit_changes (job->store, job->changes);
    }
  lnet_job_return (job);
}

void
lnet_store_mend_index_async (LnetStore           *self,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (LNET_IS_STORE (self) && self->writing.thread != NULL);
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, lnet_store_mend_index_async);
  lnet_job_queue (lnet_job_new (self, &self->writing, run_mend, done_mend, task));
}

gboolean
lnet_store_mend_index_finish (LnetStore     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static LnetJob *
erase_job (LnetStore   *self,
           LnetErasure *erasure,
           GTask       *task)
{
  LnetJob *job = lnet_job_new (self, &self->writing, run_commit, done_commit, task);

  job->kind = LNET_JOB_ERASE;
  job->erasure = erasure;
  return job;
}

void
lnet_store_erase_async (LnetStore           *self,
                        LnetErasure         *erasure,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (LNET_IS_STORE (self) && self->writing.thread != NULL);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lnet_store_erase_async);
  g_task_set_check_cancellable (task, FALSE);
  queue_commit (self, erase_job (self, erasure, task));
}

gboolean
lnet_store_erase_finish (LnetStore     *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
lnet_store_erase (LnetStore    *self,
                  LnetErasure  *erasure,
                  GError      **error)
{
  LnetJob *job;

  g_return_val_if_fail (LNET_IS_STORE (self) && self->writing.thread != NULL, FALSE);
  job = erase_job (self, erasure, NULL);
  lnet_job_run_now (job);
  return end_now (job, NULL, NULL, error);
}

static LnetJob *
undo_job (LnetStore    *self,
          LnetJobKind   kind,
          const LnetId *group,
          char         *act,
          GTask        *task)
{
  LnetJob *job = lnet_job_new (self, &self->writing, run_commit, done_commit, task);

  job->kind = kind;
  job->taken = *group;
  job->act = act;
  return job;
}

static GTask *
undo_task (LnetStore           *self,
           gpointer             source_tag,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  g_task_set_check_cancellable (task, FALSE);
  return task;
}

static void
fail_undo (GTask      *task,
           const char *message)
{
  g_task_set_task_data (task, lnet_job_result_new (&(LnetId) { 0 }, NULL, 0), lnet_job_result_free);
  g_task_return_new_error_literal (task, LNET_ERROR, LNET_ERROR_NOT_FOUND, message);
  g_object_unref (task);
}

/* Takes the next act for undo or redo, now that nothing is on its way that might come before it. */
static void
start_undo (LnetStore *self,
            GTask     *task)
{
  LnetJobKind kind = g_task_get_source_tag (task) == lnet_store_redo_async ? LNET_JOB_REDO : LNET_JOB_UNDO;
  LnetId group;
  char *act = lnet_undo_list_take (self->undo_list, kind, &group);

  if (act != NULL)
    queue_commit (self, undo_job (self, kind, &group, act, task));
  else
    fail_undo (task, kind == LNET_JOB_REDO ? _("There is nothing to do again.") : _("There is nothing to undo."));
}

static void
start_waiting (LnetStore *self)
{
  while (self->n_pending == 0 && !g_queue_is_empty (&self->waiting))
    {
      GTask *task = g_queue_pop_head (&self->waiting);

      if (self->writing.thread != NULL)
        start_undo (self, task);
      else
        fail_undo (task, _("The network is closed."));
    }
}

/* What was handed in before is done before, so that undo takes back what the person did last. */
static void
undo_in_turn (LnetStore *self,
              GTask     *task)
{
  g_queue_push_tail (&self->waiting, task);
  start_waiting (self);
}

void
lnet_store_undo_async (LnetStore           *self,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_return_if_fail (LNET_IS_STORE (self) && self->writing.thread != NULL);
  undo_in_turn (self, undo_task (self, lnet_store_undo_async, cancellable, callback, user_data));
}

void
lnet_store_redo_async (LnetStore           *self,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_return_if_fail (LNET_IS_STORE (self) && self->writing.thread != NULL);
  undo_in_turn (self, undo_task (self, lnet_store_redo_async, cancellable, callback, user_data));
}

void
lnet_store_undo_group_async (LnetStore           *self,
                             const LnetId        *group,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (LNET_IS_STORE (self) && self->writing.thread != NULL && group != NULL);
  task = undo_task (self, lnet_store_undo_group_async, cancellable, callback, user_data);
  queue_commit (self, undo_job (self, LNET_JOB_UNDO_GROUP, group, lnet_undo_list_drop (self->undo_list, group), task));
}

gboolean
lnet_store_undo_finish (LnetStore     *self,
                        GAsyncResult  *result,
                        char         **act,
                        guint         *n_kept,
                        GError       **error)
{
  const LnetJobResult *outcome;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  outcome = g_task_get_task_data (G_TASK (result));
  if (act != NULL)
    *act = g_strdup (outcome->act);
  if (n_kept != NULL)
    *n_kept = outcome->n_kept;
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
lnet_store_undo_group (LnetStore     *self,
                       const LnetId  *group,
                       guint         *n_kept,
                       GError       **error)
{
  LnetJob *job;

  g_return_val_if_fail (LNET_IS_STORE (self) && self->writing.thread != NULL && group != NULL, FALSE);
  job = undo_job (self, LNET_JOB_UNDO_GROUP, group, lnet_undo_list_drop (self->undo_list, group), NULL);
  lnet_job_run_now (job);
  return end_now (job, NULL, n_kept, error);
}

gboolean
lnet_store_get_can_undo (LnetStore *self)
{
  return self->n_pending > 0 || lnet_undo_list_get_act (self->undo_list, LNET_JOB_UNDO) != NULL;
}

gboolean
lnet_store_get_can_redo (LnetStore *self)
{
  return lnet_undo_list_get_act (self->undo_list, LNET_JOB_REDO) != NULL;
}

const char *
lnet_store_get_undo_act (LnetStore *self)
{
  return lnet_undo_list_get_act (self->undo_list, LNET_JOB_UNDO);
}

const char *
lnet_store_get_redo_act (LnetStore *self)
{
  return lnet_undo_list_get_act (self->undo_list, LNET_JOB_REDO);
}
