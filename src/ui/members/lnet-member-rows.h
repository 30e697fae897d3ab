/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "lnet-portraits.h"

G_BEGIN_DECLS

/* How a list view draws the slots of an LnetMemberList, and the letters between them. */

/** Returns: (transfer full) */
GtkListItemFactory *lnet_member_rows_new_factory (LnetPortraits *portraits);
/** Returns: (transfer full) */
GtkListItemFactory *lnet_member_rows_new_header_factory (void);

G_END_DECLS
