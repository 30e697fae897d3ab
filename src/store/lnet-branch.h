/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-hash.h"
#include "lnet-sqlite.h"

G_BEGIN_DECLS

/*
 * A log that went several ways: somebody copied a whole computer, and both went on writing as one desk. From where they
 * part, each way is a desk of its own, with an id that follows from the hash it parts with: the same on every desk,
 * whichever came first. Bodies go on naming the desk they were written as.
 */

/** One way of a desk's log in a space. */
typedef struct
{
  gint64 desk;   /* pk; of the way before the first parting, the desk's own */
  gint64 first;  /* its first batch */
  gint64 parent; /* pk of the way that it goes on from; 0: it is the first */
} LnetBranch;

/** The ways of @desk's log, the first of all first. Returns: (transfer full) (element-type LnetBranch) (nullable) */
GArray *lnet_branch_list (LnetSqlite *db, gint64 space, gint64 desk, GError **error);

/** The id of the way of @desk's log that begins with @hash. */
LnetId lnet_branch_get_id (const LnetId *desk, const LnetHash *hash);

/**
 * lnet_branch_part:
 * @desk: pk of the desk as bodies name it
 * @way: pk of the way that parts
 * @n: the first batch that is not the same
 * @hash: of the one that came now
 *
 * Makes room for another way from @n on. What is here of @way from there on becomes a way of its own.
 */
gboolean lnet_branch_part (LnetSqlite *db, gint64 space, gint64 desk, const LnetId *desk_id, gint64 way, gint64 n,
                           const LnetHash *hash, GError **error);

G_END_DECLS
