/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-room.h"
#include "lnet-window.h"

G_BEGIN_DECLS

/** No more rooms than keys Ctrl+1…9. */
#define LNET_MAX_ROOMS 9

struct _LnetWindow
{
  AdwApplicationWindow parent_instance;

  /* template */
  AdwToastOverlay *toasts;
  GtkStack *pages;
  AdwBin *welcome;
  AdwNavigationSplitView *split;
  GtkMenuButton *switcher;
  GtkListBox *sidebar_rows;
  GtkWidget *fictional;
  AdwNavigationPage *content_page;
  GtkStack *rooms;
  GtkWidget *spinner;

  gboolean narrow;
  gboolean folded;

  LnetSession *session;
  LnetRoom *built[LNET_MAX_ROOMS]; /* in the stack `rooms`, which owns them; NULL until first opened */
  int room;                        /* the one that is shown, or -1 */

  GCancellable *opening; /* while a network is being opened */
  guint spinner_timeout;
};

/* lnet-window.c: */
void lnet_window_set_session (LnetWindow *self, LnetSession *session);
void lnet_window_forget_rooms (LnetWindow *self);
void lnet_window_flush (LnetWindow *self);

G_END_DECLS
