/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Guesses about names in lists that others made. Nothing here is sure; who uses it lets people look at the outcome. */

/**
 * lnet_name_split:
 * @full: "Ana María de la Cruz", "Begay, Ana", "Dr. Tom Lee Jr."
 * @first: (out) (transfer full): "" when there is none
 * @last: (out) (transfer full): "" when there is none
 *
 * Parts a name that stands in one column. What is behind a comma comes first; else the last word is the last name,
 * together with what belongs to it (de la, van, Jr.). Titles go. One word alone is a first name.
 */
void lnet_name_split (const char *full, char **first, char **last);

/**
 * lnet_name_first_may_be_same:
 *
 * Whether two first names can be one person's: equal after folding, an initial, a short form ("Joanna" and "Jo", "Liz"
 * and "Elizabeth", "Pepe" and "José"), or a slip of the pen. An unknown one goes with any.
 */
gboolean lnet_name_first_may_be_same (const char *a, const char *b);

/** As lnet_name_first_may_be_same(), for last names: one of two surnames is enough ("García López" and "García"). */
gboolean lnet_name_last_may_be_same (const char *a, const char *b);

G_END_DECLS
