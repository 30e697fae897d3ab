/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-shared-folder.h"

G_BEGIN_DECLS

typedef enum
{
  LNET_SYNCER_IDLE,    /* all is exchanged, or nothing is shared in a folder */
  LNET_SYNCER_LOOKING, /* who has news? */
  LNET_SYNCER_TAKING,
  LNET_SYNCER_SENDING,
  LNET_SYNCER_OFFLINE, /* the folder cannot be reached; tried again by itself */
  LNET_SYNCER_PAUSED,
  LNET_SYNCER_STOPPED, /* something is not as it should be: the property message says what */
} LnetSyncerState;

#define LNET_TYPE_SYNCER_STATE (lnet_syncer_state_get_type ())
GType lnet_syncer_state_get_type (void) G_GNUC_CONST;

#define LNET_TYPE_SYNCER (lnet_syncer_get_type ())
G_DECLARE_FINAL_TYPE (LnetSyncer, lnet_syncer, LNET, SYNCER, GObject)

/**
 * LnetSyncer:
 *
 * Keeps a network and the folder it is shared in together, in the background: a few seconds after something was
 * changed here, when the folder changes, and every few minutes. A folder that cannot be reached is tried again, ever
 * more seldom, and nobody is bothered. All work is done in a worker; everything declared here is called on the thread
 * that made it.
 *
 * Properties (notify): state (LnetSyncerState); message (char *, a sentence for people, while something is not as it
 * should be, else NULL); uri (char *, the folder's, or NULL); progress (double, 0 to 1, while it takes or sends);
 * synced (gint64, when all was last exchanged; milliseconds since 1970; 0: never).
 *
 * Signal `exchanged (LnetSyncer *)`: an exchange has ended well; lnet_syncer_get_report() says what came of it.
 */
LnetSyncer *lnet_syncer_new (LnetStore *store);

/** Goes on with the folder the network was shared in when it was last open, if there is one. */
void lnet_syncer_start (LnetSyncer *self);

/**
 * lnet_syncer_share_async:
 * @begin: makes the folder the network's; FALSE: it has to be that already
 *
 * The explicit act: from now on the network is shared in @folder, in place of any other. Done once everything was
 * exchanged for the first time; when that fails, nothing has changed but what was taken in.
 */
void lnet_syncer_share_async (LnetSyncer *self, GFile *folder, gboolean begin, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
gboolean lnet_syncer_share_finish (LnetSyncer *self, GAsyncResult *result, GError **error);

/** Shares in the folder no longer. What lies there stays. */
void lnet_syncer_leave (LnetSyncer *self);

/** Exchanges now. */
void lnet_syncer_sync_now (LnetSyncer *self);

/** Neither looks nor sends, also after the network was closed and opened, until it is resumed. */
void lnet_syncer_pause (LnetSyncer *self);
void lnet_syncer_resume (LnetSyncer *self);

/** Ends what runs, for good: before the store is closed. Also done by dispose. */
void lnet_syncer_stop (LnetSyncer *self);

LnetSyncerState lnet_syncer_get_state (LnetSyncer *self);
const char *lnet_syncer_get_message (LnetSyncer *self);
const char *lnet_syncer_get_uri (LnetSyncer *self);
double lnet_syncer_get_progress (LnetSyncer *self);
gint64 lnet_syncer_get_synced (LnetSyncer *self);
/** What came of the last exchange. Returns: (transfer none) (nullable) */
const LnetFolderReport *lnet_syncer_get_report (LnetSyncer *self);
/** When this desk's tables were worked out anew since the network was opened, because another one with the same changes
 * showed something else; milliseconds since 1970; 0: never. */
gint64 lnet_syncer_get_recomputed (LnetSyncer *self);

/** Gets a picture or file, by the hash of its sealed content, into the network's file. */
void lnet_syncer_fetch_attachment_async (LnetSyncer *self, const char *hash, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer user_data);
gboolean lnet_syncer_fetch_attachment_finish (LnetSyncer *self, GAsyncResult *result, GError **error);

G_END_DECLS
