/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-shortcuts.h"

#include <glib/gi18n-lib.h>

#define GENERAL N_("General")
#define GOING N_("Going about")
#define NETWORKS N_("Networks")
#define MEMBERS N_("Members")
#define COACHING N_("Coaching")
#define VISION N_("Vision")

static const LnetShortcut shortcuts[] = {
  { GENERAL, N_("Undo"), "win.undo", { "<Control>z" }, .after_text = TRUE },
  { GENERAL, N_("Redo"), "win.redo", { "<Control><Shift>z", "<Control>y" }, .after_text = TRUE },
  { GENERAL, N_("Search in this view"), "win.search", { "<Control>f" } },
  { GENERAL, N_("Find anything anywhere"), "win.find", { "<Control>k" } },
  { GENERAL, N_("Add something new in this view"), "win.add", { "<Control>n" } },
  { GENERAL, N_("Print what this view shows"), "win.print", { "<Control>p" } },
  { GENERAL, N_("History"), "win.history", { "<Control>h" } },
  { GENERAL, N_("Preferences"), "win.preferences", { "<Control>comma" } },
  { GENERAL, N_("Keyboard shortcuts"), "win.shortcuts", { "<Control>question" } },
  { GENERAL, N_("Help"), "win.help", { "F1" } },
  { GOING, N_("Back to where you were"), "win.back", { "<Alt>Left" }, .after_text = TRUE },
  { GOING, N_("Members"), "win.room('members')", { "<Control>1" } },
  { GOING, N_("Certificates"), "win.room('certificates')", { "<Control>2" } },
  { GOING, N_("Coaching"), "win.room('coaching')", { "<Control>3" } },
  { GOING, N_("Vision"), "win.room('vision')", { "<Control>4" } },
  { NETWORKS, N_("New network"), "win.new-network", { "<Control><Shift>n" } },
  { NETWORKS, N_("Open a network"), "win.open", { "<Control>o" } },
  { NETWORKS, N_("Close the window"), "window.close", { "<Control>w" } },
  { NETWORKS, N_("Quit"), "app.quit", { "<Control>q" } },
  /* members */
  { MEMBERS, N_("Next member"), "members.next", { "<Alt>Down" }, .after_text = TRUE },
  { MEMBERS, N_("Previous member"), "members.previous", { "<Alt>Up" }, .after_text = TRUE },
  { MEMBERS, N_("Move to the Trash"), "members.delete", { "Delete" }, .after_text = TRUE },
  { MEMBERS, N_("Select several, or one less"), "listitem.select", { "<Control>space" }, .elsewhere = TRUE },
  { MEMBERS, N_("Select all shown"), "list.select-all", { "<Control>a" }, .elsewhere = TRUE },
  { MEMBERS, N_("Leave the selection"), "members.leave-selection", { "Escape" }, .elsewhere = TRUE },
  /* certificates */
  /* coaching: its classes bind them */
  { COACHING, N_("Choose in the pool, or leave out"), "listitem.activate", { "space" }, .elsewhere = TRUE },
  { COACHING, N_("Save a session"), "dialog.save", { "<Control>Return" }, .elsewhere = TRUE },
  /* vision: the view's own classes bind them; here they are to be read */
  { VISION, N_("Write"), "vision.mode('write')", { "<Alt>1" }, .elsewhere = TRUE },
  { VISION, N_("See where a passage comes from"), "vision.mode('trace')", { "<Alt>2" }, .elsewhere = TRUE },
  { VISION, N_("See how a passage came to be"), "vision.mode('history')", { "<Alt>3" }, .elsewhere = TRUE },
  { VISION, N_("Move a passage or section up"), "paper.move-up", { "<Alt>Up" }, .elsewhere = TRUE },
  { VISION, N_("Move a passage or section down"), "paper.move-down", { "<Alt>Down" }, .elsewhere = TRUE },
  { VISION, N_("Make it text"), "paper.kind('text')", { "<Control><Alt>0" }, .elsewhere = TRUE },
  { VISION, N_("Make it a heading"), "paper.kind('heading')", { "<Control><Alt>1" }, .elsewhere = TRUE },
  { VISION, N_("Make it a quote"), "paper.kind('quote')", { "<Control><Alt>2" }, .elsewhere = TRUE },
  { VISION, N_("New section"), "paper.add-section", { "<Control><Shift>Return" }, .elsewhere = TRUE },
};

const LnetShortcut *
lnet_shortcuts_get (guint *n)
{
  *n = G_N_ELEMENTS (shortcuts);
  return shortcuts;
}

void
lnet_shortcuts_install (GtkApplication *application)
{
  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    if (!shortcuts[i].after_text && !shortcuts[i].elsewhere)
      gtk_application_set_accels_for_action (application, shortcuts[i].action,
                                             (const char *const *) shortcuts[i].accels);
}

static void
add_to_class (GtkWidgetClass *window_class,
              const char     *accel,
              const char     *action)
{
  g_autoptr (GtkShortcut) shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (accel),
                                                       gtk_named_action_new (action));

  gtk_widget_class_add_shortcut (window_class, shortcut);
}

void
lnet_shortcuts_install_class (GtkWidgetClass *window_class)
{
  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    /* Menus show the one that came last. */
    for (int j = G_N_ELEMENTS (shortcuts[i].accels) - 1; j >= 0; j--)
      if (shortcuts[i].after_text && shortcuts[i].accels[j] != NULL)
        add_to_class (window_class, shortcuts[i].accels[j], shortcuts[i].action);
}
