/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LnetProseEdit:
 *
 * One change of a text: at @position, @n_deleted characters go and @inserted comes in their place. Positions and
 * counts are in characters (Unicode code points).
 */
typedef struct
{
  guint position;
  guint n_deleted;
  char *inserted;
} LnetProseEdit;

void lnet_prose_edit_clear (LnetProseEdit *edit);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LnetProseEdit, lnet_prose_edit_clear)

/**
 * lnet_prose_compare:
 * @edit: (out caller-allocates): filled with the smallest single change; to be cleared with lnet_prose_edit_clear()
 *
 * Returns: %FALSE when the two are equal; @edit is then empty
 */
gboolean lnet_prose_compare (const char *before, const char *after, LnetProseEdit *edit);

/** Does @edit to @text. Past the end of @text it does what it still can. Returns: (transfer full) */
char *lnet_prose_apply (const char *text, const LnetProseEdit *edit);

/**
 * lnet_prose_rebase:
 * @theirs: a change of the same text that @ours was made to
 * @ours: what stands in the text now
 *
 * Moves @theirs so that it can be done after @ours. Where the two touch the same characters nothing that somebody
 * wrote is lost: what both deleted goes once, and both insertions stay, @theirs after @ours.
 */
void lnet_prose_rebase (LnetProseEdit *theirs, const LnetProseEdit *ours);

/** Length in characters. */
guint lnet_prose_length (const char *text);

/** The number of words, as word counts have it: what stands between white space and has a letter or figure in it. */
guint lnet_prose_count_words (const char *text);

G_END_DECLS
