/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-cohort-page.h"

#include "lnet-participant-model.h"

G_BEGIN_DECLS

struct _LnetCohortPage
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *window_title;
  GtkWidget *search_button;
  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  GtkStack *stack;
  AdwStatusPage *failed_page;
  GtkWidget *chips_view;
  GtkBox *chips;
  AdwViewStack *views;
  GtkStack *participants_stack;
  GtkWidget *headings;
  GtkListView *list;
  GtkListBox *sessions;

  LnetCohortSource *source;
  LnetParticipantModel *model;
  GtkSelectionModel *selection;
  GCancellable *cancellable;
  GtkWidget *chip_buttons[LNET_FORECAST_LAST + 1];
  gboolean compact;
  gboolean updating;
  char *sort;
};

/* lnet-cohort-page-actions.c: what can be done with a cohort. */
void lnet_cohort_page_install_actions (GtkWidgetClass *widget_class);

/* lnet-cohort-page-sessions.c: the list of sessions. */
void lnet_cohort_page_update_sessions (LnetCohortPage *self);
void lnet_cohort_page_open_session (LnetCohortPage *self, GtkListBoxRow *row);

void lnet_cohort_page_show (LnetCohortPage *self, const char *kind, const LnetId *id);

G_END_DECLS
