/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-member-list.h"
#include "lnet-member-orders.h"
#include "lnet-member-slots.h"

G_BEGIN_DECLS

struct _LnetMemberList
{
  GObject parent_instance;

  LnetStore *store;
  LnetMemberOrders *orders;
  LnetMemberOrder *shown;
  LnetMemberSlots *slots;
  guint n_listed;    /* of those shown, as many as the list has been told of */
  guint refreshed;   /* slots before this position say who stands there now */
  guint following;   /* the source that does the rest */
  gboolean wanted;   /* somebody looks further than the first screen */
  char *typed;
  LnetMemberFilter *filter;
  LnetMemberSort sort;
  GError *error;     /* of the last reading or search */
  GCancellable *reading;
  GCancellable *searching; /* more is found than what is shown */
  gboolean is_full;
  guint n_members;
};

/** NULL once the network is closed: a list view lets go of its model a little later. */
LnetReader *lnet_member_list_get_reader (LnetMemberList *self);
LnetMemberInfo *lnet_member_list_read_info (LnetMemberList *self, guint position);

/** Sets it; nothing is read yet. */
void lnet_member_list_set_what_is_shown (LnetMemberList *self, const char *typed, const LnetMemberFilter *filter,
                                         LnetMemberSort sort);
/** Everybody, by the filter and the sort that are set, and then what is typed. */
void lnet_member_list_read_again (LnetMemberList *self);
/** What is typed, among those kept. */
void lnet_member_list_search (LnetMemberList *self);

G_END_DECLS
