/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LNET_WORD_DIFF_EQUAL,
  LNET_WORD_DIFF_DELETED,
  LNET_WORD_DIFF_INSERTED,
} LnetWordDiffKind;

/**
 * LnetWordDiffRun:
 *
 * A stretch of text that stayed, went or came. @offset and @length are in bytes: of the text before for what was
 * deleted, of the text after for what stayed and what was inserted. What stayed reads the same in both.
 */
typedef struct
{
  LnetWordDiffKind kind;
  gsize offset;
  gsize length;
} LnetWordDiffRun;

/**
 * lnet_word_diff:
 *
 * Compares two texts word by word. A word is a run of letters, figures and the marks on them, with apostrophes inside
 * ("don't"); every ideograph and every other sign is a word of its own; white space goes with what changed around it.
 * No shorter list of deleted and inserted words exists than the one this finds.
 *
 * The runs in order, without the inserted ones, are @before; without the deleted ones they are @after. What was
 * deleted at a place comes before what was inserted there, and no two neighbours are of the same kind.
 *
 * Returns: (transfer full) (element-type LnetWordDiffRun)
 */
GArray *lnet_word_diff (const char *before, const char *after);

/** How many words were deleted or inserted (either may be %NULL), for "12 words added, 3 removed". */
void lnet_word_diff_count (const char *before, const char *after, guint *n_deleted, guint *n_inserted);

G_END_DECLS
