/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_AUTHORS (lnet_authors_get_type ())
G_DECLARE_FINAL_TYPE (LnetAuthors, lnet_authors, LNET, AUTHORS, GObject)

/**
 * LnetAuthors:
 *
 * Those who wrote a document: their names, initials and colours. Colours come from the nine accent colours of the
 * style, in the variant that can be read on a light or dark page; with more than nine authors they repeat, and are
 * never the only mark.
 */
LnetAuthors *lnet_authors_new (LnetSession *session);

/** Names change with members: forgets all. */
void lnet_authors_forget (LnetAuthors *self);

/** Returns: (transfer none): a sentence's worth when nobody said who wrote */
const char *lnet_authors_get_name (LnetAuthors *self, const LnetId *author);
/** Returns: (transfer none): "" when nobody said who wrote */
const char *lnet_authors_get_initials (LnetAuthors *self, const LnetId *author);
void lnet_authors_get_color (LnetAuthors *self, const LnetId *author, GdkRGBA *color);

G_END_DECLS
