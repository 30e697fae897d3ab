/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When an exchange ends, and where the network is shared. */

#include "config.h"

#include "lnet-syncer-private.h"

#include "lnet-error.h"

/* No longer than this is waited for a folder to come back. */
#define MOST_AWAY (10 * 60 * 1000)

static void
forget (LnetSyncer *self,
        const char *uri)
{
  LnetCarrierNote *note = lnet_carrier_note_new (uri);

  note->forget = TRUE;
  lnet_syncer_write_down (self, note);
}

static void
fail (LnetSyncer   *self,
      const GError *error)
{
  lnet_syncer_set_progress (self, 0);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lnet_syncer_set_state (self, self->paused ? LNET_SYNCER_PAUSED : LNET_SYNCER_IDLE);
  else if (lnet_folder_is_away (error))
    {
      lnet_syncer_set_state (self, LNET_SYNCER_OFFLINE);
      lnet_syncer_schedule (self, MIN (self->pace.away << MIN (self->n_away, 10), MOST_AWAY));
      self->n_away++;
      return;
    }
  else if (g_error_matches (error, LNET_ERROR, LNET_ERROR_BUSY))
    lnet_syncer_set_state (self, LNET_SYNCER_IDLE);
  else
    {
      lnet_syncer_set_message (self, error->message);
      lnet_syncer_set_state (self, LNET_SYNCER_STOPPED);
    }
  lnet_syncer_schedule (self, self->pace.every);
}

static void
succeed (LnetSyncer     *self,
         LnetSyncerWork *work)
{
  g_clear_pointer (&self->report, lnet_folder_report_free);
  self->report = g_steal_pointer (&work->report);
  self->n_away = 0;
  lnet_syncer_set_message (self, NULL);
  lnet_syncer_set_progress (self, 0);
  lnet_syncer_set_synced (self, g_get_real_time () / 1000);
  lnet_syncer_set_state (self, self->paused ? LNET_SYNCER_PAUSED : LNET_SYNCER_IDLE);
  lnet_syncer_schedule (self, self->again ? self->pace.quiet : self->pace.every);
  self->again = FALSE;
  lnet_syncer_emit_exchanged (self);
}

static void begin_sharing (LnetSyncer *self);

/* @error: (transfer full) */
static void
fail_sharing (LnetSyncer *self,
              GError     *error)
{
  g_autoptr (GTask) sharing = g_steal_pointer (&self->sharing);

  g_task_return_error (sharing, error);
}

static void
on_exchanged (GObject      *object,
              GAsyncResult *result,
              gpointer      data)
{
  LnetSyncer *self = LNET_SYNCER (object);
  LnetSyncerWork *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  g_clear_object (&self->exchange);
  if (self->stopped)
    {
      if (self->sharing != NULL)
        fail_sharing (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "closed"));
      return;
    }
  /* The network is not shared in that folder any more: what came of it interests nobody. */
  if (work->folder != self->folder)
    lnet_syncer_set_state (self, LNET_SYNCER_IDLE);
  else if (done)
    succeed (self, work);
  else
    fail (self, error);
  if (self->sharing != NULL)
    begin_sharing (self);
}

void
lnet_syncer_exchange (LnetSyncer *self)
{
  if (self->exchange != NULL || self->folder == NULL || self->paused || self->stopped)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->again = FALSE;
  self->exchange = lnet_syncer_work_new (self, self->folder, on_exchanged);
  lnet_syncer_work_run (self->exchange);
}

/* --- where it is shared --- */

static void
watch (LnetSyncer *self)
{
  g_autoptr (GFile) root = self->uri != NULL ? g_file_new_for_uri (self->uri) : NULL;
  g_autoptr (GFile) notes = root != NULL ? g_file_get_child (root, "h") : NULL;

  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  /* Where it cannot be watched, it is looked at every few minutes. Only a folder of this computer can be asked here. */
  if (notes != NULL && g_file_is_native (notes))
    self->monitor = g_file_monitor_directory (notes, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (lnet_syncer_note_change), self, G_CONNECT_SWAPPED);
}

static LnetSharedFolder *
open_folder (LnetSyncer *self,
             GFile      *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  GMainContext *context = g_main_context_get_thread_default ();

  return lnet_shared_folder_new_for_folder (self->store, self->make_folder (file, self->make_data), uri,
                                            context != NULL ? context : g_main_context_default ());
}

