/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-history-pane.h"
#include "lnet-manuscript.h"
#include "lnet-paper.h"
#include "lnet-trace-pane.h"
#include "lnet-vision-room.h"

G_BEGIN_DECLS

struct _LnetVisionRoom
{
  LnetRoom parent_instance;

  LnetManuscript *manuscript;
  LnetAuthors *authors;
  GPtrArray *documents; /* (element-type LnetVisionDocument) (nullable) */
  gboolean starting;    /* the page to start another document is shown */

  GtkStack *views;
  GtkWidget *cancel_button;
  GtkWidget *beginning;
  AdwEntryRow *question_row;
  AdwEntryRow *title_row;
  AdwOverlaySplitView *split;
  GtkMenuButton *outline_button;
  GtkListBox *outline;
  GtkPopover *outline_popover;
  GtkStack *title_stack;
  AdwToggleGroup *modes;
  GtkLabel *state_label;
  AdwBanner *to_settle;
  GCancellable *merged; /* while it is read from whom a passage was merged */
  LnetPaper *paper;
  GtkStack *panes;
  LnetTracePane *trace_pane;
  LnetHistoryPane *history_pane;
  GMenu *documents_menu;
};

void lnet_vision_room_install_actions (GtkWidgetClass *widget_class);

/** Which of the actions can be done as things stand. */
void lnet_vision_room_update_actions (LnetVisionRoom *self);

/** Reads the list of documents, and shows one, or the page to start one. */
void lnet_vision_room_load_documents (LnetVisionRoom *self);
void lnet_vision_room_show_document (LnetVisionRoom *self, const LnetId *document);

/** Says what was written on two desks at once. */
void lnet_vision_room_update_to_settle (LnetVisionRoom *self);
/** Opens the one with the caret, or else the first. */
void lnet_vision_room_settle (LnetVisionRoom *self);

/** The passage the caret is in; the null id when it is in none. */
LnetId lnet_vision_room_get_passage (LnetVisionRoom *self);

G_END_DECLS
