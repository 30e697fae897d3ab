/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-replay.h"
#include "lnet-roster-private.h"
#include "lnet-take.h"

G_BEGIN_DECLS

#define LNET_WAITING_FOR_NOTHING ((LnetWaiting) 0)

/** A batch that is to be taken in. */
typedef struct
{
  LnetBatch *batch; /* without its ops: those are read when it is its turn */
  GBytes *body;
  gint64 inbox;    /* pk in table inbox; 0: it has just come */
  LnetWaiting why; /* why it cannot be taken in */
  gboolean done;   /* it is here */
  gboolean hashed; /* @hash is what follows from @previous */
  LnetHash previous;
  LnetHash hash;
  gatomicrefcount ref_count;
} LnetArrival;

/** What has arrived of one desk's log in one space. */
typedef struct
{
  LnetId space_id;
  LnetId desk_id;
  gint64 space;        /* pk; 0: not known here */
  gint64 desk;         /* pk; of a log that went several ways, of one of those */
  gint64 origin;       /* pk of the desk as bodies name it */
  gint64 first;        /* the first batch of this way */
  gboolean parted;     /* it goes on as other ways, and is at its end */
  GPtrArray *arrivals; /* LnetArrival by rising n */
  guint next;
  gint64 n;            /* how far it is taken in */
  LnetHash hash;       /* there */
  GHashTable *signed_ones; /* LnetArrival: those on the chain that a signature holds for */
} LnetArrivingLog;

/** Taking in one delivery. */
typedef struct
{
  LnetSqlite *db;
  LnetApply *apply;
  const LnetId *network;
  const LnetDelivery *delivery;
  GCancellable *cancellable;
  LnetTakeReport *report;
  LnetClocks *clocks;
  LnetReplay *replay;
  GPtrArray *logs;     /* LnetArrivingLog */
  GHashTable *by_name; /* GBytes of space id and desk id → GPtrArray of LnetArrivingLog: its ways */
  LnetRoster *roster;
  LnetRights *rights;  /* NULL: the network is not shared by a roster */
  LnetId network_space; /* the id of the space that is for all */
  gboolean recompute;  /* the tables are to be worked out anew: something was set aside, or a log parted */
  gboolean parted;     /* a log parted just now: what arrives is to be sorted anew */
  gboolean only_waiting; /* what was delivered is done with */
  guint64 n_noted;     /* ops that a later version is needed for, of those reported */
  gint64 seq;
  gint64 own_desk;     /* pk; 0: has not written here */
  gboolean own_came;   /* batches of this desk that it had lost */
} LnetTake;

/** Sorts what arrives, and what waits in the inbox, into logs. */
gboolean lnet_take_sort (LnetTake *self, GError **error);

/** Takes in what can be of one log; @progress is set if that was anything. */
gboolean lnet_take_log (LnetTake *self, LnetArrivingLog *log, gboolean *progress, GError **error);

/** Reads an arrival with its ops; what it was written after is as lnet_take_find_others() left it.
 * Returns: (transfer full) */
LnetBatch *lnet_arrival_read (const LnetArrival *arrival);

/** The same, of the next of a log, with the chain hash that follows from @previous. */
LnetBatch *lnet_arrival_read_next (LnetArrival *arrival, const LnetHash *previous, LnetHash *hash);

/** The chain hash of an arrival after a batch of hash @previous. */
void lnet_take_compute_hash (LnetArrival *arrival, const LnetHash *previous, LnetHash *hash);

/** The chain hash of a batch that is taken in; FALSE in @found for none. */
gboolean lnet_take_find_hash (LnetTake *self, gint64 space, gint64 desk, gint64 n, LnetHash *hash, gboolean *found,
                              GError **error);

/**
 * lnet_take_find_others:
 * @batch: where it names a log that went several ways, the way that it means is put in
 * @why: (out): 0 when the batches that it was written after are here; else what is wrong
 */
gboolean lnet_take_find_others (LnetTake *self, const LnetArrivingLog *log, LnetBatch *batch, LnetWaiting *why,
                                GError **error);

/** Whether the next of a log counts: @why is 0, or why it does not. */
gboolean lnet_take_is_trusted (LnetTake *self, LnetArrivingLog *log, const LnetArrival *arrival, LnetWaiting *why,
                               GError **error);

/**
 * lnet_take_is_signed:
 * @from: of the log's arrivals, the one that comes after a batch of hash @previous
 * @chain: (nullable) (element-type LnetArrival): it and what arrives behind it are put in, as far as a signature holds
 * @is_signed: (out): whether one does
 */
gboolean lnet_take_is_signed (LnetTake *self, const LnetArrivingLog *log, guint from, const LnetHash *previous,
                              GHashTable *chain, gboolean *is_signed, GError **error);

/** Reads the roster as it is now, and sets aside what does not count any more. */
gboolean lnet_take_read_roster (LnetTake *self, GError **error);

/** Puts a batch into the inbox, where it is known by a hash over its body; one that is there gets another reason.
 * @came: when, in milliseconds since 1970 */
gboolean lnet_take_put_into_inbox (LnetTake *self, const LnetId *space, const LnetId *desk, gint64 n, LnetWaiting why,
                                   gint64 came, GBytes *body, GError **error);

/** Puts into the inbox what has to wait, and takes out what has not. */
gboolean lnet_take_keep_waiting (LnetTake *self, GError **error);

/** Keeps contents of attachments that came, those before their rows too. */
gboolean lnet_take_keep_contents (LnetTake *self, GError **error);

LnetArrival *lnet_arrival_ref (LnetArrival *arrival);
void lnet_arrival_unref (LnetArrival *arrival);
void lnet_arriving_log_free (LnetArrivingLog *log);

/** Takes in a delivery, inside the writer's transaction. @own_came: (out): whether this desk gets back what
 * it had lost. @anew: (out): whether all tables were worked out anew, and the index of members has to be */
gboolean lnet_take_run (LnetSqlite *db, LnetApply *apply, const LnetId *network, gint64 own_desk,
                        const LnetDelivery *delivery, GCancellable *cancellable, LnetChanges *changes,
                        LnetTakeReport *report, gboolean *own_came, gboolean *anew, GError **error);

/** Works the tables out anew, inside the writer's transaction; the index of members is left to the caller. */
gboolean lnet_take_recompute (LnetSqlite *db, LnetApply *apply, LnetChanges *changes, GError **error);

G_END_DECLS
