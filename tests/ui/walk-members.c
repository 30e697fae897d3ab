/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "walk.h"

#include "lnet-members.h"

static void
open_first_found (LnetWindow *window,
                  const char *typed)
{
  LnetReader *reader = lnet_session_get_reader (lnet_window_get_session (window));
  g_autoptr (GPtrArray) found = lnet_members_search (reader, typed, 1);
  g_autofree char *place = NULL;

  if (found->len == 0)
    return;
  place = lnet_id_to_string (&((LnetMemberInfo *) g_ptr_array_index (found, 0))->id);
  lnet_window_show_room (window, "members", place);
}

static void
search (LnetWindow *window,
        LnetRoom   *room)
{
  lnet_room_begin_search (room);
  lnet_test_type (window, "coach");
}

static void
search_in_vain (LnetWindow *window,
                LnetRoom   *room)
{
  lnet_room_begin_search (room);
  lnet_test_type (window, "xyz");
}

static void
profile (LnetWindow *window,
         LnetRoom   *room)
{
  GtkWidget *field = lnet_test_find (room, GTK_TYPE_SEARCH_ENTRY, NULL);

  if (field != NULL)
    gtk_editable_set_text (GTK_EDITABLE (field), "");
  open_first_found (window, "facilitator");
}

static void
edit (LnetWindow *window,
      LnetRoom   *room)
{
  gtk_widget_activate_action (GTK_WIDGET (room), "members.edit", NULL);
}

static void
history (LnetWindow *window,
         LnetRoom   *room)
{
  gtk_widget_activate_action (GTK_WIDGET (room), "members.history", NULL);
}

const LnetWalkState lnet_walk_members[] = {
  { "search", search },
  { "nobody-found", search_in_vain },
  { "profile", profile },
  { "edit", edit },
  { "history", history },
  { NULL }
};
