/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "lnet-member-list.h"

G_BEGIN_DECLS

#define LNET_TYPE_MEMBER_SELECTION (lnet_member_selection_get_type ())
G_DECLARE_FINAL_TYPE (LnetMemberSelection, lnet_member_selection, LNET, MEMBER_SELECTION, GObject)

/**
 * LnetMemberSelection:
 *
 * Who is selected of an LnetMemberList, as the GtkSelectionModel around it. One is chosen, whose profile is shown;
 * from the first click with Ctrl or Shift on, or lnet_member_selection_begin(), many are selected: then it is active.
 *
 *   LnetMemberList ──▶ LnetMemberSelection ──▶ list view
 *
 * It holds on to members, not to places in the list: a search or a filter changes nothing of who is selected. Who goes
 * to the Trash is selected no more.
 *
 * Properties: active (gboolean, read-only, notify).
 * Signals: `chosen (guint position)`: somebody was chosen in the list; `selected`: others are selected, or others of
 * them are shown.
 */
LnetMemberSelection *lnet_member_selection_new (LnetMemberList *list);

/** Returns: (transfer none) */
LnetMemberList *lnet_member_selection_get_list (LnetMemberSelection *self);

/** Who is chosen, by the row's number; 0 for nobody. */
void lnet_member_selection_set_chosen (LnetMemberSelection *self, gint64 pk);
/** Where the chosen one stands, or GTK_INVALID_LIST_POSITION. */
guint lnet_member_selection_get_chosen (LnetMemberSelection *self);

gboolean lnet_member_selection_get_active (LnetMemberSelection *self);
/** Nobody is selected yet. */
void lnet_member_selection_begin (LnetMemberSelection *self);
void lnet_member_selection_end (LnetMemberSelection *self);

/** Selects who stands there, or no more. */
void lnet_member_selection_toggle (LnetMemberSelection *self, guint position);

guint lnet_member_selection_get_n (LnetMemberSelection *self);
/** How many of them a search or a filter does not show. */
guint lnet_member_selection_get_n_hidden (LnetMemberSelection *self);

/** Those selected, by name. Returns: (transfer full) */
LnetMemberOrder *lnet_member_selection_dup_selected (LnetMemberSelection *self);

G_END_DECLS
