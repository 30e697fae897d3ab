/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-groups-view.h"
#include "lnet-member-list.h"
#include "lnet-member-profile.h"
#include "lnet-member-selection.h"
#include "lnet-members-room.h"

G_BEGIN_DECLS

struct _LnetMembersRoom
{
  LnetRoom parent_instance;

  LnetMemberList *members;
  LnetMemberSelection *selection;
  LnetId current;        /* whose profile is shown; null: nobody's */
  gboolean is_stale;     /* the network moved while nobody looked */
  gboolean is_mending;   /* what searches look into is being made anew */
  guint announcing;
  guint ticks;
  double scroll_before_search;
  double scroll_wanted;
  gboolean wants_current;  /* the current one was not in the list yet when it was to be shown */
  int n_scroll_frames;     /* how long it is still held */
  gboolean is_coming_back; /* the search was cleared; scroll_before_search is wanted */

  guint pane;                /* what is shown, as lnet-members-room-panes.c counts them */
  GtkStack *panes;
  LnetGroupsView *groups[2]; /* by LnetGroupKind; NULL until they are shown */
  GtkMenuButton *panes_button;
  GMenuModel *panes_menu;

  AdwNavigationSplitView *split;
  AdwWindowTitle *title;
  GtkSearchEntry *search;
  GtkMenuButton *sort_button;
  GMenuModel *sort_menu;
  GtkWidget *filter;
  AdwWrapBox *chips;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkListView *list;
  AdwNavigationPage *profile_page;
  GtkStack *detail;
  GtkWidget *nobody;
  LnetMemberProfile *profile; /* NULL until somebody is shown */
  AdwStatusPage *none;        /* NULL until nobody is found */
  GtkWidget *clear_search;    /* on it */
  GtkWidget *clear_filters;   /* on it */
  AdwStatusPage *failed;      /* NULL until something failed */
  GtkWidget *mend_search;     /* on it */
  GtkWidget *try_again;       /* on it */
  GtkWidget *edit;
  GtkWidget *profile_menu_button;
  GMenuModel *profile_menu;
  AdwHeaderBar *list_header;
  GtkBox *search_row;
  GtkWidget *add; /* in the one, or on a phone in the other */
  GtkButton *leave_selection;
  GtkActionBar *selection_bar;
  GtkMenuButton *change_button;
  GtkWidget *reach_selected; /* what makes no sense for nobody */
  GMenuModel *change_menu;
  GtkMenuButton *list_menu_button;
  GMenuModel *list_menu;
};

void lnet_members_room_install_actions (GtkWidgetClass *klass);
void lnet_members_room_install_card_actions (GtkWidgetClass *klass);
void lnet_members_room_install_filter_actions (GtkWidgetClass *klass);

void lnet_members_room_print (LnetRoom *room);

/** Lets members be dragged out of the list, or off the profile, as vCards. */
void lnet_members_room_drag_rows (LnetMembersRoom *self);
void lnet_members_room_drag_profile (LnetMembersRoom *self);
void lnet_members_room_install_selecting_actions (GtkWidgetClass *klass);
void lnet_members_room_install_view_actions (GtkWidgetClass *klass);

/** By click, long press and keyboard. */
void lnet_members_room_set_up_selecting (LnetMembersRoom *self);
/** In the header: how many are selected. */
void lnet_members_room_show_selected (LnetMembersRoom *self);
/** "12 selected, 3 of them not shown". Returns: (transfer full) */
char *lnet_members_room_describe_selected (LnetMembersRoom *self);
/** In the header: how many there are, and how many of them are found. */
void lnet_members_room_show_count (LnetMembersRoom *self);

/** Turns off what a participant has no part in. */
void lnet_members_room_update_messages (LnetMembersRoom *self);

/** The list as it was looked at when the network was last open. Returns: (transfer full) */
LnetMemberList *lnet_members_room_new_list (LnetMembersRoom *self);
/** Keeps for the next time how the list is looked at. */
void lnet_members_room_remember (LnetMembersRoom *self);
/** Empties the search and the filter; see lnet_session_forget_search(). */
void lnet_members_room_forget_search (LnetMembersRoom *self);
/** Shows those found by @typed among everybody. */
void lnet_members_room_search_for (LnetMembersRoom *self, const char *typed);
/** What is searched for, the filter and the sort, where people see them. */
void lnet_members_room_show_view (LnetMembersRoom *self);
/** Makes the pages that stand in place of an empty list; few ever see them. */
void lnet_members_room_ensure_pages (LnetMembersRoom *self);
/** Says on the page in place of the list what failed. */
void lnet_members_room_explain_failure (LnetMembersRoom *self);
/* People, organizations or teams. */
void lnet_members_room_set_up_panes (LnetMembersRoom *self);
gboolean lnet_members_room_shows_people (LnetMembersRoom *self);
/** What is shown in place of people, or NULL. */
LnetGroupsView *lnet_members_room_get_groups (LnetMembersRoom *self);
/** "people", "organizations", "teams" */
const char *lnet_members_room_get_pane (LnetMembersRoom *self);
void lnet_members_room_show_pane (LnetMembersRoom *self, const char *name);
/** Searching, adding and going somewhere, in whichever of them is shown. */
void lnet_members_room_install_places (LnetRoomClass *klass);


/** A chip for each condition of the filter that is set. */
void lnet_members_room_show_chips (LnetMembersRoom *self);
void lnet_members_room_clear_filters (LnetMembersRoom *self);
/** Says on the page without rows why there is nobody, and offers what brings somebody back. */
void lnet_members_room_explain_nobody (LnetMembersRoom *self);
/** Says how many there are, once nobody types any more. */
void lnet_members_room_announce_soon (LnetMembersRoom *self);

/** Which actions make sense now. */
void lnet_members_room_update_actions (LnetMembersRoom *self);
/** Shows a member's profile; @push: also where it covers the list. */
void lnet_members_room_open (LnetMembersRoom *self, const LnetId *id, gboolean push);
/** Goes to the next (1) or previous (-1) of those shown. */
void lnet_members_room_step (LnetMembersRoom *self, int by);
void lnet_members_room_show_current (LnetMembersRoom *self);
void lnet_members_room_scroll_to_current (LnetMembersRoom *self);
/** Scrolls the list to @value, in pixels, and holds it there until it has found its size. */
void lnet_members_room_scroll_to (LnetMembersRoom *self, double value);
/** Where the list is, or is about to be. */
double lnet_members_room_get_scroll (LnetMembersRoom *self);
/** Makes the first rows first, and the others when somebody looks further. */
void lnet_members_room_watch_scrolling (LnetMembersRoom *self);

G_END_DECLS
