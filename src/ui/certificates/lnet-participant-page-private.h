/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-participant-page.h"

G_BEGIN_DECLS

struct _LnetParticipantPage
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *window_title;
  GtkWidget *menu_button;
  GtkStack *stack;
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *subtitle;
  GtkWidget *forecast;
  GtkImage *forecast_icon;
  GtkLabel *forecast_label;
  GtkWidget *strip;
  GtkLabel *hours;
  GtkLabel *hours_caption;
  GtkLabel *ceu;
  GtkLabel *percent;
  GtkLabel *evidence_count;
  GtkLabel *evidence_caption;
  AdwPreferencesGroup *missing;
  AdwPreferencesGroup *sessions;
  AdwPreferencesGroup *evidence;
  AdwPreferencesGroup *waivers;

  LnetCohortSource *source;
  LnetId enrolment;
  GPtrArray *rows; /* what the groups hold and is made anew when something changed: group, row, … */
  const char *forecast_style;
};

/** NULL when they are not in the cohort any more. */
LnetParticipant *lnet_participant_page_get_participant (LnetParticipantPage *self);

/* lnet-participant-page-groups.c: the groups of rows. */
void lnet_participant_page_update_groups (LnetParticipantPage *self);

/* lnet-participant-page-actions.c: what can be done. */
void lnet_participant_page_install_actions (GtkWidgetClass *widget_class);
void lnet_participant_page_update_actions (LnetParticipantPage *self);

G_END_DECLS
