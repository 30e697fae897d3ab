/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "lnet-history.h"

G_BEGIN_DECLS

#define LNET_TYPE_TEXT_VERSION (lnet_text_version_get_type ())
G_DECLARE_FINAL_TYPE (LnetTextVersion, lnet_text_version, LNET, TEXT_VERSION, GObject)

/** A version of a text beside the one before it: a row of the history. */
LnetTextVersion *lnet_text_version_new (const LnetFieldVersion *version, const char *before, gboolean newest);

const char *lnet_text_version_get_text (LnetTextVersion *self);
const char *lnet_text_version_get_before (LnetTextVersion *self);
/** "Ruth Alvarez". Returns: (transfer none) */
const char *lnet_text_version_get_author (LnetTextVersion *self);
const char *lnet_text_version_get_act (LnetTextVersion *self);
/** "24 Nov 2026, 14:05". Returns: (transfer full) */
char *lnet_text_version_dup_time (LnetTextVersion *self);
/** Whether it is what stands on the page now. */
gboolean lnet_text_version_is_newest (LnetTextVersion *self);

/** "12 words added, 3 removed". Returns: (transfer full) */
char *lnet_text_version_dup_summary (LnetTextVersion *self);

/**
 * lnet_text_version_dup_markup:
 * @inserted: colour of what came, "#rrggbb"
 * @deleted: colour of what went
 *
 * The text with what was inserted underlined and what was deleted struck through, in Pango's markup. Of long stretches
 * that stayed only the words next to a change are shown.
 * Returns: (transfer full)
 */
char *lnet_text_version_dup_markup (LnetTextVersion *self, const char *inserted, const char *deleted);

/** The difference in words, for those who hear it: "Added: … Removed: …". Returns: (transfer full) */
char *lnet_text_version_dup_spoken (LnetTextVersion *self);

G_END_DECLS
