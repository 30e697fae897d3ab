/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Organizations, teams, and what a profile tells further down. */

#include "config.h"

#include "walk.h"

#include "lnet-groups-view.h"
#include "lnet-members.h"
#include "lnet-merge-dialog.h"

/* Of a view beside people: the one that has most to tell is opened. */
static void
open_group (LnetWindow   *window,
            LnetRoom     *room,
            LnetGroupKind kind)
{
  LnetReader *reader = lnet_session_get_reader (lnet_window_get_session (window));
  g_autoptr (GPtrArray) groups = lnet_groups_load (reader, kind, NULL, NULL);
  const LnetGroupInfo *best = NULL;
  g_autofree char *place = NULL;

  for (guint i = 0; groups != NULL && i < groups->len; i++)
    {
      const LnetGroupInfo *info = g_ptr_array_index (groups, i);

      if (best == NULL || info->n_now > best->n_now)
        best = info;
    }
  if (best == NULL)
    return;
  place = lnet_group_dup_place (kind, &best->id);
  lnet_room_go_to (room, place);
}

void
lnet_walk_organizations (LnetWindow *window,
                         LnetRoom   *room)
{
  gtk_widget_activate_action (GTK_WIDGET (room), "members.pane", "s", "organizations");
  lnet_test_get (room, GTK_TYPE_LIST_VIEW, NULL);
}

void
lnet_walk_organization (LnetWindow *window,
                        LnetRoom   *room)
{
  open_group (window, room, LNET_GROUP_ORGANIZATION);
}

void
lnet_walk_organization_edit (LnetWindow *window,
                             LnetRoom   *room)
{
  gtk_widget_activate_action (lnet_test_get (room, LNET_TYPE_GROUPS_VIEW, NULL), "groups.edit", NULL);
}

void
lnet_walk_organization_delete (LnetWindow *window,
                               LnetRoom   *room)
{
  gtk_widget_activate_action (lnet_test_get (room, LNET_TYPE_GROUPS_VIEW, NULL), "groups.delete", NULL);
}

void
lnet_walk_organization_choose (LnetWindow *window,
                               LnetRoom   *room)
{
  gtk_widget_activate_action (lnet_test_get (room, LNET_TYPE_GROUPS_VIEW, NULL), "groups.merge", NULL);
}

void
lnet_walk_organization_merge (LnetWindow *window,
                              LnetRoom   *room)
{
  LnetSession *session = lnet_window_get_session (window);
  g_autoptr (GPtrArray) groups = lnet_groups_load (lnet_session_get_reader (session), LNET_GROUP_ORGANIZATION, NULL,
                                                   NULL);

  if (groups != NULL && groups->len > 1)
    adw_dialog_present (lnet_merge_dialog_new_for_organizations (session, &((LnetGroupInfo *) groups->pdata[0])->id,
                                                                 &((LnetGroupInfo *) groups->pdata[1])->id),
                        GTK_WIDGET (room));
}

void
lnet_walk_team (LnetWindow *window,
                LnetRoom   *room)
{
  open_group (window, room, LNET_GROUP_TEAM);
}

void
lnet_walk_team_edit (LnetWindow *window,
                     LnetRoom   *room)
{
  gtk_widget_activate_action (lnet_test_get (room, LNET_TYPE_GROUPS_VIEW, NULL), "groups.edit", NULL);
}

/* Further down: tags, what staff see, and the timeline. */
void
lnet_walk_profile_end (LnetWindow *window,
                       LnetRoom   *room)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *place = NULL;
  GtkWidget *profile, *scroller;
  GtkAdjustment *adjustment;

  gtk_widget_activate_action (GTK_WIDGET (room), "members.pane", "s", "people");
  found = lnet_members_search (lnet_session_get_reader (lnet_window_get_session (window)), "facilitator", 1);
  if (found->len == 0)
    return;
  place = lnet_id_to_string (&((LnetMemberInfo *) g_ptr_array_index (found, 0))->id);
  lnet_window_show_room (window, "members", place);
  profile = lnet_test_get (room, g_type_from_name ("LnetMemberProfile"), NULL);
  scroller = lnet_test_get (profile, GTK_TYPE_SCROLLED_WINDOW, NULL);
  lnet_test_settle ();
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) * 0.55);
}
