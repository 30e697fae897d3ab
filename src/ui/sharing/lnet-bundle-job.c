/* SPDX-License-Identifier: GPL-3.0-or-later */

/* run() and what it calls run in a worker, which writes through the store's door; the main thread touches nothing of
 * the job meanwhile but the progress. */

#include "config.h"

#include "lnet-bundle-job.h"

#include "lnet-bundle-desk.h"
#include "lnet-store-door.h"
#include "lnet-worker.h"

struct _LnetBundleJob
{
  GObject parent_instance;

  LnetStore *store;
  LnetStoreDoor *door;
  GFile *file;
  char *passphrase;
  GHashTable *recipients; /* LnetId: a set of desks; NULL: it is for whoever has the passphrase */
  char *sender_name;
  int per_mille; /* atomic */

  LnetBundleDesk *desk; /* while a step runs */

  LnetBundleSummary summary;
  LnetBundleSlotKind slot;
  LnetBundlePreview *preview;
  LnetTakeReport report;
};

G_DEFINE_FINAL_TYPE (LnetBundleJob, lnet_bundle_job, G_TYPE_OBJECT)

static void
on_progress (guint64  done,
             guint64  total,
             gpointer user_data)
{
  LnetBundleJob *self = user_data;

  if (total > 0)
    g_atomic_int_set (&self->per_mille, (int) (1000 * MIN (done, total) / total));
}

/* --- writing --- */

/* The desks it is for that still take part. Returns: (transfer container) (element-type LnetRosterDesk) */
static GPtrArray *
find_desks (LnetBundleJob *self)
{
  g_autoptr (GPtrArray) others = lnet_bundle_desk_list_others (self->desk);
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < others->len; i++)
    {
      LnetRosterDesk *desk = others->pdata[i];

      if (g_hash_table_contains (self->recipients, &desk->id))
        g_ptr_array_add (found, desk);
    }
  return found;
}

/* For whom it is sealed, and what goes along. @lock is not made when only @order is asked for. */
static gboolean
make_order (LnetBundleJob    *self,
            LnetReader       *reader,
            LnetBundleOrder  *order,
            LnetBundleLock  **lock,
            GError          **error)
{
  g_autoptr (GPtrArray) desks = self->recipients != NULL ? find_desks (self) : NULL;

  order->contents = TRUE;
  if (!lnet_bundle_desk_fill_order (self->desk, reader, order, error))
    return FALSE;
  if (order->sender_name == NULL)
    order->sender_name = self->sender_name;
  if (desks != NULL)
    {
      order->spaces = lnet_bundle_desk_list_spaces (self->desk, reader, desks, error);
      if (order->spaces == NULL)
        return FALSE;
    }
  if (lock == NULL)
    return TRUE;
  *lock = desks != NULL ? lnet_bundle_desk_new_lock (desks, error)
                        : lnet_bundle_lock_new_passphrase (self->passphrase, NULL, error);
  order->lock = *lock;
  return *lock != NULL;
}

static gboolean
count (LnetBundleJob  *self,
       LnetReader     *reader,
       GCancellable   *cancellable,
       GError        **error)
{
  LnetBundleOrder order = { 0 };
  gboolean counted = make_order (self, reader, &order, NULL, error) &&
                     lnet_bundle_summarize (reader, &order, &self->summary, cancellable, error);

  g_clear_pointer (&order.spaces, g_hash_table_unref);
  return counted;
}

static gboolean
write_file (LnetBundleJob  *self,
            LnetReader     *reader,
            GCancellable   *cancellable,
            GError        **error)
{
  g_autoptr (LnetBundleLock) lock = NULL;
  LnetBundleOrder order = { 0 };
  gboolean written = make_order (self, reader, &order, &lock, error) &&
                     lnet_bundle_write_file (reader, &order, self->file, &self->summary, on_progress, self, cancellable,
                                             error);

  g_clear_pointer (&order.spaces, g_hash_table_unref);
  return written;
}

/* --- taking --- */

static gboolean
look (LnetBundleJob  *self,
      LnetReader     *reader,
      GCancellable   *cancellable,
      GError        **error)
{
  LnetBundleKeys keys = { .passphrase = self->passphrase };
  g_autoptr (LnetBundleHeader) header = lnet_bundle_peek_file (self->file, cancellable, error);

  if (header == NULL)
    return FALSE;
  self->slot = header->slot.kind;
  lnet_bundle_desk_fill_keys (self->desk, &keys);
  g_clear_pointer (&self->preview, lnet_bundle_preview_free);
  self->preview = lnet_bundle_preview_file (self->file, &keys, reader, on_progress, self, cancellable, error);
  return self->preview != NULL;
}

/* What take_part() needs. */
typedef struct
{
  LnetBundleJob *job;
  GCancellable *cancellable;
} Taking;

static void
add_report (LnetTakeReport       *sum,
            const LnetTakeReport *report)
{
  sum->n_batches += report->n_batches;
  sum->n_ops += report->n_ops;
  sum->n_repeated += report->n_repeated;
  sum->n_refused += report->n_refused;
  sum->n_unknown += report->n_unknown;
  sum->n_waiting = report->n_waiting;
  sum->n_to_settle = report->n_to_settle;
}

