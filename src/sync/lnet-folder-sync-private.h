/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-folder-sync.h"
#include "lnet-head-note.h"
#include "lnet-ranges.h"
#include "lnet-spool.h"

G_BEGIN_DECLS

/** A segment in a listing. */
typedef struct
{
  LnetSegmentName name;
  LnetId space;
  char *path;
  guint64 size;
} LnetFolderSegment;

/** A piece of a snapshot in a listing. */
typedef struct
{
  LnetPieceName name;
  LnetId space;
  char *path;
  guint64 size;
} LnetFolderPiece;

struct _LnetFolderSync
{
  LnetFolder *folder;
  LnetFolderDesk *desk;
  char *spool_path;
  LnetFolderProgress progress;
  gpointer progress_data;
  GHashTable *opened;  /* "path size": files that were taken in: not again */
  GHashTable *answered; /* "desk number": head notes whose wants were looked after */
  GHashTable *damaged; /* "path size" → how often it was met: looked at again, ever more seldom */

  GHashTable *looked_for; /* "space desk number": what was looked for in snapshots, in vain or not */
  guint64 lacked;      /* so many batches were lacking that no snapshot had */
  GArray *gathered;    /* how far the snapshots go that are known of */
  GHashTable *gather_at; /* LnetId of a space → guint64 *: so many batches beyond them, and they are looked at again */
  gboolean gather_looked;  /* they were looked at since the program began, or since that failed … */
  guint64 gather_erased;   /* … with so many erasures */
  guint64 gather_number;   /* of this desk's last note of them */

  /* of the exchange that runs */
  GCancellable *cancellable;
  LnetFolderReport *report;
  LnetSpool *spool;
  LnetId network;
  LnetId id;
  GArray *keys;
  GArray *vector;        /* how far each log is taken in */
  GPtrArray *notes;      /* LnetHeadNote: the last of each desk */
  LnetHeadNote *own;     /* among them: this desk's; or NULL */
  GPtrArray *key_files;  /* LnetFolderEntry: k/ as it was listed */
  gboolean look_again;   /* there are keys that could not be judged before more is known of who takes part */
  gboolean last_look;
  GPtrArray *note_files; /* LnetFolderEntry: h/ as it was listed */
  GHashTable *listings;  /* LnetId of a desk → GPtrArray of LnetFolderSegment */
  GPtrArray *snapshots;       /* LnetHeadNote: the last of each desk on its snapshots; NULL: not looked at */
  GPtrArray *snapshot_files;  /* LnetFolderEntry: s/ as it was listed */
  GPtrArray *pieces;          /* LnetFolderPiece: among them, of spaces that this desk may read */
  gboolean recalled;          /* something of them was taken in */
  GArray *recomputed;         /* LnetMark: the vector that the tables were worked out anew for; NULL: they were not */
  guint64 erased;
  guint n_done, n_all;
};

/* Parts of an exchange, a file each. */

/** Keys, and the newest head note of each desk. */
gboolean lnet_folder_sync_look (LnetFolderSync *self, GError **error);
/** Removes keys that are there in a newer envelope. */
gboolean lnet_folder_sync_tidy_keys (LnetFolderSync *self, GError **error);
/** Takes in segments with news, and finds what is missing. */
gboolean lnet_folder_sync_fetch (LnetFolderSync *self, GError **error);
/** Lists s/, and reads each desk's note that is there. */
gboolean lnet_folder_sync_list_snapshots (LnetFolderSync *self, GError **error);
gboolean lnet_folder_sync_read_snapshots (LnetFolderSync *self, GError **error);
/** Puts into the folder what it lacks, and says so in a head note. */
gboolean lnet_folder_sync_send (LnetFolderSync *self, GError **error);
/** Makes one of several small segments of this desk's own. */
gboolean lnet_folder_sync_merge (LnetFolderSync *self, GError **error);
/** Keeps this desk's snapshots, if it is a director's. */
gboolean lnet_folder_sync_gather (LnetFolderSync *self, GError **error);

/* For several of them. */

/** Whether a desk's snapshots count. Of the network's space also those of a desk that is not known here do: they may be
 * the first that this desk reads of it. */
gboolean lnet_folder_sync_trusts (LnetFolderSync *self, const LnetId *desk, gboolean network);
/** Where a piece lies; NULL: it is not in the listing. Returns: (transfer none) (nullable) */
const LnetFolderPiece *lnet_folder_sync_find_piece (LnetFolderSync *self, const LnetId *space, const LnetId *desk,
                                                    const LnetNotePiece *piece);
/** Reports desks that have the same batches of a space as @own says, and other rows. */
void lnet_folder_sync_find_differing (LnetFolderSync *self, LnetHeadNote *own);
/** Puts in what the rows of each space add up to, where they are of the vector that is told. */
gboolean lnet_folder_sync_note_digests (LnetFolderSync *self, LnetHeadNote *note, GError **error);
/** Whether desks that differ were found, and the tables not yet worked out anew for what is here. */
gboolean lnet_folder_sync_has_to_recompute (LnetFolderSync *self);
/** Works them out anew, and looks again; @note says then what they add up to. */
gboolean lnet_folder_sync_recompute (LnetFolderSync *self, LnetHeadNote *note, GError **error);
/** Orders names of notes (LnetFolderEntry): the newest first, so that an older one is read only where that will not
 * do. */
int lnet_folder_sync_compare_notes (gconstpointer a, gconstpointer b);
/** The number of the newest note of this desk: @number, or a greater one among @files. */
guint64 lnet_folder_sync_find_note_number (LnetFolderSync *self, const GPtrArray *files, guint64 number);

void lnet_folder_sync_tell (LnetFolderSync *self, LnetFolderStep step);
/** A file that would not do: it is left alone, and looked at again after 1, 2, 4, 8 … exchanges, for it may have been
 * on its way. */
void lnet_folder_sync_skip (LnetFolderSync *self, const char *path, guint64 size, const GError *why);
/** A file that was taken in need not be looked at again. */
void lnet_folder_sync_note_opened (LnetFolderSync *self, const char *path, guint64 size);
gboolean lnet_folder_sync_was_opened (LnetFolderSync *self, const char *path, guint64 size);
/** Whether a file is to be looked at in this exchange; once for each. */
gboolean lnet_folder_sync_is_due (LnetFolderSync *self, const char *path, guint64 size);
/** Whether a failure concerns this one file, so that the others may go on. */
gboolean lnet_folder_sync_is_of_file (const GError *error);
/** The segments in a desk's folder whose spaces this desk may read; listed once. Returns: (transfer none) */
GPtrArray *lnet_folder_sync_list (LnetFolderSync *self, const LnetId *desk, GError **error);
/** Seals batches of @author from @from on, up to @to or less, and puts them into the folder; NULL without @error when
 * there are none. Returns: (transfer none): the segment, which is in the listing now */
LnetFolderSegment *lnet_folder_sync_put_segment (LnetFolderSync *self, const LnetId *space, const LnetId *author,
                                                 guint generation, guint64 from, guint64 to, GError **error);
/** Which batches of an author this desk has put into the folder. Returns: (transfer full) */
GArray *lnet_folder_sync_find_put (LnetFolderSync *self, const LnetId *space, const LnetId *author, GError **error);
gboolean lnet_folder_sync_remove_segment (LnetFolderSync *self, LnetFolderSegment *segment, GError **error);

G_END_DECLS
