/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-sqlite.h"

G_BEGIN_DECLS

/* Which batches touched a row (table touch), and which say of others that they belong to it (table named). A row has
 * its batches in a list, "12,15,20"; a long one goes on in further parts. */

/** The batches of a row, in SQL: "FROM " LNET_TOUCH " CROSS JOIN batch ON batch.seq = touching.value WHERE touch.row = ?1".
 * CROSS: in this order, whatever else is asked of them. */
#define LNET_TOUCH "touch CROSS JOIN json_each ('[' || touch.batches || ']') AS touching"

/** Makes the tables of what a file of an earlier version has. */
gboolean lnet_touch_create (LnetSqlite *db, GError **error);

/** Whether a file has them as an earlier version had: a row for each batch. */
gboolean lnet_touch_is_older (LnetSqlite *db, gboolean *older, GError **error);

/** The batches that touched a row, in order; in a file of an earlier version too.
 * Returns: (transfer full) (nullable) (element-type gint64) */
GArray *lnet_touch_list (LnetSqlite *db, const LnetId *row, GError **error);

/** Forgets that a batch touched a row; in a file of an earlier version too. */
gboolean lnet_touch_remove (LnetSqlite *db, const LnetId *row, gint64 seq, GError **error);

/**
 * LnetTouches:
 *
 * What the batches of one transaction touch and name: held, and written by row.
 */
typedef struct _LnetTouches LnetTouches;

LnetTouches *lnet_touches_new (LnetSqlite *db);
void lnet_touches_free (LnetTouches *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetTouches, lnet_touches_free)

/**
 * lnet_touches_add:
 * @seq: of a batch; those come in order
 * @rows: (element-type LnetId): what it touches
 * @named: (element-type LnetId): the rows that it says others belong to
 */
gboolean lnet_touches_add (LnetTouches *self, gint64 seq, GHashTable *rows, GHashTable *named, GError **error);

/** Writes what was added: to be called before anything reads the tables, and at the end. */
gboolean lnet_touches_flush (LnetTouches *self, GError **error);

G_END_DECLS
