/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "lnet-attachment.h"

G_BEGIN_DECLS

/* What is inside the seal of a part: frames of zstd, each behind its length in 4 bytes, then a length of 0, then zeros.
 *
 * The first frame holds the manifest and, where ids come again and again, a dictionary of them: then numbers may stand
 * for them in the others (lnet-bundle-dictionary.h). Opened and put together, frames are a row of records: a letter, a
 * length, and so many bytes. In this order: M, D where there is one, then B, S and A as many as there are, then T. The
 * last frame holds T and nothing else. */

typedef enum
{
  LNET_BUNDLE_MANIFEST = 'M',
  LNET_BUNDLE_DICTIONARY = 'D', /* ids */
  LNET_BUNDLE_BATCH = 'B',      /* as in the log */
  LNET_BUNDLE_SIGNATURE = 'S',  /* space, desk, n, signature */
  LNET_BUNDLE_CONTENT = 'A',    /* hash, size of the whole content, a piece of it; pieces of one come together */
  LNET_BUNDLE_TOTALS = 'T',     /* numbers of B, S and whole contents, and the hash of all frames before this one's */
} LnetBundleRecord;

/** What a frame holds at most, opened. */
#define LNET_BUNDLE_FRAME_SIZE (4 * 1024 * 1024)

/** What a part comes to, as it is written: only one batch that is larger makes a larger part. */
#define LNET_BUNDLE_PART_SIZE (8 * 1024 * 1024)

/** What all frames of a part hold at most, opened: what they may make a reader keep in memory. */
#define LNET_BUNDLE_MOST_OPEN (256 * 1024 * 1024)

/** A piece of a content. */
#define LNET_BUNDLE_PIECE_SIZE (1024 * 1024)

/** A sealed content: what an attachment can be, and what sealing adds. */
#define LNET_BUNDLE_MOST_CONTENT (LNET_ATTACHMENT_MOST_BYTES + 64)

G_END_DECLS
