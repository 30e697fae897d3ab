/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "lnet-coaching-item.h"

G_BEGIN_DECLS

#define LNET_TYPE_COACHING_LIST (lnet_coaching_list_get_type ())
G_DECLARE_FINAL_TYPE (LnetCoachingList, lnet_coaching_list, LNET, COACHING_LIST, GObject)

/**
 * LnetCoachingList:
 *
 * A GListModel of LnetCoachingItem in the order they are given, and a GtkSectionModel of their sections. Of a new
 * reading only the stretch that looks different is told as changed, so that a list stays where it was scrolled to.
 *
 *   LnetCoaching ─ lnet_coaching_list_take() ─▶ all items ─ search ─▶ items shown
 */
LnetCoachingList *lnet_coaching_list_new (void);

/** @items: (transfer full) (element-type LnetCoachingItem): who was chosen before stays chosen */
void lnet_coaching_list_take (LnetCoachingList *self, GPtrArray *items);

/** Shows only what matches what somebody typed; NULL or "" for all. */
void lnet_coaching_list_search (LnetCoachingList *self, const char *typed);

/** Where the item with @id stands, or %GTK_INVALID_LIST_POSITION. */
guint lnet_coaching_list_find (LnetCoachingList *self, const LnetId *id);

/** All that are chosen, those that a search hides too, in the order of the list. Returns: (transfer full) */
GPtrArray *lnet_coaching_list_get_chosen (LnetCoachingList *self);

/** How many there are, and how many of them in @section, whatever is searched for. */
guint lnet_coaching_list_count (LnetCoachingList *self);
guint lnet_coaching_list_count_section (LnetCoachingList *self, guint section);

G_END_DECLS
