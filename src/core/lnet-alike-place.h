/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * When two names may be one organization's: "Sprouts Ctr." and "Little Sprouts Center". Only ever a proposal: a person
 * decides. Numbers part ("Center 12", "Center 13"), and what every other centre is called too joins nothing. Pure; any
 * thread.
 */

/** The words of a name as they are compared: folded, abbreviations written out, small words left out.
 * Returns: (transfer full) */
char **lnet_alike_place_words (const char *name);

/** How alike two names are, by their words: 0 for not at all. */
guint lnet_alike_place_score (const char *const *a, const char *const *b);

G_END_DECLS
