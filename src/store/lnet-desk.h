/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-sqlite.h"

G_BEGIN_DECLS

/**
 * LnetDesk:
 *
 * The desk that writes: this person's place on this computer. How far it has written is also kept outside the network
 * file, in the state folder, by network, machine and file. A file that has come from elsewhere, or that is older than
 * that mark (restored, copied), gets a new desk before it is written to, so that no number is ever used twice for
 * different batches.
 */
typedef struct
{
  LnetId id;
  gint64 pk;      /* in table desk; 0: a new desk is still to be written down */
  gint64 written; /* batches of this desk in the file */
  const char *mark; /* where its mark lies; interned */
} LnetDesk;

/** Finds which desk this is to @network's file. */
gboolean lnet_desk_find (LnetSqlite *db, const LnetId *network, LnetDesk *desk, GError **error);

/** Writes a new desk down, inside a transaction; does nothing for one that is there. */
gboolean lnet_desk_ensure (LnetSqlite *db, LnetDesk *desk, GError **error);

/** Finds the pk of whatever desk has @desk's id; one not known yet is written down, with nothing of its log. */
gboolean lnet_desk_know (LnetSqlite *db, LnetDesk *desk, GError **error);

/** Finds the pk of whatever desk has @desk's id; one not known yet is written down, with nothing of its log. */
gboolean lnet_desk_know (LnetSqlite *db, LnetDesk *desk, GError **error);

/** The id of the desk with that pk. */
gboolean lnet_desk_find_id (LnetSqlite *db, gint64 pk, LnetId *id, GError **error);

/** From now on this file is another desk: batches of the one it was have turned up that it had lost. */
void lnet_desk_renew (LnetDesk *desk);

/** Leaves the mark outside the file: to be called after each commit. */
void lnet_desk_mark (const LnetDesk *desk);

G_END_DECLS
