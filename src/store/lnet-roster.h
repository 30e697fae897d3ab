/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-batch.h"
#include "lnet-reader.h"
#include "lnet-sign.h"
#include "lnet-stance.h"

G_BEGIN_DECLS

/**
 * LnetRoster:
 *
 * Which desks take part in sharing, and how far what they wrote counts. It follows from the set of batches that are
 * there, whatever order they came in: what directors' desks wrote on table ROSTER_DESK is gone through in causal order,
 * and only what a desk wrote while it was a director's counts; of any others it does nothing.
 *
 * - The founder, who began sharing, is a director from the beginning.
 * - A desk that is removed counts up to what the remover accepted. What it wrote on the roster after that never
 *   counted, also where somebody had taken it in meanwhile.
 * - A director's desk that becomes another's changes the roster no more from what the one who changed it had seen on.
 * - Two that take each other out at the same time: the one that was on the roster earlier stays.
 * - A desk that lost its place in its log (a restored file) puts itself on the roster under its new number; the key
 *   shows that it is the same, and what it is it stays.
 * - Keys never change.
 */
typedef struct _LnetRoster LnetRoster;

typedef enum
{
  LNET_DESK_ADMITTED,
  LNET_DESK_REMOVED,
  LNET_DESK_FORMER, /* wrote before sharing began */
} LnetDeskState;

/** A desk on the roster. */
typedef struct
{
  LnetId id;
  LnetId member;   /* whose desk it is; null: nobody said */
  GHashTable *members; /* LnetId: all whose it was said to be at any time */
  char *name;      /* never NULL */
  LnetStance stance;
  LnetDeskState state;
  gboolean has_keys;
  guint8 sign_key[LNET_PUBLIC_KEY_SIZE];
  guint8 box_key[LNET_PUBLIC_KEY_SIZE];
  GHashTable *accepted; /* removed, former: LnetId of a space → guint64 *, the last that counts. Of one that became a
                         * participant's: the last that counts as a director's or facilitator's */
  GHashTable *staff_until; /* the same, of all times that it became a participant's; NULL: it never did */
  GHashTable *pins;     /* former: LnetId of a space → LnetHash *, the chain hash there: it had no key to sign with */
  char *on_date;   /* or NULL */
  guint n_removed; /* how often it was taken out */
  guint n_lowered; /* how often it became a participant's after it had been more */
} LnetRosterDesk;

/** Reads the roster of a file, on any thread. Returns: (transfer full) (nullable) */
LnetRoster *lnet_roster_load (LnetReader *reader, GError **error);
void lnet_roster_free (LnetRoster *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetRoster, lnet_roster_free)

/** Whether the network is not shared by a roster: then everything counts and no signature is asked for. */
gboolean lnet_roster_is_empty (const LnetRoster *self);

/** Returns: (transfer none) (nullable) */
const LnetRosterDesk *lnet_roster_find (const LnetRoster *self, const LnetId *desk);

/** All desks, the earliest first. Returns: (transfer none) (element-type LnetRosterDesk) */
const GPtrArray *lnet_roster_list (const LnetRoster *self);

/** Whether what @desk wrote as batch @n of @space counts. @space is the space's id. */
gboolean lnet_roster_allows (const LnetRoster *self, const LnetId *desk, const LnetId *space, guint64 n);

/** Whether @desk may read @space. Nobody but its own desk may read a private one. */
gboolean lnet_roster_may_read (const LnetRoster *self, const LnetId *desk, const LnetSpace *space);

/** The desks that wrote before sharing began, and what of theirs counts, for one that joins.
 * Returns: (transfer full) */
char *lnet_roster_describe_former (const LnetRoster *self);

/** Whether @desk is a director's that takes part. */
gboolean lnet_roster_is_director (const LnetRoster *self, const LnetId *desk);

/**
 * lnet_roster_recognize:
 * @batch: of a desk that is not on the roster
 *
 * Whether @batch says that its desk is one of the roster's under a new number; that holds only if it is signed with
 * that one's key. Once it is in the log, the roster has it.
 *
 * Returns: (transfer none) (nullable): the desk it says it is
 */
const LnetRosterDesk *lnet_roster_recognize (const LnetRoster *self, const LnetBatch *batch);

G_END_DECLS
