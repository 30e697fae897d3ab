/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LnetSpool:
 *
 * Files on their way to a shared folder, kept on this computer until they are there and relied on, so that a try that
 * broke off is gone on with by the same bytes under the same name. Nobody else uses it meanwhile.
 */
typedef struct _LnetSpool LnetSpool;

/** Opens or makes it; %LNET_ERROR_BUSY while another process has it. */
LnetSpool *lnet_spool_open (const char *directory, GError **error);
void lnet_spool_close (LnetSpool *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetSpool, lnet_spool_close)

/** Where the spool of a folder at @uri is for the desk with the network file at @file. Returns: (transfer full) */
char *lnet_spool_find (const char *file, const char *uri);

/** The paths, in the shared folder, of what is kept, by name. Returns: (transfer full) (element-type utf8) */
GPtrArray *lnet_spool_list (LnetSpool *self);

GBytes *lnet_spool_read (LnetSpool *self, const char *path, GError **error);

/** Keeps @content, on the disk when it comes back. */
gboolean lnet_spool_put (LnetSpool *self, const char *path, GBytes *content, GError **error);

void lnet_spool_drop (LnetSpool *self, const char *path);

G_END_DECLS
