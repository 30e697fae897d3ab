/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "lnet-id.h"

G_BEGIN_DECLS

/*
 * Backups of a network: a copy a day in the data folder of this computer, of which the last seven days and the last
 * eight weeks are kept. They are whole network files, and can be opened like any other.
 */

/** How many days, and how many weeks (their newest day), keep a backup. */
#define LNET_BACKUP_DAYS 7
#define LNET_BACKUP_WEEKS 8

/** A backup that is there. */
typedef struct
{
  char *path;
  GDate date;
  gint64 size;      /* bytes */
  gboolean safety;  /* the file as it was before another backup was restored */
} LnetBackup;

void lnet_backup_free (LnetBackup *backup);

/** The backups of @network, newest first. Returns: (transfer full) (element-type LnetBackup) */
GPtrArray *lnet_backup_list (const LnetId *network);

/**
 * lnet_backup_make:
 * @path: the network file; it may be open and written to meanwhile
 * @again: whether to make today's anew when there is one already
 *
 * Makes today's backup, and removes those that are too old. Blocks; for workers and tests.
 */
gboolean lnet_backup_make (const char *path, gboolean again, GCancellable *cancellable, GError **error);

/** As lnet_backup_make(), in a worker. */
void lnet_backup_make_async (const char *path, gboolean again, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
gboolean lnet_backup_make_finish (GAsyncResult *result, GError **error);

/**
 * lnet_backup_restore:
 * @backup: path of a backup
 * @path: the network file, which nobody has open any more
 *
 * Puts a backup in the place of a network file. The file as it was is kept among the backups. When anything fails the
 * file is left as it was. Blocks; for workers and tests.
 */
gboolean lnet_backup_restore (const char *backup, const char *path, GCancellable *cancellable, GError **error);

void lnet_backup_restore_async (const char *backup, const char *path, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
gboolean lnet_backup_restore_finish (GAsyncResult *result, GError **error);

/**
 * lnet_backup_copy:
 * @path: a network file, which may be open; also one that cannot be written
 * @target: where the copy goes, in place of what is there; on failure that stays
 *
 * The same network in another place, to work in. Blocks; for workers and tests.
 */
gboolean lnet_backup_copy (const char *path, const char *target, GCancellable *cancellable, GError **error);

void lnet_backup_copy_async (const char *path, const char *target, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
gboolean lnet_backup_copy_finish (GAsyncResult *result, GError **error);

/**
 * lnet_backup_choose:
 * @dates: (element-type GDate): of what is there, newest first
 *
 * Which backups stay: the newest of the last seven days that have one, and the newest of each of the last eight weeks.
 * Returns: (transfer full) (element-type gboolean): for each date whether it stays
 */
GArray *lnet_backup_choose (const GArray *dates);

G_END_DECLS
