/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-syncer-private.h"

#include <string.h>

#include "lnet-carrier.h"
#include "lnet-error.h"
#include "lnet-folder-gio.h"
#include "lnet-worker.h"

enum
{
  PROP_STATE = 1,
  PROP_MESSAGE,
  PROP_URI,
  PROP_PROGRESS,
  PROP_SYNCED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  EXCHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LnetSyncer, lnet_syncer, G_TYPE_OBJECT)

GType
lnet_syncer_state_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = {
    { LNET_SYNCER_IDLE, "LNET_SYNCER_IDLE", "idle" },
    { LNET_SYNCER_LOOKING, "LNET_SYNCER_LOOKING", "looking" },
    { LNET_SYNCER_TAKING, "LNET_SYNCER_TAKING", "taking" },
    { LNET_SYNCER_SENDING, "LNET_SYNCER_SENDING", "sending" },
    { LNET_SYNCER_OFFLINE, "LNET_SYNCER_OFFLINE", "offline" },
    { LNET_SYNCER_PAUSED, "LNET_SYNCER_PAUSED", "paused" },
    { LNET_SYNCER_STOPPED, "LNET_SYNCER_STOPPED", "stopped" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("LnetSyncerState", values));
  return type;
}

/* --- what is shown --- */

void
lnet_syncer_set_state (LnetSyncer      *self,
                       LnetSyncerState  state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

void
lnet_syncer_set_progress (LnetSyncer *self,
                          double      progress)
{
  if (self->progress == progress)
    return;
  self->progress = progress;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

/* What stands behind a line break is for those who look closer. */
void
lnet_syncer_set_message (LnetSyncer *self,
                         const char *message)
{
  g_autofree char *sentence = message != NULL ? g_strndup (message, strcspn (message, "\n")) : NULL;

  if (g_set_str (&self->message, sentence))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
}

void
lnet_syncer_set_uri (LnetSyncer *self,
                     const char *uri)
{
  if (g_set_str (&self->uri, uri))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_URI]);
}

void
lnet_syncer_set_synced (LnetSyncer *self,
                        gint64      synced)
{
  if (self->synced == synced)
    return;
  self->synced = synced;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SYNCED]);
}

/* --- when it does it --- */

static gboolean
on_timer (gpointer data)
{
  LnetSyncer *self = data;

  self->timer = 0;
  lnet_syncer_exchange (self);
  return G_SOURCE_REMOVE;
}

void
lnet_syncer_schedule (LnetSyncer *self,
                      guint       wait)
{
  gint64 due = g_get_monotonic_time () + (gint64) wait * 1000;

  if (self->folder == NULL || self->paused || self->stopped || (self->timer != 0 && self->due <= due))
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (wait, on_timer, self);
  self->due = due;
}

void
lnet_syncer_note_change (LnetSyncer *self)
{
  if (self->exchange != NULL)
    self->again = TRUE;
  else
    lnet_syncer_schedule (self, self->pace.quiet);
}

static void
on_network_changed (LnetSyncer *self,
                    gboolean    available)
{
  if (available && self->state == LNET_SYNCER_OFFLINE)
    lnet_syncer_schedule (self, self->pace.quiet);
}

void
lnet_syncer_interrupt (LnetSyncer *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_handle_id (&self->timer, g_source_remove);
}

static void
on_noted (GObject      *store,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (LnetSyncer) self = data;
  g_autoptr (GError) error = NULL;

  if (!lnet_store_note_carrier_finish (LNET_STORE (store), result, &error) && !self->stopped)
    lnet_syncer_set_message (self, error->message);
}

void
lnet_syncer_write_down (LnetSyncer      *self,
                        LnetCarrierNote *note)
{
  lnet_store_note_carrier_async (self->store, note, on_noted, g_object_ref (self));
}

/* --- by hand --- */

void
lnet_syncer_sync_now (LnetSyncer *self)
{
  g_return_if_fail (LNET_IS_SYNCER (self));
  if (self->exchange != NULL)
    self->again = TRUE;
  else
    lnet_syncer_exchange (self);
}

void
lnet_syncer_pause (LnetSyncer *self)
{
  LnetCarrierNote *note;

  g_return_if_fail (LNET_IS_SYNCER (self));
  if (self->folder == NULL || self->paused)
    return;
  self->paused = TRUE;
  lnet_syncer_interrupt (self);
  note = lnet_carrier_note_new (self->uri);
  note->pause = TRUE;
  lnet_syncer_write_down (self, note);
  lnet_syncer_set_message (self, NULL);
  lnet_syncer_set_state (self, LNET_SYNCER_PAUSED);
}

