/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two threads meet here. The writer thread owns the LnetWriter and runs jobs in the order they are queued; the thread
 * that opened the store (the main thread) owns everything else. A job is touched by the writer thread from the moment
 * it is queued until its done() is called back on the main thread. */

#include "config.h"

#include "lnet-store-private.h"

#include <glib/gi18n-lib.h>

enum
{
  PROP_NAME = 1,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_READ_ONLY,
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

/* One that was joined says what it is called before it has come. */
static const LnetStatement read_name = {
  "network-name", "SELECT coalesce ((SELECT name FROM network WHERE id = ?1), "
                  "(SELECT CAST (value AS TEXT) FROM meta WHERE key = 'name'))", NULL
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

  if ((job->create_name != NULL && !lnet_writer_create_file (self->path, job->create_name, &job->error)) ||
      (job->joining != NULL && !lnet_writer_create_joined (self->path, job->joining, &job->error)))
    return;
  self->writing.writer = lnet_writer_open (self->path, &job->error);
  if (self->writing.writer != NULL)
    lnet_writer_go_on_erasing (self->writing.writer);
}

static void
done_open (LnetJob *job)
{
  LnetStore *self = job->store;

  self->read_only = job->error == NULL && lnet_writer_is_read_only (self->writing.writer);
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
open_now (const char   *path,
          const char   *create_name,
          LnetJoining  *joining,
          GError      **error)
{
  g_autoptr (LnetStore) self = store_new (path);
  LnetJob *job = lnet_job_new (self, &self->writing, run_open, done_open, NULL);
  g_autoptr (GError) failure = NULL;

  job->create_name = g_strdup (create_name);
  job->joining = joining != NULL ? lnet_joining_ref (joining) : NULL;
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
  return open_now (path, NULL, NULL, error);
}

LnetStore *
lnet_store_create (const char  *path,
                   const char  *name,
                   GError     **error)
{
  g_return_val_if_fail (path != NULL && name != NULL, NULL);
  return open_now (path, name, NULL, error);
}

LnetStore *
lnet_store_create_joined (const char   *path,
                          LnetJoining  *joining,
                          GError      **error)
{
  g_return_val_if_fail (path != NULL && joining != NULL, NULL);
  return open_now (path, NULL, joining, error);
}

static void
open_in_time (const char          *path,
              const char          *create_name,
              LnetJoining         *joining,
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
  job->joining = joining != NULL ? lnet_joining_ref (joining) : NULL;
  lnet_job_queue (job);
}

void
lnet_store_open_async (const char          *path,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_return_if_fail (path != NULL);
  open_in_time (path, NULL, NULL, lnet_store_open_async, cancellable, callback, user_data);
}

void
lnet_store_create_async (const char          *path,
                         const char          *name,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (path != NULL && name != NULL);
  open_in_time (path, name, NULL, lnet_store_create_async, cancellable, callback, user_data);
}

void
lnet_store_create_joined_async (const char          *path,
                                LnetJoining         *joining,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (path != NULL && joining != NULL);
  open_in_time (path, NULL, joining, lnet_store_create_joined_async, cancellable, callback, user_data);
}

LnetStore *
lnet_store_open_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
lnet_store_emit_changes (LnetStore   *self,
                         LnetChanges *changes)
{
  /* What was still queued when the store was closed is told to nobody: whoever listens would read. */
  if (self->reader == NULL)
    return;
  if (lnet_changes_has_table (changes, LNET_TABLE_NETWORK))
    update_name (self);
  g_signal_emit (self, signals[CHANGED], 0, changes);
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
      lnet_store_emit_changes (job->store, job->changes);
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
    case PROP_READ_ONLY:
      g_value_set_boolean (value, self->read_only);
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
  properties[PROP_READ_ONLY] =
    g_param_spec_boolean ("read-only", NULL, NULL, FALSE,
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

gboolean
lnet_store_get_read_only (LnetStore *self)
{
  return self->read_only;
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
