/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-carrier.h"
#include "lnet-syncer.h"

G_BEGIN_DECLS

/** How long it waits, in milliseconds. */
typedef struct
{
  guint quiet; /* after something was changed, here or in the folder */
  guint every; /* after an exchange, before it looks again */
  guint away;  /* before a folder that could not be reached is tried again, the first time; then twice as long */
} LnetSyncerPace;

/** For tests, which have less time than people. */
void lnet_syncer_set_pace (LnetSyncer *self, LnetSyncerPace pace);

/** For tests: where the folder for a file comes from; what @make answers is (transfer full). */
void lnet_syncer_set_make_folder (LnetSyncer *self, LnetFolder *(*make) (GFile *file, gpointer user_data),
                                  gpointer user_data);

struct _LnetSyncer
{
  GObject parent_instance;

  LnetStore *store;
  LnetSharedFolder *folder; /* NULL: it is shared in none */
  char *uri;
  LnetSyncerState state;
  char *message;
  double progress;
  gint64 synced;
  gint64 recomputed;
  LnetFolderReport *report;
  LnetSyncerPace pace;
  LnetFolder *(*make_folder) (GFile *file, gpointer user_data);
  gpointer make_data;

  GTask *exchange;           /* that runs */
  GCancellable *cancellable; /* of it, and of fetching */
  GTask *sharing;            /* somebody asked to share in another folder */
  gboolean again;            /* something changed while it ran */
  gboolean paused;
  gboolean stopped;
  guint n_away;
  guint timer;
  gint64 due;                /* when it fires; monotonic */
  GFileMonitor *monitor;
};

/** What a worker is given. */
typedef struct
{
  LnetSharedFolder *folder;
  char *uri;
  gboolean begin;
  LnetFolderReport *report;
  gint64 told; /* when it told of progress */
  LnetFolderStep step;
} LnetSyncerWork;

/* An exchange in a worker: its task is the syncer's, its data an LnetSyncerWork. */
GTask *lnet_syncer_work_new (LnetSyncer *self, LnetSharedFolder *folder, GAsyncReadyCallback callback);
void lnet_syncer_work_run (GTask *exchange);

/* What is shown. */
void lnet_syncer_set_state (LnetSyncer *self, LnetSyncerState state);
void lnet_syncer_set_progress (LnetSyncer *self, double progress);
void lnet_syncer_set_message (LnetSyncer *self, const char *message);
void lnet_syncer_set_uri (LnetSyncer *self, const char *uri);
void lnet_syncer_set_synced (LnetSyncer *self, gint64 synced);
void lnet_syncer_emit_exchanged (LnetSyncer *self);

/** Something was changed, here or in the folder. */
void lnet_syncer_note_change (LnetSyncer *self);
/** Exchanges in so many milliseconds, or earlier where that was said before. */
void lnet_syncer_schedule (LnetSyncer *self, guint wait);
/** Exchanges now, unless it does already or may not. */
void lnet_syncer_exchange (LnetSyncer *self);
/** Ends what runs; something else may be begun after it. */
void lnet_syncer_interrupt (LnetSyncer *self);
/** @note: (transfer full) */
void lnet_syncer_write_down (LnetSyncer *self, LnetCarrierNote *note);

G_END_DECLS
