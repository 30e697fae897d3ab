/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-folder-desk.h"
#include "lnet-note-piece.h"

G_BEGIN_DECLS

/** What a desk says of one space. Arrays are of LnetMark, all of this space. */
typedef struct
{
  LnetId space;
  guint64 own;     /* how far its own log is in the folder */
  GArray *carried; /* how far it put logs of others there */
  GArray *vector;  /* how far it has taken in each log; empty in a note that would be too large with it */
  GArray *wants;   /* what it looked for in vain: up to where it needs logs */
  LnetHash digest; /* of the rows of the space; zeros: not said */
  GPtrArray *pieces; /* LnetNotePiece: only in a note of snapshots, whose digest is of where the last one ends */
} LnetNoteSpace;

typedef enum
{
  LNET_NOTE_HEAD,
  LNET_NOTE_SNAPSHOTS,
} LnetNoteKind;

/**
 * LnetHeadNote:
 *
 * A desk's word on how far it is, under h/ in a shared folder. It is sealed with the key of the network's space, and
 * what it says of a space with that space's own key, so that a desk sees only of the spaces it may read. It is signed
 * by its desk. At most 4 KiB for a hundred spaces.
 *
 * A note of snapshots, under s/, is the same for the pieces that a desk's snapshots are of. It is one of its own, so
 * that those who need no snapshot need not read it.
 */
typedef struct
{
  LnetNoteKind kind;
  LnetId desk;
  guint64 number;    /* counts the desk's notes */
  gint64 wall;       /* when, by the desk's clock; milliseconds since 1970 */
  guint64 erased;    /* how many erasures its files in the folder have followed */
  GPtrArray *spaces; /* LnetNoteSpace */
} LnetHeadNote;

LnetHeadNote *lnet_head_note_new (const LnetId *desk);
void lnet_head_note_free (LnetHeadNote *note);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetHeadNote, lnet_head_note_free)

/** What the note says of a space; with @add it is put in. Returns: (transfer none) (nullable) */
LnetNoteSpace *lnet_head_note_get_space (LnetHeadNote *note, const LnetId *space, gboolean add);

/** No head note is larger, and no note of snapshots. */
#define LNET_HEAD_NOTE_MOST_BYTES (64 * 1024)
#define LNET_SNAPSHOTS_NOTE_MOST_BYTES (4 * 1024 * 1024)

/** Seals and signs a note. @keys: (element-type LnetFolderKey). Returns: (transfer full) (nullable) */
GBytes *lnet_head_note_write (LnetHeadNote *note, LnetFolderDesk *desk, const GArray *keys, GError **error);

/** Opens a note of a kind and checks its signature: %LNET_ERROR_DAMAGED, %LNET_ERROR_NEWER, or %LNET_ERROR_FOREIGN when
 * it is sealed with a key that is not among @keys. Returns: (transfer full) (nullable) */
LnetHeadNote *lnet_head_note_read (GBytes *content, LnetNoteKind kind, LnetFolderDesk *desk, const GArray *keys,
                                   GError **error);

gboolean lnet_head_note_is_same_vector (const GArray *a, const GArray *b);

/** Whether two notes say the same, but for their number, time and digests, which follow from the rest. */
gboolean lnet_head_note_is_same (LnetHeadNote *a, LnetHeadNote *b);

/* Also for the engine: the newest key of a space, and that of an alias. NULL: there is none. */
const LnetFolderKey *lnet_folder_keys_find_newest (const GArray *keys, const LnetId *space);
const LnetFolderKey *lnet_folder_keys_find_alias (const GArray *keys, const LnetAlias *alias);
const LnetFolderKey *lnet_folder_keys_find_network (const GArray *keys);

G_END_DECLS
