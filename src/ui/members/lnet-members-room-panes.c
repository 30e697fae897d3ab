/* SPDX-License-Identifier: GPL-3.0-or-later */

/* People, organizations or teams: what the room shows, and how one changes between them. */

#include "config.h"

#include "lnet-members-room-private.h"

#include <string.h>

#include "lnet-split.h"

/* By what the menu and a place call them; people first, then by LnetGroupKind. */
static const char *const names[] = { "people", "organizations", "teams" };

#define FIRST_GROUP 1

gboolean
lnet_members_room_shows_people (LnetMembersRoom *self)
{
  return self->pane == 0;
}

LnetGroupsView *
lnet_members_room_get_groups (LnetMembersRoom *self)
{
  return self->pane >= FIRST_GROUP ? self->groups[self->pane - FIRST_GROUP] : NULL;
}

const char *
lnet_members_room_get_pane (LnetMembersRoom *self)
{
  return names[self->pane];
}

/* Built when it is first shown: most days nobody looks at it. */
static void
ensure_groups (LnetMembersRoom *self,
               guint            pane)
{
  LnetGroupKind kind = (LnetGroupKind) (pane - FIRST_GROUP);
  GtkWidget *groups;

  if (self->groups[kind] != NULL)
    return;
  groups = lnet_groups_view_new (lnet_room_get_session (LNET_ROOM (self)), kind, self->panes_menu);
  g_object_bind_property (self, "narrow", groups, "narrow", G_BINDING_SYNC_CREATE);
  gtk_stack_add_named (self->panes, groups, names[pane]);
  self->groups[kind] = LNET_GROUPS_VIEW (groups);
}

void
lnet_members_room_show_pane (LnetMembersRoom *self,
                             const char      *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_strcmp0 (names[i], name) != 0 || i == self->pane)
        continue;
      if (i >= FIRST_GROUP)
        ensure_groups (self, i);
      self->pane = i;
      gtk_stack_set_visible_child_name (self->panes, name);
      lnet_members_room_update_actions (self);
      g_object_notify (G_OBJECT (self), "pane");
    }
}

static char *
dup_groups_place (LnetMembersRoom *self)
{
  const LnetId *current = lnet_groups_view_get_current (lnet_members_room_get_groups (self));

  if (lnet_id_is_null (current))
    return g_strdup (names[self->pane]);
  return lnet_group_dup_place ((LnetGroupKind) (self->pane - FIRST_GROUP), current);
}

static gboolean
go_to_groups (LnetMembersRoom *self,
              const char      *place)
{
  LnetGroupKind kind;
  LnetId id;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (place, names[i]))
      {
        lnet_members_room_show_pane (self, place);
        return TRUE;
      }
  if (!lnet_group_parse_place (place, &kind, &id))
    return FALSE;
  lnet_members_room_show_pane (self, names[FIRST_GROUP + kind]);
  lnet_groups_view_open (self->groups[kind], &id);
  return TRUE;
}

static void
begin_search (LnetRoom *room)
{
  LnetMembersRoom *self = LNET_MEMBERS_ROOM (room);

  if (!lnet_members_room_shows_people (self))
    {
      lnet_groups_view_begin_search (lnet_members_room_get_groups (self));
      return;
    }
  lnet_split_show_content (self->split, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
add_new (LnetRoom *room)
{
  LnetMembersRoom *self = LNET_MEMBERS_ROOM (room);
  LnetGroupsView *groups = lnet_members_room_get_groups (self);

  if (groups != NULL)
    gtk_widget_activate_action (GTK_WIDGET (groups), "groups.add", NULL);
  else
    gtk_widget_activate_action (GTK_WIDGET (room), "members.add", NULL);
}

static char *
get_place (LnetRoom *room)
{
  LnetMembersRoom *self = LNET_MEMBERS_ROOM (room);

  if (!lnet_members_room_shows_people (self))
    return dup_groups_place (self);
  return lnet_id_is_null (&self->current) ? g_strdup (names[0]) : lnet_id_to_string (&self->current);
}

static void
go_to (LnetRoom   *room,
       const char *place)
{
  LnetMembersRoom *self = LNET_MEMBERS_ROOM (room);
  LnetId id;

  if (go_to_groups (self, place))
    return;
  if (g_str_has_prefix (place, LNET_MEMBERS_ROOM_FOUND))
    {
      lnet_members_room_show_pane (self, "people");
      lnet_members_room_search_for (self, place + strlen (LNET_MEMBERS_ROOM_FOUND));
    }
  if (!lnet_id_from_string (place, &id))
    return;
  lnet_members_room_show_pane (self, "people");
  lnet_members_room_open (self, &id, TRUE);
  lnet_members_room_scroll_to_current (self);
}

void
lnet_members_room_install_places (LnetRoomClass *klass)
{
  klass->begin_search = begin_search;
  klass->add_new = add_new;
  klass->get_place = get_place;
  klass->go_to = go_to;
}

/* Between the buttons of a phone the title is whole where there is one less. */
static void
place_add (LnetMembersRoom *self,
           gboolean         folded)
{
  g_autoptr (GtkWidget) add = g_object_ref (self->add);
  gboolean below = gtk_widget_get_parent (add) == GTK_WIDGET (self->search_row);

  if (below == folded)
    return;
  if (folded)
    {
      adw_header_bar_remove (self->list_header, add);
      gtk_widget_add_css_class (add, "flat");
      gtk_box_append (self->search_row, add);
    }
  else
    {
      gtk_box_remove (self->search_row, add);
      gtk_widget_remove_css_class (add, "flat");
      adw_header_bar_pack_end (self->list_header, add);
    }
}

static void
on_folded (LnetMembersRoom *self)
{
  gboolean folded = lnet_room_get_folded (LNET_ROOM (self));

  if (folded)
    gtk_widget_add_css_class (GTK_WIDGET (self), "folded");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "folded");
  place_add (self, folded);
}

/* The template's own child becomes one of several. */
void
lnet_members_room_set_up_panes (LnetMembersRoom *self)
{
  g_autoptr (GtkWidget) people = g_object_ref (GTK_WIDGET (self->split));

  adw_bin_set_child (ADW_BIN (self), NULL);
  self->panes = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->panes, FALSE);
  gtk_stack_set_vhomogeneous (self->panes, FALSE);
  gtk_stack_add_named (self->panes, people, names[0]);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->panes));
  gtk_menu_button_set_menu_model (self->panes_button, self->panes_menu);
  g_signal_connect (self, "notify::folded", G_CALLBACK (on_folded), NULL);
  on_folded (self);
}
