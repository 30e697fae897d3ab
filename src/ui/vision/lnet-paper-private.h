/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-paper.h"

G_BEGIN_DECLS

struct _LnetPaper
{
  GtkTextView parent_instance;

  LnetManuscript *manuscript;
  LnetAuthors *authors;
  LnetPaperMode mode;
  gboolean narrow;
  guint n_frames_to_show; /* for so many frames the caret is kept on the screen, while lines find their heights */
  gboolean composing; /* an input method is in the middle of a word */

  GtkWidget *handle; /* in the margin, beside @handle_line */
  int handle_line;   /* -1: none */
  int hovered_line;  /* -1: none */
  guint handle_idle;
  gboolean menu_open;

  int drop_line;       /* where a dragged block would go: before this line; -1: nowhere */
  int drop_words_line; /* the passage that dragged words would be linked to; -1: none */

  GMenuModel *passage_menu;
};

/** Draws what stands in the margins and behind the text. */
void lnet_paper_draw_below (LnetPaper *self, GtkSnapshot *snapshot);

/** The line at a height of the widget. */
int lnet_paper_line_at (LnetPaper *self, double y, gboolean *lower_half);

/** The extent of a line, in buffer coordinates. */
void lnet_paper_get_line_extent (LnetPaper *self, int line, int *y, int *height);

void lnet_paper_add_drop_target (LnetPaper *self);
void lnet_paper_add_handle (LnetPaper *self);
void lnet_paper_queue_handle (LnetPaper *self);

void lnet_paper_install_actions (GtkWidgetClass *widget_class);
void lnet_paper_update_actions (LnetPaper *self);

/** The line of the caret. */
guint lnet_paper_get_caret_line (LnetPaper *self);

G_END_DECLS
