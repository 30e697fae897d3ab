/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LnetWord:
 * @begin: where it stands in the text, in bytes
 * @end: the byte after it
 * @folded: in lower case and without accents
 */
typedef struct
{
  gsize begin;
  gsize end;
  char *folded;
} LnetWord;

/**
 * lnet_words_split:
 * @text: (nullable): what somebody wrote; not UTF-8 counts as empty
 *
 * The words of @text: runs of letters. An apostrophe separates ("didn’t" is two), in whichever shape it is typed.
 * Returns: (transfer full) (element-type LnetWord)
 */
GArray *lnet_words_split (const char *text);

G_END_DECLS
