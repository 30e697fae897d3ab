/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The bytes of a key: a desk's id and the number of its batch, the highest byte first. */
#define LNET_TEXT_KEY_SIZE 24

/**
 * LnetTextMerge:
 *
 * One text, from the edits that several desks made to it, some of them without knowing of each other's. An edit is an
 * *event*: at a position so many letters go and others come, in the text as its author had it. Which text that was is
 * told by the event's parents; so the events form a graph, and whoever has the same graph gets the same text, in
 * whatever order the events arrived. Positions and counts are in characters (Unicode code points).
 *
 * What different people write at one place stands one after the other, never letter by letter in turns, and what
 * anybody took is gone.
 *
 * The way is the event-graph walker of J. Gentle and M. Kleppmann, "Collaborative Text Editing with Eg-walker" (2024):
 * where history does not fork, an edit is done as it stands; where it does, a list of letters is walked to the version
 * each event was made in. Among letters written at one place the order is that of FugueMax (M. Weidner and
 * M. Kleppmann, "The Art of the Fugue", 2023). See lnet-text-merge-private.h for how the files share the work.
 */
typedef struct _LnetTextMerge LnetTextMerge;

/** Two events that met: @a came before @b here, but neither knew of the other, and both wrote or took letters in the
 * sentence that now stands at @position. */
typedef struct
{
  guint a;
  guint b;
  guint position;
  guint length;
} LnetTextMeeting;

LnetTextMerge *lnet_text_merge_new (void);
void lnet_text_merge_free (LnetTextMerge *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetTextMerge, lnet_text_merge_free)

/**
 * lnet_text_merge_add:
 * @key: orders what was written at the same time the same way on every desk
 * @parents: (array length=n_parents): the events this one directly came after; none: it was made in the empty text.
 *   Naming others that came before those as well does no harm.
 * @text: valid UTF-8
 *
 * An event comes after all its parents. One that reaches past the end of its text is kept, and does nothing.
 *
 * Returns: the event's index, counted from 0
 */
guint lnet_text_merge_add (LnetTextMerge *self, const guint8 key[LNET_TEXT_KEY_SIZE], const guint *parents,
                           guint n_parents, guint position, guint n_deleted, const char *text);

/** Adds an event without any change: somebody has read what was merged from @parents and all that came before, and lets
 * it stand. Returns: the event's index */
guint lnet_text_merge_add_confirmation (LnetTextMerge *self, const guint8 key[LNET_TEXT_KEY_SIZE], const guint *parents,
                                        guint n_parents);

/** Whether any two events were made at the same time. */
gboolean lnet_text_merge_has_forks (const LnetTextMerge *self);

/** The text merged from all events. Returns: (transfer full) */
char *lnet_text_merge_get_text (const LnetTextMerge *self);

/** The text as it was for somebody who had @heads and all that came before them. Returns: (transfer full) */
char *lnet_text_merge_get_version (const LnetTextMerge *self, const guint *heads, guint n_heads);

/** Whether two edits were made at the same time that no single confirmation covers. */
gboolean lnet_text_merge_has_unconfirmed (const LnetTextMerge *self);

/**
 * lnet_text_merge_get_meetings:
 *
 * Where somebody should read what became of two edits made at the same time. A sentence ends with ".", "!", "?" or "…"
 * before white space or the end, and with a line; letters that were taken count for the sentence they stood in, unless
 * nothing of it is left. Of events that followed each other without a fork the last one that touched a sentence stands
 * for all, so that its version shows what its author had. What a confirmation covers is left out; of very many, some
 * are.
 *
 * Returns: (transfer full) (element-type LnetTextMeeting): as they come in the text
 */
GArray *lnet_text_merge_get_meetings (const LnetTextMerge *self);

/**
 * lnet_text_merge_invert:
 * @edits: (out) (transfer full) (element-type LnetProseEdit): changes of the merged text, the last in the text first,
 *   so that each fits whether those before it are done or not
 *
 * Takes @events back: letters they wrote that are still there go, and letters only they took come back.
 *
 * Returns: %FALSE when there is nothing to take back; @edits is then empty
 */
gboolean lnet_text_merge_invert (const LnetTextMerge *self, const guint *events, guint n, GArray **edits);

G_END_DECLS
