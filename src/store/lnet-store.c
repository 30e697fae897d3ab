/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two threads meet here. The writer thread owns the LnetWriter and runs jobs in the order they are queued; the thread
 * that opened the store (the main thread) owns everything else. A job is touched by the writer thread from the moment
 * it is queued until its done() is called back on the main thread. */

#include "config.h"

#include "lnet-store.h"

#include <glib/gi18n-lib.h>

#include "lnet-error.h"
#include "lnet-job.h"
#include "lnet-undo-list.h"

struct _LnetStore
{
  GObject parent_instance;

  char *path;
  char *name;
  LnetId network;
  LnetId author;
  LnetReader *reader;
  LnetUndoList *undo_list;
  GFileMonitor *monitor;
  gboolean looking; /* a look for other processes' writes is queued */

  LnetWriterThread writing;
};

enum
{
  PROP_NAME = 1,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LnetStore, lnet_store, G_TYPE_OBJECT)

/* --- opening --- */

static const LnetStatement read_name = {
  "network-name", "SELECT name FROM network WHERE id = ?1", NULL
};

static void
update_name (LnetStore *self)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (self->reader, &read_name);
  g_autofree char *name = NULL;

  lnet_rows_bind_id (rows, 1, &self->network);
  if (lnet_rows_step (rows))
    name = lnet_rows_dup_text (rows, 0);
  if (g_set_str (&self->name, name != NULL ? name : _("Unnamed network")))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

static void
look_for_others (LnetStore *self);

static void
run_open (LnetJob *job)
{
  LnetStore *self = job->store;

  if (job->create_name != NULL && !lnet_writer_create_file (self->path, job->create_name, &job->error))
    return;
  self->writing.writer = lnet_writer_open (self->path, &job->error);
}

static void
done_open (LnetJob *job)
{
  LnetStore *self = job->store;

  if (job->error == NULL)
    self->reader = lnet_reader_open (self->path, &job->error);
  if (job->error == NULL)
    {
      self->network = *lnet_reader_get_network (self->reader);
      update_name (self);
    }
  if (job->task == NULL)
    return;
  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    {
      g_autofree char *wal = g_strconcat (self->path, "-wal", NULL);
      g_autoptr (GFile) file = g_file_new_for_path (wal);

      self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
      if (self->monitor != NULL)
        g_signal_connect_object (self->monitor, "changed", G_CALLBACK (look_for_others), self, G_CONNECT_SWAPPED);
      g_task_return_pointer (job->task, g_object_ref (self), g_object_unref);
    }
}

static LnetStore *
store_new (const char *path)
{
  LnetStore *self = g_object_new (LNET_TYPE_STORE, NULL);

  self->path = g_canonicalize_filename (path, NULL);
  lnet_writer_thread_start (&self->writing);
  return self;
}

