/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LnetRecent:
 *
 * A network file that was open on this computer.
 */
typedef struct
{
  char *path;
  char *name; /* the network's name when it was last open */
} LnetRecent;

void lnet_recent_free (LnetRecent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetRecent, lnet_recent_free)

/**
 * lnet_recent_list:
 *
 * The networks that were open lately, the latest first. Whether the files are still there is not looked at: a folder
 * that is away must not hold up the window.
 * Returns: (transfer full) (element-type LnetRecent)
 */
GPtrArray *lnet_recent_list (void);

/** Puts @path first in the list, under @name. */
void lnet_recent_add (const char *path, const char *name);

/** Takes @path out of the list. The file stays as it is. */
void lnet_recent_remove (const char *path);

/** The name @path had when it was last open, or else its file name without the ending. Returns: (transfer full) */
char *lnet_recent_dup_name (const char *path);

G_END_DECLS