void
lnet_syncer_resume (LnetSyncer *self)
{
  LnetCarrierNote *note;

  g_return_if_fail (LNET_IS_SYNCER (self));
  if (!self->paused)
    return;
  self->paused = FALSE;
  note = lnet_carrier_note_new (self->uri);
  note->resume = TRUE;
  lnet_syncer_write_down (self, note);
  lnet_syncer_set_state (self, LNET_SYNCER_IDLE);
  /* The one that was interrupted may not have noticed yet. */
  lnet_syncer_schedule (self, self->exchange != NULL ? self->pace.quiet : 0);
}

void
lnet_syncer_stop (LnetSyncer *self)
{
  g_return_if_fail (LNET_IS_SYNCER (self));
  self->stopped = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
}

/* --- what is known --- */

LnetSyncerState
lnet_syncer_get_state (LnetSyncer *self)
{
  return self->state;
}

const char *
lnet_syncer_get_message (LnetSyncer *self)
{
  return self->message;
}

const char *
lnet_syncer_get_uri (LnetSyncer *self)
{
  return self->uri;
}

double
lnet_syncer_get_progress (LnetSyncer *self)
{
  return self->progress;
}

gint64
lnet_syncer_get_synced (LnetSyncer *self)
{
  return self->synced;
}

const LnetFolderReport *
lnet_syncer_get_report (LnetSyncer *self)
{
  return self->report;
}

gint64
lnet_syncer_get_recomputed (LnetSyncer *self)
{
  return self->recomputed;
}

void
lnet_syncer_set_pace (LnetSyncer     *self,
                      LnetSyncerPace  pace)
{
  self->pace = pace;
}

void
lnet_syncer_set_make_folder (LnetSyncer *self,
                             LnetFolder *(*make) (GFile *file, gpointer user_data),
                             gpointer    user_data)
{
  self->make_folder = make;
  self->make_data = user_data;
}

void
lnet_syncer_emit_exchanged (LnetSyncer *self)
{
  if (self->report != NULL && self->report->recomputed)
    self->recomputed = g_get_real_time () / 1000;
  g_signal_emit (self, signals[EXCHANGED], 0);
}

/* --- the object --- */

static void
lnet_syncer_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  LnetSyncer *self = LNET_SYNCER (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;
    case PROP_URI:
      g_value_set_string (value, self->uri);
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    case PROP_SYNCED:
      g_value_set_int64 (value, self->synced);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
lnet_syncer_dispose (GObject *object)
{
  LnetSyncer *self = LNET_SYNCER (object);

  lnet_syncer_stop (self);
  g_clear_pointer (&self->folder, lnet_shared_folder_unref);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (lnet_syncer_parent_class)->dispose (object);
}

static void
lnet_syncer_finalize (GObject *object)
{
  LnetSyncer *self = LNET_SYNCER (object);

  g_clear_pointer (&self->report, lnet_folder_report_free);
  g_object_unref (self->cancellable);
  g_free (self->uri);
  g_free (self->message);
  G_OBJECT_CLASS (lnet_syncer_parent_class)->finalize (object);
}

static void
lnet_syncer_class_init (LnetSyncerClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lnet_syncer_dispose;
  object_class->finalize = lnet_syncer_finalize;
  object_class->get_property = lnet_syncer_get_property;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, LNET_TYPE_SYNCER_STATE, LNET_SYNCER_IDLE, flags);
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);
  properties[PROP_URI] = g_param_spec_string ("uri", NULL, NULL, NULL, flags);
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, flags);
  properties[PROP_SYNCED] = g_param_spec_int64 ("synced", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[EXCHANGED] = g_signal_new ("exchanged", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);
}

static LnetFolder *
make_gio_folder (GFile    *file,
                 gpointer  user_data)
{
  return lnet_folder_gio_new (file);
}

static void
lnet_syncer_init (LnetSyncer *self)
{
  self->cancellable = g_cancellable_new ();
  self->pace = (LnetSyncerPace) { 4 * 1000, 5 * 60 * 1000, 15 * 1000 };
  self->make_folder = make_gio_folder;
}

LnetSyncer *
lnet_syncer_new (LnetStore *store)
{
  LnetSyncer *self = g_object_new (LNET_TYPE_SYNCER, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (lnet_syncer_note_change), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed", G_CALLBACK (on_network_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}
