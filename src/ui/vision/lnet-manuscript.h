/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-block.h"
#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_MANUSCRIPT (lnet_manuscript_get_type ())
G_DECLARE_FINAL_TYPE (LnetManuscript, lnet_manuscript, LNET, MANUSCRIPT, GtkTextBuffer)

/** Whether what stands on the page is in the file. */
typedef enum
{
  LNET_MANUSCRIPT_SAVED,
  LNET_MANUSCRIPT_SAVING, /* something is not yet on disk */
  LNET_MANUSCRIPT_FAILED, /* something could not be written; it is kept and tried again with the next change */
} LnetManuscriptState;

/**
 * LnetManuscript:
 *
 * A document as one text to write in: each line of the buffer is a block (title, question, section, passage), and
 * whatever is done to the text by whatever means is saved as changes of sections and passages. A new line makes a new
 * passage, joining two lines joins two passages. A soft line break within a passage is U+2028 here and "\n" in the
 * file.
 *
 * Saving: 0.7 s after the last keystroke, at most 1.5 s after the first one that is not saved, at once when lines come,
 * go or move, and by lnet_manuscript_flush(). What others (or undo) change in the file appears in the buffer by the
 * smallest possible change, so that the caret keeps its place.
 *
 * Properties: session (LnetSession, construct-only), state (int, notify).
 * Signals: `blocks-changed` (lines, or what is known about them, have changed), `current-changed` (the caret has gone
 * to another block).
 */
LnetManuscript *lnet_manuscript_new (LnetSession *session);

/** Shows a document; the null id: none. What was not saved of the one before is saved. */
void lnet_manuscript_set_document (LnetManuscript *self, const LnetId *document);
const LnetId *lnet_manuscript_get_document (LnetManuscript *self);

/** Hands what is not saved to the store, now. */
void lnet_manuscript_flush (LnetManuscript *self);
LnetManuscriptState lnet_manuscript_get_state (LnetManuscript *self);

guint lnet_manuscript_get_n_blocks (LnetManuscript *self);
/** Returns: (transfer none) (nullable): the block of a line; valid until the buffer changes */
const LnetBlock *lnet_manuscript_get_block (LnetManuscript *self, guint line);
/** Returns: (transfer none) (nullable): the block the caret is in */
const LnetBlock *lnet_manuscript_get_current (LnetManuscript *self);
/** The line of the block with this row, or -1. */
int lnet_manuscript_find (LnetManuscript *self, const LnetId *id);
/** The text of a line, as it is in the file. Returns: (transfer full) */
char *lnet_manuscript_dup_text (LnetManuscript *self, guint line);
/** The title of the section a line is in. Returns: (transfer full): "" when it has none */
char *lnet_manuscript_dup_section_title (LnetManuscript *self, guint line);

/** Puts the caret at the end of a block. FALSE when it is not in this document. */
gboolean lnet_manuscript_go_to (LnetManuscript *self, const LnetId *id);

/** Makes a passage text, heading or quote. Other lines stay what they are. */
void lnet_manuscript_set_kind (LnetManuscript *self, guint line, LnetBlockKind kind);

/** Whether lnet_manuscript_move() can do something. */
gboolean lnet_manuscript_can_move (LnetManuscript *self, guint line, int step);
/** Moves a passage up or down by one (across sections), or a section with all that is in it. */
void lnet_manuscript_move (LnetManuscript *self, guint line, int step);
/** Moves a passage before @target, or to the end when @target is the number of lines; a section before that section. */
void lnet_manuscript_move_before (LnetManuscript *self, guint line, guint target);

/** Takes a passage, or a section with its passages, out of the document. */
void lnet_manuscript_remove (LnetManuscript *self, guint line);

/** Puts an empty section after the one @line is in, and the caret into its title. */
void lnet_manuscript_add_section (LnetManuscript *self, guint line);

/** Gives a block an earlier text again: a change like any other. */
void lnet_manuscript_revert (LnetManuscript *self, guint line, const char *text);

G_END_DECLS