static void
take_folder (LnetSyncer       *self,
             LnetSharedFolder *folder,
             const char       *uri)
{
  if (folder != self->folder)
    {
      g_clear_pointer (&self->folder, lnet_shared_folder_unref);
      self->folder = lnet_shared_folder_ref (folder);
    }
  lnet_syncer_set_uri (self, uri);
  watch (self);
}

void
lnet_syncer_start (LnetSyncer *self)
{
  g_autoptr (GPtrArray) carriers = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (LnetSharedFolder) folder = NULL;
  const LnetCarrier *last;

  g_return_if_fail (LNET_IS_SYNCER (self));
  carriers = lnet_carrier_list (lnet_store_get_reader (self->store), NULL);
  if (self->folder != NULL || carriers == NULL || carriers->len == 0 || lnet_store_get_read_only (self->store))
    return;
  last = carriers->pdata[carriers->len - 1];
  file = g_file_new_for_uri (last->uri);
  folder = open_folder (self, file);
  self->paused = last->paused;
  lnet_syncer_set_synced (self, last->synced);
  lnet_syncer_set_state (self, self->paused ? LNET_SYNCER_PAUSED : LNET_SYNCER_IDLE);
  take_folder (self, folder, last->uri);
  lnet_syncer_schedule (self, self->pace.quiet);
}

static void
on_shared (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  LnetSyncer *self = LNET_SYNCER (object);
  LnetSyncerWork *work = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  g_clear_object (&self->exchange);
  /* Whoever asked may have cancelled theirs. */
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (done && !self->stopped)
    {
      g_autoptr (GTask) sharing = g_steal_pointer (&self->sharing);

      if (self->uri != NULL && !g_str_equal (self->uri, work->uri))
        forget (self, self->uri);
      self->paused = FALSE;
      take_folder (self, work->folder, work->uri);
      succeed (self, work);
      g_task_return_boolean (sharing, TRUE);
      return;
    }
  if (!self->stopped)
    {
      if (g_strcmp0 (self->uri, work->uri) != 0)
        forget (self, work->uri);
      lnet_syncer_set_state (self, self->paused ? LNET_SYNCER_PAUSED : LNET_SYNCER_IDLE);
      lnet_syncer_schedule (self, self->pace.quiet);
    }
  fail_sharing (self, error != NULL ? error : g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "closed"));
}

typedef struct
{
  GFile *file;
  gboolean begin;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_object_unref (wish->file);
  g_free (wish);
}

static void
begin_sharing (LnetSyncer *self)
{
  const Wish *wish = g_task_get_task_data (self->sharing);
  g_autoptr (LnetSharedFolder) folder = open_folder (self, wish->file);
  GCancellable *cancellable = g_task_get_cancellable (self->sharing);
  LnetSyncerWork *work;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (cancellable != NULL)
    g_set_object (&self->cancellable, cancellable);
  self->exchange = lnet_syncer_work_new (self, folder, on_shared);
  work = g_task_get_task_data (self->exchange);
  work->begin = wish->begin;
  work->uri = g_file_get_uri (wish->file);
  lnet_syncer_work_run (self->exchange);
}

void
lnet_syncer_share_async (LnetSyncer          *self,
                         GFile               *folder,
                         gboolean             begin,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task;
  Wish *wish;

  g_return_if_fail (LNET_IS_SYNCER (self) && self->sharing == NULL && !self->stopped);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lnet_syncer_share_async);
  g_task_set_check_cancellable (task, FALSE);
  wish = g_new (Wish, 1);
  *wish = (Wish) { g_object_ref (folder), begin };
  g_task_set_task_data (task, wish, wish_free);
  self->sharing = task;
  if (self->exchange != NULL)
    lnet_syncer_interrupt (self);
  else
    begin_sharing (self);
}

gboolean
lnet_syncer_share_finish (LnetSyncer    *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
lnet_syncer_leave (LnetSyncer *self)
{
  g_return_if_fail (LNET_IS_SYNCER (self));
  if (self->folder == NULL)
    return;
  lnet_syncer_interrupt (self);
  forget (self, self->uri);
  g_clear_pointer (&self->folder, lnet_shared_folder_unref);
  self->paused = FALSE;
  lnet_syncer_set_uri (self, NULL);
  watch (self);
  lnet_syncer_set_message (self, NULL);
  lnet_syncer_set_synced (self, 0);
  lnet_syncer_set_state (self, LNET_SYNCER_IDLE);
}
