/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LNET_TYPE_SUGGEST_ROW (lnet_suggest_row_get_type ())
G_DECLARE_FINAL_TYPE (LnetSuggestRow, lnet_suggest_row, LNET, SUGGEST_ROW, AdwEntryRow)

/**
 * LnetSuggestRow:
 *
 * A row of a form that offers words while one types, and takes any other word as well. Down and Up choose, Enter takes
 * what is chosen, Escape puts the list away. What is typed is compared folded: "maria" offers "María Auxiliadora".
 *
 * Signal `chosen (const char *)`: a word was taken from the list.
 */
GtkWidget *lnet_suggest_row_new (void);

/** @words: in the order they are offered; the row keeps a copy */
void lnet_suggest_row_set_words (LnetSuggestRow *self, const char *const *words);

/** Sets the text without offering anything. */
void lnet_suggest_row_set_text (LnetSuggestRow *self, const char *text);

/** Without white space at both ends. Returns: (transfer full): "" when nothing was written */
char *lnet_suggest_row_dup_text (LnetSuggestRow *self);

G_END_DECLS
