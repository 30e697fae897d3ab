/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "walk.h"

#include "lnet-split.h"

#include <glib/gi18n-lib.h>

static void
show_shortcuts (LnetWindow *window,
                LnetRoom   *room)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.shortcuts", NULL);
}

static void
show_working_as (LnetWindow *window,
                 LnetRoom   *room)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.working-as", NULL);
}

static void
show_preferences (LnetWindow *window,
                  LnetRoom   *room)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.preferences", NULL);
}

static void
show_trash (LnetWindow *window,
            LnetRoom   *room)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.trash", NULL);
}

static void
show_history (LnetWindow *window,
              LnetRoom   *room)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.history", NULL);
}

static void
show_backup (LnetWindow *window,
             LnetRoom   *room)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.backup", NULL);
}

static void
show_about (LnetWindow *window,
            LnetRoom   *room)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.about", NULL);
}

static void
show_found (LnetWindow *window,
            LnetRoom   *room)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.find", NULL);
  lnet_test_get (window, GTK_TYPE_LABEL, _("Find anything"));
  lnet_test_type (window, "river");
}

static void
show_sidebar (LnetWindow *window,
              LnetRoom   *room)
{
  GtkWidget *split = lnet_test_find (window, ADW_TYPE_NAVIGATION_SPLIT_VIEW, NULL);

  if (split != NULL)
    lnet_split_show_content (ADW_NAVIGATION_SPLIT_VIEW (split), FALSE);
}

const LnetWalkState lnet_walk_window[] = {
  { "sidebar", show_sidebar },
  { "shortcuts", show_shortcuts },
  { "found", show_found },
  { "working-as", show_working_as },
  { "preferences", show_preferences },
  { "trash", show_trash },
  { "history", show_history },
  { "backup", show_backup },
  { "about", show_about },
  { NULL }
};
