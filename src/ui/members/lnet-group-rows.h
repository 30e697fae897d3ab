/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "lnet-group.h"

G_BEGIN_DECLS

/** Makes the rows of a LnetGroupList: name, a line about it, how many people. Returns: (transfer full) */
GtkListItemFactory *lnet_group_rows_new_factory (LnetGroupKind kind);

G_END_DECLS
