/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-id.h"

G_BEGIN_DECLS

/* The names of files in a shared folder; see LnetFolder. A name only says where to look: what counts is inside. A file
 * that somebody's program renamed ("… (1).lnbundle", "… (conflict 2026-11-26)", in capitals) is known by how its name
 * begins, and is looked at when none under a proper name will do. */

/** How much of an alias is in a name. */
#define LNET_ALIAS_SIZE 8

typedef struct
{
  guint8 bytes[LNET_ALIAS_SIZE];
} LnetAlias;

typedef struct
{
  LnetId desk;
  guint64 n;
  gboolean proper;
} LnetNoteName;

/** No desk comes to write so many notes. A name with more was given by somebody else, and is not gone on from: behind
 * it there would soon be no numbers left. */
#define LNET_NOTE_MOST_NUMBER (G_GUINT64_CONSTANT (1) << 52)

/** The generation of a segment that is as large as one gets. */
#define LNET_SEGMENT_FULL 64

typedef struct
{
  LnetAlias alias;
  guint generation; /* how often it was merged from smaller ones */
  LnetId author;
  guint64 from, to;
  gboolean proper;
} LnetSegmentName;

/** How much of a file's hash is in a name. */
#define LNET_NAME_HASH_SIZE 8

/** A piece of a snapshot. */
typedef struct
{
  LnetAlias alias;
  LnetId desk;
  guint8 hash[LNET_NAME_HASH_SIZE];
  gboolean proper;
} LnetPieceName;

/* Full paths for files with @content. @attempt is 0; it is raised when what lies there under that name is of no use. */
/** @folder: "h" for a head note, "s" for what is said of snapshots */
char *lnet_note_name_write (const LnetNoteName *name, const char *folder, GBytes *content, guint attempt);
char *lnet_segment_name_write (const LnetSegmentName *name, const LnetId *desk, GBytes *content, guint attempt);
/** Where the content of an attachment lies: "a/<2 digits>/<hash>". Returns: (transfer full) */
char *lnet_folder_content_path (const char *hash);
/** "d-<desk>" */
char *lnet_segment_folder (const LnetId *desk);
/** Takes the hash from @content. */
char *lnet_piece_name_write (LnetPieceName *name, GBytes *content);
/** Whether @content is what the piece was when it got its name. */
gboolean lnet_piece_name_fits (const LnetPieceName *name, GBytes *content);

/* Reading the names in a listing; FALSE for what is none of this kind. */
gboolean lnet_note_name_read (const char *text, LnetNoteName *name);
gboolean lnet_segment_name_read (const char *text, LnetSegmentName *name);
gboolean lnet_piece_name_read (const char *text, LnetPieceName *name);

G_END_DECLS
