/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LnetStrengthLanguage:
 *
 * Notices words that look for what is wrong with somebody ("fix", "failed to"), so that whoever writes can be asked,
 * kindly and only on their own screen, what the person is already doing well. It counts nothing, keeps nothing and
 * tells nobody. The words are data: data/reference/deficit-words.ini.
 */
typedef struct _LnetStrengthLanguage LnetStrengthLanguage;

/**
 * lnet_strength_language_new:
 * @words: a key file: a group for each language, in it "phrases", a list of words and phrases; a phrase that ends in *
 *   stands for every word that begins so
 *
 * Returns: (transfer full): %NULL, with %LNET_ERROR_INVALID, when @words is no such file
 */
LnetStrengthLanguage *lnet_strength_language_new (const char *words, gssize length, GError **error);

/** The words that come with the program. Returns: (transfer none) */
LnetStrengthLanguage *lnet_strength_language_get_default (void);

void lnet_strength_language_free (LnetStrengthLanguage *self);

/**
 * lnet_strength_language_find:
 * @text: what somebody is writing, in any of the languages
 *
 * Returns: (transfer full) (nullable): the first such words as they stand in @text, or %NULL
 */
char *lnet_strength_language_find (LnetStrengthLanguage *self, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetStrengthLanguage, lnet_strength_language_free)

G_END_DECLS
