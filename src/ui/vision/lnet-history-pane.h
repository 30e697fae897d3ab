/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-manuscript.h"

G_BEGIN_DECLS

#define LNET_TYPE_HISTORY_PANE (lnet_history_pane_get_type ())
G_DECLARE_FINAL_TYPE (LnetHistoryPane, lnet_history_pane, LNET, HISTORY_PANE, AdwBin)

/**
 * LnetHistoryPane:
 *
 * Beside the page: every version of the block with the caret, the newest first: who, when, and what it changed, word
 * by word. An earlier version can be brought back, which is a change like any other.
 */
void lnet_history_pane_set_manuscript (LnetHistoryPane *self, LnetSession *session, LnetManuscript *manuscript);

/** The caret is in this line. */
void lnet_history_pane_set_line (LnetHistoryPane *self, guint line);

G_END_DECLS
