/* SPDX-License-Identifier: GPL-3.0-or-later */

/* run() runs in a worker; everything else on the thread that made the task. */

#include "config.h"

#include "lnet-worker.h"

/* So many reads at once; more wait their turn. */
#define MOST_THREADS 4

typedef struct
{
  GTask *task;
  GTaskThreadFunc func;
} Work;

static gboolean
do_nothing (gpointer data)
{
  return G_SOURCE_REMOVE;
}

/* Hands the worker's reference to the thread that made the task, which lets go of it. */
static void
give_back (GTask *task)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_callback (source, do_nothing, task, g_object_unref);
  g_source_set_static_name (source, "lnet-worker");
  g_source_attach (source, g_task_get_context (task));
}

static void
run (gpointer data,
     gpointer user_data)
{
  g_autofree Work *work = data;

  work->func (work->task, g_task_get_source_object (work->task), g_task_get_task_data (work->task),
              g_task_get_cancellable (work->task));
  give_back (work->task);
}

void
lnet_worker_run (GTask           *task,
                 GTaskThreadFunc  func)
{
  static GThreadPool *pool;
  Work *work = g_new (Work, 1);

  if (g_once_init_enter_pointer (&pool))
    g_once_init_leave_pointer (&pool, g_thread_pool_new (run, NULL, MOST_THREADS, FALSE, NULL));
  work->task = g_object_ref (task);
  work->func = func;
  g_thread_pool_push (pool, work, NULL);
}
