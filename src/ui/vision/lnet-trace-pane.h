/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-authors.h"
#include "lnet-manuscript.h"

G_BEGIN_DECLS

#define LNET_TYPE_TRACE_PANE (lnet_trace_pane_get_type ())
G_DECLARE_FINAL_TYPE (LnetTracePane, lnet_trace_pane, LNET, TRACE_PANE, AdwBin)

/**
 * LnetTracePane:
 *
 * Beside the page: the words the passage with the caret grew from, and all contributions to search, filter and link.
 */
void lnet_trace_pane_set_manuscript (LnetTracePane *self, LnetSession *session, LnetManuscript *manuscript,
                                     LnetAuthors *authors);

/** The caret is in this line. */
void lnet_trace_pane_set_line (LnetTracePane *self, guint line);

/** Shows all contributions and puts the cursor into the search field. */
void lnet_trace_pane_begin_search (LnetTracePane *self);

G_END_DECLS
