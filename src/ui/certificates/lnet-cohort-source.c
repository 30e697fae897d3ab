/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-cohort-source.h"

#include "lnet-certificate-words.h"
#include "lnet-worker.h"

struct _LnetCohortSource
{
  GObject parent_instance;

  LnetSession *session;
  LnetId id;
  LnetId enrolment; /* null: everybody */
  LnetCohort *cohort;
  GCancellable *cancellable;
  gboolean loading;
  gboolean stale; /* something changed while it was being read */
};

G_DEFINE_FINAL_TYPE (LnetCohortSource, lnet_cohort_source, G_TYPE_OBJECT)

enum
{
  LOADED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Whatever of these moves can change what is shown. */
static const LnetTable tables[] = {
  LNET_TABLE_PROGRAM, LNET_TABLE_MODULE, LNET_TABLE_REQUIREMENT, LNET_TABLE_COHORT, LNET_TABLE_COHORT_FACILITATOR,
  LNET_TABLE_SESSION, LNET_TABLE_ENROLMENT, LNET_TABLE_ATTENDANCE, LNET_TABLE_EVIDENCE, LNET_TABLE_WAIVER,
  LNET_TABLE_MEMBER,
};

typedef struct
{
  LnetStore *store;
  LnetId id;
  LnetId enrolment;
  char *now;
} Job;

/* The worker may be the last to let go of a job; of what belongs to the main thread it must hold nothing then. */
static void
job_finish (Job *job)
{
  g_clear_object (&job->store);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->store);
  g_free (job->now);
  g_free (job);
}

/* In a worker, with a reader of its own. */
static void
load_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  g_autoptr (LnetReader) reader = lnet_store_open_reader (job->store, &error);
  LnetCohort *cohort = NULL;

  if (reader != NULL)
    cohort = lnet_cohort_load_own (reader, &job->id, lnet_id_is_null (&job->enrolment) ? NULL : &job->enrolment,
                                   job->now, &error);
  if (cohort != NULL)
    g_task_return_pointer (task, cohort, (GDestroyNotify) lnet_cohort_unref);
  else
    g_task_return_error (task, error);
}

static void load (LnetCohortSource *self);

static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetCohortSource) self = LNET_COHORT_SOURCE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetCohort) cohort = g_task_propagate_pointer (G_TASK (result), &error);

  job_finish (g_task_get_task_data (G_TASK (result)));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->loading = FALSE;
  if (self->stale)
    {
      load (self);
      return;
    }
  if (cohort == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }
  g_clear_pointer (&self->cohort, lnet_cohort_unref);
  self->cohort = g_steal_pointer (&cohort);
  g_signal_emit (self, signals[LOADED], 0);
}

static void
load (LnetCohortSource *self)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (self->loading)
    {
      self->stale = TRUE;
      return;
    }
  self->loading = TRUE;
  self->stale = FALSE;
  job = g_new0 (Job, 1);
  job->store = g_object_ref (lnet_session_get_store (self->session));
  job->id = self->id;
  job->enrolment = self->enrolment;
  job->now = lnet_certificate_now ();
  task = g_task_new (NULL, self->cancellable, on_loaded, g_object_ref (self));
  g_task_set_source_tag (task, load);
  g_task_set_task_data (task, job, job_free);
  lnet_worker_run (task, load_in_thread);
}

static void
on_changed (LnetStore        *store,
            LnetChanges      *changes,
            LnetCohortSource *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (lnet_changes_has_table (changes, tables[i]))
      {
        load (self);
        return;
      }
}

static void
lnet_cohort_source_dispose (GObject *object)
{
  LnetCohortSource *self = LNET_COHORT_SOURCE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->cohort, lnet_cohort_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lnet_cohort_source_parent_class)->dispose (object);
}

static void
lnet_cohort_source_finalize (GObject *object)
{
  g_clear_object (&LNET_COHORT_SOURCE (object)->cancellable);

  G_OBJECT_CLASS (lnet_cohort_source_parent_class)->finalize (object);
}

static void
lnet_cohort_source_class_init (LnetCohortSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lnet_cohort_source_dispose;
  object_class->finalize = lnet_cohort_source_finalize;

  signals[LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
lnet_cohort_source_init (LnetCohortSource *self)
{
  self->cancellable = g_cancellable_new ();
}

LnetCohortSource *
lnet_cohort_source_new (LnetSession  *session,
                        const LnetId *cohort,
                        const LnetId *enrolment)
{
  LnetCohortSource *self = g_object_new (LNET_TYPE_COHORT_SOURCE, NULL);

  self->session = g_object_ref (session);
  self->id = *cohort;
  self->enrolment = enrolment != NULL ? *enrolment : lnet_id_null ();
  g_signal_connect_object (lnet_session_get_store (session), "changed", G_CALLBACK (on_changed), self, 0);
  load (self);
  return self;
}

LnetSession *
lnet_cohort_source_get_session (LnetCohortSource *self)
{
  g_return_val_if_fail (LNET_IS_COHORT_SOURCE (self), NULL);

  return self->session;
}

const LnetId *
lnet_cohort_source_get_id (LnetCohortSource *self)
{
  g_return_val_if_fail (LNET_IS_COHORT_SOURCE (self), NULL);

  return &self->id;
}

gboolean
lnet_cohort_source_is_own (LnetCohortSource *self)
{
  g_return_val_if_fail (LNET_IS_COHORT_SOURCE (self), FALSE);

  return !lnet_id_is_null (&self->enrolment);
}

LnetCohort *
lnet_cohort_source_get_cohort (LnetCohortSource *self)
{
  g_return_val_if_fail (LNET_IS_COHORT_SOURCE (self), NULL);

  return self->cohort;
}
