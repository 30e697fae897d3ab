/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-apply.h"
#include "lnet-clocks.h"
#include "lnet-desk.h"
#include "lnet-roster-private.h"

G_BEGIN_DECLS

/**
 * LnetRights:
 *
 * What desks may write. A director's and a facilitator's may write everything; a participant's only what the table in
 * lnet-rights.c lists: what is its member's own, and what its pairs and enrolments are for. Who may write on the roster
 * the roster itself decides.
 *
 * - Each op is judged by itself. One that its desk had no right to stays in the log, signed and chained as it came, and
 *   does nothing: it is set aside (table set_aside). What else its batch says counts, and so does all that comes after
 *   it: nobody's innocent work waits for somebody's slip.
 * - Whether it counts follows from the roster, from who is in which pair and enrolment, and from what its author had
 *   seen: from the set of batches, that is, and not from the order in which they came. Where one of these changes, and
 *   it makes a difference to what is here, the tables are worked out anew.
 * - What a desk wrote while it was a director's or a facilitator's counts as far as whoever made it a participant's had
 *   it (ROSTER_DESK.accepted); made a facilitator's again, all it ever wrote counts. What was written before sharing
 *   began counts.
 */
typedef struct _LnetRights LnetRights;

/** @apply: (nullable): %NULL on a connection that only reads */
LnetRights *lnet_rights_new (LnetSqlite *db, LnetApply *apply);
void lnet_rights_free (LnetRights *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetRights, lnet_rights_free)

/** From now on @roster says who is what; it stays the caller's, and outlives that. */
void lnet_rights_set_roster (LnetRights *self, const LnetRoster *roster);

/** Who is in which pair and enrolment may have changed. */
void lnet_rights_forget_owned (LnetRights *self);

/**
 * lnet_rights_begin:
 * @id: the desk, as batches name it
 * @space: pk
 * @desk: pk of the desk, or of the way its log went
 * @n: the batch's number
 * @seq: it came after those before @seq
 * @clocks: (nullable): say which of those its desk had seen; %NULL: all
 * @restricted: (out): whether lnet_rights_may() is to be asked about its ops, each in turn
 */
gboolean lnet_rights_begin (LnetRights *self, const LnetId *id, gint64 space, gint64 desk, gint64 n, gint64 seq,
                            LnetClocks *clocks, gboolean *restricted, GError **error);

/** As lnet_rights_begin(), for what this desk, @desk, is about to write. */
gboolean lnet_rights_begin_own (LnetRights *self, const LnetDesk *desk, gint64 space, gboolean *restricted,
                                GError **error);

/** Whether the batch at hand may say that. */
gboolean lnet_rights_may (LnetRights *self, const LnetOp *op, gboolean *may, GError **error);

/** Whether a participant's desk may write anything in @table. */
gboolean lnet_rights_may_use (guint table);

/* --- what is noted of it in the file: lnet-rights-follow.c --- */

/** Notes ops of the batch @seq as set aside. */
gboolean lnet_rights_set_aside (LnetSqlite *db, gint64 seq, const GArray *ops, GError **error);

/** Takes the ops that were set aside out of @batch, as it is read from the log. */
gboolean lnet_rights_leave_out (LnetSqlite *db, gint64 seq, LnetBatch *batch, GError **error);

/**
 * lnet_rights_follow:
 * @anew: (out): whether something that is here is to be judged otherwise than it was
 *
 * Once all is taken in: notes by what each log is judged.
 */
gboolean lnet_rights_follow (LnetRights *self, gboolean *anew, GError **error);

/** Before all is worked out anew: reads who is in which pair and enrolment, and forgets what was set aside. */
gboolean lnet_rights_start_anew (LnetRights *self, GError **error);

/** Notes by what the log at hand is judged, unless that is noted. */
gboolean lnet_rights_note_log (LnetRights *self, GError **error);

G_END_DECLS
