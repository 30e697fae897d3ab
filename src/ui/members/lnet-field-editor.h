/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LNET_TYPE_FIELD_EDITOR (lnet_field_editor_get_type ())
G_DECLARE_FINAL_TYPE (LnetFieldEditor, lnet_field_editor, LNET, FIELD_EDITOR, AdwBin)

/** What is doubtful about @text, in a sentence; NULL: nothing. It can be saved all the same. */
typedef const char *(*LnetFieldExplain) (const char *text);

/**
 * LnetFieldEditor:
 *
 * One field being written in the place where it is shown. Enter saves (in several lines, Ctrl+Enter), Escape asks
 * before it lets go of what was written. What was written and is left behind, because somebody goes elsewhere, is
 * saved.
 *
 * Signals: `save`: what was written is to be kept; `done`: the editor has served, after `save` or without.
 */
GtkWidget *lnet_field_editor_new (const char *title, const char *text, gboolean lines, GtkInputPurpose purpose,
                                  LnetFieldExplain explain);

/** Puts in what somebody wrote before; `before` stays what it was made with. */
void lnet_field_editor_set_text (LnetFieldEditor *self, const char *text);

/** Without white space at both ends. Returns: (transfer full) */
char *lnet_field_editor_dup_text (LnetFieldEditor *self);

/** Tells `save` if something was written, then `done`. */
void lnet_field_editor_finish (LnetFieldEditor *self);

G_END_DECLS
