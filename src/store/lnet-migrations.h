/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-sqlite.h"

G_BEGIN_DECLS

/** What marks an SQLite file as a network: "LNET". */
#define LNET_APPLICATION_ID 0x4c4e4554

/**
 * LnetMigration:
 *
 * What a file needs on its way from the version before to @version, besides the tables and columns that the schema
 * registry says it brought. See lnet-migrations.c for how the schema grows.
 */
typedef struct
{
  int version;
  gboolean (*run) (LnetSqlite *db, GError **error);
} LnetMigration;

/** All of them, ended by version 0. Not every version has one. */
extern const LnetMigration lnet_migrations[];

/** The file's version; refuses a file that is not a network, and one of a later version. */
gboolean lnet_migrations_get_version (LnetSqlite *db, int *version, GError **error);

/** Takes a new or older file to @version, one at a time and all in one transaction: it gets there or stays as it is. */
gboolean lnet_migrations_run (LnetSqlite *db, const LnetMigration *migrations, int version, GError **error);

/**
 * lnet_migrations_bring_up_to_date:
 *
 * What opening does with an older file: a copy of it beside it ("Prairie.lnet.version-1"), then lnet_migrations_run().
 * When that fails there is no copy, and @error says that the file was left as it is.
 */
gboolean lnet_migrations_bring_up_to_date (LnetSqlite *db, const LnetMigration *migrations, int version,
                                           GError **error);

/** Makes the synced tables and what their ops need, without the log: for folding the log into an empty database. */
gboolean lnet_migrations_create_tables (LnetSqlite *db, GError **error);

G_END_DECLS
