/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LNET_TYPE_FOLDER (lnet_folder_get_type ())
G_DECLARE_INTERFACE (LnetFolder, lnet_folder, LNET, FOLDER, GObject)

/**
 * LnetFolder:
 *
 * A folder that several desks see: on this computer, on a stick, on a server. It is trusted with nothing: files may be
 * cut short, vanish, come back, bear other names, and a listing may be old or empty.
 *
 * What lies in it (every name in lower case; <desk> an id in 32 hexadecimal digits, <alias> the first 16 of the alias
 * that the keys of a space give it in one epoch, <hash> 16 of the file's hash):
 *
 *   space.lnmark                        the mark of the one network whose folder this is, written once and by hand
 *   h/<desk>-<n>-<hash>.lnhead          a desk's head note, its last two: how far its logs are here in each space
 *   d-<desk>/<alias>-<gen>-<author>-<from>-<to>-<hash>.lnbundle
 *                                       a segment: batches from–to of one author in one space. Only <desk> writes and
 *                                       removes here; <author> is another where a desk carries what came by stick
 *   s/<alias>-<desk>-<hash>.lnbundle    a piece of a snapshot: batches of all authors in one space, for new desks. Only
 *                                       the desks of directors write them, each removes its own
 *   s/<desk>-<n>-<hash>.lnhead          a director's note that names the pieces, in order, and how far they go
 *   k/… .lnkey                          keys of spaces, sealed to each desk that may have them
 *   w/<desk>.lnwelcome                  what a desk that was admitted needs to begin
 *   a/<2 digits>/<64 digits>            contents of attachments, sealed, under the hash of the sealed bytes
 *
 * All spaces share these few folders, so that three listings tell who has news, however many spaces there are; a name
 * holds no more than aliases that mean nothing without the key, and counts. Every file is written once, under a name
 * that was never used before, read back, and only then relied on. Two desks never write one file, and there are no
 * locks. What is missing says nothing: no more than that it is to be looked for again.
 *
 * Functions block: for workers. A failure that may pass (the folder cannot be reached) is a G_IO_ERROR; everything
 * else is an LNET_ERROR with a sentence for people.
 */
struct _LnetFolderInterface
{
  GTypeInterface parent_interface;

  GPtrArray *(*list) (LnetFolder *self, const char *directory, GCancellable *cancellable, GError **error);
  GBytes *(*read) (LnetFolder *self, const char *path, gsize most_bytes, GCancellable *cancellable, GError **error);
  gboolean (*create) (LnetFolder *self, const char *path, GBytes *content, GCancellable *cancellable, GError **error);
  gboolean (*remove) (LnetFolder *self, const char *path, GCancellable *cancellable, GError **error);
};

/** A file in a listing. Where names are only titles (Google Drive) two may have the same, and the path is another. */
typedef struct
{
  char *name;
  char *path;
  guint64 size;
} LnetFolderEntry;

LnetFolderEntry *lnet_folder_entry_new (const char *name, const char *path, guint64 size);
void lnet_folder_entry_free (LnetFolderEntry *entry);

/** No file here is larger. */
#define LNET_FOLDER_MOST_BYTES (64 * 1024 * 1024)

/**
 * lnet_folder_list:
 * @directory: "" for the folder itself
 *
 * The files and folders of one folder, in the order of their names. One below the folder itself that is not there is
 * empty; the folder itself must be there.
 * Returns: (transfer full) (element-type LnetFolderEntry) (nullable)
 */
GPtrArray *lnet_folder_list (LnetFolder *self, const char *directory, GCancellable *cancellable, GError **error);

/** A whole file; %LNET_ERROR_NOT_FOUND when it is not there, %LNET_ERROR_INVALID when it is larger than @most_bytes. */
GBytes *lnet_folder_read (LnetFolder *self, const char *path, gsize most_bytes, GCancellable *cancellable,
                          GError **error);

/**
 * lnet_folder_put:
 *
 * Writes a file that is not there yet, then reads it back. A file that is there already is left as it is: the same
 * bytes will do; with others it fails with %LNET_ERROR_DAMAGED, as when something else than @content came back.
 */
gboolean lnet_folder_put (LnetFolder *self, const char *path, GBytes *content, GCancellable *cancellable,
                          GError **error);

/** Removes a file of this desk's own; one that is gone already will do. */
gboolean lnet_folder_remove (LnetFolder *self, const char *path, GCancellable *cancellable, GError **error);

/** Whether the folder could only not be reached, so that trying again later may do. */
gboolean lnet_folder_is_away (const GError *error);

G_END_DECLS
