/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_SIDEBAR (lnet_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (LnetSidebar, lnet_sidebar, LNET, SIDEBAR, AdwBin)

/**
 * LnetSidebar:
 *
 * The network's name and switcher at the top, a row for each room, and at the foot who works here.
 *
 * Signal `room-chosen (int number, gboolean activated)`: somebody went to the row of the room that was added so many
 * before, by the arrow keys, or activated it.
 */

/** Adds a row under those that are there. */
void lnet_sidebar_add_room (LnetSidebar *self, const char *name, const char *title, const char *icon);
/** Marks the row @number as the one that is shown. */
void lnet_sidebar_select (LnetSidebar *self, int number);

/** While the sidebar fills the window no row is marked: what it would mark is not seen. */
void lnet_sidebar_set_folded (LnetSidebar *self, gboolean folded);

/** Follows @session from now on; NULL for none. */
void lnet_sidebar_set_session (LnetSidebar *self, LnetSession *session);

/** The name of a network that is not open yet. */
void lnet_sidebar_set_name (LnetSidebar *self, const char *name);

/** "Director", in the person's language. Returns: (transfer none) */
const char *lnet_stance_get_label (LnetStance stance);

G_END_DECLS
