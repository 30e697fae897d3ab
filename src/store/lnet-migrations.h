/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-sqlite.h"

G_BEGIN_DECLS

/** What marks an SQLite file as a network: "LNET". */
#define LNET_APPLICATION_ID 0x4c4e4554

/**
 * LnetMigration:
 *
 * One step of the file's shape, from the version before to @version. A released step never changes.
 */
typedef struct
{
  int version;
  gboolean (*run) (LnetSqlite *db, GError **error);
} LnetMigration;

/** All steps, ended by version 0. */
extern const LnetMigration lnet_migrations[];

/** The file's version; refuses a file that is not a network, and one of a later version. */
gboolean lnet_migrations_get_version (LnetSqlite *db, int *version, GError **error);

/** Runs the steps after @version one at a time, each in a transaction of its own. */
gboolean lnet_migrations_run (LnetSqlite *db, const LnetMigration *migrations, int version, GError **error);

/** Makes the synced tables and what their ops need, without the log: for folding the log into an empty database. */
gboolean lnet_migrations_create_tables (LnetSqlite *db, GError **error);

G_END_DECLS