static gboolean
take_part (const LnetBundlePart  *part,
           gpointer               user_data,
           GError               **error)
{
  const Taking *taking = user_data;
  LnetTakeReport report;

  if (!lnet_store_door_take (taking->job->door, part->delivery, taking->cancellable, &report, error))
    return FALSE;
  add_report (&taking->job->report, &report);
  return TRUE;
}

static gboolean
take (LnetBundleJob  *self,
      LnetReader     *reader,
      GCancellable   *cancellable,
      GError        **error)
{
  LnetBundleKeys keys = { .passphrase = self->passphrase };
  Taking taking = { self, cancellable };

  self->report = (LnetTakeReport) { 0 };
  lnet_bundle_desk_fill_keys (self->desk, &keys);
  return lnet_bundle_take_file (self->file, &keys, lnet_reader_get_network (reader), take_part, &taking, on_progress,
                                self, NULL, cancellable, error);
}

/* --- steps --- */

static void
run (GTask        *task,
     gpointer      source,
     gpointer      task_data,
     GCancellable *cancellable)
{
  static gboolean (*const steps[]) (LnetBundleJob *, LnetReader *, GCancellable *, GError **) = {
    [LNET_BUNDLE_JOB_COUNT] = count,
    [LNET_BUNDLE_JOB_WRITE] = write_file,
    [LNET_BUNDLE_JOB_LOOK] = look,
    [LNET_BUNDLE_JOB_TAKE] = take,
  };
  LnetBundleJob *self = source;
  GError *error = NULL;
  g_autoptr (LnetReader) reader = lnet_store_open_reader (self->store, &error);

  gboolean done;

  if (reader != NULL)
    self->desk = lnet_bundle_desk_load (reader, &error);
  done = self->desk != NULL && steps[GPOINTER_TO_INT (task_data)] (self, reader, cancellable, &error);
  g_clear_pointer (&self->desk, lnet_bundle_desk_free);
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
lnet_bundle_job_finalize (GObject *object)
{
  LnetBundleJob *self = LNET_BUNDLE_JOB (object);

  lnet_bundle_job_set_passphrase (self, NULL);
  g_free (self->sender_name);
  g_clear_pointer (&self->preview, lnet_bundle_preview_free);
  g_clear_pointer (&self->recipients, g_hash_table_unref);
  g_clear_pointer (&self->door, lnet_store_door_free);
  g_clear_object (&self->file);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (lnet_bundle_job_parent_class)->finalize (object);
}

static void
lnet_bundle_job_class_init (LnetBundleJobClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lnet_bundle_job_finalize;
}

static void
lnet_bundle_job_init (LnetBundleJob *self)
{
}

LnetBundleJob *
lnet_bundle_job_new (LnetStore *store)
{
  LnetBundleJob *self = g_object_new (LNET_TYPE_BUNDLE_JOB, NULL);

  self->store = g_object_ref (store);
  self->door = lnet_store_door_new (store, g_main_context_default ());
  return self;
}

void
lnet_bundle_job_set_file (LnetBundleJob *self,
                          GFile         *file)
{
  g_return_if_fail (LNET_IS_BUNDLE_JOB (self));

  g_set_object (&self->file, file);
}

void
lnet_bundle_job_set_passphrase (LnetBundleJob *self,
                                const char    *passphrase)
{
  g_return_if_fail (LNET_IS_BUNDLE_JOB (self));

  if (self->passphrase != NULL)
    memset (self->passphrase, 0, strlen (self->passphrase));
  g_set_str (&self->passphrase, passphrase != NULL && *passphrase != '\0' ? passphrase : NULL);
}

void
lnet_bundle_job_set_recipients (LnetBundleJob *self,
                                GHashTable    *recipients)
{
  g_return_if_fail (LNET_IS_BUNDLE_JOB (self));

  g_clear_pointer (&self->recipients, g_hash_table_unref);
  self->recipients = recipients;
}

void
lnet_bundle_job_set_sender_name (LnetBundleJob *self,
                                 const char    *name)
{
  g_return_if_fail (LNET_IS_BUNDLE_JOB (self));

  g_set_str (&self->sender_name, name);
}

GFile *
lnet_bundle_job_get_file (LnetBundleJob *self)
{
  return self->file;
}

void
lnet_bundle_job_run_async (LnetBundleJob       *self,
                           LnetBundleStep       step,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LNET_IS_BUNDLE_JOB (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lnet_bundle_job_run_async);
  g_task_set_task_data (task, GINT_TO_POINTER (step), NULL);
  g_atomic_int_set (&self->per_mille, 0);
  lnet_worker_run (task, run);
}

gboolean
lnet_bundle_job_run_finish (LnetBundleJob  *self,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

double
lnet_bundle_job_get_progress (LnetBundleJob *self)
{
  return g_atomic_int_get (&self->per_mille) / 1000.0;
}

const LnetBundleSummary *
lnet_bundle_job_get_summary (LnetBundleJob *self)
{
  return &self->summary;
}

LnetBundleSlotKind
lnet_bundle_job_get_slot (LnetBundleJob *self)
{
  return self->slot;
}

const LnetBundlePreview *
lnet_bundle_job_get_preview (LnetBundleJob *self)
{
  return self->preview;
}

const LnetTakeReport *
lnet_bundle_job_get_report (LnetBundleJob *self)
{
  return &self->report;
}
