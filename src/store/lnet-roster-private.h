/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-roster.h"
#include "lnet-sqlite.h"

G_BEGIN_DECLS

/* In table meta: which desk began sharing, and its signature key, by which all others are known. */
#define LNET_META_FOUNDER "founder"
#define LNET_META_FOUNDER_KEY "founder-key"
/* What a file that was joined is told of desks that wrote before sharing began: what all others wrote stands on that,
 * the roster itself too. */
#define LNET_META_FORMER "former"

struct _LnetRoster
{
  gboolean is_empty;
  GPtrArray *desks;   /* LnetRosterDesk, in the order they came onto the roster */
  GHashTable *by_id;  /* LnetId → LnetRosterDesk */
  GHashTable *owners; /* LnetId of a member → GHashTable of LnetId: their pairs and enrolments */
};

/** As lnet_roster_load(), on whatever connection: needs the tables of the log and ROSTER_DESK as they stand. */
LnetRoster *lnet_roster_read (LnetSqlite *db, GError **error);

/** Puts in the desks that lnet_roster_describe_former() tells of, unless they are there. */
void lnet_roster_put_former (LnetRoster *self, const char *text);

/** What a batch says of the roster. */
typedef struct
{
  LnetId desk;
  guint64 n;
  LnetId group;     /* tells apart those of a log that went two ways */
  gint64 pk;        /* of the desk, or of the way of its log, in the file; 0: not taken in */
  GPtrArray *ops;   /* LnetOp on ROSTER_DESK */
  GHashTable *seen; /* LnetId of a desk → guint64 *: how far it had taken in the network space of the others */
} LnetRosterEvent;

LnetRosterEvent *lnet_roster_event_new (const LnetId *desk, guint64 n);
void lnet_roster_event_free (LnetRosterEvent *self);
void lnet_roster_event_see (LnetRosterEvent *self, const LnetId *desk, guint64 n);

LnetRoster *lnet_roster_new (void);

/** Whether two say the same of who takes part and what counts. */
gboolean lnet_roster_equal (const LnetRoster *self, const LnetRoster *other);
LnetRosterDesk *lnet_roster_put (LnetRoster *self, const LnetId *desk);

/**
 * lnet_roster_fold:
 * @founder: the desk that began sharing
 * @founder_key: (nullable): its signature key, where it is known otherwise than by what it wrote
 * @space: the id of the network's space
 * @events: LnetRosterEvent, in any order
 */
LnetRoster *lnet_roster_fold (const LnetId *founder, const guint8 *founder_key, const LnetId *space,
                              GPtrArray *events);

/** Whether a batch's @ops put its desk onto the roster as one that is there under another number; @key is its key. */
gboolean lnet_roster_says_renewed (const LnetId *desk, GPtrArray *ops, guint8 *key);

/** @member: (nullable) */
void lnet_roster_desk_set_member (LnetRosterDesk *desk, const LnetId *member);

/** Takes in what a change says of a desk. Returns: whether it changes what the desk may do */
gboolean lnet_roster_take_op (LnetRosterDesk *desk, const LnetOp *op);

/**
 * lnet_roster_takes_out:
 * @removed: (out): whether the desk is removed altogether
 * @accepted: (out) (transfer full) (nullable): what still counts then
 *
 * Whether a batch's @ops take @desk off the directors.
 */
gboolean lnet_roster_takes_out (GPtrArray *ops, const LnetId *desk, gboolean *removed, GHashTable **accepted);

/** The ops of @batch on ROSTER_DESK. Returns: (transfer full) (element-type LnetOp) */
GPtrArray *lnet_roster_read_ops (const LnetBatch *batch);

/** "space:n space:n:hash", as ROSTER_DESK keeps what is accepted; @pins, of some of the same spaces, may be NULL.
 * Returns: (transfer full) */
char *lnet_roster_accepted_to_string (GHashTable *accepted, GHashTable *pins);
/**
 * lnet_roster_accepted_from_string:
 * @pins: (out) (optional) (transfer full): LnetId of a space → LnetHash *
 *
 * What cannot be read is left out: then it is not accepted. Returns: (transfer full)
 */
GHashTable *lnet_roster_accepted_from_string (const char *text, GHashTable **pins);

G_END_DECLS
