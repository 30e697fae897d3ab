/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-session.h"

G_BEGIN_DECLS

#define LNET_TYPE_ROOM (lnet_room_get_type ())
G_DECLARE_DERIVABLE_TYPE (LnetRoom, lnet_room, LNET, ROOM, AdwBin)

/**
 * LnetRoom:
 *
 * A view of the window: Members, Certificates, Coaching, Vision. The window builds it when it is first opened, gives
 * it the session, and keeps it. A room brings its own AdwToolbarViews with header bars.
 *
 * A page pushed inside a room (a profile at phone width) is an AdwNavigationPage of the room's own
 * AdwNavigationSplitView or AdwNavigationView; the window's content page holds the room as its child.
 *
 * Properties: session (LnetSession, construct-only), narrow (gboolean, set by the window: ≤ 1000 sp, list and detail
 * become one), folded (gboolean, set by the window: ≤ 680 sp, the sidebar is away).
 */
struct _LnetRoomClass
{
  AdwBinClass parent_class;

  /* Ctrl+F: put the cursor into the search field. */
  void (*begin_search) (LnetRoom *self);
  /* Ctrl+N: begin the room's new thing. */
  void (*add_new) (LnetRoom *self);
  /* Ctrl+P: print what it shows. */
  void (*print) (LnetRoom *self);
  /* What is open in it, as text to come back to, or NULL. (transfer full) */
  char *(*get_place) (LnetRoom *self);
  /* Opens what get_place() said, or a row's id as text. */
  void (*go_to) (LnetRoom *self, const char *place);
  /* Writes what is still being typed, before the window or the network closes. */
  void (*flush) (LnetRoom *self);
};

LnetSession *lnet_room_get_session (LnetRoom *self);
gboolean lnet_room_get_narrow (LnetRoom *self);
gboolean lnet_room_get_folded (LnetRoom *self);

void lnet_room_begin_search (LnetRoom *self);
void lnet_room_add_new (LnetRoom *self);
/** Rings the bell in a room that prints nothing. */
void lnet_room_print (LnetRoom *self);
char *lnet_room_get_place (LnetRoom *self);
void lnet_room_go_to (LnetRoom *self, const char *place);
void lnet_room_flush (LnetRoom *self);

G_END_DECLS
