/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-roster.h"
#include "lnet-syncer.h"

G_BEGIN_DECLS

/* How the exchange with a folder stands, in words and as a picture. */

const char *lnet_syncer_get_icon (LnetSyncer *syncer);

/** "Up to date", "Sending… 40 %". Returns: (transfer full) */
char *lnet_syncer_dup_words (LnetSyncer *syncer);

/** When all was last exchanged, or what is not as it should be; NULL: nothing to say. Returns: (transfer full)
 * (nullable) */
char *lnet_syncer_dup_rest (LnetSyncer *syncer);

/**
 * lnet_syncer_dup_differing:
 * @report: of the last exchange
 * @recomputed: see lnet_syncer_get_recomputed()
 * @title: (out) (transfer full): what is so, in a few words
 *
 * Of desks that have the same changes and show something else: what was done by itself, and what to do. %NULL: there is
 * nothing to tell. Returns: (transfer full) (nullable)
 */
char *lnet_syncer_dup_differing (const LnetFolderReport *report, gint64 recomputed, const LnetRoster *roster,
                                 char **title);

G_END_DECLS
