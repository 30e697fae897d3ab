/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LnetShortcut:
 *
 * A key and what it does. One table registers the keys and fills the Keyboard Shortcuts dialog.
 */
typedef struct
{
  const char *section; /* to be translated by whoever shows it, as label is */
  const char *label;
  const char *action;  /* detailed name: "win.room('members')" */
  const char *accels[4];
  /* A key that text being written may use first (Ctrl+Z): it belongs to the window, which hears it last. */
  gboolean after_text;
  /* Bound by the classes of a view, where alone it means something; listed for those who look for it. */
  gboolean elsewhere;
} LnetShortcut;

/** Returns: (transfer none) (array length=n) */
const LnetShortcut *lnet_shortcuts_get (guint *n);

/** Gives @application all keys but those that text hears first. */
void lnet_shortcuts_install (GtkApplication *application);

/** Gives @window_class the keys that text hears first. */
void lnet_shortcuts_install_class (GtkWidgetClass *window_class);

G_END_DECLS
