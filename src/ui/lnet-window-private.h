/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-room.h"
#include "lnet-sidebar.h"
#include "lnet-window.h"

G_BEGIN_DECLS

/** No more rooms than keys Ctrl+1…9. */
#define LNET_MAX_ROOMS 9

/** A place somebody was at. */
typedef struct
{
  int room;
  char *place; /* or NULL */
} LnetStop;

struct _LnetWindow
{
  AdwApplicationWindow parent_instance;

  /* template */
  AdwToastOverlay *toasts;
  GtkStack *pages;
  AdwBin *welcome;
  GtkBox *network;
  AdwBanner *read_only; /* above all else; NULL while what is open can be written */
  AdwNavigationSplitView *split;
  LnetSidebar *sidebar;
  AdwNavigationPage *content_page;
  GtkStack *rooms;
  AdwBin *opening_page; /* empty until somebody waits */

  gboolean narrow;
  gboolean folded;

  LnetSession *session;
  LnetRoom *built[LNET_MAX_ROOMS]; /* in the stack `rooms`, which owns them; NULL until first opened */
  int room;                        /* the one that is shown, or -1 */

  GQueue trail; /* of LnetStop: where Alt+Left goes back to */

  GCancellable *opening; /* while a network is being opened */
  GQueue waiting;        /* of GFile: bundles and cards that came before there was a network */
  guint spinner_timeout;
  guint backup_timeout; /* until today's backup is made */
};

/* lnet-window.c */
void lnet_window_set_session (LnetWindow *self, LnetSession *session);
void lnet_window_forget_rooms (LnetWindow *self);
void lnet_window_remember_places (LnetWindow *self);
void lnet_window_flush (LnetWindow *self);
gboolean lnet_window_can_go_back (LnetWindow *self);
void lnet_window_go_back (LnetWindow *self);

/* lnet-window-actions.c */
void lnet_window_install_actions (GtkWidgetClass *klass);
void lnet_window_update_actions (LnetWindow *self);
/** Shows a dialog with @error's sentence. */
void lnet_window_fail (LnetWindow *self, const char *heading, const GError *error);

/* lnet-window-network.c */
void lnet_window_install_network_actions (GtkWidgetClass *klass);
/** Leaves the open network for @store. */
void lnet_window_enter_network (LnetWindow *self, LnetStore *store);
/** Copies the open network to @path and opens the copy. */
void lnet_window_save_copy (LnetWindow *self, const char *path);
/** Puts the file @backup in the open network's place, and opens that. */
void lnet_window_restore_backup (LnetWindow *self, const char *backup);
/** Writes what is still being typed and lets go of the open network; the page stays for the caller to change. */
void lnet_window_leave_network (LnetWindow *self);

/* lnet-window-sharing.c */
void lnet_window_install_sharing_actions (GtkWidgetClass *klass);
void lnet_window_accept_drops (LnetWindow *self);
/** A network is open: the bundles that waited for it are shown. */
void lnet_window_take_waiting (LnetWindow *self);

G_END_DECLS
