/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_WINDOW (lnet_window_get_type ())
G_DECLARE_FINAL_TYPE (LnetWindow, lnet_window, LNET, WINDOW, AdwApplicationWindow)

/**
 * LnetWindow:
 *
 * The window: the welcome page while no network is open, else a sidebar and a room.
 *
 * Properties: session (LnetSession, the open network or NULL, notify), narrow and folded (gboolean, notify; see
 * LnetRoom).
 */
LnetWindow *lnet_window_new (AdwApplication *application);

/** Opens the network file at @path; the one that is open stays until that has worked. */
void lnet_window_open_network (LnetWindow *self, const char *path);

/** Whether @file is one that sharing brings, for the action win.take-file, and not a network. Nothing is read. */
gboolean lnet_window_takes (GFile *file);

/** As lnet_window_open_network(); says so when @file is somewhere that has no path. */
void lnet_window_open_file (LnetWindow *self, GFile *file);

/** Writes what is still being typed, lets go of the open network, and shows the welcome page. */
void lnet_window_close_network (LnetWindow *self);

/** Shows the page to begin on. No network must be open. */
void lnet_window_show_welcome (LnetWindow *self);

/** Returns: (nullable) (transfer none) */
LnetSession *lnet_window_get_session (LnetWindow *self);

/** Shows the room called @name ("members"), at @place unless that is NULL. */
void lnet_window_show_room (LnetWindow *self, const char *name, const char *place);

/** Name of the room that is shown, or NULL. Returns: (transfer none) */
const char *lnet_window_get_room_name (LnetWindow *self);

/** The room that is shown, or NULL. Returns: (transfer none) */
GtkWidget *lnet_window_get_room (LnetWindow *self);

/** The names of all rooms there are, in the sidebar's order. Returns: (transfer full) */
GStrv lnet_window_dup_room_names (void);

G_END_DECLS
