/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-coaching-list.h"
#include "lnet-coaching-room.h"
#include "lnet-pair-maker.h"
#include "lnet-pair-page.h"

G_BEGIN_DECLS

struct _LnetCoachingRoom
{
  LnetRoom parent_instance;

  /* template */
  AdwNavigationSplitView *split;
  AdwToggleGroup *segments;
  AdwToggle *pairs_toggle;
  AdwToggle *pool_toggle;
  GtkMenuButton *round_button;
  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  GtkStack *lists;
  GtkListView *pairs_view;
  GtkListView *pool_view;
  AdwStatusPage *no_pairs;
  GtkWidget *no_pairs_button;
  AdwStatusPage *failed;
  GtkWidget *choice_bar;
  GtkLabel *choice_label;
  GtkWidget *look_button;
  AdwNavigationPage *content_page;
  GtkStack *content;
  LnetPairPage *pair_page;
  LnetPairMaker *maker;

  LnetCoachingList *pairs;
  LnetCoachingList *pool;
  GtkSingleSelection *selection;
  GtkSelectionModel *pool_selection;
  LnetCoaching *coaching; /* what was read last; NULL: nothing yet */
  LnetId round;           /* the one that is shown; null: the newest */
  char *today;            /* the day it was read for */
  LnetId wanted;          /* a pair to select as soon as it is in the list */
  GCancellable *reading;
  gboolean selecting;     /* the selection is being put back, not made */
};

/* lnet-coaching-room-lists.c: */
void lnet_coaching_room_build_lists (LnetCoachingRoom *self);
void lnet_coaching_room_fill_lists (LnetCoachingRoom *self);

/* lnet-coaching-room-actions.c: */
void lnet_coaching_room_class_install_actions (GtkWidgetClass *widget_class);
void lnet_coaching_room_update_actions (LnetCoachingRoom *self);

/* lnet-coaching-room-show.c: */
gboolean lnet_coaching_room_is_on_pool (LnetCoachingRoom *self);
void lnet_coaching_room_show_list_page (LnetCoachingRoom *self);
void lnet_coaching_room_show_content_page (LnetCoachingRoom *self);
void lnet_coaching_room_show_pages (LnetCoachingRoom *self);
void lnet_coaching_room_show_choice (LnetCoachingRoom *self);
void lnet_coaching_room_show_segment (LnetCoachingRoom *self, const char *name);
void lnet_coaching_room_show_all (LnetCoachingRoom *self);
void lnet_coaching_room_reselect (LnetCoachingRoom *self);

/* lnet-coaching-room.c: */
gboolean lnet_coaching_room_can_choose (LnetCoachingRoom *self);
void lnet_coaching_room_reload (LnetCoachingRoom *self);
void lnet_coaching_room_show_pair (LnetCoachingRoom *self, const LnetId *pair, gboolean open);
void lnet_coaching_room_toggle (LnetCoachingRoom *self, LnetCoachingItem *item);
const LnetCoachingRound *lnet_coaching_room_get_round (LnetCoachingRoom *self);

G_END_DECLS
