/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-group-list.h"
#include "lnet-group-page.h"
#include "lnet-groups-view.h"

G_BEGIN_DECLS

struct _LnetGroupsView
{
  AdwBin parent_instance;

  LnetSession *session;
  LnetGroupKind kind;
  LnetGroupList *groups;
  GtkSingleSelection *selection;
  LnetId current;        /* whose page is shown; null: nothing's */
  gboolean narrow;
  gboolean is_selecting; /* the selection follows, it does not lead */
  gboolean wants_current; /* it was not in the list yet when it was to be shown */
  guint announcing;

  AdwNavigationSplitView *split;
  AdwNavigationPage *list_page;
  AdwNavigationPage *page_page;
  GtkMenuButton *views_button;
  AdwWindowTitle *title;
  GtkWidget *add;
  GtkSearchEntry *search;
  GtkStack *stack;
  GtkListView *list;
  AdwStatusPage *none;
  AdwStatusPage *empty;
  AdwStatusPage *failed;
  GtkButton *begin;
  GtkMenuButton *page_menu_button;
  GtkWidget *edit;
  GtkStack *detail;
  AdwStatusPage *nothing;
  GMenuModel *organization_menu;
  GMenuModel *team_menu;
  LnetGroupPage *page; /* NULL until something is shown */
};

void lnet_groups_view_install_actions (GtkWidgetClass *klass);

/** Shows @id, or nothing for the null id; @push: also where it covers the list. */
void lnet_groups_view_show (LnetGroupsView *self, const LnetId *id, gboolean push);
void lnet_groups_view_step (LnetGroupsView *self, int by);
/** Shows what follows in the list, so that the keyboard is not lost. */
void lnet_groups_view_show_neighbour (LnetGroupsView *self);

G_END_DECLS
