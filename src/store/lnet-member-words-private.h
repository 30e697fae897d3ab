/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-reference.h"

G_BEGIN_DECLS

/**
 * LnetMemberWords:
 *
 * Gathers what a member is found by, as folded words with single spaces between, each word once.
 */
typedef struct _LnetMemberWords LnetMemberWords;

LnetMemberWords *lnet_member_words_new (void);
void lnet_member_words_free (LnetMemberWords *self);

/** Empty again, for the next member. */
void lnet_member_words_clear (LnetMemberWords *self);
void lnet_member_words_add (LnetMemberWords *self, const char *text);
/** A name with an apostrophe is also found by what follows it: O'Neil by "neil". */
void lnet_member_words_add_name (LnetMemberWords *self, const char *name);
/** A key of reference data is found by its label in every language, a language also by its tag; a network's own word
 * by itself. */
void lnet_member_words_add_key (LnetMemberWords *self, LnetReferenceKind kind, const char *key);
/** A number is found by all its digits, without the country, without the area, and by each group. */
void lnet_member_words_add_phone (LnetMemberWords *self, const char *number);

/** What was gathered; until the next call. Returns: (transfer none) */
const char *lnet_member_words_get (LnetMemberWords *self);

/** The words that somebody typed, folded; a telephone number is one. Returns: (transfer full) */
char **lnet_member_words_split (const char *typed);

/**
 * lnet_member_words_to_query:
 *
 * What somebody typed as a full-text query: every word begun, in any order. A telephone number however it is written
 * is one word.
 * Returns: (transfer full) (nullable): NULL when nothing was typed that could be searched for
 */
char *lnet_member_words_to_query (const char *typed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetMemberWords, lnet_member_words_free)

G_END_DECLS
