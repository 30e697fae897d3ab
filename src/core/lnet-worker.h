/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * lnet_worker_run:
 * @task: a task of the calling thread; stays the caller's
 * @func: runs in a worker thread and ends with one of g_task_return_…()
 *
 * As g_task_run_in_thread(), but the worker never drops the last reference: the task, its source object and its data
 * are let go of on the thread that made the task. A widget or a connection to a file that is finalized in a worker
 * breaks what belongs to the main thread.
 */
void lnet_worker_run (GTask *task, GTaskThreadFunc func);

G_END_DECLS
