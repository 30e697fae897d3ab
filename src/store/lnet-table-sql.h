/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-schema.h"

G_BEGIN_DECLS

/* The statements that read and write rows of synced tables, built from the registry and kept. Any thread.
 * ?1 is always the row's id. */

/** space and deleted of a row. */
const char *lnet_table_sql_find (guint table);
/** A new row: ?2 its space, from ?3 on its fields in order. Changes nothing when the row is there. */
const char *lnet_table_sql_insert (guint table);
/** ?2: what deleted becomes. */
const char *lnet_table_sql_set_deleted (guint table);
const char *lnet_table_sql_erase (guint table);
/** id and space of the rows, in the Trash or not, whose field @number, which holds ids, is ?1; 0: of the row itself. */
const char *lnet_table_sql_list (guint table, guint number);
const char *lnet_table_sql_get (guint table, guint number);
/** ?2: the value. */
const char *lnet_table_sql_set (guint table, guint number);
/** ?2: the order key, ?3: the parent. */
const char *lnet_table_sql_move (guint table, guint number);

G_END_DECLS
