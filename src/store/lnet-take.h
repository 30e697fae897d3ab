/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-delivery.h"
#include "lnet-store.h"

G_BEGIN_DECLS

/** Why a batch of another desk waits in table inbox. */
typedef enum
{
  LNET_WAITING_OTHERS = 1, /* for batches of other desks that it was written after */
  LNET_WAITING_EARLIER,    /* for an earlier one of its own desk */
  LNET_WAITING_ROSTER,     /* its desk is not on the roster, or its signature is not there */
  LNET_WAITING_REMOVED,    /* written after its desk was taken out of sharing: set aside */
  LNET_WAITING_FORK,       /* its desk's log went two ways: a copied file was written to in two places */
  LNET_WAITING_REFUSED,    /* it does not fit: damaged or forged */
  LNET_WAITING_RIGHT,      /* not in the inbox: taken in, but for what in it its desk had no right to write */
} LnetWaiting;

/** What came of a delivery. */
typedef struct
{
  guint64 n_batches;   /* taken in */
  guint64 n_ops;       /* in those */
  guint64 n_repeated;  /* there already */
  guint64 n_waiting;   /* in the inbox afterwards, all told */
  guint64 n_refused;   /* of this delivery: nothing of them was kept */
  guint64 n_to_settle; /* cells, rows and texts that wait for somebody, afterwards, all told */
  guint64 n_partings;  /* logs that went two ways: a computer was copied, and both copies wrote */
  guint64 n_set_aside; /* of those taken in: with something in them that their desk had no right to write */
  guint64 n_unknown;   /* ops that a later version of the program is needed for; they are kept */
} LnetTakeReport;

/**
 * lnet_store_take_async:
 * @delivery: the store's until it is done
 *
 * Takes in what another desk gives: all of it that can be, in one transaction. What was written after batches that are
 * not here yet waits in the inbox. Taking in twice changes nothing.
 */
void lnet_store_take_async (LnetStore *self, LnetDelivery *delivery, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
gboolean lnet_store_take_finish (LnetStore *self, GAsyncResult *result, LnetTakeReport *report, GError **error);
/** Blocks; for subcommands, workers' ends and tests. */
gboolean lnet_store_take (LnetStore *self, LnetDelivery *delivery, LnetTakeReport *report, GError **error);

/** Works all tables out anew from the log. What they say is the same afterwards. */
void lnet_store_recompute_async (LnetStore *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean lnet_store_recompute_finish (LnetStore *self, GAsyncResult *result, GError **error);
/** Blocks. */
gboolean lnet_store_recompute (LnetStore *self, GError **error);

G_END_DECLS
