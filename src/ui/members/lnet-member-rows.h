/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-member-selection.h"

#include "lnet-portraits.h"

G_BEGIN_DECLS

/* How a list view draws the slots of an LnetMemberList, and the letters between them. */

/** Rows that show who of @selection is selected. Returns: (transfer full) */
GtkListItemFactory *lnet_member_rows_new_factory (LnetMemberSelection *selection, LnetPortraits *portraits);
/** The item that @row, made by that factory, shows. Returns: (transfer none) (nullable) */
GtkListItem *lnet_member_rows_get_item (GtkWidget *row);
/** Returns: (transfer full) */
GtkListItemFactory *lnet_member_rows_new_header_factory (void);

G_END_DECLS
