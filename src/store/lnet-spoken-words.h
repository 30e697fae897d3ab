/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bits as words, to be read aloud on the telephone or written down on paper: ten bits a word. In each language no two
 * words begin with the same four letters. Any thread. */

/** The languages there are words in, "en" and "es"; ends with NULL. */
extern const char *const lnet_spoken_languages[];

/** The first @n_words times ten bits of @bytes, in the person's language when @language is NULL.
 * Returns: (transfer full) */
char *lnet_spoken_words_write (const guint8 *bytes, guint n_words, const char *language);

/** Reads as many words as @size bytes take; typed in any case, with accents or without, and only their first four
 * letters count. FALSE when it is not so many words of @language. */
gboolean lnet_spoken_words_read (const char *text, const char *language, guint8 *bytes, gsize size);

G_END_DECLS
