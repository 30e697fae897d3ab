/* SPDX-License-Identifier: GPL-3.0-or-later */

/* begin() and what ends an errand run on the thread of the store; everything else in the worker that asks, which waits
 * meanwhile and so keeps all that an errand lends. */

#include "config.h"

#include "lnet-store-door.h"

struct _LnetStoreDoor
{
  LnetStore *store;
  GMainContext *context;
};

typedef struct _Errand Errand;
struct _Errand
{
  LnetStore *store;
  void (*begin) (Errand *errand);

  /* what is asked: one of these */
  LnetDelivery *delivery;
  LnetCarrierNote *note;
  LnetTransaction *transaction;
  GPtrArray *keys;
  GCancellable *cancellable;

  /* what came of it */
  LnetTakeReport report;
  GError *error;

  GMutex mutex;
  GCond cond;
  gboolean ended;
};

LnetStoreDoor *
lnet_store_door_new (LnetStore    *store,
                     GMainContext *context)
{
  LnetStoreDoor *self = g_new0 (LnetStoreDoor, 1);

  self->store = g_object_ref (store);
  self->context = context != NULL ? g_main_context_ref (context) : NULL;
  return self;
}

void
lnet_store_door_free (LnetStoreDoor *self)
{
  g_clear_pointer (&self->context, g_main_context_unref);
  g_object_unref (self->store);
  g_free (self);
}

static void
end (Errand *errand)
{
  g_mutex_lock (&errand->mutex);
  errand->ended = TRUE;
  g_cond_signal (&errand->cond);
  g_mutex_unlock (&errand->mutex);
}

static gboolean
begin (gpointer data)
{
  Errand *errand = data;

  if (lnet_store_get_reader (errand->store) != NULL)
    errand->begin (errand);
  else
    {
      g_clear_pointer (&errand->note, lnet_carrier_note_free);
      g_set_error_literal (&errand->error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "closed");
      end (errand);
    }
  return G_SOURCE_REMOVE;
}

static gboolean
wait_for (LnetStoreDoor  *self,
          Errand         *errand,
          GError        **error)
{
  errand->store = self->store;
  g_mutex_init (&errand->mutex);
  g_cond_init (&errand->cond);
  g_main_context_invoke (self->context, begin, errand);
  g_mutex_lock (&errand->mutex);
  while (!errand->ended)
    g_cond_wait (&errand->cond, &errand->mutex);
  g_mutex_unlock (&errand->mutex);
  g_mutex_clear (&errand->mutex);
  g_cond_clear (&errand->cond);
  if (errand->error == NULL)
    return TRUE;
  g_propagate_error (error, errand->error);
  return FALSE;
}

/* --- what can be asked --- */

static void
on_taken (GObject      *store,
          GAsyncResult *result,
          gpointer      data)
{
  Errand *errand = data;

  lnet_store_take_finish (LNET_STORE (store), result, &errand->report, &errand->error);
  end (errand);
}

static void
begin_take (Errand *errand)
{
  lnet_store_take_async (errand->store, errand->delivery, errand->cancellable, on_taken, errand);
}

gboolean
lnet_store_door_take (LnetStoreDoor   *self,
                      LnetDelivery    *delivery,
                      GCancellable    *cancellable,
                      LnetTakeReport  *report,
                      GError         **error)
{
  Errand errand = { .begin = begin_take, .delivery = delivery, .cancellable = cancellable };

  if (self->context == NULL)
    return lnet_store_take (self->store, delivery, report, error);
  if (!wait_for (self, &errand, error))
    return FALSE;
  *report = errand.report;
  return TRUE;
}

static void
on_recomputed (GObject      *store,
               GAsyncResult *result,
               gpointer      data)
{
  Errand *errand = data;

  lnet_store_recompute_finish (LNET_STORE (store), result, &errand->error);
  end (errand);
}

static void
begin_recompute (Errand *errand)
{
  lnet_store_recompute_async (errand->store, on_recomputed, errand);
}

gboolean
lnet_store_door_recompute (LnetStoreDoor  *self,
                           GError        **error)
{
  Errand errand = { .begin = begin_recompute };

  if (self->context == NULL)
    return lnet_store_recompute (self->store, error);
  return wait_for (self, &errand, error);
}

static void
on_noted (GObject      *store,
          GAsyncResult *result,
          gpointer      data)
{
  Errand *errand = data;

  lnet_store_note_carrier_finish (LNET_STORE (store), result, &errand->error);
  end (errand);
}

static void
begin_note (Errand *errand)
{
  lnet_store_note_carrier_async (errand->store, g_steal_pointer (&errand->note), on_noted, errand);
}

gboolean
lnet_store_door_note (LnetStoreDoor    *self,
                      LnetCarrierNote  *note,
                      GError          **error)
{
  Errand errand = { .begin = begin_note, .note = note };

  if (self->context == NULL)
    return lnet_store_note_carrier (self->store, note, error);
  return wait_for (self, &errand, error);
}

static void
on_committed (GObject      *store,
              GAsyncResult *result,
              gpointer      data)
{
  Errand *errand = data;

  lnet_store_commit_finish (LNET_STORE (store), result, NULL, &errand->error);
  end (errand);
}

static void
begin_commit (Errand *errand)
{
  lnet_store_commit_async (errand->store, errand->transaction, NULL, on_committed, errand);
}

gboolean
lnet_store_door_commit (LnetStoreDoor    *self,
                        LnetTransaction  *transaction,
                        GError          **error)
{
  Errand errand = { .begin = begin_commit, .transaction = transaction };

  if (self->context == NULL)
    return lnet_store_commit (self->store, transaction, NULL, error);
  return wait_for (self, &errand, error);
}

static void
on_put (GObject      *store,
        GAsyncResult *result,
        gpointer      data)
{
  Errand *errand = data;

  lnet_store_put_space_keys_finish (LNET_STORE (store), result, &errand->error);
  end (errand);
}

static void
begin_put (Errand *errand)
{
  lnet_store_put_space_keys_async (errand->store, errand->keys, on_put, errand);
}

gboolean
lnet_store_door_put_keys (LnetStoreDoor  *self,
                          GPtrArray      *keys,
                          GError        **error)
{
  Errand errand = { .begin = begin_put, .keys = keys };

  if (self->context == NULL)
    return lnet_store_put_space_keys (self->store, keys, error);
  return wait_for (self, &errand, error);
}
