/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** The folder that new networks go to unless somebody says otherwise: Documents, or the program's own.
 * (transfer full) */
char *lnet_place_dup_folder (void);

/** The program's own folder, for samples. It need not exist. (transfer full) */
char *lnet_place_dup_data_folder (void);

/** A file name for a network called @name: without what file systems do not take, with ".lnet". (transfer full) */
char *lnet_place_dup_file_name (const char *name);

/** @path as people read it: "~/Documents/Wyoming.lnet". (transfer full) */
char *lnet_place_dup_display (const char *path);

/**
 * lnet_place_find_free_async:
 *
 * Makes @folder if it is not there and finds a path in it for a network called @name where no file is yet:
 * "Wyoming.lnet", "Wyoming 2.lnet" …
 */
void lnet_place_find_free_async (const char *folder, const char *name, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full) */
char *lnet_place_find_free_finish (GAsyncResult *result, GError **error);

/**
 * lnet_place_look_async:
 *
 * Makes the folder of @path if it is not there, and looks whether a file is at @path.
 */
void lnet_place_look_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data);
/** @there: (out): whether a file is there. FALSE when the folder cannot be made. */
gboolean lnet_place_look_finish (GAsyncResult *result, gboolean *there, GError **error);

G_END_DECLS
