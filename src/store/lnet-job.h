/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-carrier.h"
#include "lnet-joining.h"
#include "lnet-store.h"
#include "lnet-take.h"
#include "lnet-writer.h"

G_BEGIN_DECLS

/** What a commit is: something new, or a taking back. */
typedef enum
{
  LNET_JOB_COMMIT,
  LNET_JOB_UNDO,
  LNET_JOB_REDO,
  LNET_JOB_ERASE,      /* takes something out for good: afterwards nothing earlier is taken back by Undo */
  LNET_JOB_UNDO_GROUP, /* an act of the past, named by hand: for undo it counts as something new */
} LnetJobKind;

/** The writer thread: what it holds, and the queue of what it is asked. */
typedef struct
{
  GThread *thread;
  GAsyncQueue *queue; /* LnetJob */
  LnetWriter *writer; /* the thread's own */
} LnetWriterThread;

/**
 * LnetJob:
 *
 * What the writer thread is asked to do, and what came of it. It belongs to that thread from the moment it is queued
 * until done() is called back on the thread that asked.
 */
typedef struct _LnetJob LnetJob;
struct _LnetJob
{
  LnetStore *store;
  LnetWriterThread *on;
  void (*run) (LnetJob *job);  /* on the writer thread; NULL ends it */
  void (*done) (LnetJob *job); /* on the thread that asked */
  GTask *task;                 /* NULL for one who waits */
  GMainContext *context;
  GCancellable *cancellable;

  /* what is asked */
  LnetJobKind kind;
  LnetTransaction *transaction;
  LnetErasure *erasure; /* lent by who asked */
  LnetDelivery *delivery; /* lent too */
  LnetId taken; /* the act to take back */
  LnetId author;
  char *create_name;
  LnetCarrierNote *carrier_note; /* freed by done() */
  LnetJoining *joining;  /* makes the file of a network that is joined */
  GPtrArray *space_keys; /* LnetSealedKey, to be kept */

  /* what came of it */
  LnetId group;
  LnetChanges *changes;
  gboolean passed; /* another process has written meanwhile */
  char *act;
  guint n_kept;
  LnetTakeReport report;
  GError *error;

  GMutex mutex;
  GCond cond;
  gboolean finished;
};

void lnet_writer_thread_start (LnetWriterThread *self);

/** @task: (nullable) (transfer full) */
LnetJob *lnet_job_new (LnetStore *store, LnetWriterThread *on, void (*run) (LnetJob *), void (*done) (LnetJob *),
                       GTask *task);
void lnet_job_free (LnetJob *job);

/** Queues a job; it frees itself after done(). */
void lnet_job_queue (LnetJob *job);
/** Queues a job, waits for it, and calls done(); the caller ends it. */
void lnet_job_run_now (LnetJob *job);
/** Ends one that was waited for: frees it, and hands on what went wrong. Returns: whether nothing did */
gboolean lnet_job_end (LnetJob *job, GError **error);
/** In done(): ends the task of one that was queued with TRUE, or with what went wrong. One that is waited for has
 * none. */
void lnet_job_return (LnetJob *job);

/** What came of a commit, for its _finish(). */
typedef struct
{
  LnetId group;
  char *act;
  guint n_kept;
} LnetJobResult;

LnetJobResult *lnet_job_result_new (const LnetId *group, const char *act, guint n_kept);
void lnet_job_result_free (gpointer result);

G_END_DECLS
