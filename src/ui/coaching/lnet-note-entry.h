/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LNET_TYPE_NOTE_ENTRY (lnet_note_entry_get_type ())
G_DECLARE_FINAL_TYPE (LnetNoteEntry, lnet_note_entry, LNET, NOTE_ENTRY, AdwPreferencesRow)

/**
 * LnetNoteEntry:
 *
 * A row of a form to write some sentences in. With `gentle`, words that look for what is wrong with somebody bring up a
 * kind question beneath; it stays on this screen and asks for nothing.
 *
 * Properties: text (char *, read-write, notify); placeholder (char *); gentle (gboolean). The title says what it is
 * for.
 */
GtkWidget *lnet_note_entry_new (const char *title, const char *placeholder, gboolean gentle);

/** Without white space at both ends. Returns: (transfer full) */
char *lnet_note_entry_dup_text (LnetNoteEntry *self);
void lnet_note_entry_set_text (LnetNoteEntry *self, const char *text);

/** Puts the cursor into it. */
void lnet_note_entry_begin (LnetNoteEntry *self);

/** The text inside, for a test. Returns: (transfer none) */
GtkTextBuffer *lnet_note_entry_get_buffer (LnetNoteEntry *self);

/** The question that is shown, or NULL. Returns: (transfer none) */
const char *lnet_note_entry_get_hint (LnetNoteEntry *self);

G_END_DECLS