static LnetStore *
open_now (const char  *path,
          const char  *create_name,
          GError     **error)
{
  g_autoptr (LnetStore) self = store_new (path);
  LnetJob *job = lnet_job_new (self, &self->writing, run_open, done_open, NULL);
  g_autoptr (GError) failure = NULL;

  job->create_name = g_strdup (create_name);
  lnet_job_run_now (job);
  failure = g_steal_pointer (&job->error);
  lnet_job_free (job);
  if (failure == NULL)
    return g_steal_pointer (&self);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

LnetStore *
lnet_store_open (const char  *path,
                 GError     **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  return open_now (path, NULL, error);
}

LnetStore *
lnet_store_create (const char  *path,
                   const char  *name,
                   GError     **error)
{
  g_return_val_if_fail (path != NULL && name != NULL, NULL);
  return open_now (path, name, error);
}

static void
open_in_time (const char          *path,
              const char          *create_name,
              gpointer             source_tag,
              GCancellable        *cancellable,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  g_autoptr (LnetStore) self = store_new (path);
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  LnetJob *job;

  g_task_set_source_tag (task, source_tag);
  job = lnet_job_new (self, &self->writing, run_open, done_open, task);
  job->create_name = g_strdup (create_name);
  lnet_job_queue (job);
}

void
lnet_store_open_async (const char          *path,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_return_if_fail (path != NULL);
  open_in_time (path, NULL, lnet_store_open_async, cancellable, callback, user_data);
}

void
lnet_store_create_async (const char          *path,
                         const char          *name,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (path != NULL && name != NULL);
  open_in_time (path, name, lnet_store_create_async, cancellable, callback, user_data);
}

LnetStore *
lnet_store_open_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- committing and taking back --- */

static void
run_commit (LnetJob *job)
{
  LnetWriter *writer = job->on->writer;

  job->passed = lnet_writer_was_passed (writer);
  if (job->kind == LNET_JOB_COMMIT)
    lnet_writer_commit (writer, job->transaction, &job->author, job->cancellable, job->changes, &job->group,
                        &job->error);
  else
    {
      g_autofree char *act = NULL;

      lnet_writer_undo_group (writer, &job->taken, job->kind == LNET_JOB_REDO, &job->author, job->cancellable,
                              job->changes, &job->group, &act, &job->n_kept, &job->error);
      if (act != NULL)
        g_set_str (&job->act, act);
    }
}

static void
notify_undo (LnetStore *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
}

static void
emit_changes (LnetStore   *self,
              LnetChanges *changes)
{
  if (self->reader != NULL && lnet_changes_has_table (changes, LNET_TABLE_NETWORK))
    update_name (self);
  g_signal_emit (self, signals[CHANGED], 0, changes);
}

static void
done_commit (LnetJob *job)
{
  LnetStore *self = job->store;

  if (job->passed)
    lnet_changes_set_everything (job->changes);
  if (job->error == NULL)
    {
      const char *act = job->kind == LNET_JOB_COMMIT ? lnet_transaction_get_act (job->transaction) : job->act;

      lnet_undo_list_note (self->undo_list, job->kind, &job->group, act);
    }
  else if (job->kind != LNET_JOB_COMMIT)
    lnet_undo_list_put_back (self->undo_list, job->kind, &job->taken, job->act);
  notify_undo (self);
  if (!lnet_changes_is_empty (job->changes) && (job->error == NULL || job->passed))
    emit_changes (self, job->changes);
  if (job->task == NULL)
    return;
  g_task_set_task_data (job->task, lnet_job_result_new (&job->group, job->act, job->n_kept), lnet_job_result_free);
  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_boolean (job->task, TRUE);
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
  g_autoptr (GError) failure = g_steal_pointer (&job->error);

  if (group != NULL)
    *group = job->group;
  if (n_kept != NULL)
    *n_kept = job->n_kept;
  lnet_job_free (job);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
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
  lnet_job_queue (commit_job (self, transaction, task));
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

static void
undo_in_time (LnetStore           *self,
              LnetJobKind          kind,
              const LnetId        *group,
              char                *act,
              GCancellable        *cancellable,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, lnet_store_undo_group_async);
  g_task_set_check_cancellable (task, FALSE);
  if (group == NULL)
    {
      g_task_set_task_data (task, lnet_job_result_new (&(LnetId) { 0 }, NULL, 0), lnet_job_result_free);
      g_task_return_new_error_literal (task, LNET_ERROR, LNET_ERROR_NOT_FOUND,
                                       kind == LNET_JOB_REDO ? _("There is nothing to do again.")
                                                             : _("There is nothing to undo."));
      g_object_unref (task);
      return;
    }
  lnet_job_queue (undo_job (self, kind, group, act, task));
}

void
lnet_store_undo_async (LnetStore           *self,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  LnetId group;
  char *act;

  g_return_if_fail (LNET_IS_STORE (self) && self->writing.thread != NULL);
  act = lnet_undo_list_take (self->undo_list, LNET_JOB_UNDO, &group);
  undo_in_time (self, LNET_JOB_UNDO, act != NULL ? &group : NULL, act, cancellable, callback, user_data);
}

void
lnet_store_redo_async (LnetStore           *self,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  LnetId group;
  char *act;

  g_return_if_fail (LNET_IS_STORE (self) && self->writing.thread != NULL);
  act = lnet_undo_list_take (self->undo_list, LNET_JOB_REDO, &group);
  undo_in_time (self, LNET_JOB_REDO, act != NULL ? &group : NULL, act, cancellable, callback, user_data);
}

void
lnet_store_undo_group_async (LnetStore           *self,
                             const LnetId        *group,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (LNET_IS_STORE (self) && self->writing.thread != NULL && group != NULL);
  undo_in_time (self, LNET_JOB_UNDO_GROUP, group, lnet_undo_list_drop (self->undo_list, group), cancellable, callback,
                user_data);
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

/* --- what other processes write --- */

static void
run_look (LnetJob *job)
{
  job->passed = lnet_writer_was_passed (job->on->writer);
}

static void
done_look (LnetJob *job)
{
  job->store->looking = FALSE;
  if (job->passed)
    {
      lnet_changes_set_everything (job->changes);
      emit_changes (job->store, job->changes);
    }
  g_task_return_boolean (job->task, TRUE);
}

static void
look_for_others (LnetStore *self)
{
  if (self->looking || self->writing.thread == NULL)
    return;
  self->looking = TRUE;
  lnet_job_queue (lnet_job_new (self, &self->writing, run_look, done_look, g_task_new (self, NULL, NULL, NULL)));
}

/* --- closing --- */

void
lnet_store_close (LnetStore *self)
{
  LnetJob *last;

  g_return_if_fail (LNET_IS_STORE (self));
  if (self->writing.thread == NULL)
    return;
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  /* The reader goes first, so that the writer is the last to leave and puts the log into the file. */
  g_clear_object (&self->reader);
  last = lnet_job_new (self, &self->writing, NULL, NULL, NULL);
  lnet_job_run_now (last);
  g_thread_join (g_steal_pointer (&self->writing.thread));
  lnet_job_free (last);
}

static void
lnet_store_dispose (GObject *object)
{
  lnet_store_close (LNET_STORE (object));
  G_OBJECT_CLASS (lnet_store_parent_class)->dispose (object);
}

static void
lnet_store_finalize (GObject *object)
{
  LnetStore *self = LNET_STORE (object);

  g_clear_pointer (&self->writing.queue, g_async_queue_unref);
  g_clear_pointer (&self->undo_list, lnet_undo_list_free);
  g_free (self->path);
  g_free (self->name);
  G_OBJECT_CLASS (lnet_store_parent_class)->finalize (object);
}

static void
lnet_store_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  LnetStore *self = LNET_STORE (object);

  switch (id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, lnet_store_get_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, lnet_store_get_can_redo (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
lnet_store_class_init (LnetStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lnet_store_dispose;
  object_class->finalize = lnet_store_finalize;
  object_class->get_property = lnet_store_get_property;

  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CAN_UNDO] =
    g_param_spec_boolean ("can-undo", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CAN_REDO] =
    g_param_spec_boolean ("can-redo", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, LNET_TYPE_CHANGES);
}

static void
lnet_store_init (LnetStore *self)
{
  self->undo_list = lnet_undo_list_new ();
}

/* --- what is known --- */

const char *
lnet_store_get_path (LnetStore *self)
{
  return self->path;
}

const LnetId *
lnet_store_get_network (LnetStore *self)
{
  return &self->network;
}

const char *
lnet_store_get_name (LnetStore *self)
{
  return self->name;
}

LnetReader *
lnet_store_get_reader (LnetStore *self)
{
  return self->reader;
}

LnetReader *
lnet_store_open_reader (LnetStore  *self,
                        GError    **error)
{
  return lnet_reader_open (self->path, error);
}

void
lnet_store_set_author (LnetStore    *self,
                       const LnetId *member)
{
  self->author = *member;
}

const LnetId *
lnet_store_get_author (LnetStore *self)
{
  return &self->author;
}

gboolean
lnet_store_get_can_undo (LnetStore *self)
{
  return lnet_undo_list_get_act (self->undo_list, LNET_JOB_UNDO) != NULL;
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
