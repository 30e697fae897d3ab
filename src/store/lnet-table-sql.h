/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-schema.h"

G_BEGIN_DECLS

/* The statements that read and write rows of synced tables, built from the registry and kept. Any thread.
 * ?1 is always the row's id. */

/** space and deleted of a row. */
const char *lnet_table_sql_find (guint table);
/** All of a row: pk, space, deleted, its fields in order. */
const char *lnet_table_sql_read (guint table);
/** A new row: ?2 its space, ?3 deleted, from ?4 on its fields in order. */
const char *lnet_table_sql_insert (guint table);
const char *lnet_table_sql_erase (guint table);
/** id and space of the rows, in the Trash or not, whose field @number, which holds ids, is ?1; 0: of the row itself. */
const char *lnet_table_sql_list (guint table, guint number);
const char *lnet_table_sql_get (guint table, guint number);

/** Writes some columns of the row whose pk is ?1: for each bit of @columns in turn the next parameter; the lowest bit
 * is deleted, the others are fields by number. Returns: (transfer full) */
char *lnet_table_sql_build_update (guint table, guint64 columns);

G_END_DECLS
