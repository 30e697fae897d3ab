/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-authors.h"
#include "lnet-manuscript.h"

G_BEGIN_DECLS

#define LNET_TYPE_PAPER (lnet_paper_get_type ())
G_DECLARE_FINAL_TYPE (LnetPaper, lnet_paper, LNET, PAPER, GtkTextView)

/** What the page shows beside the text, and what a selected passage is selected for. */
typedef enum
{
  LNET_PAPER_WRITE,
  LNET_PAPER_TRACE,   /* in the right margin, how many contributions each passage grew from */
  LNET_PAPER_HISTORY,
} LnetPaperMode;

/**
 * LnetPaper:
 *
 * The page a manuscript is written on. In the left margin stand a thin rule in the colour of who wrote each passage
 * last, with initials, and a handle to move the passage by or open its menu. Draws only what is visible.
 */
void lnet_paper_set_manuscript (LnetPaper *self, LnetManuscript *manuscript, LnetAuthors *authors);
void lnet_paper_set_mode (LnetPaper *self, LnetPaperMode mode);

/** Narrow margins, for a phone. */
void lnet_paper_set_narrow (LnetPaper *self, gboolean narrow);

/** Scrolls to the caret and takes the focus. */
void lnet_paper_show_caret (LnetPaper *self);

G_END_DECLS
