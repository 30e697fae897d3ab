/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Names as people carry them: how somebody is called, where a list puts them, and when two ways of writing are the
 * same name. Every text is UTF-8; NULL and "" mean that a part is not known. Safe in any thread.
 */

/**
 * lnet_name_display:
 *
 * How a person is shown. The preferred name stands for the legal first name, and the legal last name follows it,
 * unless the preferred name already ends with it ("Annie", "Begay" → "Annie Begay"; "Annie Begay", "Begay" → "Annie
 * Begay"). White space is put in order.
 *
 * Returns: (transfer full): "" when nothing at all is known
 */
char *lnet_name_display (const char *preferred, const char *legal_first, const char *legal_last);

/**
 * lnet_name_short:
 *
 * What one says across a table, and what an attribution of "first name and role" shows: the preferred name without the
 * last name, else the legal first name, else the last name.
 * Returns: (transfer full)
 */
char *lnet_name_short (const char *preferred, const char *legal_first, const char *legal_last);

/** The first letters of the first and the last word of a name, in capitals: "Ana María Begay" → "AB".
 * Returns: (transfer full) */
char *lnet_name_initials (const char *name);

/**
 * lnet_name_fold:
 *
 * @text reduced to what has to be equal for a search to find it: small letters and digits in words with single spaces
 * between. Accents and case go (José = jose, Muñoz = munoz, Strauß = strauss, Łucja = lucja), apostrophes inside a
 * word vanish (O'Neil = oneil), other punctuation parts words.
 * Returns: (transfer full)
 */
char *lnet_name_fold (const char *text);

/** As lnet_name_fold(), appended to @into, with a space before it when @into does not end with one. */
void lnet_name_fold_into (GString *into, const char *text);

/** Whether two texts are the same after folding. */
gboolean lnet_name_equal (const char *a, const char *b);

/**
 * lnet_name_sort_key:
 *
 * Bytes that put people in order when compared as bytes, by the rules of the language the program runs in: by last
 * name, then by the name they go by; case and accents only part names that are equal otherwise. A person without a
 * last name stands under the name they go by. Leading punctuation does not count.
 *
 * The key is good in this language only (see lnet_name_collation()).
 */
GBytes *lnet_name_sort_key (const char *preferred, const char *legal_first, const char *legal_last);

/** As lnet_name_sort_key(), appended to @into. */
void lnet_name_sort_key_into (GByteArray *into, const char *preferred, const char *legal_first, const char *legal_last);

/**
 * lnet_name_letter:
 *
 * The letter a list puts a person under: the capital of what lnet_name_sort_key() begins with. An accented letter
 * stands with its plain one, except where the language counts it as a letter of its own (Ñ in Spanish). Digits and
 * signs stand under "#".
 * Returns: (transfer full)
 */
char *lnet_name_letter (const char *preferred, const char *legal_first, const char *legal_last);

/** Names the rules sort keys and letters are made by; when it changes, they have to be made anew.
 * Returns: (transfer none) */
const char *lnet_name_collation (void);

G_END_DECLS
