/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-cadence-bar.h"
#include "lnet-pair-avatars.h"
#include "lnet-pair-page.h"

G_BEGIN_DECLS

struct _LnetPairPage
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkWidget *menu;
  LnetPairAvatars *avatars;
  GtkLabel *names;
  GtkLabel *since;
  LnetCadenceBar *cadence;
  GtkLabel *rhythm;
  GtkLabel *closed;
  GtkWidget *log;
  GtkListBox *partners;
  AdwActionRow *rhythm_row;
  AdwActionRow *place_row;
  AdwActionRow *agreement_row;
  GtkWidget *goals_group;
  GtkListBox *goals;
  GtkWidget *private_note;
  GtkWidget *no_sessions;
  GtkBox *sessions;
  GtkButton *earlier;
  GtkScrolledWindow *scroller;

  LnetSession *session;
  LnetId id;
  LnetPair *pair;           /* NULL: none, or in the Trash */
  GPtrArray *session_list;  /* LnetCoachingSession, newest first */
  GPtrArray *goal_list;     /* LnetCoachingGoal */
  guint n_shown;            /* sessions that have a card */
  gboolean is_partner;
};

/* lnet-pair-page-actions.c: */
void lnet_pair_page_class_install_actions (GtkWidgetClass *widget_class);
void lnet_pair_page_update_actions (LnetPairPage *self);

G_END_DECLS
